"""Neighbouring units as clusters, and what two neighbours are to each other.

In: the units of a page in print order.  Out: clusters: headings that stand together, bylines that stand together, every other unit alone.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.going_on import goes_on, is_open
from kg.read.lifting import Segment
from kg.read.lines import HEADS
from kg.read.units import BRIEF_SIGNS, Unit


def clusters_of(units: Sequence[Unit]) -> list[list[Unit]]:
    """Neighbouring headings as one cluster, neighbouring bylines as one, every other unit alone."""
    clusters: list[list[Unit]] = []
    for unit in units:
        sort = "heads" if unit.zone in HEADS else unit.zone
        last = clusters[-1] if clusters else None
        if last and sort == last[-1].zone == "byline" and unit.blank and (last[-1].names_taker and not last[-1].is_bracketed or unit.form.startswith(BRIEF_SIGNS) and last[0].form.startswith(BRIEF_SIGNS)):
            clusters.append([unit])  # who took the picture above, and who wrote the text below
        elif last and sort in ("heads", "byline") and sort == ("heads" if last[-1].zone in HEADS else last[-1].zone):
            last.append(unit)
        else:
            clusters.append([unit])
    return clusters


def interrupts(clusters: list[list[Unit]], number: int) -> bool:
    """True where the sentence before a heading goes on after it."""
    before = clusters[number - 1][-1] if number else None
    after = clusters[number + 1][0] if number + 1 < len(clusters) else None
    return bool(before and after and before.zone == after.zone == "body" and not after.opens and goes_on(before.form, after.form))


def interrupts_with_writer(clusters: list[list[Unit]], number: int) -> bool:
    """True where the sentence before a heading goes on after it and the writer below it."""
    return 0 < number < len(clusters) - 2 and clusters[number + 1][0].zone == "byline" and interrupts([*clusters[number - 1:number + 1], clusters[number + 2]], 1)


def signed_texts(clusters: Sequence[Sequence[Unit]]) -> int:
    """How many texts of a page begin with a dateline, or have their writer right above them."""
    return sum(cluster[0].opens or number > 0 and cluster[0].zone == "body" and clusters[number - 1][0].zone == "byline" for number, cluster in enumerate(clusters))


def joins(before: Unit, after: Unit) -> bool:
    """True where two body units of one article are one sentence that something had cut in two."""
    return is_open(before.form) and goes_on(before.form, after.form)


def is_brief(unit: Unit) -> bool:
    """True where a paragraph begins with a sign and ends its sentence: one report of a column of briefs; not where the sign belongs to a dateline (□晚报讯)."""
    return unit.zone == "body" and unit.form[:1] in BRIEF_SIGNS and not unit.opens and not is_open(unit.form)


def holds_briefs(segment: Segment) -> bool:
    return bool(segment.body) and is_brief(segment.body[0])


def closed(segments: list[Segment], current: Segment, because: str) -> Segment:
    """Put what was gathered with the segments, where it is anything, and begin a new one."""
    if current.body or current.bylines or current.heads:
        segments.append(current)
    return Segment(because=because)
