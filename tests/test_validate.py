"""The shapes: they accept what is written, and each planted fault is found, with its message, by three validators."""
from __future__ import annotations

from dataclasses import replace

import pyoxigraph
import pytest
import samples
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.check.wording import say
from kg.cli import main
from kg.export import Settings, turtle, validation
from kg.export.constraints import CONSTRAINTS
from kg.export.schema import NODES, expand, prefixes
from kg.export.statements import nodes, statements
from kg.export.store import load_file
from kg.export.validation import Complaint
from kg.model import Verdict

XSD = "http://www.w3.org/2001/XMLSchema#"
ENGINES = {"quick": validation.quick, "pyshacl": validation.by_pyshacl, "pyrudof": validation.by_pyrudof}


def iri(name: str) -> NamedNode:
    return NamedNode(name if "://" in name else expand(name))


def term(value):
    if isinstance(value, tuple):
        text, kind = value
        return pyoxigraph.Literal(text, language=kind) if kind == "zh" else pyoxigraph.Literal(text, datatype=NamedNode(XSD + kind))
    return iri(value) if ":" in value else pyoxigraph.Literal(value)


class Garden:
    """A good graph, in which faults are planted, each on a node of its own."""

    def __init__(self):
        self.store = pyoxigraph.Store()
        one = samples.invented()
        many = samples.many(320)
        impossible = tuple(Verdict("sanity", "disagrees", say("too-old", printed=c.value_text), (c.id,), (c.evidence,)) for c in many.claims[:3])
        for records in (replace(many, version=one.version, rules_hash=one.rules_hash, verdicts=impossible), one):
            self.store.extend(Quad(t.subject, t.predicate, t.object) for t in turtle.triples(statements(records, samples.BASE)))
        self.used: set[str] = set()

    def get(self, node: str, path: str):
        return next(q.object for q in self.store.quads_for_pattern(iri(node), iri(path), None))

    def set(self, node: str, path: str, *values) -> None:
        for quad in list(self.store.quads_for_pattern(iri(node), iri(path), None)):
            self.store.remove(quad)
        for value in values:
            self.add(node, path, value)

    def add(self, node: str, path: str, value) -> None:
        self.store.add(Quad(iri(node), iri(path), value if isinstance(value, (NamedNode, pyoxigraph.Literal)) else term(value), DefaultGraph()))

    def pick(self, where: str) -> str:
        """The first node, by IRI, that matches and that no fault has had."""
        rows = sorted({row["n"].value for row in self.store.query(f"SELECT DISTINCT ?n WHERE {{ {where} }}", prefixes=prefixes())} - self.used)
        assert rows, where
        self.used.add(rows[0])
        return rows[0]

    def claim(self, metric: str = "游客接待量") -> str:
        return self.pick(f'?n a schema:Observation ; kg:kind kg:kind-level ; kg:bound kg:bound-exact ; schema:variableMeasured/skos:prefLabel "{metric}"@zh')

    def evidence(self) -> str:
        return self.pick("?c a schema:Observation ; prov:wasDerivedFrom ?n")

    def selector(self) -> str:
        return self.get(self.evidence(), "oa:hasSelector").value


TOWN = "?n a schema:Place ; schema:containedInPlace ?over . FILTER NOT EXISTS { ?c schema:observationAbout ?n } FILTER NOT EXISTS { ?in schema:containedInPlace ?n }"
STATION = "?n a schema:Organization ; schema:location ?place"
FAULTS: dict[str, tuple] = {}


def fault(shape: str, words: str, *others: str):
    """Registers a fault: the shape that must complain of the node it returns, words of the message, shapes that complain too."""
    def register(plant):
        FAULTS[plant.__name__.replace("_", " ")] = (plant, shape, words, others)
        return plant
    return register


def on(shape: str, words: str, pick, path: str, *values, name: str):
    """A fault that sets one property of a picked node to `values` (none: removes it)."""
    def plant(g: Garden) -> str:
        node = pick(g)
        g.set(node, path, *values)
        return node
    plant.__name__ = name
    fault(shape, words)(plant)


def also(shape: str, words: str, pick, path: str, value, name: str):
    """A fault that adds one value to a property of a picked node."""
    def plant(g: Garden) -> str:
        node = pick(g)
        g.add(node, path, value)
        return node
    plant.__name__ = name
    fault(shape, words)(plant)


