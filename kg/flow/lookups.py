"""Values that many rows look into, and which rows looked where.

In: shared values.  Out: tables and sets with a note of every answer that they give; and, held against those of the build before, whether an answer is still the
same.  Other values are settings: nothing is noted of them, for a ledger belongs to one set of settings, rules and code.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import NamedTuple

from kg.flow.ledger import Ledger, are_alike, packed, spelled, unpacked
from kg.flow.memory import Value

Looked = dict[str, set]  # name of a value → what was asked of it

_LARGE = (Mapping, Set)


class Answers:
    """A table or a set, behind a call, that notes what it is asked.  It answers single questions only: whoever reads it as a whole would depend on all of it."""

    def __init__(self, name: str, value, lookups: Lookups):
        self.name, self._value, self._lookups = name, value, lookups

    def __call__(self) -> Answers:
        return self

    def __contains__(self, key: object) -> bool:
        self._note(key)
        return key in self._value

    def __getitem__(self, key):
        self._note(key)
        return self._value[key]

    def get(self, key, default=None):
        """The value under `key`."""
        self._note(key)
        return self._value.get(key, default)

    def _note(self, key: object) -> None:
        self._lookups.noted.setdefault(self.name, set()).add(key)

    def __reduce__(self):
        return Value, (self._value,)


class _Change(NamedTuple):
    """Which answers are not as they were: some, or perhaps all."""

    keys: set
    is_whole: bool


class Lookups:
    """All shared values of a build.  `noted` is what the row that is being worked on has asked."""

    def __init__(self, ledger: Ledger):
        self._sheet = ledger.sheet("shared values")
        self._shared: dict[str, object] = {}
        self._changed: dict[str, _Change] = {}
        self.noted: Looked = {}

    def share(self, name: str, value: object) -> Callable[[], object]:
        """A value under a name that it has in every build."""
        if not isinstance(value, _LARGE):
            return Value(value)
        old, new = self._sheet.get(spelled(name)), packed(value)
        if not self._sheet.is_of_last_build or old is None:
            self._changed[name] = _Change(set(), True)
        elif not are_alike(old, value, new):
            self._changed[name] = _difference(unpacked(old), value)
        self._shared[name] = new
        return Answers(name, value, self)

    def have_changed(self, looked: Looked) -> bool:
        """True where one of these answers may be another than in the build before."""
        for name, keys in looked.items():
            if name not in self._shared:
                return True
            change = self._changed.get(name)
            if change is not None and (change.is_whole or not change.keys.isdisjoint(keys)):
                return True
        return False

    @property
    def is_any_changed(self) -> bool:
        """False where no shared value of this build is another than before, so that nothing need be asked."""
        return bool(self._changed)

    def keep(self) -> None:
        """Write the values for the next build."""
        self._sheet.empty()
        for name, value in self._shared.items():
            self._sheet.put(spelled(name), value)


def _difference(old: object, new: object) -> _Change:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _Change({key for key in old.keys() | new.keys() if key not in old or key not in new or not are_alike(packed(old[key]), new[key], packed(new[key]))}, False)
    if isinstance(old, Set) and isinstance(new, Set):
        return _Change(set(old ^ new), False)
    return _Change(set(), True)
