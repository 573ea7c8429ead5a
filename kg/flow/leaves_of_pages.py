"""What a finished page adds to the files.

In: the page's own records.  Out: its rows of the tables, what the report tells of it, a block for each of its articles, and its part of what other pages may
tell too.  Leaves are made for page 0 (see `numbered`), so that they can be kept while other pages come and go.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.export.report import lengths, page_line, splits, unexplained
from kg.export.said import NOWHERE, Said, by_article
from kg.export.statements import Describer
from kg.export.tables import TABLES
from kg.export.terms import Node, Object
from kg.export.texts import text_path
from kg.flow.leaves import CHECKS, CLAIMS, IN_GRAPHS, NAMINGS, RELATIONS, REPORT, ROLES, Leaf, More, Nodes, Ordered, Pair, Wanted, ordered, table_rows
from kg.flow.leaves_across import evidence_leaves, verdict_leaves
from kg.model import Claim, Records, Relation, Role

PAGE_TABLES = ("articles", "mentions", "roles", "relations", "claims", "numbers")
Word = tuple[str, str]  # the room of a concept, and its words


def page_leaves(records: Records, wanted: Wanted) -> Iterator[Leaf]:
    """All that a finished page adds to the files but its plain statements, which stand with their subjects, and its concepts."""
    if "tables" in wanted.formats:
        for name in PAGE_TABLES:
            yield Leaf(f"tables/{name}.csv", "", 1, "", (0,), table_rows(TABLES[name][1](records)))
    source = records.sources[0]
    if "texts" in wanted.formats and source.extracted:
        yield Leaf(text_path(source), "", 0, "", (0,), source.text)
    counted = lengths(records)
    line = page_line(source, len(source.text), counted["articles"], counted["mentions"], counted["claims"], sum(n.fate == "unexplained" for n in records.numbers))
    yield Leaf(REPORT, "", 0, "", (0,), (counted, splits(records), line, tuple(unexplained(records))))
    for verdict in records.verdicts:
        yield from verdict_leaves(verdict)
    if wanted.graphs:
        yield from _graph_leaves(records, wanted)


def numbered(leaf: Leaf, number: int) -> Leaf:
    """A page's leaf under the page's number."""
    what = leaf.what
    if leaf.section in (ROLES, RELATIONS) and isinstance(what, More):
        what = what._replace(more=tuple(((number, at), pair) for (_, at), pair in what.more))
    return Leaf(*leaf[:4], (number,) if len(leaf.order) == 1 else leaf.order, what)


def words_of(records: Records) -> tuple[Word, ...]:
    """The concepts that a page tells of, in order; rules that only name are told in the full profile alone, so their room is another."""
    found = {("metric", claim.metric) for claim in records.claims} | {("unit", claim.unit) for claim in records.claims} | {("post", role.position) for role in records.roles}
    told: tuple[Claim | Role | Relation, ...] = (*records.claims, *records.roles, *records.relations)
    found |= {("period", record.time or "") for record in told}
    found |= {("rule", record.evidence.rule) for record in told}
    found |= {("rule", e.rule) for verdict in records.verdicts for e in verdict.evidence}
    found |= {("naming", naming.evidence.rule) for naming in records.namings}
    return tuple(sorted(pair for pair in found if pair[1]))


def plain_statements(records: Records, base: str) -> tuple[tuple[str, tuple[Pair, ...], tuple[Pair, ...]], ...]:
    """The relations of a page as plain statements: (subject, all of it, those that stand in no article)."""
    describer = Describer(replace(records, links=()), base, False)
    everywhere, nowhere = (describer.direct(relations) for relations in (records.relations, by_article(records)[NOWHERE].relations))
    return tuple((subject, tuple(sorted(pairs, key=repr)), tuple(sorted(nowhere.get(subject, ()), key=repr))) for subject, pairs in sorted(everywhere.items()))


def _graph_leaves(records: Records, wanted: Wanted) -> Iterator[Leaf]:
    settings = wanted.settings
    describer = Describer(replace(records, links=()), settings.base, wanted.is_full, settings.annotated)
    links: dict[str, list[Ordered]] = defaultdict(list)
    for link in records.links:
        links[link.claim].append(ordered(link))
    nodes, said = Nodes(wanted, 0), by_article(records)
    flat = [name for name in wanted.graphs if name not in IN_GRAPHS]
    places = _places(describer, (*records.roles, *records.relations))
    for article in records.articles:
        here = said[article.id]
        own, roles, relations = list(describer.articles([article], here.namings)), list(describer.roles(here.roles)), list(describer.relations(here.relations))
        direct = list(describer.direct_nodes(describer.direct(here.relations))) if len(flat) < len(wanted.graphs) else []
        claims, checks = _claims(describer, here.claims, links), list(describer.checks(here.verdicts))
        namings = list(describer.namings(here.namings)) if wanted.is_full else []
        evidence = list(describer.evidence_nodes())
        for name in wanted.graphs:
            if name in IN_GRAPHS:
                yield nodes.block(name, describer.article(article.id), (*own, *roles, *relations, *direct), claims, checks, (*namings, *evidence))
            else:
                yield nodes.block(name, describer.article(article.id), own, claims, checks, evidence)
        yield from _shared(nodes, roles, relations, namings, places, flat)
    yield from _in_no_article(describer, said[NOWHERE], links, nodes, places, flat)


def _shared(nodes: Nodes, roles: Iterable[Node], relations: Iterable[Node], namings: Iterable[Node], places: Mapping[Object, int], formats: Sequence[str] | None = None) -> Iterator[Leaf]:
    """What others may tell too: posts, relations, and in the full profile by what an entity was named."""
    for section, found in ((ROLES, roles), (RELATIONS, relations)):
        for subject, pairs in found:
            yield from nodes.part(section, subject, _derived(pairs, places), formats)
    for subject, pairs in namings:
        yield from nodes.part(NAMINGS, subject, More(more=tuple(((pair[1],), pair) for pair in pairs)), formats)


def _in_no_article(describer: Describer, said: Said, links: dict[str, list[Ordered]], nodes: Nodes, places: Mapping[Object, int], flat: Sequence[str]) -> Iterator[Leaf]:
    namings = list(describer.namings(said.namings)) if describer.full else []
    yield from _shared(nodes, describer.roles(said.roles), describer.relations(said.relations), namings, places)
    for claim, more in _claims(describer, said.claims, links):
        yield from nodes.part(CLAIMS, claim, more)
    for node in describer.checks(said.verdicts):
        yield from nodes.text(CHECKS, node)
    came_by = dict(describer.evidence)
    yield from evidence_leaves(describer, nodes, [name for name in nodes.wanted.graphs if name in IN_GRAPHS])
    describer.evidence = came_by
    describer.forget_evidence_of_articles()
    yield from evidence_leaves(describer, nodes, flat)


def _places(describer: Describer, records: Sequence[Role | Relation]) -> dict[Object, int]:
    """Evidence by its IRI → its place among the page's records: articles of one page may tell one node."""
    came_by = dict(describer.evidence)
    places: dict[Object, int] = {describer.seen_at(record.evidence): at for at, record in reversed(list(enumerate(records)))}
    describer.evidence = came_by
    return places


def _derived(pairs: Sequence[Pair], places: Mapping[Object, int]) -> More:
    """A node whose evidence other pages may add to."""
    return More(tuple(pair for pair in pairs if pair[0] != "prov:wasDerivedFrom"), tuple(((0, places[pair[1]]), pair) for pair in pairs if pair[0] == "prov:wasDerivedFrom"))


_LINKS_END = "kg:valueStart"  # in the full profile a claim's offsets and reasons stand behind its links


def _claims(describer: Describer, claims: Sequence[Claim], links: dict[str, list[Ordered]]) -> list[tuple[str, More]]:
    found = []
    for subject, pairs in describer.claims(claims):
        end = next((at for at, pair in enumerate(pairs) if pair[0] == _LINKS_END), len(pairs))
        found.append((subject, More(tuple(pairs[:end]), tuple(links.get(subject, ())), tuple(pairs[end:]))))
    return found
