"""The page, opened from disk in a real browser: nothing is asked of the network, nothing of a page is run."""
from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

import samples
from kg.export import html

playwright = pytest.importorskip("playwright.sync_api", reason="needs the test extra")


def browser_path() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser():
    path = browser_path()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found; install the package `chromium` or set CHROMIUM to its path")
        pytest.skip("no Chromium found")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking",
                                                                     "--disable-component-update", "--disable-sync", "--no-first-run"])
        yield running
        running.close()


class Opened:
    """A page in the browser, and all it complained of or asked for."""

    def __init__(self, browser, path: Path, place: str = "", **context):
        self.context = browser.new_context(viewport=context.pop("viewport", {"width": 1280, "height": 800}), reduced_motion="reduce", **context)
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        self.page.on("dialog", lambda dialog: (self.complaints.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.requests.append(request.url) if not request.url.startswith("file:") else None)
        self.page.goto(f"{path.as_uri()}{'#' + place if place else ''}")
        self.page.wait_for_selector("body[data-ready][data-drawn]", timeout=15000)

    def close(self) -> None:
        self.context.close()
        assert self.complaints == [] and self.requests == []


@pytest.fixture(scope="module")
def page_file(tmp_path_factory) -> Path:
    return html.write(samples.invented(), tmp_path_factory.mktemp("viewer"))[0]


@pytest.fixture
def visit(browser, page_file):
    opened: list[Opened] = []

    def open_it(place: str = "", path: Path = page_file, **context):
        opened.append(Opened(browser, path, place, **context))
        return opened[-1].page

    yield open_it
    for one in opened:
        one.close()


def key_of(name: str) -> str:
    return next(e.id for e in samples.invented().entities if e.name == name).rpartition("/")[2]


def claim_key(text: str) -> str:
    return next(c.id for c in samples.invented().claims if c.value_text == text).rpartition("/")[2]


def colours_on_canvas(page) -> int:
    return page.evaluate("""() => { const c = document.querySelector('#canvas canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const seen = new Set();
        for (let i = 0; i < d.length; i += 16) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]); return seen.size; }""")


def test_page_holds_no_address_to_fetch_and_a_strict_policy(page_file):
    text = page_file.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    assert "default-src &#39;none&#39;" in policy and "unsafe" not in policy


def test_page_is_the_same_bytes_from_build_to_build(page_file):
    assert html.page_of(samples.invented()) == page_file.read_text(encoding="utf-8")


def test_nodes_are_drawn_and_the_opening_card_counts_them(visit):
    page = visit()
    assert int(page.get_attribute("body", "data-drawn")) == 35
    assert colours_on_canvas(page) > 40
    assert page.locator("#panel .tile b").all_inner_texts() == ["2", "2", "18", "15"]


def test_click_on_a_node_shows_its_evidence(visit):
    page = visit(f"view=graph&entity={key_of('大埔县')}")
    page.keyboard.press("Escape")
    page.wait_for_selector("body[data-card='']")
    box = page.locator("#canvas canvas").bounding_box()
    # Its neighbourhood was brought to the middle; look for it by pointing, from the middle outwards, as a reader does.
    steps = sorted(((dx, dy) for dx in range(-396, 397, 36) for dy in range(-324, 325, 36)), key=lambda step: step[0] ** 2 + step[1] ** 2)
    for dx, dy in steps:
        spot = (box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy)
        page.mouse.move(*spot)
        if page.locator("#tip").is_visible() and "大埔县" in page.locator("#tip b").inner_text():
            page.mouse.click(*spot)
            page.wait_for_selector("body[data-card=entity]")
            assert page.locator("#panel h2").inner_text() == "大埔县"
            assert "大埔县今年将建成仓储基地12个" in page.locator("#panel .quote").first.inner_text()
            return
    pytest.fail("no node under the pointer showed 大埔县")


def test_search_leads_to_an_entity_by_keyboard_alone(visit):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("嘉应")
    assert "嘉应学院" in page.locator("#hits .hit").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-card=entity]")
    assert page.locator("#panel h2").inner_text() == "嘉应学院"
    assert f"entity={key_of('嘉应学院')}" in page.url


