"""All pages become one set of records, in memory: clusters get IRIs, page keys are replaced everywhere.

In: what each page tells (page keys in subject and speaker).  Out: `Records` in a fixed order.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Entity, Records
from kg.resolve.clusters import ClusterDraft, drafted, entity_of, told_apart
from kg.resolve.facts import facts_of
from kg.resolve.finishing import finished
from kg.resolve.joining import Clusters, join_pages
from kg.resolve.judged import Decisions, judged_pages
from kg.resolve.told import PageRecords

if TYPE_CHECKING:
    from kg.rules import RuleSet


def across(pages: Sequence[PageRecords], ruleset: RuleSet, base: str) -> Records:
    """Records of all pages, after what a person decided about single mentions and claims."""
    pages = judged_pages(pages, Decisions.of(ruleset.tables.get("judgements", {})))
    clusters = join_pages(pages, facts_of(ruleset))
    drafts = {cluster: drafted(cluster, cards, clusters.said.get(cluster, ()), base) for cluster, cards in clusters.members.items()}
    iris = _iris(drafts, clusters, base)
    books: list[dict[str, tuple[str, str]]] = [{} for _ in pages]
    for cluster, cards in clusters.members.items():
        entry = iris[cluster], drafts[cluster].name
        for card in cards:
            books[card.page][card.key] = entry
    pages = [finished(page, book, base) for page, book in zip(pages, books, strict=True)]
    made = {iris[cluster]: entity_of(draft, iris[cluster], iris[clusters.find(draft.within)] if draft.within else None) for cluster, draft in drafts.items()}
    fired: Counter[str] = Counter()
    for page in pages:
        fired.update(dict(page.fired))
    return Records(
        sources=tuple(page.source for page in pages),
        articles=tuple(article for page in pages for article in page.articles),
        entities=_kept(made, {iri for page in pages for iri in spoken_of(page)}),
        namings=tuple(naming for page in pages for naming in page.namings),
        roles=tuple(role for page in pages for role in page.roles),
        relations=tuple(relation for page in pages for relation in page.relations),
        claims=tuple(claim for page in pages for claim in page.claims),
        numbers=tuple(fate for page in pages for fate in page.numbers),
        times=tuple(time for page in pages for time in page.times),
        notes=tuple(note for page in pages for note in page.notes),
        rules_fired=tuple(sorted(fired.items())), rules_hash=ruleset.hash)


def _iris(drafts: dict[str, ClusterDraft], clusters: Clusters, base: str) -> dict[str, str]:
    sharing: dict[str, list[str]] = defaultdict(list)
    for cluster, draft in drafts.items():
        sharing[draft.iri].append(cluster)
    return {cluster: iri if len(same) == 1 else told_apart(drafts[cluster], (drafts[clusters.find(group)].name for group in drafts[cluster].posts), base)
            for iri, same in sharing.items() for cluster in same}


def spoken_of(page: PageRecords) -> set[str | None]:
    """The IRIs of all that a finished page prints or speaks of."""
    wanted: set[str | None] = {naming.entity for naming in page.namings}
    wanted |= {role.org for role in page.roles}
    for claim in page.claims:
        wanted |= {claim.subject, claim.speaker}
    for relation in page.relations:
        wanted |= {relation.subject, relation.object}
    return wanted


def _kept(made: dict[str, Entity], wanted: set[str | None]) -> tuple[Entity, ...]:
    """Entities that are printed or spoken of, with their parents, in order of type, name and IRI."""
    queue = [iri for iri in wanted if iri is not None and iri in made]
    kept: dict[str, Entity] = {}
    while queue:
        iri = queue.pop()
        if iri not in kept:
            kept[iri] = made[iri]
            above = made[iri].within
            if above is not None and above in made:
                queue.append(above)
    return tuple(sorted(kept.values(), key=lambda e: (e.type, e.name, e.id)))
