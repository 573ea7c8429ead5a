"""Words of the general dictionary: how common one is, what kind, and where a short window breaks.

In: characters.  Out: frequencies, tags and cuts by jieba's dictionary.  This is the only door to
jieba, and only its dictionary goes through it: we cut windows of a dozen characters around a
doubtful name, thousands of times a page, so the cut is our own maximum-probability path (no
hidden Markov model, no state, the same answer every time).  The dictionary is read at first use
and kept in the user's cache folder, under the hash of its content; there its words lie in a bundle for each first
character, and a bundle is opened when a word with that character is first asked for: one page needs a tenth of them.
"""
from __future__ import annotations

import hashlib
import marshal
import os
import sys
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from pathlib import Path

from kg.errors import KgError

_LAYOUT = 2  # raise when the cached layout below changes
_TAG_BITS = 6
_TAG_MASK = (1 << _TAG_BITS) - 1
_DIGEST = 32  # bytes of SHA-256 in front of the cached layout
_NO_WORD = float("inf")  # the price of what only begins words
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
"""Tags that the dictionary gives to proper names (persons, places, organisations, others)."""


class _Bundles(dict[str, dict[str, int]]):
    """First character → its words, each with count and tag number packed in one integer; opened when first asked for."""

    def __init__(self, closed: dict[str, bytes]):
        super().__init__()
        self._closed = closed

    def __missing__(self, first: str) -> dict[str, int]:
        closed = self._closed.get(first)
        self[first] = opened = marshal.loads(closed) if closed is not None else {}
        return opened


class _Prices(dict[str, dict[str, float]]):
    """First character → what it, its words and their beginnings cost in a cut; worked out when first asked for."""

    def __init__(self, bundles: _Bundles, total: int):
        super().__init__()
        self._bundles, self._whole = bundles, log(total)

    def __missing__(self, first: str) -> dict[str, float]:
        prices: dict[str, float] = {}
        words = self._bundles[first]
        for word, packed in words.items():
            if packed >> _TAG_BITS:
                prices[word] = self._whole - log(packed >> _TAG_BITS)
        for word in words:
            for end in range(len(word), 1, -1):
                prices.setdefault(word[:end], _NO_WORD)
        prices.setdefault(first, self._whole - log(0.5))
        self[first] = prices
        return prices


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The dictionary in memory: its words by their first character, the names of its tags, the sum of all counts."""

    bundles: _Bundles
    tags: tuple[str, ...]
    total: int
    longest: dict[str, int]
    prices: _Prices

    def packed(self, word: str) -> int | None:
        """Count and tag number of `word` in one integer, or None where the dictionary does not have it."""
        return self.bundles[word[:1]].get(word)

    def frequency(self, word: str) -> int:
        """How often `word` was counted; 0 where the dictionary does not have it."""
        return self.bundles[word[:1]].get(word, 0) >> _TAG_BITS

    def tag(self, word: str) -> str | None:
        """The word class of `word` (`n`, `v`, `nr` …), or None where the dictionary does not have it."""
        packed = self.bundles[word[:1]].get(word)
        return None if packed is None else self.tags[packed & _TAG_MASK]


_Layout = tuple[dict[str, bytes], tuple[str, ...], int, dict[str, int]]


def _dictionary_path() -> Path:
    spec = find_spec("jieba")  # finds the package without running it: importing it would log to stderr
    if spec is None or not spec.submodule_search_locations:
        raise KgError("the package jieba is not installed", hint="pip install jieba")
    return Path(next(iter(spec.submodule_search_locations))) / "dict.txt"


def cache_folder() -> Path:
    """Where this user's caches live (XDG_CACHE_HOME, LOCALAPPDATA, else ~/.cache)."""
    if sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA") or str(Path.home())
    else:
        root = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(root) / "kg"


