"""When a figure holds: the nearest time expression that governs it.

In: a reading, the page's time expressions, the clauses.  Out: an ISO 8601 interval or None, and the step that found it.
A date beside an attribution (8月4日，记者从某局获悉) is when it was said, not when it holds; a date of founding or birth
says nothing of the figures after it; 近日 fixes nothing and ends the search.
"""
from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.claims import Reading
from kg.model import Span
from kg.resolve.claims_topics import Topics


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed time in page offsets and its interval (None where it cannot be fixed)."""

    span: Span
    text: str
    interval: str | None

    @property
    def is_day(self) -> bool:
        """True where the interval is as precise as a day."""
        return self.interval is not None and len(self.interval.partition("/")[0]) == 10


class Times:
    """The governing times of a page.  `moments` are its time expressions in print order."""

    def __init__(self, moments: tuple[Moment, ...], topics: Topics, founding: tuple[str, ...], event_heads: tuple[str, ...],
                 now: tuple[str, ...]):
        self.moments, self.topics, self.founding, self.event_heads, self.now = moments, topics, founding, event_heads, now
        self._starts = [moment.span.start for moment in moments]
        self._events: Mapping[str, str] | None = None
        self._frames: dict[tuple[int, int | None], Moment | None] = {}
        self._first_clause: dict[int, int] = {}
        for number, clause in enumerate(topics.layout.clauses):
            self._first_clause.setdefault(clause.sentence, number)

    def of(self, reading: Reading, subject: str | None) -> tuple[str | None, str]:
        """The interval that governs a reading, and why."""
        clauses = self.topics.layout.clauses
        number, clause = reading.clause, clauses[reading.clause]
        baseline = reading.frame.part("baseline") if reading.frame else None
        inner = [m for m in self._within(Span(clause.span.start, reading.value.span.start))
                 if not (baseline and baseline.span.meets(m.span)) and self._governs(m, number, reading.value.span.start)]
        if inner:
            return inner[-1].interval, f"time: {inner[-1].text} in the clause"
        if self._is_now(clause.span.start, reading.value.span.start):
            return self._month(), "time: 现有 and the like, so the month of publication"
        step = number
        while step and clauses[step - 1].sentence == clause.sentence:
            step -= 1
            frames = [m for m in self._within(clauses[step].span) if self._governs(m, step, clauses[step].span.end)]
            if frames:
                return frames[-1].interval, f"time: {frames[-1].text} earlier in the sentence"
        if self._is_now(clauses[step].span.start, clause.span.start):
            return self._month(), "time: 现有 and the like earlier in the sentence, so the month of publication"
        event = self._event_time(subject, reading)
        if event is not None:
            return event
        return self._carried(reading)

    def _is_now(self, start: int, end: int) -> bool:
        stretch = self.topics.page.text.form[start:end]
        return self._month() is not None and any(word in stretch for word in self.now)

    def _month(self) -> str | None:
        published = self.topics.page.published.value
        return published[:7] if published and len(published) >= 7 else None

    def _within(self, span: Span) -> list[Moment]:
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self.moments) and self._starts[at] < span.end:
            found.append(self.moments[at])
            at += 1
        return found

    def _governs(self, moment: Moment, number: int, stop: int) -> bool:
        """False for a date of saying, of founding, or inside 在…的基础上 and 较…."""
        clauses, form = self.topics.layout.clauses, self.topics.page.text.form
        clause = clauses[number]
        if self.topics.is_attribution(number) and moment.interval is not None:
            return False
        if moment.interval is not None and number + 1 < len(clauses) and self.topics.is_attribution(number + 1) and clauses[number + 1].sentence == clause.sentence \
                and moment.span.end >= clause.span.end - 1:
            return False
        before, after = form[clause.span.start:moment.span.start], form[moment.span.end:min(stop, clause.span.end)]
        if before.endswith(self.founding) or after.startswith(self.founding) or "基础上" in after or before.endswith(("较", "比", "与", "同")):
            return False
        if after.startswith(("第", "度第")):
            return False
        if before.endswith(("是", "作为", "从", "自")) and not after.startswith(("起", "以来", "开始")) or any(thing.start <= moment.span.start < thing.end for thing in self.topics.things):
            return False
        return not after.startswith("的") or moment.interval is None

    def _event_time(self, subject: str | None, reading: Reading) -> tuple[str, str] | None:
        """A figure about an event holds when the event was."""
        if subject is None or not subject.endswith(self.event_heads):
            return None
        if self._events is None:
            events: dict[str, str] = {}
            for thing in self.topics.things:
                if thing.name in events or not thing.name.endswith(self.event_heads):
                    continue
                number = next((i for i, c in enumerate(self.topics.layout.clauses) if c.span.start <= thing.start < c.span.end), None)
                frame = self._frame(self.topics.layout.clauses[number].sentence, thing.start) if number is not None else None
                if frame is not None and frame.is_day:
                    events[thing.name] = frame.interval
            self._events = events
        interval = next((i for name, i in sorted(self._events.items()) if name.endswith(subject) or subject.endswith(name)), None)
        return (interval, f"time: when {subject} took place") if interval else None

    def _frame(self, sentence: int, stop: int | None = None) -> Moment | None:
        """The first governing time of a sentence (before page offset `stop`, where one is given)."""
        key = (sentence, stop)
        if key not in self._frames:
            self._frames[key] = self._find_frame(sentence, stop)
        return self._frames[key]

    def _find_frame(self, sentence: int, stop: int | None) -> Moment | None:
        vague = None
        form, clauses = self.topics.page.text.form, self.topics.layout.clauses
        for number in range(self._first_clause.get(sentence, len(clauses)), len(clauses)):
            clause = clauses[number]
            if clause.sentence != sentence:
                break
            for moment in self._within(clause.span):
                if (stop is None or moment.span.start < stop) and self._governs(moment, number, clause.span.end):
                    if form.endswith(("将于", "拟于", "定于", "计划于"), 0, moment.span.start):
                        vague = vague or Moment(moment.span, moment.text, None)  # the date of what is to come frames nothing
                    elif moment.interval is None and (self.topics.is_attribution(number) or self.topics.is_attribution(number + 1)):
                        vague = vague or moment  # 近日，某局通报，前四个月……: the later time is the frame
                    else:
                        return moment
        return vague

    def _carried(self, reading: Reading) -> tuple[str | None, str]:
        """The frame time of an earlier sentence of the paragraph, where this one goes on about the same thing."""
        clauses = self.topics.layout.clauses
        number, clause = reading.clause, clauses[reading.clause]
        fresh = False
        step = number
        while step >= 0 and clauses[step].sentence == clause.sentence:
            topic = self.topics.of(step) if step != number else self.topics.before(number, reading.value.span.start)
            fresh = fresh or (topic is not None and "takes up" not in topic.because)
            step -= 1
        sentence = clause.sentence
        if self.topics.context.zone_at(clause.span.start) == "caption":
            return None, "time: none, a caption's date is the picture's"
        while step >= 0 and clauses[step].paragraph == clause.paragraph:
            if clauses[step].sentence != sentence:
                sentence = clauses[step].sentence
                frame = self._frame(sentence)
                if frame is not None:
                    if frame.interval is None:
                        return None, f"time: none, {frame.text} fixes none"
                    if fresh and not frame.is_day:
                        return None, "time: none, the sentence begins anew"
                    return frame.interval, f"time: {frame.text} of a sentence before"
            step -= 1
        return None, "time: none printed"
