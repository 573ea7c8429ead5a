"""Figures over time: names of metrics, links between claims, levels that follow from others, the table and the picture."""
from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from decimal import Decimal

import pytest
from marked import rules
from test_check import claim, records

from kg.cli import main
from kg.errors import RuleError
from kg.model import Records
from kg.series import connect
from kg.series.metrics import Names, metrics
from kg.series.picture import png, svg
from kg.series.points import derived, lines

NAMES = Names.of(rules())


@pytest.mark.parametrize(("printed", "normal"), [
    ("全市实现地区生产总值", "地区生产总值"), ("GDP", "地区生产总值"), ("“专精特新”企业总数", "专精特新企业"), ("外贸出口额", "出口额"),
    ("完成货物吞吐量", "港口货物吞吐量"), ("贷款余额", "贷款余额"), ("完成率", "完成率"),
])
def test_a_metric_has_one_normal_form(printed, normal):
    assert NAMES.normal(printed) == normal


@pytest.mark.parametrize(("narrow", "broad"), [
    ("涉农贷款余额", "贷款余额"), ("贷款余额", "余额"), ("非税收入", "收入"), ("余额", None), ("出口额、进口额", None), ("企业占全部单位比例", None),
])
def test_a_metric_falls_under_the_nearest_broader_one(narrow, broad):
    assert NAMES.broader(narrow, set()) == broad


def test_what_is_not_part_of_the_broader_metric_stays_apart():
    assert NAMES.broader("非税收收入", set()) == "收入"


def test_a_printed_metric_is_broader_than_its_narrower_one():
    text = "全县创新型中小企业120家，其中省级创新型中小企业40家。"
    made = metrics([claim(text, "120家", "120", "家", "创新型中小企业"), claim(text, "40家", "40", "家", "省级创新型中小企业")], NAMES)
    assert {m.name: m.broader for m in made}["省级创新型中小企业"] == "创新型中小企业"


@pytest.mark.parametrize(("table", "hint"), [
    ({"head": ["全市"]}, "did you mean heads"), ({"broad": "余额"}, "write broad"), ({"habits": [{"ends": "年龄", "unit": "岁"}]}, "a habit has"),
    ({"habits": [{"ends": "年龄", "unit": "岁", "least": "9", "most": "1", "sure": "yes", "because": "x"}]}, "write least"),
])
def test_a_table_of_metrics_that_says_nothing_is_refused(table, hint):
    with pytest.raises(RuleError, match=hint):
        Names(table, NAMES.words)


def loans(time: str = "2024-06-30", baseline: str = "较年初") -> Records:
    text = "6月末，全县涉农贷款余额86.40亿元，较年初增长6.40亿元，增速8.00%。"
    return connect(records(text, claim(text, "86.40亿元", "8640000000", "元", "涉农贷款余额", time=time),
                           claim(text, "6.40亿元", "640000000", "元", "涉农贷款余额", "change", nth=1, direction="up", baseline=baseline, time=time),
                           claim(text, "8.00%", "8", "%", "涉农贷款余额", "rate", direction="up", baseline=baseline, time=time)), rules())


def test_change_and_rate_are_linked_to_their_level():
    found = loans()
    level = found.claims[0].id
    assert {(link.kind, link.other) for link in found.links} == {("change-of", level), ("rate-of", level)}


def test_a_level_and_its_change_give_the_level_before():
    by_change = next(made for made in derived(loans(), NAMES) if made.step.kind == "change")
    assert (by_change.time, by_change.value) == ("2023-12-31", Decimal("8000000000"))
    assert by_change.between.low < by_change.value < by_change.between.high


@pytest.mark.parametrize(("time", "baseline", "before"), [
    ("2024-06-30", "较年初", "2023-12-31"), ("2024-01/2024-06", "同比", "2023-01/2023-06"), ("2024", "比上年", "2023"), ("2024-03", "环比", "2024-02"),
    ("2024-01", "环比", "2023-12"), ("2024-06-30", "比去年底", "2023-12-31")])
def test_the_baseline_says_for_when(time, baseline, before):
    assert {made.time for made in derived(loans(time, baseline), NAMES)} == {before}


def test_a_baseline_that_names_no_time_gives_no_level():
    assert derived(loans(baseline="较传统做法"), NAMES) == ()


def test_growth_at_constant_prices_gives_no_earlier_level():
    text = "上半年，全市地区生产总值500亿元，同比增长5.0%。"
    found = connect(records(text, claim(text, "500亿元", "50000000000", "元", "地区生产总值", time="2024-01/2024-06"),
                            claim(text, "5.0%", "5", "%", "地区生产总值", "rate", direction="up", baseline="同比", time="2024-01/2024-06")), rules())
    assert [link.kind for link in found.links] == ["rate-of"] and derived(found, NAMES) == ()


def test_steps_in_points_lead_back_year_by_year():
    text = "今年贷款利率4.20%，在2022年下降0.30个百分点的基础上再下降0.20个百分点。"
    found = connect(records(text, claim(text, "4.20%", "4.2", "%", "贷款利率", time="2023-01/2023-06"),
                            claim(text, "0.30个百分点", "0.3", "个百分点", "贷款利率", "change", direction="down", time="2022"),
                            claim(text, "0.20个百分点", "0.2", "个百分点", "贷款利率", "change", direction="down", time="2023-01/2023-06")), rules())
    assert [(made.time, made.value) for made in derived(found, NAMES)] == [("2022", Decimal("4.4")), ("2021", Decimal("4.7"))]


