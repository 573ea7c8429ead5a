"""Parts of regiments and farms that a page tells without the whole: which unit they are of."""
from __future__ import annotations

import pytest

import kg


def names(tmp_path, text: str) -> dict[str, str]:
    """Surface → the name of its entity, for the organisations of a page."""
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    graph = kg.build([tmp_path])
    entity = {entity.id: entity.name for entity in graph.entities if entity.type == "ORG"}
    return {"".join(naming.evidence.quote.split()): entity[naming.entity] for naming in graph.namings if naming.entity in entity}


NEWS = "两个团场备耕忙\n\n　　本报讯（记者 马春生）农三师五十一团抓紧备耕。{one}\n\n　　本报讯（记者 何燕）农六师一〇五团抓紧备耕。{other}\n"


@pytest.mark.parametrize(("said", "surface", "whole"), [
    ("“今年的地整得平。”二连职工马建国说。", "二连", "农三师五十一团二连"),
    ("按照师党委的部署，全团调整种植结构。", "师党委", "农三师党委"),
    ("51团的职工到地里干活去了。", "51团", "农三师五十一团"),
])
def test_a_part_is_of_the_unit_that_its_article_names(tmp_path, said, surface, whole):
    found = names(tmp_path, NEWS.format(one=said, other="种子已经备齐。"))
    assert found[surface] == whole


def test_each_article_has_a_second_company_of_its_own(tmp_path):
    said = "“今年的地整得平。”二连职工{}说。"
    (tmp_path / "page.txt").write_text(NEWS.format(one=said.format("马建国"), other=said.format("何建军")), encoding="utf-8")
    graph = kg.build([tmp_path])
    assert {entity.name for entity in graph.entities if entity.name.endswith("二连")} == {"农三师五十一团二连", "农六师一〇五团二连"}


def test_a_part_of_a_farm_is_called_in_full(tmp_path):
    found = names(tmp_path, "农场备耕\n\n　　本报讯（记者 马春生）黑龙江省绿川农场抓紧备耕，第四管理区种植户马建国购买了两台农机。\n")
    assert found["第四管理区"].endswith("绿川农场第四管理区")


def test_where_no_unit_is_named_the_part_stays_as_printed(tmp_path):
    found = names(tmp_path, "连队备耕\n\n　　本报讯（记者 马春生）“今年的地整得平。”二连职工马建国说，春耕已经开始，大家都在地里忙着。\n")
    assert found.get("二连", "二连") == "二连"
