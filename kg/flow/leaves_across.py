"""What no page adds to the files alone: entities with what is plainly said of them, links and verdicts across pages, metrics and other concepts, sources.

In: entities, verdicts and links of all pages.  Out: leaves, see `kg.flow.leaves`.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.check import in_order
from kg.export import Settings
from kg.export.said import one_article
from kg.export.statements import Describer
from kg.export.tables import entity_row, verdict_row
from kg.flow.called import Made
from kg.flow.leaves import CHECKS, DIRECT, ENTITIES, EVIDENCE, IN_GRAPHS, PERIODS, POSTS, REASONS, RULES, SELECTORS, SOFTWARE, SOURCES, UNITS, Leaf, Nodes, Pair, Wanted, table_rows
from kg.model import Entity, Link, Records, Source, Verdict

_ROOMS = {"unit": UNITS, "post": POSTS, "period": PERIODS, "rule": RULES}


class CrossVerdict(NamedTuple):
    """A verdict on figures of several pages, and the hash of each page by its name."""

    verdict: Verdict
    pages: tuple[tuple[str, str], ...]


def verdict_leaves(verdict: Verdict) -> Iterator[Leaf]:
    """A verdict in the table of verdicts, from which it is counted for the report too."""
    yield Leaf("tables/verdicts.csv", "", 1, "", in_order(verdict), (table_rows([verdict_row(verdict)]), verdict))


def cross_leaves(cross: CrossVerdict, wanted: Wanted) -> Iterator[Leaf]:
    """A verdict that came up beside other pages: its node, the table, the report.  Its evidence is that of the claims it looks at, so their articles tell it; the common graph,
    where checks of several articles stand, has it a second time.
    """
    verdict, settings = cross.verdict, wanted.settings
    yield from verdict_leaves(verdict)
    if not wanted.graphs:
        return
    describer = Describer(Records(sources=tuple(Source(name, "", "", sha256) for name, sha256 in cross.pages), version=wanted.version, rules_hash=wanted.rules_hash),
                          settings.base, wanted.is_full, settings.annotated)
    describer.article_ids = {e.article for e in verdict.evidence if e.article}
    nodes, article = Nodes(wanted), one_article(verdict)
    if article:
        for node in describer.checks((verdict,)):
            yield from nodes.checked(node, article)
        return
    for node in describer.checks((verdict,)):
        yield from nodes.text(CHECKS, node)
    yield from evidence_leaves(describer, nodes, [name for name in wanted.graphs if name in IN_GRAPHS])


def evidence_leaves(describer: Describer, nodes: Nodes, formats: Sequence[str]) -> Iterator[Leaf]:
    """The evidence that came by, for the common graph."""
    for node in describer.evidence_nodes():
        yield from nodes.text(SELECTORS if node[1][-1][0] == "oa:exact" else EVIDENCE, node, formats)


def link_leaves(link: Link, article: str, wanted: Wanted) -> Iterator[Leaf]:
    """A link to a claim of another page, for the node of the claim that is linked, which stands in `article`."""
    return Nodes(wanted).linked(link, article)


def entity_leaves(made: Made, mentions: int, sources: int, wanted: Wanted) -> Iterator[Leaf]:
    """An entity in the table of entities and as a node."""
    entity = made.entity
    yield Leaf("tables/entities.csv", "", 1, "", (entity.type, entity.name, entity.id), (table_rows([entity_row(entity, mentions, sources)]), entity.type))
    if wanted.graphs:
        nodes, describer = Nodes(wanted), _describer_of(made, wanted)
        yield from nodes.text(ENTITIES, describer.entity_node(entity))
        if wanted.is_full:
            for node in describer.reason_nodes():
                yield from nodes.text(REASONS, node)


def direct_leaves(subject: str, made: Made | None, everywhere: Iterable[Pair], nowhere: Iterable[Pair], wanted: Wanted) -> Iterator[Leaf]:
    """What is plainly said of an entity, but that in which it lies: its own node says that.  In named graphs only what stands in no article is left to say."""
    nodes = Nodes(wanted)
    describer = _describer_of(made, wanted) if made else _bare_describer(wanted.settings, wanted.version, wanted.rules_hash)
    for pairs, formats in ((everywhere, [name for name in wanted.graphs if name not in IN_GRAPHS]), (nowhere, [name for name in wanted.graphs if name in IN_GRAPHS])):
        if formats:
            for node in describer.direct_nodes({subject: pairs}, spare_within=made is not None):
                yield from nodes.text(DIRECT, node, formats)


def _describer_of(made: Made, wanted: Wanted) -> Describer:
    """One that knows the entity and the type of what it lies in."""
    entity, describer = made.entity, _bare_describer(wanted.settings, wanted.version, wanted.rules_hash)
    describer.entity = {entity.id: entity}
    if entity.within:
        describer.entity[entity.within] = Entity(entity.within, made.above, "", "")
    describer.records = Records(entities=(entity,))
    return describer


@lru_cache(maxsize=4)
def _bare_describer(settings: Settings, version: str, rules_hash: str) -> Describer:
    return Describer(Records(version=version, rules_hash=rules_hash), settings.base, settings.profile == "full", settings.annotated)


def common_leaves(software: Records, words: Iterable[tuple[str, str]], wanted: Wanted) -> Iterator[Leaf]:
    """The software, and the concepts that pages tell of: units, posts, periods, rules (metrics: `kg.flow.metrics`)."""
    describer = Describer(software, wanted.settings.base, wanted.is_full)
    nodes = Nodes(wanted)
    yield from nodes.text(SOFTWARE, describer.software_node())
    for room, name in words:
        if room in _ROOMS:
            describer.concept(room, name)
        elif wanted.is_full:
            describer.concept("rule", name)
    start = len(describer.base)
    for node in describer.concept_nodes():
        yield from nodes.text(_ROOMS[node[0][start:].partition("/")[0]], node)


def source_leaves(same: Sequence[Source], wanted: Wanted) -> Iterator[Leaf]:
    """A page under all its names."""
    nodes = Nodes(wanted)
    for node in Describer(Records(sources=tuple(same)), wanted.settings.base, False).sources():
        yield from nodes.text(SOURCES, node)
