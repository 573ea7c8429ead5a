"""What an article as a whole is about: its lead, the heading over a paragraph, the names it prints most often, its only firm.

In: the page and what its clauses are about (`ClauseTopics`).  Out: `Topic`s for figures whose own sentences name no owner.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import Protocol

from kg.extract.claims import Layout
from kg.extract.claims.words import HEADLINES, Clause
from kg.model import Page
from kg.resolve.claims.ground import HEADLINES_OWN, POINTED_AT, Ground, Topic, first_of
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_HEADINGS = ("subhead", "title")
_LONGEST_NAME = 14
_OF_PLACES = frozenset(("party", "government"))  # of congresses and governments


class ClauseTopics(Protocol):
    """What is known of single clauses, by number."""

    def of(self, number: int) -> Topic | None:
        """What clause `number` is about."""

    def is_attribution(self, number: int) -> bool:
        """True for a clause that only says who says so."""


class Articles(Ground):
    """The articles of one page, each question answered once."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, clauses: ClauseTopics):
        super().__init__(page, layout, context, cues, things)
        self.clauses = clauses
        self._leads: dict[int | None, Topic | None] = {}
        self._first_of = first_of([clause.article for clause in layout.clauses])  # article → its first clause
        self._printed: dict[int | None, dict[str, int]] = {}
        self._often: dict[int | None, list[tuple[str, int]]] = {}
        for name in context.names:
            if name.type in ("ORG", "LOC") and name.form not in cues.no_owners:
                printed = self._printed.setdefault(name.article, {})
                printed[name.entity] = printed.get(name.entity, 0) + 1
        self._reported: dict[int | None, Topic | None] = {}
        self._companies: dict[int | None, str | None] = {}
        self._headings: list[int | None] | None = None

    def clauses_of(self, article: int | None) -> Iterator[tuple[int, Clause]]:
        """The clauses of an article in their order, each with its number on the page."""
        clauses = self.layout.clauses
        for number in range(self._first_of.get(article, len(clauses)), len(clauses)):
            if clauses[number].article != article:
                return
            yield number, clauses[number]

    def _headlines(self, article: int | None) -> Iterator[tuple[int, Clause]]:
        """The clauses of the headline that an article begins with."""
        return takewhile(lambda told: told[1].zone in HEADLINES, self.clauses_of(article))

    def often_printed(self, article: int | None) -> list[tuple[str, int]]:
        """The two organisations or places that an article prints most often, and how often."""
        if article not in self._often:
            self._often[article] = Counter(self._printed.get(article, ())).most_common(2)
        return self._often[article]

    def only_company(self, article: int | None) -> str | None:
        """The one company that an article names, or None: 企业拿到了更多订单 is told of it, where others are named of firms at large."""
        if article not in self._companies:
            named = {name.entity for name in self.context.names if name.article == article and name.type == "ORG" and self.context.entities[name.entity].subtype == "company"}
            self._companies[article] = named.pop() if len(named) == 1 else None
        return self._companies[article]

    def lead(self, article: int | None) -> Topic | None:
        """What the first sentence of an article's running text that has a subject is about."""
        if article not in self._leads:
            self._leads[article] = None
            for number, clause in self.clauses_of(article):
                topic = self.clauses.of(number) if clause.zone == "body" and not self.clauses.is_attribution(number) else None
                if topic is not None and not self._signs(number):
                    self._leads[article] = topic
                    break
        return self._leads[article]

    def headlines_event(self, article: int | None) -> Topic | None:
        """The event that counts its own players and stands and that a headline names (第三届进博会展览面积扩大)."""
        for _, clause in self._headlines(article):
            event = next((t for t in self.things.from_to(clause.span.start, clause.span.end) if t.name.endswith(self.cues.owning_events)), None)
            if event is not None:
                return Topic(self.context.by_form(event.name), event.name, event.start, HEADLINES_OWN)
        return None

    def headlines_whole(self, article: int | None) -> Topic | None:
        """The country or the place, where a headline is about all of it (全国高校毕业生就业率达73%, 我市集中开工一批项目)."""
        for number, _ in self._headlines(article):
            topic = self.clauses.of(number)
            if topic is None:
                continue
            place = topic.step == POINTED_AT and topic.key is not None and topic.said.startswith(self.cues.turns.heads_of_wholes) and self.context.entities[topic.key].type == "LOC"
            if place or topic.said in self.cues.nation:
                return Topic(topic.key, topic.name, topic.start, HEADLINES_OWN)
        return None

    def place_reported(self, article: int | None) -> Topic | None:
        """The place whose government lays the report before its congress that the article prints (政府工作报告（摘要）): that of the congress or government in the headline, else what 全市 is."""
        if article not in self._reported:
            form, sentences = self.page.text.form, self.page.sentences
            is_report = any(self.cues.turns.report_of_government.match(form, clause.span.start, sentences[clause.sentence].span.end) for _, clause in self._headlines(article))
            self._reported[article] = self._place_of_headline(article) if is_report else None
        return self._reported[article]

    def _place_of_headline(self, article: int | None) -> Topic | None:
        entities, lead = self.context.entities, self.lead(article)
        named = (entities[name.entity] for name in self.context.headline_names(article))
        seats = (one.key if one.type == "LOC" else one.within for one in named if one.type == "LOC" and one.subtype == "admin" or one.subtype in _OF_PLACES)
        key = next((seat for seat in seats if seat), None) or (lead.key if lead is not None and lead.said.startswith(self.cues.turns.heads_of_wholes) else None)
        return Topic(key, self.context.name_of(key) or "", 0, "the place whose government reports") if key is not None else None

    def _signs(self, number: int) -> bool:
        """True for a clause that is only an office and its holder (某县财政局局长　某人), a signature over a report."""
        row = self.row(number)
        return bool(row) and row[-1].tag in ("Person", "KnownPerson") and not any(w.is_verb or w.is_value for w in row)

    def heading(self, number: int) -> Topic | None:
        """Whose name the heading over clause `number` is (a line for itself: 甲县至乙县高速公路, 丙区——优化结构)."""
        if self._headings is None:
            self._headings, last, article = [], None, None
            for at, clause in enumerate(self.layout.clauses):
                if clause.article != article:
                    last, article = None, clause.article
                zone = clause.zone
                if zone in _HEADINGS and (at == 0 or self.layout.clauses[at - 1].sentence != clause.sentence):
                    last = at
                self._headings.append(last)
        over = self._headings[number]
        return self._named_by(over) if over is not None and over != number else None

    def _named_by(self, number: int) -> Topic | None:
        row, topic = self.row(number), self.clauses.of(number)
        span = self.layout.clauses[number].span
        if row and row[-1].tag in ("Person", "KnownPerson") and number + 1 < len(self.layout.clauses) and self.layout.clauses[number + 1].opens == "：":
            return None  # 某人：展览面积扩大: who says so
        if topic is not None and topic.name.endswith(self.cues.event_heads):
            return None  # 某局召开新闻发布会: what is told there is not the meeting's
        if topic is not None and topic.start == span.start and (self.layout.clauses[number].zone == "subhead" or span.start + len(topic.name) == span.end):
            return topic
        name = self.page.text.printed[span.start:span.end]
        if topic is None and len(name) <= _LONGEST_NAME and name.endswith(self.cues.route_heads) and not any(word.is_verb or word.is_value or word.is_reference for word in row) \
                and not self.cues.holds_generic.search(name):
            return Topic(self.context.by_form(name), name, span.start, "the heading is a name")
        return None
