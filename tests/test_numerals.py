"""Numbers ↔ every way a newspaper prints them."""
from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.numerals import Numeral, parse_number, plain
from kg.text import fold

DIGITS = "零一二三四五六七八九"
FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def spell(number: int) -> str:
    """The standard Chinese spelling of a whole number below 10^16."""
    if number == 0:
        return "零"
    spelled, gap = "", False
    for unit in (10**12, 10**8, 10**4, 1):
        section, number = divmod(number, unit)
        if not section:
            gap = gap or bool(spelled)
            continue
        if spelled and (gap or section < 1000):
            spelled += "零"
        spelled += _section(section) + {10**12: "万亿", 10**8: "亿", 10**4: "万", 1: ""}[unit]
        gap = False
    return spelled


def _section(number: int) -> str:
    spelled, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            spelled += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = bool(spelled)
    return spelled


def value(text: str) -> Decimal:
    numeral = parse_number(text)
    assert numeral is not None, text
    assert numeral.high is None, text
    return numeral.low


whole = st.one_of(st.integers(0, 10**4), st.integers(0, 10**8), st.integers(0, 10**12 - 1))


@settings(max_examples=200, deadline=None)
@given(whole)
def test_spelled_number_reads_back(number):
    assert value(spell(number)) == number


@settings(max_examples=200, deadline=None)
@given(whole)
def test_financial_spelling_reads_back(number):
    assert value(spell(number).translate(FINANCIAL).replace("万", "萬").replace("亿", "億")) == number


@settings(max_examples=200, deadline=None)
@given(whole)
def test_digits_read_back_however_they_are_printed(number):
    for printed in (str(number), f"{number:,}", " ".join(str(number)), fold(str(number)), fold(f"{number:,}")):
        assert value(printed) == number


@settings(max_examples=200, deadline=None)
@given(st.integers(10**3, 10**12))
def test_digit_by_digit_number_reads_back(number):
    for zero in "零〇○":
        printed = "".join(DIGITS[int(d)] for d in str(number)).replace("零", zero)
        assert value(printed) == number


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 99999), st.integers(1, 4), st.sampled_from(["", "万", "亿", "万亿", "千", "百万", "千万"]))
def test_decimal_with_multiplier_reads_back(digits, places, multiplier):
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "千": 10**3, "百万": 10**6, "千万": 10**7}[multiplier]
    number = Decimal(digits).scaleb(-places)
    if multiplier.startswith(("千", "百")) and number >= 10:
        return  # nobody prints 12.5千
    printed = f"{number:f}"
    assert value(printed + multiplier) == number * factor
    assert value(fold(printed) + multiplier) == number * factor


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 9999), st.text(alphabet="0123456789", min_size=1, max_size=4), st.sampled_from(["", "万", "亿"]))
def test_spoken_decimal_reads_back(integer, tail, multiplier):
    printed = spell(integer) + "点" + "".join(DIGITS[int(d)] for d in tail) + multiplier
    if integer == 0 and not int(tail):
        return
    factor = {"": 1, "万": 10**4, "亿": 10**8}[multiplier]
    assert value(printed) == Decimal(f"{integer}.{tail}") * factor


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 9999), st.integers(1, 9))
def test_mixed_digits_and_characters_read_back(ten_thousands, thousands):
    expected = ten_thousands * 10**4 + thousands * 1000
    for printed in (f"{ten_thousands}万{thousands}千", f"{ten_thousands}万{thousands}000",
                    f"{spell(ten_thousands)}万{spell(thousands)}千", f"{ten_thousands}万{thousands}"):
        assert value(printed) == expected


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9998), st.data(), st.sampled_from(["—", "-", "~", "～", "至", "到", "––", " — "]))
def test_range_keeps_both_ends(low, data, dash):
    high = data.draw(st.integers(low + 1, 9999))
    for write in (str, spell):
        if write(high)[-1] in "百千万" and write is spell:
            continue  # 一至五百 lends its 百, see below
        assert parse_number(write(low) + dash + write(high)) == Numeral(Decimal(low), Decimal(high))
        got = parse_number(write(low) + "万" + dash + write(high) + "万")
        assert got == Numeral(Decimal(low * 10**4), Decimal(high * 10**4))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9), st.integers(1, 99))
