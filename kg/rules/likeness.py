"""Conditions that ask how a slot reads: as a person's name, as an ordinary word.

In: a sheet and a span of it.  Out: yes, no, or the part of the slot that is a name.  The judgement itself is
`kg.namelike` (names) and `kg.tokens` (words); this module only takes the neighbourhood from the sheet.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Span
from kg.namelike import LOOK_AHEAD, LOOK_BACK, NO_NAME, Reading, dotted, reading
from kg.rules.conditions import condition
from kg.tokens import borders, is_word

if TYPE_CHECKING:
    from kg.rules.match import Sheet

_HAN_RUN = re.compile("[一-鿿]*")
_HAN_TAIL = re.compile("[一-鿿]*$")


def _neighbourhood(sheet: Sheet, start: int) -> tuple[str, str]:
    """The unbroken Han characters before and from `start`: punctuation and mentions end them."""
    form = sheet.form
    tail = _HAN_TAIL.search(form[max(0, start - LOOK_BACK):start])
    run = _HAN_RUN.match(form, start, start + LOOK_AHEAD)
    return tail[0] if tail else "", run[0] if run else ""


def _read(sheet: Sheet, start: int) -> Reading:
    left, right = _neighbourhood(sheet, start)
    return reading(left, right) if len(right) > 1 else NO_NAME


@condition("begins-name", narrows=True)
def begins_name(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The slot begins with a person's name, better by N (default 0) than ordinary words; the slot becomes that name."""
    found = _read(sheet, span.start)
    if found.kind in ("", "styled") or found.length > span.length or found.margin < float(argument or 0):
        return False
    return Span(span.start, span.start + found.length)


@condition("name-like")
def name_like(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is exactly the name that reads best from its first character, better by N (default 0) than ordinary words."""
    found = _read(sheet, span.start)
    return found.kind != "styled" and found.length == span.length and found.margin >= float(argument or 0)


@condition("styled-name")
def styled_name(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a bare surname with a title (刘局长), better by N (default 0) than ordinary words."""
    found = _read(sheet, span.start)
    return found.kind == "styled" and found.length == span.length and found.margin >= float(argument or 0)


@condition("surname-has-bearer")
def surname_has_bearer(sheet: Sheet, span: Span, argument: str) -> bool:
    """Somewhere on the page a full name with the slot's first character as surname stands out by N (default 3)."""
    original, surname = sheet.original, sheet.original[span.start]
    at = original.find(surname)
    while at >= 0:
        if at != span.start:
            found = _read(sheet, at)
            if found.kind in ("chinese", "known") and found.margin >= float(argument or 3):
                return True
            mention = sheet.top.get(at)
            if mention is not None and sheet.ruleset.type_of(mention.label) == "PER" and mention.span.length > 1:
                return True
        at = original.find(surname, at + 1)
    return False


@condition("dotted-name", narrows=True)
def dotted_name(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The slot, Han characters with dots, holds a transliterated name of N or less a character (default 7.4); the slot becomes that name."""
    parts = sheet.original[span.start:span.end].split("・")
    if not all(parts):
        return False
    begin, end, price = dotted(parts)
    if price > float(argument or 7.4):
        return False
    return Span(span.start + begin, span.end - len(parts[-1]) + end)


@condition("word")
def is_ordinary_word(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is an ordinary word of the general dictionary, counted at least N times there (default 3)."""
    return is_word(sheet.original[span.start:span.end], int(argument or 3))


@condition("cuts-well")
def cuts_well(sheet: Sheet, span: Span, argument: str) -> bool:
    """Words of the general dictionary begin and end where the slot does."""
    left, right = _neighbourhood(sheet, span.start)
    found = borders(left + right)
    return len(left) in found and len(left) + span.length in found
