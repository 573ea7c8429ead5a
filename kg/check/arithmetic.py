"""Level, change and rate of one metric: in one statement, from one level to the next, and over years and pages.

In: connected `Records`.  Out: `Verdict`s.  `177.99亿元，较年初增长14.84亿元，增速9.10%`: 177.99 − 14.84 = 163.15, 14.84 / 163.15 = 9.10 %.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.check.wording import say
from kg.model import Claim, Records, Verdict
from kg.series.desk import Desk
from kg.series.metrics import Names
from kg.series.points import Derived, derived
from kg.series.precision import Between, allowed, cut_off, is_a_slip, reach
from kg.series.words import SeriesWords
from kg.text import fold

_BEHIND = 60  # raw characters from the later of two levels to what they differ by
_DOUBLED = Decimal("0.95"), Decimal("1.1")  # 翻一番 is said of anything about twice as large
_YEAR = re.compile("([１２][０-９]{3})年")
_TIMES = {"倍": Decimal(1), "％": Decimal("0.01"), "%": Decimal("0.01"), "成": Decimal("0.1")}


def level_change_rate(records: Records, names: Names) -> Iterator[Verdict]:
    """A level, what it changed by and the rate: the rate must be the change over the level before."""
    claims = {claim.id: claim for claim in records.claims}
    steps: dict[str, list[Claim]] = defaultdict(list)
    for link in records.links:
        if link.kind in ("change-of", "rate-of"):
            steps[link.other].append(claims[link.claim])
    for number, linked in steps.items():
        level = claims[number]
        change = next((c for c in linked if c.kind == "change" and c.unit == level.unit and c.direction), None)
        rate = next((c for c in linked if c.kind == "rate" and c.unit in _TIMES and c.direction), None)
        if level.kind == "level" and change is not None and rate is not None and _same_way(change, rate):
            verdict = _growth(level, change, rate, names)
            if verdict is not None:
                yield verdict


def _growth(level: Claim, change: Claim, rate: Claim, names: Names) -> Verdict | None:
    claims, evidence = (level.id, change.id, rate.id), (level.evidence, change.evidence, rate.evidence)
    sign = 1 if change.direction == "up" else -1
    base = level.value - sign * change.value
    if base <= 0:  # 亩产八百一十七斤，增产二亿余斤: the one is of a 亩, the other of all
        return Verdict("level-change-rate", "disagrees", say("no-growth", level=level.value, change=change.value), claims, evidence) if is_a_slip(level.value, change.value) else None
    found = (change.value / base * 100).quantize(Decimal("0.001"))
    percent = rate.value * _TIMES[rate.unit] * 100
    told = say("growth", level=level.value, sign="−" if sign > 0 else "+", change=change.value, base=base, rate=found, printed=percent)
    sizes, moved, rates = (allowed(claim, names.words) for claim in (level, change, rate))
    if sizes is None or moved is None or rates is None:
        return Verdict("level-change-rate", "undecidable", told + say("open-figure"), claims, evidence)
    possible = rates_between(sizes, moved, sign)
    fits = possible is not None and possible.meets(Between(rates.low * _TIMES[rate.unit], rates.high * _TIMES[rate.unit]))
    if fits:
        return Verdict("level-change-rate", "agrees", told, claims, evidence)
    if names.is_at_constant_prices(level.metric):
        return Verdict("level-change-rate", "undecidable", told + say("constant-prices"), claims, evidence)
    cut = cut_off(rate, names.words)
    is_cut = cut is not None and Between(found, found).meets(Between(cut.low * _TIMES[rate.unit] * 100, cut.high * _TIMES[rate.unit] * 100))
    return Verdict("level-change-rate", "undecidable" if is_cut else "disagrees", told + (say("cut-off") if is_cut else ()), claims, evidence)


def rates_between(level: Between, change: Between, sign: int) -> Between | None:
    """The rates that a level now and its change allow: change / (level − change) when it rose, change / (level + change) when it fell.

    >>> rates_between(Between(Decimal(110), Decimal(110)), Between(Decimal(10), Decimal(10)), 1)
    Between(low=Decimal('0.1'), high=Decimal('0.1'))
    """
    # change / (level ∓ change) grows with the change and falls with the level, so its ends are at the corners
    corners = []
    for size, step in ((level.high, change.low), (level.low, change.high)):
        base = size - sign * step
        if base <= 0:
            return None
        corners.append(Between(step, step).over(Between(base, base)))
    return Between(corners[0].low, corners[1].high) if corners[0] and corners[1] else None


def _same_way(change: Claim, rate: Claim) -> bool:
    return change.direction == rate.direction and (not change.baseline or not rate.baseline or change.baseline == rate.baseline)


def from_one_to_the_other(records: Records, names: Names) -> Iterator[Verdict]:
    """由A增加到B beside what it grew by: the change is B − A, the rate (B − A) / A."""
    words = names.words
    desk = Desk(records, words)
    for link in records.links:
        if link.kind != "follows":
            continue
        new, old = desk.claims[link.claim], desk.claims[link.other]
        last = max(new, old, key=lambda c: c.value_start)
        for step in desk.around(last, 0, 2):
            between = desk.between(last, step)
            if step.value_start - last.value_end > _BEHIND or "。" in between or "；" in between or step.kind not in ("change", "rate", "multiple") or not _speaks_of(step, new, old, between):
                continue
            verdict = _averaged(old, new, step, desk) if words.over_years.search(desk.before(step, 10)) else _step(old, new, step, words)
            if verdict is not None:
                yield _at_its_prices(verdict, step, new, names)
            break


def _at_its_prices(verdict: Verdict, step: Claim, new: Claim, names: Names) -> Verdict:
    """Left open where levels at the prices of their years stand beside growth at constant ones (生产总值)."""
    if verdict.verdict != "disagrees" or step.kind != "rate" or not names.is_at_constant_prices(new.metric):
        return verdict
    return replace(verdict, verdict="undecidable", reckoning=verdict.reckoning + say("constant-prices"))


def _speaks_of(step: Claim, new: Claim, old: Claim, between: str) -> bool:
    """True where no other thing is named between two levels and what they differ by."""
    bare = between.lstrip("，")
    return step.metric in (new.metric, old.metric) or len(bare) <= 4


def _step(old: Claim, new: Claim, step: Claim, words: SeriesWords) -> Verdict | None:
    first, last, size = (allowed(claim, words) for claim in (old, new, step))
    claims, evidence = (old.id, new.id, step.id), (old.evidence, new.evidence, step.evidence)
    if first is None or last is None or size is None:
        return None
    grown = new.value - old.value
    difference = last.minus(first)
    sign = -1 if step.direction == "down" else 1
    if step.kind == "change" and (step.unit == new.unit or (step.unit in words.points and new.unit in ("%", "％"))):
        fits = difference.meets(Between(min(sign * size.low, sign * size.high), max(sign * size.low, sign * size.high)))
        return Verdict("from-to", "agrees" if fits else "disagrees", say("from-to", old=old.value, new=new.value, grown=grown, percent=None, printed=step.value_text), claims, evidence)
    if step.kind == "multiple" and step.unit == "倍" and old.value > 0:
        times = last.over(first)
        told = say("times", old=old.value, new=new.value, times=(new.value / old.value).quantize(Decimal("0.01")), printed=step.value_text)
        return Verdict("from-to", "agrees" if times is not None and times.meets(size) else "disagrees", told, claims, evidence)
    if step.kind == "rate" and (step.unit in _TIMES or step.unit == "番") and old.value > 0:
        share = difference.over(first)
        rates = _ratio(step, size, sign)
        percent = (grown / old.value * 100).quantize(Decimal("0.01"))
        told = say("from-to", old=old.value, new=new.value, grown=grown, percent=percent, printed=step.value_text)
        if share is not None and share.meets(rates):
            return Verdict("from-to", "agrees", told, claims, evidence)
        is_loose = share is not None and step.unit == "倍" and Between(share.low + 1, share.high + 1).meets(rates)  # 增长20倍 said of what is 20 times as much
        return Verdict("from-to", "undecidable" if is_loose else "disagrees", told + (say("as-many-times", printed=step.value_text) if is_loose else ()), claims, evidence)
    return None


def _averaged(old: Claim, new: Claim, step: Claim, desk: Desk) -> Verdict | None:
    """年均增长14.9% from 2015 to 2020: compounded over the years between, it must lead from the one level to the other."""
    first, last, size = (allowed(claim, desk.words) for claim in (old, new, step))
    begin = _YEAR.findall(desk.before(old, 16)) or _YEAR.findall(_half(old.time))
    end = _YEAR.findall(desk.between(old, new)) or _YEAR.findall(_half(new.time))
    if first is None or last is None or size is None or step.kind != "rate" or step.unit not in ("%", "％") or not begin or not end:
        return None
    years = int(end[-1]) - int(begin[-1])
    if not 1 < years < 100 or first.low <= 0:
        return None
    sign = -1 if step.direction == "down" else 1
    factors = sorted((1 + sign * bound / 100) ** years for bound in size)
    grown = last.over(first)
    factor = 1 + sign * step.value / 100
    times, power = ((value).quantize(Decimal("0.001")) for value in (new.value / old.value, factor ** years))
    told = say("yearly", old=old.value, new=new.value, years=years, times=times, factor=factor, power=power)
    fits = grown is not None and grown.meets(Between(factors[0], factors[1]))
    return Verdict("from-to", "agrees" if fits else "disagrees", told, (old.id, new.id, step.id), (old.evidence, new.evidence, step.evidence))


def _half(time: str | None) -> str:
    return fold(f"{(time or '')[:4]}年") if time else ""


def _ratio(rate: Claim, size: Between, sign: int) -> Between:
    """A rate as a part of the level before: 8% is 0.08, a fall of 三成 −0.3, 翻一番 about 1."""
    if rate.unit == "番":
        grown = Decimal(2) ** rate.value
        return Between(grown * _DOUBLED[0] - 1, grown * _DOUBLED[1] - 1)
    ends = sorted((sign * size.low * _TIMES[rate.unit], sign * size.high * _TIMES[rate.unit]))
    return Between(ends[0], ends[1])


Line = tuple[str, str, str, str, str]
"""Owner, metric, kind and unit of a level, and the time it is of."""


def chains(records: Records, names: Names) -> Iterator[Verdict]:
    """What a level was a year (or a month) ago by its own growth, against what was printed for that time, on this page or another."""
    printed: dict[Line, list[Claim]] = defaultdict(list)
    for claim in records.claims:
        line = printed_line(claim, names)
        if line is not None:
            printed[line].append(claim)
    reckoned: dict[Line, list[Derived]] = defaultdict(list)
    for made in derived(records, names):
        reckoned[reckoned_line(made, names)].append(made)
    for line, several in reckoned.items():
        yield from chained(several, printed.get(line, ()), names.words)


def printed_line(claim: Claim, names: Names) -> Line | None:
    """Which line of figures a printed one stands in; None for a plan, and where owner or time are not known."""
    owner = claim.subject or claim.subject_name
    return (owner, names.normal(claim.metric), claim.kind, names.words.unit_class(claim.unit), claim.time) if owner and claim.modality == "actual" and claim.time else None


def reckoned_line(made: Derived, names: Names) -> Line:
    """Which line a level that follows from another stands in."""
    level = made.level
    return level.subject or level.subject_name or "", names.normal(level.metric), level.kind, names.words.unit_class(level.unit), made.time


def chained(reckoned: Sequence[Derived], printed: Sequence[Claim], words: SeriesWords) -> Iterator[Verdict]:
    """The levels of one line and time that follow from others, against those that are printed for it, and against each other."""
    for made in reckoned:
        for earlier in printed:
            if earlier.id != made.level.id and not _is_average(made.level, words):
                yield _chained(made, earlier, words)
    yield from _two_ways(reckoned)


def _is_average(claim: Claim, words: SeriesWords) -> bool:
    return words.averages.search(claim.evidence.quote) is not None and claim.kind == "rate"


def _chained(made: Derived, earlier: Claim, words: SeriesWords) -> Verdict:
    was = reach(earlier, words)
    fits = made.between.meets(was)
    told = say("chain", metric=made.level.metric, how=made.how, value=made.value, time=made.time, printed=earlier.value_text)
    return Verdict("chain", "agrees" if fits else "disagrees", told, (earlier.id, made.level.id, made.step.id), (earlier.evidence, made.level.evidence, made.step.evidence))


def _two_ways(reckoned: Sequence[Derived]) -> Iterator[Verdict]:
    """A level of one time that two later levels, told apart, lead back to (each with its own change or rate)."""
    first = reckoned[0]
    other = next((each for each in reckoned[1:] if each.level.time != first.level.time and first.level.subject_name), None)
    if other is not None:
        fits = first.between.meets(other.between)
        told = say("two-chains", metric=first.level.metric, time=first.time, how=first.how, value=first.value, other=other.how, reckoned=other.value)
        yield Verdict("chain", "agrees" if fits else "disagrees", told, (first.level.id, first.step.id, other.level.id, other.step.id),
                      (first.level.evidence, first.step.evidence, other.level.evidence, other.step.evidence))
