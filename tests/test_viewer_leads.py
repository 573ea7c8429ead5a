"""Where a reader of the page would once have stood before a wall: each count leads to what it counts, each answer to its sentence."""
from __future__ import annotations

from dataclasses import replace

from viewing import key_of, told, until, wait_for_card

from kg.export import html
from kg.model import Note, Place, Repeat


def test_which_firms_are_named_with_a_place_and_in_which_articles(visit):
    page = visit(f"entity={key_of('梅州市')}")
    page.locator("#panel .counts button", has_text="个名称").click()
    page.wait_for_selector("#view-entities td.col-together")
    assert page.locator("#view-entities .only").inner_text().startswith("同篇提到 梅州市") and "梅州市" not in page.locator("#view-entities .row-link").all_inner_texts()
    page.locator("#view-entities [data-filter=subtype]").select_option("company")
    assert page.locator("#view-entities .row-link").all_inner_texts() == ["大埔绿野果业有限公司"]
    page.locator("#view-entities td.col-together button").click()
    page.wait_for_selector("#view-articles tbody tr[data-at]")
    assert [text.rstrip("×").strip() for text in page.locator("#view-articles .only").all_inner_texts()][-1] == "并提到 大埔绿野果业有限公司"
    assert page.locator("#view-articles tbody tr[data-at]").count() == 1
    page.locator("#view-articles .drop").last.click()
    until(page, "() => !location.hash.includes('f-with=')")


def test_what_grew_against_what(visit):
    page = visit("view=claims&f-baseline=同比&f-direction=up")
    found = page.locator("#view-claims td.col-value").all_inner_texts()
    assert sorted(found) == sorted("↑" + c.value_text for c in told().claims if c.baseline == "同比" and c.direction == "up") != []


def test_a_post_is_found_by_its_words_with_or_without_its_house(visit):
    page = visit()
    for typed in ("云浮市市长", "市长 云浮", "雲浮市長"):
        page.fill("#search", typed)
        assert page.locator("#hits .hit-group", has_text="任职").locator(".hit-text").all_inner_texts() == ["云浮市市长 陈国梁"], typed
    page.fill("#search", "云浮")  # a house alone asks for no post
    assert page.locator("#hits .hit-group", has_text="任职").count() == 0
    page.evaluate("location.hash = 'view=search&q=市长'")
    page.wait_for_selector("#view-search .part")
    page.locator("#view-search .part", has_text="任职").locator("button.link").first.click()
    page.wait_for_selector("body[data-card=entity]")


def test_the_report_leads_to_what_it_counts(visit):
    page = visit("view=report")
    page.locator("#view-report .bars button", has_text="日期").click()
    until(page, "() => location.hash.includes('f-fate=date')")
    quote = page.locator("#view-report .quote").first
    assert quote.locator("mark.focus").inner_text() and "month" in quote.locator(".rule").inner_text()
    quote.locator(".from").click()
    wait_for_card(page, "article")
    page.locator("#view-report .bars button", has_text="不一致").click()
    page.wait_for_selector("#view-claims td.col-reckoning")
    assert page.locator("#view-claims tbody tr[data-at]").count() == 2
    page.locator("#tab-report").click()
    page.locator("#view-report .tile", has_text="人物").click()
    assert set(page.locator("#view-entities td.col-type").all_inner_texts()) == {"人物"}


def test_a_report_on_many_pages_begins_with_a_few_and_tells_a_shared_note_once(visit, tmp_path):
    records = told()
    many = tuple(replace(records.sources[0], name=f"page-{at:03}.txt", text="空。") for at in range(300))
    notes = tuple(Note("date", page.name, "no publication date could be read from the page; give --published") for page in many)
    page = visit("view=report", html.write(replace(records, sources=records.sources + many, notes=records.notes + notes), tmp_path)[0])
    assert page.locator("#view-report tbody tr").count() == 20
    assert page.locator("#view-report .note").count() == len(records.notes) + 1
    shared = page.locator("#view-report .note", has_text="300 个版面")
    shared.locator("summary").click()
    assert "page-299.txt" in shared.inner_text()
    page.locator("#view-report .sheet", has_text="再显示").locator(".more").first.click()
    assert page.locator("#view-report tbody tr").count() == 220


def test_a_check_of_words_that_are_no_figure_shows_its_sentence(visit, tmp_path):
    records = told()
    naming = records.namings[0]
    verdict = replace(records.verdicts[0], kind="list-count", claims=(), evidence=(naming.evidence,))
    page = visit("view=report", html.write(replace(records, verdicts=(verdict,)), tmp_path)[0])
    shown = page.locator("#view-report .verdict")
    assert shown.locator("mark.focus").inner_text() == next(s for s in records.sources if s.name == naming.evidence.source).text[naming.evidence.start:naming.evidence.end]
    shown.locator(".from").click()
    wait_for_card(page, "article")


def test_paper_says_by_what_a_table_is_narrowed_and_how_much_is_left_out(visit, tmp_path):
    records = told()
    many = tuple(replace(records.claims[0], id=f"{records.claims[0].id}x{at}") for at in range(300))
    page = visit("view=claims&f-modality=actual&f-text=梅州", html.write(replace(records, claims=records.claims + many), tmp_path)[0])
    assert not page.locator("#view-claims .paper-only").first.is_visible()
    page.emulate_media(media="print")
    told_on_paper = page.locator("#view-claims .paper-only").all_inner_texts()
    assert "筛选文字: 梅州" in told_on_paper[0] and "实际或计划: 实际" in told_on_paper[0] and "没有印出" in told_on_paper[1]


def test_a_page_that_is_a_copy_is_named_once_as_a_further_print(visit, tmp_path):
    records = told()
    first = records.articles[0]
    copy = replace(records.sources[0], name="copy.txt")
    repeat = Repeat(first.id, (Place(first.source, first.id, first.start, first.end, 100), Place(copy.name, first.id, first.start, first.end, 100)))
    page = visit(f"article={first.id.rpartition('/')[2]}", html.write(replace(records, sources=(*records.sources, copy), repeats=(repeat,)), tmp_path)[0])
    assert page.locator("#panel .part", has_text="同稿另载").locator("li").all_inner_texts() == ["copy.txt 相同 100%"]


def test_on_a_phone_a_post_takes_one_line_and_fields_share_the_width(visit):
    page = visit("view=ties", viewport={"width": 390, "height": 844})
    assert page.locator("#view-ties td.col-tie", has_text="任职").first.evaluate("cell => { const words = document.createRange(); words.selectNodeContents(cell); return words.getClientRects().length; }") == 1
    page.evaluate("location.hash = 'view=claims'")
    page.locator("#view-claims .fold-fields").click()
    assert page.locator("#view-claims [data-filter=value]").bounding_box()["width"] == page.locator("#view-claims [data-filter=metric]").bounding_box()["width"]
