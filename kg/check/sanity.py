"""Figures and dates that cannot be: shares over a hundred per cent, ages nobody reaches, deeds before birth, sizes out of all habit.

In: `Records` and the naming of metrics (`habits`, `within-whole`, `outgrown`).  Out: `Verdict`s: *disagrees* for what cannot be, *undecidable* for what hardly can.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.check.dates import births
from kg.check.wording import say
from kg.check.words import CheckWords
from kg.model import Records, Verdict
from kg.series.metrics import Names

_OLDEST = 122  # years; the longest documented human life


def impossible(records: Records, names: Names) -> Iterator[Verdict]:
    """Shares of a whole over 100 %, ages over 122 years, figures outside the habits of their indicator."""
    for claim in records.claims:
        if claim.kind == "share" and claim.unit in ("%", "％") and claim.value > 100 and claim.metric.endswith(names.within_whole) \
                and not any(word in claim.metric for word in names.outgrown):
            yield Verdict("sanity", "disagrees", say("above-whole", metric=claim.metric, printed=claim.value_text), (claim.id,), (claim.evidence,))
        if claim.kind == "rate" and claim.direction == "down" and claim.unit in ("%", "％") and claim.value > 100:
            yield Verdict("sanity", "disagrees", say("below-nothing", metric=claim.metric, printed=claim.value_text), (claim.id,), (claim.evidence,))
        if claim.unit == "岁" and claim.value > _OLDEST:
            yield Verdict("sanity", "disagrees", say("too-old", printed=claim.value_text), (claim.id,), (claim.evidence,))
            continue
        habit = next((one for one in names.habits if claim.kind == "level" and claim.unit == one["unit"] and claim.metric.endswith(one["ends"])), None)
        if habit is not None and not Decimal(habit["least"]) <= claim.value <= Decimal(habit["most"]):
            told = say("out-of-habit", metric=claim.metric, printed=claim.value_text, least=Decimal(habit["least"]), most=Decimal(habit["most"]), unit=habit["unit"],
                       because=habit["because"], because_zh=habit.get("because_zh") or habit["because"])
            yield Verdict("sanity", "disagrees" if habit["sure"] == "yes" else "undecidable", told, (claim.id,), (claim.evidence,))


def before_birth(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """Posts, relations and figures of a person that are dated before the birth that the same article tells."""
    born = births(records, words)
    people = {entity.id: entity.name for entity in records.entities if entity.type == "PER"}
    dated = [(r.person, r.time, (), r.evidence) for r in records.roles] + [(c.subject, c.time, (c.id,), c.evidence) for c in records.claims] + \
        [(r.subject, r.time, (), r.evidence) for r in records.relations if r.predicate not in ("kin_of", "sibling_of")]
    for person, time, claims, evidence in dated:
        year = re.match(r"\d{4}", time or "")
        known = born.get((person or "", evidence.article))
        if known and year and int(year[0]) < known[0]:
            yield Verdict("sanity", "disagrees", say("before-birth", person=people.get(person or "", ""), born=known[0], time=time), claims, (known[1], evidence))
