"""The first pages of a process are searched with their own words only, and what is found is what all words find."""
from __future__ import annotations

import pytest
import samples_of_start as start

from bench.archive.pages import page
from kg.read import read_text
from kg.rules import firstpages, load_cached, patterns, sheet_text
from kg.rules.firstpages import PAGES
from kg.shipped import rules_home
from kg.workplace import analyse


@pytest.fixture
def ruleset():
    load_cached([rules_home()])  # made and kept, where it was not: what was just made has everything ready
    return load_cached([rules_home()])


def told(ruleset, text):
    return analyse(read_text(text, "page", ruleset=ruleset), ruleset).records()


def test_the_first_pages_tell_what_later_ones_would(ruleset):
    ready = load_cached([rules_home()])
    ready.first_pages = None
    for text in (*start.PAGES, *(page(number, 500) for number in range(PAGES - len(start.PAGES)))):
        assert told(ruleset, text) == told(ready, text)
    assert ruleset._word_automaton is None and ready._word_automaton is not None
    assert {stratum.lookout._automaton is None for stratum in ruleset.strata("names")} == {True}


def test_no_long_list_is_compiled_for_a_first_page(ruleset, monkeypatch):
    made, whole = patterns._compiled, []
    monkeypatch.setattr(patterns, "_compiled", lambda pieces, those=None: whole.append(pieces) if those is None and len(pieces) > 1 else made(pieces, those))
    told(ruleset, start.PAGES[0])
    assert not whole


def test_what_was_made_for_earlier_pages_serves_where_it_has_all_words():
    class Listing:
        pieces = ("(", "|".join(f"第{number}县" for number in range(4)), ")")

    pages, what = firstpages.FirstPages({}), Listing()

    def made(*forms):
        return [pages.made_for(firstpages.Here(form, pages), what, lambda those: those(Listing.pieces[1]), lambda: "all") for form in forms]

    assert made("第3县", "第3县来到", "第1县", "第3县和第1县", "第0县") == ["第3县", "第3县", *["第1县|第3县"] * 2, "all"], "until making it again and again would cost more than all words"


def test_pages_that_are_expected_are_made_ready_together(ruleset):
    ready = load_cached([rules_home()])
    ready.first_pages = None
    texts = [*start.PAGES, *(page(number, 500) for number in range(2 * PAGES))]
    pages = [read_text(text, "page", ruleset=ruleset) for text in texts]
    ruleset.first_pages.expect([sheet_text(one.text) for one in pages])
    heres = {id(ruleset.here(sheet_text(one.text))) for one in pages}
    assert len(heres) == 1 and [analyse(one, ruleset).records() for one in pages] == [told(ready, text) for text in texts]
    assert ruleset._word_automaton is None, "not even behind more pages than are made ready one by one"


def test_after_the_first_pages_everything_is_made_ready_once(ruleset):
    for number in range(PAGES):
        assert ruleset.here(f"第{number}页") is not None
    assert ruleset.here("又一页") is None
    told(ruleset, start.PAGES[0])
    assert ruleset._word_automaton is not None


def test_a_page_that_is_looked_at_twice_counts_once(ruleset):
    first = ruleset.here("渭南市临渭区")
    assert first is not None and all(ruleset.here("渭南市临渭区") is first for _ in range(2 * PAGES))


def test_a_very_long_page_has_everything_made_ready(ruleset):
    assert ruleset.here("渭" * (firstpages.LONGEST + 1)) is None and ruleset.here("渭南市") is None


def test_words_that_stand_here_are_those_of_the_list_in_its_order():
    here = firstpages.Here("渭南市水务局副局长介绍", firstpages.FirstPages(firstpages.closed([("渭南", 0, 3), ("渭南市", 0, 4), ("渭源", 0, 5), ("局", 1, 0)])))
    assert here.listed() == [("局", 1, 0), ("渭南", 0, 3), ("渭南市", 0, 4)]
    assert here.those("水务局长|副局长|局长|南|主任") == {"副局长", "局长", "南"}
