"""The text of a page → its lines and units, and what a line alone cannot tell: units judged once more beside their neighbours.

In: the text of a page and line rules.  Out: its lines, and its units in print order, some with another zone than the line alone
had: headings that are cut-off text, lines below a notice that belong to it, links below 相关阅读.  Lines beside each other: kg/read/neighbours.py.
"""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from kg.model import Marked
from kg.read.columns import read_lines
from kg.read.going_on import is_cut_word, is_open
from kg.read.headings import says_again
from kg.read.kinds import score_lines
from kg.read.linerules import LineRules
from kg.read.lines import HEADS, SLACK, Line, ends_sentence
from kg.read.neighbours import judge_beside_neighbours
from kg.read.parting import part_above_datelines, part_run_in_headings, raise_levels
from kg.read.pictures import mark_pictures
from kg.read.twolines import is_unfinished
from kg.read.units import BRIEF_SIGNS, SURE, Unit, make_units, rejoin
from kg.text import fold

_LONGEST_SUBHEAD, _SHORTEST_CLAUSES, _SHORTEST_BROKEN = 24, 16, 12  # characters of a subhead; of text that holds a comma; of a line that breaks off
_LONGEST_WITH_COMMA, _FAR = 22, 16  # characters of a headline that holds a comma; units behind a line in which what it breaks off is looked for
_ABOVE = 4  # units above a line in which its words are looked for
_LONGEST_KICKER = 14
_TWO_HALVES = re.compile("[^\u3000，。；]{4,16}[^\u3000，。；０-９]\u3000[^\u3000，。；０-９][^\u3000，。；]{4,16}")
_LONGEST_LEADING_UP = 120  # characters of a paragraph that leads up to a headline and breaks off with a dash
_VERSE = frozenset({*HEADS, "subhead", "body"})
_LONGEST_VERSE, _FEWEST_VERSES = 16, 6  # characters; lines
_LINES_OF_NOTICE, _LINES_OF_SIGNATURE = 12, 2
_SHORT = frozenset({*HEADS, "subhead"})  # zones of lines that an advert's neighbour may be
_SHORT_OR_BODY = _SHORT | {"body"}
_LONGEST_COLUMN = 9  # characters of a column's name with its sign (■行业观察)
_LONGEST_SECTION = 4  # characters of a section's name
_AMONG_TEXTS = ("rubric", "guide", "deck", "jump-line", "mark-of-picture")  # furniture that stands between headlines
_LONGEST_NOTICE = 240  # characters a paragraph under 遗失声明 or 招聘启事 may have


def read_units(plain: str, rules: LineRules, marked: Sequence[Marked] = ()) -> tuple[list[Line], list[Unit]]:
    """The classified lines of a text without mark-up, and the units that they make; `marked` stretches are what the format says."""
    form = fold(plain)  # once: every line and paragraph takes its own from it
    lines = part_run_in_headings(plain, read_lines(plain, form, rules.openings), rules)
    part_above_datelines(lines, rules)
    raise_levels(lines, rules)
    score_lines(lines, rules)
    judge_beside_neighbours(lines, rules)
    _believe(lines, marked)
    mark_pictures(lines, rules)
    units = make_units(plain, form, lines, rules)
    mend_units(units, rules)
    return lines, rejoin(units, rules)


def _believe(lines: list[Line], marked: Sequence[Marked]) -> None:
    """Give lines in marked stretches the zone that the format names."""
    number = 0
    for span, zone, rule in marked:
        while number < len(lines) and lines[number].end <= span.start:
            number += 1
        while number < len(lines) and lines[number].start < span.end:
            line = lines[number]
            line.becomes(zone, rule)
            line.wrapped = False
            line.scores[zone] = SURE
            number += 1


def mend_units(units: Sequence[Unit], rules: LineRules) -> None:
    """Give cut-off text, signatures, notices and link lists their right zones, in place."""
    _mend_text([unit for unit in units if not unit.is_picture], rules)
    _mend_verse(units)
    _mend_signatures(units, rules)
    _mend_kickers(units)
    _spread_adverts(units)
    _mark_masthead(units, rules)
    _spread_furniture(units)
    _drop_links(units)


def _mend_text(units: Sequence[Unit], rules: LineRules) -> None:
    """Short lines that were taken for headings but are stretches of text cut off by a column or page break.

    A heading closes its brackets, is not longer than two dozen characters where text stands on both sides, and does not fill a
    narrow column exactly while the next column goes on in mid-sentence.
    """
    for number, unit in enumerate(units):
        if unit.zone == "title" and not unit.level and len(unit.lines) == 1 and _is_cut_off(units, number, rules):
            unit.becomes("body", "text-cut-off")


