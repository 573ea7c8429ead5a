"""The shipped questions, asked of the five pages' graph in two libraries; the Turtle as its document and checkers see it."""
from __future__ import annotations

import gzip
import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import samples
from needed import program
from told import Told

from kg.check.wording import chinese, english
from kg.errors import UsageError
from kg.export import answers, columns, questions, store, turtle
from kg.export.answers import Answer, answer, as_text
from kg.export.questions import Question, parse, question
from kg.export.tables import plain
from kg.export.terms import Literal
from kg.model import Metric, Records

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = {each.name: each for each in questions.questions()}
HOSTILE = ('"@zh . ?s ?p ?o } #', "' ) } INSERT DATA { <a:a> <a:a> <a:a> }", "\\", '\\"', "?about", "<https://schema.org/name>", "%s{0}\n}", "莘县\"", "")


def text_of(term) -> str | None:
    return term.text if isinstance(term, Literal) else term


def as_dicts(found: Answer) -> list[dict[str, str | None]]:
    return [dict(zip(found.columns, map(text_of, row))) for row in found.rows]


def by_rdflib(asked: Question, graph: rdflib.Graph, given: dict[str, str]) -> list[dict[str, str | None]]:
    """The same question in the other library, its parameters bound by `initBindings`."""
    bound = {name: rdflib.Literal(value.text, lang=value.language or None, datatype=rdflib.URIRef(value.datatype) if value.datatype else None)
             if isinstance(value, Literal) else rdflib.URIRef(value) for name, value in asked.bind(given).items()}
    result = graph.query(asked.query, initBindings=bound)
    kept = [(at, str(v)) for at, v in enumerate(result.vars) if str(v) not in {p.name for p in asked.parameters}]
    rows = dict.fromkeys(tuple(None if row[at] is None else str(row[at]) for at, _ in kept) for row in result)
    return [dict(zip([name for _, name in kept], row)) for row in rows]


def in_order(rows: list[dict]) -> list[str]:
    return sorted(json.dumps(row, ensure_ascii=False) for row in rows)


@pytest.fixture(scope="module")
def records(sample_graph) -> Records:
    return sample_graph.records


@pytest.fixture(scope="module")
def oxigraph(sample_output) -> pyoxigraph.Store:
    return store.load_file(sample_output / "graph.ttl")


@pytest.fixture(scope="module")
def graph(sample_output) -> rdflib.Graph:
    return rdflib.Graph().parse(sample_output / "graph.ttl")


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Path:
    return turtle.write(samples.invented(), tmp_path_factory.mktemp("invented"))[0]


# --- the answers, held against the records ---------------------------------------------------------

SELECTS = sorted(set(SHIPPED) - {"portrait"})


@pytest.mark.parametrize("name", sorted(set(SELECTS) - {"disagreements"}))
def test_question_finds_on_the_five_pages_what_the_records_say_in_both_libraries(name, records, oxigraph, graph):
    given, wanted = getattr(Told(records), name.replace("-", "_"))()
    found = as_dicts(answer(SHIPPED[name], oxigraph, given))
    assert wanted and found
    for row in wanted:
        assert any(row.items() <= answered.items() for answered in found), row
    assert in_order(found) == in_order(by_rdflib(SHIPPED[name], graph, given))


@pytest.mark.parametrize("name", [n for n in SELECTS if n != "named-together"])
def test_question_without_parameters_is_answered_alike_in_both_libraries(name, oxigraph, graph):
    found = as_dicts(answer(SHIPPED[name], oxigraph))
    assert in_order(found) == in_order(by_rdflib(SHIPPED[name], graph, {}))
    assert found or name == "disagreements"


def test_disagreements_are_found_where_a_page_contradicts_itself(invented):
    wanted = Told(samples.invented()).disagreements()[1]
    found = as_dicts(answer(SHIPPED["disagreements"], store.load_file(invented)))
    assert len(wanted) == 2 and in_order(found) == in_order(by_rdflib(SHIPPED["disagreements"], rdflib.Graph().parse(invented), {}))
    for row in wanted:
        assert any(row.items() <= answered.items() for answered in found), (row, found)


def test_what_contradicts_itself_without_a_figure_of_its_own_is_found_too(tmp_path):
    records = samples.invented()
    bare = records.verdicts[0]
    path = turtle.write(replace(records, verdicts=(replace(bare, claims=()),)), tmp_path)[0]
    found = as_dicts(answer(SHIPPED["disagreements"], store.load_file(path)))
    assert found and {row["reckoning"] for row in found} == {english(bare)}


