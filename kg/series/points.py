"""A metric's figures over time: printed levels, and levels that follow from a level and its change.

In: connected `Records` (see `kg.series.connect`).  Out: `Line`s of `Point`s, one line for each owner, metric, kind and unit.
A derived level says by which arithmetic: 177.99亿元 at the end of June, 较年初 up 14.84亿元, gives 163.15亿元 at the end of the year before.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from kg.model import Claim, Evidence, Records, record
from kg.rules import RuleSet
from kg.series.links import last_day
from kg.series.metrics import Names
from kg.series.precision import Between, allowed, grain, plain
from kg.series.words import SeriesWords

_CHANGED = ("change-of", "rate-of")


@record
class Derived:
    """A level that follows from `level` and the change or rate `step`: at `time`, `value` (within `between`), by `how`."""

    time: str
    value: Decimal
    between: Between
    how: str
    level: Claim
    step: Claim


@record
class Point:
    """One figure of a line.  `how` is empty for a printed figure, else the arithmetic that gave it."""

    time: str | None
    value: Decimal
    upper: Decimal | None
    bound: str
    modality: str
    how: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Line:
    """The figures of one metric of one owner, in order of time; what has no time comes last."""

    subject: str | None
    metric: str
    kind: str
    unit: str
    points: tuple[Point, ...]


def derived(records: Records, names: Names) -> tuple[Derived, ...]:
    """Every earlier level that a printed level and a linked change or rate with a known baseline give."""
    claims = {claim.id: claim for claim in records.claims}
    steps: dict[str, list[Claim]] = defaultdict(list)
    for link in records.links:
        if link.kind in _CHANGED:
            steps[link.other].append(claims[link.claim])
    found: list[Derived] = []
    for number, changes in steps.items():
        level = claims[number]
        sizes = allowed(level, names.words)
        if not level.time or sizes is None or level.modality != "actual":
            continue
        found += [made for step in changes if (made := _step_back(level, sizes, level.value, step, names)) is not None]
        found += _chain(level, sizes, changes, names.words)
    return tuple(found)


def _step_back(level: Claim, sizes: Between, value: Decimal, step: Claim, names: Names) -> Derived | None:
    when = before(level.time or "", step.baseline or "", names.words)
    size = allowed(step, names.words)
    if when is None or size is None or step.modality != "actual":
        return None
    if step.kind == "change":
        sign = 1 if step.direction != "down" else -1
        base = value - sign * step.value
        between = sizes.minus(size) if sign > 0 else sizes.plus(size)
        how = f"{plain(value)} {'−' if sign > 0 else '+'} {plain(step.value)} {step.unit}" if step.unit != level.unit else f"{plain(value)} {'−' if sign > 0 else '+'} {plain(step.value)}"
        return Derived(when, base, between, how, level, step) if base > 0 else None
    if step.unit not in ("%", "％") or names.is_at_constant_prices(level.metric) or step.kind != "rate":
        return None
    sign = 1 if step.direction != "down" else -1
    factors = [1 + sign * bound / 100 for bound in size]
    divided = sizes.over(Between(min(factors), max(factors))) if min(factors) > 0 else None
    if divided is None:
        return None
    factor = 1 + sign * step.value / 100
    base, place = value / factor, grain(level.value_text, level.unit) or Decimal(1)
    if base < place:  # 1亿 ÷ 11.7 is 850万, and no 0亿
        place = Decimal(1).scaleb(base.adjusted() - 1)
    return Derived(when, (base / place).quantize(Decimal(1)) * place, divided, f"{plain(value)} ÷ {plain(factor)}", level, step)


def _chain(level: Claim, sizes: Between, changes: list[Claim], words: SeriesWords) -> Iterable[Derived]:
    """Changes in points that each name their own period and no baseline: 在2022年下降0.54个百分点的基础上再下降0.42个百分点."""
    steps = sorted((c for c in changes if c.unit in words.points and c.kind == "change" and not c.baseline and c.time), key=lambda c: last_day(c.time or ""), reverse=True)
    value, between, how = level.value, sizes, plain(level.value)
    if not steps or steps[0].time != level.time or len({last_day(c.time or "")[:4] for c in steps}) != len(steps):
        return
    for step in steps:
        size = allowed(step, words)
        if size is None:
            return
        sign = 1 if step.direction != "down" else -1
        value -= sign * step.value
        between = between.minus(size) if sign > 0 else between.plus(size)
        how += f" {'−' if sign > 0 else '+'} {plain(step.value)}"
        yield Derived(str(int(last_day(step.time or "")[:4]) - 1), value, between, how, level, step)


def before(time: str, baseline: str, words: SeriesWords) -> str | None:
    """The period that a baseline speaks of beside a figure's own period; None where the words fix none.

    >>> from kg.rules import built_in_rules
    >>> words = SeriesWords.of(built_in_rules())
    >>> [before(time, baseline, words) for time, baseline in (("2025-06-30", "较年初"), ("2025-01/2025-06", "同比"), ("2024-03", "环比"), ("2024", "较传统产品"))]
    ['2024-12-31', '2024-01/2024-06', '2024-02', None]
    """
    if not time:
        return None
    if words.begins_year.search(baseline):
        return f"{int(last_day(time)[:4]) - 1}-12-31"
    if words.year_ago.search(baseline):
        return re.sub(r"\d{4}(-02-29)?", lambda m: f"{int(m[0][:4]) - 1:04d}{'-02-28' if m[1] else ''}", time)
    if words.month_ago.search(baseline) and re.fullmatch(r"\d{4}-\d{2}", time):
        months = int(time[:4]) * 12 + int(time[5:]) - 2
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    return None


def lines(records: Records, metric: str, subject: str | None, ruleset: RuleSet) -> tuple[Line, ...]:
    """The lines of a metric and of the narrower ones under it, of every owner or of the one whose name holds `subject`."""
    names = Names.of(ruleset)
    wanted = _under(names.normal(metric), records)
    owners = _owners(records, subject)
    groups: dict[tuple, list[Point]] = defaultdict(list)

    def key(claim: Claim) -> tuple[str, str, str, str]:
        return claim.subject_name or "", names.normal(claim.metric), claim.kind, claim.unit

    for claim in records.claims:
        if names.normal(claim.metric) in wanted and (owners is None or claim.subject in owners or claim.subject_name in owners):
            groups[key(claim)].append(Point(claim.time, claim.value, claim.upper, claim.bound, claim.modality, "", (claim.id,), (claim.evidence,)))
    by_change = {(made.level.id, made.time): made.between for made in derived(records, names) if made.step.kind == "change"}
    for made in derived(records, names):
        nearer = by_change.get((made.level.id, made.time))
        if made.step.kind == "rate" and nearer is not None and nearer.meets(made.between):
            continue  # the change gives the same level more exactly
        if key(made.level) in groups and (owners is None or made.level.subject in owners or made.level.subject_name in owners):
            groups[key(made.level)].append(Point(made.time, made.value, None, "exact", "actual", made.how, (made.level.id, made.step.id), (made.level.evidence, made.step.evidence)))
    return tuple(Line(subject or None, metric, kind, unit, tuple(sorted(points, key=_in_time))) for (subject, metric, kind, unit), points in sorted(groups.items()))


def _in_time(point: Point) -> tuple:
    return point.time is None, last_day(point.time or ""), point.time or "", bool(point.how), point.claims


def _under(normal: str, records: Records) -> set[str]:
    """A metric and everything narrower."""
    below: dict[str, set[str]] = defaultdict(set)
    for each in records.metrics:
        if each.broader:
            below[each.broader].add(each.normal)
    found, queue = {normal}, [normal]
    while queue:
        for narrower in sorted(below.get(queue.pop(), ())):
            if narrower not in found:
                found.add(narrower)
                queue.append(narrower)
    return found


def _owners(records: Records, subject: str | None) -> set[str] | None:
    """Ids and names that a given owner's name stands for: entities so called, or the printed name itself."""
    if subject is None:
        return None
    found = {subject}
    for entity in records.entities:
        if subject == entity.name or subject in entity.aliases:
            found |= {entity.id, entity.name}
    if len(found) == 1:
        found |= {claim.subject_name for claim in records.claims if claim.subject_name and subject in claim.subject_name}
    return found
