"""Parts against their whole, shares against part and whole, means against number and sum.

In: connected `Records`.  Out: `Verdict`s.  `9枚，其中金质1枚，银质8枚`: 1 + 8 = 9.  `75批次，合格72批次，合格率96%`: 72 / 75 = 96 %.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kg.check.wording import say
from kg.check.words import CheckWords
from kg.model import Claim, Records, Verdict
from kg.series.desk import WHOLE_INSIDE, Desk, same_owner
from kg.series.metrics import Names
from kg.series.precision import Between, allowed, cut_off, is_a_slip, reach
from kg.series.shares import SCALES, Sides, fits, sides_of
from kg.series.wholes import are_all

_NEARLY = Decimal("1.2")  # times the whole; parts that are more may be sorted in two ways (党员420人，女性310人，少数民族882人; 耕地10万亩，果园8万亩)
_PAIR = 2  # parts; of two the second is as a rule no part of the first


def parts_and_whole(records: Records, names: Names, words: CheckWords) -> Iterator[Verdict]:
    """The sum of the parts against the whole.

    It may stay under the whole unless the whole says 共, its own words name every part, or the parts are such as make up a whole together
    (第一、第二、第三产业; 合格 and 不合格; 其余).  Parts under a whole that may have others are told as such.
    """
    desk = Desk(records, words)
    parts: dict[tuple[str, bool], list[Claim]] = defaultdict(list)
    by_share = {link.claim for link in records.links if link.kind == "part-of" and link.rule == "share-behind"}
    for link in records.links:
        if link.kind == "part-of" and link.claim not in by_share:
            parts[link.other, link.rule == "sum-behind"].append(desk.claims[link.claim])
    for (number, _), named in parts.items():
        verdict = _sum(desk.claims[number], named, desk, names, words)
        if verdict is not None:
            yield verdict


def _sum(whole: Claim, parts: list[Claim], desk: Desk, names: Names, words: CheckWords) -> Verdict | None:
    if words.averaged.search(whole.metric):
        return _between(whole, parts, desk, names)
    if whole.modality == "actual":
        parts = [part for part in parts if part.modality == "actual"]  # 901万亩，其中机采738万亩，有望突破800万亩
    if not parts:
        return None
    run = _that_make_it_up(whole, parts)
    if len(run) < len(parts):
        return _sum(whole, run, desk, names, words)
    total = sum((p.value for p in parts), Decimal(0))
    sides = say("sum", parts=tuple(p.value for p in parts), total=total if len(parts) > 1 else None, whole=whole.value)
    ids, evidence = (whole.id, *(p.id for p in parts)), (whole.evidence, *(p.evidence for p in parts))
    sums = reach(parts[0], desk.words)
    for part in parts[1:]:
        sums = sums.plus(reach(part, desk.words))
    size = reach(whole, desk.words)
    if sums.low > size.high:
        if _are_nested(parts, words):
            return _sum(whole, [max(parts, key=lambda part: part.value)], desk, names, words)
        if _is_sorted_twice(whole, parts) and not _names_all(whole, parts, desk, names, words):
            return Verdict("parts-whole", "undecidable", sides + say("sorted-twice"), ids, evidence)
        if _is_slipped(whole, parts, total) or _names_all(whole, parts, desk, names, words):
            return Verdict("parts-whole", "disagrees", sides, ids, evidence)
        return Verdict("parts-whole", "undecidable", sides + say("far-apart"), ids, evidence)
    if len(parts) < 2:
        return None
    if sums.meets(size) and all(c.bound == "exact" for c in (whole, *parts)) and total == whole.value:
        return Verdict("parts-whole", "agrees", sides, ids, evidence)
    if _names_all(whole, parts, desk, names, words):
        if any(c.bound in ("min", "max") for c in (whole, *parts)):
            return Verdict("parts-whole", "undecidable", sides + say("open-figure"), ids, evidence)
        return Verdict("parts-whole", "agrees" if sums.meets(size) else "disagrees", sides, ids, evidence)
    return Verdict("parts-within", "agrees", sides + say("not-all-named"), ids, evidence)


def _that_make_it_up(whole: Claim, parts: list[Claim]) -> list[Claim]:
    """The parts beside each other that already make up the whole, else all: what stands before them tells the whole again, what follows speaks of something else.

    One that stands behind a greater one may be a part of that: 12项工程，其中市政工程5项，已完工2项，水利工程7项.
    """
    for first in range(len(parts) - 1):
        for last in range(first + 2, len(parts) + 1):
            if sum((part.value for part in parts[first:last]), Decimal(0)) == whole.value:
                return parts[first:last]
    for at in range(1, len(parts)):
        others = parts[:at] + parts[at + 1:]
        if len(others) > 1 and parts[at].value <= parts[at - 1].value and sum((part.value for part in others), Decimal(0)) == whole.value:
            return others
    return parts


def _are_nested(parts: list[Claim], words: CheckWords) -> bool:
    """True where each part counts what lies beyond another size, so that the fewer lie within the more: 亿元以上项目40个，5亿元以上项目9个."""
    found = [words.threshold.search(part.metric) for part in parts]
    sizes, sides = {m and m[1] for m in found}, {m and m[2] for m in found}
    return len(sizes) == len(parts) > 1 and len(sides) == 1 and None not in sides


def _is_sorted_twice(whole: Claim, parts: list[Claim]) -> bool:
    """True where the figures behind a part may be parts of it: 教职工6820人，其中专任教师5930人，高级教师1260人，一级教师2380人.

    So are parts of which some are told apart by what they are and others not: 出口90亿元，其中对东盟50亿元，水产品出口44亿元.
    """
    if {part.metric == whole.metric for part in parts} == {True, False} and all(part.metric.endswith(whole.metric) for part in parts):
        return True
    return len(parts) > _PAIR and parts[0].value <= whole.value and sum((part.value for part in parts[1:]), Decimal(0)) <= parts[0].value


def _is_slipped(whole: Claim, parts: list[Claim], total: Decimal) -> bool:
    """True where one figure misprinted explains that the parts are too many; else what is listed are no parts of it."""
    return is_a_slip(whole.value, total, _NEARLY) or any(part.value > total - whole.value and is_a_slip(part.value, part.value - (total - whole.value)) for part in parts)


def _between(whole: Claim, parts: list[Claim], desk: Desk, names: Names) -> Verdict | None:
    """A mean of all lies between the means of groups that make up all (城镇 and 农村 incomes), never beyond them."""
    if not are_all(parts, desk, names):
        return None
    sizes, all_ = [reach(part, desk.words) for part in parts], reach(whole, desk.words)
    fits = all_.meets(Between(min(size.low for size in sizes), max(size.high for size in sizes)))
    told = say("between" if fits else "not-between", whole=whole.value, means=tuple(sorted(p.value for p in parts)))
    return Verdict("mean", "agrees" if fits else "disagrees", told, (whole.id, *(p.id for p in parts)), (whole.evidence, *(p.evidence for p in parts)))


def _names_all(whole: Claim, parts: list[Claim], desk: Desk, names: Names, words: CheckWords) -> bool:
    """True where nothing can be left out: 共9枚, 毕业生和研究生 with one part for each, parts that are a whole together."""
    if _are_nested(parts, words):
        return False
    if desk.before(whole, 6).endswith(words.totals) or parts[-1].value_end <= whole.value_start or words.rest.search(desk.before(parts[-1], 16)):
        return True
    if are_all(parts, desk, names):
        return True
    called, heard = {desk.before(part, 8)[-2:] for part in parts}, desk.before(whole, 14)
    if len(called) == len(parts) > 1 and all(name in heard for name in called):
        return True  # 酒驾醉驾286起，其中酒驾198起，醉驾88起
    named = [item for sign in ("和", "及", "、", "与") for item in whole.metric.split(sign) if sign in whole.metric]
    return len(named) == len(parts) and all(any(item[-2:] in part.metric for part in parts) for item in named)


def shares(records: Records, names: Names, words: CheckWords) -> Iterator[Verdict]:
    """A share against the part and the whole that it is of."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for at, share in enumerate(told):
            found = sides_of(told, at, desk, names)
            if found is not None:
                yield from _share(found, share, words)
                if found.rule != WHOLE_INSIDE:
                    yield from _rest(found.whole, found.part, desk, words)