def test_search_finds_aliases_figures_and_sentences(visit):
    page = visit()
    page.fill("#search", "市农业农村局")
    assert "梅州市农业农村局" in page.locator("#hits .hit").first.inner_text()
    page.fill("#search", "运料廊道")
    groups = page.locator("#hits .group").all_inner_texts()
    assert any(g.startswith("数据") for g in groups) and any(g.startswith("原文") for g in groups)


def test_deep_link_restores_view_and_card(visit):
    page = visit(f"view=claims&claim={claim_key('500亿元')}")
    assert page.locator("#tab-claims").get_attribute("aria-selected") == "true"
    facts = page.locator("#panel .facts").inner_text()
    assert "50,000,000,000 元" in facts and "下限" in facts and "目标" in facts and "陈国梁" in facts


def test_unknown_keys_in_the_address_are_ignored(visit):
    page = visit("view=nowhere&entity=__proto__&claim=%3Cscript%3E")
    assert page.locator("#panel .tile").count() == 4


def test_claim_card_marks_value_metric_subject_time_and_speaker(visit):
    page = visit(f"claim={claim_key('55.6万亩')}")
    marked = {mark.get_attribute("data-slot"): mark.inner_text() for mark in page.locator(".marked mark[data-slot]").all()}
    assert marked["value"] == "55.6万亩" and marked["metric"] == "金柚种植面积" and marked["time"] == "今年上半年"
    assert marked["subject"] == "梅州市" and marked["speaker"] == "梅州市农业农村局"


def test_disagreement_is_told_on_the_claim_card(visit):
    page = visit(f"claim={claim_key('18.5万吨')}")
    assert "不一致" in page.locator("#panel .verdict").inner_text()


def test_reader_goes_from_mark_to_card_and_back(visit):
    page = visit(f"view=articles&entity={key_of('钟文辉')}")
    page.locator("#panel button.from").first.click()
    page.wait_for_selector("body[data-card=article]")
    page.locator("#panel mark.name.PER", has_text="钟文辉").click()
    page.wait_for_selector("body[data-card=entity]")
    assert page.locator("#panel h2").inner_text() == "钟文辉"
    page.go_back()
    page.wait_for_selector("body[data-card=article]")


def test_path_between_two_names_is_found_shown_and_linked(visit):
    page = visit(f"entity={key_of('嘉应学院')}")
    page.locator("#panel .card-tools button").first.click()
    page.fill("#search", "广东省")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .way")
    assert page.locator("#panel h2").inner_text() == "嘉应学院"
    chips = page.locator("#panel .way .chip").all_inner_texts()
    assert chips[0] == "嘉应学院" and chips[-1] == "广东省" and len(chips) <= 5
    assert f"to={key_of('广东省')}" in page.url
    again = visit(page.url.partition("#")[2])
    assert again.locator("#panel .way .chip").all_inner_texts() == chips


def test_legend_hides_a_class(visit):
    page = visit()
    canvas = page.locator("#canvas canvas")
    before = canvas.screenshot()
    page.locator("#legend [data-sort=LOC]").click()
    assert page.locator("#legend [data-sort=LOC]").get_attribute("aria-pressed") == "false"
    page.wait_for_timeout(200)
    assert canvas.screenshot() != before
    page.locator("#legend [data-sort=LOC]").click()
    assert page.locator("#legend [data-sort=LOC]").get_attribute("aria-pressed") == "true"


def test_claims_table_filters_sorts_and_opens_a_row(visit):
    page = visit("view=claims")
    assert page.locator("#view-claims tbody tr").count() == 15
    page.locator("#view-claims select").first.select_option("rate")
    assert page.locator("#view-claims tbody tr").count() == 2
    page.locator("#view-claims select").first.select_option("")
    page.locator("#view-claims th.col-value button").click()
    assert "第一" in page.locator("#view-claims tbody tr").first.inner_text()
    page.locator("#view-claims tbody tr").first.click()
    page.wait_for_selector("body[data-card=claim]")
    page.locator("#view-claims input").fill("石材")
    assert page.locator("#view-claims tbody tr").count() == 4


