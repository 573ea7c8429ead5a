"""Leaves become files: sorted, put together node by node, written one file after the other.

In: a `Planned` build and a folder.  Out: the files that the writers of `kg.export` write from records in memory, byte for byte.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import IO

from kg.errors import UsageError
from kg.export import PACKED
from kg.export.manifest import head_of, tell_manifest
from kg.export.packing import open_to_write
from kg.export.report import Summary, lines_of
from kg.export.tables import TABLES
from kg.flow.choosing import FORMATS
from kg.flow.leaves import GRAPH_FILES, REPORT, Leaf, Wanted, place_of, syntax_of, written
from kg.flow.plan import Planned
from kg.model import Records

_FORMAT_OF = {file: name for name, file in GRAPH_FILES.items()}
_BATCH = 1 << 10


def split_packing(formats: tuple[str, ...]) -> dict[str, str]:
    """Format → its packing.  Raises `UsageError` for a format that needs all records in memory."""
    found = {}
    for name in formats:
        known, _, packing = name.partition(".")
        if known not in FORMATS or packing and packing not in PACKED.get(known, ()):
            raise UsageError(f"format {name!r} cannot be written by this engine", hint=f"it writes {', '.join(FORMATS)}; take --engine memory, or --sample, for the others")
        found[known] = packing
    return found


def file_all(planned: Planned, wanted: Wanted, packings: dict[str, str], folder: Path, summary: Summary) -> list[Path]:
    """Write every file into `folder`; fills `summary` on the way.  Answers the paths."""
    paths = _fixed_files(folder, wanted)
    leaves = iter(planned.leaves.sorted(place_of))
    for file, mine in groupby(leaves, lambda leaf: leaf.file):
        if file in _FORMAT_OF:
            _write_graph(file, mine, wanted, packings[_FORMAT_OF[file]], folder, paths)
        elif file == REPORT:
            for leaf in mine:
                counts, kinds, line, unexplained = leaf.what
                summary.counts.update(counts)
                summary.counts["pages"] += 1
                for name, split in kinds.items():
                    summary.split[name].update(split)
                summary.add("pages", line)
                for one in unexplained:
                    summary.add("numbers nobody explains", one)
        elif file.startswith("tables/"):
            _write_table(file, mine, wanted, folder, summary)
        else:
            paths.append(folder / file)
            paths[-1].parent.mkdir(exist_ok=True)
            for leaf in mine:
                paths[-1].write_bytes(leaf.what.encode("utf-8", "surrogatepass"))
    for note in planned.notes:
        summary.add_note(note)
    for repeat in planned.repeats:
        summary.add_repeat(repeat)
    summary.fired.update(dict(planned.fired))
    return paths


def tell(planned: Planned, wanted: Wanted, folder: Path, summary: Summary) -> list[Path]:
    """The report and the manifest, which are about the other files."""
    paths = []
    if "report" in wanted.formats:
        paths.append(folder / REPORT)
        paths[-1].write_text("\n".join(lines_of(summary)) + "\n", encoding="utf-8", errors="replace", newline="\n")
    if "manifest" in wanted.formats:
        names = ("pages", "articles", "entities", "mentions", "roles", "relations", "claims", "numbers", "verdicts")
        head = head_of(Records(version=wanted.version, rules_hash=wanted.rules_hash, rules_fired=planned.fired, notes=planned.notes, repeats=planned.repeats),
                       {name: summary.counts[name] for name in names})
        paths += tell_manifest(folder, wanted.settings.base, head, ((source, characters) for _, source, characters in planned.sources.sorted(_number)))
    return paths


def _number(listed: tuple) -> tuple[int]:
    return listed[:1]


def _fixed_files(folder: Path, wanted: Wanted) -> list[Path]:
    """Tables have their header also where nothing follows."""
    paths = []
    if "tables" in wanted.formats:
        (folder / "tables").mkdir(parents=True, exist_ok=True)
        for name, (columns, _) in TABLES.items():
            paths.append(folder / "tables" / f"{name}.csv")
            paths[-1].write_bytes((",".join(columns.split()) + "\r\n").encode("utf-8-sig"))
    return paths


def _write_table(file: str, leaves: Iterator[Leaf], wanted: Wanted, folder: Path, summary: Summary) -> None:
    with ExitStack() as stack:
        sheet: IO[bytes] | None = stack.enter_context((folder / file).open("ab")) if "tables" in wanted.formats else None
        last = None
        for leaf in leaves:
            text = leaf.what
            if file == "tables/verdicts.csv":
                text, verdict = leaf.what
                if verdict == last:
                    continue
                last = verdict
                summary.add_verdict(verdict)
            elif file == "tables/entities.csv":
                text, kind = leaf.what
                summary.counts["entities"] += 1
                summary.split["entities"][kind] += 1
            if sheet:
                sheet.write(text.encode("utf-8", "replace"))


def _write_graph(file: str, leaves: Iterator[Leaf], wanted: Wanted, packing: str, folder: Path, paths: list[Path]) -> None:
    name, base = _FORMAT_OF[file], wanted.settings.base
    syntax = syntax_of(name, base)
    paths.append(folder / (f"{file}.{packing}" if packing else file))
    with open_to_write(paths[-1]) as output:
        parts = [syntax.header()]
        for graph, nodes in groupby(leaves, lambda leaf: leaf.graph):
            if graph:
                parts.append(syntax.opening(graph.lstrip("\U0010ffff")))
            for same in _nodes(nodes):
                what = same[0].what
                parts.append(what if len(same) == 1 and isinstance(what, str) else written(name, base, graph, same[0].name, same))
                if len(parts) >= _BATCH:
                    output.write("".join(parts).encode("utf-8"))
                    parts.clear()
            if graph:
                parts.append(syntax.closing)
        output.write("".join(parts).encode("utf-8"))


def _nodes(leaves: Iterable[Leaf]) -> Iterator[list[Leaf]]:
    """The leaves of each node together.  (`groupby` would make an iterator for each of them, and nearly all have one leaf.)"""
    same: list[Leaf] = []
    for leaf in leaves:
        if same and (leaf.name != same[0].name or leaf.section != same[0].section):
            yield same
            same = []
        same.append(leaf)
    if same:
        yield same
