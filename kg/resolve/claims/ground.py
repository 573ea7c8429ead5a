"""The page that claims are bound on: its clauses, its entities, its named things.

In: a page, its layout and `PageContext`, the word lists.  Out: `Ground`, which the rooms that look for owners share, and `Topic`,
what one of them found.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.extract.claims import Layout
from kg.extract.claims.words import Word
from kg.model import Page, Span, record
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

Group = TypeVar("Group", int, int | None)
# Steps that later steps ask for.
IN_SUBJECT = "the name in subject position"
OFFICE_HOLDER = "the office-holder in subject position"
THING_IN_SUBJECT = "a named thing in subject position"
JOINT_NAMES = "joint names in subject position"
COUNTED_TOGETHER = "places that are counted together"
SOME_OF_THEM = "places of which only some are named"
MARKET_IN_SUBJECT = "a market in subject position"
FAMILY_IN_SUBJECT = "a family in subject position"
POINTED_AT = " in subject position"  # behind the word that points (我市, 该公司)
TAKES_UP = " takes up "  # between the word that takes up and what it does
HEADLINES_OWN = "the headline's own name"
OFTEN_PRINTED = "the name the article prints most often"
BODY_SAYS = "the body that says so"
HOUSE_SAYS = "the house of who says so"
WORKS_BY_PLACE = "works named by their place"
SUBJECTS = frozenset((IN_SUBJECT, OFFICE_HOLDER, THING_IN_SUBJECT, JOINT_NAMES, MARKET_IN_SUBJECT, FAMILY_IN_SUBJECT, POINTED_AT))
# How far off its figure a topic was told, where later steps ask for it.
OF_CLAUSE = "of a clause before"
OF_SENTENCE = "of a sentence before"
OF_HEADING = "of the heading above"
OF_LEAD = "of the article's lead"
ACTED_FOR = "for whom those act who are named here"


@record
class Topic:
    """Whose figure it may be: an entity key, or only a name; `start` is its page offset.

    `step` is what found it, `said` the printed word that points at it (该公司, 全市) or takes up the name `taken`, `how` how far it was carried from there.

    >>> Topic(None, "沿江大桥", 3, TAKES_UP, "该桥", "沿江大桥", (OF_CLAUSE,)).because
    '该桥 takes up 沿江大桥, of a clause before'
    """

    key: str | None
    name: str
    start: int
    step: str
    said: str = ""
    taken: str = ""
    how: tuple[str, ...] = ()
    serves: str = ""  # the place or list that it stands for, as a reason

    @property
    def because(self) -> str:
        """The reason in words, as a claim prints it; what is decided is decided by the fields."""
        return ", ".join((f"{self.said}{self.step}{self.taken}", *self.how)) + self.serves

    @property
    def reach(self) -> str:
        """How it was told last of all; empty where it stands in the clause, or stands for something else."""
        return self.how[-1] if self.how and not self.serves else ""


def told_further(topic: Topic | None, how: str) -> Topic | None:
    """The topic with one more step in its reason.

    >>> told_further(Topic(None, "沿江大桥", 3, THING_IN_SUBJECT), OF_CLAUSE).because
    'a named thing in subject position, of a clause before'
    """
    return replace(topic, how=(*topic.how, how)) if topic else None


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


def first_of_nouns(row: Sequence[Word], last: int) -> int:
    """The index of the first of the plain nouns that stand close together up to word `last` (重大|交通|事故)."""
    first = last
    while first and row[first - 1].is_nominal and not row[first - 1].is_named and not row[first - 1].is_value and row[first - 1].end == row[first].start:
        first -= 1
    return first


class Ground:
    """A page with what was found on it."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things):
        self.page, self.layout, self.context, self.cues, self.things = page, layout, context, cues, things
        self.row = layout.row  # the words of a clause by its number

    def name_at(self, word: Word, step: str) -> Topic:
        """The name that a word is: its entity, or where none stands there, itself."""
        key = self.context.entity_at(Span(word.start, word.end))
        if key is not None and word.text.endswith(self.cues.route_heads) and self.context.entities[key].subtype == "company":
            return Topic(None, word.text, word.start, step)  # 某某高速公路, where 某某高速公路有限公司 is named too
        return Topic(key, self.context.name_of(key) or word.text, word.start, step)
