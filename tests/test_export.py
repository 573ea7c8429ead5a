"""What the writers promise: linked data that two libraries read alike, tables that come back, a report that says all."""
from __future__ import annotations

import csv
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyoxigraph
import pyshacl
import pytest
import rdflib
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.compare import to_isomorphic

from kg.errors import OutputError, UsageError
from kg.export import Settings, report, schema_documents, statements, tables, terms, turtle, write_all
from kg.export.schema import NODES, expand
from kg.export.shapes import messages
from kg.export.terms import Literal
from kg.export.vocabularies import EXPLAINED, RELATIONS, VOCABULARIES
from kg.model import Article, Naming, Note, Published, Records, Relation, Role

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def records() -> Records:
    return samples.invented()


def named(records: Records, name: str):
    return next(e for e in records.entities if e.name == name)


def as_oxigraph(content: bytes) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(content, pyoxigraph.RdfFormat.TURTLE)
    return store


@pytest.fixture(scope="module", params=["rdflib", "pyoxigraph"])
def ask(request, records, tmp_path_factory):
    """A function from SPARQL to rows of strings, over graph.ttl, in each library."""
    content = turtle.write(records, tmp_path_factory.mktemp("ttl"))[0].read_bytes()
    if request.param == "rdflib":
        graph = rdflib.Graph().parse(data=content, format="turtle")
        return lambda query: [tuple(None if v is None else str(v) for v in row) for row in graph.query(query)]
    store = as_oxigraph(content)
    return lambda query: [tuple(None if v is None else v.value for v in row) for row in store.query(query)]


# --- linked data -------------------------------------------------------------------------


@pytest.mark.parametrize("make", [samples.invented, samples.hostile, lambda: samples.many(40), Records])
@pytest.mark.parametrize("profile", ["lean", "full"])
def test_turtle_is_one_graph_to_rdflib_and_pyoxigraph(make, profile, tmp_path):
    settings = Settings(profile=profile)
    content = turtle.write(make(), tmp_path, settings)[0].read_bytes()
    streamed = list(statements.statements(make(), settings.base, profile == "full"))
    graph = rdflib.Graph().parse(data=content, format="turtle")
    store = as_oxigraph(content)
    assert len(graph) == len(store) == len(streamed) == len(set(streamed))
    by_oxigraph = rdflib.Graph().parse(data=store.dump(format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.DefaultGraph()),
                                       format="nt")
    assert to_isomorphic(graph) == to_isomorphic(by_oxigraph) == to_isomorphic(turtle.to_rdflib(make(), settings))


def test_ntriples_hold_the_same_graph_as_turtle(records, tmp_path):
    lines = turtle.write_ntriples(records, tmp_path)[0].read_bytes()
    content = turtle.write(records, tmp_path)[0].read_bytes()
    assert set(map(str, pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_TRIPLES))) \
        == set(map(str, pyoxigraph.parse(content, pyoxigraph.RdfFormat.TURTLE)))


@pytest.mark.parametrize("profile", ["lean", "full"])
def test_no_node_is_blank(records, profile):
    for subject, predicate, value in statements.statements(records, samples.BASE, profile == "full"):
        for iri in (subject, predicate, *(() if isinstance(value, Literal) else (value,))):
            assert "://" in iri and not set(iri) & set(' <>"{}|\\^`'), iri


def test_organisations_of_a_person_are_found_with_post_and_place(ask):
    rows = ask("""PREFIX org: <http://www.w3.org/ns/org#> PREFIX schema: <https://schema.org/>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX kg: <https://example.org/kg/vocabulary#>
        SELECT ?who ?post ?where WHERE { ?m org:member/schema:name ?who ; org:role/skos:prefLabel ?post ;
                                            (org:organization|kg:officeOf)/schema:name ?where } ORDER BY ?who""")
    assert sorted(rows) == [("丘月明", "总经理", "大埔绿野果业有限公司"), ("钟文辉", "副局长", "梅州市农业农村局"), ("陈国梁", "市长", "云浮市")]


def test_claims_about_a_county_come_with_value_unit_and_time(ask):
    rows = ask("""PREFIX schema: <https://schema.org/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX qudt: <http://qudt.org/schema/qudt/> PREFIX time: <http://www.w3.org/2006/time#>
        SELECT ?metric ?value ?unit ?from ?until WHERE { ?c schema:observationAbout/schema:name "大埔县"@zh ; schema:value ?value ;
          schema:variableMeasured/skos:prefLabel ?metric ; qudt:hasUnit/skos:prefLabel ?unit ;
          time:hasTime [ schema:startDate ?from ; schema:endDate ?until ] }""")
    assert rows == [("仓储基地", "12", "个", "2024-01-01", "2024-12-31")]


