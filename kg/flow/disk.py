"""The engine on disk: any number of rows in bounded memory, worked on by several processes.

In: rows and functions, see `kg.flow`.  Out: rows.  The rows of the driver are worked on over `kg.engine.run`, and so is everything later, a
piece of rows for each task; each process holds at most `budget` bytes of rows and lays the others aside in a private folder (`kg.flow.scratch`).
A file there lives as long as the rows that need it.
"""
from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from kg import engine
from kg.flow import GroupWork, Key, Moved, PartWriter, Row, Shared, Stamp, Start
from kg.flow.pieces import Files, Given, Laid, LaidAside, OnChunk, Part, Piece, Sorting, Work, Written, lay, then
from kg.flow.runs import BlockFile, Sorter, blocks_of
from kg.flow.scratch import Scratch
from kg.model import record

BUDGET = 64 << 20  # bytes of rows in memory, for each process
_ROWS = 1000  # taken by the driver before it tells how many they are

Made = tuple[list[Piece], tuple]  # pieces, and what must not be forgotten while they are used


class Disk:
    """The engine for what does not fit into memory.

    `folder` is where its private folder shall lie (TMPDIR wins), `jobs` how many processes work, `parts` into how many parts a grouping falls; `moved` is told how far each step is.
    Raises `OutputError` where the disk is full.
    """

    name = "disk"

    def __init__(self, folder: Path | None = None, jobs: int = 1, parts: int | None = None, start: Start | None = None, budget: int = BUDGET, moved: Moved | None = None):
        self.jobs, self.parts, self.budget = jobs, parts or max(8, 4 * jobs), budget
        self._start = start or (None, ())
        self._moved, self._steps = moved, 0
        self._scratch = Scratch(folder)
        self.folder = self._scratch.path

    def rows(self, items: Iterable[Row]) -> Spilled:
        """Rows of the driver's own; an iterator is read as rows are needed, and but once."""
        return Spilled(self, lambda: ([Given(items)], ()))

    def numbered(self, items: Sequence[Row], name: Callable[[Row], str]) -> Iterable[tuple[int, Row]]:
        """Items with their places."""
        return enumerate(items)

    def share(self, value: Shared, name: str = "") -> Callable[[], Shared]:
        """A value in a file, read once in each process; a forked one has it from birth."""
        file = BlockFile(self.folder)
        file.add(value, 0)
        shared = SharedFile(file.close())
        _shared[shared.path] = value
        return shared

    def run(self, work: Callable, tasks: Iterable, is_heavy: bool = True) -> Iterator:
        """`work(task)` for every task, in order, in processes that have begun; what is light is done here."""
        return engine.run(work, tasks, self.jobs if is_heavy else 1, *self._start)

    def step(self, work: Callable, pieces: Sequence) -> Iterator:
        """`run` over pieces, as one step of the build: who waits is told of each."""
        return self._told(self.run(work, pieces), "pieces", 1, len(pieces))

    def taken(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Rows that the driver takes one by one, as one step of the build."""
        return self._told(rows, "rows", _ROWS, 0)

    def _told(self, items: Iterable, what: str, every: int, total: int) -> Iterator:
        self._steps += 1
        step = f"step {self._steps}, {what}"
        for done, item in enumerate(items, 1):
            if self._moved and not done % every:
                self._moved(step, done, total)
            yield item

    def __enter__(self) -> Disk:
        return self

    def __exit__(self, *problem: object) -> None:
        for path in [path for path in _shared if path.parent == self.folder]:
            del _shared[path]
        self._scratch.close()


_shared: dict[Path, object] = {}


@record
class SharedFile:
    """A value that lies in a file."""

    path: Path

    def __call__(self):
        if self.path not in _shared:
            _shared[self.path] = next(blocks_of(self.path))
        return _shared[self.path]


class Spilled:
    """Rows as pieces.  `make` finds them when they are first needed."""

    def __init__(self, disk: Disk, make: Callable[[], Made]):
        self._disk = disk
        self._make: Callable[[], Made] | None = make
        self._made: Made = ([], ())

    @property
    def pieces(self) -> list[Piece]:
        """The pieces, found once; from then on what they were made from may be forgotten."""
        if self._make:
            self._made = self._make()
            self._make = None
        return self._made[0]

    def flat_map(self, work: Work, stamp: Stamp | None = None) -> Spilled:
        """What `work` makes of each row."""
        return Spilled(self._disk, lambda: ([then(piece, work) for piece in self.pieces], (self,)))

    def plus(self, other: Spilled) -> Spilled:
        """These rows, then the others."""
        return Spilled(self._disk, lambda: ([*self.pieces, *other.pieces], (self, other)))

    def grouped(self, key: Callable[[Row], Key], order: Callable[[Row], tuple], work: GroupWork) -> Spilled:
        """What `work` makes of each key; parts follow each other, in each the keys in order."""
        disk = self._disk
        return Spilled(disk, lambda: self._parts(Sorting(key, order, disk.parts, disk.folder, disk.budget), work))

    def sorted(self, order: Callable[[Row], tuple]) -> Spilled:
        """The same rows in a total order, as one part."""
        return Spilled(self._disk, lambda: self._parts(Sorting(None, order, 1, self._disk.folder, self._disk.budget)))

    def _parts(self, sorting: Sorting, work: GroupWork | None = None) -> Made:
        sorter = Sorter(sorting.folder, sorting.parts, sorting.budget)
        for piece in self.pieces:
            if isinstance(piece, Given):
                for ranked in self._from_chunks(piece, sorting):
                    sorter.add(*ranked)
        runs = sorter.finish()
        runs += chain.from_iterable(self._disk.step(sorting.runs_of, [piece for piece in self.pieces if not isinstance(piece, Given)]))
        parts = zip(*runs, strict=True) if runs else [()] * sorting.parts
        return [Part(segments, sorting.folder, sorting.budget, work) for segments in parts], (Files(run[0].path for run in runs),)

    def kept(self) -> Spilled:
        """The same rows, worked out when they are first needed, and laid aside."""
        return Spilled(self._disk, self._aside)

    def _aside(self) -> Made:
        paths: list[Path] = []
        for piece in self._tasks():
            if isinstance(piece, Given):
                paths += lay(self._disk.folder, self._from_chunks(piece))
            else:
                paths += chain.from_iterable(self._disk.step(LaidAside(self._disk.folder), piece))
        return [Laid(path) for path in paths], (Files(paths),)

    def _tasks(self) -> Iterator[Given | list[Piece]]:
        """What the driver gives out, and lists of what processes read by themselves, in order."""
        waiting: list[Piece] = []
        for piece in self.pieces:
            if not isinstance(piece, Given):
                waiting.append(piece)
                continue
            if waiting:
                yield waiting
                waiting = []
            yield piece
        if waiting:
            yield waiting

    def _from_chunks(self, piece: Given, sorting: Sorting | None = None) -> Iterator:
        return chain.from_iterable(self._disk.run(OnChunk(piece.works, sorting), piece.chunks(), bool(piece.works)))

    def _of_given(self, piece: Given) -> Iterator[Row]:
        return map(pickle.loads, self._from_chunks(piece)) if piece.works else iter(piece)

    def remembered(self) -> None:
        """Nothing is known of an earlier build."""

    def __iter__(self) -> Iterator[Row]:
        for piece in self._tasks():
            if isinstance(piece, Given):
                yield from self._of_given(piece)
            elif len(piece) == 1:
                yield from self._disk.taken(piece[0])
            else:  # the other processes work ahead while one piece is read
                for paths in self._disk.step(LaidAside(self._disk.folder), piece):
                    files = Files(paths)
                    yield from chain.from_iterable(map(Laid, paths))
                    del files

    def write(self, writer: PartWriter) -> list[Row]:
        """What `writer` says of each part; every piece is one."""
        told: list[Row] = []
        for piece in self._tasks():
            if isinstance(piece, Given):
                told.append(writer(len(told), self._of_given(piece)))
            else:
                told += self._disk.step(Written(writer), list(enumerate(piece, len(told))))
        return told
