"""The same figure said twice: in a headline and its article, in two paragraphs, on two pages; a goal and what became of it.

In: connected `Records`.  Out: `Verdict`s: *agrees* where the figures fit each other, *disagrees* where metric, owner and time are one and
they do not, *undecidable* where no time is printed and both may be right.
"""
from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from kg.check.wording import say
from kg.model import Claim, Records, Saying, Verdict
from kg.series.desk import NEAR, Desk, Standing, same_owner
from kg.series.links import last_day, lasts, step_key, told_alike
from kg.series.metrics import Names, likeness
from kg.series.precision import is_a_slip, reach
from kg.series.words import SeriesWords

_ALIKE = 0.6  # of the shorter metric's pairs of characters
_SPOKEN = 0.3  # of the pairs of characters of the shorter clause
_SPEAKING = 6  # characters of a metric that says by itself what is measured
_HEADS = 20  # figures that the headlines of one article have at most
_BESIDE = 200  # raw characters
_PAIRS = 4  # figures told again beside one that is
_TELLING = 3  # significant digits by which a figure is known again


def restated(records: Records, names: Names) -> Iterator[Verdict]:
    """Claims that say one thing again, and headlines beside their articles."""
    desk = Desk(records, names.words)
    yield from _headlines(desk, names)
    again = [(desk.claims[link.other], desk.claims[link.claim]) for link in records.links if link.kind == "restates"]
    pairs = [(first, second) for first, second in again if desk.is_headline(first) == desk.is_headline(second) and not _are_of_two(first, second, desk)]
    for at, (first, second) in enumerate(pairs):
        one, other = desk.standing(first), desk.standing(second)
        for verdict in told_twice(first, second, names.words, one, other):
            if verdict.verdict == "disagrees" and any(_differ_beside(first, second, *pair, names.words) for pair in pairs[max(0, at - _PAIRS):at + _PAIRS + 1]):
                verdict = _verdict("undecidable", first, second, say("several"))
            yield verdict
    for told in told_alike(desk, step_key, names).values():
        for early, late in pairwise(told):
            yield from contrary(early, late, names.words, desk.standing(early), desk.standing(late))


def told_twice(first: Claim, second: Claim, words: SeriesWords, one: Standing, other: Standing) -> Iterator[Verdict]:
    """What two figures for one thing say to each other, by what stands beside them."""
    is_loose = (one.level is None) != (other.level is None) and first.evidence.article == second.evidence.article
    if _of_two_levels(one, other):
        return  # 40个景区接待412万人次，增长2.1%；12个公园接待38万人次，增长6.4%
    if _fit(first, second, words):
        yield _verdict("agrees", first, second)
    elif first.time and first.time == second.time or lasts(first, words):
        yield from [_verdict("undecidable", first, second, say("carried"))] if is_loose else _differing(first, second, words, one.corrects or other.corrects)
    elif (len(first.metric) >= _SPEAKING or first.kind == "rate") and is_a_slip(first.value, second.value):
        yield _verdict("undecidable", first, second)


def _differ_beside(first: Claim, second: Claim, early: Claim, late: Claim, words: SeriesWords) -> bool:
    """True for two other figures right beside these that differ too: a slip is one figure, so the two places tell of two things (全市伤58人，毁房640间; 某县伤31人，毁房590间)."""
    beside = all(one.evidence.source == other.evidence.source and 0 < abs(one.value_start - other.value_start) <= NEAR for one, other in ((first, early), (second, late)))
    return beside and first.evidence.source == second.evidence.source and early.time == late.time and not _fit(early, late, words)


def _of_two_levels(one: Standing, other: Standing) -> bool:
    """True for growths of levels that are not one level told again."""
    return one.level is not None and other.level is not None and not one.level.meets(other.level)


def contrary(first: Claim, second: Claim, words: SeriesWords, one: Standing, other: Standing) -> Iterator[Verdict]:
    """What two steps of one figure say to each other where one goes up and the other down, or one is in per cent and the other in points."""
    are_alike = reach(first, words) == reach(second, words)
    is_opposed = first.direction != second.direction
    is_corrected = one.corrects or other.corrects
    if _of_two_levels(one, other):
        return
    if first.unit == second.unit and is_opposed and (are_alike or first.evidence.article != second.evidence.article):
        told = say("opposed", metric=first.metric, first=first.value_text, way=first.direction, second=second.value_text, other=second.direction)
    elif first.unit != second.unit and first.value == second.value and not is_opposed:
        told = say("points", metric=first.metric, first=first.value_text, second=second.value_text)
    else:
        return
    is_sure = (are_alike or first.unit != second.unit) and not is_corrected
    yield Verdict("restated", "disagrees" if is_sure else "undecidable", told + (say("corrected") if is_corrected else ()), (first.id, second.id), (first.evidence, second.evidence))


