"""How far the time of one sentence reaches: what a figure is lent whose own sentence prints no time.

In: a reading and its owner.  Out: an ISO 8601 interval or None, and the step that found it: the time of a sentence before that goes on, the heading above, what a report tells
throughout, the only day of an article.
"""
from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.claims import Reading
from kg.extract.claims.phrase import WORKS_COUNTED
from kg.resolve.claims.days import OnlyDays
from kg.resolve.claims.lists import TimeCues
from kg.resolve.claims.moments import Moment
from kg.resolve.claims.occasions import Occasions
from kg.resolve.claims.periods import OnlyPeriods
from kg.resolve.claims.reports import Reports

Told = tuple[str | None, str]
"""An ISO 8601 interval, or None for no time, and why."""

_TO_THE_HOUR = re.compile("[0-9０-９一二三四五六七八九十][时点]")  # 截至30日17时，受灾1.2万人。倒塌房屋19间: counts of the same hour
_SPEECH = re.compile("“[^“”\u2029]{6,}[。！？，…]”")


class Reach:
    """What the sentences of one page lend each other."""

    def __init__(self, reports: Reports, occasions: Occasions, cues: TimeCues):
        self.reports, self.occasions, self.cues, self.turns = reports, occasions, cues, cues.turns
        self.governing, self.topics = reports.governing, reports.topics
        self.only_periods, self.only_days = OnlyPeriods(reports), OnlyDays(self.governing, cues)
        self._clause_starts = self.topics.layout.places
        self._announcers: dict[int, Moment | None] = {}  # paragraph → the time of the sentence that announces it

    def of(self, reading: Reading, subject: str | None) -> Told:
        """The interval that is lent to a figure whose own sentence prints none, and why."""
        zoned = self._by_zone(reading)
        if zoned is not None:
            return zoned
        stands = self._stands(reading)
        occasion = self.occasions.of(reading) if not stands else None
        if occasion is not None:
            return occasion
        first, fresh = self._sentence(reading)
        frame = self.governing.frame_before(self.topics.layout.clauses[reading.clause].sentence, first - 1)
        behind = self._behind(reading)
        if behind is not None:
            return behind.interval, f"time: {behind.text} in the clause"
        if frame is not None:
            reached = self._of_whole(frame, first, reading, stands) or self._goes_on(frame, reading, fresh and not self._has_owner(frame, subject))
            if reached is not None or frame.is_passing and not fresh:
                return reached or (None, f"time: none, {frame.text} is of its own sentence")
        return self._throughout(reading, subject, frame, stands)

    def _by_zone(self, reading: Reading) -> Told | None:
        """A subtitle has the period of its title, a caption none."""
        clause, context = self.topics.layout.clauses[reading.clause], self.topics.context
        if clause.zone == "subtitle":
            title = [m for m in self.governing.moments if m.is_period and context.zone_at(m.span.start) == "title" and context.article_at(m.span.start) == clause.article]
            if len(title) == 1:
                return title[0].interval, f"time: {title[0].text} of the title"
        return (None, "time: none, a caption's date is the picture's") if clause.zone == "caption" else None

    def _sentence(self, reading: Reading) -> tuple[int, bool]:
        """The first clause of the figure's sentence, and whether the sentence has a subject of its own."""
        clauses, number = self.topics.layout.clauses, reading.clause
        fresh, step = False, number
        while step >= 0 and clauses[step].sentence == clauses[number].sentence:
            topic = self.topics.of(step) if step != number else self.topics.before(number, reading.value.span.start)
            fresh = fresh or (topic is not None and not topic.taken)
            step -= 1
        return step + 1, fresh

    def _of_whole(self, frame: Moment, first: int, reading: Reading, stands: bool) -> Told | None:
        """The time of the whole for its parts, in a sentence that goes on with 其中."""
        form = self.topics.page.text.form
        if not frame.interval or stands or not form.startswith(self.turns.of_which, self.topics.layout.clauses[first].span.start):
            return None
        return None if self._has_begun(frame, reading) else (frame.interval, f"time: {frame.text} of the whole")

    def _throughout(self, reading: Reading, subject: str | None, frame: Moment | None, stands: bool) -> Told:
        """What the heading above sets, or what the article tells throughout: its only period, its only day."""
        headed = self.reports.headed(reading.clause) or self.reports.stated(reading)
        if headed is not None:
            return headed, "time: of the heading above"
        own = self.governing.has_own_period(reading.clause, reading.value.span.start)
        told = None
        if not own:
            every = self._is_of_every_year(reading)
            told = None if self._is_there(reading) or every else self.reports.period(reading, subject)
            told = told or (self.only_periods.of(reading) if not (stands or every or self._counts_what_is(reading)) else None)
            told = told or self._announced(reading, stands)
            told = told or (self.only_days.of(reading) if frame is None and not stands else None)
        return told or (None, f"time: none, {frame.text} does not reach" if frame is not None else "time: none printed")

    def _announced(self, reading: Reading, stands: bool) -> Told | None:
        """The time of the sentence that announces the paragraphs below it (截至6月1日9时，各县灾情统计如下：)."""
        above = None if stands else self._announcer(reading.clause)
        return (above.interval, f"time: {above.text}, announced for what stands below") if above is not None and above.interval else None

    def _announcer(self, number: int) -> Moment | None:
        """The time of the last sentence above the paragraph of a clause that announces what stands below it; looked for once for each paragraph."""
        clauses, page, article = self.topics.layout.clauses, self.topics.page, self.topics.layout.clauses[number].article
        above: Moment | None = None
        passed: list[int] = []
        while (paragraph := clauses[number].paragraph) not in self._announcers:
            passed.append(paragraph)
            while number >= 0 and clauses[number].paragraph == paragraph:
                number -= 1
            if number < 0 or clauses[number].article != article:
                break
            sentence = clauses[number].sentence
            if page.text.form.endswith(self.turns.ends_of_announcements, 0, page.sentences[sentence].span.end):
                above = self.governing.frame(sentence)
                break
        else:
            above = self._announcers[paragraph]
        self._announcers.update(dict.fromkeys(passed, above))
        return above

    def _has_begun(self, frame: Moment, reading: Reading) -> bool:
        """True where works were begun at that time: it says nothing of what they measure."""
        form = self.topics.page.text.form
        return reading.kind == "level" and (self.turns.started.match(form, frame.span.end) is not None or not frame.is_day and self.turns.opens_long.match(form, frame.span.end) is not None)

    def _goes_on(self, frame: Moment, reading: Reading, fresh: bool) -> Told | None:
        """The frame of a sentence before, where it reaches this figure."""
        if self._is_to_come(frame) and not self.turns.reaches.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return None  # 到2015年，茶园稳定在100万亩。境内有近8万亩野生茶树林
        since = frame.is_passing and not (frame.is_now or self.turns.span_to_now.fullmatch(frame.text)) and reading.kind in ("change", "rate") and self.reports.compares(reading)
        if frame.interval is None or fresh and not (frame.is_day or since or self._is_told_on(frame, reading)) and not (frame.is_period and self.reports.compares(reading)):
            return None  # 今年以来，立案216起。与上年同期相比，结案下降4%
        if frame.interval[:4] == frame.interval.rpartition("/")[2][:4] and self._is_told_of_each_year(reading):
            return None  # 到3月底，……。县财政每年拿出200万元
        if fresh and frame.is_end and self._is_of_person(reading):
            return None  # 截至7月底，全县……。农民某人家有枣园15亩
        if self._stands(reading) or self._spoken_apart(frame.span.end, reading.value.span.start):
            return None
        if frame.is_passing and not since or frame.is_end and self.governing.tells_of_acts(reading) and not (self._adds_up(reading) or self._counts_up(frame) or _TO_THE_HOUR.search(frame.text)):
            return None
        if self._told_by_another(frame, reading) or self._is_long_over(frame) and self._in_quotation(frame.span.end, reading.value.span.start):
            return None
        if frame.is_period and self._counts_what_is(reading) or self.turns.usually.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return None  # 春节期间，……。7路车平常一天载客2000人
        if not frame.is_passing and (self.turns.begins.match(self.topics.page.text.form, frame.span.end) and not frame.is_day or self._has_begun(frame, reading)):
            return None  # 从1979年开始，……。九年间投资4亿多元
        if self.governing.has_own_period(reading.clause, reading.value.span.start):
            return None
        return frame.interval, f"time: {frame.text} of a sentence before"

    def _behind(self, reading: Reading) -> Moment | None:
        """The period right behind what a figure counts (其中，16家企业上半年实现盈利)."""
        clause, value = self.topics.layout.clauses[reading.clause], reading.value.span
        found = next((m for m in self.governing.within((value.end, clause.span.end)) if m.is_period or m.is_reported), None)
        if found is None or found.span.start == value.end or not self.governing.governs(found, reading.clause, clause.span.end):
            return None
        counted = [word for word in self.topics.row(reading.clause) if value.end <= word.start < found.span.start]
        return found if all(word.tag != "Quantity" and (word.is_nominal or word.mention is not None) for word in counted) else None

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
        return bool(frame.interval and published and frame.interval[:4] > published[:4])

    def _is_of_every_year(self, reading: Reading) -> bool:
        """True for what a year brings, held against no other (蜜柚年产量在9万吨左右): no period of a report measures it."""
        form, start = self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start
        return self._is_told_of_each_year(reading) or reading.kind == "level" and self.turns.of_every_year.search(form, start, reading.value.span.start) is not None and not self.reports.compares(reading)

    def _is_of_person(self, reading: Reading) -> bool:
        """True where the clause of a figure is about somebody, whom no office counted."""
        topic = self.topics.before(reading.clause, reading.value.span.start)
        entity = self.topics.context.entities.get(topic.key) if topic is not None and topic.key is not None else None
        return entity is not None and entity.type == "PER"

    def _is_told_of_each_year(self, reading: Reading) -> bool:
        """True for what 每年 says, held against no other year."""
        start = self.topics.layout.clauses[reading.clause].span.start
        return self.turns.each_year.search(self.topics.page.text.form, start, reading.value.span.start) is not None and not self.reports.compares(reading)

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
        """True where the sentence of a figure names who says so, and the frame stands before that; what befell a place before it is told on (7月1日暴雨成灾。记者从……获悉，受灾5万人)."""
        clauses = self.topics.layout.clauses
        harmed = frame.is_day and not frame.is_end and self.turns.harmed.search(self.topics.page.text.form, clauses[reading.clause].span.start, reading.value.span.end + 4)
        if harmed and reading.clause and clauses[self._sentence(reading)[0] - 1].sentence == self.topics.layout.clauses[reading.clause].sentence - 1:
            return False
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
        if reading.metric.startswith("从") and reading.metric.endswith((self.cues.names.distance, self.cues.names.time)):
            return True  # 从县城到渡口42公里
        return reading.metric.endswith(self.cues.standing) or self.cues.stands.search(form, clause.span.start, reading.value.span.end + 1) is not None

    def _is_told_on(self, frame: Moment, reading: Reading) -> bool:
        """True where a paragraph goes on with what was in a year before the page's, whoever's it is (1986年4月，工作队进村。他们发现，韦家承包7亩稻田); what there is stands still."""
        published, form = self.topics.page.published.value or "", self.topics.page.text.form
        if (frame.interval or "")[:4] >= published[:4] or frame.is_end or self.turns.there_is.search(form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start):
            return False
        sentence = self.topics.context.sentence_at(frame.span.start)
        after = bisect_right(self.governing.starts, frame.span.start)
        return sentence is not None and (after == len(self.governing.starts) or self.governing.starts[after] >= sentence.span.end)

    def _is_long_over(self, frame: Moment) -> bool:
        """True for a whole year before that of the page."""
        published, interval = self.topics.page.published.value or "", frame.interval or ""
        return len(interval) == 4 and interval < published[:4]

    def _in_quotation(self, start: int, end: int) -> bool:
        """True where a quotation opens between a frame and a figure and is not over: its speaker tells of his own time (2019年接手。“这头牛重一吨……”)."""
        form = self.topics.page.text.form
        return form.rfind("“", start, end) > form.rfind("”", start, end)

    def _spoken_apart(self, start: int, end: int) -> bool:
        """True where somebody speaks between a frame and a figure: what comes after a quotation is another matter."""
        return _SPEECH.search(self.topics.page.text.form, start, end) is not None