def _share(sides: Sides, share: Claim, words: CheckWords) -> Iterator[Verdict]:
    part, whole = sides.part, sides.whole
    ids, evidence = (whole.id, part.id, share.id), (whole.evidence, part.evidence, share.evidence)
    scale = SCALES.get(share.unit, 1)
    ratio = (part.value / whole.value * scale).quantize(Decimal("0.001")) if whole.value else None
    told = say("share", part=part.value, whole=whole.value, ratio=ratio, unit=share.unit, printed=share.value_text)
    if ratio is None or any(allowed(c, words) is None for c in (part, whole, share)):
        if fits(part, whole, share, words):  # an open figure that is far off speaks of something else
            yield Verdict("share", "undecidable", told + say("open-figure"), ids, evidence)
        return
    if fits(part, whole, share, words):
        yield Verdict("share", "agrees", told, ids, evidence)
        return
    cut = cut_off(share, words)
    is_cut = cut is not None and Between(ratio, ratio).meets(cut)
    yield Verdict("share", "undecidable" if is_cut else "disagrees", told + (say("cut-off") if is_cut else ()), ids, evidence)


def _rest(whole: Claim, part: Claim, desk: Desk, words: CheckWords) -> Iterator[Verdict]:
    """What is left of the whole, where the same article counts it as not being the part (不合格 beside 合格)."""
    word = next((w for w in words.with_a_rest if w in desk.before(part, 6) + desk.after(part, 8).split("，")[0] or w in part.metric), "")
    if not word:
        return
    for claim in desk.around(part, 20, 20):
        near = desk.before(claim, 24)
        if claim.kind != "level" or not desk.in_one_unit(claim, whole) or claim.id in (whole.id, part.id) or claim.bound != "exact":
            continue
        if any(not_ + word in near + desk.after(claim, 10).split("，")[0] for not_ in words.denials):
            left = whole.value - part.value
            told = say("difference", whole=whole.value, part=part.value, rest=left, printed=claim.value_text)
            yield Verdict("parts-whole", "agrees" if left == claim.value else "disagrees", told,
                          (whole.id, part.id, claim.id), (whole.evidence, part.evidence, claim.evidence))


