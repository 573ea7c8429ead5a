"""Feasts and holidays: the day of a feast in a year, and the days off round it.

In: a feast's name and a year.  Out: a day, or the first and last day off, as `kg.periods` writes moments; None where a table ends.
Facts: the calendar of the lunar years as the Hong Kong Observatory tables it; the days off as the notices of the State Council's
office for each year give them, with the week-ends that touch them.
"""
from __future__ import annotations

import re

from kg.periods import FEASTS, Moment, Stretch, number, shift_days

# The first day of the lunar year, 端午 and 中秋, month and day.
_LUNAR = """
1985 0220 0622 0929|1986 0209 0611 0918|1987 0129 0531 1007|1988 0217 0618 0925|1989 0206 0608 0914|1990 0127 0528 1003|1991 0215 0616 0922|1992 0204 0605 0911
1993 0123 0624 0930|1994 0210 0613 0920|1995 0131 0602 0909|1996 0219 0620 0927|1997 0207 0609 0916|1998 0128 0530 1005|1999 0216 0618 0924|2000 0205 0606 0912
2001 0124 0625 1001|2002 0212 0615 0921|2003 0201 0604 0911|2004 0122 0622 0928|2005 0209 0611 0918|2006 0129 0531 1006|2007 0218 0619 0925|2008 0207 0608 0914
2009 0126 0528 1003|2010 0214 0616 0922|2011 0203 0606 0912|2012 0123 0623 0930|2013 0210 0612 0919|2014 0131 0602 0908|2015 0219 0620 0927|2016 0208 0609 0915
2017 0128 0530 1004|2018 0216 0618 0924|2019 0205 0607 0913|2020 0125 0625 1001|2021 0212 0614 0921|2022 0201 0603 0910|2023 0122 0622 0929|2024 0210 0610 0917
2025 0129 0531 1006|2026 0217 0619 0925|2027 0206 0609 0915|2028 0126 0528 1003|2029 0213 0616 0922|2030 0203 0605 0912
"""
# Days off: 元旦 (one that begins in December is of the year it leads into), 春节, 清明, 五一, 端午, 中秋, 国庆.
_OFF = """
2000 - - - 0501-0507 - - 1001-1007|2001 - 0124-0130 - 0501-0507 - - 1001-1007|2002 - 0212-0218 - 0501-0507 - - 1001-1007|2003 - 0201-0207 - - - - 1001-1007
2004 0101-0101 0122-0128 - 0501-0507 - - 1001-1007|2005 0101-0103 0209-0215 - 0501-0507 - - 1001-1007|2006 1231-0103 0129-0204 - 0501-0507 - - 1001-1007
2007 0101-0103 0218-0224 - 0501-0507 - - 1001-1007|2008 1230-0101 0206-0212 0404-0406 0501-0503 0607-0609 0913-0915 0929-1005
2009 0101-0103 0125-0131 0404-0406 0501-0503 0528-0530 1001-1008 1001-1008|2010 0101-0103 0213-0219 0403-0405 0501-0503 0614-0616 0922-0924 1001-1007
2011 0101-0103 0202-0208 0403-0405 0430-0502 0604-0606 0910-0912 1001-1007|2012 0101-0103 0122-0128 0402-0404 0429-0501 0622-0624 0930-1007 0930-1007
2013 0101-0103 0209-0215 0404-0406 0429-0501 0610-0612 0919-0921 1001-1007|2014 0101-0101 0131-0206 0405-0407 0501-0503 0531-0602 0906-0908 1001-1007
2015 0101-0103 0218-0224 0404-0406 0501-0503 0620-0622 0926-0927 1001-1007|2016 0101-0103 0207-0213 0402-0404 0430-0502 0609-0611 0915-0917 1001-1007
2017 1231-0102 0127-0202 0402-0404 0429-0501 0528-0530 1001-1008 1001-1008|2018 1230-0101 0215-0221 0405-0407 0429-0501 0616-0618 0922-0924 1001-1007
2019 1230-0101 0204-0210 0405-0407 0501-0504 0607-0609 0913-0915 1001-1007|2020 0101-0101 0124-0202 0404-0406 0501-0505 0625-0627 1001-1008 1001-1008
2021 0101-0103 0211-0217 0403-0405 0501-0505 0612-0614 0919-0921 1001-1007|2022 0101-0103 0131-0206 0403-0405 0430-0504 0603-0605 0910-0912 1001-1007
2023 1231-0102 0121-0127 0405-0405 0429-0503 0622-0624 0929-1006 0929-1006|2024 1230-0101 0210-0217 0404-0406 0501-0505 0608-0610 0915-0917 1001-1007
2025 0101-0101 0128-0204 0404-0406 0501-0505 0531-0602 1001-1008 1001-1008|2026 0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007
"""
_HOLIDAYS = ("元旦", "春节", "清明", "五一", "端午", "中秋", "国庆")
_SAME = {"元旦节": "元旦", "新春": "春节", "清明节": "清明", "五一节": "五一", "五一劳动节": "五一", "五一国际劳动节": "五一", "劳动节": "五一", "端午节": "端午", "中秋节": "中秋",
         "国庆节": "国庆", "十一": "国庆", "十一国庆节": "国庆", "十一国庆": "国庆", "双节": "国庆", "元宵": "元宵节", "大年三十": "除夕", "年三十": "除夕", "国庆中秋": "国庆", "中秋国庆": "国庆"}
