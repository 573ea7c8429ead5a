"""Pages that print a headline below its text: clusters → segments.

In: clusters of units.  Out: `Segment` records.
"""
from __future__ import annotations

from kg.read.clusters import closed, holds_briefs, interrupts, is_brief, signed_texts
from kg.read.credited import LONGEST_CAPTION_PARAGRAPHS, signs_above, splits_inside
from kg.read.headings import closing_signs, next_heading, said_share, units_below, weigh
from kg.read.lifting import LONGEST_CAPTION, Segment, looks_like_scene
from kg.read.linerules import LineRules
from kg.read.lines import HEADS, ends_sentence
from kg.read.twolines import NAME_ALONE
from kg.read.units import Unit, said_in

_WELL, _HARDLY = 0.3, 0.1  # shares of a line's pairs of characters that a text says: a headline's, and an advert's
_MOST_LINES = 24  # of a headline


def headline_after(clusters: list[list[Unit]], because: str, rules: LineRules) -> list[Segment]:
    """The segments of a page whose headlines stand below their texts."""
    page = _TextFirst(clusters, because, rules)
    for number, cluster in enumerate(clusters):
        first = cluster[0]
        if first.heads_brief and first.fresh:  # the headline of a short report stands on its first line whatever the page does
            page.close()
            page.current.heads += cluster
        elif first.zone in HEADS:
            page.take_headline(number)
        elif first.zone == "byline":
            page.take_byline(number)
        else:
            page.take_text(cluster)
    page.close()
    return page.segments


class _TextFirst:
    """The segments of such a page so far, and the one that is being gathered: a text whose headline is still to come."""

    def __init__(self, clusters: list[list[Unit]], because: str, rules: LineRules):
        self.clusters, self.because, self.rules = clusters, because, rules
        self.segments: list[Segment] = []
        self.current = Segment(because=because)
        self.signed = signed_texts(clusters) > 0

    def close(self) -> None:
        self.current = closed(self.segments, self.current, self.because)

    def take_headline(self, number: int) -> None:
        """A cluster of headings: inside a sentence it waits, below a text it heads a section or ends the text; more of a headline goes with it."""
        cluster, current = self.clusters[number], self.current
        if interrupts(self.clusters, number) and not _ends_text(self.clusters, number):
            current.heads += cluster
            return
        if not current.body and self.segments and not self.segments[-1].heads:
            self.segments[-1].heads += cluster
            return
        if current.has_text and _is_section(self.clusters, number, current, self.signed, self.rules):
            current.body += cluster
            return
        end = _end_of_headline(cluster, current.body) if number + 1 == len(self.clusters) else len(cluster)
        current.heads += cluster[:end]
        self.close()
        if end < len(cluster):
            self.segments.append(Segment("advert", body=cluster[end:], because="below the last headline, and the text says none of its words"))

    def take_byline(self, number: int) -> None:
        """Writers below a text sign it, where it is a picture's or nobody has signed it yet; else they have written what follows."""
        cluster, current, following = self.clusters[number], self.current, self.clusters[number + 1] if number + 1 < len(self.clusters) else None
        opens_next = following is not None and following[0].zone == "body" and not following[0].opens
        if current.has_text and not current.heads:  # a text has its headline before the next writer is named
            signs_it = _is_caption(current) or _is_unsigned(current, following) and signs_above(cluster, following[0] if following else None)
            if signs_it and (not opens_next or ends_sentence(current.body[-1].form)):
                current.kind = "caption" if sum(unit.size for unit in current.body) <= LONGEST_CAPTION else "article"
                current.bylines += cluster
                self.close()
                return
            caption = splits_inside(current, cluster, self.rules.headings)
            if caption is not None:
                self.segments.append(caption)
                return
        if current.has_text and opens_next:
            self.close()
            self.current.bylines += cluster
            return
        current.bylines += cluster
        if current.has_text:
            self.close()

    def take_text(self, cluster: list[Unit]) -> None:
        """A paragraph, which may open the next text; a picture's text ends with who took it."""
        first, current = cluster[0], self.current
        if first.zone == "body" and current.has_text and (first.opens or first.fresh or is_brief(first) and holds_briefs(current) or _is_whole_brief(current)):
            self.close()
        self.current.body += cluster
        if first.tail and _is_caption(self.current):
            self.current.kind = "caption"
            self.close()


def _is_section(clusters: list[list[Unit]], number: int, current: Segment, signed: bool, rules: LineRules) -> bool:
    """True where a headline between two texts heads a section of the text above; its units become subheads."""
    cluster, following = clusters[number], clusters[number + 1] if number + 1 < len(clusters) else None
    if following is None or following[0].zone != "body" or following[0].opens or current.heads or not current.body or current.body[-1].tail:
        return False
    below = units_below(clusters, number)
    if looks_like_scene(following[0]) and (below[-1].zone == "byline" or any(unit.tail for unit in below)) or _is_photographed(below):
        return False  # a caption stands between two articles
    more = signed and not any(unit.opens or unit.zone == "byline" for unit in below) and next_heading(clusters, number) < len(clusters)
    found = closing_signs(cluster, current, below, more, rules.headings)
    if weigh(found) >= 0:
        return False
    for unit in cluster:
        unit.zone, unit.because = "subhead", tuple(found)
    return True


def _end_of_headline(cluster: list[Unit], body: list[Unit]) -> int:
    """How many units of the last headline of a page are its own: behind a blank line adverts may follow, of whose words the text says none and of the headline's many."""
    text = said_in(body)
    said = [said_share(unit.form, text) for unit in cluster]
    for at in range(1, min(len(cluster), _MOST_LINES)):
        above = (share for unit, share in zip(cluster, said[:at], strict=False) if unit.parts.get("kicker", 0.0) < NAME_ALONE)
        if cluster[at].blank and max(above, default=0.0) >= _WELL and max(said[at:]) <= _HARDLY and all(unit.zone != "subtitle" for unit in cluster[at:]):
            return at
    return len(cluster)


def _is_photographed(below: list[Unit]) -> bool:
    """True where no more than a picture's text stands between a headline and the photographer who signs it."""
    text = [unit for unit in below if unit.zone == "body"]
    return below[-1].zone == "byline" and signs_above(below[-1:], None) and len(text) == len(below) - 1 <= LONGEST_CAPTION_PARAGRAPHS and sum(unit.size for unit in text) <= LONGEST_CAPTION


def _ends_text(clusters: list[list[Unit]], number: int) -> bool:
    following = clusters[number + 1] if number + 1 < len(clusters) else None
    return following is None or following[0].zone == "byline" or following[0].opens


def _is_whole_brief(segment: Segment) -> bool:
    """True where a short report below its headline in brackets has come to its end."""
    return bool(segment.heads) and segment.heads[0].heads_brief and segment.body[-1].zone == "body" and ends_sentence(segment.body[-1].form)


def _is_unsigned(segment: Segment, following: list[Unit] | None) -> bool:
    """True where nobody has signed a text yet, and it is as short as a picture's, or another text follows and no headline."""
    short = sum(unit.size for unit in segment.body) <= LONGEST_CAPTION
    return not (segment.bylines or any(unit.opens or unit.tail for unit in segment.body)) and (short or following is not None and following[0].zone == "body")


def _is_caption(segment: Segment) -> bool:
    texts = [unit for unit in segment.body if unit.zone == "body"]
    return bool(texts) and not segment.bylines and not texts[0].opens and looks_like_scene(texts[0]) \
        and sum(unit.size for unit in texts) <= LONGEST_CAPTION