def _are_of_two(first: Claim, second: Claim, desk: Desk) -> bool:
    """True for two figures of one page that differ because they are told of two things: side by side, or parts or shares of two wholes."""
    if first.evidence.source != second.evidence.source or _fit(first, second, desk.words):
        return False
    wholes = [desk.wholes.get(claim.id) for claim in (first, second)]
    return _is_open_list(first, second, desk) or None not in wholes and len({whole.value for whole in wholes if whole}) == 2


def _is_open_list(first: Claim, second: Claim, desk: Desk) -> bool:
    """True where two figures of one metric stand side by side and so are two things' (A镇3个项目、B镇5个项目; 由甲到乙)."""
    early, late = sorted((first, second), key=lambda c: (c.evidence.source, c.value_start))
    return early.evidence.source == late.evidence.source and late.value_start - early.value_end < 200 and "。" not in desk.between(early, late)


def _headlines(desk: Desk, names: Names) -> Iterator[Verdict]:
    """A headline's figure must be one that the article gives for the same thing, where it gives any."""
    for told in desk.told.values():
        heads = [c for c in told if desk.is_headline(c)][:_HEADS]
        bodies = [c for c in told if not (desk.is_headline(c) or desk.words.rest.match(c.metric))] if heads else []  # 其它违法8458起 is no headline's 查处违法近万起
        for head in heads:
            verdict = _headline(head, bodies, desk, names)
            if verdict is not None:
                yield verdict


def _headline(head: Claim, bodies: list[Claim], desk: Desk, names: Names) -> Verdict | None:
    """One headline figure against its article: told again, told otherwise, or (*undecidable*) nowhere told, though its words are."""
    measured = [c for c in bodies if desk.in_one_measure(c, head)]
    same_kind = [c for c in measured if c.kind == head.kind and (c.direction == head.direction or None in (c.direction, head.direction))]
    alike = [c for c in same_kind if likeness(names.normal(head.metric), names.normal(c.metric), desk.words) >= _ALIKE]
    spoken = [c for c in same_kind if likeness(_words(head), _words(c), desk.words) >= _SPOKEN or _one_noun(head, c)]
    again = _again(head, alike, same_kind, spoken, desk)
    if again is not None:
        return _verdict("agrees", head, again)
    opposed = _opposed(head, bodies, desk, names)
    if opposed is not None:
        return opposed
    rivals = [c for c in alike if len(c.metric) > 1 and same_owner(head, c, desk.words, desk.events)]  # 浙江亩产75斤 is no headline of a county's 84斤
    rivals = [c for c in rivals if (c.modality == "target") == (head.modality == "target")]  # 今年投入目标45亿元, and 去年完成投入38.7亿元 below
    rivals = [c for c in rivals if names.normal(c.metric) == names.normal(head.metric) and c.time == head.time] or rivals  # 12.5亿元，去年同期为10亿元，其中制造业投资8亿元
    if rivals:
        return None if _adds_up(head, same_kind) else _told_otherwise(head, rivals, desk)  # 35个项目集中开竣工 over 7个项目竣工，28个项目开工
    return _only_other(head, spoken or same_kind, measured, desk)


def _again(head: Claim, alike: list[Claim], same_kind: list[Claim], spoken: list[Claim], desk: Desk) -> Claim | None:
    """The figure of the article that the headline's is: one of its metric that fits it, else the very same one that is long enough, or spoken of in like words."""
    told = (c for c in same_kind if c.value == head.value and desk.in_one_unit(c, head) and (_digits(c) >= _TELLING or c in spoken))
    return next((c for c in alike if _fit(head, c, desk.words)), None) or next(told, None)


def _opposed(head: Claim, bodies: list[Claim], desk: Desk, names: Names) -> Verdict | None:
    """What a step of the article says that goes the other way than the headline's."""
    steps = [c for c in bodies if names.normal(c.metric) == names.normal(head.metric) and c.time == head.time and {c.kind, head.kind} <= {"rate", "change"} and c.direction and head.direction]
    return next((told for c in steps for told in contrary(head, c, desk.words, desk.standing(head), desk.standing(c))), None)


