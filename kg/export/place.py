"""Outputs appear whole or not at all.

In: records and a folder.  Out: the files in place.  Everything is written into a hidden folder beside the present
files; when it is complete it is renamed to `.placing` (the point of no return) and its files are moved into place.  A build
that dies earlier leaves the last good outputs as they were; one that dies while moving is finished by the next.
A lock keeps a second build out of the folder; it falls with the process that holds it.
"""
from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import OutputError
from kg.export import Settings, write_all
from kg.export.manifest import NAME as MANIFEST
from kg.model import Records

_PREFIX, _READY, _LOCK = ".writing-", ".placing", ".lock"
_held: dict[Path, int] = {}  # folder → the thread of this process that writes there


def write_in_place(records: Records, folder: Path, formats: tuple[str, ...], settings: Settings) -> tuple[Path, ...]:
    """Write `formats` beside `folder`'s files, then move all into place; return the final paths.

    Raises `UsageError` for an unknown format and `OutputError` where something cannot be written or another build is at
    work in `folder`; then nothing changed.
    """
    with occupied(folder):
        beside = folder / f"{_PREFIX}{os.getpid()}"
        try:
            written = [path.relative_to(beside) for path in write_all(records, beside, formats, settings)]
            os.rename(beside, folder / _READY)
            _place(folder)
            return tuple(folder / name for name in written)
        except OSError as problem:
            raise _cannot(problem, folder) from problem
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def occupied(folder: Path) -> Iterator[None]:
    """Keeps other builds out of `folder` while the block runs; what dead builds left there is finished or swept away.

    Raises `OutputError` where another build is at work there.  A thread that holds the folder may enter again.
    """
    key, thread = Path(os.path.abspath(folder)), threading.get_ident()
    if _held.get(key) == thread:
        yield
        return
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _take_lock(folder)
        if lock is None:
            raise OutputError("another build is writing here", str(folder), "wait until it is done, or write to another folder")
    except OSError as problem:
        raise _cannot(problem, folder) from problem
    _held[key] = thread
    try:
        try:
            _place(folder)
            for left in folder.glob(f"{_PREFIX}*"):
                shutil.rmtree(left, ignore_errors=True)
        except OSError as problem:
            raise _cannot(problem, folder) from problem
        yield
    finally:
        del _held[key]
        _drop_lock(folder, lock)
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _place(folder: Path) -> None:
    """Move a complete set of outputs into place; a manifest goes first and comes last, so that it never speaks for another set."""
    ready = folder / _READY
    if not ready.is_dir():
        return
    (folder / MANIFEST).unlink(missing_ok=True)
    for path in sorted((p for p in ready.rglob("*") if p.is_file()), key=lambda p: (p.name == MANIFEST, p)):
        home = folder / path.relative_to(ready)
        home.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, home)
    shutil.rmtree(ready)


def _cannot(problem: OSError, folder: Path) -> OutputError:
    return OutputError(f"cannot be written ({problem.strerror or problem})", str(problem.filename or folder),
                       "check that the folder exists, is writable and has room")


def _take_lock(folder: Path) -> IO[bytes] | None:
    """The folder's lock file, locked; None where another process has it."""
    while True:
        file = (folder / _LOCK).open("ab")
        if not _lock(file):
            file.close()
            return None
        try:  # the file may have been removed by its last holder between opening and locking
            if os.fstat(file.fileno()).st_ino == (folder / _LOCK).stat().st_ino:
                return file
        except FileNotFoundError:
            pass
        file.close()


def _drop_lock(folder: Path, lock: IO[bytes]) -> None:
    if os.name == "posix":
        (folder / _LOCK).unlink(missing_ok=True)
    lock.close()


def _lock(file: IO[bytes]) -> bool:
    try:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    except (BlockingIOError, PermissionError):
        return False
    return True
