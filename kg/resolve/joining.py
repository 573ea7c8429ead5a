"""Which entities of different pages are one: blocked by canonical keys, never all pairs.

In: what all pages tell.  Out: for each page entity the cluster it belongs to, and the reasons.
Places join by code, or by name and city; organisations by full name, or where one page prints both the short and the
full name; people by name and a shared organisation, paper or city.  What only shares a name stays apart and says so.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.model import Reason
from kg.resolve.facts import Facts
from kg.resolve.ids import even
from kg.resolve.judgements import Judgements
from kg.resolve.named import PageEntity
from kg.resolve.told import PageRecords


class Seen(NamedTuple):
    """One entity as one page has it: the page's index and the page key."""

    page: int
    key: str


class Clusters:
    """Sets of page entities that are one thing; joining is path-compressed, so it stays linear."""

    def __init__(self) -> None:
        self._parent: dict[Seen, Seen] = {}
        self.because: dict[Seen, dict[Reason, None]] = defaultdict(dict)

    def add(self, seen: Seen) -> None:
        self._parent.setdefault(seen, seen)

    def find(self, seen: Seen) -> Seen:
        """The representative of a cluster: its first member in page order."""
        root = seen
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[seen] != root:
            self._parent[seen], seen = root, self._parent[seen]
        return root

    def join(self, a: Seen, b: Seen, reason: Reason | None = None) -> None:
        """Make two clusters one; the earlier representative stays."""
        first, second = sorted((self.find(a), self.find(b)))
        if first != second:
            self._parent[second] = first
            self.because[first].update(self.because.pop(second, {}))
        if reason:
            self.because[first][reason] = None

    def say(self, seen: Seen, reason: Reason) -> None:
        """Keep a reason (a refusal, an open question) with a cluster."""
        self.because[self.find(seen)][reason] = None


def join_pages(pages: Sequence[PageRecords], facts: Facts) -> Clusters:
    """Clusters over all pages."""
    judgements = facts.judgements
    clusters = Clusters()
    entities = [(Seen(at, key), entity) for at, page in enumerate(pages) for key, entity in page.entities.items()]
    for seen, _ in entities:
        clusters.add(seen)
    _join_by_key(entities, clusters)
    _join_zones(entities, facts, clusters)
    _join_by_printed_form(entities, pages, facts, clusters, judgements)
    _join_people(entities, pages, clusters, judgements)
    _join_by_judgement(entities, clusters, judgements)
    return clusters


def _join_by_key(entities: Sequence[tuple[Seen, PageEntity]], clusters: Clusters) -> None:
    first: dict[str, Seen] = {}
    for seen, entity in entities:
        if entity.type == "PER":
            continue
        key = f"LOC {entity.code}" if entity.type == "LOC" and entity.code else even(entity.key).removesuffix("?")
        if entity.key.endswith(" ?"):
            key = f"{key} {seen.page}"  # a shared name that no page could settle stays that page's own
        if key in first:
            clusters.join(first[key], seen)
        else:
            first[key] = seen


def _join_zones(entities: Sequence[tuple[Seen, PageEntity]], facts: Facts, clusters: Clusters) -> None:
    """滨江高新区 on one page and a bare 高新区 on another page of the city are one zone."""
    longer: dict[tuple[str, str], dict[Seen, tuple[Seen, PageEntity]]] = defaultdict(dict)
    bare: list[tuple[tuple[str, str], Seen, PageEntity]] = []
    for seen, entity in entities:
        mark = entity.key.rpartition(" ")[2]
        if entity.type == "LOC" and not entity.code and mark.isdigit():
            if entity.name in facts.short.zones:
                bare.append(((entity.name, mark), seen, entity))
            for form in entity.forms:
                if form in facts.short.zones and form != entity.name:
                    longer[(form, mark)].setdefault(clusters.find(seen), (seen, entity))
    for place, seen, entity in bare:
        owners = [owner for root, owner in longer.get(place, {}).items() if root != clusters.find(seen)]
        if len(owners) == 1:
            clusters.join(owners[0][0], seen, Reason("merged", entity.name, owners[0][1].name, "the zone of this city, named in full on another page"))


