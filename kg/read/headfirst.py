"""Pages that print a headline above its text: clusters → segments.

In: clusters of units.  Out: `Segment` records.  One cluster after the other is read into the segment in the making: a headline begins the next one, unless it
heads a section or stands inside a sentence; a byline signs the text above it or the one below; a paragraph goes on with the text above, or begins one without
a headline.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kg.read.clusters import closed, holds_briefs, interrupts, interrupts_with_writer, joins, signed_texts
from kg.read.cohesion import says_other_things
from kg.read.credited import LONGEST_CAPTION_PARAGRAPHS, closes_with_picture, credit, goes_on_behind, headed_below, is_picture_below_headline, signs_above, split_caption, stands_behind_gap, start_of_scene
from kg.read.going_on import is_open
from kg.read.headings import MUCH_MORE, Around, article_signs, closing_lines, lead_of, said_share, spoken_of, units_below, weigh
from kg.read.inserted import broken_off, host_that_goes_on, take_back
from kg.read.lifting import LINE_BELOW_PICTURE, LONGEST_CAPTION, Segment, looks_like_scene, names_photographer, stands_apart
from kg.read.linerules import LineRules
from kg.read.lines import HEADS
from kg.read.rubrics import heads_of_texts
from kg.read.units import Unit, said_in

_LONGEST_COLUMN_NAME, _HARDLY, _WELL = 6, 0.1, 0.4  # characters; shares of a headline's pairs of characters that a text says
_APART = 2  # headlines behind a blank line, from which on those of a page stand so
SIGNED_PAGE = 3  # texts with a dateline or a writer, from which a page signs what it prints
TOP = frozenset({*HEADS, "subhead"})  # zones of lines that stand alone


def headline_before(clusters: list[list[Unit]], because: str, drops: bool, rules: LineRules) -> list[Segment]:
    """The segments of a page whose headlines stand above their texts; `drops`: its paragraphs begin with white space, or with a line that has lost it."""
    reading = _Reading(clusters, because, drops, rules)
    for number in range(len(clusters)):
        reading.read(number)
    closed(reading.segments, reading.current, because)
    return reading.segments


class _Reading:
    """A page as far as it was read: the segments that are whole, the one in the making, and what the page as a whole tells."""

    def __init__(self, clusters: list[list[Unit]], because: str, drops: bool, rules: LineRules) -> None:
        self.clusters, self.because, self.drops, self.rules = clusters, because, drops, rules
        self.segments: list[Segment] = []
        self.current = Segment(because=because)
        self.around: Segment | None = None  # the article that a picture stands in, or below
        self.host: Segment | None = None  # the article that went on last below another one inside it
        levels = {unit.level for cluster in clusters for unit in cluster if unit.level and unit.zone in TOP}
        self.top = min(levels, default=0)
        self.tells_sections = len(levels) > 1  # where all headings are marked alike, the mark does not tell sections
        self.tells_titles = self.top > 0 and any(not unit.level and unit.zone == "title" for cluster in clusters for unit in cluster)
        # Where nothing on the page opens with a dateline or byline, short reports are told by how they begin.
        self.plain = not any(unit.opens or unit.zone == "byline" for cluster in clusters for unit in cluster)
        self.signed = signed_texts(clusters) >= SIGNED_PAGE
        heads = [(cluster[0], self._below(number)) for number, cluster in enumerate(clusters) if number and cluster[0].zone in HEADS]
        self.apart = sum(head.blank > 0 for head, _ in heads) >= _APART and not any(below is not None and (below.opens or below.zone == "byline") for head, below in heads if not head.blank)

    def read(self, number: int) -> None:
        """Take a cluster into the segment in the making, or begin the next one with it."""
        behind_picture = self._resume(self.clusters[number][0])
        if self.clusters[number][0].zone in HEADS and not self._take_foot(number):
            return
        first, below = self.clusters[number][0], self._below(number)
        if first.zone in HEADS and self._is_first_section(number):
            first.zone = "subhead"
        if first.zone in HEADS:
            self._read_headline(number, behind_picture)
        elif first.zone == "byline":
            self._read_byline(number)
        elif first.zone == "subhead" and self.current.heads and not self.current.body and below is not None and (below.zone == "byline" or below.opens):
            for unit in self.clusters[number]:  # right below the headline, above its writer: a deck
                unit.zone = "subtitle"
            self.current.heads += self.clusters[number]
        else:
            self._read_text(number)

    def _below(self, number: int) -> Unit | None:
        """The first unit of the next cluster."""
        return self.clusters[number + 1][0] if number + 1 < len(self.clusters) else None

    def _close(self) -> None:
        self.current = closed(self.segments, self.current, self.because)

    def _resume(self, first: Unit) -> bool:
        """Go on with the article that the picture right above stands in, unless a byline comes first; True where there is one."""
        above, current = self.around, self.current
        self.around = None
        if above is None or first.zone == "byline" or current.heads or current.bylines or current.body:
            return False
        self.segments.remove(above)
        self.current = above
        above.resumed = len(above.body)
        return True

    def _take_foot(self, number: int) -> bool:
        """Give the text above the lines of a cluster of headings that are its headline; True where some are left."""
        cluster = self.clusters[number]
        foot = _foot_of(self.current, cluster, units_below(self.clusters, number))
        if foot:
            self.current.heads += cluster[:foot]
            self.clusters[number] = cluster[foot:] or cluster
        if foot == len(cluster) and (text := [unit for unit in units_below(self.clusters, number) if unit.zone == "body"]) and not text[0].opens and says_other_things(text, self.current.body):
            self._close()  # below its headline stands a picture's text, or one that has lost its own
            self.current.kind = "caption" if sum(unit.size for unit in text) <= LONGEST_CAPTION else "article"
        return foot < len(cluster)

    def _is_first_section(self, number: int) -> bool:
        """True where a line stands right below the writer of a headline, and a paragraph below it: the first section."""
        current, below = self.current, self._below(number)
        return len(self.clusters[number]) == 1 and bool(current.heads and current.bylines) and not current.body and below is not None and below.zone == "body" and not below.opens

    def _read_headline(self, number: int, behind_picture: bool) -> None:
        cluster, current = self.clusters[number], self.current
        if interrupts(self.clusters, number) or _is_inside(current, self._below(number)) or not (current.heads or current.bylines) and interrupts_with_writer(self.clusters, number):
            take_back(self.segments, current, cluster)
            self.current = self.segments.pop()
        elif current.has_text and not self._heads_article(number) and not _is_closed(current) and self._is_section(number, behind_picture):
            if current.heads or not (current.bylines or current.body[0].opens) or any(unit.zone == "subhead" for unit in current.body) or self._is_spoken_of_above():
                current.body += cluster
            else:  # a text with its writer that has no headline yet: this is it, in the middle
                for unit in cluster:
                    unit.zone = "title"
                current.heads += cluster
        else:
            if current.has_text and current.heads and stands_apart(current.body, LINE_BELOW_PICTURE):
                split_caption(self.segments, current, "a line or two set apart from the text above")
                self.current = Segment(because=self.because)
            else:
                self._close()
            self.current.heads += cluster

    def _is_spoken_of_above(self) -> bool:
        """True where a headline above, or inside, the last text speaks of the text in the making and not of its own: this one has its headline there, and what stands here is a section."""
        host = self.segments[-1] if self.segments else None
        if host is None:
            return False
        inside = [unit for unit in host.body if unit.zone == "subhead"]
        if not (host.bylines or host.body and host.body[0].opens):
            inside += host.heads
        here, there = (said_in(segment.body) for segment in (self.current, host))
        return any(said_share(unit.form, here) >= max(_WELL, said_share(unit.form, there) + MUCH_MORE) for unit in inside)

    def _heads_article(self, number: int) -> bool:
        """True where a headline heads an article whatever stands above it: by its mark, by its column, by the writer or the dateline right below it, or below a brief, which has no sections."""
        cluster, below = self.clusters[number], self._below(number)
        if heads_of_texts(cluster) or self.current.heads and self.current.heads[0].heads_brief or self.tells_sections and any(unit.level == self.top for unit in cluster):
            return True
        return below is not None and (below.zone == "byline" or below.opens or below.fresh or self.plain and "body" in below.signs or self._is_over_picture(number))

    def _is_over_picture(self, number: int) -> bool:
        """True where a sentence below a picture, which its photographer may sign, is all that stands between a headline and a dateline."""
        text = self.clusters[number + 1]
        signers = list(takewhile(lambda unit: unit.zone == "byline", (unit for cluster in self.clusters[number + 2:number + 4] for unit in cluster)))
        behind = next((cluster[0] for cluster in self.clusters[number + 2:number + 4] if cluster[0].zone != "byline"), None)
        return behind is not None and behind.opens and is_picture_below_headline(Segment(heads=self.clusters[number], bylines=signers, body=text))

    def _is_section(self, number: int, behind_picture: bool) -> bool:
        """True where a headline between two texts heads a section of the text above; its units become subheads."""
        cluster, below = self.clusters[number], units_below(self.clusters, number)
        if any(unit.zone == "body" for unit in below):
            found = article_signs(cluster, self.current, below, Around(self.tells_titles, self.signed, behind_picture, self.apart), self.rules.headings)
            for unit in cluster:
                unit.because = tuple(found)
            if weigh(found) > 0:
                return False
        for unit in cluster:
            unit.zone = "subhead"
        return True

    def _read_byline(self, number: int) -> None:
        cluster, current, below = self.clusters[number], self.current, self._below(number)
        headed_inside = number > 1 and self.clusters[number - 1][-1] in current.heads and interrupts_with_writer(self.clusters, number - 1)
        if not current.has_text or headed_inside or below is not None and below.opens and all(names_photographer(unit) for unit in cluster) and is_picture_below_headline(current):
            current.bylines += cluster
        elif self._signs_text_above(number):
            after = headed_below(current, self.clusters, number, self.because)
            self.around = credit(self.segments, current, cluster, self.rules.headings)
            self.current = after
        else:
            self._close()
            self.current.bylines += cluster
            if below is not None and below.signs.get("caption"):
                self.current.kind = "caption"

    def _signs_text_above(self, number: int) -> bool:
        """True where a byline below a text belongs to it: no text that has none of its own stands below."""
        cluster, below = self.clusters[number], self._below(number)
        return _signs_scene(self.current, self.clusters, number) or signs_above(cluster, below) or below is None or below.zone in HEADS or _is_signature(cluster) \
            or below.zone == "body" and (below.opens or below.fresh)

    def _read_text(self, number: int) -> None:
        cluster, first = self.clusters[number], self.clusters[number][0]
        if self.current.has_text:
            self._end_text_above(number)
        self.current.body += cluster + self.current.late
        self.current.late = []
        if closes_with_picture(self.current, first):
            after = headed_below(self.current, self.clusters, number, self.because)
            self.around = split_caption(self.segments, self.current)
            self.current = after

    def _end_text_above(self, number: int) -> None:
        """Close the text above a paragraph, or a section's heading, that is none of it; where an article further above goes on here, take that up again."""
        first, current = self.clusters[number][0], self.current
        if first.opens and is_picture_below_headline(current):
            self.segments.append(Segment("caption", [], current.bylines, current.body, "a line below a picture, between a headline and its report"))
            self.current = Segment(heads=current.heads, because=self.because)
        elif first.opens or first.fresh or _is_closed(current) and not joins(current.body[-1], first):
            self._close()
        elif first.zone == "body" and stands_behind_gap(current, first) and not _is_signed_below(self.clusters, number):
            self._close()
            self.current.kind = "caption" if first.size <= LONGEST_CAPTION else "article"
        elif first.zone == "body" and current is not self.host and (host := host_that_goes_on(self.segments, current, self.clusters, number)):
            self._close()
            self.segments.remove(host)
            self.current = self.host = host
        elif first.zone == "body" and (broken := broken_off(self.segments, current, first, self.drops) or goes_on_behind(self.segments, current, first)):
            if not is_open(broken.body[-1].form):  # between whole paragraphs stands a picture, within a sentence perhaps an article
                current.kind = "caption"
            self._close()
            self.segments.remove(broken)
            self.current = broken



