"""Pieces of the outputs, each with the place it will have: what a page, an entity or a verdict adds to every file.

In: finished pages, entities, verdicts and links across pages.  Out: `Leaf` rows.  Sorted they are the files: leaves of one node (a post that two pages
tell, a claim and its links to other pages) stand together and are made one by `written`.
"""
from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.check import in_order
from kg.export import Settings
from kg.export.graphs import common_graph
from kg.export.report import lengths, page_line, splits, unexplained
from kg.export.statements import Describer, link_pair
from kg.export.syntax import Lines, Turtle
from kg.export.tables import TABLES, Row as Cells, entity_row, verdict_row, write_rows
from kg.export.terms import Literal, Node, Object
from kg.export.texts import text_path
from kg.flow.joined import Made
from kg.model import Claim, Entity, Link, Records, Relation, Role, Source, Verdict

SOFTWARE, SOURCES, ARTICLES, ENTITIES, REASONS, ROLES, RELATIONS, DIRECT, CLAIMS, CHECKS, NAMINGS, EVIDENCE, SELECTORS, METRICS, UNITS, POSTS, PERIODS, RULES = range(18)
"""The sections of a graph, in order (see `kg.export.statements.nodes`)."""

ROOMS = {"unit": UNITS, "post": POSTS, "period": PERIODS, "rule": RULES}
GRAPH_FILES = {"turtle": "graph.ttl", "ntriples": "graph.nt", "trig": "graph.trig", "nquads": "graph.nq"}
IN_GRAPHS = frozenset({"trig", "nquads"})
PAGE_TABLES = ("articles", "mentions", "roles", "relations", "claims", "numbers")
REPORT = "report.txt"
_LAST = "\U0010ffff"  # the common graph stands behind those of the articles
_LINKS_END = "kg:valueStart"  # in the full profile a claim's offsets and reasons stand behind its links


class More(NamedTuple):
    """Part of a node: what stands first, what is put in order behind it (with a key to order by), what stands last, and what is taken out."""

    first: tuple[tuple[str, Object], ...] = ()
    more: tuple[tuple[tuple, tuple[str, Object]], ...] = ()
    last: tuple[tuple[str, Object], ...] = ()
    less: tuple[tuple[str, Object], ...] = ()


class Leaf(NamedTuple):
    """One piece of a file: `graph` is the named graph (empty where a file has none), `name` the node, `order` the place among the leaves of one node."""

    file: str
    graph: str
    section: int
    name: str
    order: tuple
    what: object


def place_of(leaf: Leaf) -> tuple:
    """The place of a leaf among all."""
    return leaf.file, leaf.graph, leaf.section, leaf.name, leaf.order


class Wanted(NamedTuple):
    """Which files are written, and how."""

    formats: tuple[str, ...]
    settings: Settings
    version: str
    rules_hash: str

    @property
    def graphs(self) -> tuple[str, ...]:
        """The formats of RDF among them."""
        return tuple(name for name in self.formats if name in GRAPH_FILES)


class _Nodes:
    """Nodes as leaves, in every format that is wanted."""

    def __init__(self, wanted: Wanted, describer: Describer, number: int):
        self.wanted, self.describer, self.number = wanted, describer, number
        self.common = f"{_LAST}{common_graph(wanted.settings.base)}"

    def text(self, section: int, node: Node, graph: str) -> Iterator[Leaf]:
        """A node that nothing is added to."""
        for name in self.wanted.graphs:
            syntax = syntax_of(name, self.wanted.settings.base)
            if name in IN_GRAPHS:
                yield Leaf(GRAPH_FILES[name], graph, section, node[0], (self.number,), syntax.node(node, graph.removeprefix(_LAST)))
            else:
                yield Leaf(GRAPH_FILES[name], "", section, node[0], (self.number,), syntax.node(node))

    def part(self, section: int, subject: str, more: More, graph: str, flat: More | None = None) -> Iterator[Leaf]:
        """Part of a node that others may add to; `flat` where it differs in files without graphs."""
        for name in self.wanted.graphs:
            if name in IN_GRAPHS:
                yield Leaf(GRAPH_FILES[name], graph, section, subject, (self.number,), more)
            else:
                yield Leaf(GRAPH_FILES[name], "", section, subject, (self.number,), more if flat is None else flat)

    def graph_of(self, article: str) -> str:
        """The graph in which an article's records stand."""
        return article if article in self.describer.article_ids else self.common


