"""What the words of a calendar mean: what 去年 and 昨天 are counted from, which months 春季 is, which years 十四五 are, which words stand round a time.

In: entries of the lists of `NAMES` in `rules/words/`, handed over by a room that may read rules.  Out: `TimeWords`, which the readers of times ask; and what is
wrong with an entry.  Grammar that nobody adds to stays with the readers: numerals, 年 月 日 季 周, halves and thirds of a year or month, and particles.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.alternatives import any_of, longest_first
from kg.numerals import SMALL, plain
from kg.periods import Stretch

Rows = Iterable[tuple[str, Mapping[str, str]]]
"""Words with their attributes."""

NAMES = ("times-told", "seasons-of-the-year", "parts-of-years", "plans", "parts-of-the-day", "words-round-times", "words-behind-feasts", "years-of-plans",
         "words-that-count-from-now", "seasons-over-two-years", "seasons-that-open")
"""The word lists that are asked here."""

UNITS = ("year", "month", "day")
_UP_TO = re.compile("截[至止]")
_STEPS = re.compile(r"-?\d{1,3}")
_BETWEEN = {"months": re.compile(r"(\d\d)/(\d\d)"), "days": re.compile(r"(\d\d)-(\d\d)/(\d\d)-(\d\d)"), "years": re.compile(r"(\d{4})/(\d{4})")}
_VALUES = {"plans": _BETWEEN["years"], "years-of-plans": re.compile("first|last"), "words-round-times": re.compile("before|on|round"),
           "words-behind-feasts": re.compile("day|off|first|last"), "words-that-count-from-now": re.compile("back|ahead|over|years-back"),
           "seasons-that-open": re.compile(r"[1-9]|1[0-2]")}


class Told(NamedTuple):
    """A word that counts years, months or days from the page's date, or (`before`) from the time told before it."""

    word: str
    steps: int
    before: bool


class Window(NamedTuple):
    """A word for months or years counted from the page's year: 去冬今春 begins `step` years on and is the months between `first` and `last`, 今明两年 `years` years."""

    step: int
    years: int
    months: tuple[int, int]


