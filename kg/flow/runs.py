"""Sorting more than fits into memory: sorted runs on disk, and their merging.

In: (key, order, row pickled).  Out: the same, by part and in order of key and `order`.  A run is one file, its parts one after the other; each
part is a row of blocks, each a length and so many bytes of zstd.  Rows stay pickled from their making to their use: their size is known to the
byte, and they take a fifth of the memory that they would take alive.
"""
from __future__ import annotations

import os
import pickle
import struct
import tempfile
from collections.abc import Iterable, Iterator
from heapq import merge
from pathlib import Path
from typing import IO

import zstandard

from kg.errors import OutputError
from kg.flow import Key, part_of
from kg.flow.scratch import letters
from kg.model import record

Ranked = tuple[Key, tuple, bytes]

_BLOCK = 1 << 17  # bytes of rows in a block, before packing
_BESIDE = 300  # bytes that Python spends on a row beside its pickle: the tuple, key and order
_FAN = 128  # runs merged at once: as many open files and blocks in memory
_LENGTH = struct.Struct("<I")


@record
class Segment:
    """One part of one run: where it lies, and how many bytes its rows take in memory."""

    path: Path
    start: int
    end: int
    size: int

    def __iter__(self) -> Iterator[Ranked]:
        return blocks_of(self.path, self.start, self.end)


class BlockFile:
    """A file of blocks that is being written, in a folder for such files."""

    def __init__(self, folder: Path):
        with letters(folder):
            handle, name = tempfile.mkstemp(dir=folder)
        self.path = Path(name)
        self._file: IO[bytes] = os.fdopen(handle, "wb")
        self._packer = zstandard.ZstdCompressor(level=1)
        self._held: list = []
        self._size = self.at = 0

    def add(self, row: object, size: int) -> None:
        """One more row, of `size` bytes."""
        self._held.append(row)
        self._size += size
        if self._size >= _BLOCK:
            self.flush()

    def flush(self) -> int:
        """End the block; how far the file reaches now."""
        if self._held:
            packed = self._packer.compress(pickle.dumps(self._held, pickle.HIGHEST_PROTOCOL))
            with letters(self.path.parent):
                self._file.write(_LENGTH.pack(len(packed)) + packed)
            self.at += _LENGTH.size + len(packed)
            self._held, self._size = [], 0
        return self.at

    def close(self) -> Path:
        """End the file; its path."""
        try:
            self.flush()
        finally:
            with letters(self.path.parent):
                self._file.close()
        return self.path


def blocks_of(path: Path, start: int = 0, end: int | None = None) -> Iterator:
    """The rows of a block file, between two of its blocks."""
    with letters(path.parent), path.open("rb") as file:
        unpacker = zstandard.ZstdDecompressor()
        file.seek(start)
        while (end is None or start < end) and (head := file.read(_LENGTH.size)):
            length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else -1
            packed = file.read(length) if length > 0 else b""
            try:
                rows = unpacker.decompress(packed)
            except zstandard.ZstdError as problem:
                raise OutputError("rows laid aside are damaged", str(path), "something else wrote there, or the disk fails; build again") from problem
            start += _LENGTH.size + length
            yield from pickle.loads(rows)  # noqa: S301 (this process or its children wrote it, in a folder of their own)


class Sorter:
    """Takes rows in any order, keeps at most `budget` bytes of them, lays aside the others as sorted runs."""

    def __init__(self, folder: Path, parts: int, budget: int):
        self._folder, self._parts, self._budget = folder, parts, budget
        self._held: list[list[Ranked]] = [[] for _ in range(parts)]
        self._size = 0
        self._runs: list[list[Segment]] = []

    def add(self, key: Key, order: tuple, blob: bytes) -> None:
        """One more row."""
        self._held[part_of(key, self._parts)].append((key, order, blob))
        self._size += len(blob) + _BESIDE
        if self._size > self._budget:
            self._spill()

    def finish(self) -> list[list[Segment]]:
        """All runs, each with its parts; nothing stays in memory."""
        if self._size:
            self._spill()
        return self._runs

    def in_order(self) -> Iterator[Ranked]:
        """All rows of one part, in order; nothing was laid aside where they fit into the budget."""
        if self._runs:
            parts = [run[0] for run in self.finish()]
            try:
                yield from merged(parts, self._folder, self._budget)
            finally:
                for part in parts:
                    part.path.unlink(missing_ok=True)
            return
        yield from _handed_on(self._held[0])

    def _spill(self) -> None:
        file = BlockFile(self._folder)
        run, start = [], 0
        try:
            for held in self._held:
                held.sort()
                size = 0
                for ranked in held:
                    file.add(ranked, len(ranked[2]) + _BESIDE)
                    size += len(ranked[2]) + _BESIDE
                held.clear()
                end = file.flush()
                run.append(Segment(file.path, start, end, size))
                start = end
        finally:
            file.close()
        self._runs.append(run)
        self._size = 0


def merged(segments: Iterable[Segment], folder: Path, budget: int) -> Iterator[Ranked]:
    """The rows of one part of many runs, in order.

    What fits into `budget` bytes is read and sorted at once, because the sort in C finds the runs by itself and is thrice as fast as a merge here.
    """
    segments = [segment for segment in segments if segment.size]
    if sum(segment.size for segment in segments) <= budget:
        yield from _handed_on([ranked for segment in segments for ranked in segment])
        return
    temporary: list[Path] = []
    try:
        while len(segments) > _FAN:
            segments.sort(key=lambda segment: segment.size)
            joined = _joined(merge(*segments[:_FAN]), folder)
            temporary.append(joined.path)
            segments = [*segments[_FAN:], joined]
        yield from merge(*segments)
    finally:
        for path in temporary:
            path.unlink(missing_ok=True)


def _handed_on(rows: list[Ranked]) -> Iterator[Ranked]:
    """Rows in order; one that was handed on is not held any more."""
    rows.sort()
    rows.reverse()
    while rows:
        yield rows.pop()


def _joined(rows: Iterable[Ranked], folder: Path) -> Segment:
    file, size = BlockFile(folder), 0
    try:
        for ranked in rows:
            file.add(ranked, len(ranked[2]) + _BESIDE)
            size += len(ranked[2]) + _BESIDE
    finally:
        file.close()
    return Segment(file.path, 0, file.at, size)
