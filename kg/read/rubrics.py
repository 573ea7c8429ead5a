"""Columns of short reports and comments: which lines name them, and which paragraphs below are texts of their own.

In: the units of a page in print order.  Out: the same units, some with another zone, and `fresh` set on each that begins a text.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from kg.read.going_on import is_open
from kg.read.headings import FULL_NAME, lead_of
from kg.read.lifting import Segment
from kg.read.lines import HEADS
from kg.read.openings import OpeningWords
from kg.read.units import BRIEF_SIGNS, SURE, Unit

_LONGEST_COLUMN_NAME, _LONGEST_BRIEF = 6, 170  # characters
_TWO_AND_WRITERS = 6  # units: two reports, each with its writer on a line or two
_MOST_OF_DECK, _LONGEST_DECK = 4, 300  # paragraphs; characters


def mark_columns(units: Sequence[Unit], openings: OpeningWords) -> None:
    """Name columns and mark what begins a text of its own below their names, in place."""
    headed = signed = False  # the last headline that stands in no brackets, and its writer
    for number, unit in enumerate(units):
        if unit.zone in ("title", "body") and _names_column(units, number):
            unit.becomes("furniture", "above-short-reports", "rubric")
        if unit.zone == "furniture" or unit.zone in HEADS and not unit.heads_brief:
            headed, signed = unit.zone in HEADS, False
        signed |= headed and unit.zone == "byline"
        if unit.taken_as == "rubric" and unit.zone == "furniture" and number + 1 < len(units):
            briefs = _briefs(units, number + 1, openings)
            for below in [units[number + 1], *briefs]:
                below.fresh = True
            for below in briefs if not any(brief.opens for brief in briefs) else ():
                below.column = unit
        elif unit.taken_as == "guide" and "图" in unit.form and number + 1 < len(units) and units[number + 1].zone == "body":
            units[number + 1].fresh, units[number + 1].signs = True, {**units[number + 1].signs, "caption": SURE}  # 图片新闻
        elif unit.taken_as == "guide" and number + 1 < len(units) and units[number + 1].zone == "title":
            units[number + 1].fresh = True  # 相关链接⏎换物业要走哪些程序
        elif unit.taken_as == "deck":
            _mark_deck(units, number + 1)
        elif unit.taken_as == "jump-line" and "接" in unit.form and number + 1 < len(units) and units[number + 1].zone == "body":
            units[number + 1].fresh = True  # （上接第一版）: another page's article goes on
        elif unit.zone == "body" and openings.to_the_editor.match(unit.form):
            unit.fresh = True
        elif unit.heads_brief and number + 1 < len(units) and units[number + 1].zone == "body" and not units[number + 1].blank:
            unit.fresh = not signed or units[number + 1].opens or _begins_report(units[number + 1], openings)  # a signed article has sections so headed
        elif unit.taken_as == "head-of-comment":
            unit.fresh, unit.parts = True, {"kicker": SURE}


def join_columns(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a page, the short reports of a column that have no headline of their own as one article under the column's name."""
    out: list[Segment] = []
    columns: dict[int, Segment] = {}
    for segment in segments:
        column = segment.body[0].column if segment.body and not segment.heads else None
        if column is None:
            out.append(segment)
        elif id(column) in columns:
            columns[id(column)].bylines += segment.bylines
            columns[id(column)].body += segment.body
        else:
            column.becomes("title", column.rule)
            columns[id(column)] = replace(segment, kind="article", heads=[column], because="a column of short reports")
            out.append(columns[id(column)])
    return out


def _mark_deck(units: Sequence[Unit], first: int) -> None:
    """The paragraphs between 核心提示 and the report's writer go with its headline, in place."""
    deck = list(takewhile(lambda unit: unit.zone == "body" and not unit.opens, units[first:first + _MOST_OF_DECK]))
    behind = first + len(deck)
    if behind < len(units) and units[behind].zone == "byline" and sum(unit.size for unit in deck) <= _LONGEST_DECK:
        for unit in deck:
            unit.becomes("subtitle", "sums-up")


def _names_column(units: Sequence[Unit], number: int) -> bool:
    """True where a few characters stand above two paragraphs and more that begin with a sign, each a report of its own; who wrote it may stand below each."""
    unit = units[number]
    if len(unit.lines) > 1 or unit.level or unit.size > _LONGEST_COLUMN_NAME or not is_open(unit.form):
        return False
    below = [one for one in units[number + 1:number + 1 + _TWO_AND_WRITERS] if one.zone != "byline"][:2]
    return len(below) == 2 and all(_is_signed(brief) for brief in below)


def _is_signed(unit: Unit) -> bool:
    return unit.zone == "body" and unit.form.startswith(BRIEF_SIGNS) and not is_open(unit.form)


def _briefs(units: Sequence[Unit], start: int, openings: OpeningWords) -> list[Unit]:
    """The paragraphs below a column's name where each is short and begins with a place, a house or a day of its own, or those that begin with the same sign; else none."""
    found: list[Unit] = []
    for unit in units[start:]:
        if unit.zone == "body":
            found.append(unit)
        elif unit.zone != "byline":
            break
    signed = list(takewhile(lambda unit: unit.form[0] == found[0].form[0], found)) if found and found[0].form.startswith(BRIEF_SIGNS) else []
    if len(signed) > 1:
        return signed
    apart = len(found) > 1 and all(unit.size <= _LONGEST_BRIEF and not is_open(unit.form) and _begins_report(unit, openings) for unit in found)
    return found if apart else []


def _begins_report(unit: Unit, openings: OpeningWords) -> bool:
    """True where a paragraph begins with a place, a house or a day of its own."""
    words = lead_of([unit])
    return bool(FULL_NAME.match(words) or openings.own_day.match(words))


def heads_of_texts(cluster: Sequence[Unit]) -> bool:
    """True where a cluster of headings holds one that always heads a text of its own."""
    return cluster[0].zone in HEADS and any(unit.fresh for unit in cluster)
