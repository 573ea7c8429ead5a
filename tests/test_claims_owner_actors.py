"""Whose figure it is where somebody acts for another, is fined, helps, comes from elsewhere, or a place opens the sentence; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim

COURT = """报假警获刑

本报讯（记者 穆清）清河县人民法院昨日开庭。法院查明，上月5日，马大江酒后报假警。警方随即出动警力310人，搜索了附近山林。

法院以盗窃罪判处李广田有期徒刑2年，缓刑3年。

交警查明违法的是赵春生，对他处以700元罚款。

经查，孙某团伙骗取现金92万元。
"""

FOUND = """走失的羊群

本报讯（记者 乔雨）清河县公安局白马派出所接到求助。民警走了4天山路，找回了羊群。
"""

HELPERS = """驻村记

本报讯（记者 冯雷）岔河村是清河县水利局的联系点，自去年驻村以来，水利局多方筹措资金，修建蓄水池13口。

该局帮扶的清河县柳桥镇大平村，距离县城76公里。

前来支援的高邮市中医院医疗队看在眼里，连夜筹来7台制氧机。

县委书记王大河联系的清河县东坑镇伊湾村现有农户325户。

村里的路通了。服务队开出5张药方。
"""

PLACES = """各地见闻

本报讯（记者 沈青）近年来，清河县大力发展设施农业。在青石镇下洼村，由企业援建的21座大棚已经投产。

清河县的乡村工厂办起来了。走进石岭村，一间厂房里坐着36名绣娘。

9日，白沙水文站水位26.4米。
"""

GUESTS = """洽谈会

本报讯（记者 郑岚）清河县花椒洽谈会昨天举行，日本、泰国等国的客商参展，当天成交3亿元。
"""

WORKS = """园区

本报讯（记者 丁原）北岭健康小镇项目占地810亩。金谷现代农业园区总投资2.3亿元，项目利用荒坡发展养殖，建成后将带动610户农户增收。
"""

TYPHOON = """台风

本报讯（记者 汪洋）台风昨日在台湾花莲登陆，随后直奔浙江。省防指启动响应，全省1.2万艘渔船回港。
"""

HOME = """养牛户

