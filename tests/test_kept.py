"""What an earlier build worked out is taken only where nothing changed, and the graph is the same as without it."""
from __future__ import annotations

import gzip
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from needed import posix

import kg
from kg import engine, workplace
from kg.engine.kept import Shelf, key_of
from kg.read import Piece, open_source
from kg.read.source import hash_of_plain
from kg.shipped import rules_home

ROOT = Path(__file__).parent.parent
PAGE = "本报讯（记者 李明）8月4日，记者从{city}市水务局获悉，今年上半年，{city}市新建供水管线{length}公里，同比增长8%。\n"


@pytest.fixture()
def pages(tmp_path, monkeypatch):
    """Three pages and an empty cache; the caches of the rules and the dictionary stay where they are warm."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, city in enumerate(("滨江", "临海", "南岭")):
        (folder / f"A0{number}.txt").write_text(PAGE.format(city=city, length=120 + number), encoding="utf-8")
    monkeypatch.setattr(workplace, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(workplace, "_shelf", None)
    return folder


@pytest.fixture()
def worked(monkeypatch):
    """The names of the pages that were worked out, in this process."""
    names: list[str] = []
    analyse = workplace.analyse

    def noted(page, ruleset):
        names.append(page.source.name)
        return analyse(page, ruleset)

    monkeypatch.setattr(workplace, "analyse", noted)
    return names


def entries(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "cache").rglob("*") if path.is_file() and path.name != ".used")


def written(graph) -> dict[str, str]:
    folder = Path(tempfile.mkdtemp())
    graph.write(folder, ["turtle", "tables"])
    text = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()}
    shutil.rmtree(folder)
    return text


def test_a_second_build_works_for_no_page_and_says_the_same(pages, worked):
    clean = written(kg.build([pages]))
    assert len(worked) == 3
    assert written(kg.build([pages], keep=True)) == clean and len(worked) == 6
    assert written(kg.build([pages], keep=True)) == clean and len(worked) == 6
    assert written(kg.build([pages])) == clean and len(worked) == 9  # without `keep` nothing is taken


def test_only_a_changed_and_a_new_page_are_worked_out(pages, worked):
    kg.build([pages], keep=True)
    worked.clear()
    (pages / "A01.txt").write_text(PAGE.format(city="临海", length=900), encoding="utf-8")
    (pages / "A00.txt").unlink()
    (pages / "A09.txt").write_text(PAGE.format(city="东山", length=7), encoding="utf-8")
    again = written(kg.build([pages], keep=True))
    assert worked == ["A01.txt", "A09.txt"]
    assert again == written(kg.build([pages])) and "900" in again["claims.csv"]


def test_a_given_date_and_a_changed_rule_are_new_questions(pages, worked, tmp_path):
    kg.build([pages], keep=True)
    worked.clear()
    kg.build([pages], keep=True, published="2020-05-01")
    assert len(worked) == 3
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / "tests" / "packs" / "harbour", pack)
    kg.build([pages], rules=[pack], keep=True)
    assert len(worked) == 6


def test_a_damaged_result_costs_time_and_nothing_else(pages, worked, tmp_path):
    clean = written(kg.build([pages], keep=True))
    kept = entries(tmp_path)
    assert len(kept) == 3
    whole = kept[1].read_bytes()
    kept[0].write_bytes(b"")
    kept[1].write_bytes(whole[:40] + bytes([whole[40] ^ 1]) + whole[41:])
    kept[2].write_bytes(whole[: len(whole) // 2])
    worked.clear()
    assert written(kg.build([pages], keep=True)) == clean and len(worked) == 3


@posix
def test_a_folder_that_others_may_write_is_not_trusted(pages, worked, tmp_path):
    kg.build([pages], keep=True)
    (tmp_path / "cache" / "pages").chmod(0o777)
    worked.clear()
    workplace._shelf = None
    kg.build([pages], keep=True)
    assert len(worked) == 3


def test_shelves_of_old_rule_sets_are_thrown_away(tmp_path):
    for number in range(6):
        shelf = Shelf(tmp_path, f"rules {number}")
        shelf.put(key_of("page"), number)
        os.utime(shelf._folder, (number, number))
    assert len(list(tmp_path.iterdir())) == 3
    assert Shelf(tmp_path, "rules 5").get(key_of("page")) == 5 and Shelf(tmp_path, "rules 0").get(key_of("page")) is None


def test_a_folder_that_vanishes_is_no_error(tmp_path):
    shelf = Shelf(tmp_path / "home", "rules")
    shutil.rmtree(tmp_path / "home")
    shelf.put(key_of("page"), 1)
    assert shelf.get(key_of("page")) is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_known_and_new_results_come_in_the_order_of_the_items(jobs):
    known = {number: -number for number in range(1, 40, 3)}
    assert list(engine.run(abs, range(-3, 40), jobs, known=known.get)) == [known.get(number, abs(number)) for number in range(-3, 40)]


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("many", [1, engine.TOGETHER + 1, 2 * engine.FEW + 1])
def test_items_come_in_order_whether_by_batches_or_one_by_one(jobs, many):
    told: list = []
    known = {number: -number for number in range(1, many, 3)}
    assert list(engine.run(abs, range(many), jobs, ahead=told.append, known=known.get)) == [known.get(number, number) for number in range(many)]
    assert told[-1] == () and all(batch is None or len(batch) <= engine.TOGETHER for batch in told)
    if jobs == 1 and many <= engine.FEW:
        assert [number for batch in told for number in batch] == [number for number in range(many) if number not in known]
    if many > 2 * engine.FEW:
        assert told == [None, ()]


@posix
def test_a_shelf_in_use_is_not_thrown_away(tmp_path):
    home = tmp_path / "shelves"
    working = Shelf(home, "a build that goes on")
    working.put("0" * 64, "needed later")
    idle = Shelf(home, "a build that is over")
    idle.put("0" * 64, "no longer needed")
    idle._used.close()  # its process has ended
    others = [Shelf(home, f"rules of day {day}") for day in range(5)]
    assert working.get("0" * 64) == "needed later" and idle.get("0" * 64) is None
    assert all(other.put("1" * 64, 1) for other in others)


def test_a_stamp_changes_with_bytes_name_and_date_and_needs_no_text(tmp_path, monkeypatch):
    page, packed = tmp_path / "page.txt", tmp_path / "page.txt.gz"
    page.write_text("滨州市去年植树320万株。", encoding="utf-8")
    packed.write_bytes(gzip.compress(page.read_bytes()))
    web = tmp_path / "page.html"
    web.write_text("<html><body><article><h1>植树</h1><p>滨州市去年植树320万株，比上年多20万株。</p></article></body></html>", encoding="utf-8")
    workplace.start((rules_home(),))
    stamps = [workplace.stamp(task) for task in ((page, "a", None), (page, "b", None), (page, "a", "2024-01-02"), (packed, "a", None), (web, "a", None),
                                                  (tmp_path / "gone.txt", "a", None), (Piece("records.csv:2", page.read_bytes()), "a", None))]
    page.write_text("滨州市去年植树321万株。", encoding="utf-8")
    stamps.append(workplace.stamp((page, "a", None)))
    assert len(set(stamps)) == len(stamps) and "gone.txt" in stamps[5]
    assert hash_of_plain(page) == open_source(page).sha256 and hash_of_plain(web) is None
    monkeypatch.setattr(workplace, "open_source", None)
    assert workplace.stamp((page, "a", None)) == stamps[-1], "a plain text is not opened as a source"