class TimeWords:
    """What the lists of a rule set say; without lists no word is known, and printed dates are read all the same."""

    def __init__(self, lists: Mapping[str, Rows] | None = None):
        said = {name: {plain(_UP_TO.sub("截", word)): facts for word, facts in (lists or {}).get(name, ())} for name in NAMES}
        told = said["times-told"]
        now, self.open, self.filed = (frozenset(word for word, facts in (lists or {}).get("times-told", ()) if facts.get("is") == which) for which in ("now", "open", "filed"))
        self.now = now | self.filed
        self.windows = {word: Window(int(facts["year"]), int(facts.get("years") or 0), _between(facts.get("months")))
                        for word, facts in told.items() if facts.get("years") or facts.get("months")}
        self._told = {unit: {word: Told(word, int(facts[unit]), facts.get("from") == "before") for word, facts in told.items() if facts.get(unit) and word not in self.windows}
                      for unit in UNITS}
        self._counted = {unit: _any(words) for unit, words in self._told.items()}
        self.of_a_day = tuple(word for word, one in self._told["day"].items() if one.before)
        self.seasons = said["seasons-of-the-year"]
        self._short = {plain(facts["short"]): word for word, facts in self.seasons.items() if facts.get("short")}
        self._parts = said["parts-of-years"]
        self.plans: dict[str, Stretch] = {word: (first[:1], last[:1]) for word, facts in said["plans"].items() for first, last in [_ends("years", facts["value"])]}
        self._plan = re.compile(rf"({_words(self.plans)})(?:规划|计划)?(?:期间|时期|中期)?(?:的?({_words(said['years-of-plans'])}))?")
        self._year_of_plan = {word: facts["value"] for word, facts in said["years-of-plans"].items()}
        hours = _words(said["parts-of-the-day"])
        hour = rf"(?:(?:{SMALL}|[零〇])(?:时|点钟?|:|：)(?:[零〇]?{SMALL}分?|半|许|整)?)"
        self.clock = re.compile(rf"(?:{hours})?{hour}?(?:许|左右)?$")
        self.at_an_hour = re.compile(rf"(?:{hours})?{hour}(?:许|左右)?")
        self.up_to_an_hour = re.compile(rf"(?:截至|截止到?|到)(?:{hours})*[0-9０-９]{{1,2}}[时点]")  # 截至9时, of the day told last
        before, behind, round_ = (tuple(word for word, facts in said["words-round-times"].items() if facts["value"] == where) for where in ("before", "on", "round"))
        self.lead = re.compile(f"(?:{_words(before)})+")
        self.tail = re.compile(f"(?:{_words(behind + round_)})$")
        self.round = frozenset(round_)
        self.behind_feasts = {word: facts["value"] for word, facts in said["words-behind-feasts"].items()}
        off, one = (_words(word for word, which in self.behind_feasts.items() if which in kinds) for kinds in (("off",), ("first", "last")))
        self.festive = re.compile(f"(?:{off}|[三四五六七八3-8]天)*")  # 假期, 七天长假
        self.day_off = re.compile(rf"(?:{off})的?({one}|第([一二三四五六七八]|\d)天)")
        self.from_now = {word: facts["value"] for word, facts in said["words-that-count-from-now"].items()}
        self.length = re.compile(rf"({_words(self.from_now)})?的?(\d{{1,3}}|[一二三四五六七八九十两]{{1,3}}|半)(?:余|多)?(个?)(年|月|天|日|周|星期|季度)")
        self.two_years = re.compile(rf"(\d{{4}})[—\-/](\d{{4}}|\d{{2}})年?度?(?:{_words(said['seasons-over-two-years'])})")
        self.opening = {word: int(facts["value"]) for word, facts in said["seasons-that-open"].items()}
        self.opened = re.compile(rf"([^\d]{{1,2}}年|\d{{4}}年)?(?:进?入|开)({_words(self.opening)})")

    def is_hour(self, printed: str) -> bool:
        """True for an hour of no day (上午9时30分, 二时零五分)."""
        return self.at_an_hour.fullmatch(plain(printed.replace("：", ":"))) is not None

    def counted(self, unit: str, text: str) -> Told | None:
        """The word that a text begins with and that counts by this unit, the longest.

        >>> words = TimeWords({"times-told": [("前年", {"year": "-2"}), ("大前年", {"year": "-3"}), ("次日", {"day": "1", "from": "before"})]})
        >>> words.counted("year", "大前年底"), words.counted("day", "次日"), words.counted("day", "前年")
        (Told(word='大前年', steps=-3, before=False), Told(word='次日', steps=1, before=True), None)
        """
        found = self._counted[unit].match(text)
        return self._told[unit][found[0]] if found else None

    def year_word(self, text: str) -> int | None:
        """How many years after the page's own a text means that is one word for a year of the page (去年: -1)."""
        told = self._told["year"].get(text)
        return told.steps if told and not told.before else None

    def plan_years(self, text: str) -> Stretch | None:
        """The years of a plan, or of one end of it.

        >>> words = TimeWords({"plans": [("十四五", {"value": "2021/2025"})], "years-of-plans": [("末", {"value": "last"})]})
        >>> words.plan_years("十四五期间"), words.plan_years("十四五末"), words.plan_years("十六五")
        (((2021,), (2025,)), ((2025,), (2025,)), None)
        """
        found = self._plan.fullmatch(text)
        if not found:
            return None
        first, last = self.plans[found[1]]
        end = found[2] and {"first": first, "last": last}[self._year_of_plan[found[2]]]
        return (end, end) if end else (first, last)

    def part(self, text: str, has_year: bool) -> str | None:
        """Which part of a year a text means: whole, start, middle or end; some words do so only behind a year (2023年末)."""
        facts = self._parts.get(text)
        return facts["is"] if facts and (has_year or not facts.get("needs")) else None

    def season(self, text: str, has_year: bool) -> str | None:
        """The season that a text names by its first name, behind a year perhaps in short (2019年春).

        >>> words = TimeWords({"seasons-of-the-year": [("春季", {"months": "03/05", "short": "春"})]})
        >>> words.season("春季", False), words.season("春", True), words.season("春", False)
        ('春季', '春季', None)
        """
        return text if text in self.seasons else self._short.get(text) if has_year else None


def _words(words: Iterable[str]) -> str:
    return any_of(longest_first(words))


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_words(words))


