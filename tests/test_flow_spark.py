"""The engine on a cluster: a real one of a master and two workers, started here; one worker is killed in the middle of a run."""
from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import clusters
import flowing
import pytest
from engine_contract import *  # noqa: F403  (the tests that hold on every engine)

from kg.errors import KgError, OutputError, PageError, UsageError
from kg.flow import spread
from kg.flow.connecting import Home
from kg.flow.memory import Memory
from kg.flow.parts import LineParts
from kg.flow.spark import Spark, connect
from kg.read import gather
from kg.read.source import read_bytes

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.archive.pages import page  # noqa: E402


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A master and two workers."""
    made = clusters.Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.close()


@pytest.fixture
def cluster_of_its_own(tmp_path_factory):
    """A cluster whose cores no other application holds."""
    made = clusters.Cluster(tmp_path_factory.mktemp("cluster-of-its-own"))
    yield made
    made.close()


def test_the_plan_on_a_cluster_writes_what_one_machine_writes_though_a_worker_is_killed(cluster_of_its_own, tmp_path):
    """`kg build --engine spark` as a user calls it; the worker dies when rows of pages lie there."""
    cluster = cluster_of_its_own
    for number in range(6):
        path = tmp_path / "pages" / f"{number:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(number % 5, 250), encoding="utf-8")  # the last is the first once more
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "pages"), "--quiet", "--out"]
    settings = [word for name, value in clusters.SETTINGS.items() for word in ("--spark", f"{name}={value}")]
    with subprocess.Popen([*command, str(tmp_path / "there"), "--engine", "spark", "--master", cluster.master, "--formats", "nquads.gz,report,manifest", *settings],
                          env=flowing.environment(), stderr=subprocess.PIPE, text=True) as there:
        while not cluster.laid_aside("worker1"):
            assert there.poll() is None, there.stderr.read()
            time.sleep(0.05)
        cluster.kill_worker()
        assert there.poll() is None, "it is in the middle"
        subprocess.run([*command, str(tmp_path / "here"), "--engine", "disk", "--formats", "nquads,manifest"], env=flowing.environment(), check=True)
        cluster.replace_worker()
        said = there.communicate()[1]
        assert there.returncode == 0, said
    parts = sorted((tmp_path / "there" / "nquads").iterdir())
    assert len(parts) > 1 and all(re.fullmatch(r"part-\d{5}\.nq\.gz", path.name) for path in parts)
    wanted = sorted((tmp_path / "here" / "graph.nq").read_text(encoding="utf-8").splitlines())
    assert sorted(line.rstrip("\n") for path in parts for line in gzip.open(path, "rt", encoding="utf-8")) == wanted and len(wanted) > 200
    pages, counts = ([json.loads((tmp_path / name / "manifest.json").read_text(encoding="utf-8"))[key] for name in ("there", "here")] for key in ("pages", "counts"))
    assert pages[0] == pages[1] and counts[0] == counts[1]


@pytest.fixture(scope="module")
def spark(cluster):
    """The cluster, as an engine."""
    with Spark(cluster.master, parts=3, settings=clusters.SETTINGS) as made:
        yield made


@pytest.fixture
def engine(spark):
    """The engine that the contract is held against."""
    return spark


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
    assert [(number, task[0].content, *task[1:]) for number, task in rows.sorted(flowing.first_alone)] == [(number, read_bytes(Path(path)), name, given) for number, (path, name, given) in enumerate(here)]
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


def test_what_an_unfinished_build_left_is_told_from_a_whole_one(tmp_path):
    (tmp_path / "nquads").mkdir()
    with pytest.raises(OutputError, match="or delete this one: it has no manifest.json"):
        spread._refuse(None, str(tmp_path / "nquads"))
    (tmp_path / "manifest.json").touch()
    with pytest.raises(OutputError, match="a folder of its own$"):
        spread._refuse(None, str(tmp_path / "nquads"))


def test_a_machine_with_other_code_refuses(spark, monkeypatch):
    monkeypatch.setattr(spark, "home", Home(None, b"of yesterday"))
    with pytest.raises(UsageError, match="another kg"):
        list(spark.rows([1]).flat_map(flowing.alone))


def test_no_master_is_a_letter():
    with pytest.raises(UsageError, match="127.0.0.1:1: no Spark master answers"):
        Spark("spark://127.0.0.1:1")


@pytest.mark.parametrize("setting", ["spark.executor.memory", "executor.memory=2g"])
def test_a_setting_that_cannot_be_meant_is_a_letter(setting):
    with pytest.raises(UsageError, match=f"--spark {setting} is no setting; write spark.executor.memory=2g"):
        connect(settings=[setting])


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