def is_private(folder: Path) -> bool:
    """Whether only this user may write into a folder: what lies in a cache is unpickled, so nobody else may put anything there."""
    if not hasattr(os, "getuid"):
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _parse(content: str) -> _Layout:
    """The layout of the lines `word count tag` of a jieba dictionary: words by first character, tags, sum of counts, longest word by first character."""
    words: dict[str, dict[str, int]] = {}
    numbers: dict[str, int] = {}
    longest: dict[str, int] = {}
    total = 0
    for line in content.splitlines():
        word, count, tag = (line.split(" ") + ["1", "x"])[:3]
        if not word:
            continue
        number = numbers.setdefault(tag, min(len(numbers), _TAG_MASK))
        total += int(count)
        words.setdefault(word[0], {})[word] = int(count) << _TAG_BITS | number
        if longest.get(word[0], 0) < len(word):
            longest[word[0]] = len(word)
    return {first: marshal.dumps(bundle) for first, bundle in words.items()}, tuple(numbers)[:_TAG_MASK] + ("x",), total, longest


def _read_cache(path: Path) -> _Layout | None:
    """The cached layout, or None where there is none or it is damaged (it is then made anew)."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    packed = memoryview(content)[_DIGEST:]
    return marshal.loads(packed) if hashlib.sha256(packed).digest() == content[:_DIGEST] else None


def _write_cache(path: Path, layout: _Layout) -> None:
    """Keep the layout for the next run; a folder we may not write to costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    packed = marshal.dumps(layout)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(packed).digest() + packed)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The dictionary, read once in a process.  Raises `KgError` where jieba is not installed."""
    source = _dictionary_path()
    content = source.read_bytes()
    stamp = hashlib.sha256(content).hexdigest()[:16]
    path = cache_folder() / f"words-{_LAYOUT}-{sys.implementation.cache_tag}-{stamp}.marshal"
    found = _read_cache(path)
    if found is None:
        found = _parse(content.decode("utf-8"))
        _write_cache(path, found)
    closed, tags, total, longest = found
    bundles = _Bundles(closed)
    return Lexicon(bundles, tags, total, longest, _Prices(bundles, total))


def frequency(word: str) -> int:
    """How often the dictionary counted `word`; 0 where it does not have it.

    >>> frequency("市场") > frequency("集市") > frequency("义和轴承") == 0
    True
    """
    return lexicon().frequency(word)


def tag(word: str) -> str | None:
    """The dictionary's word class of `word`, or None.

    >>> tag("轴承"), tag("介绍"), tag("漳卫河聊")
    ('n', 'v', None)
    """
    return lexicon().tag(word)


def is_word(text: str, at_least: int = 3) -> bool:
    """True where `text` is an ordinary word of the dictionary, not a proper name, counted `at_least` times.

    >>> is_word("项目"), is_word("黄河"), is_word("汾西")
    (True, False, False)
    """
    known = lexicon()
    packed = known.packed(text)
    return packed is not None and packed >> _TAG_BITS >= at_least and known.tags[packed & _TAG_MASK] not in NAME_TAGS


def cost(word: str) -> float:
    """How surprising `word` is: minus the natural logarithm of its share; an unknown character counts as seen half a time.

    >>> cost("发展") < cost("发轫")
    True
    """
    known = lexicon()
    return log(known.total / (known.frequency(word) or 0.5))


def cut(window: str) -> tuple[str, ...]:
    """The words of a short window, by the path of highest probability.

    >>> cut("全面推动重点产业")
    ('全面', '推动', '重点', '产业')
    """
    cuts, at = [], 0
    for size in _steps(window):
        cuts.append(window[at:at + size])
        at += size
    return tuple(cuts)


def _steps(window: str) -> list[int]:
    """The sizes of the words of a short window, from left to right."""
    prices, end = lexicon().prices, len(window)
    best = [0.0] * (end + 1)
    step = [1] * end
    for start in range(end - 1, -1, -1):
        first = window[start]
        known = prices[first]
        least, stop = known[first] + best[start + 1], start + 2
        while stop <= end and (price := known.get(window[start:stop])) is not None:
            price += best[stop]
            if price < least:
                least, step[start] = price, stop - start
            stop += 1
        best[start] = least
    sizes, at = [], 0
    while at < end:
        sizes.append(step[at])
        at += step[at]
    return sizes


def borders(window: str) -> frozenset[int]:
    """The offsets in a short window at which a word begins or ends, 0 and the length included.

    >>> sorted(borders("企业提供支撑"))
    [0, 2, 4, 6]
    """
    return frozenset((0, *accumulate(_steps(window))))
