"""Whether a page prints its headlines before their texts or after them.

In: the units of a page in print order.  Out: the answer, and the signs that told it: what the page begins and ends with, and whom the headlines between two
texts speak of.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.headings import MUCH_MORE, lead_of, said_share, spoken_of, subject_of
from kg.read.lines import HEADS
from kg.read.units import Unit, said_in

_FIRST_UNITS = 4  # of the first text
_HARDLY, _SOME = 0.1, 0.2  # shares of a line's pairs of characters: what chance makes common, what a headline shares with its text
_READ = frozenset({*HEADS, "body", "byline"})  # zones that tell a page's order


def headline_stands_after(units: Sequence[Unit]) -> tuple[bool, str]:
    """Whether a page prints headlines after their text, and what told so."""
    stream = [unit for unit in units if unit.zone in _READ]
    if not stream:
        return False, "an empty page"
    before = after = 0
    previous: Unit | None = None  # the last unit that is no byline
    seen_text = False
    for number, unit in enumerate(stream):
        opens = unit.zone == "body" and unit.opens or unit.zone == "byline" and number + 1 < len(stream) and stream[number + 1].zone == "body"
        if opens and previous is None:
            after += 1  # the page begins with a text that has no headline yet
        elif opens and previous is not None and previous.zone in HEADS and not seen_text:
            before += 1  # later on, a heading right before says nothing: it may close the text above
        if unit.zone != "byline":
            previous = unit
            seen_text = seen_text or unit.zone == "body"
    if stream[-1].zone in HEADS:
        after += 2
    if any(unit.level for unit in stream if unit.zone == "title"):
        before += 2
    if after > before:
        before += sum(_speaks_of_below(stream, number) for number in range(1, len(stream)))
    above, below = _spoken_of(stream)
    if stream[0].zone in HEADS and any(unit.zone == "body" for unit in stream):
        before += 2 if above <= below else _heads_text(stream)
    after, before = after + above, before + below
    return after > before, f"signs for a headline after its text: {after}, before it: {before}"


def _heads_text(stream: Sequence[Unit]) -> int:
    """How much the lines that a page begins with head the text below: 2 where one says some of its words, 1 where hardly, 0 for a motto or a paper's name, of which it says none."""
    end = next((at for at, unit in enumerate(stream) if unit.zone not in HEADS), len(stream))
    text = said_in(stream[end:end + _FIRST_UNITS])
    said = max((said_share(head.form, text) for head in stream[:end]), default=0.0)
    return (said > _HARDLY) + (said > _SOME)


def _spoken_of(stream: Sequence[Unit]) -> tuple[int, int]:
    """How many headlines above a text with its writer speak much more of the text above, and how many of the text below."""
    above = below = 0
    first = 0  # where the text above begins
    for number, unit in enumerate(stream):
        if unit.zone not in HEADS or not number or stream[number - 1].zone in HEADS:
            continue
        end = next((at for at in range(number, len(stream)) if stream[at].zone not in HEADS), len(stream))
        if end < len(stream) and (stream[end].opens or stream[end].zone == "byline") and stream[number - 1].zone == "body":
            leads = lead_of(stream[first:number]), lead_of(stream[end:])
            said = [max(spoken_of(head.form, lead) for head in stream[number:end]) for lead in leads]
            listed = any(head.form in stream[number - 1].form for head in stream[number:end])  # word for word: a page's contents, and no text
            above, below = above + (said[0] >= said[1] + MUCH_MORE and not listed), below + (said[1] >= said[0] + MUCH_MORE)
        first = end
    return above, below


def _speaks_of_below(stream: Sequence[Unit], number: int) -> bool:
    """True where a headline between two texts, a blank line above it, says what the text below begins with, and not what the text above does."""
    unit = stream[number]
    if unit.zone != "title" or not unit.blank or stream[number - 1].zone in HEADS:
        return False
    first = number
    while first and stream[first - 1].zone not in HEADS:
        first -= 1
    above, below = lead_of(stream[first:number]), lead_of(stream[number + 1:])
    return bool(subject_of(unit.form, below)) and not subject_of(unit.form, above)