@lru_cache(maxsize=16)
def syntax_of(name: str, base: str) -> Turtle | Lines:
    """How a format is written."""
    return Turtle(base) if name in ("turtle", "trig") else Lines(base)


# --- pages ---------------------------------------------------------------------------------------


def page_leaves(records: Records, wanted: Wanted) -> Iterator[Leaf]:
    """All that a finished page adds to the files, numbered 0 (see `numbered`)."""
    number = 0
    yield from _table_leaves(records, number, wanted)
    source = records.sources[0]
    if "texts" in wanted.formats and source.extracted:
        yield Leaf(text_path(source), "", 0, "", (number,), source.text)
    counted = lengths(records)
    line = page_line(source, len(source.text), counted["articles"], counted["mentions"], counted["claims"], sum(n.fate == "unexplained" for n in records.numbers))
    yield Leaf(REPORT, "", 0, "", (number,), (counted, splits(records), line, tuple(unexplained(records))))
    for verdict in records.verdicts:
        yield from verdict_leaves(verdict)
    if wanted.graphs:
        yield from _graph_leaves(records, number, wanted)


def numbered(leaf: Leaf, number: int) -> Leaf:
    """A page's leaf under the page's number."""
    what = leaf.what
    if leaf.section in (ROLES, RELATIONS) and isinstance(what, More):
        what = what._replace(more=tuple(((number, at), pair) for (_, at), pair in what.more))
    return leaf._replace(order=(number,) if len(leaf.order) == 1 else leaf.order, what=what)


def _table_leaves(records: Records, number: int, wanted: Wanted) -> Iterator[Leaf]:
    if "tables" in wanted.formats:
        for name in PAGE_TABLES:
            yield Leaf(f"tables/{name}.csv", "", 1, "", (number,), _lines(TABLES[name][1](records)))


def _lines(rows: Iterable[Cells]) -> str:
    sheet = io.StringIO(newline="")
    write_rows(sheet, rows)
    return sheet.getvalue()


def _graph_leaves(records: Records, number: int, wanted: Wanted) -> Iterator[Leaf]:
    settings = wanted.settings
    full = settings.profile == "full"
    describer = Describer(replace(records, links=()), settings.base, full, settings.annotated)
    linked: dict[str, list[Link]] = defaultdict(list)
    for link in records.links:
        linked[link.claim].append(link)
    nodes = _Nodes(wanted, describer, number)

    def by_article(rows: Iterable, article_of=lambda row: row.evidence.article) -> dict[str, list]:
        found: dict[str, list] = {}
        for row in rows:
            found.setdefault(nodes.graph_of(article_of(row)), []).append(row)
        return found

    namings, roles, relations, claims = map(by_article, (records.namings, records.roles, records.relations, records.claims))
    verdicts = by_article(records.verdicts, one_article)
    for article in records.articles:
        for node in describer.articles([article], namings.get(article.id, ())):
            yield from nodes.text(ARTICLES, node, describer.article(article.id))
    places = _places(describer, (*records.roles, *records.relations))
    for graph in dict.fromkeys((*(article.id for article in records.articles), nodes.common)):
        yield from _roles(describer, roles.get(graph, ()), nodes, graph, places)
        yield from _relations(describer, relations.get(graph, ()), nodes, graph, places)
        yield from _claims(describer, claims.get(graph, ()), linked, nodes, graph)
        yield from _checks(describer, verdicts.get(graph, ()), nodes, graph)
        if full:
            for subject, pairs in describer.namings(namings.get(graph, ())):
                yield from nodes.part(NAMINGS, subject, More(more=tuple(((pair[1],), pair) for pair in pairs)), graph)
        yield from _evidence(describer, nodes, graph)
    yield from _concepts(describer, nodes)


