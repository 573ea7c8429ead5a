"""The page, opened from disk in a real browser: nothing is asked of the network, nothing of a page is run."""
from __future__ import annotations

import re

import samples
from viewing import Opened, told, wait_for_card

from kg.export import html
from kg.export.pinyin import spellings
from kg.model import Records


def test_page_holds_no_address_to_fetch_and_a_strict_policy(page_file):
    text = page_file.read_text(encoding="utf-8")
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text).group(1)
    assert "default-src &#39;none&#39;" in policy and "unsafe" not in policy and "connect-src" not in policy


def test_page_is_the_same_bytes_from_build_to_build(page_file):
    assert html.page_of(told()) == page_file.read_text(encoding="utf-8")


def test_no_script_of_ours_writes_markup(page_file):
    script = page_file.read_text(encoding="utf-8").rpartition("<script>")[2]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", script)


def test_no_word_of_the_interface_is_given_twice(page_file):
    words = page_file.read_text(encoding="utf-8").partition("const WORDS = {")[2].partition("};")[0]
    keys = re.findall(r'(?:^|[\s,])("[^"]+"|\w+): \["', words)
    assert len(keys) > 200 and [key for key in set(keys) if keys.count(key) > 1] == []


def test_libraries_are_named_with_version_and_licence_and_none_is_gpl():
    made = html.made_with()
    assert {name for name, *_ in made} >= {"pyvis", "networkx", "pypinyin"}
    assert all(re.match(r"\d+\.", version) and "GPL" not in licence for _, version, licence, _ in made)


def test_spellings_hold_every_reading_of_a_character_and_v_for_u_with_dots():
    assert spellings(["重庆", "吕 A1"]) == {"吕": "lv", "庆": "qing", "重": "zhong chong tong"}


def test_policy_blocks_a_script_that_slipped_in(browser, tmp_path):
    """Were escaping ever lost, the policy would still stop the script; the browser then says so on its console."""
    text = html.page_of(samples.invented()).replace("<main>", "<main><script>document.title = 'hacked'</script><img src='http://x.invalid/y.png'>", 1)
    path = tmp_path / "planted.html"
    path.write_text(text, encoding="utf-8")
    opened = Opened(browser, path)
    assert opened.page.title() != "hacked" and len(opened.complaints) == 2
    opened.context.close()


def test_empty_graph_opens_in_every_view(browser, tmp_path):
    opened = Opened(browser, html.write(Records(version="0.1.0"), tmp_path)[0])
    assert opened.page.locator("#panel .tile b").all_inner_texts() == ["0", "0", "0", "0"]
    for tab in opened.page.locator("#tabs button").all():
        tab.click()
    assert opened.page.locator("#tab-map").count() == 0  # no place with coordinates, no map
    opened.close()


def test_hostile_names_show_as_text_in_every_view_and_card(visit, tmp_path):
    records = samples.hostile()
    path = html.write(records, tmp_path)[0]
    page = visit(path=path)
    for view in ("graph", "claims", "entities", "articles", "timeline", "report"):
        page.locator(f"#tab-{view}").click()
        page.fill("#search", "script")
        page.wait_for_selector("#hits:not([hidden])")
        assert page.evaluate("document.querySelectorAll('#panel script, #panel img, main img, main iframe, #hits img, section script').length") == 0
    page.keyboard.press("Escape")
    page.locator("#tab-entities").click()
    shown = page.locator("#view-entities tbody").inner_text()
    assert "<img src=x onerror=" in shown and "<script>document.title='hacked'</script>有限公司" in shown
    entity = next(e for e in records.entities if e.name.startswith("<img"))
    page.locator("#view-entities tbody tr", has_text=entity.name).first.click()
    wait_for_card(page, "entity", entity.name)
    assert "<img src=x onerror=" in page.locator("#panel .quote").first.inner_text()
    page.locator("#panel .figure-row").first.click()
    wait_for_card(page, "claim")
    page.locator("#panel button.from").first.click()
    wait_for_card(page, "article")
    assert "<script>" in page.locator("#panel .print").inner_text() and not page.title().startswith("hacked")


def test_the_sample_pages_open_from_search_to_sentence(browser, sample_output, sample_graph):
    opened = Opened(browser, sample_output / "graph.html")
    page = opened.page
    assert int(page.get_attribute("body", "data-drawn")) == len(sample_graph.entities) + len(sample_graph.claims) + len(sample_graph.articles)
    page.fill("#search", "莘县")
    page.keyboard.press("Enter")
    wait_for_card(page, "entity")
    page.locator("#panel .figure-row").first.click()
    wait_for_card(page, "claim")
    assert page.locator(".marked mark[data-slot=value]").count() == 1
    page.locator("#panel button.from").first.click()
    page.wait_for_selector("#panel mark.focus.clause")
    for view in ("claims", "entities", "articles", "timeline", "map", "report"):
        page.locator(f"#tab-{view}").click()
        page.wait_for_selector(f"#view-{view} *")
        assert page.locator(f"#view-{view}").inner_text().strip() or page.locator(f"#view-{view} svg").count()
    opened.close()
