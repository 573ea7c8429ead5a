"""What each rule does on given pages: tried, matched, won, lost, time, claims it feeds.

In: pages and rules folders.  Out: one `RuleUse` a rule.  The rule set is loaded for the measuring alone: its patterns and
conditions are wrapped so that they count and time themselves.
"""
from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import NamedTuple

from kg.errors import PageError
from kg.extract import Findings, extract
from kg.model import Claim, Mention, Note, Page
from kg.rules import Rule, RuleSet, load
from kg.rules.patterns import Pattern, Search, Those


class RuleUse(NamedTuple):
    """One rule's account.

    `tried`: sentences (or proposed stretches) on which it was tried; `matched`: matches that its conditions accepted; `won` and
    `lost`: how overlaps with other rules went; `time`: its share of all rules' time (0 to 1); `claims`: claims in whose clause a
    mention of it stands, or a part of one.  Of a line rule `matched` are the lines or stretches that its pattern fits and `won` those
    that got their zone by it; all of them where it only weighs what they look like (parts of a headline).
    """

    rule: str
    path: str
    line: int
    level: str
    tried: int
    matched: int
    won: int
    lost: int
    time: float
    claims: int


class _Meter:
    def __init__(self) -> None:
        self.tried = self.fitted = 0
        self.seconds = 0.0


class _MeteredPattern(Pattern):
    """A pattern that counts the sentences it is tried on and the time it takes."""

    def __init__(self, pattern: Pattern, meter: _Meter):
        super().__init__(*(getattr(pattern, field.name) for field in fields(Pattern)))
        self.alone = ()  # searched for like any other, so that it is counted
        self.pattern, self.meter = pattern, meter
        self.encoded: bytes = b""
        self.reached = 0
        self.fits = False

    def searcher(self) -> Search:
        return self.search

    def searcher_here(self, those: Those) -> Search:
        return self.search

    def search(self, encoded: bytes, start: int, end: int) -> Sequence[tuple[int, int]]:
        if encoded is not self.encoded or end > self.reached:  # sentences come in order; within one the end stays or shrinks
            self.encoded, self.reached, self.fits = encoded, end, False
            self.meter.tried += 1
        began = time.perf_counter()
        match = self.pattern.searcher()(encoded, start, end)
        self.meter.seconds += time.perf_counter() - began
        if not self.fits and match[0][0] >= 0:
            self.fits = True
            self.meter.fitted += 1
        return match


def _metered_test(test: Callable, meter: _Meter, counts: bool) -> Callable:
    def timed(sheet, span, argument):
        meter.tried += counts
        began = time.perf_counter()
        answer = test(sheet, span, argument)
        meter.seconds += time.perf_counter() - began
        return answer
    return timed


def _attach(ruleset: RuleSet) -> dict[str, _Meter]:
    """Wrap every pattern and condition of the rule set; the meters, by rule."""
    meters = {rule.id: _Meter() for rule in ruleset.rules}
    for rule in ruleset.rules:
        meter = meters[rule.id]
        rule.conditions = tuple((slot, wanted, _metered_test(test, meter, bool(rule.proposer) and number == 0), argument)
                                for number, (slot, wanted, test, argument) in enumerate(rule.conditions))
        if rule.level == "lines":
            rule.patterns = tuple(_MeteredPattern(pattern, meter) for pattern in rule.patterns)
    for level in ("names", "values", "relations", "claims"):
        for stratum in ruleset.strata(level):
            stratum.tries = tuple((rule, _MeteredPattern(pattern, meters[rule.id])) for rule, pattern in stratum.tries)
    return meters


def measure(pages: Sequence[Path | str], folders: Sequence[Path]) -> tuple[list[RuleUse], list[Note]]:
    """The account of every rule of `folders` on `pages` (default: the pages that come with the project), in file order, and which pages could not be read.

    Raises `RuleError` for a broken rule and `PageError` where `pages` name nothing.
    """
    from kg.read import gather, open_source, read_source
    from kg.read.linerules import line_rules
    from kg.resolve import resolve_page
    from kg.resolve.claims import bind

    ruleset = load(folders)
    meters = _attach(ruleset)
    won: Counter[str] = Counter()
    zoned: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    fed: Counter[str] = Counter()
    tasks, skipped = gather(pages)
    for place, name, published in tasks:
        try:
            page = read_source(open_source(place, name), published, ruleset)
        except PageError as problem:
            skipped.append(Note("skipped", name, str(problem)))
            continue
        findings = extract(page, ruleset)
        claims, _numbers = bind(findings, resolve_page(findings, ruleset), ruleset)
        won.update(mention.rule for mention in findings.mentions)
        zoned.update(block.rule for block in page.blocks)
        lost.update(loser.mention.rule for loser in findings.losers)
        fed.update(_fed(page, findings, claims))
    whole = sum(meter.seconds for meter in meters.values()) or 1.0
    for line_rule in line_rules(ruleset).by_id.values():
        fitted = meters[line_rule.id].fitted
        won[line_rule.id] = fitted if line_rule.only_weighs else zoned[line_rule.id]  # not the writers that it names
        lost[line_rule.id] = max(0, fitted - won[line_rule.id])
    return [_use(rule, meters[rule.id], won, lost, fed, whole) for rule in ruleset.rules], skipped


def _use(rule: Rule, meter: _Meter, won: Counter, lost: Counter, fed: Counter, whole: float) -> RuleUse:
    return RuleUse(rule.id, rule.path, rule.line, rule.level, meter.tried, won[rule.id] + lost[rule.id], won[rule.id], lost[rule.id],
                   round(meter.seconds / whole, 4), fed[rule.id])


def _fed(page: Page, findings: Findings, claims: Sequence[Claim]) -> Counter[str]:
    """How many claims each rule feeds."""
    standing: dict[int, list[Mention]] = defaultdict(list)
    for mention in findings.mentions:
        standing[page.text.raw(mention.span).start].append(mention)
    starts = sorted(standing)
    fed: Counter[str] = Counter()
    for claim in claims:
        rules: set[str] = set()
        for start in starts:
            if claim.evidence.start <= start < claim.evidence.end:
                for mention in standing[start]:
                    rules |= _rules_of(mention)
        fed.update(rules)
    return fed


def _rules_of(mention: Mention) -> set[str]:
    return {mention.rule}.union(*(_rules_of(part) for _, part in mention.parts))
