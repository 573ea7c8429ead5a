"""What is looked for before a pattern is tried never hides a match of it."""
from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from test_speed import OTHER, TEXT  # noqa: E402

from kg.read import read_text  # noqa: E402
from kg.rules import Sheet, built_in_rules  # noqa: E402
from kg.rules.grammar import Parser, Vocabulary  # noqa: E402
from kg.rules.lookout import Lookout  # noqa: E402
from kg.rules.match import find_candidates, find_words  # noqa: E402
from kg.rules.settling import settle, settle_by_key  # noqa: E402
from kg.rules.triggers import requirements_of  # noqa: E402
from kg.tokens import borders, may_reach_across  # noqa: E402

NOTHING = Parser("", Vocabulary(), "").alternatives()
PAGES = [TEXT, OTHER, (Path(__file__).parent.parent / "seeds" / "000_1fd41706459a01a4.txt").read_text(encoding="utf-8")]


@pytest.fixture(scope="module")
def ruleset():
    return built_in_rules()


@pytest.mark.parametrize("text", PAGES, ids=["made", "other", "found"])
def test_where_all_patterns_are_tried_on_all_sentences_they_find_no_more(ruleset, text):
    page = read_text(text, "page", ruleset=ruleset)
    here, everywhere = (Sheet(page.text, [s.span for s in page.sentences], ruleset, [s.zone for s in page.sentences]) for _ in range(2))
    begins = {sentence.span.start for sentence in page.sentences}
    for sheet in (here, everywhere):
        sheet.overprint(find_words(sheet))
    for level in ("names", "values", "relations", "claims"):
        for stratum in ruleset.strata(level):
            found = find_candidates(stratum, here)
            all_found = find_candidates(replace(stratum, lookout=Lookout.for_all(len(stratum.tries)), first=0), everywhere)
            more = {(rule.id, mention) for rule, mention in all_found} - {(rule.id, mention) for rule, mention in found}
            # A pattern sees one sign behind its sentence: where that is all of a match, it is the next sentence's.
            assert all(mention.span.start in begins and mention.span.length == 1 for _rule, mention in more), more
            assert {mention for _rule, mention in found} <= {mention for _rule, mention in all_found}
            if level in ("names", "values"):
                for sheet in (here, everywhere):
                    sheet.overprint(settle(found)[0])
            else:
                settle_by_key(found)


@pytest.mark.parametrize(("pattern", "required"), [
    ("[中美][国方]", ["中国 中方 美国 美方"]),
    ("<digit>{4}年", ["０年 １年", "００ ０１"]),
    ("第?[一二]届", ["一届 二届"]),
    ("(甲|乙)丙?丁", ["甲丁 乙丁 甲丙 乙丙", "丙丁"]),
    ("{left:Human}、", ["\ue000、 \ue400、"]),
    ("{left:Human}<mention>?{right:Org}", ["\ue001"]),
    ("{left:Human}{right:Org}", ["\ue000\ue001 \ue400\ue001"]),
    ("，[上下]", ["，上 ，下"]),
    ("<han>桥", ["桥"]),
], ids=str)
def test_characters_that_meet_where_two_pieces_do_are_required(pattern, required):
    words = Vocabulary(signs={"Human": "\ue000", "Org": "\ue001"})
    found = requirements_of([NOTHING, Parser(pattern, words, "").alternatives(), NOTHING], words)
    assert all(any(set(words.split()) <= need for need in found) for words in required), found
    assert "<mention>" not in pattern or not any(len(word) > 1 for need in found for word in need)


def test_a_sign_that_stands_everywhere_is_looked_for_only_alone():
    def needs(pattern: str):
        return requirements_of([NOTHING, Parser(pattern, Vocabulary(), "").alternatives(), NOTHING], Vocabulary())

    assert needs("[，、]<han>*桥") == (frozenset("桥"),) and needs("<han>，<han>") == (frozenset("，"),)


@pytest.mark.parametrize("window", ["弘扬中医药文化", "在扬中召开大会", "全市工业总产值", "新安江畔", "上海浦东发展银行"])
def test_where_no_word_reaches_across_every_cut_has_a_border(window):
    assert {place for place in range(1, len(window)) if not may_reach_across(window, place)} <= borders(window)
