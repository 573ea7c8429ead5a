"""When two names, phrases or figures count as the same.

In: what a build says and what the gold says.  Out: yes or no.
"""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal, InvalidOperation

_SIGNS = re.compile("[“”\"'‘’《》〈〉()（）,，、;；:：.。·\\-—–]")
_UNITS = {"百分点": "个百分点", "人民币": "元", "cny": "元", "percent": "%", "平方公里": "平方千米", "㎡": "平方米", "m2": "平方米", "km": "公里", "t": "吨"}
_CLOSE = Decimal("1e-9")


def bare(text: str) -> str:
    """A text without its white space.

    >>> bare("连 云\\n港")
    '连云港'
    """
    return "".join(text.split())


def evened(text: str | None) -> str:
    """A name without regard to width, quotes, brackets, punctuation and case.

    >>> evened("“双碳”办（试行）") == evened("双碳办(试行)")
    True
    """
    return _SIGNS.sub("", unicodedata.normalize("NFKC", bare(text or ""))).lower()


def shared_characters(one: str, other: str) -> float:
    """The share of characters that two phrases have in common (0 to 1, the F1 of their characters).

    >>> shared_characters("贷款余额", "贷款余额"), shared_characters("甲", "乙")
    (1.0, 0.0)
    """
    left, right = evened(one), evened(other)
    if not left or not right:
        return float(left == right)
    return 2 * sum((Counter(left) & Counter(right)).values()) / (len(left) + len(right))


def same_phrase(said: str, wanted: str) -> bool:
    """True for one phrase, nearly one, or one that holds the other and is not much longer.

    >>> same_phrase("普惠贷款余额", "贷款余额"), same_phrase("企业", "瞪羚企业")
    (True, False)
    """
    left, right = evened(said), evened(wanted)
    if not left or not right:
        return left == right
    if left in right or right in left:
        shorter, longer = sorted((len(left), len(right)))
        return 2 * shorter > longer or shorter >= 6
    return shared_characters(said, wanted) >= 0.8


def same_title(said: str | None, wanted: str | None) -> bool:
    """True for one headline, or one of five and more characters that is nearly the same."""
    left, right = evened(wanted), evened(said)
    return left == right or (len(left) > 4 and shared_characters(left, right) >= 0.9)


def same_unit(said: str, wanted: str | None) -> bool:
    """True for one unit, however spelt (㎡ and 平方米)."""
    return _unit(said) == _unit(wanted or "")


def _unit(text: str) -> str:
    return _UNITS.get(evened(text), evened(text))


def same_number(said: object, wanted: object) -> bool:
    """True for two equal figures (to a billionth part), or where neither is given.

    >>> same_number("12.50", 12.5), same_number("", None), same_number("12", None)
    (True, True, False)
    """
    left, right = _figure(said), _figure(wanted)
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _CLOSE * max(Decimal(1), abs(left), abs(right))


def _figure(value: object) -> Decimal | None:
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None
