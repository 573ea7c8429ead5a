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
from kg.extract.claims_words import NAMED
from kg.extract.values import value_of
from kg.model import Claim, NumberFate, Quantity, Span

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

_PLACE = attrgetter("start", "end")
_IN_DATE = re.compile("[０-９0-9一二三四五六七八九十零〇两半几]")
_IN_NAME = re.compile("第[一二三四五六七八九十百零〇]+|[０-９0-9]+")


def ledger(findings: Findings, amounts: dict[Span, Quantity], claims: dict[Span, Claim], page: Layout, moved: dict[int, int],
            ruleset: RuleSet) -> tuple[NumberFate, ...]:
    """One row for each number expression: the claim that it became, or the fate that a rule gave it."""
    rows = []
    scopes, starts = page.scopes, page.places
    name = findings.page.source.name
    for mention in findings.mentions:
        if mention.label not in ("Quantity", "Number"):
            continue
        amount = amounts.get(mention.span) or value_of(mention, ruleset)
        raw = findings.page.text.raw(mention.span)
        claim = claims.get(mention.span)
        if claim is None and moved and is_claimed(mention):
            number = bisect_right(starts, mention.span.start) - 1
            earlier = twin(mention.span, page, number, moved) if number >= 0 and page.clauses[number].span.holds(mention.span) else None
            claim = claims.get(earlier) if earlier else None
        fate = "claim" if claim else mention.attribute("fate", "unexplained")
        if fate in ("claim", "quantity") and claim is None:
            qualifies = mention.span in page.thresholds or scopes.get(mention.span.start, 0) >= mention.span.end
            fate = "other" if qualifies else "unexplained"
        rows.append(NumberFate(name, raw.start, raw.end, mention.text, fate, claim.id if claim else None, mention.rule, amount))
    taken = [m.span for m in findings.mentions if m.label in ("Quantity", "Number")]
    rows += _inside(findings, taken)
    return tuple(sorted(rows, key=_PLACE))


def _inside(findings: Findings, taken: Sequence[Span]) -> list[NumberFate]:
    """Rows for the numbers that dates and names hold (3月5日, 2号线, 第三十五中学)."""
    text, name = findings.page.text, findings.page.source.name
    starts = [span.start for span in taken]
    rows = []
    for mention in findings.mentions:
        if mention.label == "Time":
            spans = [mention.span] if _IN_DATE.search(text.form, mention.span.start, mention.span.end) else []
            fate = "date"
        elif mention.label in NAMED:
            spans = [Span(*found.span()) for found in _IN_NAME.finditer(text.form, mention.span.start, mention.span.end)]
            fate = "name"
        else:
            continue
        for span in spans:
            at = bisect_right(starts, span.start) - 1
            if any(taken[i].meets(span) for i in (at, at + 1) if 0 <= i < len(taken)):
                continue
            raw = text.raw(span)
            rows.append(NumberFate(name, raw.start, raw.end, text.printed[span.start:span.end], fate, None, mention.rule))
    return rows


def twin(span: Span, page: Layout, clause: int, moved: dict[int, int]) -> Span | None:
    """The span that the same words had when they were printed first, or None."""
    shift = moved.get(page.clauses[clause].sentence)
    return Span(span.start - shift, span.end - shift) if shift else None
