"""The shipped questions, asked of the five pages' graph in two libraries; the commands; the Turtle as checkers see it."""
from __future__ import annotations

import csv
import doctest
import io
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import samples
from kg.cli import main
from kg.errors import OutputError, UsageError
from kg.export import Settings, answers, questions, store, turtle
from kg.export.answers import Answer, answer, as_text
from kg.export.questions import Question, parse, question
from kg.export.statements import Literal
from kg.export.tables import plain
from kg.model import Records

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


# --- what each question must answer, told from the records --------------------------------------


class Told:
    """The records, asked in Python: for each question its parameters and rows that must be among the answers."""

    def __init__(self, records: Records):
        self.records = records
        self.entities = {e.id: e for e in records.entities}
        self.claims = [c for c in records.claims if c.subject in self.entities]
        self.articles = {a.id: a for a in records.articles}

    def name(self, entity: str | None) -> str | None:
        return self.entities[entity].name if entity in self.entities else None

    def of_type(self, kind: str) -> list:
        return [c for c in self.claims if self.entities[c.subject].type == kind]

    def most(self, names) -> str:
        """The commonest name, the first by spelling among equals."""
        return min(Counter(names).items(), key=lambda pair: (-pair[1], pair[0]))[0]

    def figures(self, kind: str, parameter: str):
        about = self.most(self.name(c.subject) for c in self.of_type(kind))
        rows = [{"about": about, "measured": c.metric or None, "value": plain(c.value), "printed": c.value_text, "when": c.time, "stated": c.modality,
                 "unit": c.unit or None, "words": "".join(c.evidence.quote.split())} for c in self.of_type(kind) if self.name(c.subject) == about]
        return {parameter: about}, rows

    def figures_of_place(self):
        return self.figures("LOC", "place")

    def figures_of_organisation(self):
        return self.figures("ORG", "org")

    def posts(self):
        return {}, [{"who": self.name(r.person), "position": r.position, "at": self.name(r.org) or r.org_name or "", "when": r.time} for r in self.records.roles]

    def metric_over_time(self):
        dated = [c for c in self.claims if c.metric and re.fullmatch(r"\d{4}-\d\d-\d\d", c.time or "")]
        metric = self.most(c.metric for c in dated)
        return {"metric": metric}, [{"about": self.name(c.subject), "from": c.time, "until": c.time, "measured": metric, "value": plain(c.value)}
                                    for c in dated if c.metric == metric]

    def metric_over_places(self):
        metric = self.most(c.metric for c in self.of_type("LOC") if c.metric)
        return {"metric": metric}, [{"place": self.name(c.subject), "measured": metric, "value": plain(c.value), "code": self.entities[c.subject].code}
                                    for c in self.of_type("LOC") if c.metric == metric]

    def firms(self):
        placed = [e for e in self.records.entities if e.subtype == "company" and e.within]
        place = self.most(self.name(e.within) for e in placed)
        return {"place": place}, [{"firm": e.name, "lies_in": place} for e in placed if self.name(e.within) == place]

    def disagreements(self):
        claims = {c.id: c for c in self.records.claims}
        return {}, [{"sort": v.kind, "reckoning": v.message, "printed": claims[c].value_text} for v in self.records.verdicts if v.verdict == "disagrees" for c in v.claims]

    def checks(self):
        return {"verdict": "agrees"}, [{"found": "agrees", "kind": v.kind, "reckoning": v.message} for v in self.records.verdicts if v.verdict == "agrees"]

    def targets_without_result(self):
        done = {(c.subject, c.metric) for c in self.claims if c.modality == "actual"}
        return {}, [{"about": self.name(c.subject), "measured": c.metric, "value": plain(c.value), "stated": c.modality} for c in self.claims
                    if c.metric and c.modality in ("planned", "target") and (c.subject, c.metric) not in done]

    def evidence(self):
        c = self.records.claims[0]
        return {"claim": c.id}, [{"statement": c.id, "printed": c.value_text, "file": c.evidence.source, "start": str(c.evidence.start),
                                  "end": str(c.evidence.end), "rule": c.evidence.rule}]

    def together(self) -> dict[str, set[str]]:
        named: dict[str, set[str]] = {}
        for n in self.records.namings:
            if n.evidence.article in self.articles and n.entity in self.entities and self.entities[n.entity].type == "ORG":
                named.setdefault(n.evidence.article, set()).add(n.entity)
        return named

    def named_together(self):
        named = self.together()
        one = self.most(entity for entities in named.values() if len(entities) > 1 for entity in sorted(entities))
        counts = Counter(other for entities in named.values() if one in entities for other in entities - {one})
        return {"org": self.name(one)}, [{"one": self.name(one), "other": self.name(other), "articles": str(n)} for other, n in counts.items()]

    def people_of_organisation(self):
        seat = self.most(r.org for r in self.records.roles if r.org)
        return {"org": self.name(seat)}, [{"at": self.name(seat), "who": self.name(r.person), "post": r.position} for r in self.records.roles if r.org == seat]

    def articles_about(self):
        named = [n for n in self.records.namings if n.evidence.article in self.articles]
        entity = self.most(n.entity for n in named)
        return {"entity": self.name(entity)}, [{"named": self.name(entity), "file": n.evidence.source, "headline": self.articles[n.evidence.article].title or None}
                                               for n in named if n.entity == entity]

    def biggest_changes(self):
        return {"unit": "%", "least": "5"}, [{"value": plain(c.value), "in": "%", "words": "".join(c.evidence.quote.split())} for c in self.records.claims
                                             if c.kind == "rate" and c.unit == "%" and c.value >= 5]

    def ranks(self):
        return {}, [{"rank": plain(c.value), "about": c.subject_name or ""} for c in self.records.claims if c.kind == "rank"]

    def said_by(self):
        speaker = self.most(c.speaker for c in self.records.claims if c.speaker)
        return {"speaker": self.name(speaker)}, [{"who": self.name(speaker), "printed": c.value_text, "when": c.time} for c in self.records.claims if c.speaker == speaker]

    def within(self):
        inner = [e for e in self.records.entities if e.within in self.entities and self.entities[e.within].type == "LOC"]
        place = self.most(self.name(e.within) for e in inner)
        return {"place": place}, [{"area": place, "inside": e.name, "sort": e.subtype or None} for e in inner if self.name(e.within) == place]

    def relations(self):
        return {"predicate": "located"}, [{"from": self.name(r.subject), "relation": "located_in", "to": self.name(r.object)}
                                          for r in self.records.relations if r.predicate == "located_in" and r.object]

    def speakers(self):
        counts = Counter(c.speaker for c in self.records.claims if c.speaker)
        return {"least": "2"}, [{"who": self.name(who), "figures": str(n)} for who, n in counts.items() if n > 1]

    def rules_at_work(self):
        return {}, [{"id": rule, "figures": str(n)} for rule, n in Counter(c.evidence.rule for c in self.records.claims).items()]


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
    if parameter.type == "part" and not words:
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
    ("biggest-changes", {"least": "NaN"}, "not a number"), ("evidence", {"claim": "not an iri"}, "not an IRI"), ("disagreements", {"x": "1"}, "it has none")])
