"""Results kept from one build to the next, so that only what changed is worked out again.

In: a key made from all that a result depends on, and the result.  Out: the same result, for as long as the key is asked for.
A shelf is a folder in the user's cache; its stamp covers the code, the rules and the interpreter, so nothing stale is ever taken.
A result that is damaged, and a folder that may not be written or that others could write, costs time and nothing else.
"""
from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import tempfile
import time
import zlib
from pathlib import Path
from typing import IO

from kg.keeping import code_stamp, is_private

_SHELVES = 3  # one for each rule set and version in use; the one used longest ago is thrown away, unless a process works with it
_LEDGERS = 4  # one for each output that is built again and again
_USED = ".used"
_DIGEST = 32  # bytes of SHA-256 in front of each result


def key_of(*parts: str | None) -> str:
    """The key of what a result was made from.

    >>> key_of("a", "b") != key_of("ab", None)
    True
    """
    digest = hashlib.sha256()
    for part in parts:
        spelled = b"-" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%d:" % (part is not None, len(spelled)) + spelled)
    return digest.hexdigest()


class Shelf:
    """Results by key, in a folder of `home` that is this stamp's own."""

    def __init__(self, home: Path, stamp: str):
        self._folder = home / hashlib.sha256(stamp.encode() + code_stamp()).hexdigest()[:24]
        self._usable = self._open(home)

    def get(self, key: str) -> object | None:
        """The result under `key`, or None where there is none or it is damaged."""
        if not self._usable:
            return None
        try:
            kept = self._place(key).read_bytes()
        except OSError:
            return None
        packed = kept[_DIGEST:]
        if hashlib.sha256(packed).digest() != kept[:_DIGEST]:
            return None
        return pickle.loads(zlib.decompress(packed))  # noqa: S301 (only this user can write here, and the digest is right)

    def put(self, key: str, result: object) -> bool:
        """Keep a result; True where it is kept.  A full disk or a vanished folder is not an error."""
        if not self._usable:
            return False
        packed = zlib.compress(pickle.dumps(result, pickle.HIGHEST_PROTOCOL), 1)
        place = self._place(key)
        name = None
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(packed).digest() + packed)
            os.replace(name, place)
        except OSError:
            if name:
                Path(name).unlink(missing_ok=True)
            return False
        return True

    def ledger(self, key: str) -> Path | None:
        """Where the ledger of one output lies (see `kg.flow.ledger`), or None where nothing can be kept; but for the last used ones, ledgers are thrown away."""
        if not self._usable:
            return None
        home = self._folder / "ledgers"
        place = home / key
        try:
            home.mkdir(mode=0o700, exist_ok=True)
            place.open("ab").close()
            place.chmod(0o600)
            os.utime(place, ns=(time.time_ns(), place.stat().st_mtime_ns))  # when it was written last, a ledger itself looks at
            ledgers = [one for one in home.iterdir() if "-" not in one.name]  # a name with -journal belongs to a ledger: without it that would be damaged
            for old in sorted(ledgers, key=lambda ledger: ledger.stat().st_atime)[:-_LEDGERS]:
                old.unlink()
                old.with_name(f"{old.name}-journal").unlink(missing_ok=True)
        except OSError:
            return None
        return place

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / key[2:]

    def _open(self, home: Path) -> bool:
        try:
            home.mkdir(parents=True, mode=0o700, exist_ok=True)
            if not is_private(home):
                return False
            self._folder.mkdir(mode=0o700, exist_ok=True)
            os.utime(self._folder)
            self._used = _claim(self._folder)
            for old in sorted((shelf for shelf in home.iterdir() if shelf.is_dir()), key=lambda shelf: shelf.stat().st_mtime)[:-_SHELVES]:
                if not _is_used(old):
                    shutil.rmtree(old, ignore_errors=True)
            return is_private(self._folder)
        except OSError:
            return False


def _claim(shelf: Path) -> IO[bytes]:
    """A mark that the shelf is in use, for as long as the file is open in this process or in one forked from it."""
    mark = (shelf / _USED).open("ab")
    if os.name == "posix":
        import fcntl

        fcntl.flock(mark, fcntl.LOCK_SH)
    return mark


def _is_used(shelf: Path) -> bool:
    """True where a process that lives works with the shelf: it may have laid results there that it still needs."""
    if os.name != "posix" or not (shelf / _USED).exists():
        return False
    import fcntl

    with (shelf / _USED).open("ab") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
