"""The almanac: days of feasts, the days off round them, years of reigns, and events that newspapers count from.

In: entries of `rules/words/feasts.yaml`, `moving-feasts.tsv`, `days-off.tsv`, `reigns.yaml` and `epochs.yaml`, handed over by a room that may read rules.
Out: `Almanac`, which answers in moments as `kg.periods` writes them, None where a table ends; and what is wrong with an entry.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.alternatives import longest_first
from kg.errors import RuleError
from kg.numerals import SMALL, plain
from kg.periods import Moment, Stretch, is_moment, months, number, shift_days
from kg.timewords import NONE as NO_WORDS
from kg.timewords import Rows, TimeWords, season_ends

NAMES = ("feasts", "moving-feasts", "days-off", "reigns", "epochs")
"""The word lists that an almanac is made of, in the order of `Almanac`'s arguments."""

_NEW_YEAR = "春节"
_DAY = re.compile(r"(\d\d)-(\d\d)")
_TERM = re.compile(r"(\d{1,2}) (\d{1,2}\.\d\d) (\d{1,2}\.\d\d)")
_YEAR = re.compile(r"\d{3,4}")
_AFTER_NEW_YEAR = re.compile(r"(?:大年|正月)?(?:初([一二三四五六七八九十]|\d)|(?<=月)(十[一二三四五六七八九]?|二十[一二三四五六七八九]?|1\d|2\d))$")
_REIGN = re.compile(rf"(\D{{2,4}}?)(?:(元|{SMALL})年|(?:年间|年代|时期))")
_DYNASTY = re.compile("[唐宋元明清](?:朝|代)?")


