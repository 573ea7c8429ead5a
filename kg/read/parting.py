"""Lines parted and marked before they are judged: headlines that stand on one line with their report, or right on top of a dateline.

In: the lines of a page.  Out: the same lines, some as two, some runs as two, Markdown's marks brought up to the level of titles.
"""
from __future__ import annotations

import re
from dataclasses import replace

from kg.read.gapless import runs_of
from kg.read.kinds import cut_head, may_be, score_lines
from kg.read.linerules import LineRules
from kg.read.lines import SLACK, WIDEST_HEADING, Line, ends_sentence, words_of
from kg.read.openings import OpeningWords

_LONGEST_SUBHEAD = 24
_SHORTEST_HEADING, _SHORTEST_RUN_ON = 5, 40  # characters of a headline, and of a line on which headline and report run on
_HEADING_LINES, _TOP_LINES = 3, 7  # of a headline; with the page's own lines above it at the top of a page
_LONGEST_KICKER = 14
_WIDEST_ABOVE_INDENTED = 40  # characters of a flush line of a headline right above a dateline that is indented
_HEADED_BRIEF = re.compile("[●▲△◆◇★☆■□]\u3000?[^，。；（）\u3000]{5,22}(?=\u3000[^\u3000]{8})")  # ◆老街通了公交　据新华社……: one of a column of such
_HEADED_PLAINLY = re.compile("[^，。；：（）【】\u3000]{5,22}(?=\u3000[^\u3000]{20})")  # the same without a sign
_DAY_OF_LEAD = re.compile("(?:[０-９]{4}年)?[０-９]{1,2}月[０-９]{1,2}日[^起]")
_PAUSE = re.compile("[，。；]")
_SHORTEST_COMMENT = 4  # characters of a comment's title
_DEEPEST_TITLE = 2


def part_run_in_headings(plain: str, lines: list[Line], rules: LineRules) -> list[Line]:
    """Lines on which a headline and its report run on (`某镇通自来水 本报讯 某镇投资…`), each as two lines."""
    parted: list[Line] = []
    shift = 0
    signs = [line.form[0] for line in lines if _HEADED_BRIEF.match(line.form)]
    several = frozenset(sign for sign in signs if signs.count(sign) > 1)
    lines = _part_bracketed_columns(plain, lines, rules.openings)
    plainly = _headed_plainly(lines, rules.openings)
    for line in lines:
        line.run += shift
        comment = _end_of_comment_head(line, rules)
        bracketed = rules.openings.bracketed.match(line.form)
        headed = _HEADED_BRIEF.match(line.form) if line.form[0] in several else None
        at = comment or (bracketed.end() if bracketed else headed.end() if headed else plainly.get(line.start) or _end_of_run_in_heading(line, rules))
        if not at:
            parted.append(line)
            continue
        left = len(line.form[:at].replace("\u3000", ""))
        start = end = line.start
        for word_start, word_end in words_of(plain, line.start, line.end):
            if left <= 0:
                start = word_start
                break
            end, left = word_end, left - (word_end - word_start)
        heading, rest = line.form[:at], line.form[at:].lstrip("\u3000")
        if headed and not bracketed:
            parted.append(replace(line, start=_around(plain, line, 1)[1], end=end, form=heading[1:].lstrip("\u3000"), width=float(len(heading)), wrapped=False))
            parted.append(replace(line, start=start, form=rest, width=line.width - len(heading), blank=0, indented=True, level=0, run=line.run + 1))
            shift += 1
            continue
        if bracketed and not comment:
            heading = heading[1:-1]
            end, start = _around(plain, line, len(line.form[:at].replace("\u3000", "")))
            parted.append(replace(line, end=end, form=heading, width=float(len(heading)), wrapped=False))
            parted.append(replace(line, start=start, form=rest, width=line.width - at, blank=0, indented=True, level=0, run=line.run + 1))
            shift += 1
            continue
        parted.append(replace(line, end=end, form=heading, width=float(len(heading)), wrapped=False))
        if comment:  # its title, a line of the same headline
            parted.append(replace(line, start=start, form=rest, width=float(len(rest)), blank=0, wrapped=False, indented=False, level=0))
            continue
        shift += 1
        parted.append(replace(line, start=start, form=rest, width=line.width - len(heading), blank=0, indented=True, level=0, run=line.run + 1))
    return parted


