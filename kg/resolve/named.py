"""The nouns of resolving: a printed name, a page's entity, and where a page is at home.

In: nothing.  Out: small frozen records.  Entities of one page carry *keys* (`ORG 滨江市水务局`);
they become IRIs only when all pages are joined (`kg.resolve.across`).
"""
from __future__ import annotations

from kg.model import Mention, Reason, Span, record


@record
class Name:
    """One printed name (page offsets), the article and zone it stands in, and its page entity."""

    mention: Mention
    span: Span
    type: str
    form: str  # as matched: simplified, full-width signs, no white space
    article: int | None
    zone: str
    entity: str = ""

    def meaning(self, entity: str) -> Name:
        """The same name with its entity."""
        return Name(self.mention, self.span, self.type, self.form, self.article, self.zone, entity)

    @property
    def subtype(self) -> str:
        """The subtype that the rule or word list gave; of an organisation made of two that of its part; or nothing."""
        own = self.mention.attribute("subtype")
        if own or not self.mention.parts:
            return own or ""
        part = self.mention.part("part") or self.mention.part("whole")
        return part.attribute("subtype") or "" if part else ""


@record
class PageEntity:
    """One thing that a page names.  `within` is another key; `forms` are the printed names, first met first.

    `origin` is `page` for a printed name and `parent` for a place that is only implied
    (the province of a printed city).
    """

    key: str
    type: str
    subtype: str
    name: str
    forms: tuple[str, ...] = ()
    within: str | None = None
    code: str | None = None
    because: tuple[Reason, ...] = ()
    origin: str = "page"


@record
class Home:
    """Where a page or an article is at home: entity keys of its province, city and county, if any.

    `because` says what was counted.  `own` is the level that the paper calls 我 (我市 → city).
    """

    province: str | None = None
    city: str | None = None
    county: str | None = None
    because: str = ""


def make_key(type_: str, name: str, mark: str = "") -> str:
    """The page key of an entity: its type, its canonical name and what tells namesakes apart.

    >>> make_key("LOC", "朝阳区", "110105")
    'LOC 朝阳区 110105'
    >>> make_key("ORG", "滨江市水务局")
    'ORG 滨江市水务局'
    """
    return f"{type_} {name} {mark}".rstrip()
