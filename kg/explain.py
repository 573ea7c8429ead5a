"""Why this, why not that: derivation trees of what was found, and the losers of each overlap.

In: findings of a page.  Out: lines of text for people.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.extract import Findings
from kg.model import Loser, Mention, Span
from kg.rules import RuleSet


def explain(findings: Findings, ruleset: RuleSet, within: Span | None = None) -> Iterator[str]:
    """The derivation of every mention (that meets `within`, page offsets), one line a node."""
    for mention in findings.mentions:
        if within is None or mention.span.meets(within):
            yield from tree(mention, ruleset)
            for loser in findings.losers:
                if loser.winner is mention:
                    yield "  " + _lost(loser)


def tree(mention: Mention, ruleset: RuleSet, depth: int = 0, slot: str = "") -> Iterator[str]:
    """One mention and the parts it was made of."""
    rule = ruleset.by_id.get(mention.rule)
    where = f"{rule.path}:{rule.line}" if rule else mention.rule
    facts = " ".join(f"{k}={v}" for k, v in mention.attributes)
    name = f"{slot}: " if slot else ""
    source = "" if mention.label == "Words" else f"  ← {mention.rule} ({where})" if rule else f"  ← {where}"
    yield f"{'  ' * depth}{name}{mention.label} {mention.text} [{mention.span.start}:{mention.span.end}]{'  ' + facts if facts else ''}{source}"
    for part_name, part in mention.parts:
        yield from tree(part, ruleset, depth + 1, part_name)


def _lost(loser: Loser) -> str:
    return f"lost: {loser.mention.label} {loser.mention.text} ({loser.mention.rule}): {loser.because}"