def _foot_of(current: Segment, cluster: list[Unit], below: Sequence[Unit]) -> int:
    """How many units of a cluster of headings head the text above, which opens with a dateline and has no headline: no blank line parts them, or they speak of it."""
    if not current.has_text or not current.body[0].opens or is_open(current.body[-1].form) or not _lacks_headline(current):
        return 0
    if not cluster[0].blank:
        foot = next((at for at, unit in enumerate(cluster) if unit.blank), len(cluster))
        if foot < len(cluster):
            return foot
    lines, above, under = cluster[:_last_part(cluster, below)], lead_of(current.body), lead_of(below)
    if _is_of_picture(below):  # which has a headline seldom, and a report always
        return len(lines) if max(spoken_of(unit.form, under) - spoken_of(unit.form, above) for unit in lines) < MUCH_MORE else 0
    apart = len(cluster) > 1 if not below else below[0].opens or below[0].zone == "byline"  # adverts stand below the last headline of a page
    return closing_lines(lines, above, under) if apart else 0


def _lacks_headline(current: Segment) -> bool:
    """True where nothing stands above a text, or the name of a column of which it says hardly anything (草原110)."""
    head = current.heads[0] if len(current.heads) == 1 else None
    return not current.heads or head is not None and head.size <= _LONGEST_COLUMN_NAME and not head.level and said_share(head.form, "".join(unit.form for unit in current.body)) <= _HARDLY


