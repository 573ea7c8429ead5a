"""Pages joined on any engine: cards → clusters → entities with their IRIs, and for every page the book of its own.

In: the briefs of all pages.  Out: rows of `Entry` (page key → IRI and name), and of `Made` entities.  The blocks are those of `kg.resolve`; what they join is
put together at the driver, for it is few.
"""
from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from kg.flow import Engine, Row, Rows
from kg.flow.briefs import Brief
from kg.model import Entity
from kg.resolve.bearers import Bearer, Member, join_bearers
from kg.resolve.blocks import Join, Row as BlockRow, Say, Unions, in_order, join_judged, join_printed, join_zones, judged_rows, printed_rows, zone_rows
from kg.resolve.cards import Card
from kg.resolve.clusters import ClusterDraft, drafted, entity_of, told_apart
from kg.resolve.facts import Facts, ShortForms
from kg.resolve.judgements import Judgements

_SLIM = frozenset({"ORG", "LOC"})  # types whose aliases no page asks for: a city has dozens


class Known(NamedTuple):
    """What joining knows of the world."""

    short: ShortForms
    judgements: Judgements
    base: str


class Entry(NamedTuple):
    """What a page calls by the key of its entity number `at`."""

    page: int
    at: int
    iri: str
    name: str
    aliases: tuple[str, ...]


class Places(NamedTuple):
    """Where the members of a cluster stand: page numbers, and which entities of their pages they are."""

    cluster: str
    pages: array
    ats: array


class Made(NamedTuple):
    """A finished entity, and the type of what it lies in."""

    entity: Entity
    above: str


class Joined(NamedTuple):
    """All pages joined."""

    entries: Rows
    entities: Rows


Table = Callable[[], dict[str, str]]


def joined(engine: Engine, briefs: Rows, facts: Facts, base: str) -> Joined:
    """Entities and books of all pages.  `briefs` are used several times, so they should be laid aside."""
    known = engine.share(Known(facts.short, facts.judgements, base), "world")
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
    iris = _iris(drafts, table, known).kept()
    asked = iris.plus(drafts.flat_map(_facts)).plus(places).plus(drafts.flat_map(partial(_asks_within, table=table)))
    answers = asked.grouped(_at_0, _at_1, _answers).kept()
    entities = drafts.flat_map(_by_cluster).plus(iris).plus(answers.flat_map(_above_only)).grouped(_at_0, _at_1, _entities)
    return Joined(answers.flat_map(_entries_only), entities)


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
    return join_bearers((Bearer(card, tuple(organisations)) for card, organisations in bearers), known().judgements)


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


def _iris(drafts: Rows, table: Table, known: Callable[[], Known]) -> Rows:
    """(cluster, rank, IRI) of every draft: the name's own, or, where several would share it, one told apart by the first organisation."""
    alone = drafts.grouped(_own_iri, _cluster_order, _alone).kept()
    asks = alone.flat_map(partial(_asks_names, table=table))
    names = drafts.flat_map(_names).plus(asks).grouped(_at_0, _at_1, _answer_names)
    apart = alone.flat_map(_sharing).plus(names).grouped(_at_0, _at_1, partial(_apart, known=known))
    return alone.flat_map(_is_alone).plus(apart)


def _own_iri(draft: ClusterDraft) -> str:
    return draft.iri


def _cluster_order(draft: ClusterDraft) -> tuple:
    return (draft.cluster,)


def _alone(iri: str, drafts: Iterator[ClusterDraft]) -> Iterator[tuple[ClusterDraft, bool]]:
    first = next(drafts)
    second = next(drafts, None)
    for draft in (first,) if second is None else chain((first, second), drafts):
        yield _bare(draft), second is None


def _bare(draft: ClusterDraft) -> ClusterDraft:
    return draft._replace(aliases=(), because=())


def _is_alone(row: tuple[ClusterDraft, bool]) -> Iterator[tuple]:
    draft, alone = row
    if alone:
        yield draft.cluster, (0,), draft.iri


def _sharing(row: tuple[ClusterDraft, bool]) -> Iterator[tuple]:
    draft, alone = row
    if not alone:
        yield draft.cluster, (0, ""), draft


def _asks_names(row: tuple[ClusterDraft, bool], table: Table) -> Iterator[tuple]:
    draft, alone = row
    for group in () if alone else draft.posts:
        yield table().get(group, group), (1, draft.cluster), draft.cluster


def _names(draft: ClusterDraft) -> Iterator[tuple]:
    if draft.type != "PER":
        yield draft.cluster, (0, ""), draft.name


def _answer_names(_: str, rows: Iterator[tuple]) -> Iterator[tuple]:
    _, _, name = next(rows)
    for _, _, asking in rows:
        yield asking, (1, name), name


def _apart(cluster: str, rows: Iterator[tuple], known: Callable[[], Known]) -> Iterator[tuple]:
    _, _, draft = next(rows)
    yield cluster, (0,), told_apart(draft, (name for _, _, name in rows), known().base)


# --- what others ask a cluster: its IRI and name ------------------------------------------------


def _facts(draft: ClusterDraft) -> Iterator[tuple]:
    yield draft.cluster, (1,), (draft.name, draft.aliases if draft.type not in _SLIM else (), draft.type)


def _asks_within(draft: ClusterDraft, table: Table) -> Iterator[tuple]:
    if draft.within:
        yield table().get(draft.within, draft.within), (3, draft.cluster), draft.cluster


def _answers(_: str, rows: Iterator[tuple]) -> Iterator[Entry | tuple]:
    _, _, iri = next(rows)
    _, _, (name, aliases, type_) = next(rows)
    for _, (rank, *_), asking in rows:
        if rank == 2:
            for page, at in zip(asking.pages, asking.ats, strict=True):
                yield Entry(page, at, iri, name, aliases)
        else:
            yield asking, (2,), (iri, type_)


def _entries_only(row: Entry | tuple) -> Iterator[Entry]:
    if isinstance(row, Entry):
        yield row


def _above_only(row: Entry | tuple) -> Iterator[tuple]:
    if not isinstance(row, Entry):
        yield row


def _by_cluster(draft: ClusterDraft) -> Iterator[tuple]:
    yield draft.cluster, (1,), draft


def _entities(_: str, rows: Iterator[tuple]) -> Iterator[Made]:
    _, _, iri = next(rows)
    _, _, draft = next(rows)
    within, above = next((answer for _, _, answer in rows), (None, ""))
    yield Made(entity_of(draft, iri, within), above)
