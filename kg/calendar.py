"""Printed time expressions → ISO 8601 intervals.

In: the characters of one expression (`截至8月末`, `9月28日至30日`, `今年上半年`), the page's publication date as precise as
it is known, and the interval of the expression before it.  Out: `Interval`, which says what had to be assumed, or
None where the words fix nothing (近日, 近年来).

Conventions: an interval is never more precise than the print; 末 and 底 are the last
day, 初 and 中 of a month its first and second ten days; 以来 runs to the publication date; 目前 is the publication
month; the time of day is dropped.  Years of context (当年, 次年, 同月) come from the expression before.  Words are `kg.timewords`' and lie in `rules/words/`; what is
spelt out here is a closed class: 年 月 日 周 季 and their parts, 元月, 民国, 公元, 以来 and 至今.
"""
from __future__ import annotations

import re
from functools import lru_cache

from kg import periods
from kg.almanac import NONE, Almanac
from kg.dates import DateReader
from kg.numerals import SMALL, plain
from kg.periods import Moment, Stretch
from kg.years import Interval

_REPORTING = 3  # months in which last year is reported: 过去五年 ends with it
_REPUBLIC = re.compile(rf"民国(元|{SMALL})年")  # its first year is 1912
_NOISE = str.maketrans("", "", "“”‘’\"'「」『』＂＇《》（）()")
_SINCE = re.compile(r"(?:以来)?(?:迄今|以来|来)(?:为止)?$")
_YEAR = re.compile(r"(\d{4}|[一二][零一二三四五六七八九]{3})(年度|学年度|学年|财年|年|(?=$))")
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_BARE = re.compile(rf"(?:^|.*?\D)({SMALL}|\d{{4}}|[一二][零一二三四五六七八九]{{3}})$")
_UNIT = re.compile(rf"(?:\d{{4}}|{SMALL}|第[一二三四])(学年度?|年度|年|月|日|季度|季)")
_NEXT_MONTH = re.compile(rf"((?:^|\D){SMALL})月份?(?=、{SMALL}月)")  # 五月、六月间
_BEGUN = re.compile("(?:起|开始|启动),?(?=—)")  # 从5月3日开始，到8月9日
_MONTH_ALONE = re.compile(rf"{SMALL}月份?")
_LONGEST, _MOST_DASHES = 64, 4  # characters and dashes of one expression: each end of a range may be a range, so ten dashes are thousands of ways to read it

__all__ = ["Interval", "read_moment", "resolve"]


def read_moment(value: str | None) -> Moment | None:
    """An ISO date as a moment; of an interval its end.  None for what is no date.

    >>> read_moment("2025-07"), read_moment("2023-01/2023-06"), read_moment(None)
    ((2025, 7), (2023, 6), None)
    """
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", (value or "").rpartition("/")[2])
    moment = tuple(int(part) for part in found.groups() if part) if found else ()
    return moment if moment and periods.is_moment(moment) else None


@lru_cache(maxsize=1 << 12)  # the table of times and the claims ask for the same expressions
def resolve(expression: str, published: str | None = None, previous: Interval | None = None, almanac: Almanac = NONE) -> Interval | None:
    """The interval that `expression` names on a page published on `published` (ISO, as precise as known).

    `previous` is the interval of the expression before it in the same article, `almanac` knows words of time, feasts and reigns.  None where nothing is fixed.

    >>> resolve("8月末", "2023-10").iso, resolve("9月28日至30日", "2018-07-30").iso
    ('2023-08-31', '2018-09-28/2018-09-30')
    >>> from kg.timewords import TimeWords
    >>> known = Almanac(words=TimeWords({"times-told": [("今年", {"year": "0"}), ("当年", {"year": "0", "from": "before"}), ("近日", {"is": "open"})]}))
    >>> resolve("今年上半年", "2023-08-07", None, known).iso, resolve("当年8月20日", "2025-07", resolve("1940年6月"), known).iso
    ('2023-01/2023-06', '1940-08-20')
    >>> resolve("近日", "2025-07-22", None, known) is None
    True
    """
    reader = _Reader(read_moment(published), previous, almanac)
    stretch = reader.expression(expression)
    if stretch is None or not all(map(periods.is_moment, stretch)) or _floor(stretch[0]) > _ceiling(stretch[1]):
        return None
    return Interval(stretch[0], stretch[1], tuple(dict.fromkeys(reader.assumed)))