def test_sentence_behind_a_claim_is_found_in_the_file_at_its_offsets(ask, records):
    rows = ask("""PREFIX schema: <https://schema.org/> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?claim ?words ?start ?end ?rule ?file WHERE { ?claim a schema:Observation ; prov:wasDerivedFrom ?e .
          ?e oa:hasSelector [ oa:exact ?words ; oa:start ?start ; oa:end ?end ] ; prov:wasGeneratedBy/schema:identifier ?rule ;
             oa:hasSource/schema:isPartOf/schema:name ?file }""")
    texts = {s.name: s.text for s in records.sources}
    assert {row[0] for row in rows} == {c.id for c in records.claims}
    for _, words, start, end, rule, file in rows:
        assert texts[file][int(start):int(end)] == words
        assert rule == "subject-metric-value"


def test_query_of_the_model_document_answers_who_says_what_in_which_words(ask):
    assert len(schema_documents.QUERY.splitlines()) < 15
    rows = ask(schema_documents.QUERY % "梅州市")
    assert ("金柚种植面积", f"{samples.BASE}vocabulary#kind-level", None, "556000", "亩", "2024-01/2024-06", "梅州市农业农村局", "梅州市金柚种植面积达55.6万亩") in rows
    assert len(rows) == 3


def test_disagreeing_claims_are_joined_by_a_check(ask):
    rows = ask("""PREFIX kg: <https://example.org/kg/vocabulary#> PREFIX schema: <https://schema.org/>
        SELECT ?value WHERE { ?check kg:verdict kg:verdict-disagrees ; kg:checks/schema:value ?value }""")
    assert sorted(rows) == [("185000",), ("195000",)]


def test_stated_relations_use_the_standard_property_too(records):
    graph = turtle.to_rdflib(records)
    orchard, huliao = (rdflib.URIRef(named(records, n).id) for n in ("大埔绿野果业有限公司", "湖寮镇"))
    assert (orchard, rdflib.URIRef(expand("kg:located_in")), huliao) in graph
    assert (orchard, rdflib.URIRef(expand("schema:location")), huliao) in graph
    old, new = (rdflib.URIRef(named(records, n).id) for n in ("云浮磐石机械有限公司", "云浮磐石智造股份有限公司"))
    assert (old, rdflib.URIRef(expand("dcterms:isReplacedBy")), new) in graph


def test_lean_profile_spends_at_most_twenty_triples_on_one_claim(records):
    """The worst claim, all slots said and no evidence shared; the mean over real pages is lower."""
    one = Records(claims=records.claims[:1], version="0.1.0")
    none = Records(version="0.1.0")
    spent = [s for s in set(statements.statements(one, samples.BASE)) - set(statements.statements(none, samples.BASE))
             if not any(f"/{room}/" in s[0] for room in ("metric", "unit", "period", "rule"))]
    assert len(spent) <= 20


def test_ids_of_nodes_stay_when_other_pages_join(records):
    alone = {s for s, _, _ in statements.statements(records, samples.BASE)}
    crowd = samples.many(20)
    together = Records(sources=records.sources + crowd.sources, articles=records.articles + crowd.articles,
                       entities=records.entities + crowd.entities, namings=records.namings + crowd.namings, roles=records.roles,
                       relations=records.relations + crowd.relations, claims=records.claims + crowd.claims,
                       verdicts=records.verdicts, rules_hash=records.rules_hash, version=records.version)
    assert alone <= {s for s, _, _ in statements.statements(together, samples.BASE)}


def test_base_can_be_moved(records, tmp_path):
    content = turtle.write(Records(version="1"), tmp_path, Settings(base="https://news.example/kg/"))[0].read_text(encoding="utf-8")
    assert "<https://news.example/kg/software/" in content and "example.org/kg/vocab" not in content


@pytest.mark.parametrize("value,text", [("0.125", "0.125"), ("1.7799E+10", "17799000000"), ("-3", "-3")])
def test_values_are_decimals_without_exponent(value, text):
    assert terms.decimal(Decimal(value)).text == text


