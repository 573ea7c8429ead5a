"""The thing that a bare attribute belongs to, and what a clause opens with.

In: what was told before in the sentence, or the words of a clause.  Out: a metric with its bearer (价格 → 籽棉价格), or a thing's name.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg import tokens
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, unit_of
from kg.extract.claims.words import OWNERS, Word

_OPENING = OWNERS | {"Time", "d", "c", "Ref"}  # what may stand before what a clause opens with
_JOINTS = frozenset("，的、")
_NO_TOPIC = frozenset(("vn", "f", "t", "s", "q", "a"))


def of_bearer(text: str, cues: Cues, memory: Memory, row: Sequence[Word], index: int) -> str:
    """A bare attribute with the thing that has it: 籽棉收购量突破2000吨，价格每公斤6元 → 籽棉价格, 受理案件642件，调解率61% → 受理案件调解率."""
    if text in cues.turns.words_of_takings and memory.topic.endswith(cues.ends.taxes) and not memory.topic.endswith(text):
        return memory.topic + text  # 增值税仍是主体税种，收入5亿元
    if text not in cues.attributes or text.endswith(cues.ends.balances_of_owners):
        return text  # 贷款余额 is of nothing but its owner
    if memory.sentence:
        last, _, unit = next((said for said in reversed(memory.sentence) if not said[0].startswith(cues.driving_starts)), memory.sentence[-1])  # 投资增长5%，拉动工业增长2个百分点，增速加快
        if unit == unit_of(row[index]) and last.endswith(text) and any(word.text in cues.by_now for word in row[:index]):
            return last  # 计划完成造林4万亩，累计完成3.1万亩
        if text in cues.of_any_metric or text == cues.names.total and unit == unit_of(row[index]) and unit and not cues.is_money(unit) and "％" not in unit and not last.endswith((*cues.attribute_ends, cues.names.people)):
            return last + text  # 新增企业11家，总数达91家
    figure = row[index].mention
    ranked = figure is not None and figure.attribute("kind") == "rank"
    for said in reversed(memory.sentence):
        if ranked and said[0].endswith(text):
            return said[0]  # 牛奶产量15万吨，产量居全省第一
        bearer = _bearer(said, text, cues)
        if bearer is not None:
            return _joined(bearer, text) if bearer and not bearer.endswith(cues.actor_ends) else text
    return memory.topic + text if memory.topic and not memory.topic.startswith(text) and not cues.ends.in_prices.search(memory.topic) else text


def _bearer(said: tuple[str, str, str], text: str, cues: Cues) -> str | None:
    """The thing of which a figure told before says something, nothing where it names none; None where the attribute `text` must be of a thing further back."""
    metric, kind, unit = said
    if metric.endswith(cues.plan_sizes) and not text.endswith(cues.rate_endings):
        return None  # 定下投资目标8亿元，完成投资4亿元
    if unit in cues.person_units or unit in cues.agent_units or unit in cues.time_units or metric.endswith(text) or kind == "share" and ("占" in metric or "完成" in metric):
        return None
    attributed = metric.endswith(cues.attribute_ends) or "％" in unit or cues.is_money(unit)
    if not attributed and unit not in cues.goods_units:
        return None
    bearer = without_attribute(metric, cues) if attributed else metric
    if not attributed and bearer.endswith(cues.place_kind_ends):
        return None  # 推广到17个市县，种植面积3万亩
    bearer = next((bearer[len(mean):] for mean in cues.average_starts if bearer.startswith(mean)), bearer)
    if bearer in cues.no_bearers or cues.ends.in_prices.search(bearer):
        return None  # 市场价每斤35元，产值200万元: a price bears nothing
    bearer = cues.turns.of_each.sub("", bearer)
    if attributed and bearer and (text.startswith(bearer) or tokens.tag(tokens.cut(bearer)[-1]) == "v"):
        return None  # 商品房销售面积…，销售金额…，销售额…: the thing stands further back; 捐资360万元，新建校舍面积2500平方米: an act has no storeys and no area
    return bearer


def _joined(bearer: str, text: str) -> str:
    """A thing and its attribute, what both share said once.

    >>> _joined("成交标的", "成交金额"), _joined("规上工业产值", "产值能耗"), _joined("籽棉", "价格")
    ('标的成交金额', '规上工业产值能耗', '籽棉价格')
    """
    if bearer.startswith(text[:2]) and len(bearer) > 3:
        bearer = bearer[2:]
    return next((bearer + text[size:] for size in (2, 3) if bearer.endswith(text[:size])), bearer + text)


def without_attribute(metric: str, cues: Cues) -> str:
    """A metric without the attribute at its end (籽棉日收购量 → 籽棉), or nothing where it is only that."""
    tail = max([a for a in cues.attribute_ends if metric.endswith(a)], key=len, default="") if metric.endswith(cues.attribute_ends) else ""
    bare = metric[:len(metric) - len(tail)]
    while len(bare) > 1 and tail and bare.endswith(cues.attribute_qualifiers):
        bare = bare[:-len(next(q for q in cues.attribute_qualifiers if bare.endswith(q)))]
    return bare if len(bare) > 1 else ""


def topic_of(row: Sequence[Word], cues: Cues) -> str:
    """The thing that a clause opens with, where it is no owner and no person: 籽棉 in 籽棉每公斤6元, “泵业贷” in “泵业贷”年利率3%."""
    at, size = 0, len(row)
    while at + 2 < size and row[at].tag in OWNERS and row[at + 1].is_verb and row[at + 2].text == "的":
        at += 3  # 某厂开发的袋装火腿
    while at < size and (row[at].tag in _OPENING or row[at].mention is None and row[at].text in cues.adverbs or row[at].text in _JOINTS or row[at].text in cues.of_which):
        at += 1
    if at < size and row[at].text == "“":
        close = next((i for i in range(at + 1, min(size, at + 8)) if row[i].text == "”"), None)
        return "".join([w.text for w in row[at + 1:close]]) if close else ""
    first = at
    if at + 1 < size and row[at].tag == "Fixed" and row[at].text[0] == "第" and row[at].text.endswith(cues.turns.counts_of_events) and row[at + 1].is_nominal and row[at + 1].mention is None:
        at += 1  # 第四次|洪峰
    while at < size and row[at].mention is None and row[at].is_nominal and row[at].tag not in _NO_TOPIC and row[at].text not in cues.attributes and row[at].text != "每":
        at += 1
    if at in (first, size):
        return ""
    text = "".join([word.text for word in row[first:at]])
    if not 1 < len(text) <= 8 or text.endswith(cues.post_endings) or text in cues.actors or text.endswith(cues.person_endings) or text in cues.count_heads or text in cues.topicless or text.endswith((*cues.achieving, *cues.attribute_ends)):
        return ""
    return text
