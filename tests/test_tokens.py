"""The door to the dictionary: frequencies, tags, cuts, its cache, and silence."""
from __future__ import annotations

import subprocess
import sys

import pytest

from kg import keeping, tokens
from kg import lexicon as dictionary
from kg.shipped import NEWER_WORDS, RECLASSED_WORDS, rules_home


@pytest.mark.parametrize(("window", "words"), [
    ("全面推动重点产业", ("全面", "推动", "重点", "产业")),
    ("林宝珊带领", ("林", "宝", "珊", "带领")),  # a name is no word; 带领 stays whole
    ("成立大会", ("成立", "大会")),
    ("", ()),
    ("Ａ３纸", ("Ａ", "３", "纸")),
])
def test_a_window_is_cut_along_its_most_probable_words(window, words):
    assert tokens.cut(window) == words


def test_borders_are_the_ends_of_words():
    assert tokens.borders("全面推动") == frozenset({0, 2, 4})
    assert tokens.borders("") == frozenset({0})


@pytest.mark.parametrize(("word", "ordinary"), [
    ("项目", True), ("任务", True), ("方案", True),
    ("黄河", False),  # a proper name
    ("金帝轴", False),  # not in the dictionary
])
def test_ordinary_words_are_told_from_names_and_unknown_strings(word, ordinary):
    assert tokens.is_word(word) is ordinary


def test_a_word_must_be_common_enough():
    assert tokens.is_word("高粱") and not tokens.is_word("高粱", at_least=10 ** 7)


def test_what_is_rare_costs_more_and_the_unknown_most():
    assert tokens.cost("发展") < tokens.cost("轴承") < tokens.cost("轴承之始作")


def test_a_damaged_cache_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary, "cache_folder", lambda: tmp_path)
    dictionary.lexicon.cache_clear()
    try:
        whole = dictionary.lexicon().total
        (cached,) = tmp_path.iterdir()
        cached.write_bytes(b"damaged")
        dictionary.lexicon.cache_clear()
        assert dictionary.lexicon().total == whole
        assert len(list(tmp_path.iterdir())) == 1, "the temporary file stayed behind"
    finally:
        dictionary.lexicon.cache_clear()


def test_a_cache_folder_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    monkeypatch.setattr(dictionary, "cache_folder", lambda: blocked / "kg")
    dictionary.lexicon.cache_clear()
    try:
        assert tokens.frequency("市场") > 0
    finally:
        dictionary.lexicon.cache_clear()


def test_nothing_is_printed_and_nothing_loads_before_it_is_asked_for():
    code = "import sys, kg.tokens as t; assert 'jieba' not in sys.modules; assert t.lexicon.cache_info().misses == 0; t.cut('市场监管')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_one_wrong_bit_in_the_kept_dictionary_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(dictionary, "cache_folder", lambda: tmp_path)
    dictionary.lexicon.cache_clear()
    try:
        before = dictionary.lexicon().bundles.words()
        (cached,) = tmp_path.iterdir()
        whole, parsed = cached.read_bytes(), []
        real = dictionary._parse
        monkeypatch.setattr(dictionary, "_parse", lambda content: parsed.append(1) or real(content))
        for at in (0, 100, len(whole) // 3, len(whole) - 1):
            cached.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1:])
            dictionary.lexicon.cache_clear()
            assert tokens.frequency("市场") > 0
        assert len(parsed) == 4 and sum(1 for _ in before) == sum(1 for _ in dictionary.lexicon().bundles.words())
    finally:
        dictionary.lexicon.cache_clear()


def test_only_the_words_that_begin_as_the_text_does_are_opened(monkeypatch):
    opened = []
    real = dictionary._Layout.bundle
    monkeypatch.setattr(dictionary._Layout, "bundle", lambda layout, pair: opened.append(pair) or real(layout, pair))
    dictionary.lexicon.cache_clear()
    try:
        tokens.cut("市场监管市场")
        tokens.cut("市场监管")
        assert sorted(opened) == sorted({"市", "场", "监", "管", "市场", "场监", "监管", "管市"})
    finally:
        dictionary.lexicon.cache_clear()


def test_what_is_remembered_of_pairs_has_a_bound(monkeypatch):
    monkeypatch.setattr(dictionary, "_MOST", 50)
    dictionary.lexicon.cache_clear()
    try:
        cuts = [tokens.cut("全面推动重点产业") for _ in range(2)]
        for number in range(0x4E00, 0x4E00 + 300):
            tokens.cut(chr(number) + "市")
        assert max(len(dictionary.lexicon().bundles), len(dictionary.lexicon().prices)) <= 50
        assert tokens.cut("全面推动重点产业") == cuts[0] == cuts[1]
    finally:
        dictionary.lexicon.cache_clear()


@pytest.mark.parametrize(("window", "words"), [
    ("两名协勤追赶", ("两名", "协勤", "追赶")),
    ("网格员上门", ("网格员", "上门")),
    ("高铁站开通", ("高铁站", "开通")),
])
def test_words_younger_than_the_dictionary_stay_whole(window, words):
    assert tokens.cut(window) == words


def test_a_newer_word_is_one_that_the_dictionary_lacks():
    lines = [line.split() for line in (rules_home() / NEWER_WORDS).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    general = {line.split()[0] for line in dictionary._dictionary_path().read_text(encoding="utf-8").splitlines()}
    assert lines and not [word for word, _, _ in lines if word in general]
    assert len({word for word, _, _ in lines}) == len(lines) and {tag for _, _, tag in lines} <= {"n", "v", "vn", "d", "l"}


def test_a_reclassed_word_keeps_its_count_and_has_the_class_of_its_own_line():
    lines = [line.split() for line in (rules_home() / RECLASSED_WORDS).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    general = dict(line.split(" ")[:2] for line in dictionary._dictionary_path().read_text(encoding="utf-8").splitlines())
    assert lines and all(general[word] == count and tokens.tag(word) == tag and tokens.frequency(word) == int(count) for word, count, tag in lines)


def test_results_kept_with_other_newer_words_are_not_taken(tmp_path, monkeypatch):
    before = keeping.code_stamp.__wrapped__()
    for name in (NEWER_WORDS, RECLASSED_WORDS):
        (tmp_path / name).write_text("# none\n", encoding="utf-8")
    monkeypatch.setattr(keeping, "rules_home", lambda: tmp_path)
    assert keeping.code_stamp.__wrapped__() != before