def words_everywhere(words: str) -> Records:
    """Records in which every slot that can hold words of a page holds these."""
    paper = samples._Paper(words or "x", words * 2 + "1", words)
    who = samples.entity("PER", words, words or "?", words)
    claim = paper.claim(words, words, "1", words, words or "level", words, who, baseline=words, time=words, rule=words, bound=words or "exact")
    evidence = claim.evidence
    return Records(sources=(paper.source,), entities=(who,), namings=(Naming(who.id, evidence),),
                   articles=(Article(words, paper.name, words, words, words, words, (words,), Published(words), (), 0, 1),),
                   roles=(Role(who.id, words, None, words, words, evidence),),
                   relations=(Relation(who.id, words, None, words, words, evidence),), claims=(claim,),
                   notes=(Note(words, words, words),), rules_fired=((words, 1),), rules_hash=words, version=words)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec=None), max_size=12))
def test_any_words_can_be_written_and_read_back(tmp_path_factory, words):
    folder = tmp_path_factory.mktemp("any")
    written = write_all(words_everywhere(words), folder, ("turtle", "ntriples", "tables", "report", "html"))
    content = written[0].read_bytes()
    graph = rdflib.Graph().parse(data=content, format="turtle")
    assert len(graph) == len(as_oxigraph(content)) > 10
    assert all(path.read_text(encoding="utf-8") for path in written)
    page = written[-1].read_text(encoding="utf-8")
    assert (page.count("<script"), page.count("</script>")) == (2, 2)  # the records and the script of ours


# --- the documents made from the schema ----------------------------------------------------


@pytest.mark.parametrize("path,make", [
    ("kg/ontology.ttl", lambda: schema_documents.as_turtle(schema_documents.ontology()).decode()),
    ("kg/shapes.ttl", lambda: schema_documents.as_turtle(schema_documents.shapes()).decode()),
    ("docs/model.md", schema_documents.model_document)])
def test_committed_document_is_what_the_schema_makes(path, make):
    assert (ROOT / path).read_text(encoding="utf-8") == make(), "run: python -m kg.export.schema_documents"


def test_a_store_compares_every_value_thirds_too(records, tmp_path):
    third = replace(records.claims[0], value=Decimal(1) / 3)
    made = replace(records, claims=(third, *records.claims[1:]))
    store = pyoxigraph.Store()
    store.load(turtle.write(made, tmp_path)[0].read_bytes(), pyoxigraph.RdfFormat.TURTLE)
    count, = next(iter(store.query("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?c <https://schema.org/value> ?v FILTER(?v >= 0 || ?v < 0) }")))
    assert int(count.value) == len(made.claims)


def test_own_terms_and_closed_lists_say_themselves_in_two_languages():
    graph = rdflib.Graph().parse(ROOT / "kg/ontology.ttl")
    own = {str(term) for term in graph.subjects(rdflib.RDFS.isDefinedBy)}
    told = {rdflib.RDFS.label: own, rdflib.RDFS.comment: {expand(path) for path in EXPLAINED},
            **dict.fromkeys((rdflib.SKOS.prefLabel, rdflib.SKOS.definition), {expand(f"kg:{v.name}-{value.code}") for v in VOCABULARIES for value in v.values})}
    for says, terms_ in told.items():
        for term in terms_:
            assert sorted(words.language for words in graph.objects(rdflib.URIRef(term), says)) == ["en", "zh"], (term, says)
    relations = {expand(f"kg:{r.code}") for r in RELATIONS}
    schemes = {expand(f"kg:{v.name}-values") for v in VOCABULARIES}
    assert own - relations - schemes == {expand(path) for path in EXPLAINED}
    for sort, zh, en in ((p.range, *messages(node, p)) for node in NODES for p in node.properties):
        assert not re.search("[a-z]{3}|\\*", zh) and "a value of *" not in en, (sort, zh, en)
    labels = [str(words) for says in (rdflib.RDFS.label, rdflib.SKOS.prefLabel) for words in graph.objects(None, says) if words.language == "zh"]
    assert [words for words in labels if re.search("水平|情态|已然|实体|谓词|宾语|主语|选择器|边界", words)] == []


@pytest.mark.parametrize("make", [samples.invented, samples.hostile])
def test_every_property_written_is_in_the_schema(make):
    described = {expand(p.path) for node in NODES for p in node.properties} | {expand("rdf:type")}
    described |= {expand(f"kg:{r.code}") for r in RELATIONS} | {expand(r.standard) for r in RELATIONS if r.standard}
    assert {p for _, p, _ in statements.statements(make(), samples.BASE)} <= described