def test_report_names_the_skipped_page_and_the_open_number(visit):
    text = visit("view=report").locator("#view-report").inner_text()
    assert "broken.txt" in text and "截至8月底" in text and "name-in-list" in text


def test_interface_turns_to_english_and_dark(visit):
    page = visit()
    page.locator("#language").click()
    assert page.locator("#tab-graph").inner_text() == "Graph"
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"


def test_phone_width_scrolls_nowhere_sideways_and_card_is_a_sheet(visit):
    page = visit(f"entity={key_of('梅州市')}", viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    sheet = page.locator("#panel").bounding_box()
    assert sheet["y"] > 300 and sheet["width"] == 390
    page.locator("#panel .close").click()
    page.wait_for_selector("body[data-card='']")
    assert not page.locator("#panel").is_visible()


def test_hostile_names_show_as_text_in_every_view_and_card(visit, tmp_path):
    records = samples.hostile()
    path = html.write(records, tmp_path)[0]
    page = visit(path=path)
    for view in ("graph", "claims", "entities", "articles", "report"):
        page.locator(f"#tab-{view}").click()
        page.fill("#search", "script")
        page.wait_for_selector("#hits:not([hidden])")
        assert page.evaluate("document.querySelectorAll('#panel script, #panel img, main img, main iframe, #hits img, section script').length") == 0
    page.fill("#search", "")
    page.locator("#tab-entities").click()
    shown = page.locator("#view-entities tbody").inner_text()
    assert "<img src=x onerror=" in shown and "<script>document.title='hacked'</script>有限公司" in shown
    entity = next(e for e in records.entities if e.name.startswith("<img"))
    page.locator("#view-entities tbody tr", has_text=entity.name).first.click()
    page.wait_for_selector("body[data-card=entity]")
    assert page.locator("#panel h2").inner_text() == entity.name
    assert "<img src=x onerror=" in page.locator("#panel .quote").first.inner_text()
    page.locator("#panel .figure-row").first.click()
    page.wait_for_selector("body[data-card=claim]")
    page.locator("#panel button.from").first.click()
    page.wait_for_selector("body[data-card=article]")
    assert "<script>" in page.locator("#panel .print").inner_text() and not page.title().startswith("hacked")


def test_policy_blocks_a_script_that_slipped_in(browser, tmp_path):
    """Were escaping ever lost, the policy would still stop the script; the browser then says so on its console."""
    text = html.page_of(samples.invented()).replace("<main>", "<main><script>document.title = 'hacked'</script><img src='http://x.invalid/y.png'>", 1)
    path = tmp_path / "planted.html"
    path.write_text(text, encoding="utf-8")
    opened = Opened(browser, path)
    assert opened.page.title() != "hacked" and len(opened.complaints) == 2
    opened.context.close()


def test_empty_graph_opens_too(browser, tmp_path):
    from kg.model import Records

    opened = Opened(browser, html.write(Records(version="0.1.0"), tmp_path)[0])
    assert opened.page.locator("#panel .tile b").all_inner_texts() == ["0", "0", "0", "0"]
    opened.close()


def test_the_sample_pages_open_from_search_to_sentence(browser, sample_output, sample_graph):
    opened = Opened(browser, sample_output / "graph.html")
    page = opened.page
    assert int(page.get_attribute("body", "data-drawn")) == len(sample_graph.entities) + len(sample_graph.claims) + len(sample_graph.articles)
    page.fill("#search", "莘县")
    page.keyboard.press("Enter")
    page.wait_for_selector("body[data-card=entity]")
    page.locator("#panel .figure-row").first.click()
    page.wait_for_selector("body[data-card=claim]")
    assert page.locator(".marked mark[data-slot=value]").count() == 1
    page.locator("#panel button.from").first.click()
    page.wait_for_selector("#panel mark.focus.clause")
    for view in ("claims", "entities", "articles", "report"):
        page.locator(f"#tab-{view}").click()
        assert page.locator(f"#view-{view}").inner_text().strip()
    opened.close()
