"""Whose figure it is, where the owner is not the name that its phrase begins with; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim

TRAFFIC = """国庆路面平安

本报讯（记者 丁原）临河高速公路平稳。10月8日，临河市高速交警支队发布数据，临河高速通行车辆31万辆次。
节日期间，高速交警支队共查获违法行为1460起，其中超员7起。
"""

SCHOOL = """乡贤助学

本报讯（记者 韦兰）9月2日，清河中学举行启用仪式，乡贤赵玉柱捐资建教学楼。此次启用的赵玉柱教学楼楼高6层、建筑面积为4200平方米。
"""

RACE = """大河马拉松收官

本报讯（记者 沈青）昨日，甘肃铁流队派出8名选手。甘肃铁流队名次最好的是小将郝建军，首次参赛的他收获第五名。宁夏草原“飞人”马占山列第11位。
"""

RAIN = """雨中的赣鄱

本报讯（记者 穆清）江西全省平均降雨量72.3毫米，其中，新余市113.4毫米、宜春市97.8毫米和抚州市91毫米。游客在九江消费最多，人均620元。
浙江、福建、广东等省份降雨超150毫米，以泰顺县88毫米为最大。
"""

VILLAGES = """大棚里的春天

本报讯（记者 乔雨）柳河县凉水村大棚有30个。同日，柳河县青山村蔬菜合作社里一片忙碌，全村年收入55万元。柳河镇现有生猪养殖基地7个，年出栏12万头。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (TRAFFIC, "1460起", "临河市高速交警支队"), (TRAFFIC, "7起", "临河市高速交警支队"),
    (SCHOOL, "6层", "赵玉柱教学楼"), (SCHOOL, "4200平方米", "赵玉柱教学楼"),
    (RACE, "第五名", "郝建军"), (RACE, "第11位", "马占山"),
    (RAIN, "113.4毫米", "新余市"), (RAIN, "97.8毫米", "宜春市"), (RAIN, "91毫米", "抚州市"), (RAIN, "620元", "九江市"), (RAIN, "150毫米", "浙江省、福建省、广东省"), (RAIN, "88毫米", "泰顺县"),
    (VILLAGES, "30个", "凉水村"), (VILLAGES, "55万元", "青山村"), (VILLAGES, "12万头", "柳河镇"),
])
def test_the_owner_is_the_head_of_its_phrase(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_name_that_something_goes_to_begins_no_item_of_its_own():
    text = "菊花出海\n\n本报讯（记者 冯雷）去年，亳州市出口韩国菊花60吨、日本45吨。\n"
    assert claim(text, "45吨").subject_name == "亳州市"


def test_who_holds_a_post_is_not_the_body_that_the_post_is_at():
    text = "老兵本色\n\n本报讯（记者 冯雷）赵玉柱现任柳河县水务局局长，1990年参军。24年的军旅生涯他没有忘。\n"
    assert claim(text, "24年").subject_name != "柳河县水务局"
