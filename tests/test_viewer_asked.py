"""What an analyst, an editor and a fact-checker ask of the page: from a question to rows, to the sentence, to what they carry away."""
from __future__ import annotations

import csv
from dataclasses import replace

import pytest
from viewing import claim_key, key_of, told, until, wait_for_card

from kg.export import html


def table_of(download) -> list[dict[str, str]]:
    with open(download.value.path(), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_was_said_of_a_place_and_of_what_lies_within_it(visit):
    page = visit(f"entity={key_of('梅州市')}")
    rows = page.locator("#view-claims tbody tr[data-at]")
    page.locator("#panel .counts button", has_text="项数据").click()
    until(page, "() => document.querySelectorAll('#view-claims tbody tr[data-at]').length === 4")
    assert page.locator("#view-claims .only").inner_text().startswith("只看 梅州市")
    page.locator("#view-claims [data-tool=deep]").click()  # 大埔县 and its firm lie within
    assert rows.count() > 4
    again = visit(page.url.partition("#")[2])
    assert again.locator("#view-claims tbody tr[data-at]").count() == rows.count()
    page.locator("#view-claims .drop").click()
    assert rows.count() == 17
    page.locator("#panel .counts button", has_text="按时间").click()
    page.wait_for_selector("#view-timeline .only")
    assert "云浮" not in page.locator("#view-timeline .moments").inner_text()


def test_keys_go_from_a_card_to_its_rows_and_on_to_their_filters(visit):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("meizhou")
    page.keyboard.press("Enter")
    wait_for_card(page, "entity", "梅州市")
    page.locator("#panel .counts button").first.focus()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.matches('#view-claims .bar-tools')")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.tool") == "deep"
    page.locator("#panel .chip").first.focus()
    page.keyboard.press("Enter")
    until(page, "() => document.activeElement.id === 'panel'")


def test_a_link_to_a_name_of_another_build_shows_no_rows_and_says_why(visit):
    page = visit("view=claims&f-of=0000000000000000")
    assert page.locator("#view-claims tbody tr[data-at]").count() == 0
    assert "另一次构建" in page.locator("#view-claims .only").inner_text() and "少一个条件" in page.locator("#view-claims td.empty").inner_text()


ASKED = {"10亿元": ["500亿元"], "＞1亿元": ["500亿元", "1.2亿元"], "1bn元": ["500亿元"], "1亿-2亿元": ["1.2亿元"], "55000米": ["50—60公里"], "≤10万吨": ["8万吨"],
         "80000000公斤": ["8万吨", "18.5万吨", "19.5万吨", "18.5万吨"], "50%": ["99.5%"], "3x5%": None, "公里": ["50—60公里"], "9光年": []}


def test_figures_are_asked_for_by_size_whatever_their_unit(visit):
    page = visit("view=claims")
    field = page.locator("#view-claims [data-filter=value]")
    for asked, found in ASKED.items():
        field.fill(asked)
        values = [text.lstrip("≠≥≤≈↑↓") for text in page.locator("#view-claims td.col-value").all_inner_texts()]
        assert (field.get_attribute("aria-invalid") == "true") == (found is None), asked
        assert len(values) == 17 if found is None else sorted(values) == sorted(found), asked


def test_figures_sort_by_size_among_those_that_measure_the_same(visit):
    page = visit("view=claims&f-sort=-value")
    values = [text.lstrip("≠≥≤≈↑↓") for text in page.locator("#view-claims td.col-value").all_inner_texts()]
    assert values.index("99.5%") < values.index("四成") < values.index("3.2%") and abs(values.index("99.5%") - values.index("3.2%")) == 2


