"""Single dates and stretches, printed or meant: `6月末`, `上周五`, `2024年三季度`, `去年同期`, `当年8月20日`.

In: cleaned characters without range and frame words, beside the publication date and the expression before.  Out: the
stretch they name, and what had to be assumed.  Parts of a year are read in `kg.years`; ranges, lengths and 以来 in `kg.calendar`.
"""
from __future__ import annotations

import re

from kg import periods
from kg.periods import Moment, Stretch
from kg.timewords import Told
from kg.years import DAY, LONG_AGO, Interval, YearReader

_YEAR = re.compile(r"(\d{4}|[一二][零一二三四五六七八九]{3})(年度|学年度|学年|财年|年|(?=$))")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_WEEK = re.compile(r"(上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])?")
_LATELY = 2  # days before a page


class DateReader(YearReader):
    """One expression, whatever it is counted from."""

    def same_day(self) -> Stretch | None:
        """截至9时: the day of the expression before."""
        before = self.previous.end if self.previous else None
        if before is None or len(before) < 3:
            return None
        self.assume("day of the expression before it")
        return before, before

    # --- points ----------------------------------------------------------------------------

    def point(self, text: str) -> Stretch | None:
        iso = _ISO.match(text)
        if iso:
            day = (int(iso[1]), int(iso[3]), int(iso[4]))
            return (day, day) if periods.is_moment(day) and self.words.clock.fullmatch(text, iso.end()) else None
        return self.whole_phrase(text) or self.in_year(text) or self.by_day(text)

    def whole_phrase(self, text: str) -> Stretch | None:
        """Expressions that are one word: plans, centuries, seasons of a year, 同期."""
        plan = self.words.plan_years(text)
        if plan:
            return plan
        long = periods.century(text, self.published[0] if self.published else None)
        if long and re.fullmatch(r"(?:初期?|末期?|中叶|中期|前期|后期|年代)?", text[long[1]:]):
            return long[0] if long[1] == len(text) or long[0][1][0] - long[0][0][0] < 20 else None  # 本世纪初 is no century
        here = self.published
        window = self.words.windows.get(text)
        if here and window:
            year = here[0] + window.step
            return ((year,), (year + window.years - 1,)) if window.years else periods.months(year, *window.months)
        if text.endswith("同期"):
            return self.same_period(text.removesuffix("同期"))
        return None

    def same_period(self, year_word: str) -> Stretch | None:
        """去年同期: the expression before, so many years earlier."""
        by = self.words.year_word(year_word.removesuffix("的"))
        if by is None or self.published is None:
            return None
        if self.previous is None:
            self.assume("same period taken as the whole year")
            return (self.published[0] + by,), (self.published[0] + by,)
        self.assume("same period as the expression before it")
        shift = self.published[0] + by - self.previous.end[0]
        start, end = self.previous.start, self.previous.end
        return (start[0] + shift, *start[1:]), (end[0] + shift, *end[1:])

    def in_year(self, text: str) -> Stretch | None:
        """A year, printed or meant, and what stands behind it."""
        found = _YEAR.match(text)
        if found:
            year = periods.number(found[1])
            if year is None or not 100 <= year <= 2999:
                return None
            if found[2].startswith("学年"):
                self.assume("school year taken as its first year")
            return self.part_of_year(year, text[found.end():])
        told = self.words.counted("year", text)
        if told is None:
            return self.part_of_year(None, text)
        anchor = self.anchor(told, 1)
        return None if anchor is None else self.part_of_year(anchor[0] + told.steps, text[len(told.word):])

    def anchor(self, told: Told, parts: int) -> Moment | None:
        """What a word counts from, where it is as precise as so many `parts` (1 year, 2 month, 3 day)."""
        anchor = (self.previous.end if self.previous else None) if told.before else self.published
        if anchor is None or len(anchor) < parts:
            return None
        self.assume(f"{told.word} counted from the {'expression before it' if told.before else 'publication date'}")
        return anchor

    def by_day(self, text: str) -> Stretch | None:
        """昨日, 上月底, 本周五, 26日: months, weeks and days counted from the page or from the expression before."""
        told = self.words.counted("month", text)
        if told and (anchor := self.anchor(told, 2)):
            year, month = periods.shift_months(anchor[0], anchor[1], told.steps)
            return self.in_month(year, month, text[len(told.word):].removeprefix("份"))
        told = self.words.counted("day", text)
        if told and self.words.clock.fullmatch(text, len(told.word)) and (anchor := self.anchor(told, 3)):
            day = periods.shift_days(anchor, told.steps)
            return day, day
        if self.published and len(self.published) > 1 and (edge := re.fullmatch(r"月([初底末中])", text)):
            return self.in_month(self.published[0], self.published[1], edge[1])
        return self.week(text) or self.lone_day(text)

    def week(self, text: str) -> Stretch | None:
        found = _WEEK.match(text)
        here = self.published
        if not found or not here or len(here) < 3 or not self.words.clock.fullmatch(text, found.end()) or not (found[1] or found[2]):
            return None
        by = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(found[1], 0)
        monday, sunday = periods.week_of(here, by)
        self.assume("week of the publication date")
        if not found[2]:
            return monday, sunday
        day = periods.shift_days(monday, periods.WEEKDAYS[found[2]])
        return day, (sunday if found[2] == "末" else day)

    def lone_day(self, text: str) -> Stretch | None:
        found = DAY.match(text)
        if not found or not self.words.clock.fullmatch(text, found.end()):
            return None
        day = periods.number(found[1]) or 0
        before = self.inherited or (self.previous.end if self.previous else None)
        if before and self.published and not self.inherited and _is_later_month(day, before, self.published):
            self.assume("month from the publication date")
            return (*self.published[:2], day), (*self.published[:2], day)
        if self.previous and self.published and not self.inherited and _is_of_the_page(day, self.previous, self.published):
            self.assume("month from the publication date")
            return (*self.published[:2], day), (*self.published[:2], day)
        if before and len(before) > 1:
            self.assume("month from the expression before it")
            return (*before[:2], day), (*before[:2], day)
        if self.published and len(self.published) > 1:
            self.assume("month from the publication date")
            there = self.published[:2]
            if len(self.published) > 2 and day > self.published[2] + 7:
                there = periods.shift_months(there[0], there[1], -1)
            return (*there, day), (*there, day)
        return None


def _is_later_month(day: int, before: Moment, published: Moment) -> bool:
    """True for a day that is smaller than the one told before it, and not after that of the page, whose month it is (7月18日以来……截至5日9时)."""
    if len(before) < 3 or len(published) < 3 or published[0] - before[0] >= LONG_AGO:
        return False
    return before[:2] < published[:2] and day < before[2] and day <= published[2]


def _is_of_the_page(day: int, before: Interval, published: Moment) -> bool:
    """True for one of the last days before a page, behind months of its year or a feast to come (今年1至11月……。28日，某县签约 on 29 December)."""
    if len(published) < 3 or not 0 <= published[2] - day <= _LATELY:
        return False
    start, end = before.start, before.end
    return len(end) == 2 and end[0] == published[0] and (start != end or end[1] + 1 >= published[1]) or start > published
