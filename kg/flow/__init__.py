"""One plan, several engines: rows that lie in memory, on disk or on a cluster, and are worked on by the same functions.

In: rows (anything that pickles) and functions of a module (so that they pickle too; `functools.partial` of one will do).
Out: rows, to the caller as a stream or to one file for each part.

What holds on every engine, whatever the number of processes, partitions and machines:

* `grouped` hands over *all* rows of a key at once, sorted by `order`.  Rows that `order` finds equal come in any order, so it tells apart
  all that matter.  In which order the groups come is not promised; `sorted` promises it.
* Which part a key falls into depends on the key alone (`part_of`), never on Python's `hash`, which differs from process to process.
* Work may be done twice (a machine died), so it has no effects but its rows; a part of an output is written beside and renamed.
* Rows are read, never changed: another reader may be given the very same object.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeVar
from zlib import crc32

if TYPE_CHECKING:
    from kg.flow.ledger import Sheet

Row = Any  # of one kind between two stages, and only these know which
Key = str | bytes | int
One = TypeVar("One", str, bytes, int)  # keys of one grouping are of one kind, so that they have an order
Parent = bytes  # what rows were made of: a row of the driver's, or the key of a group
Shared = TypeVar("Shared")
GroupWork = Callable[[Any, Iterator[Row]], Iterable[Row]]  # of a key (what its grouping has, see `Rows.grouped`) and its rows
PartWriter = Callable[[int, Iterator[Row]], Row]  # number of the part from 0, its rows → what to tell the driver of it (a count, a digest)


class Stamp(Protocol):
    """Tells on what else than the row the work depends: quickly, as it stands now; or, given what was made of the row, as it stood then, None where nobody can tell."""

    def __call__(self, row: Row, made: Sequence[Row] | None = None, /) -> str | None: ...


class Rows(Protocol):
    """Many rows, wherever they lie.  Nothing is worked out before it is asked for (`__iter__`, `write`, `kept`)."""

    def flat_map(self, work: Callable[[Row], Iterable[Row]], stamp: Stamp | None = None) -> Rows:
        """What `work` makes of each row, in the order of the rows.

        Directly behind `Engine.rows` this is the stage that reads pages: the work is heavy and is spread over processes.  There `stamp` tells on what
        else than the row the work depends; an engine that remembers earlier builds spares the work where the stamp is that under which it was done.  Rows with a stamp are
        (number, …), see `Engine.numbered`.
        """

    def plus(self, other: Self) -> Rows:
        """These rows and the others; which come first is not promised."""

    def grouped(self, key: Callable[[Row], One], order: Callable[[Row], tuple], work: Callable[[One, Iterator[Row]], Iterable[Row]]) -> Rows:
        """What `work` makes of each key and its rows, sorted by `order`.  `work` reads the rows as a stream, once, and may stop early."""

    def sorted(self, order: Callable[[Row], tuple]) -> Rows:
        """The same rows in a total order: iterated over, or as parts one after the other."""

    def kept(self) -> Rows:
        """The same rows, worked out once and laid aside, because they are used more than once."""

    def remembered(self) -> Remembered | None:
        """The rows by what they were made of, beside those of the build before; None where the engine knows of none."""

    def __iter__(self) -> Iterator[Row]:
        """The rows, one by one, at the driver."""

    def write(self, writer: PartWriter) -> list[Row]:
        """What `writer(number, rows)` says of each part, in order of number.

        `writer` runs where the rows lie, and perhaps twice for one part, even at the same time; see `kg.flow.parts`.
        """


class Remembered(Protocol):
    """Rows by their parents, and what the build before had in their place.  A sheet is kept for the next build, see `kg.flow.ledger`."""

    @property
    def is_new(self) -> bool:
        """True where nothing is known of the build before."""

    def changed(self) -> Mapping[Parent, list[Row]]:
        """The parents whose rows are others than in the build before, with their rows now; none where a parent is gone."""

    def before(self, parent: Parent) -> list[Row]:
        """What a parent that has changed had before."""

    def rows_of(self, parent: Parent) -> list[Row]:
        """The rows of one parent now."""

    def ranked(self, order: Callable[[Row], tuple]) -> Iterator[tuple[Parent, Row]]:
        """Every row with its parent, in a total order."""

    def sheet(self, what: str) -> Sheet:
        """What else is to be remembered of these rows."""


class Engine(Protocol):
    """Where rows lie and work is done.  A context manager: leaving it removes all that it laid aside."""

    name: str

    def rows(self, items: Iterable[Row]) -> Rows:
        """Rows of the driver's own, taken as they are needed where the engine can."""

    def numbered(self, items: Sequence[Row], name: Callable[[Row], str]) -> Iterable[tuple[int, Row]]:
        """Items with ascending numbers; an engine that remembers gives an item of the same name the number that it had, also when others come or go.

        Only the order of the numbers may matter to what is made of them.
        """

    def share(self, value: Shared, name: str = "") -> Callable[[], Shared]:
        """A value that every process may read, sent to each but once; the answer pickles and is small.

        A table or a set answers single questions only (`in`, `[…]`, `get`).  By its `name` an engine that remembers knows it again in the next build.
        """

    def __enter__(self) -> Engine: ...

    def __exit__(self, *problem: object) -> None: ...


Start = tuple[Callable[..., object], tuple]  # called with these arguments in every process before its first row; what it answers is not read
Moved = Callable[[str, int, int], object]  # told how far a step behind the driver's own rows is: which step and of what, how many are done, and how many there are (0: unknown)
Ahead = Callable[[Sequence[Row] | None], object]  # told of rows of the driver's before they are worked on, see `kg.engine.run`


def part_of(key: Key, parts: int) -> int:
    """Which of `parts` parts a key belongs to: the same in every process, on every machine, in every release of Python.

    >>> part_of("滨江市水务局", 7), part_of("滨江市水务局".encode(), 7), part_of(20240315, 7)
    (0, 0, 3)
    """
    spelled = key if isinstance(key, bytes) else str(key).encode("utf-8", "surrogatepass")
    return crc32(spelled) % parts
