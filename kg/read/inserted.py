"""Articles printed inside one another: where the outer one goes on below the inner one, where the inner one begins, and whose a headline inside another text is.

In: the segments of a page as far as it was read, the article in the making, and what stands below it.  Out: the article that goes on; segments parted; headlines given
to the texts that they speak of.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.read.cohesion import says_other_things, shared_words
from kg.read.going_on import goes_on, is_open
from kg.read.halves import begins_inside
from kg.read.headings import MUCH_MORE, said_share, units_below
from kg.read.lifting import Segment
from kg.read.units import Unit

_LONGEST_GUEST, _NEAR, _ENOUGH = 8, 12, 60  # units of an article inside another, units below it that are looked at, and characters that tell that the other goes on
_HARDLY, _SOME = 0.1, 0.3  # shares of a headline's pairs of characters that a text says: another text's, and its own
_ROW = "row-of-table"
_FIRST_UNITS, _LATEST = 4, 60  # of a text in which a headline's words are looked for, and of one in which a headline is
_NEIGHBOURS = 2  # segments above and below a text without a headline in which it is looked for
_FEW, _MANY = 0.06, 0.12  # shares of a text's pairs of characters that stand in another text by chance, and because it goes on from it


def host_that_goes_on(segments: Sequence[Segment], current: Segment, clusters: Sequence[Sequence[Unit]], number: int) -> Segment | None:
    """The article above the one in the making, which stands inside it: what follows up to the next headline speaks of that one's headline, uses its words and hardly one of this article's."""
    host = next((segment for segment in reversed(segments) if segment.kind == "article"), None)
    if host is None or not (current.heads and host.heads and host.has_text) or host.body[-1].zone != "body" or host.body[-1].tail or is_open(current.body[-1].form) or len(current.body) > _LONGEST_GUEST:
        return None
    rest = [unit for unit in units_below(clusters, number - 1) if unit.zone == "body"][:_NEAR]
    text = _text(rest)
    broken = is_open(host.body[-1].form)
    of_host, of_guest = (max(said_share(unit.form, text) for unit in segment.heads) for segment in (host, current))
    if len(text) < _ENOUGH or of_guest > _HARDLY or not broken and of_host < _SOME:
        return None
    upper, lower = shared_words(rest, host.body), shared_words(rest, current.body)
    if lower > _FEW or upper < (_FEW if broken else _MANY) or shared_words(rest[:1], host.body) <= shared_words(rest[:1], current.body):
        return None
    return host


def broken_off(segments: list[Segment], current: Segment, unit: Unit, drops: bool) -> Segment | None:
    """The article above, broken off in mid-sentence, whose sentence goes on here after another article, or after a table, which a row ends."""
    is_table = len(current.body) > 1 and unit.taken_as != _ROW and all(row.taken_as == _ROW for row in current.body)
    if is_open(current.body[-1].form) and not is_table:
        return None
    for segment in segments[:-4:-1]:
        last = segment.body[-1] if segment.body else None
        if last is not None and last.zone == "body" and segment.kind == "article" and (goes_on(last.form, unit.form) or is_table and is_open(last.form) or drops and is_open(last.form) and begins_inside(unit)):
            return segment
    return None


def take_back(segments: list[Segment], current: Segment, cluster: list[Unit]) -> None:
    """A headline that stands inside a sentence: it heads the article around it.

    Where that article has a headline already, two articles ran together: the second begins at the first paragraph that
    uses a long stretch of the interrupting headline that no paragraph before uses.
    """
    if not current.heads:
        current.heads = list(cluster)
        segments.append(current)
        return
    start, because = _start_of_second(current, cluster)
    if start:
        segments += [current, Segment("article", list(cluster), [], current.body[start:], because)]
        del current.body[start:]
        return
    for unit in cluster:
        unit.zone = "subhead"
    current.late = list(cluster)
    segments.append(current)


def _start_of_second(current: Segment, cluster: Sequence[Unit]) -> tuple[int, str]:
    """Where in a text the article begins that a headline inside its last sentence heads, and what told so; 0 where it heads none."""
    for number, unit in enumerate(current.body):
        if number and unit.zone == "body":
            shared = _longest_shared(cluster[-1].form, unit.form[:200])
            if len(shared) >= 4 and not any(shared in earlier.form for earlier in current.body[:number]):
                return number, f"its headline's {shared} is first used here"
    title = "".join(unit.form for unit in cluster)
    for number in range(1, len(current.body)):
        above, below = current.body[:number], current.body[number:]
        if below[0].zone == "body" and not is_open(above[-1].form) and said_share(title, _text(below)) >= _SOME and said_share(title, _text(above)) <= _HARDLY \
                and says_other_things(below, [*current.heads, *above]):
            return number, "from here on the text speaks of its headline, and of nothing that stands above"
    return 0, ""


def give_headlines(segments: list[Segment]) -> None:
    """Give texts that have no headline the one that stands inside a text, or below another, and speaks of them, in place."""
    for number, orphan in enumerate(segments):
        if orphan.kind == "article" and not orphan.heads and orphan.body:
            _take_headline(segments, number)
    for number in range(len(segments) - 1, 0, -1):
        if segments[number].heads and not segments[number].body and (text := _text_of_headline(segments[number - 1], segments[number].heads)):
            segments[number].body = text
    segments[:] = [segment for segment in segments if segment.heads or segment.body or segment.bylines]


def _take_headline(segments: Sequence[Segment], number: int) -> None:
    """Give a text the headline inside one of the texts near it, inside itself, or right below it, that speaks of it alone, in place."""
    orphan = segments[number]
    near = segments[max(0, number - _NEIGHBOURS):number + _NEIGHBOURS + 1] if _has_beginning(orphan) else [orphan]
    beside = [segments[at] for at in (number - 1, number + 1) if 0 <= at < len(segments) and (at > number or not _has_beginning(segments[at]))]
    lead = _text([unit for unit in orphan.body if unit.zone == "body"][:_FIRST_UNITS])
    found = [(_speaks_more(cluster, lead, segment if segment is not orphan else None), segment, cluster) for segment in near
             for cluster in _headlines_inside(segment, segment is not orphan and (segment in beside or segment.kind == "caption"))]
    much, host, cluster = max(found, key=lambda one: one[0], default=(0.0, orphan, []))
    if much < MUCH_MORE or host is orphan and len(found) > 1:
        return
    host.body = [unit for unit in host.body if unit not in cluster]
    host.heads = [unit for unit in host.heads if unit not in cluster]
    for unit in cluster:
        unit.becomes_headline()
    orphan.heads = cluster
    if number > 1 and host is segments[number - 1] and not host.heads and host.kind == segments[number - 2].kind == "article":
        segments[number - 2].body += host.body  # what stood below that headline goes on with the text above it
        host.body = []


def _has_beginning(segment: Segment) -> bool:
    """True where a text has its writer, or opens with a dateline."""
    return bool(segment.bylines) or bool(segment.body) and segment.body[0].opens


def _text_of_headline(above: Segment, heads: Sequence[Unit]) -> list[Unit]:
    """The last paragraphs of a text that another writer than its own signs, taken out of it for the headline below them, of which they say more than those above do; none where there are none."""
    last = above.body[-1] if above.body else None
    if above.kind != "article" or not above.heads or last is None or last.tail is None or last.names_taker or not (above.bylines or above.body[0].opens):
        return []
    starts = [at for at in range(max(1, len(above.body) - _LONGEST_GUEST), len(above.body)) if above.body[at].blank and not is_open(above.body[at - 1].form)]
    start = max(starts, key=lambda at: (_most_said(heads, above.body[at:]), at), default=0)
    said = _most_said(heads, above.body[start:])
    if not start or said < _SOME or said <= _most_said(heads, above.body[:start]):
        return []
    text = above.body[start:]
    del above.body[start:]
    return text


def _headlines_inside(segment: Segment, its_own: bool) -> Iterator[list[Unit]]:
    """The headings inside a text, those that stand together as one; `its_own`: and what stands above it."""
    if its_own and segment.heads:
        yield list(segment.heads)
    for is_heading, units in groupby(segment.body[-_LATEST:], key=lambda unit: unit.zone == "subhead"):
        if is_heading:
            yield list(units)


def _speaks_more(cluster: Sequence[Unit], lead: str, host: Segment | None) -> float:
    """How much more a headline says of a text's words than the other text in which it stands does; 0 where it says hardly any."""
    there = max(said_share(unit.form, lead) for unit in cluster)
    return there - (_most_said(cluster, [unit for unit in host.body if unit not in cluster]) if host is not None else 0.0) if there >= _SOME else 0.0


def _most_said(heads: Sequence[Unit], body: Sequence[Unit]) -> float:
    """The largest share of a headline's line that the paragraphs of a text say."""
    text = _text([unit for unit in body if unit.zone == "body"])
    return max((said_share(unit.form, text) for unit in heads), default=0.0)


def _text(units: Sequence[Unit]) -> str:
    return "".join(unit.form for unit in units)


def _longest_shared(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start:start + len(best) + 1] in other:
            best = one[start:start + len(best) + 1]
    return best
