"""Lines judged once more beside their neighbours: what names a writer, and what goes on with the line above.

In: scored lines in print order.  Out: the same, some with another zone than the line alone had.
"""
from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.namelike import reading
from kg.read.bylines import names_in
from kg.read.going_on import is_open
from kg.read.kinds import cut_tail, score_lines
from kg.read.linerules import LineRules
from kg.read.lines import HEADS, Line, ends_sentence, is_full
from kg.read.units import BRIEF_SIGNS
from kg.tokens import frequency, tag

_NAME, _FIRST_LINE = 3, 3.2  # characters of a name, and by which the first line of a paragraph may fall short of its column
_MARKED_PAIR = re.compile("[□■]\u3000?[一-鿿]\u3000[一-鿿]")  # □ 洛　桑: a name that begins with no surname
_BRACKETED_PAIR = re.compile("（[一-鿿]\u3000[一-鿿]）")
_NAME_TAGS = ("nr", "nrt", "ns")  # what the dictionary has for names of people; for names that are a place too
_AT_MARGIN = 6.0  # characters of white space before a name
_LONGEST_ROW_OF_NAMES = 20
_LONGEST_LINE_OF_WRITERS, _SURELY = 30, 6.0  # characters; the score of what two lines together look like
_LONGEST_BRACKET = 40  # characters of a bracket of names, before the line that closes it
_LONGEST_CREDIT = 30  # characters of a credit that stand on the line above its last


def judge_beside_neighbours(lines: list[Line], rules: LineRules) -> None:
    """Give writers' names, and lines that a narrow column has cut, their right zones, in place."""
    _mark_lists_in_headlines(lines)
    _mark_authors(lines, rules)
    _join_bylines(lines, rules)
    _mark_names_below_bylines(lines, rules)
    _mark_names_below_briefs(lines, rules)
    _mark_names_at_margin(lines, rules)
    _keep_datelines_whole(lines, rules)
    _keep_credits_whole(lines, rules)
    _keep_dashes_of_text(lines)


def _mark_lists_in_headlines(lines: list[Line]) -> None:
    """A short line that breaks off in a list right above a headline's line begins it (某某受贿、⏎贪污一案开庭), in place."""
    for number, (line, below) in enumerate(pairwise(lines)):
        if line.form[-1] == "、" and line.zone == "body" and not line.wrapped and len(line.form) <= _LONGEST_ROW_OF_NAMES and below.zone in HEADS and below.run == line.run \
                and not (number and lines[number - 1].run == line.run and lines[number - 1].zone == "body"):
            line.becomes(below.zone, "list-goes-on")


