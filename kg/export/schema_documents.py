"""Ontology, SHACL shapes and the model's documentation, all made from `kg.export.schema`.

In: the tables of `schema`.  Out: `kg/ontology.ttl`, `kg/shapes.ttl`, `docs/model.md`; a test holds the committed files
equal to what this makes.  `python -m kg.export.schema_documents` writes them anew.
"""
from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kg import __version__
from kg.export.measures import QUDT_UNITS
from kg.export.schema import BASE, NODES, PREFIXES, Property, expand
from kg.export.shapes import count_in_words, range_in_words, shapes
from kg.export.terms import Literal, Node, Statement
from kg.export.turtle import serialize
from kg.export.vocabularies import EXPLAINED, RELATIONS, VOCABULARIES

QUERY = """PREFIX schema: <https://schema.org/>  PREFIX prov: <http://www.w3.org/ns/prov#>  PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>  PREFIX qudt: <http://qudt.org/schema/qudt/>
PREFIX time: <http://www.w3.org/2006/time#>  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>  PREFIX kg: <https://example.org/kg/vocabulary#>
SELECT ?metric ?kind ?direction ?value ?unit ?when ?speaker ?words WHERE {
  ?about schema:name "%s"@zh .
  ?claim schema:observationAbout ?about ; kg:kind ?kind ; schema:value ?value ; schema:variableMeasured/skos:prefLabel ?metric ;
         prov:wasDerivedFrom/oa:hasSelector/oa:exact ?words .
  OPTIONAL { ?claim kg:direction ?direction }
  OPTIONAL { ?claim qudt:hasUnit/skos:prefLabel ?unit }
  OPTIONAL { ?claim time:hasTime/rdfs:label ?when }
  OPTIONAL { ?claim prov:wasAttributedTo/schema:name ?speaker }
} ORDER BY ?metric ?when ?value ?words
"""
"""Which figures are given for a place, for when, said by whom, in which words: `QUERY % "莘县"`."""


_APART = ("kg:Check", "kg:Reason", "kg:Redirect", "org:Membership", "rdf:Statement", "schema:Observation", "schema:Person", "schema:Place", "schema:StatisticalVariable")
"""Classes that share no member, so that a reasoner can tell a mixture; an organisation may be a place too (a hospital, a school)."""


def ontology(base: str = BASE) -> Iterator[Statement]:
    """The statements of the ontology: own classes, properties and vocabularies, each with labels in two languages."""
    home = f"{base}vocabulary"

    def iri(name: str) -> str:
        return expand(name, base)

    def told(subject: str, name: str, zh: str, en: str) -> Iterator[Statement]:
        yield subject, name, Literal(zh, language="zh")
        yield subject, name, Literal(en, language="en")

    def labelled(subject: str, sort: str, zh: str, en: str) -> Iterator[Statement]:
        yield subject, "rdf:type", iri(sort)
        yield from told(subject, "rdfs:label", zh, en)
        yield subject, "rdfs:isDefinedBy", home

    def explained(path: str, sort: str, zh: str, en: str) -> Iterator[Statement]:
        yield from labelled(iri(path), sort, zh, _words_of(path))
        yield from told(iri(path), "rdfs:comment", EXPLAINED[path], en)

    yield home, "rdf:type", iri("owl:Ontology")
    yield home, "owl:versionIRI", f"{home}/{__version__}"
    yield home, "owl:versionInfo", Literal(__version__)
    yield home, "dcterms:license", "https://spdx.org/licenses/MIT"
    yield home, "dcterms:title", Literal("报纸知识图谱词汇表", language="zh")
    yield home, "dcterms:title", Literal("Vocabulary of the newspaper knowledge graph", language="en")
    for node in NODES:
        if node.target.startswith("kg:"):
            yield from explained(node.target, "owl:Class", node.zh, node.en)
            yield iri(node.target), "rdfs:subClassOf", iri(node.extends)
    for at, one in enumerate(_APART):
        for other in _APART[at + 1:]:
            yield iri(one), "owl:disjointWith", iri(other)
    terms: dict[str, Property] = {p.path: p for node in NODES for p in node.properties if p.path.startswith("kg:")}
    for path, p in sorted(terms.items()):
        is_value = p.range == "langString" or p.range.startswith("xsd:")
        yield from explained(path, "owl:DatatypeProperty" if is_value else "owl:ObjectProperty", p.zh, p.en)
        if p.range.startswith("@") and p.most == 1:
            yield iri(path), "rdf:type", iri("owl:FunctionalProperty")
        # An annotation-like pointer, not rdfs:subPropertyOf: a reasoner must not infer more than the page says.
        yield iri(path), "skos:broadMatch", iri(p.extends)
    for relation in RELATIONS:
        own = iri(f"kg:{relation.code}")
        yield from labelled(own, "owl:ObjectProperty", relation.zh, relation.en)
        yield from told(own, "rdfs:comment", relation.says_zh, relation.says_en)
        if relation.standard:
            yield own, "skos:closeMatch" if relation.way == ">" else "owl:inverseOf", iri(relation.standard)
    for vocabulary in VOCABULARIES:
        scheme = iri(f"kg:{vocabulary.name}-values")
        yield from labelled(scheme, "skos:ConceptScheme", vocabulary.zh, vocabulary.en)
        for value in vocabulary.values:
            concept = iri(f"kg:{vocabulary.name}-{value.code}")
            yield concept, "rdf:type", iri("skos:Concept")
            yield from told(concept, "skos:prefLabel", value.zh, value.en)
            yield from told(concept, "skos:definition", value.says_zh, value.says_en)
            yield concept, "skos:notation", Literal(value.code)
            yield concept, "skos:inScheme", scheme


