"""Records as a networkx graph, and the questions asked of it.

In: `Records`.  Out: a `networkx.MultiDiGraph` whose nodes are entities and claims (and articles when asked for) and whose
edges are posts, relations, containment and what a claim is about.  The graph is a view: records stay the truth, and
every edge that a page states carries its evidence.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import networkx as nx

from kg.model import Claim, Evidence, Records, Role

if TYPE_CHECKING:
    from pyvis.network import Network

HOLDS_POST, WITHIN, ABOUT, SAID_BY, MENTIONS, REPORTS = "holds_post", "within", "about", "said_by", "mentions", "reports"


def to_networkx(records: Records, articles: bool = False) -> nx.MultiDiGraph:
    """The graph of `records`; `articles` adds articles, linked to what they mention.

    Node attributes: `kind` (entity, claim, article) and what the record says; edge attributes: `predicate`, `label`,
    `time`, `evidence` (a tuple of `kg.model.Evidence`).  Nodes and edges come in the records' order.
    """
    graph = nx.MultiDiGraph()
    counts = Counter(n.entity for n in records.namings)
    for e in records.entities:
        graph.add_node(e.id, kind="entity", type=e.type, subtype=e.subtype, name=e.name, aliases=e.aliases, code=e.code,
                       mentions=counts[e.id])
    for e in records.entities:
        if e.within and e.within in graph:
            _link(graph, e.id, e.within, WITHIN)
    for role in records.roles:
        if role.org and role.person in graph and role.org in graph:
            _link(graph, role.person, role.org, HOLDS_POST, role.evidence, role.position, role.time)
    for r in records.relations:
        if r.object and r.subject in graph and r.object in graph:
            _link(graph, r.subject, r.object, r.predicate, r.evidence, r.predicate, r.time)
    for c in records.claims:
        graph.add_node(c.id, kind="claim", type="Claim", name=f"{c.metric} {c.value_text}", metric=c.metric, value=c.value,
                       unit=c.unit, time=c.time, claim_kind=c.kind, modality=c.modality)
        if c.subject and c.subject in graph:
            _link(graph, c.id, c.subject, ABOUT, c.evidence)
        if c.speaker and c.speaker in graph:
            _link(graph, c.id, c.speaker, SAID_BY, c.evidence)
    if articles:
        _add_articles(graph, records)
    return graph


def _link(graph: nx.MultiDiGraph, start: str, end: str, predicate: str, evidence: Evidence | None = None,
          label: str = "", time: str | None = None) -> None:
    """One edge for one statement: said again, it gains evidence instead of a twin."""
    key = f"{predicate}|{label}|{time or ''}"
    more = (evidence,) if evidence else ()
    if graph.has_edge(start, end, key):
        graph.edges[start, end, key]["evidence"] += more
    else:
        graph.add_edge(start, end, key, predicate=predicate, label=label or predicate, time=time, evidence=more)


def _add_articles(graph: nx.MultiDiGraph, records: Records) -> None:
    named: dict[str, Counter] = defaultdict(Counter)
    for n in records.namings:
        named[n.evidence.article][n.entity] += 1
    people = {e.name: e.id for e in records.entities if e.type == "PER"}
    for a in records.articles:
        for reporter in a.reporters:  # a byline stands outside the body, yet it ties the reporter to the article
            if reporter in people:
                named[a.id][people[reporter]] += 1
        graph.add_node(a.id, kind="article", type="Article", name=a.title or a.subtitle or a.kicker or "", article_kind=a.kind)
        for entity, count in sorted(named[a.id].items()):
            if entity in graph:
                graph.add_edge(a.id, entity, MENTIONS, predicate=MENTIONS, label=MENTIONS, time=None, evidence=(), count=count)
    for c in records.claims:
        if c.evidence.article in graph:
            graph.add_edge(c.evidence.article, c.id, REPORTS, predicate=REPORTS, label=REPORTS, time=None, evidence=())


def to_pyvis(records: Records) -> Network:
    """The picture of `records` as a pyvis network with every place decided: `to_pyvis(records).show("graph.html")`."""
    from kg.graph.picture import to_pyvis as draw  # pyvis takes half a second to import: only who draws pays

    return draw(records)


def organisations_of(records: Records, person: str) -> tuple[Role, ...]:
    """The posts of a person (an entity id), in the records' order."""
    return tuple(r for r in records.roles if r.person == person)


def claims_about(records: Records, entity: str) -> tuple[Claim, ...]:
    """The claims whose subject is `entity`, by metric and time."""
    about = (c for c in records.claims if c.subject == entity)
    return tuple(sorted(about, key=lambda c: (c.metric, c.time or "", c.evidence.source, c.value_start)))


def co_mentioned(records: Records, entity: str) -> tuple[tuple[str, int], ...]:
    """Entities named in the same articles as `entity`, with the number of such articles, most first."""
    articles: dict[str, set[str]] = defaultdict(set)
    for n in records.namings:
        articles[n.evidence.article].add(n.entity)
    together = Counter(other for named in articles.values() if entity in named for other in named if other != entity)
    return tuple(sorted(together.items(), key=lambda pair: (-pair[1], pair[0])))


def neighbours(graph: nx.MultiDiGraph, node: str, steps: int = 1) -> tuple[str, ...]:
    """Nodes within `steps` edges of `node`, whichever way the edges point, nearest first, then by id."""
    reached = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), node, cutoff=steps)
    return tuple(sorted((n for n in reached if n != node), key=lambda n: (reached[n], n)))


def path_between(graph: nx.MultiDiGraph, start: str, end: str) -> tuple[str, ...]:
    """A shortest chain of nodes from `start` to `end`, whichever way the edges point; empty where there is none."""
    try:
        return tuple(nx.shortest_path(graph.to_undirected(as_view=True), start, end))
    except nx.NetworkXNoPath:
        return ()
