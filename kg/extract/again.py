"""Names known from a page are found wherever they stand again on it.

In: a sheet after the names level.  Out: further mentions, with the rule that first saw the name.  A name that one sentence
makes certain (局长李明说) is certain in the next one too, where nothing round it would tell.
"""
from __future__ import annotations

from kg.model import Mention, Span
from kg.rules import Sheet
from kg.rules.match import word_automaton

_SHORTEST = {"PER": 2, "ORG": 4, "LOC": 3}  # characters; a shorter name stands inside too many words


def find_again(sheet: Sheet) -> list[Mention]:
    """The places where a name of the page stands again and no mention holds or cuts it, from left to right."""
    known: dict[str, Mention] = {}
    for mention in sheet.visible():
        shortest = _SHORTEST.get(sheet.ruleset.type_of(mention.label))
        if shortest and mention.span.length >= shortest:
            known.setdefault(sheet.original[mention.span.start + 1:mention.span.end + 1], mention)
    words = sorted(known)
    automaton = word_automaton(words)
    if automaton is None:
        return []
    found = []
    for number, start, end in automaton.find_matches_as_indexes(sheet.form):
        first = known[words[number]]
        if sheet.pieces_of[start] >= 0:
            found.append(sheet.mention(first.label, Span(start, end), first.rule, (), first.attributes))
    return found
