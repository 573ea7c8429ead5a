"""The parts of a year, and the year that is not printed: `三季度`, `6月末`, `上旬`, `国庆期间`, `8月20日`.

In: cleaned characters behind a year, or without one, beside the publication date and the expression before.  Out: the stretch they name, and what had to be
assumed.  What years and days are counted from (去年, 上周五) is read in `kg.dates`.
"""
from __future__ import annotations

import re
from functools import lru_cache

from kg import periods
from kg.almanac import Almanac
from kg.model import record
from kg.numerals import SMALL
from kg.periods import Moment, Stretch

_QUARTER = re.compile(r"(?:第?([一二三四1234])|(首))季度?(初|末|底)?")
_FIRST = re.compile(rf"[前头首]({SMALL})个?(季度?|月)份?")
_MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?")
DAY = re.compile(r"(\d{1,2}|[一二]?十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|[一二三四五六七八九])日")
_TEN_DAYS = re.compile(r"(上中?|中下?|下)旬")
_EDGE = re.compile(r"(?:年|月)?(初|底|末|中(?!旬))")
_AHEAD = 8  # months; a quarter or a month does not lie so far ahead
_COUNTED_AHEAD = 7  # months; what a report counts from January (前三季度, 三季度末) does not lie so far ahead
LONG_AGO = 10  # years: an account of history keeps its year (1950年10月……11月……)


@record
class Interval:
    """First and last moment, each as precise as printed, and what was assumed to find them."""

    start: Moment
    end: Moment
    assumed: tuple[str, ...] = ()

    @property
    def iso(self) -> str:
        """ISO 8601: one date where both ends are the same, else `start/end`.

        >>> Interval((2023, 1), (2023, 6)).iso
        '2023-01/2023-06'
        """
        first, last = _printed(self.start), _printed(self.end)
        return first if first == last else f"{first}/{last}"


@lru_cache(maxsize=1 << 12)
def _printed(moment: Moment) -> str:
    return "-".join([f"{moment[0]:04d}", *(f"{part:02d}" for part in moment[1:])])


