"""How claims belong to each other: a level with its change and rate, a part with its whole, a share with the whole it is of, a level
with the earlier one that it is compared to, a rank with its level, a figure with its headline, an achievement with its target.

In: `Records` and the naming of metrics.  Out: `Link`s in a fixed order.  Each is found from metric, owner, unit and the words between
the figures, never from whether the figures fit; whether they do is for `kg.check` to say.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.model import Claim, Link, Records
from kg.series.desk import Desk, same_owner, unit_class
from kg.series.metrics import Names

_NEAR = 120  # raw characters between the figures of one statement
_AHEAD = 6  # figures behind a level that may be its changes
_PARTS = 14  # figures behind a whole that may be its parts
_SPEAKING = 6  # characters of a metric that says by itself what is measured
_FAR = 160  # characters from 其中 to the last part
_BREATH = 24  # characters between figures that are summed up
_ITEM = 16  # characters of one item of a list
_FROM_TO = re.compile("^(的|／[^，。；]{1,4})?[^，。；、]{0,8}?(到|至|为|成)了?(([０-９]{2,4}年|目前|现在|如今|今年|去年)底?的?)?的?$")
_FROM = re.compile("(由|从)[^，。；、]{0,14}$")
_AMONG = re.compile("^[^，。；0-9０-９]{0,16}中(?!的)，?有?[^，。；0-9０-９的]{0,6}$")
_AVERAGED = re.compile("(年均|平均|累计)[^，。；]{0,6}$")  # over more years than one: no step from one level to the next
_NAMED_SHARE = re.compile("(率|面|占比|比重|比例)(为|达|达到|约|近)?$")
_SHARE_ENDS = ("率", "占比", "比例", "比重", "面")
_SUM_WORD = re.compile("(共|共计|合计|总计|一共|总共)$")
_OF_PLAN = re.compile("^，?(完成|达到|占)[^，。；]{0,4}(计划|任务|目标|预算)的$")
_PLANNED = re.compile("计划|任务|目标|预算")
_ITS_SHARE = re.compile("^[，（]?(占|占比|比重|比例|占总数|占[^，。；]{2,14}总[量数额面积人口户]{1,2}的?)(为|达|达到|约|近)?$")
_THAN = re.compile("^，?(比|较)([０-９]{4}年|去年|上年|前年|[^，。；]{0,3}同期)底?[^，。；]{0,4}的$")
_OF_WHOLE = re.compile("占(了)?(其中|总[^，。；、]{0,6}|全部[^，。；、]{0,6})的?(比例|比重)?(的|为|达|约|近)?$")


def links(records: Records, names: Names) -> tuple[Link, ...]:
    """All links of `records`, in order of the claim that is linked."""
    desk = Desk(records)
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
        for step in (_changes, _parts, _summed, _shares, _compared):
            yield from step(told, desk, names)
    for said in _groups(desk, _article_keys, names):
        yield from again(said, desk, "one-article")


def _one_thing(a: Claim, b: Claim, desk: Desk, names: Names) -> bool:
    return names.normal(a.metric) == names.normal(b.metric) and same_owner(a, b, desk.events)


def _changes(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Changes, rates and ranks that follow a level of their own metric, or stand right before it (增长7%，达到8亿元)."""
    for at, level in enumerate(told):
        if level.kind not in ("level", "share"):
            continue
        near = [c for c in told[at + 1:at + _AHEAD] if c.value_start - level.value_start <= _NEAR]
        for claim in near:
            if claim.kind == "level" and claim.unit == level.unit and _one_thing(level, claim, desk, names):
                break  # the next level of the same metric has its own changes
            if _one_thing(level, claim, desk, names) and _fits_kind(level, claim) and not _stands_alone(claim, desk):
                yield Link(f"{_KIND[claim.kind]}-of", claim.id, level.id, "behind-its-level")
        for claim in reversed(told[max(0, at - 2):at]):
            if level.value_start - claim.value_end <= _NEAR // 3 and claim.kind in ("change", "rate") and _one_thing(level, claim, desk, names) \
                    and _fits_kind(level, claim) and re.fullmatch("，?[^，。；]{0,6}(达|为|至|到|突破|实现)[^，。；]{0,4}", desk.between(claim, level)):
                yield Link(f"{_KIND[claim.kind]}-of", claim.id, level.id, "before-its-level")


