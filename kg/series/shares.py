"""The share that a part has of its whole, and which figures these are.

In: the claims of one article, in order.  Out: `Link`s: `share-of`, and `part-of` for the part.  75批次，合格72批次，合格率为96%.
The part is told by words.  Where the words leave the whole open, it is the figure that the share fits; whether they fit is for `kg.check` to say.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.model import Claim, Link
from kg.series.desk import NEAR, WHOLE_INSIDE, Desk, same_owner
from kg.series.metrics import Names, likeness
from kg.series.precision import Between, reach
from kg.series.words import SeriesWords

_BACK, _FAR_BACK = 4, 12  # figures before a share among which its part, and its whole, are looked for
_BESIDE = 2  # figures behind a share that may be its part
_FAR = 600  # raw characters from a whole to a share that fits it
_TELLING = 3  # digits by which a share tells its whole among figures further off
SCALES = {"%": 100, "％": 100, "成": 10}
"""Unit of a share → how many of it make up a whole (others: 1)."""

_OWN = 12  # characters from a figure to its own share
_NAMED = 30  # raw characters before a share in which its whole is named
_SCOPED = 24  # raw characters before a whole in which stands of where it is
_TOO_SMALL = 3  # times; what the part is so much larger than is not its whole
_ALIKE = 0.4  # of the shorter name's pairs of characters
_ONE_NAME = 0.6


class Sides(NamedTuple):
    """What a share is of: the part, the whole, and by which words they are known."""

    part: Claim
    whole: Claim
    rule: str


def shares(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """A share printed behind its part and its whole: 75批次，合格72批次，合格率为96%; 造林120万亩，占任务100万亩的120%."""
    for at, share in enumerate(told):
        found = sides_of(told, at, desk, names)
        if found is not None:
            yield Link("share-of", share.id, found.whole.id, found.rule)
            yield Link("part-of", found.part.id, found.whole.id, "share-behind")


def sides_of(told: list[Claim], at: int, desk: Desk, names: Names) -> Sides | None:
    """Part and whole of the figure at place `at`; None where it is no share or the words name neither."""
    if not _is_share(told[at], desk):
        return None
    return _sides_by_place(told, at, desk) or _sides_by_name(told, at, desk, names)


def _sides_by_name(told: list[Claim], at: int, desk: Desk, names: Names) -> Sides | None:
    """The last figure before a share, and the one that its words name, told further up in the article: 制造业增加值25亿元，增长20%，占GDP的19%."""
    share = told[at]
    named = desk.words.of_named.search(desk.before(share, _NAMED))
    part = next((c for c in reversed(told[max(0, at - _BESIDE):at]) if c.kind == "level" and "。" not in desk.between(c, share)), None) if named else None
    if named is None or part is None or names.normal(part.metric) == (called := names.normal(named[1])):
        return None
    wholes = [c for c in told[:told.index(part)] if c.kind == "level" and c.modality == part.modality and c.time == part.time and desk.in_one_unit(c, part)
              and names.normal(c.metric) == called and same_owner(c, part, desk.words, desk.events)]
    return Sides(part, wholes[-1], "whole-by-name") if wholes and len({c.value for c in wholes}) == 1 else None


def _sides_by_place(told: list[Claim], at: int, desk: Desk) -> Sides | None:
    """Part and whole as they stand before a share."""
    share = told[at]
    inside = told[at - 1] if at else None
    if inside is not None and inside.kind == "level" and desk.words.of_share.fullmatch(desk.between(inside, share)) and desk.words.leads_to_whole.search(desk.before(inside, 20)):
        return _of_whole_inside(told[max(0, at - 1 - _BACK):at - 1], inside, share, desk)
    window = told[max(0, at - _FAR_BACK):at]
    before = [c for c in window[-_BACK:] if c.kind == "level" and share.value_start - c.value_end <= NEAR and "。" not in desk.between(c, share)]
    before = [c for c in before if not (c.time and share.time) or c.time[:4] == share.time[:4]]
    part = next((c for c in reversed(before) if share.metric == c.metric + "占比"), None) or next((c for c in reversed(before) if names_share(share, c, desk)), None)
    if part is None:
        return None
    possible = [c for c in _possible_wholes(window[:window.index(part)], part, share, desk) if not _is_fellow(c, part, window, desk)]
    near = [c for c in possible if c in before]
    is_telling = len(share.value.normalize().as_tuple().digits) >= _TELLING
    fitting = [c for c in (possible if is_telling else near) if share.value_start - c.value_end <= _FAR and fits(part, c, share, desk.words)]
    if fitting:
        return Sides(part, fitting[-1], "part-and-whole-before")
    behind = [c for c in told[at + 1:at + 1 + _BESIDE] if c.kind == "level" and "。" not in desk.between(share, c)]
    if _is_of_another(part, (*before, *behind), near, share, desk) or _is_among_them(share, part, desk):
        return None
    whole = next((c for c in reversed(near) if _may_be_whole(c, part, share, window, desk)), None)
    return Sides(part, whole, "part-and-whole-before") if whole is not None else None


def _is_share(claim: Claim, desk: Desk) -> bool:
    """True for a share, and for a rate that its words call one (合格率为96%), printed as a part of one or of a hundred."""
    named = claim.kind == "share" or claim.kind == "rate" and desk.words.named_share.search(desk.before(claim, 8))
    return bool(named) and claim.unit in ("%", "％", "", "成")


def _possible_wholes(earlier: list[Claim], part: Claim, share: Claim, desk: Desk) -> list[Claim]:
    """The levels before a part that it may be a part of: in its unit, of its owner or announced as a list; of a plan only what was planned."""
    of_plan = desk.words.of_plan.search(desk.between(part, share))
    return [c for c in earlier if c.kind == "level" and (not of_plan or desk.words.planned.search(desk.before(c, 10))) and desk.in_one_unit(c, part)
            and (same_owner(c, part, desk.words, desk.events) or desk.words.parts.search(desk.between(c, part)))]


def _own_share(claim: Claim, told: list[Claim], desk: Desk) -> Claim | None:
    """The share that is told right behind a figure as its own: 畜牧业产值9.5亿元，占42.6%."""
    behind = told.index(claim) + 1
    share = told[behind] if behind < len(told) else None
    return share if share is not None and share.kind == "share" and len(desk.between(claim, share)) <= _OWN else None


def _is_fellow(claim: Claim, part: Claim, told: list[Claim], desk: Desk) -> bool:
    """True for a figure that is itself told as a part, with its share, beside another: 畜牧业产值9.5亿元，占42.6%，渔业产值0.1亿元，占0.5%."""
    share = _own_share(claim, told, desk)
    return share is not None and share.value_end <= part.value_start and not desk.words.parts.search(desk.between(share, part))


def _is_of_another(part: Claim, beside: Iterable[Claim], wholes: list[Claim], share: Claim, desk: Desk) -> bool:
    """True where the share fits another figure beside it: 种植901万亩，其中机播738万亩，机采面积超过70%，达到630万亩."""
    return any(fits(c, whole, share, desk.words) for c in beside for whole in wholes if c is not part and c.value_start > whole.value_end and desk.in_one_unit(c, whole))


def _is_among_them(share: Claim, part: Claim, desk: Desk) -> bool:
    """True where the share names the part's own people or things and what is so of some of them: 签约居民486万人，其中重点人群212万人，重点人群签约率82.3%."""
    between = desk.between(part, share)
    if desk.words.named_whole.search(between):
        return False  # 其中机播738万亩，机播面积占播种总面积的70%
    stem, noun = _stem(share, between, desk), desk.before(part, _OWN)
    return any(noun.endswith(stem[:cut]) for cut in range(2, len(stem) - 1))


