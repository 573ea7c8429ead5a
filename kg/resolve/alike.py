"""Which articles of a block are one: each is compared run by run with earlier ones that share a band with it.

In: prints (`kg.resolve.repeats`) of one block, in the order of printing.  Out: groups of articles that are one, the first printing first.  A block may hold half of an archive: notices
of lost papers are likely to be one with each other, for they differ in names alone.  So what is kept in memory for each article is its bands, packed, and nothing else; the prints of a
large block lie in a file that has no name.
"""
from __future__ import annotations

import os
import pickle
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import IO, TYPE_CHECKING

import numpy as np

from kg.errors import OutputError

if TYPE_CHECKING:
    from kg.resolve.repeats import Print, Printed

_ALIKE, _FIGURES = 0.75, 0.6  # shares of the shorter one's runs, and of its figures, that make two articles one
_BUCKET = 12  # first printings that a newcomer is compared with in one band: a stock phrase must not make the search quadratic
_HELD = 1000  # prints in memory; a block that has more is no article and its reprints


def alike_groups(block: Iterable[Print], held: int = _HELD) -> Iterator[list[tuple[Printed, int]]]:
    """Articles of a block that are one, the earliest first, each with the share in per cent of its runs that the first one has too.

    Args:
        block: prints in the order of printing.
        held: how many of them may lie in memory.

    Raises:
        OutputError: the prints of a large block do not fit on the disk.
    """
    prints, bands = _Prints(held), array("Q")
    for made in block:
        prints.append(made)
        bands.extend(made.bands)
    firsts = _Firsts(bands)
    groups: dict[int, list[tuple[Printed, int]]] = {}
    for number, made in enumerate(prints):
        share, first = max([(_alike(prints[near], made), -near) for near in firsts.near(made.bands)], default=(0, 0))
        if share:
            groups.setdefault(-first, [(prints[-first].article, 100)]).append((made.article, share))
        else:
            firsts.add(number, made.bands)
    yield from (groups[first] for first in sorted(groups))


class _Prints:
    """Prints by number: the first ones in memory, the others in a file."""

    def __init__(self, held: int):
        self._most = held
        self._held: list[Print] = []
        self._file: IO[bytes] | None = None
        self._ends = array("q", [0])

    def append(self, made: Print) -> None:
        """One more."""
        if len(self._held) < self._most:
            self._held.append(made)
            return
        packed = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 (closed when nobody holds it)
            self._file.write(packed)
        except OSError as problem:
            raise OutputError(problem.strerror or str(problem), tempfile.gettempdir(), "set TMPDIR to a folder with more room") from problem
        self._ends.append(self._ends[-1] + len(packed))

    def __getitem__(self, number: int) -> Print:
        at = number - len(self._held)
        if at < 0:
            return self._held[number]
        assert self._file is not None
        made: Print = pickle.loads(os.pread(self._file.fileno(), self._ends[at + 1] - self._ends[at], self._ends[at]))  # noqa: S301 (this process wrote it, and nobody else can)
        return made

    def __iter__(self) -> Iterator[Print]:
        return map(self.__getitem__, range(len(self._held) + len(self._ends) - 1))


class _Firsts:
    """Band → the numbers of the first printings that have it, at most `_BUCKET`.  Bands that only one article has are not kept: of 60,000 made briefs and notices one band in twenty is left."""

    def __init__(self, bands: array[int]):
        of_all = np.frombuffer(bands, np.uint64) if bands else np.zeros(0, np.uint64)
        of_all.sort()
        again = of_all[1:][of_all[1:] == of_all[:-1]]
        self._bands = again[np.concatenate(([True], again[1:] != again[:-1]))] if len(again) else again
        self._numbers = np.full((len(self._bands), _BUCKET), -1, np.int32)
        self._filled = np.zeros(len(self._bands), np.uint8)

    def _rows(self, bands: Sequence[int]) -> np.ndarray:
        wanted = np.array(bands, np.uint64)
        rows = np.searchsorted(self._bands, wanted)
        rows, wanted = rows[rows < len(self._bands)], wanted[rows < len(self._bands)]
        return rows[self._bands[rows] == wanted]

    def near(self, bands: Sequence[int]) -> set[int]:
        """The first printings that share a band."""
        return set(chain.from_iterable(self._numbers[self._rows(bands)].tolist())) - {-1}

    def add(self, number: int, bands: Sequence[int]) -> None:
        """One more first printing."""
        rows = self._rows(bands)
        rows = rows[self._filled[rows] < _BUCKET]
        self._numbers[rows, self._filled[rows]] = number
        self._filled[rows] += 1


def _alike(one: Print, other: Print) -> int:
    """The share of the shorter article's runs that stand in the other, in per cent; 0 where they are two articles."""
    shorter, longer = (one.runs, other.runs) if len(one.runs) <= len(other.runs) else (other.runs, one.runs)
    if len(shorter) * 2 < len(longer) or len(one.figures & other.figures) < _FIGURES * min(len(one.figures), len(other.figures)):
        return 0
    shared, of = len(np.intersect1d(np.frombuffer(shorter, np.uint32), np.frombuffer(longer, np.uint32), assume_unique=True)), len(shorter) // 4
    return 0 if shared < _ALIKE * of else shared * 100 // of
