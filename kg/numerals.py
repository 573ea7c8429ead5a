"""Printed numerals → exact decimals.

In: the characters of one number as a page prints it: `1,234`, `三十几万`, `壹佰贰拾`, `50—80`, `1/8`,
`百分之五`, full-width or half-width, letter-spaced or not.  Out: `Numeral`, exact `Decimal`s with the bound
that the numeral itself carries (余, 多, 几, 数, 上, +).  Words that stand outside the numeral (约, 近, 以上)
are not read here: they are rules.

The grammar is the usual one of Chinese numerals (GB/T 15835—2011 《出版物上数字用法》): a multiplier takes
everything smaller that stands directly before it.  A number is therefore read with a stack, and one loop reads
`一亿五千万`, `1.2万亿`, `1万5千` and `三百五` alike.
"""
from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.model import record
from kg.multipliers import EXACT, MULTIPLIERS, Stack, figures, push_few, push_figure, push_run, total

_PLAIN: dict[int, str | None] = {ord(a): b for a, b in zip("０１２３４５６７８９．，％＋－／", "0123456789.,%+-/", strict=True)}
_PLAIN |= {ord(a): b for a, b in zip("壹贰叁肆伍陆柒捌玖拾佰仟萬億貳參陸兩幾數餘點負〇○", "一二三四五六七八九十百千万亿二三六两几数余点负零零", strict=True)}
_PLAIN |= {ord("廿"): "二十", ord("卅"): "三十", ord("仨"): "三", ord("俩"): "两", ord("︰"): ":", ord("‰"): "‰"}
_PLAIN |= {ord(ch): "." for ch in "·・"}  # 77·56%, as papers of the nineties print it
_PLAIN |= {ord(ch): "—" for ch in "–―~～〜﹣至到−"} | {ord(ch): None for ch in " \u3000\t\n\r\u00a0"}

_MIXED_ZERO = re.compile("(?<=[零点一二三四五六七八九])[0OＯ]+(?=[零一二三四五六七八九])")  # 二00六, 二OO六: older type has no 〇
_ZEROS = frozenset("0OＯ")

SMALL = r"(?:\d{1,3}|[一二三四五六七八九十两廿卅]{1,3})"
"""Part of an expression: a number of days, months, years or hours, in cleaned characters."""

_TOKEN = re.compile(r"(?P<arabic>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)|点(?P<tail>[零一二三四五六七八九]+)"
                    r"|(?P<run>[零一二三四五六七八九两]+)|(?P<multiplier>[十百千万亿兆])|(?P<few>[几数])"
                    r"|(?P<over>[余多])|(?P<roughly>[来把])|(?P<plus>\+)")
_RANGE = re.compile(r"(?<=[\d零一二三四五六七八九两十百千万亿%‰])(?:—+|-)(?=[\d零一二三四五六七八九两十百千万亿半])")
_FRACTION = re.compile(r"(?:(.+)又)?(.+)分之(.+)")
_FIGURE = re.compile("[0-9零一二三四五六七八九]")
_MOST_FIGURES = 24  # a longer row of figures is a code or a broken page; up to here every sum is exact
_MOST_DIGITS = 48  # before the point: what is larger (百千万亿兆 after a row of figures) measures nothing, and is no longer exact
_SLASH = re.compile(r"(\d+)/(\d+)")
_EMPTY_PLACE = re.compile(r"(?<=[百千万亿])零(?=\d)")  # 1亿零959万: digits tell their places themselves


@record
class Numeral:
    """An exact value, or a range of two.

    `high` is None unless a range is printed; `bound` is exact, about, min or max; `unit` is `%` or `‰` where the
    numeral itself says so (百分之五, 5%), else empty.
    """

    low: Decimal
    high: Decimal | None = None
    bound: str = "exact"
    unit: str = ""


class _Reading(NamedTuple):
    low: Decimal
    high: Decimal | None
    bound: str


def plain(text: str) -> str:
    """The numeral in half-width digits and everyday characters, white space removed.

    >>> plain("壹佰贰拾 ３．５％")
    '一百二十3.5%'
    >>> plain("二00六"), plain("二OO六"), plain("一点0五亿")
    ('二零零六', '二零零六', '一点零五亿')
    """
    text = text.translate(_PLAIN)
    return _MIXED_ZERO.sub(lambda zeros: "零" * len(zeros[0]), text) if not _ZEROS.isdisjoint(text) else text


@lru_cache(maxsize=1 << 14)  # a figure is read by the rule's condition, by its value and by the ledger
def parse_number(text: str) -> Numeral | None:
    """The value of a printed numeral, or None where `text` is not one.

    Fractions that do not end (三分之一) are cut at 28 significant digits; everything else is exact.

    >>> parse_number("一亿五千万").low
    Decimal('150000000')
    >>> parse_number("三十几万")
    Numeral(low=Decimal('300000'), high=None, bound='min', unit='')
    >>> parse_number("１．２万至１．５万")
    Numeral(low=Decimal('12000'), high=Decimal('15000'), bound='exact', unit='')
    >>> parse_number("百分之五")
    Numeral(low=Decimal('5'), high=None, bound='exact', unit='%')
    >>> parse_number("万一成真") is None, parse_number("9" * 80) is None
    (True, True)
    """
    numeral = _EMPTY_PLACE.sub("", plain(text))
    if not numeral or len(_FIGURE.findall(numeral)) > _MOST_FIGURES:
        return None
    cut = _RANGE.search(numeral)
    if cut:
        return _parse_range(numeral[:cut.start()], numeral[cut.end():])
    return _parse_single(numeral)


