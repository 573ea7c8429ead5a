"""Leaves become parts: what a cluster writes, side by side and each part whole or not there.

In: a `Planned` build on Spark and a folder, or an address.  Out: in it `nquads/part-*.nq.gz` (all statements of a node in one part), `tables/NAME/` (a Parquet
table with the cells of `NAME.csv`, an empty one as null), `report.txt` and, last of all, `manifest.json`: where it lies, all is there.
"""
from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from kg.errors import OutputError, UsageError
from kg.export.report import Summary
from kg.export.tables import TABLES
from kg.flow.filing import file_all, tell
from kg.flow.leaves import GRAPH_FILES, REPORT, Leaf, Wanted, written
from kg.flow.parts import LineParts
from kg.flow.plan import Planned
from kg.flow.scratch import letters
from kg.flow.spark import Scattered, Spark
from kg.flow.stored import copy_to, is_address, refuse, write_lines, write_table

FORMATS = {"nquads": ("", "gz"), "tables": ("",), "report": ("",), "manifest": ("",)}
"""What a cluster writes, and how it may be packed."""

_NQUADS = GRAPH_FILES["nquads"]
_VERDICTS, _ENTITIES = "tables/verdicts.csv", "tables/entities.csv"
_SUMMED = frozenset({REPORT, _VERDICTS, _ENTITIES})


def spread_formats(formats: tuple[str, ...]) -> dict[str, str]:
    """Format → its packing.  Raises `UsageError` for what a cluster does not write.

    >>> spread_formats(("nquads.gz", "report"))
    {'nquads': 'gz', 'report': ''}
    """
    found = {}
    for name in formats:
        known, _, packing = name.partition(".")
        if packing not in FORMATS.get(known, ()):
            raise UsageError(f"format {name!r} is not written by --engine spark", hint="it writes nquads, nquads.gz, tables (as Parquet), report and manifest")
        found[known] = packing
    return found


def spread_all(spark: Spark, planned: Planned, wanted: Wanted, packings: dict[str, str], to: str, summary: Summary,
               seconds: Callable[[], tuple[tuple[str, float], ...]] = tuple) -> list[str]:
    """Write every part under `to`, a folder that all machines share or an address, where none of them lies yet; fills `summary`, whose `seconds` are asked for
    when parts are written.  Answers what was written.

    Raises `OutputError` where one of them is there already.
    """
    leaves = planned.leaves.kept()
    assert isinstance(leaves, Scattered)  # what Spark was given, it gives back
    places = [f"{to.rstrip('/')}/{name}" for name in packings if name in ("nquads", "tables")] + [f"{to.rstrip('/')}/manifest.json"]
    for place in places:
        _refuse(spark, place)
    done = []
    if "nquads" in packings:
        nodes = leaves.flat_map(_of_nquads).grouped(_node, _order, partial(_lines, wanted=spark.share(wanted)))
        _write_nquads(nodes, places[0], f".nq{'.gz' if packings['nquads'] else ''}")
        done.append("nquads")
    if "tables" in packings:
        for name, (columns, _) in TABLES.items():
            rows = leaves.flat_map(partial(_cells, file=f"tables/{name}.csv"))
            if name == "verdicts":
                rows = leaves.flat_map(_verdicts).grouped(_key_of_verdict, _order, _once)
            write_table(rows, _uri(f"{to.rstrip('/')}/tables/{name}"), columns.split())
            done.append(f"tables/{name}")
    with tempfile.TemporaryDirectory() as folder:
        told = wanted._replace(formats=tuple(name for name in packings if name in ("report", "manifest")))
        file_all(planned._replace(leaves=leaves.flat_map(_summed)), told, {}, Path(folder), summary)
        summary.seconds = seconds()
        for path in tell(planned, told, Path(folder), summary):
            _copy(spark, path, f"{to.rstrip('/')}/{path.name}")
            done.append(path.name)
    return done


def _copy(spark: Spark, path: Path, place: str) -> None:
    if is_address(place):
        copy_to(spark, path, place)
    else:
        with letters(Path(place)):
            Path(place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def _uri(place: str) -> str:
    return place if is_address(place) else Path(place).absolute().as_uri()


def _refuse(spark: Spark, place: str) -> None:
    if is_address(place):
        refuse(spark, place)
    elif Path(place).exists():
        unfinished = "" if (Path(place).parent / "manifest.json").exists() else ", or delete this one: it has no manifest.json, so its build did not end"
        raise OutputError("is there already", place, f"a build on a cluster replaces nothing: give a folder of its own{unfinished}")


def _write_nquads(nodes: Scattered, place: str, ending: str) -> None:
    if is_address(place):
        write_lines(nodes, place, ending.endswith(".gz"))
    else:
        writer = LineParts(Path(place).absolute(), ending)
        writer.finish(nodes.write(writer))


# --- statements ----------------------------------------------------------------------------------


def _of_nquads(leaf: Leaf) -> Iterator[Leaf]:
    if leaf.file == _NQUADS:
        yield leaf


def _node(leaf: Leaf) -> str:
    return f"{leaf.graph}\x1f{leaf.section:02}\x1f{leaf.name}"


def _order(leaf: Leaf) -> tuple:
    return leaf.order


def _lines(key: str, leaves: Iterator[Leaf], wanted) -> Iterator[str]:
    graph, _, subject = key.split("\x1f")
    text = written("nquads", wanted().settings.base, graph, subject, leaves)
    return (f"{line}\n" for line in text.split("\n") if line)  # not splitlines: a text may hold other signs that it takes for line ends


# --- tables --------------------------------------------------------------------------------------


def _cells(leaf: Leaf, file: str) -> Iterator[tuple[str | None, ...]]:
    if leaf.file == file:
        text = leaf.what[0] if isinstance(leaf.what, tuple) else leaf.what
        for row in csv.reader(io.StringIO(text, newline="")):
            yield tuple(cell or None for cell in row)


def _verdicts(leaf: Leaf) -> Iterator[Leaf]:
    if leaf.file == _VERDICTS:
        yield leaf


def _key_of_verdict(leaf: Leaf) -> str:
    return repr(leaf.order)


def _once(_: str, leaves: Iterator[Leaf]) -> Iterator[tuple[str | None, ...]]:
    last = None
    for leaf in leaves:
        if leaf.what[1] != last:
            last = leaf.what[1]
            yield from _cells(leaf, _VERDICTS)


# --- what the driver tells ---------------------------------------------------------------------------


def _summed(leaf: Leaf) -> Iterator[Leaf]:
    """Pages, verdicts and entities as the report counts them, without their rows."""
    if leaf.file in _SUMMED:
        yield leaf._replace(what=("", leaf.what[1])) if leaf.file != REPORT else leaf
