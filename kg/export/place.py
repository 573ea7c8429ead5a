"""Outputs appear whole or not at all.

In: records and a folder.  Out: the files in place.  Everything is written into a hidden folder beside the present
files and then renamed file by file, so a build that dies while writing leaves the last good outputs as they were.
"""
from __future__ import annotations

import os
import shutil
from pathlib import Path

from kg.errors import OutputError
from kg.export import Settings, write_all
from kg.model import Records

_PREFIX = ".writing-"


def write_in_place(records: Records, folder: Path, formats: tuple[str, ...], settings: Settings) -> tuple[Path, ...]:
    """Write `formats` beside `folder`'s files, then rename all into place; return the final paths.

    Raises `UsageError` for an unknown format and `OutputError` where something cannot be written; then nothing changed.
    """
    beside = folder / f"{_PREFIX}{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        written = write_all(records, beside, formats, settings)
        placed = []
        for path in written:
            home = folder / path.relative_to(beside)
            home.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, home)
            placed.append(home)
        return tuple(placed)
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror or problem})", str(problem.filename or folder),
                          "check that the folder exists, is writable and has room") from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed have left beside the outputs."""
    for left in folder.glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX)
        if not (owner.isdigit() and _is_running(int(owner))):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True  # signal 0 would end a process elsewhere; its leavings wait
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