_KIND = {"change": "change", "rate": "rate", "rank": "rank", "multiple": "rate"}


def _fits_kind(level: Claim, claim: Claim) -> bool:
    if claim.kind == "change":
        return claim.unit == level.unit or (claim.unit == "个百分点" and level.unit in ("%", "％"))
    return claim.kind in ("rate", "rank") or (claim.kind == "multiple" and bool(claim.baseline))


def _stands_alone(claim: Claim, desk: Desk) -> bool:
    """True for a rate that is no step from the level before: an average over years, or the name of a share (增长面为68.3%)."""
    before = desk.before(claim, 16)
    return bool(_AVERAGED.search(before) or claim.kind == "rate" and _NAMED_SHARE.search(before))


def _parts(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Counts behind 其中 (or in a bracket right behind the whole, or behind …中有) of things of the whole's own kind."""
    for at, whole in enumerate(told):
        if whole.kind != "level" or whole.upper is not None:
            continue
        last: Claim | None = None
        for number, part in enumerate(told[at + 1:at + _PARTS], at + 1):
            between = desk.between(whole, part)
            lead = _lead_of_parts(between)
            alike = part.kind == "level" and unit_class(part.unit) == unit_class(whole.unit)
            if lead is None and (alike or len(between) > _FAR):
                break  # the next figure of the kind is what a later 其中 speaks of
            if lead is None or not alike or part.upper is not None:
                continue
            if last is not None and not _goes_on(last, part, told[number + 1:number + 3], desk):
                break
            if lead == "中有" or part.metric != whole.metric or part.bound == "exact":  # 造价约42万元，其中补贴三成，最高15万元 is no part of itself
                yield Link("part-of", part.id, whole.id, lead)
            last = part
            if lead == "中有":
                break


def _goes_on(last: Claim, part: Claim, behind: list[Claim], desk: Desk) -> bool:
    """True where a figure still belongs to the list of parts: no list of its own follows, and it is joined as the parts are.

    教师56人，其中高级教师12人、一级教师20人，学生980人: the comma leaves the list.  税收21亿元，占75%；支出60亿元，其中…: so does what has parts.
    """
    between = desk.between(last, part)
    if any(desk.between(part, c).startswith(("，其中", "。其中", "其中")) for c in behind):
        return False
    if "；" in between:
        return part.metric[-1:] == last.metric[-1:]
    listed = "、" in desk.before(last, 30)[-_ITEM:]
    return not (listed and "，" in between)


def _summed(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Figures of one unit and then their sum: 发明专利12项、外观专利8项，共计20项; 一期占地200亩，二期300亩，总占地面积500亩."""
    for at, whole in enumerate(told):
        before = desk.before(whole, 10)
        direct = _SUM_WORD.search(before)
        plain = whole.metric.replace("总", "", 1)
        if whole.kind != "level" or not (direct or "总" in whole.metric and len(plain) >= 2):
            continue
        parts: list[Claim] = []
        later = whole
        for part in reversed(told[max(0, at - 6):at]):
            between = desk.between(part, later)
            alike = part.kind == "level" and unit_class(part.unit) == unit_class(whole.unit) and part.upper is None
            joined = "。" not in between and "其中" not in between and len(between) <= _BREATH
            if not (alike and joined and (direct or part.metric.endswith(plain))):
                break
            parts.append(part)
            later = part
        told_apart = len({part.metric for part in parts}) == len(parts)
        if len(parts) >= 2 and (told_apart or not direct):
            yield from (Link("part-of", part.id, whole.id, "sum-behind") for part in parts)


def _lead_of_parts(between: str) -> str | None:
    """Which words make what follows them parts of the figure before: 其中, 中有, an opening bracket."""
    marker = between.find("其中")
    if 0 <= marker <= 80:
        rest = between[marker + 2:]
        if "其中" in rest or "。" in rest or len(between) > _FAR or rest.lstrip("，").startswith("超过"):
            return None
        return "其中" if between[:marker].count("。") <= 1 else None
    opened = re.match("[^，。；、（]{0,12}（", between)
    if opened and "）" not in between and not re.match("[^，。；]{0,12}（(含|包括|约|折合|合)", between):
        return "bracket"
    return "中有" if _AMONG.match(between) else None


def _shares(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """A share printed behind its part and its whole: 75批次，合格72批次，合格率为96%."""
    for at, share in enumerate(told):
        named = share.kind == "rate" and _NAMED_SHARE.search(desk.before(share, 8))
        if not (share.kind == "share" or named) or share.unit not in ("%", "％", "", "成"):
            continue
        before = [c for c in told[max(0, at - 4):at] if c.kind == "level" and share.value_start - c.value_end <= _NEAR and "。" not in desk.between(c, share)]
        part = next((c for c in reversed(before[1:]) if names_share(share, c, desk)), None)
        if part is None:
            continue
        of_plan = _OF_PLAN.search(desk.between(part, share))
        earlier = [c for c in before[:before.index(part)] if (not of_plan or _PLANNED.search(desk.before(c, 10))) and unit_class(c.unit) == unit_class(part.unit)
                   and (same_owner(c, part, desk.events) or "其中" in desk.between(c, part))]
        if earlier:
            yield Link("share-of", share.id, earlier[-1].id, "part-and-whole-before")
            yield Link("part-of", part.id, earlier[-1].id, "share-behind")


def names_share(share: Claim, part: Claim, desk: Desk) -> bool:
    """True where the share's name says that it is of the part: 合格72批次，合格率; 28个实现增长，增长面; 占总数的."""
    between = desk.between(part, share)
    if not between.strip("，"):
        return False  # a table: 收入512.7亿元 3.1%
    words = desk.before(part, 10).split("，")[-1] + desk.after(part, 12).split("，")[0]
    if _OF_WHOLE.search(between) or _OF_PLAN.search(between) or ("其中" in desk.before(part, 24) and _ITS_SHARE.search(between)):
        return True
    printed = re.search("([^，。；]{2,8})(率|面|占比|比重|比例)(为|达|达到|约|近)?$", between)
    stem = printed[1] if printed else next((share.metric.removesuffix(end) for end in _SHARE_ENDS if share.metric.endswith(end)), "")
    denied = re.search("[不未没非]" + re.escape(stem[-2:]), words)
    named = stem[-2:] in words or "其中" in desk.before(part, 24) and stem[:2] in words  # 其中城镇人口…，城镇化率
    return len(stem) >= 2 and named and not denied and len(between) <= 24


def _compared(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """由A增加到B: two levels of one metric in one breath."""
    for first, second in zip(told, told[1:], strict=False):
        if first.kind == second.kind and first.kind in ("level", "share") and unit_class(first.unit) == unit_class(second.unit) \
                and _FROM.search(desk.before(first, 30)) and _FROM_TO.match(desk.between(first, second)):
            yield Link("follows", second.id, first.id, "from-to")
        elif first.kind == second.kind == "level" and first.unit == second.unit and _THAN.match(desk.between(first, second)):
            yield Link("follows", first.id, second.id, "than")
        elif first.kind == second.kind == "level" and first.unit == second.unit and _a_year_apart(first, second) and _one_thing(first, second, desk, names) \
                and "。" not in desk.between(first, second):
            yield Link("follows", second.id, first.id, "two-years")


def _a_year_apart(first: Claim, second: Claim) -> bool:
    """True for figures of one shape of period, the second a year after the first."""
    early, late = first.time or "", second.time or ""
    return early != "" and re.sub(r"\d{4}", lambda m: f"{int(m[0]) + 1:04d}", early) == late


MetricKey = tuple[str, str, str, str, str]


def _metric_key(claim: Claim, names: Names) -> MetricKey | None:
    """What two claims have alike where one may say the other again; None where the metric says too little."""
    metric = names.normal(claim.metric)
    if len(metric) >= (2 if claim.kind == "rate" else 4) and not any("carried on" in reason for reason in claim.because):
        return metric, claim.kind, claim.direction or "", unit_class(claim.unit), claim.modality
    return None


def _article_keys(claim: Claim, names: Names) -> tuple | None:
    key = _metric_key(claim, names)
    return key and (*key, claim.evidence.article)


def time_key(claim: Claim, names: Names) -> tuple[str, ...] | None:
    """Metric, owner and time of a claim that a claim of another article may say again; None where one is not known."""
    key, owner = _metric_key(claim, names), claim.subject or claim.subject_name
    return (*key, owner, claim.time) if key and owner is not None and claim.time is not None else None


def _groups(desk: Desk, key_of: Callable[[Claim, Names], tuple | None], names: Names) -> Iterable[list[Claim]]:
    return told_alike(desk, key_of, names).values()


def told_alike(desk: Desk, key_of: Callable[[Claim, Names], tuple | None], names: Names) -> dict[tuple, list[Claim]]:
    """The claims that have a key, by it, in order of their pages."""
    groups: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in sorted(desk.records.claims, key=lambda c: c.evidence.source):
        key = key_of(claim, names)
        if key is not None:
            groups[key].append(claim)
    return groups


def again(told: Sequence[Claim], desk: Desk, rule: str) -> Iterator[Link]:
    """Each of the claims of one metric, of one article or one owner and time, that says the one before it again."""
    for earlier, claim in pairwise(told):
        if says_again(earlier, claim, desk.events, desk):
            yield Link("restates", claim.id, earlier.id, rule)


def says_again(earlier: Claim, claim: Claim, events: frozenset[str], desk: Desk | None = None) -> bool:
    """True where a claim may say an earlier one again; for two claims of one page `desk` has the words between them."""
    times_fit = earlier.time == claim.time or None in (earlier.time, claim.time)
    baselines_fit = earlier.baseline == claim.baseline or None in (earlier.baseline, claim.baseline)
    if desk and earlier.evidence.source == claim.evidence.source and 0 <= claim.value_start - earlier.value_end < _NEAR and "其中" in desk.between(earlier, claim):
        return False  # a part of it
    ours, theirs = (c.subject or c.subject_name for c in (earlier, claim))
    if len(claim.metric) < _SPEAKING and (ours is None or ours != theirs):
        return False  # 建筑面积 of who knows what
    return times_fit and baselines_fit and same_owner(earlier, claim, events)


class Goal(NamedTuple):
    """A target or a plan, and the day on which its article was printed, or nothing."""

    claim: Claim
    day: str


ResultKey = tuple[str, str, str, str, str]


def result_key(claim: Claim, names: Names) -> ResultKey | None:
    """What a goal and its result have alike; None where no owner or metric is named."""
    owner, metric = claim.subject or claim.subject_name, names.normal(claim.metric)
    return (owner, metric, claim.kind, claim.direction or "", unit_class(claim.unit)) if owner and len(metric) >= 2 else None


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
    for goal, day in goals:
        later = sorted((last_day(c.time), c.id, c) for c in facts if c.time and c.evidence.article != goal.evidence.article and last_day(c.time) >= day != "")
        due = [c for end, _, c in later if end >= (last_day(goal.time) if goal.time else day)]
        if later:
            yield Link("result-of", (due[0] if due else later[-1][2]).id, goal.id, "later-figure" if due else "figure-so-far")


def last_day(period: str) -> str:
    """The end of an ISO 8601 period, so that ends compare as text.

    >>> last_day("2025-06"), last_day("2023-01/2023-06"), last_day("2024")
    ('2025-06-31', '2023-06-31', '2024-12-31')
    """
    end = period.rpartition("/")[2]
    return end + "-12-31"[3 * (end.count("-")):] if end.count("-") < 2 else end
