"""Stretches of files: a node of a graph, the rows that a page adds to a table, and what the report is told of them.

In: leaves in order.  Out: `Stretch`es in the order in which they stand in their file, and a `Filer` that opens the files they are written to.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from kg.export.packing import File, open_to_write
from kg.export.report import Summary
from kg.export.tables import TABLES
from kg.flow.leaves import GRAPH_FILES, REPORT, Leaf, Wanted, syntax_of, written

Place = tuple  # graph, section and name of a node; of other leaves their order too

FORMAT_OF = {file: name for name, file in GRAPH_FILES.items()}
VERDICTS, ENTITIES = "tables/verdicts.csv", "tables/entities.csv"
TELLING = frozenset({REPORT, VERDICTS, ENTITIES})
"""Files whose stretches tell the report something."""
OPENING, CLOSING = -1, 1 << 10
"""The sections of what stands before the nodes of a named graph, and behind them."""
_BATCH = 1 << 18  # characters that are written at once


class Stretch(NamedTuple):
    """One node or some rows: where, as text, and what the report is told of it."""

    place: Place
    text: str
    told: tuple = ()


def stretches(file: str, leaves: Iterable[Leaf], wanted: Wanted) -> Iterator[Stretch]:
    """A file's leaves, in order, as stretches; named graphs with their opening and closing."""
    is_graph, graph = file in FORMAT_OF, ""
    for place, same in _together(leaves, node_of if is_graph else row_of):
        if is_graph and place[0] != graph:
            if graph:
                yield from edge(file, (graph, CLOSING, ""), wanted)
            graph = place[0]
            yield from edge(file, (graph, OPENING, ""), wanted)
        yield stretch_of(file, place, same, wanted)
    if graph:
        yield from edge(file, (graph, CLOSING, ""), wanted)


def edge(file: str, place: Place, wanted: Wanted) -> Iterator[Stretch]:
    """What opens or closes a named graph; nothing where no graph is named, or where every line names its own."""
    graph, section, _ = place
    syntax = syntax_of(FORMAT_OF[file], wanted.settings.base)
    if graph and (opening := syntax.opening(graph.lstrip("\U0010ffff"))):
        yield Stretch(place, opening if section == OPENING else syntax.closing)


def stretch_of(file: str, place: Place, leaves: Sequence[Leaf], wanted: Wanted) -> Stretch:
    """What the leaves of one place, in order, become."""
    what = leaves[0].what
    if file in FORMAT_OF:
        if len(leaves) == 1 and isinstance(what, str):
            return Stretch(place, what)
        return Stretch(place, written(FORMAT_OF[file], wanted.settings.base, place[0], place[2], leaves))
    if file == REPORT:
        return Stretch(place, "", tuple(leaf.what for leaf in leaves))
    if file == VERDICTS:
        once = {verdict: text for text, verdict in (leaf.what for leaf in leaves)}  # several pages may bring one verdict
        return Stretch(place, "".join(once.values()), tuple(once))
    if file == ENTITIES:
        return Stretch(place, "".join(leaf.what[0] for leaf in leaves), tuple(leaf.what[1] for leaf in leaves))
    return Stretch(place, what if len(leaves) == 1 else "".join(leaf.what for leaf in leaves))


def node_of(leaf: Leaf) -> Place:
    """The place of a leaf in a graph: leaves of one node make one stretch."""
    return leaf[1:4]


def row_of(leaf: Leaf) -> Place:
    """The place of a leaf in any other file."""
    return leaf[1:5]


def _together(leaves: Iterable[Leaf], place: Callable[[Leaf], Place]) -> Iterator[tuple[Place, list[Leaf]]]:
    """The leaves of each place.  (`groupby` would make an iterator for each of them, and nearly all have one leaf.)"""
    same: list[Leaf] = []
    last: Place = ()
    for leaf in leaves:
        at = place(leaf)
        if same and at != last:
            yield last, same
            same = []
        same.append(leaf)
        last = at
    if same:
        yield last, same


class Filer:
    """The files of a build in a folder.  `paths` are those begun; `summary` is told what the report will tell."""

    def __init__(self, wanted: Wanted, packings: dict[str, str], folder: Path, summary: Summary):
        self.wanted, self._packings, self._folder, self.summary = wanted, packings, folder, summary
        self.paths: list[Path] = []
        for name in TABLES if "tables" in wanted.formats else ():  # tables have their header also where nothing follows
            self.paths.append(folder / "tables" / f"{name}.csv")
            self.paths[-1].parent.mkdir(parents=True, exist_ok=True)
            self.paths[-1].write_bytes(self.header(f"tables/{name}.csv"))

    def name_of(self, file: str) -> str | None:
        """What a file is called, with its packing; None where it is not written."""
        if file == REPORT or file.startswith("tables/") and "tables" not in self.wanted.formats:
            return None
        packing = self._packings[FORMAT_OF[file]] if file in FORMAT_OF else ""
        return f"{file}.{packing}" if packing else file

    def header(self, file: str) -> bytes:
        """What stands before the first stretch of a file."""
        if file in FORMAT_OF:
            return syntax_of(FORMAT_OF[file], self.wanted.settings.base).header().encode()
        if not file.startswith("tables/"):
            return b""
        columns, _ = TABLES[file.removeprefix("tables/").removesuffix(".csv")]
        return (",".join(columns.split()) + "\r\n").encode("utf-8-sig")

    def encoded(self, file: str, text: str) -> bytes:
        """Text as a file has it: half a character is lost in tables, and kept in the text of a page."""
        return text.encode("utf-8", "strict" if file in FORMAT_OF else "replace" if file.startswith("tables/") else "surrogatepass")

    @contextmanager
    def opened(self, file: str) -> Iterator[File | None]:
        """A file, open behind its header; None where it is not written."""
        name = self.name_of(file)
        if name is None:
            yield None
            return
        path = self._folder / name
        if file.startswith("tables/"):
            with path.open("ab") as output:
                yield output
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        self.paths.append(path)
        with open_to_write(path) as output:
            output.write(self.header(file))
            yield output

    def write(self, file: str, found: Iterable[Stretch]) -> None:
        """A whole file."""
        parts: list[str] = []
        waiting = 0
        with self.opened(file) as output:
            for _, text, told in found:
                tell(self.summary, file, told)
                if output:
                    parts.append(text)
                    waiting += len(text)
                    if waiting > _BATCH:
                        output.write(self.encoded(file, "".join(parts)))
                        parts.clear()
                        waiting = 0
            if output:
                output.write(self.encoded(file, "".join(parts)))


def tell(summary: Summary, file: str, told: tuple) -> None:
    """Tell a summary what a stretch of a file has for the report."""
    for one in told:
        if file == REPORT:
            counts, kinds, line, unexplained = one
            summary.counts.update(counts)
            summary.counts["pages"] += 1
            for name, split in kinds.items():
                summary.split[name].update(split)
            summary.add("pages", line)
            for number in unexplained:
                summary.add("numbers nobody explains", number)
        elif file == VERDICTS:
            summary.add_verdict(one)
        else:
            summary.counts["entities"] += 1
            summary.split["entities"][one] += 1
