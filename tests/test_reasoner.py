"""The ontology is consistent to an OWL reasoner (HermiT, which owlready2 ships; it wants Java), with the graph and without."""
from __future__ import annotations

import owlready2
import pyoxigraph
import pytest
import samples
from needed import program

from kg.export import schema_documents, turtle
from kg.export.schema import expand
from kg.export.statements import statements


def is_consistent(folder, *extra: pyoxigraph.Triple) -> bool:
    """Reasons over the ontology, the invented graph (what leads from node to node: HermiT knows no dates) and `extra`."""
    program("java", "Debian: default-jre-headless")
    told = {quad.triple for quad in pyoxigraph.parse(schema_documents.as_turtle(schema_documents.ontology()), pyoxigraph.RdfFormat.TURTLE)}
    told |= {t for t in turtle.triples(statements(samples.invented(), samples.BASE, full=True)) if isinstance(t.object, pyoxigraph.NamedNode)}
    path = folder / "all.nt"
    path.write_bytes(pyoxigraph.serialize(sorted({*told, *extra}, key=str), format=pyoxigraph.RdfFormat.N_TRIPLES))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    assert len(list(world.classes())) >= 5 and len(list(world.object_properties())) >= 20
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False
    return not list(world.inconsistent_classes())


def test_the_ontology_and_a_graph_of_every_kind_are_consistent(tmp_path):
    assert is_consistent(tmp_path)


@pytest.mark.parametrize("one,other", [("schema:Person", "schema:Place"), ("schema:Observation", "kg:Check")])
def test_the_reasoner_would_notice_a_mixture(one, other, tmp_path):
    node, kind = pyoxigraph.NamedNode(f"{samples.BASE}person/mixed"), pyoxigraph.NamedNode(expand("rdf:type"))
    assert not is_consistent(tmp_path, *(pyoxigraph.Triple(node, kind, pyoxigraph.NamedNode(expand(c))) for c in (one, other)))


def test_served_terms_have_labels_in_two_languages_and_point_to_what_they_extend():
    store = pyoxigraph.Store()
    store.load(schema_documents.as_turtle(schema_documents.ontology()), pyoxigraph.RdfFormat.TURTLE)
    bare = store.query(f"""SELECT ?t WHERE {{ ?t a ?sort . FILTER(STRSTARTS(STR(?t), "{expand('kg:')}"))
        FILTER(!EXISTS {{ ?t rdfs:label|skos:prefLabel ?zh . FILTER(LANG(?zh) = "zh") }} || !EXISTS {{ ?t rdfs:label|skos:prefLabel ?en . FILTER(LANG(?en) = "en") }}) }}""",
                       prefixes={"rdfs": expand("rdfs:"), "skos": expand("skos:")})
    assert not [row["t"].value for row in bare]
    own = {row["t"].value for row in store.query("SELECT ?t WHERE { VALUES ?sort { owl:Class owl:DatatypeProperty } ?t a ?sort }", prefixes={"owl": expand("owl:")})}
    pointing = {row["t"].value for row in store.query("SELECT ?t WHERE { ?t rdfs:subClassOf|skos:broadMatch ?x }", prefixes={"rdfs": expand("rdfs:"), "skos": expand("skos:")})}
    assert len(own) >= 15 and own <= pointing
