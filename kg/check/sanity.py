"""Figures that cannot be: shares over a hundred per cent, ages nobody reaches.

In: `Records`.  Out: `Verdict`s, only *disagrees*.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.model import Records, Verdict

_PARTS = ("占比", "比例", "合格率", "覆盖率", "满意率", "满意度", "达标率", "普及率", "入学率", "优良率", "良品率", "占有率", "成活率", "及格率", "就业率", "通过率", "利用率")
_OLDEST = 123


def impossible(records: Records) -> Iterator[Verdict]:
    """Shares of a whole over 100 %, and ages over 123 years."""
    for claim in records.claims:
        if claim.kind == "share" and claim.unit == "%" and claim.value > 100 and claim.metric.endswith(_PARTS):
            yield Verdict("sanity", "disagrees", f"{claim.metric} of {claim.value_text} is more than the whole", (claim.id,), (claim.evidence,))
        if claim.unit == "岁" and claim.metric.endswith("年龄") and claim.value > _OLDEST:
            yield Verdict("sanity", "disagrees", f"nobody was ever {claim.value_text} old", (claim.id,), (claim.evidence,))
