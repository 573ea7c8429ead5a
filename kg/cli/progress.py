"""How far a build is: a bar on a terminal, a line now and then elsewhere.

In: a stage, how many of its items are done and how many there are.  Out: text on standard error, with the rate of the last while and the
time left at that rate.
"""
from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

_BAR, _LINE = 0.1, 10.0  # seconds between two pictures of the bar, and between two lines
_WINDOW = 30.0  # seconds that the rate is taken over: pages that an earlier build knew go by in a moment and say nothing of the others
_FEW = 5  # items: the first of them wait for rules and tables, and say nothing of how long the others take
_WIDE = 24


class Progress:
    """Tell it how far the work is; it prints when there is something to say."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic):
        self._stream, self._clock = stream or sys.stderr, clock
        self._terminal = self._stream.isatty()
        self._last = clock()
        self._seen: deque[tuple[float, int]] = deque([(self._last, 0)])
        self._stage, self._wide = "", 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """`done` of `total` items are done (0: nobody knows how many there are); `stage` may name a step behind a comma, and what is counted."""
        now = self._clock()
        if stage != self._stage:
            if self._stage:
                self._seen = deque([(now, 0)])
            if stage.partition(",")[0] != self._stage.partition(",")[0]:
                self.close()
            self._stage = stage
        if now - self._last < (_BAR if self._terminal else _LINE) and not (self._terminal and done == total):
            return
        self._last = now
        self._seen.append((now, done))
        while len(self._seen) > 2 and now - self._seen[1][0] > _WINDOW:
            self._seen.popleft()
        (since, before) = self._seen[0]
        rate = (done - before) / (now - since) if now > since else 0.0
        told = (f"{done:,}/{total:,}" if total else f"{done:,}") + (pace(rate, max(total - done, 0)) if done > _FEW else "")
        if self._terminal:
            filled = _WIDE * done // total if total else 0
            line = f"{stage} {'█' * filled}{'░' * (_WIDE - filled)} {told}" if total else f"{stage} {told}"
            print("\r" + line.ljust(self._wide), end="", file=self._stream, flush=True)
            self._wide = len(line)
        else:
            print(f"{stage} {told}", file=self._stream, flush=True)

    def close(self) -> None:
        """End the bar's line."""
        if self._wide:
            print(file=self._stream)
            self._wide = 0


@contextmanager
def shown(quiet: bool) -> Iterator[Progress | None]:
    """A `Progress` while the block runs, None where nothing shall be said.  However the block ends, what is printed next begins a line of its own."""
    progress = None if quiet else Progress()
    try:
        yield progress
    finally:
        if progress:
            progress.close()


def pace(rate: float, left: int) -> str:
    """Rate and time left, as they are added to a count; nothing where nothing is known.

    >>> pace(210.4, 63000), pace(2.5, 0), pace(0.0, 9)
    (', 210/s, 5 min left', ', 2.5/s', '')
    """
    if rate <= 0:
        return ""
    shown = f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"
    return f", {shown}/s" + (f", {spoken(left / rate)} left" if left else "")


def spoken(seconds: float) -> str:
    """A stretch of time in the unit that says enough.

    >>> spoken(0.4), spoken(59.6), spoken(119), spoken(7300)
    ('1 s', '1 min', '2 min', '2 h 02 min')
    """
    seconds = max(1, round(seconds))
    if seconds < 60:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