CLAIM, EVIDENCE, SELECTOR = Garden.claim, Garden.evidence, Garden.selector
on("Claim-schema-value", "exactly one xsd:decimal", CLAIM, "schema:value", name="claim_without_value")
also("Claim-schema-value", "exactly one xsd:decimal", CLAIM, "schema:value", ("1234567", "decimal"), name="claim_with_two_values")
on("Claim-schema-value", "exactly one xsd:decimal", CLAIM, "schema:value", "many", name="value_in_words")
on("Claim-schema-value", "exactly one xsd:decimal", CLAIM, "schema:value", ("12.5", "double"), name="value_as_a_double")
on("Claim-schema-value", "not above schema:maxValue", CLAIM, "schema:maxValue", ("0", "decimal"), name="range_upside_down")
on("Claim-schema-maxValue", "at most one xsd:decimal", CLAIM, "schema:maxValue", ("900000", "decimal"), ("900001", "decimal"), name="range_with_two_upper_ends")
on("Claim-kg-printedValue", "value as printed", CLAIM, "kg:printedValue", name="claim_without_print")
on("Claim-kg-bound", "exact, about, lower or upper bound", CLAIM, "kg:bound", "kg:bound-roughly", name="bound_of_no_list")
on("Claim-kg-kind", "level, change, rate, share, rank, multiple", CLAIM, "kg:kind", "kg:bound-min", name="kind_out_of_another_list")
also("Claim-kg-kind", "exactly one of level, change", CLAIM, "kg:kind", "kg:kind-change", name="claim_of_two_kinds")
on("Claim-kg-modality", "actual, planned or target", CLAIM, "kg:modality", name="claim_without_modality")
on("Claim-level-has-no-direction", "has no direction", CLAIM, "kg:direction", "kg:direction-up", name="level_that_rises")
on("Claim-prov-wasDerivedFrom", "evidence it was read from", CLAIM, "prov:wasDerivedFrom", name="claim_without_evidence")
on("Claim-schema-observationAbout", "whose figure it is", CLAIM, "schema:observationAbout", ("大埔县", "zh"), name="subject_as_words")
on("Claim-subject-is-known", "described nowhere", CLAIM, "schema:observationAbout", "https://example.org/kg/place/0000000000000000", name="subject_that_nobody_describes")
also("Claim-one-subject", "an entity and a mere name at once", CLAIM, "kg:subjectName", ("大埔县", "zh"), name="subject_twice")
on("Claim-kg-speakerName", "who says so, as printed", CLAIM, "kg:speakerName", ("甲", "zh"), ("乙", "zh"), name="two_names_of_one_speaker")
on("Claim-qudt-hasUnit", "unit or measure word", CLAIM, "qudt:hasUnit", "https://example.org/kg/unit/nothing", name="unit_that_nobody_describes")
on("Claim-schema-variableMeasured", "what is measured", CLAIM, "schema:variableMeasured", "https://example.org/kg/metric/nothing", name="metric_that_nobody_describes")
also("Claim-schema-variableMeasured", "at most one", CLAIM, "schema:variableMeasured", "https://example.org/kg/metric/新增就业", name="claim_of_two_metrics")
on("Claim-time-hasTime", "the period it speaks of", CLAIM, "time:hasTime", "https://example.org/kg/period/nothing", name="period_that_nobody_describes")
on("Claim-kg-baseline", "against what", CLAIM, "kg:baseline", "去年", name="baseline_in_no_language")
on("Claim-rate-has-ratio", "no unit of length", lambda g: g.claim("普惠贷款余额"), "kg:kind", "kg:kind-rate", name="rate_in_yuan")
on("Selector-oa-exact", "the words as printed", SELECTOR, "oa:exact", name="selector_without_words")
on("Selector-oa-start", "from 0 up", SELECTOR, "oa:start", "five", name="offset_in_words")
on("Selector-oa-end", "one past the last code point", SELECTOR, "oa:end", name="selector_without_end")
on("Evidence-quote-has-its-length", "longer or shorter", EVIDENCE, "oa:hasSelector", "https://example.org/kg/selector/short", name="quotation_cut_short")
on("Evidence-prov-wasGeneratedBy", "the rule that saw it", EVIDENCE, "prov:wasGeneratedBy", name="evidence_without_rule")
on("Evidence-oa-hasSource", "the article, or the page", EVIDENCE, "oa:hasSource", name="evidence_without_article")
on("Evidence-source-is-known", "described nowhere", EVIDENCE, "oa:hasSource", "https://example.org/kg/article/nothing", name="evidence_in_an_article_that_nobody_describes")
on("Place-schema-name", "canonical name", lambda g: g.pick(TOWN), "schema:name", name="place_without_name")
on("Place-schema-name", "exactly one text", lambda g: g.pick(TOWN), "schema:name", ("甲镇", "zh"), ("乙镇", "zh"), name="place_with_two_names")
on("Place-schema-name", "exactly one text", lambda g: g.pick(TOWN), "schema:name", (" ", "zh"), name="place_with_an_empty_name")
on("Place-schema-name", "exactly one text", lambda g: g.pick(TOWN), "schema:name", "甲镇", name="name_in_no_language")
on("Place-schema-identifier", "division code", lambda g: g.pick(TOWN), "schema:identifier", "44142", name="division_code_of_five_digits")
on("Organization-kg-subtype", "at most one of company, government", lambda g: g.pick(STATION), "kg:subtype", "kg:subtype-club", name="subtype_of_no_list")
on("Article-schema-datePublished", "as precise as known", lambda g: g.pick("?n a schema:NewsArticle"), "schema:datePublished", ("2024-13", "gYearMonth"), name="thirteenth_month")
also("Check-schema-description", "one in each language", lambda g: g.pick("?n a kg:Check"), "schema:description", ("又一说", "zh"), name="check_told_twice_in_one_language")
on("Check-schema-description", "one in each language", lambda g: g.pick("?n a kg:Check"), "schema:description", "244 + 24 = 268", name="check_told_in_no_language")
also("Article-schema-headline", "at most one", lambda g: g.pick("?n a schema:NewsArticle ; schema:headline ?h"), "schema:headline", ("另一题", "zh"), name="article_with_two_headlines")
on("Article-schema-isPartOf", "the page it stands on", lambda g: g.pick("?n a schema:NewsArticle"), "schema:isPartOf", name="article_on_no_page")
on("Article-kg-articleKind", "kind of article", lambda g: g.pick("?n a schema:NewsArticle"), "kg:articleKind", "kg:article-poem", name="article_of_no_kind")
on("Source-schema-sha256", "SHA-256", lambda g: g.pick("?n a schema:DigitalDocument"), "schema:sha256", "abc", name="checksum_of_three_letters")
on("Period-schema-startDate", "not above schema:endDate", lambda g: g.pick("?n a time:ProperInterval ; schema:endDate ?e"), "schema:endDate", ("1900-01-01", "date"), name="period_that_ends_before_it_begins")
on("Period-rdfs-label", "as precise as said", lambda g: g.pick("?n a time:ProperInterval"), "rdfs:label", "last summer", name="period_in_words")
on("Membership-org-member", "who", lambda g: g.pick("?n a org:Membership"), "org:member", name="post_of_nobody")
on("Membership-org-role", "the post", lambda g: g.pick("?n a org:Membership"), "org:role", "https://example.org/kg/post/nothing", name="post_that_nobody_describes")
on("Relation-has-object", "has no object", lambda g: g.pick("?n a rdf:Statement ; rdf:object ?o"), "rdf:object", name="relation_to_nothing")
also("Relation-one-object", "a mere name at once", lambda g: g.pick("?n a rdf:Statement ; rdf:object ?o"), "kg:objectName", ("梅州市", "zh"), name="relation_to_a_name_and_a_thing")
on("Relation-has-ends", "no subject or no predicate", lambda g: g.pick("?n a rdf:Statement ; rdf:object ?o"), "rdf:predicate", name="relation_without_predicate")
on("Check-kg-verdict", "agrees, disagrees or undecidable", lambda g: g.pick("?n a kg:Check"), "kg:verdict", "kg:verdict-maybe", name="verdict_of_no_list")
on("Metric-skos-prefLabel", "the phrase", lambda g: g.pick('?n a schema:StatisticalVariable . FILTER NOT EXISTS { ?n skos:prefLabel ?l . FILTER(STRENDS(?l, "额") || STRENDS(?l, "量") || STRENDS(?l, "积") || STRENDS(?l, "业")) }'),
   "skos:prefLabel", name="metric_without_label")
