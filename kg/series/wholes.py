"""Which figures are parts of a whole, or the share that a part has of it, by the words between them.

In: the claims of one article, in order.  Out: `Link`s: `part-of` and `share-of`.  Whether parts and whole fit is for `kg.check` to say.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim, Link
from kg.series.desk import NEAR, Desk, same_owner, unit_class
from kg.series.metrics import Names

_PARTS = 14  # figures behind a whole that may be its parts
_FAR = 160  # characters from 其中 to the last part
_BREATH = 24  # characters between figures that are summed up
_ITEM = 16  # characters of one item of a list
_AMONG = re.compile("^[^，。；0-9０-９]{0,16}中(?!的)，?有?[^，。；0-9０-９的]{0,6}$")
NAMED_SHARE = re.compile("(率|面|占比|比重|比例)(为|达|达到|约|近)?$")
_SHARE_ENDS = ("率", "占比", "比例", "比重", "面")
_SUM_WORD = re.compile("(共|共计|合计|总计|一共|总共)$")
_OF_PLAN = re.compile("^，?(完成|达到|占)[^，。；]{0,4}(计划|任务|目标|预算)的$")
_PLANNED = re.compile("计划|任务|目标|预算")
_ITS_SHARE = re.compile("^[，（]?(占|占比|比重|比例|占总数|占[^，。；]{2,14}总[量数额面积人口户]{1,2}的?)(为|达|达到|约|近)?$")
_OF_WHOLE = re.compile("占(了)?(其中|总[^，。；、]{0,6}|全部[^，。；、]{0,6})的?(比例|比重)?(的|为|达|约|近)?$")


def parts(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
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


def summed(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
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


def shares(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """A share printed behind its part and its whole: 75批次，合格72批次，合格率为96%."""
    for at, share in enumerate(told):
        named = share.kind == "rate" and NAMED_SHARE.search(desk.before(share, 8))
        if not (share.kind == "share" or named) or share.unit not in ("%", "％", "", "成"):
            continue
        before = [c for c in told[max(0, at - 4):at] if c.kind == "level" and share.value_start - c.value_end <= NEAR and "。" not in desk.between(c, share)]
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
