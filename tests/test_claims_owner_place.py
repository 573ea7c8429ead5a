"""Whose figure it is, where only the paper's name, the shape of a name or nothing at all tells the place: claims of whole invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of

PROVINCE = """山西日报
2013年4月30日

陶瓷出口增长

记者从省商务厅获悉，一季度我省陶瓷出口总值3.6亿美元，同比增长21.4%。其中，临汾华石陶瓷有限公司出口增长42%。二季度我省出口有望再增9%。
"""

COUNTY = """西丰日报
2021年7月18日

民生支出过半

今年上半年，全县一般公共预算支出完成36.2亿元，占年度预算的61%。
"""

UNTOLD = """中药材成了摇钱树

本报讯（记者 韦兰）全县种植黄芪6.3万亩，产值达2.4亿元。清源药材合作社负责人韦大海说，行情还会好。
"""

TOWN = """养羊致富

本报讯（记者 乔雨）走进静宁县柳桥镇王庄村肉羊养殖场，羊群正在吃草。依托养殖场，全镇羊存栏达7600只。
"""

NATION = """麻类丰收

本报讯（记者 苗青）我国重要亚麻产地黑龙江省今年亚麻总产量再创新高，达到38万吨。
"""

ROAD = """高速公路建设提速

本报讯（记者 丁原）据龙琅高速公路有限公司介绍，龙琅高速公路已架通桥梁37座，贯通隧洞12座。
"""

SESSION = """省运会落幕

本报讯（记者 丁原）8月21日，四川省第十四届运动会完成所有比赛。本届运动会共设30个大项、337个小项。
"""

WARD = """市人民医院病房楼封顶

本报讯（记者 沈青）12月19日，遂宁市人民医院病房楼顺利封顶。病房楼共12层，建筑面积1.8万平方米。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (PROVINCE, "3.6亿美元", "山西省"), (PROVINCE, "21.4%", "山西省"), (PROVINCE, "42%", "临汾华石陶瓷有限公司"), (PROVINCE, "9%", "山西省"),
    (COUNTY, "36.2亿元", "西丰县"), (COUNTY, "61%", "西丰县"),
    (TOWN, "7600只", "柳桥镇"), (NATION, "38万吨", "黑龙江省"), (ROAD, "37座", "龙琅高速公路"),
    (SESSION, "30个", "四川省第十四届运动会"), (WARD, "12层", "遂宁市人民医院病房楼"), (WARD, "1.8万平方米", "遂宁市人民医院病房楼"),
])
def test_a_place_is_known_from_the_paper_and_a_name_is_taken_whole(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_county_that_the_page_does_not_tell_is_nobody_else():
    assert [(found.value_text, found.subject_name) for found in claims_of(UNTOLD)] == [("6.3万亩", None), ("2.4亿元", None)]
