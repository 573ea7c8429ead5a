"""Settled values as exact quantities and ISO intervals.

In: `Quantity` and `Time` mentions of a page.  Out: `kg.model.Quantity` and `TimeExpression`.  A `Quantity` mention has the
slots `number`, `unit`, and, where printed, `near` (约, 不足) before and `beyond` (以上, 左右) after its own span.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.almanac import NAMES as OF_THE_ALMANAC
from kg.almanac import Almanac
from kg.bounded import KEPT_SETS
from kg.calendar import Interval, resolve
from kg.model import Mention, Quantity, TimeExpression
from kg.numerals import Numeral, parse_number
from kg.rules.asked import Lists, endings
from kg.text import fold
from kg.timewords import NAMES as OF_TIME
from kg.timewords import TimeWords
from kg.units import Unit, UnitRegistry

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

_HALF = Decimal("0.5")
_TENTH = Decimal("0.1")
_PRINTED_AS = frozenset(("元", "个百分点", "%", "‰", "小时"))  # units that are told by one name however they are printed
_RANKED = frozenset("首榜")
_MINUS = frozenset("－-")
_DEGREES = frozenset(("℃", "摄氏度", "度"))
_ONE_NUMBER = re.compile("[0-9０-９.．，一二三四五六七八九十百千万亿]+")  # as most are: no range, nothing between
_LESSER = re.compile("([0-9０-９零一二两三四五六七八九十]+)(分钟?|秒|个月)")
_EITHER = re.compile("([1-8一二两三四五六七八])、(?=[2-9二三四五六七八九][十百千万亿])")
_YEARLESS = re.compile("^(截至|截止到|截止|到|自|从)?((?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})(?:—|至|－)?[0-9０-９]{0,2}(?:月|季度)|第[一二三四]季度|[上下]半年|首季|前[一二三两四五六七八九0-9０-９])")
_STOP = re.compile("[。！？\u2029]")
_RANGE_SIGNS = frozenset("—－～至到-~")


class HeldAgainst(Lists):
    """Words before a time that a figure is only held against."""

    times = endings("words-against-times")


@lru_cache(maxsize=KEPT_SETS)
def unit_registry(ruleset: RuleSet) -> UnitRegistry:
    """The units that a rule set lists; none where it has no lists."""
    measured, counted = (ruleset.lists.get(name) for name in ("units", "measure-words"))
    rows = [(word, dict(measured.attributes(index))) for index, word in enumerate(measured.words)] if measured else []
    return UnitRegistry.of(rows, counted.words if counted else ())


@lru_cache(maxsize=KEPT_SETS)
def almanac_of(ruleset: RuleSet) -> Almanac:
    """Feasts, days off, reigns, epochs and words of time that a rule set lists."""
    def rows(name: str) -> list[tuple[str, dict[str, str]]]:
        one = ruleset.lists.get(name)
        return [(word, dict(one.attributes(index))) for index, word in enumerate(one.words)] if one is not None else []

    return Almanac(*map(rows, OF_THE_ALMANAC), words=TimeWords({name: rows(name) for name in OF_TIME}))


@lru_cache(maxsize=KEPT_SETS)
def _bounds(ruleset: RuleSet) -> Mapping[str, str]:
    """Bounding word → about, min or max."""
    return {word: bound for name, bound in (("bound-about", "about"), ("bound-min", "min"), ("bound-max", "max"))
            for word in ruleset.words(name)}


def quantity(mention: Mention, ruleset: RuleSet) -> Quantity:
    """The exact value of a `Quantity` mention: low and high end, unit without multiplier, bound.

    两天半 is 2.5 天, 10个多小时 at least 10 小时, 首位 rank 1.  A printed number that is none (which the rules do not let
    through) raises `ValueError`.
    """
    parts = dict(reversed(mention.parts))
    number, unit = parts.get("number"), parts.get("unit")
    printed = unit.text if unit else mention.attribute("unit", "") or ""
    if number is None or number.text[:1] in _RANKED:
        return Quantity(Decimal(1), None, printed or "位", "exact")
    low, high, bound, named = _ends(mention, number.text, parts.get("sign"), printed)
    bound = mention.attribute("bound", bound)
    if "tail" in parts:
        low += _tenths(parts["tail"].text, parts.get("cents"))
    if "lesser" in parts:
        low, printed = _in_smaller_units(low, printed, parts["lesser"].text, unit_registry(ruleset))
    if printed == "折" and low >= 10:
        low = low / 10  # 七五折
    if "half" in parts:
        low, high = low + _HALF, high + _HALF if high is not None else None
    if "more" in parts:
        bound = "min"
    if "near" in parts or "beyond" in parts or "ahead" in parts:
        said = _bound_of(parts, ruleset)
        bound = said if said != "exact" else bound
    found = unit_registry(ruleset).find(printed) if unit is not None and printed else None  # a unit that a rule sets is told as it is set (12块金牌)
    if found and found.dimension == "money" and found.factor not in (None, 1):
        low, high, printed = low * _decimal(found.factor), high * _decimal(found.factor) if high is not None else None, found.name
    return Quantity(low, high, (named or _name_of(found, printed)).replace("％", "%"), bound)


def _ends(mention: Mention, number: str, sign: Mention | None, unit: str) -> tuple[Decimal, Decimal | None, str, str]:
    """(low end, high end, bound, unit that the number names itself) of the number of a mention, below zero where its `sign` says so."""
    through_zero = _through_zero(number, unit) if sign is not None and sign.text in _MINUS else None
    numeral = through_zero or parse_number(_without_inner_unit(number.removeprefix("第"), unit))
    if numeral is None:
        raise ValueError(f"{number!r} in {mention.text!r} is not a number ({mention.rule})")
    low, high = numeral.low, numeral.high
    if sign is not None and through_zero is None:
        low, high = (-low, None) if high is None else (-high, -low)
    return low, high, numeral.bound, numeral.unit


def _name_of(unit: Unit | None, printed: str) -> str:
    """What a unit is called: as the registry has it where what is printed goes beyond that name, else as printed."""
    if unit and unit.known and unit.name and (unit.name in _PRINTED_AS or printed != unit.name and printed.startswith(unit.name)):
        return unit.name
    return printed


def _tenths(tail: str, cents: Mention | None) -> Decimal:
    """五 after 三块 is half of one, 七五 after 一米 three quarters; `cents` are hundredths (三元五角二分)."""
    digits = [parse_number(sign) for sign in tail + (cents.text if cents is not None else "")]
    return sum((digit.low * _TENTH ** place for place, digit in enumerate(digits, 1) if digit is not None), Decimal(0))


def _in_smaller_units(low: Decimal, printed: str, lesser: str, units: UnitRegistry) -> tuple[Decimal, str]:
    """2小时 and 18分42秒 are 8322 秒, 三年 and 六个月 are 42 个月: the whole length, and the smallest unit told."""
    for number, unit in _LESSER.findall(lesser):
        name, more = unit.replace("分钟", "分").replace("分", "分钟"), parse_number(number)
        whole = units.convert(low, printed.replace("分钟", "分").replace("分", "分钟"), name)
        if whole is not None and more is not None:
            low, printed = whole + more.low, name
    return low, printed


def value_of(mention: Mention, ruleset: RuleSet) -> Quantity | None:
    """The value of any number expression, a counted one or an ordinal, idiom or bare number; None where it is no number (GB/T 1234)."""
    if mention.label == "Quantity":
        try:
            return quantity(mention, ruleset)
        except ValueError:
            return None
    if mention.attribute("fate") in ("code", "name"):
        return None
    part = mention.part("count") or mention.part("number")
    text = (part.text if part else mention.text).removeprefix("第").removeprefix("＋").removeprefix("+")
    for end in range(len(text), 0, -1):
        numeral = parse_number(text[:end])
        if numeral is not None:
            return Quantity(numeral.low, numeral.high, numeral.unit, numeral.bound)
    return None


def _decimal(factor: Fraction) -> Decimal:
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _through_zero(number: str, unit: str) -> Numeral | None:
    """From below zero to above: the minus sign of -8℃～3℃ is the first end's alone."""
    at = next((at for at in range(1, len(number)) if number[at] in _RANGE_SIGNS), None)
    if at is None:
        return None
    low, high = (parse_number(end.removesuffix(unit) if unit else end) for end in (number[:at], number[at + 1:]))
    return Numeral(-low.low, high.low, "exact", "") if low is not None and high is not None else None