def _is_cut_off(units: Sequence[Unit], number: int, rules: LineRules) -> bool:
    """True where a line that looks like a headline is text, as the units right above and below tell."""
    unit, before, after = units[number], units[number - 1] if number else None, units[number + 1] if number + 1 < len(units) else None
    if after is None:
        return False
    if after.zone == "body" and not after.opens and _runs_on(unit.lines[0], after.lines[0]):
        return True
    if before is None:
        return False
    if before.zone == "body" and after.zone in HEADS:
        return _goes_on_below(units, number)
    if before.zone not in ("body", "subhead") or after.zone != "body" or after.opens:
        return False
    form = unit.form.replace("\u3000", "")
    if _unbalanced(form) or "，" in form and len(form) >= _SHORTEST_CLAUSES or len(form) >= _LONGEST_SUBHEAD and not _stands_free(before, unit, after):
        return True
    if _fills_column(before, unit, after) and not says_again(form, "".join(one.form for one in units[max(0, number - _ABOVE):number])):
        return True
    return len(form) >= _SHORTEST_BROKEN and _breaks_off(form, before, after, rules)


def _breaks_off(form: str, before: Unit, after: Unit, rules: LineRules) -> bool:
    """True where a line ends inside a word that the text below ends, which does not end one of the text above, or where it is unfinished above a line of a column."""
    if is_cut_word(form, after.form) and not (after.lines[0].indented and not is_open(before.form)) and not (is_open(before.form) and is_cut_word(before.form, after.form)):
        return True
    return after.lines[0].wrapped and is_unfinished(form, rules)


def _goes_on_below(units: Sequence[Unit], number: int) -> bool:
    """True where a long line with a comma ends inside a word that a paragraph behind the next article ends: that article stands inside its sentence."""
    form = units[number].form
    return "，" in form and len(form) >= _LONGEST_WITH_COMMA and any(unit.zone == "body" and not (unit.opens or unit.lines[0].indented) and is_cut_word(form, unit.form) for unit in units[number + 1:number + _FAR])


def _runs_on(line: Line, below: Line) -> bool:
    """True where a line with a comma is as wide as the flush line of text right below it: the first of two lines of text."""
    return below.run == line.run and not below.indented and "，" in line.form and line.width >= below.width - 2 * SLACK


def _fills_column(before: Unit, unit: Unit, after: Unit) -> bool:
    """True where a line may be a stretch of a column: it goes on in a full line where the text above is open, or begins a paragraph two characters in.

    A headline that happens to be as wide as the column stands flush where paragraphs are indented, or is set in two halves.
    """
    if not after.lines[0].wrapped or after.signs.get("caption"):
        return False
    over = unit.lines[0].width - after.lines[0].column
    if before.zone == "body" and is_open(before.form):
        return -3.2 <= over <= 1.6
    # The first line of a paragraph has lost its two characters of indentation; what goes on with it does not begin a paragraph itself.
    return -3.2 <= over <= -0.5 and not after.lines[0].indented and "\u3000" not in unit.form and not _begins_paragraph(after)


def _begins_paragraph(unit: Unit) -> bool:
    """True where the first line of a column's stretch is short by two characters, and the next is not."""
    first = unit.lines[0]
    return len(unit.lines) > 1 and first.column - 3.2 <= first.width <= first.column - 1.0 and unit.lines[1].width > first.width + 0.8


def _mend_verse(units: Sequence[Unit]) -> None:
    """Short lines in a row below a writer's name, none of them a sentence of prose, are verse."""
    for number, unit in enumerate(units):
        if unit.zone != "byline":
            continue
        end = number + 1
        while end < len(units) and units[end].zone in _VERSE and (len(units[end].lines) == 1 or units[end].zone in HEADS) and all(len(line.form) <= _LONGEST_VERSE for line in units[end].lines) and not units[end].level and not units[end].opens:
            end += 1
        if end < len(units) and units[end].zone == "byline" and end - 1 > number:
            end -= 1  # the title of the next text stands on top of its writer
        elif end < len(units) and units[end].zone == "body" and end - 1 > number and units[end - 1].blank:
            end -= 1  # or right on top of the text
        if sum(len(verse.lines) for verse in units[number + 1:end]) >= _FEWEST_VERSES:
            for verse in units[number + 1:end]:
                if verse.zone != "body":
                    verse.becomes("body", "verse")
            if end < len(units) and units[end].zone in HEADS:
                units[end].fresh = True  # verse has no sections


def _mend_signatures(units: Sequence[Unit], rules: LineRules) -> None:
    """A bracket of names alone on a line below the end of a text is its byline, in a column too."""
    for above, unit in zip(units, units[1:], strict=False):
        if unit.zone == "body" and len(unit.lines) <= _LINES_OF_SIGNATURE and unit.form[:1] == "（" and unit.form[-1:] == "）" and above.zone == "body" and ends_sentence(above.form):
            alone = replace(unit.lines[0], form=unit.form, wrapped=False, scores={})
            score_lines([alone], rules)
            if alone.zone == "byline":
                unit.heads = []
                for judged in (unit, *unit.lines):
                    judged.becomes("byline", alone.rule, alone.taken_as)


