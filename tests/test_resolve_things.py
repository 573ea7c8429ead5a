"""Further classes and typed edges: what things are called, where an edge's arguments stand, who said what."""
from __future__ import annotations

import pytest

from kg.extract import extract
from kg.read import read_text
from kg.resolve import resolve_page
from kg.rules import built_in_rules

RULESET = built_in_rules()


def resolved(text: str):
    page = read_text(text, "page", "2021", ruleset=RULESET)
    return resolve_page(extract(page, RULESET), RULESET)


def edges(text: str, predicate: str) -> list[tuple[str, str]]:
    context = resolved(text)
    return [(context.name_of(r.subject), r.object_name) for r in context.relations if r.predicate == predicate]


@pytest.mark.parametrize("text, kind, name", [
    ("按照GB/T19001—2016建立质量体系。", "Document", "GB/T 19001—2016"),
    ("云南花卉产业年产值超百亿元。", "Industry", "花卉产业"),
    ("福建蓝源新能源有限公司锂电池智能制造项目开工。", "Project", "福建蓝源新能源有限公司锂电池智能制造项目"),
    ("企业入选省级瞪羚企业。", "Honour", "省级瞪羚企业"),
    ("大桥荣获鲁班奖。", "Honour", "鲁班奖"),
    ("第五届中国西部国际丝绸博览会在南充开幕。", "Event", "第五届中国西部国际丝绸博览会"),
])
def test_a_further_class_has_its_type_and_its_name(text, kind, name):
    context = resolved(text)
    assert (kind, name) in {(e.type, e.name) for e in context.entities.values()}


def test_a_firm_inside_the_title_of_a_project_keeps_its_own_mention():
    context = resolved("福建蓝源新能源有限公司锂电池智能制造项目开工。")
    assert [name.form for name in context.names] == ["福建蓝源新能源有限公司"]
    assert "Project" in {name.type for name in context.things}


@pytest.mark.parametrize("text, predicate, edge", [
    ("图为宁夏朔原生物科技股份有限公司工人在车间包装赖氨酸。", "produces", ("宁夏朔原生物科技股份有限公司", "赖氨酸")),
    ("佛山维尚家具公司牵头制定的GB/T35607-2017正式实施。", "issued", ("佛山维尚家具公司", "GB/T 35607-2017")),
    ("同意在宜昌市筹建国家磷化工质检中心。", "located_in", ("国家磷化工质检中心", "宜昌市")),
    ("中国石化投资260亿元建设古雷炼化一体化项目。", "invests", ("中国石化", "古雷炼化一体化项目")),
    ("云南姑娘杨秀梅在全国残疾人运动会上夺得两枚金牌。", "competes_in", ("杨秀梅", "全国残疾人运动会")),
    ("部队经山西省辽县（今左权县）麻田镇转移。", "located_in", ("麻田镇", "辽县")),
    ("谷口村地处清溪镇西南，全村150户。", "located_in", ("谷口村", "清溪镇")),
    ("作为“腾讯”创办人之一的陈秀英设立了奖学金。", "founded", ("陈秀英", "腾讯")),
    ("谷口村成立了天宫蔬菜经济合作社。", "founded", ("谷口村", "天宫蔬菜经济合作社")),
    ("衢州市水务局、衢州市文化局联合举办展览。", "cooperates_with", ("衢州市水务局", "衢州市文化局")),
    ("周建国，男，汉族，1965年3月生，山东聊城人，1987年6月加入中国共产党。", "born_in", ("周建国", "聊城市")),
    ("周建国和妻子李秀英在村里种菜。", "kin_of", ("周建国", "李秀英")),
    ("丽水市第一中学获得“全国文明校园”荣誉称号。", "awarded", ("丽水市第一中学", "全国文明校园")),
    ("全国劳动模范梁志明回到村里。", "awarded", ("梁志明", "全国劳动模范")),
    ("小品《山村来信》获一等奖。", "awarded", ("山村来信", "一等奖")),
    ("大泽山镇葡萄种植面积达2.4万亩。", "produces", ("大泽山镇", "葡萄")),
    ("绵阳海川电子有限公司成立于1993年，位于涪城区。", "located_in", ("绵阳海川电子有限公司", "涪城区")),
])
def test_an_edge_joins_the_named_things(text, predicate, edge):
    assert edge in edges(text, predicate)


