"""A part of the pages, and how far a build is: drawn and told alike on every machine."""
from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.progress import Progress, pace
from kg.read.picking import Pick

TASKS = [(Path(f"{at:03}.txt"), f"{at:03}.txt", None) for at in range(200)]
PAGE = "本报讯（记者 黄丽）3月4日，记者从桂林市水务局获悉，今年以来，桂林市新建供水管线{length}公里，同比增长8%。\n"


def drawn(sample: int, seed: int = 1, limit: int | None = None) -> list[str]:
    return [name for _, name, _ in Pick(limit, sample, seed).of(TASKS)]


def test_a_sample_is_the_same_everywhere_and_in_order():
    assert drawn(5) == ["016.txt", "030.txt", "042.txt", "104.txt", "118.txt"]  # by SHA-256: no version of Python and no machine draws others
    assert drawn(5, seed=2) != drawn(5) and len(drawn(5, seed=2)) == 5


def test_a_larger_sample_holds_the_smaller_and_new_pages_push_out_few():
    assert set(drawn(10)) < set(drawn(50)) and drawn(200) == drawn(999) == [name for _, name, _ in TASKS]
    fewer = [name for _, name, _ in Pick(sample=50).of(TASKS[:180])]
    assert len(set(fewer) & set(drawn(50))) >= 40


def test_a_sample_is_drawn_from_the_first_pages_where_both_are_asked_for():
    assert all(name < "020.txt" for name in drawn(5, limit=20)) and len(Pick(limit=7).of(TASKS)) == 7


def test_every_page_is_drawn_about_as_often():
    times = [sum(f"{at:03}.txt" in some for some in map(set, (drawn(40, seed) for seed in range(100)))) for at in range(0, 200, 20)]
    assert all(6 <= count <= 36 for count in times), times


@pytest.fixture()
def pages(tmp_path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for at in range(6):
        (folder / f"A{at}.txt").write_text(PAGE.format(length=10 + at), encoding="utf-8")
    return folder


def test_build_takes_the_first_pages_or_a_sample(pages, tmp_path, capsys):
    assert main(["build", str(pages), "--out", str(tmp_path / "first"), "--limit", "2", "--formats", "tables"]) == 0
    assert "2 pages" in capsys.readouterr().out
    sources = {line.split(",")[1] for line in (tmp_path / "first" / "tables" / "articles.csv").read_text(encoding="utf-8-sig").splitlines()[1:]}
    assert sources == {"A0.txt", "A1.txt"}
    for out in ("one", "two"):
        assert main(["build", str(pages), "--out", str(tmp_path / out), "--sample", "3", "--seed", "7", "--formats", "tables"]) == 0
    assert "3 pages" in capsys.readouterr().out
    assert (tmp_path / "one" / "tables" / "claims.csv").read_bytes() == (tmp_path / "two" / "tables" / "claims.csv").read_bytes()


@pytest.mark.parametrize("option", ["--limit", "--sample"])
def test_no_pages_at_all_is_refused(pages, capsys, option):
    assert main(["build", str(pages), option, "0"]) == 2 and "at least 1" in capsys.readouterr().err


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_has_a_bar_with_rate_and_time_left():
    now, screen = [0.0], Screen()
    told = Progress(screen, lambda: now[0])
    for done in range(1, 101):
        now[0] += 0.5
        told("pages", done, 200)
    told.close()
    assert screen.getvalue().split("\r")[-1] == "pages ████████████░░░░░░░░░░░░ 100/200, 2.0/s, 50 s left\n"


def test_elsewhere_a_line_now_and_then_tells_the_rate_of_the_last_while():
    now, log = [0.0], io.StringIO()
    told = Progress(log, lambda: now[0])
    for done in range(1, 1001):
        now[0] += 0.01  # known from an earlier build: a hundred a second
        told("pages", done, 1100)
    for done in range(1001, 1101):
        now[0] += 1
        told("pages", done, 1100)
    lines = log.getvalue().splitlines()
    assert 9 <= len(lines) <= 12 and lines[0].startswith("pages 1,001/1,100, 91/s") and lines[-1].split(", ")[1] == "1.0/s", lines


def test_no_time_left_is_told_of_the_first_pages_which_wait_for_the_rules():
    now, log = [0.0], io.StringIO()
    told = Progress(log, lambda: now[0])
    for done, seconds in ((1, 14), (6, 11)):
        now[0] += seconds
        told("pages", done, 508)
    assert log.getvalue().splitlines() == ["pages 1/508", "pages 6/508, 0.2/s, 35 min left"]


def test_steps_behind_the_pages_have_a_line_for_each_stage_and_a_bar_where_their_end_is_known():
    now, screen = [0.0], Screen()
    told = Progress(screen, lambda: now[0])
    for stage, done, total in (("pages", 8, 8), ("joining, step 1, pieces", 3, 4), ("joining, step 2, pieces", 8, 8), ("writing, step 3, rows", 2000, 0)):
        now[0] += 1
        told(stage, done, total)
    told.close()
    lines = [line.split("\r")[-1].rstrip() for line in screen.getvalue().rstrip("\n").split("\n")]
    assert lines == ["pages ████████████████████████ 8/8, 8.0/s", "joining, step 2, pieces ████████████████████████ 8/8", "writing, step 3, rows 2,000"], lines


def test_a_short_build_is_quiet_where_nobody_looks():
    log = io.StringIO()
    told = Progress(log, lambda: 1.0)
    told("pages", 5, 5)
    told.close()
    assert log.getvalue() == "" and pace(0.0, 3) == ""
