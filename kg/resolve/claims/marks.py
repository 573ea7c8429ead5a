"""What the word lists say of a word, asked once and kept as bits: most words of a page stand on none of them.

In: lists by bit.  Out: `Marks`, text → bits.
"""
from __future__ import annotations

from collections.abc import Mapping

from kg.bounded import BoundedCache

NATION, SELF, LOCAL, MARKET, AREA, HOUSE, EVENT, PERSON, HEAD, EXAMPLE, WHILE, AGAIN = (1 << bit for bit in range(12))
"""Bits of a word: names the nation, points at who speaks, says where, a market, an area that is served, a house, an event or a person named before, a class noun of things,
opens an example, ends in 期间, may take up works named before."""

_KNOWN = 20_000  # words


class Marks(BoundedCache[str, int]):
    """Text → the bits of the lists that it stands on."""

    def __init__(self, lists: Mapping[int, frozenset[str]], beginnings: tuple[str, ...]):
        """`beginnings` are how words may begin that take up works (该厂)."""
        super().__init__(self._bits, _KNOWN)
        self._lists, self._beginnings = tuple(lists.items()), beginnings

    def _bits(self, text: str) -> int:
        bits = (WHILE if text.endswith("期间") else 0) | (AGAIN if text.startswith(self._beginnings) else 0)
        for bit, words in self._lists:
            if text in words:
                bits |= bit
        return bits