def _parse_range(left: str, right: str) -> Numeral | None:
    high = _parse_single(right)
    unit = high.unit if high else ""
    for head in ("百分之", "千分之"):  # 百分之五至八
        if left.startswith(head) and high and not high.unit:
            unit = "%" if head == "百分之" else "‰"
    low = _parse_single(left)
    if low is None or high is None or low.high is not None or high.high is not None or (low.unit and unit and low.unit != unit):
        return None
    unit = unit or low.unit  # 5%到10, the second sign being the unit of both
    start = low.low
    scale = _last_multiplier(right)
    if scale and _last_multiplier(left) is None and start < high.low / scale:
        start = _tidy(start * scale)  # 五至八万: the low end borrows 万
    if start > high.low:
        return None
    bound = next((b for b in (high.bound, low.bound) if b != "exact"), "exact")
    return Numeral(start, high.low, bound, unit)


def _last_multiplier(numeral: str) -> Decimal | None:
    body = numeral.rstrip("余多+%‰")
    big = len(body) - len(body.rstrip("百千万亿兆"))
    scale = Decimal(1)
    for ch in body[len(body) - big:]:
        scale *= MULTIPLIERS[ch]
    return scale if big else None


def _parse_single(numeral: str) -> Numeral | None:
    if numeral[:1] in "-负":
        inner = _parse_single(numeral[1:]) if len(numeral) > 1 and numeral[1] not in "-负" else None
        return inner and Numeral(-inner.low, None if inner.high is None else -inner.high, inner.bound, inner.unit)
    unit = numeral[-1] if numeral[-1:] in ("%", "‰") else ""
    body = numeral[:-1] if unit else numeral
    if body in ("半", "一半", "半数"):
        return Numeral(Decimal("0.5"))
    if body in ("过半", "超半", "大半", "多半"):
        return Numeral(Decimal("0.5"), None, "min")
    fraction = _parse_fraction(body)
    if fraction:
        return fraction
    reading = _read(body)
    return reading and Numeral(reading.low, reading.high, reading.bound, unit)


def _parse_fraction(body: str) -> Numeral | None:
    slashed = _SLASH.fullmatch(body)
    if slashed:
        divisor = Decimal(slashed[2])
        return Numeral(_tidy(Decimal(slashed[1]) / divisor)) if divisor else None
    spoken = _FRACTION.fullmatch(body)
    if not spoken:
        return None
    whole = _read(spoken[1]) if spoken[1] else None
    if spoken[1] and whole is None:
        return None
    above = _read("一百" if spoken[3] == "百" else spoken[3])
    if above is None:
        return None
    if spoken[2] in ("百", "千", "万") and not spoken[1]:
        unit = {"百": "%", "千": "‰", "万": "‱"}[spoken[2]]
        return Numeral(above.low, above.high, above.bound, unit)
    below = _read(spoken[2])
    if below is None or not below.low or below.high is not None:
        return None
    value = above.low / below.low + (whole.low if whole else 0)
    high = None if above.high is None else _tidy(above.high / below.low)
    return Numeral(_tidy(value), high, above.bound)


def _tidy(value: Decimal) -> Decimal:
    """The same value without trailing zeros after the point and without an exponent.

    >>> str(_tidy(Decimal("15000.00"))), str(_tidy(Decimal("9.10")))
    ('15000', '9.1')
    """
    short = value.normalize(EXACT)
    return short.quantize(Decimal(1), context=EXACT) if short == short.to_integral_value() else short


def _read(body: str) -> _Reading | None:
    body = body.replace("个万", "万").replace("个亿", "亿").replace("个多亿", "多亿")
    stack, at, zero = Stack(), 0, False
    above = body.startswith("上") and len(body) > 1 and body[1] in "百千万亿十"
    if above or body.startswith("好几") or body.startswith("好多"):
        at = 1
    while at < len(body):
        token = _TOKEN.match(body, at)
        if token is None:
            return None
        kind, word, at = token.lastgroup, token.group(), token.end()
        following = MULTIPLIERS.get(body[at:at + 1])
        if kind == "arabic":
            fits = not (stack.terms and stack.multiplier is None) and push_figure(stack, word, following)
        elif kind == "run":
            fits = not (stack.terms and stack.multiplier is None) and push_run(stack, word, following, zero)
        elif kind == "multiplier":
            fits = stack.multiply(MULTIPLIERS[word])
        elif kind == "tail":
            fits = bool(stack.terms) and stack.push(Decimal("0." + figures(token["tail"])))
        elif kind == "few":
            fits = push_few(stack, following)
        else:
            fits = bool(stack.terms)
            stack.bound = "about" if kind == "roughly" else "min"
            if kind == "plus" and at < len(body):
                return None
        if not fits:
            return None
        zero = kind == "run" and word.endswith("零")
        if kind in ("run", "arabic", "tail"):
            stack.multiplier = None
    if not stack.terms:
        return None
    if any(term.adjusted() >= _MOST_DIGITS for term in (*stack.terms, *(stack.second or ()))):
        return None
    low = _tidy(total(stack.terms))
    high = None if stack.second is None else _tidy(total(stack.second))
    return _Reading(low, high, "min" if above else stack.bound)
