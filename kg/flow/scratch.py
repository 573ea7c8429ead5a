"""A private folder for what does not fit into memory, and letters for what may go wrong there.

In: the folder beside which it shall lie (TMPDIR, where set, wins).  Out: a folder that nobody else may read, removed when it is closed; what
a killed process left beside it is removed by the next one.
"""
from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import KgError, OutputError
from kg.export.lock import drop_lock, take_lock

_PREFIX = ".kg-rows-"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


_ASIDE = "rows that do not fit into memory are laid aside there; set TMPDIR to a folder with more room"


@contextmanager
def letters(place: Path, hint: str = _ASIDE) -> Iterator[None]:
    """Inside it, what the disk refuses is told as `OutputError`: what, where, what to do."""
    try:
        yield
    except OSError as problem:
        what = "the disk is full" if problem.errno in _FULL else f"cannot be used ({problem.strerror or problem})"
        raise OutputError(what, str(place), hint) from problem


class Scratch:
    """A folder of this process's own.  `path` is where; `close()` removes it and all it holds."""

    def __init__(self, beside: Path | None = None):
        home = Path(os.environ.get("TMPDIR") or beside or tempfile.gettempdir())
        with letters(home):
            home.mkdir(parents=True, exist_ok=True)
            _clear_away_the_dead(home)
            self.path, self._lock = _new(home)
        self._owner = os.getpid()

    def close(self) -> None:
        """Remove the folder.  A forked process leaves it to its parent."""
        if self._owner != os.getpid() or not self.path.exists():
            return
        shutil.rmtree(self.path, ignore_errors=True)
        drop_lock(self.path, self._lock)
        if self.path.exists():
            raise KgError("cannot be removed", str(self.path), "remove it by hand")


def _new(home: Path) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))  # mode 700
        try:
            lock = take_lock(path)
        except FileNotFoundError:  # a neighbour took the newborn for a dead one's
            continue
        if lock is not None:
            return path, lock


def _clear_away_the_dead(home: Path) -> None:
    for left in sorted(home.glob(f"{_PREFIX}*")):
        if left.is_symlink() or not left.is_dir() or left.stat().st_uid != os.getuid():
            continue
        try:
            lock = take_lock(left)
        except FileNotFoundError:  # its owner, or another neighbour, was quicker
            continue
        if lock is not None:
            shutil.rmtree(left, ignore_errors=True)
            drop_lock(left, lock)
