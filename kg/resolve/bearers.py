"""Which bearers of one name are one person: by a shared organisation, paper or city, or because every history book has him; what only shares a name stays apart and says so.

In: all `Bearer`s of one name, in order of pages.  Out: the cluster of each, and reasons (`Say`).  No join of people reaches over two names, so a name is a block.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.model import Reason
from kg.resolve.blocks import NAMESAKES, PEOPLE, Order, Say
from kg.resolve.cards import Card
from kg.resolve.judgements import Judgements
from kg.resolve.named import make_key
from kg.resolve.namings import Namings

_LOOSE = 1 << 20  # behind all that marks say


class Bearer(NamedTuple):
    """A person of one page, with the names of the organisations of his posts (as their clusters are first called)."""

    card: Card
    organisations: tuple[str, ...]


class Member(NamedTuple):
    """A card and the cluster it belongs to."""

    cluster: str
    card: Card


def person_cluster(card: Card) -> str:
    """The name of the cluster of which a person's card is the first."""
    return f"PER {card.name}\n{card.page}\n{card.key}"


def join_bearers(bearers: Iterable[Bearer], judgements: Judgements, namings: Namings) -> Iterator[Member | Say]:
    """The members of the clusters of one name, in order, and then what is to be said of the clusters."""
    people = list(bearers)
    if not people:
        return
    name = people[0].card.name
    sets = _Sets(len(people))
    first: dict[tuple[str, str], int] = {}
    loose: list[int] = []
    apart = judgements.telling_apart(name)
    is_held_back = namings.is_held_back(name)
    for at, bearer in enumerate(people):
        marks = sorted(_marks(bearer, namings))
        marks = [mark for mark in marks if mark[1] in apart] or marks
        for number, mark in enumerate(marks):
            if mark in first:
                other = first[mark]
                sets.join(other, at)
                if people[other].card.page != bearer.card.page:
                    sets.say(at, (PEOPLE, *bearer.card.place, number), Reason("merged", name, name, f"the same name and the same {mark[0]}"))
            else:
                first[mark] = at
        if not marks:
            loose.append(at)
    if not is_held_back:  # 张某 of Monday is not 张某 of Tuesday, and nobody asks
        _join_loose(people, loose, sets)
        _say_namesakes(people, name, sets)
    for at, bearer in enumerate(people):
        yield Member(person_cluster(people[sets.find(at)].card), bearer.card)
    for at, order, reason in sets.said:
        yield Say(person_cluster(people[sets.find(at)].card), order, reason)


def _marks(bearer: Bearer, namings: Namings) -> Iterator[tuple[str, str]]:
    """What proves that two bearers of a name are one: an organisation, writing for papers of one city, or a name that means one person everywhere."""
    for organisation in bearer.organisations:
        yield "organisation", organisation
    if bearer.card.region:
        yield "paper's region", bearer.card.region
    if bearer.card.name in namings.known and bearer.card.key == make_key("PER", bearer.card.name):  # a namesake that the page keeps apart is somebody else
        yield "name in history books", bearer.card.name


def _join_loose(people: Sequence[Bearer], loose: Sequence[int], sets: _Sets) -> None:
    """Who has no mark is the only bearer of the name in the pages of his city, or stays apart."""
    bearers: dict[str, dict[int, int]] = defaultdict(dict)
    for at, bearer in enumerate(people):
        if bearer.card.city:
            bearers[bearer.card.city].setdefault(sets.find(at), at)
    for at in loose:
        card = people[at].card
        others = [other for root, other in bearers[card.city].items() if root != sets.find(at)] if card.city else ()
        if len(others) == 1:
            sets.join(others[0], at)
            sets.say(at, (PEOPLE, *card.place, _LOOSE), Reason("merged", card.name, card.name, "the only bearer of this name in this city's pages"))


def _say_namesakes(people: Sequence[Bearer], name: str, sets: _Sets) -> None:
    roots = dict.fromkeys(sets.find(at) for at in range(len(people)))
    for root in roots if len(roots) > 1 else ():
        sets.say(root, (NAMESAKES, *people[root].card.place), Reason("open", name, name, f"{len(roots)} bearers of this name share no organisation, paper or city"))


class _Sets:
    """Sets of numbers; the least stands for its set."""

    def __init__(self, count: int):
        self._parent = list(range(count))
        self.said: list[tuple[int, Order, Reason]] = []

    def find(self, at: int) -> int:
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first

    def say(self, at: int, order: Order, reason: Reason) -> None:
        self.said.append((at, order, reason))