def test_parameter_that_cannot_be_is_refused(name, given, words):
    with pytest.raises(UsageError, match=words):
        SHIPPED[name].bind(given)


def test_default_of_a_parameter_counts_until_another_value_is_given(oxigraph):
    asked = parse("mine", "# param part part = 市: part\nPREFIX schema: <https://schema.org/>\n"
                  "SELECT ?name ?part { ?x a schema:Place ; schema:name ?name FILTER(CONTAINS(?name, ?part)) }")
    by_default, given = (as_dicts(answer(asked, oxigraph, g)) for g in ({}, {"part": "县"}))
    assert by_default and given
    assert all("市" in row["name"] for row in by_default) and all("县" in row["name"] for row in given)


# --- the store, and another base ------------------------------------------------------------------


def test_store_on_disk_gives_the_answers_of_the_file_and_is_replaced_whole(tmp_path):
    made, folder = samples.invented(), tmp_path / "store"
    count = store.fill_store(made, folder)
    first = answer(SHIPPED["posts"], store.open_store(folder))
    assert first.rows == answer(SHIPPED["posts"], store.load_file(turtle.write(made, tmp_path)[0])).rows and first.rows
    assert store.fill_store(samples.many(10), folder) != count == store.fill_store(made, folder)
    assert len(store.open_store(folder)) == count
    (tmp_path / ".store-writing").mkdir()  # what a killed build left
    store.fill_store(made, folder)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_folder_that_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="left alone"):
        store.fill_store(samples.invented(), tmp_path / "letters")
    assert (tmp_path / "letters" / "mine.txt").read_text() == "mine"


