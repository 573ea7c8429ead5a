"""All pages become one set of records: clusters get IRIs, page keys are replaced everywhere.

In: what each page tells (page keys in subject and speaker).  Out: `Records` in a fixed order.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Claim, Entity, Naming, Records, Relation, Role
from kg.resolve.facts import facts_of
from kg.resolve.ids import entity_iri, even
from kg.resolve.judged import Decisions, judged_pages
from kg.resolve.joining import Clusters, Seen, join_pages
from kg.resolve.named import PageEntity
from kg.resolve.rooting import rooted
from kg.resolve.told import PageRecords

if TYPE_CHECKING:
    from kg.rules import RuleSet


def across(pages: Sequence[PageRecords], ruleset: RuleSet, base: str) -> Records:
    """Records of all pages, after what a person decided about single mentions and claims."""
    pages = judged_pages(pages, Decisions.of(ruleset.tables.get("judgements", {})))
    clusters = join_pages(pages, facts_of(ruleset))
    book = _Book(pages, clusters, base)
    namings = tuple(Naming(book.iri(at, naming.entity), naming.evidence) for at, page in enumerate(pages) for naming in page.namings)
    roles = tuple(_role(role, at, book) for at, page in enumerate(pages) for role in page.roles)
    relations = tuple(_relation(relation, at, book) for at, page in enumerate(pages) for relation in page.relations)
    bound = tuple(_claim(claim, at, book) for at, page in enumerate(pages) for claim in page.claims)
    fired: Counter[str] = Counter()
    for page in pages:
        fired.update(dict(page.fired))
    return rooted(Records(
        sources=tuple(page.source for page in pages),
        articles=tuple(article for page in pages for article in page.articles),
        entities=book.entities(namings, roles, relations, bound),
        namings=namings, roles=roles, relations=relations, claims=bound,
        numbers=tuple(fate for page in pages for fate in page.numbers),
        times=tuple(time for page in pages for time in page.times),
        notes=tuple(note for page in pages for note in page.notes),
        rules_fired=tuple(sorted(fired.items())), rules_hash=ruleset.hash,
    ), base)


class _Book:
    """Clusters as entities: one IRI, one canonical name, all aliases."""

    def __init__(self, pages: Sequence[PageRecords], clusters: Clusters, base: str):
        self.pages, self.clusters, self.base = pages, clusters, base
        members: dict[Seen, list[Seen]] = defaultdict(list)
        for at, page in enumerate(pages):
            for key in page.entities:
                members[clusters.find(Seen(at, key))].append(Seen(at, key))
        self._members = dict(members)
        self._names = {root: self._canonical(seen) for root, seen in self._members.items()}
        self._iris = self._make_iris()

    def _entity(self, seen: Seen) -> PageEntity:
        return self.pages[seen.page].entities[seen.key]

    def _canonical(self, members: Sequence[Seen]) -> str:
        """The fullest name; of equally long ones the first in order of code points, so that page order does not matter."""
        return min((self._entity(seen).name for seen in members), key=lambda name: (-len(even(name)), name))

    def _mark(self, root: Seen) -> str:
        entity = self._entity(root)
        return entity.code or even(entity.key).removeprefix(even(f"{entity.type} {entity.name}"))

    def _make_iris(self) -> dict[Seen, str]:
        roots: dict[str, list[Seen]] = defaultdict(list)
        for root, name in self._names.items():
            entity = self._entity(root)
            if entity.type == "ORG":  # an organisation that lists know is told by its full name, whatever the pages call it
                name = max((name, *(seen.key.removeprefix("ORG ") for seen in self._members[root])), key=lambda one: (len(one), one))
            roots[entity_iri(self.base, entity.type, name, "" if entity.type in ("PER", "ORG") else self._mark(root))].append(root)
        iris: dict[Seen, str] = {}
        for iri, sharing in roots.items():
            if len(sharing) == 1:
                iris[sharing[0]] = iri
                continue
            for root in sharing:
                iris[root] = entity_iri(self.base, self._entity(root).type, self._names[root], self._telling(root))
        return iris

    def _telling(self, root: Seen) -> str:
        """What tells a bearer of a shared name from the others: its first organisation, else its first page."""
        organisations = sorted(self._names[self.clusters.find(Seen(seen.page, role.org))]
                               for seen in self._members[root] for role in self.pages[seen.page].roles
                               if role.person == seen.key and role.org)
        page = min(self.pages[seen.page].source.sha256 for seen in self._members[root])
        return organisations[0] if organisations else f"{page} {min(seen.key for seen in self._members[root])}"

    def iri(self, page: int, key: str) -> str:
        """The IRI of a page key."""
        return self._iris[self.clusters.find(Seen(page, key))]

    def maybe(self, page: int, key: str | None) -> str | None:
        """The IRI of a page key; what is no key of the page (an IRI, a plain name, None) stays as it is."""
        return self.iri(page, key) if key and key in self.pages[page].entities else key

    def name(self, page: int, key: str | None) -> str | None:
        """The canonical name of a page key, or None."""
        return self._names[self.clusters.find(Seen(page, key))] if key and key in self.pages[page].entities else None

    def entities(self, namings: Sequence[Naming], roles: Sequence[Role], relations: Sequence[Relation],
                 claims: Sequence[Claim]) -> tuple[Entity, ...]:
        """Entities that are printed or spoken of, with their parents, in order of type, name and IRI."""
        wanted = {naming.entity for naming in namings} | {role.org for role in roles} | {claim.subject for claim in claims}
        wanted |= {claim.speaker for claim in claims} | {relation.object for relation in relations} | {relation.subject for relation in relations}
        made = {self._iris[root]: self._make(root) for root in self._members}
        queue = [made[iri] for iri in sorted(iri for iri in wanted if iri in made)]
        kept: dict[str, Entity] = {}
        while queue:
            entity = queue.pop()
            if entity.id not in kept:
                kept[entity.id] = entity
                if entity.within and entity.within in made:
                    queue.append(made[entity.within])
        return tuple(sorted(kept.values(), key=lambda e: (e.type, e.name, e.id)))

    def _make(self, root: Seen) -> Entity:
        members = [(seen, self._entity(seen)) for seen in self._members[root]]
        name, first = self._names[root], members[0][1]
        aliases = dict.fromkeys(form for _, entity in members for form in (*entity.forms, entity.name) if form != name)
        subtype = next((entity.subtype for _, entity in members if entity.subtype and entity.origin == "page"), "")
        within = next((self._iris[self.clusters.find(Seen(seen.page, entity.within))] for seen, entity in members
                       if entity.within and entity.within in self.pages[seen.page].entities), None)
        reasons = dict.fromkeys(reason for _, entity in members for reason in entity.because)
        reasons.update(self.clusters.because.get(root, {}))
        iri = self._iris[root]
        return Entity(iri, first.type, subtype or first.subtype, name, tuple(aliases), within if within != iri else None,
                      next((entity.code for _, entity in members if entity.code), None), tuple(reasons))


def _role(role: Role, page: int, book: _Book) -> Role:
    return replace(role, person=book.iri(page, role.person), org=book.maybe(page, role.org), org_name=book.name(page, role.org) or role.org_name)


def _relation(relation: Relation, page: int, book: _Book) -> Relation:
    return replace(relation, subject=book.iri(page, relation.subject), object=book.maybe(page, relation.object),
                   object_name=book.name(page, relation.object) or relation.object_name)


def _claim(claim: Claim, page: int, book: _Book) -> Claim:
    return replace(claim, subject=book.maybe(page, claim.subject), subject_name=book.name(page, claim.subject) or claim.subject_name,
                   speaker=book.maybe(page, claim.speaker), speaker_name=book.name(page, claim.speaker) or claim.speaker_name)