class YearReader:
    """One expression being read beside one publication date; `inherited` is the left end of a range."""

    def __init__(self, published: Moment | None, previous: Interval | None, almanac: Almanac):
        self.published, self.previous, self.almanac, self.words = published, previous, almanac, almanac.words
        self.assumed: list[str] = []
        self.inherited: Moment | None = None  # the left end of a range, whose year and month the right end takes

    def assume(self, words: str) -> None:
        self.assumed.append(words)

    def part_of_year(self, year: int | None, rest: str) -> Stretch | None:
        rest = rest.removeprefix("的")
        part = self.words.part(rest, year is not None)
        if not rest or part == "whole":
            known = year if year is not None else self.this_year() if rest else None
            return None if known is None else ((known,), (known,))
        half = re.fullmatch(r"([上下前后])半年([末底])?", rest)
        if half and half[2]:
            return self.edge_of_month(year, 6 if half[1] in "上前" else 12, half[2])
        if half:
            return self.months_of(year, (1, 6) if half[1] in "上前" else (7, 12))
        quarter = _QUARTER.match(rest)
        if quarter and self.words.clock.fullmatch(rest, quarter.end()):
            q = 1 if quarter[2] else periods.number(quarter[1]) or 0
            if quarter[3] in ("末", "底"):
                return self.edge_of_quarter(year, 3 * q, quarter[3])
            return self.months_of(year, (3 * q - 2, 3 * q - 2 if quarter[3] else 3 * q))
        first = _FIRST.fullmatch(rest)
        if first and (n := periods.number(first[1])):
            last = 3 * n if first[2].startswith("季") else n
            return self.months_of(year, (1, last)) if 1 <= last <= 12 else None
        month = _MONTH.match(rest)
        if month and (m := periods.number(month[1])) and m <= 12:
            return self.in_month(year, m, rest[month.end():])
        if part:
            return self.edge_of_year(year, part)
        season = self.words.season(rest, year is not None)
        if season:
            self.assume("season as it is every year")
            known = self.this_year() if year is None else year
            return None if known is None else self.almanac.season(season, known)
        feast = self.almanac.named(rest)
        return self.feast(year, feast, rest[len(feast):]) if feast else None

    def feast(self, year: int | None, name: str, rest: str) -> Stretch | None:
        """A feast's day, or the days off round it."""
        if year is None:
            here = self.almanac.day_of(name, self.published[0]) if self.published else None
            year = self.year_of(*here[1:]) if here else None
        return None if year is None else self.almanac.part(name, rest, year)

    def in_month(self, year: int | None, month: int, rest: str) -> Stretch | None:
        day = DAY.match(rest)
        if day and self.words.clock.fullmatch(rest, day.end()):
            return self.day(year, month, periods.number(day[1]) or 0)
        third, edge = _TEN_DAYS.fullmatch(rest), _EDGE.fullmatch(rest)
        known = self.year_of(month, None) if year is None else year
        if known is None:
            return None
        if third:
            return periods.third_of_month(known, month, third[1])
        if edge:
            if edge[1] in ("底", "末"):
                return self.edge_of_month(known, month, edge[1])
            self.assume(f"月{edge[1]} taken as ten days")
            return periods.third_of_month(known, month, edge[1])
        return ((known, month), (known, month)) if self.words.clock.fullmatch(rest) else None

    def months_of(self, year: int | None, between: tuple[int, int]) -> Stretch | None:
        known = self.this_year() if year is None else year
        if year is None and known is not None and not self.inherited and self.are_over(*between):
            known -= 1
        return None if known is None else ((known, between[0]), (known, between[1]))

    def are_over(self, first: int, last: int) -> bool:
        """True for months printed without a year, on a page of a year's first months, that this year has not seen (前11个月 in January): they are of the year before."""
        here = self.published
        if here is None or len(here) < 2 or self.previous is not None and self.previous.start[0] > here[0]:
            return False
        return last - here[1] >= _COUNTED_AHEAD if first == 1 else first - here[1] >= _AHEAD

    def edge_of_month(self, year: int | None, month: int, word: str) -> Stretch | None:
        known = self.this_year() if year is None else year
        if known is None:
            return None
        self.assume(f"{word} taken as the last day")
        last = (known, month, periods.last_day(known, month))
        return last, last

    def edge_of_quarter(self, year: int | None, month: int, word: str) -> Stretch | None:
        """The end of a quarter; on a page that its year has not brought so far, the one before (三季度末 in January)."""
        known = self.this_year() if year is None else year
        over = year is None and known is not None and not self.inherited and self.are_over(1, month)
        return self.edge_of_month(known - 1 if known is not None and over else known, month, word)

    def edge_of_year(self, year: int | None, part: str) -> Stretch | None:
        known = self.this_year() if year is None else year
        if known is None:
            return None
        if part == "start":
            return (known, 1), (known, 1)
        if part == "middle":
            self.assume("the middle of the year taken as June")
            return (known, 6), (known, 6)
        return self.edge_of_month(known, 12, "the end of the year")

    def day(self, year: int | None, month: int, day: int) -> Stretch | None:
        known = self.year_of(month, day) if year is None else year
        if known is None:
            return None
        return (known, month, day), (known, month, day)

    # --- the year that is not printed ------------------------------------------------------

    def this_year(self) -> int | None:
        if self.inherited:
            return self.inherited[0]
        if self.published is None:
            return None
        self.assume("year from the publication date")
        return self.published[0]

    def year_of(self, month: int, day: int | None) -> int | None:
        """The year of a month or day printed without one."""
        if self.inherited:
            return self.inherited[0]
        before = self.previous.end if self.previous else None
        here = self.published
        if before and len(before) > 1 and (here is None or here[0] - before[0] >= LONG_AGO):
            self.assume("year from the expression before it")
            return before[0]
        if here is None:
            return None
        self.assume("year from the publication date")
        if len(here) > 1:
            if month - here[1] >= 10 or (month - here[1] >= 8 and day is not None and here[1] <= 2):
                return here[0] - 1  # 12月28日 on a page of January
            if month == 1 and here[1] == 12 and day is not None and len(here) > 2 and here[2] >= 15:
                return here[0] + 1  # 1月1日起 on a page of late December
        return here[0]
