"""The arithmetic of checks under rounding: relations that are true before they are printed never disagree, and a printed figure that
lies beyond what rounding allows always does.

The test works the true values out by itself, in fractions, from the numbers that it invents.
"""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from marked import rules
from test_check import SOURCE

from kg.check import check
from kg.model import Article, Claim, Evidence, Published, Records, Source
from kg.series import connect

HALF = Fraction(1, 2)


def page(*pieces: str | tuple[str, dict]) -> Records:
    """Records of a text made of words and of (printed figure, slots of its claim)."""
    text, claims = "", []
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        printed, slots = piece
        start, text = len(text), text + printed
        claims.append((start, len(text), printed, slots))
    made = []
    for start, end, printed, slots in claims:
        fields = {"upper": None, "bound": "exact", "kind": "level", "direction": None, "baseline": None, "subject": None, "subject_name": "东湖县",
                  "time": "2024-06-30", "modality": "actual", "speaker": None, "speaker_name": None} | slots
        made.append(Claim(id=f"c{start}", evidence=Evidence(SOURCE, "a1", start, end, printed, "test"), value_start=start, value_end=end, value_text=printed, **fields))
    article = Article("a1", SOURCE, "article", None, None, None, (), Published("2024-07"), (), 0, len(text))
    return connect(Records(sources=(Source(SOURCE, text, "utf-8", "0" * 64),), articles=(article,), claims=tuple(made)), rules())


def verdicts(kind: str, found: Records) -> list[str]:
    return [v.verdict for v in check(found, rules()) if v.kind == kind]


