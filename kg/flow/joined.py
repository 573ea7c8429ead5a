"""Pages joined on any engine: cards → clusters → entities with their IRIs, and for every page the book of its own.

In: the briefs of all pages.  Out: `Joined`: rows of books and of entities (`kg.flow.called`).  The blocks are those of `kg.resolve`; what they join is
put together at the driver, for it is few.
"""
from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from kg.flow import Engine, Row, Rows
from kg.flow.briefs import Brief
from kg.flow.called import Joined, Known, Table, called
from kg.resolve.bearers import Bearer, Member, join_bearers
from kg.resolve.blocks import Join, Say, Unions, in_order, join_judged, join_printed, join_zones, judged_rows, printed_rows, zone_rows
from kg.resolve.blocks import Row as BlockRow
from kg.resolve.cards import Card
from kg.resolve.clusters import ClusterDraft, drafted
from kg.resolve.facts import Facts


class Places(NamedTuple):
    """Where the members of a cluster stand: page numbers, and which entities of their pages they are."""

    cluster: str
    pages: array
    ats: array


def joined(engine: Engine, briefs: Rows, facts: Facts, base: str) -> Joined:
    """Entities and books of all pages.  `briefs` are used several times, so they should be laid aside."""
    known = engine.share(Known(facts.short, facts.judgements, facts.namings, base), "world")
    unions = Unions()
    found = briefs.flat_map(partial(_block_rows, known=known)).grouped(_block, in_order, partial(_join_block, known=known))
    said = list(_taken(found, unions))
    table = engine.share(unions.table(), "clusters")
    posts = engine.share(frozenset(briefs.flat_map(partial(_posts, table=table))), "posts")
    bearers = briefs.flat_map(partial(_post_rows, table=table, posts=posts)).grouped(_at_0, _at_1, _post_names).plus(briefs.flat_map(_people))
    people = bearers.grouped(_person_name, _bearer_order, partial(_join_name, known=known)).kept()
    members = briefs.flat_map(partial(_things, table=table)).plus(people.flat_map(_members_only))
    if facts.judgements.entries:
        judged = members.flat_map(partial(_judged, known=known)).grouped(_block, in_order, partial(_join_judged, known=known))
        said += _taken(judged, unions)
        table = engine.share(unions.table(), "clusters after judgements")
    spoken = engine.rows([say._replace(group=unions.find(say.group)) for say in said])
    clustered = members.plus(people.flat_map(_says_only)).plus(spoken)
    made = clustered.grouped(partial(_cluster_of, table=table), _member_order, partial(_drafts, known=known)).kept()
    drafts, places = made.flat_map(_drafts_only), made.flat_map(_places_only)
    return called(drafts, places, table, known)


def _at_0(row: Row) -> str:
    return row[0]


def _at_1(row: Row) -> tuple:
    return row[1]


# --- what joins by zones and printed names -------------------------------------------------


def _block_rows(brief: Brief, known: Callable[[], Known]) -> Iterator[BlockRow]:
    short = known().short
    for card in brief.numbered_cards():
        for row in zone_rows(card, short):
            yield row._replace(block=f"zone {row.block}")
        yield from printed_rows(card, short)


def _block(row: BlockRow) -> str:
    return row.block


def _join_block(block: str, rows: Iterator[BlockRow], known: Callable[[], Known]) -> Iterator[Join | Say]:
    return join_zones(rows) if block.startswith("zone ") else join_printed(rows, known().judgements)


def _taken(found: Rows, unions: Unions) -> Iterator[Say]:
    """Joins are put into effect; what is to be said of their clusters is handed on."""
    for one in found:
        if isinstance(one, Join):
            unions.join(one.one, one.other)
            yield Say(one.one, one.order, one.reason)
        else:
            yield one


# --- people: what their organisations are first called, then the bearers of each name ----------


def _posts(brief: Brief, table: Table) -> Iterator[str]:
    """The clusters in which somebody holds a post."""
    clusters = table()
    return (clusters.get(group, group) for card in brief.numbered_cards() for group, _ in card.posts)


def _post_rows(brief: Brief, table: Table, posts: Callable[[], frozenset[str]]) -> Iterator[tuple]:
    """Who first bears a cluster's name, and who asks for it: (cluster, (rank, page, key), name or person)."""
    clusters, wanted = table(), posts()
    for card in brief.numbered_cards():
        if card.type != "PER" and (cluster := clusters.get(card.group, card.group)) in wanted:
            yield cluster, (0, card.page, card.key, 0), card.name
        for number, (group, _) in enumerate(card.posts):
            yield clusters.get(group, group), (1, card.page, str(card.at), number), (card.name, card.page, card.at, number)


def _post_names(cluster: str, rows: Iterator[tuple]) -> Iterator[tuple]:
    first = ""
    for _, (rank, *_), what in rows:
        if rank:
            yield *what, first
        else:
            first = first or what


def _people(brief: Brief) -> Iterator[Card]:
    return (card for card in brief.numbered_cards() if card.type == "PER")


def _person_name(row: Row) -> str:
    return row.name if isinstance(row, Card) else row[0]


def _bearer_order(row: Row) -> tuple:
    return (*row.place, -1) if isinstance(row, Card) else row[1:4]


def _join_name(name: str, rows: Iterator[Row], known: Callable[[], Known]) -> Iterator[Member | Say]:
    bearers: list[tuple[Card, list[str]]] = []
    for row in rows:
        if isinstance(row, Card):
            bearers.append((row, []))
        else:
            bearers[-1][1].append(row[4])
    return join_bearers((Bearer(card, tuple(organisations)) for card, organisations in bearers), known().judgements, known().namings)


def _members_only(one: Member | Say) -> Iterator[Member]:
    if isinstance(one, Member):
        yield one


def _says_only(one: Member | Say) -> Iterator[Say]:
    if isinstance(one, Say):
        yield one


def _things(brief: Brief, table: Table) -> Iterator[Member]:
    clusters = table()
    return (Member(clusters.get(card.group, card.group), card) for card in brief.numbered_cards() if card.type != "PER")


def _judged(member: Member, known: Callable[[], Known]) -> Iterator[BlockRow]:
    return judged_rows(member.card, member.cluster, known().judgements)


def _join_judged(_: str, rows: Iterator[BlockRow], known: Callable[[], Known]) -> Iterator[Join]:
    return join_judged(rows, known().judgements)


# --- clusters become entities ---------------------------------------------------------------


def _cluster_of(row: Member | Say, table: Table) -> str:
    name = row[0]
    return table().get(name, name)


def _member_order(row: Member | Say) -> tuple:
    return (0, *row.card.place) if isinstance(row, Member) else (1, *row.order)


def _drafts(cluster: str, rows: Iterator[Member | Say], known: Callable[[], Known]) -> Iterator[ClusterDraft | Places]:
    said = []
    pages, ats = array("q"), array("i")

    def cards() -> Iterator[Card]:
        for row in rows:
            if isinstance(row, Member):
                pages.append(row.card.page)
                ats.append(row.card.at)
                yield row.card
            else:
                said.append((row.order, row.reason))

    yield drafted(cluster, cards(), said, known().base)
    yield Places(cluster, pages, ats)


def _drafts_only(row: ClusterDraft | Places) -> Iterator[ClusterDraft]:
    if isinstance(row, ClusterDraft):
        yield row


def _places_only(row: ClusterDraft | Places) -> Iterator[tuple]:
    if isinstance(row, Places):
        yield row.cluster, (2,), row