def test_figures_that_disagree_stand_in_a_table_with_their_sentences_to_take_along(visit):
    page = visit("view=claims")
    page.locator("#view-claims [data-filter=checks]").select_option("disagrees")
    page.locator("#view-claims [data-tool=sentence]").click()
    page.wait_for_selector("#view-claims td.col-sentence")
    assert all("粮食产量" in text for text in page.locator("#view-claims td.col-sentence").all_inner_texts())
    assert page.evaluate("document.activeElement.dataset.tool") == "sentence"
    with page.expect_download() as download:
        page.locator("#view-claims button", has_text="CSV").click()
    table = table_of(download)
    assert [(row["数值"], row["精确值"], row["单位"], row["核对"]) for row in table] == [("18.5万吨", "185000", "吨", "不一致"), ("19.5万吨", "195000", "吨", "不一致")]
    assert all(row["原句"] and row["标题"] == "云浮石材产业提质" and row["行号"].isdecimal() and row["标识"].startswith("https:") for row in table)
    page.evaluate("location.hash = 'view=claims&f-metric=金柚种植面积'")
    until(page, "() => document.querySelectorAll('#view-claims tbody tr[data-at]').length === 4")
    with page.expect_download() as download:
        page.locator("#view-claims button", has_text="CSV").click()
    assert {(row["起"], row["止"]) for row in table_of(download)} == {("2024-01-01", "2024-06-30"), ("2022-01-01", "2022-12-31")}


def test_who_holds_which_post_and_when_that_was_printed(visit):
    page = visit("view=ties")
    page.locator("#view-ties [data-filter=tie]").select_option("holds_post")
    page.fill("#view-ties [data-filter=whom]", "云浮")
    assert page.locator("#view-ties tbody tr[data-at]").count() == 1
    assert page.locator("#view-ties td.col-published").inner_text() == "2024-09-01"
    page.locator("#view-ties .row-link").focus()
    page.keyboard.press("Enter")
    wait_for_card(page, "article", "云浮石材产业提质")
    assert "市长" in page.locator("#panel .focus.clause").inner_text() and page.locator("#view-ties tr.chosen").count() == 1
    page.evaluate("place => { location.hash = place; }", f"entity={key_of('梅州市农业农村局')}")
    page.wait_for_selector("#panel time.printed")
    assert page.locator("#panel time.printed").inner_text() == "2024-09 见报"


def test_a_number_that_is_no_figure_says_why_by_keys(visit):
    page = visit("view=articles&f-page=meizhou-0912.txt")
    page.locator("#view-articles .row-link").first.click()
    wait_for_card(page, "article")
    mark = page.locator("#panel mark.no-figure").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .fate").inner_text() == "不作数据：日期或时间 · 规则 month-day"
    page.keyboard.press("Enter")
    assert page.locator("#panel .fate").count() == 0


def test_several_words_and_wide_digits_are_found(visit):
    page = visit()
    for typed, group, first in (("梅州 面积", "数据", "金柚种植面积"), ("５００亿", "数据", "石材产值 500亿元"), ("罗志 金柚", "原文句子", "罗志"), ("大埔 lvye", "名录", "大埔绿野果业有限公司")):
        page.fill("#search", typed)
        found = page.locator("#hits .hit-group", has_text=group).first
        assert first in found.locator(".hit-text").first.inner_text(), typed


def test_link_and_quotation_are_handed_over(visit):
    page = visit(f"view=claims&claim={claim_key('500亿元')}")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (words) => { document.body.dataset.copied = words; } } })")
    page.locator("#copy-link").click()
    until(page, "() => document.querySelector('#say.shown')")
    assert page.evaluate("document.body.dataset.copied === location.href")
    page.locator("#panel .copy").click()
    until(page, "() => document.body.dataset.copied.startsWith('“')")
    assert page.evaluate("document.body.dataset.copied").endswith("（《云浮石材产业提质》，2024-09-01，区健，yunfu-0901.txt:5）")


def test_paper_shows_the_whole_picture_and_an_open_card_before_its_table(visit):
    page = visit()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    drawing = page.locator("#stage svg.on-paper").bounding_box()
    assert drawing["width"] <= 1280 and not page.locator("#canvas").is_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#stage svg.on-paper").count() == 0
    page.evaluate("place => { location.hash = place; }", f"view=claims&claim={claim_key('55.6万亩')}")
    wait_for_card(page, "claim")
    assert page.locator("#panel").bounding_box()["y"] < page.locator("#view-claims").bounding_box()["y"]


