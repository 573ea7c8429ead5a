"""Words of the general dictionary: how common one is, what kind, and where a short window breaks.

In: characters.  Out: frequencies, tags and cuts by jieba's dictionary.  This is the only door to
jieba, and only its dictionary goes through it: we cut windows of a dozen characters around a
doubtful name, thousands of times a page, so the cut is our own maximum-probability path (no
hidden Markov model, no state, the same answer every time).  The dictionary is read at first use
and kept in the user's cache folder, under the hash of its content.
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
from math import log
from pathlib import Path

from kg.errors import KgError

_LAYOUT = 1  # raise when the cached layout below changes
_TAG_BITS = 6
_TAG_MASK = (1 << _TAG_BITS) - 1
NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
"""Tags that the dictionary gives to proper names (persons, places, organisations, others)."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The dictionary in memory: `words` maps a word to its count and tag number, packed in one integer."""

    words: dict[str, int]
    tags: tuple[str, ...]
    total: int
    longest: dict[str, int]

    def frequency(self, word: str) -> int:
        """How often `word` was counted; 0 where the dictionary does not have it."""
        return self.words.get(word, 0) >> _TAG_BITS

    def tag(self, word: str) -> str | None:
        """The word class of `word` (`n`, `v`, `nr` …), or None where the dictionary does not have it."""
        packed = self.words.get(word)
        return None if packed is None else self.tags[packed & _TAG_MASK]


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


def _parse(content: str) -> Lexicon:
    """A lexicon from the lines `word count tag` of a jieba dictionary."""
    words: dict[str, int] = {}
    numbers: dict[str, int] = {}
    longest: dict[str, int] = {}
    total = 0
    for line in content.splitlines():
        word, count, tag = (line.split(" ") + ["1", "x"])[:3]
        if not word:
            continue
        number = numbers.setdefault(tag, min(len(numbers), _TAG_MASK))
        total += int(count)
        words[word] = int(count) << _TAG_BITS | number
        if longest.get(word[0], 0) < len(word):
            longest[word[0]] = len(word)
    return Lexicon(words, tuple(numbers)[:_TAG_MASK] + ("x",), total, longest)


def _read_cache(path: Path) -> Lexicon | None:
    """The cached lexicon, or None where there is none or it is damaged (it is then made anew)."""
    try:
        words, tags, total, longest = marshal.loads(path.read_bytes())  # load() from a file is four times slower
        return Lexicon(words, tags, total, longest)
    except (OSError, EOFError, ValueError, TypeError):
        return None


def _write_cache(path: Path, lexicon: Lexicon) -> None:
    """Keep the lexicon for the next run; a folder we may not write to costs time, nothing else."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            marshal.dump((lexicon.words, lexicon.tags, lexicon.total, lexicon.longest), file)
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
    return found


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
    packed = known.words.get(text)
    return packed is not None and packed >> _TAG_BITS >= at_least and known.tags[packed & _TAG_MASK] not in NAME_TAGS


def cost(word: str) -> float:
    """How surprising `word` is: minus the natural logarithm of its share; an unknown character counts as seen half a time.

    >>> cost("发展") < cost("发轫")
    True
    """
    known = lexicon()
    packed = known.words.get(word, 0) >> _TAG_BITS
    return log(known.total / (packed or 0.5))


def cut(window: str) -> tuple[str, ...]:
    """The words of a short window, by the path of highest probability.

    >>> cut("全面推动重点产业")
    ('全面', '推动', '重点', '产业')
    """
    known = lexicon()
    words, longest, whole = known.words, known.longest, log(known.total)
    end = len(window)
    best = [0.0] * (end + 1)
    step = [1] * (end + 1)
    for start in range(end - 1, -1, -1):
        least, taken = 1e30, 1
        for size in range(1, min(longest.get(window[start], 1), end - start) + 1):
            packed = words.get(window[start:start + size], 0) >> _TAG_BITS
            if packed or size == 1:
                price = whole - log(packed or 0.5) + best[start + size]
                if price < least:
                    least, taken = price, size
        best[start], step[start] = least, taken
    cuts, at = [], 0
    while at < end:
        cuts.append(window[at:at + step[at]])
        at += step[at]
    return tuple(cuts)


def borders(window: str) -> frozenset[int]:
    """The offsets in a short window at which a word begins or ends, 0 and the length included.

    >>> sorted(borders("企业提供支撑"))
    [0, 2, 4, 6]
    """
    at, found = 0, {0}
    for word in cut(window):
        at += len(word)
        found.add(at)
    return frozenset(found)
