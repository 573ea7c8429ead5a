"""All rows in the memory of this process: the reference that the other engines are held against, and the quickest for small inputs.

In: rows and functions, see `kg.flow`.  Out: rows.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic

from kg import engine
from kg.flow import Ahead, GroupWork, Key, PartWriter, Row, Shared, Stamp, Start


class Memory:
    """The engine for what fits into memory.  What is made directly of the driver's rows is the heavy part: `jobs` processes do it, and then this one goes on."""

    name = "memory"

    def __init__(self, start: Start | None = None, jobs: int = 1, ahead: Ahead | None = None):
        self._start: Callable[..., object] | None = start[0] if start else None
        self._arguments: tuple = start[1] if start else ()
        self._jobs, self._ahead = jobs, ahead
        if start:
            start[0](*start[1])

    def rows(self, items: Iterable[Row]) -> Held:
        """Rows of the driver's own."""
        return Held(_again(items)) if self._jobs == 1 and self._ahead is None else _Given(_again(items), self)

    def run(self, work: Callable[[Row], Iterable[Row]], items: Iterable[Row]) -> Iterator[Row]:
        """What `work` makes of each row, in several processes, in order."""
        for made in engine.run(Listed(work), items, self._jobs, self._start, self._arguments, self._ahead):
            yield from made

    def numbered(self, items: Sequence[Row], name: Callable[[Row], str]) -> Iterable[tuple[int, Row]]:
        """Items with their places."""
        return enumerate(items)

    def share(self, value: Shared, name: str = "") -> Callable[[], Shared]:
        """The value itself, behind a call."""
        return Value(value)

    def __enter__(self) -> Memory:
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing was laid aside."""


class Value(Generic[Shared]):
    """A value behind a call."""

    def __init__(self, value: Shared):
        self._value = value

    def __call__(self) -> Shared:
        return self._value


def _again(items: Iterable[Row]) -> Iterable[Row]:
    """Items that may be iterated over more than once."""
    return list(items) if isinstance(items, Iterator) else items


class Held:
    """Rows that are worked out anew whenever they are iterated over."""

    def __init__(self, source: Iterable[Row]):
        self._source = source

    def flat_map(self, work: Callable[[Row], Iterable[Row]], stamp: Stamp | None = None) -> Held:
        """What `work` makes of each row."""
        return Held(_Lazily(lambda: (made for row in self._source for made in work(row))))

    def plus(self, other: Held) -> Held:
        """These rows, then the others."""
        return Held(_Lazily(lambda: (row for rows in (self, other) for row in rows)))

    def grouped(self, key: Callable[[Row], Key], order: Callable[[Row], tuple], work: GroupWork) -> Held:
        """What `work` makes of each key, in the order of keys."""
        def made() -> Iterator[Row]:
            groups: dict[Key, list[Row]] = {}
            for row in self._source:
                groups.setdefault(key(row), []).append(row)
            for one in sorted(groups):
                yield from work(one, iter(sorted(groups.pop(one), key=order)))

        return Held(_Lazily(made))

    def sorted(self, order: Callable[[Row], tuple]) -> Held:
        """The same rows in a total order."""
        return Held(_Lazily(lambda: iter(sorted(self._source, key=order))))

    def kept(self) -> Held:
        """The same rows, worked out now."""
        return Held(list(self._source))

    def remembered(self) -> None:
        """Nothing is known of an earlier build."""

    def __iter__(self) -> Iterator[Row]:
        return iter(self._source)

    def write(self, writer: PartWriter) -> list[Row]:
        """One part."""
        return [writer(0, iter(self._source))]


class _Given(Held):
    """The driver's rows; reading pages is made of them."""

    def __init__(self, source: Iterable[Row], memory: Memory):
        super().__init__(source)
        self._memory = memory

    def flat_map(self, work: Callable[[Row], Iterable[Row]], stamp: Stamp | None = None) -> Held:
        """What `work` makes of each row, over processes."""
        return Held(_Lazily(lambda: self._memory.run(work, self._source)))


class Listed:
    """Work whose rows come at once, so that they can travel."""

    def __init__(self, work: Callable[[Row], Iterable[Row]]):
        self._work = work

    def __call__(self, row: Row) -> list[Row]:
        return list(self._work(row))


class _Lazily:
    def __init__(self, rows: Callable[[], Iterator[Row]]):
        self._rows = rows

    def __iter__(self) -> Iterator[Row]:
        return self._rows()