def _without_inner_unit(number: str, unit: str) -> str:
    """A range whose first end has the unit too, without it (180元至260 → 180至260); 31℃／16 in a table of weather is from 16 to 31."""
    if _ONE_NUMBER.fullmatch(number):
        return number
    ends = number.replace(unit, "").replace("／", "/").split("/")
    if len(ends) == 2 and unit in _DEGREES:
        return "—".join(sorted(ends, key=int))
    if (either := _EITHER.match(number)) is not None:
        return f"{either[1]}—{number[either.end():]}"  # 五、六万: five or six
    head, sign, tail = next(((number[:at], number[at], number[at + 1:]) for at in range(1, len(number)) if number[at] in _RANGE_SIGNS), (number, "", ""))
    if sign and unit == "年" and (older := head.removesuffix(unit)).isdigit() and tail.isdigit() and int(older) > int(tail):
        return f"{tail}—{older}"  # 距今8000年至7500年: the older end stands first
    return head.removesuffix(unit) + sign + tail if sign and unit else number


def _bound_of(parts: Mapping[str, Mention], ruleset: RuleSet) -> str:
    """What the words round a quantity say: exact, about, min or max.  What stands behind wins (超过…以下 is rare)."""
    known = _bounds(ruleset)
    for slot in ("beyond", "near", "ahead"):  # ahead: before its verb (至少节省30万元)
        part = parts.get(slot)
        if part is not None:
            bound = known.get(fold(part.text))
            if bound:
                return bound
    return "exact"


