"""Which claims belong together: metrics under one name, levels with their changes, parts with their wholes, figures over time.

In: `Records` and a `RuleSet` (its table of metrics, `rules/metrics.yaml`, and its word lists).  Out: the same records with `Link`s and `Metric`s; `kg.series.points`
lays a metric's figures out over time.
"""
from __future__ import annotations

from dataclasses import replace

from kg.model import Records
from kg.rules import RuleSet
from kg.series.links import links
from kg.series.metrics import Names, metrics


def connect(records: Records, ruleset: RuleSet) -> Records:
    """`records` with their links and metrics, as a rule set names metrics."""
    names = Names.of(ruleset)
    return replace(records, links=links(records, names), metrics=metrics(records.claims, names))
