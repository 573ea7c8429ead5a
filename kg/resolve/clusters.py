"""A cluster of cards becomes an entity: its name, its IRI, its aliases, what it lies in.

In: the cards of a cluster in order of pages, and what is to be said of it.  Out: a `ClusterDraft`, then an `Entity`.  One card after the other is looked at
and none kept, so a city that every page names costs no more than another.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.model import Entity, Reason
from kg.resolve.blocks import Order
from kg.resolve.cards import Card
from kg.resolve.ids import entity_iri, even


class ClusterDraft(NamedTuple):
    """An entity before its IRI is settled.  `iri` is what it would have alone; `within` is a group, `posts` are those of its members."""

    cluster: str
    iri: str
    type: str
    subtype: str
    name: str
    aliases: tuple[str, ...]
    within: str | None
    code: str | None
    because: tuple[Reason, ...]
    posts: tuple[str, ...]
    telling: str  # what tells it from namesakes where no organisation does: its first page


def drafted(cluster: str, cards: Iterable[Card], said: Iterable[tuple[Order, Reason]], base: str) -> ClusterDraft:
    """The draft of a cluster.  `said` is put in order here; both may be streams, `cards` is read first.

    The name is the fullest one; of equally long ones the first in order of code points, so that page order does not matter.
    """
    first = root = None
    best: tuple[int, str] | None = None
    listed: tuple[int, str] = (0, "")
    forms: dict[str, None] = {}
    reasons: dict[Reason, None] = {}
    posts: dict[str, None] = {}
    subtype, within, code, sha, least = "", None, None, "", ""
    for card in cards:
        first = first or card
        if root is None or (card.page, card.key) < (root.page, root.key):
            root = card
        if card.name not in forms or best is None:
            rank = (-len(even(card.name)), card.name)
            best = rank if best is None or rank < best else best
        listed = max(listed, (len(card.key), card.key))
        forms.update(dict.fromkeys((*card.forms, card.name)))
        reasons.update(dict.fromkeys(card.because))
        posts.update(dict.fromkeys(group for group, _ in card.posts))
        subtype = subtype or (card.subtype if card.origin == "page" else "")
        within = within or card.within
        code = code or card.code
        sha = min(sha or card.sha, card.sha)
        least = min(least or card.key, card.key)
    assert first is not None and root is not None and best is not None, cluster
    reasons.update(dict.fromkeys(reason for _, reason in sorted(said, key=lambda pair: pair[0])))
    name = full = best[1]
    mark = ""
    if first.type == "ORG":  # an organisation that lists know is told by its full name, whatever the pages call it
        full = max(name, listed[1].removeprefix("ORG "), key=lambda one: (len(one), one))
    elif first.type != "PER":
        mark = root.code or even(root.key).removeprefix(even(f"{root.type} {root.name}"))
    return ClusterDraft(cluster, entity_iri(base, first.type, full, mark), first.type, subtype or first.subtype, name,
                        tuple(form for form in forms if form != name), within, code, tuple(reasons), tuple(posts), f"{sha} {least}")


def told_apart(draft: ClusterDraft, organisations: Iterable[str], base: str) -> str:
    """The IRI of a bearer of a shared name: by its first organisation, else by its first page."""
    return entity_iri(base, draft.type, draft.name, min(organisations, default=draft.telling))


def entity_of(draft: ClusterDraft, iri: str, within: str | None) -> Entity:
    """The finished entity; `within` is the IRI of what it lies in."""
    return Entity(iri, draft.type, draft.subtype, draft.name, draft.aliases, within if within != iri else None, draft.code, draft.because)
