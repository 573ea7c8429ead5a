"""Which figures are parts of a whole, by the words between them.

In: the claims of one article, in order.  Out: `Link`s: `part-of`.  Where the words leave it open of which figure the parts are parts (a list stands
before 其中), what they add up to says so; whether they fit is for `kg.check` to say.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model import Claim, Link
from kg.series.desk import Desk
from kg.series.metrics import Names
from kg.series.precision import Between, reach
from kg.series.words import SeriesWords

_PARTS = 14  # figures behind a whole that may be its parts
_COMPARED = 3  # figures before one that it may be compared with
_ABREAST = 6  # figures before a whole that may be divided beside it
_FAR = 160  # characters from 其中 to the last part
_KIND = 2  # characters that say at the end of a metric what it is
_BREATH = 24  # characters between figures that are summed up
_ITEM = 16  # characters of one item of a list
_CLAUSES = 2  # clauses between a whole and 其中 behind which it need not be what is divided
_DIVIDED = "分…看"  # what leads to parts that are a whole together
_AMONG = re.compile("^[^，。；0-9０-９]{0,16}中((，|，?有)[^，。；0-9０-９的]{0,6})?$")  # not 43家中级法院
_SUCH = re.compile("的(有|达)?$")  # 欧盟认证的有10家，美国认证的有22家: one may be both


def parts(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Counts behind 其中 (or in a bracket right behind the whole, or behind …中有) of things of the whole's own kind."""
    above: dict[str, Claim] = {}
    for at, whole in enumerate(told):
        if whole.kind != "level" or whole.upper is not None:
            continue
        listed = _listed(told, at, desk)
        if listed and listed[0][1] == _DIVIDED and not are_all([part for part, _ in listed], desk, names):
            continue
        for part, owner in _placed([part for part, _ in listed], whole, told[max(0, at - _ABREAST):at], above, desk, names):
            above[part.id] = owner
            yield Link("part-of", part.id, owner.id, dict(listed)[part])


def _listed(told: list[Claim], at: int, desk: Desk) -> list[tuple[Claim, str]]:
    """The figures that the words behind one make its parts, each with the word that leads to it."""
    whole, found = told[at], []
    beside = [c for c in told[max(0, at - _COMPARED):at] if _is_of_before(whole, c, desk)]
    last: Claim | None = None
    for number, part in enumerate(told[at + 1:at + _PARTS], at + 1):
        between = desk.between(whole, part)
        lead = _lead_of_parts(between, desk.words)
        alike = part.kind == "level" and desk.in_one_unit(part, whole)
        if lead is None and alike and (desk.words.aside.match(between) and "）" not in between or _is_of_before(part, whole, desk)):
            continue
        if lead is None and (alike or len(between) > _FAR):
            break  # the next figure of the kind is what a later 其中 speaks of
        if lead is None or not alike or part.upper is not None:
            continue
        if last is not None and (_is_in_brackets(aside := desk.between(last, part)) or "）" not in aside and desk.words.aside.match(aside)):
            continue  # 受理民事案件755件（含旧存280件）, 酒驾5起（3起在城区查处，2起在高速查处）
        if last is not None and "）" in desk.between(last, part) and _is_in_brackets(desk.between(whole, last)):
            break  # 在校生62万人（其中教学点1.6万人），初中招生8万人
        if last is not None and not _goes_on(last, part, told[number + 1:number + 3], desk):
            break
        if beside and part.time == beside[-1].time:
            break  # of the figure that this one is compared with
        if lead == "中有" or part.metric != whole.metric or part.bound == "exact":  # 造价约42万元，其中补贴三成，最高15万元 is no part of itself
            found.append((part, lead))
        last = part
        if lead == "中有":
            break
    return found


def _is_in_brackets(words: str) -> bool:
    """True where a bracket is opened in words and not closed."""
    return words.count("（") > words.count("）")


