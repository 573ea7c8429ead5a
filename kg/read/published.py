"""When a page was published, as precisely as the page allows.

In: the page's segments as text.  Out: `Published` with its reason.  A printed date line decides; else the year comes from the
newest year named as past or present, the month from the dates on which reporters say they learnt their news.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.model import Published

_PRINTED = re.compile("([０-９]{4})年([０-９]{1,2})月([０-９]{1,2})日(?:　|，)?(?:星期|周|农历|第[０-９]+期|总第|版)")
_DATE_LINE = re.compile("(?:^|\u2029)([０-９]{4})[年．－／]([０-９]{1,2})[月．－／]([０-９]{1,2})日?(?=\u2029|$|　|星期)")
_FULL = re.compile("([０-９]{4})年([０-９]{1,2})月(?:([０-９]{1,2})日)?")
_YEAR = re.compile("(?<![０-９])((?:19|20|１９|２０)?[０-９]{4})(?:年(?!以?前|代)|(?=[全省市县][省市县]?[一-鿿]))")
_AHEAD = re.compile("(到|至|截止|将于|预计|力争|目标|规划|前瞻|展望)$")
_NOW = ("此次", "如今", "今年", "目前", "现在", "眼下")
_LEAD_DATE = re.compile("(?<![０-９年])([０-９]{1,2})月([０-９]{1,2})日")
_LEAD = 90  # characters of an article's opening in which the reporter says when


def _number(text: str) -> int:
    return int(text.translate(str.maketrans("０１２３４５６７８９", "0123456789")))


def infer(form: str, leads: Sequence[str]) -> Published:
    """The publication date of a page from its whole matching form and its articles' openings."""
    for pattern in (_PRINTED, _DATE_LINE):
        found = pattern.search(form)
        if found:
            year, month, day = (_number(part) for part in found.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                return Published(f"{year:04d}-{month:02d}-{day:02d}", "printed", found[0].strip("\u2029"))
    year, why = _year(form)
    if year is None:
        return Published(None, "", "no year is printed on the page")
    month, lead = _month(leads, form, year)
    if month is None:
        return Published(f"{year:04d}", f"inferred from {why}", why)
    return Published(f"{year:04d}-{month:02d}", f"inferred from {why} and {lead}", f"{why}; {lead}")


def _year(form: str) -> tuple[int | None, str]:
    years: dict[int, str] = {}
    for found in _YEAR.finditer(form):
        year = _number(found[1])
        if not 1900 <= year <= 2099 or _AHEAD.search(form[max(0, found.start() - 4):found.start()]):
            continue
        snippet = form[found.start():found.end() + 8]
        sentence_end = min((at for at in (form.find(stop, found.end()) for stop in "。\u2029") if at >= 0), default=len(form))
        rest = form[found.end():sentence_end]
        if any(word in rest for word in ("此次", "如今")) and "年" in form[found.start():found.end()]:
            # 2023年…；2024年…；此次…: what happens now comes after the last year named.
            years.setdefault(year + 1, f"“{snippet}…” before now")
        years.setdefault(year, f"“{snippet}”")
    if not years:
        return None, ""
    newest = max(years)
    return newest, years[newest]


def _month(leads: Sequence[str], form: str, year: int) -> tuple[int | None, str]:
    found: Counter = Counter()
    words: dict[tuple[int, int], str] = {}
    for lead in leads:
        for match in _LEAD_DATE.finditer(lead[:_LEAD]):
            month, day = _number(match[1]), _number(match[2])
            if 1 <= month <= 12 and 1 <= day <= 31 and not _AHEAD.search(lead[max(0, match.start() - 3):match.start()]):
                found[(month, day)] += 1
                words.setdefault((month, day), match[0])
                break
    if found:
        months = Counter(month for month, _ in found.elements())
        # December beside January is the turn of a year; else the newest lead decides.
        pool = [date for date in found if not (months.get(1) and months.get(12) and date[0] == 12)]
        newest = max(date for date in pool if months[date[0]] * 3 >= max(months.values()))
        return newest[0], f"the newest report of {words[newest]}"
    same = [_number(m[2]) for m in _FULL.finditer(form) if _number(m[1]) == year]
    same = [month for month in same if 1 <= month <= 12]
    return (max(same), f"the newest month of {year} named") if same else (None, "")
