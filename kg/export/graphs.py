"""The nodes of a graph, cut into one named graph per article.

In: `Records`.  Out: (graph name, nodes): a graph for every article, named by the article's IRI, with all that it says and the
evidence for it; and one for what belongs to no single article (entities, metrics, units, posts, periods, rules, pages,
checks across articles).  Together they hold exactly the statements of `kg.export.statements`; what two articles say
alike stands in both, so each graph can be replaced or removed without the others.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from kg.export.statements import Describer
from kg.export.terms import Node
from kg.model import Records

_NOWHERE = ""


def common_graph(base: str) -> str:
    """The name of the graph that belongs to no article.

    >>> common_graph("https://example.org/kg/")
    'https://example.org/kg/graph/common'
    """
    return f"{base}graph/common"


def graphs(records: Records, base: str, full: bool = False, annotated: bool = False) -> Iterator[tuple[str, Iterable[Node]]]:
    """Every named graph with its nodes, to be taken in this order: articles by their IRIs, then the common graph."""
    d = Describer(records, base, full, annotated)

    def by_article(rows: Iterable, article_of: Callable) -> dict[str, list]:
        found: dict[str, list] = {}
        for row in rows:
            article = article_of(row)
            found.setdefault(article if article in d.article_ids else _NOWHERE, []).append(row)
        return found

    def own_article(row) -> str:
        return row.evidence.article

    namings, roles, relations, claims = (by_article(rows, own_article) for rows in (records.namings, records.roles, records.relations, records.claims))
    verdicts = by_article(records.verdicts, lambda v: v.evidence[0].article if len({e.article for e in v.evidence}) == 1 else _NOWHERE)

    def said_in(article: str) -> Iterator[Node]:
        yield from d.roles(roles.get(article, ()))
        yield from d.relations(relations.get(article, ()))
        yield from d.claims(claims.get(article, ()))
        yield from d.checks(verdicts.get(article, ()))
        if full:
            yield from d.namings(namings.get(article, ()))
        yield from d.evidence_nodes()

    for article in sorted(records.articles, key=lambda a: d.article(a.id)):
        yield d.article(article.id), chain(d.articles([article], namings.get(article.id, ())), said_in(article.id))
    yield common_graph(base), chain([d.software_node()], d.sources(), d.entities(), said_in(_NOWHERE), d.concept_nodes())
