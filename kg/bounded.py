"""A cache that cannot grow for ever.

In: a function, and how many of its answers are worth the memory.  Out: `BoundedCache`, a dictionary that asks the function for what it lacks.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Answer = TypeVar("Answer")

KEPT_SETS = 2
"""For how many rule sets a module remembers what it made of them: two can be compared; a set that a third one pushes out is freed, 60 MB each."""


class BoundedCache(dict[Key, Answer]):
    """`cache[key]` is `make(key)`, worked out once; when `most` are kept, all are let go and it begins anew.

    A page asks for the same few things again and again and the next page for others, so an order of use (`functools.lru_cache`) would cost more than it spares.
    A look that finds is a look into a dictionary.

    >>> squares = BoundedCache(lambda number: number * number, most=2)
    >>> [squares[number] for number in (3, 3, 4, 5)], dict(squares)
    ([9, 9, 16, 25], {5: 25})
    """

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[Key], Answer], most: int):
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, key: Key) -> Answer:
        made = self._make(key)  # which may ask for others first
        if len(self) >= self._most:
            self.clear()
        self[key] = made
        return made