def test_a_broader_metric_shows_the_lines_under_it_and_a_subject_narrows():
    found = loans()
    assert [line.metric for line in lines(found, "贷款余额", None, rules()) if line.kind == "level"] == ["涉农贷款余额"]
    assert lines(found, "贷款余额", "东湖", rules()) and not lines(found, "贷款余额", "西山县", rules())
    level = next(line for line in lines(found, "贷款余额", "东湖县", rules()) if line.kind == "level")
    assert [(p.time, bool(p.how)) for p in level.points] == [("2023-12-31", True), ("2024-06-30", False)]


def test_a_later_figure_answers_a_target():
    goal_text, fact_text = "东湖县力争到2025年茶园面积达到5万亩。", "2025年，东湖县茶园面积5.2万亩。"
    both = goal_text + "\n" + fact_text
    goal = claim(both, "5万亩", "50000", "亩", "茶园面积", time="2025", modality="target", bound="min")
    fact = claim(both, "5.2万亩", "52000", "亩", "茶园面积", time="2025")
    found = records(both, goal, replace(fact, evidence=replace(fact.evidence, article="a2")))
    assert [(link.kind, link.claim, link.other) for link in found.links] == [("result-of", fact.id, goal.id)]


def test_the_picture_is_well_formed_and_tells_derived_figures():
    text = svg(lines(loans(), "贷款余额", None, rules()))
    root = ElementTree.fromstring(text)
    circles = root.findall("{http://www.w3.org/2000/svg}circle")
    assert [circle.get("fill") for circle in circles] == ["#ffffff", "#14508c"]
    assert "80亿 = 86.4亿 − 6.4亿" in text and text == svg(lines(loans(), "贷款余额", None, rules()))


def test_the_picture_escapes_what_a_page_prints():
    line = lines(loans(), "贷款余额", None, rules())[1]
    ElementTree.fromstring(svg([replace(line, subject="<b>&")]))


def test_a_png_is_a_png():
    assert png(lines(loans(), "贷款余额", None, rules())).startswith(b"\x89PNG")


PAGE = """茶乡日报

贷款送到茶山

本报讯（记者 江晓岚）8月2日，记者从安溪县农业农村局获悉，截至2024年6月末，安溪县涉农贷款余额86.40亿元，较年初增长6.40亿元，增速8.00%。
"""


def test_the_command_prints_draws_and_refuses(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    assert main(["series", "贷款余额", str(page), "--subject", "安溪县", "--plot", str(tmp_path / "s.svg")]) == 0
    printed = capsys.readouterr().out
    assert "80亿  derived: 86.4亿 − 6.4亿" in printed and (tmp_path / "s.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["series", "贷款余额", str(page), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert any(point["derived"] for line in told for point in line["points"])
    assert main(["series", "贷款余额", str(page), "--plot", str(tmp_path / "s.gif")]) == 2
    assert main(["series", "存款余额", str(page)]) == 0 and "贷款余额" in capsys.readouterr().out


YEARS = {"a.txt": """闽山日报　2022年7月20日

安溪县涉农贷款稳步增长

本报讯（记者 江晓岚）7月18日，记者从安溪县农业农村局获悉，截至6月末，安溪县涉农贷款余额70.00亿元，较年初增长5.00亿元。安溪县力争到2024年茶园面积达到12万亩。
""", "b.txt": """闽山日报　2023年7月21日

安溪县金融支农力度加大

本报讯（记者 江晓岚）7月19日，记者从安溪县农业农村局获悉，截至6月末，安溪县涉农贷款余额80.00亿元，同比增长14.3%。
""", "c.txt": """闽山日报　2024年7月22日

安溪县涉农贷款余额86.40亿元

本报讯（记者 江晓岚）7月20日，记者从安溪县农业农村局获悉，截至6月末，全县涉农贷款余额86.40亿元，同比增加8.40亿元。目前，全县茶园面积12.3万亩。
""", "d.txt": """东南晚报　2024年7月23日

本报讯（记者 陈杰）记者昨日从安溪县政府获悉，截至2024年6月末，安溪县涉农贷款余额达84.60亿元。
"""}


def test_one_metric_of_one_county_over_four_pages_is_a_series_that_checks_itself(tmp_path, capsys):
    for name, text in YEARS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    pages = [str(tmp_path / name) for name in YEARS]
    assert main(["series", "贷款余额", *pages, "--subject", "安溪县", "--format", "json"]) == 0
    level = next(line for line in json.loads(capsys.readouterr().out) if line["kind"] == "level")
    told = [(p["time"], p["value"].rstrip("0").rstrip(".") if "." in p["value"] else p["value"], p["derived"]) for p in level["points"]]
    assert [time for time, _, how in told if not how] == ["2022-06-30", "2023-06-30", "2024-06-30", "2024-06-30", "2024-06-30"]
    assert ("2021-12-31", "6500000000", "70亿 − 5亿") in told
    assert main(["check", *pages, "--strict"]) == 1
    said = capsys.readouterr().out
    assert "agrees: chain: 涉农贷款余额: 80亿 ÷ 1.143 = 69.99亿 for 2022-06-30, printed 70.00亿元" in said
    assert "disagrees: chain: 涉农贷款余额: 86.4亿 − 8.4亿 = 78亿 for 2023-06-30, printed 80.00亿元" in said
    assert "disagrees: restated: 涉农贷款余额: 86.40亿元 and 84.60亿元" in said
    assert "agrees: goal: 茶园面积: target 12万亩 by 2024, 12.3万亩 in 2024-07: reached" in said


def test_a_level_that_grew_tenfold_is_not_reckoned_back_to_nothing(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("松江日报　2018年8月1日\n\n本报讯　2018年上半年，金杉建设集团有限公司实现净利润1亿元，同比增长1072.33%。2017年上半年，金杉建设集团有限公司净利润854.54万元。\n", encoding="utf-8")
    assert main(["check", str(page)]) == 0
    assert "1亿 ÷ 11.7233 = 850万 for 2017-01/2017-06" in capsys.readouterr().out
