"""Conditions that ask how a slot reads: as a person's name, as an ordinary word.

In: a sheet and a span of it.  Out: yes, no, or the part of the slot that is a name.  The judgement itself is
`kg.namelike` (names) and `kg.tokens` (words); this module only takes the neighbourhood from the sheet.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.dottednames import dotted
from kg.model import Span, new_span
from kg.namecosts import HOPELESS, title_signs
from kg.namelike import LOOK_AHEAD, LOOK_BACK, NO_NAME, WEAKEST, Reading, most_of, reading
from kg.nametables import likely_starts, name_tables
from kg.rules.conditions import condition
from kg.rules.proposals import Company, proposer
from kg.text import LINE_END
from kg.tokens import borders, is_word

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_HAN_RUN = re.compile("[一-鿿]*")
_COMMON = 7.0  # surnames of more than one bearer in a thousand
_AT_ALL, _NEVER = 11.0, 99.0  # surnames of more than one bearer in a hundred thousand; what is no surname
_PREPOSITIONS = frozenset("向于和从与对同为以")  # surnames too, but 向中国 is no name
_AFTER_A_POST = -6.0  # 主任高峰 is a name although 高峰 is a word


class Readings:
    """The names that one state of a sheet may hold, by their place; what was printed over since the state `before` is weighed anew, and nothing else."""

    def __init__(self, sheet: Sheet, before: Readings | None = None):
        self.form = sheet.form
        self.known: dict[int, Reading] = {}
        self._weighed, self._earlier = (before.known, before.form) if before is not None else ({}, "")

    def at(self, start: int) -> Reading:
        """The best name from `start` on: punctuation and mentions end what it sees."""
        found = self.known.get(start)
        if found is None:
            form, near = self.form, max(0, start - LOOK_BACK)
            found = self._weighed.get(start)
            if found is None or form[near:start + LOOK_AHEAD] != self._earlier[near:start + LOOK_AHEAD]:
                left, right = neighbourhood(form, start)
                found = reading(left, right) if len(right) > 1 else NO_NAME
            self.known[start] = found
        return found

    def spans(self, company: Company) -> list[Span]:
        """All names that the rules of a company may accept, from left to right; some of those that none will accept are left out."""
        form, found, signs, titles = self.form + LINE_END, [], title_signs(), name_tables().titles
        before, after, least = company.before, company.after, company.least
        for start in likely_starts(self.form):
            if form[start + 1] not in signs or titles.isdisjoint((form[start + 1], form[start + 1:start + 3], form[start + 1:start + 4])):
                two, three = most_of[form[start:start + 3]]
                behind = before[form[start - 1]]
                bits = behind & after[form[start + 2]]
                if two < (least[bits] if bits in least else _least(company, bits)):
                    bits = behind & after[form[start + 3]]
                    if three < (least[bits] if bits in least else _least(company, bits)):
                        continue
            name = self.at(start)
            if name.margin >= WEAKEST:
                found.append(new_span((start, start + name.length)))
        return found


def _least(company: Company, bits: int) -> float:
    """By how much a name must be better than ordinary words for one of these rules to accept it, if it is no surname with a title."""
    every = [max(asked.values(), default=WEAKEST) for asked in company.grades_asked(bits) if styled_grade not in asked]
    company.least[bits] = least = max(min(every, default=HOPELESS), WEAKEST)
    return least


def readings_of(sheet: Sheet) -> Readings:
    """The readings of the sheet as it is overprinted now."""
    found = sheet.worked_out.get("readings")
    if found is None or found.form is not sheet.form:
        found = sheet.worked_out["readings"] = Readings(sheet, found)
    return found


def neighbourhood(form: str, start: int) -> tuple[str, str]:
    """The unbroken Han characters before and from `start`."""
    back = start
    while back > max(0, start - LOOK_BACK) and "一" <= form[back - 1] <= "鿿":
        back -= 1
    run = _HAN_RUN.match(form, start, start + LOOK_AHEAD)
    return form[back:start], run[0] if run else ""


def parts_post_and_name(sheet: Sheet, start: int) -> bool:
    """True where a two-character place ends a post and begins a name: no 长江 in 市水务局局长江国平, but one in 武汉市长江大桥."""
    original = sheet.original
    posts = sheet.ruleset.vocabulary.lists.get("posts", ()) if name_tables().surnames.get(original[start + 1], _NEVER) <= _AT_ALL else ()
    if not original.endswith(posts, 0, start + 1):
        return False
    return reading(*neighbourhood(original, start + 1)).margin >= _AFTER_A_POST


def parts_name_and_post(sheet: Sheet, start: int, end: int) -> bool:
    """True where a listed name begins inside the name of someone chosen for a post: no 华为 in 任命江国华为水务局局长, no 建行 in 选举江建行为镇长."""
    original = sheet.original
    last = end - 1 if original[end - 1] == "为" else end if original.startswith("为", end) else 0
    verbs = sheet.ruleset.vocabulary.lists.get("verbs-before-those-chosen", ()) if last else ()
    for head in (start - 2, start - 1) if verbs else ():
        if original.endswith(verbs, 0, head):
            found = reading(*neighbourhood(original, head))
            return head + found.length == last and found.kind in ("chinese", "known")
    return False


@proposer("personal-names")
def propose_names(sheet: Sheet, company: Company) -> list[Span]:
    """Wherever a surname, a known name or a run of spelling characters may begin a name."""
    return readings_of(sheet).spans(company)


@proposer("names-over-mentions")
def propose_names_over_mentions(sheet: Sheet, _company: Company) -> list[Span]:
    """A common surname before a two-character place or organisation (许 + 银川), or one that such a mention begins with (万秀 + 英)."""
    surnames, form, original, found = name_tables().surnames, sheet.form, sheet.original, []
    for mention in sheet.visible():
        if mention.span.length != 2 or sheet.ruleset.type_of(mention.label) not in ("LOC", "ORG"):
            continue
        start = mention.span.start + 1
        if form[start - 1] not in _PREPOSITIONS and surnames.get(form[start - 1], _NEVER) < _COMMON:
            found.append(Span(start - 1, start + 2))
        if surnames.get(original[start], _NEVER) < _COMMON and "一" <= form[start + 2] <= "鿿":
            whole = reading("", original[start:start + 2] + neighbourhood(form, start + 2)[1])
            if whole.length == 3 and whole.kind in ("chinese", "known") and whole.margin >= 0:
                found.append(Span(start, start + 3))
    return found


_NONE = float("-inf")  # the grade of what is no name at all


def name_grade(sheet: Sheet, span: Span) -> float:
    """By how much a slot that is the name that reads best from its first character is better than ordinary words."""
    found = readings_of(sheet).at(span.start)
    return found.margin if found.length == span.length and found.kind != "styled" else _NONE


def home_grade(sheet: Sheet, span: Span) -> float:
    """As `name_grade`, of a name that is not transliterated."""
    found = readings_of(sheet).at(span.start)
    return found.margin if found.length == span.length and found.kind in ("chinese", "japanese", "known") else _NONE


def foreign_grade(sheet: Sheet, span: Span) -> float:
    """As `name_grade`, of a transliterated or minority name of three characters and more."""
    found = readings_of(sheet).at(span.start)
    return found.margin if 2 < found.length == span.length and found.kind in ("foreign", "minority", "japanese") else _NONE


def styled_grade(sheet: Sheet, span: Span) -> float:
    """As `name_grade`, of a bare surname with a title."""
    found = readings_of(sheet).at(span.start)
    return found.margin if found.kind == "styled" and found.length == span.length else _NONE


@condition("name-like", takes="number?", grade=name_grade)
def name_like(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is exactly the name that reads best from its first character, better by N (default 0) than ordinary words."""
    return name_grade(sheet, span) >= float(argument or 0)


