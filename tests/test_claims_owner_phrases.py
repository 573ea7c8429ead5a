"""Whose figure it is, where the owner is not the name that its phrase begins with; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of

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

LAKE = """白鹭湖新景

本报讯（记者 乔雨）走进柳河县清源纺织有限公司，车间里机器轰鸣。傍晚，市民在白鹭湖边散步。湖面上，柳河县水上运动协会的队员们正在训练。
这片面积达3000亩的水域，曾经无人问津。
"""

COLLEGE = """西北大学1200名学子支教西部

本报讯（记者 韦兰）“项目实施至今，我们共有1200名学子支教西部。”7月21日，西北大学团委志愿者工作部部长赵玉柱介绍。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (LAKE, "3000亩", "白鹭湖"),
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


FRAUD = """徽县公安局返还被骗资金

本报讯（记者 丁原）近日，徽县公安局举行仪式。今年以来，徽县公安局共立诈骗案件141起。
"""

MUSHROOM = """副市长调研企业

本报讯（记者 韦兰）1月5日，副市长赵玉柱来到双禾公司调研。据了解，该公司去年出口创汇7200万美元，征地96亩。赵玉柱对双禾公司表示肯定。
"""

CRANES = """云南腾冲：翡翠之乡新动能

本报讯（记者 沈青）年产玉雕30万件，市场占有率超过七成。记者近日在云南腾冲采访了解到，当地玉雕产业一季度收入8.8亿元。
"""

ORCHARD = """果香满山

本报讯（记者 穆清）太行山下的青山村种植苹果550亩。2019年，临江县绿洲果业公司在凉水村流转土地4000亩，在双塔村、柳桥村流转土地2000亩。公司负责人冯雷说，“目前，已完成投资2.5亿元。”
"""

FAMILY = """苹果熟了

本报讯（记者 乔雨）在凉水村马占山的果园内，妻子赵秀兰正在摘苹果。他介绍说，100亩果园能产苹果10万斤。
"""

HOMES = """棚改提速

本报讯（记者 冯雷）今年，大同市推进保障性安居工程，项目涉及三个区；城镇家庭租赁补贴计划发放16500户。2024年计划改造老旧小区88个。乡贤马占山捐资建楼，建筑面积900平方米。
"""

REGIMENT = """棉花机采

本报讯　新疆兵团种植的棉花陆续采收。第三师是新疆兵团中棉花种植面积最大的单位，去年皮棉产量61万吨。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (FRAUD, "141起", "徽县公安局"), (MUSHROOM, "7200万美元", "双禾公司"), (MUSHROOM, "96亩", "双禾公司"),
    (CRANES, "30万件", "腾冲市"), (CRANES, "8.8亿元", "腾冲市"),
    (ORCHARD, "550亩", "青山村"), (ORCHARD, "2.5亿元", "临江县绿洲果业公司"), (FAMILY, "100亩", "马占山"),
    (HOMES, "16500户", "大同市"), (HOMES, "88个", "大同市"), (HOMES, "900平方米", None), (REGIMENT, "61万吨", "第三师"),
])
def test_who_is_pointed_at_is_looked_for_among_bodies_that_no_rule_knows_and_where_none_is_nobody_owns(text, value, owner):
    assert claim(text, value).subject_name == owner


METRO = """地铁一周年

本报讯（记者 沈青）3月17日，南宁地铁9号线开通一年。南宁地铁9号线南起虎山新区站，北至后村站。线路全长24.4千米，正点率99.9%。
"""

FAIR = """赵玉柱：第二届绿博会总展览面积扩大3万平方米

本报讯（记者 穆清）副局长赵玉柱在会上表示，各地踊跃参加。

企业质量更高。回头率超过七成，展览面积增加14%。进口博览局副局长赵玉柱说，参展商达900家。
"""

COURTS = """法院收案

本报讯（记者 乔雨）河南、广东、江苏3个省人民法院收案数均超50万件，15个人民法院收案超2万件。
"""

BRANCH = """小村大变化

本报讯（记者 丁原）坐落在双塔镇的柳桥小学，共有平房教室40间。近年来，凉水村党支部扎实推进强村工程，去年村集体收入35.8万元。
"""

JUNCTION = """互通完工

