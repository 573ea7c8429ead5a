"""Whose figure it is in features and stories of projects: works that a phrase describes, parts of them, kinds that are no names; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim

RESERVOIR = """青岩水库获批

本报讯（记者 丁原）青岩水库是一项以供水、灌溉为主，兼顾发电的中型水利工程，坝址在云阳县龙角镇，设计坝高58.3米，总投资9.7亿元。
项目建成后，可解决12个村的用水。
"""

MAKERS = """老厂新生

本报讯（记者 韦兰）由县农机公司兼并原青江县红旗机械厂后组建的红星农机有限公司，原为亏损企业，去年减亏312万元。
以他名字命名的“金穗农机合作社”，经营面积4600亩。
"""

ROAD = """两地通途

本报讯（记者 沈青）泸定至云杉高速公路项目全长83.6公里，概算总投资121亿元。
"""

FUND = """爱心助学

本报讯（记者 沈青）“春苗公益基金”是北京青禾文化公司设立的基金，于2017年设立，并投入初始基金150万元。
共青团云阳县委整合资源，大力实施阳光工程项目，资助学生达2600多人次。
"""

PARK = """园区提速

本报讯（记者 穆清）青江县工业园区完成产值37亿元。全县共引进项目19个。
园区拥有上市公司6家，中国驰名商标13个。
"""

ZONE = """小镇有了园区

本报讯（记者 穆清）大河镇计划在河口村建竹编加工园区。该园区规划分3期开发，第一期为260亩。
"""

VILLAGE = """村里的账本

本报讯（记者 丁原）河口村党委书记王法全却感到，他有一桩心事：“村集体收入达到40万元以后，增速放缓。”
今年61岁的云阳县龙角镇河口村村民赵玉柱是种粮能手。水稻面积38万亩的绥北农场场长李思远介绍，今年收成好。
"""

COOPERATIVE = """泥塘变虾塘

本报讯（记者 韦兰）云阳县龙角镇青禾果蔬专业合作社，是由返乡青年赵玉柱在2009年创立的，吸纳入股社员316户。
湖北金桥集团有限公司中标临江市琅石大桥施工项目，中标价为8.3亿元。
"""

RAILWAY = """两座县城有了火车

本报讯（记者 沈青）文山至蒙自铁路昨日开工。记者获悉，该铁路位于四川省东部，长约98公里。
桂林至湖南永州高速公路西段昨日动工。项目起于青石镇，总投资约64亿元。
"""

QUAKE = """地震之后

本报讯（记者 穆清）东安县前天发生洪水。截至6月9日晚，水利部最新灾情显示，洪水已导致164人死亡。
"""

CATTLE = """牧业向好

本报讯（记者 丁原）大理州牧业稳步发展。二季度末牛存栏72万头，同比增长9.6%，全省排第三位。
其中粮食播种面积210万亩。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (COOPERATIVE, "316户", "云阳县龙角镇青禾果蔬专业合作社"), (COOPERATIVE, "8.3亿元", "琅石大桥施工项目"),
    (RAILWAY, "98公里", "文山至蒙自铁路"), (RAILWAY, "64亿元", "桂林至湖南永州高速公路"),
    (QUAKE, "164人", "东安县"), (CATTLE, "9.6%", "大理州"), (CATTLE, "210万亩", "大理州"),
    (RESERVOIR, "58.3米", "青岩水库"), (RESERVOIR, "9.7亿元", "青岩水库"), (RESERVOIR, "12个", "青岩水库"),
    (MAKERS, "312万元", "红星农机有限公司"), (MAKERS, "4600亩", "金穗农机合作社"),
    (ROAD, "83.6公里", "泸定至云杉高速公路项目"), (ROAD, "121亿元", "泸定至云杉高速公路项目"),
    (FUND, "150万元", "春苗公益基金"), (FUND, "2600多人次", "共青团云阳县委"),
    (PARK, "19个", "青江县"), (PARK, "13个", "青江县工业园区"), (ZONE, "260亩", "竹编加工园区"),
    (VILLAGE, "40万元", "河口村"), (VILLAGE, "61岁", "赵玉柱"), (VILLAGE, "38万亩", "绥北农场"),
])
def test_the_thing_that_a_feature_is_about_owns_its_figures(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_an_area_that_stands_before_its_figure_is_what_is_measured():
    assert claim(VILLAGE, "38万亩").metric == "水稻面积"


def test_a_body_whose_survey_shows_it_says_so_and_the_time_up_to_which_it_counts_holds():
    found = claim(QUAKE, "164人")
    assert found.speaker_name == "水利部" and found.time is not None and found.time.endswith("06-09")
