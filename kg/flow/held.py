"""Results that are too large to travel with their row, and results that the next build may take over.

In: a key, what a result was made from, and how to make it.  Out: the result, in its row or on the shelf of kept results (`kg.engine.kept`) that every
process of this machine reads.  A result lies under what it is of (a page and a purpose), with a digest of all it was made from; where that has changed, the new
one takes its place, so a shelf holds one result for each page and purpose.
"""
from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from kg.engine.kept import Shelf, key_of
from kg.errors import KgError

Made = TypeVar("Made")

_shelf: Shelf | None = None
_is_remembered_elsewhere = False


def use_shelf(shelf: Shelf | None) -> None:
    """The shelf of this process; None where nothing is to be kept."""
    global _shelf
    _shelf = shelf


def remember_elsewhere(is_so: bool) -> None:
    """True where a ledger remembers what stages made: the shelf holds only what is too large for rows."""
    global _is_remembered_elsewhere
    _is_remembered_elsewhere = is_so


class Held(NamedTuple):
    """A result by its key on the shelf, or, where nothing is kept, itself, packed: its row is moved often and it is looked at once.
    Without a digest, its key tells all it was made from.
    """

    key: str
    digest: str
    value: bytes

    def take(self) -> object:
        """The result.  Raises `KgError` where it was thrown away since."""
        if not self.key:
            return pickle.loads(self.value)  # noqa: S301 (packed by this program)
        found = _shelf.get(self.key) if _shelf else None
        if isinstance(found, tuple) and found[0] == self.digest:
            return found[1]
        if found is not None and not self.digest:
            return found
        raise KgError("a kept result is gone", "the user's cache folder", "another build may have made room there: build again, or use --fresh")


def keep(key: str, digest: str, value: object) -> None:
    """Lay a result on the shelf for the next build."""
    if _shelf is not None and key and not _is_remembered_elsewhere:
        _shelf.put(key, (digest, value))


def hold(key: str, digest: str, value: object) -> Held:
    """Lay a result on the shelf, or, where there is none or it is full, keep it with the row."""
    if _shelf is not None and key and _shelf.put(key, (digest, value)):
        return Held(key, digest, b"")
    return carried(value)


def carried(value: object) -> Held:
    """A result that travels with its row."""
    return Held("", "", pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def kept(key: str, digest: str) -> Any:  # unpickled; of the type that its digest stands for
    """An earlier build's result under `key`, where it was made from the same, or None."""
    if _shelf is None or not key or _is_remembered_elsewhere:
        return None
    found = _shelf.get(key)
    return found[1] if isinstance(found, tuple) and found[0] == digest else None


def remembered(key: str, digest: str, make: Callable[[], Made]) -> Made:
    """An earlier build's result, or a new one, which is kept."""
    found = kept(key, digest)
    if found is None:
        found = make()
        keep(key, digest, found)
    return found


def under(key: str, purpose: str) -> str:
    """The key of a page's result for one purpose; empty where the page has none."""
    return key_of(key, purpose) if key else ""
