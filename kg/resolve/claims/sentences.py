"""What a sentence has told before one of its clauses: each question is answered once a sentence.

In: the page and what its clauses are about (`ClauseTopics`).  Out: whether something that the page does not name was taken up, and whether somebody has acted.
"""
from __future__ import annotations

from collections.abc import Callable
from math import inf

from kg.extract.claims import Layout
from kg.model import Page
from kg.resolve.claims.articles import ClauseTopics
from kg.resolve.claims.ground import Ground
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext


class Sentences(Ground):
    """The sentences of one page."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, clauses: ClauseTopics):
        super().__init__(page, layout, context, cues, things)
        self.clauses = clauses
        self._acting: dict[int, float] = {}  # sentence → its first clause with a predicate
        self._unknown: dict[int, float] = {}  # sentence → its first clause that takes up something by 该 which the page does not name

    def points_at_unknown(self, number: int) -> bool:
        """True where the sentence takes up, before or in clause `number`, something by 该 that the page does not name (该房产建筑面积…)."""
        return self._first(number, self._takes_up_unknown, self._unknown) <= number

    def has_acted(self, number: int) -> bool:
        """True where a clause before in the sentence has a predicate, whose subject, though no name, goes on (多家公园…，组织活动370个，某馆…)."""
        return self._first(number, self._acts, self._acting) < number

    def _first(self, number: int, holds: Callable[[int], bool], known: dict[int, float]) -> float:
        """The first clause of the sentence of clause `number` for which it holds."""
        sentence = self.layout.clauses[number].sentence
        if sentence not in known:
            known[sentence] = next((step for step in self._clauses_beside(number) if holds(step)), inf)
        return known[sentence]

    def _clauses_beside(self, number: int) -> range:
        """The clauses of a sentence, of which clause `number` is one."""
        clauses, first, end = self.layout.clauses, number, number + 1
        sentence = clauses[number].sentence
        while first and clauses[first - 1].sentence == sentence:
            first -= 1
        while end < len(clauses) and clauses[end].sentence == sentence:
            end += 1
        return range(first, end)

    def _takes_up_unknown(self, step: int) -> bool:
        row = self.row(step)
        told = self.context.references.read(row[0].text) if row and row[0].is_reference else None
        if told is not None and told.way == "nearest" and told.noun.type == "ORG" and self.clauses.of(step) is None:
            return True  # 该公司, where none is named
        return len(row) > 1 and row[0].text == "该" and row[1].is_nominal and row[1].text not in self.cues.works and self.clauses.of(step) is None

    def _acts(self, step: int) -> bool:
        row = self.row(step)
        return not self.clauses.is_attribution(step) and any(word.is_verb and at and row[at - 1].is_nominal and not row[at - 1].is_value for at, word in enumerate(row))
