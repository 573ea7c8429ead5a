"""When a stated event happened: the time inside its mention, else the last time named before it in its sentence.

In: a mention and its page.  Out: an ISO 8601 interval, or None where the page gives none or it cannot be fixed.
"""
from __future__ import annotations

from bisect import bisect_left

from kg.almanac import Almanac
from kg.extract.values import interval
from kg.model import Mention
from kg.resolve.context import PageContext
from kg.resolve.turns import PageTurns

_FAR = 12  # mentions to look back over; sentences with more before the event say the time again


def event_time(mention: Mention, context: PageContext, almanac: Almanac, turns: PageTurns, is_event: bool = True) -> str | None:
    """The interval of an event (2003年，甲厂改名为乙厂 → 2003).  States (`is_event` false) only take the time inside the mention."""
    own = mention.part("time")
    if own is None and is_event:
        own = _time_before(mention, context, turns)
    if own is None:
        return None
    found = interval(own, context.page.published.value, almanac)
    return found.iso if found else None


def _time_before(mention: Mention, context: PageContext, turns: PageTurns) -> Mention | None:
    sentence = context.sentence_at(mention.span.start)
    if sentence is None:
        return None
    at = bisect_left(context.mentions, mention.span.end, key=lambda other: other.span.start)
    for other in reversed(context.mentions[max(0, at - _FAR):at]):
        if other.label == "Time" and sentence.span.start <= other.span.start and not context.page.text.form.startswith(turns.births, other.span.end):
            return other
    return None