def test_either_script_finds_names_and_sentences_in_either(visit, tmp_path):
    records = told()
    printed = replace(records.sources[0], text=records.sources[0].text + "\n臺灣果農來訪。\n")
    signed = replace(records.articles[0], reporters=("陳國樑",))
    page = visit(path=html.write(replace(records, sources=(printed, *records.sources[1:]), articles=(signed, *records.articles[1:])), tmp_path)[0])
    for typed, group, first in (("廣東", "名录", "广东省"), ("台湾果农", "原文句子", "臺灣果農"), ("臺灣果農", "原文句子", "臺灣果農"), ("guangdong", "名录", "广东省")):
        page.fill("#search", typed)
        assert first in page.locator("#hits .hit-group", has_text=group).first.locator(".hit-text").first.inner_text(), typed
    page.evaluate("location.hash = 'view=claims'")
    page.fill("#view-claims [data-filter=subject]", "大埔縣")
    assert page.locator("#view-claims tbody tr[data-at]").count() > 0
    page.evaluate("location.hash = 'view=articles'")
    page.fill("#view-articles [data-filter=reporters]", "陈国梁")
    assert page.locator("#view-articles td.col-reporters").all_inner_texts() == ["陳國樑"]


def test_what_is_not_said_and_why_a_slot_was_filled_are_asked_for(visit):
    page = visit("view=claims")
    rows = page.locator("#view-claims tbody tr[data-at]")
    page.fill("#view-claims [data-filter=speaker]", "未说明")
    assert 0 < rows.count() < 17 and set(page.locator("#view-claims td.col-speaker").all_inner_texts()) == {""}
    silent = rows.count()
    page.fill("#view-claims [data-filter=speaker]", "已说明")
    assert rows.count() == 17 - silent and "" not in page.locator("#view-claims td.col-speaker").all_inner_texts()
    page.fill("#view-claims [data-filter=speaker]", "")
    page.locator("#view-claims .fold-fields").click()
    page.fill("#view-claims [data-filter=because]", "主语位置")
    assert 0 < rows.count() < 17
    page.evaluate("location.hash = 'view=entities&f-joined=merged'")
    page.wait_for_selector("#view-entities tbody tr[data-at]")
    assert page.locator("#view-entities .row-link").all_inner_texts() == [e.name for e in told().entities if any(r.kind == "merged" for r in e.because)]


def test_the_reckoning_of_a_check_stands_in_its_row(visit):
    page = visit("view=claims")
    page.locator("#view-claims [data-filter=checks]").select_option(label="前后所述")
    page.locator("#view-claims [data-tool=reckoning]").click()
    page.wait_for_selector("#view-claims td.col-reckoning")
    assert all(text == "前后所述 不一致: 粮食产量：一处为185000 吨，一处为195000 吨" for text in page.locator("#view-claims td.col-reckoning").all_inner_texts())
    page.locator("#view-claims .clear").click()
    assert page.locator("#view-claims td.col-reckoning").count() == 17


def test_posts_stand_latest_first_with_the_days_on_which_they_were_printed(visit, tmp_path):
    records = told()
    post = next(r for r in records.roles if r.org == f"https://example.org/kg/entity/{key_of('梅州市农业农村局')}" or r.org and r.org.endswith(key_of("梅州市农业农村局")))
    old = next(a for a in records.articles if a.id == post.evidence.article)
    first = replace(old, id=old.id + "a", published=replace(old.published, value="2021-03"))
    again = replace(post, evidence=replace(post.evidence, article=first.id))
    former = replace(post, person=next(e.id for e in records.entities if e.name == "区健"), evidence=again.evidence)
    page = visit(f"entity={key_of('梅州市农业农村局')}", html.write(replace(records, articles=(first, *records.articles), roles=(former, again, *records.roles)), tmp_path)[0])
    assert page.locator("#panel .post time").all_inner_texts() == ["2021-03 – 2024-09 见报", "2021-03 见报"]


