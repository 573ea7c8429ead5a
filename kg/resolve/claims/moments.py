"""A printed time of a page, as binding a claim looks at it.

In: page offsets and intervals.  Out: `Moment`.
"""
from __future__ import annotations

import re
from dataclasses import field

from kg.model import Span, record
from kg.resolve.claims.turns import TimeTurns

_FROM = re.compile("自从?$")
_MONTHS = re.compile("[^日号]*月[^日号]*月[^日号]*")  # 4月初至10月底


@record
class Moment:
    """A printed time in page offsets and its interval (None where it cannot be fixed)."""

    span: Span
    text: str
    interval: str | None
    turns: TimeTurns = field(compare=False, repr=False)

    @property
    def is_period(self) -> bool:
        """True for months counted from January (上半年, 前三季度, 1—7月)."""
        first, _, last = (self.interval or "").partition("/")
        if len(first) == 4 and not last:
            return not self.text.startswith(self.turns.heads_of_years_not_over) and not self.turns.season_of_a_year.fullmatch(self.text)  # a whole year that is over
        return len(first) == len(last) == 7 and first.endswith("-01")

    @property
    def is_reported(self) -> bool:
        """True for a month, a quarter or this year, on which reports tell too (2月份, 二季度, 今年)."""
        first, _, last = (self.interval or "").partition("/")
        return len(first) == 7 and len(last) in (0, 7) and not (self.is_now or self.is_passing or self.is_end or self.is_day) or self.text in self.turns.this_year

    @property
    def is_stretch(self) -> bool:
        """True for what is printed from one time to another (1998年至今年上半年)."""
        return self.turns.from_to.search(self.text) is not None

    @property
    def is_day(self) -> bool:
        """True where the print is more precise than a month (3月5日, 3月初)."""
        return self.interval is not None and (len(self.interval.partition("/")[0]) == 10 or self.turns.part_of_a_month.search(self.text) is not None)

    @property
    def is_now(self) -> bool:
        """True for 目前 and 如今."""
        return self.text in self.turns.words_of_now

    @property
    def is_passing(self) -> bool:
        """True for 目前 and for what lasts until now (今年以来): the sentence after them speaks for itself."""
        return self.text.endswith(self.turns.words_until_now) or self.is_now

    @property
    def is_until_now(self) -> bool:
        """True for what began at a printed time and goes on (1986年至今)."""
        return self.text.endswith(self.turns.words_until_now) and "/" in (self.interval or "")

    @property
    def is_this_year(self) -> bool:
        """True for the year of the page as far as it has gone (今年, 今年以来)."""
        return len(self.interval or "") == 4 and (self.text in self.turns.this_year or self.text.removesuffix(self._since()) in self.turns.this_year)

    def _since(self) -> str:
        return next((word for word in self.turns.words_until_now if self.text.endswith(word)), "")

    @property
    def is_end(self) -> bool:
        """True for the end of a time, at which stocks are counted (截至8月底, 年末)."""
        return self.text.startswith(self.turns.words_of_up_to) or self.text.endswith(self.turns.ends_of_ends_of_times)


def as_told(text: str, interval: str | None, turns: TimeTurns) -> str | None:
    """An interval no finer than ISO 8601 has parts for: 3月初 is of its month, 4月初至10月底 of its months, 6月下旬以来 from June on, 今夏 of its year."""
    first, sign, last = (interval or "").partition("/")
    if sign and len(first) == 10 and (turns.part_of_a_month.search(text) or _MONTHS.fullmatch(text)):
        return first[:7] if first[:7] == last[:7] else f"{first[:7]}/{last[:7]}"
    return first[:4] if sign and turns.season_of_a_year.fullmatch(text) else interval


def counted_from(moment: Moment, form: str, published: str) -> Moment:
    """A moment, or what lasts from it to the day of publication (自2010年12月17日破土动工以来, 8月8日行动启动以来): no more precise than its start."""
    since = moment.turns.lasting_until_now.match(form, moment.span.end, moment.span.end + 30) if moment.interval is not None else None
    start = (moment.interval or "").partition("/")[0]
    if since is None or moment.text.endswith(moment.turns.words_until_now) or start > published[:len(start)] or moment.is_stretch and moment.is_day:
        return moment  # 3月1日至4月30日放流一个月以来: its end is printed
    lead = _FROM.search(form, max(0, moment.span.start - 2), moment.span.start)
    span, end = Span(lead.start() if lead else moment.span.start, since.end()), published[:len(start)]
    return Moment(span, form[span.start:span.end], start if start == end else f"{start}/{end}", moment.turns)