@condition("opens-with-a-name", takes="number?")
def opens_with_a_name(sheet: Sheet, span: Span, argument: str) -> bool:
    """The name that reads best from the slot's first character ends before the slot does, better by N (default 0) than ordinary words."""
    found = readings_of(sheet).at(span.start)
    return 0 < found.length < span.length and found.margin >= float(argument or 0) and found.kind in ("chinese", "known")


@condition("home-like", takes="number?", grade=home_grade)
def home_like(sheet: Sheet, span: Span, argument: str) -> bool:
    """As name-like, for a name that is not transliterated."""
    return home_grade(sheet, span) >= float(argument or 0)


@condition("foreign-like", takes="number?", grade=foreign_grade)
def foreign_like(sheet: Sheet, span: Span, argument: str) -> bool:
    """As name-like, for a transliterated or minority name of three characters and more."""
    return foreign_grade(sheet, span) >= float(argument or 0)


@condition("styled-name", takes="number?", grade=styled_grade)
def styled_name(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a bare surname with a title (刘局长), better by N (default 0) than ordinary words."""
    return styled_grade(sheet, span) >= float(argument or 0)


@condition("surname-has-bearer", takes="number?")
def surname_has_bearer(sheet: Sheet, span: Span, argument: str) -> bool:
    """The page has a full name with the slot's first character as surname: after a post, or standing out by N (default 3)."""
    original, surname = sheet.original, sheet.original[span.start]
    posts = sheet.ruleset.words("posts")
    at = original.find(surname)
    while at >= 0:
        if at != span.start:
            found = readings_of(sheet).at(at)
            if found.kind in ("chinese", "known") and found.margin >= (_AFTER_A_POST if original.endswith(posts, 0, at) else float(argument or 3)):
                return True
            mention = sheet.top.get(at)
            if mention is not None and sheet.ruleset.type_of(mention.label) == "PER" and mention.span.length > 1:
                return True
        at = original.find(surname, at + 1)
    return False


@condition("dotted-name", narrows=True, takes="number?")
def dotted_name(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The slot, Han characters with dots, holds a transliterated name of N or less a character (default 7.4); the slot becomes that name."""
    start = span.start + _of_other_names(sheet, span)
    parts = sheet.original[start:span.end].split("・")
    if not all(parts):
        return False
    begin, end, price = dotted(parts, paused=not "一" <= sheet.original[span.end:span.end + 1] <= "鿿")
    if price > float(argument or 7.4):
        return False
    return Span(start + begin, span.end - len(parts[-1]) + end)


def _of_other_names(sheet: Sheet, span: Span) -> int:
    """How many characters of the slot belong to names of three characters and more that end before its first dot (哈萨克斯坦的阿・德米特里延科)."""
    first = sheet.original.find("・", span.start)
    ends = [at + mention.span.length for at in range(span.start, first) if (mention := sheet.top.get(at)) is not None and mention.span.length > 2]
    return max([end for end in ends if end < first], default=span.start) - span.start


@condition("word", takes="count?")
def is_ordinary_word(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is an ordinary word of the general dictionary, counted at least N times there (default 3)."""
    return is_word(sheet.original[span.start:span.end], int(argument or 3))


@condition("cuts-well", is_dear=True)
def cuts_well(sheet: Sheet, span: Span, argument: str) -> bool:
    """Words of the general dictionary begin and end where the slot does."""
    left, right = neighbourhood(sheet.form, span.start)
    found = borders(left + right)
    return len(left) in found and len(left) + span.length in found


@condition("begins-with-word", is_dear=True)
def begins_with_word(sheet: Sheet, span: Span, argument: str) -> bool:
    """A word of the general dictionary begins where the slot does, not before it (度假区 + 主任, not 度假 + 区主任)."""
    left, right = neighbourhood(sheet.form, span.start)
    return not left or len(left) in borders(left + right)
