"""Five hundred strings that break programs, carried as names, titles, metrics and sentences: every output parses and says them, none does anything."""
from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import naughty
import pyoxigraph
import pytest
from viewing import Opened

from kg.export import html, syntax, tables, write_all
from kg.export.reading import read_page

RDF = {"graph.ttl": pyoxigraph.RdfFormat.TURTLE, "graph.nt": pyoxigraph.RdfFormat.N_TRIPLES, "graph.trig": pyoxigraph.RdfFormat.TRIG, "graph.nq": pyoxigraph.RdfFormat.N_QUADS, "graph.rdf": pyoxigraph.RdfFormat.RDF_XML,
       "graph.jsonld": pyoxigraph.RdfFormat.JSON_LD}
RISKY = re.compile(r"[\s]*[=+\-@＝＋－＠]|[\t\r]")


def written(text: str) -> str:
    """A string as an output in UTF-8 can hold it: half characters are replaced."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def seen(text: str) -> str:
    return re.sub("[\ud800-\udfff\ufffd]", "?", text)


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("naughty")
    write_all(naughty.records(), folder, ("html", "tables", "report", "turtle", "ntriples", "trig", "nquads", "rdfxml", "jsonld"))
    return folder


def assert_cells_are_harmless(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert {len(row) for row in rows} == {len(rows[0])}
    for row in rows:
        for cell in row:
            assert not RISKY.match(cell) or re.fullmatch(r"-[\d.]+", cell) or not cell.strip(), cell
    return rows


def assert_records_are_no_markup(text: str) -> None:
    carried = re.search(r'<script type="application/json" id="records">(.*?)</script>', text, re.DOTALL)[1]
    assert not set("<>&'") & set(carried)
    assert "</script" not in carried.lower()
    assert text.lower().count("<script") == text.lower().count("</script") == 2


def test_the_list_has_its_five_hundred_strings_and_its_classes():
    assert len(naughty.STRINGS) >= 500 and len(naughty.CLASSES) >= 15
    assert all(naughty.STRINGS)


@pytest.mark.parametrize("name", RDF)
def test_every_rdf_syntax_parses_and_says_every_name(name, output):
    said = {seen(quad.object.value) for quad in pyoxigraph.parse(path=str(output / name), format=RDF[name])}
    for string in naughty.STRINGS:
        if name == "graph.rdf" and re.search("[\x00-\x1f\ufffe\uffff]", string):  # XML has no such characters, and folds line ends
            continue
        assert seen(string) in said, repr(string)[:80]


def test_every_table_has_its_columns_and_no_formula(output):
    names = {seen(cell.removeprefix("'")) for row in assert_cells_are_harmless(output / "tables" / "entities.csv") for cell in row}
    for path in sorted((output / "tables").glob("*.csv")):
        assert_cells_are_harmless(path)
    for string in naughty.STRINGS:
        assert seen(string) in names or seen(string.removeprefix("'")) in names, repr(string)[:80]


def test_the_page_carries_every_string_as_it_is_and_none_as_markup(output):
    assert_records_are_no_markup((output / "graph.html").read_text(encoding="utf-8"))
    found = json.dumps(read_page(output / "graph.html"), ensure_ascii=False)
    for string in naughty.STRINGS:
        assert seen(json.dumps(string, ensure_ascii=False)[1:-1]) in seen(found), repr(string)[:80]


def test_the_report_keeps_one_line_a_note(output):
    lines = (output / "report.txt").read_text(encoding="utf-8").split("\n")
    assert all(line.isprintable() for line in lines)


def test_a_browser_shows_every_string_as_text(browser, output):
    opened = Opened(browser, output / "graph.html")
    page = opened.page
    before = page.title()
    for view in ("claims", "entities", "articles", "report"):
        page.locator(f"#tab-{view}").click()
        page.wait_for_timeout(150)
        assert page.evaluate("document.querySelectorAll('main script, main img, main iframe, main svg animate, main object, main style, main form[action], main base, main video').length") == 0
    strings = [written(string) for string in naughty.STRINGS]
    page.locator("#tab-entities").click()
    shown = set(page.evaluate("[...document.querySelectorAll('#view-entities tbody td')].map(cell => cell.textContent)"))
    assert len(shown & {*strings}) > 20
    ids = {e.name: e.id.rpartition("/")[2] for e in naughty.records().entities}
    for string in naughty.STRINGS[::9]:  # each class, card by card
        page.evaluate("place => { location.hash = place; }", f"view=entities&entity={ids[string]}")
        page.wait_for_selector("body[data-card=entity]")
        for _ in range(100):  # asked for from outside: the page's policy forbids waiting inside it
            if seen(page.locator("#panel h2").first.text_content() or "") == seen(string):
                break
            page.wait_for_timeout(50)
        else:
            pytest.fail(f"the card shows {page.locator('#panel h2').first.text_content()!r}, not {string!r}"[:300])
        assert page.evaluate("document.querySelectorAll('#panel script, #panel img, #panel iframe, #panel object').length") == 0
    assert page.title().endswith(before)
    opened.close()


# --- were escaping removed, these tests would notice ------------------------------------------------------------------


def test_a_table_without_its_guard_is_noticed(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "guard", lambda cell: cell)
    write_all(naughty.records(), tmp_path, ("tables",))
    with pytest.raises(AssertionError):
        for path in sorted((tmp_path / "tables").glob("*.csv")):
            assert_cells_are_harmless(path)


def test_records_without_their_escapes_are_noticed(monkeypatch, browser, tmp_path):
    real = html.ViewerNetwork.show_with

    def bare(network, page, title):
        network.templateEnv.filters["tojson"] = lambda value: html_safe(json.dumps(value, ensure_ascii=False))
        real(network, page, title)

    from markupsafe import Markup as html_safe

    monkeypatch.setattr(html.ViewerNetwork, "show_with", bare)
    path = html.write(naughty.records(), tmp_path)[0]
    with pytest.raises(AssertionError):
        assert_records_are_no_markup(path.read_text(encoding="utf-8"))


def test_a_text_node_turned_into_markup_is_noticed(monkeypatch, browser, tmp_path):
    path = html.write(naughty.records(tuple(naughty.MARKUP)), tmp_path)[0]
    text = path.read_text(encoding="utf-8")
    opened = Opened(browser, path)
    # Counted at once: the page draws its panel anew when it is ready.
    found = opened.page.evaluate("() => { document.querySelector('#panel').innerHTML = '<img src=x onerror=alert(1)>' + JSON.parse(document.querySelector('#records').textContent).entities.map(e => e.name ?? '').join('');"
                                  "return document.querySelectorAll('#panel img').length; }")
    assert found > 0  # what the test above looks for
    opened.page.wait_for_timeout(200)
    assert opened.complaints, "the policy blocks it, and the browser says so"
    assert "Content-Security-Policy" in text
    opened.context.close()


@pytest.mark.parametrize(("name", "form"), [("graph.ttl", "turtle"), ("graph.nt", "ntriples")])
@pytest.mark.parametrize("removed", ["quoted", "angled"])
def test_a_syntax_without_its_escapes_is_noticed(name, form, removed, tmp_path, monkeypatch):
    monkeypatch.setattr(syntax, removed, (lambda text: f'"{text}"') if removed == "quoted" else (lambda iri: f"<{iri}>"))
    records = naughty.records()
    if removed == "angled":  # ids are hashes; a name becomes part of an IRI only where somebody lets it
        records = replace(records, entities=(replace(records.entities[0], id=f"{naughty.BASE}entity/<x> \"y\" 甲"), *records.entities[1:]))
    with pytest.raises((SyntaxError, AssertionError, ValueError)):
        write_all(records, tmp_path, (form,))
        test_every_rdf_syntax_parses_and_says_every_name(name, tmp_path)
