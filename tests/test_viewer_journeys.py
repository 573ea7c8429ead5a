"""Ten journeys of a reader, each from a question to the sentence that answers it, and back."""
from __future__ import annotations

import csv

import pytest
from viewing import claim_key, key_of, until, wait_for_card


def test_name_by_keyboard_to_card_to_sentence_to_article_and_back(visit):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("嘉应")
    assert "嘉应学院" in page.locator("#hits .hit").first.inner_text()
    page.keyboard.press("Enter")
    wait_for_card(page, "entity", "嘉应学院")
    assert f"entity={key_of('嘉应学院')}" in page.url
    page.locator("#panel .quote button.from").first.click()
    wait_for_card(page, "article")
    assert page.locator("#panel mark.focus.clause").inner_text() == "嘉应学院"
    page.locator("#panel mark.name", has_text="大埔绿野果业").first.press("Enter")  # another name lies within it
    wait_for_card(page, "entity", "大埔绿野果业有限公司")
    page.go_back()
    wait_for_card(page, "article")
    page.go_back()
    wait_for_card(page, "entity", "嘉应学院")


@pytest.mark.parametrize(("typed", "name"), [("jyxy", "嘉应学院"), ("dabux", "大埔县"), ("yunfushi", "云浮市"), ("zwh", "钟文辉"), ("市农业农村局", "梅州市农业农村局"), ("ou j", "区健")])
def test_pinyin_initials_and_aliases_lead_to_a_name(visit, typed, name):
    page = visit()
    page.fill("#search", typed)
    assert name in page.locator("#hits .hit").first.inner_text()
    page.keyboard.press("Enter")
    wait_for_card(page, "entity", name)
    assert page.locator("#panel .quote mark.focus").first.inner_text() in (name, name.removesuffix("市"), typed)


def test_metric_to_its_figures_to_the_marked_sentence_to_the_article(visit):
    page = visit()
    page.fill("#search", "粮食产量")
    assert page.locator("#hits .group").all_inner_texts()[0].startswith("指标")
    page.keyboard.press("Enter")
    page.wait_for_selector("#view-claims tbody tr")
    assert page.locator("#view-claims tbody tr").count() == 3
    page.locator("#view-claims .row-link").first.click()
    wait_for_card(page, "claim")
    marked = {mark.get_attribute("data-slot"): mark.inner_text() for mark in page.locator(".marked mark[data-slot]").all()}
    assert marked["metric"] == "粮食产量" and marked["value"] == "18.5万吨" and marked["subject"] == "新兴县"
    verdict, reason = page.locator("#panel .verdict"), page.locator("#panel .part:has(h3:text-is('判断依据')) li").first
    assert "不一致 前后所述 粮食产量：一处为185000 吨，一处为195000 吨" in verdict.inner_text() and reason.inner_text() == "主体：主语位置上的名称"
    page.click("#language")
    assert "disagrees told again 粮食产量: 185000 吨 and 195000 吨" in verdict.inner_text()
    assert page.locator("#panel .part:has(h3:text-is('Reasons')) li").first.inner_text() == "subject: the name in subject position"
    page.click("#language")
    page.locator("#panel .marked button.from").click()
    wait_for_card(page, "article")
    page.locator("#panel mark.figure", has_text="18.5万吨").first.click()
    wait_for_card(page, "claim")


def test_words_of_a_sentence_to_all_results_in_groups_to_the_article(visit):
    page = visit()
    page.fill("#search", "运料廊道")
    groups = [group.partition(" ")[0] for group in page.locator("#hits .group").all_inner_texts()]
    assert groups == ["名录", "数据", "原文句子"]
    page.locator("#hits .hit", has_text="全部结果").click()
    page.wait_for_selector("#view-search .found-in")
    assert "q=" in page.url
    assert page.locator("#view-search mark.focus").first.inner_text() == "运料廊道"
    page.locator("#view-search .found-title").first.click()
    wait_for_card(page, "article")
    assert page.locator("#panel mark.focus.clause").inner_text() == "运料廊道"
    page.reload()
    page.wait_for_selector("#view-search .found-in")