@pytest.mark.parametrize("name", ["checks", "disagreements"])
def test_a_reckoning_is_told_once_and_in_the_language_that_is_asked_for(name, invented):
    verdicts, told = samples.invented().verdicts, store.load_file(invented)
    for given, words in (({}, english), ({"language": "en"}, english), ({"language": "zh"}, chinese)):
        found = as_dicts(answer(SHIPPED[name], told, given))
        assert len(found) == 2 and {row["reckoning"] for row in found} == set(map(words, verdicts))


def test_targets_with_a_later_result_are_left_out(tmp_path):
    paper = samples._Paper("page.txt", "汕尾市力争2025年造林5万亩，2024年造林3万亩。2025年汕尾市造林6万亩。", f"{samples.BASE}article/x")
    city = samples.entity("LOC", "admin", "汕尾市")

    def claims(*told):
        return tuple(paper.claim(words, printed, value, "亩", "level", "造林", city, time=time, modality=modality) for words, printed, value, time, modality in told)
    goal = ("力争2025年造林5万亩", "5万亩", "50000", "2025", "target")
    before, after = ("2024年造林3万亩", "3万亩", "30000", "2024", "actual"), ("2025年汕尾市造林6万亩", "6万亩", "60000", "2025", "actual")
    for told, left in (((goal,), 1), ((goal, before), 1), ((goal, before, after), 0)):
        made = Records(sources=(paper.source,), entities=(city,), claims=claims(*told), version="0.1.0")
        path = turtle.write(made, tmp_path)[0]
        assert len(answer(SHIPPED["targets-without-result"], store.load_file(path)).rows) == left, told
        assert len(by_rdflib(SHIPPED["targets-without-result"], rdflib.Graph().parse(path), {})) == left


def test_a_rate_is_no_result_of_a_target_and_a_target_of_a_mere_name_is_told(tmp_path):
    paper = samples._Paper("page.txt", "汕尾市力争2025年造林5万亩。2025年汕尾市造林增长3%。力争2026年青松合作社植树9千棵。", f"{samples.BASE}article/x")
    city = samples.entity("LOC", "admin", "汕尾市")
    goal = paper.claim("力争2025年造林5万亩", "5万亩", "50000", "亩", "level", "造林", city, time="2025", modality="target")
    rate = paper.claim("2025年汕尾市造林增长3%", "3%", "3", "%", "rate", "造林", city, time="2025", direction="up")
    own = paper.claim("力争2026年青松合作社植树9千棵", "9千棵", "9000", "棵", "level", "植树", None, time="2026", modality="target", subject_name="青松合作社")
    path = turtle.write(Records(sources=(paper.source,), entities=(city,), claims=(goal, rate, own), version="0.1.0"), tmp_path)[0]
    for found in (as_dicts(answer(SHIPPED["targets-without-result"], store.load_file(path))), by_rdflib(SHIPPED["targets-without-result"], rdflib.Graph().parse(path), {})):
        assert {(row["about"], row["measured"], row["figure"]) for row in found} == {("汕尾市", "造林", "level"), ("青松合作社", "植树", "level")}


@pytest.mark.parametrize("name", ["figures-of-place", "metric-over-places", "metric-over-time"])
def test_a_metric_is_found_in_other_words_for_the_same(name, tmp_path):
    paper = samples._Paper("page.txt", "去年汕尾市国内生产总值300亿元。去年汕尾市粮食产量9万吨。", f"{samples.BASE}article/x")
    city = samples.entity("LOC", "admin", "汕尾市")
    told = tuple(paper.claim(words, printed, value, unit, "level", metric, city, time="2024") for words, printed, value, unit, metric in (
        ("去年汕尾市国内生产总值300亿元", "300亿元", "30000000000", "元", "国内生产总值"), ("去年汕尾市粮食产量9万吨", "9万吨", "90000", "吨", "粮食产量")))
    path = turtle.write(Records(sources=(paper.source,), entities=(city,), claims=told, metrics=(Metric("国内生产总值", "地区生产总值"),), version="0.1.0"), tmp_path)[0]
    given = {"metric": "地区生产总值"}
    for found in (as_dicts(answer(SHIPPED[name], store.load_file(path), given)), by_rdflib(SHIPPED[name], rdflib.Graph().parse(path), given)):
        assert [row["measured"] for row in found] == ["国内生产总值"]


