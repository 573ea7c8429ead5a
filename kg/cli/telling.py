"""What commands tell a person at the end: what was built, which pages were left out and why, and the one file that was asked for.

In: counts, paths, notes, a text.  Out: lines, what was built on standard output, what was left out on standard error; the file.
"""
from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.export.report import Summary
    from kg.model import Note
    from kg.pipeline import KnowledgeGraph


def tell_built(counts: Mapping[str, int], skipped: int, seconds: float, written: Iterable[Path | str]) -> None:
    """Print what was built and where it lies."""
    built = [f"{counts[several]} {one if counts[several] == 1 else several}" for one, several in (("page", "pages"), ("article", "articles"), ("entity", "entities"), ("claim", "claims"))]
    print(f"{', '.join(built)}, {skipped} skipped, {seconds:.1f} s")
    for path in written:
        print(f"  {path}")


def tell_older(out: str, written: Iterable[Path]) -> None:
    """Print which graphs of an earlier build still stand beside what was written: they do not speak of the same pages."""
    now = {path.name for path in written}
    for path in sorted(Path(out).glob("graph.*")):
        if path.name not in now:
            print(f"{path} is of an earlier build: this one did not write it", file=sys.stderr)


def tell_left_out(graph: KnowledgeGraph) -> None:
    """As `tell_skipped`, of a graph.  Raises `NothingRead`, which tells them too, where no page is left."""
    graph.refuse_nothing()
    tell_skipped(graph.skipped)


def tell_skipped(notes: Iterable[Note]) -> None:
    """Print which pages say nothing because they cannot be read."""
    from kg.export.report import once_for_each_fault

    for note, _ in once_for_each_fault(note for note in notes if note.kind == "skipped"):
        print(f"skipped {note.source}: {note.message}", file=sys.stderr)


def tell_notes(summary: Summary) -> int:
    """Print what a summary knows of pages that were left out, and of what could not be remembered; how many pages were left out."""
    for kind in ("remembered", "skipped"):
        for line in summary.notes[kind].lines if kind in summary.notes else ():
            print(f"{kind} {line}", file=sys.stderr)
    return summary.notes["skipped"].count if "skipped" in summary.notes else 0


def write_file(path: Path, content: str | bytes, makes_folder: bool = False) -> None:
    """Write a file that the person named, in place of an older one.  Raises `OutputError` where that cannot be."""
    try:
        if makes_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror})", str(path), "choose another place") from problem
