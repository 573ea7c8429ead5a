"""Where the own name of a place begins, told by how its characters read."""
import pytest

from kg.placelike import forget_places, start_of_place
from kg.rules import built_in_rules, run_level
from kg.rules.placed import known_stems
from kg.rules.samples import sheet_of


@pytest.mark.parametrize("text, head, name", [
    ("记者来到汀坡", "派出所", "汀坡"),  # a verb before it
    ("代表们走访了琅坞", "石场", "琅坞"),  # a particle
    ("途经三岔坪", "隧道", "三岔坪"),  # three characters that no word has
    ("位于青岩镇汀坡", "大桥", "汀坡"),  # a town stands before it
    ("他沿着柳", "沟", "柳"),  # one sign before one sign, not 着柳
])
def test_a_name_begins_where_words_end(text, head, name):
    assert text.endswith(name) and start_of_place(text, head).length == len(name)


@pytest.mark.parametrize("text, head", [("来到附近的", "派出所"), ("走上致富", "路"), ("开进村口", "广场"), ("通向铁路", "口岸"), ("会见林海", "峰")])
def test_words_and_people_before_a_class_noun_are_no_place(text, head):
    """村口广场 tells where the square lies, 林海峰 is a person; 琅坞 reads better before any of them."""
    assert start_of_place(text, head).margin < min(-1, start_of_place("途经琅坞", head).margin - 4)


def test_a_class_noun_alone_is_no_name():
    assert start_of_place("", "派出所").length == 0 and start_of_place("汀", "派出所").length == 0


def test_costs_are_worked_out_anew_when_a_list_was_saved():
    before = start_of_place("途经琅坞", "大桥")
    forget_places()
    assert start_of_place("途经琅坞", "大桥") == before


def test_the_own_name_of_a_town_ends_what_a_name_may_take():
    """建设良坪 | 文汀桥 on a page that prints 良坪镇."""
    ruleset = built_in_rules()
    sheet = sheet_of("良坪镇开会。勘察良坪琅坞桥", ruleset)
    run_level(ruleset, "names", sheet)
    assert known_stems(sheet) == frozenset({"良坪"})
    assert "琅坞桥" in [mention.text for mention in sheet.visible()]