def _mend_kickers(units: Sequence[Unit]) -> None:
    """A short line that ends with a colon right above a headline leads up to it (某县：), and so does a paragraph that breaks off with a dash (……请看——)."""
    for number, (unit, below) in enumerate(zip(units, units[1:], strict=False)):
        if unit.zone == "subhead" and not unit.level and below.zone == "title" and len(unit.lines) == 1:
            if unit.form[-1:] == "：" and below.lines[0].run == unit.lines[0].run:
                below.becomes("subhead", "below-subhead")  # >>现场：⏎按钮贴满胶布
            elif unit.form.startswith(BRIEF_SIGNS) and unit.size <= _LONGEST_COLUMN:
                unit.becomes("kicker", "column-above-headline")
                unit.parts = {"kicker": SURE}
            continue
        if unit.zone == "body" and unit.form.endswith("—") and not unit.opens and unit.size <= _LONGEST_LEADING_UP and below.zone in ("title", "kicker") and (not number or not is_open(units[number - 1].form)):
            unit.becomes("kicker", "dash-above-headline")
            unit.parts = {"kicker": SURE}
            continue
        if unit.zone == "body" and unit.form[-1:] == "：" and len(unit.lines) == 1 and unit.size <= _LONGEST_KICKER and below.zone in ("title", "kicker") and (not below.blank or below.blank == 1 and unit.blank and not (number and is_open(units[number - 1].form))):
            unit.becomes("kicker", "colon-above-headline")
            unit.parts = {"kicker": SURE}


def _stands_free(before: Unit, unit: Unit, after: Unit) -> bool:
    """True where a line of two halves stands between blank lines below the end of a sentence: a long headline on one line."""
    return bool(unit.blank and after.blank) and ends_sentence(before.form) and bool(_TWO_HALVES.fullmatch(unit.form))


def _unbalanced(form: str) -> bool:
    return any(form.count(opening) != form.count(closing) for opening, closing in ("《》", "“”", "（）", "‘’"))


def _spread_adverts(units: Sequence[Unit]) -> None:
    """Short lines in one run with an advert's telephone or price, and the paragraph under a notice's heading, are advert too."""
    for number, unit in enumerate(units):
        if unit.zone != "advert":
            continue
        for step in (-1, 1):
            at = number + step
            while 0 <= at < len(units) and units[at].lines[0].run == unit.lines[0].run and units[at].zone in _SHORT:
                units[at].becomes("advert", "beside-advert")
                at += step
        if unit.taken_as == "notice":
            for below in units[number + 1:number + 1 + _LINES_OF_NOTICE]:
                if below.blank or below.zone not in _SHORT_OR_BODY or below.opens:
                    break
                below.becomes("advert", "below-notice")
            for below, further in zip(units[number + 1:number + 4], [*units[number + 2:number + 4], None], strict=False):
                if below.zone == "advert":
                    continue
                if below.names_taker or below.of_picture or further is not None and further.zone == "byline" or below.zone != "body" or below.opens or below.heads or below.size > _LONGEST_NOTICE or below.blank > 1 + unit.blank:
                    break
                below.becomes("advert", "below-notice")


def _mark_masthead(units: Sequence[Unit], rules: LineRules) -> None:
    """The name of a paper above which nothing but furniture stands, and furniture right below, is its masthead (北 港 油 田 报⏎2004年8月27日 第三版), in place."""
    for unit, below in pairwise(units):
        if unit.zone in HEADS and below.zone == "furniture" and rules.credits.paper.fullmatch(unit.form):
            unit.becomes("furniture", "masthead")
        elif unit.zone != "furniture":
            return


def _spread_furniture(units: Sequence[Unit]) -> None:
    """A word or two beside a line of the page's head or foot, and nothing else right on top of it or below, is the name of its section (县域⏎编辑：某某); what says where to read on makes a line of the guide of the one above it, in place."""
    for unit, below in zip(units, units[1:], strict=False):
        if below.taken_as == "jump-line" and "见" in below.form and unit.lines[0].run == below.lines[0].run and (unit.zone in HEADS or unit.zone == "body" and len(unit.lines) == 1 and is_open(unit.form)):
            unit.becomes("furniture", "line-of-guide")
    for run in (list(group) for _, group in groupby(units, key=lambda unit: unit.lines[0].run)):
        names = [unit for unit in run if unit.zone in HEADS and not unit.level and unit.size <= _LONGEST_SECTION]
        if names and any(unit.zone == "furniture" for unit in run) and all(unit in names or unit.zone in ("furniture", "advert") and unit.taken_as not in _AMONG_TEXTS for unit in run):
            for unit in names:
                unit.becomes("furniture", "beside-furniture")


def _drop_links(units: Sequence[Unit]) -> None:
    """Headings between 相关阅读 and the end of the page, or next to other links, lead to other pages."""
    linked = False
    last_text = max((number for number, unit in enumerate(units) if unit.zone in ("body", "byline")), default=-1)
    for number, unit in enumerate(units):
        if unit.taken_as == "links":
            linked = True
        elif linked and unit.zone in HEADS:
            if number > last_text:
                unit.becomes("furniture", "link-list")
        elif unit.zone in ("body", "byline"):
            linked = False
