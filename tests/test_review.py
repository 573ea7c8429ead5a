"""`kg review`: the page in a real browser, by keyboard; what it saves is put into effect by the next build."""
from __future__ import annotations

import pytest
import samples
from viewing import Opened

import kg
from kg.cli import main
from kg.errors import RuleError
from kg.resolve.judged import Decisions
from kg.review import items_of, page_of

TEXT = "泉州市水务局昨日公布，泉州市有水库12座，比去年增加3座。局长李明说，水库蓄水2亿立方米。\n"


@pytest.fixture
def built(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(TEXT, encoding="utf-8")
    return page, kg.build([page], published="2024-05-06").records


def test_everything_is_there_in_page_order(built):
    items = items_of(built[1])
    assert len(items) == len(built[1].namings) + len(built[1].claims)
    assert [item["start"] for item in items] == sorted(item["start"] for item in items)
    assert {item["kind"] for item in items_of(built[1], kinds=("claims",))} == {"claim"}
    assert all("figure" in item["rule"] for item in items_of(built[1], only="figure"))


def test_decisions_by_keyboard_are_saved_and_put_into_effect(built, browser, tmp_path):
    page, records = built
    path = tmp_path / "review.html"
    path.write_text(page_of(records), encoding="utf-8")
    opened = Opened(browser, path)
    view = opened.page
    items = items_of(records)
    city = next(at for at, item in enumerate(items) if item["kind"] == "mention" and item["text"] == "泉州市")
    pond = next(at for at, item in enumerate(items) if item["kind"] == "claim" and item["text"] == "12座")
    rise = next(at for at, item in enumerate(items) if item["kind"] == "claim" and item["text"] == "3座")
    for at in range(len(items)):
        assert view.locator("#card mark").inner_text() == items[at]["text"]
        if at == city:
            view.keyboard.press("a")
            view.keyboard.press("u")
            view.keyboard.press("r")
        elif at == rise:
            view.keyboard.press("r")
        elif at == pond:
            view.keyboard.press("c")
            view.fill("input[name=metric]", "大型水库")
            view.keyboard.press("Enter")
        elif at < len(items) - 1:
            view.keyboard.press("ArrowDown")
    assert view.locator("#progress").inner_text() == f"3 / {len(items)}"
    with view.expect_download() as download:
        view.keyboard.press("s")
    folder = tmp_path / "decided"
    folder.mkdir()
    download.value.save_as(folder / "judgements.yaml")
    opened.close()
    again = kg.build([page], rules=[folder], published="2024-05-06").records
    names = {entity.id: entity.name for entity in again.entities}
    assert [n.evidence.quote for n in again.namings] == [n.evidence.quote for n in records.namings if n.evidence.quote != "泉州市"]
    assert "泉州市" not in [names[n.entity] for n in again.namings]
    assert [(claim.value_text, claim.metric) for claim in again.claims] == [
        (claim.value_text, "大型水库" if claim.value_text == "12座" else claim.metric) for claim in records.claims if claim.value_text != "3座"]
    assert [number.fate for number in again.numbers if number.text == "3座"] == ["other"]


def test_hostile_names_are_text_and_nothing_is_asked_of_the_network(browser, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_text(page_of(samples.hostile()), encoding="utf-8", errors="replace")
    text = path.read_text(encoding="utf-8")
    assert "default-src &#x27;none&#x27;" in text and "unsafe" not in text and "<img" not in text and text.count("<script") == 2
    opened = Opened(browser, path)
    for _ in range(len(items_of(samples.hostile()))):
        opened.page.keyboard.press("j")
        assert opened.page.evaluate("document.querySelectorAll('main script, main img, li script').length") == 0
    assert opened.page.title() == "审阅 · Review"
    opened.close()


@pytest.mark.parametrize(("table", "letter"), [
    ({"mentions": [{"verdict": "maybe", "surface": "高峰", "type": "PER"}]}, "verdict 'maybe' does not exist"),
    ({"mentions": [{"verdict": "correct", "surface": "高峰", "type": "PER"}]}, "verdict 'correct' does not exist"),
    ({"mentions": [{"verdict": "reject", "type": "PER"}]}, "a decision without surface"),
    ({"mentions": ["高峰"]}, "each of mentions is a mapping"),
    ({"claims": [{"verdict": "reject", "quote": "x", "value": "3"}]}, "unknown field 'value'"),
    ({"claims": [{"verdict": "correct", "quote": "x", "value_text": "3"}]}, "set: must be what a correction sets"),
    ({"claims": [{"verdict": "correct", "quote": "x", "value_text": "3", "set": {"value": "三"}}]}, "set: value: 三"),
])
def test_a_decision_that_is_not_understood_says_so(table, letter):
    with pytest.raises(RuleError, match=letter):
        Decisions.of(table)


def test_the_command_writes_the_page(built, tmp_path, capsys):
    assert main(["review", str(built[0]), "--out", str(tmp_path / "r.html"), "--kind", "claims"]) == 0
    assert capsys.readouterr().out == f"3 to review: {tmp_path / 'r.html'}\n"
    assert main(["review", str(built[0]), "--out", str(tmp_path / "no" / "r.html")]) == 2