on("Rule-schema-identifier", "rule id", lambda g: g.pick("?n a prov:Activity"), "schema:identifier", name="rule_without_name")


@fault("Claim-kg-direction", "up or down")
def change_sideways(g: Garden) -> str:
    node = g.claim()
    g.set(node, "kg:kind", "kg:kind-change")
    g.set(node, "kg:direction", "kg:direction-sideways")
    return node


@fault("Claim-rank-is-whole", "whole number from 1 up")
def rank_of_two_and_a_half(g: Garden) -> str:
    node = g.claim()
    g.set(node, "kg:kind", "kg:kind-rank")
    g.set(node, "schema:value", ("2.5", "decimal"))
    return node


@fault("Claim-one-speaker", "an entity and a mere name at once")
def speaker_twice(g: Garden) -> str:
    node = g.claim()
    g.set(node, "prov:wasAttributedTo", g.get(node, "schema:observationAbout").value)
    g.set(node, "kg:speakerName", ("甲", "zh"))
    return node


@fault("Claim-unit-fits-metric", "something else than the metric says")
def tea_gardens_in_kilometres(g: Garden) -> str:
    road, node = g.claim("公路通车里程"), g.claim("茶叶种植面积")
    g.set(node, "qudt:hasUnit", g.get(road, "qudt:hasUnit").value)
    return node


