"""What the figures of a graph say about each other.

In: connected `Records` (`kg.series.connect`) and a `RuleSet`.  Out: `Verdict`s: *agrees*, *disagrees* or *undecidable*, each with
the sentences.  Exact decimals and the rounding that the print allows; where a list or a sum may be left open (等, 其中包括), nothing is held
against it.  docs/checks.md tells every check.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.check.agreement import goals, restated
from kg.check.announced import announced_lists
from kg.check.arithmetic import chains, from_one_to_the_other, level_change_rate
from kg.check.counts import announced_counts
from kg.check.dates import ages, good_days, kin, lengths, since, spans_of_years
from kg.check.sanity import before_birth, impossible
from kg.check.wholes import groups, means, natural_growth, parts_and_whole, shares
from kg.check.wording import english
from kg.check.words import CheckWords
from kg.model import Records, Verdict
from kg.rules import RuleSet
from kg.series.metrics import Names


def check(records: Records, ruleset: RuleSet) -> tuple[Verdict, ...]:
    """All verdicts, in order of source, place and kind."""
    names, words = Names.of(ruleset), CheckWords.of(ruleset)
    found = dict.fromkeys((*on_pages(records, names, words), *goals(records, words), *chains(records, names)))
    return tuple(sorted(found, key=in_order))


def in_order(verdict: Verdict) -> tuple:
    """Verdicts stand in the order of what they look at first; the rest tells apart those of one place."""
    first = (verdict.evidence[0].source, verdict.evidence[0].start) if verdict.evidence else ("", 0)
    return *first, verdict.kind, english(verdict), verdict.verdict, verdict.claims, tuple((e.source, e.start, e.end, e.rule, e.article, e.quote) for e in verdict.evidence)


def on_pages(records: Records, names: Names, words: CheckWords) -> Iterator[Verdict]:
    """What a page says by itself, with its own links: all but goals and chains, which reach over pages."""
    for one in (means, groups, natural_growth, announced_counts, announced_lists, ages, since, spans_of_years, lengths, good_days, kin, before_birth):
        yield from one(records, words)
    for each in (shares, parts_and_whole):
        yield from each(records, names, words)
    for last in (level_change_rate, from_one_to_the_other, restated, impossible):
        yield from last(records, names)
