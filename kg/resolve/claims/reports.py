"""The period that a report, its heading or its first paragraph sets for the figures after it.

In: the page's time expressions and clauses.  Out: `Reports`: the year of an annual report, the months that an article's first
paragraph names, the year in a heading above.
"""
from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.claims import Reading
from kg.extract.claims.words import HEADLINES
from kg.model import Span
from kg.resolve.claims.governing import Governing
from kg.resolve.claims.moments import Moment
from kg.text import LINE_END

_MEASURED = re.compile("[元％%万亿]")  # what a report is about; 四次会议 is no figure of it
_YEARS = re.compile("([0-9]{4})/([0-9]{4})")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_LONGEST_HEADING = 30  # characters


def _holds(whole: str, part: str) -> bool:
    """True for days that lie within other days (the days of most travellers, within 春运)."""
    return whole[:10] <= part[:10] and part[11:] <= whole[11:]


class Reports:
    """The periods of a page's articles."""

    def __init__(self, governing: Governing):
        self.governing, self.topics, self.moments, self.turns = governing, governing.topics, governing.moments, governing.turns
        self._periods: dict[int, dict[str, Moment]] = {}
        self._months: dict[int, dict[str, Moment]] = {}  # periods of reports that hold them against others
        self._headings: dict[int, list[tuple[int, str | None]]] = {}
        self._stated: dict[int | None, Moment | None] = {}
        self._ahead: dict[int, Moment | None] = {}  # article → the days of what it foretells
        self._bulletins: dict[int | None, str | None] = {}

    def of_year(self, moment: Moment | None, start: int, reading: Reading, modality: str) -> tuple[str, str] | None:
        """全年 and 年末 in a report on a year that is over are of that year."""
        stretch = self.topics.page.text.form[start:reading.value.span.start]
        whole = moment is None and (self.turns.whole_year.match(stretch) is not None or modality != "actual" and self.turns.expected_year.search(stretch) is not None)
        end = moment is not None and moment.text in self.turns.names_of_years_ends
        article = self.topics.layout.clauses[reading.clause].article
        if moment is not None and moment.text in self.turns.names_of_that_year and (told := self._bulletin(article)) is not None:
            return told, f"time: {moment.text} of {told}, the year of the report"
        if not (whole or end) or article is None:
            return None
        year = self._report_year(article)
        published = self.topics.page.published.value
        if whole and modality != "actual" and published:
            year = self.headed(reading.clause, whole_year=True) or self._year_over(reading.value.span.start, article, published) or published[:4]
            return year, f"time: 全年 of what is still to come, so {year}"
        year = year or self.headed(reading.clause, whole_year=True)
        if year is None and whole and moment is None:
            year = self._year_before(reading.value.span.start, article)
        if year is None:
            return None
        return (f"{year}-12-31" if end else year), f"time: {moment.text if moment else '全年'} of {year}, the year of the report"

    def _report_year(self, article: int) -> str | None:
        """The year that a bulletin's headline or a report's first paragraph is about."""
        told = self._bulletin(article)
        if told is not None:
            return told
        if article not in self._periods:
            self._periods[article] = self._report_period(article)
        return next((m.interval for _, m in sorted(self._periods[article].items()) if m.interval and len(m.interval) == 4), None)

    def _bulletin(self, article: int | None) -> str | None:
        """The year of a bulletin that its headline names (某县2021年国民经济和社会发展统计公报): all that it tells without a time of its own is of that year."""
        if article not in self._bulletins:
            context, form = self.topics.context, self.topics.page.text.form
            self._bulletins[article] = next((m.interval for m in self.moments if m.interval and len(m.interval) == 4 and context.zone_at(m.span.start) in HEADLINES
                                             and context.article_at(m.span.start) == article and self.turns.bulletin.match(form, m.span.end)), None)
        return self._bulletins[article]

    def reported(self, reading: Reading) -> str | None:
        """The year or half year of the report named before (发布2016年年报。报告期内，公司实现……), where the sentence speaks of 报告期."""
        form, clauses = self.topics.page.text.form, self.topics.layout.clauses
        clause = clauses[reading.clause]
        start = self.topics.page.sentences[clause.sentence].span.start
        told = self.turns.reports_period.search(form, start, reading.value.span.start)
        at = told.start() if told else -1
        if at < 0 or any(m.span.start > at for m in self.governing.within(Span(at, reading.value.span.start)) if m.interval):
            return None
        article = self.topics.context.article_at(at)
        step = bisect_left(self.governing.starts, at) - 1
        while step >= 0 and self.topics.context.article_at(self.governing.starts[step]) == article:
            moment = self.moments[step]
            if moment.interval and self.turns.report.match(form, moment.span.end):
                is_year, is_end = len(moment.interval) == 4, form.startswith(self.turns.end_of_reports_period, at)
                if is_year and self.turns.half_year.match(form, moment.span.end):
                    return f"{moment.interval}-06-30" if is_end else f"{moment.interval}-01/{moment.interval}-06"
                return moment.interval + "-12-31" if is_end and is_year else moment.interval
            step -= 1
        return None

    def _year_over(self, position: int, article: int | None, published: str) -> str | None:
        """The year that is just over, where a page of its first months named it last (1996年粮食增产。全年收入预计……)."""
        year = self._year_before(position, article) if published[5:7] in ("01", "02") else None
        return year if year == str(int(published[:4]) - 1) else None

    def _year_before(self, position: int, article: int | None) -> str | None:
        """The year that a year's end or a whole year named last before a position in the article belongs to."""
        at = bisect_left(self.governing.starts, position) - 1
        while at >= 0 and self.topics.context.article_at(self.governing.starts[at]) == article:
            interval = self.moments[at].interval
            if interval and (len(interval) == 4 or interval.endswith("-12-31") and len(interval) == 10):
                return interval[:4] if not self.moments[at].text.startswith(self.turns.heads_of_this_year) else None
            at -= 1
        return None

    def whole_year_opened(self, first: int, reading: Reading, modality: str) -> tuple[str, str] | None:
        """全年 at the head of the sentence, for the clauses after it; of what is still to come it is the year of publication."""
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        opened = next((number for number in range(first, reading.clause) if self.turns.whole_year.match(form, clauses[number].span.start)), None)
        if opened is None or any(clauses[number].opens == "；" for number in range(opened + 1, reading.clause + 1)):
            return None
        published = self.topics.page.published.value if modality != "actual" else None
        article = clauses[first].article
        told = self._report_year(article) if article is not None and modality == "actual" else None
        year = told or self.headed(reading.clause, whole_year=True) or published and published[:4] or self._year_before(clauses[first].span.start, article)
        return (year, f"time: 全年 earlier in the sentence, of {year}") if year else None

    def each_year(self, moment: Moment, reading: Reading) -> str | None:
        """The year of a figure that 分别 gives to it, where the clause has one for each (2010年至2012年，……分别增长13%、14%和12%)."""
        years = _YEARS.fullmatch(moment.interval or "")
        if years is None or not moment.is_stretch:
            return None
        clause, value = self.topics.layout.clauses[reading.clause], reading.value.span
        each = self.turns.in_turn.search(self.topics.page.text.form, clause.span.start, value.start)
        at = each.start() if each else -1
        figures = [word.start for word in self.topics.row(reading.clause) if word.tag == "Quantity" and word.start > at] if at >= 0 else []
        return str(int(years[1]) + figures.index(value.start)) if len(figures) == int(years[2]) - int(years[1]) + 1 and value.start in figures else None

    def one_of_years(self, reading: Reading) -> str | None:
        """The year of the same place in a list under 分别 (2021年、2022年和2023年净利润分别为1亿元、2亿元和3亿元; ……收结案分别为：30件、28件，38件、35件)."""
        clauses, value = self.topics.layout.clauses, reading.value.span
        number = first = reading.clause
        while clauses[first].opens == "，" and first and clauses[first - 1].sentence == clauses[number].sentence:
            first -= 1
        listed = clauses[first].opens == "：" and first > 0 and clauses[first - 1].sentence == clauses[number].sentence
        span = clauses[first - 1 if listed else number].span
        form = self.topics.page.text.form
        each = self.turns.in_turn.search(form, span.start, min(span.end, value.start))
        if each is None:
            return None
        opened = first - 1 if listed else number
        if opened and clauses[opened - 1].sentence == clauses[number].sentence and all(word.tag == "Time" or word.text in "、和与及" for word in self.topics.row(opened - 1)):
            opened -= 1  # 2021年、2022年和2023年，利润分别为……
        years = [m for m in self.governing.within(Span(clauses[opened].span.start, each.start())) if m.interval and len(m.interval) == 4]
        if len(years) < 2 or any(form[one.span.end:two.span.start] not in ("、", "和", "与", "及") for one, two in zip(years, years[1:], strict=False)):
            return None
        if listed:
            return years[number - first].interval if number - first < len(years) and self._only_figures(number) else None
        figures = [word.start for word in self.topics.row(number) if word.tag == "Quantity" and word.start > each.start()]
        return years[figures.index(value.start)].interval if len(figures) == len(years) and value.start in figures else None

    def _only_figures(self, number: int) -> bool:
        """True for a clause of figures alone (38件、35件)."""
        return all(word.tag in ("Quantity", "w") or word.text in "和与及" for word in self.topics.row(number))

    def forecast(self, reading: Reading) -> tuple[str | None, str] | None:
        """The year that the sentences before tell of, where this one goes on with a forecast (1996年……。预计水产品产量……); the days of what is still to come (禁渔从5月3日开始，到8月9日结束。预计发送旅客……)."""
        ahead = self._days_ahead(reading)
        if ahead is not None:
            return ahead.interval, f"time: {ahead.text}, the days of what the article foretells"
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        own = self.topics.page.sentences[clauses[reading.clause].sentence].span
        if not self.turns.forecasts.search(form, own.start, reading.value.span.start) or self.governing.cues.done.search(form, own.start, reading.value.span.start):
            return None  # 建设任务完成后，预计……
        step = reading.clause
        while step >= 0 and clauses[step].sentence == clauses[reading.clause].sentence:
            step -= 1
        frame = self.governing.frame_before(clauses[reading.clause].sentence, step)
        if frame is None or frame.interval is None or frame.is_day or frame.is_passing or self._is_over(frame.interval):
            return None
        return frame.interval, f"time: {frame.text} of a forecast before"

    def _is_over(self, interval: str) -> bool:
        """True for a year before that of the page, unless the page is of the first months and foretells what the year over has brought."""
        published = self.topics.page.published.value or ""
        return interval[:4] < published[:4] and published[5:7] > "03"

    def _days_ahead(self, reading: Reading) -> Moment | None:
        """The first stretch of days in an article's body that ends after the page's own date and holds all others, for a plan behind it that has no works to wait for."""
        form, published = self.topics.page.text.form, self.topics.page.published.value or ""
        article, own = self.topics.layout.clauses[reading.clause].article, self.topics.page.sentences[self.topics.layout.clauses[reading.clause].sentence].span
        if article is None or len(published) < 10 or self.governing.cues.done.search(form, own.start, reading.value.span.start):
            return None
        if article not in self._ahead:
            told = [m for m in self.moments if self.topics.context.article_at(m.span.start) == article and _DAYS.fullmatch(m.interval or "") and (m.interval or "")[11:] > published]
            self._ahead[article] = told[0] if told and all(_holds(told[0].interval or "", m.interval or "") for m in told) and self.topics.context.zone_at(told[0].span.start) == "body" else None
        found = self._ahead[article]
        return found if found is not None and found.span.start < reading.value.span.start else None

    def headed(self, number: int, whole_year: bool = False) -> str | None:
        """The period in the heading over a clause (一、2022年预算执行情况⏎全县……), where the heading names just one."""
        clauses = self.topics.layout.clauses
        article = clauses[number].article
        if article is None:
            return None
        if article not in self._headings:
            self._headings[article] = self._find_headings(article)
        found = [interval for start, interval in self._headings[article] if start < clauses[number].span.start]
        return found[-1] if found and found[-1] and (not whole_year or len(found[-1]) == 4) else None

    def stated(self, reading: Reading) -> str | None:
        """The time that a bulletin says its figures are of (现将2020年11月1日零时人口的基本情况公布如下), or its headline."""
        clause = self.topics.layout.clauses[reading.clause]
        article = clause.article
        if clause.zone == "body" and (told := self._bulletin(article)) is not None:
            return told
        if article not in self._stated:
            self._stated[article] = next((m for m in self.moments if m.interval and self.topics.context.article_at(m.span.start) == article
                                          and self._states(m)), None)
        found = self._stated[article]
        return found.interval if found is not None and found.span.start < reading.value.span.start else None

    def _states(self, moment: Moment) -> bool:
        """True for the time of figures that are announced (现将……公布如下), or told of in a sentence without any (局长通报了上半年执法情况。)."""
        form, start = self.topics.page.text.form, moment.span.start
        if self.turns.hereby.search(form, max(0, start - 24), start) and self.turns.as_follows.match(form, moment.span.end):
            return True
        return moment.is_period and self.turns.tells_of.search(form, max(0, start - 40), start) is not None and self.turns.its_state.match(form, moment.span.end) is not None

    def _find_headings(self, article: int) -> list[tuple[int, str | None]]:
        page, found = self.topics.page, []
        form = page.text.form
        for sentence in page.sentences:
            if sentence.article != article or sentence.zone not in ("body", "subhead"):
                continue
            span = sentence.span
            if span.end - span.start > _LONGEST_HEADING or form[span.end - 1] in "。！？；：，…”）" or form[span.end:span.end + 1] != LINE_END or form[span.start - 1:span.start] not in ("", LINE_END):
                continue
            named = {m.interval for m in self.governing.within(span) if m.is_period}
            found.append((span.start, named.pop() if len(named) == 1 else None))
        return found

    def period(self, reading: Reading, subject: str | None) -> tuple[str | None, str] | None:
        """The months that the first paragraph of a report on the same owner is about (前三季度，全市……¶工业方面，……)."""
        clauses = self.topics.layout.clauses
        article = clauses[reading.clause].article
        if article is None:
            return None
        if article not in self._periods:
            self._periods[article] = self._report_period(article)
        told = self._periods[article]
        if subject is None and not (len(told) == 1 and "" in told):
            return None
        found = told.get(subject or "")
        if found is None and self.compares(reading):
            found = self._months[article].get(subject or "")
        if found is None or found.span.start > reading.value.span.start:
            return None
        return found.interval, f"time: {found.text}, the period of the report"

    def _report_period(self, article: int) -> dict[str, Moment]:
        """The periods counted from January in the first paragraph of running text, by whose they are.

        A first paragraph without figures that names two of them (批准了2006年预算执行情况和2007年预算) sets none; the next one does.
        """
        paragraph, counts = None, False
        found: dict[str, Moment] = {}
        months = self._months[article] = {}
        named: set[str | None] = set()
        for number, clause in self.topics.articles.clauses_of(article):
            if clause.zone != "body":
                continue
            paragraph = clause.paragraph if paragraph is None else paragraph
            if clause.paragraph != paragraph:
                if counts or len(named) < 2:
                    break
                paragraph, found, named = clause.paragraph, {}, set()
            counts = counts or any(word.tag == "Quantity" and _MEASURED.search(word.text) for word in self.topics.row(number))
            for moment in self.governing.on(number):
                if moment.is_period:
                    named.add(moment.interval)
                if (moment.is_period or moment.is_reported) and self.governing.governs(moment, number, clause.span.end):
                    owner = self.owner(number)
                    if owner is not None or moment.is_period:  # 2014年1至9月，我院共受理……: of no owner that the page names
                        (found if moment.is_period else months).setdefault(owner or "", moment)
        return found

    def compares(self, reading: Reading) -> bool:
        """True for a sentence that holds its figures against those of another time, as reports on a period do, whoever's they are."""
        sentence = self.topics.page.sentences[self.topics.layout.clauses[reading.clause].sentence].span
        return self.turns.compares.search(self.topics.page.text.form, sentence.start, sentence.end) is not None

    def owner(self, number: int) -> str | None:
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
            topic = self.topics.of(first) if self.turns.paper.search(self.topics.page.text.form, span.start, span.end) else None
            if topic is not None:
                return topic.name
        return None