本报讯（记者 韦兰）青石镇的养牛户马全福告诉记者：“三年前，家里一年收入才6100元。”
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (COURT, "310人", "警方"), (COURT, "3年", "李广田"), (COURT, "700元", "赵春生"), (COURT, "92万元", "孙某团伙"), (FOUND, "4天", "清河县公安局白马派出所"),
    (HELPERS, "13口", "清河县水利局"), (HELPERS, "76公里", "大平村"), (HELPERS, "7台", "高邮市中医院医疗队"), (HELPERS, "325户", "伊湾村"), (HELPERS, "5张", "服务队"),
    (PLACES, "21座", "下洼村"), (PLACES, "36名", "石岭村"), (PLACES, "26.4米", "白沙水文站"),
    (GUESTS, "3亿元", "清河县花椒洽谈会"), (WORKS, "610户", "金谷现代农业园区"), (TYPHOON, "1.2万艘", "浙江省"), (HOME, "6100元", "马全福"),
])
def test_the_owner_is_who_acts_or_is_meant_not_who_stands_nearest(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_place_owns_the_travellers_that_are_measured_there():
    assert claim("旅客\n\n本报讯（记者 丁原）新疆各口岸验放旅客近9.7万人次。\n", "9.7万人次").subject_name == "新疆维吾尔自治区"


PORTS = """口岸

本报讯（记者 冯雷）在珠江市，每天经横石口岸输往境外的蔬菜约130辆次、420吨。

如今，内地供应的鲜花已占澳门市场份额的88%，盆景占70%以上。

昨日，人民广场锣鼓喧天，清河县在这里送新兵启程。来自全县27个乡镇的106名新兵登车出发。

清河县委提出：今后每年新栽核桃19万亩。

柳州跑者丁小春提前3个月开始训练。

走进石岭村办公楼，一楼坐着37名绣娘。

柳州市投资6000万元建成污水处理厂。该厂服务人口8.3万人。

第五届冰灯节昨日闭幕，共接待游客91万人次。
"""


@pytest.mark.parametrize(("value", "owner"), [("130辆次", "横石口岸"), ("420吨", "横石口岸"), ("88%", "澳门"), ("70%", "澳门"), ("27个", "清河县"), ("106名", "清河县"), ("19万亩", "清河县"),
                                              ("3个月", "丁小春"), ("37名", "石岭村"), ("8.3万人", "污水处理厂"), ("91万人次", "第五届冰灯节")])
def test_the_owner_is_what_all_goes_through_or_who_is_meant(value, owner):
    assert claim(PORTS, value).subject_name == owner


SPEAKERS = """谁说的

本报讯（记者 乔雨）清河县人民法院昨日开庭。法院经审理认为，韦某犯诈骗罪，判处有期徒刑6年。

清河县水务局昨日召开座谈会，到会40人。该局介绍，全县有机井9100眼。

清河县中心汽车站负责人介绍，平日每天发车45班。

茶产业专班提供的数据显示，茶园有2.2万亩。

种植户马大江的老家在清河县。“种谷子全看天，一亩收210斤，还不够吃。”

清河水库满了。水库管理所所长韦兰介绍，水库去年蓄水3亿立方米。目前水库有闸门5座。
"""


@pytest.mark.parametrize(("value", "speaker"), [("6年", "清河县人民法院"), ("9100眼", "清河县水务局"), ("45班", "清河县中心汽车站"), ("2.2万亩", "茶产业专班"), ("210斤", "马大江"), ("5座", "韦兰"), ("40人", None)])
def test_the_speaker_is_the_body_named_before_or_the_only_person(value, speaker):
    assert claim(SPEAKERS, value).speaker_name == speaker


THINGS = """见闻

本报讯（记者 丁原）“这棵古槐有830年树龄。”洪洞县贾村村支书贾德旺说。

记者在清河县看到，总投资9.8亿元的体育馆已经封顶，可容纳观众1.3万人。

沪昆高铁贵阳至昆明段昨日开通，全长464公里。

清河县旭日机械厂和临江大学签订协议。厂方投入设备价值810万元。
"""


@pytest.mark.parametrize(("value", "owner"), [("830年", "古槐"), ("9.8亿元", "体育馆"), ("1.3万人", "体育馆"), ("464公里", "沪昆高铁贵阳至昆明段"), ("810万元", "清河县旭日机械厂")])
def test_the_owner_is_the_thing_itself(value, owner):
    assert claim(THINGS, value).subject_name == owner


PEOPLE = """善举

本报讯（记者 沈青）清河县青石镇南马坊村村民王玉兰患病，全村人捐款5.9万元。

花垣县十八洞小学教师石兰英建议增加津贴。她所在的学校只有6名教师。
"""


@pytest.mark.parametrize(("value", "owner"), [("5.9万元", "南马坊村"), ("6名", "花垣县十八洞小学")])
def test_the_owner_is_all_of_the_village_or_the_house_where_somebody_works(value, owner):
    assert claim(PEOPLE, value).subject_name == owner


def test_who_is_to_be_paid_owns_no_sum_that_another_pays():
    assert claim("判决\n\n本报讯（记者 汪洋）清河县人民法院一审判决：被告物流公司赔偿原告周某医疗费等共计8.7万元。\n", "8.7万元").subject_name != "周某"


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("陈国梁，沁河泵阀有限公司高级技师，中共党员，完成技术革新43项。", "43项", "陈国梁"),
    ("赵红梅，大连市中心医院护士长，护理病人9100人次。", "9100人次", "赵红梅"),
    ("大连红星机械有限公司，大连市重点企业，去年产值3.1亿元。", "3.1亿元", "大连红星机械有限公司"),
])
def test_who_is_described_behind_a_name_alone_owns_what_follows(text, value, owner):
    assert claim(f"风采\n\n{text}\n", value).subject_name == owner