def _last_part(cluster: Sequence[Unit], below: Sequence[Unit]) -> int:
    """Where the lines begin that a blank line parts from a subtitle with a dash above them, and none from the text below: they head that one. Their number where there are none."""
    stands_on_text = bool(below) and not below[0].blank
    return next((at for at in range(1, len(cluster)) if stands_on_text and cluster[at].blank and cluster[at - 1].zone == "subtitle"), len(cluster))


def _is_of_picture(below: Sequence[Unit]) -> bool:
    """True where what stands below a headline up to the next report is a picture's text: it begins with the day of a scene, or a photographer alone signs it."""
    text = list(takewhile(lambda unit: not unit.opens, (unit for unit in below if unit.zone == "body")))
    if not 0 < len(text) <= LONGEST_CAPTION_PARAGRAPHS or sum(unit.size for unit in text) > LONGEST_CAPTION:
        return False
    signer = below[-1] if below[-1].zone == "byline" else text[-1]
    return len(text) == 1 and looks_like_scene(text[0]) or signer.names_taker and not signer.wrote and (signer.tail is not None or signer.zone == "byline")


def _is_inside(current: Segment, below: Unit | None) -> bool:
    """True where the text above a headline has its writer and no headline yet, breaks off in mid-sentence, and a paragraph of text follows."""
    return current.has_text and not current.heads and bool(current.bylines or current.body[0].opens) and current.body[-1].zone == "body" and is_open(current.body[-1].form) \
        and below is not None and below.zone == "body" and not (below.opens or below.fresh)


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


def _is_closed(segment: Segment) -> bool:
    """True where a text has come to its end: its writer is named below it, or it is a brief."""
    last = segment.body[-1]
    return last.zone == "body" and (last.tail is not None or holds_briefs(segment))