_AFTER_NEW_YEAR = re.compile(r"(?:大年|正月)?(?:初([一二三四五六七八九十]|\d)|(?<=月)(十[一二三四五六七八九]?|二十[一二三四五六七八九]?|1\d|2\d))$")
_FESTIVE = re.compile(r"(小?长假|黄金周|假期|假日|放假|三天|3天|五天|5天|七天|7天|八天|8天|期间|之际|里|内|假期间)*")
_WHICH = re.compile(r"(?:小?长假|黄金周|假期|假日)(?:的)?(首日|第([一二三四五六七八]|\d)天|最后一天|末日)$")


def _table(text: str) -> dict[int, tuple[str, ...]]:
    rows = (row.split() for row in text.strip().replace("\n", "|").split("|"))
    return {int(row[0]): tuple(row[1:]) for row in rows}


_LUNAR_DAYS, _DAYS_OFF = _table(_LUNAR), _table(_OFF)
NAMES = tuple(sorted({*FEASTS, *_HOLIDAYS, *_SAME, "除夕", "元宵节"}, key=lambda name: (-len(name), name)))  # the longest first


def _moment(year: int, text: str) -> Moment:
    return year, int(text[:2]), int(text[2:])


def named(text: str) -> str | None:
    """The feast that a text begins with, as printed.

    >>> named("国庆节期间"), named("正月十五"), named("春耕")
    ('国庆节', '正月十五', None)
    """
    printed = re.match(r"(?:大年|正月)初?(?:[一二三四五六七八九十]{1,3}|\d{1,2})", text)
    return printed[0] if printed else next((name for name in NAMES if text.startswith(name)), None)


def day_of(name: str, year: int) -> Moment | None:
    """The day of a feast in a year.

    >>> day_of("中秋节", 2012), day_of("除夕", 2017), day_of("大年初三", 2017), day_of("正月十五", 2017)
    ((2012, 9, 30), (2017, 1, 27), (2017, 1, 30), (2017, 2, 11))
    """
    name = _SAME.get(name, name)
    name = {"五一": "五一节", "国庆": "国庆节"}.get(name, name)
    if name in FEASTS:
        return (year, *FEASTS[name])
    if name == "清明":
        return (year, 4, int(year % 100 * 0.2422 + (4.81 if year >= 2000 else 5.59)) - year % 100 // 4) if 1900 <= year < 2100 else None
    lunar = _LUNAR_DAYS.get(year)
    after = _AFTER_NEW_YEAR.fullmatch(name)
    if lunar is None:
        return None
    if name in ("端午", "中秋"):
        return _moment(year, lunar[1 if name == "端午" else 2])
    by = {"春节": 0, "除夕": -1, "元宵节": 14}.get(name) if after is None else (number(after[1] or after[2]) or 1) - 1
    return None if by is None else shift_days(_moment(year, lunar[0]), by)


def days_off(name: str, year: int) -> Stretch | None:
    """The first and last day off round a feast in a year.

    >>> days_off("国庆节", 2012), days_off("元旦", 2018), days_off("春节", 1990)
    (((2012, 9, 30), (2012, 10, 7)), ((2017, 12, 30), (2018, 1, 1)), None)
    """
    name = _SAME.get(name, name)
    cell = _DAYS_OFF[year][_HOLIDAYS.index(name)] if name in _HOLIDAYS and year in _DAYS_OFF else "-"
    if cell == "-":
        return None
    first, _, last = cell.partition("-")
    return _moment(year - (first > last), first), _moment(year, last)


def part(name: str, rest: str, year: int) -> Stretch | None:
    """What is said of a feast: its day (春节当天), its days off (国庆假期期间), one of them (黄金周首日).

    >>> part("国庆", "黄金周", 2010), part("国庆", "假期首日", 2010), part("清明节", "当天", 2012)
    (((2010, 10, 1), (2010, 10, 7)), ((2010, 10, 1), (2010, 10, 1)), ((2012, 4, 4), (2012, 4, 4)))
    """
    if rest in ("", "当天", "当日", "当晚", "这天", "节"):
        day = day_of(name, year)
        return day and (day, day)
    which = _WHICH.fullmatch(rest)
    if not which and not _FESTIVE.fullmatch(rest):
        return None
    off = days_off(name, year)
    if off is None or not which:
        return off
    day = off[1] if which[1] in ("最后一天", "末日") else shift_days(off[0], (number(which[2]) or 1) - 1 if which[2] else 0)
    return (day, day) if day <= off[1] else None
