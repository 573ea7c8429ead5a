"""Whose figure it is when its own sentence names nobody: what stands far off must be told twice, or nobody owns it.  Invented articles."""
from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from articles import claim, claims_of

from kg.extract.claims.phrase import BEFORE_FIGURE
from kg.resolve.claims import ground as ground
from kg.resolve.claims import trust, wholes
from kg.resolve.claims.ground import Topic, told_further

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
    (STATION, "288名", "省运会田径比赛"),  # a paper only tells
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


SAID = Topic(None, "沿江大桥", 3, ground.TAKES_UP, "该桥", "沿江大桥")


@pytest.mark.parametrize(("topic", "reach", "because"), [
    (SAID, "", "该桥 takes up 沿江大桥"),
    (told_further(SAID, ground.OF_LEAD), ground.OF_LEAD, "该桥 takes up 沿江大桥, of the article's lead"),
    (told_further(told_further(SAID, ground.OF_CLAUSE), ground.OF_SENTENCE), ground.OF_SENTENCE, "该桥 takes up 沿江大桥, of a clause before, of a sentence before"),
    (told_further(SAID, "of the article's lead, an event"), "of the article's lead, an event", "该桥 takes up 沿江大桥, of the article's lead, an event"),
    (Topic(None, "中国", 3, ground.IN_SUBJECT, how=(ground.OF_HEADING,), serves=": the country that it serves"), "", "the name in subject position, of the heading above: the country that it serves"),
    (Topic(None, "青石县", 3, ground.POINTED_AT, "全县"), "", "全县 in subject position"),
])
def test_how_far_a_topic_was_told_is_a_field_and_its_reason_says_the_same(topic, reach, because):
    assert (topic.reach, topic.because) == (reach, because)


def test_owners_are_judged_by_fields_never_by_the_words_of_a_reason():
    asked = {path.name for path in Path(ground.__file__).parent.glob("*.py") if path.name != "binding.py"
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute) and node.attr == "because"}
    assert not asked, "a reason is only printed (binding.py): ask for step, said, taken, reach, or a reading's how"


def _owned(step: str, reach: str = "", serves: str = "") -> Topic:
    return Topic("E", "青石", 3, step, how=(reach,) if reach else (), serves=serves)


@pytest.mark.parametrize(("owner", "unlike"), [
    (_owned(ground.HEADLINES_OWN), True),
    (_owned(ground.OFTEN_PRINTED), True),
    (_owned(ground.HEADLINES_OWN, serves=": the place that it serves"), False),
    (_owned(ground.IN_SUBJECT, ground.OF_LEAD), True),
    (_owned(ground.IN_SUBJECT, ground.OF_HEADING), True),
    (_owned(ground.IN_SUBJECT, ground.OF_HEADING, ": the place that it serves"), False),
    (_owned(ground.IN_SUBJECT, ground.OF_SENTENCE), False),
    (_owned(ground.IN_SUBJECT, "of the article's lead, an event"), False),
    (_owned(ground.IN_SUBJECT), False),
])
def test_no_county_far_off_is_so_long(owner, unlike):
    topics = SimpleNamespace(context=SimpleNamespace(entities={"E": SimpleNamespace(type="LOC", subtype="admin")}), cues=SimpleNamespace(of_bodies=("长",), changes=("增长",), of_no_person=(), ages=frozenset(), nation=frozenset(), names=SimpleNamespace(age="年龄")))
    assert trust.is_unlike(owner, "南北长", topics) is unlike
    assert not trust.is_unlike(owner, "拉动投资增长", topics)


@pytest.mark.parametrize(("owner", "unlike"), [
    (_owned(ground.IN_SUBJECT, ground.OF_SENTENCE), True), (_owned(ground.IN_SUBJECT, ground.OF_LEAD), True), (_owned(ground.IN_SUBJECT, ground.OF_CLAUSE), False)])
def test_a_paper_further_back_than_the_clause_only_tells(owner, unlike):
    media = SimpleNamespace(of_media=SimpleNamespace(search=lambda metric: None), of_bodies=(), of_no_person=(), ages=frozenset(), nation=frozenset(), names=SimpleNamespace(age="年龄"))
    assert trust.is_unlike(owner, "人数", SimpleNamespace(context=SimpleNamespace(entities={"E": SimpleNamespace(type="ORG", subtype="media")}), cues=media)) is unlike


@pytest.mark.parametrize(("how", "whole"), [(BEFORE_FIGURE, True), (f"{BEFORE_FIGURE}, and towards what", True), ("the phrase after the figure", False), ("", False)])
def test_a_clause_says_all_of_its_subject_where_its_metric_stands_before_the_figure(how, whole):
    value, words = SimpleNamespace(span=SimpleNamespace(start=6, end=10)), [SimpleNamespace(mention=None, text="跨海段", tag="n"), SimpleNamespace(mention=None, text="长度", tag="n")]
    topics = SimpleNamespace(row=lambda number: words, layout=SimpleNamespace(clauses=[SimpleNamespace(span=SimpleNamespace(end=10))], cues=SimpleNamespace(time_units=())))
    assert trust.is_whole(SimpleNamespace(clause=0, value=value, kind="level", how=how), topics) is whole


