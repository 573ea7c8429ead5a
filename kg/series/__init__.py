"""Which claims belong together: metrics under one name, levels with their changes, parts with their wholes, figures over time.

In: `Records` and the table of metrics (`rules/metrics.yaml`).  Out: the same records with `Link`s and `Metric`s; `kg.series.points`
lays a metric's figures out over time.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import Records
from kg.series.links import links
from kg.series.metrics import Names, metrics


def connect(records: Records, table: Mapping | None = None) -> Records:
    """`records` with their links and metrics.  `table` is the parsed `rules/metrics.yaml`; without it names stay as printed."""
    names = Names(table or {})
    return replace(records, links=links(records, names), metrics=metrics(records.claims, names))
