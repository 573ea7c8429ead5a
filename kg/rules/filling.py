"""Words that fill a gap of a pattern, so that a suggested sentence reads like one of a paper.

In: a width in characters and the list `gap-fillers` of a rule set.  Out: a text of that width for each sort of words that the list has: what is
said of a deed, what stands before a noun, what a house may call itself.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.rules.ruleset import RuleSet


def fillings(width: int, ruleset: RuleSet) -> Iterator[str]:
    """A text of exactly so many characters for each sort of the list, in its order; none where its words do not add up to it."""
    if width < 1 or "gap-fillers" not in ruleset.lists:
        return
    listed = ruleset.lists["gap-fillers"]
    sorts: dict[str, list[str]] = {}
    for word, (sort,) in zip(listed.words, listed.rows, strict=True):
        sorts.setdefault(sort, []).append(word)
    for words in sorts.values():
        longest = tuple(sorted(words, key=len, reverse=True))
        if text := _filled(width, longest, longest):
            yield text


def _filled(width: int, left: tuple[str, ...], words: tuple[str, ...]) -> str:
    """The longest word of those left that fits, then others that fill the rest, each once before one comes again; empty where nothing adds up."""
    for word in left:
        if len(word) == width:
            return word
        rest = _filled(width - len(word), tuple(other for other in left if other != word) or words, words) if len(word) < width else ""
        if rest:
            return word + rest
    return ""