def are_all(parts: list[Claim], desk: Desk, names: Names) -> bool:
    """True for parts whose words say that together they are all there is: 男 and 女, 城镇 and 农村, 第一、第二、第三产业."""
    words = [re.split("[，；、]", desk.before(part, 24))[-1] for part in parts]
    return any(len(group) == len(parts) and all(any(name in said for said in words) for name in group) for group in names.complements)


def _is_of_before(figure: Claim, now: Claim, desk: Desk) -> bool:
    """True for the figure of an earlier time that stands behind one for comparison: 完成投资12.5亿元，同比增长7.4%，去年同期为10亿元."""
    return now.kind == figure.kind == "level" and now.metric == figure.metric and now.unit == figure.unit and (figure.time or "9") < (now.time or "") and "。" not in desk.between(now, figure)


def _placed(listed: list[Claim], whole: Claim, before: list[Claim], above: dict[str, Claim], desk: Desk, names: Names) -> list[tuple[Claim, Claim]]:
    """Each part with its whole: the figure right before 其中, unless the parts are more than that and another figure of its list can hold them.

    `above` knows of what the figures before are parts themselves.  Nothing is said where the words leave open what is divided.
    """
    if not listed or _holds(whole, listed, desk.words):
        return [(part, whole) for part in listed]
    if desk.words.means.search(desk.before(whole, 8)) and not desk.words.means.search(desk.before(listed[0], 8)):
        return []  # 日均发送1033万人次。其中，北京西站发送655万人
    abreast = [whole, *(c for c in reversed(before) if c.kind == "level" and desk.in_one_unit(c, whole) and "。" not in desk.between(c, whole))]
    own = [(part, one) for part in listed if (one := next((c for c in abreast if names.normal(c.metric) == names.normal(part.metric)), None)) is not None]
    by_name = [[part for part, other in own if other is one] for one in abreast]
    if len(own) == len(listed) > 1 and sum(map(bool, by_name)) > 1 or by_name[0] and _adds_up(whole, by_name[0], desk.words):
        return own  # 考点32个，考室1690个，其中市区考点8个、考室374个; 收入50亿元、利税9亿元，其中一期收入20亿元、利税4亿元
    higher = above.get(whole.id)
    if higher is not None:  # 报名27149人（普通类25839人、专升本1310人），其中市直3468人……: of the second, or of all
        fellows = [c for c in before if above.get(c.id) is higher]
        owner = next((one for one in (*fellows, higher) if _adds_up(one, listed, desk.words)), higher)
        return [(part, owner) for part in listed] if _holds(owner, listed, desk.words) else []
    within = [part for part in listed if _holds(whole, [part], desk.words)]
    if len(within) > 1 and _adds_up(whole, within, desk.words):
        return [(part, whole) for part in within]
    return [] if _is_open(whole, listed, abreast, desk) else [(part, whole) for part in listed]


def _is_open(whole: Claim, listed: list[Claim], abreast: list[Claim], desk: Desk) -> bool:
    """True where the words do not bind parts that are too much to the figure before them."""
    between, words = desk.between(whole, listed[0]), desk.words
    aside = "）" in between.partition("（")[0]  # 收案321件（不含旧存28件），其中
    stop, opening = between.rpartition("。")[1:]
    elsewhere = words.divided.search(between) is None and (bool(stop) and not words.parts.match(opening) or "，" in words.parts.split(between)[-1].lstrip("，"))
    far_off = words.parts.split(between)[0].count("，") > _CLAUSES  # 扶持4户，为其购买…，邀请…，带动了…，其中大户1户、小户6户
    one_of_two = len(abreast) > 1 and words.joined.search(desk.between(abreast[1], whole)) is not None
    of_another = any(not _holds(whole, [part], words) and any(_holds(one, [part], words) for one in abreast[1:]) for part in listed)  # 受理879件，结案700件。其中民事受理755件
    several_at_once = all(_holds(whole, [part], words) and _SUCH.search(desk.before(part, 4)) for part in listed)
    another_thing = len(listed) == 1 and whole.metric[-1:] != listed[0].metric[-1:]
    return aside or elsewhere or far_off or one_of_two or of_another or several_at_once or another_thing


