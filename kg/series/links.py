"""How claims belong to each other: a level with its change and rate, a part with its whole, a share with the whole it is of, a level
with the earlier one that it is compared to, a rank with its level, a figure with its headline, an achievement with its target.

In: `Records` and the naming of metrics.  Out: `Link`s in a fixed order.  Each is found from metric, owner, unit and the words between
the figures; where these leave several figures open as the whole of parts or shares, it is the one that fits.  Whether a link's figures fit is for `kg.check` to say.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import Claim, Link, Records
from kg.series.desk import NEAR, Desk, is_carried, same_owner
from kg.series.metrics import Names
from kg.series.shares import shares
from kg.series.wholes import parts, summed
from kg.series.words import SeriesWords
from kg.text import fold

_AHEAD = 6  # figures behind a level that may be its changes
_SPEAKING = 6  # characters of a metric that says by itself what is measured
_STRAIGHT_ON = re.compile("[，（]?[^，。；、：（）0-9０-９]{1,14}")  # from a level to what it grew by


def links(records: Records, names: Names) -> tuple[Link, ...]:
    """All links of `records`, in order of the claim that is linked."""
    desk = Desk(records, names.words)
    found = dict.fromkeys(article_links(desk, names))
    for told in _groups(desk, time_key, names):
        found.update(dict.fromkeys(again(told, desk, "one-time")))
    goals, facts = results_apart(desk, names)
    for key, wanted in goals.items():
        found.update(dict.fromkeys(results(wanted, facts.get(key, ()))))
    return in_order(found, records)


def in_order(found: Iterable[Link], records: Records) -> tuple[Link, ...]:
    """Links by the places of their claims; of two that differ in their rule only, the one that was found first."""
    first = {(link.kind, link.claim, link.other): link for link in reversed(list(found))}
    order = {claim.id: at for at, claim in enumerate(records.claims)}
    return tuple(sorted(first.values(), key=lambda link: (order.get(link.claim, -1), order.get(link.other, -1), link.kind)))


def article_links(desk: Desk, names: Names) -> Iterator[Link]:
    """What the words of one article tell by themselves."""
    for told in desk.told.values():
        for step in (_changes, parts, summed, shares, _compared):
            yield from step(told, desk, names)
    for said in _groups(desk, _article_keys, names):
        yield from again(said, desk, "one-article")


def _one_thing(a: Claim, b: Claim, desk: Desk, names: Names) -> bool:
    return names.normal(a.metric) == names.normal(b.metric) and same_owner(a, b, desk.words, desk.events)


def _changes(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Changes, rates and ranks that follow a level of their own metric, or stand right before it (增长7%，达到8亿元)."""
    for at, level in enumerate(told):
        if level.kind not in ("level", "share"):
            continue
        near = [c for c in told[at + 1:at + _AHEAD] if c.value_start - level.value_start <= NEAR]
        if near and desk.words.as_base.match(desk.between(level, near[0])):
            continue  # 与2010年的72万人相比，增加3万人: the level before
        for claim in near:
            if claim.kind == "level" and claim.unit == level.unit and _one_thing(level, claim, desk, names):
                break  # the next level of the same metric has its own changes
            if _one_thing(level, claim, desk, names) and _fits_kind(level, claim, desk.words) and not _stands_alone(claim, desk):
                yield Link(f"{_KIND[claim.kind]}-of", claim.id, level.id, "behind-its-level")
        for claim in reversed(told[max(0, at - 2):at]):
            if level.value_start - claim.value_end <= NEAR // 3 and claim.kind in ("change", "rate") and _one_thing(level, claim, desk, names) and not _is_before(level, claim) \
                    and _fits_kind(level, claim, desk.words) and desk.words.to_level.fullmatch(desk.between(claim, level)):
                yield Link(f"{_KIND[claim.kind]}-of", claim.id, level.id, "before-its-level")


def _is_before(level: Claim, claim: Claim) -> bool:
    """True for what is compared with: 增长7.4%，去年同期为10亿元."""
    return level.time is not None and claim.time is not None and level.time < claim.time


_KIND = {"change": "change", "rate": "rate", "rank": "rank", "multiple": "rate"}


def _fits_kind(level: Claim, claim: Claim, words: SeriesWords) -> bool:
    if claim.kind == "change":
        return claim.unit == level.unit or (claim.unit in words.points and level.unit in ("%", "％"))
    return claim.kind in ("rate", "rank") or (claim.kind == "multiple" and bool(claim.baseline))


def _stands_alone(claim: Claim, desk: Desk) -> bool:
    """True for a rate that is no step from the level before: an average over years, or the name of a share (增长面为68.3%)."""
    before = desk.before(claim, 16)
    return bool(desk.words.over_years.search(before) or claim.kind == "rate" and desk.words.named_share.search(before))


