"""The triggers of a level, looked for once on a page for all its strata.

In: the rules of a level in their strata, and a sheet.  Out: for each sentence the patterns that may match there.  Strata print their mentions over the sheet one
after the other; what they print adds the signs of labels, and takes away words.  A word that was printed over counts on as seen: a pattern is then searched for
once too often, which finds nothing.
"""
from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kg.rules.automata import trigger_automaton
from kg.rules.grammar import CONTINUED, FIRST_LABEL, LAST_LABEL
from kg.rules.triggers import REQUIREMENTS

if TYPE_CHECKING:
    from kg.rules.automata import Automaton
    from kg.rules.firstpages import Here
    from kg.rules.sheet import Sheet

ALL_MET = (1 << REQUIREMENTS) - 1
"""The bits of one pattern: one for each requirement that it may have."""
_FURTHER = tuple(range(1, REQUIREMENTS))  # the bits of a pattern behind its first
_SIGNS = frozenset((*map(chr, range(FIRST_LABEL, LAST_LABEL + 1)), CONTINUED))
_ALL_SIGNS = "".join(_SIGNS)
BESIDE = "\0"
"""Leads to the triggers in which a character stands beside the sign of a label (`Lookout.places`)."""


class Lookout:
    """Which triggers a level has, and which requirements of which pattern each of them meets, as a mask; pattern number N has the bits from N × `REQUIREMENTS` on."""

    def __init__(self, triggers: tuple[str, ...], trigger_masks: tuple[int, ...], always: int, size: int):
        self.triggers, self.trigger_masks = triggers, trigger_masks
        self.always = always  # the bits of requirements that a pattern does not have
        self.size = size  # patterns
        self._automaton: Automaton | None = None
        self._places: bytes | None = None  # of a lookout from the cache: its `places`, closed

    @classmethod
    def of(cls, needs: Sequence[Sequence[frozenset[str]]]) -> Lookout:
        """The lookout for patterns in this order, of each what it requires: up to `REQUIREMENTS` sets of words of which one must stand there."""
        masks: dict[str, int] = {}
        always = 0
        for number, required in enumerate(needs):
            for step in range(REQUIREMENTS):
                bit = 1 << number * REQUIREMENTS + step
                if step >= len(required):
                    always |= bit
                    continue
                for trigger in required[step]:
                    masks[trigger] = masks.get(trigger, 0) | bit
        triggers = tuple(sorted(masks))
        return cls(triggers, tuple(masks[trigger] for trigger in triggers), always, len(needs))

    @classmethod
    def for_all(cls, size: int) -> Lookout:
        """One that looks for nothing: each of so many patterns may match everywhere."""
        return cls((), (), (1 << size * REQUIREMENTS) - 1, size)

    @cached_property
    def of_signs(self) -> dict[str, int]:
        """The masks of what printing a mention brings: the sign of its label, and pairs of characters at its beginning and end."""
        if self._places is not None:
            return {self.triggers[number]: self.trigger_masks[number] for key, numbers in self.places.items() if key[:1] in ("", BESIDE) for number in numbers}
        return {trigger: mask for trigger, mask in zip(self.triggers, self.trigger_masks, strict=True) if not _SIGNS.isdisjoint(trigger)}

    @cached_property
    def places(self) -> dict[str, tuple[int, ...]]:
        """The numbers of the triggers that begin with two characters, or that are one.  Those in which the sign of a label stands are under no character; where another one
        stands beside the sign, it must stand in a form to meet a mention: they are under the sign of no label and that character."""
        if self._places is not None:
            return marshal.loads(self._places)
        found: dict[str, list[int]] = {"": []}
        for number, trigger in enumerate(self.triggers):
            beside = trigger.lstrip(_ALL_SIGNS)[:1] or trigger.rstrip(_ALL_SIGNS)[-1:]
            key = trigger[:2] if _SIGNS.isdisjoint(trigger) else BESIDE + beside if beside else ""
            found.setdefault(key, []).append(number)
        return {key: tuple(numbers) for key, numbers in found.items()}

    def watching(self, here: Here | None) -> tuple[Automaton | None, Sequence[int]]:
        """What finds triggers, None where there are none, and the mask of each that it finds; of those that may stand `here`, or of all."""
        if self._automaton is None and here is not None:
            return here.watching(self)
        if self._automaton is None:
            self._automaton = trigger_automaton(self.triggers)
        return self._automaton, self.trigger_masks

    @cached_property
    def every(self) -> int:
        """The first bit of each pattern."""
        return ((1 << self.size * REQUIREMENTS) - 1) // ALL_MET

    @cached_property
    def free(self) -> int:
        """The first bits of the patterns that require nothing."""
        return self.all_met(self.always)

    def all_met(self, met: int) -> int:
        """The first bits of the patterns whose requirements are all met."""
        found = self.every & met
        for step in _FURTHER:
            found &= met >> step
        return found

    def may_match(self, form: str) -> int:
        """The first bits of the patterns that may match in a form by itself."""
        met, automaton = self.always, self._automaton
        masks: Sequence[int] = self.trigger_masks
        if automaton is None:
            automaton, masks = self.watching(None)
        if automaton is not None:
            for trigger, _start, _end in automaton.find_matches_as_indexes(form, overlapping=True):
                met |= masks[trigger]
        return self.free if met == self.always else self.all_met(met)

    def __reduce__(self):
        distinct = tuple(dict.fromkeys(self.trigger_masks))  # hundreds, of thousands of triggers
        numbers = {mask: number for number, mask in enumerate(distinct)}
        return _with_masks, (self.triggers, distinct, array("I", map(numbers.__getitem__, self.trigger_masks)), self.always, self.size, marshal.dumps(self.places))


