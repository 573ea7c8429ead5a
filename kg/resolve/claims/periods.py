"""The one period that a report tells of, for all of its paragraphs.

In: a reading, the times of a page and what they govern.  Out: the period of the article's first paragraph or headline, where no other
period of months governs anything in the article; a report says its months once and then goes through its branches.
"""
from __future__ import annotations

from kg.extract.claims import Reading
from kg.resolve.claims.moments import Moment
from kg.resolve.claims.reports import Reports


class OnlyPeriods:
    """The only periods of a page's articles."""

    def __init__(self, reports: Reports):
        self.reports, self.governing, self.topics = reports, reports.governing, reports.topics
        self._only: dict[int, tuple[Moment | None, bool]] = {}  # article → its one period, and whether it is told twice

    def of(self, reading: Reading) -> tuple[str | None, str] | None:
        """The one period of the article, said more than once or held against another, for a sentence that has no time."""
        clause = self.topics.layout.clauses[reading.clause]
        form, compares = self.topics.page.text.form, self.reports.compares(reading)
        if clause.article is None or self.governing.turns.each_time.search(form, clause.span.start, reading.value.span.start) or not compares and self.topics.cues.decrees.search(form, clause.span.start, reading.value.span.start):
            return None  # 出台了18条措施 is told once, and counts nothing of the period
        if clause.article not in self._only:
            self._only[clause.article] = self._find(clause.article)
        only, often = self._only[clause.article]
        if only is None or only.span.start > reading.value.span.start or not (often or compares or reading.kind == "rate"):
            return None
        return only.interval, f"time: {only.text}, the only period of the report"

    def _find(self, article: int) -> tuple[Moment | None, bool]:
        """The first of an article's periods, where all that govern anything are one, and whether it is told twice."""
        form = self.topics.page.text.form
        found: list[Moment] = []
        sources, lead = self.topics.layout.cues.sources, None  # 由上月下降0.4%转为……: the month before is of that figure alone
        for number, clause in self.topics.articles.clauses_of(article):
            if clause.zone == "body" and clause.paragraph != lead:
                if lead is not None and not found:
                    return None, False  # a period that stands further down is of its own paragraph
                lead = clause.paragraph
            for moment in self.governing.on(number):
                if moment.interval is None or moment.is_passing or moment.is_end or not self.governing.governs(moment, number, clause.span.end):
                    continue
                if len(moment.interval) == 4 or moment.is_day or form[moment.span.start - 1] in sources:
                    if found or not any(word.tag == "Quantity" for word in self.topics.row(number)):
                        continue  # 去年 and the days of single events are of their own sentences
                    return None, False
                if not (moment.is_period or moment.is_reported) or found and found[0].interval != moment.interval:
                    return None, False
                found.append(moment)
        return (found[0], len(found) > 1) if found else (None, False)
