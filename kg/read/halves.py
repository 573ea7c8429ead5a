"""Articles printed in two stretches: a headline that stands in the middle of its text, another article that stands inside it.

In: the segments of a page in print order.  Out: the same, halves of one article together.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.cohesion import is_foreign, says_other_things
from kg.read.going_on import goes_on, is_open
from kg.read.headings import lead_of, speaks_of
from kg.read.lifting import LONGEST_CAPTION, Segment, looks_like_scene
from kg.read.lines import HEADS, ends_sentence
from kg.read.units import BRIEF_SIGNS, Unit

_FEW = 3  # paragraphs by which a page is told
_READ = 2000  # characters of a text in which a headline's words are looked for
_NEAR = 3  # segments back in which the first half of an article is looked for
_INDENT, _FULL = 1.5, 1.1  # characters that the first line of a paragraph falls short of its column, and that a full line may


def joined_halves(segments: Sequence[Segment], after: bool, signed: bool, drops: bool) -> list[Segment]:
    """Segments with the halves of one article put together.

    `after`: headlines stand below their texts; `signed`: most texts of the page name their writer; `drops`: its paragraphs begin with white space, or with a line that has lost it.
    """
    out: list[Segment] = []
    orderly = not after and _is_orderly(segments)
    for segment in segments:
        first = _first_half(out, segment, after, signed, drops, orderly) if _has_no_beginning(segment, orderly and bool(out) and not _names_writer(out[-1])) else None
        if first is None:
            out.append(segment)
            continue
        first.heads = first.heads or segment.heads
        first.body += segment.body
    return out


def _names_writer(segment: Segment) -> bool:
    """True where a text names who wrote it, above it or in its dateline."""
    return bool(segment.bylines) or bool(segment.body) and (segment.body[-1].tail is not None or any(cut.names is not None for cut in segment.body[0].heads))


def _has_no_beginning(segment: Segment, signs_below: bool) -> bool:
    """True where a text has neither a dateline nor a writer, and is no brief; `signs_below`: the writer of the text above it may be named at its end."""
    if segment.kind != "article" or not segment.has_text or segment.bylines or segment.body[-1].tail is not None and not signs_below:
        return False
    first = segment.body[0]
    return first.zone == "body" and not first.opens and not first.fresh and not first.form.startswith(BRIEF_SIGNS)


def _is_orderly(segments: Sequence[Segment]) -> bool:
    """True where nearly every article of a page has a headline and names its writer, or begins with a dateline."""
    articles = [segment for segment in segments if segment.kind == "article" and segment.has_text]
    headed = sum(bool(segment.heads) for segment in articles)
    begun = sum(bool(segment.bylines) or segment.body[0].opens or segment.body[-1].tail is not None for segment in articles)
    return len(articles) > _FEW and min(headed, begun) >= len(articles) - 1


def _first_half(out: Sequence[Segment], second: Segment, after: bool, signed: bool, drops: bool, orderly: bool) -> Segment | None:
    near = [segment for segment in out[::-1] if segment.kind == "article"][:_NEAR]
    broken = next((first for first in near if _breaks_off(first, second, drops)), None)
    if broken is not None:
        return broken
    first = near[0] if near else None
    if first is None or not first.has_text or first.body[-1].tail is not None or not (first.bylines or first.body[0].opens or orderly and "body" in first.body[0].signs):
        return None
    if after and first.heads and not second.heads and out[-1] is first and not looks_like_scene(second.body[0]) and first.body[0].lines[0].wrapped == second.body[0].lines[0].wrapped:
        if first.body[0].opens and not is_open(first.body[-1].form) and is_foreign(second.body[0], [*first.heads, *first.body]):
            second.kind = "caption" if sum(unit.size for unit in second.body) <= LONGEST_CAPTION else second.kind
            return None  # a picture's text below a report that is whole
        return first
    if after or not signed or first.heads or not _is_one_headline(second.heads):
        return None
    # Where all is in order, the one text without a headline and the one without a beginning are one.
    is_one = _is_headline_of(second.heads[-1].form, first, second) or orderly and out[-1] is first and not _is_apart(first, second)
    return first if is_one else None


def _breaks_off(first: Segment, second: Segment, drops: bool) -> bool:
    """True where a text ends inside a sentence with which another one goes on, and only one of them has a headline."""
    last = first.body[-1] if first.body else None
    if last is None or last.zone != "body" or not is_open(last.form) or first.heads and second.heads:
        return False
    return goes_on(last.form, second.body[0].form) or drops and begins_inside(second.body[0])


def _is_headline_of(title: str, first: Segment, second: Segment) -> bool:
    """True where a title uses words of the text above, and does not name what the text below begins with."""
    above = "".join(unit.form for unit in first.body)[:_READ]
    return speaks_of(title, lead_of(first.body)) or speaks_of(title, above) and not speaks_of(title, lead_of(second.body))


def _is_apart(first: Segment, second: Segment) -> bool:
    """True where the lower of two texts is a picture's, or uses hardly a word of the upper, and its headline binds them no more."""
    if looks_like_scene(second.body[0]):
        return True
    title = second.heads[-1].clean.bare
    upper, lower = ("".join(unit.clean.bare for unit in segment.body)[:_READ] for segment in (first, second))
    words = [title[at:at + 2] for at in range(len(title) - 1)]
    return not (any(word in upper for word in words) and any(word in lower for word in words)) and says_other_things([unit for unit in second.body if unit.zone == "body"], first.body)


def _is_one_headline(heads: Sequence[Unit]) -> bool:
    return bool(heads) and all(unit.zone in HEADS for unit in heads)


def begins_short(units: Sequence[Unit]) -> bool:
    """True where the paragraphs of a page in narrow columns begin with white space, or with a line that is short by two characters: its white space was lost."""
    firsts = [unit.lines[0] for unit in units if unit.zone == "body" and len(unit.lines) > 2 and unit.lines[0].wrapped]
    return len(firsts) > _FEW and sum(line.indented or line.width <= line.column - _INDENT for line in firsts) * 3 > len(firsts) * 2


def begins_inside(unit: Unit) -> bool:
    """True where a stretch of a narrow column begins with a full line, so inside a paragraph, on a page whose paragraphs begin short."""
    first = unit.lines[0]
    return first.wrapped and len(unit.lines) > 1 and not first.indented and first.width >= first.column - _FULL and not ends_sentence(first.form)
