"""The same figure said twice: in a headline and its article, in two paragraphs, on two pages.

In: `Records`.  Out: `Verdict`s: *agrees* where metric, owner and time are one and the figures fit each other, else *disagrees*;
*undecidable* where no time is printed and both may be right.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kg.check.precision import Between, allowed
from kg.model import Article, Claim, Records, Verdict

_SHORTEST = 4  # characters; shorter metrics (人数, 面积) are said of too many things


def restated(records: Records) -> Iterator[Verdict]:
    """Claims with one metric, owner, kind and unit: in a headline and its article, or at one time."""
    articles = {article.id: article for article in records.articles}
    said = [c for c in records.claims if _owner(c) and len(c.metric) >= _SHORTEST and not any("carried on" in reason for reason in c.because)]
    heads = [c for c in said if _is_headline(c, articles.get(c.evidence.article))]
    yield from _headlines(heads, [c for c in said if c not in heads])
    groups: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in said:
        if claim not in heads:
            groups[(*_same(claim), claim.time, claim.modality)].append(claim)
    for claims in groups.values():
        for first, second in pairwise(claims):
            yield from _pair(first, second)


def _owner(claim: Claim) -> str | None:
    return claim.subject or claim.subject_name


def _same(claim: Claim) -> tuple:
    return _owner(claim), claim.metric, claim.kind, claim.direction, claim.baseline, claim.unit


def _is_headline(claim: Claim, article: Article | None) -> bool:
    """True for a figure that stands outside its article's body."""
    return article is not None and not article.start <= claim.value_start < article.end


def _headlines(heads: list[Claim], bodies: list[Claim]) -> Iterator[Verdict]:
    """A headline's figure must be one that the article gives for the same thing, where it gives any."""
    for head in heads:
        told = [c for c in bodies if c.evidence.article == head.evidence.article and _same(c) == _same(head)]
        if told:
            nearest = next((c for c in told if _fit(head, c)), told[0])
            yield _verdict("agrees" if _fit(head, nearest) else "disagrees", head, nearest)


def _pair(first: Claim, second: Claim) -> Iterator[Verdict]:
    one_page = (first.evidence.source, first.evidence.article) == (second.evidence.source, second.evidence.article)
    if first.evidence.quote == second.evidence.quote and first.evidence.source == second.evidence.source:
        return
    if first.time is None and not one_page:
        return  # two pages, no date: both may be right
    verdict = "agrees" if _fit(first, second) else "undecidable" if first.time is None else "disagrees"
    yield _verdict(verdict, first, second)


def _verdict(verdict: str, first: Claim, second: Claim) -> Verdict:
    return Verdict("restated", verdict, f"{first.metric}: {first.value_text} and {second.value_text}", (first.id, second.id), (first.evidence, second.evidence))


def _fit(first: Claim, second: Claim) -> bool:
    return _reach(first).meets(_reach(second))


def _reach(claim: Claim) -> Between:
    exact = allowed(claim)
    if exact is not None:
        return exact
    wide = abs(claim.value) * 2
    return Between(claim.value, claim.value + wide) if claim.bound == "min" else Between(claim.value - wide, claim.value)
