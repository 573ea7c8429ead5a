"""What entities are called: every draft its IRI, every page the book of its own entities, every entity what it lies in.

In: drafts of clusters, and where their members stand.  Out: rows of `Entry` (page key → IRI and name), and of `Made` entities.  A name that several would share is
told apart by the first organisation of each.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import NamedTuple

from kg.flow import Row, Rows
from kg.model import Entity
from kg.resolve.clusters import ClusterDraft, entity_of, told_apart
from kg.resolve.facts import ShortForms
from kg.resolve.judgements import Judgements
from kg.resolve.namings import Namings

_SLIM = frozenset({"ORG", "LOC"})  # types whose aliases no page asks for: a city has dozens

Table = Callable[[], dict[str, str]]


class Known(NamedTuple):
    """What joining knows of the world."""

    short: ShortForms
    judgements: Judgements
    namings: Namings
    base: str


class Entry(NamedTuple):
    """What a page calls by the key of its entity number `at`."""

    page: int
    at: int
    iri: str
    name: str
    aliases: tuple[str, ...]


class Made(NamedTuple):
    """A finished entity, and the type of what it lies in."""

    entity: Entity
    above: str


class Joined(NamedTuple):
    """All pages joined."""

    entries: Rows
    entities: Rows


def called(drafts: Rows, places: Rows, table: Table, known: Callable[[], Known]) -> Joined:
    """Entities and books from the drafts of all clusters; `places` are rows of (cluster, (2,), `Places`), `table` says which cluster a group belongs to."""
    iris = _iris(drafts, table, known).kept()
    asked = iris.plus(drafts.flat_map(_facts)).plus(places).plus(drafts.flat_map(partial(_asks_within, table=table)))
    answers = asked.grouped(_at_0, _at_1, _answers).kept()
    entities = drafts.flat_map(_by_cluster).plus(iris).plus(answers.flat_map(_above_only)).grouped(_at_0, _at_1, _entities)
    return Joined(answers.flat_map(_entries_only), entities)


def _at_0(row: Row) -> str:
    return row[0]


def _at_1(row: Row) -> tuple:
    return row[1]


# --- IRIs -----------------------------------------------------------------------------------


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
