"""When a page was published, as precisely as the page allows.

In: the page's matching form, its articles' openings, its furniture.  Out: `Published` with its reason.  A printed date line
decides; else the year comes from the newest year the page names without looking back or ahead, the month from the dates on
which reporters say they learnt their news.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Published
from kg.numerals import parse_number
from kg.read.namedyears import NamedYear, YearSigns, clause_before
from kg.text import LINE_END

_WEEKDAY = re.compile("([０-９]{4})年([０-９]{1,2})月([０-９]{1,2})日(?:　|，)?(?:星期|周[一二三四五六日]|农历|第[０-９]+期|总第|版)")
_DATE_LINE = re.compile(f"(?:^|{LINE_END})([０-９]{{4}})[年．－／]([０-９]{{1,2}})[月．－／]([０-９]{{1,2}})日?(?={LINE_END}|$|　|星期)")
_DATE = re.compile("(?<![０-９])([０-９]{4})[年．－／]([０-９]{1,2})[月．－／]([０-９]{1,2})(?![０-９])")
_DATE_IN_WORDS = re.compile("(?<![〇零一二三四五六七八九十])([一二][〇零○一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")
_LEAD_DATE = re.compile("(?<![０-９年])([０-９]{1,2})月([０-９]{1,2})日")
_RECENT = 2  # months before the day in the lead whose stories may be its news
_FIRST_MONTHS = 5  # of a year: what is told of a whole year is of the one before
_LEAD = 110  # characters of an article's opening in which the reporter says when


def infer(form: str, leads: Sequence[str], furniture: Sequence[str], signs: YearSigns) -> Published:
    """The publication date of a page.

    `form` is the whole matching form, `leads` each article's dateline and first words, `furniture` the lines that belong
    to no article (a masthead, a web page's date line).
    """
    printed = _printed(form, leads, furniture)
    if printed:
        return printed
    years = tuple(signs.years(form))
    year, why = _year(years)
    if year is None and not _tells_of_now(years):
        year, why = signs.plan_begun(form) or (None, "")
    if year is None:
        return Published(None, "", "the page names no year that could be its own")
    month, lead, is_lead = _month(leads, years, year, signs)
    in_lead = month if is_lead else None
    if in_lead is not None and _is_past(years, year, in_lead) or _is_told_of(years, year, in_lead, signs.says_now.search(form) is not None):
        year, month, why = year + 1, in_lead, f"{why}, which is over"
    gone_by = signs.gone_by(form)
    if gone_by is not None and gone_by[0] > year:
        year, why = gone_by
    if month is None:
        return Published(f"{year:04d}", f"inferred from {why}", why)
    return Published(f"{year:04d}-{month:02d}", f"inferred from {why} and {lead}", f"{why}; {lead}")


def _tells_of_now(named: Sequence[NamedYear]) -> bool:
    """True where a page names a year that is neither still to come nor only the end of a plan."""
    return any(one.meant != "ahead" for one in named)


def _printed(form: str, leads: Sequence[str], furniture: Sequence[str]) -> Published | None:
    for pattern, places in ((_WEEKDAY, (form,)), (_DATE, furniture), (_DATE, _datelines(leads, _DATE)), (_DATE_IN_WORDS, furniture), (_DATE_IN_WORDS, _datelines(leads, _DATE_IN_WORDS)), (_DATE_LINE, (form,))):
        for place in places:
            found = pattern.search(place)
            if found:
                year, month, day = (_number(part) for part in found.groups()[:3])
                if 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31:
                    return Published(f"{year:04d}-{month:02d}-{day:02d}", "printed", found[0].strip(LINE_END))
    return None


def _datelines(leads: Sequence[str], date: re.Pattern[str]) -> list[str]:
    """The datelines that end with a wire's sign behind such a date (新华社南宁二〇一一年八月三日电)."""
    return [lead[:found.end() + 4] for lead in leads for found in [date.search(lead[:40])] if found and "电" in lead[found.end():found.end() + 4]]


def _number(part: str) -> int:
    """A part of a date in figures or in words; 0 where it is none (三三月)."""
    told = None if part.isdigit() else parse_number(part)
    return int(part) if part.isdigit() else int(told.low) if told is not None and told.low is not None else 0


def _year(named: Sequence[NamedYear]) -> tuple[int | None, str]:
    years: dict[int, str] = {}
    planned: dict[int, str] = {}
    for one in named:
        if one.meant == "planned":
            planned.setdefault(one.year, one.words)
        elif one.meant in ("own", "next"):
            if one.meant == "next":  # 2023年…；2024年…；此次…: what happens now comes after the last year named.
                years.setdefault(one.year + 1, f"{one.words[:-1]}…” before now")
            years.setdefault(one.year, one.words)
    years = years or planned
    if not years or max(years) < max((one.year for one in named if one.meant == "back"), default=0):
        return None, ""
    newest = max(years)
    return newest, years[newest]


def _is_past(named: Sequence[NamedYear], year: int, month: int) -> bool:
    """True where the page tells the figures of a whole year in its first months, or of a month of it that the month in the lead comes before."""
    own = [one for one in named if one.year == year and one.meant == "own"]
    months = [one.month for one in own if one.month is not None]
    return month <= _FIRST_MONTHS and not months and any(one.is_over for one in own) or bool(months) and min(months) > month


def _is_told_of(named: Sequence[NamedYear], year: int, month: int | None, says_now: bool) -> bool:
    """True where a page that calls its own year 今年, or that dates its news by days alone, only tells stories of the newest year that it numbers, and
    where no day in a lead says that a figure of the whole year was told before the year was over.

    A story of the two months before the day in the lead may be the page's own news (10月，… beside 11月18日).
    """
    own = [one for one in named if one.year == year and one.meant == "own"]
    if month is None and any(one.is_over for one in own):
        return True
    recent = any(one.month is not None and (month is None or 0 <= month - one.month <= _RECENT) for one in own)
    return bool(own) and (says_now or month is not None) and all(one.is_story for one in own) and not recent


def _month(leads: Sequence[str], named: Sequence[NamedYear], year: int, signs: YearSigns) -> tuple[int | None, str, bool]:
    """The month, the words that tell it, and whether they stand in a lead."""
    found: Counter = Counter()
    words: dict[tuple[int, int], str] = {}
    for lead in leads:
        for match in _LEAD_DATE.finditer(lead[:_LEAD]):
            month, day = int(match[1]), int(match[2])
            ahead = signs.is_ahead(clause_before(lead, match.start())[-6:])
            if 1 <= month <= 12 and 1 <= day <= 31 and not ahead:
                found[(month, day)] += 1
                words.setdefault((month, day), match[0])
                break
    if found:
        months = Counter(month for month, _ in found.elements())
        # December beside January is the turn of a year; else the newest lead decides.
        pool = [date for date in found if not (months.get(1) and months.get(12) and date[0] == 12)]
        newest = max(date for date in pool if months[date[0]] * 3 >= max(months.values()))
        return newest[0], f"the newest report of {words[newest]}", True
    same = [one.month for one in named if one.year == year and one.month is not None and not (one.is_end or one.meant in ("ahead", "back"))]
    return (max(same), f"the newest month of {year} named", False) if same else (None, "", False)