def one_article(verdict: Verdict) -> str:
    """The one article that a verdict is about; empty where there are several."""
    return verdict.evidence[0].article if len({e.article for e in verdict.evidence}) == 1 else ""


def _roles(describer: Describer, roles: Sequence[Role], nodes: _Nodes, graph: str, places: dict[str, int]) -> Iterator[Leaf]:
    for subject, pairs in describer.roles(roles):
        yield from nodes.part(ROLES, subject, _derived(pairs, nodes.number, places), graph)


def _places(describer: Describer, records: Sequence[Role | Relation]) -> dict[str, int]:
    """Evidence by its IRI → its place among the page's records: articles of one page may tell one node."""
    came_by = dict(describer.evidence)
    places = {describer.seen_at(record.evidence): at for at, record in reversed(list(enumerate(records)))}
    describer.evidence = came_by
    return places


def _derived(pairs: list[tuple[str, Object]], number: int, places: dict[str, int]) -> More:
    """A node whose evidence other pages may add to."""
    return More(tuple(pair for pair in pairs if pair[0] != "prov:wasDerivedFrom"),
                tuple(((number, places[pair[1]]), pair) for pair in pairs if pair[0] == "prov:wasDerivedFrom"))


def _relations(describer: Describer, relations: Sequence[Relation], nodes: _Nodes, graph: str, places: dict[str, int]) -> Iterator[Leaf]:
    for subject, pairs in describer.relations(relations):
        if pairs[0][0] == "rdf:type":
            yield from nodes.part(RELATIONS, subject, _derived(pairs, nodes.number, places), graph)
        else:
            yield from nodes.part(DIRECT, subject, More(more=tuple(((pair[0], isinstance(pair[1], Literal), pair[1]), pair) for pair in pairs)), graph)


def _claims(describer: Describer, claims: Sequence[Claim], linked: dict[str, list[Link]], nodes: _Nodes, graph: str) -> Iterator[Leaf]:
    for subject, pairs in describer.claims(claims):
        end = next((at for at, pair in enumerate(pairs) if pair[0] == _LINKS_END), len(pairs))
        yield from nodes.part(CLAIMS, subject, More(tuple(pairs[:end]), tuple(map(_linked, linked.get(subject, ()))), tuple(pairs[end:])), graph)


def _linked(link: Link) -> tuple[tuple, tuple[str, Object]]:
    return (link.kind, link.other), link_pair(link)


def _checks(describer: Describer, verdicts: Sequence[Verdict], nodes: _Nodes, graph: str) -> Iterator[Leaf]:
    for node in describer.checks(verdicts):
        yield from nodes.text(CHECKS, node, graph)


def _evidence(describer: Describer, nodes: _Nodes, graph: str) -> Iterator[Leaf]:
    for node in describer.evidence_nodes():
        is_selector = node[1][-1][0] == "oa:exact"
        yield from nodes.text(SELECTORS if is_selector else EVIDENCE, node, graph)


def _concepts(describer: Describer, nodes: _Nodes) -> Iterator[Leaf]:
    """Units, posts, periods and rules that came by; metrics are told once, at the end."""
    describer.concepts["metric"].clear()
    start = len(describer.base)
    for node in describer.concept_nodes():
        yield from nodes.text(ROOMS[node[0][start:].partition("/")[0]], node, nodes.common)


# --- what reaches over pages ---------------------------------------------------------------------


class CrossVerdict(NamedTuple):
    """A verdict on figures of several pages, and the hash of each page by its name."""

    verdict: Verdict
    pages: tuple[tuple[str, str], ...]


def verdict_leaves(verdict: Verdict) -> Iterator[Leaf]:
    """A verdict in the table of verdicts, from which it is counted for the report too."""
    yield Leaf("tables/verdicts.csv", "", 1, "", in_order(verdict), (_lines([verdict_row(verdict)]), verdict))


