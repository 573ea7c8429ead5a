"""A printed time of a page, as binding a claim looks at it.

In: page offsets and intervals.  Out: `Moment`.
"""
from __future__ import annotations

from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed time in page offsets and its interval (None where it cannot be fixed)."""

    span: Span
    text: str
    interval: str | None

    @property
    def is_period(self) -> bool:
        """True for months counted from January (上半年, 前三季度, 1—7月)."""
        first, _, last = (self.interval or "").partition("/")
        if len(first) == 4 and not last:
            return not self.text.startswith(("今", "本", "当"))  # a whole year that is over
        return len(first) == len(last) == 7 and first.endswith("-01")

    @property
    def is_day(self) -> bool:
        """True where the interval is as precise as a day."""
        return self.interval is not None and len(self.interval.partition("/")[0]) == 10