@pytest.mark.parametrize(("reach", "tells"), [(ground.OF_HEADING, True), (ground.OF_SENTENCE, False), (ground.OF_LEAD, False)])
def test_a_body_that_a_heading_names_only_tells(reach, tells):
    assert wholes.only_tells(_owned(ground.IN_SUBJECT, reach), SimpleNamespace(layout=SimpleNamespace(places=[], clauses=[]))) is tells


NATION = """出游人数创新高

本报讯（记者 穆清）今年春节，全国景区人气旺。

走进合肥市，游客在合肥市街头合影。合肥市民说，来客不断。

多家公园融合民俗，积极组织表演、市集等活动260余个，某馆门前排起长龙。
"""

WETTEST = """湖北降雨

本报讯（记者 穆清）昨日，湖北省普降大雨。最大降雨量出现在宜昌市，达342毫米。
"""

TWICE = """绥滨县投入3亿元

本报讯（记者 穆清）近年来，萝北县投入3亿元修路。
"""

UNOWNED = """喜看绥滨县变化 投入3亿元修路

本报讯（记者 穆清）绥滨县交通不便。近年来，萝北县投入3亿元修路。
"""

CAR_FAIR = """会展升温

本报讯（记者 穆清）第三届绥化博览会昨日在展馆举行，临江市和宜昌市派队前来。实业型项目占94%。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (NATION, "260余个", "中国"),  # the whole place of the lead, though another name is printed more often
    (WETTEST, "342毫米", "宜昌市"),
    (TWICE, "3亿元", "绥滨县"),  # a headline with a subject of its own keeps it
    (UNOWNED, "3亿元", "萝北县"),
    (CAR_FAIR, "94%", "第三届绥化博览会"),  # whatever names stand between, a thing goes on
])
def test_a_topic_is_asked_for_its_word_and_a_reading_for_its_step(text, value, owner):
    assert claim(text, value).subject_name == owner


HOLIDAY = """出游收入公布

本报讯（记者 穆清）临江市以6亿元居首位。2019年春节七天全国共接待游客3.9亿人次，增长6%。
"""

POLICE = """萝北县破获诈骗案

本报讯（记者 穆清）萝北县对诈骗保持高压态势。近日，萝北县公安局破获一案。

行动中，警方先后抓获诈骗嫌疑人18人。扣押涉案赃款460万元。
"""

BUREAU = """贷款增加

本报讯（记者 穆清）中国人民银行行长罗大有指出，普惠贷款增速较快。国家金融监督管理总局局长穆大方透露，小微企业贷款余额33万亿元。
"""

ZONES = """项目观摩会举行

本报讯（记者 穆清）青石县观摩了红山新材料项目。

临江产业园位于青石镇，规划用地430亩。项目分两期建设，一期投资2.6亿元。
"""

INCLUDES = """引水工程完工

本报讯（记者 穆清）临江引水工程包括全长13公里的石桥渠道疏浚工程，总投资6100万元。工程历时400天。
"""

OFFICE_LEAD = """三名教师获奖

本报讯（记者 穆清）白河公司董事长罗大有走进校园。

一批教师获奖，奖金共9万元。
"""

GRADUATES = """全国高校毕业生就业率达71%

本报讯（记者 穆清）又是一年毕业季。

到民营企业和自主创业的占46%。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (HOLIDAY, "3.9亿人次", "中国"),  # a length of time before 全国
    (HOLIDAY, "6%", "中国"),
    (POLICE, "18人", "萝北县公安局"),
    (POLICE, "460万元", "萝北县公安局"),  # who acts in the sentence before acts for the same body
    (BUREAU, "33万亿元", "中国"),
    (ZONES, "2.6亿元", "临江产业园"),  # what the paragraph is about, not what the one before named
    (INCLUDES, "6100万元", "临江引水工程"),
    (INCLUDES, "400天", "临江引水工程"),
    (OFFICE_LEAD, "9万元", None),
    (GRADUATES, "46%", "中国"),
])
def test_what_a_sentence_is_about_goes_before_what_it_only_names(text, value, owner):
    assert claim(text, value).subject_name == owner


VISITED = """村里变了样

本报讯（记者 穆清）目前，石桥镇柳家村村容整洁。村里投入7万元修路。
"""


def test_what_takes_up_a_name_is_no_new_topic_for_a_time():
    assert "time: none, 目前 is of its own sentence" in claim(VISITED, "7万元").because


@pytest.mark.parametrize(("where", "owner"), [("地处信阳、六安交界", "鹿鸣岭林区"), ("地处川滇交界", "鹿鸣岭林区"), ("从信阳、六安引种", None)])
def test_names_that_say_where_it_lies_are_no_crowd(where, owner):
    text = f"种苗\n\n本报讯（记者 穆清）鹿鸣岭林区{where}，常年多雨。这几年林区给各户分了种苗，栽种黄精4300亩。\n"
    assert claim(text, "4300亩").subject_name == owner
