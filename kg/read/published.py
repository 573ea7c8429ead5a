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
from kg.text import LINE_END

_WEEKDAY = re.compile("([０-９]{4})年([０-９]{1,2})月([０-９]{1,2})日(?:　|，)?(?:星期|周[一二三四五六日]|农历|第[０-９]+期|总第|版)")
_DATE_LINE = re.compile(f"(?:^|{LINE_END})([０-９]{{4}})[年．－／]([０-９]{{1,2}})[月．－／]([０-９]{{1,2}})日?(?={LINE_END}|$|　|星期)")
_DATE = re.compile("(?<![０-９])([０-９]{4})[年．－／]([０-９]{1,2})[月．－／]([０-９]{1,2})(?![０-９])")
_FULL = re.compile("([０-９]{4})年([０-９]{1,2})月(?:([０-９]{1,2})日)?")
_YEAR = re.compile("(?<![０-９])((?:19|20)[０-９]{2}|[１２][９０][０-９]{2})(?:年(?!代)|(?=[全省市县][省市县]?[一-鿿]))")
_STOP, _CLAUSE, _SENTENCE = re.compile(f"[，。；：！？{LINE_END}]"), 24, 60  # characters of a clause, and of a sentence, before a date that say how it is meant
_AHEAD = re.compile("将|预计|计划|力争|争取|有望|规划[到至]|拟[于在定]|展望|远期|截止|[到至]$")
_PLANNED = re.compile("工期|建设期|明年")  # 工期为四年，2009年开工，2012年竣工: all its years may lie ahead
_AHEAD_AFTER = re.compile("年?(底|末)?(以?前|远景)")
_BACK = re.compile("(比|较|与|同|自|始于|始建于|建于|成立于|创建于|早在|截至|相比|源于|出生于)$")
_BACK_AFTER = re.compile("(年[０-９]{0,2}月?[^，。；]{0,10}(以来|至今|起[，点家]|开始)|年[^，。；]{0,6}(到|至)(如今|现在|今天))")
_LEAD_DATE = re.compile("(?<![０-９年])([０-９]{1,2})月([０-９]{1,2})日")
_LEAD = 110  # characters of an article's opening in which the reporter says when


def _clause_before(form: str, place: int) -> str:
    """The last characters of the clause that stands before a place."""
    return _STOP.split(form[max(0, place - _CLAUSE):place])[-1]


def infer(form: str, leads: Sequence[str], furniture: Sequence[str] = ()) -> Published:
    """The publication date of a page.

    `form` is the whole matching form, `leads` each article's dateline and first words, `furniture` the lines that belong
    to no article (a masthead, a web page's date line).
    """
    printed = _printed(form, leads, furniture)
    if printed:
        return printed
    year, why = _year(form)
    if year is None:
        return Published(None, "", "the page names no year that could be its own")
    month, lead = _month(leads, form, year)
    if month is None:
        return Published(f"{year:04d}", f"inferred from {why}", why)
    return Published(f"{year:04d}-{month:02d}", f"inferred from {why} and {lead}", f"{why}; {lead}")


def _printed(form: str, leads: Sequence[str], furniture: Sequence[str]) -> Published | None:
    datelines = [lead[:found.end() + 4] for lead in leads for found in [_DATE.search(lead[:40])] if found and "电" in lead[found.end():found.end() + 4]]
    for pattern, places in ((_WEEKDAY, (form,)), (_DATE, furniture), (_DATE, datelines), (_DATE_LINE, (form,))):
        for place in places:
            found = pattern.search(place)
            if found:
                year, month, day = (int(part) for part in found.groups()[:3])
                if 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31:
                    return Published(f"{year:04d}-{month:02d}-{day:02d}", "printed", found[0].strip(LINE_END))
    return None


def _year(form: str) -> tuple[int | None, str]:
    years: dict[int, str] = {}
    looked_back: set[int] = set()
    planned: dict[int, str] = {}
    for found in _YEAR.finditer(form):
        year = int(found[1])
        clause = _clause_before(form, found.start())
        after = form[found.start() + 4:found.end() + 18]
        if not 1900 <= year <= 2099 or _AHEAD.search(clause) and not clause.endswith("截至") or _AHEAD_AFTER.match(after):
            continue
        snippet = form[found.start():found.end() + 8].partition(LINE_END)[0]
        if _BACK.search(clause) and not clause.endswith("截至") or _BACK_AFTER.match(after):
            looked_back.add(year)
            continue
        if _PLANNED.search(re.split("[。；" + LINE_END + "]", form[max(0, found.start() - _SENTENCE):found.start()])[-1]):
            planned.setdefault(year, f"“{snippet}”")
            continue
        stops = [at for at in (form.find(stop, found.end(), found.end() + 200) for stop in "。" + LINE_END) if at >= 0]
        rest = form[found.end():min(stops, default=found.end() + 200)]
        if any(word in rest for word in ("此次", "如今")) and form[found.end() - 1] == "年":
            # 2023年…；2024年…；此次…: what happens now comes after the last year named.
            years.setdefault(year + 1, f"“{snippet}…” before now")
        years.setdefault(year, f"“{snippet}”")
    years = years or planned
    if not years or max(years) < max(looked_back, default=0):
        return None, ""
    newest = max(years)
    return newest, years[newest]


def _month(leads: Sequence[str], form: str, year: int) -> tuple[int | None, str]:
    found: Counter = Counter()
    words: dict[tuple[int, int], str] = {}
    for lead in leads:
        for match in _LEAD_DATE.finditer(lead[:_LEAD]):
            month, day = int(match[1]), int(match[2])
            ahead = _AHEAD.search(_clause_before(lead, match.start())[-6:])
            if 1 <= month <= 12 and 1 <= day <= 31 and not ahead:
                found[(month, day)] += 1
                words.setdefault((month, day), match[0])
                break
    if found:
        months = Counter(month for month, _ in found.elements())
        # December beside January is the turn of a year; else the newest lead decides.
        pool = [date for date in found if not (months.get(1) and months.get(12) and date[0] == 12)]
        newest = max(date for date in pool if months[date[0]] * 3 >= max(months.values()))
        return newest[0], f"the newest report of {words[newest]}"
    same = [int(m[2]) for m in _FULL.finditer(form) if int(m[1]) == year and not _BACK_AFTER.match(form[m.start() + 4:m.end() + 16])
            and not _AHEAD.search(_clause_before(form, m.start()))]
    same = [month for month in same if 1 <= month <= 12]
    return (max(same), f"the newest month of {year} named") if same else (None, "")