@fault("Selector-oa-start", "not above oa:end")
def selector_that_ends_where_it_starts(g: Garden) -> str:
    node = g.selector()
    g.set(node, "oa:end", g.get(node, "oa:start"))
    g.set(node, "oa:exact", "")
    return node


@fault("Selector-oa-start", "from 0 up")
def selector_before_the_page(g: Garden) -> str:
    node = g.selector()
    length = int(g.get(node, "oa:end").value) - int(g.get(node, "oa:start").value)
    g.set(node, "oa:start", ("-1", "integer"))
    g.set(node, "oa:end", (str(length - 1), "integer"))
    return node


@fault("Evidence-oa-hasSource", "the article, or the page", "Evidence-oa-hasSelector", "Evidence-prov-wasGeneratedBy")
def evidence_that_nobody_describes(g: Garden) -> str:
    g.set(g.claim(), "prov:wasDerivedFrom", "https://example.org/kg/evidence/nothing")
    return "https://example.org/kg/evidence/nothing"


@fault("Place-not-within-itself", "lies within itself")
def place_within_itself(g: Garden) -> str:
    node = g.pick(TOWN)
    g.set(node, "schema:containedInPlace", node)
    return node


@fault("Organization-not-part-of-itself", "belongs to itself")
def office_that_is_its_own_superior(g: Garden) -> str:
    node = g.pick(STATION)
    g.set(node, "org:subOrganizationOf", node)
    return node


@fault("Membership-one-office", "of an organisation and of a place at once")
def post_of_two_offices(g: Garden) -> str:
    node = g.pick("?n a org:Membership ; org:organization ?o")
    g.add(node, "kg:officeOf", g.pick(TOWN))
    return node


@fault("Check-about-something", "looked at nothing")
def check_of_nothing(g: Garden) -> str:
    node = "https://example.org/kg/check/0000000000000000"
    for path, value in (("rdf:type", "kg:Check"), ("kg:checkKind", "sanity"), ("kg:verdict", "kg:verdict-agrees")):
        g.add(node, path, value)
    return node


@fault("Redirect-leads-to-an-entity", "does not lead to an entity")
def redirect_to_nothing(g: Garden) -> str:
    node = "https://example.org/kg/org/0000000000000000"
    g.add(node, "rdf:type", "kg:Redirect")
    g.add(node, "dcterms:isReplacedBy", "https://example.org/kg/org/1111111111111111")
    return node


@pytest.fixture(scope="module")
def planted() -> tuple[pyoxigraph.Store, dict[str, tuple[str, str, str, tuple]]]:
    """A graph with all faults, and fault → node, shape, words of the message, other shapes."""
    garden = Garden()
    short = "https://example.org/kg/selector/short"
    for path, value in (("oa:start", ("0", "integer")), ("oa:end", ("9", "integer")), ("oa:exact", "四个字的")):
        garden.add(short, path, value)
    return garden.store, {name: (plant(garden), shape, words, others) for name, (plant, shape, words, others) in FAULTS.items()}


