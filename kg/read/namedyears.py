"""The years that a page names, and what it means by each: its own, one still to come, one that it looks back on.

In: the page's matching form and the words of `rules/years-of-pages.yaml`.  Out: `NamedYear`s in print order.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import record
from kg.numerals import parse_number
from kg.rules.asked import Lists, shape
from kg.text import LINE_END

_YEAR = re.compile("(?<![０-９])((?:19|20)[０-９]{2}|[１２][９０][０-９]{2})(?:年(?!代)|(?=[全省市县][省市县]?[一-鿿]))")
_STOP, _CLAUSE, _SENTENCE = re.compile(f"[，。；：！？{LINE_END}]"), 24, 60  # characters of a clause, and of a sentence, before a date that say how it is meant
_TO = re.compile("[到至]$")
_RANGE = re.compile("([０-９]{4})年?(?:—|－|～|~|至|到)$")
_LEVEL, _CAME_TO = re.compile("年的[０-９]"), ("到", "至")  # 增长到2023年的834亿元
_MONTH = re.compile("年([０-９]{1,2})月")
_YEARS_END = re.compile("[底末]")
_RANGE_END = 20  # characters behind a range of years that say whether it is a plan


@record
class NamedYear:
    """A year as a page names it.  `meant` is `own`, `ahead`, `back`, `planned` (it may lie ahead) or `next` (what is told of now comes after it)."""

    year: int
    meant: str
    month: int | None
    is_over: bool  # a figure of the whole of it is told
    is_end: bool  # 截至2018年12月31日: the page is somewhat later
    is_story: bool  # 2021年，… and 2021年3月，… tell of what was, where the page's own year needs no number
    words: str


class YearSigns(Lists):
    """The words that tell how a year is meant."""

    ahead = shape("@years-of-pages.yaml#ahead")
    plans = shape("@years-of-pages.yaml#plans")
    planned = shape("@years-of-pages.yaml#planned")
    back = shape("(?:@years-of-pages.yaml#back)$")
    not_over = shape("@years-of-pages.yaml#not-over")
    up_to = shape("(?:@years-of-pages.yaml#up-to)$")
    next = shape("@years-of-pages.yaml#next")
    came_to = shape("(?:@years-of-pages.yaml#from)[^，。；]{0,12}[０-９]{4}年")
    ahead_after = shape("年?(?:[０-９]{1,2}月份?)?(?:[０-９]{1,2}日)?(?:底|末)?(?:以?前(?![０-９一二两三四五六七八九十])|@years-of-pages.yaml#far)")  # 2025年前三季度 is no 2025年前
    back_after = shape("年[０-９]{0,2}月?[^，。；]{0,10}(?:@years-of-pages.yaml#since|起[，点家])|年[^，。；]{0,6}[到至](?:@years-of-pages.yaml#now)")
    begun = shape("年(?:[０-９]{1,2}月)?(?:初|底|末|[上下]半年)?[^，。；０-９]{0,2}(?:@years-of-pages.yaml#begun)(?!@years-of-pages.yaml#of-the-year)")
    says_now = shape("@years-of-pages.yaml#this-year")
    story = shape("年(?:[０-９]{1,2}月(?:[０-９]{1,2}日)?)?(?:@years-of-pages.yaml#parts-of-year)?，")
    held = shape("(?:@years-of-pages.yaml#held)(?!同期)")
    over = shape("年(?:度|全年|，)?(?![^，。；]{0,6}月)[^，。；）]{0,20}(?:@years-of-pages.yaml#over)[^，。；]{0,10}[０-９]")

    elapsed = shape("年([^，。；０-９]{0,3})[^。；！？]{0,40}?，([一二两三四五六七八九十]{1,3}|[０-９]{1,2})年[多余](?:@years-of-pages.yaml#up-to-now)")
    begins_plan = shape("([０-９]{4})年?(?:—|－|至|到)[０-９]{4}年[^，。；０-９]{0,14}(?:@years-of-pages.yaml#plans-issued)")

    def gone_by(self, form: str) -> tuple[int, str] | None:
        """The latest year that a page cannot be older than, as it counts how long ago something was (2020年底通航，一年多来……: 2022), and the words that say so."""
        found = []
        for start in (year.start() for year in _YEAR.finditer(form)):
            told = self.elapsed.match(form, start + 4)
            count = parse_number(told[2]) if told is not None else None
            if told is not None and count is not None and count.low is not None:
                found.append((int(form[start:start + 4]) + int(count.low) + (_YEARS_END.match(told[1]) is not None), f"“{form[start:told.end()]}”"))
        return max(found, default=None)

    def plan_begun(self, form: str) -> tuple[int, str] | None:
        """The first year of the plan that a page names first (印发某县2001—2005年茶园发展规划), where it names no other year, and the words."""
        found = self.begins_plan.search(form)
        return (int(found[1]), f"“{found[0]}”") if found is not None else None

    def years(self, form: str) -> Iterator[NamedYear]:
        """The years of a page, as each is meant."""
        for found in _YEAR.finditer(form):
            if 1900 <= int(found[1]) <= 2099:
                yield self._named(form, found.start(), found.end())

    def _named(self, form: str, start: int, end: int) -> NamedYear:
        behind = start + 4
        month = _MONTH.match(form, behind)
        number = int(month[1]) if month and 1 <= int(month[1]) <= 12 else None
        is_end = self.up_to.search(clause_before(form, start)) is not None
        is_story = self.story.match(form, behind) is not None and self.not_over.search(form[behind:_sentence_end(form, behind)]) is None
        snippet = form[start:end + 8].partition(LINE_END)[0]
        return NamedYear(int(form[start:behind]), self._meant(form, start, end), number, self._is_over(form, start), is_end, is_story, f"“{snippet}”")

    def _meant(self, form: str, start: int, end: int) -> str:
        clause, sentence = clause_before(form, start), _sentence_before(form, start)
        after, up_to = form[start + 4:end + 18], self.up_to.search(clause) is not None
        if not up_to:
            span = _RANGE.search(clause)
            if self.is_ahead(clause) or self.ahead_after.match(after) or span and self.plans.search(sentence + form[end:end + _RANGE_END].partition("。")[0]):
                return "ahead"
            if not span and _TO.search(clause) and not (self.came_to.search(clause) and not self.plans.search(sentence)):
                return "ahead"  # 从2011年的6亩发展到2016年的9亩 is over
        if self.back.search(clause) and not up_to or self.back_after.match(after):
            return "back"
        if self.planned.search(sentence):
            return "planned"
        if self.begun.match(form, start + 4):
            return "back"
        rest = form[end:_sentence_end(form, end)]
        return "next" if self.next.search(rest) and form[end - 1] == "年" else "own"

    def is_ahead(self, clause: str) -> bool:
        """True where the words before a date say that it is still to come."""
        return self.ahead.search(clause) is not None

    def _is_over(self, form: str, start: int) -> bool:
        """True for the year of a figure that only a whole year has (2016年纳税90亿元)."""
        behind, sentence = start + 4, _sentence_before(form, start) + form[start:_sentence_end(form, start)]
        is_level = _LEVEL.match(form, behind) is not None and form[start - 1:start] in _CAME_TO
        told = is_level or self.over.match(form, behind) is not None or self.held.search(sentence) is not None and not _MONTH.match(form, behind)
        return told and self.not_over.search(sentence) is None


def clause_before(form: str, place: int) -> str:
    """The last characters of the clause that stands before a place."""
    return _STOP.split(form[max(0, place - _CLAUSE):place])[-1]


def _sentence_before(form: str, place: int) -> str:
    return re.split("[。；" + LINE_END + "]", form[max(0, place - _SENTENCE):place])[-1]


def _sentence_end(form: str, place: int) -> int:
    stops = [at for at in (form.find(stop, place, place + 200) for stop in "。" + LINE_END) if at >= 0]
    return min(stops, default=place + 200)