def _compared(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """由A增加到B: two levels of one metric in one breath."""
    for first, second in zip(told, told[1:], strict=False):
        if first.kind == second.kind and first.kind in ("level", "share") and desk.in_one_unit(first, second) \
                and desk.words.coming_from.search(desk.before(first, 30)) and desk.words.reached.match(desk.between(first, second)):
            yield Link("follows", second.id, first.id, "from-to")
        elif first.kind == second.kind == "level" and first.unit == second.unit and desk.words.than.match(desk.between(first, second)):
            yield Link("follows", first.id, second.id, "than")
        elif first.kind == second.kind == "level" and first.unit == second.unit and (_a_year_apart(first, second) or _a_year_apart(second, first)) \
                and _one_thing(first, second, desk, names) and "。" not in desk.between(first, second):
            new, old = (second, first) if _a_year_apart(first, second) else (first, second)  # 12.6亿元，去年同期为10.5亿元
            yield Link("follows", new.id, old.id, "two-years")


def _a_year_apart(first: Claim, second: Claim) -> bool:
    """True for figures of one shape of period, the second a year after the first."""
    early, late = first.time or "", second.time or ""
    return early != "" and re.sub(r"\d{4}", lambda m: f"{int(m[0]) + 1:04d}", early) == late


MetricKey = tuple[str, str, str, str, str]


def _metric_key(claim: Claim, names: Names) -> MetricKey | None:
    """What two claims have alike where one may say the other again; None where the metric says too little."""
    metric = names.normal(claim.metric)
    is_its_own = lasts(claim, names.words) and not (claim.subject_name or "").endswith(names.words.divisions)  # the length of a bridge; of which road of the county?
    least = 2 if claim.kind == "rate" or is_its_own else 4
    return (metric, claim.kind, claim.direction or "", names.words.measure(claim.unit)[0], claim.modality) if len(metric) >= least else None


def _article_keys(claim: Claim, names: Names) -> tuple | None:
    key = _metric_key(claim, names)
    return key and (*key, claim.evidence.article)


def time_key(claim: Claim, names: Names) -> tuple[str, ...] | None:
    """Metric, owner and time of a claim that a claim of another article may say again; None where one is not known."""
    key, owner = _metric_key(claim, names), claim.subject or claim.subject_name
    time = "" if lasts(claim, names.words) else claim.time
    return (*key, owner, time) if key and owner is not None and time is not None else None


def lasts(claim: Claim, words: SeriesWords) -> bool:
    """True for a size that a work keeps for good (大桥全长)."""
    return claim.kind == "level" and claim.metric.endswith(words.unchanging)


def step_key(claim: Claim, names: Names) -> tuple[str, ...] | None:
    """What two steps of one figure have alike, whichever way they go and whether in per cent or in points; where nobody owns the figure, they stand in one article."""
    metric, owner = names.normal(claim.metric), claim.subject or claim.subject_name
    is_step = claim.kind == "rate" and claim.unit in ("%", "％") or claim.kind == "change" and claim.unit in names.words.points
    if not is_step or not claim.direction or claim.time is None or len(metric) < (2 if owner else _SPEAKING):
        return None
    return metric, claim.modality, owner or claim.evidence.article, claim.time, _period_before(claim.baseline or "", names.words)


def _period_before(baseline: str, words: SeriesWords) -> str:
    """The sort of period that a step begins from; where none is told, the year before."""
    return "month" if words.month_ago.search(baseline) else "begin" if words.begins_year.search(baseline) else "year" if not baseline or words.year_ago.search(baseline) else baseline


def _groups(desk: Desk, key_of: Callable[[Claim, Names], tuple | None], names: Names) -> Iterable[list[Claim]]:
    return told_alike(desk, key_of, names).values()


def told_alike(desk: Desk, key_of: Callable[[Claim, Names], tuple | None], names: Names) -> dict[tuple, list[Claim]]:
    """The claims whose metric is told for sure, and that have a key, by it, in order of their pages."""
    groups: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in sorted(desk.records.claims, key=lambda c: c.evidence.source):
        key = key_of(claim, names)
        if key is not None and _is_told(claim, desk):
            groups[key].append(claim)
    return groups


def _is_told(claim: Claim, desk: Desk) -> bool:
    """True where the figure's own words name its metric, or it is what the level right before it grew or fell by (存款86.4亿元，同比增长6.2%)."""
    if not is_carried(claim):
        return True
    level = next(iter(desk.around(claim, 1, 0)), None)
    return level is not None and level.kind in ("level", "share") and claim.kind in ("rate", "change") and level.metric == claim.metric and level.time == claim.time \
        and not is_carried(level) and _STRAIGHT_ON.fullmatch(desk.between(level, claim)) is not None


def again(told: Sequence[Claim], desk: Desk, rule: str) -> Iterator[Link]:
    """Each of the claims of one metric, of one article or one owner and time, that says the one before it again."""
    for earlier, claim in pairwise(told):
        if says_again(earlier, claim, desk.words, desk.events, desk):
            yield Link("restates", claim.id, earlier.id, rule)


def says_again(earlier: Claim, claim: Claim, words: SeriesWords, events: frozenset[str], desk: Desk | None = None) -> bool:
    """True where a claim may say an earlier one again; for two claims of one page `desk` has the words between them."""
    times_fit = earlier.time == claim.time or None in (earlier.time, claim.time)
    baselines_fit = None in (earlier.baseline, claim.baseline) or _period_before(earlier.baseline or "", words) == _period_before(claim.baseline or "", words)
    if desk and earlier.evidence.source == claim.evidence.source and 0 <= claim.value_start - earlier.value_end < NEAR and words.parts.search(desk.between(earlier, claim).rpartition("。")[2]):
        return False  # a part of it; 其中 in a sentence that is over told of others
    ours, theirs = (c.subject or c.subject_name for c in (earlier, claim))
    if len(claim.metric) < _SPEAKING and (ours is None or ours != theirs) or _of_two(earlier, claim, words):
        return False  # 建筑面积 of who knows what
    return times_fit and baselines_fit and same_owner(earlier, claim, words, events)


def _of_two(one: Claim, other: Claim, words: SeriesWords) -> bool:
    """True where the clauses tell of two of a row, or the one of what the other leaves: 一期用地372亩, 二期用地300亩; 其余大队增产一成."""
    ours, theirs = (fold(c.evidence.quote) for c in (one, other))
    if (words.rest.search(ours) is None) != (words.rest.search(theirs) is None):
        return True
    counted = [{(noun, number) for number, noun in words.ordinals.findall(text)} for text in (ours, theirs)]
    return any(noun == last and number != final for noun, number in counted[0] for last, final in counted[1])


class Goal(NamedTuple):
    """A target or a plan, and the day on which its article was printed, or nothing."""

    claim: Claim
    day: str


ResultKey = tuple[str, str, str, str, str]


def result_key(claim: Claim, names: Names) -> ResultKey | None:
    """What a goal and its result have alike; None where no owner or metric is named."""
    owner, metric = claim.subject or claim.subject_name, names.normal(claim.metric)
    return (owner, metric, claim.kind, claim.direction or "", names.words.unit_class(claim.unit)) if owner and len(metric) >= 2 else None


def results_apart(desk: Desk, names: Names) -> tuple[dict[ResultKey, list[Goal]], dict[ResultKey, list[Claim]]]:
    """Targets and plans, and what is stated as fact, each by what a goal and its result have alike."""
    goals: dict[ResultKey, list[Goal]] = defaultdict(list)
    facts: dict[ResultKey, list[Claim]] = defaultdict(list)
    for claim in desk.records.claims:
        key = result_key(claim, names)
        if key is None:
            continue
        if claim.modality == "actual":
            facts[key].append(claim)
        else:
            said = desk.articles.get(claim.evidence.article)
            goals[key].append(Goal(claim, (said.published.value if said else None) or ""))
    return goals, facts


def results(goals: Iterable[Goal], facts: Sequence[Claim]) -> Iterator[Link]:
    """Targets and plans, and the first figure of the same thing that is stated as fact at their date; before that the latest one."""
    told = sorted((last_day(c.time), c.id, c) for c in facts if c.time)
    ends = [end for end, _, _ in told]
    for goal, day in goals:
        if not day:
            continue
        first = bisect_left(ends, day)
        due = max(first, bisect_left(ends, last_day(goal.time) if goal.time else day))
        for places, rule in ((range(due, len(told)), "later-figure"), (range(due - 1, first - 1, -1), "figure-so-far")):
            found = next((claim for _, _, claim in map(told.__getitem__, places) if claim.evidence.article != goal.evidence.article), None)
            if found is not None:
                yield Link("result-of", found.id, goal.id, rule)
                break


def last_day(period: str) -> str:
    """The end of an ISO 8601 period, so that ends compare as text.

    >>> last_day("2025-06"), last_day("2023-01/2023-06"), last_day("2024")
    ('2025-06-31', '2023-06-31', '2024-12-31')
    """
    end = period.rpartition("/")[2]
    return end + "-12-31"[3 * (end.count("-")):] if end.count("-") < 2 else end
