"""What is done with each row between two stages that remember, so that the incremental engine can do it again for the rows that changed, and for no others.

In: rows of the driver's own, or a stage that remembers (`kg.flow.renewal`).  Out: by *parent* (a row of the driver's, or the key of a group) what has become of it.
Every source can be asked three things: `changed()`, `rows_of(parent)` and `all()`.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from kg.flow import Parent, Row
from kg.flow.ledger import digest_of
from kg.model import record

if TYPE_CHECKING:
    from kg.flow.incremental import Incremental

Work = Callable[[Row], Iterable[Row]]
Rows = list


class Source(Protocol):
    """Where rows come from, by what they were made of."""

    def changed(self) -> Mapping[Parent, Rows]:
        """The parents whose rows are others than in the build before, with their rows now; none where a parent is gone."""

    def rows_of(self, parent: Parent) -> Rows:
        """The rows of one parent now."""

    def all(self) -> Iterable[tuple[Parent, Rows]]:
        """Every parent with its rows."""


@record
class Chain:
    """Rows of a source, and what is done with each."""

    source: Source
    works: tuple[Work, ...] = ()

    def of(self, rows: Rows) -> Rows:
        """What becomes of rows."""
        for work in self.works:
            rows = [made for row in rows for made in work(row)]
        return rows

    @property
    def name(self) -> str:
        """What it does, in words that hold for every build."""
        return " ".join((getattr(self.source, "name", ""), *map(name_of, self.works)))


def name_of(work: Callable) -> str:
    """A function by its name; of a partial one, that of the function."""
    work = getattr(work, "func", work)
    return getattr(work, "__qualname__", type(work).__qualname__)


class Given:
    """The driver's own rows.  Equal rows are one parent, so what stands where does not matter."""

    name = "given"

    def __init__(self, incremental: Incremental, items: Iterable[Row]):
        self._engine, self.items = incremental, items
        self._rows: dict[Parent, Rows] | None = None
        self._changed: dict[Parent, Rows] = {}

    def changed(self) -> dict[Parent, Rows]:
        """Rows that were not there, or not as often, and those that are no more."""
        self._take()
        return self._changed

    def rows_of(self, parent: Parent) -> Rows:
        """The same row, as often as it is given."""
        return self._take().get(parent, [])

    def all(self) -> Iterable[tuple[Parent, Rows]]:
        """As they are given."""
        return self._take().items()

    def _take(self) -> dict[Parent, Rows]:
        if self._rows is None:
            self._rows = {}
            for row in self.items:
                self._rows.setdefault(digest_of(row), []).append(row)
            sheet = self._engine.ledger.sheet(self._engine.name_of("given"))
            before = {key: int.from_bytes(count, "big") for key, count in sheet} if sheet.is_of_last_build else None
            if before is None:
                before = dict.fromkeys(sheet.keys(), 0)
            for key in before.keys() | self._rows.keys():
                rows = self._rows.get(key, [])
                if len(rows) != before.get(key, 0) or not rows:
                    self._changed[key] = rows
                    sheet.put(key, len(rows).to_bytes(4, "big") if rows else None)
        return self._rows
