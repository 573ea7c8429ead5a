"""The words of the calendar: which stretch of time one printed word or group names.

In: cleaned characters at the place where reading stands.  Out: moments, tuples `(year,)`, `(year, month)` or
`(year, month, day)`, so that a moment is never more precise than the print.  Facts only; what an expression means
beside a publication date is worked out in `kg.calendar`.
"""
from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from kg.numerals import parse_number

Moment = tuple[int, ...]
Stretch = tuple[Moment, Moment]

# Five-year plans: the first ten did not all follow on one another; from 九五 on each begins when the last ends.
_EARLY_PLANS = {1: (1953, 1957), 2: (1958, 1962), 3: (1966, 1970), 4: (1971, 1975), 5: (1976, 1980), 6: (1981, 1985),
                7: (1986, 1990), 8: (1991, 1995)}

RELATIVE_YEARS = {"今年": 0, "本年度": 0, "本年": 0, "去年": -1, "上年度": -1, "上一年度": -1, "上一年": -1, "上年": -1, "前年": -2, "大前年": -3, "明年": 1, "来年": 1,
                  "下一年": 1, "后年": 2}
CONTEXT_YEARS = {"当年": 0, "同年": 0, "是年": 0, "这一年": 0, "那一年": 0, "那年": 0, "该年": 0, "次年": 1, "翌年": 1, "第二年": 1, "转年": 1, "前一年": -1,
                 "第三年": 2}
RELATIVE_MONTHS = {"本月": 0, "这个月": 0, "上个月": -1, "上月": -1, "下个月": 1, "下月": 1, "前月": -2}
CONTEXT_MONTHS = {"当月": 0, "同月": 0, "次月": 1, "翌月": 1}
RELATIVE_DAYS = {"今天": 0, "今日": 0, "今晚": 0, "今晨": 0, "今早": 0, "今夜": 0, "昨天": -1, "昨日": -1, "昨晚": -1, "昨夜": -1, "昨": -1, "前天": -2, "前日": -2, "前晚": -2,
                 "明天": 1, "明日": 1, "明晚": 1, "明晨": 1, "后天": 2, "大前天": -3}
CONTEXT_DAYS = {"当天": 0, "当日": 0, "同日": 0, "同一天": 0, "当晚": 0, "这一天": 0, "那一天": 0, "次日": 1, "翌日": 1, "第二天": 1, "隔天": 1, "第三天": 2, "前一天": -1, "前一日": -1}
SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 14)}  # QX/T 152—2012: by whole months
WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "末": 5}
NOW = ("截至目前", "到目前", "截止到目前", "截至现在", "到现在", "截至今日", "截止今日", "截止目前", "截至发稿时", "截至发稿", "截至记者发稿时", "到目前为止", "迄今为止", "目前为止", "目前", "当前", "眼下", "如今", "现在", "而今", "现今", "时下", "当下", "此刻", "至今", "迄今", "今")
OPEN = ("近日", "近期", "日前", "近来", "近年来", "近年", "近些年来", "近些年", "近几年来", "近几年", "最近", "连日来", "连日", "这几年", "这些年", "多年来", "长期以来", "一直以来",
        "此前", "随后", "近几个月", "过去几年", "前不久", "不久前", "往年", "历年", "常年", "每年", "每月", "每天", "每日", "每周", "逐年", "同期", "平时", "届时", "不久", "早年", "前些年", "当时")


def number(text: str) -> int | None:
    """The whole number of a date part: `8`, `十二`, `廿五`.

    >>> number("十二"), number("廿五"), number("几")
    (12, 25, None)
    """
    numeral = parse_number(text)
    if numeral is None or numeral.high is not None or numeral.low != int(numeral.low):
        return None
    return int(numeral.low)


def plan_years(ordinal: int) -> Stretch | None:
    """First and last year of the Nth five-year plan.

    >>> plan_years(14)
    ((2021,), (2025,))
    """
    if ordinal in _EARLY_PLANS:
        first, last = _EARLY_PLANS[ordinal]
        return (first,), (last,)
    if 9 <= ordinal <= 30:
        return (1951 + 5 * ordinal,), (1955 + 5 * ordinal,)
    return None


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
