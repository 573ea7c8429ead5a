"""Whose office a person holds, where only a class noun stands before the post: 公司负责人某人, 村党支部书记某人.

In: a person of the page.  Out: the key of the body or village meant, or None.
"""
from __future__ import annotations

from bisect import bisect_right

from kg.extract.claims import Layout
from kg.model import Page
from kg.resolve.claims.ground import Ground
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext


class Offices(Ground):
    """The offices of one page, each looked for once."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        super().__init__(page, layout, context, cues, things)
        self._houses: dict[str | None, str | None] = {}

    def house_by_post(self, person: str | None) -> str | None:
        """公司负责人某人, 村党支部书记某人: the body or village named before whose class noun alone stands before the post."""
        if person not in self._houses:
            self._houses[person] = self._find(person)
        return self._houses[person]

    def _find(self, person: str | None) -> str | None:
        clauses = self.layout.clauses
        for name in self.context.names:
            if name.entity != person:
                continue
            number = bisect_right(clauses, name.span.start, key=lambda c: c.span.start) - 1
            row = self.row(number) if number >= 0 else ()
            at = next((i for i, word in enumerate(row) if word.start == name.span.start), 0)
            first = at
            while first and row[first - 1].mention is None and row[first - 1].is_nominal and row[first - 1].end == row[first].start:
                first -= 1
            if first < at and (row[first].text in self.cues.house_nouns or row[first].text in self.cues.houses_of_posts) and not (first and row[first - 1].is_named and row[first - 1].end == row[first].start):
                return self.context.resolve_reference("该" + row[first].text, row[first].start)
        return None
