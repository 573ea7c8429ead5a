"""Tables that many rows look into (clusters, posts, goals), which note who asked them what: where an answer changes, only who asked is worked out again.

In: shared values.  Out: tables and sets with a note of every answer that they give; and, held against those of the build before, whether an answer is still the
same.  Other values are settings: nothing is noted of them, for a ledger belongs to one set of settings, rules and code.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any, NamedTuple

from kg.flow import Parent, Shared
from kg.flow.ledger import Ledger, Sheet, are_alike, named, packed, spelled, unpacked, within
from kg.flow.memory import Value

Looked = dict[str, set]  # name of a value → what was asked of it

_LARGE = (Mapping, Set)


class Answers:
    """A table or a set, behind a call, that notes what it is asked.  It answers single questions only: whoever reads it as a whole would depend on all of it."""

    def __init__(self, name: str, value, lookups: Lookups):
        self.name, self._value, self._lookups = name, value, lookups

    def __call__(self) -> Any:  # this stands for its value, of whatever type that is
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
        self._shared: dict[str, bytes] = {}
        self._changed: dict[str, _Change] = {}
        self.noted: Looked = {}

    def share(self, name: str, value: Shared) -> Callable[[], Shared]:
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

    def changed(self) -> Iterator[tuple[str, Iterable[object] | None]]:
        """The values of which some answers are not as they were in the build before: to which questions, or to all (None)."""
        for name, change in sorted(self._changed.items()):
            yield name, None if change.is_whole else change.keys
        for name in map(str, map(named, self._sheet.keys())):
            if name not in self._shared:
                yield name, None

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


class Askers:
    """Which parents of a stage asked what, and who asked something that is answered otherwise now: found from what has changed, however many have asked."""

    def __init__(self, lookups: Lookups, by_parent: Sheet, by_question: Sheet):
        self._lookups, self._by_parent, self._by_question = lookups, by_parent, by_question
        self._nobody = by_parent.is_empty()  # of most stages nobody asks anything

    def empty(self) -> None:
        """Nobody has asked."""
        self._by_parent.empty()
        self._by_question.empty()
        self._nobody = True

    def begin(self) -> Looked:
        """From now on, what is looked up is noted anew."""
        self._lookups.noted = {}
        return self._lookups.noted

    def note(self, parent: Parent, noted: Looked, is_new: bool) -> None:
        """What a parent asked this time."""
        old = None if is_new or self._nobody else self._by_parent.get(parent)
        if not noted and old is None:
            return
        self._nobody = False
        before, now = unpacked(old) if old else set(), {_question(name, key) for name, keys in noted.items() for key in keys}
        for question in sorted(before ^ now):
            self._by_question.put(question + parent, b"" if question in now else None)
        if before != now:
            self._by_parent.put(parent, packed(now) if now else None)

    def misled(self) -> list[Parent]:
        """Whoever asked what has another answer than in the build before."""
        found: set[Parent] = set()
        for name, keys in self._lookups.changed():
            if keys is None:
                found.update(rest[len(within(rest[4:4 + int.from_bytes(rest[:4], "big")])):] for rest in self._by_question.under(within(name.encode())))
            else:
                found.update(*(self._by_question.under(_question(name, key)) for key in keys))
        return sorted(found)


def _question(name: str, key: object) -> bytes:
    """A question in bytes, which no other question begins with.  What is asked is plain: text or a number."""
    return within(name.encode()) + within(repr(key).encode("utf-8", "surrogatepass"))
