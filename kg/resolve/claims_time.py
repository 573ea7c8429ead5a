"""When a figure holds: the nearest time expression that governs it.

In: a reading, the page's time expressions, the clauses.  Out: an ISO 8601 interval or None, and the step that found it.
What governs is told by `claims_governing`, what a report sets by `claims_reports`, a holiday or a day of trading by
`claims_occasions`; 近日 fixes nothing and ends the search.
"""
from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.claims import Reading
from kg.extract.claims_approach import changes_from
from kg.extract.claims_phrase import WORKS_COUNTED
from kg.resolve.claims_days import OnlyDays
from kg.resolve.claims_events import EventTimes
from kg.resolve.claims_governing import Governing
from kg.resolve.claims_lists import TimeCues
from kg.resolve.claims_moments import Moment
from kg.resolve.claims_occasions import Occasions
from kg.resolve.claims_periods import OnlyPeriods
from kg.resolve.claims_reports import Reports
from kg.resolve.claims_topics import Topics

_SPEECH = re.compile("“[^“”\u2029]{6,}[。！？，…]”")


class Times:
    """The governing times of a page.  `moments` are its time expressions in print order."""

    def __init__(self, moments: tuple[Moment, ...], topics: Topics, cues: TimeCues):
        self.topics, self.cues, self.turns = topics, cues, cues.turns
        self.occasions = Occasions(moments, topics, cues)
        self.governing = Governing(self.occasions.dated(), topics, cues)
        self.moments = self.governing.moments
        self.reports = Reports(self.governing)
        self.only_periods = OnlyPeriods(self.reports)
        self.only_days = OnlyDays(self.governing, cues)
        self.events = EventTimes(self.governing, cues)
        self._clause_starts = topics.layout.places

    def of(self, reading: Reading, subject: str | None, modality: str = "actual") -> tuple[str | None, str]:
        """The interval that governs a reading of that modality, and why."""
        clauses = self.topics.layout.clauses
        number, clause, form = reading.clause, clauses[reading.clause], self.topics.page.text.form
        if reading.metric in self.cues.sums:
            return None, "time: none, a sum for the whole of the works"
        if reading.frame is not None and reading.frame.rule == "measured-by-verb" and reading.metric == "建设时间":
            return None, "time: none, how long works took is of no day"
        if reading.metric == "年龄" and self._is_epithet(reading):
            return None, "time: none, an age in passing"
        baseline = reading.frame.part("baseline") if reading.frame else None
        inner = [m for m in self.governing.within((clause.span.start, reading.value.span.start))
                 if not (baseline and baseline.span.meets(m.span)) and self.governing.governs(m, number, reading.value.span.start)]
        if inner and self.governing.is_of_what_is_counted(inner[-1], clause.span.start, reading):
            inner.pop()
        before_change = self._before_change(reading, inner)
        if before_change is not None:
            return before_change
        told = self.reports.of_year(inner[-1] if inner else None, clause.span.start, reading, modality)
        if told is not None:
            return told
        if not inner and form.endswith(self.turns.in_a_row, clause.span.start, reading.value.span.start) and self.turns.until_now.search(form, self.topics.page.sentences[clause.sentence].span.start, clause.span.start):
            return None, "time: none, how long in a row is of no day"
        came = self._came_on(number)
        if came is not None:
            return came.interval, f"time: {came.text}, when it came"
        yearly = self.reports.one_of_years(reading)
        if yearly is not None:
            return yearly, "time: 分别: the year of the same place in the list"
        if inner:
            return self.reports.each_year(inner[-1], reading) or self._whole_year(inner[-1], reading), f"time: {inner[-1].text} in the clause"
        reported = self.reports.reported(reading)
        if reported is not None:
            return reported, "time: the year of the company's report"
        if self._is_now(clause.span.start, reading.value.span.start):
            return self._month(), "time: 现有 and the like, so the month of publication"
        if reading.kind == "level" and self.turns.lasts.search(form, reading.value.span.start, reading.value.span.end) and not self.turns.measured_times.search(form, clause.span.start, reading.value.span.start):
            return None, "time: none, how long something took is of no day"
        if self._is_former(reading):
            return None, "time: none, how it was before any time printed"
        step = number
        while step and clauses[step - 1].sentence == clause.sentence:
            step -= 1
            frame = self.governing.last_on(step)
            if frame is None:
                continue
            if form.startswith(self.turns.words_of_then, clause.span.start):
                return frame.interval, f"time: 届时, so {frame.text}"
            if modality != "actual" and (self.cues.done.search(form, frame.span.end, reading.value.span.start)
                                         or self.cues.finished.fullmatch(form, frame.span.end, clauses[step].span.end)):
                return None, "time: none, what a work yields once it is done"
            if self.cues.finished_act.search(form, frame.span.end, clause.span.start) \
                    and any(self.turns.can_do.match(form, clauses[at].span.start, clauses[at].span.end) for at in range(step + 1, number + 1)):
                return None, "time: none, what finished works can do"
            if self.turns.started.match(form, frame.span.end) and reading.kind == "level":
                return None, f"time: none, what works measure is not of {frame.text}"
            if frame.is_now and self.governing.has_done(reading):
                return None, f"time: none, what was done is not of {frame.text}"
            if frame.is_now and modality != "actual":
                return None, f"time: none, what is still to come is not of {frame.text}"
            if self.turns.span_to_now.fullmatch(frame.text):
                return None, f"time: none, {frame.text} is a span and no period"
            if len(frame.interval or "") in (4, 7) and not frame.is_now and self.turns.each_year.search(form, clause.span.start, reading.value.span.start):
                return None, f"time: none, what every year brings is not of {frame.text}"  # 2022年增收50万元，入股企业每年分红19万元
            return self.reports.each_year(frame, reading) or frame.interval, f"time: {frame.text} earlier in the sentence"
        if reading.kind not in ("change", "rate") and self._is_now(clauses[step].span.start, clause.span.start) and not self.turns.yields.search(form, clause.span.start, reading.value.span.start):
            return self._month(), "time: 现有 and the like earlier in the sentence, so the month of publication"
        whole = self.reports.whole_year_opened(step, reading, modality)
        if whole is not None:
            return whole
        event = self.events.of(subject, reading)
        if event is not None:
            return event
        if modality != "actual":
            forecast = self.reports.forecast(reading)
            if forecast is not None:
                return forecast
            return None, "time: none, what is still to come has its time in its own sentence"
        return self._carried(reading, subject)

    def _came_on(self, number: int) -> Moment | None:
        """The time of the clause after, where that says when it came (最高气温38℃，出现在7月10日)."""
        clauses = self.topics.layout.clauses
        after = clauses[number + 1] if number + 1 < len(clauses) and clauses[number + 1].sentence == clauses[number].sentence else None
        if after is None or not (came := self.turns.came.match(self.topics.page.text.form, after.span.start, after.span.end)):
            return None
        return next((m for m in self.governing.within(after.span) if m.span.start == came.end() and m.interval), None)

    def _before_change(self, reading: Reading, inner: list[Moment]) -> tuple[str | None, str] | None:
        """The time of what was before a change: the one printed between 由 and the figure, or none (去年货损率由3.2‰下降到0.9‰)."""
        cues = self.topics.layout.cues
        if not cues.source.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return None
        row = self.topics.row(reading.clause)
        index = next((at for at, word in enumerate(row) if word.mention is reading.value), None)
        if index is None or not changes_from(row, index, cues):
            return None
        start = next(word.start for word in reversed(row[:index]) if word.text in cues.sources)
        own = [m for m in inner if m.span.start >= start]
        return (own[-1].interval, f"time: {own[-1].text} in the clause") if own else (None, "time: none, how it was before the change")

    def _is_former(self, reading: Reading) -> bool:
        """True where the clause speaks of how it was (原来要42人, 以前装一车要五小时)."""
        start, stop = self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start
        return self.turns.once.search(self.topics.page.text.form, start, stop) is not None \
            and any(word.text in self.turns.words_of_former and word.mention is None for word in self.topics.row(reading.clause) if word.start < stop)

    def _is_epithet(self, reading: Reading) -> bool:
        """True for an age that only describes a person (51岁的某人, 某人（男，34岁，某县人）)."""
        form, value = self.topics.page.text.form, reading.value.span
        after = form[value.end:value.end + 1]
        return after == "的" or form.rfind("（", value.start - 12, value.start) > form.rfind("）", value.start - 12, value.start) \
            or any(word.start == value.end and word.is_nominal for word in self.topics.row(reading.clause))

    def _whole_year(self, moment: Moment, reading: Reading) -> str | None:
        """The interval, or its year where 全年 stands between it and the figure (四季度要确保全年增长7%)."""
        if moment.interval and self.turns.whole_periods.search(self.topics.page.text.form, moment.span.end, reading.value.span.start):
            return moment.interval[:4]
        return moment.interval

    def _is_now(self, start: int, end: int) -> bool:
        return self.cues.now.search(self.topics.page.text.form, start, end) is not None and self._month() is not None

    def _month(self) -> str | None:
        published = self.topics.page.published.value
        return published[:7] if published and len(published) >= 7 else None

    def _carried(self, reading: Reading, subject: str | None) -> tuple[str | None, str]:
        """The frame time of an earlier sentence of the paragraph, where this one goes on about the same thing."""
        clauses = self.topics.layout.clauses
        number, clause = reading.clause, clauses[reading.clause]
        if clause.zone == "subtitle":
            article = clause.article
            title = [m for m in self.moments if m.is_period and self.topics.context.zone_at(m.span.start) == "title" and self.topics.context.article_at(m.span.start) == article]
            if len(title) == 1:
                return title[0].interval, f"time: {title[0].text} of the title"
        if clause.zone == "caption":
            return None, "time: none, a caption's date is the picture's"
        occasion = self.occasions.of(reading) if not self._stands(reading) else None
        if occasion is not None:
            return occasion
        fresh = False
        step = number
        while step >= 0 and clauses[step].sentence == clause.sentence:
            topic = self.topics.of(step) if step != number else self.topics.before(number, reading.value.span.start)
            fresh = fresh or (topic is not None and not topic.taken)
            step -= 1
        frame = self.governing.frame_before(clause.sentence, step)
        behind = self._behind(reading)
        if behind is not None:
            return behind.interval, f"time: {behind.text} in the clause"
        if frame is not None:
            part = self.topics.page.text.form.startswith("其中", clauses[step + 1].span.start)  # a sentence that goes on with the list of the one before
            began = reading.kind == "level" and self.turns.started.match(self.topics.page.text.form, frame.span.end) is not None
            reached = (frame.interval, f"time: {frame.text} of the whole") if part and frame.interval and not (began or self._stands(reading)) else self._goes_on(frame, reading, fresh and not self._has_owner(frame, subject))
            if reached is not None or frame.is_passing and not fresh:
                return reached or (None, f"time: none, {frame.text} is of its own sentence")
        headed = self.reports.headed(reading.clause) or self.reports.stated(reading)
        if headed is not None:
            return headed, "time: of the heading above"
        own = self.governing.has_own_period(reading.clause, reading.value.span.start)
        told = None if own else (None if self._is_there(reading) else self.reports.period(reading, subject)) or (self.only_periods.of(reading) if not (self._stands(reading) or self._counts_what_is(reading)) else None)
        if told is None and frame is None and not (own or self._stands(reading)):
            told = self.only_days.of(reading)
        return told or (None, f"time: none, {frame.text} does not reach" if frame is not None else "time: none printed")

    def _goes_on(self, frame: Moment, reading: Reading, fresh: bool) -> tuple[str | None, str] | None:
        """The frame of a sentence before, where it reaches this figure."""
        if self._is_to_come(frame) and not self.turns.reaches.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return None  # 到2015年，茶园稳定在100万亩。境内有近8万亩野生茶树林
        since = frame.is_passing and not (frame.is_now or self.turns.span_to_now.fullmatch(frame.text)) and reading.kind in ("change", "rate") and self.reports.compares(reading)
        if frame.interval is None or fresh and not (frame.is_day or since) and not (frame.is_period and self.reports.compares(reading)):
            return None  # 今年以来，立案216起。与上年同期相比，结案下降4%
        if self._stands(reading) or self._spoken_apart(frame.span.end, reading.value.span.start):
            return None
        if frame.is_passing and not since or frame.is_end and self.governing.tells_of_acts(reading) and not (self._adds_up(reading) or self._counts_up(frame)):
            return None
        if self._told_by_another(frame, reading):
            return None
        if frame.is_period and self._counts_what_is(reading):
            return None
        if not frame.is_passing and (self.turns.begins.match(self.topics.page.text.form, frame.span.end) or reading.kind == "level" and self.turns.started.match(self.topics.page.text.form, frame.span.end)):
            return None  # 从1979年开始，……。九年间投资4亿多元
        if self.governing.has_own_period(reading.clause, reading.value.span.start):
            return None
        return frame.interval, f"time: {frame.text} of a sentence before"

    def _behind(self, reading: Reading) -> Moment | None:
        """The period right behind what a figure counts (其中，16家企业上半年实现盈利)."""
        clause, value = self.topics.layout.clauses[reading.clause], reading.value.span
        found = next((m for m in self.governing.within((value.end, clause.span.end)) if m.is_period or m.is_reported), None)
        if found is None or not self.governing.governs(found, reading.clause, clause.span.end) or any(word.tag == "Quantity" and value.end <= word.start < found.span.start for word in self.topics.row(reading.clause)):
            return None
        return found if all(word.is_nominal or word.mention is not None for word in self.topics.row(reading.clause) if value.end <= word.start < found.span.start) and found.span.start > value.end else None

    def _counts_what_is(self, reading: Reading) -> bool:
        """True for things counted as they stand, which no period before them measures (前三季度，……。全市有注册企业113家)."""
        return reading.kind == "level" and self.turns.counted.match(self.topics.page.text.form, reading.value.span.end - 1) is not None and not self.governing.tells_of_acts(reading)

    def _is_there(self, reading: Reading) -> bool:
        """True for a count of what stands and nothing else (县里有基层工会1万个), held against no other time."""
        start, stop = self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start
        return self._counts_what_is(reading) and self.turns.there_is.search(self.topics.page.text.form, start, stop) is not None and not self.reports.compares(reading)

    def _is_to_come(self, frame: Moment) -> bool:
        """True for a frame that begins after the page's own year."""
        published = self.topics.page.published.value
        return bool(frame.interval and published) and frame.interval[:4] > published[:4]

    def _adds_up(self, reading: Reading) -> bool:
        """True for what has been done so far, a stock like any other (截至10月16日，……。同时，已播冬小麦2.1亿亩)."""
        start = self.topics.page.sentences[self.topics.layout.clauses[reading.clause].sentence].span.start
        return self.turns.done_by_then.search(self.topics.page.text.form, start, reading.value.span.start) is not None

    def _counts_up(self, frame: Moment) -> bool:
        """True for the end of a count of acts, which the sentences after it go on with (截至3月30日，法院共受理案件1803件)."""
        return self.turns.count.match(self.topics.page.text.form, frame.span.end) is not None

    def _has_owner(self, frame: Moment, subject: str | None) -> bool:
        """True where the sentence of a period of months or a year tells of the same owner."""
        number = bisect_right(self._clause_starts, frame.span.start) - 1
        if self.turns.age.match(self.topics.page.text.form, frame.span.end):
            return False  # 今年63岁 is of that figure alone
        return subject is not None and number >= 0 and not (frame.is_passing or frame.is_end) and self.reports.owner(number) == subject

    def _told_by_another(self, frame: Moment, reading: Reading) -> bool:
        """True where the sentence of a figure names who says so, and the frame stands before that."""
        clauses = self.topics.layout.clauses
        step = reading.clause
        while step >= 0 and clauses[step].sentence == clauses[reading.clause].sentence:
            if clauses[step].span.start > frame.span.end and self.topics.is_attribution(step):
                return True
            step -= 1
        return False

    def _stands(self, reading: Reading) -> bool:
        """True for what works measure: the day of an opening says nothing of it."""
        form, clause = self.topics.page.text.form, self.topics.layout.clauses[reading.clause]
        if reading.how.endswith(WORKS_COUNTED):
            return False  # 此次集中开工项目3个，总投资15亿元
        if reading.metric.startswith("从") and reading.metric.endswith(("距离", "时间")):
            return True  # 从县城到渡口42公里
        return reading.metric.endswith(self.cues.standing) or self.cues.stands.search(form, clause.span.start, reading.value.span.end + 1) is not None

    def _spoken_apart(self, start: int, end: int) -> bool:
        """True where somebody speaks between a frame and a figure: what comes after a quotation is another matter."""
        return _SPEECH.search(self.topics.page.text.form, start, end) is not None