def interval(mention: Mention, published: str | None, almanac: Almanac, previous: Interval | None = None) -> Interval | None:
    """The interval of a `Time` mention on a page published on `published`; `previous` is the one before it."""
    return resolve(mention.text, published, previous, almanac)


def _within(opened: Interval, text: str, almanac: Almanac) -> Interval | None:
    """A time without a year as one of the year that the sentence is about, where it lies in what opened it (去年上半年，……1月份)."""
    found = resolve(_YEARLESS.sub(rf"\g<1>{opened.start[0]}年\g<2>", text), None, None, almanac)
    return found if found is not None and opened.start <= found.start[:len(opened.start)] and found.end[:len(opened.end)] <= opened.end else None


def _is_day_of_dispatch(found: Interval, published: str | None) -> bool:
    """True for one day not after the page's own: what a dispatch calls 昨天 is the day before it was sent (新华社武汉7月16日电　昨天……)."""
    return found.start == found.end and len(found.start) == 3 and (published is None or found.iso[:len(published)] <= published)


def time_expressions(findings: Findings, ruleset: RuleSet) -> tuple[TimeExpression, ...]:
    """Every time expression of a page with its interval, in print order.

    Each article is read on its own: 当年 and 同月 look back within it.
    """
    page = findings.page
    blocks = iter(page.blocks)
    block = next(blocks, None)
    article: int | None = None
    previous: Interval | None = None
    day: Interval | None = None  # the last one as precise as a day: 当天 and 次日 look back to it
    opened: tuple[int, Interval] | None = None  # where a time of a year that is over opened a clause (去年上半年，…), and that time
    rows, known = [], almanac_of(ruleset)
    words, published = known.words, page.published.value
    sent: str | None = None  # the day on which the dispatch of this article was sent
    against = HeldAgainst.of(ruleset).times
    for mention in findings.labelled("Time"):
        while block is not None and block.span.end <= mention.span.start:
            block = next(blocks, None)
        here = block.article if block is not None else None
        if here != article:
            article, previous, day, sent = here, None, None, None
        since = sent if sent is not None and (told := words.counted("day", mention.text)) is not None and not told.before else published
        found = resolve(sent) if sent is not None and mention.text in words.filed else interval(mention, since, known, day if mention.text.startswith(words.of_a_day) or words.up_to_an_hour.match(mention.text) else previous)
        if opened is not None and found is not None and _YEARLESS.match(mention.text) and _STOP.search(page.text.form, opened[0], mention.span.start) is None:
            found = _within(opened[1], mention.text, known) or found
        elif found is not None and len(found.start) < 3 and page.text.form.startswith("，", mention.span.end) and page.published.value and found.end[0] < int(page.published.value[:4]):
            opened = mention.span.end, found
        if found is not None and not mention.text.endswith("同期") and not page.text.form.endswith(against, 0, mention.span.start):  # …比去年同期少5%。5日，…… is of this year; nor is 比年初 what 同期 goes back to
            previous = found
            day = found if len(found.end) > 2 else day
        if found is not None and block is not None and block.zone == "dateline" and _is_day_of_dispatch(found, published):
            sent = found.iso
        raw = page.text.raw(mention.span)
        rows.append(TimeExpression(page.source.name, raw.start, raw.end, mention.text, found.iso if found else None, mention.rule))
    return tuple(rows)
