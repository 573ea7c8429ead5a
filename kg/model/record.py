"""What makes a class a record.

In: a class that lists its fields.  Out: the class with slots and the methods of a value.  A start makes a hundred records; `dataclass` writes six methods for each of
them as text and compiles them one by one, which takes a tenth of a start.  Here it writes the constructor, and functions made once for all do the rest.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def record(kind: type[Kind]) -> type[Kind]:
    """A value: equal where all its fields are, with a hash, printed as it is written, packed by its constructor.

    It is frozen for the type checker, which refuses assignments; a guard at run time makes each of them cost three times as much.

    >>> Pair = record(type("Pair", (), {"__annotations__": {"first": int, "second": int}}))
    >>> Pair(1, 2), Pair(1, 2) == Pair(1, 2), Pair(1, 2) == (1, 2), len({Pair(1, 2), Pair(1, 2), Pair(2, 1)})
    (Pair(first=1, second=2), True, False, 2)
    """
    made = dataclass(slots=True, eq=False, repr=False)(kind)
    told = fields(made)  # type: ignore[arg-type]
    values, compared = _values([one.name for one in told]), _values([one.name for one in told if one.compare])
    printed = tuple(one.name for one in told if one.repr)

    def equals(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    @recursive_repr()
    def prints(self: Any) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in printed)})"

    methods: dict[str, Callable[..., object]] = {
        "__eq__": equals, "__repr__": prints, "__hash__": lambda self: hash(compared(self)),
        "__reduce__": lambda self: (self.__class__, values(self))}  # by slots it took a third of a second build
    for name, method in methods.items():
        setattr(made, name, method)
    return made


@dataclass_transform()
def fillable(kind: type[Kind]) -> type[Kind]:
    """As `record`, of which some fields are filled after it was made; the type checker lets them be."""
    return record(kind)


def _values(names: list[str]) -> Callable[[Any], tuple]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple([getattr(one, name) for name in names])
