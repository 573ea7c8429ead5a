"""The one day that an article tells of, for the sentences that go on with what happened on it.

In: a reading, the times of a page and what they govern.  Out: the day, or the days from one to another, in the article's first paragraph, for a sentence
further down that has no time and a word of the event (现场, 决赛, 查获), where the article names no other day.
"""
from __future__ import annotations

import re
from datetime import date

from kg.extract.claims import Reading
from kg.extract.claims.words import HEADLINES
from kg.resolve.claims.governing import Governing
from kg.resolve.claims.lists import TimeCues
from kg.resolve.claims.moments import Moment

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEWS = 3  # days


class OnlyDays:
    """The only days of a page's articles."""

    def __init__(self, governing: Governing, cues: TimeCues):
        self.governing, self.topics, self.cues = governing, governing.topics, cues
        self._only: dict[int, Moment | None] = {}
        self._incidents: dict[int, bool] = {}  # article → whether it reports an incident

    def of(self, reading: Reading) -> tuple[str | None, str] | None:
        """The day of the event that the sentence of a reading goes on with."""
        turns = self.cues.turns
        clause, form = self.topics.layout.clauses[reading.clause], self.topics.page.text.form
        headed = clause.zone in HEADLINES
        if clause.article is None or not headed and clause.zone != "body" or reading.kind == "rate":
            return None
        sentence = self.topics.page.sentences[clause.sentence].span
        if turns.usual.search(form, sentence.start, reading.value.span.start) or any(self.governing.within(sentence)):
            return None
        if clause.article not in self._only:
            self._only[clause.article] = self._find(clause.article)
        only = self._only[clause.article]
        if only is None or only.span.start > reading.value.span.start and not headed:
            return None
        each = form.find("每", clause.span.start, reading.value.span.start) >= 0 or form.startswith("的", reading.value.span.end) or turns.lasts.search(form, reading.value.span.start, reading.value.span.end) is not None
        on = not each and self._is_news(only, clause.article) and (headed or self.governing.tells_of_acts(reading)) or turns.scenes.search(form, sentence.start, sentence.end) or "/" in (only.interval or "") and self.governing.tells_of_acts(reading)
        return (only.interval, f"time: {only.text}, the only day that the article tells of") if on else None

    def _is_news(self, only: Moment, article: int) -> bool:
        """True for one day just before the page's own in the report of an incident: what it tells was done, was done on that day."""
        if article not in self._incidents:
            form, clauses = self.topics.page.text.form, self.topics.articles.clauses_of(article)
            self._incidents[article] = any(self.cues.turns.incident.search(form, *clause.span) for _, clause in clauses)
        if not self._incidents[article]:
            return False
        published = self.topics.page.published.value or ""
        if len(published) < 10 or not _DAY.fullmatch(only.interval or ""):
            return False
        return 0 <= (date.fromisoformat(published) - date.fromisoformat(only.interval or "")).days <= _NEWS

    def _find(self, article: int) -> Moment | None:
        """The day in the first paragraph of an article's body, where no other governs anything in it."""
        turns, lead, found = self.cues.turns, None, None
        for number, clause in self.topics.articles.clauses_of(article):
            if clause.zone != "body":
                continue
            lead = clause.paragraph if lead is None else lead
            for moment in self.governing.on(number):
                if not moment.is_day or not self.governing.governs(moment, number, clause.span.end):
                    continue
                if found is not None and found.interval != moment.interval or found is None and not self._is_ahead(moment) and (clause.paragraph != lead or moment.is_end):
                    return None
                if found is None and turns.closes.search(self.topics.page.text.form, clause.span.start, self.topics.page.sentences[clause.sentence].span.end):
                    return None  # 6月12日，残疾人运动会闭幕: its medals are of all its days
                found = found or (None if self._is_ahead(moment) else moment)  # 为确保国庆期间道路畅通，9月19日晚……
        return found

    def _is_ahead(self, moment: Moment) -> bool:
        """True for a day after the page's own, or one that its words say is still to come."""
        published = self.topics.page.published.value or ""
        return not published or (moment.interval or "").partition("/")[0][:len(published)] > published or self.topics.page.text.form.endswith(self.cues.coming, 0, moment.span.start)