def _words_of(path: str) -> str:
    """The words of an own term's name.

    >>> _words_of("kg:printedValue"), _words_of("kg:Document")
    ('printed value', 'document')
    """
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in path.partition(":")[2]).strip()


def as_turtle(stream: Iterator[Statement], base: str = BASE) -> bytes:
    """A stream of statements, predicates as prefixed names, as Turtle bytes."""
    output = io.BytesIO()
    serialize(_nodes(stream), output, base)
    return output.getvalue()


def _nodes(stream: Iterator[Statement]) -> Iterator[Node]:
    for subject, same in groupby(stream, key=lambda statement: statement[0]):
        yield subject, [(name, value) for _, name, value in same]


def model_document() -> str:
    """`docs/model.md`: the picture, the node kinds with their properties, the closed lists, the stranger's query."""
    lines = ["# The model of the linked data", "",
             "Made from `kg/export/schema.py` by `python -m kg.export.schema_documents`; do not edit by hand.", "",
             "Standard terms come first; own ones (`kg:`) fill the gaps and point to what they narrow. Every node has an IRI made",
             f"from its content under one base (`{BASE}` unless set otherwise); there are no blank nodes. Names and words of a page",
             "carry the language tag `zh`. Offsets count Unicode code points of the decoded file, byte-order mark dropped.", "",
             "```mermaid", _DRAWING, "```", "", "## One question, one query", "",
             "Which figures do the pages give for 莘县, for when, said by whom, in which words? "
             "`kg:kind` tells a level from a change of it, `kg:direction` a rise from a fall: 下降5% is 5 and down.", "", "```sparql",
             QUERY.rstrip() % "莘县", "```", "",
             "`kg ask` lists further questions and answers them; `kg ask NAME --show` prints the SPARQL of one.", "", *_FILES.splitlines(), "", "## Prefixes", "", "| prefix | IRI |", "|---|---|",
             *(f"| `{prefix}:` | `{home}` |" for prefix, home in sorted({**PREFIXES, "kg": f"{BASE}vocabulary#"}.items())), "",
             "## Nodes", ""]
    for node in NODES:
        lines += [f"### {node.name} · {node.zh}: `{node.target}`", "", f"{node.en[0].upper()}{node.en[1:]}. IRI: {node.iri}.", "",
                  "| property | 中文 | meaning | value | how many |", "|---|---|---|---|---|",
                  *(f"| `{p.path}` | {p.zh} | {p.en} | {range_in_words(p)} | {count_in_words(p)} |" for p in node.properties), ""]
    lines += ["## Closed lists", ""]
    for vocabulary in VOCABULARIES:
        lines += [f"**{vocabulary.en} · {vocabulary.zh}** (`kg:{vocabulary.name}-…`): "
                  + "; ".join(f"`{value.code}` {value.zh} {value.en} ({value.says_en})" for value in vocabulary.values) + ".", ""]
    lines += ["## Relations", "",
              "Each stated relation is an `rdf:Statement` with its evidence, and also a direct statement with the predicate below",
              "and, where one fits, the standard property (for `located_in` between places: `schema:containedInPlace`). What someone `said` is words: `kg:objectName`, and no direct statement.", "",
              "| predicate | 中文 | reads | standard |", "|---|---|---|---|",
              *(f"| `kg:{r.code}` | {r.zh} | {r.en} | {f'`{r.standard}`' + (' (inverse)' if r.way == '<' else '') if r.standard else ''} |" for r in RELATIONS), "",
              "## Units with a QUDT twin", "",
              ", ".join(f"{word} `unit:{local}`" for word, local in QUDT_UNITS.items()) + ".",
              "All other units are counting words (`qudt:CountingUnit`).", ""]
    return "\n".join(lines)


