"""A build may be killed at any moment, and two may be started at once: what stands in the folder stays whole."""
from __future__ import annotations

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from needed import posix

import kg
from kg.errors import OutputError
from kg.export import place

ROOT = Path(__file__).parent.parent
PAGE = "本报讯（记者 李明）8月4日，记者从{city}市水务局获悉，今年上半年，{city}市新建供水管线120公里，同比增长8%。\n"
# Writes the graph of two builds in turns for ever, as fast as it can: nearly every moment is one of writing or placing.
WRITES_FOR_EVER = """
import sys, itertools, kg
graphs = [kg.build([page]) for page in sys.argv[2:]]
print("ready", flush=True)
for graph in itertools.cycle(graphs):
    graph.write(sys.argv[1], ["turtle", "tables", "manifest"])
"""
HOLDS = """
import sys, time
from pathlib import Path
from kg.export.place import occupied
with occupied(Path(sys.argv[1])):
    print("ready", flush=True)
    time.sleep(60)
"""


def digests(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*"))
            if p.is_file() and p.name != "report.txt" and not p.relative_to(folder).parts[0].startswith(".")}


def start(script: str, *arguments: object) -> subprocess.Popen:
    process = subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def kill(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


@pytest.fixture
def pages(tmp_path) -> list[Path]:
    paths = [tmp_path / "滨江.txt", tmp_path / "临海.txt"]
    for path in paths:
        path.write_text(PAGE.format(city=path.stem), encoding="utf-8")
    return paths


@posix
def test_ten_kills_while_writing_leave_a_whole_output_and_the_next_build_is_clean(tmp_path, pages):
    clean = []
    for number, page in enumerate(pages):
        kg.build([page]).write(tmp_path / f"clean{number}", ["turtle", "tables", "manifest"])
        clean.append(digests(tmp_path / f"clean{number}"))
    out, moments = tmp_path / "out", random.Random(20250804)
    kg.build([pages[0]]).write(out, ["turtle", "tables", "manifest"])
    again = kg.build([pages[1]])
    for _ in range(10):
        process = start(WRITES_FOR_EVER, out, *pages)
        time.sleep(moments.uniform(0, 0.15))
        kill(process)
        with place.occupied(out):  # what any next build does first
            assert digests(out) in clean
        assert not [left for left in out.iterdir() if left.name.startswith(".")]
    again.write(out, ["turtle", "tables", "manifest"])
    assert digests(out) == clean[1]


@posix
def test_a_build_killed_before_it_writes_changes_nothing(tmp_path, pages):
    out = tmp_path / "out"
    kg.build([pages[0]]).write(out)
    before = digests(out)
    moments = random.Random(4)
    for _ in range(3):
        process = subprocess.Popen([sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "--out", str(out), "--quiet"], cwd=ROOT, start_new_session=True)
        time.sleep(moments.uniform(0.05, 0.8))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert digests(out) == before


def test_a_set_that_was_being_placed_is_finished_by_the_next_build(tmp_path, pages, monkeypatch):
    out = tmp_path / "out"
    kg.build([pages[0]]).write(out)
    real, moved = os.replace, []

    def dies_after_two(source, target):
        if len(moved) == 2:
            raise KeyboardInterrupt
        moved.append(target)
        real(source, target)

    graph = kg.build([pages[1]])
    monkeypatch.setattr(os, "replace", dies_after_two)
    with pytest.raises(KeyboardInterrupt):
        graph.write(out)
    monkeypatch.undo()
    assert not (out / "manifest.json").exists()  # nothing claims that this mixture is one build
    with place.occupied(out):
        pass
    graph.write(tmp_path / "clean")
    assert digests(out) == digests(tmp_path / "clean")


def test_leavings_of_dead_builds_are_swept_away(tmp_path, pages):
    out = tmp_path / "out"
    (out / ".writing-999999" / "tables").mkdir(parents=True)
    (out / ".writing-999999" / "tables" / "claims.csv").write_text("half")
    kg.build(pages).write(out, ["tables"])
    assert [p.name for p in out.iterdir()] == ["tables"]


@posix
def test_a_second_build_into_the_same_folder_refuses_until_the_first_is_gone(tmp_path, pages):
    out = tmp_path / "out"
    process = start(HOLDS, out)
    try:
        with pytest.raises(OutputError, match="another build is writing here") as refused:
            kg.build(pages).write(out)
        assert "wait" in str(refused.value) and str(out) in str(refused.value)
        second = subprocess.run([sys.executable, "-m", "kg", "build", str(pages[0]), "--out", str(out), "--quiet"], cwd=ROOT, capture_output=True, text=True)
        assert second.returncode == 2 and "another build is writing here" in second.stderr
        kg.build(pages).write(tmp_path / "other")
    finally:
        kill(process)
    assert kg.build(pages).write(out)


def test_a_folder_that_was_only_claimed_is_not_left_behind(tmp_path):
    with place.occupied(tmp_path / "new"):
        assert (tmp_path / "new").is_dir()
    assert not (tmp_path / "new").exists()


def test_an_output_that_is_a_file_is_a_clear_error(tmp_path, pages):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OutputError, match="is a file, and outputs need a folder"):
        kg.build(pages).write(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "mine"
