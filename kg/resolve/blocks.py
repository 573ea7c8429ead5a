"""Groups of page entities that are one thing, found block by block: a block holds all that could be joined for one reason.

In: cards as rows of a block (`zone_rows`, `printed_rows`, `judged_rows`), each block's rows together and in order.  Out: `Join`s of two groups and
`Say`s (what stays open).  A block is decided by itself, so blocks may lie in different processes; what they join is few and is
put together by `Unions`.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Reason
from kg.resolve.cards import Card
from kg.resolve.facts import ShortForms
from kg.resolve.ids import even
from kg.resolve.judgements import Judgements

ZONES, PRINTED, PEOPLE, NAMESAKES, JUDGED = range(5)
"""In which order steps give their reasons."""

Order = tuple[int, ...]


class Join(NamedTuple):
    """Two groups are one."""

    one: str
    other: str
    order: Order
    reason: Reason


class Say(NamedTuple):
    """Something to keep with a group: a merge within it, a refusal, an open question."""

    group: str
    order: Order
    reason: Reason


class Row(NamedTuple):
    """A card in a block: `rank` 0 for an owner of the name that the block is about, 1 for a bare bearer of it."""

    block: str
    rank: int
    page: int
    at: int
    group: str
    name: str
    city: str | None


def in_order(row: Row) -> tuple[int, int, int]:
    """Owners first, then by place."""
    return row.rank, row.page, row.at


def zone_rows(card: Card, short: ShortForms) -> Iterator[Row]:
    """A zone by its short form and city: 滨江高新区 owns 高新区, a bare 高新区 asks."""
    mark = card.key.rpartition(" ")[2]
    if card.type == "LOC" and not card.code and mark.isdigit():
        if card.name in short.zones:
            yield _row(f"{card.name} {mark}", 1, card)
        for form in card.forms:
            if form in short.zones and form != card.name:
                yield _row(f"{form} {mark}", 0, card)


def printed_rows(card: Card, short: ShortForms) -> Iterator[Row]:
    """An organisation by the short names that its page prints beside the full one (owner), and by its own name (bare)."""
    if card.type != "ORG":
        return
    name = even(card.name)
    for form in card.forms:
        if even(form) != name and not short.level_at_head(form):
            yield _row(even(form), 0, card)
    if len(card.name) > 1 and not short.level_at_head(card.name):
        yield _row(name, 1, card)


def _row(block: str, rank: int, card: Card) -> Row:
    return Row(block, rank, card.page, card.at, card.group, card.name, card.city)


def join_zones(rows: Iterable[Row]) -> Iterator[Join]:
    """滨江高新区 on one page and a bare 高新区 on another page of the city are one zone, where the city's pages print one full name only."""
    owners, bare = _owners_first(rows)
    done: set[str] = set()
    for row in bare if owners else ():
        others = [owner for group, owner in owners.items() if group != row.group]
        if len(others) == 1 and row.group not in done:
            done.add(row.group)
            yield Join(others[0].group, row.group, (ZONES, row.page, row.at), Reason("merged", row.name, others[0].name, "the zone of this city, named in full on another page"))


def join_printed(rows: Iterable[Row], judgements: Judgements) -> Iterator[Join | Say]:
    """A page that has only the short name joins the page that prints short and full name, in one city."""
    owners, bare = _owners_first(rows)
    seen: set[tuple[str, str | None]] = set()
    joined: set[tuple[str, str]] = set()
    left: list[tuple[Row, Row]] = []
    for row in bare if owners else ():
        named = [owner for group, owner in owners.items() if group != row.group]
        if not named or (row.group, row.city) in seen:
            continue
        seen.add((row.group, row.city))
        near = [owner for owner in named if row.city is not None and owner.city == row.city]
        if len(near) == 1 and not judgements.different("ORG", row.name, near[0].name):
            joined.add((near[0].group, row.group))
            yield Join(near[0].group, row.group, (PRINTED, row.page, row.at), Reason("merged", row.name, near[0].name, "another page of this city prints both names for one"))
        else:
            left += [(row, owner) for owner in named]
    for number, (row, owner) in enumerate(left):
        if (owner.group, row.group) not in joined:
            yield Say(row.group, (PRINTED, row.page, row.at, number), Reason("open", row.name, owner.name, "another page uses this name for it; city or choice is doubtful"))


def _owners_first(rows: Iterable[Row]) -> tuple[dict[str, Row], Iterator[Row]]:
    """The first owner of each group, and the bare rows behind the owners, still unread."""
    owners: dict[str, Row] = {}
    rest = iter(rows)

    def bare(first: Row | None) -> Iterator[Row]:
        if first is not None:
            yield first
            yield from rest

    for row in rest:
        if row.rank:
            return owners, bare(row)
        owners.setdefault(row.group, row)
    return owners, bare(None)


def judged_rows(card: Card, cluster: str, judgements: Judgements) -> Iterator[Row]:
    """A card that a judgement `same` speaks of; the block is the judgement's number, the rank that of the name in it."""
    forms: frozenset[str] = frozenset()
    for number, judgement in enumerate(judgements.entries):
        if judgement.same and judgement.type == card.type:
            forms = forms or frozenset({even(card.name), *map(even, card.forms)})
            for rank, name in enumerate(judgement.names):
                if name in forms:
                    yield Row(str(number), rank, card.page, card.at, cluster, card.name, card.city)


def join_judged(rows: Iterable[Row], judgements: Judgements) -> Iterator[Join]:
    """What a person called the same is one thing, whatever the pages print."""
    first: Row | None = None
    for row in rows:
        if first is None:
            first = row
            continue
        judgement = judgements.entries[int(row.block)]
        yield Join(first.group, row.group, (JUDGED, int(row.block), row.rank, row.page, row.at),
                   Reason("merged", judgement.names[0], judgement.names[-1], f"judgement: {judgement.because or 'same'}"))


class Unions:
    """Names of groups → the name of the cluster that they are joined to; path-compressed, so it stays linear.

    >>> unions = Unions()
    >>> unions.join("b", "c"), unions.join("c", "a"), unions.find("b"), unions.find("z")
    (None, None, 'a', 'z')
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, name: str) -> str:
        """The cluster of a group: the least name in it, whatever was joined first."""
        root = name
        while (above := self._parent.get(root, root)) != root:
            root = above
        while name != root:
            above = self._parent[name]
            self._parent[name], name = root, above
        return root

    def join(self, one: str, other: str) -> None:
        """Make two clusters one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self._parent[second] = first
            self._parent.setdefault(first, first)

    def names(self) -> list[str]:
        """Every group that was joined to another."""
        return sorted(self._parent)

    def table(self) -> dict[str, str]:
        """Every group that is not its cluster's own name, with its cluster."""
        return {name: cluster for name in self.names() if (cluster := self.find(name)) != name}


def by_block(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows of each block in order, in memory."""
    blocks: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        blocks[row.block].append(row)
    for _, block in sorted(blocks.items()):
        yield sorted(block, key=in_order)