def test_what_else_was_said_of_a_figure_stands_on_its_card_with_its_sentence(visit):
    page = visit(f"view=claims&claim={claim_key('18.5万吨')}")
    beside = page.locator("#panel .part", has_text="同一数据的其他说法")
    assert beside.locator("h3").inner_text() == "同一数据的其他说法 1" and "19.5万吨" in beside.locator(".quote .focus").inner_text()
    beside.locator("button.Claim").click()
    wait_for_card(page, "claim", "19.5万吨")
    page.evaluate("place => { location.hash = place; }", f"view=claims&claim={claim_key('55.6万亩')}")  # another year's figure is another one
    wait_for_card(page, "claim", "55.6万亩")
    assert page.locator("#panel .part", has_text="同一数据的其他说法").count() == 0


def test_a_card_and_its_rows_say_that_figures_are_at_odds(visit):
    page = visit(f"entity={key_of('新兴县')}")
    assert page.locator("#panel .figures .odds").count() == 2
    page.locator("#panel .counts button", has_text="2 项不一致").click()
    until(page, "() => document.querySelectorAll('#view-claims tbody tr[data-at]').length === 2")
    assert page.locator("#view-claims .odds").count() == 2 and "两处" not in page.locator("#view-claims td.col-value").first.inner_text()
    assert "不一致" in page.locator("#view-claims td.col-reckoning").first.inner_text()
    calm = visit(f"entity={key_of('大埔县')}")
    assert calm.locator("#panel .odds").count() == 0 and "不一致" not in calm.locator("#panel .counts").inner_text()


def test_a_goal_is_called_one_wherever_its_column_has_no_room(visit):
    wide = visit("view=claims&f-metric=石材产值")
    assert not wide.locator("#view-claims td .mood").is_visible() and wide.locator("#view-claims td.col-modality").inner_text() == "目标"
    phone = visit("view=claims&f-metric=石材产值", viewport={"width": 390, "height": 844})
    assert phone.locator("#view-claims td.col-value").inner_text().replace("\u2004", "").startswith("目标")
    card = visit(f"entity={key_of('云浮市')}")
    assert card.locator("#panel .figure-value.target .mood").first.inner_text() == "目标"


def test_paper_says_of_every_figure_who_told_it_when_and_where_it_is_printed(visit):
    page = visit("view=claims&f-metric=石材产值", viewport={"width": 718, "height": 1000})
    page.emulate_media(media="print")
    seen = {word: page.locator(f"#view-claims td.col-{word}").inner_text() for word in ("speaker", "published", "page", "time")}
    assert seen == {"speaker": "陈国梁", "published": "2024-09-01", "page": "yunfu-0901.txt", "time": "2026"}
    assert page.locator("#view-claims td .mood").is_visible()
    page.evaluate("location.hash = 'view=claims&f-metric=石材产值&f-reckoning=1'")
    page.wait_for_selector("#view-claims table.telling")
    assert page.locator("#view-claims td.col-page").is_visible()


def test_a_quotation_says_which_day_and_page_and_line(visit):
    page = visit(f"entity={key_of('新兴县')}")
    assert page.locator("#panel .quote .stands").first.inner_text().startswith("2024-09-01 · yunfu-0901.txt:")


@pytest.mark.parametrize(("between", "begins"), [("\n\n", "全年预计新兴县粮食产量"), ("\n\n秋粮稳产丰收\n\n", "新兴县粮食产量")])
def test_a_sentence_goes_on_behind_the_foot_of_a_column_but_not_over_a_heading(visit, tmp_path, between, begins):
    records = told()
    text = records.sources[1].text
    claim = next(c for c in records.claims if c.value_text == "19.5万吨")
    at = text.index("新兴县粮食产量为19.5万吨")
    broken = replace(records.sources[1], text=f"{text[:at]}当地农业部门介绍,今年雨水匀称。据测,全年预计{between}{text[at:]}")
    by = len(broken.text) - len(text)
    moved = replace(claim, evidence=replace(claim.evidence, start=claim.evidence.start + by, end=claim.evidence.end + by), value_start=claim.value_start + by, value_end=claim.value_end + by)
    path = html.write(replace(records, sources=(records.sources[0], broken), claims=(moved,), verdicts=(), namings=(), numbers=(), times=(), roles=(), relations=()), tmp_path)[0]
    page = visit(f"claim={moved.id.rpartition('/')[2]}", path=path)
    assert page.locator("#panel .marked .sentence").inner_text().removeprefix("据测,").startswith(begins)
