"""What joining needs to know of one entity of one page, and the group that its key alone puts it in.

In: what a page tells.  Out: `Card`s, small and picklable, one for each entity.  Places go by code, or by name and city; all other things but people by
their key, so that the same key on two pages is the same group.  Groups are joined to clusters by `kg.resolve.blocks` and `kg.resolve.bearers`.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from kg.model import Reason
from kg.resolve.ids import even
from kg.resolve.named import PageEntity
from kg.resolve.told import PageRecords


class Card(NamedTuple):
    """One entity of one page.  `page` is the page's number in order, `at` the entity's place on it.

    `group` is the name of its group (empty for a person), `within` and `posts` are groups too (of what it lies in, of the organisations
    of a person's posts; a person within whom nothing lies is never one), `city` is the page's, `region` where a reporter writes,
    `sha` of the page's bytes.
    """

    page: int
    at: int
    key: str
    type: str
    subtype: str
    name: str
    forms: tuple[str, ...]
    group: str
    within: str | None
    code: str | None
    because: tuple[Reason, ...]
    origin: str
    city: str | None
    region: str
    posts: tuple[tuple[str, str], ...]
    sha: str

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in the order of pages."""
        return self.page, self.at


def cards_of(number: int, page: PageRecords) -> Iterator[Card]:
    """The cards of page `number`, in the order of its entities.  Nothing in them but `page` depends on the number."""
    groups = {key: group_of(page.source.sha256, entity) for key, entity in page.entities.items()}
    posts: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for role in page.roles:
        if role.org:
            posts[role.person][groups[role.org], role.org] = None
    reporters = frozenset(page.bylines)
    region = page.home.city or page.home.province or page.source.name
    for at, (key, entity) in enumerate(page.entities.items()):
        writes = entity.type == "PER" and not reporters.isdisjoint(entity.forms) and not key.removeprefix(f"PER {entity.name}")
        yield Card(number, at, key, entity.type, entity.subtype, entity.name, entity.forms, groups[key], groups.get(entity.within or ""), entity.code,
                   entity.because, entity.origin, page.home.city, region if writes else "", tuple(posts.get(key, ())), page.source.sha256)


def group_of(sha256: str, entity: PageEntity) -> str:
    """The group of an entity of the page with these bytes; people have none, they are joined by what proves that two bearers of a name are one.

    >>> group_of("5f", PageEntity("LOC 涪陵区 500102", "LOC", "admin", "涪陵区", code="500102"))
    'LOC 500102'
    >>> group_of("5f", PageEntity("ORG 水务局 ?", "ORG", "government", "水务局"))
    'ORG水务局 5f'
    """
    if entity.type == "PER":
        return ""
    group = f"LOC {entity.code}" if entity.type == "LOC" and entity.code else even(entity.key).removesuffix("?")
    return f"{group} {sha256}" if entity.key.endswith(" ?") else group  # a shared name that no page could settle stays that page's own