def _join_by_printed_form(entities: Sequence[tuple[Seen, PageEntity]], pages: Sequence[PageRecords], facts: Facts,
                          clusters: Clusters, judgements: Judgements) -> None:
    """A page that has only the short name joins the page that prints short and full name, in one city."""
    owners: dict[str, dict[Seen, tuple[Seen, PageEntity]]] = defaultdict(dict)
    for seen, entity in entities:
        if entity.type == "ORG":
            for form in entity.forms:
                if even(form) != even(entity.name) and not facts.short.level_at_head(form):
                    owners[even(form)].setdefault(clusters.find(seen), (seen, entity))
    for seen, entity in entities:
        if entity.type != "ORG" or facts.short.level_at_head(entity.name) or len(entity.name) < 2:
            continue
        named = [owner for root, owner in owners.get(even(entity.name), {}).items() if root != clusters.find(seen)]
        if not named:
            continue
        near = [owner for owner in named if _share_city(pages[seen.page], pages[owner[0].page])]
        if len(near) == 1 and not judgements.different("ORG", entity.name, near[0][1].name):
            clusters.join(near[0][0], seen, Reason("merged", entity.name, near[0][1].name, "another page of this city prints both names for one"))
        else:
            for _, other in named:
                clusters.say(seen, Reason("open", entity.name, other.name, "another page uses this name for it; city or choice is doubtful"))


def _share_city(one: PageRecords, other: PageRecords) -> bool:
    return one.home.city is not None and one.home.city == other.home.city


def _join_people(entities: Sequence[tuple[Seen, PageEntity]], pages: Sequence[PageRecords], clusters: Clusters,
                 judgements: Judgements) -> None:
    people = [(seen, entity) for seen, entity in entities if entity.type == "PER"]
    evidence = [_posts(page) for page in pages]
    first: dict[tuple[str, str, str], Seen] = {}
    loose: list[tuple[Seen, PageEntity]] = []
    for seen, entity in people:
        marks = sorted(_marks(seen, entity, pages, evidence, clusters))
        judged = [mark for mark in marks if mark[1] in judgements.telling_apart(entity.name)]
        marks = judged or marks
        for kind, mark in marks:
            block = (entity.name, kind, mark)
            if block in first:
                rule = f"the same name and the same {kind}"
                clusters.join(first[block], seen, Reason("merged", entity.name, entity.name, rule) if first[block].page != seen.page else None)
            else:
                first[block] = seen
        if not marks:
            loose.append((seen, entity))
    bearers: dict[tuple[str, str], dict[Seen, Seen]] = defaultdict(dict)
    for seen, entity in people:
        bearers[(entity.name, pages[seen.page].home.city or "")].setdefault(clusters.find(seen), seen)
    for seen, entity in loose:
        city = pages[seen.page].home.city
        others = [other for root, other in bearers[(entity.name, city or "")].items() if root != clusters.find(seen)]
        if city and len(others) == 1:
            clusters.join(others[0], seen, Reason("merged", entity.name, entity.name, "the only bearer of this name in this city's pages"))
    _say_namesakes(people, clusters)


def _posts(page: PageRecords) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for role in page.roles:
        if role.org:
            found[role.person].append(role.org)
    return found


def _marks(seen: Seen, entity: PageEntity, pages: Sequence[PageRecords], evidence: Sequence[dict[str, list[str]]],
           clusters: Clusters) -> Iterator[tuple[str, str]]:
    """What proves that two bearers of a name are one: an organisation, or writing for papers of one city."""
    page = pages[seen.page]
    for org in evidence[seen.page].get(entity.key, ()):
        root = clusters.find(Seen(seen.page, org))
        yield "organisation", pages[root.page].entities[root.key].name
    if any(byline in entity.forms for byline in page.bylines) and not entity.key.removeprefix(f"PER {entity.name}"):
        yield "paper's region", page.home.city or page.home.province or page.source.name
    if entity.subtype == "known":
        yield "name in history books", entity.name


def _say_namesakes(people: Sequence[tuple[Seen, PageEntity]], clusters: Clusters) -> None:
    by_name: dict[str, dict[Seen, None]] = defaultdict(dict)
    for seen, entity in people:
        by_name[entity.name][clusters.find(seen)] = None
    for name, roots in by_name.items():
        if len(roots) > 1:
            for root in roots:
                clusters.say(root, Reason("open", name, name, f"{len(roots)} bearers of this name share no organisation, paper or city"))


def _join_by_judgement(entities: Sequence[tuple[Seen, PageEntity]], clusters: Clusters, judgements: Judgements) -> None:
    if not judgements.entries:
        return
    by_name: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    for seen, entity in entities:
        for form in {even(entity.name), *map(even, entity.forms)}:
            by_name[(entity.type, form)].append(seen)
    for judgement in judgements.entries:
        if not judgement.same:
            continue
        found = [seen for name in judgement.names for seen in by_name.get((judgement.type, name), ())]
        for other in found[1:]:
            clusters.join(found[0], other, Reason("merged", judgement.names[0], judgement.names[-1], f"judgement: {judgement.because or 'same'}"))
