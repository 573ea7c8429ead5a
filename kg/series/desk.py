"""Claims laid out as their pages print them: in order, by article, with the words between them.

In: `Records`.  Out: a `Desk` that answers which words stand before, between and behind figures, white space left out.
"""
from __future__ import annotations

from collections import defaultdict

from kg.model import Article, Claim, Records
from kg.text import fold

NEAR = 120  # raw characters between the figures of one statement
_ALIKE = ({"名", "人", "位", "员"}, {"%", "％"}, {"公里", "千米"}, {"公斤", "千克"}, {"元", "元钱", "块", "块钱"}, {"平方公里", "平方千米"})
_EVENTS = ("论坛", "大会", "会议", "报告会", "发布会", "博览会", "洽谈会", "展览会", "招聘会", "运动会", "推介会", "仪式", "活动")
_CLASS = {unit: min(units) for units in _ALIKE for unit in units}


def unit_class(unit: str) -> str:
    """One name for units that count the same things alike.

    >>> unit_class("名") == unit_class("人"), unit_class("家") == unit_class("个")
    (True, False)
    """
    return _CLASS.get(unit, unit)


def same_owner(a: Claim, b: Claim, events: frozenset[str] = frozenset()) -> bool:
    """True where both figures are one owner's, as far as print says: one entity, one house within the other, or nobody named.

    An event (`events` holds ids of such entities) owns nothing against those who take part in it.
    """
    ours, theirs = a.subject or a.subject_name, b.subject or b.subject_name
    one, other = a.subject_name or "", b.subject_name or ""
    if ours == theirs or ours is None or theirs is None or ours in events or theirs in events or one.endswith(_EVENTS) or other.endswith(_EVENTS):
        return True
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


class Desk:
    """The claims of some records beside their words."""

    def __init__(self, records: Records):
        self.records = records
        self.claims = {claim.id: claim for claim in records.claims}
        self.articles: dict[str, Article] = {article.id: article for article in records.articles}
        self.events = frozenset(entity.id for entity in records.entities if entity.type in ("Event", "Project"))
        self._texts = {source.name: source.text for source in records.sources}
        self.told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in records.claims:
            self.told[claim.evidence.source, claim.evidence.article].append(claim)
        for claims in self.told.values():
            claims.sort(key=lambda c: (c.value_start, c.value_end))
        self._places = {claim.id: at for claims in self.told.values() for at, claim in enumerate(claims)}

    def text(self, source: str, start: int, end: int) -> str:
        """The words from `start` to `end` of a source in their matching form, white space left out."""
        return fold("".join(self._texts.get(source, "")[max(0, start):end].split()))

    def between(self, a: Claim, b: Claim) -> str:
        """The words between two figures of one source, `a` first."""
        return self.text(a.evidence.source, a.value_end, b.value_start)

    def before(self, claim: Claim, length: int) -> str:
        """The words before a figure, back over `length` raw characters."""
        return self.text(claim.evidence.source, claim.value_start - length, claim.value_start)

    def after(self, claim: Claim, length: int) -> str:
        """The words behind a figure, over `length` raw characters."""
        return self.text(claim.evidence.source, claim.value_end, claim.value_end + length)

    def body(self, article: Article) -> str:
        """The article's body as it stands in the file."""
        return self._texts.get(article.source, "")[article.start:article.end]

    def around(self, claim: Claim, before: int, after: int) -> list[Claim]:
        """The figures of the article from `before` figures ahead of a figure to `after` behind it, itself left out."""
        told, at = self.told[claim.evidence.source, claim.evidence.article], self._places[claim.id]
        return told[max(0, at - before):at] + told[at + 1:at + 1 + after]

    def is_headline(self, claim: Claim) -> bool:
        """True for a figure that stands outside its article's body."""
        article = self.articles.get(claim.evidence.article)
        return article is not None and not article.start <= claim.value_start < article.end
