"""Words as alternatives, of which one is found.

In: words of a list.  Out: the same words in the order in which they have to be tried, and the piece of a regular expression that finds one of them.
"""
from __future__ import annotations

import re
from collections.abc import Iterable

NEVER = "(?!)"
"""What an expression has in the place of no words: nothing at all is found, where an empty alternative would be found everywhere."""


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """The words, each before those that are shorter, so that 城市 is found whole and not the 市 in it; words of one length stand in the order of their characters.

    >>> longest_first({"市", "城市", "县"})
    ('城市', '县', '市')
    """
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """The words as alternatives of a regular expression, in the order in which they come.

    >>> any_of(["从", "由"]), any_of([])
    ('从|由', '(?!)')
    """
    return "|".join(map(re.escape, words)) or NEVER
