"""A set of outputs changes as one: interrupted at each step, in the way of something, without its folder, without permission, by Ctrl-C."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from needed import linux, posix
from test_crash import PAGE, ROOT, digests

import kg
from kg.errors import OutputError
from kg.export import place
from kg.verify import verify

FORMATS = ["turtle", "tables", "manifest"]


@pytest.fixture(scope="module")
def graphs(tmp_path_factory):
    """Two graphs, their pages, and the digests of a clean output of each."""
    home, found = tmp_path_factory.mktemp("two"), []
    for city in ("滨江", "临海"):
        page = home / f"{city}.txt"
        page.write_text(PAGE.format(city=city), encoding="utf-8")
        graph = kg.build([page])
        graph.write(home / city, FORMATS)
        found.append((graph, page, digests(home / city)))
    return found


class Killed(BaseException):
    """Stands for kill -9: nothing that runs after it may be counted on, so nothing is tidied up either."""


def dies_at(step: int, monkeypatch) -> list[str]:
    """From step number `step` on, no renaming, removing or bringing to disk happens any more."""
    done: list[str] = []

    def guarded(name: str, real):
        def instead(*arguments, **names):
            if len(done) >= step:
                raise Killed
            done.append(name)
            return real(*arguments, **names)
        return instead

    for room, name in ((os, "replace"), (os, "rename"), (os, "fsync"), (os, "unlink"), (shutil, "rmtree")):
        monkeypatch.setattr(room, name, guarded(name, getattr(room, name)))
    return done


def test_at_whichever_step_a_build_dies_the_folder_holds_the_one_set_or_the_other(tmp_path, graphs, monkeypatch, ruleset):
    (old, _, before), (new, page, after) = graphs
    old.write(tmp_path / "start", FORMATS)
    step, outcomes = 0, []
    while True:
        out = tmp_path / f"out{step}"
        shutil.copytree(tmp_path / "start", out)
        with monkeypatch.context() as patch:
            done = dies_at(step, patch)
            try:
                new.write(out, FORMATS)
            except Killed:
                is_over = False
            else:
                is_over = True
        place._held.clear()  # the process is dead
        for path in out.rglob("*"):  # no file is ever half-written
            if path.is_file() and not path.relative_to(out).parts[0].startswith("."):
                name = path.relative_to(out).as_posix()
                assert digests(out)[name] in (before[name], after[name])
        if (out / "manifest.json").exists():  # a manifest never speaks for a mixture
            assert digests(out) in (before, after)
        has_turned = (out / place._READY).exists() or digests(out) == after
        place.finish(out)
        assert digests(out) == (after if has_turned else before), f"step {step}"
        outcomes.append(has_turned)
        if is_over:
            break
        new.write(out, FORMATS)
        assert digests(out) == after and [p.name for p in out.iterdir() if p.name.startswith(".")] == []
        step += 1
    assert step > 20 and outcomes == sorted(outcomes), done  # first always the old set, then always the new one
    assert verify(out, [page], ruleset).is_good


def test_a_set_is_on_the_disk_before_it_is_named_complete(tmp_path, graphs, monkeypatch):
    done = dies_at(10_000, monkeypatch)
    graphs[0][0].write(tmp_path / "out", FORMATS)
    files = len(digests(tmp_path / "out"))
    assert done.index("rename") >= files and set(done[:done.index("rename")]) == {"fsync"}
    assert "fsync" in done[done.index("rename"):]


def test_what_stands_in_the_way_is_named_before_anything_moves(tmp_path, graphs):
    (old, _, before), (new, _, _) = graphs
    out = tmp_path / "out"
    old.write(out, FORMATS)
    (out / "graph.nt").mkdir()
    with pytest.raises(OutputError, match="a folder stands where a file belongs") as problem:
        new.write(out, [*FORMATS, "ntriples"])
    assert "graph.nt" in str(problem.value)
    (out / "graph.nt").rmdir()
    assert digests(out) == before
    shutil.rmtree(out / "tables")
    (out / "tables").write_text("mine")
    with pytest.raises(OutputError, match="a file stands where a folder belongs"):
        new.write(out, FORMATS)
    assert (out / "tables").read_text() == "mine"


def test_foreign_files_in_the_folder_stay(tmp_path, graphs):
    out = tmp_path / "out"
    graphs[0][0].write(out, FORMATS)
    (out / "tables" / "mine.csv").write_text("a,b")
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("c")
    graphs[1][0].write(out, FORMATS)
    assert (out / "tables" / "mine.csv").read_text() == "a,b" and (out / "notes" / "mine.txt").read_text() == "c"


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_folder_that_vanishes_while_a_build_runs_is_not_made_anew(comes_back, tmp_path, graphs):
    out = tmp_path / "out"
    with pytest.raises(OutputError) as problem, place.occupied(out):
        shutil.rmtree(out)
        if comes_back:
            out.mkdir()
        graphs[0][0].write(out, FORMATS)
    assert "taken away or replaced" in str(problem.value) or "No such file" in str(problem.value)
    assert not out.exists() or not any(out.iterdir())


@contextmanager
def somebody_else():
    """Root may write everywhere; for a while this process is nobody."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@posix
