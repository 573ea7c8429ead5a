"""The nodes of a graph, cut into one named graph per article.

In: `Records`.  Out: (graph name, nodes): a graph for every article, named by the article's IRI, with all that it says and the
evidence for it; and one for what belongs to no single article (entities, metrics, units, posts, periods, rules, pages,
checks across articles).  Together they hold exactly the statements of `kg.export.statements`; what two articles say
alike stands in both, so each graph can be replaced or removed without the others.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from kg.export.said import NOWHERE, by_article
from kg.export.statements import Describer
from kg.export.terms import Node
from kg.model import Records


def common_graph(base: str) -> str:
    """The name of the graph that belongs to no article.

    >>> common_graph("https://example.org/kg/")
    'https://example.org/kg/graph/common'
    """
    return f"{base}graph/common"


def graphs(records: Records, base: str, full: bool = False, annotated: bool = False) -> Iterator[tuple[str, Iterable[Node]]]:
    """Every named graph with its nodes, to be taken in this order: articles by their IRIs, then the common graph."""
    d = Describer(records, base, full, annotated)
    said = by_article(records)

    def said_in(article: str) -> Iterator[Node]:
        here = said[article]
        yield from d.roles(here.roles)
        yield from d.relations(here.relations)
        yield from d.direct_nodes(d.direct(here.relations), spare_within=article == NOWHERE)
        yield from d.claims(here.claims)
        yield from d.checks(here.verdicts)
        if full:
            yield from d.namings(here.namings)
        yield from d.evidence_nodes()

    for article in sorted(records.articles, key=lambda a: d.article(a.id)):
        yield d.article(article.id), chain(d.articles([article], said[article.id].namings), said_in(article.id))
    yield common_graph(base), chain([d.software_node()], d.sources(), d.entities(), said_in(NOWHERE), d.concept_nodes())
