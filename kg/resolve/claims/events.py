"""When the events that own figures took place.

In: the subject of a reading, the times of a page and what they govern.  Out: the day of the event of that name, or the day that its own sentence sets for it.
"""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from kg.extract.claims import Reading
from kg.resolve.claims.governing import Governing
from kg.resolve.claims.lists import TimeCues


class EventTimes:
    """The days of a page's events."""

    def __init__(self, governing: Governing, cues: TimeCues):
        self.governing, self.topics, self.cues = governing, governing.topics, cues
        self._events: Mapping[str, str | None] | None = None
        self._days: dict[str, str | None] = {}  # subject → when the event of that name took place

    def of(self, subject: str | None, reading: Reading) -> tuple[str | None, str] | None:
        """A figure about an event holds when the event was."""
        if subject is None or not subject.endswith(self.cues.event_heads):
            return None
        start, form = self.topics.page.sentences[self.topics.layout.clauses[reading.clause].sentence].span.start, self.topics.page.text.form
        own = next((m for m in self.governing.within((start, reading.value.span.start)) if m.is_day and form.endswith(self.cues.coming, 0, m.span.start)), None)
        if own is not None:
            return own.interval, f"time: {own.text}, when it is to be"  # 次期定于6月3日至5日举办，展位90个
        if self._events is None:
            events: dict[str, str | None] = {}
            for thing in self.topics.things:
                if thing.name in events or not thing.name.endswith(self.cues.event_heads):
                    continue
                number = bisect_right(self.topics.layout.places, thing.start) - 1
                clause = self.topics.layout.clauses[number] if number >= 0 else None
                frame = self.governing.frame(clause.sentence, thing.start) if clause is not None and thing.start < clause.span.end else None
                if frame is not None and frame.is_day:
                    events[thing.name] = frame.interval
            self._events = events
        if subject not in self._days:
            self._days[subject] = next((i for name, i in sorted(self._events.items()) if name.endswith(subject) or subject.endswith(name)), None)
        interval = self._days[subject]
        return (interval, f"time: when {subject} took place") if interval else None
