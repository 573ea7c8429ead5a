"""Whose figure it is when its own sentence names nobody: what stands far off must be told twice, or nobody owns it.  Invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of

MASTHEAD = """甘肃日报
2015年5月20日

果蔬出口增长

本报讯（记者 穆清）1至4月，我省出口果蔬9.3万吨，增长17%。全省冷藏能力达260万吨，其中绥芬河口岸货场代存1.1万吨。
"""

ROUND = """假日旅游红火

江苏：前三天，全省接待游客880万人次，同比增长6.1%。

江西：前三天，全省接待游客610.4万人次，同比增长8.3%。
"""

ZONE = """招商传捷报

本报讯（记者 穆清）笔者从灵璧县循环产业集聚区获悉，今年该区签约项目7个，入驻企业41家。
"""

PARK = """竹木生财

本报讯（记者 穆清）武隆县白马镇竹木加工园区建设总投资约900万元。园区年产竹席26万张。

全县100个蔬菜示范园区发展平稳。园区吸纳1.9万人就业。
"""

WARD = """病房楼启用

本报讯（记者 穆清）近日，白沙卫生院新建病房楼投入使用，该项目今年完成投资640万元。
"""

VILLAGER = """枇杷熟了

本报讯（记者 穆清）走进石桥村，枇杷挂满枝头。村民罗大有说：“今年行情好，我们俩一天能卖三百元。”
"""

CROWD = """抗雪保畅

本报讯（记者 穆清）大雪封山，青石镇交通中断。红山乡、银杉镇相继告急。接到报警后连夜出动7车，徒步5公里赶到。
"""

OTHER_LEAD = """澄迈县改善办学条件

本报讯（记者 穆清）福山镇的孩子们盼来了新校舍。昨天，记者跟着校车走了一趟。

新完小有14个教学班，在校生530人。
"""

UNKNOWN = """网上拍卖受欢迎

本报讯（记者 穆清）泰山区人民法院昨天拍卖一处住宅。该住宅建筑面积96平方米，起拍价41万元。
"""


CHAMBER = """审判提速

本报讯（记者 穆清）今年以来，昌黎县法院民一庭受理案件210件，已审结188件。
"""

ROAD = """路网加密

本报讯（记者 穆清）贵州省高速公路通车里程达8千公里。贵州沿山复线高速公路已完成投资93亿元。
"""

NAMED_AFTER = """快速路推进

本报讯（记者 穆清）环湖东线快速路项目进展顺利。环湖东线快速路全长31公里。
"""

SITE = """园区开工

本报讯（记者 穆清）花都输变电工程去年建成。

粤北建材产业园占地宽广，项目总投资7亿元。
"""

GUESTS = """小镇医院走俏

本报讯（记者 穆清）陵水县人民医院新开了国际门诊，收治的泰国及外籍客人达3千多人次。
"""

REGIMENT = """棉花丰收

本报讯（记者 穆清）农七师一二五团推广良种。该团种植棉花9.6万亩。
"""

EXAMPLE = """校园变大

本报讯（记者 穆清）贵州各地为学校划地。如赤水市第二中学占地面积达85亩。
"""

CHANGED = """书记领路

本报讯（记者 穆清）村支书祝小梅肯干。她将涿鹿县的花椒种植面积由300亩扩大到900亩。
"""

PARTS = """假日旅游旺

本报讯（记者 穆清）宜昌市昨天接待游客7.2万人次。其中滨江公园接待3100人次。游客满意率达98%。
"""

MINISTRY = """渔业增产

本报讯（记者 穆清）农业部加强渔港管理。当月渔船出海6.1万艘。
"""


CENTRE = """新路通车

本报讯（记者 穆清）绥满高速公路起于巴彦县，是国家高速公路网规划的兴安至漠河公路的联络线。该项目概算总投资88亿元。
"""

GARDEN = """项目奠基

本报讯（记者 穆清）最大的奠基项目是总投资30亿元的绥滨海洋生物科技园。该园位于绥滨县西部，规划用地7平方公里。

临江水库总投资5.4亿元，新建中型水利工程一座，新增灌溉面积9400亩。
"""

STATION = """甘肃日报讯 9月20日，省运会田径比赛落幕。

在历时两天的赛事中，288名运动员你追我赶。
"""

TOMB = """定西发现汉墓

定西市近日发现一处汉墓。

墓室保存完好。南北长4.45米。
"""

FAIR = """会展升温

本报讯（记者 穆清）绥化会展有限公司总裁罗大有走进了展厅。今年车展吸引观众60万人次。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (CENTRE, "88亿元", "绥满高速公路"),  # what the sentence is about, not what it says of that
    (GARDEN, "7平方公里", "绥滨海洋生物科技园"),
    (GARDEN, "9400亩", "临江水库"),  # 工程一座 is what was built, no name
    (FAIR, "60万人次", None),  # an office-holder owns nothing a sentence later
    (STATION, "288名", None),  # a paper only tells
    (TOMB, "4.45米", None),  # no city is so long
    (EXAMPLE, "85亩", "赤水市第二中学"),
    (CHANGED, "900亩", "涿鹿县"),
    (PARTS, "3100人次", "滨江公园"),
    (PARTS, "98%", "宜昌市"),
    (MINISTRY, "6.1万艘", "中国"),
    (CHAMBER, "188件", "昌黎县法院民一庭"),
    (ROAD, "8千公里", "贵州省"),
    (ROAD, "93亿元", "贵州沿山复线高速公路"),
    (NAMED_AFTER, "31公里", "环湖东线快速路"),
    (SITE, "7亿元", "粤北建材产业园"),
    (GUESTS, "3千多人次", "陵水县人民医院"),
    (REGIMENT, "9.6万亩", "农七师一二五团"),
    (MASTHEAD, "9.3万吨", "甘肃省"),  # one place elsewhere does not move a province's paper
    (ROUND, "610.4万人次", "江西省"),
    (ROUND, "8.3%", "江西省"),
    (ROUND, "880万人次", "江苏省"),
    (ZONE, "7个", "灵璧县循环产业集聚区"),
    (ZONE, "41家", "灵璧县循环产业集聚区"),
    (PARK, "900万元", "白马镇竹木加工园区"),
    (PARK, "26万张", "白马镇竹木加工园区"),
    (WARD, "640万元", "白沙卫生院新建病房楼"),
    (VILLAGER, "三百元", "罗大有"),
])
def test_an_owner_is_found_by_its_paper_its_paragraph_or_its_class_noun(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize(("text", "value"), [(CROWD, "5公里"), (OTHER_LEAD, "14个"), (OTHER_LEAD, "530人"), (UNKNOWN, "96平方米"), (UNKNOWN, "41万元")])
def test_what_is_told_far_off_and_only_once_owns_nothing(text, value):
    found = claim(text, value)
    assert found.subject_name is None and "subject: nothing names an owner" in found.because


def test_a_counted_kind_of_works_is_taken_up_by_nothing():
    assert "蔬菜示范园区" not in (claim(PARK, "1.9万人").subject_name or "")


def test_a_list_of_owners_ends_with_its_sentence():
    claims = claims_of("本报讯（记者 穆清）柳河、石门两乡受灾，倒房60间。灾后补种玉米2000亩。\n")
    assert [c.subject_name for c in claims if c.value_text == "60间"] == ["柳河、石门"]
    assert all("、" not in (c.subject_name or "") for c in claims if c.value_text == "2000亩")
