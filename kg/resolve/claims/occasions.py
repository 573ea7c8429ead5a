"""The occasion that a whole article is about: a holiday whose days it prints, a day of trading, an event that 此次 points at.

In: the page's time expressions, its clauses, the word lists.  Out: the interval of the occasion for a reading that has no time of its own.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims import Reading
from kg.resolve.claims.lists import TimeCues
from kg.resolve.claims.moments import Moment, counted_from
from kg.resolve.claims.topics import Topics
from kg.tokens import cut, tag

_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED = 4  # characters behind 本次 that are read as words
_BEFORE = 12  # characters in which a holiday's name stands before its days


class Occasions:
    """The occasions of a page's articles."""

    def __init__(self, moments: Sequence[Moment], topics: Topics, cues: TimeCues):
        self.moments, self.topics, self.cues, self.turns = moments, topics, cues, cues.turns
        self._holidays: dict[int | None, Moment | None] = {}
        self._days: dict[int | None, Moment | None] = {}
        self._held: dict[int | None, Moment | None] = {}
        self._opened: dict[int | None, Moment | None] = {}

    def of(self, reading: Reading) -> tuple[str | None, str] | None:
        """The days of the holiday, or of trading, that the article of a reading is about, and why."""
        clause = self.topics.layout.clauses[reading.clause]
        article = clause.article
        if article is None or clause.zone not in ("body", "subhead"):
            return None
        holiday = self._first(article, self._holidays, self._is_holiday)
        if holiday is not None and holiday.span.start < reading.value.span.start and not self._is_ahead(holiday):
            return holiday.interval, f"time: {holiday.text}, the holiday that the article is about"
        sentence = self.topics.page.sentences[clause.sentence].span
        if (points := self.turns.this_event.search(self.topics.page.text.form, sentence.start, reading.value.span.start)) is not None:
            held = self._first(article, self._held, self._is_day_of_event) or (self._first(article, self._opened, self._opens_article) if self._is_named(points.end()) else None)
            if held is not None and held.span.start < reading.value.span.start and not self._is_ahead(held):
                return held.interval, f"time: {held.text}, the day of the event that the sentence points at"
        if not self.cues.trading.search(self.topics.page.text.form, sentence.start, sentence.end):
            return None
        day = self._first(article, self._days, self._is_trading_day)
        return (day.interval, f"time: {day.text}, the day of trading that the article is about") if day is not None and day.span.start < reading.value.span.start else None

    def _is_ahead(self, holiday: Moment) -> bool:
        """True for a holiday that begins after the page (春节期间将加开渡船): what has been counted is not of it."""
        published, first = self.topics.page.published.value or "", (holiday.interval or "").partition("/")[0]
        return bool(published) and first[:len(published)] > published

    def _is_aimed_at(self, moment: Moment) -> bool:
        """True for a year's end that its sentence looks forward to (今年……，力争年末达247个)."""
        sentence = self.topics.context.sentence_at(moment.span.start)
        return sentence is not None and self.turns.forward.search(self.topics.page.text.form, sentence.span.start, moment.span.start) is not None

    def dated(self) -> tuple[Moment, ...]:
        """The moments: a holiday's bare name (五一假期) with the days that the article prints for it, 年末 of the year that is over, 今年 up to the day that is named."""
        found = []
        published = self.topics.page.published.value or ""
        for moment in self.moments:
            moment = counted_from(moment, self.topics.page.text.form, published)
            if moment.text in self.turns.names_of_ends_of_the_year and moment.interval and "-" in published and moment.interval[:7] > published[:7] and not self._is_aimed_at(moment):
                found.append(Moment(moment.span, moment.text, f"{int(moment.interval[:4]) - 1}{moment.interval[4:]}", self.turns))  # what statistics count
                continue
            if found and moment.is_this_year and self._is_counted_up_to(found[-1], moment):
                found.append(Moment(moment.span, moment.text, found[-1].interval, self.turns))
                continue
            article = self.topics.context.article_at(moment.span.start)
            bare = moment.interval is None and article is not None and any(word in moment.text for word in self.cues.holidays)
            days = self._first(article, self._holidays, self._is_holiday) if bare else None
            found.append(Moment(moment.span, moment.text, days.interval, self.turns) if days is not None else moment)
        return tuple(found)

    def _is_counted_up_to(self, before: Moment, moment: Moment) -> bool:
        """True where 今年 or 今年以来 is counted up to a day that its sentence names before it (截至4月8日，今年以来……)."""
        sentence, form = self.topics.context.sentence_at(moment.span.start), self.topics.page.text.form
        if sentence is None or before.span.start < sentence.span.start or not before.is_day or (before.interval or "")[:4] != moment.interval:
            return False
        if self.turns.forward.search(form, before.span.end, moment.span.start):
            return False  # 截至7月底，……，预计今年总产红枣3.5万吨
        return before.text.startswith(self.turns.words_of_up_to) or form.endswith(self.turns.words_of_up_to, sentence.span.start, before.span.start)

    def _first(self, article: int | None, known: dict[int | None, Moment | None], fits) -> Moment | None:
        if article not in known:
            known[article] = next((m for m in self.moments if m.interval and self.topics.context.article_at(m.span.start) == article
                                   and self.topics.context.zone_at(m.span.start) == "body" and fits(m)), None)
        return known[article]

    def _is_holiday(self, moment: Moment) -> bool:
        """True for days that a holiday's name stands before (国庆假期（10月1日至7日）)."""
        form = self.topics.page.text.form
        return bool(_DAYS.fullmatch(moment.interval or "")) and (any(word in moment.text for word in self.cues.holidays)
                                                                 or any(word in form[max(0, moment.span.start - _BEFORE):moment.span.start] for word in self.cues.holidays))

    def _is_day_of_event(self, moment: Moment) -> bool:
        """True for the day at the head of a sentence of something held (6月18日，……举行……集中开工活动)."""
        form, sentence = self.topics.page.text.form, self.topics.context.sentence_at(moment.span.start)
        return bool(_DAY.fullmatch(moment.interval or "")) and sentence is not None and form.startswith("，", moment.span.end) and self.turns.opened.search(form, moment.span.end, sentence.span.end) is not None

    def _opens_article(self, moment: Moment) -> bool:
        """True for a day with which the text of an article begins."""
        article = self.topics.context.article_at(moment.span.start)
        body = self.topics.page.articles[article].body if article is not None else ()
        return bool(_DAY.fullmatch(moment.interval or "")) and bool(body) and body[0].start == moment.span.start

    def _is_named(self, at: int) -> bool:
        """True where a word at a page offset says what was held (本次捐赠, not 此次共拆除)."""
        words = cut(self.topics.page.text.form[at:at + _NAMED])
        return bool(words) and (tag(words[0]) or "").startswith(("n", "v"))

    def _is_trading_day(self, moment: Moment) -> bool:
        """True for the day in a sentence of trading (昨日两市低开低走)."""
        sentence = self.topics.context.sentence_at(moment.span.start)
        return bool(_DAY.fullmatch(moment.interval or "")) and sentence is not None and bool(self.cues.trading.search(self.topics.page.text.form, moment.span.end, sentence.span.end))
