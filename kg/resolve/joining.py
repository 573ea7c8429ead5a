"""Which entities of different pages are one, all in memory: `kg.resolve.blocks` and `kg.resolve.bearers` say it block by block, here the blocks are put together.

In: what all pages tell.  Out: for each page entity the cluster it belongs to, and the reasons.
Places join by code, or by name and city; organisations by full name, or where one page prints both the short and the
full name; people by name and a shared organisation, paper or city, or fame.  What only shares a name stays apart and says so.
`kg.flow.plan` does the same with pages that do not fit into memory.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model import Reason
from kg.resolve.bearers import Bearer, Member, join_bearers
from kg.resolve.blocks import Join, Order, Say, Unions, by_block, join_judged, join_printed, join_zones, judged_rows, printed_rows, zone_rows
from kg.resolve.cards import Card, cards_of
from kg.resolve.facts import Facts
from kg.resolve.told import PageRecords


class Clusters:
    """The members of each cluster in order of pages, and what is to be said of it."""

    def __init__(self, members: Iterable[Member], said: Iterable[Say], unions: Unions):
        self._unions = unions
        self.members: dict[str, list[Card]] = defaultdict(list)
        self.said: dict[str, list[tuple[Order, Reason]]] = defaultdict(list)
        for member in sorted(members, key=lambda member: member.card.place):
            self.members[unions.find(member.cluster)].append(member.card)
        for say in said:
            self.said[unions.find(say.group)].append((say.order, say.reason))

    def find(self, group: str) -> str:
        """The cluster of a group."""
        return self._unions.find(group)


def join_pages(pages: Sequence[PageRecords], facts: Facts) -> Clusters:
    """Clusters over all pages."""
    judgements = facts.judgements
    cards = [card for number, page in enumerate(pages) for card in cards_of(number, page)]
    unions, said = Unions(), []

    def take(found: Iterable[Join | Say]) -> None:
        for one in found:
            if isinstance(one, Join):
                unions.join(one.one, one.other)
                one = Say(one.one, one.order, one.reason)
            said.append(one)

    for zone in by_block(row for card in cards for row in zone_rows(card, facts.short)):
        take(join_zones(zone))
    for printed in by_block(row for card in cards for row in printed_rows(card, facts.short)):
        take(join_printed(printed, judgements))
    members = [Member(unions.find(card.group), card) for card in cards if card.type != "PER"]
    for bearers in _bearers(cards, first_names(members), unions):
        for one in join_bearers(bearers, judgements, facts.namings):
            if isinstance(one, Member):
                members.append(one)
            else:
                said.append(one)
    if judgements.entries:
        for judged in by_block(row for member in members for row in judged_rows(member.card, member.cluster, judgements)):
            take(join_judged(judged, judgements))
    return Clusters(members, said, unions)


def first_names(members: Iterable[Member]) -> dict[str, str]:
    """What the first card of each cluster is called: the organisation that a post proves."""
    first: dict[str, Card] = {}
    for cluster, card in members:
        known = first.get(cluster)
        if known is None or (card.page, card.key) < (known.page, known.key):
            first[cluster] = card
    return {cluster: card.name for cluster, card in first.items()}


def _bearers(cards: Sequence[Card], names: dict[str, str], unions: Unions) -> Iterator[list[Bearer]]:
    by_name: dict[str, list[Bearer]] = defaultdict(list)
    for card in cards:
        if card.type == "PER":
            by_name[card.name].append(Bearer(card, tuple(names[unions.find(group)] for group, _ in card.posts)))
    yield from by_name.values()
