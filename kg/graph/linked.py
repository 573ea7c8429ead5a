"""Records as nodes and links, without a library: what the picture is drawn of, and what networkx is filled with.

In: `Records`.  Out: a `Linked`, a directed graph with several links between two nodes.  It answers what the layout and the picture ask in the words of networkx
(`nodes`, `edges`, `degree`, `out_degree`), in the same order, so that both take either; importing networkx takes a build of one page an eighth of its time.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.model import Evidence, Records

HOLDS_POST, WITHIN, ABOUT, SAID_BY, MENTIONS, REPORTS = "holds_post", "within", "about", "said_by", "mentions", "reports"

Told = dict[str, object]
"""What is told of a node or a link."""


class Linked:
    """Nodes by name and the links between them, each with what is told of it.

    >>> graph = Linked()
    >>> graph.node("莘县", kind="entity")
    >>> graph.node("聊城市", kind="entity")
    >>> graph.link("莘县", "聊城市", "within", predicate="within")
    >>> len(graph), list(graph.edges()), graph.degree("莘县"), graph.out_degree("聊城市")
    (2, [('莘县', '聊城市', {'predicate': 'within'})], 1, 0)
    """

    def __init__(self) -> None:
        self._nodes: dict[str, Told] = {}
        self._from: dict[str, dict[str, dict[str, Told]]] = {}
        self._degree: Counter[str] = Counter()
        self.met: list[tuple[str, str, str]] = []  # start, end and key of each link, in the order in which they were made

    def node(self, name: str, /, **told: object) -> None:
        """Add a node, or tell more of it."""
        self._nodes.setdefault(name, {}).update(told)
        self._from.setdefault(name, {})

    def link(self, start: str, end: str, key: str, /, **told: object) -> None:
        """Add a link between two nodes, or tell more of it."""
        if self.between(start, end, key) is None:
            self._from[start].setdefault(end, {})[key] = told
            self._degree.update((start, end))
            self.met.append((start, end, key))
        else:
            self._from[start][end][key].update(told)

    def between(self, start: str, end: str, key: str) -> Told | None:
        """What is told of a link, or None where there is none."""
        return self._from[start].get(end, {}).get(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._nodes)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, name: object) -> bool:
        return name in self._nodes

    def nodes(self, data: bool = True) -> Iterable[tuple[str, Told]]:
        """Nodes with what is told of them."""
        return self._nodes.items()

    def edges(self, data: bool = True) -> Iterator[tuple[str, str, Told]]:
        """Links by start, then by end, with what is told of them."""
        for start, ends in self._from.items():
            for end, links in ends.items():
                for told in links.values():
                    yield start, end, told

    def degree(self, name: str) -> int:
        """How many links begin or end at a node."""
        return self._degree[name]

    def out_degree(self, name: str) -> int:
        """How many links begin at a node."""
        return sum(map(len, self._from[name].values()))


def linked(records: Records, articles: bool = False) -> Linked:
    """The graph of `records`, nodes and links in the records' order; `articles` adds articles, linked to what they mention."""
    graph = Linked()
    counts = Counter(n.entity for n in records.namings)
    for e in records.entities:
        graph.node(e.id, kind="entity", type=e.type, subtype=e.subtype, name=e.name, aliases=e.aliases, code=e.code, mentions=counts[e.id])
    for e in records.entities:
        if e.within in graph:
            _state(graph, e.id, e.within, WITHIN)
    for r in records.roles:
        if r.person in graph and r.org in graph:
            _state(graph, r.person, r.org, HOLDS_POST, r.evidence, r.position, r.time)
    for r in records.relations:
        if r.subject in graph and r.object in graph:
            _state(graph, r.subject, r.object, r.predicate, r.evidence, r.predicate, r.time)
    for c in records.claims:
        graph.node(c.id, kind="claim", type="Claim", name=f"{c.metric} {c.value_text}", metric=c.metric, value=c.value,
                   unit=c.unit, time=c.time, claim_kind=c.kind, modality=c.modality)
        if c.subject in graph:
            _state(graph, c.id, c.subject, ABOUT, c.evidence)
        if c.speaker in graph:
            _state(graph, c.id, c.speaker, SAID_BY, c.evidence)
    if articles:
        _add_articles(graph, records)
    return graph


def _state(graph: Linked, start: str, end: str, predicate: str, evidence: Evidence | None = None, label: str = "", time: str | None = None) -> None:
    """One link for one statement: said again, it gains evidence instead of a twin."""
    key = f"{predicate}|{label}|{time or ''}"
    more = (evidence,) if evidence else ()
    told = graph.between(start, end, key)
    if told is not None:
        told["evidence"] += more  # type: ignore[operator]
    else:
        graph.link(start, end, key, predicate=predicate, label=label or predicate, time=time, evidence=more)


def _add_articles(graph: Linked, records: Records) -> None:
    named: dict[str, Counter] = defaultdict(Counter)
    for n in records.namings:
        named[n.evidence.article][n.entity] += 1
    people = {e.name: e.id for e in records.entities if e.type == "PER"}
    for a in records.articles:
        for reporter in a.reporters:  # a byline stands outside the body, yet it ties the reporter to the article
            if reporter in people:
                named[a.id][people[reporter]] += 1
        graph.node(a.id, kind="article", type="Article", name=a.title or a.subtitle or a.kicker or "", article_kind=a.kind)
        for entity, count in sorted(named[a.id].items()):
            if entity in graph:
                graph.link(a.id, entity, MENTIONS, predicate=MENTIONS, label=MENTIONS, time=None, evidence=(), count=count)
    for c in records.claims:
        if c.evidence.article in graph:
            graph.link(c.evidence.article, c.id, REPORTS, predicate=REPORTS, label=REPORTS, time=None, evidence=())
