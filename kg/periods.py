"""Reckoning with moments, and the stretches that numerals alone name: weeks, thirds of a month, decades, centuries.

In: years, months, days; cleaned characters at the place where reading stands.  Out: moments, tuples `(year,)`, `(year, month)` or
`(year, month, day)`, so that a moment is never more precise than the print.  What an expression means
beside a publication date is worked out in `kg.calendar`, what single words mean lies in `rules/words/` (`kg.timewords`).
"""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.numerals import parse_number

Moment = tuple[int, ...]
Stretch = tuple[Moment, Moment]

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}

def number(text: str) -> int | None:
    """The whole number of a date part: `8`, `十二`, `廿五`.

    >>> number("十二"), number("廿五"), number("几")
    (12, 25, None)
    """
    numeral = parse_number(text)
    if numeral is None or numeral.high is not None or numeral.low != int(numeral.low):
        return None
    return int(numeral.low)


def last_day(year: int, month: int) -> int:
    """The number of days of a month."""
    return monthrange(year, month)[1]


def is_moment(moment: Moment) -> bool:
    """True where the parts make a date of the calendar: `(2025, 2, 30)` does not."""
    if not 1 <= moment[0] <= 2999 or (len(moment) > 1 and not 1 <= moment[1] <= 12):
        return False
    return len(moment) < 3 or 1 <= moment[2] <= last_day(moment[0], moment[1])


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months later.

    >>> shift_months(2025, 1, -1)
    (2024, 12)
    """
    whole = year * 12 + month - 1 + by
    return whole // 12, whole % 12 + 1


def shift_days(moment: Moment, by: int) -> Moment:
    """The day `by` days later.

    >>> shift_days((2024, 2, 28), 2)
    (2024, 3, 1)
    """
    there = date(*moment) + timedelta(days=by)
    return there.year, there.month, there.day


def week_of(moment: Moment, by: int = 0) -> Stretch:
    """Monday and Sunday of the week `by` weeks after the one that holds a day.

    >>> week_of((2025, 7, 22))
    ((2025, 7, 21), (2025, 7, 27))
    """
    monday = shift_days(moment, 7 * by - date(*moment).weekday())
    return monday, shift_days(monday, 6)


def months(year: int, first: int, last: int) -> Stretch:
    """A stretch of months that may run into the next year.

    >>> months(2024, 12, 14)
    ((2024, 12), (2025, 2))
    """
    return shift_months(year, 1, first - 1), shift_months(year, 1, last - 1)


def third_of_month(year: int, month: int, which: str) -> Stretch | None:
    """上旬, 中旬, 下旬, and 月初, 月中 (read as 上旬, 中旬).

    >>> third_of_month(2025, 2, "下旬")
    ((2025, 2, 21), (2025, 2, 28))
    """
    days = {"上": (1, 10), "初": (1, 10), "中": (11, 20), "下": (21, last_day(year, month)), "上中": (1, 20), "中下": (11, last_day(year, month))}.get(which.removesuffix("旬"))
    return days and ((year, month, days[0]), (year, month, days[1]))


_CENTURY = re.compile(r"(上|本|\d{1,2}|[一二]?十[一二三四五六七八九]?)世纪(?:(\d0|[一二三四五六七八九]十)年代)?")
_DECADE = re.compile(r"([二三四五六七八九]十|[2-9]0)年代")
_TENS = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])十年代")


def century(text: str, this_year: int | None) -> tuple[Stretch, int] | None:
    """The years of 上世纪80年代, 20世纪, 21世纪, and how many characters say so.

    >>> century("20世纪九十年代", 2025)
    (((1990,), (1999,)), 8)
    """
    found = _CENTURY.match(text)
    if not found:
        return _lone_decade(text, this_year)
    word = found[1]
    if word in "上本":
        if this_year is None:
            return None
        first = this_year // 100 * 100 - (100 if word == "上" else 0)
    else:
        first = ((number(word) or 0) - 1) * 100
    if first < 0:
        return None
    tail = _TENS.match(text, found.end())
    if tail:
        begin, end = (number(tail[1]) or 0) * 10, (number(tail[2]) or 0) * 10 + 9
        return ((first + begin,), (first + end,)), tail.end()
    if found[2]:
        ten = number(found[2]) or 0
        return ((first + ten,), (first + ten + 9,)), found.end()
    return ((first + 1,), (first + 100,)), found.end()


def _lone_decade(text: str, this_year: int | None) -> tuple[Stretch, int] | None:
    """The latest decade of that number that began ten years ago or more: 80年代 on a page of 2012."""
    found = _DECADE.match(text)
    if not found or this_year is None:
        return None
    first = this_year // 100 * 100 + (number(found[1]) or 0)
    first -= 100 if first + 10 > this_year and first != this_year // 10 * 10 or first > this_year else 0
    return ((first,), (first + 9,)), found.end()