def _floor(moment: Moment) -> Moment:
    return (*moment, 1, 1)[:3]


def _ceiling(moment: Moment) -> Moment:
    year, month = (*moment, 12)[:2]
    return (year, month, moment[2] if len(moment) > 2 else periods.last_day(year, month))


class _Reader(DateReader):
    """One expression being read beside one publication date."""

    def expression(self, printed: str) -> Stretch | None:
        bare = printed.translate(_NOISE).replace(" ", "").replace("\u3000", "").replace("\n", "")
        if bare in self.words.open or not bare or len(bare) > _LONGEST:
            return None
        if bare in self.words.now:
            return self.now(2)
        text = bare.replace("截至", "截").replace("截止", "截").replace("号", "日")
        text = re.sub("至今(?!年|天|日|晚)", "迄今", text)
        text = plain(text.replace("：", ":").replace("两千", "二千"))
        text = _NEXT_MONTH.sub(r"\1", text)
        text = re.sub(rf"({SMALL})、({SMALL})(?=个?(?:月|季度|日))", r"\1—\2", text)
        text = _BEGUN.sub("", text)
        text = _REPUBLIC.sub(lambda found: f"{1911 + (1 if found[1] == '元' else periods.number(found[1]) or 0)}年", text)
        if "公元" in text:
            text = re.sub(r"公元(\d{1,4})年", lambda found: f"{int(found[1]):04d}年", text)
        text = text.replace("元月", "1月")
        text = re.sub(r"^[昨今前明]天?(?=\d{1,2}日)", "", text)
        text = text[lead.end():] if (lead := self.words.lead.match(text)) else text
        if lead and "截" in lead[0] and text and self.words.at_an_hour.fullmatch(text):
            return self.same_day()
        since = _SINCE.search(text)
        if since:
            text = text[:since.start()]
        text = text.removesuffix("为止")
        return self.until_now(text) if since else self.stretch(text)

    def stretch(self, text: str) -> Stretch | None:
        found = self.almanac.reign(text) or self.crop_year(text) or self.length(text) or self.range(text) or self.point(text)
        tail = None if found else self.words.tail.search(text)
        if tail and tail[0] in self.words.round and any(name in text for name in self.almanac.names):
            return None  # 春节期间 of a year whose days off no table has; 端午节前 is no day
        return found or (self.stretch(text[:tail.start()]) if tail and tail.start() else None)

    def crop_year(self, text: str) -> Stretch | None:
        """2009/2010年榨季, 2023—24采暖季: from the first year to the second."""
        found = self.words.two_years.fullmatch(text)
        if not found:
            return None
        first = int(found[1])
        return ((first,), (first + 1,)) if int(found[2]) % 100 == (first + 1) % 100 else None

    # --- reaching to the page's own date ---------------------------------------------------

    def now(self, parts: int) -> Stretch | None:
        """The publication date cut to `parts` (1 year, 2 month, 3 day)."""
        if self.published is None:
            return None
        self.assume("publication date as the present")
        here = self.published[:parts]
        return here, here

    def until_now(self, text: str) -> Stretch | None:
        opened = self.words.opened.fullmatch(text)
        if opened:
            month = self.words.opening[opened[2]]
            return self.stretch(opened[1]) if opened[1] else None if month > 1 and self.published and self.published[1:] < (month,) else self.now(1)
        if not text or self.words.part(text, has_year=False) == "start":
            return self.now(1)
        if text in self.almanac.epochs:
            start = self.almanac.epochs[text]
        else:
            past = self.length(text, since=True)
            if past:
                return past
            found = self.stretch(text)
            if found is None:
                return None
            start = found[0]
        end = self.now(max(len(start), 1))
        if end is None:
            return None
        return (start, end[0]) if _floor(start) <= _ceiling(end[0]) else None

    def length(self, text: str, since: bool = False) -> Stretch | None:
        """近五年, 过去三个月, 未来两年, 三年前; a length alone (三年) is no time."""
        found = self.words.length.match(text)
        if not found or self.published is None:
            return None
        lead, count, piece, unit = found.groups()
        way = self.words.from_now.get(lead)
        rest = text[found.end():]
        rest = rest.removeprefix("时间").removeprefix("间").removeprefix("里").removeprefix("内")
        n = 1 if count == "半" else periods.number(count)
        if not n or (unit in ("月", "季度") and not piece and unit == "月"):
            return None
        if rest in ("前", "以前", "之前") and not lead and unit in ("年", "月", "天", "日", "周", "星期"):
            return self.back(n, unit)
        if rest or (way == "years-back" and unit != "年"):
            return None
        ahead = way == "ahead"
        if not (lead or since):
            return None
        self.assume(f"{count}{unit} counted {'from' if ahead else 'back from'} the publication date")
        if way == "over" and unit == "年" and count != "半" and self.published[1:] and self.published[1] <= _REPORTING:
            return (self.published[0] - n,), (self.published[0] - 1,)
        return self.span_of(n, unit, ahead, half=count == "半")

    def span_of(self, n: int, unit: str, ahead: bool, half: bool) -> Stretch | None:
        here = self.published
        assert here is not None
        if unit == "年" and not half:
            return ((here[0] + 1,), (here[0] + n,)) if ahead else ((here[0] - n + 1,), (here[0],))
        if unit in ("年", "月", "季度"):
            if len(here) < 2:
                return None
            by = 6 if half and unit == "年" else 3 * n if unit == "季度" else n
            if ahead:
                return periods.shift_months(here[0], here[1], 1), periods.shift_months(here[0], here[1], by)
            return periods.shift_months(here[0], here[1], 1 - by), here[:2]
        if len(here) < 3:
            return None
        days = 7 * n if unit in ("周", "星期") else n
        return (periods.shift_days(here, 1), periods.shift_days(here, days)) if ahead else (periods.shift_days(here, 1 - days), here)

    def back(self, n: int, unit: str) -> Stretch | None:
        here = self.published
        assert here is not None
        self.assume(f"{n}{unit} before the publication date")
        if unit == "年":
            return (here[0] - n,), (here[0] - n,)
        if unit == "月" and len(here) > 1:
            there = periods.shift_months(here[0], here[1], -n)
            return there, there
        if unit in ("天", "日", "周", "星期") and len(here) > 2:
            day = periods.shift_days(here, -n * (7 if unit in ("周", "星期") else 1))
            return day, day
        return None

    # --- ranges ----------------------------------------------------------------------------

    def range(self, text: str) -> Stretch | None:
        cuts = [] if _ISO.match(text) else list(re.finditer(r"—+|-", text))
        if len(cuts) > _MOST_DASHES:
            return None
        for cut in cuts:
            left, right = text[:cut.start()], text[cut.end():]
            if not left or not right:
                continue
            if right in self.words.now:
                return self.until_now(left)
            right = right.removeprefix("—")
            unit = _UNIT.match(right)
            if unit and _BARE.fullmatch(left):
                left += unit[1]
            begin = self.stretch(left)
            if begin is None:
                continue
            end = self.right_end(right, begin)
            if end is not None and _MONTH_ALONE.fullmatch(left) and not self.inherited and begin[0][:1] == end[:1] and len(begin[0]) == len(end) == 2 and self.are_over(begin[0][1], end[1]):
                return (begin[0][0] - 1, begin[0][1]), (end[0] - 1, end[1])
            if end is not None:
                return begin[0], end
        return None

    def right_end(self, right: str, begin: Stretch) -> Moment | None:
        keep = self.inherited, self.previous
        self.inherited, self.previous = begin[0], Interval(*begin)
        end = self.stretch(right)
        self.inherited, self.previous = keep
        if end is None:
            return None
        last = end[1]
        if _ceiling(last) < _floor(begin[0]) and not _YEAR.match(right):
            self.assume("the end of the range lies in the next year")
            last = (last[0] + 1, *last[1:])
        return last
