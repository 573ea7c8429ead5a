"""What stages of an earlier build made, by stage and key, in one file that is changed as a whole or not at all.

In: names of stages, keys and rows.  Out: the rows of the build before, and those of this one after `keep`.  The file is an SQLite database in the folder of
kept results (https://www.sqlite.org/lang_transaction.html): one transaction a build, so a build that is killed leaves the file as it was.
"""
from __future__ import annotations

import hashlib
import io
import os
import pickle
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

import zstandard

from kg.errors import OutputError
from kg.flow import Key

_LARGEST = 1 << 63


class Busy(Exception):
    """Another build works with the file, or it may not be opened."""


class Lost(OutputError):
    """What was remembered is damaged, or cannot be written (`is_full`); it was thrown away, and the build may begin anew."""

    def __init__(self, what: str, where: str, hint: str, is_full: bool):
        super().__init__(what, where, hint)
        self.is_full = is_full


_NOT_OURS = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL}


def _reason(problem: Exception) -> int:
    """SQLite's result code (https://www.sqlite.org/rescode.html), without its details."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


class Ledger:
    """The stages of one output.  `build` counts the builds from 1; a `Sheet` that the build before did not write tells nothing.

    Raises `Busy` where another process has it open.  A file that is no ledger, that another program has written to (its time tells) or that turns out to be damaged, and one
    that cannot grow, is thrown away and `Lost`, so that the next build begins anew.
    """

    def __init__(self, path: Path):
        self._path = path
        self._kept_at: int | None = None
        try:
            self._open()
        except sqlite3.Error as problem:
            if _reason(problem) in _NOT_OURS:
                raise Busy(str(problem)) from problem
            raise self.broken(problem) from problem

    def _open(self) -> None:
        self._base = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        self._base.execute("PRAGMA cache_size = -65536")
        self._base.execute(f"PRAGMA mmap_size = {1 << 30}")  # what is read is not copied: a twentieth of a second build
        self._base.execute("BEGIN EXCLUSIVE")
        self._base.execute("CREATE TABLE IF NOT EXISTS sheets (name TEXT PRIMARY KEY, number INTEGER UNIQUE, build INTEGER)")
        known = self._base.execute("SELECT name, number, build FROM sheets").fetchall()
        self._open_sheets: dict[str, Sheet] = {}
        self._sheets: dict[str, tuple[int, int]] = {name: (number, build) for name, number, build in known}
        self.build = max((build for _, _, build in known), default=0) + 1
        if known and self._base.execute("PRAGMA user_version").fetchone() != (self._path.stat().st_mtime_ns / 1e9,):
            raise sqlite3.DatabaseError("another program has written to it")

    def ask(self, statement: str, values: tuple = ()) -> list[tuple]:
        """What the database answers.  Raises `Lost` where it is damaged or full."""
        try:
            return self._base.execute(statement, values).fetchall()
        except sqlite3.Error as problem:
            raise self.broken(problem) from problem

    def tell(self, statement: str, rows: Iterable[tuple]) -> None:
        """Have a statement done for each row.  Raises `Lost` where the database is damaged or full."""
        try:
            self._base.executemany(statement, rows)
        except sqlite3.Error as problem:
            raise self.broken(problem) from problem

    def sheet(self, name: str) -> Sheet:
        """The sheet of a stage, to be read and written in this build."""
        if name in self._open_sheets:
            return self._open_sheets[name]
        number, build = self._sheets.get(name, (len(self._sheets), 0))
        self._sheets[name] = number, self.build
        if not build:
            self.ask(f"CREATE TABLE sheet{number} (key BLOB PRIMARY KEY, rows BLOB) WITHOUT ROWID")
        self.ask("INSERT OR REPLACE INTO sheets VALUES (?, ?, ?)", (name, number, self.build))
        self._open_sheets[name] = sheet = Sheet(self, f"sheet{number}", is_of_last_build=build == self.build - 1 and build > 0)
        return sheet

    def keep(self) -> None:
        """Make this build the one that the next finds; sheets that it did not use are emptied."""
        for sheet in self._open_sheets.values():
            sheet.flush()
        kept_at = int(time.time()) & 0x7FFF_FFFE  # fits into 31 bits and into any file system's times; only whether it is the same is ever asked
        self.ask(f"PRAGMA user_version = {kept_at}")
        for number, build in self._sheets.values():
            if build != self.build:
                self.ask(f"DELETE FROM sheet{number}")
        self.ask("COMMIT")
        self._kept_at = kept_at

    def broken(self, problem: Exception) -> Lost:
        """Throw the file away; the letter to raise."""
        self._base.close()
        for name in (self._path.name, f"{self._path.name}-journal"):
            self._path.with_name(name).unlink(missing_ok=True)
        full = _reason(problem) == sqlite3.SQLITE_FULL
        return Lost("what builds remember cannot be written" if full else "what the build before remembered is damaged", str(self._path.parent),
                    "make room there, or take --engine disk" if full else "it was thrown away: build again", full)

    def close(self) -> None:
        """Forget what was not kept."""
        self._base.close()
        if self._kept_at is not None:
            with suppress(OSError):  # somebody swept the cache: the next build begins anew
                os.utime(self._path, (time.time(), self._kept_at))


class Sheet:
    """Key → what a stage keeps under it; keys are bytes in order.  What is put here waits until enough has come or all is read: one call for many rows costs a fifth."""

    def __init__(self, ledger: Ledger, table: str, is_of_last_build: bool):
        self._ledger, self._table, self.is_of_last_build = ledger, table, is_of_last_build
        self._waiting: dict[bytes, bytes | None] = {}
        self._bytes = 0
        self._get = f"SELECT rows FROM {table} WHERE key = ?"  # noqa: S608 (a number of its own)
        self._range = f"SELECT key, rows FROM {table} WHERE key >= ? AND key < ? ORDER BY key"  # noqa: S608
        self._first = f"SELECT key, rows FROM {table} ORDER BY key LIMIT {_STRETCH}"  # noqa: S608
        self._next = f"SELECT key, rows FROM {table} WHERE key > ? ORDER BY key LIMIT {_STRETCH}"  # noqa: S608
        self._put = f"INSERT OR REPLACE INTO {table} VALUES (?, ?)"  # noqa: S608
        self._drop = f"DELETE FROM {table} WHERE key = ?"  # noqa: S608

    def get(self, key: bytes) -> bytes | None:
        """What is kept, packed."""
        if key in self._waiting:
            return self._waiting[key]
        found = self._ledger.ask(self._get, (key,))
        return self._whole(key, found[0][0]) if found else None

    def __getitem__(self, key: bytes) -> bytes:
        """What must be kept.  Raises `Lost` where it is not."""
        kept = self.get(key)
        if kept is None:
            raise self._ledger.broken(KeyError(key))
        return kept

    def put(self, key: bytes, packed: bytes | None) -> None:
        """Keep this; None: nothing."""
        self._waiting[key] = packed
        self._bytes += len(key) + len(packed or b"")
        if self._bytes > _WAITING:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        rows = sorted(self._waiting.items())
        self._waiting, self._bytes = {}, 0
        self._ledger.tell(self._put, ((key, _narrow(key, packed)) for key, packed in rows if packed is not None))
        self._ledger.tell(self._drop, ((key,) for key, packed in rows if packed is None))

    def under(self, prefix: bytes) -> dict[bytes, bytes]:
        """What is kept under keys that begin with a prefix, by what follows it, in order."""
        self.flush()
        found = self._ledger.ask(self._range, (prefix, _behind(prefix)))
        return {key[len(prefix):]: self._whole(key, rows) for key, rows in found}

    def keys(self) -> list[bytes]:
        """All keys, in order."""
        self.flush()
        return [key for key, in self._ledger.ask(f"SELECT key FROM {self._table} ORDER BY key")]  # noqa: S608

    def is_empty(self) -> bool:
        """True where nothing is kept."""
        self.flush()
        return not self._ledger.ask(f"SELECT 1 FROM {self._table} LIMIT 1")  # noqa: S608

    def __iter__(self) -> Iterator[tuple[bytes, bytes]]:
        """Keys in order, with what is kept under them; a stretch at a time, however much there is."""
        self.flush()
        rows = self._ledger.ask(self._first)
        while rows:
            yield from ((key, self._whole(key, kept)) for key, kept in rows)
            rows = self._ledger.ask(self._next, (rows[-1][0],)) if len(rows) == _STRETCH else []

    def empty(self) -> None:
        """Forget all."""
        self._waiting.clear()
        self._ledger.ask(f"DELETE FROM {self._table}")  # noqa: S608

    def _whole(self, key: bytes, kept: bytes) -> bytes:
        try:
            if crc32(kept[_SUM:], crc32(key)).to_bytes(_SUM, "big") != kept[:_SUM]:
                raise ValueError("a row is damaged")
            return _widen(kept[_SUM + 1:]) if kept[_SUM] else kept[_SUM + 1:]
        except (zstandard.ZstdError, ValueError, TypeError, IndexError) as problem:
            raise self._ledger.broken(problem) from problem


_WAITING = 1 << 18  # bytes that wait in a sheet
_STRETCH = 500  # rows that are read at once
_NARROW_FROM = 400  # bytes from which packing pays
_SUM = 4  # bytes of the checksum of what follows them, and of the key
_PLAIN, _PRESSED = b"\0", b"\1"
_press, _widen = zstandard.ZstdCompressor(level=1, write_checksum=False).compress, zstandard.ZstdDecompressor().decompress


def _narrow(key: bytes, value: bytes) -> bytes:
    """As it is kept: what is damaged, or lies under another key, shall not be taken for a result."""
    kept = _PLAIN + value if len(value) < _NARROW_FROM else _PRESSED + _press(value)
    return crc32(kept, crc32(key)).to_bytes(_SUM, "big") + kept


def _behind(prefix: bytes) -> bytes:
    """The least key behind all that begin with a prefix."""
    kept = prefix.rstrip(b"\xff")
    return kept[:-1] + bytes([kept[-1] + 1])


def within(key: bytes) -> bytes:
    """What the keys of all that belongs to a key begin with: those of no other key do, whatever bytes it has.

    >>> within(b"1").startswith(within(b"")), within(b"12").startswith(within(b"1"))
    (False, False)
    """
    return len(key).to_bytes(4, "big") + key


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


def unpacked(value: bytes) -> Any:  # what was packed, and only who packed it knows
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
