"""The day of a verdict, for what a court lays on somebody.

In: a reading, the times of a page and what they govern.  Out: for a penalty (有期徒刑3年), which is no length of anything that happened, the day on which its
article says that the court spoke.
"""
from __future__ import annotations

from kg.extract.claims import Reading
from kg.resolve.claims.governing import Governing
from kg.resolve.claims.moments import Moment


class Verdicts:
    """The days of the verdicts that a page's articles tell of."""

    def __init__(self, governing: Governing):
        self.governing, self.topics, self.turns = governing, governing.topics, governing.turns
        self._days: dict[int, Moment | None] = {}

    def is_penalty(self, reading: Reading) -> bool:
        """True for how long somebody is sentenced to (判处拘役4个月，缓刑6个月; 两人各获刑8年)."""
        form, clause = self.topics.page.text.form, self.topics.layout.clauses[reading.clause]
        return reading.kind == "level" and self.turns.penalty.search(form, clause.span.start, reading.value.span.start) is not None

    def of(self, reading: Reading) -> tuple[str, str] | None:
        """The day of the verdict in the article of a penalty."""
        article = self.topics.layout.clauses[reading.clause].article
        if article is None:
            return None
        if article not in self._days:
            self._days[article] = self._find(article)
        day = self._days[article]
        return (day.interval, f"time: {day.text}, the day of the verdict") if day is not None and day.interval else None

    def _find(self, article: int) -> Moment | None:
        """The first day of an article whose sentence goes on to say that a court spoke (昨日，区法院对此案公开宣判)."""
        form, sentences = self.topics.page.text.form, self.topics.page.sentences
        for number, clause in self.topics.articles.clauses_of(article):
            for moment in self.governing.on(number):
                if moment.is_day and moment.interval and self.turns.verdict.search(form, moment.span.end, sentences[clause.sentence].span.end):
                    return moment
        return None
