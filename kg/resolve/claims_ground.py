"""The page that claims are bound on: its clauses, its entities, its named things.

In: a page, its layout and `PageContext`, the word lists.  Out: `Ground`, which the rooms that look for owners share, and `Topic`,
what one of them found.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from kg.extract.claims import Layout
from kg.extract.claims_words import Word
from kg.model import Page, Span, record
from kg.resolve.claims_lists import SubjectCues
from kg.resolve.claims_things import Things
from kg.resolve.context import PageContext

Group = TypeVar("Group", int, int | None)
IN_SUBJECT = "the name in subject position"  # steps that later steps ask for
OFFICE_HOLDER = "the office-holder in subject position"
HEADLINES_OWN = "the headline's own name"
WORKS_BY_PLACE = "works named by their place"


@record
class Topic:
    """Whose figure it may be: an entity key, or only a name; `start` is its page offset, `because` the step."""

    key: str | None
    name: str
    start: int
    because: str


def told_further(topic: Topic | None, how: str) -> Topic | None:
    """The topic with one more step in its reason.

    >>> told_further(Topic(None, "沿江大桥", 3, "a named thing in subject position"), "of a clause before").because
    'a named thing in subject position, of a clause before'
    """
    return Topic(topic.key, topic.name, topic.start, f"{topic.because}, {how}") if topic else None


def first_of(groups: Iterable[Group]) -> dict[Group, int]:
    """Each sentence or article of a row of clauses, and the number of its first clause.

    >>> first_of([4, 4, 7])
    {4: 0, 7: 2}
    """
    found: dict[Group, int] = {}
    for number, group in enumerate(groups):
        if group not in found:
            found[group] = number
    return found


def clauses_met(layout: Layout, spans: Sequence[Span]) -> frozenset[int]:
    """The numbers of the clauses that share a character with one of the spans."""
    starts = layout.places
    met = set()
    for span in spans:
        number = max(0, bisect_right(starts, span.start) - 1)
        while number < len(layout.clauses) and layout.clauses[number].span.start < span.end:
            if layout.clauses[number].span.meets(span):
                met.add(number)
            number += 1
    return frozenset(met)


class Ground:
    """A page with what was found on it."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        self.page, self.layout, self.context, self.cues, self.things = page, layout, context, cues, things
        self.row = layout.row  # the words of a clause by its number

    def name_at(self, word: Word, because: str) -> Topic:
        """The name that a word is: its entity, or where none stands there, itself."""
        key = self.context.entity_at(Span(word.start, word.end))
        if key is not None and word.text.endswith(self.cues.route_heads) and self.context.entities[key].subtype == "company":
            return Topic(None, word.text, word.start, because)  # 某某高速公路, where 某某高速公路有限公司 is named too
        return Topic(key, self.context.name_of(key) or word.text, word.start, because)
