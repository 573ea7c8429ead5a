"""Parts and offices of regiments, divisions and farms that are printed without them: 二连, 师党委, 第四管理区."""
from __future__ import annotations

import pytest

from kg.extract import extract
from kg.read import read_text
from kg.resolve import resolve_page
from kg.rules import built_in_rules

RULESET = built_in_rules()


def called(text: str, printed: str) -> set[str]:
    """What an organisation printed so is called in full, wherever it stands."""
    context = resolve_page(extract(read_text(text, "page", "2009", ruleset=RULESET), RULESET), RULESET)
    return {context.name_of(name.entity) for name in context.names if name.type == "ORG" and name.mention.text == printed}


@pytest.mark.parametrize("text, printed, full, why", [
    ("农四师七十三团种了小麦。二连职工马建国说，墒情好。", "二连", "农四师七十三团二连", "the unit named before"),
    ("随着二连职工马建国播完，农四师七十三团小麦播种结束。", "二连", "农四师七十三团二连", "the unit named behind, where none is before"),
    ("农四师七十三团种了小麦。农四师六十二团种了玉米，二连职工马建国说，墒情好。", "二连", "农四师六十二团二连", "the nearest of two"),
    ("农四师七十三团种了小麦。73团二连的地湿。三连职工马建国说，墒情好。", "三连", "农四师七十三团三连", "the longest of a unit's names"),
    ("农四师七十三团按照师党委的部署调整结构。", "师党委", "农四师党委", "an office of the division"),
    ("农四师七十三团种了小麦。团党委要求抓好春灌。", "团党委", "农四师七十三团党委", "an office of the regiment"),
    ("农四师七十三团加工厂开工。七十三团今年种了小麦。", "七十三团", "农四师七十三团", "a unit that is printed in full only inside another name"),
    ("绿川农场场长于海波说，秋收结束。第四管理区种植户马建国说，稻子好。", "第四管理区", "绿川农场第四管理区", "a part of a farm"),
    ("兵团部署春播。二连职工马建国说，墒情好。", "二连", "二连", "the corps has no companies of its own"),
])
def test_a_part_is_called_with_its_unit(text: str, printed: str, full: str, why: str) -> None:
    assert called(text, printed) == {full}, why


def test_a_caption_means_the_part_that_the_page_means_elsewhere() -> None:
    page = "农四师七十三团小麦播种结束\n\n　　本报讯 农四师七十三团小麦播种结束。二连职工马建国说，墒情好。\n\n　　图为二连职工查看墒情。　向东 摄\n"
    assert called(page, "二连") == {"农四师七十三团二连"}