def test_deep_link_restores_card_steps_hidden_classes_pins_filters_and_place(visit):
    page = visit(f"view=graph&entity={key_of('大埔县')}")
    page.locator("#panel [data-tool=steps2]").click()
    until(page, "location.hash.includes('steps=2')")
    page.locator("#panel [data-tool=pin]").click()
    page.locator("#legend [data-sort=Claim]").click()
    page.locator("#zoom [data-tool=zoomIn]").click()
    until(page, "/cam=/.test(location.hash) && /off=Claim/.test(location.hash) && /pin=/.test(location.hash)")
    page.wait_for_timeout(400)
    link = page.url.partition("#")[2]
    again = visit(link)
    assert again.locator("#panel h2").inner_text() == "大埔县"
    assert again.locator("#panel [data-tool=steps2]").get_attribute("aria-pressed") == "true"
    assert again.locator("#panel [data-tool=pin]").get_attribute("aria-pressed") == "true"
    assert again.locator("#legend [data-sort=Claim]").get_attribute("aria-pressed") == "false"
    again.wait_for_timeout(400)
    assert again.url.partition("#")[2] == link


def test_figures_narrow_by_class_metric_subject_period_source_modality_and_rule(visit):
    page = visit("view=claims")
    rows = page.locator("#view-claims tbody tr[data-at]")
    assert rows.count() == 17

    def narrowed(word: str, value: str) -> int:
        field = page.locator(f"#view-claims [data-filter={word}]")
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
        count = rows.count()
        assert f"f-{word}=" in page.url
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option("")
        else:
            field.fill("")
        return count

    page.locator("#view-claims .fold-fields").click()
    assert narrowed("type", "ORG") == 4 and narrowed("metric", "石材") == 4 and narrowed("subject", "大埔县") == 1
    assert narrowed("time", "2026") == 1 and narrowed("page", "yunfu-0901.txt") == 9 and narrowed("modality", "target") == 1
    assert narrowed("rule", "subject-metric-value") == 17 and narrowed("kind", "rank") == 1 and narrowed("speaker", "陈国梁") == 1
    page.locator("#view-claims [data-sort-by=value]").click()
    assert "8万吨" in rows.first.inner_text()  # figures that measure the same stand together
    page.locator("#view-claims [data-sort-by=value]").click()
    assert "粮食产量" in rows.first.inner_text()
    page.fill("#view-claims [data-filter=text]", "石材 500")
    with page.expect_download() as download:
        page.locator("#view-claims button", has_text="CSV").click()
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert len(table) == 2 and table[1][:3] == ["云浮市", "石材产值", "500亿元"]
    rows.first.click()
    wait_for_card(page, "claim", "≥500亿元")
    again = visit(page.url.partition("#")[2])
    assert again.locator("#view-claims tbody tr[data-at]").count() == 1


def test_way_between_two_names_is_shown_linked_and_leads_to_the_text(visit):
    page = visit(f"entity={key_of('嘉应学院')}")
    page.locator("#panel [data-tool=findWay]").click()
    page.fill("#search", "广东省")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .way")
    assert page.locator("#panel h2").inner_text() == "嘉应学院"
    chips = page.locator("#panel .way .chip").all_inner_texts()
    assert chips[0] == "嘉应学院" and chips[-1] == "广东省" and len(chips) <= 5
    assert f"to={key_of('广东省')}" in page.url
    again = visit(page.url.partition("#")[2])
    assert again.locator("#panel .way .chip").all_inner_texts() == chips
    again.locator("#panel .way .chip").nth(1).click()
    wait_for_card(again, "article", chips[1])


def test_year_to_month_to_figure_to_evidence(visit):
    page = visit("view=timeline")
    page.locator("#view-timeline [data-bin='2024']").click()
    page.locator("#view-timeline [data-bin='2024-08']").click()
    assert page.locator("#view-timeline .moment h3").all_inner_texts() == ["2024-08"]
    page.locator("#view-timeline .dated-link", has_text="3860家").click()
    wait_for_card(page, "claim", "3860家")
    assert "截至8月底" in page.locator("#panel .quote").first.inner_text()
    assert "f-bin=2024-08" in page.url
    page.locator("#view-timeline .segments button", has_text="任职").click()
    assert "陈国梁" in visit("view=timeline&f-what=roles").locator("#view-timeline .dated").inner_text()