def test_low_end_borrows_the_multiplier(low, more):
    high = low + more
    assert parse_number(f"{low}—{high}亿") == Numeral(Decimal(low * 10**8), Decimal(high * 10**8))


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 100), st.integers(0, 9))
def test_percent_reads_back_in_words_and_signs(integer, tenth):
    words = "百分之" + ("百" if integer == 100 and not tenth else spell(integer)) + (f"点{DIGITS[tenth]}" if tenth else "")
    for printed in (words, f"{integer}.{tenth}%", f"{integer}.{tenth}％", fold(f"{integer}.{tenth}%")):
        numeral = parse_number(printed)
        assert (numeral.low, numeral.unit) == (Decimal(f"{integer}.{tenth}"), "%")


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), st.integers(1, 99))
def test_fraction_reads_back(above, below):
    expected = Decimal(above) / Decimal(below)
    for printed in (f"{above}/{below}", fold(f"{above}/{below}"), f"{spell(below)}分之{spell(above)}"):
        if printed.startswith("一百") or below in (100, 1000):
            continue
        assert abs(value(printed) - expected) < Decimal("1e-20")


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9999), st.sampled_from("余多"), st.sampled_from(["", "万", "亿"]))
def test_excess_sign_makes_a_minimum(number, sign, multiplier):
    factor = {"": 1, "万": 10**4, "亿": 10**8}[multiplier]
    for printed in (f"{number}{sign}{multiplier}", f"{number}{multiplier}{sign}", f"{spell(number)}{sign}{multiplier}"):
        assert parse_number(printed) == Numeral(Decimal(number * factor), None, "min")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789.,%+-/零一二三四五六七八九两十百千万亿几数余多来点分之半又—至到负上个", max_size=12))
def test_any_string_of_number_signs_is_read_or_refused(text):
    numeral = parse_number(text)
    if numeral is not None:
        assert numeral.low.is_finite()
        assert numeral.bound in ("exact", "about", "min", "max")


VAGUE_AND_FIXED = [  # text, low, high, bound, unit: one reason each
    ("三十几万", 300000, None, "min", ""), ("二十几", 20, None, "min", ""), ("十几", 10, None, "min", ""),
    ("几千", 1000, None, "min", ""), ("数百", 100, None, "min", ""), ("数十亿", 10**9, None, "min", ""),
    ("好几百", 100, None, "min", ""), ("百余", 100, None, "min", ""), ("上百", 100, None, "min", ""),
    ("上万", 10000, None, "min", ""), ("50余万", 500000, None, "min", ""), ("一百几十", 110, None, "min", ""),
    ("十多万", 100000, None, "min", ""), ("10万+", 100000, None, "min", ""), ("十来", 10, None, "about", ""),
    ("百", 100, None, "about", ""), ("千亿", 10**11, None, "about", ""), ("百万", 10**6, None, "about", ""),
    ("十", 10, None, "exact", ""), ("十万", 10**5, None, "exact", ""), ("一百", 100, None, "exact", ""),
    ("三四十", 30, 40, "exact", ""), ("七八百", 700, 800, "exact", ""), ("十七八", 17, 18, "exact", ""),
    ("两三", 2, 3, "exact", ""), ("三五", 3, 5, "exact", ""), ("四五千万", 4 * 10**7, 5 * 10**7, "exact", ""),
    ("二百五", 250, None, "exact", ""), ("一万二", 12000, None, "exact", ""), ("三千六", 3600, None, "exact", ""),
    ("两千零五", 2005, None, "exact", ""), ("一百〇八", 108, None, "exact", ""), ("廿五", 25, None, "exact", ""),
    ("2个亿", 2 * 10**8, None, "exact", ""), ("1.2万亿", 12 * 10**11, None, "exact", ""),
    ("一千一百亿", 11 * 10**10, None, "exact", ""), ("三万五千亿", 35 * 10**11, None, "exact", ""),
    ("12000万", 12 * 10**7, None, "exact", ""), ("10000.00万", 10**8, None, "exact", ""),
    ("五至八万", 50000, 80000, "exact", ""), ("100至2万", 100, 20000, "exact", ""),
    ("百分之五至八", 5, 8, "exact", "%"), ("50%—80%", 50, 80, "exact", "%"), ("千分之三", 3, None, "exact", "‰"),
    ("5.02‰", "5.02", None, "exact", "‰"), ("百分之百", 100, None, "exact", "%"), ("百分之二十几", 20, None, "min", "%"),
    ("过半", "0.5", None, "min", ""), ("一半", "0.5", None, "exact", ""), ("半", "0.5", None, "exact", ""),
    ("一又二分之一", "1.5", None, "exact", ""), ("-3.2", "-3.2", None, "exact", ""), ("负三", -3, None, "exact", ""),
    ("零点五", "0.5", None, "exact", ""), ("３．５％", "3.5", None, "exact", "%"), ("２ ０００ 万", 2 * 10**7, None, "exact", ""),
    ("壹仟贰佰万", 12 * 10**6, None, "exact", ""), ("500—1000", 500, 1000, "exact", ""),
]


@pytest.mark.parametrize(("text", "low", "high", "bound", "unit"), VAGUE_AND_FIXED)
def test_numeral_has_its_value_and_bound(text, low, high, bound, unit):
    expected = Numeral(Decimal(str(low)), None if high is None else Decimal(str(high)), bound, unit)
    assert parse_number(text) == expected


@pytest.mark.parametrize("text", ["", "几", "数", "人", "万一失败", "1.5.3", "八—五", "千百", "1/0", "分之一", "点五", "+"])
def test_what_is_no_number_is_refused(text):
    assert parse_number(text) is None


def test_no_float_ever_appears():
    numeral = parse_number("0.1")
    assert isinstance(numeral.low, Decimal)
    assert str(numeral.low + parse_number("0.2").low) == "0.3"


def test_plain_accepts_the_matching_form():
    assert plain(fold("1,234.5%")) == "1,234.5%"