def _headed_plainly(lines: list[Line], openings: OpeningWords) -> dict[int, int]:
    """Where the headline ends on lines right below one another that begin with one, of which one goes on as reports do; by where the line begins."""
    ends: dict[int, int] = {}
    for run in runs_of(lines):
        found = [(line.start, match.end(), line.form) for line in run if not line.wrapped and "。" in line.form and (match := _HEADED_PLAINLY.match(line.form))]
        if 1 < len(found) == len(run) and any(openings.lead.match(form, end) for _start, end, form in found):
            ends.update((start, end) for start, end, _form in found)
    return ends


def _part_bracketed_columns(plain: str, lines: list[Line], openings: OpeningWords) -> list[Line]:
    """Headlines in brackets at the heads of short reports in a column, parted from their reports: on one line with the first words, or over two lines (【老街通了⏎公交】昨日，……)."""
    parted: list[Line] = []
    shift, goes_on = 0, False
    for number, line in enumerate(lines):
        line.run += shift
        begins = number + 1 < len(lines) and _begins_bracketed(line, lines[number + 1], openings)
        if not begins and not goes_on:
            parted.append(line)
            continue
        if begins and parted and parted[-1].run == line.run:  # the report above is another one
            line.run += 1
            shift += 1
        at = line.form.find("】")
        goes_on = at < 0
        heading = line.form[begins:len(line.form) if goes_on else at].strip("\u3000")
        end, start = (line.end, line.end) if goes_on else _around(plain, line, len(line.form[:at + 1].replace("\u3000", "")))
        parted.append(replace(line, end=end, form=heading, width=float(len(heading)), wrapped=False, column=0.0, bonds="" if begins else "bracket-over-two-lines"))
        shift += not goes_on
        if start < line.end:
            parted.append(replace(line, start=start, form=line.form[at + 1:].lstrip("\u3000"), width=line.width - at - 1, blank=0, indented=True, run=line.run + 1))
    return parted


def _begins_bracketed(line: Line, below: Line, openings: OpeningWords) -> bool:
    """True where a line of a column begins with a headline in brackets, which the line below may close."""
    return line.form[0] == "【" and line.wrapped and below.wrapped and bool(openings.bracketed_in_column.match(line.form) or openings.opens_bracket.fullmatch(line.form) and openings.closes_bracket.match(below.form))


def _around(plain: str, line: Line, count: int) -> tuple[int, int]:
    """Where so many inked characters of a line end, and where the next one begins; twice the end of the line where none does."""
    behind = line.start
    for start, end in words_of(plain, line.start, line.end):
        if count < end - start:
            return start + count if count else behind, start + count
        behind, count = end, count - (end - start)
    return line.end, line.end


def _end_of_run_in_heading(line: Line, rules: LineRules) -> int:
    """Where in a line's form a headline ends and a dateline begins, or 0."""
    form = line.form
    if len(form) < _SHORTEST_RUN_ON or line.level or line.wrapped:
        return 0
    at = form.find("\u3000", _SHORTEST_HEADING)
    while 0 < at <= _LONGEST_SUBHEAD:
        if any(sign in form[:at] for sign in "。，；：（"):
            return 0
        if form[at + 1:at + 60].find("讯") >= 0 or form[at + 1:at + 60].find("电") >= 0:
            cuts = cut_head(form[at + 1:], rules)
            if cuts and cuts[0].zone == "dateline" and cuts[0].span.start == 0:
                return 0 if cut_head(form, rules) else at
        at = form.find("\u3000", at + 1)
    return 0


def _end_of_comment_head(line: Line, rules: LineRules) -> int:
    """Where on one line the head of a comment ends and its title begins (`●短评　点亮大山的人`), or 0."""
    form = line.form
    at = form.find("\u3000", 2)
    if at < 0 or len(form) > WIDEST_HEADING or line.level or ends_sentence(form):
        return 0
    while 0 < at <= _LONGEST_KICKER:
        if len(form) - at > _SHORTEST_COMMENT and may_be(form[:at], rules.comment_heads, rules):
            alone = replace(line, form=form[:at], wrapped=False, scores={})
            score_lines([alone], rules)
            if alone.taken_as == "head-of-comment":
                return at
        at = form.find("\u3000", at + 1)
    return 0


