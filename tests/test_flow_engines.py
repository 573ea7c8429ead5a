"""What holds on every engine: the same rows for the same plan, whatever the processes, parts and machines."""
from __future__ import annotations

import gzip
import hashlib
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path

import pytest

import clusters
import flowing
from kg.errors import KgError, OutputError, PageError, UsageError
from kg.flow import part_of
from kg.flow.choosing import engine_called
from kg.flow.connecting import Home
from kg.flow.disk import Disk
from kg.flow.memory import Memory
from kg.flow.parts import LineParts
from kg.flow.scratch import Scratch
from kg.flow.spark import Spark
from kg.read import gather
from kg.read.source import read_bytes


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A master and two workers."""
    made = clusters.Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def spark(cluster):
    """The cluster, as an engine."""
    with Spark(cluster.master, parts=3, settings=clusters.SETTINGS) as made:
        yield made


@pytest.fixture(params=["memory", "disk", "disk, one part", "disk, two processes", "disk, hardly any memory", "spark"])
def engine(request, tmp_path, monkeypatch):
    """Each engine in turn."""
    monkeypatch.delenv("TMPDIR", raising=False)
    if request.param == "spark":
        yield request.getfixturevalue("spark")
        return
    made = {"memory": Memory, "disk": lambda: Disk(tmp_path, parts=5), "disk, one part": lambda: Disk(tmp_path, parts=1),
            "disk, two processes": lambda: Disk(tmp_path, jobs=2, parts=3), "disk, hardly any memory": lambda: Disk(tmp_path, parts=3, budget=2000)}[request.param]()
    with made:
        yield made
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".kg")], "rows were left behind"


def test_words_are_counted_alike(engine):
    counted = engine.rows(flowing.LINES).flat_map(flowing.words).grouped(flowing.first, flowing.whole, flowing.count)
    assert sorted(counted) == flowing.COUNTS


def test_groups_may_be_grouped_again(engine):
    counted = engine.rows(flowing.LINES).flat_map(flowing.words).grouped(flowing.first, flowing.whole, flowing.count)
    by_count = counted.grouped(flowing.second, flowing.whole, flowing.gather_words)
    wanted: dict[int, list[str]] = {}
    for word, count in flowing.COUNTS:
        wanted.setdefault(count, []).append(word)
    assert sorted(by_count) == [(count, tuple(wanted[count])) for count in sorted(wanted)]


def test_rows_are_joined_with_themselves_and_each_group_is_in_order(engine):
    people = engine.rows(flowing.PEOPLE).kept()
    towns = people.flat_map(flowing.place_of_birth)
    pairs = people.flat_map(flowing.place_of_work).plus(towns).grouped(flowing.first, flowing.order_of_join, flowing.pairs)
    wanted = sorted((a, b) for a, _, works in flowing.PEOPLE for b, born, _ in flowing.PEOPLE if works == born)
    assert sorted(pairs) == wanted and len(wanted) > 100


def test_keys_of_three_kinds(engine):
    for kind in ("text", "bytes", "number"):
        counted = engine.rows(range(300)).grouped(partial(flowing.key_of_kind, kind), flowing.itself, flowing.list_of)
        assert sorted(counted) == [tuple(range(rest, 300, 7)) for rest in range(7)]


def test_rows_are_sorted_as_one(engine):
    rows = list(range(1000))
    random.Random(5).shuffle(rows)
    assert list(engine.rows(rows).flat_map(flowing.alone).sorted(flowing.itself)) == list(range(1000))


def test_rows_keep_their_order_through_work(engine):
    made = engine.rows(range(500)).flat_map(flowing.twice)
    wanted = [n for n in range(500) for _ in range(2)]
    assert list(made) == wanted and list(made.kept()) == wanted
    assert list(made.plus(engine.rows(iter("ab")))) == [*wanted, "a", "b"]


def test_what_is_kept_is_worked_out_once(engine, tmp_path):
    kept = engine.rows(range(20)).flat_map(partial(flowing.noted, str(tmp_path / "notes"))).kept()
    assert sorted(kept) == sorted(kept.flat_map(flowing.alone)) == list(range(20))
    assert len((tmp_path / "notes").read_text().split()) == 20


def test_a_group_may_stop_early(engine):
    rows = engine.rows(range(1000)).grouped(flowing.tens, flowing.itself, flowing.first_two)
    assert sorted(rows) == [n for tens in range(0, 1000, 100) for n in (tens, tens + 1)]


def test_no_rows_at_all(engine, tmp_path):
    nothing = engine.rows([]).flat_map(flowing.twice)
    assert list(nothing) == list(nothing.kept()) == list(nothing.sorted(flowing.itself)) == []
    assert list(nothing.grouped(flowing.itself_as_key, flowing.itself, flowing.list_of)) == []


def test_a_shared_value_is_at_hand_everywhere(engine):
    table = engine.share({n: f"第{n}版" for n in range(50)})
    assert table()[7] == "第7版"
    assert list(engine.rows(range(50)).flat_map(partial(flowing.looked_up, table))) == [f"第{n}版" for n in range(50)]


def test_parts_are_the_same_bytes_when_written_again(engine, tmp_path):
    rows = engine.rows(range(2000)).grouped(flowing.itself_as_key, flowing.itself, flowing.lines_of)
    digests = []
    for folder in ("one", "two"):
        writer = LineParts(tmp_path / folder, ".nq.gz")
        told = rows.write(writer)
        writer.finish(told)
        assert sum(part.lines for part in told) == 2000 and [part.name for part in told] == sorted(part.name for part in told)
        paths = sorted((tmp_path / folder).iterdir())
        assert [path.name for path in paths] == [part.name for part in told]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
        assert sorted(line for path in paths for line in gzip.open(path, "rt", encoding="utf-8")) == sorted(flowing.line(n) for n in range(2000))
    assert digests[0] == digests[1]


def test_a_letter_reaches_the_driver(engine):
    with pytest.raises(Exception, match="A01.txt: is no page; give one") as caught:
        list(engine.rows(range(40)).flat_map(flowing.refuse_thirteen))
    assert isinstance(caught.value, PageError)


def test_work_that_stumbles_elsewhere_is_told(spark):
    with pytest.raises(KgError, match="work on the cluster failed .ZeroDivisionError"):
        list(spark.rows(range(3)).flat_map(flowing.divided_by_zero))


def test_pages_are_read_and_parts_written_where_only_spark_reaches(spark, tmp_path):
    from pyspark.sql import SparkSession

    from kg.flow import stored

    pages, out = tmp_path / "pages", tmp_path / "out"
    for name, text in (("b/A02.txt", "乙"), ("A01.txt", "甲"), ("b/notes.bin", "丙"), ("b-c/A01.txt", "丁")):
        (pages / name).parent.mkdir(parents=True, exist_ok=True)
        (pages / name).write_text(text, encoding="utf-8")
    (pages / "A03.txt.gz").write_bytes(gzip.compress("戊".encode()))
    rows = stored.tasks_at(spark, pages.as_uri(), "2024-03")
    here = gather([pages], "2024-03")[0]
    assert [(number, task[0].content, *task[1:]) for number, task in rows.sorted(flowing.first_alone)] == [(number, read_bytes(path), name, given) for number, (path, name, given) in enumerate(here)]
    lines = spark.rows(range(100)).grouped(flowing.itself_as_key, flowing.itself, flowing.lines_of)
    stored.write_lines(lines, (out / "lines").as_uri(), packed=True)
    assert sorted(line for path in (out / "lines").glob("part-*.gz") for line in gzip.open(path, "rt", encoding="utf-8")) == sorted(map(flowing.line, range(100)))
    table = spark.rows([("泵站", "3"), ("港口", None)])
    stored.write_table(table, (out / "table").as_uri(), ["name", "number"])
    assert sorted(SparkSession(spark.context).read.parquet((out / "table").as_uri()).collect()) == [("泵站", "3"), ("港口", None)]
    for again in (lambda: stored.write_lines(lines, (out / "lines").as_uri()), lambda: stored.write_table(table, (out / "table").as_uri(), ["name", "number"])):
        with pytest.raises(OutputError, match="is there already"):
            again()
    (tmp_path / "empty").mkdir()
    with pytest.raises(PageError, match="holds no page"):
        stored.tasks_at(spark, (tmp_path / "empty").as_uri())


def test_a_machine_with_other_code_refuses(spark, monkeypatch):
    monkeypatch.setattr(spark, "home", Home(None, b"of yesterday"))
    with pytest.raises(UsageError, match="another kg"):
        list(spark.rows([1]).flat_map(flowing.alone))


def test_no_master_is_a_letter():
    with pytest.raises(UsageError, match="127.0.0.1:1: no Spark master answers"):
        Spark("spark://127.0.0.1:1")


def test_no_pyspark_is_a_letter(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(UsageError, match=r'pip install "kg\[spark\]"'):
        Spark()


def test_a_worker_that_is_killed_costs_time_and_nothing_else(cluster, spark, tmp_path):
    """The whole worker dies, -9, with its executor, while pages are read: rows that lay there are worked out again."""
    def plan(engine, folder):
        slow = engine.rows(range(120)).flat_map(partial(flowing.noted_slowly, str(tmp_path / f"{folder}-notes"))).kept()
        rows = slow.plus(slow.flat_map(flowing.lowered)).grouped(flowing.itself_as_key, flowing.itself, flowing.lines_of)
        writer = LineParts(tmp_path / folder, ".nq.gz")
        writer.finish(rows.write(writer))
        return sorted(line for path in (tmp_path / folder).iterdir() for line in gzip.open(path, "rt", encoding="utf-8"))

    with Memory() as memory:
        wanted = plan(memory, "here")
    with ThreadPoolExecutor(1) as aside:
        running = aside.submit(plan, spark, "there")
        notes = tmp_path / "there-notes"
        while not notes.exists() or len(notes.read_text().split()) < 60:
            assert not running.done()
            time.sleep(0.02)
        cluster.kill_worker()
        assert not running.done(), "it is in the middle"
        assert running.result(timeout=100) == wanted
    assert len(notes.read_text().split()) > 120, "some rows were worked out twice"
    assert len(list((tmp_path / "there").iterdir())) == 3


def test_parts_are_told_alike_in_every_process():
    told = {subprocess.run([sys.executable, "-c", "from kg.flow import part_of; print([part_of(k, 1009) for k in ('滨江市', b'x', 7, '\\ud800')])"], capture_output=True,
                           text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "2")}
    assert told == {f"{[part_of(k, 1009) for k in ('滨江市', b'x', 7, chr(0xd800))]}\n"}


def test_parts_are_about_equal():
    counts = [0] * 8
    for n in range(8000):
        counts[part_of(f"https://example.org/kg/entity/{n}", 8)] += 1
    assert max(counts) < 1.2 * min(counts)


def test_memory_does_not_grow_with_rows(tmp_path):
    """40 MB and 160 MB of rows through a grouping and a sort."""
    code = textwrap.dedent("""
        import resource, sys, flowing
        from pathlib import Path
        from kg.flow.disk import Disk
        with Disk(Path(sys.argv[1]), parts=4, budget=4_000_000) as disk:
            rows = disk.rows(range(int(sys.argv[2]))).flat_map(flowing.heavy)
            total = sum(size for _, size in rows.grouped(flowing.itself_of_heavy, flowing.order_of_heavy, flowing.sizes).sorted(flowing.whole))
        print(total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    """)
    told = []
    for count in (10_000, 40_000):
        out = subprocess.run([sys.executable, "-c", code, str(tmp_path), str(count)], capture_output=True, text=True, check=True, env=flowing.environment())
        total, memory = map(int, out.stdout.split())
        assert total == 4000 * count
        told.append(memory)
    assert told[1] < told[0] + 10, told


def test_rows_no_longer_needed_are_removed_while_others_are_worked_on(tmp_path):
    with Disk(tmp_path, parts=2) as disk:
        rows = disk.rows(range(100))
        for _ in range(5):
            rows = rows.grouped(flowing.itself_as_key, flowing.itself, flowing.list_of).flat_map(flowing.opened)
        assert sorted(rows) == list(range(100))
        assert len(list(disk.folder.glob("tmp*"))) <= 2, "only the last grouping lies there"


def test_more_runs_than_are_merged_at_once(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.flow.runs._FAN", 3)
    with Disk(tmp_path, parts=2, budget=1000) as disk:
        rows = list(range(400))
        random.Random(1).shuffle(rows)
        assert list(disk.rows(rows).sorted(flowing.itself)) == list(range(400))
        assert not list(disk.folder.glob("tmp*"))


def test_a_full_disk_is_a_letter_and_nothing_is_left(tmp_path, monkeypatch):
    for jobs in (1, 2):
        with pytest.raises(OutputError, match="the disk is full; .*TMPDIR"), Disk(tmp_path, jobs=jobs, budget=10_000) as disk:
            flowing.limit_files(monkeypatch, 20_000)
            try:
                list(disk.rows(range(2000)).flat_map(flowing.heavy).sorted(flowing.whole))
            finally:
                flowing.limit_files(monkeypatch, None)
        assert not list(tmp_path.iterdir())


def test_a_full_disk_under_an_output_leaves_no_half_part(tmp_path, monkeypatch):
    with Disk(tmp_path / "rows") as disk, pytest.raises(OutputError, match="out: the disk is full"):
        rows = disk.rows(range(2000)).flat_map(flowing.heavy).flat_map(flowing.lines_of_heavy).kept()
        list(rows)
        flowing.limit_files(monkeypatch, 20_000)
        try:
            rows.write(LineParts(tmp_path / "out"))
        finally:
            flowing.limit_files(monkeypatch, None)
    assert not list((tmp_path / "out").iterdir())


def test_the_folder_lies_where_it_is_told_and_is_private(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with Disk(tmp_path / "beside") as disk:
        assert disk.folder.parent == tmp_path / "beside" and disk.folder.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))
    with Disk(tmp_path / "beside") as disk:
        assert disk.folder.parent == tmp_path / "elsewhere"
    assert not list((tmp_path / "beside").iterdir()) and not list((tmp_path / "elsewhere").iterdir())


def test_a_folder_that_cannot_be_used_is_a_letter(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file.*TMPDIR"):
        Disk(tmp_path / "file")


def test_what_a_killed_process_left_is_cleared_away_and_the_living_are_not(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    code = "import sys, time; from pathlib import Path; from kg.flow.disk import Disk; d = Disk(Path(sys.argv[1])); print(d.folder, flush=True); time.sleep(60)"
    environment = {name: value for name, value in flowing.environment().items() if name != "TMPDIR"}
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment) as other:
        left = Path(other.stdout.readline().strip())
        with Disk(tmp_path):
            assert left.exists(), "its owner lives"
        other.send_signal(signal.SIGKILL)
    assert left.exists()
    with Disk(tmp_path):
        assert not left.exists()


def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with pytest.raises(PageError), Disk(tmp_path, jobs=2) as disk:
        list(disk.rows(range(100)).flat_map(flowing.refuse_thirteen).sorted(flowing.itself))
    assert not list(tmp_path.iterdir())


def test_a_reader_that_goes_away_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    with Disk(tmp_path, jobs=2) as disk:
        made = disk.rows(range(1000)).grouped(flowing.itself_as_key, flowing.itself, flowing.list_of)
        assert len(list(islice(made, 3))) == 3
    assert not list(tmp_path.iterdir())


def test_damaged_rows_are_a_letter(tmp_path):
    with Disk(tmp_path) as disk, pytest.raises(KgError, match="damaged"):
        kept = disk.rows(range(5000)).kept()
        list(kept)
        path = kept.pieces[0].path
        path.write_bytes(path.read_bytes()[:-3])
        list(kept)


def test_a_scratch_folder_of_a_forked_process_is_its_parents(tmp_path, monkeypatch):
    monkeypatch.delenv("TMPDIR", raising=False)
    scratch = Scratch(tmp_path)
    child = os.fork()
    if not child:
        scratch.close()
        os._exit(0)
    os.waitpid(child, 0)
    assert scratch.path.exists()
    scratch.close()
    assert not scratch.path.exists()


def test_each_process_begins_once_before_its_rows(tmp_path):
    notes = tmp_path / "begun"
    with Disk(tmp_path, jobs=2, start=(flowing.begin, (str(notes),))) as disk:
        assert sorted(disk.rows(range(200)).flat_map(flowing.after_beginning)) == list(range(200))
    with Memory(start=(flowing.begin, (str(notes),))) as memory:
        assert list(memory.rows([1]).flat_map(flowing.after_beginning)) == [1]


@pytest.mark.parametrize(("name", "more", "letter"), [
    ("dask", {}, "there is no engine 'dask'; there are memory, disk, spark"),
    ("disk", {"master": "local[2]"}, "--master and --spark-conf are for --engine spark"),
    ("spark", {"settings": ["spark.executor.memory"]}, "--spark-conf spark.executor.memory is no setting"),
    ("spark", {"settings": ["executor.memory=2g"]}, "--spark-conf executor.memory=2g is no setting"),
])
def test_an_engine_that_cannot_be_meant_is_a_letter(name, more, letter):
    with pytest.raises(UsageError, match=letter):
        engine_called(name, **more)


def test_engines_are_called_by_name(tmp_path):
    with engine_called("memory") as memory, engine_called("disk", folder=tmp_path, jobs=2, parts=5) as disk:
        assert (memory.name, disk.name, disk.jobs, disk.parts) == ("memory", "disk", 2, 5)
    assert "pyspark" not in subprocess.run([sys.executable, "-c", "import sys, kg.flow.choosing, kg.flow.spark, kg.pipeline; print(sorted(sys.modules))"], capture_output=True, text=True, check=True).stdout
