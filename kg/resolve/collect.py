"""The names of a page, in print order, each with its article and zone.

In: a page and its mentions.  Out: `Name` records; the longest stands where two begin inside one another.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping

from kg.model import Mention, Page
from kg.resolve.named import Name


def collect_names(page: Page, mentions: Iterable[Mention], types: Mapping[str, str]) -> list[Name]:
    """Every mention whose label names an entity (`types`: label → entity type, empty for the others)."""
    starts = [block.span.start for block in page.blocks]
    names: list[Name] = []
    typed = (mention for mention in mentions if types.get(mention.label))
    for mention in sorted(typed, key=lambda m: (m.span.start, -m.span.end, m.label, m.rule)):
        if names and mention.span.start < names[-1].span.end:
            continue
        at = bisect_right(starts, mention.span.start) - 1
        block = page.blocks[at] if at >= 0 else None
        form = page.text.form[mention.span.start:mention.span.end]
        names.append(Name(mention, mention.span, types[mention.label], form, block.article if block else None, block.zone if block else "body"))
    return names
