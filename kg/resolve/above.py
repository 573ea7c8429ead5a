"""The unit that a part or an office of it means where it is printed without: 二连, 师党委, 第四管理区; the committee that a department is one of.

In: an organisation name that its rule takes as `part-of-unit`, and the organisation names of its page.  Out: what would stand before it in full.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from kg.resolve.named import Name
from kg.resolve.orgnames import arabic
from kg.resolve.turns import PageTurns

_NUMERAL = re.compile("[0-9０-９〇零一二三四五六七八九十百]+")
_NEAR = 200  # names before and behind
_DEPARTMENTS = 6  # of one committee, in a list of their heads
PART = "part-of-unit"


def head_of_part(name: Name, names: Sequence[Name], turns: PageTurns) -> str:
    """The words before a part of a unit: 农七师一二五团 before 二连, 农五 before 师党委, 农七师 before 125团; nothing where no reader could say.

    The unit named last before in the article counts, else the one named next in it, by the longest of its names; an article that names none (a caption) means what the page
    means by the same name elsewhere.
    """
    at = bisect_left(names, name.span.start, key=lambda other: other.span.start)
    near = names[max(0, at - _NEAR):at + _NEAR]
    return _head_in(name, near, turns) or next((head for other in near if other.form == name.form and other.article != name.article
                                                and (head := _head_in(other, near, turns))), "")


def _head_in(name: Name, near: Sequence[Name], turns: PageTurns) -> str:
    """The same by the names of the article alone."""
    mine = [other for other in near if other.article == name.article and other.mention.taken_as != PART]
    before = [other for other in reversed(mine) if other.span.end <= name.span.start]
    heads = [head for other in before + [other for other in mine if other.span.start > name.span.start] if (head := _unit_of(name.form, other.form, turns))]
    number = _digits(heads[0]) if heads else ""
    return max((head for head in heads if _digits(head).endswith(number)), key=len, default="")  # 农七师一二五团, not 125团


def _unit_of(part: str, form: str, turns: PageTurns) -> str:
    """What a name says of the unit that a part wants: 农五 of 农五师九十一团 for 师党委, all but a part of its own for 二连."""
    level = turns.level_of_unit.match(part)
    if level is not None:
        return next((form[:found.start()] for found in turns.levels_of_units.finditer(form) if found[1] == level[1]), "")
    whole = turns.units_with_parts.match(form)
    if whole is None or turns.units_with_parts.fullmatch(part) is None:
        return whole[0] if whole is not None else ""
    unit = _NUMERAL.search(part)  # 一二五团 by itself: what stands before it elsewhere
    number = next((found for found in _NUMERAL.finditer(whole[0]) if unit is not None and arabic(found[0]) == arabic(unit[0]) and whole[0].endswith(part[unit.end():], found.end())), None)
    return whole[0][:number.start()] if number is not None else ""


def _digits(form: str) -> str:
    return _NUMERAL.sub(lambda found: arabic(found[0]), form)


def committee_of(body: Name | None, before: Callable[[Name], Name | None], departments: tuple[str, ...]) -> str:
    """The committee whose department is printed alone behind `body`: the body itself or, where that is a department, what it is one of (某县委组织部部长、宣传部部长、统战部部长)."""
    for _ in range(_DEPARTMENTS):
        if body is None or body.form not in departments:
            break
        body = before(body)
    return next((body.form.removesuffix(end) for end in departments if body.form.endswith(end)), body.form) if body is not None else ""
