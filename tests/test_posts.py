"""Posts: who holds which post where, in the orders papers use."""
from __future__ import annotations

import pytest

from kg.rules import run_level
from kg.rules.samples import sheet_of


def posts(text: str, ruleset) -> list[tuple[str, str, str]]:
    """(person, post, organisation or place) of every HoldsPost of `text` that names its holder; several are joined by a semicolon."""
    sheet = sheet_of(text, ruleset)
    for level in ("words", "names", "values", "relations"):
        run_level(ruleset, level, sheet)
    found = []
    for mention in sheet.mentions:
        if mention.label == "HoldsPost" and mention.part("who") is not None:
            joined = [";".join(part.text for name, part in mention.parts if name == slot) for slot in ("who", "post", "org")]
            found.append(tuple(joined))
    return found


CASES = [
    ("清华大学校长温建军出席", [("温建军", "校长", "清华大学")], "organisation, post, name"),
    ("中国银行党委委员、副行长区健雄介绍", [("区健雄", "党委委员、副行长", "中国银行")], "posts joined by 、 are one stretch"),
    ("贵州省副省长刘文新率队调研", [("刘文新", "副省长", "贵州省")], "a place and its government"),
    ("揭阳市长陈东表示", [("陈东", "长", "揭阳市")], "place and post share a character"),
    ("该厂质检科科长吴桂英说", [("吴桂英", "该厂质检科科长", "")], "a reference before the post"),
    ("知府李宗仪重修此桥", [("李宗仪", "知府", "")], "a bare historic title"),
    ("清远市作家协会主席、清远市书法家协会理事、清远学院教授林秀川到会", [("林秀川", "主席;理事;教授", "清远市作家协会;清远市书法家协会;清远学院")], "three houses, one name"),
    ("清远市水务局局长林秀川，清远市作家协会主席、清远学院教授梁志明到会",
     [("林秀川", "局长", "清远市水务局"), ("梁志明", "主席;教授", "清远市作家协会;清远学院")], "the posts behind the comma are the next one's"),
    ("林秀川同志任连州市委书记", [("林秀川", "书记", "连州市委")], "同志 between name and office"),
    ("免去林秀川、梁志明的连州市副市长职务", [("林秀川;梁志明", "副市长", "连州市")], "two who leave one post"),
    ("在许世平将军的指挥下渡江", [("许世平", "将军", "")], "title after the name"),
    ("董事长罗玉珍、总经理毛志强到场", [("罗玉珍", "董事长", ""), ("毛志强", "总经理", "")], "two people, a post each"),
    ("副局长温建军、罗玉珍带队检查", [("温建军;罗玉珍", "副局长", "")], "two people share a post"),
    ("郭桂芳担任理事长，社员都信得过", [("郭桂芳", "理事长", "")], "taking office"),
    ("李广田被推选为附近十二个屯“互助会”的会长", [("李广田", "会长", "")], "a long way to the post"),
    ("驻村第一书记苏军带着村民修渠", [("苏军", "驻村第一书记", "")], "the name is also a word"),
    ("车间副主任石建平表示", [("石建平", "车间副主任", "")], "deputy inside"),
    ("二级调研员郝志兰作报告", [("郝志兰", "二级调研员", "")], "a rank"),
    ("原副总经理温建军已退休", [("温建军", "原副总经理", "")], "a former holder"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), CASES, ids=[case[0] for case in CASES])
def test_a_named_person_holds_the_post_as_printed(text, wanted, why, ruleset):
    assert posts(text, ruleset) == wanted, why


@pytest.mark.parametrize("text", [
    "局长接待日改在周五", "会长单位代表参加", "总经理办公会研究决定", "记者温小兰报道", "村民罗玉珍正在摘茶", "书记员培训班开班", "选派50名第一书记到村任职",
    "院长说了算的时代过去了", "校长们表示将加强合作", "厂长负责制",
])
def test_without_a_name_or_without_a_post_there_is_no_role(text, ruleset):
    assert posts(text, ruleset) == []
