"""Tables kept from one process to the next: taken only where nothing changed, and the same as made anew."""
from __future__ import annotations

import pytest
from needed import posix

from kg import keeping
from kg.keeping import Closed, kept
from kg.shipped import rules_home


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "cache_folder", lambda: tmp_path / "cache")
    return tmp_path / "cache" / "tables"


@pytest.fixture
def make():
    """Work that counts how often it is done."""

    def work():
        work.done += 1
        return {"汉川市": (("420984",), 2.5, frozenset({"汉川"}))}

    work.done = 0
    return work


def test_a_table_is_made_once(make, cache):
    assert kept("t", [b"one"], make) == kept("t", [b"one"], make) == make() and make.done == 2
    assert len(list(cache.iterdir())) == 1


@pytest.mark.parametrize("other", [[b"two"], [b"o", b"ne"], [b"one", b""], []])
def test_other_sources_make_another_table(make, other):
    kept("t", [b"one"], make)
    kept("t", other, make)
    assert make.done == 2


def test_other_code_makes_another_table(make, monkeypatch):
    kept("t", [b"one"], make)
    monkeypatch.setattr(keeping, "code_stamp", lambda: b"other code")
    kept("t", [b"one"], make)
    assert make.done == 2


def test_the_stamp_is_of_every_source(tmp_path, monkeypatch):
    """Also where size and date stay as they were."""
    home = tmp_path / "kg"
    (home / "inner").mkdir(parents=True)
    for path, text in ((home / "keeping.py", "a = 1"), (home / "inner" / "b.py", "b = 1"), (home / "c.txt", "1")):
        path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(keeping, "__file__", str(home / "keeping.py"))
    stamps = set()
    for path, text in ((home / "c.txt", "2"), (home / "inner" / "b.py", "b = 2"), (home / "inner" / "d.py", "")):
        stamps.add(keeping.code_stamp.__wrapped__())
        path.write_text(text, encoding="utf-8")
    assert len(stamps | {keeping.code_stamp.__wrapped__()}) == 3, "a change of c.txt alone is none"


def test_one_wrong_bit_is_noticed(make, cache):
    kept("t", [b"one"], make)
    (place,) = cache.iterdir()
    whole = place.read_bytes()
    for at in range(0, len(whole), 7):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        done = make.done
        assert kept("t", [b"one"], make) == make() and make.done == done + 2
    place.write_bytes(b"")
    assert kept("t", [b"one"], make) == make()


@posix
def test_a_folder_that_others_may_write_is_not_opened(make, cache):
    kept("t", [b"one"], make)
    cache.chmod(0o777)
    kept("t", [b"one"], make)
    assert make.done == 2


def test_a_folder_that_cannot_be_made_costs_only_time(make, tmp_path):
    (tmp_path / "cache").write_text("a file stands here", encoding="utf-8")
    assert kept("t", [b"one"], make) == make()


def test_old_tables_of_a_name_are_thrown_away(make, cache):
    for number in range(9):
        kept("t", [b"%d" % number], make)
    kept("u", [b"one"], make)
    assert sorted(path.name[:2] for path in cache.iterdir()) == ["t-"] * 4 + ["u-"]


def test_a_closed_table_says_what_the_open_one_does():
    table = {"宜都市": 1, "宜城市": 2, "洪湖市": 3, "": 4, "𠮷野": 5}
    closed = Closed.of(table)
    assert dict(closed.items()) == table and [closed.get(word) for word in table] == list(table.values())
    assert "宜都" not in closed and closed.get("武穴市") is None and "洪湖市" in closed


def test_kept_divisions_names_and_spellings_are_those_made_anew(cache):
    from kg import nametables
    from kg.export import pinyin
    from kg.resolve import facts
    from kg.rules import load_cached

    rules = load_cached([rules_home()])
    anew, words = facts._read_divisions(rules), rules.lists["towns"].words[:3000] + rules.lists["divisions"].words
    for made in (facts._gazetteer(rules), facts._gazetteer(rules)):  # the second is taken from the cache
        assert all(made.codes(word) == anew.codes(word) and made.longest_at(word + "的") == anew.longest_at(word + "的") for word in words)
        assert all(made.division(code) == anew.division(code) and made.line(code) == anew.line(code) for word in words for code in anew.codes(word))
    for _ in range(2):
        nametables.name_tables.cache_clear()
        assert nametables.name_tables() == nametables.NameTables(*nametables._made())
        pinyin._blocks.cache_clear()
        pinyin._readings.cache_clear()
        assert pinyin.spellings(["㐀重庆a，长乐"]) == {"㐀": "qiu", "乐": "le yue", "庆": "qing", "重": "zhong chong tong", "长": "zhang chang"}
    assert sorted({path.name.partition("-")[0] for path in cache.iterdir()}) == ["divisions", "names", "pinyin"]
