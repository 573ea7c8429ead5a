"""The general dictionary: its words with count and word class, as they are kept and in memory.

In: the dictionary file of jieba, of which only this file is used, and only here, and the words of newspapers that it lacks
(`rules/newer-words.txt`, in the same format) or whose class it has wrong (`rules/reclassed-words.txt`).  Out: `Lexicon`.  Both are read at first use and kept in the user's cache folder, under the hash of their content; there the words lie in one stretch of bytes, in a bundle for each two
characters that words begin with, and a bundle is opened when a word with them is first asked for: one page needs one in a hundred.
"""
from __future__ import annotations

import marshal
import os
import sys
import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from pathlib import Path
from zlib import crc32

from kg.bounded import BoundedCache
from kg.errors import KgError
from kg.keeping import cache_folder, mapped
from kg.model import record
from kg.shipped import NEWER_WORDS, RECLASSED_WORDS, rules_home

_LAYOUT = 4  # raise when the kept layout below changes
TAG_BITS = 6
"""A word's count and the number of its tag are one integer; the tag takes the lowest bits."""
TAG_MASK = (1 << TAG_BITS) - 1
_CHECK = 4  # bytes of CRC-32 in front of the kept layout
_NO_WORD = float("inf")  # the price of what only begins words
_MOST = 400_000  # pairs of characters that are remembered, twice as many as begin words
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
"""Tags that the dictionary gives to proper names (persons, places, organisations, others)."""
PERSON_TAGS = frozenset({"nr", "nrt", "nrfg"})


@record
class _Layout:
    """The dictionary as it is kept: bundles one after the other, behind the numbers of the two characters that their words begin with."""

    tags: tuple[str, ...]
    total: int
    longest: dict[str, int]
    pairs: memoryview  # 64-bit numbers, ascending
    ends: memoryview  # of each pair's bundle
    bundles: memoryview

    def bundle(self, pair: str) -> dict[str, int]:
        """The words that begin with two characters, or that are one, each with count and tag number packed in one integer."""
        number = _number(pair)
        at = bisect_left(self.pairs, number)
        if at == len(self.pairs) or self.pairs[at] != number:
            return _NONE
        return marshal.loads(self.bundles[self.ends[at - 1] if at else 0:self.ends[at]])

    def words(self) -> Iterator[str]:
        """All words in order."""
        start = 0
        for end in self.ends:
            yield from sorted(marshal.loads(self.bundles[start:end]))
            start = end


_NONE: dict[str, int] = {}


def _number(pair: str) -> int:
    """The number of one or two characters: pairs are in the order of their numbers."""
    return ord(pair[0]) << 21 | (ord(pair[1]) if len(pair) > 1 else 0) if pair else 0


class _Bundles(BoundedCache[str, dict[str, int]]):
    """One or two characters → the words that begin with them; opened when first asked for."""

    def __init__(self, layout: _Layout):
        super().__init__(layout.bundle, _MOST)
        self.words = layout.words


class _Prices(BoundedCache[str, dict[str, float]]):
    """Two characters → what the words that begin with them, and their beginnings, cost in a cut; worked out when first asked for."""

    def __init__(self, bundles: _Bundles, total: int):
        super().__init__(self._of_pair, _MOST)
        self._bundles, self._whole = bundles, log(total)

    def _of_pair(self, pair: str) -> dict[str, float]:
        words = self._bundles[pair]
        prices = {word: self._whole - log(packed >> TAG_BITS) for word, packed in words.items() if packed >> TAG_BITS} if words else FREE
        for word in words:
            for end in range(len(word), 1, -1):
                prices.setdefault(word[:end], _NO_WORD)
        return prices


FREE: dict[str, float] = {}
"""The prices of words that begin with two characters with which none begins."""


class _Alone(dict[str, float]):
    """What a character costs in a cut as a word of its own."""

    def __init__(self, bundles: _Bundles, total: int):
        super().__init__()
        self._bundles, self._whole = bundles, log(total)

    def __missing__(self, character: str) -> float:
        self[character] = price = self._whole - log((self._bundles[character].get(character, 0) >> TAG_BITS) or 0.5)
        return price


