"""Lines → columns of text: which lines a narrow measure has cut, and which lines beside them are none of it.

In: the decoded text of a page and its matching form.  Out: its lines, each with its run, and the width of its column where it stands in one.
A *wrapped* run is a column of text that a narrow measure has cut (17 characters in many papers): all its
lines but the last are about equally wide, so a line says nothing by its own end.
"""
from __future__ import annotations

import re
from itertools import pairwise

from kg.read.gapless import part_by_measure, reads_as_heading, runs_of
from kg.read.lines import SLACK, WIDEST_COLUMN, Line, ends_sentence, inked_lines, is_full
from kg.read.openings import OpeningWords

_INDENTATION = 2.5  # the widest space before a paragraph
_NOT_SET_IN, _OUT_OF_CENTRE = 0.6, 6  # characters by which white space before a headline in the middle differs from that before a paragraph, and from that behind it
_TOO_SHORT = 5  # characters that a heading stays behind the measure; a paragraph may begin two in, and what may not be cut costs a line two more
_HEADING_LINES, _MOST_LINES = 3, 5  # of a heading inside a column; on top of one, its kicker and its writer counted
_LONGEST_KICKER = 14
_PAUSE = re.compile("[，。；：]")
_BELOW_RUBRIC, _RUBRIC = 3, re.compile("[［【〔][^［【〔］】〕]{2,10}[］】〕]")  # the same below the name of a column in brackets
_CELL = re.compile("\u3000[－＋]?[０-９．]+％?(?=\u3000|$)")
_BELOW_HEADLINE = ("——", "（", "□", "■", "●")
_FEW_LINES, _SPREAD = 16, 3.1  # lines from which a page's measure can be told; how far columns of one page may differ


def read_lines(text: str, form: str, openings: OpeningWords) -> list[Line]:
    """The lines of a page that hold ink, with runs and columns filled in; `form` is the text's matching form."""
    lines = inked_lines(text, form)
    if not lines:
        return lines
    if _is_double_spaced(lines):
        _close_up(lines)
    _part_headings(lines)
    part_by_measure(lines, _column_of)
    _part_wide_feet(lines)
    _find_columns(lines)
    _part_short_tops(lines, openings)
    _part_open_lines(lines)
    return lines