def test_shapes_accept_the_graph_and_reject_planted_faults(records):
    shapes = rdflib.Graph().parse(data=schema_documents.as_turtle(schema_documents.shapes()), format="turtle")

    def complaints(graph: rdflib.Graph) -> int:
        _, found, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
        return len(list(found.subjects(rdflib.RDF.type, rdflib.URIRef("http://www.w3.org/ns/shacl#ValidationResult"))))

    good = turtle.to_rdflib(records)
    assert complaints(good) == 0
    claim = rdflib.URIRef(records.claims[0].id)
    for path, wrong in [("schema:value", rdflib.Literal("many")), ("kg:kind", rdflib.URIRef("https://example.org/kg/vocabulary#bound-min")),
                        ("prov:wasDerivedFrom", None), ("kg:printedValue", None)]:
        graph = turtle.to_rdflib(records)
        graph.remove((claim, rdflib.URIRef(expand(path)), None))
        if wrong is not None:
            graph.add((claim, rdflib.URIRef(expand(path)), wrong))
        assert complaints(graph) >= 1, path


# --- tables --------------------------------------------------------------------------------


def read_table(folder: Path, name: str) -> list[dict[str, str]]:
    content = (folder / "tables" / f"{name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf") and content.count(b"\r\n") >= 1
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tables_parse_back_to_the_records(records, tmp_path):
    tables.write(records, tmp_path)
    claims = read_table(tmp_path, "claims")
    assert [(c["id"], Decimal(c["value"]), c["unit"], int(c["value_start"])) for c in claims] \
        == [(c.id, c.value, c.unit, c.value_start) for c in records.claims]
    assert claims[0]["value"] == "556000" and {c["value"] for c in claims} >= {"50000000000", "3.2"}
    texts = {s.name: s.text for s in records.sources}
    for row in read_table(tmp_path, "mentions"):
        assert texts[row["source"]][int(row["start"]):int(row["end"])] == row["surface"]
    roles = read_table(tmp_path, "roles")
    assert ("陈国梁", "市长", "云浮市") in {(r["person_name"], r["position"], r["org_name"]) for r in roles}
    assert [len(read_table(tmp_path, n)) for n in ("articles", "entities", "relations", "numbers", "verdicts")] == [2, 18, 5, 17, 1]


def test_cells_that_start_a_formula_are_guarded_and_offsets_stay_true(tmp_path):
    records = samples.hostile()
    tables.write(records, tmp_path)
    for name in tables.TABLES:
        for row in read_table(tmp_path, name):
            for column, cell in row.items():
                if column not in ("value", "upper"):
                    assert not cell.lstrip().startswith(("=", "+", "-", "@")) and not cell.startswith(("\t", "\r")), (name, column, cell)
    texts = {s.name: s.text for s in records.sources}
    surfaces = {r["surface"].removeprefix("'") if r["surface"][1:2] in "=+-@\t" else r["surface"] for r in read_table(tmp_path, "mentions")}
    assert surfaces <= {texts[s.name][n.evidence.start:n.evidence.end] for s in records.sources for n in records.namings}


def test_negative_values_stay_plain_numbers():
    assert tables.guard("-3") == "'-3" and tables.plain(Decimal("-3.50")) == "-3.5"


# --- report, and all writers together ------------------------------------------------------


def test_report_names_skipped_pages_open_numbers_and_seconds(records, tmp_path):
    text = report.write(records, tmp_path)[0].read_text(encoding="utf-8")
    for words in ("broken.txt: is not text in any known encoding", "unexplained 1", "yunfu-0901.txt:25-26  8", "0.250  extract",
                  "claims     15", "name-in-list"):
        assert words in text, text


def test_report_keeps_page_words_on_one_line():
    assert report._one_line("甲\n乙\u202e") == "甲 乙\\u202e"


def test_unknown_format_is_refused_with_the_known_ones(records, tmp_path):
    with pytest.raises(UsageError, match="turtle"):
        write_all(records, tmp_path, ("turtel",))


def test_folder_that_is_a_file_is_an_output_error(records, tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(OutputError):
        write_all(records, tmp_path / "out", ("tables",))


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path):
    code = ("import sys, pathlib, hashlib; sys.path.insert(0, 'tests'); import samples; from kg.export import write_all\n"
            "files = write_all(samples.invented(), pathlib.Path(sys.argv[1]), ('turtle', 'tables', 'ntriples'))\n"
            "print(hashlib.sha256(b''.join(f.read_bytes() for f in files)).hexdigest())")
    seen = {subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], cwd=ROOT, text=True, check=True, capture_output=True,
                           env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2", "3")}
    assert len(seen) == 1
