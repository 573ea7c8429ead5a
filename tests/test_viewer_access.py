"""The page for everyone: keyboard alone, screen readers, phones, dark rooms, English, paper."""
from __future__ import annotations

from importlib.resources import files

import pytest
import samples
from viewing import claim_key, key_of, until, wait_for_card


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core as text; it comes with a test library, so that it is neither committed nor fetched by hand."""
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def article_key() -> str:
    return samples.invented().articles[0].id.rpartition("/")[2]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_violation_in_any_view_or_card(visit, axe, theme):
    page = visit(color_scheme=theme)
    page.evaluate(axe)
    places = [f"view={view}" for view in ("graph", "claims", "ties", "claims&f-sentence=1&f-of=" + key_of("梅州市"), "entities", "articles", "timeline", "map", "report", "search&q=大埔")]
    places += [f"view=graph&entity={key_of('梅州市')}", f"view=claims&claim={claim_key('18.5万吨')}", f"view=articles&article={article_key()}",
               f"view=graph&entity={key_of('嘉应学院')}&to={key_of('广东省')}&steps=2"]
    found = {}
    for place in places:
        page.evaluate("place => { location.hash = place; }", place)
        page.wait_for_timeout(120)
        if place == "view=graph":
            page.fill("#search", "大埔")
        serious = page.evaluate("""async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + n.failureSummary.slice(0, 160)).join(' | '))""")
        if place == "view=graph":
            page.keyboard.press("Escape")
        if serious:
            found[place] = serious
    assert found == {}


def test_keyboard_alone_goes_from_the_picture_to_the_sentence_and_back(visit):
    page = visit()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")  # the weightiest node in view
    first = page.locator("#tip b").inner_text()
    page.keyboard.press("ArrowDown")
    assert page.locator("#tip b").inner_text() != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-card]:not([data-card=''])")
    page.locator("#panel").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#panel button.from')"):
            break
    page.keyboard.press("Enter")
    wait_for_card(page, "article")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('#panel mark.name')"):
            break
    page.keyboard.press("Enter")
    wait_for_card(page, "entity")
    page.keyboard.press("Escape")
    page.wait_for_selector("body[data-card='']")


def test_tabs_turn_with_arrows_and_the_focus_stays_on_them(visit):
    page = visit()
    page.locator("#tab-graph").focus()
    for view in ("claims", "ties", "entities", "articles", "timeline", "map", "report"):
        page.keyboard.press("ArrowRight")
        until(page, "view => document.activeElement.id === `tab-${view}`", view)
        assert page.locator(f"#tab-{view}").get_attribute("aria-selected") == "true"


def test_skip_link_leads_to_the_details_and_leaves_the_address_alone(visit):
    page = visit("view=claims")
    before = page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel" and page.url == before


def test_what_opens_is_said_aloud(visit):
    page = visit()
    page.fill("#search", "嘉应学院")
    page.keyboard.press("Enter")
    wait_for_card(page, "entity", "嘉应学院")
    assert "嘉应学院" in page.locator("#say").inner_text()


@pytest.mark.parametrize("view", ["graph", "claims", "ties", "entities", "articles", "timeline", "map", "report"])
def test_phone_width_scrolls_nowhere_sideways(visit, view):
    page = visit(f"view={view}", viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("[...document.querySelectorAll('header *, .bar-tools *')].every((n) => n.getBoundingClientRect().right <= 391 || !n.offsetParent)")
    page.locator("#language").click()  # English tabs are wider, and roll
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [1366, 390])
def test_tables_and_tiles_fit_the_window(visit, width):
    page = visit("view=report", viewport={"width": width, "height": 768})
    rows = page.evaluate("Object.values([...document.querySelectorAll('.tiles.wide .tile')].reduce((rows, tile) => { const top = tile.getBoundingClientRect().top; rows[top] = (rows[top] || 0) + 1; return rows; }, {}))")
    assert rows in ([8], [4, 4])
    for view in ("claims", "ties", "entities", "articles"):
        page.evaluate("view => { location.hash = `view=${view}`; }", view)
        page.wait_for_selector(f"#view-{view} tbody tr")
        assert page.evaluate("view => { const room = document.querySelector(`#view-${view} .scroll`); return room.scrollWidth - room.clientWidth; }", view) <= 0, view
    page.locator("#language").click()  # English heads are wider
    for view in ("articles", "entities", "ties"):
        page.evaluate("view => { location.hash = `view=${view}`; }", view)
        page.wait_for_selector(f"#view-{view} tbody tr")
        assert page.evaluate("view => { const room = document.querySelector(`#view-${view} .scroll`); return room.scrollWidth - room.clientWidth; }", view) <= 0, view
    page.evaluate("location.hash = 'view=search&q=qqqq'")
    until(page, "() => document.querySelector('#search').value === 'qqqq' && document.querySelectorAll('#view-search .sub').length === 2")


@pytest.mark.parametrize("view", ["claims", "ties"])
def test_the_chosen_row_stays_in_sight_beside_its_card_on_a_phone(visit, view):
    page = visit(f"view={view}", viewport={"width": 390, "height": 844}, has_touch=True)
    rows = page.locator(f"#view-{view} tbody tr[data-at]")
    for at in (rows.count() - 1, 0):
        rows.nth(at).locator(".row-link").evaluate("row => row.click()")  # wherever it stands
        page.wait_for_selector(f"#view-{view} tr.chosen >> nth=0")
        until(page, "at => document.querySelector('.view:not([hidden]) tr.chosen') === document.querySelectorAll('.view:not([hidden]) tbody tr')[at]", at)
        row, sheet, head = (page.locator(what).bounding_box() for what in (f"#view-{view} tr.chosen", "#panel", f"#view-{view} thead"))
        assert head["y"] + head["height"] - 1 <= row["y"] and row["y"] + row["height"] <= sheet["y"] + 1


def test_phone_card_is_a_sheet_that_closes(visit):
    page = visit(f"entity={key_of('梅州市')}", viewport={"width": 390, "height": 844}, has_touch=True)
    sheet = page.locator("#panel").bounding_box()
    assert sheet["y"] > 300 and sheet["width"] == 390
    page.locator("#panel .figure-row").first.tap()
    wait_for_card(page, "claim")
    page.locator("#panel button.from").first.tap()
    wait_for_card(page, "article")
    page.locator("#panel .close").tap()
    page.wait_for_selector("body[data-card='']")
    assert not page.locator("#panel").is_visible()


def test_interface_turns_to_english_and_dark_and_remembers(visit):
    page = visit(f"claim={claim_key('500亿元')}")
    page.locator("#language").click()
    assert page.locator("#tab-graph").inner_text() == "Graph" and "at least" in page.locator("#panel .facts").inner_text()
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
    page.reload()
    page.wait_for_selector("body[data-ready][data-drawn]")
    assert page.locator("#tab-graph").inner_text() == "Graph" and page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_every_word_of_the_interface_has_both_languages(visit, page_file):
    page = visit()
    for view in ("graph", "claims", "ties", "entities", "articles", "timeline", "map", "report"):
        page.evaluate("view => { location.hash = `view=${view}`; }", view)
        page.wait_for_selector(f"body[data-view={view}]")
    heads = page.evaluate("[...document.querySelectorAll('th, .tool, nav button, #legend span')].map((n) => n.textContent.replace(/[ ▲▼×]|CSV/g, ''))")
    assert [text for text in heads if text.isascii() and text.isalpha()] == []
    page.locator("#language").click()
    labels = page.evaluate("[...document.querySelectorAll('nav button, .tool, #legend span, #zoom button, h2, h3, th, #panel .tile span')].map((n) => (n.getAttribute('aria-label') || n.textContent))")
    assert [text for text in labels if any("\u4e00" <= sign <= "\u9fff" for sign in text)] == []


def test_paper_shows_the_card_and_the_table_but_no_buttons(visit):
    page = visit(f"view=claims&claim={claim_key('55.6万亩')}")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible() and not page.locator("#panel .card-tools").is_visible()
    assert page.locator("#panel h2").is_visible() and page.locator("#view-claims table").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#panel')).overflow") == "visible"


def test_opening_a_row_by_keys_keeps_the_focus_on_the_row(visit):
    page = visit("view=claims")
    page.fill("#view-claims [data-filter=metric]", "石材")
    page.locator("#view-claims .row-link").nth(1).focus()
    page.keyboard.press("Enter")
    wait_for_card(page, "claim")
    assert page.evaluate("document.activeElement.matches('tr.chosen .row-link')")
    page.fill("#view-claims [data-filter=metric]", "")
    page.keyboard.press("Escape")
    assert page.locator("#view-claims tbody tr").count() == 17


def test_every_closed_value_of_the_sample_graph_has_words_in_both_languages(sample_graph, page_file):
    script = page_file.read_text(encoding="utf-8")
    records = sample_graph.records
    values = {r.predicate for r in records.relations} | {e.subtype for e in records.entities if e.subtype} | {e.type + "1" for e in records.entities}
    values |= {c.kind for c in records.claims} | {c.modality for c in records.claims} | {c.bound for c in records.claims} | {v.verdict for v in records.verdicts}
    values |= {n.fate for n in records.numbers} | {a.kind for a in records.articles}
    assert [value for value in sorted(values) if not any(f'{value}{then}["' in script for then in (": ", '": ', '":'))] == []
