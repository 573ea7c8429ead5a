"""Why is this line a headline?  The rules that spoke for and against, the joins, and what the page as a whole decided.

In: a `Page`, the rule set it was read with, and a raw span.  Out: lines of text for people, a few for each printed line that the span meets.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Page, Span
from kg.read.headings import weigh
from kg.read.kinds import parts_of_headline, score_lines
from kg.read.lifting import Segment
from kg.read.linerules import LineRule, LineRules, line_rules
from kg.read.lines import HEADS, Line, without_markup
from kg.read.mending import read_units
from kg.read.order import headline_stands_after
from kg.read.report import Zone, zones_of_file
from kg.read.segments import segment
from kg.read.signs import Sign
from kg.read.titles import title_signs
from kg.rules import RuleSet, built_in_rules

_STEPS = {"sums-up": "it stands below 核心提示 or the like, and above the report's writer", "below-subhead": "the section's label stands right above it", "column-above-headline": "it is the name of a column right above a headline",
          "line-of-guide": "the line below it says on which page to read on", "text-cut-off": "it stands between text and text, and is the end of a column or page", "beside-advert": "it stands right beside a line of an advert",
          "below-notice": "it stands below the heading of a notice", "link-list": "it stands among links, below the last text", "colon-above-headline": "it ends with a colon right above a headline", "above-short-reports": "it names the column of the short reports below it", "text": "no rule spoke for anything else",
          "paragraph-printed-twice": "the same words stand above it", "html-headline": "the page's mark-up says so", "html-heading": "the page's mark-up says so",
          "record-title": "it is the record's title", "names-below-byline": "it is a row of names right below a byline", "dash-in-column": "it is a full line of a column and goes on below", "dateline-goes-on": "a narrow column has cut the dateline above it",
          "credit-goes-on": "the credit that names them begins on the line above",
          "list-goes-on": "it breaks off in a list that the headline's line below goes on with",
          "pdf-large-type": "its type is larger than the text's"}
_JOINS = {"sentence-goes-on": "the line above ends in mid-sentence", "line-is-full": "the line above fills its column", "column-break": "the column above breaks off in mid-sentence",
          "heading-over-two-lines": "the headline goes on",
          "bracket-over-two-lines": "the headline goes on up to its closing bracket",
          "credit-goes-on": "the line above begins the credit"}


def span_of_line(text: str, number: int) -> Span | None:
    """The raw span of a printed line, counted from 1 as editors do; None where the text has fewer lines.

    >>> span_of_line("大桥通车\\n\\n昨日，", 3)
    Span(start=6, end=9)
    """
    start = 0
    for _ in range(number - 1):
        start = text.find("\n", start) + 1
        if not start:
            return None
    end = text.find("\n", start)
    return Span(start, len(text) if end < 0 else end) if number > 0 else None


def reasons(page: Page, within: Span, ruleset: RuleSet | None = None) -> Iterator[str]:
    """Why each printed line that meets `within` (raw) is what it is."""
    rules = line_rules(ruleset or built_in_rules())
    lines, units = read_units(without_markup(page.source.text), rules, page.source.marked)
    unit_of = {id(line): unit for unit in units for line in unit.lines}
    judged = _judged(segment(units, rules), rules)
    zones = [zone for zone in zones_of_file(page) if zone.span.meets(within)]
    for line in lines:
        if not Span(line.start, line.end).meets(within):
            continue
        number = page.source.text.count("\n", 0, line.start) + 1
        yield f"{page.source.name}:{number} “{_short(page.source.text[line.start:line.end])}”"
        for zone in zones:
            if zone.span.meets(Span(line.start, line.end)):
                yield "  " + _zone(zone, page, rules)
        votes = list(_votes(line, rules))
        for zone_name in sorted({rule.zone for rule in votes}, key=lambda name: (-sum(rule.score for rule in votes if rule.zone == name), name)):
            spoke = [rule for rule in votes if rule.zone == zone_name]
            yield f"  for {zone_name} {_score(sum(rule.score for rule in spoke))}: " + "; ".join(f"{rule.id} {_score(rule.score)} ({rule.rule.path}:{rule.rule.line}): {rule.rule.about}" for rule in spoke)
        if line.bonds:
            yield f"  joined to the line above ({line.bonds}): {_JOINS.get(line.bonds, line.bonds)}"
        unit = unit_of.get(id(line))
        if unit is not None:
            yield from judged.get(id(unit), ())
            if unit.because:
                yield f"  between two texts it heads {'a section of the text above' if unit.zone == 'subhead' else 'an article'}: {_weighed(unit.because)}"
        if unit is not None and unit.zone in HEADS:
            looks = [(rule, parts_of_headline(line, rules, [rule])) for rule in rules.parts]
            yield from (f"  as a line of a headline it looks like a {rule.zone} {_score(rule.score)}: {rule.id} ({rule.rule.path}:{rule.rule.line})" for rule, found in looks if found)
            after, signs = headline_stands_after([one for one in units if one.zone not in ("furniture", "advert")])
            yield f"  on this page a headline stands {'after' if after else 'before'} its text ({signs})"
        if line.wrapped:
            yield f"  it stands in a column of {line.column:.0f} characters"


def _judged(segments: Sequence[Segment], rules: LineRules) -> dict[int, list[str]]:
    """For each plain line of a headline of several lines, what spoke for and against it as the title."""
    said: dict[int, list[str]] = {}
    for segment_ in segments:
        plain = [unit for unit in segment_.heads if unit.zone != "subtitle" and not unit.level]
        if len(plain) > 1 and len(plain) == sum(unit.zone != "subtitle" for unit in segment_.heads):
            for unit, found in zip(plain, title_signs(plain, segment_.body, rules.headings), strict=True):
                said[id(unit)] = [f"  as the title of its headline: {_weighed(found)}"]
    return said


def _weighed(found: Sequence[Sign]) -> str:
    return f"{weigh(found):+g} ({'; '.join(f'{sign.weight:+g} {sign.name}: {sign.about}' for sign in found) or 'nothing speaks for or against it'})"


def _zone(zone: Zone, page: Page, rules: LineRules) -> str:
    rule = rules.by_id.get(zone.rule)
    why = f"{zone.rule} ({rule.rule.path}:{rule.rule.line})" if rule else f"{zone.rule}: {_STEPS[zone.rule]}" if zone.rule in _STEPS else zone.rule
    article = page.articles[zone.article] if zone.article is not None else None
    of = f" of the {article.kind} “{_short(article.title or page.text.slice(article.body[0]) if article.title or article.body else '')}”" if article else ""
    return f"{zone.span.start}-{zone.span.end} is {zone.zone}{of}: {why}"


def _votes(line: Line, rules: LineRules) -> Iterator[LineRule]:
    for rule in rules.whole:
        alone = replace(line, scores={})
        score_lines([alone], rules, [rule])
        if alone.scores:
            yield rule


def _score(score: float) -> str:
    return f"{score:g}"


def _short(words: str) -> str:
    bare = " ".join(words.split())
    return bare if len(bare) <= 40 else f"{bare[:24]}…{bare[-12:]}"