def _of_whole_inside(before: list[Claim], whole: Claim, share: Claim, desk: Desk) -> Sides | None:
    """The part of a share whose own words give the whole: 累计完成7.2万亩（其中造林6.1万亩），占任务8万亩的90%."""
    parts = [c for c in before if c.kind == "level" and desk.in_one_unit(c, whole) and share.value_start - c.value_end <= NEAR and "。" not in desk.between(c, share)]
    fitting = [c for c in parts if fits(c, whole, share, desk.words)]
    open_ = [c for c in parts if not _is_bracketed(c, whole, desk)]
    return Sides((fitting or open_)[-1], whole, WHOLE_INSIDE) if fitting or open_ else None


def fits(part: Claim, whole: Claim, share: Claim, words: SeriesWords) -> bool:
    """True where the share may be that of the part in the whole, as far as print says."""
    quotient = reach(part, words).over(reach(whole, words))
    scale = SCALES.get(share.unit, 1)
    return quotient is not None and Between(quotient.low * scale, quotient.high * scale).meets(reach(share, words))


def _may_be_whole(claim: Claim, part: Claim, share: Claim, window: list[Claim], desk: Desk) -> bool:
    """True for a figure that the words do not keep from being the whole, though the share does not fit it."""
    if claim.value == part.value and likeness(claim.metric, part.metric, desk.words) >= _ONE_NAME:
        return False  # the part, told before
    if claim.value * _TOO_SMALL < part.value and not desk.words.of_plan.search(desk.between(part, share)):
        return False  # 614个测站，28个……，约占4.6%: no slip of a whole
    if _own_share(claim, window, desk) is not None or _is_bracketed(claim, part, desk):
        return False  # 应届生37万人，占79%，往届生9万人，占20%: each a part of something else
    if desk.words.fresh.search(desk.before(claim, 8)) and not desk.words.fresh.search(desk.before(part, 8)):
        return False
    named = desk.words.named_whole.search(desk.between(part, share))
    scope = desk.words.of_scope.search(desk.between(part, share))
    if scope is not None:
        return scope[1] in desk.before(claim, _SCOPED)  # 全区种植38.5万亩，其中中卫市15.4万亩，占全区的40%
    return named is None or "总" in named[1] or likeness(named[1], claim.metric, desk.words) >= _ALIKE


