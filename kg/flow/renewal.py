"""Stages that work out again what has changed: where rows come from, and what is remembered of them.

In: chains of rows.  Out: for each stage, what it made of a parent (a row of the driver's, or a group) and which parents' rows are others than in the build before.
"""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kg.flow import Key, Parent, Row
from kg.flow.chains import Chain, Rows, Work, name_of
from kg.flow.ledger import Sheet, are_alike, digest_of, named, packed, spelled, unpacked, within
from kg.flow.lookups import Askers
from kg.flow.memory import Listed

if TYPE_CHECKING:
    from kg.flow.incremental import Incremental


class _Remembering(ABC):
    """What stages have in common: a sheet of what they made, who looked up what, and what has changed."""

    def __init__(self, incremental: Incremental, name: str):
        self.engine, self.name = incremental, incremental.name_of(name)
        self._changed: dict[Parent, Rows] | None = None
        self._before: dict[Parent, bytes | None] | None = None

    def changed(self) -> dict[Parent, Rows]:
        """Worked out when it is first asked for."""
        if self._changed is None:
            self._made = self.sheet("made")
            self._askers = Askers(self.engine.lookups, self.sheet("asked by"), self.sheet("asked"))
            self.is_new = not self._made.is_of_last_build
            if self.is_new:
                self._changed = {key: [] for key in self._made.keys()}  # what a build before the last one made, and others still hold
                self._made.empty()
                self._askers.empty()
            else:
                self._changed = {}
            self._renew()
        return self._changed

    def rows_of(self, parent: Parent) -> Rows:
        """What was made of a parent."""
        found = self.changed().get(parent)
        if found is None:
            kept = self._made.get(parent)
            found = unpacked(kept) if kept else []
        return found

    def keep_before(self) -> None:
        """From now on, what changed parents had is held; before anything is worked out."""
        self._before = {}

    def before(self, parent: Parent) -> Rows:
        """What a changed parent had in the build before."""
        assert self._before is not None
        old = self._before[parent]
        return unpacked(old) if old else []

    def all(self) -> Iterable[tuple[Parent, Rows]]:
        """What was made of every parent."""
        changed = self.changed()
        if self.is_new:
            return list(changed.items())
        return [(parent, changed[parent] if parent in changed else unpacked(kept)) for parent, kept in self._made]

    def sheet(self, what: str) -> Sheet:
        """One more sheet of this stage."""
        return self.engine.ledger.sheet(f"{self.name}: {what}")

    @abstractmethod
    def _renew(self) -> None:
        """Work out what has changed, and `_take` it."""

    def _take(self, parent: Parent, rows: Rows) -> None:
        """What is made of a parent now."""
        assert self._changed is not None
        new = packed(rows)
        if self.is_new:
            if rows:
                self._made.put(parent, new)
                self._changed[parent] = rows
            return
        old = self._made.get(parent)
        if are_alike(old, rows, new) if rows else old is None:
            return
        self._made.put(parent, new if rows else None)
        self._changed[parent] = rows
        if self._before is not None:
            self._before[parent] = old

    def _misled(self) -> list[Parent]:
        """Whoever looked up what is not so any more."""
        return [] if self.is_new else self._askers.misled()

    def _touched(self, chains: list[Chain]) -> Iterator[tuple[Parent, Chain, Rows]]:
        """Parents of the chains, under the chain's number, whose rows may have become others; with their rows."""
        misled = defaultdict(set)
        for parent in self._misled():
            misled[parent[0]].add(parent[1:])
        for number, chain in enumerate(chains):
            prefix, changed = bytes([number]), chain.source.changed()
            if self.is_new:
                yield from ((prefix + parent, chain, rows) for parent, rows in chain.source.all())
                continue
            yield from ((prefix + parent, chain, rows) for parent, rows in changed.items())
            yield from ((prefix + parent, chain, chain.source.rows_of(parent)) for parent in sorted(misled[number] - changed.keys()))


