"""Units → articles: which headline belongs to which text, whichever of them is printed first.

In: the units of a page in print order.  Out: `Segment` records, each with its headings, bylines and body units.
Papers are stored in two ways: headline before its text, or after it (the text column was read first).  Which one
a page uses is told by the page as a whole: kg/read/order.py.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.clusters import clusters_of, signed_texts
from kg.read.halves import begins_short, joined_halves
from kg.read.headfirst import SIGNED_PAGE, TOP, headline_before
from kg.read.inserted import give_headlines
from kg.read.lifting import Segment, adverts_of, lift_captions
from kg.read.linerules import LineRules
from kg.read.lines import HEADS
from kg.read.order import headline_stands_after
from kg.read.rubrics import join_columns, mark_columns
from kg.read.settling import settle_headlines
from kg.read.tails import give_beginnings
from kg.read.textfirst import headline_after
from kg.read.units import Unit

_HEADING_LINES = 3


def segment(units: Sequence[Unit], rules: LineRules) -> list[Segment]:
    """The segments of a page, in print order of their first unit."""
    _close_with_adverts(units)
    adverts = adverts_of(units)
    mark_columns(units, rules.openings)
    units = [unit for unit in units if unit.zone not in ("furniture", "advert")]
    after, because = headline_stands_after(units)
    clusters, captions = lift_captions(clusters_of(units))
    drops = begins_short(units)
    segments = headline_after(clusters, because, rules) if after else headline_before(clusters, because, drops, rules)
    give_headlines(segments)
    settle_headlines(segments)
    give_beginnings(segments)
    segments = joined_halves(segments, after, signed_texts(clusters) >= SIGNED_PAGE, drops)
    segments = join_columns(segments)
    pieces = [piece for whole in segments for piece in _without_trailer(whole)]
    return sorted([*pieces, *captions, *adverts], key=lambda piece: piece.first_line)


def _close_with_adverts(units: Sequence[Unit]) -> None:
    """Below the last text of a page, headings below an advert, or right on top of one, are adverts too, in place."""
    last = max((number for number, unit in enumerate(units) if unit.zone in ("body", "byline")), default=len(units))
    adverts = {unit.lines[0].run for unit in units[last + 1:] if unit.zone == "advert"}
    below = False
    for unit in units[last + 1:]:
        below = below or unit.lines[0].run in adverts
        if below and unit.zone in HEADS and not unit.level:
            unit.becomes("advert", "below-advert")


def _without_trailer(segment: Segment) -> list[Segment]:
    """Headings after the last paragraph of a text head nothing: they are adverts that stand below it."""
    last = max((number for number, unit in enumerate(segment.body) if unit.zone == "body"), default=None)
    if last is None:
        kind = "advert" if segment.body else "other"
        return [segment if segment.has_text else Segment(kind, segment.heads, segment.bylines, segment.body, segment.because)]
    trailer = segment.body[last + 1:]
    if not trailer:
        return [segment]
    del segment.body[last + 1:]
    if segment.kind == "article" and not segment.heads and all(unit.zone in TOP for unit in trailer) and len(trailer) <= _HEADING_LINES:
        for unit in trailer:  # the last text of the page has its headline below
            unit.zone = "title" if unit.zone == "subhead" else unit.zone
        segment.heads = trailer
        return [segment]
    for unit in trailer:
        unit.zone = "advert"
    return [segment, Segment("advert", body=trailer, because="headings with no text below them")]
