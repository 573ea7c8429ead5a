"""Stages that work out again what has changed: where rows come from, and what is remembered of them.

In: chains of rows.  Out: for each stage, what it made of a parent (a row of the driver's, or a group) and which parents' rows are others than in the build before.
"""
from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from kg.flow import GroupWork, Key, Parent, Row, Stamp
from kg.flow.chains import Chain, Given, Rows, Work, name_of
from kg.flow.ledger import Sheet, are_alike, digest_of, named, packed, spelled, unpacked, within
from kg.flow.lookups import Askers
from kg.flow.memory import Listed

if TYPE_CHECKING:
    from kg.flow.incremental import Incremental


class _Everything(Mapping):
    """Every parent of a first build with its rows, read from the sheet whenever they are asked for; `others` are parents of builds long ago, which have none now."""

    def __init__(self, made: Sheet, others: Iterable[Parent]):
        self._made, self._others = made, frozenset(others)

    def __getitem__(self, parent: Parent) -> Rows:
        kept = self._made.get(parent)
        if kept is None and parent not in self._others:
            raise KeyError(parent)
        return unpacked(kept) if kept else []

    def __iter__(self) -> Iterator[Parent]:
        return iter(sorted(self._others.union(self._made.keys())))

    def __len__(self) -> int:
        return len(self._others.union(self._made.keys()))


class _AtHand:
    """Rows of a first build by parent, for as long as there is room for them in memory."""

    def __init__(self, incremental: Incremental):
        self._engine, self._size = incremental, 0
        self._rows: dict[Parent, Rows] = {}
    def add(self, parent: Parent, rows: Rows, size: int) -> bool:
        """Hold these too; False, and none are held any more, where there is no room."""
        if not self._engine.may_hold(size):
            self.drop()
            return False
        self._rows[parent] = rows
        self._size += size
        return True

    def drop(self) -> None:
        """Give the room back."""
        self._engine.may_hold(-self._size)
        self._rows, self._size = {}, 0

    def in_order(self) -> Iterator[tuple[Parent, Rows]]:
        """All of them."""
        return iter(sorted(self._rows.items(), key=itemgetter(0)))


class _Remembering(ABC):
    """What stages have in common: a sheet of what they made, who looked up what, and what has changed."""

    def __init__(self, incremental: Incremental, name: str):
        self.engine, self.name = incremental, incremental.name_of(name)
        self._changed: Mapping[Parent, Rows] | None = None
        self._before: dict[Parent, bytes | None] | None = None
        self._at_hand: _AtHand | None = None

    def changed(self) -> Mapping[Parent, Rows]:
        """Worked out when it is first asked for.  In a first build everything has changed, and is read from the sheet again."""
        if self._changed is None:
            self._made = self.sheet("made")
            self._askers = Askers(self.engine.lookups, self.sheet("asked by"), self.sheet("asked"))
            self.is_new = not self._made.is_of_last_build
            if self.is_new:
                self._changed = _Everything(self._made, self._made.keys())  # also what a build before the last one made, and others still hold
                self._made.empty()
                self._askers.empty()
                self._at_hand = _AtHand(self.engine)
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

    def all(self) -> Iterator[tuple[Parent, Rows]]:
        """What was made of every parent."""
        changed = self.changed()
        if self._at_hand is not None:
            yield from self._at_hand.in_order()
            return
        for parent, kept in self._made:
            yield parent, changed[parent] if not self.is_new and parent in changed else unpacked(kept)

    def ranked(self, order: Callable[[Row], tuple]) -> Iterator[tuple[Parent, Row]]:
        """Every row with its parent, in a total order."""
        sorter = self.engine.sorter()
        for parent, rows in self.all():
            for row in rows:
                sorter.add(b"", (*order(row), parent), packed(row))
        for _, (*_, parent), row in sorter.in_order():
            yield parent, unpacked(row)

    def sheet(self, what: str) -> Sheet:
        """One more sheet of this stage."""
        return self.engine.ledger.sheet(f"{self.name}: {what}")

    @abstractmethod
    def _renew(self) -> None:
        """Work out what has changed, and `_take` it."""

    def _take(self, parent: Parent, rows: Rows) -> None:
        """What is made of a parent now."""
        new = packed(rows)
        if self.is_new:
            if rows:
                self._made.put(parent, new)
                if self._at_hand is not None and not self._at_hand.add(parent, rows, len(new)):
                    self._at_hand = None
            return
        old = self._made.get(parent)
        if are_alike(old, rows, new) if rows else old is None:
            return
        self._made.put(parent, new if rows else None)
        assert isinstance(self._changed, dict)
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

    def __init__(self, incremental: Incremental, items: Iterable[Row], work: Work, stamp: Stamp):
        super().__init__(incremental, f"stamped {name_of(work)}")
        self._items, self._work, self._stamp = items, work, stamp

    def _renew(self) -> None:
        stamps, gone = self.sheet("stamp"), set(self._made.keys())
        waiting: list[tuple[Parent, Row]] = []

        before = {} if self.is_new else dict(iter(stamps))

        def unlike() -> Iterator[Row]:
            for row in self._items:
                parent = spelled(row[0])
                gone.discard(parent)
                stamp = _encoded(self._stamp(row))
                if stamp is None or stamp != before.get(parent):
                    waiting.append((parent, row))
                    yield row

        if self.is_new:
            stamps.empty()
        for rows, (parent, row) in zip(self.engine.run(Listed(self._work), unlike()), waiting, strict=True):  # what waits grows while rows are given out
            stamps.put(parent, _encoded(self._stamp(row, rows)))
            self._take(parent, rows)
        for parent in gone:
            stamps.put(parent, None)
            self._take(parent, [])