def means(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """A number of things, a mean and a sum of one sentence: 260户，户均增收3000元，共增收78万元."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for at, mean in enumerate(told):
            found = words.mean.search(mean.metric) if mean.kind in ("level", "change") and mean.bound == "exact" else None
            if found is None:
                continue
            near, of = told[max(0, at - 5):at + 4], found[2]
            counters = set(words.counters.get(of, of.removeprefix("每")).split())
            number = [c for c in near if c.unit in counters and c.kind == "level" and _one_sentence(c, mean, desk)]
            sums = _sums_of(mean, near, of, mean.metric[found.end():], desk, words) if len(number) == 1 else []
            if len(sums) == 1 and same_owner(number[0], sums[0], words, desk.events):
                yield _product(number[0], mean, sums[0], words)


def _sums_of(mean: Claim, near: list[Claim], of: str, stem: str, desk: Desk, words: CheckWords) -> list[Claim]:
    """The figures near a mean that may be its sum: those that a word calls so or that are of the same metric (`stem`); else the one right before it; else, of a mean `of` time, any before it."""
    alike = [c for c in near if c is not mean and c.unit == mean.unit and c.kind == mean.kind and _one_sentence(c, mean, desk)]
    sums = [c for c in alike if words.sum.search(desk.before(c, 14)) or stem and c.metric.endswith(stem) and not words.mean.search(c.metric) or of in words.yields and c.metric.endswith(words.harvests)]
    if sums:
        return sums
    last = next((c for c in reversed(near) if c.value_end <= mean.value_start), None)
    if last is not None and last.unit == mean.unit and words.of_last.fullmatch(desk.between(last, mean)):
        return [last]  # 耕地面积1860亩，人均1.66亩
    return [c for c in alike if c.value_end < mean.value_start] if of in words.by_time else []


def groups(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """120人，分成6个小组，每组20人: groups of one size make up all."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for at, each in enumerate(told):
            named = words.each.search(desk.before(each, 4)) if each.kind == "level" and each.bound == "exact" and not words.is_measured(each.unit) else None
            if named is None:
                continue
            near = [c for c in told[max(0, at - 3):at] if c.kind == "level" and c.bound == "exact" and _one_sentence(c, each, desk)]
            count = [c for c in near if c.unit == named[1] or re.match(f"[^，。；、]{{0,2}}{named[1]}", desk.after(c, 6))]
            total = [c for c in near if c.unit == each.unit and c not in count]
            if len(count) == 1 and len(total) == 1 and total[0].value_end < count[0].value_start:
                yield _product(count[0], each, total[0], words)


def natural_growth(records: Records, words: CheckWords) -> Iterator[Verdict]:
    """出生率 − 死亡率 = 自然增长率, where all three stand together."""
    desk = Desk(records, words)
    for told in desk.told.values():
        for growth in told:
            if not growth.metric.endswith(words.natural_growth):
                continue
            near = desk.around(growth, 3, 3)
            births = [c for c in near if c.metric.endswith(words.birth_rates) and c.unit == growth.unit]
            deaths = [c for c in near if c.metric.endswith(words.death_rates) and c.unit == growth.unit]
            ends = [allowed(c, words) for c in (*births[:1], *deaths[:1], growth)]
            if len(births) != 1 or len(deaths) != 1 or ends[0] is None or ends[1] is None or ends[2] is None:
                continue
            told_so = say("difference", whole=births[0].value, part=deaths[0].value, rest=births[0].value - deaths[0].value, printed=growth.value_text)
            yield Verdict("parts-whole", "agrees" if ends[0].minus(ends[1]).meets(ends[2]) else "disagrees", told_so,
                          (births[0].id, deaths[0].id, growth.id), (births[0].evidence, deaths[0].evidence, growth.evidence))


def _product(number: Claim, mean: Claim, total: Claim, words: CheckWords) -> Verdict:
    ids, evidence = (number.id, mean.id, total.id), (number.evidence, mean.evidence, total.evidence)
    told = say("product", number=number.value, mean=mean.value, product=number.value * mean.value, printed=total.value_text)
    counts, means_, sums = (allowed(claim, words) for claim in (number, mean, total))
    if counts is None or means_ is None or sums is None:
        return Verdict("mean", "undecidable", told + say("open-figure"), ids, evidence)
    return Verdict("mean", "agrees" if counts.times(means_).meets(sums) else "disagrees", told, ids, evidence)


def _one_sentence(a: Claim, b: Claim, desk: Desk) -> bool:
    first, second = sorted((a, b), key=lambda c: c.value_start)
    return "。" not in desk.between(first, second)