def _ends(kind: str, value: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both ends of what an entry writes with a stroke between: months 03/05, days 05-01/08-16, years 2021/2025."""
    found = _BETWEEN[kind].fullmatch(value)
    numbers = tuple(int(part) for part in found.groups()) if found else ()
    return numbers[:len(numbers) // 2], numbers[len(numbers) // 2:]


def _between(months: str | None) -> tuple[int, int]:
    if not months:
        return 0, 0
    (first,), (last,) = _ends("months", months)
    return first, last


def season_ends(facts: Mapping[str, str]) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """How the ends of a season are written, and both: months, days, or days before and after a feast.

    >>> season_ends({"months": "12/14"}), season_ends({"days": "05-01/08-16"}), season_ends({"of": "春节", "after": "-15/24"})
    (('months', (12,), (14,)), ('days', (5, 1), (8, 16)), ('feast', (-15,), (24,)))
    """
    if facts.get("after"):
        first, last = facts["after"].split("/")
        return "feast", (int(first),), (int(last),)
    kind = "months" if facts.get("months") else "days"
    return (kind, *_ends(kind, facts[kind]))


def problem(table: str, word: str, facts: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with one entry of these lists, and what to write; None where nothing is.

    >>> problem("seasons-of-the-year", "汛期", {"days": "06-01/09-31"})
    ('the season 汛期 has no ends', 'write {months: 06/08}, {days: 05-01/08-16}, or {of: 春节, after: -15/24}; short: is what it is called behind a year')
    >>> problem("times-told", "去年", {"year": "last"}), problem("plans", "十四五", {"value": "2021/2025"})
    (('去年 counts nothing', 'write {year: "-1"}, {month: …} or {day: …}, with from: before where it counts from the time told before; or {is: now}, {is: open}'), None)
    """
    said = {key: value for key, value in facts.items() if value}
    if table == "times-told":
        return None if _counts(said) else (f"{word} counts nothing", 'write {year: "-1"}, {month: …} or {day: …}, with from: before where it counts from the time told before; or {is: now}, {is: open}')
    if table == "seasons-of-the-year":
        return None if _is_season(said) else (f"the season {word} has no ends",
                                              "write {months: 06/08}, {days: 05-01/08-16}, or {of: 春节, after: -15/24}; short: is what it is called behind a year")
    if table == "parts-of-years":
        sound = said.get("is") in ("whole", "start", "middle", "end") and said.get("needs", "year") == "year" and set(said) <= {"is", "needs"}
        return None if sound else (f"{word} is no part of a year", "write {is: whole}, start, middle or end, with needs: year where it is so only behind a year")
    shape = _VALUES.get(table)
    return None if shape is None or shape.fullmatch(said.get("value", "")) else (f"{word} means {said.get('value', 'nothing')}", f"write one of {shape.pattern}")


def _counts(said: Mapping[str, str]) -> bool:
    if "is" in said:
        return set(said) == {"is"} and said["is"] in ("now", "open", "filed")
    units = [unit for unit in UNITS if unit in said]
    if len(units) != 1 or not _STEPS.fullmatch(said[units[0]]) or said.get("from", "before") != "before" or not set(said) <= {units[0], "from", "months", "years"}:
        return False
    window = said.keys() & {"months", "years"}
    return not window or len(said) == 2 and units == ["year"] and _are_months(said.get("months", "01/01")) and re.fullmatch(r"[1-9]\d?", said.get("years", "1")) is not None


def _are_months(value: str) -> bool:
    first, last = _ends("months", value)
    return bool(first) and 1 <= first[0] <= 12 and first[0] <= last[0] <= first[0] + 11 or value == "12/17"


def _is_season(said: Mapping[str, str]) -> bool:
    if len(said.keys() - {"short", "of"}) != 1 or ("of" in said) != ("after" in said):
        return False
    if "after" in said:
        return re.fullmatch(r"-?\d{1,3}/-?\d{1,3}", said["after"]) is not None
    if "months" in said:
        return _are_months(said["months"])
    ends = _ends("days", said.get("days", ""))
    return all(len(end) == 2 and 1 <= end[0] <= 12 and 1 <= end[1] <= (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[end[0] - 1] for end in ends)


NONE = TimeWords()
"""The words of a rule set without lists."""
