"""Articles printed inside one another: where the outer one goes on below the inner one, and where the inner one begins.

In: the segments of a page as far as it was read, the article in the making, and what stands below it.  Out: the article that goes on; segments parted.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.cohesion import says_other_things, shared_words
from kg.read.going_on import goes_on, is_open
from kg.read.halves import begins_inside
from kg.read.headings import said_share, units_below
from kg.read.lifting import Segment
from kg.read.units import Unit

_LONGEST_GUEST, _NEAR, _ENOUGH = 8, 12, 60  # units of an article inside another, units below it that are looked at, and characters that tell that the other goes on
_HARDLY, _SOME = 0.1, 0.3  # shares of a headline's pairs of characters that a text says: another text's, and its own
_ROW = "row-of-table"
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


def _text(units: Sequence[Unit]) -> str:
    return "".join(unit.form for unit in units)


def _longest_shared(one: str, other: str) -> str:
    best = ""
    for start in range(len(one)):
        while start + len(best) < len(one) and one[start:start + len(best) + 1] in other:
            best = one[start:start + len(best) + 1]
    return best