def rounded(true: Fraction, places: int) -> Decimal:
    """`true` as print rounds it: half up, to `places` places."""
    return (Decimal(true.numerator * 10**12 // true.denominator) / 10**12).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def money(true: Fraction, places: int, **slots) -> tuple[str, dict]:
    printed = rounded(true, places)
    return f"{printed}亿元", {"value": printed * 10**8, "unit": "元", "metric": "涉农贷款余额"} | slots


def reach(printed: Decimal, places: int) -> tuple[Fraction, Fraction]:
    half = Fraction(1, 2 * 10**places)
    return Fraction(printed) - half, Fraction(printed) + half


AMOUNT = st.fractions(min_value=Fraction(1), max_value=Fraction(5000), max_denominator=100000)
PLACES = st.integers(min_value=1, max_value=3)
SHARE = st.fractions(min_value=Fraction(1, 100), max_value=Fraction(2), max_denominator=10000)


def growth(level: tuple[str, dict], change: tuple[str, dict], rate: Decimal) -> Records:
    way = change[1]["direction"]
    return page("6月末，全县涉农贷款余额", level, "，较年初增加" if way == "up" else "，较年初减少", change, "，增速",
                (f"{rate}%", {"value": rate, "unit": "%", "metric": "涉农贷款余额", "kind": "rate", "direction": way}), "。")


@settings(max_examples=150, deadline=None)
@given(AMOUNT, SHARE, PLACES, PLACES, PLACES, st.booleans())
def test_true_growth_never_disagrees_however_it_is_rounded(base, share, level_places, change_places, rate_places, rises):
    share = share if rises else min(share, Fraction(9, 10))
    change = base * share
    level = base + change if rises else base - change
    assume(rounded(change, change_places) > 0 and rounded(level, level_places) > 0 and rounded(share * 100, rate_places) > 0)
    way = "up" if rises else "down"
    found = growth(money(level, level_places), money(change, change_places, kind="change", direction=way), rounded(share * 100, rate_places))
    assert "disagrees" not in verdicts("level-change-rate", found)


@settings(max_examples=150, deadline=None)
@given(AMOUNT, SHARE, PLACES, PLACES, PLACES, st.booleans(), st.fractions(min_value=Fraction(1, 50), max_value=Fraction(3), max_denominator=1000))
def test_a_rate_beyond_what_rounding_allows_always_disagrees(base, share, level_places, change_places, rate_places, rises, away):
    share = share if rises else min(share, Fraction(9, 10))
    change = base * share
    level = base + change if rises else base - change
    printed_level, printed_change = rounded(level, level_places), rounded(change, change_places)
    assume(printed_level > 0 and printed_change > 0)
    sign = 1 if rises else -1
    (level_low, _), (change_low, change_high) = reach(printed_level, level_places), reach(printed_change, change_places)
    assume(level_low - sign * (change_high if rises else change_low) > 0 and change_low > 0)
    most = change_high / (level_low - sign * change_high)
    assume(level_low - sign * change_high > 0)
    wrong = rounded(most * 100 * (1 + away), rate_places) + Decimal(1).scaleb(-rate_places) * 2
    found = growth(money(level, level_places), money(change, change_places, kind="change", direction="up" if rises else "down"), wrong)
    assert verdicts("level-change-rate", found) == ["disagrees"]


PARTS = ("第一产业增加值", "第二产业增加值", "第三产业增加值")


def sectors(whole: Decimal, parts: list[Decimal]) -> Records:
    pieces: list = ["上半年，全县地区生产总值", (f"{whole}亿元", {"value": whole * 10**8, "unit": "元", "metric": "地区生产总值"}), "。其中，"]
    for name, part in zip(PARTS, parts, strict=True):
        pieces += [name, (f"{part}亿元", {"value": part * 10**8, "unit": "元", "metric": name}), "，"]
    return page(*pieces[:-1], "。")


@settings(max_examples=150, deadline=None)
@given(st.lists(AMOUNT, min_size=3, max_size=3), PLACES, PLACES)
def test_parts_that_make_up_a_whole_never_disagree_however_they_are_rounded(parts, places, whole_places):
    found = sectors(rounded(sum(parts, Fraction(0)), whole_places), [rounded(p, places) for p in parts])
    assert verdicts("parts-whole", found) == ["agrees"]


@settings(max_examples=150, deadline=None)
@given(st.lists(AMOUNT, min_size=3, max_size=3), PLACES, PLACES, st.integers(min_value=0, max_value=2), st.booleans(), st.integers(min_value=1, max_value=1000))
def test_a_part_beyond_what_rounding_allows_always_disagrees(parts, places, whole_places, which, more, ulps):
    whole, printed = rounded(sum(parts, Fraction(0)), whole_places), [rounded(p, places) for p in parts]
    room = 3 * HALF / 10**places + HALF / 10**whole_places  # what rounding of three parts and the whole can hide
    far = room * 2 + Fraction(ulps, 10**places)
    step = Decimal(far.numerator * 10**6 // far.denominator + 1) / 10**6
    printed[which] = (printed[which] + (step if more else -step)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    assume(printed[which] > 0)
    assume(abs(Fraction(sum(printed)) - Fraction(whole)) > room)
    # Two of the three may make up the whole by chance; then the third is read as no part of it.
    assume(all(abs(Fraction(a + b) - Fraction(whole)) > room for a, b in combinations(printed, 2)))
    assert verdicts("parts-whole", sectors(whole, printed)) == ["disagrees"]


def sampled(whole: int, part: int, share: Decimal) -> Records:
    return page("市里抽检食品", (f"{whole}批次", {"value": Decimal(whole), "unit": "批次", "metric": "抽检食品"}), "，合格",
                (f"{part}批次", {"value": Decimal(part), "unit": "批次", "metric": "合格食品"}), "，合格率为",
                (f"{share}%", {"value": share, "unit": "%", "metric": "合格率", "kind": "share"}), "。")


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=2, max_value=5000), st.data(), st.integers(min_value=0, max_value=3))
def test_a_true_share_agrees_and_one_beyond_rounding_disagrees(whole, data, places):
    part = data.draw(st.integers(min_value=1, max_value=whole))
    share = rounded(Fraction(part * 100, whole), places)
    assert verdicts("share", sampled(whole, part, share)) == ["agrees"]
    off = share + Decimal(data.draw(st.sampled_from([-1, 1]))) * Decimal(data.draw(st.integers(min_value=2, max_value=300))).scaleb(-places)
    assume(off > 0)
    assert verdicts("share", sampled(whole, part, off)) == ["disagrees"]


def gains(number: int, mean: Decimal, total: Decimal) -> Records:
    return page("全镇", (f"{number}户", {"value": Decimal(number), "unit": "户", "metric": "农户"}), "参与，户均增收",
                (f"{mean}万元", {"value": mean * 10**4, "unit": "元", "metric": "户均增收", "kind": "change", "direction": "up"}), "，共增收",
                (f"{total}万元", {"value": total * 10**4, "unit": "元", "metric": "增收", "kind": "change", "direction": "up"}), "。")


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=2, max_value=3000), st.fractions(min_value=Fraction(1, 5), max_value=Fraction(20), max_denominator=1000), PLACES, PLACES)
def test_a_true_mean_agrees_and_a_sum_beyond_rounding_disagrees(number, mean, places, total_places):
    printed, total = rounded(mean, places), rounded(mean * number, total_places)
    assume(printed > 0)
    assert verdicts("mean", gains(number, printed, total)) == ["agrees"]
    room = number * HALF / 10**places + HALF / 10**total_places
    wrong = rounded(Fraction(printed) * number + room * 2 + Fraction(1, 10**total_places), total_places)
    assert verdicts("mean", gains(number, printed, wrong)) == ["disagrees"]


