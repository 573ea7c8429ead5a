"""Every format says the same, in the same bytes; named graphs, packing, RDF 1.2, redirects and links."""
from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import samples

from kg.check.wording import say
from kg.cli import main
from kg.errors import UsageError
from kg.export import PACKED, Settings, graphs, identity, jsonld, packing, syntax, terms, turtle, write_all
from kg.export.schema import NODES, expand
from kg.export.statements import statements
from kg.export.store import load_file
from kg.model import Reason, Records, Verdict

ROOT = Path(__file__).resolve().parents[1]
FORMATS = ("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld")


def enriched() -> Records:
    """The invented records with a reason, a redirect and a link, which no sample has."""
    records = samples.invented()
    first = replace(records.entities[0], because=(Reason("merged", "梅州", "梅州市", "short name of the division"),))
    return replace(records, entities=(first, *records.entities[1:]), redirects=((f"{samples.BASE}org/00000000000000aa", first.id),),
                   elsewhere=((first.id, "https://example.com/thing/1"),))


def triples_of(path: Path) -> set[tuple[str, str, str]]:
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in load_file(path)}


@pytest.mark.parametrize("make", [samples.invented, samples.hostile, enriched, Records, "pages"])
@pytest.mark.parametrize("profile", ["lean", "full"])
def test_all_formats_hold_the_same_triples(make, profile, tmp_path, sample_graph):
    records = sample_graph.records if make == "pages" else make()
    written = write_all(records, tmp_path, FORMATS, Settings(profile=profile))
    wanted = triples_of(written[0])
    assert len(wanted) == len(list(statements(records, samples.BASE, profile == "full")))
    for path in written[1:]:
        found = triples_of(path)
        if path.suffix == ".rdf" and make is samples.hostile:  # XML has no place for control characters
            found, plain = ({tuple(part.translate(_BARE) for part in t) for t in triples} for triples in (found, wanted))
            assert found == plain
        else:
            assert found == wanted, path.name


_BARE = dict.fromkeys((*range(0x20), 0xFFFD, 0xFFFE, 0xFFFF, *map(ord, "\\u0123456789ABCDEFabcdefnrtb")))


