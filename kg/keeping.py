"""What is made of files again and again, kept in the user's cache folder for as long as neither the files nor this program change.

In: what it is made from, and the work.  Out: plain tables (dictionaries, tuples, sets, strings, numbers).  The key covers every byte they are made from, the code
and the interpreter, so nothing stale is ever taken; a table that is damaged, and a folder that may not be written or that others could write, costs time and
nothing else.  Long tables are kept closed (`Closed`): a page needs few of their entries.
"""
from __future__ import annotations

import hashlib
import marshal
import mmap
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from kg import __version__
from kg.shipped import NEWER_WORDS, RECLASSED_WORDS, TRADITIONAL, rules_home

Plain = Any
"""What `marshal` writes: None, numbers, strings, bytes, and tuples, lists, dictionaries and sets of them."""

_KEPT = 4  # tables of one name; older ones are thrown away
_CHECK = 4  # bytes of CRC-32 in front of each


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


@lru_cache(maxsize=1)
def code_stamp() -> bytes:
    """A digest of this program, the tables beside its rules and its interpreter: results of other code are never taken for this one's.

    It is of the sources' bytes, for sizes and dates can be the same: an image or a reproducible package gives every file one date.
    """
    home = os.path.dirname(__file__)
    digest = hashlib.blake2b(f"{__version__} {sys.version}".encode(), digest_size=32)
    for path in sorted(_sources(home)):
        with open(path, "rb", buffering=0) as source:
            content = source.read()
        digest.update(b"%s\0%d\0" % (os.path.relpath(path, home).replace(os.sep, "/").encode(), len(content)))
        digest.update(content)
    for name in (NEWER_WORDS, RECLASSED_WORDS, TRADITIONAL):
        with suppress(OSError):
            digest.update(b"%s\0" % name.encode() + (rules_home() / name).read_bytes())
    return digest.digest()


def _sources(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry.path
            elif entry.name != "__pycache__" and entry.is_dir():
                yield from _sources(entry.path)


def mapped(path: Path) -> memoryview:
    """The bytes of a file, where the system has them: copying ten million of them takes longer than looking through them.

    Files of a cache are only ever replaced, so what is mapped stays as it is.  Raises `OSError` where the file cannot be read.
    """
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if os.fstat(file.fileno()).st_size else b"")


def kept(name: str, made_from: Iterable[bytes], make: Callable[[], Plain]) -> Plain:
    """What `make` makes of the contents `made_from`, from the cache where they, the code and the interpreter are the same."""
    sources = list(made_from)
    found = look_up(name, sources)
    if found is None:
        found = make()
        put_by(name, sources, found)
    return found


def look_up(name: str, made_from: Iterable[bytes]) -> Plain | None:
    """What was put by under a name for these contents, this code and this interpreter, or None."""
    place = _place(name, made_from)
    try:
        content = mapped(place) if is_private(place.parent) else memoryview(b"")
    except OSError:  # there is none yet, or none can be kept
        return None
    whole = len(content) > _CHECK and crc32(content[_CHECK:]).to_bytes(_CHECK, "big") == content[:_CHECK]
    return marshal.loads(content[_CHECK:]) if whole else None


def _place(name: str, made_from: Iterable[bytes]) -> Path:
    digest = hashlib.blake2b(code_stamp(), digest_size=16)
    for content in made_from:
        digest.update(b"%d\0" % len(content))
        digest.update(content)
    return cache_folder() / "tables" / f"{name}-{digest.hexdigest()}.marshal"


def put_by(name: str, made_from: Iterable[bytes], made: Plain) -> None:
    """Keep what was made of these contents; a full disk or a folder that cannot be written is no error."""
    place, content, written = _place(name, made_from), marshal.dumps(made), None
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, written = tempfile.mkstemp(dir=place.parent, prefix=f".{name}")
        with os.fdopen(handle, "wb") as file:
            file.write(crc32(content).to_bytes(_CHECK, "big") + content)
        os.replace(written, place)
        for old in sorted(place.parent.glob(f"{name}-*.marshal"), key=lambda path: path.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        if written:
            Path(written).unlink(missing_ok=True)


class Closed:
    """A table of words in bundles by their first character; a bundle is opened when a word with that character is asked for.

    >>> towns = Closed.of({"石梁镇": "410522104", "石塘镇": "350525101", "高墟镇": "371300103"})
    >>> towns.get("石塘镇"), towns.get("石塘"), "高墟镇" in towns, sorted(towns.items())[0]
    ('350525101', None, True, ('石塘镇', '350525101'))
    """

    def __init__(self, bundles: dict[str, bytes]):
        self.bundles = bundles
        self._open: dict[str, dict[str, Plain]] = {}

    @classmethod
    def of(cls, table: Mapping[str, Plain]) -> Closed:
        """A table of its own, closed."""
        bundles: dict[str, dict[str, Plain]] = {}
        for word, entry in table.items():
            bundles.setdefault(word[:1], {})[word] = entry
        return cls({first: marshal.dumps(bundle) for first, bundle in bundles.items()})

    def bundle(self, first: str) -> dict[str, Plain]:
        """The entries of the words with a first character."""
        found = self._open.get(first)
        if found is None:
            content = self.bundles.get(first)
            if content is None:
                return {}
            self._open[first] = found = marshal.loads(content)
        return found

    def get(self, word: str) -> Plain | None:
        """The entry of a word, or None."""
        return self.bundle(word[:1]).get(word)

    def __contains__(self, word: str) -> bool:
        return word in self.bundle(word[:1])

    def items(self) -> Iterator[tuple[str, Plain]]:
        """All words with their entries, in the order of the table within each first character."""
        for first in self.bundles:
            yield from self.bundle(first).items()
