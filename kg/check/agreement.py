"""The same figure said twice: in a headline and its article, in two paragraphs, on two pages.

In: `Records`.  Out: `Verdict`s: *agrees* where metric, owner and time are one and the figures fit each other, else *disagrees*.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from kg.check.precision import Between, allowed
from kg.model import Claim, Records, Verdict

_SHORTEST = 4  # characters; shorter metrics (人数, 面积) are said of too many things


def restated(records: Records) -> Iterator[Verdict]:
    """Claims with one metric, owner, time, kind and unit."""
    groups: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in records.claims:
        owner = claim.subject or claim.subject_name
        if owner and len(claim.metric) >= _SHORTEST and not any("carried on" in reason for reason in claim.because):
            groups[(owner, claim.metric, claim.time, claim.kind, claim.direction, claim.baseline, claim.unit, claim.modality)].append(claim)
    for claims in groups.values():
        for first, second in pairwise(claims):
            if first.evidence.quote == second.evidence.quote and first.evidence.source == second.evidence.source:
                continue
            if first.time is None and (first.evidence.source, first.evidence.article) != (second.evidence.source, second.evidence.article):
                continue  # two pages, no date: both may be right
            verdict = "agrees" if _fit(first, second) else "disagrees"
            if verdict == "disagrees" and first.time is None and first.kind == "level" and first.evidence.article == second.evidence.article \
                    and not _is_headline(first, second):
                verdict = "undecidable"
            yield Verdict("restated", verdict, f"{first.metric}: {first.value_text} and {second.value_text}", (first.id, second.id), (first.evidence, second.evidence))


def _fit(first: Claim, second: Claim) -> bool:
    a, b = _reach(first), _reach(second)
    return a.meets(b)


def _reach(claim: Claim) -> Between:
    exact = allowed(claim)
    if exact is not None:
        return exact
    wide = abs(claim.value) * 2
    return Between(claim.value, claim.value + wide) if claim.bound == "min" else Between(claim.value - wide, claim.value)


def _is_headline(first: Claim, second: Claim) -> bool:
    return any("of the same figure in the article" in reason for claim in (first, second) for reason in claim.because)