def test_place_on_the_map_to_its_card_to_the_picture(visit):
    page = visit("view=map&region=")
    names = page.locator("#view-map .place-name").all_text_contents()
    assert {"大埔县", "新兴县"} <= set(names)
    page.locator("#view-map .place[aria-label^=大埔县]").focus()
    page.keyboard.press("Enter")
    wait_for_card(page, "entity", "大埔县")
    page.locator("#panel .card-tools .tool", has_text="定位").click()
    page.wait_for_selector("body[data-view=graph]")


def test_report_names_what_was_read_and_left_out_and_leads_to_figures_that_disagree(visit):
    page = visit("view=report")
    text = page.locator("#view-report").inner_text()
    for word in ("meizhou-0912.txt", "broken.txt", "截至8月底", "name-in-list", "数字台账", "不一致", "pypinyin", "MIT"):
        assert word in text
    page.locator("#view-report .verdict .chip").first.click()
    wait_for_card(page, "claim", "18.5万吨")


def test_charts_compare_dates_and_places_and_lead_to_the_figures(visit):
    page = visit(f"entity={key_of('梅州市')}")
    chart = page.locator("#panel .chart")
    assert chart.count() == 1 and chart.locator(".spot").count() == 2
    chart.locator(".spot").first.focus()
    page.keyboard.press("Enter")
    wait_for_card(page, "claim", "55.6万亩")
    assert "489,000" in page.locator("#panel .facts").inner_text()
    bars = visit(f"entity={key_of('云浮市')}").locator("#panel .chart-box .bar-name")
    assert bars.all_inner_texts() == ["云浮市", "新兴县"]


def test_claim_card_tells_printed_and_normalised_value_slots_and_rule(visit):
    page = visit(f"claim={claim_key('500亿元')}")
    facts = page.locator("#panel .facts").inner_text()
    for word in ("500亿元", "50,000,000,000 元", "不少于", "目标", "陈国梁", "subject-metric-value"):
        assert word in facts
    page.goto(page.url.partition("#")[0] + f"#claim={claim_key('55.6万亩')}")
    wait_for_card(page, "claim", "55.6万亩")
    marked = {mark.get_attribute("data-slot"): mark.inner_text() for mark in page.locator(".marked mark[data-slot]").all()}
    assert marked == {"value": "55.6万亩", "metric": "金柚种植面积", "time": "今年上半年", "subject": "梅州市", "speaker": "梅州市农业农村局"}
    page.locator("#panel .rule-link").click()
    page.wait_for_selector("body[data-view=claims]")
    assert "f-rule=subject-metric-value" in page.url


def test_article_printed_twice_and_figure_said_twice_lead_to_the_other_place(visit):
    page = visit(f"claim={claim_key('55.6万亩')}")
    page.locator("#panel .part", has_text="他处又见").locator("button.from").click()
    wait_for_card(page, "article")
    title = page.locator("#panel h2").inner_text()
    again = page.locator("#panel .part", has_text="同稿另载")
    assert "相同" in again.inner_text()
    again.locator(".link").click()
    until(page, "title => document.querySelector('#panel h2').textContent !== title", title)


def test_unknown_keys_in_the_address_are_ignored_and_told(visit):
    page = visit("view=nowhere&entity=__proto__&claim=%3Cscript%3E&cam=a,b,c&steps=9&pin=x&open=y&f-kind=z&region=xx&fold=q")
    assert page.locator("#panel .tile").count() == 4 and page.get_attribute("body", "data-view") == "graph"
    assert page.locator("#panel .asking").inner_text() == "链接所指的内容不在本图中，可能出自另一次构建。"
    page.locator("#panel .chip").first.click()
    wait_for_card(page, "entity")
    page.locator("#panel .close").click()
    until(page, "() => document.querySelector('#panel .tile') && !document.querySelector('#panel .asking')")
