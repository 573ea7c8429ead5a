"""Pages and stretches without blank lines: columns of text told from the headlines between them by the width of their lines alone.

In: lines with runs.  Out: the same, long runs that no column explains parted where headlines, and lines too wide for the column, stand between its texts.
Web readers of printed papers give such pages out: every line stands for itself, and nothing but its length tells a headline from text.
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import attrgetter

from kg.read.going_on import CANNOT_END
from kg.read.lines import PAUSES, SLACK, STOPS, WIDEST_HEADING, Line, ends_sentence

_FEWEST, _LINES_OF_HEADLINE = 16, 3
_NARROWEST, _WIDEST = 8, 40  # characters of a column
_SHARE = 3  # one line in so many fills the column
_TOO_SHORT = 5  # characters that a headline stays behind the measure
_DAY = re.compile("[０-９]{1,2}\u3000?月|[０-９]{4}\u3000?年")


def part_by_measure(lines: list[Line], column_of: Callable[[list[Line]], float]) -> None:
    """Part long runs in which `column_of` finds no column, in place."""
    shift = 0
    for run in runs_of(lines):
        starts = _starts(run) if len(run) >= _FEWEST and not column_of(run) else set()
        for number, line in enumerate(run):
            shift += number in starts
            line.run += shift


def _starts(run: Sequence[Line]) -> set[int]:
    """Where in a run of columns a new stretch begins: at headlines, behind them, and at lines that are too wide."""
    measure = _measure(run)
    starts: set[int] = set()
    number = 0
    while measure and number < len(run):
        end = number + 1 if run[number].width > measure + SLACK else _end_of_headline(run, number, measure)
        if end > number:
            starts |= {number, end}
        number = max(end, number + 1)
    return starts - {0}


def _measure(run: Sequence[Line]) -> float:
    """The width that most lines of a run fill, or 0 where too few do."""
    measure, _ = max(Counter(round(line.width) for line in run if line.width >= _NARROWEST).items(), key=lambda found: (found[1], found[0]), default=(0, 0))
    full = sum(abs(line.width - measure) <= SLACK for line in run)
    return float(measure) if _NARROWEST <= measure <= _WIDEST and full * _SHARE >= len(run) else 0.0


def _end_of_headline(run: Sequence[Line], first: int, measure: float) -> int:
    """Behind which line a headline ends that begins at `first`, below the end of a text; `first` where none does."""
    if first and not (ends_sentence(run[first - 1].form) or run[first - 1].form[-1] in "）】" or run[first - 1].width > measure + SLACK):
        return first
    end = first
    while end < len(run) and end - first < _LINES_OF_HEADLINE and run[end].width <= measure - _TOO_SHORT and reads_as_heading(run[end]) and not _DAY.match(run[end].form):
        end += 1
    return end


def reads_as_heading(line: Line) -> bool:
    """True where a line ends no sentence and closes its brackets."""
    form = line.form
    if form.count("（") > form.count("）") or form.count("【") > form.count("】"):
        return False  # 岭南网讯（记者 李勇⏎汪志鹏）
    if "，" in form and form[-1] in CANNOT_END:
        return False  # 他爱走路，一有空就往⏎山上走
    if form[-1] == "”":  # 社区的“老娘舅” is a heading, “……到了。” is none, nor is the end of a longer quotation
        return line.width <= WIDEST_HEADING and form.count("“") == form.count("”") and "。" not in form and form[-2] not in STOPS + PAUSES
    return line.width <= WIDEST_HEADING and form[-1] not in PAUSES + "。)）]】" and "。" not in form


def runs_of(lines: list[Line]) -> list[list[Line]]:
    """Lines grouped by run."""
    return [list(run) for _number, run in groupby(lines, attrgetter("run"))]
