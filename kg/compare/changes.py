"""Two sets of rows → what is only in one, and what differs.

In: `Rows` of two builds.  Out: `Change` records, in order of table, source and place.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from kg.compare.rows import COMPARED, Row, Rows, rows_of_folder
from kg.model import record

_SHOWN = {"articles": "title", "entities": "name", "mentions": "surface", "roles": "position", "relations": "predicate", "claims": "quote", "numbers": "text"}
_LONGEST = 60


@record
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

    Raises `UsageError` where a folder holds no tables.
    """
    return changes_between(rows_of_folder(old), rows_of_folder(new))


def changes_between(old: Rows, new: Rows) -> tuple[Change, ...]:
    """The changes from one set of rows to another, in order of table, source and place."""
    changes: list[Change] = []
    for table, (_key, compared) in COMPARED.items():
        before, after = old.get(table, {}), new.get(table, {})
        for place in before.keys() | after.keys():
            left, right = before.get(place), after.get(place)
            row = right or left or {}
            differences: tuple[tuple[str, str, str], ...] = ()
            if left and right:
                differences = tuple((f, left.get(f, ""), right.get(f, "")) for f in compared if left.get(f, "") != right.get(f, ""))
                if not differences:
                    continue
            sort = "changed" if left and right else "gained" if right else "lost"
            changes.append(Change(table, sort, row.get("rule", ""), row.get("source", ""), int(row.get("start") or 0), _snippet(row, table), differences))
    order = list(COMPARED)
    return tuple(sorted(changes, key=lambda c: (order.index(c.table), c.source, c.start, c.sort, c.snippet, c.differences)))


def by_rule(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes of each rule, the rule with most of them first."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.rule, []).append(change)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


_SORTS = ("changed", "lost", "gained")


def by_page(changes: Sequence[Change]) -> list[tuple[str, list[Change]]]:
    """The changes of each page, in order of name; what says something else now comes first, then what is gone, then what is new."""
    groups: dict[str, list[Change]] = {}
    for change in sorted(changes, key=lambda c: (c.source, _SORTS.index(c.sort))):
        groups.setdefault(change.source, []).append(change)
    return list(groups.items())


Groups = Callable[[Sequence[Change]], list[tuple[str, list[Change]]]]
"""How changes are put together when they are shown: `by_rule` or `by_page`."""


def counts(changes: Sequence[Change]) -> list[tuple[str, int, int, int]]:
    """(table, gained, lost, changed) for each table that has any."""
    found = []
    for table in COMPARED:
        gained, lost, changed = (sum(c.table == table and c.sort == sort for c in changes) for sort in ("gained", "lost", "changed"))
        if gained or lost or changed:
            found.append((table, gained, lost, changed))
    return found


def _snippet(row: Row, table: str) -> str:
    text = "".join(row.get(_SHOWN[table], "").split())
    if table == "mentions":
        text = row.get("context") or text
    if table == "entities":
        text = f"{row.get('type', '')} {text}"
    if table == "claims":
        text = f"{row.get('subject_name', '')} {row.get('metric', '')} {row.get('value_text', '')} in {text}".lstrip()
    if table in ("roles", "relations"):
        text = " ".join(filter(None, (row.get("person_name") or row.get("subject_name"), text, row.get("org_name") or row.get("object_name"))))
    return text if len(text) <= _LONGEST else text[:_LONGEST - 1] + "…"
