"""Settled values as exact quantities and ISO intervals.

In: `Quantity` and `Time` mentions of a page.  Out: `kg.model.Quantity` and `TimeExpression`.  A `Quantity` mention has the
slots `number`, `unit`, and, where printed, `near` (约, 不足) before and `beyond` (以上, 左右) after its own span.
"""
from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.calendar import Interval, resolve
from kg.model import Mention, Quantity, TimeExpression
from kg.numerals import parse_number
from kg.text import fold
from kg.units import UnitRegistry

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

_HALF = Decimal("0.5")
_RANKED = frozenset("首榜")
_RANGE_SIGNS = frozenset("—－～至到-~")


@lru_cache(maxsize=4)
def unit_registry(ruleset: RuleSet) -> UnitRegistry:
    """The units that a rule set lists."""
    measured = ruleset.lists["units"]
    counted = ruleset.lists["measure-words"]
    rows = [(word, dict(measured.attributes(index))) for index, word in enumerate(measured.words)]
    return UnitRegistry.of(rows, counted.words)


@lru_cache(maxsize=4)
def _bounds(ruleset: RuleSet) -> Mapping[str, str]:
    """Bounding word → about, min or max."""
    return {word: bound for name, bound in (("bound-about", "about"), ("bound-min", "min"), ("bound-max", "max"))
            for word in ruleset.words(name)}


def quantity(mention: Mention, ruleset: RuleSet) -> Quantity:
    """The exact value of a `Quantity` mention: low and high end, unit without multiplier, bound.

    两天半 is 2.5 天, 10个多小时 at least 10 小时, 首位 rank 1.  A printed number that is none (which the rules do not let
    through) raises `ValueError`.
    """
    number, unit = mention.part("number"), mention.part("unit")
    printed = unit.text if unit else mention.attribute("unit", "") or ""
    if number is None or number.text[:1] in _RANKED:
        return Quantity(Decimal(1), None, printed or "位", "exact")
    numeral = parse_number(_without_inner_unit(number.text.removeprefix("第"), printed))
    if numeral is None:
        raise ValueError(f"{number.text!r} in {mention.text!r} is not a number ({mention.rule})")
    low, high, bound = numeral.low, numeral.high, numeral.bound
    if mention.part("sign"):
        low, high = (-low, None) if high is None else (-high, -low)
    if mention.part("half"):
        low, high = low + _HALF, high + _HALF if high is not None else None
    if mention.part("more"):
        bound = "min"
    said = bound_of(mention, ruleset)
    if said != "exact":
        bound = said
    found = unit_registry(ruleset).find(printed) if printed else None
    if found and found.dimension == "money" and found.factor not in (None, 1):
        low, high, printed = low * _decimal(found.factor), high * _decimal(found.factor) if high is not None else None, found.name
    name = numeral.unit or (found.name if found and found.known and found.name in ("元", "个百分点", "%", "‰", "小时") else printed)
    return Quantity(low, high, name, bound)


def _decimal(factor: Fraction) -> Decimal:
    return Decimal(factor.numerator) / Decimal(factor.denominator)


def _without_inner_unit(number: str, unit: str) -> str:
    """A range whose first end has the unit too, without it (180元至260 → 180至260)."""
    head, sign, tail = next(((number[:at], number[at], number[at + 1:]) for at in range(1, len(number)) if number[at] in _RANGE_SIGNS), (number, "", ""))
    return head.removesuffix(unit) + sign + tail if sign and unit else number


def bound_of(mention: Mention, ruleset: RuleSet) -> str:
    """What the words round a quantity say: exact, about, min or max.  What stands behind wins (超过…以下 is rare)."""
    known = _bounds(ruleset)
    for slot in ("beyond", "near"):
        part = mention.part(slot)
        if part is not None:
            bound = known.get(fold(part.text))
            if bound:
                return bound
    return "exact"


def interval(mention: Mention, published: str | None, previous: Interval | None = None) -> Interval | None:
    """The interval of a `Time` mention on a page published on `published`; `previous` is the one before it."""
    return resolve(mention.text, published, previous)


def time_expressions(findings: Findings, ruleset: RuleSet) -> tuple[TimeExpression, ...]:
    """Every time expression of a page with its interval, in print order.

    Each article is read on its own: 当年 and 同月 look back within it.
    """
    page = findings.page
    blocks = iter(page.blocks)
    block = next(blocks, None)
    article: int | None = None
    previous: Interval | None = None
    rows = []
    for mention in findings.labelled("Time"):
        while block is not None and block.span.end <= mention.span.start:
            block = next(blocks, None)
        here = block.article if block is not None else None
        if here != article:
            article, previous = here, None
        found = interval(mention, page.published.value, previous)
        if found is not None:
            previous = found
        raw = page.text.raw(mention.span)
        rows.append(TimeExpression(page.source.name, raw.start, raw.end, mention.text, found.iso if found else None, mention.rule))
    return tuple(rows)