def test_all_of_a_list_receive_the_honour_and_who_gives_it_does_not():
    text = "镇江肉联厂、清远机械厂和衢州造纸厂被农业部评为“节水先锋”。"
    assert sorted(edges(text, "awarded")) == [(firm, "节水先锋") for firm in sorted(("镇江肉联厂", "清远机械厂", "衢州造纸厂"))]


def test_an_honour_that_says_of_what_sort_its_bearer_is_goes_to_the_one_of_that_sort_named_last():
    told = "青田县谷口村的路是丽水市水务局帮着修的。村里整治多年，被评为{}。"
    assert sorted(edges(told.format("省级生态村、市先进集体"), "awarded")) == [("谷口村", "市先进集体"), ("谷口村", "省级生态村")]
    assert edges(told.format("卫生城市"), "awarded") == [], "the city is named only in the name of its office"
    assert edges(told.format("全省文明社区"), "awarded") == []


def test_of_a_life_the_time_of_joining_is_told_and_not_that_of_birth():
    relation, = (r for r in resolved("周建国1963年4月生，1988年3月加入中国共产党。").relations if r.predicate == "member_of")
    assert relation.time == "1988-03"


def test_what_is_told_behind_another_name_is_told_of_the_person_first_named():
    text = "李国胜，又名李国强、李国华，江西新余人，1926年加入中国共产党。"
    assert edges(text, "member_of") == [("李国胜", "中国共产党")]


@pytest.mark.parametrize("text, predicate, edge", [
    ("周建国，湖南湘潭人。1931年，周建国结识了李国胜，同年加入中国共产党。", "member_of", ("周建国", "中国共产党")),
    ("周建国，矿工。父亲周大山，是私塾先生。母亲李秀英，也识字。", "kin_of", ("周建国", "李秀英")),
    ("周建国，矿工。\n1911年出生于湖南省湘潭市。", "born_in", ("周建国", "湘潭市")),
    ("记者见到了周建国。\n他1933年出生于湖南省湘潭市。", "born_in", ("周建国", "湘潭市")),
    ("川藏铁路昨日开工。线路起于雅安市，止于林芝市。", "located_in", ("川藏铁路", "林芝市")),
])
def test_a_clause_that_leaves_out_whom_it_tells_of_is_told_of_the_one_meant(text, predicate, edge):
    assert edge in edges(text, predicate)


def test_a_life_is_not_told_of_the_person_whom_another_paragraph_is_about():
    assert edges("周建国，矿工。\n阿旺，牧民，1911年出生于湖南省湘潭市。", "born_in") == []


def test_an_edge_says_where_its_trigger_and_its_arguments_stand():
    text = "重庆江北机械有限公司更名为重庆两江智能装备股份有限公司。"
    relation, = (r for r in resolved(text).relations if r.predicate == "renamed_to")
    words = {name: text[start:end] for name, start, end in relation.spans}
    assert words == {"trigger": "更名为", "subject": "重庆江北机械有限公司", "object": "重庆两江智能装备股份有限公司"}


@pytest.mark.parametrize("text, wanted", [
    ("周建平表示，今年的荔枝早熟一周。", [("周建平", "今年的荔枝早熟一周")]),
    ("“地里的活儿停不下来。”魏建设说。", [("魏建设", "地里的活儿停不下来")]),
    ("据南宁海关统计，前两个月出口水果4.5万吨。", [("南宁海关", "前两个月出口水果4.5万吨")]),
    ("有关专家表示，降雨仍将持续。", []),
])
def test_what_someone_said_is_an_edge_to_the_words(text, wanted):
    assert edges(text, "said") == wanted
