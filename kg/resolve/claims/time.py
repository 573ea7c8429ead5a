"""When a figure holds: the nearest time expression that governs it.

In: a reading, the page's time expressions, the clauses.  Out: an ISO 8601 interval or None, and the step that found it.
What governs is told by `governing`, what a report sets by `reports`, what an earlier sentence lends by `reach`; 近日 fixes nothing and ends the search.
"""
from __future__ import annotations

import re

from kg.extract.claims import Reading
from kg.extract.claims.approach import changes_from
from kg.extract.claims.figure import index_of
from kg.resolve.claims.events import EventTimes
from kg.resolve.claims.governing import Governing
from kg.resolve.claims.lists import TimeCues
from kg.resolve.claims.moments import Moment
from kg.resolve.claims.occasions import Occasions
from kg.resolve.claims.reach import Reach, Told
from kg.resolve.claims.reports import Reports
from kg.resolve.claims.topics import Topics
from kg.resolve.claims.verdicts import Verdicts

_BESIDE = 3  # clauses before a change in which another one of the same years may stand
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Times:
    """The governing times of a page.  `moments` are its time expressions in print order."""

    def __init__(self, moments: tuple[Moment, ...], topics: Topics, cues: TimeCues):
        self.topics, self.cues, self.turns = topics, cues, cues.turns
        occasions = Occasions(moments, topics, cues)
        self.governing = Governing(occasions.dated(), topics, cues)
        self.moments = self.governing.moments
        self.reports = Reports(self.governing)
        self.events, self.verdicts = EventTimes(self.governing, cues), Verdicts(self.governing)
        self.reach = Reach(self.reports, occasions, cues)

    def of(self, reading: Reading, subject: str | None, modality: str = "actual") -> Told:
        """The interval that governs a reading of that modality, and why."""
        return self._of_no_day(reading) or self._in_clause(reading, modality) or self._of_verdict(reading, modality) or self._by_itself(reading) or self._so_soon(reading, subject, modality) \
            or self._in_sentence(reading, modality) or self.events.of(subject, reading) or self._to_come(reading, modality) or self.reach.of(reading, subject)

    def _of_no_day(self, reading: Reading) -> Told | None:
        """No time, for sums of whole works, for how long works took, for an age in passing."""
        if reading.metric in self.cues.sums:
            return None, "time: none, a sum for the whole of the works"
        if self._is_inside_an_attribute(reading):
            return None, "time: none, it only says who or what is meant"
        if reading.kind == "rank" and self._is_epithet_of_rank(reading):
            return None, "time: none, a rank in passing"
        if reading.frame is not None and reading.frame.taken_as == "measured-by-verb" and reading.metric == self.cues.names.building:
            return None, "time: none, how long works took is of no day"
        if reading.metric == self.cues.names.age and self._is_epithet(reading):
            return self._long_ago(reading) or self._of_this_year(reading) or (None, "time: none, an age in passing")
        return None

    def _long_ago(self, reading: Reading) -> Told | None:
        """The time of an age in passing that is no longer anybody's: one of a year before the page's (2004年，他9岁的女儿走失)."""
        published = self.topics.page.published.value
        told = self._in_clause(reading, "actual") or self._in_sentence(reading, "actual") if published else None
        return told if told is not None and published and told[0] is not None and told[0][:4] < published[:4] else None

    def _is_inside_an_attribute(self, reading: Reading) -> bool:
        """True for a sum before 的 that says what somebody is charged with, or what works cost (昨天，涉嫌受贿300万元的某人受审; 投资百亿元的园区)."""
        form, value, start = self.topics.page.text.form, reading.value.span, self.topics.layout.clauses[reading.clause].span.start
        if not form.startswith("的", value.end):
            return False
        bare = form.endswith(self.cues.names.investment, start, value.start) and not self._inside(reading)
        return bare or self.turns.suspected.search(form, start, value.start) is not None

    def _of_this_year(self, reading: Reading) -> Told | None:
        """The year that stands right before an age in passing (今年64岁的村民)."""
        inner = self._inside(reading)
        told = inner[-1] if inner and inner[-1].is_this_year and inner[-1].span.end >= reading.value.span.start - 1 else None
        return (told.interval, f"time: {told.text} in the clause") if told is not None else None

    def _of_verdict(self, reading: Reading, modality: str) -> Told | None:
        """When a penalty was laid on somebody: the time that its sentence sets, or the day of the article's verdict."""
        if not self.verdicts.is_penalty(reading):
            return None
        told = self._in_sentence(reading, modality)
        return told if told is not None and told[0] is not None else self.verdicts.of(reading)

    def _inside(self, reading: Reading) -> list[Moment]:
        """The times of the clause that govern the figure, the nearest last; not those of its baseline or of what is counted."""
        number, stop = reading.clause, reading.value.span.start
        start = self.topics.layout.clauses[number].span.start
        baseline = reading.frame.part("baseline") if reading.frame else None
        inner = [m for m in self.governing.within((start, stop)) if not (baseline and baseline.span.meets(m.span)) and self.governing.governs(m, number, stop)]
        if inner and self.governing.is_of_what_is_counted(inner[-1], start, reading):
            inner.pop()
        return inner

    def _in_clause(self, reading: Reading, modality: str) -> Told | None:
        """The time that the clause prints, or the one after it, where that says when it came."""
        clause, form = self.topics.layout.clauses[reading.clause], self.topics.page.text.form
        inner = self._inside(reading)
        told = self._before_change(reading, inner) or self.reports.of_year(inner[-1] if inner else None, clause.span.start, reading, modality)
        if told is not None:
            return told
        if not inner and form.endswith(self.turns.in_a_row, clause.span.start, reading.value.span.start) and self.turns.until_now.search(form, self.topics.page.sentences[clause.sentence].span.start, clause.span.start):
            return None, "time: none, how long in a row is of no day"
        came = self._came_on(reading.clause)
        if came is not None:
            return came.interval, f"time: {came.text}, when it came"
        yearly = self.reports.one_of_years(reading)
        if yearly is not None:
            return yearly, "time: 分别: the year of the same place in the list"
        if inner:
            return self.reports.each_year(inner[-1], reading) or self._of_the_year(inner[-1], reading) or self._whole_year(inner[-1], reading), f"time: {inner[-1].text} in the clause"
        return None

    def _by_itself(self, reading: Reading) -> Told | None:
        """The time of a figure that prints none and tells by its own words when it holds: a company's report, 现有, how long it took, how it was."""
        clause, form, value = self.topics.layout.clauses[reading.clause], self.topics.page.text.form, reading.value.span
        reported = self.reports.reported(reading)
        if reported is not None:
            return reported, "time: the period of the company's report"
        if reading.kind not in ("change", "rate") and self._is_now(clause.span.start, value.start):
            return self._month(), "time: 现有 and the like, so the month of publication"
        if not self._was_so_soon(reading) and reading.kind == "level" and self._lasts(reading) and not self.turns.measured_times.search(form, clause.span.start, value.start):
            return None, "time: none, how long something took is of no day"
        if self._is_former(reading):
            return None, "time: none, how it was before any time printed"
        return None

    def _lasts(self, reading: Reading) -> bool:
        """True for a length of time."""
        return self.turns.lasts.search(self.topics.page.text.form, reading.value.span.start, reading.value.span.end) is not None

    def _was_so_soon(self, reading: Reading) -> bool:
        """True for a length of time behind which the act stands that was done within it (不到20分钟就把人救了出来), and no ability (10分钟就能到)."""
        return self._lasts(reading) and self.turns.done_so_soon.match(self.topics.page.text.form, reading.value.span.end) is not None

    def _so_soon(self, reading: Reading, subject: str | None, modality: str) -> Told | None:
        """The day on which something was done so soon, where one is told before it; of a month or a year that says nothing."""
        if not self._was_so_soon(reading):
            return None
        found, why = self._in_sentence(reading, modality) or self.reach.of(reading, subject)
        return (found, why) if found is not None and _DAY.fullmatch(found) else (None, "time: none, how long something took is of no day")

    def _in_sentence(self, reading: Reading, modality: str) -> Told | None:
        """The time that a clause before in the sentence sets, or the sentence as a whole."""
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        step, clause = reading.clause, clauses[reading.clause]
        while step and clauses[step - 1].sentence == clause.sentence:
            step -= 1
            frame = self.governing.last_on(step)
            if frame is not None and not self._of_another_item(step, reading.clause):
                return self._under(frame, step, reading, modality)
        if reading.kind not in ("change", "rate") and self._is_now(clauses[step].span.start, clause.span.start) and not self.turns.yields.search(form, clause.span.start, reading.value.span.start):
            return self._month(), "time: 现有 and the like earlier in the sentence, so the month of publication"
        return self.reports.whole_year_opened(step, reading, modality)

    def _of_another_item(self, step: int, number: int) -> bool:
        """True for a time of an item before (一是6月底前开工某码头；二是改造公路42公里): what stands before the first item is of all."""
        clauses, form, items = self.topics.layout.clauses, self.topics.page.text.form, self.cues.list_items
        if not any(form.startswith(items, clauses[at].span.start) for at in range(step + 1, number + 1)):
            return False
        while not form.startswith(items, clauses[step].span.start):
            if not step or clauses[step - 1].sentence != clauses[number].sentence:
                return False
            step -= 1
        return True

    def _under(self, frame: Moment, step: int, reading: Reading, modality: str) -> Told:
        """What the time of clause `step`, before in the sentence, makes of the figure's."""
        clauses, form, turns = self.topics.layout.clauses, self.topics.page.text.form, self.turns
        clause, stop = clauses[reading.clause], reading.value.span.start
        if form.startswith(turns.words_of_then, clause.span.start):
            return frame.interval, f"time: 届时, so {frame.text}"
        if modality != "actual" and (self.cues.done.search(form, frame.span.end, stop) or self.cues.finished.fullmatch(form, frame.span.end, clauses[step].span.end)):
            return None, "time: none, what a work yields once it is done"
        if self.cues.finished_act.search(form, frame.span.end, clause.span.start) \
                and any(turns.can_do.match(form, clauses[at].span.start, clauses[at].span.end) for at in range(step + 1, reading.clause + 1)):
            return None, "time: none, what finished works can do"
        if self._is_year_over(frame) and turns.later_on.search(form, frame.span.end, stop):
            return None, f"time: none, it came later than {frame.text}"  # 8年前种下4亩，手头宽裕后又添种16亩
        if turns.started.match(form, frame.span.end) and reading.kind == "level":
            return None, f"time: none, what works measure is not of {frame.text}"
        begun = self.governing.begun_before(frame)
        if begun is not None and any(clauses[at].opens == "；" for at in range(step + 1, reading.clause + 1)):
            return None, f"time: none, {frame.text} is of its own change"
        if begun is not None and reading.kind == "rate" and turns.mean_of_years.search(form, clause.span.start, stop):
            return f"{begun.interval}/{frame.interval}", f"time: from {begun.text} to {frame.text}"
        if frame.is_now and self.governing.has_done(reading) and not self.turns.done_by_then.search(form, frame.span.end, stop):
            return None, f"time: none, what was done is not of {frame.text}"
        if modality != "actual" and self.turns.lasts_some_time.search(form, reading.value.span.start, reading.value.span.end):
            return None, "time: none, how long something will take is of no day"
        if frame.is_now and modality != "actual":
            return None, f"time: none, what is still to come is not of {frame.text}"
        if turns.span_to_now.fullmatch(frame.text):
            return None, f"time: none, {frame.text} is a span and no period"
        if frame.is_day and turns.each_month.search(form, clause.span.start, stop):
            return None, f"time: none, what every month brings is not of {frame.text}"  # 8月11日，他在厂里上班，每月收入3000元
        if len(frame.interval or "") in (4, 7) and not frame.is_now and turns.each_year.search(form, clause.span.start, stop) and not self._leads_up_to(frame, reading, modality):
            return None, f"time: none, what every year brings is not of {frame.text}"  # 2022年增收50万元，入股企业每年分红19万元
        return self.reports.each_year(frame, reading) or self._of_the_year(frame, reading) or frame.interval, f"time: {frame.text} earlier in the sentence"

    def _is_year_over(self, frame: Moment) -> bool:
        """True for a whole year before that of the page."""
        published, interval = self.topics.page.published.value or "", frame.interval or ""
        return len(interval) == 4 and interval < published[:4]

    def _of_the_year(self, moment: Moment, reading: Reading) -> str | None:
        """The year of a year's end by which something was carried out that a year brings and no day has (到1996年底完成产值12亿元)."""
        interval, turns, form = moment.interval or "", self.turns, self.topics.page.text.form
        if not interval.endswith("-12-31") or len(interval) != 10 or moment.text.startswith(turns.words_of_up_to) or not reading.metric.endswith(turns.sum_of_a_period):
            return None
        stretch = form[moment.span.end:reading.value.span.start]
        return interval[:4] if turns.brought_in.search(stretch) and not turns.totals_so_far.search(stretch) else None

    def _leads_up_to(self, frame: Moment, reading: Reading, modality: str) -> bool:
        """True for a yearly rise that is planned up to a time to come (到2030年产值达20亿元，年均增长8%)."""
        published = self.topics.page.published.value
        return modality != "actual" and reading.kind in ("change", "rate") and bool(frame.interval and published) and (frame.interval or "")[:4] > (published or "")[:4]

    def _to_come(self, reading: Reading, modality: str) -> Told | None:
        """What is planned, forecast or wanted takes no time of an earlier sentence."""
        if modality == "actual":
            return None
        return self.reports.forecast(reading) or (None, "time: none, what is still to come has its time in its own sentence")

    def _came_on(self, number: int) -> Moment | None:
        """The time of the clause after, where that says when it came (最高气温38℃，出现在7月10日)."""
        clauses = self.topics.layout.clauses
        after = clauses[number + 1] if number + 1 < len(clauses) and clauses[number + 1].sentence == clauses[number].sentence else None
        if after is None or not (came := self.turns.came.match(self.topics.page.text.form, after.span.start, after.span.end)):
            return None
        return next((m for m in self.governing.within(after.span) if m.span.start == came.end() and m.interval), None)

    def _before_change(self, reading: Reading, inner: list[Moment]) -> Told | None:
        """The time of what was before a change: the one printed between 由 and the figure, or none (去年货损率由3.2‰下降到0.9‰)."""
        cues = self.topics.layout.cues
        if not cues.source.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return None
        row = self.topics.row(reading.clause)
        index = index_of(row, reading.value)
        if not index or not changes_from(row, index, cues):
            return None
        start = next(word.start for word in reversed(row[:index]) if word.text in cues.sources)
        own = [m for m in inner if m.span.start >= start] or self._of_change_beside(reading, start)
        return (own[-1].interval, f"time: {own[-1].text} in the clause") if own else (None, "time: none, how it was before the change")

    def _of_change_beside(self, reading: Reading, start: int) -> list[Moment]:
        """The year from which the clause before counts its change, for one that goes on with a change of the same years (……从1980年的400元增加到2021年的3万元，农民收入从130元增加到1万元)."""
        clauses = self.topics.layout.clauses
        clause = clauses[reading.clause]
        if clause.opens != "，" or not reading.clause or clauses[reading.clause - 1].sentence != clause.sentence or any(m.interval for m in self.governing.within((start, clause.span.end))):
            return []
        beside = [moment for at in range(max(0, reading.clause - _BESIDE), reading.clause) if clauses[at].sentence == clause.sentence for moment in self.governing.on(at)]
        return [found for moment in beside if (found := self.governing.begun_before(moment)) is not None][-1:]

    def _is_former(self, reading: Reading) -> bool:
        """True where the clause speaks of how it was (原来要42人, 以前装一车要五小时)."""
        start, stop = self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start
        return self.turns.once.search(self.topics.page.text.form, start, stop) is not None \
            and any(word.text in self.turns.words_of_former and word.mention is None for word in self.topics.row(reading.clause) if word.start < stop)

    def _is_epithet_of_rank(self, reading: Reading) -> bool:
        """True for a rank that only describes whose figure stands behind it (全国第二大产棉区新疆采棉9万吨), and is told of nobody (成为全国第二大产棉区)."""
        form, clause = self.topics.page.text.form, self.topics.layout.clauses[reading.clause]
        return form.startswith("大", reading.value.span.end) and not self.turns.becomes.search(form, clause.span.start, reading.value.span.start) \
            and any(word.tag == "Quantity" and word.start > reading.value.span.end for word in self.topics.row(reading.clause))

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
