"""Automata that find many words in one pass.  This is the only door to ahocorasick_rs.

In: words.  Out: automata whose `find_matches_as_indexes(text)` answers (number of the word, start, end).
"""
from __future__ import annotations

from collections.abc import Sequence

import ahocorasick_rs

Automaton = ahocorasick_rs.AhoCorasick


def trigger_automaton(triggers: Sequence[str]) -> Automaton | None:
    """An automaton that reports every occurrence of every trigger; None where there are none."""
    return ahocorasick_rs.AhoCorasick(triggers, matchkind=ahocorasick_rs.MatchKind.Standard) if triggers else None


def word_automaton(words: list[str], is_for_one_page: bool = False) -> Automaton | None:
    """An automaton that reports leftmost-longest words, None where there are none; for one page it is made in half the time and searches more slowly."""
    how = ahocorasick_rs.Implementation.NoncontiguousNFA if is_for_one_page else None
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=how) if words else None