def _with_masks(triggers: tuple[str, ...], distinct: tuple[int, ...], numbers: array[int], always: int, size: int, places: bytes) -> Lookout:
    """A lookout from the cache: of each trigger the number of its mask is kept."""
    lookout = Lookout(triggers, tuple(map(distinct.__getitem__, numbers)), always, size)
    lookout._places = places
    return lookout


class Sighted:
    """What a lookout sees on a sheet."""

    def __init__(self, lookout: Lookout, sheet: Sheet):
        self.lookout = lookout
        self._pieces_of = pieces_of = sheet.pieces_of
        automaton, self._masks = lookout.watching(sheet.here)
        self._found = [] if automaton is None else automaton.find_matches_as_indexes(sheet.form, overlapping=True)
        self._printed: list[tuple[int, int]] = []  # where the sign of a label was printed, and what it meets
        self._met = met = [lookout.always] * (len(sheet.pieces) + 1)  # the last one is for what stands outside of sentences
        masks = self._masks
        for trigger, start, _end in self._found:
            met[pieces_of[start]] |= masks[trigger]
        self.may_match = list(map(lookout.all_met, met))
        """For each sentence piece the first bits of the patterns whose requirements are all met."""

    def outside(self, taken: bytearray) -> list[int]:
        """As `may_match`, for matches that share no character with what is taken (a byte for each place of the sheet)."""
        met, masks, pieces_of = [self.lookout.always] * len(self._met), self._masks, self._pieces_of
        for trigger, start, _end in self._found:
            if not taken[start]:
                met[pieces_of[start]] |= masks[trigger]
        for start, mask in self._printed:
            if not taken[start]:
                met[pieces_of[start]] |= mask
        return list(map(self.lookout.all_met, met))

    def printed(self, form: str, spans: Sequence[tuple[int, int]]) -> None:
        """Mentions were printed over the sheet, from and to these places; `form` is what it is now."""
        of_signs, pieces_of, all_met = self.lookout.of_signs, self._pieces_of, self.lookout.all_met
        for start, end in spans:
            for place, trigger in ((start, form[start]), (start - 1, form[start - 1:start + 1]), (end - 1, form[end - 1:end + 1])):
                mask = of_signs.get(trigger)
                if mask is not None:
                    self._printed.append((place, mask))
                    piece = pieces_of[place]
                    met = self._met[piece]
                    if met | mask != met:
                        self._met[piece] = met | mask
                        self.may_match[piece] = all_met(met | mask)