def _total(listed: list[Claim], words: SeriesWords) -> Between:
    sums = reach(listed[0], words)
    for part in listed[1:]:
        sums = sums.plus(reach(part, words))
    return sums


def _holds(whole: Claim, listed: list[Claim], words: SeriesWords) -> bool:
    """True where the parts are not more than the whole."""
    return _total(listed, words).low <= reach(whole, words).high


def _adds_up(whole: Claim, listed: list[Claim], words: SeriesWords) -> bool:
    """True where the parts are the whole."""
    return _total(listed, words).meets(reach(whole, words))


def _goes_on(last: Claim, part: Claim, behind: list[Claim], desk: Desk) -> bool:
    """True where a figure still belongs to the list of parts: no list of its own follows, and it is joined as the parts are.

    教师56人，其中高级教师12人、一级教师20人，学生980人: the comma leaves the list.  税收21亿元，占75%；支出60亿元，其中…: so does what has parts.
    """
    between = desk.between(last, part)
    if not between.startswith("、") and any(desk.words.parts.match(re.sub("^[，。]", "", desk.between(part, c))) for c in behind):
        return False
    if "；" in between:
        alike = _KIND if len(part.metric) > _KIND else 1  # 出口982亿元；进口521亿元, but not 总产值95亿元；增加值41亿元
        return part.metric[-alike:] == last.metric[-alike:]
    listed = "、" in desk.before(last, 30)[-_ITEM:]
    return not (listed and "，" in between)


def summed(told: list[Claim], desk: Desk, names: Names) -> Iterator[Link]:
    """Figures of one unit and then their sum: 发明专利12项、外观专利8项，共计20项; 一期占地200亩，二期300亩，总占地面积500亩."""
    for at, whole in enumerate(told):
        before = desk.before(whole, 10)
        direct = desk.words.summed.search(before)
        plain = whole.metric.replace("总", "", 1)
        if whole.kind != "level" or not (direct or "总" in whole.metric and len(plain) >= 2):
            continue
        parts: list[Claim] = []
        later = whole
        for part in reversed(told[max(0, at - 6):at]):
            between = desk.between(part, later)
            alike = part.kind == "level" and desk.in_one_unit(part, whole) and part.upper is None
            joined = "。" not in between and not desk.words.parts.search(between) and len(between) <= _BREATH
            told_so = direct or part.metric.endswith(plain) and part.metric != whole.metric  # 总投资居前三位的是甲区4亿元、乙区3亿元、丙区2亿元 is no sum
            if desk.is_headline(part) != desk.is_headline(whole) or not (alike and joined and told_so):
                break
            parts.append(part)
            later = part
        told_apart = len({part.metric for part in parts}) == len(parts)
        if len(parts) >= 2 and (told_apart or not direct):
            yield from (Link("part-of", part.id, whole.id, "sum-behind") for part in parts)


def _lead_of_parts(between: str, words: SeriesWords) -> str | None:
    """Which words make what follows them parts of the figure before: 其中, 中有, an opening bracket."""
    of_which = words.parts.search(between)
    if of_which and of_which.start() <= 80:
        rest = between[of_which.end():]
        if words.parts.search(rest) or "。" in rest or len(between) > _FAR or rest.lstrip("，").startswith(words.more_than):
            return None
        return of_which[0] if between[:of_which.start()].count("。") <= 1 else None
    divided = words.divided.search(between)
    if divided and "。" not in between[:divided.start()] and "。" not in between[divided.end():]:
        return _DIVIDED
    opened = re.match("[^，。；、（]{0,12}（", between)
    if opened and "）" not in between and not words.aside.match(between):
        return "bracket"
    return "中有" if _AMONG.match(between) else None