def test_who_is_only_a_name_is_told_among_those_who_say_figures(tmp_path):
    paper = samples._Paper("page.txt", "养蜂人老韩说，今年产蜜3吨。", f"{samples.BASE}article/x")
    said = replace(paper.claim("今年产蜜3吨", "3吨", "3", "吨", "level", "产蜜", None), speaker_name="老韩")
    path = turtle.write(Records(sources=(paper.source,), claims=(said,), version="0.1.0"), tmp_path)[0]
    kept, again = store.load_file(path), rdflib.Graph().parse(path)
    for name, given, wanted in (("said-by", {"speaker": "老韩"}, [("老韩", None)]), ("said-by", {"speaker": "老王"}, []), ("speakers", {}, [("老韩", "1")])):
        for found in (as_dicts(answer(SHIPPED[name], kept, given)), by_rdflib(SHIPPED[name], again, given)):
            assert [(row["who"], row.get("figures")) for row in found] == wanted


def test_portrait_gives_the_triples_about_an_entity_in_both_libraries(records, oxigraph, graph):
    name = Told(records).figures_of_place()[0]["place"]
    asked = SHIPPED["portrait"]
    found = answer(asked, oxigraph, {"entity": name})
    again = graph.query(asked.query, initBindings={"entity": rdflib.Literal(name, lang="zh")})
    assert {tuple(map(text_of, map(answers._from_oxigraph, (t.subject, t.predicate, t.object)))) for t in found.triples} \
        == {tuple(map(str, triple)) for triple in again}
    assert 10 < len(found.triples) < len(answer(asked, oxigraph).triples)
    assert len(rdflib.Graph().parse(data=as_text(found, "turtle"), format="turtle")) == len(found.triples)


# --- the files ---------------------------------------------------------------------------------


def test_at_least_fifteen_questions_are_shipped():
    assert len(SHIPPED) >= 15


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_question_tells_itself_in_two_languages_and_selects_its_parameters(name):
    asked = SHIPPED[name]
    assert asked.en and re.search("[一-鿿]", asked.zh)
    assert all("·" in p.about for p in asked.parameters)
    if "CONSTRUCT" not in asked.query:
        selected = re.search(r"^SELECT DISTINCT (.*) WHERE \{$", asked.query, re.M)[1].split()
        assert {f"?{p.name}" for p in asked.parameters} <= set(selected)
        assert [name for name in selected if name[1:] not in {p.name for p in asked.parameters} and not columns.in_chinese(name[1:])] == []
    used = set(re.findall(r"(?<![\w<?#])(\w+):\w", re.sub(r"^(#|PREFIX).*$|\"[^\"]*\"", "", asked.query, flags=re.M)))
    assert used == set(re.findall(r"^PREFIX (\w+):", asked.query, re.M))


# --- parameters ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("name", [n for n in sorted(SHIPPED) if n not in ("named-together",) and SHIPPED[n].parameters])
def test_hostile_words_in_a_parameter_are_only_words(name, words, oxigraph, graph):
    asked = SHIPPED[name]
    parameter = asked.parameters[0]
    if parameter.type in ("number", "iri") or parameter.type == "name" and not words:
        with pytest.raises(UsageError):
            answer(asked, oxigraph, {parameter.name: words})
        return
    before = len(oxigraph)
    found = answer(asked, oxigraph, {parameter.name: words})
    everything = answer(asked, oxigraph)
    assert len(oxigraph) == before
    if parameter.type in ("part", *questions.LISTS) and not words:
        assert found == everything
    elif found.triples is not None:
        assert found.triples == ()
    else:
        assert found.rows == ()


def test_hostile_names_that_are_in_the_graph_are_found(tmp_path):
    made = turtle.write(samples.hostile(), tmp_path)[0]
    kept, again = store.load_file(made), rdflib.Graph().parse(made)
    for attack in samples.ATTACKS:
        found = as_dicts(answer(SHIPPED["figures-of-organisation"], kept, {"org": attack}))
        assert [row["about"] for row in found] == [attack]
        assert in_order(found) == in_order(by_rdflib(SHIPPED["figures-of-organisation"], again, {"org": attack}))


@pytest.mark.parametrize(("name", "given", "words"), [
    ("ranks", {"subjct": "x"}, "it has subject"), ("biggest-changes", {"least": "many"}, "not a number"), ("biggest-changes", {"least": "1e999999999"}, "not a number"),
    ("biggest-changes", {"least": "NaN"}, "not a number"), ("evidence", {"claim": "not an iri"}, "not an IRI"), ("disagreements", {"x": "1"}, "it has language")])
