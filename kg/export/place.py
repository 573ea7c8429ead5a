"""Outputs appear whole or not at all.

In: records and a folder.  Out: the files in place.  Everything is written into a hidden folder beside the present
files and brought to the disk; when it is complete it is renamed to `.placing`.  That renaming is the moment at which the set
changes: before it the last good outputs stand as they were, after it whoever opens the folder next (a build, `kg verify`, a question)
first finishes what a dead build left.  The manifest goes first and comes last, so that it never speaks for a mixture.
A lock keeps a second build out of the folder; it falls with the process that holds it.
"""
from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import OutputError
from kg.export import Settings, write_all
from kg.export.gone import list_gone, sweep_gone
from kg.export.lock import drop_lock, is_mine, take_lock
from kg.export.manifest import NAME as MANIFEST
from kg.model import Records

_PATIENCE = 10  # seconds; placing takes a fraction of one
_PREFIX, _READY = ".writing-", ".placing"
_held: dict[Path, tuple[int, int, int]] = {}  # folder → process and thread that write there, and their lock


def write_in_place(records: Records, folder: Path, formats: tuple[str, ...], settings: Settings) -> tuple[Path, ...]:
    """Write `formats` beside `folder`'s files, then move all into place; return the final paths.

    Raises `UsageError` for an unknown format and `OutputError` where something cannot be written, something stands in the way, another
    build is at work in `folder`, or the folder was taken away meanwhile; then nothing changed.
    """
    return put_in_place(folder, lambda beside: write_all(records, beside, formats, settings))


def put_in_place(folder: Path, write: Callable[[Path], Iterable[Path]]) -> tuple[Path, ...]:
    """What `write` writes into the folder it is given, moved into `folder` once it is complete; raises as `write_in_place`."""
    with occupied(folder):
        beside = folder / f"{_PREFIX}{os.getpid()}"
        try:
            beside.mkdir()  # not its parents: a folder that vanished since is no place to write to
            written = [path.relative_to(beside) for path in write(beside)]
            _refuse_obstacles(beside, folder)
            list_gone(beside, folder)
            _bring_to_disk(beside)
            _refuse_strangers(folder)
            os.rename(beside, folder / _READY)
            _sync(folder)
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
    key, holder = Path(os.path.abspath(folder)), (os.getpid(), threading.get_ident())
    if key in _held and _held[key][:2] == holder:
        yield
        return
    is_new = not folder.exists()
    if not is_new and not folder.is_dir():
        raise OutputError("is a file, and outputs need a folder", str(folder), "give another name")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = take_lock(folder)
    except OSError as problem:
        raise _cannot(problem, folder) from problem
    if lock is None:
        raise OutputError("another build is writing here", str(folder), "wait until it is done, or write to another folder")
    _held[key] = *holder, lock
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
        drop_lock(folder, lock)
        if is_new and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def finish(folder: Path) -> None:
    """Put into place what a build that died while placing left in `folder`; for those who read outputs.

    A build that is alive and placing at this moment is waited for.  Raises `OutputError` where something is left to do and cannot be done.
    """
    until = time.monotonic() + _PATIENCE
    while (folder / _READY).is_dir():
        try:
            with occupied(folder):
                pass  # entering does it
        except OutputError:
            if time.monotonic() > until or not os.access(folder, os.W_OK):
                raise
            time.sleep(0.02)


def _place(folder: Path) -> None:
    """Move a complete set of outputs into place.  May be interrupted and begun again at any step."""
    ready = folder / _READY
    if not ready.is_dir():
        return
    if any(path != ready / MANIFEST and not path.is_dir() for path in ready.rglob("*")):  # emptied folders may be left of a placing that died later
        (folder / MANIFEST).unlink(missing_ok=True)
        sweep_gone(ready, folder)
        for path in sorted(ready.iterdir()):
            if path.name != MANIFEST:
                _move(path, folder / path.name)
        _sync(folder)
    if (ready / MANIFEST).exists():
        os.replace(ready / MANIFEST, folder / MANIFEST)
    _sync(folder)
    shutil.rmtree(ready)


def _move(path: Path, home: Path) -> None:
    """A file takes the place of the file before it; a folder's files that of their namesakes, what else lies there stays."""
    if path.is_dir() and home.is_dir():
        for inner in sorted(path.iterdir()):
            _move(inner, home / inner.name)
        _sync(home)
    else:
        os.replace(path, home)


def _refuse_obstacles(beside: Path, folder: Path) -> None:
    """A folder where a file belongs, or a file where a folder belongs, is found before anything is moved."""
    for path in sorted(beside.rglob("*")):
        home = folder / path.relative_to(beside)
        if os.path.lexists(home) and home.is_dir() != path.is_dir():
            raise OutputError(f"a {'folder' if home.is_dir() else 'file'} stands where a {'folder' if path.is_dir() else 'file'} belongs", str(home), "move it away")


def _refuse_strangers(folder: Path) -> None:
    """A folder that was taken away or replaced while a build ran belongs to somebody else now."""
    held = _held.get(Path(os.path.abspath(folder)))
    if held is None or not is_mine(folder, held[2]):
        raise OutputError("was taken away or replaced while the build ran", str(folder), "run the build again")


def _bring_to_disk(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    """What was written to a file, or renamed in a folder, outlives a power cut from here on."""
    if path.is_dir() and os.name != "posix":  # folders cannot be opened elsewhere
        return
    handle = os.open(path, os.O_RDONLY if os.name == "posix" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot(problem: OSError, folder: Path) -> OutputError:
    return OutputError(f"cannot be written ({problem.strerror or problem})", str(problem.filename or folder),
                       "check that the folder exists, is writable and has room")
