"""The engine that remembers: of a build that was made before, only what depends on changed pages is worked out again.

In: rows and functions, see `kg.flow`.  Out: the same rows as every engine gives.  What each stage made lies in a `Ledger`, by the row or the group that
it was made of.  A stage is given what has changed before it, works out what depends on that, and hands on what thereby changed; where the new
result is the old one, nothing follows.  What functions look up in shared values counts too: rows whose answers have changed are worked
out again.  What has changed fits into memory; a first build sorts on disk, as the disk engine does.  The order of rows is that of the driver's where these have a stamp.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from kg import engine
from kg.errors import KgError
from kg.flow import Ahead, GroupWork, Key, PartWriter, Remembered, Row, Shared, Stamp, Start
from kg.flow.chains import Chain, Given, Source, Work
from kg.flow.held import remember_elsewhere
from kg.flow.ledger import Ledger, spelled
from kg.flow.lookups import Lookups
from kg.flow.memory import Held
from kg.flow.renewal import Grouped, Kept, Stamped
from kg.flow.runs import Sorter
from kg.flow.scratch import Scratch


class Incremental:
    """The engine for the build that follows another one.  `ledger` is the file of what is remembered, for one set of settings, rules and code.

    Raises `kg.flow.ledger.Busy` where another build has it open.  Raises `kg.flow.ledger.Lost` where what is remembered is damaged, found out late or early, or cannot be written.
    """

    name = "incremental"

    def __init__(self, ledger: Path, start: Start | None = None, jobs: int = 1, ahead: Ahead | None = None):
        self._start: Callable[..., object] | None = start[0] if start else None
        self._arguments: tuple = start[1] if start else ()
        self.jobs, self._ahead = jobs, ahead
        self.ledger = Ledger(ledger)
        self._home, self._room = ledger.parent, _HELD
        self._scratch: Scratch | None = None
        remember_elsewhere(True)
        if start:
            start[0](*start[1])
        self.lookups = Lookups(self.ledger)
        self._names: Counter[str] = Counter()

    def name_of(self, what: str) -> str:
        """A name that the same stage has in every build: what it does, and the how-manieth of its kind it is."""
        self._names[what] += 1
        return f"{what} {self._names[what]}"

    def rows(self, items: Iterable[Row]) -> Renewed:
        """Rows of the driver's own."""
        return Renewed(self, [Chain(Given(self, items))])

    def numbered(self, items: Sequence[Row], name: Callable[[Row], str]) -> list[tuple[int, Row]]:
        """Items with the numbers that they had; new ones get numbers between those of their neighbours."""
        sheet = self.ledger.sheet("numbers")
        if not sheet.is_of_last_build:
            sheet.empty()
        before = {key: int.from_bytes(number, "big") for key, number in sheet}
        keys = [spelled(name(item)) for item in items]
        numbers = renumbered([before.get(key) for key in keys])
        for key, number in zip(keys, numbers, strict=True):
            if before.pop(key, None) != number:
                sheet.put(key, number.to_bytes(8, "big"))
        for key in before:
            sheet.put(key, None)
        return list(zip(numbers, items, strict=True))

    def share(self, value: Shared, name: str = "") -> Callable[[], Shared]:
        """A value whose readers are remembered."""
        return self.lookups.share(self.name_of(f"share {name or type(value).__name__}"), value)

    def sorter(self) -> Sorter:
        """For what need not fit into memory; what it lays aside is gone with the engine."""
        if self._scratch is None:
            self._scratch = Scratch(self._home)
        return Sorter(self._scratch.path, 1, _BUDGET)

    def may_hold(self, size: int) -> bool:
        """Whether rows of so many bytes, packed, may stay in memory although they are remembered; a negative size gives room back."""
        if size > self._room:
            return False
        self._room -= size
        return True

    def run(self, work: Callable, items: Iterable) -> Iterator:
        """`work(item)` for every item, in order, in several processes."""
        return engine.run(work, items, self.jobs, self._start, self._arguments, self._ahead)

    def __enter__(self) -> Incremental:
        return self

    def __exit__(self, kind: object = None, *rest: object) -> None:
        problem = rest[0] if rest else None
        try:
            if kind is None:
                self.lookups.keep()
                self.ledger.keep()
            elif isinstance(problem, Exception) and not isinstance(problem, KgError) and self.ledger.build > 1:
                # Rows of the build before do not fit together (SQLite does not notice every lost page): without them the build may succeed.
                raise self.ledger.broken(problem) from problem
        finally:
            remember_elsewhere(False)
            self.ledger.close()
            if self._scratch is not None:
                self._scratch.close()


