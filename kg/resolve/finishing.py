"""A page after all pages are joined: page keys become IRIs and canonical names, ids of articles and claims become IRIs under the base.

In: what a page tells (page keys in subject and speaker) and its `Book`.  Out: the same records, finished but for what repeats, links and checks add.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import Claim, Relation, Role
from kg.resolve.rooting import Roots
from kg.resolve.told import PageRecords

Book = Mapping[str, tuple[str, str]]
"""Page key → IRI and canonical name, for every entity of a page."""


def finished(page: PageRecords, book: Book, base: str) -> PageRecords:
    """The page with IRIs; its `entities`, which stay what the page says of them, keep their keys."""
    roots = Roots(base)
    return replace(
        page,
        articles=tuple(replace(a, id=roots.iri(a.id)) for a in page.articles),
        namings=tuple(replace(n, entity=book[n.entity][0], evidence=roots.seen(n.evidence)) for n in page.namings),
        roles=tuple(_role(role, book, roots) for role in page.roles),
        relations=tuple(_relation(relation, book, roots) for relation in page.relations),
        claims=tuple(_claim(claim, book, roots) for claim in page.claims),
        numbers=tuple(replace(n, claim=roots.iri(n.claim)) if n.claim else n for n in page.numbers))


def _iri(book: Book, key: str | None) -> str | None:
    """The IRI of a page key; what is no key of the page (an IRI, a plain name, None) stays as it is."""
    return book[key][0] if key and key in book else key


def _name(book: Book, key: str | None) -> str | None:
    """The canonical name of a page key, or None."""
    return book[key][1] if key and key in book else None


def _role(role: Role, book: Book, roots: Roots) -> Role:
    return replace(role, person=book[role.person][0], org=_iri(book, role.org), org_name=_name(book, role.org) or role.org_name, evidence=roots.seen(role.evidence))


def _relation(relation: Relation, book: Book, roots: Roots) -> Relation:
    return replace(relation, subject=book[relation.subject][0], object=_iri(book, relation.object),
                   object_name=_name(book, relation.object) or relation.object_name, evidence=roots.seen(relation.evidence))


def _claim(claim: Claim, book: Book, roots: Roots) -> Claim:
    return replace(claim, id=roots.iri(claim.id), subject=_iri(book, claim.subject), subject_name=_name(book, claim.subject) or claim.subject_name,
                   speaker=_iri(book, claim.speaker), speaker_name=_name(book, claim.speaker) or claim.speaker_name, evidence=roots.seen(claim.evidence))
