"""An index of a file in strips: what stands where in it, and of what rows it was made, opened only where something has changed.

In: what is written into a file, stretch by stretch.  Out: strips of some stretches each, kept in a `Sheet`, and for each a `Head` that says what the others need to know of it.
A file of a hundred thousand nodes has some thousand strips; a build that changes a hundred nodes opens fewer than a hundred.
"""
from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from kg.export.packing import File
from kg.export.report import Summary
from kg.flow import Parent
from kg.flow.ledger import Sheet, packed, spelled, unpacked
from kg.flow.stretches import TELLING, Filer, Place, tell

SHORT, LONG = 16, 32  # stretches in a strip when a file is first written, and the most that one has later


class Made(NamedTuple):
    """A stretch as it is written: where it stands, what it was made of, its bytes, what it tells the report."""

    place: Place
    parents: tuple[Parent, ...]
    text: bytes
    told: tuple


class Strip(NamedTuple):
    """Some stretches that follow each other: where each stands, of what it was made, how many bytes it has, and (in files that tell the report something) what it tells."""

    places: list[Place]
    parents: list[tuple[Parent, ...]]
    lengths: array
    told: list[tuple]

    @classmethod
    def empty(cls) -> Strip:
        """None yet."""
        return cls([], [], array("Q"), [])

    def part(self, first: int, end: int) -> Strip:
        """The stretches from the one numbered `first` to the one before `end`."""
        return Strip(self.places[first:end], self.parents[first:end], self.lengths[first:end], self.told[first:end])

class Head(NamedTuple):
    """A strip from afar: its first place, its number in the sheet, how many stretches and bytes it has, and what it tells the report: a `Summary`, packed, for most heads are only copied."""

    first: Place
    number: int
    stretches: int
    length: int
    told: bytes


class Sheets(NamedTuple):
    """Where indexes are kept: the heads of each file's strips, with its size and checksum, and the strips."""

    files: Sheet
    strips: Sheet


class Index:
    """The strips of a file as the build before left them; `size` and `checksum` are those of the file without its packing."""

    def __init__(self, sheets: Sheets, file: str):
        self._sheets, self._file = sheets, file
        kept = sheets.files.get(spelled(file))
        self.size: int
        self.checksum: int
        heads, self.size, self.checksum = unpacked(kept) if kept else ([], 0, 0)
        self.heads = [Head(*head) for head in heads]
        self._firsts = [head.first for head in self.heads]
        self._counts = list(accumulate((head.stretches for head in self.heads), initial=0))
        self._opened: dict[int, Strip] = {}

    def at(self, place: Place) -> int:
        """Which strip a place belongs to, from 0."""
        return max(bisect_right(self._firsts, place) - 1, 0)

    def strip(self, at: int) -> Strip:
        """A strip, opened; an empty one where the file has none."""
        if at not in self._opened:
            self._opened[at] = Strip(*unpacked(self._sheets.strips[_key(self._file, self.heads[at].number)])) if self.heads else Strip.empty()
        return self._opened[at]

    @property
    def next_number(self) -> int:
        """A number that no strip has, nor any behind it."""
        return max((head.number for head in self.heads), default=-1) + 1

    def forget(self) -> None:
        """The file is no more."""
        for head in self.heads:
            self._sheets.strips.put(_key(self._file, head.number), None)
        self._sheets.files.put(spelled(self._file), None)

    def parents(self, place: Place) -> tuple[Parent, ...] | None:
        """What the stretch at a place was made of; None where there is none."""
        strip = self.strip(self.at(place))
        found = bisect_left(strip.places, place)
        return strip.parents[found] if found < len(strip.places) and strip.places[found] == place else None

    def count(self, first: Place, end: Place) -> int:
        """How many stretches stand from a place on to before another one."""
        return self._before(end) - self._before(first)

    def _before(self, place: Place) -> int:
        at = self.at(place)
        return self._counts[at] + bisect_left(self.strip(at).places, place)


class Writing:
    """A file that is being written, and its index.  New strips are numbered from `number` on."""

    def __init__(self, sheets: Sheets, file: str, filer: Filer, output: File | None, number: int = 0):
        self._sheets, self._file, self._filer, self._output = sheets, file, filer, output
        header = filer.header(file)
        self._size, self._checksum = (len(header), crc32(header)) if output else (0, 0)
        self._heads: list[Head] = []
        self._strip = Strip.empty()
        self._next = number

    def add(self, made: Made) -> None:
        """One more stretch."""
        strip = self._strip
        strip.places.append(made.place)
        strip.parents.append(made.parents)
        strip.lengths.append(len(made.text) if self._output else 0)
        if self._file in TELLING:
            strip.told.append(made.told)
        self._write(made.text)

    def keep(self, strip: Strip, first: int, end: int, text: memoryview) -> None:
        """Stretches of a strip of the file before, from the one numbered `first` to the one before `end`, with their bytes."""
        for mine, theirs in zip(self._strip, strip, strict=True):
            mine.extend(theirs[first:end])
        self._write(text)

    def cut(self, instead: Head | None = None) -> None:
        """The stretches behind the last cut are a strip, or several where they are too many for one; they stand `instead` of one of the file before, and the first takes its number."""
        size = len(self._strip.places)
        step = size if size <= LONG else SHORT
        for at in range(0, size, max(step, 1)):
            self._put(self._strip.part(at, at + step), instead.number if instead and not at else self._new_number())
        if instead and not size:
            self._sheets.strips.put(_key(self._file, instead.number), None)
        self._strip = Strip.empty()

    def _new_number(self) -> int:
        self._next += 1
        return self._next - 1

    def _put(self, strip: Strip, number: int) -> None:
        told = b""
        if self._file in TELLING:
            summary = Summary()
            for one in strip.told:
                tell(summary, self._file, one)
            told = packed(summary)
        self._heads.append(Head(strip.places[0], number, len(strip.places), sum(strip.lengths), told))
        self._sheets.strips.put(_key(self._file, number), packed(tuple(strip)))

    def copy(self, heads: list[Head], text: memoryview) -> None:
        """Strips of the file before, behind a cut, with their bytes."""
        self._heads += heads
        self._write(text)

    def _write(self, text: bytes | memoryview) -> None:
        if self._output:
            self._output.write(text)
            self._size += len(text)
            self._checksum = crc32(text, self._checksum)

    def finish(self) -> None:
        """All is written: the index is kept, and the report is told."""
        self.cut()
        for head in self._heads:
            if head.told:
                self._filer.summary.include(unpacked(head.told))
        self._sheets.files.put(spelled(self._file), packed(([tuple(head) for head in self._heads], self._size, self._checksum)) if self._heads else None)


def _key(file: str, number: int) -> bytes:
    """Where a strip lies in the sheet: with those of its file."""
    return spelled(file) + b"\0" + number.to_bytes(8, "big")