def cross_leaves(cross: CrossVerdict, wanted: Wanted) -> Iterator[Leaf]:
    """A verdict across pages: its node with its evidence, the table, the report."""
    verdict, settings = cross.verdict, wanted.settings
    yield from verdict_leaves(verdict)
    if not wanted.graphs:
        return
    describer = Describer(Records(sources=tuple(Source(name, "", "", sha256) for name, sha256 in cross.pages), version=wanted.version, rules_hash=wanted.rules_hash),
                          settings.base, settings.profile == "full", settings.annotated)
    describer.article_ids = {e.article for e in verdict.evidence if e.article}
    nodes = _Nodes(wanted, describer, -1)
    graph = nodes.graph_of(one_article(verdict))
    yield from _checks(describer, (verdict,), nodes, graph)
    yield from _evidence(describer, nodes, graph)
    yield from _concepts(describer, nodes)


def link_leaves(link: Link, article: str, wanted: Wanted) -> Iterator[Leaf]:
    """A link to a claim of another page, for the node of the claim that is linked, which stands in `article`."""
    describer = _bare_describer(wanted.settings, wanted.version, wanted.rules_hash)
    nodes = _Nodes(wanted, describer, -1)
    yield from nodes.part(CLAIMS, link.claim, More(more=(_linked(link),)), article or nodes.common)


def entity_leaves(made: Made, mentions: int, sources: int, wanted: Wanted) -> Iterator[Leaf]:
    """An entity in the table of entities and as a node; what it lies in is not stated twice."""
    entity, settings = made.entity, wanted.settings
    yield Leaf("tables/entities.csv", "", 1, "", (entity.type, entity.name, entity.id), (_lines([entity_row(entity, mentions, sources)]), entity.type))
    if not wanted.graphs:
        return
    describer = _bare_describer(settings, wanted.version, wanted.rules_hash)
    describer.entity = {entity.within: Entity(entity.within, made.above, "", "")} if entity.within else {}
    describer.records = Records(entities=(entity,))
    nodes = _Nodes(wanted, describer, -1)
    yield from nodes.text(ENTITIES, describer.entity_node(entity), nodes.common)
    if settings.profile == "full":
        for node in describer.reason_nodes():
            yield from nodes.text(REASONS, node, nodes.common)
    above = describer.above(entity)
    if above and entity.within:
        yield from nodes.part(DIRECT, entity.id, More(), nodes.common, More(less=((above, entity.within),)))


@lru_cache(maxsize=4)
def _bare_describer(settings: Settings, version: str, rules_hash: str) -> Describer:
    return Describer(Records(version=version, rules_hash=rules_hash), settings.base, settings.profile == "full", settings.annotated)


def common_leaves(metrics: Records, printed: Iterable[str], wanted: Wanted) -> Iterator[Leaf]:
    """The software, and the metrics: those that claims print and what these lead to."""
    describer = Describer(metrics, wanted.settings.base, wanted.settings.profile == "full")
    nodes = _Nodes(wanted, describer, -1)
    yield from nodes.text(SOFTWARE, describer.software_node(), nodes.common)
    for name in printed:
        describer.concept("metric", name)
    for node in describer.concept_nodes():
        yield from nodes.text(METRICS, node, nodes.common)


def source_leaves(same: Sequence[Source], wanted: Wanted) -> Iterator[Leaf]:
    """A page under all its names."""
    describer = Describer(Records(sources=tuple(same)), wanted.settings.base, False)
    nodes = _Nodes(wanted, describer, -1)
    for node in describer.sources():
        yield from nodes.text(SOURCES, node, nodes.common)


# --- leaves become text ---------------------------------------------------------------------------


def written(name: str, base: str, graph: str, subject: str, leaves: Iterable[Leaf]) -> str:
    """The text of one node from its leaves, in order: one that was finished, or the parts put together."""
    parts: list[More] = []
    for leaf in leaves:
        if isinstance(leaf.what, str):
            return leaf.what
        parts.append(leaf.what)
    less = {pair for part in parts for pair in part.less}
    first = next((part for part in parts if part.first), More())
    more = sorted((each for part in parts for each in part.more), key=lambda each: each[0])
    pairs = [*first.first, *dict.fromkeys(pair for _, pair in more if pair not in less), *first.last]
    return syntax_of(name, base).node((subject, pairs), graph.removeprefix(_LAST)) if pairs else ""