本报讯（记者 韦兰）7月26日，由交建集团承建的临双高速柳桥互通及连接线工程通车。该项目工期24个月。其中产业项目投资5亿元、基础设施项目投资2亿元。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (METRO, "24.4千米", "南宁地铁9号线"), (METRO, "99.9%", "南宁地铁9号线"), (FAIR, "3万平方米", "第二届绿博会"), (FAIR, "七成", "第二届绿博会"), (FAIR, "14%", "第二届绿博会"), (FAIR, "900家", "第二届绿博会"), (COURTS, "15个", None),
    (BRANCH, "40间", "柳桥小学"), (BRANCH, "35.8万元", "凉水村"), (JUNCTION, "24个月", "临双高速柳桥互通及连接线工程"),
])
def test_lines_fairs_and_villages_own_what_is_measured_of_them(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_college_owns_what_its_office_says_we_of():
    assert [c.subject_name for c in claims_of(COLLEGE)] == ["西北大学", "西北大学"]


MEMBERS = """沿江两市共建产业园

本报讯（记者 穆清）沧源市举行签约仪式，临江市水务局局长罗大有等7人和2家单位到会。白河电缆、石桥酒厂、柳桥纸业等8家企业联手成立联盟。穆大方、罗二虎和乔三喜3位选手包揽前三名。

沧源地铁1号线东西走向，联系北山站和南河站两大枢纽。

沧源市组成服务队，走访了白河电缆、石桥酒厂等6家企业，其中白河电缆、石桥酒厂等5家企业扩大产能。
"""


@pytest.mark.parametrize(("value", "owner"), [("7人", None), ("2家", None), ("8家", None), ("3位", None), ("6家", "沧源市"), ("5家", "沧源市"), ("两大", "沧源地铁1号线")])
def test_members_own_no_count_of_themselves(value, owner):
    assert claim(MEMBERS, value).subject_name == owner


SENTENCED = """两级法院公开宣判

本报讯（记者 穆清）临江县人民法院昨日开庭。法院判决被告人罗大有犯受贿罪，判处有期徒刑九年，并处罚金20万元；对另案被告人，判处有期徒刑三年。

经济活跃的柳桥镇有8家酒厂。

白河纸业公司占地30亩，3号厂房完工，年产值5000万元。
"""


@pytest.mark.parametrize(("value", "owner"), [("九年", "罗大有"), ("20万元", "罗大有"), ("8家", "柳桥镇"), ("5000万元", "白河纸业公司")])
def test_who_is_sentenced_or_described_owns_the_figure_and_no_part_of_works_owns_the_next(value, owner):
    assert claim(SENTENCED, value).subject_name == owner


OUR_CITY = """我市开工一批重点项目

本报讯（记者 穆清）记者从市发改委获悉，定西市召开推进会，项目总投资27亿元。

集中开工项目中，总投资5亿元以上的项目有21个，包括通渭县酒厂、通渭县学校、通渭县医院等项目。
"""


def test_a_headline_about_all_of_a_place_names_the_owner_of_what_nobody_else_owns():
    found = claim(OUR_CITY, "21个")
    assert found.subject_name == "定西市" and "subject: the headline's own name" in found.because


TALLEST = """赣南脐橙上市

本报讯（记者 沈青）赣州市脐橙面积较大的有信丰县安西镇21万亩、寻乌县18万亩和安远县16万亩。昨日，赣州市委书记郑长河强调要抓好销售。据悉，社会事业及其他项目37个。
"""


@pytest.mark.parametrize(("value", "owner"), [("21万亩", "安西镇"), ("18万亩", "寻乌县")])
def test_a_place_where_much_of_it_is_stands_before_its_own_figure(value, owner):
    found = claim(TALLEST, value)
    assert (found.metric, found.subject_name) == ("脐橙面积", owner)


def test_others_are_nobody_named_before():
    assert claim(TALLEST, "37个").subject_name != "郑长河"


def test_what_one_of_it_is_sold_for_is_a_price_and_the_one_no_figure():
    assert [(found.value_text, found.metric) for found in claims_of("采摘节\n\n本报讯（记者 沈青）9月2日，信丰县的西瓜一斤6元，门票一张30元。\n")] == [("6元", "西瓜每斤价格"), ("30元", "门票每张价格")]
