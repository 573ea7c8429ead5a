"""Whose a headline between two texts is: the one above it or the one below, told for all texts of a page at once.

In: the segments of a page.  Out: the same, headlines given to the texts that say their words.  Papers print a headline above its text or below it, some do both on one page;
between two texts there may stand the headline of the upper, of the lower, or of each.  What the texts say decides where a text would be left without a headline, or with two.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import NamedTuple

from kg.read.cohesion import says_other_things, shared_words
from kg.read.credited import begins_other_measure
from kg.read.headings import lead_of, said_share, subject_of
from kg.read.lifting import LONGEST_CAPTION, Segment, looks_like_scene
from kg.read.lines import HEADS, ends_sentence
from kg.read.twolines import NAME_ALONE
from kg.read.units import BRIEF_SIGNS, Unit, said_in

_LINES = frozenset({*HEADS, "subhead", "byline"})
_READ = 1500  # characters of a text in which a headline's words are looked for
_MOST = 24  # headlines between two texts, and lines of one, that are weighed
_NAMED = 0.3  # what it counts for where a text begins with whom a headline names
_WITHOUT, _TWICE = 0.35, 0.5  # what it counts against where a text has no headline, and where one stands above it and another below
_UNSAID, _HARDLY = 0.5, 0.1  # what it counts against where a headline goes to a text that says hardly a word of it
_SIGNED = 0.3  # what it counts against where a headline leaves the writer who signs the text below it
_ON_TEXT = 0.4  # what it counts against where it stands right on top of another text
_AS_READ = 0.15  # what it counts for where a headline stays where it was
_SOME, _ENOUGH, _ENOUGH_HEADED = 0.3, 60, 40  # of a headline's words that its own text says; characters of a text that tell whether it says other things; of one that has its headline
_FEW, _FEW_BESIDE = 0.05, 0.08  # shares of a text's pairs of characters that stand in another by chance; in one of another measure
_SHORT_REPORT = 600  # characters; a longer one has sections
_MOST_UNITS = 12  # of a text that has no dateline and stands below another
_LONGEST_KICKER = 8  # characters of a line above another that belongs to it across a blank line


class _Gap(NamedTuple):
    """The headlines between two texts, each a stretch of lines that no blank line parts, the writers right below each, and how many of them the upper text has."""

    above: Segment | None
    below: Segment | None
    headlines: list[list[Unit]]
    writers: list[list[Unit]]
    upper: int
    loose: bool  # one of them had no text


def settle_headlines(segments: list[Segment]) -> None:
    """Give the headlines between texts to those that say their words, in place; a text inside another that has its own headline is taken out of it."""
    texts = _texts(segments)
    for above, below in zip_longest(texts, texts[1:]):
        text = _second_text(above, below) if below is None or _start(below) > _end(above) else None
        if text is not None:
            segments.insert(segments.index(above) + 1, text)
    texts = _texts(segments)
    for text in texts:
        _raise_headline_inside(text)
    if not texts or any(_start(below) < _end(above) for above, below in pairwise(texts)):
        return
    empty = [segment for segment in segments if segment.kind == "article" and not segment.body]
    loose = [unit for segment in empty for unit in (*segment.heads, *segment.bylines)]
    gaps = [_between(above, below, loose) for above, below in zip_longest([None, *texts], texts)]
    if all(len(gap.headlines) <= _MOST for gap in gaps):
        for gap, upper in zip(gaps, _best_shares(texts, gaps), strict=True):
            _share(gap, upper)
            for segment in empty if gap.loose else ():
                _take(segment, gap)
    for text in texts:
        if not text.heads and _is_signed_picture(text):
            text.kind = "caption"
    for above, below in pairwise(texts):
        if _goes_on_below(above, below):
            below.body, rest = [], below.body
            above.body += rest
        elif _begins_above(above, below):
            below.body, above.body = [*above.body, *below.body], []
    segments[:] = [segment for segment in segments if segment.heads or segment.body or segment.bylines]


def _raise_headline_inside(text: Segment) -> None:
    """The one heading inside a short report with a dateline that speaks of it is its headline, in place; not where one above it does, or one below it as much."""
    groups = _headings_above(text.body)
    if len(groups) != 1 or text.kind != "article" or not text.body[0].opens or sum(unit.size for unit in text.body) > _SHORT_REPORT or any(unit.lines[0].start < _end(text) for unit in text.heads):
        return
    said, lead = said_in(text.body), lead_of(text.body)
    inside, below = (max((said_share(unit.form, said) + (len(subject_of(unit.form, lead)) > 2) for unit in units), default=0.0) for units in (groups[0], text.heads))
    if inside < _SOME + below or said_share(groups[0][-1].form, said) < _SOME:
        return
    text.body = [unit for unit in text.body if unit not in groups[0]]
    for unit in groups[0]:
        unit.becomes_headline()
    text.heads = [*groups[0], *text.heads]


def _goes_on_below(above: Segment, below: Segment) -> bool:
    """True where a text goes on below its own headline: what stands there has neither headline, dateline nor writer, and says the same things."""
    first = below.body[0] if below.body else None
    if first is None or not above.body or above.kind != "article" or below.kind != "article" or below.heads or below.bylines or not above.heads:
        return False
    if first.zone != "body" or first.opens or first.fresh or first.form.startswith(BRIEF_SIGNS) or looks_like_scene(first) or above.body[-1].tail is not None or below.body[-1].names_taker:
        return False
    between = _end(above) < min(unit.lines[0].start for unit in above.heads) < _start(below)
    return between and not says_other_things(below.body, [*above.heads, *above.body])


def _begins_above(above: Segment, below: Segment) -> bool:
    """True where a text with neither headline, dateline nor writer stands above a headline with its writer, whose text goes on with the same things: the headline stands inside it."""
    first = above.body[0] if above.body else None
    if first is None or not below.body or above.kind != "article" or below.kind != "article" or above.heads or above.bylines or not (below.heads and below.bylines):
        return False
    if first.opens or first.fresh or first.form.startswith(BRIEF_SIGNS) or above.body[-1].tail is not None or below.body[0].zone != "body" or below.body[0].opens:
        return False
    return _end(above) < min(unit.lines[0].start for unit in below.heads) and shared_words(above.body, [*below.heads, *below.body]) > _FEW_BESIDE


def _texts(segments: Sequence[Segment]) -> list[Segment]:
    """The texts of a page in print order."""
    return sorted((segment for segment in segments if segment.has_text and segment.kind in ("article", "caption")), key=_start)


def _start(segment: Segment) -> int:
    return next(unit.lines[0].start for unit in segment.body if unit.zone == "body")


def _end(segment: Segment) -> int:
    return max(unit.lines[0].start for unit in segment.body if unit.zone == "body")


def _second_text(segment: Segment, following: Segment | None) -> Segment | None:
    """The text without a dateline that begins behind a blank line inside another, taken out of it; None where there is none.  `following` is the next text.

    It says other things, and it stands in another measure, its own writer signs it, or a headline below it speaks of it alone.
    """
    body = segment.body
    if segment.kind != "article" or not (segment.heads or body[0].opens):
        return None
    headed = any(unit.lines[0].start < _start(segment) for unit in segment.heads)
    signers = [unit for unit in segment.bylines if unit.lines[0].start > _end(segment)]
    signed = (bool(signers) or body[-1].tail is not None) and not (body[-1].names_taker or any(unit.names_taker for unit in signers))
    for at in range(len(body) - 1, max(0, len(body) - 1 - _MOST_UNITS), -1):
        above, below = body[:at], body[at:]
        if not below[0].blank or below[0].zone != "body" or above[-1].zone != "body" or not ends_sentence(above[-1].form):
            continue
        size = min(sum(unit.size for unit in text) for text in (above, below))
        if size < _ENOUGH_HEADED:
            continue
        heads = next((lines for lines in _headings_above(above) if _speaks_much_more_of(lines, below, above)), [])
        if size < _ENOUGH and not heads:
            continue
        other_measure = not any(unit.zone == "subhead" for unit in below) and begins_other_measure(body, at)
        apart = heads or other_measure or signed and (len(signers) < len(segment.bylines) or above[0].opens) or headed and any(_speaks_of(headline, below, above) for headline in _free_headlines(segment, following))
        if not apart or shared_words(below, [*segment.heads, *(unit for unit in above if unit not in heads)]) > (_FEW_BESIDE if other_measure else _FEW):
            continue
        segment.body, segment.bylines = [unit for unit in above if unit not in heads], [unit for unit in segment.bylines if unit not in signers]
        for unit in heads:  # its headline stands inside the text above
            unit.becomes_headline()
        return Segment("article", heads, signers, below, "it says the words of a headline inside the text above" if heads else "it says other things than the text above")
    return None


def _free_headlines(above: Segment, below: Segment | None) -> Iterator[list[Unit]]:
    """The headlines between two texts of which the lower one says hardly a word."""
    return (lines for lines in _between(above, below, ()).headlines if below is None or not _is_said(lines, below.body))


def _headings_above(body: Sequence[Unit]) -> list[list[Unit]]:
    """The headings inside a text, those that stand together as one."""
    return [list(units) for is_heading, units in groupby(body, key=lambda unit: unit.zone == "subhead") if is_heading]


def _speaks_much_more_of(headline: Sequence[Unit], text: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """True where a headline says some of a text's words, and much fewer of the other's."""
    said, unsaid = (max(said_share(unit.form, said_in(units)) for unit in headline) for units in (text, other))
    return said >= _SOME and said >= unsaid + _SOME


def _is_said(headline: Sequence[Unit], text: Sequence[Unit]) -> bool:
    """True where a text says some of a headline's words."""
    said = said_in(text)
    return max(said_share(unit.form, said) for unit in headline) >= _SOME


