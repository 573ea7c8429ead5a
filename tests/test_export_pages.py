"""The outputs of the five sample pages, asked as their users will ask them."""
from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
import yaml
from rdflib import RDFS, SKOS

from kg.export import schema_documents
from kg.export.schema import BASE
from kg.export.statements import statements
from kg.export.vocabularies import values_of

ROOT = Path(__file__).resolve().parents[1]
PREFIXES = """PREFIX schema: <https://schema.org/> PREFIX org: <http://www.w3.org/ns/org#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX time: <http://www.w3.org/2006/time#>
PREFIX kg: <https://example.org/kg/vocabulary#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> """


@pytest.fixture(scope="module")
def turtle(sample_output) -> bytes:
    return (sample_output / "graph.ttl").read_bytes()


@pytest.fixture(scope="module")
def by_rdflib(turtle) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle, format="turtle")


@pytest.fixture(scope="module")
def by_oxigraph(turtle) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(turtle, pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module")
def ask(by_rdflib, by_oxigraph):
    """SPARQL to sorted rows of strings; both libraries must give the same."""
    def answer(query: str, prefixes: str = PREFIXES) -> list[tuple]:
        one = sorted((tuple(None if v is None else str(v) for v in row) for row in by_rdflib.query(prefixes + query)), key=str)
        two = sorted((tuple(None if v is None else v.value for v in row) for row in by_oxigraph.query(prefixes + query)), key=str)
        assert one == two
        return one
    return answer


def test_both_libraries_count_the_same_triples(by_rdflib, by_oxigraph, sample_graph):
    assert len(by_rdflib) == len(by_oxigraph) == len(sample_graph.to_rdflib()) > 1000


def test_every_post_is_found_with_its_holder_and_organisation(ask, sample_graph):
    names = {e.id: e.name for e in sample_graph.entities}
    rows = ask("""SELECT ?who ?post ?where WHERE { ?m org:member/schema:name ?who ; org:role/skos:prefLabel ?post .
                  OPTIONAL { ?m org:organization|kg:officeOf ?o . ?o schema:name ?where } }""")
    assert {(names[r.person], r.position, names.get(r.org or "")) for r in sample_graph.roles} == set(rows)


def test_claims_about_a_county_come_with_value_and_time(ask, sample_graph):
    rows = ask("""SELECT ?value ?when ?from WHERE { ?c schema:observationAbout/schema:name "莘县"@zh ; schema:value ?value ;
                  time:hasTime ?p . ?p rdfs:label ?when ; schema:startDate ?from }""")
    county = next(e.id for e in sample_graph.entities if e.name == "莘县")
    wanted = {(c.value, c.time) for c in sample_graph.claims if c.subject == county and c.time}
    assert wanted and {(Decimal(value), when) for value, when, _ in rows} == wanted
    assert (Decimal("17799000000"), "2025-06-30") in wanted


def test_the_words_behind_every_claim_stand_in_the_file_at_their_offsets(ask, sample_graph):
    rows = ask("""SELECT ?claim ?words ?start ?end ?file WHERE { ?claim a schema:Observation ; prov:wasDerivedFrom ?e .
                  ?e oa:hasSource/schema:isPartOf?/schema:name ?file ; oa:hasSelector [ oa:exact ?words ; oa:start ?start ; oa:end ?end ] }""")
    assert {row[0] for row in rows} == {c.id for c in sample_graph.claims}
    texts = {s.name: s.text for s in sample_graph.sources}
    for _, words, start, end, file in rows:
        assert "".join(texts[file][int(start):int(end)].split()) == "".join(words.split())


def test_query_of_the_model_document_answers_for_a_county_of_the_pages(ask):
    rows = ask(schema_documents.QUERY % "莘县", prefixes="")
    assert any(value == "17799000000" and unit == "元" and "177.99亿元" in "".join(words.split()) for _, kind, _, value, unit, _, _, words in rows if kind.endswith("#kind-level"))


def test_every_own_term_of_the_graph_is_in_the_vocabulary_with_its_words(by_rdflib):
    own = f"{BASE}vocabulary#"
    told = rdflib.Graph().parse(ROOT / "kg/ontology.ttl")
    used = {term for triple in by_rdflib for term in triple if isinstance(term, rdflib.URIRef) and term.startswith(own)}
    assert rdflib.URIRef(f"{own}said") in used and rdflib.URIRef(f"{own}subtype-tier") in used
    for term in used:
        for words in ((RDFS.label, SKOS.prefLabel), (RDFS.comment, SKOS.definition)):
            assert {text.language for path in words for text in told.objects(term, path)} == {"zh", "en"}, term


def test_every_subtype_and_relation_that_a_rule_gives_is_in_the_closed_lists():
    rules = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "rules").glob("*.yaml"))]
    given = [rule["set"] for told in rules if isinstance(told, dict) for rule in told.get("rules") or () if isinstance(rule.get("set"), dict)]
    for slot, listed in (("subtype", "subtype"), ("predicate", "relation")):
        words = {each[slot] for each in given if slot in each}
        assert len(words) > 10 and words <= {value.code for value in values_of(listed)}


def test_a_claim_costs_at_most_twenty_triples(sample_graph):
    records = replace(sample_graph.records, verdicts=())
    spent = len(set(statements(records, sample_graph.base))) - len(set(statements(replace(records, claims=()), sample_graph.base)))
    assert spent / len(records.claims) <= 20


def test_the_graph_conforms_to_the_shapes(by_rdflib):
    conforms, _, text = pyshacl.validate(by_rdflib, shacl_graph=rdflib.Graph().parse(ROOT / "kg/shapes.ttl"), inference="none")
    assert conforms, text[:2000]


def test_tables_name_the_ids_that_the_turtle_names(sample_output, by_rdflib):
    subjects = {str(s) for s in by_rdflib.subjects()}
    for table in ("entities", "claims", "articles"):
        with (sample_output / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            ids = [row["id"] for row in csv.DictReader(file)]
        assert ids and set(ids) <= subjects


def test_report_counts_what_the_tables_hold(sample_output, sample_graph):
    text = (sample_output / "report.txt").read_text(encoding="utf-8")
    assert f"claims     {len(sample_graph.claims)}" in text and "\nseconds" in text
