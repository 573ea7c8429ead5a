"""Outputs appear whole: written beside, then renamed into place.

In: records, a folder, formats.  Out: the files in place.  A build that dies while writing leaves what stood
there as it was.
"""
from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from kg.errors import OutputError
from kg.export import Settings, write_all
from kg.model import Records


def write_in_place(records: Records, folder: Path, formats: tuple[str, ...], settings: Settings) -> tuple[Path, ...]:
    """Write all formats into a fresh folder inside `folder`, then move each file to its place.

    Raises `OutputError` where the folder cannot be made, written or has no room; nothing is moved then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror or problem})", str(folder),
                          "check that the path is a folder, is writable and has room, or give another with --out") from problem
    try:
        written = write_all(records, beside, formats, settings)
        placed = []
        for path in written:
            target = folder / path.relative_to(beside)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)
            placed.append(target)
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror or problem})", str(problem.filename or folder),
                          "the files that stood there are as they were; make room and build again") from problem
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return tuple(placed)
