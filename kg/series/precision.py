"""How exact a printed figure is.

In: a claim, and `SeriesWords`.  Out: the interval of true values that its print allows (14.84亿元: from 14.835亿 to 14.845亿).
"""
from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from typing import NamedTuple

from kg.model import Claim
from kg.series.words import SeriesWords
from kg.text import fold

_PRINTED = re.compile(r"([０-９，]+)(?:．([０-９]+))?([十百千万亿兆]*)")
_WRITTEN = re.compile("[一二三四五六七八九十百千两]([万亿兆]+)(?![零一二三四五六七八九])")  # 十四亿 counts whole 亿
_TIMES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_ABOUT = Decimal("0.1")  # 约, 近: within a tenth
HALF_AS_MUCH_AGAIN = Decimal("1.5")


class Between(NamedTuple):
    """A closed interval of exact decimals."""

    low: Decimal
    high: Decimal

    def meets(self, other: Between) -> bool:
        """True where some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def plus(self, other: Between) -> Between:
        """All sums of a value of each.

        >>> Between(Decimal(1), Decimal(2)).plus(Between(Decimal(3), Decimal(5)))
        Between(low=Decimal('4'), high=Decimal('7'))
        """
        return Between(self.low + other.low, self.high + other.high)

    def minus(self, other: Between) -> Between:
        """All differences of a value of each."""
        return Between(self.low - other.high, self.high - other.low)

    def times(self, other: Between) -> Between:
        """All products of a value of each."""
        corners = [a * b for a in self for b in other]
        return Between(min(corners), max(corners))

    def scaled(self, factor: Fraction) -> Between:
        """So many times this interval.

        >>> Between(Decimal(15), Decimal(30)).scaled(Fraction(1, 15))
        Between(low=Decimal('1'), high=Decimal('2'))
        """
        return Between(self.low * factor.numerator / factor.denominator, self.high * factor.numerator / factor.denominator)

    def over(self, other: Between) -> Between | None:
        """All quotients of a value of each, rounded outwards to 28 digits; None where `other` reaches zero.

        >>> Between(Decimal(9), Decimal(9)).over(Between(Decimal(3), Decimal(3)))
        Between(low=Decimal('3'), high=Decimal('3'))
        """
        if other.low <= 0 <= other.high:
            return None
        down, up = (Context(prec=28, rounding=way) for way in (ROUND_FLOOR, ROUND_CEILING))
        return Between(min(down.divide(a, b) for a in self for b in other), max(up.divide(a, b) for a in self for b in other))


def grain(value_text: str, unit: str = "") -> Decimal:
    """The worth of the last printed digit; 0 for a whole number that was counted.  The 千 of a unit is no part of the number.

    >>> grain("14.84亿元"), grain("9.10%"), grain("268名"), grain("20万件"), grain("十四亿次"), grain("3.2亿千瓦时", "千瓦时")
    (Decimal('1000000'), Decimal('0.01'), Decimal('0'), Decimal('10000'), Decimal('100000000'), Decimal('10000000'))
    """
    found = _PRINTED.search(fold(value_text).removesuffix(fold(unit)))
    if not found:
        written = _WRITTEN.search(value_text)
        return Decimal(10) ** sum(_TIMES[sign] for sign in written[1]) if written else Decimal(0)
    power = sum(_TIMES[sign] for sign in found[3]) - len(found[2] or "")
    return Decimal(0) if power == 0 and not found[2] else (Decimal(10) ** power).quantize(Decimal(1)) if power >= 0 else Decimal(1).scaleb(power)


def slack(claim: Claim, words: SeriesWords) -> Decimal:
    """Half of the last printed place; for whole numbers of a measured unit half a unit (8% is 7.5% to 8.5%), for counted things 0.

    约 and 近 give a tenth of the value.
    """
    worth = grain(claim.value_text, claim.unit)
    if worth == 0 and words.is_measured(claim.unit) and claim.value == claim.value.to_integral_value():
        worth = Decimal(1)
    half = worth / 2
    return max(half, abs(claim.value) * _ABOUT) if claim.bound == "about" else half


def allowed(claim: Claim, words: SeriesWords) -> Between | None:
    """The true values that a printed figure allows; None where it is open to one side (余, 以上, 不足)."""
    if claim.bound in ("min", "max"):
        return None
    high = claim.upper if claim.upper is not None else claim.value
    loose = slack(claim, words)
    return Between(claim.value - loose, high + loose)


def cut_off(claim: Claim, words: SeriesWords) -> Between | None:
    """The values of which a figure is printed when what lies behind its last place is left out, and not rounded (80.357 % as 80.35 %); None where it is no exact one."""
    if claim.bound != "exact" or claim.upper is not None:
        return None
    worth = 2 * slack(claim, words)
    return Between(claim.value, claim.value + worth) if claim.value >= 0 else Between(claim.value - worth, claim.value)


def reach(claim: Claim, words: SeriesWords) -> Between:
    """`allowed`, and for a figure that is open to one side what it may still mean.

    余, 多 and 几 in the figure leave the last printed place open (300余 is under 400); 以上, 超 go up to twice the figure, 不足 down to none.
    """
    closed = allowed(claim, words)
    if closed is not None:
        return closed
    top = claim.upper if claim.upper is not None else claim.value
    if claim.bound == "max":
        return Between(min(Decimal(0), top * 2), top)
    if top > 0 and words.vague.search(claim.value_text):
        bare = top.normalize()
        return Between(claim.value, top + Decimal(1).scaleb(bare.adjusted() + 1 - len(bare.as_tuple().digits)))
    return Between(claim.value, top + abs(top))


def is_a_slip(one: Decimal, other: Decimal, most: Decimal = HALF_AS_MUCH_AGAIN) -> bool:
    """True where a slip explains that two figures differ: half as much again at `most`, the same digits (a unit or a point misplaced), or one digit wrong, lost, doubled
    or changed about with its neighbour.  Figures further apart tell of different things more often than they are misprinted.

    >>> is_a_slip(Decimal("86.4"), Decimal("68.4")), is_a_slip(Decimal(244), Decimal(944)), is_a_slip(Decimal("4315"), Decimal("564"))
    (True, True, False)
    >>> is_a_slip(Decimal(70), Decimal(20000)), is_a_slip(Decimal(70), Decimal(700000))
    (False, True)
    """
    if one > 0 and other > 0 and max(one, other) <= min(one, other) * most:
        return True
    plainest = one.normalize(), other.normalize()
    if plainest[0].as_tuple().digits == plainest[1].as_tuple().digits:
        return True
    place = Decimal(1).scaleb(min(int(number.as_tuple().exponent) for number in plainest))  # the last place that either has
    short, long = sorted((str(int(abs(number) / place)) for number in (one, other)), key=len)
    first = next((at for at, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return long[:first] + long[first + 1:] == short
    return short[first + 1:] == long[first + 1:] or short[first + 2:] == long[first + 2:] and short[first:first + 2] == long[first:first + 2][::-1]


def plain(number: Decimal) -> str:
    """A decimal without exponent and trailing zeros, large ones in 万 or 亿.

    >>> plain(Decimal("16315000000")), plain(Decimal("9.0960")), plain(Decimal(268))
    ('163.15亿', '9.096', '268')
    """
    for size, sign in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(number) >= size * 10 or (abs(number) >= size and number % (size / 100) == 0):
            return plain(number / size) + sign
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