def _is_double_spaced(lines: list[Line]) -> bool:
    """True where a blank line follows every line of columns that a narrow measure has cut, as some converters write them."""
    if len(lines) < _FEW_LINES or sum(not line.blank for line in lines[1:]) * 50 > len(lines):
        return False
    widths = sorted(line.width for line in lines)
    column = widths[len(widths) * 3 // 4]
    return column <= WIDEST_COLUMN and sum(abs(width - column) <= _SPREAD for width in widths) * 2 > len(widths)


def _close_up(lines: list[Line]) -> None:
    """Take the blank lines between the lines of one paragraph away, and half of all others."""
    run = 0
    for number, line in enumerate(lines):
        line.blank //= 2
        run += bool(number and line.blank)
        line.run = run


def _part_headings(lines: list[Line]) -> None:
    """A heading that stands right on top of its text, with no blank line between, is a run of its own.

    It is told by indentation: a flush line that is short and open, the line above it ends a sentence or a run, and the line
    below begins a paragraph. The lines of one heading stay together.
    """
    shift = 0
    for number, line in enumerate(lines):
        line.run += shift
        before = lines[number - 1] if number else None
        if before is None or before.run != line.run:
            continue
        if line.indented and _stands_above(before, line) and reads_as_heading(before):
            first = number - 1  # of the heading's lines
            while first and lines[first - 1].run == before.run and _stands_above(lines[first - 1], line) and reads_as_heading(lines[first - 1]):
                first -= 1
            if first and _tops_run(lines, first - 1, before.run) and lines[first - 1].reach <= line.reach - _TOO_SHORT and reads_as_heading(lines[first - 1]):
                first -= 1  # set in as far as a paragraph, and too short to be one
            above = lines[first - 1] if first and lines[first - 1].run == before.run else None
            if number - first > (_HEADING_LINES if above else _MOST_LINES) or above is not None and not ends_sentence(above.form):
                continue
            if above is not None:
                shift += 1
                for part in lines[first:number]:
                    part.run += 1
                line.run += 1
            shift += 1
            line.run += 1


def _part_wide_feet(lines: list[Line]) -> None:
    """A last line that is too wide for the column above it, which ends its sentence, is a run of its own: who took a picture, right below its text."""
    shift = 0
    for run in runs_of(lines):
        column = _column_of(run[:-1]) if len(run) > 3 and ends_sentence(run[-2].form) and not ends_sentence(run[-1].form) else 0.0
        for line in run:
            line.run += shift
        if column and run[-1].width > column + SLACK:
            shift += 1
            run[-1].run += 1


def _tops_run(lines: list[Line], number: int, run: int) -> bool:
    return lines[number].run == run and (not number or lines[number - 1].run != run)


def _stands_above(heading: Line, text: Line) -> bool:
    """True where a line stands flush, or in the middle of its column, and not as far in as the paragraph below it."""
    right = text.inset + text.width - heading.inset - heading.width  # the white space behind it
    return not heading.indented or abs(heading.inset - text.inset) > _NOT_SET_IN and right >= 0 and abs(heading.inset - right) <= _OUT_OF_CENTRE


def _find_columns(lines: list[Line]) -> None:
    """Mark wrapped runs: first those that show it themselves, then short ones beside them."""
    runs = runs_of(lines)
    widths: list[float] = []
    for run in runs:
        widths.append(_column_of(run))
    for i, run in enumerate(runs):
        column = widths[i]
        if not column and len(run) >= 2:
            near = [w for w in widths[max(0, i - 3):i + 4] if w]
            column = _fits(run, near)
        elif not column and i + 1 < len(runs) and _begins_paragraph_above(run[0], runs[i + 1], widths[i + 1]):
            column = widths[i + 1]
        if column:
            for line in run:
                line.column = column
                line.wrapped = True


def _begins_paragraph_above(line: Line, below: list[Line], column: float) -> bool:
    """True where a line is set in as paragraphs of the column right below a blank line are, fills its measure, and goes on there: the first line of a paragraph, above a break."""
    return line.indented and not below[0].indented and not ends_sentence(line.form) and column > 0 and max(abs(line.reach - column), abs(below[0].reach - column)) <= SLACK / 2 \
        and any(one.indented and one.inset == line.inset for one in below)


def _part_short_tops(lines: list[Line], openings: OpeningWords) -> None:
    """A line on top of a column that is too short for its measure and ends no sentence is no text of it: inside a paragraph every line is full."""
    shift = 0
    for run in runs_of(lines):
        tops = 0
        gap = _BELOW_RUBRIC if _RUBRIC.fullmatch(run[0].form) else _TOO_SHORT
        while tops < min(_HEADING_LINES, len(run) - 1) and (_too_short(run[tops], gap, openings) or not tops and len(run) > 1 and _leads_up(run[0]) and _too_short(run[1], gap, openings)):
            tops += 1
        parts = 0 < tops < len(run) - 1 and run[tops].width >= run[tops].column - SLACK and all(line.width <= run[tops].width - gap for line in run[:tops])
        for number, line in enumerate(run):
            line.run += shift + (parts and number >= tops)
            if parts and number < tops:
                line.wrapped = False
        shift += parts


def _part_open_lines(lines: list[Line]) -> None:
    """Lines inside a column that are too short for it and end no sentence, below the end of one, are no text of it: what is short ends a paragraph.

    They head the text below, or, flush at the foot of a column, the text above. A signature stands at the right margin.
    """
    shift = 0
    for run in runs_of(lines):
        base, number = run[0].run, 0
        while number < len(run):
            run[number].run = base + shift
            end = number
            above = run[number - 1] if number else None
            if above is not None and (ends_sentence(above.form) or above.form[-1] == "）") or above is None and run[0].indented:
                while end < len(run) and end - number < _HEADING_LINES and run[end].wrapped and (run[end].width <= run[end].column - _TOO_SHORT or _stands_flush(run, end)) and reads_as_heading(run[end]) and not _at_right_margin(run[end]):
                    end += 1
            below = run[end] if end < len(run) else None
            if end == number or (above is None or run[number].indented) and below is None \
                    or below is not None and not (is_full(below) or below.indented or below.form.startswith(_BELOW_HEADLINE)):
                number += 1
                continue
            shift += above is not None
            for part in run[number:end]:
                part.run, part.wrapped = base + shift, False
            shift += below is not None
            number = end


def _stands_flush(run: list[Line], number: int) -> bool:
    """True where a line stands flush below the end of a paragraph, and another paragraph begins right below it, set in as all of its column are: a headline as wide as the column."""
    line = run[number]
    return number + 1 < len(run) and not line.indented and run[number + 1].indented and bool(number) and any(above.indented for above in run[:number])


def _at_right_margin(line: Line) -> bool:
    """True where white space pushes a line to the right margin of its column: a signature."""
    return line.inset > _INDENTATION and line.inset + line.width >= line.column - SLACK


def _leads_up(line: Line) -> bool:
    """True where a short line ends with a colon: a place or a house that leads up to the headline below it (某县：)."""
    return line.wrapped and line.form[-1] == "：" and len(line.form) <= _LONGEST_KICKER and line.width <= line.column - _TOO_SHORT


def _too_short(line: Line, gap: float, openings: OpeningWords) -> bool:
    return line.wrapped and not line.indented and line.width <= line.column - gap and reads_as_heading(line) and not openings.dateline_alone.search(line.form)


def _column_of(run: list[Line]) -> float:
    """The width a run was cut at, or 0 where its lines do not end at one margin.

    What is above an indented line ends its paragraph wherever it likes; the first line of a paragraph begins two characters in.
    """
    if len(run) < 3:
        return 0.0
    is_set_in = all(line.indented for line in run)  # the whole column: nothing begins there
    inner = [line for line, below in pairwise(run) if is_set_in or not below.indented]
    widths = [line.width if is_set_in else line.reach for line in inner]
    if len(inner) < 2:
        return 0.0
    column = sorted(widths)[len(inner) * 3 // 4]
    if not 6 <= column <= WIDEST_COLUMN:
        return 0.0
    full = sum(abs(width - column) <= SLACK for width in widths)
    if full < 0.6 * len(inner) or run[-1].width > column + SLACK:
        return 0.0
    if sum(len(_CELL.findall(line.form)) > 1 for line in run) * 2 >= len(run):
        return 0.0  # a table's rows
    cut = sum([not ends_sentence(line.form) for line in inner])
    return column if cut * 2 >= len(inner) and any(_PAUSE.search(line.form) for line in run) else 0.0


def _fits(run: list[Line], near: list[float]) -> float:
    """The neighbouring column that a run of two or more lines belongs to, or 0."""
    widest = max(line.width for line in run)
    has_text = any(ch in line.form for line in run for ch in "，。；")
    fitting = [column for column in near if widest <= column + SLACK]
    if not fitting or not has_text or widest <= min(fitting) - _TOO_SHORT and all(reads_as_heading(line) for line in run):
        return 0.0  # 订单回来了，工人呢⏎宁化纺织厂招工记: no line is full and no sentence ends
    if len(run) <= _HEADING_LINES and not run[0].indented and run[-1].reach < min(fitting) - SLACK and all(reads_as_heading(line) for line in run):
        return 0.0  # text that ends in mid-sentence ends with a full line
    if not ends_sentence(run[-1].form) and all(line.reach <= min(fitting) - _TOO_SHORT and reads_as_heading(line) for line in run[:-1]):
        return 0.0  # 小区变了样⏎居民：…⏎物业：…: in a column all lines but the last are full
    return min(fitting)
