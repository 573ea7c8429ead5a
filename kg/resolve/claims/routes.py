"""Roads and lines by their two ends or their number: 甲县至乙县高速公路, 某高铁甲地至乙地段, 168路.

In: the words of a clause.  Out: a `Compound`, or a `Topic` for a line by its number.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.words import Word
from kg.model import record
from kg.resolve.claims.ground import Ground, Topic

PLACES = frozenset({"Division", "City", "Village", "Nature", "Region", "Site", "Zone"})
LINE = re.compile("[0-9０-９]{1,4}路|[0-9０-９]{1,2}号线")


@record
class Compound:
    """A place and a class noun of works behind it; `last` is the index of its last word in the clause, `place` the word it begins with."""

    name: str
    start: int
    end: int
    last: int
    place: Word


class Routes(Ground):
    """The roads and lines of one page."""

    def route(self, row: Sequence[Word], at: int) -> Compound | None:
        """甲县至乙县高速公路: a road or line between two places, of which a list may hold the first alone."""
        if at + 3 >= len(row) or row[at + 1].text not in self.cues.between or row[at + 2].tag not in PLACES and not self._is_far_end(row[at + 2]):
            return None
        section = self._section(row, at)
        if section is not None:
            return section
        best = None
        for step in range(at + 3, min(len(row), at + 8)):
            word = row[step]
            if word.start != row[step - 1].end or not (word.is_nominal or word.tag == "d") or word.is_named and (word.tag not in PLACES or row[step - 1].tag not in PLACES):
                break  # 甲县至某省乙县高速公路: the far end may be a chain
            if self.page.text.form.endswith(self.cues.route_heads, row[at + 2].end, word.end):
                best = step
        if best is None:
            return None
        return Compound(self.page.text.printed[row[at].start:row[best].end], row[at].start, row[best].end, best, row[at])

    def _section(self, row: Sequence[Word], at: int) -> Compound | None:
        """某高铁甲地至乙地段: the section of a line or road that stands before its two ends."""
        line, end = row[at - 1] if at else None, row[at + 3]
        if line is None or line.end != row[at].start or not line.text.endswith(self.cues.route_heads) or end.text != "段" or end.start != row[at + 2].end:
            return None
        return Compound(self.page.text.printed[line.start:end.end], line.start, end.end, at + 3, line)

    def _is_far_end(self, word: Word) -> bool:
        """True for a plain noun that may be a place."""
        return word.mention is None and word.is_nominal and 2 <= len(word.text) <= 3

    def line(self, word: Word) -> Topic | None:
        """168路: a line of buses by its number."""
        if word.tag != "Fixed" or not LINE.fullmatch(word.text):
            return None
        name = self.page.text.printed[word.start:word.end]
        return Topic(self.context.by_form(name), name, word.start, "a line by its number")