@pytest.mark.parametrize("name,kind", [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld"), ("rdfxml", "xml"), ("ntriples", "nt")])
def test_rdflib_reads_every_format_alike(name, kind, tmp_path):
    (path,) = write_all(enriched(), tmp_path, (name,))
    graph = rdflib.Dataset(default_union=True) if kind in ("trig", "nquads") else rdflib.Graph()
    graph.parse(path, format=kind)
    assert len({(s, p, o) for s, p, o in graph.triples((None, None, None))}) == len(set(turtle.to_rdflib(enriched())))


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_packed_formats_unpack_to_the_plain_bytes(name, ending, tmp_path):
    (plain,), (packed,) = (write_all(samples.invented(), tmp_path, (each,)) for each in (name, f"{name}.{ending}"))
    assert packed.name == f"{plain.name}.{ending}" and packed.stat().st_size < plain.stat().st_size
    with packing.open_to_read(packed) as file:
        assert file.read() == plain.read_bytes()
    assert triples_of(packed) == triples_of(plain)


def test_unknown_formats_and_packings_are_refused(tmp_path):
    for name in ("turtel", "turtle.bz2", "tables.gz", "html.zst"):
        with pytest.raises(UsageError, match="unknown format"):
            write_all(Records(), tmp_path, (name,))


def test_bytes_are_the_same_whatever_the_hash_seed(tmp_path):
    script = ("import sys; sys.path.insert(0, 'tests')\nfrom pathlib import Path\nfrom test_rdf_formats import enriched, FORMATS\nfrom kg.export import write_all, Settings\n"
              "write_all(enriched(), Path(sys.argv[1]), (*FORMATS, 'turtle.gz', 'nquads.zst'), Settings(profile='full'))")
    for seed in ("1", "2"):
        subprocess.run([sys.executable, "-c", script, str(tmp_path / seed)], cwd=ROOT, env=dict(os.environ, PYTHONHASHSEED=seed, PYTHONPATH=str(ROOT)), check=True, timeout=120)
    names = sorted(path.name for path in (tmp_path / "1").iterdir())
    assert len(names) == 8
    for name in names:
        assert (tmp_path / "1" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name


def test_each_article_has_a_graph_with_its_claims_and_their_evidence(tmp_path):
    records = samples.invented()
    store = load_file(write_all(records, tmp_path, ("trig",))[0])
    assert {g.value for g in store.named_graphs()} == {a.id for a in records.articles} | {graphs.common_graph(samples.BASE)}
    for claim in records.claims:
        graph = pyoxigraph.NamedNode(claim.evidence.article)
        rows = list(store.query(f"SELECT ?words {{ GRAPH <{graph.value}> {{ <{claim.id}> prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words }} }}",
                                prefixes={"prov": expand("prov:"), "oa": expand("oa:")}))
        assert [row["words"].value for row in rows] == [claim.evidence.quote]
    assert not list(store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))


def test_an_article_graph_does_not_change_when_another_page_joins(tmp_path):
    def by_graph(records: Records) -> dict[str, bytes]:
        return {name: "".join(map(syntax.Lines(samples.BASE).node, stream)).encode() for name, stream in graphs.graphs(records, samples.BASE)}

    few, more = by_graph(samples.many(20)), by_graph(samples.many(24))
    assert len(few) == 11 and all(more[name] == content for name, content in few.items() if not name.endswith("graph/common"))


def test_a_check_across_articles_stands_in_the_common_graph(tmp_path):
    records = samples.invented()
    one, two = (next(c for c in records.claims if c.evidence.article == a.id) for a in records.articles)
    across = Verdict("restated", "disagrees", say("told-twice", metric="甲", first="三", second="四"), (one.id, two.id), (one.evidence, two.evidence))
    within = Verdict("sanity", "agrees", (), (one.id,), (one.evidence,))
    store = load_file(write_all(replace(records, verdicts=(across, within)), tmp_path, ("nquads",))[0])
    stands = {quad.subject.value: quad.graph_name.value for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(expand("kg:verdict")), None)}
    assert sorted(stands.values()) == sorted([one.evidence.article, graphs.common_graph(samples.BASE)])
    seen = [quad.object for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(expand("prov:wasDerivedFrom")), None, pyoxigraph.NamedNode(graphs.common_graph(samples.BASE)))]
    assert len(seen) == 2 and all(list(store.quads_for_pattern(e, None, None, pyoxigraph.NamedNode(graphs.common_graph(samples.BASE)))) for e in seen)


def test_json_ld_reads_like_a_record(tmp_path):
    content = json.loads(write_all(samples.invented(), tmp_path, ("jsonld",))[0].read_text(encoding="utf-8"))
    claim = next(node for node in content["@graph"] if node.get("@type") == "Claim" and node["printedValue"].startswith("55.6"))
    assert (claim["value"], claim["kind"], claim["variableMeasured"]) == ("556000", "kg:kind-level", "metric:金柚种植面积")
    assert claim["@id"].startswith("claim:")
    place = next(node for node in content["@graph"] if node.get("name") == "梅州市")
    assert place["@type"] == ["Place", "schema:AdministrativeArea"]
    words = jsonld.context(samples.BASE)
    assert {node.name for node in NODES} <= set(words)
    paths = [sort["@id"] for sort in words.values() if isinstance(sort, dict)]
    assert len(paths) == len(set(paths)) and {p.path for node in NODES for p in node.properties} <= set(paths)


@pytest.mark.parametrize("name", ["turtle", "ntriples", "trig", "nquads"])
def test_annotated_relations_are_statements_about_statements(name, tmp_path):
    records = samples.invented()
    (path,) = write_all(records, tmp_path, (name,), Settings(annotated=True))
    quads = list(load_file(path))
    reified = {(q.object.subject.value, q.object.predicate.value, q.object.object.value) for q in quads if isinstance(q.object, pyoxigraph.Triple)}
    stated = {(r.subject, f"{samples.BASE}vocabulary#{r.predicate}", r.object) for r in records.relations if r.object}
    assert reified == stated and stated <= {(q.subject.value, q.predicate.value, getattr(q.object, "value", None)) for q in quads}
    assert not any(q.predicate.value == expand("rdf:subject") and q.subject.value in {q.subject.value for q in quads if isinstance(q.object, pyoxigraph.Triple)} for q in quads)