def _mark_authors(lines: list[Line], rules: LineRules) -> None:
    """A name alone between a headline and its text is who wrote it (an essay, a comment), in place."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if line.zone == "title" and not line.level and above.zone in HEADS and (below.zone == "body" and (_are_authors(line, below, rules) or _is_author(line, below, rules) or above.zone == "subtitle" and _is_spaced_name(line, rules)) or _heads_verse(line, below, rules)):
            line.becomes("byline", "author-below-headline")
    for above, line in pairwise(lines):
        if line.zone == "title" and not line.level and above.zone in HEADS and _MARKED_PAIR.fullmatch(line.form) and _may_be_name(line.form[-3] + line.form[-1]):
            line.becomes("byline", "marked-pair-below-headline")
        elif _BRACKETED_PAIR.fullmatch(line.form) and above.zone == "body" and ends_sentence(above.form) and _may_be_name(line.form[1] + line.form[3]):
            line.becomes("byline", "bracketed-pair-below-text")
            line.wrapped = False


def _may_be_name(pair: str) -> bool:
    """True for two characters that no dictionary has, or has as a name."""
    return (tag(pair) or "nr") in _NAME_TAGS


def _is_spaced_name(line: Line, rules: LineRules) -> bool:
    """True where a line is three characters, all set apart, that a surname begins: below a subtitle with a dash a writer, and no headline."""
    return len(line.form) == _NAME and line.end - line.start >= 2 * _NAME - 1 and (rules.credits.is_name(line.form) or reading("", line.form).length == _NAME)


def _join_bylines(lines: list[Line], rules: LineRules) -> None:
    """A line of writers that breaks off in a list, or behind a role, and the line right below it that names the rest (记者李勇 通讯员何苗、⏎汪志鹏摄) are one byline, in place."""
    for number, (above, line) in enumerate(pairwise(lines)):
        begun = above.form.endswith(("、", *rules.credits.role_ends))
        if not begun or line.run != above.run or above.level or len(above.form) > _LONGEST_LINE_OF_WRITERS or len(line.form) > _LONGEST_LINE_OF_WRITERS or number and is_open(lines[number - 1].form) and lines[number - 1].run == above.run:
            continue
        whole = replace(above, form=above.form + ("" if above.form[-1] == "、" else "\u3000") + line.form, wrapped=False, scores={})
        score_lines([whole], rules)
        if whole.zone == "byline" and whole.scores["byline"] > _SURELY:
            for part in (above, line):
                part.becomes("byline", whole.rule, whole.taken_as)
                part.wrapped = False
            line.rule = "name-goes-on"


def _mark_names_below_bylines(lines: list[Line], rules: LineRules) -> None:
    """A row of names right below a byline goes on with it (■ 本报记者 李 勇⏎汪志鹏 李 娜), in place."""
    for above, line in pairwise(lines):
        if above.zone == "byline" and line.zone in HEADS and line.run == above.run and not line.level and _is_row_of_names(line.form, rules):
            line.becomes("byline", "names-below-byline")


def _mark_names_below_briefs(lines: list[Line], rules: LineRules) -> None:
    """Names alone below a short report that begins with a sign, and above the next or a blank line, signed it (◆昨日，……通车。⏎王芳 李勇⏎◆近日，……), in place."""
    brief = False  # the line above is of a report that begins with a sign
    for above, line, below in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        brief = above.form.startswith(BRIEF_SIGNS) or brief and above.zone in ("body", "byline") and not above.blank
        is_last = below is None or below.blank or below.form.startswith(BRIEF_SIGNS)
        if brief and is_last and not (line.level or line.blank) and above.zone == "body" and ends_sentence(above.form) and (_is_row_of_names(line.form, rules) or _is_name_alone(line.form, rules)):
            line.becomes("byline", "names-below-brief")
            line.wrapped = False


def _mark_names_at_margin(lines: list[Line], rules: LineRules) -> None:
    """Names alone that white space pushes to the right, below the end of a text and above a blank line, signed it, in place."""
    for above, line, below in zip(lines, lines[1:], [*lines[2:], None], strict=False):
        is_last = below is None or below.blank or below.run != line.run
        at_foot = line.inset >= _AT_MARGIN and is_last and not line.blank and above.zone == "body" and ends_sentence(above.form)
        if at_foot and line.zone != "byline" and (_is_row_of_names(line.form, rules) or _is_name_alone(line.form, rules)):
            line.becomes("byline", "names-at-margin")
            line.wrapped = False


def _is_name_alone(form: str, rules: LineRules) -> bool:
    """True where a line is one name of two or three characters that no dictionary has."""
    return len(form) <= _NAME and rules.credits.is_name(form) and not frequency(form)


def _keep_datelines_whole(lines: list[Line], rules: LineRules) -> None:
    """Writers in a dateline that a narrow column has cut (本报讯（记者 李勇⏎汪志鹏 通讯员 李娜）昨日……) are no byline, in place."""
    for above, line in pairwise(lines):
        if line.zone == "byline" and above.zone == "body" and line.run == above.run \
                and (above.form.count("（") > above.form.count("）") or above.taken_as == "dateline-alone" and line.form[0] in "（【"):
            line.becomes("body", "dateline-goes-on")
        elif line.zone in HEADS and not line.level and above.zone == "body" and above.wrapped and is_full(above) and _closes_bracket(above.form, line.form):
            line.becomes("body", "bracket-goes-on")
        elif above.zone == "byline" and line.zone != "byline" and above.wrapped and line.run == above.run and rules.credits.rest_of_name.fullmatch(line.form):
            line.becomes("byline", "name-goes-on")


def _keep_credits_whole(lines: list[Line], rules: LineRules) -> None:
    """The second line of a credit that begins behind the full stop on the line above (……乡亲们笑了。本报⏎记者 王芳 摄) is no byline of its own, in place."""
    for above, line in pairwise(lines):
        if line.zone == "byline" and above.zone == "body" and not line.blank and not line.indented and is_open(above.form):
            begun = above.form[-_LONGEST_CREDIT:]
            cuts = cut_tail(begun + line.form, rules)
            if cuts and cuts[-1].zone == "byline" and 0 < cuts[-1].span.start < len(begun):
                line.becomes("body", "credit-goes-on")


def _closes_bracket(above: str, form: str) -> bool:
    """True where a line ends the bracket of names that the line above it opens (（记者 李⏎勇））."""
    opened, closes = above.rfind("（"), form.find("）")
    return opened > above.rfind("）") and len(above) - opened <= _LONGEST_BRACKET and closes == len(form) - 1 and "（" not in form


def _keep_dashes_of_text(lines: list[Line]) -> None:
    """A full line of a column that begins with a dash, and goes on in the line below, is text (——一年来，……), and so is one that goes on from the line above (……文⏎章开头，记者交代了…), in place."""
    for above, line, below in zip(lines, lines[1:], lines[2:], strict=False):
        if line.zone == "subtitle" and line.wrapped and not line.level and above.zone == "body" and below.run == line.run and below.zone == "body" and line.width >= line.column - _FIRST_LINE:
            line.becomes("body", "dash-in-column")
        elif line.zone == "byline" and line.wrapped and above.zone == below.zone == "body" and above.run == line.run == below.run and not line.indented and is_open(above.form) and is_full(line):
            line.becomes("body", "text-in-column")


def _is_row_of_names(form: str, rules: LineRules) -> bool:
    """True where a line is two names or more, and nothing else.

    >>> from kg.read.linerules import line_rules
    >>> from kg.rules import built_in_rules
    >>> [_is_row_of_names(form, line_rules(built_in_rules())) for form in ("汪志鹏　李　娜", "高温　方案出台")]
    [True, False]
    """
    names = [name for name, _ in names_in(form, rules.credits)] if len(form) <= _LONGEST_ROW_OF_NAMES else []
    return len(names) > 1 and sum(map(len, names)) == len(form.replace("　", "").replace("、", "")) and all(len(name) <= 3 and rules.credits.is_name(name) for name in names)


def _is_author(line: Line, below: Line, rules: LineRules) -> bool:
    """True where a line is one name: two characters set apart, or two or three that no dictionary has and that read as a name; three that stand free need only begin with a surname."""
    form, word = line.form, line.form.replace("\u3000", "")
    if not rules.credits.is_name(word):
        return False
    if _is_pair(form):
        return True
    found = reading("", word)
    if len(word) != len(form) or found.length != len(word) or frequency(word):
        return False
    return found.margin > 0 or len(word) == _NAME and bool(line.blank and below.blank)


def _are_authors(line: Line, below: Line, rules: LineRules) -> bool:
    """True where a line between blank ones is two names or three that no dictionary has, and nothing else."""
    words = line.form.replace("、", "\u3000").split("\u3000")
    return bool(line.blank and below.blank) and 1 < len(words) <= _NAME and all(len(word) > 1 and _is_name_alone(word, rules) and reading("", word).length == len(word) for word in words)


def _is_pair(form: str) -> bool:
    return len(form) == _NAME and form[1] == "\u3000"


def _heads_verse(line: Line, below: Line, rules: LineRules) -> bool:
    """True where a name of two characters set apart, which are no word, stands free above a short line of verse."""
    word = line.form.replace("\u3000", "")
    return below.zone in HEADS and _is_pair(line.form) and bool(line.blank and below.blank) and rules.credits.is_name(word) and not frequency(word)
