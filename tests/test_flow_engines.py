"""The engines of one machine: what holds on every engine, and how rows lie on disk."""
from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import textwrap
from itertools import islice
from pathlib import Path

import flowing
import pytest
from engine_contract import *  # noqa: F403  (the tests that hold on every engine)

from kg.cli import main
from kg.errors import KgError, OutputError, PageError, UsageError
from kg.flow import part_of
from kg.flow.choosing import engine_called
from kg.flow.disk import Disk
from kg.flow.incremental import Incremental
from kg.flow.memory import Memory
from kg.flow.parts import LineParts
from kg.flow.scratch import Scratch


@pytest.fixture(params=["memory", "incremental", "disk", "disk, one part", "disk, two processes", "disk, hardly any memory"])
def engine(request, tmp_path, monkeypatch):
    """Each engine in turn."""
    monkeypatch.delenv("TMPDIR", raising=False)
    made = {"memory": Memory, "incremental": lambda: Incremental(tmp_path / "ledger"), "disk": lambda: Disk(tmp_path, parts=5), "disk, one part": lambda: Disk(tmp_path, parts=1),
            "disk, two processes": lambda: Disk(tmp_path, jobs=2, parts=3), "disk, hardly any memory": lambda: Disk(tmp_path, parts=3, budget=2000)}[request.param]()
    with made:
        yield made
    assert not [left for left in tmp_path.iterdir() if left.name.startswith(".kg")], "rows were left behind"


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


def test_parts_that_another_machine_kept_for_itself_are_missed(tmp_path):
    writer = LineParts(tmp_path / "out")
    told = Memory().rows(["a\n"]).write(writer)
    (tmp_path / "out" / "part-00000.nq").unlink()
    (tmp_path / "out").rmdir()
    with pytest.raises(OutputError, match="1 parts are not there, as part-00000.nq; the folder must be one that all machines share"):
        writer.finish(told)


def test_parts_of_an_earlier_output_and_of_killed_tries_are_removed(tmp_path):
    writer = LineParts(tmp_path)
    for left in ("part-00007.nq", ".machine-77-0123-part-00000.nq", "notes.txt"):
        (tmp_path / left).write_text("")
    writer.finish(Memory().rows(["a\n"]).write(writer))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.txt", "part-00000.nq"]


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


def test_an_engine_that_is_none_is_a_letter():
    with pytest.raises(UsageError, match="there is no engine 'dask' of one machine; there are memory, incremental, disk"):
        engine_called("dask")


def test_engines_are_called_by_name(tmp_path):
    with engine_called("memory") as memory, engine_called("disk", folder=tmp_path, jobs=2, parts=5) as disk:
        assert (memory.name, disk.name, disk.jobs, disk.parts) == ("memory", "disk", 2, 5)
    assert "pyspark" not in subprocess.run([sys.executable, "-c", "import sys, kg.flow.choosing, kg.flow.spark, kg.pipeline; print(sorted(sys.modules))"], capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(("more", "letter"), [
    (["--master", "local[2]"], "--master and --spark are for --engine spark"),
    (["--engine", "spark", "--formats", "html"], "format 'html' is not written by --engine spark"),
    (["--engine", "spark", "--store", "graph"], "--store needs all records in memory"),
    (["--engine", "spark", "--master", "spark://127.0.0.1:1"], "spark://127.0.0.1:1: no Spark master answers"),
    (["--engine", "spark", "--master", "sparks"], "sparks: is no address of a Spark master"),
    (["--engine", "spark", "--limit", "2", "s3a://archive/2024"], "pages at an address are read one address at a time"),
])
def test_what_cannot_be_built_on_a_cluster_is_a_letter(more, letter, tmp_path, capsys):
    (tmp_path / "page.txt").write_text("惠州晚报\n", encoding="utf-8")
    assert main(["build", *([] if "s3a" in more[-1] else [str(tmp_path / "page.txt")]), "--out", str(tmp_path / "out"), *more]) == 2
    assert letter in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
