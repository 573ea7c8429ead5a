"""Records as a networkx graph, and the questions asked of it.

In: `Records`.  Out: a `networkx.MultiDiGraph` whose nodes are entities and claims (and articles when asked for) and whose
edges are posts, relations, containment and what a claim is about.  The graph is a view: records stay the truth, and
every edge that a page states carries its evidence.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.graph.linked import ABOUT, HOLDS_POST, MENTIONS, REPORTS, SAID_BY, WITHIN, linked
from kg.model import Claim, Records, Role

if TYPE_CHECKING:
    import networkx as nx
    from pyvis.network import Network

__all__ = ["ABOUT", "HOLDS_POST", "MENTIONS", "REPORTS", "SAID_BY", "WITHIN", "claims_about", "co_mentioned", "linked", "neighbours", "organisations_of", "path_between", "to_networkx", "to_pyvis"]


def to_networkx(records: Records, articles: bool = False) -> nx.MultiDiGraph:
    """The graph of `records`; `articles` adds articles, linked to what they mention.

    Node attributes: `kind` (entity, claim, article) and what the record says; edge attributes: `predicate`, `label`,
    `time`, `evidence` (a tuple of `kg.model.Evidence`).  Nodes and edges come in the records' order.
    """
    import networkx as nx

    plain = linked(records, articles)
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(plain.nodes())
    for start, end, key in plain.met:
        graph.add_edge(start, end, key, **(plain.between(start, end, key) or {}))
    return graph


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
    import networkx as nx

    reached = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), node, cutoff=steps)
    return tuple(sorted((n for n in reached if n != node), key=lambda n: (reached[n], n)))


def path_between(graph: nx.MultiDiGraph, start: str, end: str) -> tuple[str, ...]:
    """A shortest chain of nodes from `start` to `end`, whichever way the edges point; empty where there is none."""
    import networkx as nx

    try:
        return tuple(nx.shortest_path(graph.to_undirected(as_view=True), start, end))
    except nx.NetworkXNoPath:
        return ()
