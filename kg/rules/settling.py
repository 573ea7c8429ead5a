"""Which of several matches stay, where they meet.

In: matches of one stratum with their rules, in the order in which they were found.  Out: winners from left to right, and losers, each with who won and why.
"""
from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from kg.model import Loser, Mention

if TYPE_CHECKING:
    from kg.rules.rule import Rule


def _ranked(candidates: list[tuple[Rule, Mention]]) -> list[tuple[Rule, Mention]]:
    """Higher weight first, then longer, then further left, then by rule id, then as they were found."""
    keyed = []
    for number, (rule, mention) in enumerate(candidates):
        start, end = mention.span
        keyed.append((-rule.weight, start - end, start, rule.id, number))
    keyed.sort()
    return [candidates[key[-1]] for key in keyed]


def settle(candidates: list[tuple[Rule, Mention]]) -> tuple[list[Mention], list[Loser]]:
    """Which of overlapping candidates stay: higher weight, then longer, then further left, then rule id."""
    if not candidates:
        return [], []
    ranked = _ranked(candidates)
    size = max([mention.span.end for _rule, mention in candidates])
    taken, owner = bytearray(size), [0] * size  # whether a place is taken, and by which of the ranked
    winners: list[Mention] = []
    losers: list[Loser] = []
    for number, (rule, mention) in enumerate(ranked):
        start, end = mention.span
        met = taken.find(1, start, end)
        if met < 0:
            winners.append(mention)
            taken[start:end] = b"\1" * (end - start)
            owner[start:end] = [number] * (end - start)
        else:
            rival, other = ranked[owner[met]]
            why = "is lighter" if rival.weight > rule.weight else "is shorter" \
                if other.span.length > mention.span.length else "the same stretch, later in order"
            losers.append(Loser(mention, other, why))
    winners.sort(key=attrgetter("span"))
    return winners, losers


def settle_by_key(candidates: list[tuple[Rule, Mention]]) -> tuple[list[Mention], list[Loser]]:
    """As `settle`, for mentions that may share words: only those of one label and one key slot compete."""
    ranked = _ranked(candidates)
    taken: dict[tuple, Mention] = {}
    winners: list[Mention] = []
    losers: list[Loser] = []
    for rule, mention in ranked:
        if rule.shares:
            keys: list[tuple] = [(mention.label, *[part.span for _, part in mention.parts])]
        else:
            keys = [(mention.label, name, part.span) for name, part in mention.parts if name in rule.key] or [(mention.label, "all", mention.span)]
        for key in keys:
            if key in taken:
                losers.append(Loser(mention, taken[key], "another rule of this label has the same key slot"))
                break
        else:
            winners.append(mention)
            taken.update(dict.fromkeys(keys, mention))
    winners.sort(key=lambda m: (m.span, m.label, m.rule))
    return winners, losers
