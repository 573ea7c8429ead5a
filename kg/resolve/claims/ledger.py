"""The ledger of numbers: what became of every number expression of a page.

In: findings, the values of claimed quantities, the page's claims.  Out: `NumberFate` rows in print order: the claim that a number
became, or the fate that a rule gave it; dates and names that hold figures have a row too.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.extract.claims import Layout, is_claimed
from kg.extract.claims.words import NAMED
from kg.extract.values import value_of
from kg.model import Claim, NumberFate, Quantity, Span

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

_PLACE = attrgetter("start", "end")
_NUMBERS = frozenset(("Quantity", "Number", "PostNumber"))
_IN_DATE = re.compile("[０-９0-9一二三四五六七八九十零〇两半几]")
_IN_NAME = re.compile("第[一二三四五六七八九十百零〇]+|[０-９0-9]+")


def ledger(findings: Findings, amounts: dict[Span, Quantity], claims: dict[Span, Claim], page: Layout, moved: dict[int, int],
            ruleset: RuleSet) -> tuple[NumberFate, ...]:
    """One row for each number expression: the claim that it became, or the fate that a rule gave it."""
    rows = []
    scopes, starts = page.scopes, page.places
    name, text = findings.page.source.name, findings.page.text
    numbers = [mention for mention in findings.mentions if mention.label in _NUMBERS]
    for mention in numbers:
        claim = claims.get(mention.span)
        if claim is not None:
            rows.append(NumberFate(name, claim.value_start, claim.value_end, mention.text, "claim", claim.id, mention.rule, amounts[mention.span]))
            continue
        amount = amounts.get(mention.span) or value_of(mention, ruleset)
        raw = text.raw(mention.span)
        if moved and is_claimed(mention):
            number = bisect_right(starts, mention.span.start) - 1
            earlier = twin(mention.span, page, number, moved) if number >= 0 and page.clauses[number].span.holds(mention.span) else None
            claim = claims.get(earlier) if earlier else None
        fate = "claim" if claim else mention.attribute("fate", "unexplained")
        if fate in ("claim", "quantity") and claim is None:
            qualifies = mention.span in page.thresholds or scopes.get(mention.span.start, 0) >= mention.span.end
            fate = "other" if qualifies else "unexplained"
        rows.append(NumberFate(name, raw.start, raw.end, mention.text, fate, claim.id if claim else None, mention.rule, amount))
    rows += _inside(findings, [mention.span for mention in numbers])
    return tuple(sorted(rows, key=_PLACE))


def _inside(findings: Findings, taken: Sequence[Span]) -> list[NumberFate]:
    """Rows for the numbers that dates and names hold (3月5日, 2号线, 第三十五中学)."""
    text, name = findings.page.text, findings.page.source.name
    form = text.form
    starts = [span.start for span in taken]
    rows = []
    for mention in findings.mentions:
        if mention.label == "Time":
            if not _IN_DATE.search(form, *mention.span):
                continue
            spans, fate = [mention.span], "date"
        elif mention.label in NAMED and _IN_NAME.search(form, *mention.span):
            spans = [Span(*found.span()) for found in _IN_NAME.finditer(form, *mention.span)]
            fate = "name"
        else:
            continue
        for span in spans:
            at = bisect_right(starts, span.start) - 1
            if at >= 0 and taken[at].end > span.start or at + 1 < len(taken) and starts[at + 1] < span.end and taken[at + 1].end > span.start:
                continue
            raw = text.raw(span)
            rows.append(NumberFate(name, raw.start, raw.end, text.printed[span.start:span.end], fate, None, mention.rule))
    return rows


def twin(span: Span, page: Layout, clause: int, moved: dict[int, int]) -> Span | None:
    """The span that the same words had when they were printed first, or None."""
    shift = moved.get(page.clauses[clause].sentence)
    return Span(span.start - shift, span.end - shift) if shift else None
