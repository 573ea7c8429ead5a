"""Units → articles: which headline belongs to which text, whichever of them is printed first.

In: the units of a page in print order.  Out: `Segment` records, each with its headings, bylines and body units.
Papers are stored in two ways: headline before its text, or after it (the text column was read first).  Which one
a page uses is told by the page as a whole: kg/read/order.py.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.clusters import closed, clusters_of, holds_briefs, interrupts, joins, signed_texts
from kg.read.credited import LONGEST_CAPTION_PARAGRAPHS, closes_with_picture, credit, goes_on_behind, headed_below, signs_above, split_caption, stands_behind_gap, start_of_scene
from kg.read.going_on import goes_on, is_open
from kg.read.halves import begins_inside, begins_short, joined_halves
from kg.read.headings import Around, article_signs, closing_lines, lead_of, units_below, weigh
from kg.read.lifting import LINE_BELOW_PICTURE, LONGEST_CAPTION, Segment, adverts_of, lift_captions, looks_like_scene, stands_apart
from kg.read.linerules import LineRules
from kg.read.order import headline_stands_after
from kg.read.rubrics import heads_of_texts, mark_columns
from kg.read.textfirst import headline_after
from kg.read.units import HEADS, Unit

_HEADING_LINES = 3
_SIGNED_PAGE = 3  # texts with a dateline or a writer, from which a page signs what it prints
_TOP = frozenset({*HEADS, "subhead"})  # zones of lines that stand alone


def segment(units: Sequence[Unit], rules: LineRules) -> list[Segment]:
    """The segments of a page, in print order of their first unit."""
    _close_with_adverts(units)
    adverts = adverts_of(units)
    mark_columns(units)
    units = [unit for unit in units if unit.zone not in ("furniture", "advert")]
    after, because = headline_stands_after(units)
    clusters, captions = lift_captions(clusters_of(units))
    drops = begins_short(units)
    segments = headline_after(clusters, because, rules) if after else _headline_before(clusters, because, drops, rules)
    segments = joined_halves(segments, after, signed_texts(clusters) >= _SIGNED_PAGE, drops)
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
            unit.zone, unit.rule = "advert", "below-advert"


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
    if segment.kind == "article" and not segment.heads and all(unit.zone in _TOP for unit in trailer) and len(trailer) <= _HEADING_LINES:
        for unit in trailer:  # the last text of the page has its headline below
            unit.zone = "title" if unit.zone == "subhead" else unit.zone
        segment.heads = trailer
        return [segment]
    for unit in trailer:
        unit.zone = "advert"
    return [segment, Segment("advert", body=trailer, because="headings with no text below them")]


def _headline_before(clusters: list[list[Unit]], because: str, drops: bool, rules: LineRules) -> list[Segment]:
    segments: list[Segment] = []
    current = Segment(because=because)
    around: Segment | None = None  # the article that a picture stands in, or below
    levels = {unit.level for cluster in clusters for unit in cluster if unit.level and unit.zone in _TOP}
    top = min(levels, default=0)
    telling = top > 0 and any(not unit.level and unit.zone == "title" for cluster in clusters for unit in cluster)
    # Where nothing on the page opens with a dateline or byline, short reports are told by how they begin.
    plain = not any(unit.opens or unit.zone == "byline" for cluster in clusters for unit in cluster)
    signed = signed_texts(clusters) >= _SIGNED_PAGE

    for number, cluster in enumerate(clusters):
        following = clusters[number + 1] if number + 1 < len(clusters) else None
        first = cluster[0]
        above = None if first.zone == "byline" or current.heads or current.bylines or current.body else around
        behind_picture = above is not None
        if above is not None:
            segments.remove(above)
            current = above
            current.resumed = len(current.body)
        around = None
        if first.zone in HEADS and (foot := _foot_of(current, cluster, units_below(clusters, number))):
            current.heads += cluster[:foot]
            cluster = cluster[foot:]
            if not cluster:
                continue
            first = cluster[0]
        if first.zone in HEADS and len(cluster) == 1 and current.heads and current.bylines and not current.body and following is not None and following[0].zone == "body" and not following[0].opens:
            first.zone = "subhead"  # right below the writer: the first section
        if first.zone in HEADS:
            if interrupts(clusters, number) or _is_inside(current, following):
                _take_back(segments, current, cluster)
                current = segments.pop()
                continue
            opens = heads_of_texts(cluster) or following is not None and (following[0].zone == "byline" or following[0].opens or following[0].fresh or plain and "body" in following[0].signs)
            marked = len(levels) > 1 and any(unit.level == top for unit in cluster)  # where all headings are marked alike, the mark does not tell sections
            if current.has_text and not opens and not marked and not _is_closed(current) and _is_section(clusters, number, current, telling, signed, behind_picture, rules):
                if current.heads or not (current.bylines or current.body[0].opens) or any(unit.zone == "subhead" for unit in current.body):
                    current.body += cluster
                else:  # a text with its writer that has no headline yet: this is it, in the middle
                    for unit in cluster:
                        unit.zone = "title"
                    current.heads += cluster
                continue
            if current.has_text and current.heads and stands_apart(current.body, LINE_BELOW_PICTURE):
                split_caption(segments, current, "a line or two set apart from the text above")
                current = Segment(because=because)
            else:
                current = closed(segments, current, because)
            current.heads += cluster
        elif first.zone == "byline":
            if current.has_text:
                beyond = _signs_scene(current, clusters, number) or signs_above(cluster, following[0] if following else None) or following is None or following[0].zone in HEADS or _is_signature(cluster) or following[0].zone == "body" and (following[0].opens or following[0].fresh)
                if beyond:
                    below = headed_below(current, clusters, number, because)
                    around = credit(segments, current, cluster, rules.headings)
                    current = below
                else:
                    current = closed(segments, current, because)
                    current.bylines += cluster
                    if following and following[0].signs.get("caption"):
                        current.kind = "caption"
            else:
                current.bylines += cluster
        elif first.zone == "subhead" and current.heads and not current.body and following is not None and (following[0].zone == "byline" or following[0].opens):
            for unit in cluster:  # right below the headline, above its writer: a deck
                unit.zone = "subtitle"
            current.heads += cluster
        else:
            if first.opens and current.has_text:
                current = closed(segments, current, because)
            elif current.has_text and (first.fresh or _is_closed(current) and not joins(current.body[-1], first)):
                current = closed(segments, current, because)
            elif first.zone == "body" and current.has_text and stands_behind_gap(current, first) and not _is_signed_below(clusters, number):
                current = closed(segments, current, because)
                current.kind = "caption" if first.size <= LONGEST_CAPTION else "article"
            elif first.zone == "body" and current.has_text and (broken := _broken_off(segments, current, first, drops) or goes_on_behind(segments, current, first)):
                if not is_open(broken.body[-1].form):  # between whole paragraphs stands a picture, within a sentence perhaps an article
                    current.kind = "caption"
                current = closed(segments, current, because)
                segments.remove(broken)
                current = broken
            current.body += cluster + current.late
            current.late = []
            if closes_with_picture(current, first):
                below = headed_below(current, clusters, number, because)
                around = split_caption(segments, current)
                current = below
    closed(segments, current, because)
    return segments


def _foot_of(current: Segment, cluster: list[Unit], below: Sequence[Unit]) -> int:
    """How many units of a cluster of headings head the text above, which opens with a dateline and has no headline: no blank line parts them, or they speak of it."""
    if not current.has_text or current.heads or not current.body[0].opens or is_open(current.body[-1].form):
        return 0
    if not cluster[0].blank:
        foot = next((at for at, unit in enumerate(cluster) if unit.blank), len(cluster))
        if foot < len(cluster):
            return foot
    apart = len(cluster) > 1 if not below else below[0].opens or below[0].zone == "byline"  # adverts stand below the last headline of a page
    return closing_lines(cluster, lead_of(current.body), lead_of(below)) if apart else 0


def _is_inside(current: Segment, following: list[Unit] | None) -> bool:
    """True where the text above a headline has its writer and no headline yet, breaks off in mid-sentence, and a paragraph of text follows."""
    return current.has_text and not current.heads and bool(current.bylines or current.body[0].opens) and current.body[-1].zone == "body" and is_open(current.body[-1].form) \
        and following is not None and following[0].zone == "body" and not (following[0].opens or following[0].fresh)


def _signs_scene(current: Segment, clusters: list[list[Unit]], number: int) -> bool:
    """True where a byline stands below a scene inside a text: what follows it is no scene, or has a byline of its own below it, so it signs the one above."""
    below = clusters[number + 1][0] if number + 1 < len(clusters) else None
    if not current.heads or below is None or below.zone != "body" or not 0 < start_of_scene(current.body) < len(current.body):
        return False
    after = next((cluster[0] for cluster in clusters[number + 1:number + 2 + LONGEST_CAPTION_PARAGRAPHS] if cluster[0].zone != "body"), None)
    return not looks_like_scene(below) or below.tail is not None or after is not None and after.zone == "byline"


def _is_signed_below(clusters: list[list[Unit]], number: int) -> bool:
    """True where a writer's or a photographer's line is the next that is no paragraph behind a narrower gap."""
    gap = clusters[number][0].blank
    below = (clusters[at] for at in range(number + 1, len(clusters)))
    return next((cluster[0].zone == "byline" for cluster in below if cluster[0].zone != "body" or cluster[0].blank >= gap), False)


def _is_signature(cluster: list[Unit]) -> bool:
    """True where a byline is nothing but names in a bracket: it stands below what they wrote."""
    return len(cluster) == 1 and cluster[0].form[:1] == "（" and cluster[0].form[-1:] == "）"


def _is_section(clusters: list[list[Unit]], number: int, current: Segment, marked: bool, signed: bool, behind_picture: bool, rules: LineRules) -> bool:
    """True where a headline between two texts heads a section of the text above; its units become subheads."""
    cluster, below = clusters[number], units_below(clusters, number)
    if any(unit.zone == "body" for unit in below):
        found = article_signs(cluster, current, below, Around(marked, signed, behind_picture), rules.headings)
        for unit in cluster:
            unit.because = tuple(found)
        if weigh(found) > 0:
            return False
    for unit in cluster:
        unit.zone = "subhead"
    return True


def _is_closed(segment: Segment) -> bool:
    """True where a text has come to its end: its writer is named below it, or it is a brief."""
    last = segment.body[-1]
    return last.zone == "body" and (last.tail is not None or holds_briefs(segment))


def _broken_off(segments: list[Segment], current: Segment, unit: Unit, drops: bool) -> Segment | None:
    """The article above, broken off in mid-sentence, whose sentence goes on here after another article."""
    if is_open(current.body[-1].form):
        return None
    for segment in segments[:-4:-1]:
        last = segment.body[-1] if segment.body else None
        if last is not None and last.zone == "body" and segment.kind == "article" and (goes_on(last.form, unit.form) or drops and is_open(last.form) and begins_inside(unit)):
            return segment
    return None


def _take_back(segments: list[Segment], current: Segment, cluster: list[Unit]) -> None:
    """A headline that stands inside a sentence: it heads the article around it.

    Where that article has a headline already, two articles ran together: the second begins at the first paragraph that
    uses a long stretch of the interrupting headline that no paragraph before uses.
    """
    if not current.heads:
        current.heads = list(cluster)
        segments.append(current)
        return
    title = cluster[-1].form
    for number, unit in enumerate(current.body):
        if not number or unit.zone != "body":
            continue
        shared = _longest_shared(title, unit.form[:200])
        if len(shared) >= 4 and not any(shared in earlier.form for earlier in current.body[:number]):
            follower = Segment("article", list(cluster), [], current.body[number:], f"its headline's {shared} is first used here")
            del current.body[number:]
            segments += [current, follower]
            return
    for unit in cluster:
        unit.zone = "subhead"
    current.late = list(cluster)
    segments.append(current)


def _longest_shared(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start:start + len(best) + 1] in other:
            best = one[start:start + len(best) + 1]
    return best