def widened(old: Decimal, new: Decimal, rate: Decimal, way: str) -> Records:
    return page("供热面积由", (f"{old}万平方米", {"value": old * 10**4, "unit": "平方米", "metric": "供热面积", "time": "2023"}), "扩大到",
                (f"{new}万平方米", {"value": new * 10**4, "unit": "平方米", "metric": "供热面积"}), "，增长",
                (f"{rate}%", {"value": rate, "unit": "%", "metric": "供热面积", "kind": "rate", "direction": way}), "。")


@settings(max_examples=150, deadline=None)
@given(AMOUNT, st.fractions(min_value=Fraction(1, 100), max_value=Fraction(3), max_denominator=1000), PLACES, PLACES)
def test_from_one_level_to_the_next_true_growth_agrees_and_wrong_growth_disagrees(old, share, places, rate_places):
    new = old * (1 + share)
    first, last, rate = rounded(old, places), rounded(new, places), rounded(share * 100, rate_places)
    assume(first > 0 and rate > 0)
    assert verdicts("from-to", widened(first, last, rate, "up")) == ["agrees"]
    (old_low, _), (_, new_high) = reach(first, places), reach(last, places)
    assume(old_low > 0)
    wrong = rounded((new_high / old_low - 1) * 100 + Fraction(2, 10**rate_places), rate_places)
    # the program divides the difference by the old level, both with their own rounding, so allow for that corner too
    assume(Fraction(wrong) / 100 > (new_high - old_low) / old_low + Fraction(1, 10**rate_places) / 100)
    assert verdicts("from-to", widened(first, last, wrong, "up")) == ["disagrees"]


@settings(max_examples=100, deadline=None)
@given(AMOUNT, SHARE, PLACES, PLACES, st.booleans())
def test_a_level_printed_a_year_before_agrees_with_growth_unless_it_lies_beyond_rounding(base, share, places, before_places, wrong):
    change = base * share
    level = base + change
    before = rounded(base, before_places)
    room = 2 * HALF / 10**places + HALF / 10**before_places
    if wrong:
        before = rounded(Fraction(before) + room * 2 + Fraction(1, 10**before_places), before_places)
    assume(rounded(change, places) > 0 and before > 0)
    found = page("2023年6月末，全县涉农贷款余额", (f"{before}亿元", {"value": before * 10**8, "unit": "元", "metric": "涉农贷款余额", "time": "2023-06-30"}),
                 "。今年6月末，全县涉农贷款余额", money(level, places), "，同比增加", money(change, places, kind="change", direction="up", baseline="同比"), "。")
    assert verdicts("chain", found) == ["disagrees" if wrong else "agrees"]
