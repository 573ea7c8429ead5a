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
        text = _filled(width, tuple(sorted(words, key=len, reverse=True)))
        if text:
            yield text


def _filled(width: int, words: tuple[str, ...]) -> str:
    """The longest word that fits, then others that fill the rest, each once where they suffice; empty where nothing adds up."""
    for word in words:
        if len(word) == width:
            return word
        left = tuple(other for other in words if other is not word) or words
        if len(word) < width and (rest := _filled(width - len(word), left)):
            return word + rest
    return ""