def _is_bracketed(claim: Claim, later: Claim, desk: Desk) -> bool:
    """True for a figure in brackets that are closed before the later one."""
    between = desk.between(claim, later)
    return "）" in between and "（" not in between.partition("）")[0]


def names_share(share: Claim, part: Claim, desk: Desk) -> bool:
    """True where the share's name says that it is of the part: 合格72批次，合格率; 28个实现增长，增长面; 占总数的."""
    between = desk.between(part, share)
    if not between.strip("，"):
        return False  # a table: 收入512.7亿元 3.1%
    said, among = desk.before(part, 10).split("，")[-1] + desk.after(part, 12).split("，")[0], desk.words.parts.search(desk.before(part, 24))
    if desk.words.of_whole.search(between) or desk.words.of_plan.search(between) or desk.words.of_scope.search(between) or desk.words.its_share.search(between) \
            and desk.words.parts.search(desk.before(part, NEAR).rpartition("。")[2]):
        return True
    stem = _stem(share, between, desk)
    denied = any(no + stem[-2:] in said for no in desk.words.denials)
    named = stem[-2:] in said or among and stem[:2] in said  # 其中城镇人口…，城镇化率
    return bool(len(stem) >= 2 and named and not denied and len(between) <= 24)


def _stem(share: Claim, between: str, desk: Desk) -> str:
    """What a share's name says of the part, without its end: 合格 of 合格率."""
    printed = desk.words.printed_share.search(between)
    return printed[1] if printed else next((share.metric.removesuffix(end) for end in desk.words.share_ends if share.metric.endswith(end)), "")
