"""What stages of an earlier build made, by stage and key, in one file that is changed as a whole or not at all.

In: names of stages, keys and rows.  Out: the rows of the build before, and those of this one after `keep`.  The file is an SQLite database in the folder of
kept results (https://www.sqlite.org/lang_transaction.html): one transaction a build, so a build that is killed leaves the file as it was.
"""
from __future__ import annotations

import hashlib
import io
import pickle
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import zstandard

from kg.flow import Key

_LARGEST = 1 << 63


class Busy(Exception):
    """Another build works with the file."""


class Ledger:
    """The stages of one output.  `build` counts the builds from 1; a `Sheet` that the build before did not write tells nothing.

    Raises `Busy` where another process has it open.  A damaged file is begun anew.
    """

    def __init__(self, path: Path):
        self._path = path
        try:
            self._open()
        except sqlite3.OperationalError as problem:
            raise Busy(str(problem)) from problem
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._open()

    def _open(self) -> None:
        self._base = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA cache_size = -65536")
        self._base.execute("BEGIN EXCLUSIVE")
        self._base.execute("CREATE TABLE IF NOT EXISTS sheets (name TEXT PRIMARY KEY, number INTEGER UNIQUE, build INTEGER)")
        known = self._base.execute("SELECT name, number, build FROM sheets").fetchall()
        self._sheets: dict[str, tuple[int, int]] = {name: (number, build) for name, number, build in known}
        self.build = max((build for _, _, build in known), default=0) + 1

    def sheet(self, name: str) -> Sheet:
        """The sheet of a stage, to be read and written in this build."""
        number, build = self._sheets.get(name, (len(self._sheets), 0))
        self._sheets[name] = number, self.build
        if not build:
            self._base.execute(f"CREATE TABLE sheet{number} (key BLOB PRIMARY KEY, rows BLOB) WITHOUT ROWID")
        self._base.execute("INSERT OR REPLACE INTO sheets VALUES (?, ?, ?)", (name, number, self.build))
        return Sheet(self._base, f"sheet{number}", is_of_last_build=build == self.build - 1 and build > 0)

    def keep(self) -> None:
        """Make this build the one that the next finds; sheets that it did not use are emptied."""
        for number, build in self._sheets.values():
            if build != self.build:
                self._base.execute(f"DELETE FROM sheet{number}")
        self._base.execute("COMMIT")

    def close(self) -> None:
        """Forget what was not kept."""
        self._base.close()


class Sheet:
    """Key → what a stage keeps under it; keys are bytes in order."""

    def __init__(self, base: sqlite3.Connection, table: str, is_of_last_build: bool):
        self._base, self._table, self.is_of_last_build = base, table, is_of_last_build
        self._get = f"SELECT rows FROM {table} WHERE key = ?"  # noqa: S608 (a number of its own)
        self._put = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"  # noqa: S608
        self._drop = f"DELETE FROM {table} WHERE key = ?"  # noqa: S608

    def get(self, key: bytes) -> bytes | None:
        """What is kept, packed."""
        found = self._base.execute(self._get, (key,)).fetchone()
        return _wide(found[0]) if found else None

    def put(self, key: bytes, packed: bytes | None) -> None:
        """Keep this; None: nothing."""
        if packed is None:
            self._base.execute(self._drop, (key,))
        else:
            self._base.execute(self._put, (key, _narrow(packed)))

    def keys(self) -> list[bytes]:
        """All keys, in order."""
        return [key for key, in self._base.execute(f"SELECT key FROM {self._table} ORDER BY key")]  # noqa: S608

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        """Keys in order, with what is kept under them."""
        found = self._base.execute(f"SELECT key, rows FROM {self._table} ORDER BY key").fetchall()  # noqa: S608
        return ((key, _wide(rows)) for key, rows in found)

    def empty(self) -> None:
        """Forget all."""
        self._base.execute(f"DELETE FROM {self._table}")  # noqa: S608


_NARROW_FROM = 400  # bytes from which packing pays
_AS_IT_IS, _PRESSED = b"\0", b"\1"
_press, _widen = zstandard.ZstdCompressor(level=1).compress, zstandard.ZstdDecompressor().decompress


def _narrow(value: bytes) -> bytes:
    return _AS_IT_IS + value if len(value) < _NARROW_FROM else _PRESSED + _press(value)


def _wide(value: bytes) -> bytes:
    return value[1:] if value[:1] == _AS_IT_IS else _widen(value[1:])


def spelled(key: Key) -> bytes:
    """A key as bytes, in the order of keys of its kind.

    >>> spelled(3) < spelled(20), named(spelled("滨江市")), named(spelled(-7))
    (True, '滨江市', -7)
    """
    if isinstance(key, int):
        return b"i" + (key + _LARGEST).to_bytes(8, "big")
    return b"b" + key if isinstance(key, bytes) else b"s" + key.encode("utf-8", "surrogatepass")


def named(spelling: bytes) -> Key:
    """The key that is spelled so."""
    kind, rest = spelling[:1], spelling[1:]
    if kind == b"i":
        return int.from_bytes(rest, "big") - _LARGEST
    return rest if kind == b"b" else rest.decode("utf-8", "surrogatepass")


def packed(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(value: bytes) -> object:
    """The value again."""
    return pickle.loads(value)  # noqa: S301 (this program wrote it, where only its user can write)


def are_alike(old: bytes | None, new: object, new_packed: bytes) -> bool:
    """True where both say the same to the last digit: equal values are not enough, for 1.0 equals 1.00 and is printed otherwise."""
    return old is not None and (old == new_packed or _plainly(unpacked(old)) == _plainly(new))


def digest_of(value: object) -> bytes:
    """Sixteen bytes that two values share only where they say the same."""
    return hashlib.blake2b(_plainly(value), digest_size=16).digest()


def _plainly(value: object) -> bytes:
    """Packed without regard to which parts are one object: the same value gives the same bytes, wherever it came from."""
    sheet = io.BytesIO()
    pickler = pickle.Pickler(sheet, pickle.HIGHEST_PROTOCOL)
    pickler.fast = True
    pickler.dump(value)
    return sheet.getvalue()
