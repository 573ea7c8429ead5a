"""Entities of one page while they are being put together.

In: names as they are settled, with reasons.  Out: `PageEntity` records in a fixed order.
"""
from __future__ import annotations

from dataclasses import dataclass, field

from kg.model import Reason
from kg.resolve.named import PageEntity


@dataclass(slots=True)
class Draft:
    """One entity in the making; `forms` keeps the order in which the page prints them."""

    key: str
    type: str
    subtype: str
    name: str
    code: str | None = None
    within: str | None = None
    origin: str = "page"
    forms: dict[str, None] = field(default_factory=dict)
    because: dict[Reason, None] = field(default_factory=dict)


class Drafts:
    """All entities of a page in the making, by key."""

    def __init__(self) -> None:
        self.by_key: dict[str, Draft] = {}
        self._made: dict[str, tuple[tuple, PageEntity]] = {}  # key → what the draft said when it was last asked for, and the entity

    def put(self, key: str, type_: str, subtype: str, name: str, code: str | None = None, origin: str = "page") -> Draft:
        """The draft with a key, made where it is new; what was unknown before is filled in."""
        draft = self.by_key.get(key)
        if draft is None:
            draft = self.by_key[key] = Draft(key, type_, subtype, name, code, origin=origin)
        draft.subtype = draft.subtype or subtype
        if origin == "page":
            draft.origin = "page"
        return draft

    def say(self, key: str, kind: str, form: str, other: str, rule: str) -> None:
        """Keep a reason with an entity: `kind` is merged, kept apart or open."""
        self.by_key[key].because[Reason(kind, form, other, rule)] = None

    def entities(self) -> dict[str, PageEntity]:
        """The finished entities, in the order in which they were met."""
        made = self._made  # they are asked for several times, and seldom change in between; forms and reasons are only ever added
        for key, d in self.by_key.items():
            said = (d.subtype, d.name, d.within, d.code, d.origin, len(d.forms), len(d.because))
            if key not in made or made[key][0] != said:
                made[key] = said, PageEntity(key, d.type, d.subtype, d.name, tuple(d.forms), d.within if d.within != key else None, d.code, tuple(d.because), d.origin)
        return {key: made[key][1] for key in self.by_key}
