"""What 该项目, 该路, 这条路 and a bare 项目 take up where a sentence names two things of their class: what it is about, not what it says of that.

In: a `Topic` that takes up a name, and the clause it stands in.  Out: the same topic, or one for the subject of the sentence in which that name only
stands further on (甲乙高速公路是国家规划的丙丁公路的一段。该项目总投资……).
"""
from __future__ import annotations

from bisect import bisect_right

from kg.extract.claims import Layout
from kg.model import Page
from kg.resolve.claims.articles import ClauseTopics
from kg.resolve.claims.ground import TAKES_UP, Ground, Topic
from kg.resolve.claims.lists import SubjectCues
from kg.resolve.claims.things import Things
from kg.resolve.context import PageContext

_DEEPEST = 3  # sentences in each of which a thing is taken up; further back nobody looks


class Centres(Ground):
    """What the sentences of one page are about, for the words that take it up."""

    def __init__(self, page: Page, layout: Layout, context: PageContext, cues: SubjectCues, things: Things, clauses: ClauseTopics):
        super().__init__(page, layout, context, cues, things)
        self._clauses, self._depth = clauses, 0

    def of(self, topic: Topic, number: int) -> Topic:
        """The topic, or the subject of the sentence before in which what it takes up is only part of what is said."""
        said, name = topic.said, topic.taken
        pointed = next((sign for sign in self.cues.pointing if said.startswith(sign)), "")
        if not name or not pointed and said not in self.cues.works or topic.how or self._depth == _DEEPEST:
            return topic
        clauses = self.layout.clauses
        at = self.page.text.printed.rfind(name, 0, topic.start)
        there = bisect_right(self.layout.places, at) - 1 if at >= 0 else -1
        if there < 0 or there >= number:
            return topic
        if clauses[there].paragraph != clauses[number].paragraph:
            since, there = True, number - 1  # 某园位于某镇，总投资5亿元。项目……, where another project was named a paragraph before
        else:
            since = False
        if there < 0 or clauses[there].paragraph != clauses[number].paragraph or clauses[number].sentence - clauses[there].sentence > 1:
            return topic
        first = there
        while first and clauses[first - 1].sentence == clauses[there].sentence:
            first -= 1
        self._depth += 1
        subject = next((found for step in range(first, there + 1) if (found := self._clauses.of(step)) is not None), None)
        self._depth -= 1
        if subject is None or subject.start >= at and not since or subject.name in (topic.name, name) or name in subject.name or not self._fits(subject, said.removeprefix(pointed), name):
            return topic
        return Topic(subject.key, subject.name, topic.start, TAKES_UP, said, subject.name)

    def _fits(self, subject: Topic, noun: str, name: str) -> bool:
        """True for a subject of the class that the word points at."""
        if noun in self.cues.works_in_general or noun in self.cues.works:
            return subject.name.endswith((*self.cues.works_in_general, *self.cues.route_heads, *self.cues.long_works_heads, *self.cues.house_heads, *self.cues.zone_heads))
        return subject.name.endswith(noun or name[-1])