def test_parameter_that_cannot_be_is_refused(name, given, words):
    with pytest.raises(UsageError, match=words):
        SHIPPED[name].bind(given)


def test_default_of_a_parameter_counts_until_another_value_is_given(oxigraph):
    asked = parse("mine", "# param part part = 市: part\nPREFIX schema: <https://schema.org/>\n"
                  "SELECT ?name ?part { ?x a schema:Place ; schema:name ?name FILTER(CONTAINS(?name, ?part)) }")
    by_default, given = (as_dicts(answer(asked, oxigraph, g)) for g in ({}, {"part": "县"}))
    assert by_default and given
    assert all("市" in row["name"] for row in by_default) and all("县" in row["name"] for row in given)


@pytest.mark.parametrize(("query", "asks"), [
    ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", True), ("ASK { service silent ?x { ?s ?p ?o } }", True),
    ("ASK { ?service ?p 'SERVICE', \"a # SERVICE\" } # SERVICE", False), ("PREFIX a: <urn:SERVICE> ASK { ?s a:service <urn:SERVICE:b> }", False)])
def test_query_that_would_go_to_the_network_is_refused(query, asks, oxigraph):
    if asks:
        with pytest.raises(UsageError, match="no network"):
            answer(parse("q", query), oxigraph)
    else:
        assert answer(parse("q", query), oxigraph).truth is False


# --- the document, and the checkers ----------------------------------------------------------------


def test_strangers_query_in_the_document_answers_from_the_turtle_alone(oxigraph, graph, records):
    document = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    query = re.search(r"```sparql\n(.*?)```", document, re.S)[1]
    assert len(query.splitlines()) < 15 and '"莘县"@zh' in query
    asked = Question("stranger", "", "", (), query)
    found = as_dicts(answer(asked, oxigraph))
    county = next(e.id for e in records.entities if e.name == "莘县")
    wanted = [{"metric": c.metric, "value": plain(c.value), "when": c.time, "words": c.evidence.quote} for c in records.claims if c.subject == county]
    assert wanted and all(any(row.items() <= answered.items() for answered in found) for row in wanted)
    assert {row["speaker"] for row in found} >= {Told(records).name(c.speaker) for c in records.claims if c.subject == county and c.speaker}
    assert in_order(found) == in_order(by_rdflib(asked, graph, {}))


@pytest.mark.parametrize("byte", range(3, 120, 4))
def test_a_wrong_byte_in_a_packed_file_is_a_letter(byte, tmp_path):
    packed = bytearray(gzip.compress("".join(f"<http://a/{n}> <http://b> \"{n * n}\" .\n" for n in range(99)).encode(), mtime=0))
    packed[byte] ^= 255
    path = tmp_path / "graph.nt.gz"
    path.write_bytes(packed)
    if byte in range(4, 10):  # a date, a system: no harm
        assert len(store.load_file(path)) == 99
    else:
        with pytest.raises(UsageError, match="graph.nt.gz"):
            store.load_file(path)


@pytest.mark.parametrize("make", ["pages", samples.invented, samples.hostile])
def test_rapper_and_serdi_read_as_many_triples_as_are_written(make, sample_output, tmp_path):
    rapper, serdi = program("rapper", "Debian: raptor2-utils"), program("serdi", "Debian: serdi")
    path = sample_output / "graph.ttl" if make == "pages" else turtle.write(make(), tmp_path)[0]
    count = len(store.load_file(path))
    by_rapper = subprocess.run([rapper, "-q", "-i", "turtle", "-c", str(path)], capture_output=True, text=True)
    assert (by_rapper.returncode, by_rapper.stderr) == (0, "")
    lines = subprocess.run([rapper, "-q", "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, text=True).stdout
    by_serdi = subprocess.run([serdi, "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, text=True)
    assert (by_serdi.returncode, by_serdi.stderr) == (0, "")
    assert len(lines.splitlines()) == len(by_serdi.stdout.splitlines()) == count > 100


def test_a_missing_checker_fails_in_ci_and_is_skipped_elsewhere(monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="raptor2-utils"):
        program("no-such-checker", "Debian: raptor2-utils")
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception):
        program("no-such-checker", "Debian: raptor2-utils")



def test_nearest_question_is_offered():
    with pytest.raises(UsageError, match="figures-of-place"):
        question("figures-of-plce")