def _told_otherwise(head: Claim, rivals: list[Claim], desk: Desk) -> Verdict | None:
    """What the article says of the headline's figure, where none of its own for the same thing fits; *undecidable* where these are several."""
    if all(_fit(rivals[0], other, desk.words) for other in rivals):
        return next(_differing(head, rivals[0], desk.words, desk.corrects(rivals[0])), None)
    return _verdict("undecidable", head, rivals[0])


def _only_other(head: Claim, near: list[Claim], measured: list[Claim], desk: Desk) -> Verdict | None:
    """Nothing says it otherwise, but the one figure that it could be is another."""
    could_be = [c for c in near if len(head.metric) > 1 and same_owner(head, c, desk.words, desk.events) and desk.in_one_unit(c, head)]
    if len(could_be) == 1 and not any(_fit(head, c, desk.words) for c in measured):
        return _verdict("undecidable", head, could_be[0])
    return None


def _adds_up(head: Claim, bodies: list[Claim]) -> bool:
    """True for a headline's count that is the sum of two counts beside each other."""
    return head.kind == "level" and any(one.value + other.value == head.value and one.unit == other.unit == head.unit and abs(one.value_start - other.value_start) < _BESIDE
                                        for at, one in enumerate(bodies) for other in bodies[at + 1:at + 6])


def _one_noun(head: Claim, body: Claim) -> bool:
    """True where both metrics end with one noun (救出被困旅客, 转移旅客)."""
    return min(len(head.metric), len(body.metric)) > 2 and head.metric[-2:] == body.metric[-2:]


def _words(claim: Claim) -> str:
    """The clause around a figure without the figure."""
    return "".join(claim.evidence.quote.replace(claim.value_text, "").split())


def _digits(claim: Claim) -> int:
    """Significant digits of a figure."""
    return len(claim.value.normalize().as_tuple().digits)


def _differing(first: Claim, second: Claim, words: SeriesWords, is_corrected: bool) -> Iterator[Verdict]:
    """*disagrees*; *undecidable* for a correction, and for figures so far apart that no slip explains it: what is said of them says too little, in two units nothing."""
    factor = _factor(first, second, words)
    if is_a_slip(first.value, second.value * factor.numerator / factor.denominator) or factor != 1 and first.value == second.value:
        yield _verdict("undecidable", first, second, say("corrected")) if is_corrected else _verdict("disagrees", first, second)
    elif factor == 1:
        yield _verdict("undecidable", first, second, say("far-apart"))


def _factor(first: Claim, second: Claim, words: SeriesWords) -> Fraction:
    """How many of the first figure's units make one of the second's."""
    return Fraction(1) if first.unit == second.unit else words.measure(second.unit)[1] / words.measure(first.unit)[1]


def _verdict(verdict: str, first: Claim, second: Claim, note: tuple[Saying, ...] = ()) -> Verdict:
    told = say("told-twice", metric=first.metric, first=first.value_text, second=second.value_text)
    return Verdict("restated", verdict, told + note, (first.id, second.id), (first.evidence, second.evidence))


def _fit(first: Claim, second: Claim, words: SeriesWords) -> bool:
    """True where one value may have been printed both ways; the border of two neighbours is no such value: what is printed as 12.6 is not printed as 12.5."""
    one, other = reach(first, words), reach(second, words).scaled(_factor(first, second, words))
    touch = one.low == other.high or one.high == other.low
    return one.meets(other) and not (touch and one.low < one.high and other.low < other.high)


def goals(records: Records, words: SeriesWords) -> Iterator[Verdict]:
    """Targets and plans beside the later figure: *agrees* where the goal is reached, else *undecidable* (a missed goal is no contradiction)."""
    desk = Desk(records, words)
    for link in records.links:
        if link.kind == "result-of":
            yield goal_and_result(desk.claims[link.other], desk.claims[link.claim], link.rule, words)


def goal_and_result(goal: Claim, result: Claim, rule: str, words: SeriesWords) -> Verdict:
    """What became of a goal by its latest figure (`rule` is that of their link)."""
    was, aimed = reach(result, words), reach(goal, words)
    reached = was.high >= aimed.low if goal.bound != "max" and goal.direction != "down" else was.low <= aimed.high
    told = say("goal", metric=goal.metric, modality=goal.modality, goal=goal.value_text, until=last_day(goal.time)[:4] if goal.time else None, result=result.value_text,
               time=result.time, outcome="reached" if reached else "not-so-far" if rule == "figure-so-far" else "not-reached")
    return Verdict("goal", "agrees" if reached else "undecidable", told, (goal.id, result.id), (goal.evidence, result.evidence))
