"""Single dates and stretches, printed or meant: `6月末`, `上周五`, `2024年三季度`, `去年同期`, `当年8月20日`.

In: cleaned characters without range and frame words, beside the publication date and the expression before.  Out: the
stretch they name, and what had to be assumed.  Ranges, lengths and 以来 are read in `kg.calendar`.
"""
from __future__ import annotations

import re
from functools import lru_cache

from kg import periods
from kg.almanac import Almanac
from kg.model import record
from kg.periods import Moment, Stretch

_N = r"(?:\d{1,3}|[一二三四五六七八九十两廿卅]{1,3})"
_PART_OF_DAY = "(?:凌晨|清晨|早晨|早上|一早|上午|中午|正午|午间|下午|傍晚|晚间|晚上|深夜|夜间|夜里|午夜|当晚|晨|早|午|晚|夜)?"
_HOUR = rf"(?:{_N}(?:时|点钟?|:|：)(?:{_N}分?|半|许|整)?)"
_CLOCK = re.compile(rf"{_PART_OF_DAY}{_HOUR}?(?:许|左右)?$")
AT_AN_HOUR = re.compile(rf"{_PART_OF_DAY}{_HOUR}(?:许|左右)?")
_YEAR = re.compile(r"(\d{4}|[一二][零一二三四五六七八九]{3})(年度|学年度|学年|财年|年|(?=$))")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_PLAN = re.compile(r"(十[一二三四五六七八九]?|二?十|[一二三四五六七八九])五(?:规划|计划)?(?:期间|时期|中期)?(?:的?(开局之年|开局年|第一年|收官之年|收官年|期?末|期?初))?")
_QUARTER = re.compile(r"(?:第?([一二三四1234])|(首))季度?(初|末|底)?")
_FIRST = re.compile(rf"[前头首]({_N})个?(季度?|月)份?")
_MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份)?")
_DAY = re.compile(r"(\d{1,2}|[一二]?十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|[一二三四五六七八九])日")
_TEN_DAYS = re.compile(r"(上中?|中下?|下)旬")
_EDGE = re.compile(r"(?:年|月)?(初|底|末|中(?!旬))")
_SEASON = re.compile(r"([春夏秋冬])(?:季|天|日)?")
_WEEK = re.compile(r"(上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])?")
_SEASONS_PAIR = {"去冬今春": (-1, 12, 0, 5), "今冬明春": (0, 12, 1, 5), "今春": (0, 3, 0, 5), "今夏": (0, 6, 0, 8), "今秋": (0, 9, 0, 11), "今冬": (0, 12, 1, 2),
                 "去春": (-1, 3, -1, 5), "去夏": (-1, 6, -1, 8), "去秋": (-1, 9, -1, 11), "去冬": (-1, 12, 0, 2), "明春": (1, 3, 1, 5), "来春": (1, 3, 1, 5)}
_LONG_AGO = 10  # years: an account of history keeps its year (1950年10月……11月……)


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


