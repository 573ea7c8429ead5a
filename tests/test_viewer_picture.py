"""The picture: places, names, folds, hands and keys on it, and what a reader may take along."""
from __future__ import annotations

import csv
import struct

import pytest
import samples
from viewing import key_of, until, wait_for_card

from kg.export import html


def colours_on_canvas(page) -> int:
    return page.evaluate("""() => { const c = document.querySelector('#canvas canvas');
        const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; const seen = new Set();
        for (let i = 0; i < d.length; i += 16) seen.add(d[i] + ',' + d[i + 1] + ',' + d[i + 2]); return seen.size; }""")


@pytest.fixture(scope="module")
def large_file(tmp_path_factory):
    """Above 2,000 nodes, so that it opens folded."""
    return html.write(samples.many(1200), tmp_path_factory.mktemp("large"))[0]


def saved(page, word: str):
    page.locator("#zoom [data-tool=savePicture]").click()
    with page.expect_download() as download:
        page.locator("#savings button", has_text=word).click()
    path = download.value.path()
    return path.rename(path.with_name(f"{path.name}-{download.value.suggested_filename}"))


def test_nodes_are_drawn_and_the_opening_card_counts_them(visit):
    page = visit()
    assert int(page.get_attribute("body", "data-drawn")) == 37
    assert colours_on_canvas(page) > 40
    assert page.locator("#panel .tile b").all_inner_texts() == ["2", "2", "18", "17"]


def test_click_on_a_node_shows_its_evidence(visit):
    page = visit(f"view=graph&entity={key_of('大埔县')}")
    page.keyboard.press("Escape")
    page.wait_for_selector("body[data-card='']")
    box = page.locator("#canvas canvas").bounding_box()
    # Its neighbourhood was brought to the middle; look for it by pointing, from the middle outwards, as a reader does.
    steps = sorted(((dx, dy) for dx in range(-390, 391, 26) for dy in range(-330, 331, 26)), key=lambda step: step[0] ** 2 + step[1] ** 2)
    for dx, dy in steps:
        spot = (box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy)
        page.mouse.move(*spot)
        if page.locator("#tip").is_visible() and "大埔县" in page.locator("#tip b").inner_text():
            page.mouse.click(*spot)
            wait_for_card(page, "entity", "大埔县")
            assert "大埔县今年将建成仓储基地12个" in page.locator("#panel .quote").first.inner_text()
            return
    pytest.fail("no node under the pointer showed 大埔县")


def test_legend_hides_a_class_and_a_line(visit):
    page = visit()
    canvas = page.locator("#canvas canvas")
    before = canvas.screenshot()
    for sort in ("LOC", "about"):
        page.locator(f"#legend [data-sort={sort}]").click()
        assert page.locator(f"#legend [data-sort={sort}]").get_attribute("aria-pressed") == "false"
        page.wait_for_timeout(150)
        after = canvas.screenshot()
        assert after != before
        before = after
    page.locator("#legend [data-sort=LOC]").click()
    assert page.locator("#legend [data-sort=LOC]").get_attribute("aria-pressed") == "true"


def test_hidden_and_pinned_nodes_are_told_and_brought_back(visit):
    page = visit(f"entity={key_of('大埔县')}")
    page.locator("#panel [data-tool=hide]").click()
    until(page, "location.hash.includes('gone=')")
    assert "大埔县" not in svg_names(page)
    page.locator("#legend .again", has_text="恢复").click()
    assert "大埔县" in svg_names(page)
    page.locator("#panel [data-tool=pin]").click()
    page.locator("#panel .close").click()
    page.wait_for_selector("body[data-card='']")
    assert "大埔县" in svg_names(page) and page.locator("#legend .again").count() == 1


def test_steps_widen_the_neighbourhood(visit):
    page = visit(f"entity={key_of('嘉应学院')}")
    counts = []
    for steps in (1, 2, 3):
        page.locator(f"#panel [data-tool=steps{steps}]").click()
        page.wait_for_selector(f"#panel [data-tool=steps{steps}][aria-pressed=true]")
        with open(saved(page, "CSV"), encoding="utf-8-sig", newline="") as file:
            counts.append(len(list(csv.reader(file))))
    assert counts[0] < counts[1] < counts[2]


