"""Sums that a page prints with all their terms: level, change and rate of one metric; parts and their whole.

In: `Records`.  Out: `Verdict`s.  `177.99亿元，较年初增长14.84亿元，增速9.10%`: 177.99 − 14.84 = 163.15, 14.84 / 163.15 = 9.10 %.
"""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.check.precision import Between, allowed, plain
from kg.model import Claim, Records, Verdict

_NEAR = 120  # raw characters between the first and the last figure of one statement
_OPEN = ("包括", "包含", "含", "涵盖", "主要", "重点", "超过")
_TOTAL = ("共", "总计", "合计", "一共", "总共", "共计")


def level_change_rate(records: Records) -> Iterator[Verdict]:
    """A level, what it changed by and the rate: the rate must be the change over the level before."""
    claims = records.claims
    for at, level in enumerate(claims):
        if level.kind != "level":
            continue
        near = [c for c in claims[at + 1:at + 6] if _same_thing(level, c) and c.evidence.start - level.evidence.start <= _NEAR]
        change = next((c for c in near if c.kind == "change" and c.unit == level.unit and c.direction), None)
        rate = next((c for c in near if c.kind == "rate" and c.unit == "%" and c.direction), None)
        if change is None or rate is None or not _same_way(change, rate):
            continue
        yield _growth(level, change, rate)


def _growth(level: Claim, change: Claim, rate: Claim) -> Verdict:
    sizes, steps, rates = allowed(level), allowed(change), allowed(rate)
    claims, evidence = (level.id, change.id, rate.id), (level.evidence, change.evidence, rate.evidence)
    sign = 1 if change.direction == "up" else -1
    if sizes is None or steps is None or rates is None:
        return Verdict("level-change-rate", "undecidable", "one of the figures is open to one side", claims, evidence)
    base = level.value - sign * change.value
    least, most = sizes.low - sign * (steps.high if sign > 0 else steps.low), sizes.high - sign * (steps.low if sign > 0 else steps.high)
    if least <= 0 or base <= 0:
        return Verdict("level-change-rate", "disagrees", f"{plain(level.value)} cannot have changed by {plain(change.value)}", claims, evidence)
    possible = Between(steps.low / most * 100, steps.high / least * 100)
    found = (change.value / base * 100).quantize(Decimal("0.001"))
    text = f"{plain(level.value)} {'−' if sign > 0 else '+'} {plain(change.value)} = {plain(base)}; {plain(change.value)} / {plain(base)} = {plain(found)} %, printed {plain(rate.value)} %"
    return Verdict("level-change-rate", "agrees" if possible.meets(rates) else "disagrees", text, claims, evidence)


def _same_thing(a: Claim, b: Claim) -> bool:
    return (a.evidence.source, a.evidence.article, a.metric) == (b.evidence.source, b.evidence.article, b.metric) and \
        (a.subject or a.subject_name) == (b.subject or b.subject_name)


def _same_way(change: Claim, rate: Claim) -> bool:
    return change.direction == rate.direction and (not change.baseline or not rate.baseline or change.baseline == rate.baseline)


def parts_and_whole(records: Records) -> Iterator[Verdict]:
    """A number of things and, after 其中, the numbers of two or more of its parts.

    The sum of parts may stay under the whole unless the whole says 共 or its own words name every part.
    """
    texts = {source.name: source.text for source in records.sources}
    claims = [c for c in records.claims if c.kind == "level" and c.bound == "exact" and c.upper is None]
    for at, whole in enumerate(claims):
        text = texts.get(whole.evidence.source, "")
        parts: list[Claim] = []
        for part in claims[at + 1:at + 12]:
            if part.evidence.source != whole.evidence.source or part.evidence.article != whole.evidence.article or part.unit != whole.unit:
                break
            between = "".join(text[whole.value_end:part.value_start].split())
            marker = between.find("其中")
            if marker < 0 or marker > 80 or (not parts and "其中" in between[marker + 2:]) or between[marker + 2:].count("。") > 0 or len(between) > 160:
                break
            if between[marker + 2:].lstrip("，,").startswith(_OPEN):
                parts = []
                break
            parts.append(part)
        if len(parts) < 2:
            continue
        total = sum((p.value for p in parts), Decimal(0))
        sides = f"{' + '.join(plain(p.value) for p in parts)} = {plain(total)}, the whole is {plain(whole.value)}"
        ids, evidence = (whole.id, *(p.id for p in parts)), (whole.evidence, *(p.evidence for p in parts))
        if total == whole.value:
            yield Verdict("parts-whole", "agrees", sides, ids, evidence)
        elif total > whole.value or _names_all(whole, parts, text):
            yield Verdict("parts-whole", "disagrees", sides, ids, evidence)


def _names_all(whole: Claim, parts: list[Claim], text: str) -> bool:
    """True where nothing can be left out: 共9枚, or 毕业生和研究生 with one part for each."""
    before = "".join(text[max(0, whole.value_start - 4):whole.value_start].split())
    if before.endswith(_TOTAL):
        return True
    named = [item for sign in ("和", "及", "、", "与") for item in whole.metric.split(sign) if sign in whole.metric]
    return len(named) == len(parts) and all(any(item[-2:] in part.metric for part in parts) for item in named)
