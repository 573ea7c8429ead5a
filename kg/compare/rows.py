"""The rows of a build, by what makes a row the same row in another build.

In: an output folder, or `Records`.  Out: `Rows`: table → key → cells by column.
"""
from __future__ import annotations

import csv
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from kg.errors import UsageError
from kg.export.place import finish
from kg.export.tables import TABLES, plain
from kg.model import Records

# What makes a row the same row in another build, and what is compared then.
COMPARED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "articles": (("source", "start"), ("kind", "title", "subtitle", "kicker", "reporters", "published", "end")),
    "entities": (("type", "name"), ("subtype", "aliases", "code")),
    "mentions": (("source", "start", "end"), ("type", "name")),
    "roles": (("source", "person_name", "position", "start"), ("org_name", "time")),
    "relations": (("source", "subject_name", "predicate", "object_name", "start"), ("time",)),
    "claims": (("source", "value_start", "value_end"), ("value", "upper", "unit", "bound", "kind", "direction", "baseline", "metric",
                                                        "subject_name", "time", "modality", "speaker_name")),
    "numbers": (("source", "start", "end"), ("fate",)),
}
Row = dict[str, str]
Rows = dict[str, dict[tuple[str, ...], Row]]


Tables = dict[str, list[Row]]


def rows_of_folder(folder: Path) -> Rows:
    """The rows of an output folder, or of its `tables/`.  Raises `UsageError` where it holds no tables."""
    return _keyed(tables_of_folder(folder))


def rows_of(records: Records) -> Rows:
    """The rows that `records` would be written as, mentions with the words around them."""
    read = tables_of(records)
    texts = {source.name: source.text for source in records.sources}
    for row in read["mentions"]:
        start, end = int(row["start"]), int(row["end"])
        text = texts.get(row["source"], "")
        row["context"] = "".join(f"{text[max(0, start - 12):start]}【{text[start:end]}】{text[end:end + 12]}".split())
    return _keyed(read)


def tables_of_folder(folder: Path) -> Tables:
    """The tables of an output folder, or of its `tables/`, as they are written.  Raises `UsageError` where it holds none."""
    finish(folder.parent if folder.name == "tables" else folder)
    tables = folder / "tables" if (folder / "tables").is_dir() else folder
    csv.field_size_limit(1 << 30)
    read: Tables = {}
    for table in COMPARED:
        path = tables / f"{table}.csv"
        if not path.is_file():
            raise UsageError(f"holds no {table}.csv", str(folder), "give the output folder of a build")
        try:
            with path.open(encoding="utf-8-sig", newline="") as stream:
                reader = csv.DictReader(stream)
                named, read[table] = reader.fieldnames or (), list(reader)
        except (OSError, ValueError, csv.Error) as problem:
            raise UsageError(f"cannot be read ({problem})", str(path), "build it again") from problem
        missing = [name for name in TABLES[table][0].split() if name not in named]
        if missing:
            raise UsageError(f"lacks the columns {', '.join(missing)}", str(path), "build it again")
        if any(None in row or None in row.values() for row in read[table]):
            raise UsageError("has rows with more or fewer cells than columns", str(path), "build it again")
        if not all(row.get("start", "0").isdecimal() for row in read[table]):
            raise UsageError("has rows that do not say where they stand", str(path), "build it again")
    return read


def tables_of(records: Records) -> Tables:
    """The tables that `records` would be written as."""
    read: Tables = {}
    for table in COMPARED:
        columns, rows = TABLES[table]
        read[table] = [dict(zip(columns.split(), map(_cell, row), strict=True)) for row in rows(records)]
    return read


def _cell(value: object) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _keyed(read: dict[str, list[Row]]) -> Rows:
    entities = {row["id"]: row for row in read["entities"]}
    first: dict[str, Row] = {}
    for row in read["mentions"]:
        entity = entities.get(row["entity"], {})
        row["type"], row["name"] = entity.get("type", ""), entity.get("name", "")
        first.setdefault(row["entity"], row)
    for row in read["entities"]:  # an entity is told by its first mention
        told = first.get(row["id"], {})
        row["rule"], row["source"], row["start"] = told.get("rule", ""), told.get("source", ""), told.get("start", "")
    return {table: _by_key(rows, COMPARED[table][0]) for table, rows in read.items()}


def _by_key(rows: Iterable[Row], key: tuple[str, ...]) -> dict[tuple[str, ...], Row]:
    return {tuple(row[column] for column in key): row for row in rows}