def svg_names(page) -> list[str]:
    from xml.etree import ElementTree

    texts = ElementTree.parse(saved(page, "SVG")).getroot().iter("{http://www.w3.org/2000/svg}text")
    return [text.text for text in texts if text.get("aria-hidden") is None]


def test_view_is_saved_as_png_and_svg_and_selection_as_csv(visit):
    page = visit(f"entity={key_of('大埔绿野果业有限公司')}")
    with open(saved(page, "PNG"), "rb") as file:
        head = file.read(24)
    size = page.locator("#canvas canvas").bounding_box()
    assert head[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", head[16:24]) == (size["width"] * 2, size["height"] * 2)
    assert {"大埔绿野果业有限公司", "嘉应学院"} <= set(svg_names(page))
    with open(saved(page, "CSV"), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert ["大埔绿野果业有限公司", "机构", "合作", "", "嘉应学院", "机构"] in rows and ["丘月明", "人物", "任职", "总经理", "大埔绿野果业有限公司", "机构"] in rows


@pytest.mark.parametrize(("pages", "zoom"), [("sample", 0), ("sample", 2), ("sample", 4), ("large", 0), ("large", 5)])
def test_no_name_in_the_picture_covers_another(visit, browser, sample_output, large_file, pages, zoom):
    page = visit(path=large_file if pages == "large" else sample_output / "graph.html")
    for _ in range(zoom):
        page.locator("#zoom [data-tool=zoomIn]").click()
    drawing = browser.new_page()
    drawing.goto(f"file://{saved(page, 'SVG')}")
    boxes = drawing.evaluate("""() => [...document.querySelectorAll('text:not([aria-hidden])')].map((text) => {
        const box = text.getBBox(); return [text.textContent, box.x, box.y + box.height * 0.2, box.x + box.width, box.y + box.height * 0.8]; })""")
    drawing.close()
    assert len(boxes) > (5 if pages == "large" else 20)
    overlaps = [(a[0], b[0]) for at, a in enumerate(boxes) for b in boxes[:at] if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]]
    assert overlaps == []


def test_above_two_thousand_nodes_communities_open_folded_and_unfold(visit, large_file):
    page = visit(path=large_file)
    folded = page.locator("#canvas canvas").screenshot()
    assert page.locator("#zoom [data-tool=unfoldAll]").count() == 1
    box = page.locator("#canvas canvas").bounding_box()
    found = False
    for dx in range(-300, 301, 30):
        page.mouse.move(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2)
        if page.locator("#tip").is_visible() and "个节点" in page.locator("#tip").inner_text():
            page.mouse.click(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2)
            found = True
            break
    assert found
    until(page, "location.hash.includes('open=')")
    page.wait_for_timeout(300)
    assert page.locator("#canvas canvas").screenshot() != folded
    page.locator("#zoom [data-tool=unfoldAll]").click()
    page.wait_for_selector("#zoom [data-tool=foldAll]")
    assert "fold=none" in page.url
    page.locator("#zoom [data-tool=foldAll]").click()
    page.locator("#zoom [data-tool=fit]").click()
    page.wait_for_selector("#zoom [data-tool=unfoldAll]")


def test_chosen_node_of_a_folded_community_comes_out(visit, large_file):
    page = visit(path=large_file)
    name = page.locator("#panel .chip.ORG").first.inner_text()
    page.locator("#panel .chip.ORG").first.click()
    wait_for_card(page, "entity", name)
    assert name in " ".join(svg_names(page))


def test_touch_pinch_and_wheel_zoom_about_the_hand(visit):
    page = visit()
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.wheel(0, -400)
    until(page, "/cam=/.test(location.hash)")
    first = page.url
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 340, steps=4)
    page.mouse.up()
    until(page, "before => location.href !== before", first)
    assert page.get_attribute("body", "data-card") == ""  # a drag is no click
