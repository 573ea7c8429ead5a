"""`kg build --watch` as a process: what is saved is built, and the output is the one of a clean build."""
from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest
from needed import posix
from test_build import digests

from kg import pipeline
from kg.cli import main
from kg.compare.gist import told
from kg.noticing import differences, look, pages_and_dates

ROOT = Path(__file__).parent.parent
PAGE = "本报讯（记者 韦敏）3月4日，记者从{city}市水务局获悉，今年以来，{city}市新建供水管线{length}公里，同比增长8%。\n"
RULE = """about: Names of ferries.
level: names
rules:
  - id: river-ferry
    about: A number and 轮渡.
    label: Site
    pattern: "[一二三四五六七八九]号轮渡"
    examples:
      - text: 桂江三号轮渡停航
        finds: {all: 三号轮渡}
    ignores:
      - text: 轮渡停航
        because: no number, no name.
"""


class Watched:
    """A watch that runs in a folder."""

    def __init__(self, folder: Path, *arguments: str):
        self.folder = folder
        self.process = subprocess.Popen([sys.executable, "-m", "kg", "build", "--watch", "--jobs", "1", *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True, encoding="utf-8", env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                                        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # tests that run in the background are born deaf to Ctrl-C
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(line.rstrip()) for line in self.process.stdout], daemon=True).start()

    def until_idle(self) -> list[str]:
        """What is printed up to the line that says that it watches."""
        said = []
        while not said or "Ctrl-C" not in said[-1]:
            said.append(self.lines.get(timeout=120))
        return said

    def told(self, line: str) -> list[str]:
        """What is printed up to the end of the build that this line introduces."""
        said = self.until_idle()
        while f"  {line}" not in said:
            said = self.until_idle()
        return said

    def stop(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@pytest.fixture()
def project(tmp_path):
    (tmp_path / "pages").mkdir()
    for number, city in enumerate(("桂林", "柳州")):
        (tmp_path / "pages" / f"A{number}.txt").write_text(PAGE.format(city=city, length=120 + number), encoding="utf-8")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "trams.yaml").write_text(RULE.replace("ferries", "trams").replace("river-ferry", "city-tram").replace("轮渡", "电车"), encoding="utf-8")
    (tmp_path / "kg.yaml").write_text("pages: [pages]\nrules: [pack]\nout: out\n", encoding="utf-8")
    return tmp_path


def clean(project: Path, monkeypatch) -> dict[str, str]:
    """The output of a clean build of what lies there now."""
    monkeypatch.chdir(project)
    pipeline.forget_rules()
    assert main(["build", "--fresh", "--quiet", "--jobs", "1", "--out", str(project / "clean")]) == 0
    return digests(project / "clean")


@posix
def test_what_is_saved_is_built_as_by_a_clean_build(project, monkeypatch):
    watched = Watched(project)
    try:
        assert any(line.startswith("2 pages") for line in watched.until_idle())
        assert digests(project / "out") == clean(project, monkeypatch)
        # a page
        page = project / "pages" / "A0.txt"
        page.write_text(page.read_text(encoding="utf-8").replace("120公里", "95公里"), encoding="utf-8")
        said = watched.told("changed: pages/A0.txt")
        assert any(line.startswith("  + claims: A0.txt") and "95" in line for line in said)
        assert not any("A1.txt" in line for line in said)
        assert digests(project / "out") == clean(project, monkeypatch)
        # a page more, and one less
        (project / "pages" / "A2.txt").write_text(PAGE.format(city="梧州", length=7), encoding="utf-8")
        (project / "pages" / "A1.txt").unlink()
        assert "  removed: pages/A1.txt" in watched.told("added: pages/A2.txt")
        # a rule, broken at first
        rule = project / "pack" / "ferries.yaml"
        rule.write_text(RULE.replace("level: names", "level: nonesuch"), encoding="utf-8")
        said = watched.told("added: pack/ferries.yaml")
        assert any("nonesuch" in line for line in said) and "Traceback" not in "".join(said)
        rule.write_text(RULE, encoding="utf-8")
        watched.told("changed: pack/ferries.yaml")
        page.write_text("桂江三号轮渡昨日停航。\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
        assert any("三号轮渡" in line and line.startswith("  + entities") for line in watched.told("changed: pages/A0.txt"))
        # settings
        (project / "kg.yaml").write_text("pages: [pages]\nrules: [pack]\nout: out\npublished: 2019-03-05\n", encoding="utf-8")
        assert any("2019" in line for line in watched.told("changed: kg.yaml"))
        assert digests(project / "out") == clean(project, monkeypatch)
    finally:
        code = watched.stop()
    assert code == 0 and not list((project / "out").glob(".*"))


def test_standard_input_cannot_be_watched(capsys):
    assert main(["build", "-", "--watch"]) == 2 and "cannot be watched" in capsys.readouterr().err


def test_a_watch_ends_when_its_time_is_up(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert main(["build", "--watch", "--until", "0.1", "--jobs", "1"]) == 0 and "watching" in capsys.readouterr().out


def test_a_file_of_the_same_size_written_within_the_same_tick_is_noticed(tmp_path):
    page = tmp_path / "A01.txt"
    page.write_text("一", encoding="utf-8")
    before, status = look([page]), page.stat()
    page.write_text("二", encoding="utf-8")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert differences(before, look([page])) == [("changed", page)] and differences(before, look([])) == [("removed", page)]


def test_an_empty_folder_is_watched_until_a_page_comes(tmp_path):
    assert pages_and_dates([tmp_path]) == []
    (tmp_path / "A01.txt").write_text("一", encoding="utf-8")
    assert pages_and_dates([tmp_path]) == [tmp_path / "A01.txt", tmp_path / "pages.yaml"]


def test_what_is_said_twice_and_then_once_is_lost_once():
    assert told({"claims": Counter({"A 3 km": 2})}, {"claims": Counter({"A 3 km": 1})}) == ["- claims: A 3 km"]
