"""The condition by which a place that no list has is found from its class noun.

In: a sheet and a span of it, the class noun.  Out: the span of the whole name.  The judgement itself is `kg.placelike`; this module only takes
the characters before the noun from the sheet.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Span
from kg.nametables import name_tables
from kg.placelike import LOOK_BACK, start_of_place
from kg.rules.conditions import condition

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_RUN = re.compile("[一-鿿]*$")


@condition("reads-as-place", narrows=True, takes="number?", is_dear=True)
def reads_as_place(sheet: Sheet, span: Span, argument: str) -> Span | bool:
    """The slot is a class noun, and the two to four characters before it read as the own name of a place, better by N (default 0) than ordinary words; the slot becomes both."""
    before = sheet.form[max(0, span.start - LOOK_BACK):span.start]
    left = before[_RUN.search(before).start():]  # type: ignore[union-attr]  # an empty run is a match too
    for stem in known_stems(sheet):  # 建设良坪 | 文笔桥 on a page about 良坪镇
        if stem in left and not left.endswith(stem):
            left = left[left.rfind(stem) + len(stem):]
    name = start_of_place(left, sheet.original[span.start:span.end])
    return Span(span.start - name.length, span.end) if name.length and name.margin >= float(argument or 0) else False


def known_stems(sheet: Sheet) -> frozenset[str]:
    """The own names of the towns and villages that stand on the page with their class noun: 良坪 of 良坪镇."""
    found = sheet.worked_out.get("stems of places")
    if found is None or found[0] is not sheet.form:
        texts = {mention.text for mention in sheet.top.values() if mention.label in ("Division", "Village") and 3 <= mention.span.length <= 4}
        found = sheet.worked_out["stems of places"] = (sheet.form, frozenset(text[:-1] for text in texts if text[-1] in name_tables().place_ends))
    return found[1]
