"""What the figures of a graph say about each other.

In: connected `Records` (`kg.series.connect`) and the table of metrics.  Out: `Verdict`s: *agrees*, *disagrees* or *undecidable*, each with
the sentences.  Exact decimals and the rounding that the print allows; where a list or a sum may be left open (等, 其中包括), nothing is held
against it.  docs/checks.md tells every check.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.check.agreement import goals, restated
from kg.check.announced import announced_lists
from kg.check.arithmetic import chains, from_one_to_the_other, level_change_rate
from kg.check.counts import announced_counts
from kg.check.dates import ages, good_days, kin, lengths, since, spans_of_years
from kg.check.sanity import before_birth, impossible
from kg.check.wholes import groups, means, natural_growth, parts_and_whole, shares
from kg.model import Records, Verdict


def check(records: Records, table: Mapping | None = None) -> tuple[Verdict, ...]:
    """All verdicts, in order of source, place and kind.  `table` is the parsed `rules/metrics.yaml`."""
    found = dict.fromkeys(_all(records, table or {}))
    return tuple(sorted(found, key=lambda v: (v.evidence[0].source if v.evidence else "", v.evidence[0].start if v.evidence else 0, v.kind, v.message)))


def _all(records: Records, table: Mapping) -> Iterator[Verdict]:
    for one in (level_change_rate, from_one_to_the_other, parts_and_whole, shares, means, groups, natural_growth, announced_counts, announced_lists, ages, since, spans_of_years,
                lengths, good_days, kin, before_birth, goals):
        yield from one(records)
    for other in (chains, restated, impossible):
        yield from other(records, table)
