"""Numbers of plain sentences, through rules and all: every way of printing one gives its value, unit and bound."""
from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import rules

from kg.extract import extract
from kg.extract.values import value_of
from kg.model import Source
from kg.read import read_source


def numbers(text: str) -> list[tuple[Decimal, Decimal | None, str, str]]:
    """(low, high, unit, bound) of every number expression of a text that has a value."""
    source = Source("plain", text, "utf-8", hashlib.sha256(text.encode()).hexdigest())
    found = extract(read_source(source, None, rules()), rules(), ("words", "names", "values"))
    values = (value_of(m, rules()) for m in found.mentions if m.label in ("Quantity", "Number"))
    return [(v.low, v.high, v.unit, v.bound) for v in values if v is not None]


CASES = [
    ("我有两百三十五块钱", "235", None, "元"), ("行囊重2 千克", "2", None, "千克"), ("买了三千克苹果", "3", None, "千克"), ("装机500千瓦", "500", None, "千瓦"),
    ("六到八公斤", "6", "8", "公斤"), ("1万5千元", "15000", None, "元"), ("攒下三十几万元", "300000", None, "元"), ("观摩两天半", "2.5", None, "天"),
    ("走了2个半小时", "2.5", None, "小时"), ("一又二分之一小时", "1.5", None, "小时"), ("百余人到场", "100", None, "人"), ("好几百人", "100", None, "人"),
    ("近3倍", "3", None, "倍"), ("翻两番", "2", None, "番"), ("10万+人次", "100000", None, "人次"), ("５．０２％", "5.02", None, "%"),
    ("百分之五至八", "5", "8", "%"), ("5%到10%", "5", "10", "%"), ("千分之三", "3", None, "‰"), ("壹佰贰拾元整", "120", None, "元"),
    ("票价$50", "50", None, "美元"), ("标价￥1,200", "1200", None, "元"), ("三块五", "3.5", None, "元"), ("两块五毛", "2.5", None, "元"),
    ("三毛五分", "0.35", None, "元"), ("八分钱", "0.08", None, "元"), ("12元5角", "12.5", None, "元"), ("一米七五", "1.75", None, "米"),
    ("用时2小时18分42秒", "8322", None, "秒"), ("判处三年零六个月", "42", None, "个月"), ("近1小时05分", "65", None, "分钟"), ("三斤六两", "3.6", None, "斤"), ("九成五", "9.5", None, "成"), ("打七五折", "7.5", None, "折"), ("零下5摄氏度", "-5", None, "摄氏度"),
    ("气温-5℃", "-5", None, "℃"), ("限速100公里/小时", "100", None, "公里/小时"), ("三四个人", "3", "4", "个"), ("20至30人", "20", "30", "人"),
    ("80元至120元", "80", "120", "元"), ("零点五米", "0.5", None, "米"), ("种了20亩地", "20", None, "亩"), ("16GB内存", "16", None, "GB"),
    ("5.1级地震", "5.1", None, "级"), ("油条3元一根", "3", None, "元"), ("一个多月", "1", None, "个月"), ("两百来人", "200", None, "人"),
    ("负三点五", "-3.5", None, ""), ("圆周率三点一四", "3.14", None, ""), ("一千零一", "1001", None, ""), ("1,000", "1000", None, ""), ("3.2亿", "320000000", None, ""),
    ("第25届", "25", None, ""), ("第一百二十", "120", None, ""), ("四分之三", "0.75", None, ""),
]


@pytest.mark.parametrize(("text", "low", "high", "unit"), CASES, ids=[row[0] for row in CASES])
def test_number_in_a_plain_text_has_its_value_and_unit(text, low, high, unit):
    assert (Decimal(low), None if high is None else Decimal(high), unit) in [row[:3] for row in numbers(text)]


BOUNDS = [("不得低于18℃", "min"), ("不要超过3天", "max"), ("须在2小时内赶到", "max"), ("约500人", "about"), ("首破9万标箱", "min"), ("亩产过千斤", "min"),
          ("三分之一以上", "min"), ("500人左右", "about"), ("面条5公斤", "exact")]


@pytest.mark.parametrize(("text", "bound"), BOUNDS, ids=[row[0] for row in BOUNDS])
def test_words_round_a_number_bound_it(text, bound):
    assert [row[3] for row in numbers(text)] == [bound]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 99_999_999), st.sampled_from(["元", "公里", "人", "吨", "平方米", "件", "美元", "％", "千瓦"]), st.sampled_from(["{}", "约{}", "{}左右", "共{}"]))
def test_any_whole_number_with_a_unit_is_found_whole(number, unit, frame):
    wanted = Decimal(number)
    for printed in (str(number), f"{number:,}"):
        assert wanted in [row[0] for row in numbers("库里有" + frame.format(printed + unit) + "。")]


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 99), st.integers(1, 99), st.sampled_from(["—", "-", "～", "至", "到"]), st.sampled_from(["公斤", "元", "天", "％"]))
def test_a_range_with_a_unit_keeps_both_ends(low, more, dash, unit):
    assert (Decimal(low), Decimal(low + more)) in [row[:2] for row in numbers(f"每箱{low}{dash}{low + more}{unit}。")]
