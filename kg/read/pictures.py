"""Lines → which of them are a picture's text set inside an article, told by where they stand.

In: classified lines with their runs and columns.  Out: the same lines, `picture` set on those of a picture's text and on who signs it.
A column that a picture interrupts goes on below the picture's text as if nothing stood between: in its own measure, often in the middle of a
sentence.  The picture's text is set in another measure, or apart by a wide gap, and ends its sentence.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.read.cohesion import says_other_things
from kg.read.gapless import runs_of
from kg.read.going_on import goes_on, is_open, reads_on
from kg.read.kinds import cut_head, cut_tail
from kg.read.lifting import LONGEST_CAPTION
from kg.read.linerules import LineRules
from kg.read.lines import Line, ends_sentence, measure_of
from kg.read.units import DAY_OF_SCENE, OTHER_MEASURE

_RUNS = 3  # stretches of text that a picture's text may have, and of a column that white space parts from its neighbours
_WIDE_GAP = 3  # blank lines where a picture stood, on a page whose paragraphs one blank line parts
_SHORTEST, _ENOUGH = 12, 40  # characters of a picture's text, and of one that has to tell by its words that it is none of the text around it
_NEAR = 40  # lines of the text above that are looked at

Run = list[Line]


def mark_pictures(lines: Sequence[Line], rules: LineRules) -> None:
    """Mark the lines of each picture's text that stands inside an article, in place."""
    runs = runs_of(list(lines))
    number = 1
    while number < len(runs):
        end = _end_of_text(runs, number, rules)
        for line in (line for run in runs[number:end] for line in run):
            line.picture = True
        number = max(end, number) + 1


def _end_of_text(runs: Sequence[Run], first: int, rules: LineRules) -> int:
    """Behind which run the picture's text ends that begins with the run `first`, its photographer's line with it; 0 where none begins."""
    if not _is_text(runs[first]):
        return 0
    end = _end_of_measure(runs, first)
    if not end and not runs[first][0].column and is_open(runs[first - 1][-1].form) and (runs[first][0].blank >= _WIDE_GAP or _breaks_off(runs[first - 1][-1], runs[first][0])):
        end = _end_behind_gap(runs, first)
    if not end or not _SHORTEST <= sum(len(line.form) for run in runs[first:end] for line in run) <= LONGEST_CAPTION or _opens(runs[first], rules):
        return 0
    behind = end + (end < len(runs) and _is_signed(runs[end]))
    return behind if behind < len(runs) and _is_text(runs[behind]) and not _opens(runs[behind], rules) and _is_between(runs, first, end, behind, rules) else 0


def _end_of_measure(runs: Sequence[Run], first: int) -> int:
    """Behind which run a stretch in one measure ends that stands between columns of another; 0 where it does not."""
    column = measure_of(runs[first][0])
    end = first
    while column and end < len(runs) and end - first < _RUNS and _is_text(runs[end]) and measure_of(runs[end][0]) and abs(measure_of(runs[end][0]) - column) < OTHER_MEASURE:
        end += 1
    above = next((run[0].column for run in runs[max(0, first - _RUNS):first][::-1] if run[0].column), 0.0)
    below = next((run[0].column for run in runs[end:end + _RUNS] if run[0].column), 0.0)
    apart = above and below and abs(above - below) < OTHER_MEASURE <= min(abs(above - column), abs(below - column))
    return end if apart else 0


def _breaks_off(line: Line, below: Line) -> bool:
    """True where a paragraph that stands on one long line breaks off, and the line below is not the rest of its sentence."""
    return line.zone == "body" and not line.column and len(line.form) >= _ENOUGH and not reads_on(line.form, below.form)


def _end_behind_gap(runs: Sequence[Run], first: int) -> int:
    """Behind which run a stretch ends that stands below a broken sentence: where that sentence goes on; 0 where it does not."""
    above, wide = runs[first - 1][-1].form, runs[first][0].blank >= _WIDE_GAP
    for end in range(first + 1, min(first + 1 + _RUNS, len(runs))):
        behind = end + _is_signed(runs[end])
        if behind >= len(runs):
            return 0
        below = runs[behind][0]
        if reads_on(above, below.form) or wide and (behind > end or below.blank >= _WIDE_GAP and goes_on(above, below.form)):
            return end
        if not _is_text(runs[end]):
            return 0
    return 0


def _is_between(runs: Sequence[Run], first: int, end: int, behind: int, rules: LineRules) -> bool:
    """True where what stands around a stretch is one text, and the stretch is none of it."""
    above, text, below = runs[first - 1][-1], runs[first][0], runs[behind][0]
    inside = [line for run in runs[first:end] for line in run if line.zone != "byline"]
    signed = behind > end or runs[end - 1][-1].zone == "byline" or bool(cut_tail("".join(line.form for line in inside), rules))
    if above.zone not in ("body", "title") or above.zone == "title" and (above.level or not text.column) or not (signed or ends_sentence(inside[-1].form)):
        return False
    if signed:
        return True
    if reads_on(above.form, text.form) and not reads_on(above.form, below.form):
        return False
    if is_open(above.form) and goes_on(above.form, below.form):
        return True
    if any(rules.openings.of_picture.search(line.form) for line in inside) or DAY_OF_SCENE.match(text.form):
        return True
    around = [line for run in runs[:first] for line in run if line.zone == "body"][-_NEAR:]
    return sum(len(line.form) for line in inside) >= _ENOUGH and says_other_things(inside, around)


def _is_text(run: Run) -> bool:
    return run[0].zone == "body"


def _is_signed(run: Run) -> bool:
    """True where a run is nobody but who took a picture or wrote its text."""
    return len(run) <= 2 and all(line.zone == "byline" for line in run)


def _opens(run: Run, rules: LineRules) -> bool:
    return bool(cut_head("".join(line.form for line in run[:2]), rules))
