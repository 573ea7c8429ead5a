"""A part of the pages: the first so many, or a sample that is the same on every machine.

In: tasks in order.  Out: some of them, in the same order.  A page is drawn by a hash of the seed and its name, so no page need be opened to
choose, a sample of 100 holds every page of a sample of 10 with the same seed, and new pages push out few of those that were drawn.
"""
from __future__ import annotations

import hashlib
import heapq
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import record

if TYPE_CHECKING:
    from kg.read.gathering import Task


@record
class Pick:
    """Which pages are wanted: the first `limit`, and of these a `sample` drawn with `seed`; None is all."""

    limit: int | None = None
    sample: int | None = None
    seed: int = 1

    def of(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks that are wanted, in their order.

        >>> from pathlib import Path
        >>> pages = [(Path(name), name, None) for name in ("A01.txt", "A02.txt", "A03.txt", "A04.txt", "A05.txt")]
        >>> [name for _, name, _ in Pick(limit=2).of(pages)], [name for _, name, _ in Pick(sample=2, seed=2).of(pages)]
        (['A01.txt', 'A02.txt'], ['A03.txt', 'A04.txt'])
        """
        first = list(tasks[:self.limit])
        if self.sample is None or self.sample >= len(first):
            return first
        drawn = heapq.nsmallest(self.sample, range(len(first)), key=lambda at: (self._lot(first[at][1]), at))
        return [first[at] for at in sorted(drawn)]

    def _lot(self, name: str) -> bytes:
        return hashlib.sha256(f"{self.seed}\n{name}".encode("utf-8", "surrogatepass")).digest()
