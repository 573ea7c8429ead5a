"""Claims laid out as their pages print them: in order, by article, with the words between them.

In: `Records` and `SeriesWords`.  Out: a `Desk` that answers which words stand before, between and behind figures, white space left out.
"""
from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from kg.extract.claims.phrase import CARRIED_ON
from kg.model import Article, Claim, Records
from kg.series.precision import Between, reach
from kg.series.words import SeriesWords
from kg.text import fold

WHOLE_INSIDE = "whole-in-share"
"""The rule of a share whose own words give the whole."""

NEAR = 120  # raw characters between the figures of one statement


def same_owner(a: Claim, b: Claim, words: SeriesWords, events: frozenset[str] = frozenset()) -> bool:
    """True where both figures are one owner's, as far as print says: one entity, one house within the other, or nobody named.

    An event (`events` holds ids of such entities) owns nothing against those who take part in it.
    """
    ours, theirs = a.subject or a.subject_name, b.subject or b.subject_name
    one, other = a.subject_name or "", b.subject_name or ""
    if ours == theirs or ours is None or theirs is None or ours in events or theirs in events or one.endswith(words.events) or other.endswith(words.events):
        return True
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


class Standing(NamedTuple):
    """What a page tells of a figure beside it: whether it takes another one back, and the level whose growth it is where it takes its metric from there."""

    corrects: bool = False
    level: Between | None = None


def is_carried(claim: Claim) -> bool:
    """True for a figure that takes its metric from the one before it (86.4亿元，增长6.2%)."""
    return any(CARRIED_ON in reason for reason in claim.because)


class Desk:
    """The claims of some records beside their words."""

    def __init__(self, records: Records, words: SeriesWords):
        self.records, self.words = records, words
        self.claims = {claim.id: claim for claim in records.claims}
        self.articles: dict[str, Article] = {article.id: article for article in records.articles}
        self.events = frozenset(entity.id for entity in records.entities if entity.type in ("Event", "Project"))
        self._texts = {source.name: source.text for source in records.sources}
        self.told: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in records.claims:
            self.told[claim.evidence.source, claim.evidence.article].append(claim)
        for claims in self.told.values():
            claims.sort(key=lambda c: (c.value_start, c.value_end))
        told_with_a_share = {link.other: self.claims[link.other] for link in records.links if link.rule == WHOLE_INSIDE}  # 占年初预算8465万元的41.5%
        self.wholes = told_with_a_share | {link.claim: self.claims[link.other] for link in records.links if link.kind in ("part-of", "share-of")}
        self._places = {claim.id: at for claims in self.told.values() for at, claim in enumerate(claims)}

    def in_one_unit(self, a: Claim, b: Claim) -> bool:
        """True for figures that count the same things alike (12名, 3人)."""
        return self.words.unit_class(a.unit) == self.words.unit_class(b.unit)

    def in_one_measure(self, a: Claim, b: Claim) -> bool:
        """True for figures that may be held against each other, if need be after one is turned into the unit of the other (万亩, 公顷)."""
        return self.words.measure(a.unit)[0] == self.words.measure(b.unit)[0]

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

    def standing(self, claim: Claim) -> Standing:
        """What stands beside a figure."""
        level = next(iter(self.around(claim, 1, 0)), None) if is_carried(claim) else None
        return Standing(self.corrects(claim), reach(level, self.words).scaled(self.words.measure(level.unit)[1]) if level is not None and level.kind == "level" else None)

    def corrects(self, claim: Claim) -> bool:
        """True for a figure whose sentence, or whose article's title, takes another one back."""
        article = self.articles.get(claim.evidence.article)
        sentence = self.before(claim, NEAR).rpartition("。")[2] + "，" + self.after(claim, NEAR).partition("。")[0]
        return self.words.corrections.search(f"{(article.title if article else None) or ''}，{sentence}") is not None

    def is_headline(self, claim: Claim) -> bool:
        """True for a figure that stands outside its article's body."""
        article = self.articles.get(claim.evidence.article)
        return article is not None and not article.start <= claim.value_start < article.end
