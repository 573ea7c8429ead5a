"""What commands tell a person at the end: what was built, and which pages were left out and why.

In: counts, paths, notes.  Out: lines, what was built on standard output, what was left out on standard error.
"""
from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Note


def tell_built(counts: Mapping[str, int], skipped: int, seconds: float, written: Iterable[Path | str]) -> None:
    """Print what was built and where it lies."""
    print(f"{counts['pages']} pages, {counts['articles']} articles, {counts['entities']} entities, {counts['claims']} claims, {skipped} skipped, {seconds:.1f} s")
    for path in written:
        print(f"  {path}")


def tell_skipped(notes: Iterable[Note]) -> None:
    """Print which pages say nothing because they cannot be read."""
    for note in notes:
        print(f"skipped {note.source}: {note.message}", file=sys.stderr)
