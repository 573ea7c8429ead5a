"""The registry of units, and figures with units read by the whole values level."""
from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import RuleError
from kg.export.measures import MULTIPLIERS, QUANTITY_KINDS
from kg.extract.values import quantity, unit_registry
from kg.rules import built_in_rules, run_level
from kg.rules.samples import sheet_of
from kg.units import UnitRegistry

RULESET = built_in_rules()
UNITS = unit_registry(RULESET)


def figures(text: str) -> list[tuple[str, str, str | None, str, str]]:
    """(printed, low, high, unit, bound) of each quantity in a sentence, values level alone."""
    sheet = sheet_of(text, RULESET)
    run_level(RULESET, "values", sheet)
    found = []
    for mention in sheet.visible():
        if mention.label == "Quantity" and mention.attribute("fate", "claim") in ("claim", "quantity"):
            value = quantity(mention, RULESET)
            found.append((mention.text, f"{value.low:f}", None if value.high is None else f"{value.high:f}", value.unit, value.bound))
    return found


@pytest.mark.parametrize(("printed", "dimension", "factor"), [
    ("亩", "area", Fraction(2000, 3)), ("公顷", "area", 10000), ("斤", "mass", Fraction(1, 2)), ("吨", "mass", 1000), ("公里", "length", 1000),
    ("千瓦时", "energy", 3600000), ("兆瓦", "power", 1000000), ("%", "ratio", Fraction(1, 100)), ("％", "ratio", Fraction(1, 100)),
    ("个百分点", "difference of ratios", Fraction(1, 100)), ("年", "duration in months", 12), ("元/吨", "money per mass", Fraction(1, 1000)),
    ("元每平方米", "money per area", 1), ("家", "count of 家", 1)])
def test_unit_has_its_dimension_and_factor(printed, dimension, factor):
    unit = UNITS.find(printed)
    assert (unit.known, unit.dimension, unit.factor) == (True, dimension, Fraction(factor))


def test_percentage_points_are_no_percentages():
    assert UNITS.convert(Decimal(1), "个百分点", "%") is None


def test_units_of_one_dimension_convert_and_others_do_not():
    assert UNITS.convert(Decimal("1.5"), "公顷", "亩") == Decimal("22.5")
    assert UNITS.convert(Decimal(3), "公里", "里") == Decimal(6)
    assert UNITS.convert(Decimal(3), "公里", "公斤") is None


def test_unknown_measure_word_is_kept_as_printed():
    unit = UNITS.find("槲")
    assert (unit.name, unit.known, unit.factor) == ("槲", False, None)


def test_longest_unit_is_split_off():
    assert [form[UNITS.split(form):] for form in ("５００千瓦", "３个百分点", "２０（台）套", "１２０元／吨", "无数")] \
        == ["千瓦", "个百分点", "（台）套", "元／吨", ""]


@pytest.mark.parametrize("factor", ["三分之一", "1/0", "0", "-3"])
def test_factor_that_is_no_number_above_nothing_is_an_error(factor):
    with pytest.raises(RuleError, match="no usable factor"):
        UnitRegistry.of([("尺", {"dimension": "length", "factor": factor})])


def test_multipliers_of_the_linked_data_are_those_of_the_registry():
    kinds = {}
    for word, multiplier in MULTIPLIERS.items():
        if UNITS.find(word).factor is not None:
            kinds.setdefault(QUANTITY_KINDS[word], []).append(Fraction(multiplier) / UNITS.find(word).factor)
    for kind, ratios in kinds.items():  # the registry may count from another base than SI
        assert max(ratios) - min(ratios) < Fraction(1, 10**12) * max(ratios), kind


def test_iris_are_qudt_units():
    for word, index in ((w, i) for i, w in enumerate(RULESET.lists["units"].words)):
        iri = dict(RULESET.lists["units"].attributes(index)).get("qudt", "")
        assert not iri or iri.startswith("http://qudt.org/vocab/unit/"), word


FIGURES = [
    ("全州贷款余额310.52亿元。", [("310.52亿元", "31052000000", None, "元", "exact")]),
    ("约1.5万名观众入场。", [("1.5万名", "15000", None, "名", "about")]),
    ("转移群众340余人。", [("340余人", "340", None, "人", "min")]),
    ("抢修持续了8个多小时。", [("8个多小时", "8", None, "小时", "min")]),
    ("展期两天半。", [("两天半", "2.5", None, "天", "exact")]),
    ("工程历时三年半完工。", [("三年半", "3.5", None, "年", "exact")]),
    ("水深30—60米。", [("30—60米", "30", "60", "米", "exact")]),
    ("合格率达到95%以上。", [("95%", "95", None, "%", "min")]),
    ("损耗率不足2%。", [("2%", "2", None, "%", "max")]),
    ("成本下降0.3个百分点。", [("0.3个百分点", "0.3", None, "个百分点", "exact")]),
    ("抗拉强度提高近3倍。", [("3倍", "3", None, "倍", "about")]),
    ("效率提升了一倍。", [("一倍", "1", None, "倍", "exact")]),
    ("数百名牧民迁入新村。", [("数百名", "100", None, "名", "min")]),
    ("几千公斤青稞入库。", [("几千公斤", "1000", None, "公斤", "min")]),
    ("园里有六个亭子。", [("六个", "6", None, "个", "exact")]),
    ("救援装备15（台）套。", [("15（台）套", "15", None, "（台）套", "exact")]),
    ("占全盟总数的1/6。", [("1/6", "0.1666666666666666666666666667", None, "", "exact")]),
    ("增速位列西北第一。", [("第一", "1", None, "位", "exact")]),
    ("吞吐量居全国首位。", [("首位", "1", None, "位", "exact")]),
    ("节约20万元。", [("20万元", "200000", None, "元", "exact")]),
    ("出勤率、满意率分别达到96%和90.5%以上。", [("96%", "96", None, "%", "min"), ("90.5%", "90.5", None, "%", "min")]),
    ("第二十一届花博会开幕。", []), ("进一步改善营商环境。", []), ("一方有难，八方支援。", []), ("民警24小时值守。", []),
    ("标准GB/T 22080-2016实施。", []), ("实施国企改革三年行动方案。", []), ("打造15分钟便民生活圈。", []), ("一是守住水源。二是修好渠道。", []),
    ("推行“三清一改”。", []), ("2024年5月，列车驶出喀什站。", []), ("今年上半年接待游客增长。", []), ("建起一座牌坊。", []),
    ("作为全国六大茶区之一。", []), ("热线0755-83456789。", []),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_sentence_has_these_figures_and_no_others(text, expected):
    assert figures(text) == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 99999), st.integers(0, 99), st.sampled_from(["", "万", "亿"]), st.sampled_from(["元", "吨", "亩", "公里", "平方米", "户", "人次", "台"]))
def test_any_printed_amount_is_found_whole(number, cents, multiplier, unit):
    printed = f"{number}.{cents:02}{multiplier}{unit}"
    factor = {"": 1, "万": 10**4, "亿": 10**8}[multiplier]
    found = figures(f"共投入{printed}。")
    assert [f[0] for f in found] == [printed]
    assert Decimal(found[0][1]) == Decimal(f"{number}.{cents:02}") * factor
    assert found[0][3] == unit
