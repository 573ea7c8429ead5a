"""Fields of a record that are opened when somebody asks for them: a build needs no examples and no parsed patterns, and starts sooner without.

In: a field of a class with slots, and what fills it.  Out: the same field, filled on the first question.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Late:
    """Stands in for one field; all others stay plain slots, which `__getattr__` on the class would make slow to read.

    >>> from dataclasses import dataclass
    >>> @dataclass(slots=True)
    ... class Letter:
    ...     text: str
    >>> Letter.text = Late(Letter.text, lambda letter: setattr(letter, "text", "通车"))
    >>> Letter("开工").text, object.__new__(Letter).text
    ('开工', '通车')
    """

    def __init__(self, slot, fill: Callable[[Any], None]):  # of the class whose field it is
        self._slot, self._fill = slot, fill

    def __get__(self, thing, kind=None):
        if thing is None:
            return self
        try:
            return self._slot.__get__(thing, kind)
        except AttributeError:
            self._fill(thing)
            return self._slot.__get__(thing, kind)

    def __set__(self, thing, value) -> None:
        self._slot.__set__(thing, value)
