"""The condition by which a county whose name is also a word is known from the counties that it is listed with.

In: a sheet and a span of it, a word of a list of divisions.  Out: whether the list it stands in has a division of the same prefecture.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Mention, Span
from kg.rules.conditions import condition

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_JOINTS = frozenset("、和与及")
_SIZES = (3, 2)  # characters of a county’s name
_STEPS = 8  # words of a list that are passed over
_PREFECTURE = 4  # digits of a code that say in which prefecture a county lies


@condition("lies-beside", list_argument=True)
def lies_beside(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a word of the list that lies in the same prefecture as a division of the enumeration it stands in (和顺 in 左权、和顺、昔阳)."""
    table, text, known = sheet.ruleset.lists[argument], sheet.original[span.start:span.end], sheet.ruleset.word_set(argument)
    if text not in known or (sheet.form[span.end:span.end + 1] not in _JOINTS and sheet.form[span.start - 1:span.start] not in _JOINTS):
        return False
    own = _prefectures(dict(table.attributes(table.words.index(text))).get("code", ""))
    return any(not own.isdisjoint(_prefectures(division.attribute("code") or "")) for division in (_behind(sheet, span.end, known), _before(sheet, span.start, known)) if division)


def _behind(sheet: Sheet, at: int, known: frozenset[str]) -> Mention | None:
    """The mention that an enumeration goes on with; words that are known are passed over."""
    for _ in range(_STEPS):
        if sheet.form[at] not in _JOINTS or at + 1 in sheet.top:
            break
        size = next((size for size in _SIZES if sheet.form[at + 1:at + 1 + size] in known), 0)
        at += 1 + size
        if not size:
            return None
    return sheet.top.get(at + 1) if sheet.form[at] in _JOINTS else None


def _before(sheet: Sheet, at: int, known: frozenset[str]) -> Mention | None:
    """As `_behind`, to the left."""
    for _ in range(_STEPS):
        if sheet.form[at - 1] not in _JOINTS or sheet.mention_before(at - 1):
            break
        size = next((size for size in _SIZES if sheet.form[at - 1 - size:at - 1] in known), 0)
        at -= 1 + size
        if not size:
            return None
    return sheet.mention_before(at - 1) if sheet.form[at - 1] in _JOINTS else None


def _prefectures(codes: str) -> set[str]:
    return {code[:_PREFECTURE] for code in codes.split(";") if len(code) > _PREFECTURE and not code.endswith("00")}
