"""Earthquakes: their strength, depth, distances, and what the sentence that tells of one counts, are their own.

In: a reading and the page that it stands on.  Out: a `Topic` with the name of the earthquake: as the page prints it (鲁甸地震), else its place and its strength.
"""
from __future__ import annotations

import re
from functools import cached_property

from kg.extract.claims import Reading
from kg.resolve.claims.ground import Ground, Topic

_LONGEST_PLACE = 8  # characters


class Quakes(Ground):
    """The earthquakes of one page."""

    def of(self, reading: Reading) -> Topic | None:
        """The earthquake that owns a figure, where its own words or those right before it tell so."""
        if not self._are_told_of or not (self._is_its_measure(reading) or self._is_caused(reading)):
            return None
        name = self.name(reading)
        return Topic(self.context.by_form(name), name, reading.value.span.start, "the earthquake that the page tells of") if name is not None else None

    def _is_its_measure(self, reading: Reading) -> bool:
        """True for 5.5级 before 地震, for 震源深度, and for how far its centre lies from a place."""
        form, value = self.page.text.form, reading.value.span
        if self.cues.turns.quake.match(form, value.end) or reading.metric.endswith(self.cues.turns.metrics_of_quakes):
            return True
        clause = self.layout.clauses[reading.clause]
        start = self.page.sentences[clause.sentence].span.start
        return self.cues.turns.centre_of_quake.search(form, start, value.start) is not None and self.cues.turns.far_from.search(form, clause.span.start, value.start) is not None

    def _is_caused(self, reading: Reading) -> bool:
        """True for 17人受伤 right behind 发生5.1级地震, and for 地震已致48人死亡, where no place is named to which it came."""
        form, clause, value = self.page.text.form, self.layout.clauses[reading.clause], reading.value.span
        named = [word for word in self.row(reading.clause) if word.start < value.start and (word.is_named or word.is_reference)]
        before = self.layout.clauses[reading.clause - 1] if reading.clause and clause.opens == "，" else None
        if not named and before is not None and before.sentence == clause.sentence and self.cues.turns.strength_of_quake.search(form, before.span.start, before.span.end):
            return True
        caused = self.cues.turns.quake_that_causes.search(form, clause.span.start, value.start) or self._called_in(clause.span.start, value.start)
        return caused is not None and not any(word.start >= caused.end() for word in named)

    def _called_in(self, start: int, stop: int) -> re.Match[str] | None:
        """An earthquake called by its place, which is all that a stretch names (洱源地震受伤人数增至30人)."""
        return next((found for found in self.cues.turns.quake_called.finditer(self.page.text.form, start, stop) if self._size_of_place(found.start()) is not None), None)

    def _size_of_place(self, end: int) -> int | None:
        """How many characters the place has that ends at a page offset."""
        form = self.page.text.form
        return next((size for size in range(min(_LONGEST_PLACE, end), 1, -1) if form[end - size:end] in self._places), None)

    def name(self, reading: Reading) -> str | None:
        """What an earthquake is called: as the page calls it most often, else by the place and the strength that are told first."""
        return self._printed or self._described(reading)

    @cached_property
    def _are_told_of(self) -> bool:
        """True where the page has the word at all."""
        return self.cues.turns.quake.search(self.page.text.form) is not None

    @cached_property
    def _places(self) -> frozenset[str]:
        """The places of the page as printed, and without their last sign (洱源 of 洱源县)."""
        forms = {name.form for name in self.context.names if name.type == "LOC"}
        return frozenset({*forms, *(form[:-1] for form in forms if len(form) > 2)})

    @cached_property
    def _printed(self) -> str | None:
        """The name that the page prints most often, the longest of those: 洱源5.1级地震, 鲁甸地震."""
        form, counted = self.page.text.form, dict[str, int]()
        for found in self.cues.turns.quake_called.finditer(form):
            size = self._size_of_place(found.start())
            if size is not None:
                name = self.page.text.printed[found.start() - size:found.end()]
                counted[name] = counted.get(name, 0) + 1
        return max(counted, key=lambda name: (counted[name], len(name)), default=None)

    def _described(self, reading: Reading) -> str | None:
        """The place named last before the strength that the article tells first, and that strength: 鲁甸县6.5级地震."""
        form = self.page.text.form
        found = next((one for one in self.cues.turns.strength_of_quake.finditer(form)
                      if self.context.article_at(one.start()) == self.layout.clauses[reading.clause].article), None)
        place = next((name for name in self.context.names_before(found.start(), self.layout.clauses[reading.clause].article) if name.type == "LOC"), None) if found else None
        return place.form + self.page.text.printed[found.start():found.end()] if place is not None and found is not None else None
