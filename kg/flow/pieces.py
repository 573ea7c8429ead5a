"""Rows on disk in pieces: what the disk engine hands to a process, so that no process ever holds all rows.

In: pieces (small and picklable: paths and functions).  Out: the rows of one, or files of them.
"""
from __future__ import annotations

import os
import pickle
import weakref
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path

from kg.flow import GroupWork, Key, PartWriter, Row
from kg.flow.runs import BlockFile, Ranked, Segment, Sorter, blocks_of, merged
from kg.model import record

Work = Callable[[Row], Iterable[Row]]

_FILE = 8 << 20  # bytes of the first files of rows laid aside; later ones are longer, so that there are never too many
_OF_A_LENGTH = 8  # files of each length
_ALONE, _TOGETHER = 32, 8  # rows given to processes one by one, so that few pages are spread too; then so many at once


@record
class Given:
    """Rows that the driver has, and what is to be done with each."""

    items: Iterable[Row]
    works: tuple[Work, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return worked(self.works, self.items)

    def chunks(self) -> Iterator[list[Row]]:
        """The rows as they are given to processes."""
        items = iter(self.items)
        yield from ([item] for item in islice(items, _ALONE))
        while chunk := list(islice(items, _TOGETHER)):
            yield chunk


@record
class Laid:
    """A file of rows as they are."""

    path: Path
    works: tuple[Work, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return worked(self.works, map(pickle.loads, blocks_of(self.path)))


@record
class Part:
    """One part of what was sorted: groups for `work`, or, without it, the rows in order."""

    segments: tuple[Segment, ...]
    folder: Path
    budget: int
    work: GroupWork | None = None
    works: tuple[Work, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        ranked = merged(self.segments, self.folder, self.budget)
        if self.work is None:
            return worked(self.works, _rows(ranked))
        return worked(self.works, chain.from_iterable(self.work(key, _rows(group)) for key, group in groupby(ranked, itemgetter(0))))


Piece = Given | Laid | Part


def _rows(ranked: Iterable[Ranked]) -> Iterator[Row]:
    return (pickle.loads(blob) for _, _, blob in ranked)  # noqa: S301 (made by this process or its children)


def worked(works: tuple[Work, ...], rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, through one work after the other."""
    for work in works:
        rows = chain.from_iterable(map(work, rows))
    return iter(rows)


def then(piece: Piece, work: Work) -> Piece:
    """The same piece with more to do."""
    return replace(piece, works=(*piece.works, work))


@record
class Sorting:
    """What a row is sorted by, into how many parts, where, and how many bytes of rows a process may hold meanwhile."""

    key: Callable[[Row], Key] | None
    order: Callable[[Row], tuple]
    parts: int
    folder: Path
    budget: int

    def ranked(self, rows: Iterable[Row]) -> Iterator[Ranked]:
        """Every row with its key and order, pickled."""
        key, order = self.key or _one_for_all, self.order
        return ((key(row), order(row), pickle.dumps(row, pickle.HIGHEST_PROTOCOL)) for row in rows)

    def runs_of(self, piece: Piece) -> list[list[Segment]]:
        """A piece, sorted."""
        sorter = Sorter(self.folder, self.parts, self.budget)
        for ranked in self.ranked(piece):
            sorter.add(*ranked)
        return sorter.finish()


def _one_for_all(row: Row) -> Key:
    return 0


@record
class OnChunk:
    """What a process does with rows that the driver gave it: the works, and then pickling, or ranking, so that the driver need not look inside."""

    works: tuple[Work, ...]
    sorting: Sorting | None = None

    def __call__(self, chunk: list[Row]) -> list:
        made = worked(self.works, chunk)
        return list(self.sorting.ranked(made)) if self.sorting else [pickle.dumps(row, pickle.HIGHEST_PROTOCOL) for row in made]


@record
class Written:
    """What a process does with a piece that is a part of an output."""

    writer: PartWriter

    def __call__(self, numbered: tuple[int, Piece]) -> Row:
        return self.writer(numbered[0], iter(numbered[1]))


@record
class LaidAside:
    """What a process does with a piece that is used more than once: its rows in files, in order."""

    folder: Path

    def __call__(self, piece: Piece) -> list[Path]:
        return lay(self.folder, (pickle.dumps(row, pickle.HIGHEST_PROTOCOL) for row in piece))


def lay(folder: Path, blobs: Iterable[bytes]) -> list[Path]:
    """Pickled rows in files, in order; each file can be a task of its own."""
    paths: list[Path] = []
    blobs = iter(blobs)
    for blob in blobs:
        file, most = BlockFile(folder), _FILE << len(paths) // _OF_A_LENGTH
        try:
            file.add(blob, len(blob))
            for blob in blobs:
                file.add(blob, len(blob))
                if file.at > most:
                    break
        finally:
            paths.append(file.close())
    return paths


class Files:
    """Files of this process, removed when this object is forgotten."""

    def __init__(self, paths: Iterable[Path]):
        weakref.finalize(self, _remove, frozenset(paths), os.getpid())


def _remove(paths: frozenset[Path], owner: int) -> None:
    if os.getpid() == owner:  # a forked process forgets much when it ends
        for path in sorted(paths):
            path.unlink(missing_ok=True)