def test_plain_output_is_rdf_1_1_without_blank_nodes(tmp_path):
    for path in write_all(samples.hostile(), tmp_path, FORMATS):
        assert all(isinstance(term, (pyoxigraph.NamedNode, pyoxigraph.Literal)) for q in load_file(path) for term in (q.subject, q.predicate, q.object))


@pytest.mark.parametrize("iri,shown", [
    ("https://example.org/kg/claim/00ff", "claim:00ff"), ("https://example.org/kg/metric/%E3%80%82量", "metric:%E3%80%82量"), ("https://example.org/kg/metric/-量", "<https://example.org/kg/metric/-量>"),
    ("https://example.org/kg/claim/", "<https://example.org/kg/claim/>"), ("https://schema.org/name", "schema:name"), ("https://example.com/a b>", "<https://example.com/a%20b%3E>"),
    ("https://example.org/kg/claim/a/b", "<https://example.org/kg/claim/a/b>"), ("https://example.org/kg/claim/a.", "<https://example.org/kg/claim/a.>")])
def test_an_iri_is_short_where_it_may_be(iri, shown):
    assert syntax.Turtle(samples.BASE).iri(iri) == shown
    line = f"{''.join(f'@prefix {p}: <{h}> .' for p, h in [('claim', 'https://example.org/kg/claim/'), ('metric', 'https://example.org/kg/metric/'), ('schema', 'https://schema.org/')])} {shown} a {shown} ."
    (triple,) = pyoxigraph.parse(line, pyoxigraph.RdfFormat.TURTLE)
    assert triple.subject.value == iri.replace(" ", "%20").replace(">", "%3E")


@pytest.mark.parametrize("text,datatype,shown", [("12", terms.INTEGER, "12"), ("12.5", terms.DECIMAL, "12.5"), ("12", terms.DECIMAL, '"12"^^xsd:decimal'), ("-0.5", terms.DECIMAL, "-0.5"),
                                                 ("1E3", terms.DECIMAL, '"1E3"^^xsd:decimal'), ("１２", terms.INTEGER, '"１２"^^xsd:integer'), ("x", terms.INTEGER, '"x"^^xsd:integer')])
def test_a_number_is_bare_where_turtle_reads_it_back_alike(text, datatype, shown):
    assert syntax.Turtle(samples.BASE).term(terms.Literal(text, datatype)) == shown
    (triple,) = pyoxigraph.parse(f"@prefix xsd: <{expand('xsd:')}> . <a:a> <a:b> {shown} .", pyoxigraph.RdfFormat.TURTLE)
    assert (triple.object.value, triple.object.datatype.value) == (text, datatype)


# --- redirects and links --------------------------------------------------------------------------


def rewritten(records: Records, old: str, new: str) -> Records:
    """The records as if the entity `old` had turned out to be `new`."""
    return replace(records, entities=tuple(e for e in records.entities if e.id != old), namings=tuple(replace(n, entity=new) if n.entity == old else n for n in records.namings),
                   claims=tuple(replace(c, subject=new) if c.subject == old else c for c in records.claims), roles=(), relations=())


@pytest.fixture
def earlier(tmp_path) -> Path:
    write_all(samples.invented(), tmp_path / "earlier", ("turtle", "tables", "manifest"))
    return tmp_path / "earlier"


def test_an_id_that_is_no_more_leads_to_the_entity_that_stands_in_its_places(earlier, tmp_path):
    records = samples.invented()
    assert identity.redirects(earlier, records, samples.BASE) == ()
    named = {n.entity for n in records.namings}
    old, new, last = [e.id for e in records.entities if e.id in named and e.type == "ORG"][:3]
    second = rewritten(records, old, new)
    second = replace(second, redirects=identity.redirects(earlier, second, samples.BASE))
    assert second.redirects == ((old, new),)
    store = load_file(write_all(second, tmp_path / "second", ("turtle", "tables", "manifest"))[0])
    assert list(store.quads_for_pattern(pyoxigraph.NamedNode(old), pyoxigraph.NamedNode(expand("dcterms:isReplacedBy")), pyoxigraph.NamedNode(new)))
    third = rewritten(second, new, last)
    assert identity.redirects(tmp_path / "second", third, samples.BASE) == tuple(sorted([(old, last), (new, last)]))  # the old redirect lives on
    assert identity.redirects(tmp_path / "second", records, samples.BASE) == ()  # and falls when the entity is back


