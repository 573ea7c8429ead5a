"""Leaves become files: sorted, put together node by node, written one file after the other.

In: a `Planned` build and a folder.  Out: the files that the writers of `kg.export` write from records in memory, byte for byte.
"""
from __future__ import annotations

from itertools import groupby
from pathlib import Path

from kg.errors import UsageError
from kg.export import PACKED
from kg.export.manifest import head_of, tell_manifest
from kg.export.report import Summary, lines_of
from kg.flow.choosing import FORMATS
from kg.flow.leaves import REPORT, Leaf, Wanted, place_of
from kg.flow.patching import patch_all, write_all
from kg.flow.plan import Planned
from kg.flow.stretches import Filer, stretches
from kg.model import Records


def split_packing(formats: tuple[str, ...]) -> dict[str, str]:
    """Format → its packing.  Raises `UsageError` for a format that needs all records in memory."""
    found = {}
    for name in formats:
        known, _, packing = name.partition(".")
        if known not in FORMATS or packing and packing not in PACKED.get(known, ()):
            raise UsageError(f"format {name!r} cannot be written by this engine", hint=f"it writes {', '.join(FORMATS)}; take --engine memory, or --sample, for the others")
        found[known] = packing
    return found


def file_all(planned: Planned, wanted: Wanted, packings: dict[str, str], folder: Path, summary: Summary, before: Path | None = None) -> list[Path]:
    """Write every file into `folder`; fills `summary` on the way.  Answers the paths.  `before` is where the files of the build before may stand."""
    filer = Filer(wanted, packings, folder, summary)
    source = planned.leaves.remembered() if before else None
    if before is None or source is None:
        for file, mine in groupby(planned.leaves.sorted(place_of), _file):
            filer.write(file, stretches(file, mine, wanted))
    elif not patch_all(source, filer, before):
        write_all(source, filer)
    summary.add_notes(planned.notes)
    for note in planned.page_notes:
        summary.add_notes((note,))
    for repeat in planned.repeats:
        summary.add_repeat(repeat)
    summary.fired.update(dict(planned.fired))
    return filer.paths


def _file(leaf: Leaf) -> str:
    return leaf.file


def tell(planned: Planned, wanted: Wanted, folder: Path, summary: Summary) -> list[Path]:
    """The report and the manifest, which are about the other files."""
    paths = []
    if "report" in wanted.formats:
        paths.append(folder / REPORT)
        paths[-1].write_text("\n".join(lines_of(summary)) + "\n", encoding="utf-8", errors="replace", newline="\n")
    if "manifest" in wanted.formats:
        names = ("pages", "articles", "entities", "mentions", "roles", "relations", "claims", "numbers", "verdicts")
        head = head_of(Records(version=wanted.version, rules_hash=wanted.rules_hash, rules_fired=planned.fired, notes=planned.notes), {name: summary.counts[name] for name in names})
        pages = ((source, characters) for _, source, characters in planned.sources.sorted(_number))
        paths += tell_manifest(folder, wanted.settings.base, head, pages, planned.repeats)
    return paths


def _number(listed: tuple) -> tuple[int]:
    return listed[:1]
