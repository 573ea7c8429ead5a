"""A rule set from the cache is the rule set; a changed file, a damaged cache or a closed folder never gives another."""
from __future__ import annotations

import pytest
from test_engine_of_rules import HEAD, LABELS, PLACES, found, rule

from kg.errors import RuleError
from kg.rules import cache, load, load_cached


@pytest.fixture
def pack(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    home = tmp_path / "rules"
    (home / "words").mkdir(parents=True)
    (home / "labels.yaml").write_text(LABELS, encoding="utf-8")
    (home / "names.yaml").write_text(HEAD + rule(), encoding="utf-8")
    (home / "words" / "places.tsv").write_text(PLACES, encoding="utf-8")
    return home


def kept(tmp_path):
    return sorted((tmp_path / "cache").rglob("*.pickle"))


def test_the_second_load_comes_from_the_cache_and_finds_the_same(pack, tmp_path, monkeypatch):
    first = load_cached([pack])
    assert len(kept(tmp_path)) == 1
    monkeypatch.setattr(cache, "load", lambda _folders: pytest.fail("read again"))
    second = load_cached([pack])
    assert second.hash == first.hash == load([pack]).hash
    assert found(second, "在浙江远山公司")[0] == found(first, "在浙江远山公司")[0] == [("Org", "浙江远山公司")]


def test_a_changed_rule_is_read_anew(pack):
    load_cached([pack])
    (pack / "names.yaml").write_text(HEAD + rule(pattern="{seat:Place}<han>{1,6}商行", text="浙江远山商行"), encoding="utf-8")
    assert found(load_cached([pack]), "浙江远山商行")[0] == [("Org", "浙江远山商行")]


def test_a_damaged_cache_is_made_anew(pack, tmp_path):
    load_cached([pack])
    kept(tmp_path)[0].write_bytes(b"not a pickle")
    assert found(load_cached([pack]), "浙江远山公司")[0] == [("Org", "浙江远山公司")]


def test_a_broken_rule_is_never_cached(pack, tmp_path):
    (pack / "names.yaml").write_text(HEAD + rule(pattern="(公司"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RuleError, match="missing"):
            load_cached([pack])
    assert not kept(tmp_path)


def test_a_cache_folder_that_cannot_be_made_costs_only_time(pack, tmp_path):
    (tmp_path / "cache").write_text("a file stands here", encoding="utf-8")
    assert load_cached([pack]).hash == load([pack]).hash


def test_one_wrong_bit_anywhere_is_noticed(pack, tmp_path, monkeypatch):
    """A changed letter in a kept rule would load without complaint and be another rule."""
    load_cached([pack])
    path, read = kept(tmp_path)[0], []
    whole, real = path.read_bytes(), cache.load
    monkeypatch.setattr(cache, "load", lambda folders: read.append(1) or real(folders))
    places = range(0, len(whole), max(1, len(whole) // 40))
    for at in places:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        assert found(load_cached([pack]), "浙江远山公司")[0] == [("Org", "浙江远山公司")]
    assert len(read) == len(places)


def test_a_cache_that_others_may_write_is_not_opened(pack, tmp_path, monkeypatch):
    load_cached([pack])
    kept(tmp_path)[0].parent.chmod(0o777)
    monkeypatch.setattr(cache.pickle, "loads", lambda _content: pytest.fail("unpickled what others could have written"))
    assert found(load_cached([pack]), "浙江远山公司")[0] == [("Org", "浙江远山公司")]