def test_an_entity_that_fell_apart_is_not_redirected(earlier):
    records = samples.invented()
    places = {}
    for n in records.namings:
        places.setdefault(n.entity, []).append(n)
    old = next(e for e, its in sorted(places.items()) if len(its) > 1)
    one, two = [e for e in sorted(places) if e != old][:2]
    split = replace(records, entities=tuple(e for e in records.entities if e.id != old),
                    namings=tuple(n for n in records.namings if n.entity != old) + (replace(places[old][0], entity=one), *(replace(n, entity=two) for n in places[old][1:])))
    assert identity.redirects(earlier, split, samples.BASE) == ()


def test_a_table_links_entities_to_other_data_sets(tmp_path):
    records = samples.invented()
    place = next(e for e in records.entities if e.code)
    firm = next(e for e in records.entities if e.type == "ORG" and not e.code)
    table = tmp_path / "links.csv"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([["code", "name", "same_as"], [place.code, "", "http://www.wikidata.org/entity/Q1"], ["", f" {firm.name}", "https://sws.geonames.org/2/"],
                                    ["", "无此机构", "https://sws.geonames.org/3/"]])
    links, notes = identity.links(table, records)
    assert links == tuple(sorted([(place.id, "http://www.wikidata.org/entity/Q1"), (firm.id, "https://sws.geonames.org/2/")]))
    assert [(n.source, n.message) for n in notes] == [("links.csv:4", "无此机构 is on no page")]
    graph = turtle.to_rdflib(replace(records, elsewhere=links))
    assert (rdflib.URIRef(firm.id), rdflib.OWL.sameAs, rdflib.URIRef("https://sws.geonames.org/2/")) in graph
    twice = replace(records, entities=(*records.entities, replace(firm, id=firm.id + "x", type="LOC")))
    assert "the name of 2 entities" in identity.links(table, twice)[1][0].message


@pytest.mark.parametrize("content,words", [("name,iri\n甲,x\n", "lacks its columns"), ("name,same_as\n甲,not an iri\n", "is no IRI"), ("name,same_as\n,http://a/b\n", "neither code nor name"),
                                           (b"\xff\xfe\x00", "cannot be read"), (None, "cannot be read")])
def test_a_broken_table_is_told_with_its_line(content, words, tmp_path):
    table = tmp_path / "links.csv"
    if content is not None:
        table.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UsageError, match=words):
        identity.links(table, samples.invented())


def test_build_writes_profile_redirects_and_links(tmp_path, capsys):
    page, out, table = tmp_path / "page.txt", tmp_path / "out", tmp_path / "links.csv"
    page.write_text("本报讯（记者 李明）8月4日，记者从韶关市水务局获悉，今年上半年，韶关市新建堤防12公里，同比增长8.5%。\n", encoding="utf-8")
    table.write_text("name,same_as\n韶关市,http://www.wikidata.org/entity/Q57891\n无此市,http://a/b\n", encoding="utf-8")
    rest = ["--formats", "turtle,trig.gz,tables,manifest", "--links", str(table), "--strict"]
    assert main(["build", str(page), "--out", str(out), *rest]) == 0
    assert "not linked links.csv:3: 无此市 is on no page" in capsys.readouterr().err
    lean = (out / "graph.ttl").read_text(encoding="utf-8")
    assert "owl:sameAs <http://www.wikidata.org/entity/Q57891>" in lean and (out / "graph.trig.gz").exists()
    assert main(["build", str(page), "--out", str(out), *rest, "--profile", "full", "--since", str(out)]) == 0
    full = (out / "graph.ttl").read_text(encoding="utf-8")
    assert "kg:valueStart" in full and "oa:TextQuoteSelector" in full and len(full) > len(lean) and "isReplacedBy" not in full
    assert main(["build", str(page), "--out", str(out), "--since", str(tmp_path / "none")]) == 2 and "no earlier build" in capsys.readouterr().err
