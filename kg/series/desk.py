"""Claims laid out as their pages print them: in order, by article, with the words between them.

In: `Records` and `SeriesWords`.  Out: a `Desk` that answers which words stand before, between and behind figures, white space left out.
"""
from __future__ import annotations

from collections import defaultdict

from kg.model import Article, Claim, Records
from kg.series.words import SeriesWords
from kg.text import fold

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
        self._places = {claim.id: at for claims in self.told.values() for at, claim in enumerate(claims)}

    def in_one_unit(self, a: Claim, b: Claim) -> bool:
        """True for figures that count the same things alike (12名, 3人)."""
        return self.words.unit_class(a.unit) == self.words.unit_class(b.unit)

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