@pytest.fixture(scope="module", params=list(ENGINES))
def complaints(request, planted) -> list[Complaint]:
    return ENGINES[request.param](planted[0], samples.BASE)


def test_there_are_more_than_forty_faults_of_every_kind():
    assert len(FAULTS) >= 60
    assert {shape.partition("-")[0] for _, shape, _, _ in FAULTS.values()} >= {"Claim", "Selector", "Evidence", "Place", "Organization", "Article", "Source", "Period", "Membership",
                                                                             "Relation", "Check", "Metric", "Rule", "Redirect"}
    assert {f"{c.node}-{c.name}" for c in CONSTRAINTS} <= {shape for _, shape, _, _ in FAULTS.values()}


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_with_its_message(name, complaints, planted):
    node, shape, words, _ = planted[1][name]
    found = [each for each in complaints if each.node == node and each.shape == shape]
    assert found and all(words in each.en for each in found), [each for each in complaints if each.node == node]
    assert all(any("一" <= ch <= "鿿" for ch in each.zh) for each in found)


def test_nothing_else_is_complained_of(complaints, planted):
    expected = {(node, shape) for node, shape, _, _ in planted[1].values()} | {(node, other) for node, _, _, others in planted[1].values() for other in others}
    assert {(each.node, each.shape) for each in complaints} == expected


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("full", [False, True], ids=["lean", "full"])
def test_the_five_pages_and_the_invented_ones_conform(engine, full, sample_graph):
    for records in (sample_graph.records, samples.invented()):
        store = pyoxigraph.Store()
        store.extend(Quad(t.subject, t.predicate, t.object) for t in turtle.triples(statements(records, samples.BASE, full)))
        assert ENGINES[engine](store, samples.BASE) == []


def test_relations_as_reifiers_and_subtypes_of_own_rules_conform(tmp_path):
    records = samples.invented()
    made = replace(records, entities=(*records.entities, samples.entity("Product", "ship", "远帆一号")))
    path = turtle.write(made, tmp_path, Settings(annotated=True))[0]
    assert b"rdf:reifies" in path.read_bytes() and b"kg:subtype-ship" in path.read_bytes()
    assert validation.quick(load_file(path), samples.BASE) == []


def test_the_core_finds_in_nodes_as_they_are_written_what_it_finds_in_a_store(planted):
    good = list(nodes(samples.invented(), samples.BASE))
    assert validation.core(good, samples.BASE) == []
    claim = next(n for n in good if n[0].startswith(f"{samples.BASE}claim/"))
    broken = [(s, [pair for pair in pairs if s != claim[0] or pair[0] not in ("prov:wasDerivedFrom", "schema:value")]) for s, pairs in good]
    assert [(each.node, each.shape) for each in validation.core(broken, samples.BASE)] == [(claim[0], "Claim-prov-wasDerivedFrom"), (claim[0], "Claim-schema-value")]


def test_every_shape_has_a_message_in_two_languages():
    for node in NODES:
        for p in node.properties:
            zh, en = validation.messages(node, p)
            assert zh.startswith(node.zh) and en.startswith(f"{node.name}: {p.path}")


def test_the_command_prints_node_message_and_sentence(planted, tmp_path, capsys):
    good = turtle.write(samples.invented(), tmp_path)[0]
    assert main(["validate", str(good)]) == 0 and "0 nodes with 0 complaints" in capsys.readouterr().out
    text = good.read_text(encoding="utf-8").replace("kg:modality kg:modality-actual", "kg:modality kg:modality-perhaps", 1)
    bad = tmp_path / "bad.ttl"
    bad.write_text(text, encoding="utf-8")
    assert main(["validate", str(bad), "--most", "1"]) == 1
    told = capsys.readouterr().out
    assert "must be exactly one of actual, planned, target; found https://example.org/kg/vocabulary#modality-perhaps" in told and "实际或计划须为恰好一项“实际、计划、目标”中的值" in told
    assert "“" in told and ".txt:" in told and "1 nodes with 1 complaints" in told
    assert main(["validate", str(tmp_path / "none.ttl")]) == 2 and "cannot be read" in capsys.readouterr().err
    (tmp_path / "empty.ttl").write_text("# nothing\n", encoding="utf-8")
    assert main(["validate", str(tmp_path / "empty.ttl")]) == 2 and "holds no statements" in capsys.readouterr().err