def part_above_datelines(lines: list[Line], rules: LineRules) -> None:
    """Lines right above a dateline that end no sentence are its headline and a run of their own, however wide they are."""
    shift = 0
    for number, line in enumerate(lines):
        line.run += shift
        if number and line.indented and not line.blank and lines[number - 1].wrapped and lines[number - 1].run != line.run and rules.openings.dateline.match(line.form) and _opens_report(line, rules):
            _unwrap_headline(lines, number, rules.openings)
        if not number or lines[number - 1].run != line.run or not (rules.openings.dateline.match(line.form) and _opens_report(line, rules) or _opens_column(lines, number, rules.openings)):
            continue
        first = number
        while first and number - first <= _TOP_LINES and lines[first - 1].run == line.run and _heads_report(lines[first - 1], rules.openings, _WIDEST_ABOVE_INDENTED if line.indented else WIDEST_HEADING):
            first -= 1
        above = first and lines[first - 1].run == line.run
        if first == number or number - first > (_HEADING_LINES if above else _TOP_LINES):
            continue
        for part in lines[first:number]:
            part.run += bool(above)
            part.wrapped = False
        shift += 1 + bool(above)
        line.run += 1 + bool(above)


def _unwrap_headline(lines: list[Line], number: int, openings: OpeningWords) -> None:
    """The lines of the run right above an indented dateline are its headline, in place, where they are few and end no sentence."""
    first = number
    while first and lines[first - 1].run == lines[number - 1].run:
        first -= 1
    if number - first <= _HEADING_LINES and all(_heads_report(line, openings, _WIDEST_ABOVE_INDENTED) for line in lines[first:number]):
        for line in lines[first:number]:
            line.wrapped, line.column = False, 0.0


def _opens_column(lines: list[Line], number: int, openings: OpeningWords) -> bool:
    """True where a line begins with a day, and all lines above it in its run are too short for the column."""
    if not _DAY_OF_LEAD.match(lines[number].form) or not lines[number].wrapped:
        return False
    if _begins_column(lines, number, openings):
        return True
    for above in reversed(lines[max(0, number - _HEADING_LINES - 1):number]):
        if above.run != lines[number].run:
            return True
        if above.width > above.column - SLACK or not _heads_report(above, openings):
            return False
    return number <= _HEADING_LINES


def _begins_column(lines: list[Line], number: int, openings: OpeningWords) -> bool:
    """True where the few lines above a day are the first of their run, hold no pause and do not lead up to the day, and the text above the run has come to its end."""
    first = number
    while first and number - first <= _HEADING_LINES and lines[first - 1].run == lines[number].run:
        first -= 1
    head = lines[first:number]
    if not head or len(head) > _HEADING_LINES or not all(_heads_report(line, openings) and not _PAUSE.search(line.form) for line in head) or head[-1].form[-1] in openings.leads_to_day:
        return False
    return not first or ends_sentence(lines[first - 1].form) or lines[first - 1].form[-1] in "）)】" or not lines[first - 1].wrapped


def _opens_report(line: Line, rules: LineRules) -> bool:
    """True where a line begins with a dateline, or is a byline."""
    if cut_head(line.form, rules):
        return True
    alone = replace(line, wrapped=False, scores={})
    score_lines([alone], rules)
    return alone.zone == "byline"


def _heads_report(line: Line, openings: OpeningWords, widest: float = WIDEST_HEADING) -> bool:
    return not openings.dateline_alone.search(line.form) and line.width <= widest and not line.indented and not ends_sentence(line.form) and line.form[-1] not in "，、；）)】" and line.form.count("（") <= line.form.count("）")


def raise_levels(lines: list[Line], rules: LineRules) -> None:
    """Where a page's highest mark is ### and one such line heads a report or a writer, it is the mark of titles."""
    top = min((line.level for line in lines if line.level), default=0)
    if top > _DEEPEST_TITLE and any(above.level == top and rules.openings.head_of_report.match(below.form) for above, below in zip(lines, lines[1:], strict=False)):
        for line in lines:
            line.level -= top - 1 if line.level else 0