class Almanac:
    """What the tables of a rule set say; without tables it knows no feast and no reign."""

    def __init__(self, feasts: Rows = (), moving: Rows = (), off: Rows = (), reigns: Rows = (), epochs: Rows = (), *, words: TimeWords = NO_WORDS):
        self.words = words
        self._feasts = {plain(name): facts for name, facts in feasts}
        self._moving, self._off = ({int(year): cells for year, cells in rows} for rows in (moving, off))
        self._reigns = {name: (int(facts["from"]), int(facts["to"])) for name, facts in reigns}
        self.epochs: dict[str, Moment] = {name: tuple(int(part) for part in facts["value"].split("-")) for name, facts in epochs}
        self.names = longest_first(self._feasts)

    def named(self, text: str) -> str | None:
        """The feast that a text begins with, as printed.

        >>> spring = Almanac([("春节", {})])
        >>> spring.named("春节期间"), spring.named("正月十五"), spring.named("春耕")
        ('春节', '正月十五', None)
        """
        printed = re.match(r"(?:大年|正月)初?(?:[一二三四五六七八九十]{1,3}|\d{1,2})", text)
        return printed[0] if printed else next((name for name in self.names if text.startswith(name)), None)

    def day_of(self, name: str, year: int) -> Moment | None:
        """The day of a feast in a year.

        >>> feasts = Almanac([("元宵节", {"of": "春节", "after": "14"}), ("清明", {"term": "4 5.59 4.81"}), ("冬节", {"day": "12-21"})], [("2017", {"春节": "01-28"})])
        >>> feasts.day_of("元宵节", 2017), feasts.day_of("大年初三", 2017), feasts.day_of("清明", 2012), feasts.day_of("冬节", 2012), feasts.day_of("元宵节", 2018)
        ((2017, 2, 11), (2017, 1, 30), (2012, 4, 4), (2012, 12, 21), None)
        """
        name = self._first_name(name)
        after = _AFTER_NEW_YEAR.fullmatch(name)
        if after:
            return self._after(_NEW_YEAR, (number(after[1] or after[2]) or 1) - 1, year)
        facts = self._feasts.get(name, {})
        if facts.get("of"):
            return self._after(facts["of"], int(facts["after"]), year)
        if facts.get("term"):
            return _of_term(facts["term"], year)
        return _moment(year, facts.get("day") or self._moving.get(year, {}).get(name, "-"))

    def days_off(self, name: str, year: int) -> Stretch | None:
        """The first and last day off round a feast in a year.

        >>> feasts = Almanac([("元旦", {"day": "01-01"}), ("元旦节", {"as": "元旦"})], off=[("2018", {"元旦": "12-30/01-01"})])
        >>> feasts.days_off("元旦节", 2018), feasts.days_off("元旦", 1990)
        (((2017, 12, 30), (2018, 1, 1)), None)
        """
        first, _, last = self._off.get(year, {}).get(self._first_name(name), "-").partition("/")
        begin, end = _moment(year - (first > last), first), _moment(year, last)
        return (begin, end) if begin and end else None

    def part(self, name: str, rest: str, year: int) -> Stretch | None:
        """What is said of a feast: its day (春节当天), its days off (国庆假期期间), one of them (黄金周首日).

        >>> words = TimeWords({"words-behind-feasts": [("当天", {"value": "day"}), ("黄金周", {"value": "off"}), ("假期", {"value": "off"}), ("首日", {"value": "first"})]})
        >>> feasts = Almanac([("国庆", {"day": "10-01"})], off=[("2010", {"国庆": "10-01/10-07"})], words=words)
        >>> feasts.part("国庆", "黄金周", 2010), feasts.part("国庆", "假期首日", 2010), feasts.part("国庆", "当天", 2012)
        (((2010, 10, 1), (2010, 10, 7)), ((2010, 10, 1), (2010, 10, 1)), ((2012, 10, 1), (2012, 10, 1)))
        """
        if not rest or self.words.behind_feasts.get(rest) == "day":
            day = self.day_of(name, year)
            return (day, day) if day is not None else None
        which = self.words.day_off.fullmatch(rest)
        if not which and not self.words.festive.fullmatch(rest):
            return None
        off = self.days_off(name, year)
        if off is None or not which:
            return off
        day = off[1] if self.words.behind_feasts.get(which[1]) == "last" else shift_days(off[0], (number(which[2]) or 1) - 1 if which[2] else 0)
        return (day, day) if day <= off[1] else None

    def season(self, name: str, year: int) -> Stretch | None:
        """The season of a year: whole months, days, or days round a feast; what ends before it begins ends in the next year.

        >>> words = TimeWords({"seasons-of-the-year": [("冬季", {"months": "12/14"}), ("伏季休渔期", {"days": "05-01/08-16"}), ("春运", {"of": "春节", "after": "-15/24"})]})
        >>> seasons = Almanac([("春节", {})], [("2025", {"春节": "01-29"})], words=words)
        >>> seasons.season("冬季", 2024), seasons.season("伏季休渔期", 2025), seasons.season("春运", 2025), seasons.season("春运", 1990)
        (((2024, 12), (2025, 2)), ((2025, 5, 1), (2025, 8, 16)), ((2025, 1, 14), (2025, 2, 22)), None)
        """
        facts = self.words.seasons[name]
        kind, first, last = season_ends(facts)
        if kind == "months":
            return months(year, *first, *last)
        if kind == "days":
            return (year, *first), (year + (first > last), *last)
        begin, end = (self._after(facts["of"], days[0], year) for days in (first, last))
        return (begin, end) if begin and end else None

    def reign(self, text: str) -> Stretch | None:
        """A year or the whole of a reign, counted from its first year; a reign's last year may be counted once more, in which the next was proclaimed.

        >>> late = Almanac(reigns=[("光绪", {"from": "1875", "to": "1908"})])
        >>> late.reign("光绪三十四年"), late.reign("清光绪年间"), late.reign("光绪四十年"), late.reign("今年")
        (((1908,), (1908,)), ((1875,), (1908,)), None, None)
        """
        dynasty = _DYNASTY.match(text)
        found = next((reign for start in (0, dynasty.end() if dynasty else 0) if (reign := _REIGN.fullmatch(text, start)) and reign[1] in self._reigns), None)
        if not found:
            return None
        first, last = self._reigns[found[1]]
        if not found[2]:
            return (first,), (last,)
        year = first - 1 + (1 if found[2] == "元" else number(found[2]) or 0)
        return ((year,), (year,)) if first <= year <= last + 1 else None

    def _first_name(self, name: str) -> str:
        return self._feasts.get(name, {}).get("as") or name

    def _after(self, feast: str, days: int, year: int) -> Moment | None:
        day = self.day_of(feast, year)
        return day and shift_days(day, days)


NONE = Almanac()
"""The almanac of a rule set without tables."""


