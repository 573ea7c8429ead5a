"""How exact a printed figure is.

In: a claim.  Out: the interval of true values that its print allows (14.84亿元: from 14.835亿 to 14.845亿).
"""
from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from kg.model import Claim
from kg.text import fold

_PRINTED = re.compile(r"([０-９，]+)(?:．([０-９]+))?([十百千万亿兆]*)")
_TIMES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
_ABOUT = Decimal("0.1")  # 约, 近: within a tenth


class Between(NamedTuple):
    """A closed interval of exact decimals."""

    low: Decimal
    high: Decimal

    def meets(self, other: Between) -> bool:
        """True where some value lies in both."""
        return self.low <= other.high and other.low <= self.high


def grain(value_text: str) -> Decimal:
    """The worth of the last printed digit; 0 for a whole number that was counted.

    >>> grain("14.84亿元"), grain("9.10%"), grain("268名"), grain("20万件")
    (Decimal('1000000'), Decimal('0.01'), Decimal('0'), Decimal('10000'))
    """
    found = _PRINTED.search(fold(value_text))
    if not found:
        return Decimal(0)
    power = sum(_TIMES[sign] for sign in found[3]) - len(found[2] or "")
    return Decimal(0) if power == 0 and not found[2] else (Decimal(10) ** power).quantize(Decimal(1)) if power >= 0 else Decimal(1).scaleb(power)


def allowed(claim: Claim) -> Between | None:
    """The true values that a printed figure allows; None where it is open to one side (余, 以上, 不足)."""
    if claim.bound in ("min", "max"):
        return None
    high = claim.upper if claim.upper is not None else claim.value
    slack = grain(claim.value_text) / 2
    if claim.bound == "about":
        slack = max(slack, abs(claim.value) * _ABOUT)
    return Between(claim.value - slack, high + slack)


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
