"""What two builds gained, lost and changed.

In: the `tables/` folders of two builds.  Out: `Change` records, grouped by the rule responsible, as text or Markdown.
The tables are compared, not the graphs, so any two builds of any two versions can be.
"""
from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UsageError

# What makes a row the same row in another build, and what is compared then.
_TABLES = {
    "articles": (("source", "start"), ("kind", "title", "subtitle", "kicker", "reporters", "published", "end")),
    "mentions": (("source", "start", "end"), ("type", "name")),
    "roles": (("source", "person_name", "position", "start"), ("org_name", "time")),
    "relations": (("source", "subject_name", "predicate", "object_name", "start"), ("time",)),
    "claims": (("source", "value_start", "value_end"), ("value", "upper", "unit", "bound", "kind", "direction", "baseline", "metric",
                                                        "subject_name", "time", "modality", "speaker_name")),
    "numbers": (("source", "start", "end"), ("fate",)),
}
_SHOWN = {"articles": "title", "mentions": "surface", "roles": "position", "relations": "predicate", "claims": "quote", "numbers": "text"}


@dataclass(frozen=True, slots=True)
class Change:
    """One row that is only in the new build, only in the old one, or different in both."""

    table: str
    sort: str  # gained, lost, changed
    rule: str
    source: str
    start: int
    snippet: str
    differences: tuple[tuple[str, str, str], ...] = ()  # field, old, new

    def __str__(self) -> str:
        sign = {"gained": "+", "lost": "-", "changed": "~"}[self.sort]
        detail = "; ".join(f"{field}: {old or '∅'} → {new or '∅'}" for field, old, new in self.differences)
        return f"{sign} {self.table} {self.source}:{self.start} {self.snippet}" + (f"  [{detail}]" if detail else "")


def compare(old: Path, new: Path) -> tuple[Change, ...]:
    """The changes from the build in `old` to the build in `new` (output folders or their `tables/`).

    Raises `UsageError` where a folder holds no tables.  In order of table, source and place.
    """
    changes: list[Change] = []
    for table, (key, compared) in _TABLES.items():
        before, after = _rows(old, table, key), _rows(new, table, key)
        for place in before.keys() | after.keys():
            left, right = before.get(place), after.get(place)
            row = right or left or {}
            differences: tuple[tuple[str, str, str], ...] = ()
            if left and right:
                differences = tuple((f, left.get(f, ""), right.get(f, "")) for f in compared if left.get(f, "") != right.get(f, ""))
                if not differences:
                    continue
            sort = "changed" if left and right else "gained" if right else "lost"
            changes.append(Change(table, sort, row.get("rule", ""), row.get("source", ""), int(row.get("start") or 0),
                                  _snippet(row, table), differences))
    order = list(_TABLES)
    return tuple(sorted(changes, key=lambda c: (order.index(c.table), c.source, c.start, c.sort, c.snippet)))


def _snippet(row: dict[str, str], table: str) -> str:
    text = "".join(row.get(_SHOWN[table], "").split())
    if table == "claims":
        text = f"{row.get('value_text', '')} in {text}"
    if table in ("roles", "relations"):
        text = " ".join(filter(None, (row.get("person_name") or row.get("subject_name"), text, row.get("org_name") or row.get("object_name"))))
    return text if len(text) <= 60 else text[:59] + "…"


def _rows(folder: Path, table: str, key: Sequence[str]) -> dict[tuple[str, ...], dict[str, str]]:
    tables = folder / "tables" if (folder / "tables").is_dir() else folder
    path = tables / f"{table}.csv"
    if not path.is_file():
        raise UsageError(f"holds no {table}.csv", str(folder), "give the output folders of two builds")
    csv.field_size_limit(1 << 30)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if table == "mentions":
        with (tables / "entities.csv").open(encoding="utf-8-sig", newline="") as stream:
            entities = {row["id"]: row for row in csv.DictReader(stream)}
        for row in rows:
            entity = entities.get(row["entity"], {})
            row["type"], row["name"] = entity.get("type", ""), entity.get("name", "")
    return {tuple(row[k] for k in key): row for row in rows}


def as_text(changes: Sequence[Change]) -> Iterator[str]:
    """Lines for a terminal: counts, then changes grouped by rule."""
    yield from _counts(changes)
    for rule, group in _by_rule(changes):
        yield f"\n{rule or '(no rule)'}"
        yield from (f"  {change}" for change in group)


def as_markdown(changes: Sequence[Change]) -> Iterator[str]:
    """Lines for a pull request."""
    yield "| table | gained | lost | changed |\n|---|---|---|---|"
    for table in _TABLES:
        count = [sum(c.table == table and c.sort == sort for c in changes) for sort in ("gained", "lost", "changed")]
        if any(count):
            yield f"| {table} | {count[0]} | {count[1]} | {count[2]} |"
    for rule, group in _by_rule(changes):
        yield f"\n**{rule or '(no rule)'}**\n"
        yield from (f"- `{str(change).replace('`', chr(0x2BC))}`" for change in group)


def _counts(changes: Sequence[Change]) -> Iterator[str]:
    for table in _TABLES:
        count = {sort: sum(c.table == table and c.sort == sort for c in changes) for sort in ("gained", "lost", "changed")}
        if any(count.values()):
            yield f"{table}: " + ", ".join(f"{n} {sort}" for sort, n in count.items())
    if not changes:
        yield "the two builds say the same"


def _by_rule(changes: Sequence[Change]) -> Iterator[tuple[str, list[Change]]]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.rule, []).append(change)
    yield from sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
