"""Words that lists know to stand for somebody, as a walk through a clause reaches them: 企业, 老人, 项目, 全国, a market.

In: a `Walk` at such a word.  Out: the `Topic` that the word gives, or None; a walk that ends or passes the word is told so.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims import Layout
from kg.extract.claims.words import Clause, Word
from kg.model import Page
from kg.resolve.claims.articles import Articles, ClauseTopics
from kg.resolve.claims.ground import MARKET_IN_SUBJECT, POINTED_AT, Topic, told_further
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.marks import AREA, EVENT, EXAMPLE, HEAD, HOUSE, MARKET, NATION, PERSON
from kg.resolve.claims.members import OPENING
from kg.resolve.claims.naming import Naming
from kg.resolve.claims.neighbours import Neighbours
from kg.resolve.claims.phrases import Phrases
from kg.resolve.claims.takings import Takings
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext


class Walk:
    """The word of a clause that is reached, and what the words before it have told.

    `governed`: a preposition or a count before holds it (对某镇, 1个某委员会); `relative`: it goes on behind 的; `opening`: before it stands nothing but when and how;
    `passed`: the word tells nothing and holds nothing behind it; `ended`: the clause has said that it names nobody.
    """

    __slots__ = ("row", "clause", "number", "stop", "at", "word", "previous", "marks", "governed", "relative", "opening", "passed", "ended")

    def __init__(self, row: Sequence[Word], clause: Clause, number: int, stop: int):
        self.row, self.clause, self.number, self.stop = row, clause, number, stop
        self.at, self.word, self.marks = 0, row[0], 0
        self.previous: Word | None = None
        self.governed, self.relative, self.opening, self.passed, self.ended = False, False, True, False, False

    @property
    def following(self) -> Word | None:
        """The word behind the one that is reached."""
        return self.row[self.at + 1] if self.at + 1 < len(self.row) else None


class ListedWords(Neighbours):
    """Such words of one page."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, takings: Takings, phrases: Phrases, naming: Naming, articles: Articles,
                 clauses: ClauseTopics):
        super().__init__(page, layout, context, cues, things)
        self.takings, self.phrases, self.naming, self.compounds, self.articles, self.clauses = takings, phrases, naming, naming.compounds, articles, clauses

    def _market(self, walk: Walk) -> Topic | None:
        word, previous, following = walk.word, walk.previous, walk.following
        if following is not None and following.start == word.end and following.text[0] == "指":
            return None  # 创业板指数: the index is what is measured
        if walk.marks & MARKET and not walk.governed and (previous is None or not previous.is_nominal or previous.is_value):
            return Topic(self.context.by_form(word.text), word.text, word.start, MARKET_IN_SUBJECT)
        return None

    def listed(self, walk: Walk) -> Topic | None:
        """A word that a list knows to stand for somebody: a market, 本地, 全区, 企业, a house, an event, a person, works."""
        word, marks = walk.word, walk.marks
        market = self._market(walk)
        if market is not None:
            return market
        if walk.at == 0:
            here = self.naming.seats.here(word, walk.clause) if word.text in self.cues.local else None
            if here is not None:
                return here
            if marks & AREA:
                walk.ended = True
                return self.naming.seats.seat(word, walk.clause)
        if walk.governed:
            return None
        if walk.at == 0 and word.text in self.cues.turns.firms_at_large:
            only = self._only_firm(walk)
            if only is not None:
                return only
        if marks & HOUSE and walk.opening:
            key = self.context.resolve_reference(word.text, word.start)
            if key is not None:
                return Topic(key, self.context.name_of(key) or word.text, word.start, POINTED_AT, word.text)
        topic = None
        if marks & EVENT and (walk.previous is None or self.naming.is_bare(walk.previous) or walk.previous.text in self.cues.turns.words_before_events_again):
            topic = self.takings.event_again(word, walk.clause)
        if topic is None and marks & PERSON and self._opens_with_person(walk):
            topic = self.takings.house_of(walk.row, walk.at) or self.naming.made_by(walk.row, walk.at, walk.clause, walk.stop) or self.takings.person_again(word, walk.clause)
        if topic is None and marks & HEAD and self.naming.is_bare(walk.previous) and not self.plans(walk.row, walk.at):
            topic = self._works_of_sentence(word, walk.number) or self.takings.again(word, walk.clause) or self.compounds.works_again(word, walk.clause)
        walk.passed = topic is None and walk.at == 0 and marks & EXAMPLE != 0  # 如某镇的鞋企
        return topic

    def _only_firm(self, walk: Walk) -> Topic | None:
        """企业 before its verb: the article's only firm; in 企业是…的细胞 firms at large."""
        word, following = walk.word, walk.following
        if following is None or not following.is_verb or following.text in self.cues.copulas:
            return None
        only = self.articles.only_company(walk.clause.article)
        return Topic(only, self.context.name_of(only) or word.text, word.start, POINTED_AT, word.text) if only is not None else None

    def _opens_with_person(self, walk: Walk) -> bool:
        """True where 老人 or 他 opens what is said: behind when and how, 这是, 7天 or 的."""
        at, previous = walk.at, walk.previous
        if previous is None or previous.tag in OPENING or previous.tag == "Quantity" and previous.text.endswith("天"):
            return True
        return (at, previous.text) in ((1, "这是"), (2, "是")) or walk.relative and previous.text == "的"

    def inside_or_nation(self, walk: Walk) -> Topic | None:
        """矿上 and 村里 as who acts; 全国, 全球."""
        word = walk.word
        if not walk.governed and word.mention is None and self.page.text.form.startswith(self.cues.turns.words_of_inside_places, word.start + 1):
            inside = self.takings.inside(walk.row, walk.at)
            if inside is not None:
                return inside
        event = self.takings.event_behind(walk.row, walk.at) if walk.marks & NATION else None
        if event is not None:
            return event
        if walk.marks & NATION and not self.ranked(walk.row, walk.at) and not self.scopes(walk.row, walk.at):
            return Topic(self.context.by_form("中国"), "中国", word.start, POINTED_AT, word.text)
        return self._world(walk) if word.text in self.cues.world and not walk.governed else None

    def _world(self, walk: Walk) -> Topic | None:
        """全球 in 全球确诊病例达到…; in 某公司产值…，全球市场份额达12% the sentence is about the firm, and 全球首台 is a rank."""
        word, number, clauses = walk.word, walk.number, self.layout.clauses
        if walk.following is None or walk.following.text.startswith(self.cues.nation_ranks):
            return None
        if number and clauses[number - 1].sentence == walk.clause.sentence and not self.clauses.is_attribution(number - 1) and self.clauses.of(number - 1) is not None:
            return None
        return Topic(None, word.text, word.start, POINTED_AT, word.text)

    def _works_of_sentence(self, word: Word, number: int) -> Topic | None:
        """项目 bare behind a clause about a site, a zone or works (某产业园是…，项目总投资11亿元): that one, not a project named further back."""
        if word.text not in self.cues.works or not number or self.layout.clauses[number - 1].sentence != self.layout.clauses[number].sentence:
            return None
        topic = self.clauses.of(number - 1)
        entity = self.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
        sited = topic is not None and topic.name.endswith(self.cues.sights) and (entity is None or entity.subtype == "facility") or self.are_measured(topic, number - 1)
        return told_further(topic, "whose project it is") if sited else None