_BUDGET = 32 << 20  # bytes of rows that one sorting holds
_HELD = 64 << 20  # bytes of rows, packed, that stay in memory in a first build: some hundred pages need not be read again from the ledger
_APART = 1 << 20  # between the numbers of two items that are new at the end


def renumbered(before: Sequence[int | None]) -> list[int]:
    """Ascending numbers for items that had these; who had none, or one out of order, gets one between its neighbours.  Where there is no room left, all are new.

    >>> renumbered([5, None, 9, 7, None]), renumbered([3, None, 4])
    ([5, 7, 9, 1048585, 2097161], [1048576, 2097152, 3145728])
    """
    numbers: list[int] = []
    waiting = 0
    last = -1
    for number in (*before, None):
        is_end = len(numbers) + waiting == len(before)
        if not is_end and (number is None or number <= last):
            waiting += 1
            continue
        room = (waiting + 1) * _APART if is_end or number is None else number - last
        if room <= waiting:
            return [place * _APART for place in range(1, len(before) + 1)]
        numbers += (last + room * (place + 1) // (waiting + 1) for place in range(waiting))
        waiting = 0
        if number is not None and not is_end:
            numbers.append(number)
            last = number
    return numbers


class Renewed:
    """Rows as chains: where each begins, and what is done with its rows on the way."""

    def __init__(self, incremental: Incremental, chains: list[Chain]):
        self._engine, self._chains = incremental, chains
        self._aside: Source | None = None

    def flat_map(self, work: Work, stamp: Stamp | None = None) -> Renewed:
        """What `work` makes of each row.  Rows of the driver's own, (number, …), whose `stamp` is that of the build before are not worked on."""
        if stamp is not None and len(self._chains) == 1 and not self._chains[0].works and isinstance(given := self._chains[0].source, Given):
            return Renewed(self._engine, [Chain(Stamped(self._engine, given.items, work, stamp))])
        return Renewed(self._engine, [Chain(chain.source, (*chain.works, work)) for chain in self._chains])

    def plus(self, other: Renewed) -> Renewed:
        """These rows and the others."""
        return Renewed(self._engine, [*self._chains, *other._chains])

    def grouped(self, key: Callable[[Row], Key], order: Callable[[Row], tuple], work: GroupWork) -> Renewed:
        """What `work` makes of each key."""
        return Renewed(self._engine, [Chain(Grouped(self._engine, self._chains, key, order, work))])

    def sorted(self, order: Callable[[Row], tuple]) -> Held:
        """The same rows in a total order."""
        return Held(sorted(self, key=order))

    def kept(self) -> Renewed:
        """The same rows, remembered."""
        return Renewed(self._engine, [Chain(self._source())])

    def remembered(self) -> Remembered:
        """The rows by what they were made of."""
        self._aside = kept = Kept(self._engine, self._chains)
        kept.keep_before()
        return kept

    def __iter__(self) -> Iterator[Row]:
        return (row for _, rows in self._source().all() for row in rows)

    def write(self, writer: PartWriter) -> list[Row]:
        """One part."""
        return [writer(0, iter(self))]

    def _source(self) -> Source:
        """One source of these very rows."""
        if self._aside is None:
            first = self._chains[0]
            self._aside = first.source if len(self._chains) == 1 and not first.works else Kept(self._engine, self._chains)
        return self._aside
