"""Figures as wire, market and sports pages print them; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of
from marked import findings, rules

from kg.extract.claims import read

METRICS = [
    ("江东轴承公司每股收益<0.14元>。", ["每股收益"], "an income is no thing that has a price"),
    ("十二月份黄金每盎司收于<381美元>。", ["每盎司十二月份黄金"], "收于 only leads to the price"),
    ("期铜收盘报每吨<2415美元>。", ["每吨期铜价格"], "收盘报 only leads to the price"),
    ("上涨股票<278只>，下跌<31只>，平盘<12只>。", ["上涨股票", "下跌股票", "平盘股票"], "so many that fell are a count of their own"),
    ("一辆客车翻入江中，死<29人>，伤<14人>。", ["死亡人数", "受伤人数"], "what befell those counted"),
    ("海鹰队积<17分>。", ["得分"], "points won"),
    ("代表队以14枚金牌、<11枚>铜牌名列奖牌榜第一。", ["铜牌"], "where they stand is no part of what is counted"),
    ("这一项目历时<14个月>。", ["项目时长"], "项目 is not cut in two"),
    ("兰州　晴　<19℃>。", ["气温"], "a table of weather names no noun"),
]


@pytest.mark.parametrize(("sentence", "metrics", "because"), METRICS)
def test_metric_of_a_market_a_match_or_an_accident_is_what_a_reader_would_call_it(sentence, metrics, because):
    assert [reading.metric for reading in read(findings(sentence), rules()) if reading.metric][-len(metrics):] == metrics, because


CASES = """卫生部门通报疫情

新华社北京电　截至5月18日，全国内地共报告病例3106例。当日新增病例203例，其中北京96例、山西37例、广东12例。新增死亡8例，其中北京7例、天津1例。
"""


@pytest.mark.parametrize(("value", "owner"), [("203例", "中国"), ("12例", "广东省"), ("8例", "中国")])
def test_a_part_told_with_of_which_lends_the_next_sentence_no_owner(value, owner):
    assert claim(CASES, value).subject_name == owner


SATELLITE = """资源卫星发射成功

新华社太原5月19日电　我国自行研制的资源卫星在太原卫星发射中心发射成功。这颗卫星设计寿命两年，地面分辨率达3米。
"""


@pytest.mark.parametrize("value", ["两年", "3米"])
def test_what_only_a_thing_measures_is_never_a_countrys(value):
    assert claim(SATELLITE, value).subject_name != "中国"


def test_nobody_dies_at_an_age_but_a_person():
    assert [found.subject_name for found in claims_of("剧作家百年诞辰\n\n新华社北京5月19日电　北京南风剧社昨日演出。剧作家1968年12月在北京逝世，终年70岁。\n") if found.value_text == "70岁"] == [None]


def test_a_rate_in_a_table_of_currencies_takes_no_unit_of_the_next_one():
    assert [found.value_text for found in claims_of("外汇牌价\n\n中国银行5月19日牌价：美元100=859.80　日元100000=8588.00　港币100=111.27\n")] == []


def test_a_price_and_its_change_beside_it_are_no_lower_bound():
    assert [found.value_text for found in claims_of("股票行情\n\n江东百货　12.80　+1.95　182340\n")] == []


UNNAMED = """公司裁员

路透社旧金山5月18日电　宝华公司首席执行官赫德表示，公司将裁员1.45万人。分析师此前预期裁员规模为2万人。
"""


def test_what_analysts_expect_is_not_said_by_him_who_spoke_before():
    assert claim(UNNAMED, "1.45万人").speaker_name == "赫德"
    assert claim(UNNAMED, "2万人").speaker_name is None
