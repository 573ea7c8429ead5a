"""Why the page was read as it was: for every line its zones, the rules that spoke for them, and the joins.

In: a `Page` (and the rule set it was read with).  Out: `LineReport` records for a person or a program, and the zones of the
whole file as stretches that leave no character out.
"""
from __future__ import annotations

from array import array

from kg.model import Page, Span, record
from kg.read.linerules import line_rules
from kg.read.lines import without_markup
from kg.read.mending import read_units
from kg.rules import RuleSet, built_in_rules


@record
class Zone:
    """A raw stretch of one zone.  `rule` names the line rule or the step that decided; `article` indexes `Page.articles`."""

    span: Span
    zone: str
    rule: str
    article: int | None


@record
class LineReport:
    """One printed line: its raw span, its zones from left to right, why it was joined to the line above, and the scores."""

    number: int
    span: Span
    zones: tuple[Zone, ...]
    joined: str
    scores: tuple[tuple[str, float], ...]


def zones_of_file(page: Page) -> tuple[Zone, ...]:
    """The zones of the whole raw text, in order: every character, white space too, is in exactly one.

    White space and signs that are no text (`#`, `■`, tags) belong to the zone before them, at the top of the page to the first.
    """
    size = len(page.source.text)
    owner = array("l", [-1]) * size
    for number, block in enumerate(page.blocks):
        for at in page.text.at[block.span.start:block.span.end]:
            owner[at] = number
    zones: list[Zone] = []
    first = next((number for number in owner if number >= 0), None)
    if first is None:
        return (Zone(Span(0, size), "furniture", "blank", None),) if size else ()
    start, current = 0, first
    for at, number in enumerate(owner):
        if number >= 0 and number != current:
            zones.append(_zone(page, start, at, current))
            start, current = at, number
    zones.append(_zone(page, start, size, current))
    return tuple(zones)


def _zone(page: Page, start: int, end: int, number: int) -> Zone:
    block = page.blocks[number]
    return Zone(Span(start, end), block.zone, block.rule, block.article)


def zones_report(page: Page, ruleset: RuleSet | None = None) -> tuple[LineReport, ...]:
    """For each printed line of a page its zones, the rules that decided, and its join to the line above."""
    rules = line_rules(ruleset or built_in_rules())
    plain = without_markup(page.source.text)
    lines, _ = read_units(plain, rules, page.source.marked)
    zones = zones_of_file(page)
    reports, first = [], 0
    for number, line in enumerate(lines, 1):
        while first + 1 < len(zones) and zones[first].span.end <= line.start:
            first += 1
        mine, at = [], first
        while at < len(zones) and zones[at].span.start < line.end:
            zone = zones[at]
            mine.append(Zone(Span(max(line.start, zone.span.start), min(line.end, zone.span.end)), zone.zone, zone.rule, zone.article))
            at += 1
        reports.append(LineReport(number, Span(line.start, line.end), tuple(mine), line.bonds, tuple(sorted(line.scores.items()))))
    return tuple(reports)