_FILES = """## Onto a server

<!-- needs a server -->
```sh
kg build seeds --formats trig --out output
oxigraph serve --location store --bind 127.0.0.1:7878 --union-default-graph &
kg load http://localhost:7878 --data output/graph.trig
```

`kg load` replaces each graph, removes those of articles that no longer exist, and counts the triples there; loading twice changes nothing. `kg load --help` has the addresses of other servers.
Without a server, `kg serve output` answers SPARQL on this machine, and `kg build --store DIR` fills an Oxigraph store for `kg query` and `kg ask`.

## Asking on any endpoint

`kg/queries/*.rq` are whole queries. Their parameters are variables that nobody bound: put `BIND("莘县"@zh AS ?place)` (a name has `@zh`, a part of a word has not) behind the first `WHERE {`.

| you look for | write |
|---|---|
| the name of anything | `rdfs:label\\|skos:prefLabel\\|schema:name\\|schema:headline`; no node carries its name twice |
| the names of classes, properties and closed lists, in two languages; the version of the vocabulary | load `kg/ontology.ttl` beside the graph |
| the other direction | `^org:member`, `^schema:mentions`: every statement is made once (but `schema:memberOf`, `schema:founder` and their like, which other programs look for) |
| values that compare | `?value * ?multiplier`, with `?claim schema:value ?value ; qudt:hasUnit/qudt:conversionMultiplier ?multiplier` and the unit's `qudt:hasQuantityKind`; 万 and 亿 are multiplied out already. Money, months, years, degrees and counting words have no multiplier: there put it in `OPTIONAL` and write `COALESCE(?multiplier, 1)` |
| a metric in whatever words | `?claim schema:variableMeasured/skos:exactMatch? ?m . ?m skos:prefLabel "地区生产总值"@zh` also finds 生产总值 and 国内生产总值; `skos:broader+` leads to wider ones (all of them in the full profile) |
| a graph built with `--base` | its own vocabulary has moved too: `PREFIX kg: <BASEvocabulary#>`, also in `kg/ontology.ttl` and `kg/shapes.ttl`; `kg query`, `kg ask` and `kg validate` see to it |
| claims of a time | `?claim time:hasTime ?t . ?t schema:startDate ?first ; schema:endDate ?last`: whole days, as `xsd:date`. OWL-Time's own way (`time:hasBeginning/time:inXSDDate`) would take two more nodes for each period |
| articles since a day | `FILTER(STR(?day) >= "2024-06")` of `schema:datePublished`: it may be a day, a month or a year, which SPARQL does not compare |
| each row once | `SELECT DISTINCT`: what two articles say stands in two graphs, and Virtuoso gives it twice |
| who held a post on a day | pages seldom print terms of office, so ask when it was printed: `?membership prov:wasDerivedFrom/oa:hasSource/schema:datePublished ?day` |
| where a claim was read | `prov:wasDerivedFrom ?e . ?e oa:hasSource/schema:isPartOf ?file ; oa:hasSelector ?s ; prov:wasGeneratedBy/prov:wasAssociatedWith ?software` |
| other data sets | `schema:identifier` of a division is its GB/T 2260 code (in Wikidata P442; not tried, there is no network here), `skos:exactMatch` of a unit is QUDT's; people and firms by a table of your own (`--links`) |

## Formats and profiles

| `--formats` | what |
|---|---|
| `turtle`, `ntriples`, `rdfxml`, `jsonld` | triples |
| `trig`, `nquads` | the same triples in named graphs |

Each also as `.gz` or `.zst`; the same bytes for the same pages. RDF/XML has no place for control characters; they become U+FFFD there.

| profile | what |
|---|---|
| lean | at most 20 triples for a claim, evidence included |
| full (`--profile full`) | also every mention, the place of each value, how each slot was filled (`kg:because`), why names were joined (`kg:joinedBecause`), and classes that properties already imply |

The default is plain RDF 1.1 without blank nodes, which every store reads. `--annotated` writes a relation as an RDF 1.2 reifier instead: `relation:… rdf:reifies <<( … )>>`, with the evidence on it; ask it in SPARQL 1.2, for `rdf:subject` and `kg ask relations` find only the plain form.

## Named graphs

A named graph has the IRI of its article and holds all that the article says, with the evidence for it. `<base>graph/common` holds what belongs to no single article: entities, metrics, units, posts, periods,
rules, pages, checks across articles. What two articles both say stands in both, so a graph can be replaced or removed alone.

Ask a server for the union of its graphs: Virtuoso, GraphDB and RDF4J do so by themselves; Oxigraph with `--union-default-graph`, Fuseki with `tdb:unionDefaultGraph`.

## IRIs that stay

IRIs stay the same when the corpus grows. Where two entities turn out to be one, `kg build --since OUTPUT` writes `old a kg:Redirect ; dcterms:isReplacedBy new` for ids of that earlier build, found by the places in
which the old entity was named. `--links TABLE` (columns `name` or `code`, maybe `type`, and `same_as`) writes `owl:sameAs`.

## Shapes

`kg validate` and any SHACL processor with `kg/shapes.ttl` check structure, ranges, closed lists, dates, units against metrics and evidence on everything. Constraints between nodes are asked of the graph as a whole:
their focus node is the software, their value the offending node."""