@record
class Lexicon:
    """The dictionary in memory: its words by their first two characters, the names of its tags, the sum of all counts, the longest word by its first character."""

    bundles: _Bundles
    tags: tuple[str, ...]
    total: int
    longest: dict[str, int]
    prices: _Prices
    alone: _Alone

    def packed(self, word: str) -> int | None:
        """Count and tag number of `word` in one integer, or None where the dictionary does not have it."""
        return self.bundles[word[:2]].get(word)

    def frequency(self, word: str) -> int:
        """How often `word` was counted; 0 where the dictionary does not have it."""
        return self.bundles[word[:2]].get(word, 0) >> TAG_BITS

    def tag(self, word: str) -> str | None:
        """The word class of `word` (`n`, `v`, `nr` …), or None where the dictionary does not have it."""
        packed = self.bundles[word[:2]].get(word)
        return None if packed is None else self.tags[packed & TAG_MASK]

    def persons(self, pair: str) -> list[str]:
        """The words that begin with two characters and that the dictionary marks as persons."""
        return [word for word, packed in self.bundles[pair].items() if self.tags[packed & TAG_MASK] in PERSON_TAGS]


def _dictionary_path() -> Path:
    spec = find_spec("jieba")  # finds the package without running it: importing it would log to stderr
    if spec is None or not spec.submodule_search_locations:
        raise KgError("the package jieba is not installed", hint="pip install jieba")
    return Path(next(iter(spec.submodule_search_locations))) / "dict.txt"


def _parse(content: str) -> _Layout:
    """The layout of the lines `word count tag` of a jieba dictionary; where a word has two lines, the later says of what class it is."""
    words: dict[str, dict[str, int]] = {}
    numbers: dict[str, int] = {}
    longest: dict[str, int] = {}
    total = 0
    for line in content.splitlines():
        word, count, tag = (line.split(" ") + ["1", "x"])[:3]
        if not word or word == "#":
            continue
        number = numbers.setdefault(tag, min(len(numbers), TAG_MASK))
        bundle = words.setdefault(word[:2], {})
        total += int(count) - (bundle.get(word, 0) >> TAG_BITS)
        bundle[word] = int(count) << TAG_BITS | number
        if longest.get(word[0], 0) < len(word):
            longest[word[0]] = len(word)
    pairs = sorted(words, key=_number)
    bundles = [marshal.dumps(words[pair]) for pair in pairs]
    return _Layout(tuple(numbers)[:TAG_MASK] + ("x",), total, longest, memoryview(array("Q", map(_number, pairs))),
                   memoryview(array("Q", accumulate(map(len, bundles)))), memoryview(b"".join(bundles)))


def _read_cache(path: Path) -> _Layout | None:
    """The kept layout, or None where there is none or it is damaged (it is then made anew)."""
    try:
        content = mapped(path)
    except OSError:
        return None
    kept = content[_CHECK:]
    if crc32(kept).to_bytes(_CHECK, "big") != content[:_CHECK]:
        return None
    size = int.from_bytes(kept[:8], sys.byteorder)
    tags, total, longest, count = marshal.loads(kept[8:8 + size])
    at = 8 + size
    pairs, ends = (kept[at + 8 * count * one:at + 8 * count * (one + 1)].cast("Q") for one in range(2))
    return _Layout(tags, total, longest, pairs, ends, kept[at + 16 * count:])


def _write_cache(path: Path, layout: _Layout) -> None:
    """Keep the layout for the next run; a folder we may not write to costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    head = marshal.dumps((layout.tags, layout.total, layout.longest, len(layout.pairs)))
    kept = b"".join((len(head).to_bytes(8, sys.byteorder), head, layout.pairs.tobytes(), layout.ends.tobytes(), layout.bundles))
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(crc32(kept).to_bytes(_CHECK, "big") + kept)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The dictionary, read once in a process.  Raises `KgError` where jieba is not installed."""
    content, newer = mapped(_dictionary_path()), b"".join((rules_home() / name).read_bytes() for name in (NEWER_WORDS, RECLASSED_WORDS))
    stamp = f"{len(content) + len(newer):x}-{crc32(newer, crc32(content)):08x}"
    path = cache_folder() / f"words-{_LAYOUT}-{sys.implementation.cache_tag}-{sys.byteorder}-{stamp}.marshal"
    layout = _read_cache(path)
    if layout is None:
        layout = _parse(bytes(content).decode("utf-8") + newer.decode("utf-8"))
        _write_cache(path, layout)
    bundles = _Bundles(layout)
    return Lexicon(bundles, layout.tags, layout.total, layout.longest, _Prices(bundles, layout.total), _Alone(bundles, layout.total))