class Stamped(_Remembering):
    """What was made of the driver's numbered rows; worked on are those whose stamp is another than before."""

    def __init__(self, incremental: Incremental, items: Iterable[Row], work: Work, stamp: Callable[[Row], str]):
        super().__init__(incremental, f"stamped {name_of(work)}")
        self._items, self._work, self._stamp = items, work, stamp

    def _renew(self) -> None:
        stamps, gone = self.sheet("stamp"), set(self._made.keys())
        waiting: list[tuple[Parent, bytes]] = []

        def unlike() -> Iterator[Row]:
            for row in self._items:
                parent, stamp = spelled(row[0]), self._stamp(row).encode("utf-8", "surrogatepass")
                gone.discard(parent)
                if self.is_new or stamp != stamps.get(parent):
                    waiting.append((parent, stamp))
                    yield row

        if self.is_new:
            stamps.empty()
        for number, rows in enumerate(self.engine.run(Listed(self._work), unlike())):
            parent, stamp = waiting[number]
            stamps.put(parent, stamp)
            self._take(parent, rows)
        for parent in gone:
            stamps.put(parent, None)
            self._take(parent, [])


class Kept(_Remembering):
    """Rows of chains as they are."""

    def __init__(self, incremental: Incremental, chains: list[Chain]):
        super().__init__(incremental, "kept " + " + ".join(chain.name for chain in chains))
        self._chains = chains

    def _renew(self) -> None:
        for parent, chain, rows in self._touched(self._chains):
            noted = self._askers.begin()
            self._take(parent, chain.of(rows))
            self._askers.note(parent, noted, self.is_new)


class Grouped(_Remembering):
    """Rows of chains by key, and what is made of each group."""

    def __init__(self, incremental: Incremental, chains: list[Chain], key: Callable[[Row], Key], order: Callable[[Row], tuple], work: Callable[[Key, Iterator[Row]], Iterable[Row]]):
        super().__init__(incremental, f"grouped by {name_of(work)}")
        self._chains, self._key, self._order, self._work = chains, key, order, work

    def _renew(self) -> None:
        groups = self._groups()
        for key in self._misled_keys:
            if key not in groups:
                groups[key] = _Group(self._rows_in(key), {})
        for key in sorted(groups):
            group = groups[key]
            for parent, part in group.touched.items():
                self._rows.put(within(key) + parent, packed(part) if part else None)
            rows = group.rows()
            noted = self._askers.begin()
            self._take(key, list(self._work(named(key), iter(rows if len(rows) == 1 else sorted(rows, key=self._order)))) if rows else [])
            self._askers.note(_GROUP + key, noted, self.is_new)

    def _groups(self) -> dict[bytes, _Group]:
        """The groups that have other rows than before."""
        self._rows, places = self.sheet("rows"), self.sheet("places")
        if self.is_new:
            self._rows.empty()
            places.empty()
        found: dict[bytes, _Group] = {}

        def put(key: bytes, parent: Parent, part: Rows) -> None:
            if key not in found:
                found[key] = _Group({} if self.is_new else self._rows_in(key), {})
            found[key].touched[parent] = part

        for parent, chain, rows in self._touched(self._chains):
            noted = self._askers.begin()
            placed: dict[bytes, Rows] = {}
            for row in chain.of(rows):
                placed.setdefault(spelled(self._key(row)), []).append(row)
            self._askers.note(parent, noted, self.is_new)
            digests = {key: digest_of(part) for key, part in placed.items()}
            kept = places.get(parent) if not self.is_new else None
            before = unpacked(kept) if kept else {}
            for key in before.keys() - placed.keys():
                put(key, parent, [])
            for key, part in placed.items():
                if digests[key] != before.get(key):
                    put(key, parent, part)
            if digests != before:
                places.put(parent, packed(digests) if digests else None)
        return found

    def _rows_in(self, key: bytes) -> dict[Parent, bytes]:
        """The rows of a group in the build before, by parent, packed."""
        return self._rows.under(within(key))

    def _misled(self) -> list[Parent]:
        found = super()._misled()
        self._misled_keys = [parent[1:] for parent in found if parent.startswith(_GROUP)]
        return [parent for parent in found if not parent.startswith(_GROUP)]


class _Group(NamedTuple):
    """A group: what its parents had in it before, packed, and what those have now that have changed (nothing: a parent that has left)."""

    before: dict[Parent, bytes]
    touched: dict[Parent, Rows]

    def rows(self) -> Rows:
        """All rows of the group now."""
        rows = [row for parent, part in self.before.items() if parent not in self.touched for row in unpacked(part)]
        return rows + [row for part in self.touched.values() for row in part]


_GROUP = b"\xff"  # before the key of a group that looked something up; chains are numbered from 0