def test_writing_that_dies_leaves_the_last_store_whole(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    count = store.fill_store(samples.invented(), folder)

    def die(*_arguments):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(store, "_fill", die)
    with pytest.raises(OutputError, match="No space left"):
        store.fill_store(samples.many(4), folder)
    assert len(store.open_store(folder)) == count and [p.name for p in tmp_path.iterdir()] == ["store"]
    folder.rename(tmp_path / ".store-old")  # killed between the two renamings
    with pytest.raises(OutputError, match="No space left"):
        store.fill_store(samples.many(4), folder)
    assert len(store.open_store(folder)) == count and [p.name for p in tmp_path.iterdir()] == ["store"]


def test_questions_find_a_graph_of_another_base(tmp_path):
    path = turtle.write(samples.invented(), tmp_path, Settings(base="https://news.example/kg/"))[0]
    assert len(answer(SHIPPED["disagreements"], store.load_file(path)).rows) == 2


# --- the commands ----------------------------------------------------------------------------------


def test_build_fills_a_store_that_ask_and_query_read(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("本报讯（记者 李明）8月4日，滨江市水务局局长王建国介绍，今年上半年，滨江市新建供水管线120公里。\n", encoding="utf-8")
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--store", str(tmp_path / "store"), "--quiet"]) == 0
    for where in (["--store", str(tmp_path / "store")], ["--data", str(tmp_path / "out" / "graph.ttl")]):
        assert main(["ask", "posts", "person=王建国", "--format", "csv", *where]) == 0
        assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1][:3] == ["王建国", "局长", "滨江市水务局"]


def test_ask_lists_every_question_with_its_parameters(capsys):
    assert main(["ask"]) == 0
    out = capsys.readouterr().out
    for asked in SHIPPED.values():
        assert asked.en in out and asked.zh in out and all(f"{p.name}=…" in out for p in asked.parameters)
    assert main(["ask", "ranks", "--show"]) == 0
    assert capsys.readouterr().out == SHIPPED["ranks"].query


def test_query_prints_tables_csv_json_and_turtle(invented, tmp_path, capsys):
    asked = tmp_path / "cities.rq"
    asked.write_text("PREFIX schema: <https://schema.org/>\nSELECT ?city ?code { ?c a schema:AdministrativeArea ; schema:name ?city . "
                     "OPTIONAL { ?c schema:identifier ?code } } ORDER BY ?city", encoding="utf-8")

    def printed(*arguments: str) -> str:
        assert main(["query", *arguments, "--data", str(invented)]) == 0
        return capsys.readouterr().out
    names = sorted(e.name for e in samples.invented().entities if e.type == "LOC" and e.subtype == "admin")
    table = printed(str(asked)).splitlines()
    assert table[0].split() == ["city", "code"] and [line.split()[0] for line in table[2:-1]] == names and table[-1] == f"{len(names)} rows"
    assert [row[0] for row in csv.reader(io.StringIO(printed(str(asked), "--format", "csv")))] == ["city", *names]
    found = json.loads(printed(str(asked), "--format", "json"))
    assert found["head"]["vars"] == ["city", "code"] and found["results"]["bindings"][0]["city"] == {"type": "literal", "value": names[0], "xml:lang": "zh"}
    assert len(list(pyoxigraph.parse(printed("portrait", f"entity={names[0]}"), pyoxigraph.RdfFormat.TURTLE))) > 3
    assert printed("portrait", f"entity={names[0]}", "--format", "table").startswith("subject")


def test_query_is_read_from_standard_input(invented, capsys, monkeypatch):
    for words, wanted in (("ASK { ?s ?p ?o }", "yes\n"), ("ASK { ?s <a:b> ?o }", "no\n")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        assert main(["query", "-", "--data", str(invented)]) == 0
        assert capsys.readouterr().out == wanted


@pytest.mark.parametrize(("query", "asks"), [
    ("SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }", True), ("ASK { service silent ?x { ?s ?p ?o } }", True),
    ("ASK { ?service ?p 'SERVICE', \"a # SERVICE\" } # SERVICE", False), ("PREFIX a: <urn:SERVICE> ASK { ?s a:service <urn:SERVICE:b> }", False)])
def test_query_that_would_go_to_the_network_is_refused(query, asks, oxigraph):
    if asks:
        with pytest.raises(UsageError, match="no network"):
            answer(parse("q", query), oxigraph)
    else:
        assert answer(parse("q", query), oxigraph).truth is False


@pytest.mark.parametrize(("arguments", "words"), [
    (["ask", "post"], "did you mean 'posts'"), (["query", "zzz"], "kg ask lists them"), (["query", "no/such.rq"], "no such file"),
    (["ask", "posts", "--data", "no/graph.ttl"], "kg build"), (["ask", "posts", "--store", "no/store"], "not an Oxigraph store"),
    (["ask", "posts", "--data", "README.md"], "no RDF format"), (["ask", "posts", "王"], "PARAM=VALUE"), (["ask", "posts", "who=王"], "it has person"),
    (["ask", "posts", "person=a", "person=b"], "twice"), (["ask", "posts", "--format", "turtle"], "CONSTRUCT"),
    (["query", "BROKEN"], "not a SPARQL 1.1 query"), (["query", "UPDATE"], "queries only"), (["query", "TYPE"], "unknown type"),
    (["query", "LOOSE", "x=1"], "selected variables"), (["ask", "posts", "--data", "BAD.ttl"], "no valid Turtle")])
def test_what_cannot_be_answered_is_told_in_a_short_letter(arguments, words, invented, tmp_path, capsys):
    files = {"BROKEN": "SELECT * {\n ?s ?p", "UPDATE": "DELETE WHERE { ?s ?p ?o }", "TYPE": "# param x words: x\nASK {}",
             "LOOSE": "# param x part: x\nSELECT ?s { ?s ?p ?x }", "BAD.ttl": "<a> <b> .\n"}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    arguments = [str(tmp_path / a) if a in files else str(ROOT / a) if a == "README.md" else a for a in arguments]
    if "--data" not in arguments and "--store" not in arguments:
        arguments += ["--data", str(invented)]
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert words in told and len(told.splitlines()) == 1 and "Traceback" not in told


def test_answers_are_harmless_to_a_terminal_and_a_spreadsheet(tmp_path, capsys):
    path = turtle.write(samples.hostile(), tmp_path)[0]
    assert main(["ask", "figures-of-organisation", "--data", str(path), "--format", "csv"]) == 0
    for row in csv.reader(io.StringIO(capsys.readouterr().out)):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert main(["ask", "figures-of-organisation", "--data", str(path)]) == 0
    assert not set(capsys.readouterr().out) & set("\u202e\u202c\u200b\t\x1b")


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


def checker(name: str) -> str:
    """The checker's path; without it the test is skipped, but in CI it fails."""
    found = shutil.which(name)
    if not found:
        reason = f"{name} is not installed (Debian: raptor2-utils, serdi)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.mark.parametrize("make", ["pages", samples.invented, samples.hostile])
def test_rapper_and_serdi_read_as_many_triples_as_are_written(make, sample_output, tmp_path):
    rapper, serdi = checker("rapper"), checker("serdi")
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
        checker("no-such-checker")
    monkeypatch.setenv("CI", "")
    with pytest.raises(pytest.skip.Exception):
        checker("no-such-checker")


@pytest.mark.parametrize("module", [answers, questions, store])
def test_examples_in_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


def test_nearest_question_is_offered():
    with pytest.raises(UsageError, match="figures-of-place"):
        question("figures-of-plce")
