"""Whose figure it is, where the owner is in no list of names: houses, lines, products, bodies met; claims of whole invented articles."""
from __future__ import annotations

import pytest
from test_claims_bound import claim

REGISTRY = """结婚登记迎小高峰

本报讯（记者 乔雨）5月20日，记者从太原市民政局获悉，太原市当天办理结婚登记1260对。不动产登记处提前2小时上班，加开窗口8个。

记者随后来到候鸟式服务站。检修车间主任郝建军说，设备都已查过。去年该车间检修效率提高了三成，返修率降到0.6%。
"""

LINE = """特高压送电再创新高

本报讯（记者 丁原）灵州—绍兴±800千伏特高压直流输电工程一季度送电118亿千瓦时，其中新能源电量占三成。自投运以来，该工程累计送电4300亿千瓦时。
"""

WARD = """新大楼启用

本报讯（记者 苗青）5月8日，宝鸡市第二人民医院门诊大楼启用。大楼共9层，设诊室120间。二期厂房正在封顶，总投资6800万元。
"""

DEPUTIES = """换届选举结束

本报讯（记者 齐勒）国家重视基层。全市共选出县区人大代表1743名、凉水乡镇人大代表3012名。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (REGISTRY, "1260对", "太原市"), (REGISTRY, "2小时", "不动产登记处"), (REGISTRY, "8个", "不动产登记处"), (REGISTRY, "三成", "检修车间"), (REGISTRY, "0.6%", "检修车间"),
    (LINE, "118亿千瓦时", "灵州—绍兴±800千伏特高压直流输电工程"), (LINE, "4300亿千瓦时", "灵州—绍兴±800千伏特高压直流输电工程"),
    (WARD, "9层", "宝鸡市第二人民医院门诊大楼"), (WARD, "120间", "宝鸡市第二人民医院门诊大楼"), (WARD, "6800万元", "二期厂房"),
])
def test_a_house_or_line_that_no_list_names_owns_its_figures_and_is_taken_up_again(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_word_of_surname_and_house_is_no_family_and_a_town_in_a_list_no_owner():
    assert claim(DEPUTIES, "3012名").subject_name not in ("国家", "凉水乡")
