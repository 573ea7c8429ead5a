"""When a figure holds: the nearest time expression that governs it.

In: a reading, the page's time expressions, the clauses.  Out: an ISO 8601 interval or None, and the step that found it.
A date beside an attribution (8月4日，记者从某局获悉) is when it was said, not when it holds; a date of founding or birth
says nothing of the figures after it; 近日 fixes nothing and ends the search.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from kg.extract.claims import Reading
from kg.model import Span
from kg.text import LINE_END
from kg.resolve.claims_lists import TimeCues
from kg.resolve.claims_moments import Moment
from kg.resolve.claims_occasions import Occasions
from kg.resolve.claims_topics import Topics


_REPORT = re.compile("[^，。；]{0,4}(?:年报|年度报告|半年报|季报|季度报告|业绩)")
_ANNOUNCED = re.compile("[^，。；]{0,4}，?[^，。；]{2,30}(?:披露|公布|发布|公告)[^，。；]{0,12}(?:年报|季报|业绩|公告|快报|财报|年度报告|季度报告|公报)")
_EVERY = re.compile("每(?:周|星期|月|年|逢)?[^，。；]{0,6}$")
_PAPER = re.compile("(?:年报|季报|业绩|财报|快报|年度报告|季度报告)")
_NUMERAL = re.compile("[0-9０-９一二三四五六七八九十百千万亿]")
_SPEECH = re.compile("“[^“”\u2029]{6,}[。！？，…]”")
_LONGEST_HEADING = 30  # characters
_SPAN_TO_NOW = re.compile("[0-9０-９一二三四五六七八九十两几多]+(?:余|多)?个?(?:年|月)以?来")


class Times:
    """The governing times of a page.  `moments` are its time expressions in print order."""

    def __init__(self, moments: tuple[Moment, ...], topics: Topics, cues: TimeCues):
        self.moments, self.topics, self.cues = moments, topics, cues
        self.occasions = Occasions(moments, topics, cues)
        self.moments = moments = self.occasions.dated()
        self._periods: dict[int, dict[str, Moment]] = {}
        self._headings: dict[int, list[tuple[int, str | None]]] = {}
        self._article_starts: dict[int | None, int] = {}
        self._starts = [moment.span.start for moment in moments]
        self._events: Mapping[str, str] | None = None
        self._days: dict[str, str | None] = {}  # subject → when the event of that name took place
        self._frames_before: dict[int, Moment | None] = {}  # sentence → the frame of the nearest sentence before it in its paragraph that has one
        self._clause_starts = [clause.span.start for clause in topics.layout.clauses]
        self._frames: dict[tuple[int, int | None], Moment | None] = {}
        self._first_clause: dict[int, int] = {}
        for number, clause in enumerate(topics.layout.clauses):
            self._first_clause.setdefault(clause.sentence, number)
            self._article_starts.setdefault(topics.article(clause), number)

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
        inner = [m for m in self._within(Span(clause.span.start, reading.value.span.start))
                 if not (baseline and baseline.span.meets(m.span)) and self._governs(m, number, reading.value.span.start)]
        if inner and self._of_what_is_counted(inner[-1], clause.span.start, reading):
            inner.pop()
        told = self._of_report_year(inner[-1] if inner else None, clause.span.start, reading, modality)
        if told is not None:
            return told
        if inner:
            return self._whole_year(inner[-1], reading), f"time: {inner[-1].text} in the clause"
        reported = self._reported(reading)
        if reported is not None:
            return reported, "time: the year of the company's report"
        if self._is_now(clause.span.start, reading.value.span.start):
            return self._month(), "time: 现有 and the like, so the month of publication"
        step = number
        while step and clauses[step - 1].sentence == clause.sentence:
            step -= 1
            frames = [m for m in self._within(clauses[step].span)
                      if self._governs(m, step, clauses[step].span.end) and self._reaches_on(m, clauses[step].span.end)]
            if frames and form.startswith("届时", clause.span.start):
                return frames[-1].interval, f"time: 届时, so {frames[-1].text}"
            if frames and modality != "actual" and (self.cues.done.search(self.topics.page.text.form, frames[-1].span.end, reading.value.span.start)
                                                    or self.cues.finished.fullmatch(self.topics.page.text.form, frames[-1].span.end, clauses[step].span.end)):
                return None, "time: none, what a work yields once it is done"
            if frames and _SPAN_TO_NOW.fullmatch(frames[-1].text):
                return None, f"time: none, {frames[-1].text} is a span and no period"
            if frames:
                return frames[-1].interval, f"time: {frames[-1].text} earlier in the sentence"
        if reading.kind not in ("change", "rate") and self._is_now(clauses[step].span.start, clause.span.start):
            return self._month(), "time: 现有 and the like earlier in the sentence, so the month of publication"
        whole = self._whole_year_opened(step, reading)
        if whole is not None:
            return whole
        event = self._event_time(subject, reading)
        if event is not None:
            return event
        if modality != "actual":
            return None, "time: none, what is still to come has its time in its own sentence"
        return self._carried(reading, subject)

    def _of_report_year(self, moment: Moment | None, start: int, reading: Reading, modality: str) -> tuple[str, str] | None:
        """全年 and 年末 in a report on a year that is over are of that year."""
        stretch = self.topics.page.text.form[start:reading.value.span.start]
        whole = moment is None and stretch.startswith(("全年", "全年累计"))
        end = moment is not None and moment.text in ("年末", "年底", "岁末")
        if not (whole or end):
            return None
        article = self.topics.article(self.topics.layout.clauses[reading.clause])
        if article is None:
            return None
        if article not in self._periods:
            self._periods[article] = self._report_period(article)
        year = next((m.interval for _, m in sorted(self._periods[article].items()) if m.interval and len(m.interval) == 4), None)
        published = self.topics.page.published.value
        if year is None and whole and modality != "actual" and published:
            return published[:4], "time: 全年 of what is still to come, so the year of publication"
        year = year or self._headed(reading.clause, whole_year=True)
        if year is None and whole and moment is None:
            year = self._year_before(reading.value.span.start, article)
        if year is None:
            return None
        return (f"{year}-12-31" if end else year), f"time: {moment.text if moment else '全年'} of {year}, the year of the report"

    def _of_what_is_counted(self, moment: Moment, start: int, reading: Reading) -> bool:
        """True for a time that only tells which things an earlier figure counts (今年种植的312万亩棉花已采收298万亩)."""
        form, end = self.topics.page.text.form, reading.value.span.start
        figure = next((w.start for w in self.topics.row(reading.clause) if w.tag == "Quantity" and moment.span.end <= w.start < end), None)
        return figure is not None and form[figure - 1] == "的" and moment.interval is not None and not moment.is_day

    def _reported(self, reading: Reading) -> str | None:
        """The year of the report named before (发布2016年年报。报告期内，公司实现……), where the sentence speaks of 报告期."""
        form, clauses = self.topics.page.text.form, self.topics.layout.clauses
        clause = clauses[reading.clause]
        start = self.topics.page.sentences[clause.sentence].span.start
        at = form.find("报告期", start, reading.value.span.start)
        if at < 0 or any(m.span.start > at for m in self._within(Span(at, reading.value.span.start)) if m.interval):
            return None
        article = self.topics.context.article_at(at)
        step = bisect_left(self._starts, at) - 1
        while step >= 0 and self.topics.context.article_at(self._starts[step]) == article:
            moment = self.moments[step]
            if moment.interval and _REPORT.match(form, moment.span.end):
                return moment.interval + "-12-31" if form.startswith("报告期末", at) and len(moment.interval) == 4 else moment.interval
            step -= 1
        return None

    def _year_before(self, position: int, article: int | None) -> str | None:
        """The year that a year's end or a whole year named last before a position in the article belongs to."""
        at = bisect_left(self._starts, position) - 1
        while at >= 0 and self.topics.context.article_at(self._starts[at]) == article:
            interval = self.moments[at].interval
            if interval and (len(interval) == 4 or interval.endswith("-12-31") and len(interval) == 10):
                return interval[:4] if self.moments[at].text[:1] not in "今本" else None
            at -= 1
        return None

    def _whole_year_opened(self, first: int, reading: Reading) -> tuple[str, str] | None:
        """全年 at the head of the sentence, for the clauses after it."""
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        opened = next((number for number in range(first, reading.clause) if form.startswith("全年", clauses[number].span.start)), None)
        if opened is None or any(clauses[number].opens == "；" for number in range(opened + 1, reading.clause + 1)):
            return None
        year = self._headed(reading.clause, whole_year=True) or self._year_before(clauses[first].span.start, self.topics.article(clauses[first]))
        return (year, f"time: 全年 earlier in the sentence, of {year}") if year else None

    def _is_epithet(self, reading: Reading) -> bool:
        """True for an age that only describes a person (51岁的某人, 某人（男，34岁，某县人）)."""
        form, value = self.topics.page.text.form, reading.value.span
        after = form[value.end:value.end + 1]
        return after == "的" or form.rfind("（", value.start - 12, value.start) > form.rfind("）", value.start - 12, value.start) \
            or any(word.start == value.end and word.is_nominal for word in self.topics.row(reading.clause))

    def _whole_year(self, moment: Moment, reading: Reading) -> str | None:
        """The interval, or its year where 全年 stands between it and the figure (四季度要确保全年增长7%)."""
        if moment.interval and "全年" in self.topics.page.text.form[moment.span.end:reading.value.span.start]:
            return moment.interval[:4]
        return moment.interval

    def _reaches_on(self, moment: Moment, end: int) -> bool:
        """False for the date of a condition (去年底投用后，…) or of one coming act (将于9月开工，…): the next clause is free of it."""
        form = self.topics.page.text.form
        if form.endswith(self.cues.extremes, 0, moment.span.start):
            return False  # 最高峰5月2日达3万人次: only that figure's day
        return not (form.endswith(self.cues.coming, 0, moment.span.start) or form[moment.span.end:end].rstrip("，；").endswith(("后", "之后")))

    def _is_now(self, start: int, end: int) -> bool:
        stretch = self.topics.page.text.form[start:end]
        return self._month() is not None and any(word in stretch for word in self.cues.now)

    def _month(self) -> str | None:
        published = self.topics.page.published.value
        return published[:7] if published and len(published) >= 7 else None

    def _within(self, span: Span) -> list[Moment]:
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self.moments) and self._starts[at] < span.end:
            found.append(self.moments[at])
            at += 1
        return found

    def _governs(self, moment: Moment, number: int, stop: int) -> bool:
        """False for a date of saying, of founding, or inside 在…的基础上 and 较…."""
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        clause = clauses[number]
        if self.topics.is_attribution(number) and moment.interval is not None:
            return False
        if moment.interval is not None and number + 1 < len(clauses) and self.topics.is_attribution(number + 1) and clauses[number + 1].sentence == clause.sentence \
                and moment.span.end >= clause.span.end - 1:
            return False
        before, after = form[clause.span.start:moment.span.start], form[moment.span.end:min(stop, clause.span.end)]
        if moment.is_day and _ANNOUNCED.match(form, moment.span.end, moment.span.end + 60):
            return False  # 8月25日晚间，某公司披露半年报: when it was published
        if _EVERY.search(before):
            return False  # 每周三、周六开市
        if before.endswith(self.cues.founding) or after.lstrip("前后").startswith(self.cues.founding) or "基础上" in after or before.endswith(("较", "比", "与", "同")):
            return False
        if after.startswith(("第", "度第", *self.cues.first)) or before.endswith(("到了", "受")):
            return False  # 今年首场招聘会 is a name; 排到了10月份 a goal; 受去年台风影响 a cause
        if moment.text.endswith("年初") and after.startswith(self.cues.planned):
            return False  # 完成年初预算的51%: the budget is of then
        if before.endswith(("由", "从")) and moment.interval is not None and (after == "的" or after.removeprefix("的").startswith("每") and not _NUMERAL.search(after)):
            return True  # 由去年的38万平方米扩大到…: only the figure right behind it
        if before.endswith("由") and _NUMERAL.search(after):
            return False  # 由上月每斤1.9元降至1.7元: not the second figure
        if before.endswith(("是", "作为", "从", "自")) and not after.startswith(("起", "以来", "开始")) or any(self.topics.things.over(moment.span.start)):
            return False
        return not after.startswith("的") or moment.interval is None

    def _event_time(self, subject: str | None, reading: Reading) -> tuple[str, str] | None:
        """A figure about an event holds when the event was."""
        if subject is None or not subject.endswith(self.cues.event_heads):
            return None
        if self._events is None:
            events: dict[str, str] = {}
            for thing in self.topics.things:
                if thing.name in events or not thing.name.endswith(self.cues.event_heads):
                    continue
                number = bisect_right(self._clause_starts, thing.start) - 1
                clause = self.topics.layout.clauses[number] if number >= 0 else None
                frame = self._frame(clause.sentence, thing.start) if clause is not None and thing.start < clause.span.end else None
                if frame is not None and frame.is_day:
                    events[thing.name] = frame.interval
            self._events = events
        if subject not in self._days:
            self._days[subject] = next((i for name, i in sorted(self._events.items()) if name.endswith(subject) or subject.endswith(name)), None)
        interval = self._days[subject]
        return (interval, f"time: when {subject} took place") if interval else None

    def _frame(self, sentence: int, stop: int | None = None) -> Moment | None:
        """The first governing time of a sentence (before page offset `stop`, where one is given)."""
        key = (sentence, stop)
        if key not in self._frames:
            self._frames[key] = self._find_frame(sentence, stop)
        return self._frames[key]

    def _find_frame(self, sentence: int, stop: int | None) -> Moment | None:
        vague = None
        form, clauses = self.topics.page.text.form, self.topics.layout.clauses
        for number in range(self._first_clause.get(sentence, len(clauses)), len(clauses)):
            clause = clauses[number]
            if clause.sentence != sentence:
                break
            for moment in self._within(clause.span):
                if (stop is None or moment.span.start < stop) and self._governs(moment, number, clause.span.end):
                    if form.endswith(self.cues.coming, 0, moment.span.start):
                        vague = vague or Moment(moment.span, moment.text, None)  # the date of what is to come frames nothing
                    elif moment.interval is None and (self.topics.is_attribution(number) or self.topics.is_attribution(number + 1)):
                        vague = vague or moment  # 近日，某局通报，前四个月……: the later time is the frame
                    else:
                        return moment
        return vague

    def _carried(self, reading: Reading, subject: str | None) -> tuple[str | None, str]:
        """The frame time of an earlier sentence of the paragraph, where this one goes on about the same thing."""
        clauses = self.topics.layout.clauses
        number, clause = reading.clause, clauses[reading.clause]
        if self.topics.context.zone_at(clause.span.start) == "subtitle":
            article = self.topics.article(clause)
            title = [m for m in self.moments if m.is_period and self.topics.context.zone_at(m.span.start) == "title" and self.topics.context.article_at(m.span.start) == article]
            if len(title) == 1:
                return title[0].interval, f"time: {title[0].text} of the title"
        if self.topics.context.zone_at(clause.span.start) == "caption":
            return None, "time: none, a caption's date is the picture's"
        occasion = self.occasions.of(reading) if not self._stands(reading) else None
        if occasion is not None:
            return occasion
        fresh = False
        step = number
        while step >= 0 and clauses[step].sentence == clause.sentence:
            topic = self.topics.of(step) if step != number else self.topics.before(number, reading.value.span.start)
            fresh = fresh or (topic is not None and "takes up" not in topic.because)
            step -= 1
        frame = self._frame_before(clause.sentence, step)
        if frame is not None:
            return self._goes_on(frame, reading, fresh) or self._period(reading, subject) or (None, f"time: none, {frame.text} does not reach")
        headed = self._headed(reading.clause)
        if headed is not None:
            return headed, "time: of the heading above"
        return self._period(reading, subject) or (None, "time: none printed")

    def _frame_before(self, sentence: int, step: int) -> Moment | None:
        """The frame of the nearest sentence before `sentence`, whose first clause is `step` + 1, that has one in the same paragraph."""
        clauses = self.topics.layout.clauses
        paragraph, passed, frame = clauses[step + 1].paragraph, [sentence], None
        while frame is None and step >= 0 and clauses[step].paragraph == paragraph and passed[-1] not in self._frames_before:
            frame = self._frame(clauses[step].sentence)
            if frame is None and clauses[step].sentence != passed[-1]:
                passed.append(clauses[step].sentence)
            step -= 1
        if frame is None:
            frame = self._frames_before.get(passed[-1])
        self._frames_before.update(dict.fromkeys(passed, frame))  # a paragraph of a thousand sentences is gone through once
        return frame

    def _headed(self, number: int, whole_year: bool = False) -> str | None:
        """The period in the heading over a clause (一、2022年预算执行情况⏎全县……), where the heading names just one."""
        clauses = self.topics.layout.clauses
        article = self.topics.article(clauses[number])
        if article is None:
            return None
        if article not in self._headings:
            self._headings[article] = self._find_headings(article)
        found = [interval for start, interval in self._headings[article] if start < clauses[number].span.start]
        return found[-1] if found and found[-1] and (not whole_year or len(found[-1]) == 4) else None

    def _find_headings(self, article: int) -> list[tuple[int, str | None]]:
        page, found = self.topics.page, []
        form = page.text.form
        for sentence in page.sentences:
            span = sentence.span
            if sentence.article != article or sentence.zone not in ("body", "subhead") or span.length > _LONGEST_HEADING \
                    or form[span.end - 1] in "。！？；：，…”）" or form[span.end:span.end + 1] != LINE_END or form[span.start - 1:span.start] not in ("", LINE_END):
                continue
            named = {m.interval for m in self._within(span) if m.is_period}
            found.append((span.start, named.pop() if len(named) == 1 else None))
        return found

    def _goes_on(self, frame: Moment, reading: Reading, fresh: bool) -> tuple[str | None, str] | None:
        """The frame of a sentence before, where it reaches this figure."""
        if frame.interval is None or fresh and not frame.is_day:
            return None
        if self._stands(reading) or self._spoken_apart(frame.span.end, reading.value.span.start):
            return None
        return frame.interval, f"time: {frame.text} of a sentence before"

    def _stands(self, reading: Reading) -> bool:
        """True for what works measure: the day of an opening says nothing of it."""
        form, clause = self.topics.page.text.form, self.topics.layout.clauses[reading.clause]
        if reading.metric.startswith("从") and reading.metric.endswith(("距离", "时间")):
            return True  # 从县城到渡口42公里
        return reading.metric.endswith(self.cues.standing) or any(word in form[clause.span.start:reading.value.span.end + 1] for word in self.cues.standing)

    def _spoken_apart(self, start: int, end: int) -> bool:
        """True where somebody speaks between a frame and a figure: what comes after a quotation is another matter."""
        return _SPEECH.search(self.topics.page.text.form, start, end) is not None

    def _period(self, reading: Reading, subject: str | None) -> tuple[str, str] | None:
        """The months that the first paragraph of a report on the same owner is about (前三季度，全市……¶工业方面，……)."""
        clauses = self.topics.layout.clauses
        article = self.topics.article(clauses[reading.clause])
        if subject is None or article is None:
            return None
        if article not in self._periods:
            self._periods[article] = self._report_period(article)
        found = self._periods[article].get(subject)
        if found is None or found.span.start > reading.value.span.start:
            return None
        return found.interval, f"time: {found.text}, the period of the report"

    def _report_period(self, article: int) -> dict[str, Moment]:
        """The periods counted from January in the first paragraph of running text, by whose they are."""
        clauses = self.topics.layout.clauses
        paragraph, found = None, {}
        for number in range(self._article_starts.get(article, len(clauses)), len(clauses)):
            clause = clauses[number]
            if self.topics.article(clause) != article:
                break
            if self.topics.context.zone_at(clause.span.start) != "body":
                continue
            paragraph = clause.paragraph if paragraph is None else paragraph
            if clause.paragraph != paragraph:
                break
            for moment in self._within(clause.span):
                if moment.is_period and self._governs(moment, number, clause.span.end):
                    owner = self._period_owner(number)
                    if owner is not None:
                        found.setdefault(owner, moment)
        return found

    def _period_owner(self, number: int) -> str | None:
        """The topic of the sentence that sets a period, from the clause of the period on."""
        clauses = self.topics.layout.clauses
        sentence, first = clauses[number].sentence, number
        while number < len(clauses) and clauses[number].sentence == sentence:
            topic = None if self.topics.is_attribution(number) else self.topics.of(number)
            if topic is not None:
                return topic.name
            number += 1
        while first and clauses[first - 1].sentence == sentence:  # 某公司披露半年报，上半年实现营收……
            first -= 1
            span = clauses[first].span
            topic = self.topics.of(first) if _PAPER.search(self.topics.page.text.form, span.start, span.end) else None
            if topic is not None:
                return topic.name
        return None