def _speaks_of(headline: Sequence[Unit], text: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """True where a headline says some of a text's words, and hardly one of the other's."""
    said, unsaid = (said_in(units) for units in (text, other))
    return max(said_share(unit.form, said) for unit in headline) >= _SOME and max(said_share(unit.form, unsaid) for unit in headline) <= _HARDLY


def _between(above: Segment | None, below: Segment | None, loose: Sequence[Unit]) -> _Gap:
    """The headlines that stand below one text and above the next; `loose`: those that have no text."""
    first, last = _end(above) if above else -1, _start(below) if below else 1 << 60
    uppers = [unit for unit in (*above.heads, *above.body, *above.bylines) if unit.lines[0].start > first and unit.zone in _LINES] if above else []
    lowers = [unit for unit in (*below.heads, *below.bylines) if unit.lines[0].start < last] if below else []
    others = [unit for unit in loose if first < unit.lines[0].start < last]
    headlines: list[list[Unit]] = []
    writers: list[list[Unit]] = []
    for unit in sorted([*uppers, *lowers, *others], key=lambda unit: unit.lines[0].start):
        if unit.zone == "byline":
            if headlines:
                writers[-1].append(unit)
        elif not headlines or writers[-1] or unit.blank and unit.zone != "subtitle" and not _leads_up(headlines[-1]) or len(headlines[-1]) >= _MOST:
            headlines.append([unit])
            writers.append([])
        else:
            headlines[-1].append(unit)
    return _Gap(above, below, headlines, writers, sum(any(unit in uppers for unit in headline) for headline in headlines), bool(others))


def _leads_up(headline: Sequence[Unit]) -> bool:
    """True where a headline so far is the name of a place or a column."""
    return len(headline) == 1 and headline[0].parts.get("kicker", 0.0) >= NAME_ALONE and headline[0].size <= _LONGEST_KICKER


def _best_shares(texts: Sequence[Segment], gaps: Sequence[_Gap]) -> list[int]:
    """For each gap how many of its headlines belong to the text above it: the shares by which the texts say most of their headlines."""
    said = [_said(text) for text in texts]
    inside = [any(_start(text) < unit.lines[0].start < _end(text) for unit in text.heads) for text in texts]
    states: dict[bool, tuple[float, list[int]]] = {False: (0.0, [])}  # by whether the text above has a headline from above it
    for number, gap in enumerate(gaps):
        uppers = [_speaks(headline, said[number - 1]) for headline in gap.headlines] if gap.above else []
        lowers = [_speaks(headline, said[number]) for headline in gap.headlines] if gap.below else []
        reached: dict[bool, tuple[float, list[int]]] = {}
        for upper in range(len(gap.headlines) + 1):
            if gap.above is None and upper or gap.below is None and upper < len(gap.headlines):
                continue
            rest = len(gap.headlines) - upper
            score = sum(uppers[:upper]) + sum(lowers[upper:]) - _TWICE * ((upper > 1) + (rest > 1)) - _against(gap, upper, uppers)
            for headed, (total, path) in states.items():
                has_one = headed or gap.above is not None and inside[number - 1]
                whole = total + score - _TWICE * (has_one and upper > 0) - _WITHOUT * (gap.above is not None and not has_one and not upper and gap.above.kind == "article" and not _is_signed_picture(gap.above))
                if (rest > 0) not in reached or whole > reached[rest > 0][0]:
                    reached[rest > 0] = (whole, [*path, upper])
        states = reached
    return max(states.values(), key=lambda state: state[0])[1]


def _is_signed_picture(text: Segment) -> bool:
    """True for a picture's text, which its photographer alone signs: it needs no headline."""
    return bool(text.bylines) and sum(unit.size for unit in text.body) <= LONGEST_CAPTION and all(unit.names_taker and not unit.wrote for unit in text.bylines)


def _against(gap: _Gap, upper: int, uppers: Sequence[float]) -> float:
    """What speaks against giving `upper` headlines to the text above where it had fewer: `uppers` is how much that text speaks of each."""
    if upper <= gap.upper:
        return -_AS_READ * (upper == gap.upper)
    signs, stands = _signs_below(gap, upper), upper == len(gap.headlines) and _stands_on(gap.headlines[-1], gap.below)
    return _UNSAID * (min(uppers[gap.upper:upper]) <= _HARDLY) + _SIGNED * signs + _ON_TEXT * stands


def _said(segment: Segment) -> tuple[str, str]:
    body = said_in(segment.body)
    return body[:_READ], lead_of(segment.body)


def _speaks(headline: Sequence[Unit], said: tuple[str, str]) -> float:
    body, lead = said
    return max(said_share(unit.form, body) + _NAMED * (len(subject_of(unit.form, lead)) > 2) for unit in headline)


def _signs_below(gap: _Gap, upper: int) -> bool:
    """True where the writer right below the last headline of the text above signs the text below it: that one names no other, or the text above does."""
    writers = gap.writers[upper - 1]
    if not writers or upper < len(gap.headlines) or gap.below is None:
        return False
    return not (gap.below.body[0].opens or _names_writer(gap.below, writers)) or gap.above is not None and _names_writer(gap.above, writers)


def _names_writer(segment: Segment, others: Sequence[Unit]) -> bool:
    """True where a text names who wrote it, those others aside."""
    return any(unit not in others for unit in segment.bylines) or segment.body[-1].tail is not None or segment.lead_names_writer


def _stands_on(headline: Sequence[Unit], below: Segment | None) -> bool:
    """True where a headline behind a blank line stands right on top of a text."""
    return below is not None and bool(headline[0].blank) and not below.body[0].blank and not below.bylines


def _take(segment: Segment, gap: _Gap) -> None:
    """Take the lines of a gap out of a segment."""
    units = {id(unit) for lines in (*gap.headlines, *gap.writers) for unit in lines}
    segment.heads, segment.body, segment.bylines = ([unit for unit in part if id(unit) not in units] for part in (segment.heads, segment.body, segment.bylines))


def _share(gap: _Gap, upper: int) -> None:
    """Give the first headlines of a gap to the text above it, and the others to the text below; the writers below a headline go with it."""
    stays = upper == gap.upper and not gap.loose
    if stays and not any(gap.writers[:upper]):
        return
    signs = bool(upper) and _signs_below(gap, upper)
    for segment in (gap.above, gap.below):
        if segment is not None:
            _take(segment, gap)
    for number, (headline, writers) in enumerate(zip(gap.headlines, gap.writers, strict=True)):
        for unit in headline if not stays else ():
            if unit.zone == "subhead":
                unit.becomes_headline()
        owner = gap.above if number < upper else gap.below
        signed = gap.below if signs and number == upper - 1 else owner
        if owner is not None:
            owner.heads = [*owner.heads, *headline]
        if signed is not None:
            signed.bylines = [*signed.bylines, *writers]
