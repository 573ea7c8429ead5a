"""What the figures of a graph say about each other.

In: `Records`.  Out: `Verdict`s: *agrees*, *disagrees* or *undecidable*, each with the sentences.  Exact decimals and the rounding that the
print allows; where a list or a sum may be left open (等, 其中包括), nothing is held against it.
"""
from __future__ import annotations

from kg.check.agreement import restated
from kg.check.arithmetic import level_change_rate, parts_and_whole
from kg.check.counts import announced_counts
from kg.check.dates import ages, lengths, since, spans_of_years
from kg.check.sanity import impossible
from kg.model import Records, Verdict

_CHECKS = (level_change_rate, parts_and_whole, announced_counts, ages, since, spans_of_years, lengths, restated, impossible)


def check(records: Records) -> tuple[Verdict, ...]:
    """All verdicts, in order of source, place and kind."""
    found = {verdict: None for one in _CHECKS for verdict in one(records)}
    return tuple(sorted(found, key=lambda v: (v.evidence[0].source if v.evidence else "", v.evidence[0].start if v.evidence else 0, v.kind, v.message)))