def _encoded(stamp: str | None) -> bytes | None:
    return None if stamp is None else stamp.encode("utf-8", "surrogatepass")


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

    def all(self) -> Iterator[tuple[Parent, Rows]]:
        """What was made of every parent; of the driver's own rows in their order."""
        given = {number: chain.source for number, chain in enumerate(self._chains) if isinstance(chain.source, Given)}
        yield from (pair for pair in super().all() if pair[0][0] not in given)
        for number, source in given.items():
            for parent, _ in source.all():
                key = bytes([number]) + parent
                yield key, self.rows_of(key)


class Grouped(_Remembering):
    """Rows of chains by key, and what is made of each group."""

    def __init__(self, incremental: Incremental, chains: list[Chain], key: Callable[[Row], Key], order: Callable[[Row], tuple], work: GroupWork):
        super().__init__(incremental, f"grouped by {name_of(work)}")
        self._chains, self._key, self._order, self._work = chains, key, order, work

    def _renew(self) -> None:
        self._rows, self._places = self.sheet("rows"), self.sheet("places")
        for key, rows in self._first_groups() if self.is_new else self._groups():
            noted = self._askers.begin()
            self._take(key, list(self._work(named(key), iter(rows if len(rows) == 1 else sorted(rows, key=self._order)))) if rows else [])
            self._askers.note(_GROUP + key, noted, self.is_new)

    def _first_groups(self) -> Iterator[tuple[bytes, Rows]]:
        """Every group with its rows, in order; they are sorted where they fit, and else on disk."""
        self._rows.empty()
        self._places.empty()
        sorter, at_hand = self.engine.sorter(), _AtHand(self.engine)
        is_held = True
        for parent, placed in self._placed():
            for key, part in placed.items():
                blob = packed(part)
                sorter.add(key, (parent,), blob)
                is_held = is_held and at_hand.add(within(key) + parent, part, len(blob))
            if placed:
                self._places.put(parent, packed({key: digest_of(part) for key, part in placed.items()}))
        held = dict(at_hand.in_order()) if is_held else {}
        for key, parts in groupby(sorter.in_order(), key=itemgetter(0)):
            rows: Rows = []
            for _, (parent,), blob in parts:
                self._rows.put(within(key) + parent, blob)
                rows += held.pop(within(key) + parent) if is_held else unpacked(blob)
            yield key, rows
        at_hand.drop()

    def _groups(self) -> Iterator[tuple[bytes, Rows]]:
        """The groups that have other rows than before, or that looked up what is not so any more, with their rows."""
        touched: dict[bytes, dict[Parent, Rows]] = defaultdict(dict)  # what parents have in a group that had something else there; nothing: they have left
        for parent, placed in self._placed():
            digests = {key: digest_of(part) for key, part in placed.items()}
            kept = self._places.get(parent)
            before = unpacked(kept) if kept else {}
            for key in before.keys() | digests.keys():
                if before.get(key) != digests.get(key):
                    touched[key][parent] = placed.get(key, [])
            if digests != before:
                self._places.put(parent, packed(digests) if digests else None)
        for key in self._misled_keys:
            _ = touched[key]
        for key, parts in sorted(touched.items(), key=itemgetter(0)):
            stay = self._rows.under(within(key)).items()
            yield key, [row for parent, part in stay if parent not in parts for row in unpacked(part)] + [row for part in parts.values() for row in part]
        for key, parts in touched.items():
            for parent, part in parts.items():
                self._rows.put(within(key) + parent, packed(part) if part else None)

    def _placed(self) -> Iterator[tuple[Parent, dict[bytes, Rows]]]:
        """Parents whose rows may have become others, and into which groups their rows fall."""
        for parent, chain, rows in self._touched(self._chains):
            noted = self._askers.begin()
            placed: dict[bytes, Rows] = {}
            for row in chain.of(rows):
                placed.setdefault(spelled(self._key(row)), []).append(row)
            self._askers.note(parent, noted, self.is_new)
            yield parent, placed

    def _misled(self) -> list[Parent]:
        found = super()._misled()
        self._misled_keys = [parent[1:] for parent in found if parent.startswith(_GROUP)]
        return [parent for parent in found if not parent.startswith(_GROUP)]


_GROUP = b"\xff"  # before the key of a group that looked something up; chains are numbered from 0
