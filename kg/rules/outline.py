"""What a match looks like from outside: how it begins, how it ends, how long it is.

In: the tree of a pattern.  Out: its `Outline`.  Where a rule says that a match fills a line, or stands at its beginning or end, one look at the
line's first and last character and its length tells most often that the pattern need not be searched for.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.rules.grammar import HAN, Node, Vocabulary
from kg.rules.triggers import HAN_SIGN, edge_of, together

_UNLIMITED = 1 << 30


class Outline(NamedTuple):
    """Of a match that reaches the beginning of a line its first characters, of one that reaches the end its last ones (None: any), and the lengths that a line may have."""

    first: frozenset[str] | None = None
    last: frozenset[str] | None = None
    shortest: int = 0
    longest: int = _UNLIMITED


ANY = Outline()


def outline_of(tree: Node, words: Vocabulary, begins: bool, ends: bool) -> Outline:
    """The outline of a pattern whose match begins with the line (`begins`), ends with it, or both.

    >>> from kg.rules.grammar import Parser
    >>> found = outline_of(Parser("第?[一二]<han>{2,4}版", Vocabulary(), "").alternatives(), Vocabulary(), True, True)
    >>> sorted(found.first), sorted(found.last), found.shortest, found.longest
    (['一', '二', '第'], ['版'], 4, 7)
    """
    shortest, longest = _lengths(tree, words) if begins and ends else (0, _UNLIMITED)
    return Outline(edge_of(tree, words, last=False, spells_han=False) if begins else None, edge_of(tree, words, last=True, spells_han=False) if ends else None,
                   shortest, longest)


def _lengths(node: Node, words: Vocabulary) -> tuple[int, int]:
    """How short and how long a match may be; a mention in it may be of any length."""
    if node.kind == "text":
        return len(node.text), len(node.text)
    if node.kind == "words":
        sizes = [len(word) for word in words.lists[node.text]]
        return min(sizes), max(sizes)
    if node.kind == "slot" and node.labels or node.kind == "class" and node.text in ("name", "mention"):
        return 1, _UNLIMITED
    if node.kind in ("set", "class"):
        return 1, 1
    parts = [_lengths(child, words) for child in node.children]
    if node.kind == "alt":
        return min(low for low, _high in parts), max(high for _low, high in parts)
    low, high = sum(low for low, _high in parts), min(sum(high for _low, high in parts), _UNLIMITED)
    if node.kind == "repeat":
        return low * node.low, _UNLIMITED if node.high is None else min(high * node.high, _UNLIMITED)
    return low, high


class Outlines:
    """The outlines of several rules: which of them a line may hold a match of, as a mask of their bits."""

    def __init__(self, rules: Sequence[tuple[int, Sequence[Outline]]]):
        several = [(bit, tuple(outlines) or (ANY,)) for bit, outlines in rules]
        self._first = Signs([(bit, [one.first for one in outlines]) for bit, outlines in several])
        self._last = Signs([(bit, [one.last for one in outlines]) for bit, outlines in several])
        self._sizes = _Sizes([(bit, min(one.shortest for one in outlines), max(one.longest for one in outlines)) for bit, outlines in several])

    def fitting(self, window: str) -> int:
        """The bits of the rules of which a match may stand in a window: the line, with one sign to either side."""
        return self._sizes[len(window) - 2] & self._first[window[1]] & self._last[window[-2]]


class Signs(dict[str, int]):
    """A character → the bits of the rules that may begin with it, or end; told once a character.  Of each rule: its bit, and the edges of its patterns (None: any)."""

    def __init__(self, rules: Sequence[tuple[int, Sequence[frozenset[str] | None]]]):
        super().__init__()
        self._rules = [(bit, together(edges)) for bit, edges in rules]

    def __missing__(self, sign: str) -> int:
        is_han = "一" <= sign <= "鿿" or "㐀" <= sign <= "䶿" or sign == HAN[0]
        self[sign] = bits = sum(bit for bit, signs in self._rules if signs is None or sign in signs or is_han and HAN_SIGN in signs)
        return bits


class _Sizes(dict[int, int]):
    """A length → the rules that a line so long may hold a match of; told once a length, up to the number from which on all are alike."""

    def __init__(self, rules: Sequence[tuple[int, int, int]]):
        super().__init__()
        self._rules = rules
        self._most = max((bound for _bit, low, high in rules for bound in (low, high) if bound < _UNLIMITED), default=0) + 1

    def __missing__(self, size: int) -> int:
        if size > self._most:
            return self[self._most]
        self[size] = bits = sum(bit for bit, low, high in self._rules if low <= size <= high)
        return bits