_DRAWING = """\
graph LR
  Article -- schema:isPartOf --> Source
  Article -- schema:mentions --> Entity["Organization / Person / Place"]
  Membership -- org:member --> Entity
  Membership -- org:organization --> Entity
  Membership -- org:role --> Post
  Relation -- rdf:subject, rdf:object --> Entity
  Claim -- schema:observationAbout --> Entity
  Claim -- prov:wasAttributedTo --> Entity
  Claim -- schema:variableMeasured --> Metric
  Claim -- qudt:hasUnit --> Unit
  Claim -- time:hasTime --> Period
  Check -- kg:checks --> Claim
  Claim -- prov:wasDerivedFrom --> Evidence
  Membership -- prov:wasDerivedFrom --> Evidence
  Relation -- prov:wasDerivedFrom --> Evidence
  Evidence -- oa:hasSource --> Article
  Evidence -- oa:hasSelector --> Selector["Selector: oa:start, oa:end, oa:exact"]
  Evidence -- prov:wasGeneratedBy --> Rule
  Rule -- prov:wasAssociatedWith --> Software"""


def write_documents(root: Path) -> tuple[Path, ...]:
    """Write the three files under the project's `root` and return their paths."""
    made = {root / "kg/ontology.ttl": as_turtle(ontology()), root / "kg/shapes.ttl": as_turtle(shapes()),
            root / "docs/model.md": model_document().encode("utf-8")}
    for path, content in made.items():
        path.write_bytes(content)
    return tuple(made)


if __name__ == "__main__":
    write_documents(Path(__file__).resolve().parents[2])