def test_a_folder_that_may_not_be_written_is_told_and_stays(graphs):
    home = Path(tempfile.mkdtemp())
    try:
        out = home / "out"
        graphs[0][0].write(out, FORMATS)
        before = digests(out)
        for path in (home, out, out / "tables"):
            path.chmod(0o555)
        with somebody_else(), pytest.raises(OutputError, match="cannot be written .Permission denied"):
            graphs[1][0].write(out, FORMATS)
        assert digests(out) == before
    finally:
        for path in (home, home / "out", home / "out" / "tables"):
            path.chmod(0o755)
        shutil.rmtree(home)


def started(tmp_path: Path, out: Path) -> subprocess.Popen:
    """A build of many pages in two processes, both at work."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(300):
        (pages / f"{number:03}.txt").write_text(PAGE.format(city="滨江") * 10 + str(number), encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "kg", "build", str(pages), "--out", str(out), "--jobs", "2", "--quiet"], cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True,
                               env=dict(os.environ, XDG_CACHE_HOME=str(tmp_path / "cache")))
    until = time.monotonic() + 60
    while len(children(process.pid)) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    time.sleep(0.1)
    return process


def children(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (OSError, UnicodeDecodeError):  # it ended meanwhile
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


@linux
def test_ctrl_c_says_what_is_left_and_keeps_it(tmp_path, graphs):
    out = tmp_path / "out"
    graphs[0][0].write(out, FORMATS)
    process = started(tmp_path, out)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130 and said == "stopped; outputs that stood there are as they were\n"
    assert digests(out) == graphs[0][2] and not [p for p in out.iterdir() if p.name.startswith(".")]


@linux
def test_workers_neither_outlive_a_killed_parent_nor_keep_its_folder(tmp_path, graphs):
    out = tmp_path / "out"
    process = started(tmp_path, out)
    workers = children(process.pid)
    assert len(workers) == 2
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    graphs[0][0].write(out, FORMATS)  # at once: the lock fell with the parent
    assert digests(out) == graphs[0][2]
    until = time.monotonic() + 20
    while any(Path(f"/proc/{worker}").exists() for worker in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [worker for worker in workers if Path(f"/proc/{worker}").exists()]


def left_while_placing(folder: Path, graphs, monkeypatch) -> None:
    """The first graph's set stands in `folder`, the second's was being placed when its build died."""
    graphs[0][0].write(folder, FORMATS)
    moved: list[object] = []
    real = os.replace

    def dies_after_two(source, target):
        if len(moved) == 2:
            raise Killed
        moved.append(target)
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", dies_after_two)
        with pytest.raises(Killed):
            graphs[1][0].write(folder, FORMATS)
    place._held.clear()
    assert (folder / place._READY).is_dir()


@pytest.mark.parametrize("command", ["query", "ask", "validate", "diff", "diff of tables", "why", "verify", "since"])
def test_whoever_reads_an_output_finishes_what_a_dead_build_left(command, tmp_path, graphs, monkeypatch, capsys):
    from kg.cli import main

    out = tmp_path / "out"
    left_while_placing(out, graphs, monkeypatch)
    clean = graphs[1][1].parent / "临海"
    claim = graphs[1][0].claims[0].id
    code = main({"query": ["query", "posts", "--data", str(out / "graph.ttl")], "ask": ["ask", "posts", "--data", str(out / "graph.ttl")], "validate": ["validate", str(out / "graph.ttl")],
          "diff": ["diff", str(clean), str(out)], "diff of tables": ["diff", str(clean / "tables"), str(out / "tables")], "why": ["why", claim, "--build", str(out), "--pages", str(graphs[1][1])],
          "verify": ["verify", str(out), "--pages", str(graphs[1][1])],
          "since": ["build", str(graphs[1][1]), "--out", str(tmp_path / "new"), "--since", str(out), "--quiet", "--formats", "turtle"]}[command])
    assert code in (0, 1), capsys.readouterr().err
    assert digests(out) == graphs[1][2] and not [path.name for path in out.iterdir() if path.name.startswith(".")]


def test_a_server_finishes_what_a_dead_build_left_before_it_serves(tmp_path, graphs, monkeypatch):
    from kg.export.serving import Serving

    out = tmp_path / "out"
    left_while_placing(out, graphs, monkeypatch)
    with Serving(out, None, 0):
        assert digests(out) == graphs[1][2]


def test_a_reader_waits_for_a_build_that_is_placing_just_now(tmp_path, graphs, monkeypatch):
    out = tmp_path / "out"
    left_while_placing(out, graphs, monkeypatch)
    entered = threading.Event()

    def place_slowly():
        lock = place.take_lock(out)
        entered.set()
        time.sleep(0.3)
        place._place(out)
        place.drop_lock(out, lock)

    other = threading.Thread(target=place_slowly)
    other.start()
    entered.wait()
    place.finish(out)
    other.join()
    assert digests(out) == graphs[1][2]
