"""One build at a time in a folder.

In: a folder.  Out: a lock that no other process can take before it is dropped or its holder is dead, however it died.  Worker processes
that were forked meanwhile do not keep it: an orphan must not lock its folder for ever.
"""
from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = ".lock"
_taken: set[int] = set()  # the locks of this process


def take_lock(folder: Path) -> int | None:
    """The folder's lock file, open and locked; None where another process has it.  Raises `OSError` where it cannot be made."""
    while True:
        lock = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if not _lock(lock):
            os.close(lock)
            return None
        if is_mine(folder, lock):  # it may have been removed by its last holder between opening and locking
            _taken.add(lock)
            return lock
        os.close(lock)


def is_mine(folder: Path, lock: int) -> bool:
    """True where the lock file that lies in `folder` is the one that was taken."""
    try:
        return os.path.samestat(os.fstat(lock), os.stat(folder / _NAME))
    except (FileNotFoundError, NotADirectoryError):
        return False


def drop_lock(folder: Path, lock: int) -> None:
    """Let others in again."""
    try:
        if os.name == "posix" and is_mine(folder, lock):
            (folder / _NAME).unlink(missing_ok=True)
    finally:
        _taken.discard(lock)
        os.close(lock)


def _lock(lock: int) -> bool:
    try:
        if sys.platform != "win32":
            import fcntl
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _leave_to_the_parent() -> None:
    """In a forked process: its copies of the locks are closed, so that they fall with the parent alone."""
    for lock in _taken:
        os.close(lock)
    _taken.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_to_the_parent)
