"""Texts that begin above their headline: their first paragraphs stand below another text, behind a wider gap than any inside it.

In: the segments of a page, headlines settled.  Out: the same; what stands behind the gap goes to the text below, whose headline then stands inside it.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kg.read.cohesion import shared_words
from kg.read.headings import MUCH_MORE, lead_of, said_share, spoken_of
from kg.read.lifting import Segment, looks_like_scene
from kg.read.lines import ends_sentence
from kg.read.units import Unit, said_in

_WIDE, _ENOUGH, _SOME = 2, 40, 0.3  # blank lines; characters that tell of what a stretch speaks; share of a headline's pairs of characters that its text says


def give_beginnings(segments: Sequence[Segment]) -> None:
    """Give the paragraphs behind the one wide gap of a text to the text below that has its headline, but neither dateline nor beginning, where they speak of the same, in place."""
    texts = [segment for segment in segments if segment.kind == "article" and segment.has_text]
    for above, below in pairwise(texts):
        at = _behind_gap(above.body)
        if at and _lacks_beginning(below) and _begin(above.body[at:], above, at, below):
            above.body, below.body = above.body[:at], [*above.body[at:], *below.body]


def _behind_gap(body: Sequence[Unit]) -> int:
    """Where the paragraphs behind the one gap of a text that is wider than all others begin; 0 where there is none, or a sentence goes on across it."""
    gaps = [unit.blank for unit in body[1:]]
    widest = max(gaps, default=0)
    if widest < _WIDE or gaps.count(widest) > 1:
        return 0
    at = gaps.index(widest) + 1
    first, before = body[at], body[at - 1]
    if first.zone != "body" or first.opens or first.fresh or looks_like_scene(first) or before.zone != "body" or not ends_sentence(before.form) or any(unit.tail is not None for unit in body[at:]):
        return 0
    return at


def _lacks_beginning(segment: Segment) -> bool:
    """True where a text stands below its headline, and no dateline says that it begins there."""
    return bool(segment.heads) and segment.body[0].zone == "body" and not (segment.body[0].opens or segment.body[0].fresh)


def _begin(tail: Sequence[Unit], above: Segment, at: int, below: Segment) -> bool:
    """True where paragraphs use more words of the text below than of the one above, or say much of its headline, which the text above does not."""
    rest = above.body[:at]
    if min(sum(unit.size for unit in units if unit.zone == "body") for units in (tail, rest)) < _ENOUGH:
        return False
    here, there = (said_in(units) for units in (tail, rest))
    said, unsaid = (max(said_share(unit.form, text) for unit in below.heads) for text in (here, there))
    named = max(spoken_of(unit.form, lead_of(tail)) - spoken_of(unit.form, lead_of(rest)) for unit in below.heads)
    return said >= _SOME and (said > unsaid or named >= MUCH_MORE) or shared_words(tail, [*below.heads, *below.body]) > shared_words(tail, [*above.heads, *rest])
