"""The engine on a cluster: rows lie with Spark's executors, which work on them with the functions that the other engines use.

In: rows and functions, see `kg.flow`; the address of a Spark master.  Out: rows.  Only door to pyspark (the extra `kg[spark]`), which is loaded
when an engine is made, never before.  RDDs, not DataFrames: rows are records, and a function of Python looks at every one of them anyway.

An executor that dies costs time and nothing else: Spark works its parts out again, and as all that a part holds depends on its rows alone (`part_of`, a total
order within), they come out alike.  What is said here of Spark was read in https://spark.apache.org/docs/latest/api/python/reference/pyspark.html.
"""
from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.flow import GroupWork, Key, PartWriter, Row, Shared, Stamp, Start, part_of
from kg.flow.connecting import Home, connected, letters
from kg.keeping import code_stamp
from kg.model import record

if TYPE_CHECKING:
    from pyspark import RDD, Broadcast

_ITEMS = 64  # of the driver's rows in a task: half a second of reading pages, so that starting a task costs little beside it
_FEW, _SMALL = 20_000, 4 << 20  # rows and bytes of a part that comes to the driver together with all others

Work = Callable[[Row], Iterable[Row]]


class Spark:
    """The engine for what one machine cannot do.

    `master` as Spark spells it: `local[*]`, `spark://host:7077`, `yarn`; `parts` into how many parts a grouping falls (by default twice the
    cores that Spark says it has); `settings` are Spark's own, as `spark.executor.memory`.
    Raises `UsageError` where pyspark or Java is missing, no master answers or no worker has room; while it works, the `KgError` that work
    raised on any machine.
    """

    name = "spark"

    def __init__(self, master: str = "local[*]", parts: int | None = None, start: Start | None = None, settings: Mapping[str, str] | None = None):
        self.context = connected(master, settings or {})
        cores = max(2, self.context.defaultParallelism)
        self.parts, self._tasks, self.home = parts or 2 * cores, cores, Home(start, code_stamp())

    def begin(self, work: Callable[..., None], *arguments: object) -> None:
        """From now on each process does this before its first row; unlike `start`, it may be given what is shared."""
        self.home = Home((work, arguments), self.home.code)

    def rows(self, items: Iterable[Row]) -> Scattered:
        """Rows of the driver's own, sent out now."""
        items = list(items)
        tasks = min(max(self._tasks, -(-len(items) // _ITEMS)), max(1, len(items)))
        return Scattered(self, self.context.parallelize(items, tasks))

    def numbered(self, items: Sequence[Row], name: Callable[[Row], str]) -> list[tuple[int, Row]]:
        """Items with their places."""
        return list(enumerate(items))

    def share(self, value: Shared, name: str = "") -> Callable[[], Shared]:
        """A broadcast: each executor fetches the value once."""
        return _Broadcast(self.context.broadcast(value))

    def begun(self, work: Callable[[Iterator], Iterable]) -> _Begun:
        """Work on a part, in a process that has begun."""
        return _Begun(self.home, work)

    def __enter__(self) -> Spark:
        return self

    def __exit__(self, *problem: object) -> None:
        self.context.stop()


def connect(master: str | None = None, settings: Iterable[str] = ()) -> Spark:
    """Spark at an address (default: this machine), with settings as a command line spells them: `spark.executor.memory=2g`.

    Raises `UsageError` for what is no setting, and as `Spark` does.
    """
    found = {}
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not name.startswith("spark."):
            raise UsageError(f"--spark {setting} is no setting", hint="write spark.executor.memory=2g")
        found[name] = value
    return Spark(master or "local[*]", settings=found)


@record
class _Broadcast:
    shared: Broadcast

    def __call__(self) -> Any:  # of whatever type was shared
        return self.shared.value


@record
class _Begun:
    home: Home
    work: Callable[[Iterator], Iterable]

    def __call__(self, rows: Iterable) -> Iterator:
        with self.home.begun():
            yield from self.work(iter(rows))


@record
class _Worked:
    work: Work

    def __call__(self, rows: Iterator[Row]) -> Iterator[Row]:
        return chain.from_iterable(map(self.work, rows))


@record
class _Ranked:
    key: Callable[[Row], Key]
    order: Callable[[Row], tuple]

    def __call__(self, row: Row) -> tuple[tuple[tuple[Key, tuple], Row]]:
        return ((self.key(row), self.order(row)), row),


@record
class _PartOf:
    parts: int

    def __call__(self, ranked: tuple[Key, tuple]) -> int:
        return part_of(ranked[0], self.parts)


@record
class _Grouped:
    work: GroupWork

    def __call__(self, ranked: Iterator[tuple[tuple[Key, tuple], Row]]) -> Iterator[Row]:
        return chain.from_iterable(self.work(key, (row for _, row in group)) for key, group in groupby(ranked, _key))


def _key(ranked: tuple[tuple[Key, tuple], Row]) -> Key:
    return ranked[0][0]


@record
class _Written:
    home: Home
    writer: PartWriter

    def __call__(self, number: int, rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
        with self.home.begun():
            yield number, self.writer(number, iter(rows))


class Scattered:
    """Rows that lie with executors, or can be worked out there."""

    def __init__(self, spark: Spark, rdd: RDD):
        self.spark, self.rdd = spark, rdd

    def flat_map(self, work: Work, stamp: Stamp | None = None) -> Scattered:
        """What `work` makes of each row."""
        return Scattered(self.spark, self.rdd.mapPartitions(self.spark.begun(_Worked(work))))

    def plus(self, other: Scattered) -> Scattered:
        """These rows and the others."""
        both = self.rdd.union(other.rdd)
        most = max(self.spark.parts, self.rdd.getNumPartitions(), other.rdd.getNumPartitions())
        return Scattered(self.spark, both.coalesce(most) if both.getNumPartitions() > most else both)  # else parts add up with each union

    def grouped(self, key: Callable[[Row], Key], order: Callable[[Row], tuple], work: GroupWork) -> Scattered:
        """What `work` makes of each key; its rows are sorted where they arrive, on disk where they are many, and no group need fit into memory."""
        parts = self.spark.parts
        shuffled = self._ranked(key, order).repartitionAndSortWithinPartitions(parts, _PartOf(parts))
        return Scattered(self.spark, shuffled.mapPartitions(self.spark.begun(_Grouped(work))))

    def _ranked(self, key: Callable[[Row], Key], order: Callable[[Row], tuple]) -> RDD:
        return self.rdd.mapPartitions(self.spark.begun(_Worked(_Ranked(key, order))))

    def sorted(self, order: Callable[[Row], tuple]) -> Scattered:
        """The same rows in a total order, part after part.  Where a part ends is found by a sample, so the rows are worked out now."""
        with letters():
            return Scattered(self.spark, self.kept().rdd.sortBy(order, numPartitions=self.spark.parts))

    def kept(self) -> Scattered:
        """The same rows, laid aside on the executors' disks; what dies with one is worked out again."""
        from pyspark import StorageLevel

        return Scattered(self.spark, self.rdd if self.rdd.is_cached else self.rdd.persist(StorageLevel.DISK_ONLY))

    def remembered(self) -> None:
        """Nothing is known of an earlier build."""

    def __iter__(self) -> Iterator[Row]:
        """The rows: all parts are worked out side by side; what is small comes at once, else a part at a time."""
        with letters():
            rdd = self.kept().rdd
            parts = rdd.mapPartitions(_small).collect()
            small = [part for part in parts if part is not None]
            rows = chain.from_iterable(map(pickle.loads, small)) if len(small) == len(parts) else rdd.toLocalIterator()
        while True:
            with letters():
                row = next(rows, _END)
            if row is _END:
                return
            yield row

    def write(self, writer: PartWriter) -> list[Row]:
        """What `writer` says of each part."""
        with letters():
            told = self.rdd.mapPartitionsWithIndex(_Written(self.spark.home, writer)).collect()
        return [one for _, one in sorted(told, key=_number)]


def _small(part: Iterable[Row]) -> Iterator[bytes | None]:
    """A part as bytes, or None where it is too large to come home with all the others at once."""
    rows = iter(part)
    first = list(islice(rows, _FEW))
    packed = None if next(rows, _END) is not _END else pickle.dumps(first, pickle.HIGHEST_PROTOCOL)
    yield packed if packed is not None and len(packed) < _SMALL else None


_END = object()


def _number(told: tuple[int, Row]) -> int:
    return told[0]