class DateReader:
    """One expression being read beside one publication date; `inherited` is the left end of a range."""

    def __init__(self, published: Moment | None, previous: Interval | None, almanac: Almanac):
        self.published, self.previous, self.almanac = published, previous, almanac
        self.assumed: list[str] = []
        self.inherited: Moment | None = None  # the left end of a range, whose year and month the right end takes

    def assume(self, words: str) -> None:
        self.assumed.append(words)

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
            return (day, day) if periods.is_moment(day) and _CLOCK.fullmatch(text, iso.end()) else None
        return self.whole_phrase(text) or self.in_year(text) or self.by_day(text)

    def whole_phrase(self, text: str) -> Stretch | None:
        """Expressions that are one word: plans, centuries, seasons of a year, 同期."""
        plan = _PLAN.fullmatch(text)
        if plan and (years := periods.plan_years(periods.number(plan[1]) or 0)):
            if plan[2]:
                edge = years[0] if plan[2][0] in "开第" or plan[2][-1] == "初" else years[1]
                return edge, edge
            return years
        long = periods.century(text, self.published[0] if self.published else None)
        if long and re.fullmatch(r"(?:初期?|末期?|中叶|中期|前期|后期|年代)?", text[long[1]:]):
            return long[0] if long[1] == len(text) or long[0][1][0] - long[0][0][0] < 20 else None  # 本世纪初 is no century
        here = self.published
        if here and text in _SEASONS_PAIR:
            self.assume("season by whole months")
            first, from_month, last, to_month = _SEASONS_PAIR[text]
            return (here[0] + first, from_month), (here[0] + last, to_month)
        if here and text in ("今明两年", "今明年"):
            return (here[0],), (here[0] + 1,)
        if here and text in ("去今两年", "这两年"):
            return (here[0] - 1,), (here[0],)
        if text.endswith("同期"):
            return self.same_period(text.removesuffix("同期"))
        return None

    def same_period(self, year_word: str) -> Stretch | None:
        """去年同期: the expression before, so many years earlier."""
        by = periods.RELATIVE_YEARS.get(year_word.removesuffix("的"), None)
        if by is None or self.published is None:
            return None
        if self.previous is None:
            self.assume("same period taken as the whole year")
            return (self.published[0] + by,), (self.published[0] + by,)
        self.assume("same period as the expression before it")
        shift = self.published[0] + by - self.previous.end[0]
        return tuple((m[0] + shift, *m[1:]) for m in (self.previous.start, self.previous.end))  # type: ignore[return-value]

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
        for words, anchor, why in ((periods.RELATIVE_YEARS, self.published, "publication date"),
                                   (periods.CONTEXT_YEARS, self.previous.end if self.previous else None, "expression before it")):
            word = next((w for w in sorted(words, key=len, reverse=True) if text.startswith(w)), None)
            if word:
                if anchor is None:
                    return None
                self.assume(f"year of {word} from the {why}")
                return self.part_of_year(anchor[0] + words[word], text[len(word):])
        return self.part_of_year(None, text)

    def part_of_year(self, year: int | None, rest: str) -> Stretch | None:
        rest = rest.removeprefix("的")
        if not rest or rest in ("全年", "年内", "期间", "整年", "一整年"):
            known = year if year is not None else self.this_year() if rest else None
            return None if known is None else ((known,), (known,))
        half = re.fullmatch(r"([上下前后])半年([末底])?", rest)
        if half and half[2]:
            return self.edge_of_month(year, 6 if half[1] in "上前" else 12, half[2])
        if half:
            return self.months_of(year, (1, 6) if half[1] in "上前" else (7, 12))
        quarter = _QUARTER.match(rest)
        if quarter and _CLOCK.fullmatch(rest, quarter.end()):
            q = 1 if quarter[2] else periods.number(quarter[1]) or 0
            if quarter[3] in ("末", "底"):
                return self.edge_of_month(year, 3 * q, quarter[3])
            return self.months_of(year, (3 * q - 2, 3 * q - 2 if quarter[3] else 3 * q))
        first = _FIRST.fullmatch(rest)
        if first and (n := periods.number(first[1])):
            last = 3 * n if first[2].startswith("季") else n
            return self.months_of(year, (1, last)) if 1 <= last <= 12 else None
        month = _MONTH.match(rest)
        if month and (m := periods.number(month[1])) and m <= 12:
            return self.in_month(year, m, rest[month.end():])
        edge = re.fullmatch(r"年?(初|底|末|中|终)|岁(末)|(伊始)|(开年)", rest)
        if edge and (year is not None or rest[0] in "年岁开"):
            return self.edge_of_year(year, next(part for part in edge.groups() if part))
        season = _SEASON.fullmatch(rest)
        if season and (year is not None or len(rest) > 1):
            self.assume("season by whole months")
            known = self.this_year() if year is None else year
            return None if known is None else periods.months(known, *periods.SEASONS[season[1]])
        feast = self.almanac.named(rest)
        return self.feast(year, feast, rest[len(feast):]) if feast else None

    def feast(self, year: int | None, name: str, rest: str) -> Stretch | None:
        """A feast's day, or the days off round it."""
        if year is None:
            here = self.almanac.day_of(name, self.published[0]) if self.published else None
            year = self.year_of(*here[1:]) if here else None
        return None if year is None else self.almanac.part(name, rest, year)

    def in_month(self, year: int | None, month: int, rest: str) -> Stretch | None:
        day = _DAY.match(rest)
        if day and _CLOCK.fullmatch(rest, day.end()):
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
        return ((known, month), (known, month)) if _CLOCK.fullmatch(rest) else None

    def months_of(self, year: int | None, between: tuple[int, int]) -> Stretch | None:
        known = self.this_year() if year is None else year
        return None if known is None else ((known, between[0]), (known, between[1]))

    def edge_of_month(self, year: int | None, month: int, word: str) -> Stretch | None:
        known = self.this_year() if year is None else year
        if known is None:
            return None
        self.assume(f"{word} taken as the last day")
        last = (known, month, periods.last_day(known, month))
        return last, last

    def edge_of_year(self, year: int | None, word: str) -> Stretch | None:
        known = self.this_year() if year is None else year
        if known is None:
            return None
        if word in ("初", "伊始", "开年"):
            return (known, 1), (known, 1)
        if word == "中":
            self.assume("年中 taken as June")
            return (known, 6), (known, 6)
        return self.edge_of_month(known, 12, word)

    def day(self, year: int | None, month: int, day: int) -> Stretch | None:
        known = self.year_of(month, day) if year is None else year
        if known is None:
            return None
        return (known, month, day), (known, month, day)

    def by_day(self, text: str) -> Stretch | None:
        """昨日, 上月底, 本周五, 26日: months, weeks and days counted from the page or from the expression before."""
        for words, anchor, why in ((periods.RELATIVE_MONTHS, self.published, "publication date"),
                                   (periods.CONTEXT_MONTHS, self.previous.end if self.previous else None, "expression before it")):
            word = next((w for w in sorted(words, key=len, reverse=True) if text.startswith(w)), None)
            if word and anchor and len(anchor) > 1:
                self.assume(f"month of {word} from the {why}")
                year, month = periods.shift_months(anchor[0], anchor[1], words[word])
                return self.in_month(year, month, text[len(word):].removeprefix("份"))
        for words, anchor, why in ((periods.RELATIVE_DAYS, self.published, "publication date"),
                                   (periods.CONTEXT_DAYS, self.previous.end if self.previous else None, "expression before it")):
            word = next((w for w in sorted(words, key=len, reverse=True) if text.startswith(w)), None)
            if word and anchor and len(anchor) > 2 and _CLOCK.fullmatch(text, len(word)):
                self.assume(f"{word} from the {why}")
                day = periods.shift_days(anchor, words[word])
                return day, day
        if self.published and len(self.published) > 1 and (edge := re.fullmatch(r"月([初底末中])", text)):
            return self.in_month(self.published[0], self.published[1], edge[1])
        return self.week(text) or self.lone_day(text)

    def week(self, text: str) -> Stretch | None:
        found = _WEEK.match(text)
        here = self.published
        if not found or not here or len(here) < 3 or not _CLOCK.fullmatch(text, found.end()) or not (found[1] or found[2]):
            return None
        by = {"上上": -2, "上": -1, "下": 1, "下下": 2}.get(found[1], 0)
        monday, sunday = periods.week_of(here, by)
        self.assume("week of the publication date")
        if not found[2]:
            return monday, sunday
        day = periods.shift_days(monday, periods.WEEKDAYS[found[2]])
        return day, (sunday if found[2] == "末" else day)

    def lone_day(self, text: str) -> Stretch | None:
        found = _DAY.match(text)
        if not found or not _CLOCK.fullmatch(text, found.end()):
            return None
        day = periods.number(found[1]) or 0
        before = self.inherited or (self.previous.end if self.previous else None)
        if before and len(before) > 2 and not self.inherited and day < before[2] and self.published and before[:2] < self.published[:2] \
                and len(self.published) > 2 and day <= self.published[2] and self.published[0] - before[0] < _LONG_AGO:
            self.assume("month from the publication date")
            return (*self.published[:2], day), (*self.published[:2], day)  # 7月18日以来……截至5日9时: a later day, of the page's own month
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
        if before and len(before) > 1 and (here is None or here[0] - before[0] >= _LONG_AGO):
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
