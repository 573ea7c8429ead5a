"""Which files were added, changed or taken away since the last look.

In: pages, rules folders and single files.  Out: a `Look`, and the differences between two of them.  Files are looked at again and again, not
waited for: that needs no library, and works on network drives and in containers, where the system tells of no change.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.errors import PageError
from kg.read.finding import SIDECAR, STANDARD_INPUT, find_pages
from kg.rules.folders import rule_files

Look = dict[Path, tuple[int, int, int, int]]
"""File → time of the last write, time of the last change of any kind, size, number in the file system."""


def look(files: Iterable[Path]) -> Look:
    """How the files stand now; those that are gone are left out."""
    found: Look = {}
    for path in files:
        try:
            status = path.stat()
        except OSError:
            continue
        found[path] = status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
    return found


def differences(before: Look, after: Look) -> list[tuple[str, Path]]:
    """(added | changed | removed, file), sorted by file.

    >>> differences({Path("A01.txt"): (1, 1, 9, 1)}, {Path("A01.txt"): (2, 2, 9, 1), Path("A02.txt"): (1, 1, 9, 2)})[0][0]
    'changed'
    """
    return [("added" if path not in before else "removed" if path not in after else "changed", path)
            for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]


def pages_and_dates(pages: Sequence[Path | str]) -> list[Path]:
    """The files that `pages` mean now, with the `pages.yaml` beside them; none where nothing is there (yet)."""
    try:
        found = [path for path in find_pages(pages) if path != STANDARD_INPUT]
    except PageError:
        return []
    return found + [folder / SIDECAR for folder in sorted({path.parent for path in found})]


def rules_in(folders: Iterable[Path]) -> list[Path]:
    """The files of rules folders; none of a folder that is not there (yet)."""
    return [path for folder in folders if folder.is_dir() for path in rule_files(folder)]