def _of_term(term: str, year: int) -> Moment | None:
    """The day of a solar term, by the usual reckoning for the 20th and the 21st century."""
    month, *constants = term.split()
    return (year, int(month), int(year % 100 * 0.2422 + float(constants[year >= 2000])) - year % 100 // 4) if 1900 <= year < 2100 else None


def _moment(year: int, day: str) -> Moment | None:
    found = _DAY.fullmatch(day)
    return (year, int(found[1]), int(found[2])) if found else None


def _is_day(day: str) -> bool:
    found = _moment(2024, day)
    return found is not None and is_moment(found)


def problem(table: str, word: str, facts: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with one entry of a table of the almanac, and what to write; None where nothing is.

    >>> problem("days-off", "2027", {"春节": "02-05/02-31"})
    ('春节 of 2027 is 02-05/02-31, no two days', 'write month-day/month-day, 02-15/02-23, or - where there are none')
    >>> problem("reigns", "光绪", {"from": "1908", "to": "1875"}), problem("feasts", "儿童节", {"day": "06-01"})
    (('the reign 光绪 has no first and last year', 'write {from: "1875", to: "1908"}'), None)
    """
    if table in ("moving-feasts", "days-off"):
        parts, example = (1, "month-day, 02-17") if table == "moving-feasts" else (2, "month-day/month-day, 02-15/02-23")
        if not re.fullmatch(r"\d{4}", word):
            return f"{word} is no year", "each line begins with a year of four digits, and a tab follows"
        wrong = next((f"{feast} of {plain(word)} is {cell}, no {'day' if parts == 1 else 'two days'}" for feast, cell in facts.items()
                      if cell not in ("", "-") and (len(days := cell.split("/")) != parts or not all(map(_is_day, days)))), None)
        return None if wrong is None else (wrong, f"write {example}, or - where there {'is' if parts == 1 else 'are'} none")
    if table == "reigns":
        years = [int(year) for key in ("from", "to") if _YEAR.fullmatch(year := facts.get(key, ""))]
        sound = len(years) == 2 and years[0] <= years[1] and _only(facts, "from", "to")
        return None if sound else (f"the reign {word} has no first and last year", 'write {from: "1875", to: "1908"}')
    if table == "epochs":
        sound = bool(re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", facts.get("value", ""))) and is_moment(tuple(int(part) for part in facts["value"].split("-")))
        return None if sound else (f"{word} has no month", f'write {word}: "1978-12"')
    return _problem_of_feast(word, facts) if table == "feasts" else None


def _problem_of_feast(word: str, facts: Mapping[str, str]) -> tuple[str, str] | None:
    said = {key: value for key, value in facts.items() if value}
    if not _only(said, "day", "as", "of", "after", "term"):
        return f"the feast {word} has a field that nobody reads", "fields are day, as, of and after, term"
    if "day" in said and not _is_day(said["day"]):
        return f"the feast {word} is on no day", 'write {day: "06-01"}'
    if "term" in said and not _TERM.fullmatch(said["term"]):
        return f"the term of {word} is not whole", "write {term: 4 5.59 4.81}: month, constants of the 20th and the 21st century"
    if ("of" in said) != ("after" in said) or not re.fullmatch(r"-?\d{1,3}", said.get("after", "0")):
        return f"{word} is not counted from another feast", 'write {of: 春节, after: "14"}'
    return None


def _only(facts: Mapping[str, str], *known: str) -> bool:
    return all(key in known for key, value in facts.items() if value)


def agree(feasts: Mapping[str, Mapping[str, str]], place: str, moving: tuple[str, Iterable[str]] | None, off: tuple[str, Iterable[str]] | None) -> None:
    """Raise `RuleError` where a feast is named that the list lacks, or where no table knows the day of one.

    `feasts` are the entries of the list at `place`; `moving` and `off` are the tables of moving feasts and of days off: their places, and the feasts of their columns.

    >>> agree({"春节": {}, "新春": {"as": "春节"}}, "words/feasts.yaml", ("words/moving-feasts.tsv", ["春节"]), None)
    """
    for name, facts in feasts.items():
        for key in ("as", "of"):
            if facts.get(key) and (facts[key] not in feasts or feasts[facts[key]].get("as")):
                raise RuleError(f"{name} is {key} {facts[key]}, which is no feast of this list by its first name", place, "add it, with its own day")
    for table, names in (one for one in (moving, off) if one):
        for name in names:
            if name not in feasts or feasts[name].get("as"):
                raise RuleError(f"the column {name} is no feast by its first name", table, f"add it to {place}, or mend the name")
    unknown = [name for name, facts in feasts.items() if not any(facts.values()) and name not in (moving[1] if moving else ())]
    if unknown:
        raise RuleError(f"nothing tells the day of {unknown[0]}", place, "give it a day, or a column in moving-feasts.tsv")
