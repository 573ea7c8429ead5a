"""Which words belong to the noun of a figure: one step to the left of what is taken, or to the right.

In: the words of a clause and the edges of what is taken so far.  Out: the new edge, or None where the next word ends the phrase.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.phrase import AND, CLOSE, OPEN, closing_of, is_compound, length_of, opening_of, relative_clause
from kg.extract.claims.words import OWNERS, Word
from kg.model import Mention

_ROUND = "百千万亿"


def step_left(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The new left edge when the word before `at` joins the phrase that ends at `end`, or None where it ends it; `agents` as in `after`."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    if at == end and beyond is not None and _is_created(row, at, cues):
        return at - 1
    if word.mention is not None and word.mention.taken_as == "class-of-voltage" and at < end:
        return at - 1  # 改造10千伏线路
    if word.is_value or word.tag in OWNERS or word.is_reference or word.text in cues.markets and at < end:
        return None
    if word.tag == "w":
        if word.text == "、" and at < end and beyond is not None and (beyond.is_nominal or beyond.text in CLOSE or beyond.text in cues.budgeted):
            return at - 1
        return opening_of(row, at - 1) if word.text in CLOSE else None
    if word.mention is not None:
        return at - 1
    if word.text in AND:
        twins = beyond is not None and beyond.is_verb and at < end and (row[at].is_verb or row[at].tag == "vn" or row[at].text.endswith(cues.ends.joined_acts)) and row[end - 1].is_nominal
        return at - 1 if at < end and beyond is not None and (beyond.is_nominal or twins) else None  # 煤炭开采和洗选业
    if word.text == "等":
        return at - 1 if at < end and beyond is not None and (beyond.is_nominal or beyond.is_verb or beyond.text in CLOSE) else None
    if word.text == "的":
        return _past_of(row, at, end, cues, agents)
    if _belongs_to_next(row, at, end, cues):
        return at - 1
    if word.text in cues.light or word.text in cues.pivot:
        return at - 1 if _is_inside_noun(row, at, end, cues) else None
    if at < end and (word.tag == "f" or word.text in cues.turns.compounded) and is_compound(row[at - 1:end], cues):
        if not any(w.is_verb for w in row[at:end]) if word.text in cues.turns.passing_verbs else beyond is None or not beyond.is_verb or beyond.text in cues.adverbs or beyond.text in cues.approach:
            return at - 1  # 过|闸旅客, 通过船舶
    if word.text == "每" and end - at >= 2 and row[at].mention is None and row[at].is_nominal and len(row[at].text) == 1:
        return at - 1  # 每棚收益
    if word.text in cues.adverbs:
        mean = word.text in cues.means and at < end and beyond is not None and beyond.is_nominal and (beyond.mention is None or beyond.tag == "Fixed") and beyond.text not in cues.adverbs
        return at - 1 if mean else None  # 二氧化硫年均浓度
    if word.text[0] == "每" and word.text not in cues.terms:
        return at - 1 if word.text[1:] in cues.periods and end - at == 1 and row[at].text.endswith(cues.ends.after_each) else None  # 每日来水量
    if word.is_verb or word.is_nominal:
        return at - 1
    if word.tag == "m" and (at < end or word.text in cues.heads and beyond is not None and beyond.is_nominal and beyond.tag not in OWNERS):
        return at - 1  # 服务|点
    if len(word.text) == 1 and word.text not in cues.function_signs and at < end and (row[at].is_nominal or row[at].is_verb and at + 1 < end):
        return at - 1  # a piece of a compound that the dictionary does not have
    return None


def _is_created(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 绿色工厂 in 创建绿色工厂1家: what a verb creates is counted, even where it looks like a body's name."""
    word, beyond = row[at - 1], row[at - 2]
    if word.tag in ("Org", "KnownOrg"):
        return beyond.is_verb
    if word.tag != "Site":
        return False
    listed = beyond.text == "、" and at > 2 and row[at - 3].tag == "Quantity"
    return listed or beyond.text in cues.light and row[at].tag == "Quantity" and row[at].text[-1] in cues.goods_units


def _past_of(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The edge to the left of the 的 before `at`, where what stands before it belongs to the noun after it."""
    beyond = row[at - 2] if at > 1 else None
    bare = at < end and beyond is not None and (beyond.is_nominal or beyond.text in CLOSE) and beyond.tag not in OWNERS
    if bare and all(w.text in cues.actors or w.text in cues.count_heads for w in row[at:end]):
        return at - 1  # 获得质量奖的企业总数: too bare without its clause
    clause = relative_clause(row, at - 1, cues) if agents and at < end and length_of(row[at:end]) <= 6 else None
    if clause is not None:
        return clause
    owned = beyond is None or not beyond.is_nominal or beyond.tag in OWNERS or len(beyond.text) < 2
    return at - 1 if at < end and length_of(row[at:end]) <= 3 and not owned else None


def _belongs_to_next(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` is one noun with what follows, whatever a dictionary calls it: 其他|设备, 可|采|面积, 服务|价格, 建成|里程."""
    word, beyond, turns = row[at - 1], row[at - 2] if at > 1 else None, cues.turns
    if at == end:  # 收支比为64%
        return word.text == "比" and at < len(row) and row[at].text in cues.approach and beyond is not None and beyond.tag in ("n", "vn", "nz")
    following = row[at]
    if word.text in turns.words_of_others and following.is_nominal:
        return True  # 计算机、通信和其他电子设备制造业
    if word.text == "可" and len(following.text) == 1 and following.is_verb and following.mention is None:
        return True  # 可采面积, 可耕地
    leads = word.text in cues.light or word.text in cues.pivot
    if leads and word.tag == "vn" and (beyond is None or beyond.tag == "w" or beyond.is_value) and end - at <= 2 and following.text.startswith(turns.attributes_of_acts):
        return True  # 服务价格上涨2.3%, 建设工期48个月
    if beyond is None or not beyond.is_nominal:
        return False
    if word.is_verb and word.text in cues.light and end - at == 1 and following.mention is None and following.text.endswith(turns.extents) and beyond.mention is None and not beyond.is_reference:
        return True  # 高速公路建成里程, 油茶高产创建面积
    return word.tag == "d" and len(word.text) > 1 and following.text.endswith(cues.ends.amounts) and word.text not in cues.adverbs  # 毕业生初次就业率


def _is_inside_noun(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True for a light or pivotal verb before `at` that does not lead to the figure: it stands inside the noun, beside another verb, or in a clause of it."""
    if at == end:
        return False
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    if word.text in cues.soft and beyond is not None and beyond.is_nominal and beyond.tag not in OWNERS:
        return True
    if word.text in cues.light and (row[at].is_verb and beyond is not None and beyond.is_verb or any(w.text == "的" for w in row[at:end])):
        return True  # 制定|修订国家标准; 获得质量奖的企业总数
    return word.text in cues.turns.verbs_in_lists and row[at].is_nominal and beyond is not None and beyond.text == "、"  # 上缴税金、实现利润


def step_right(row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues, acting: bool, agents: bool) -> int | None:
    """The new right edge when the word at `at` joins the phrase, or None where it ends it."""
    word, following = row[at], row[at + 1] if at + 1 < len(row) else None
    if word.is_value or word.is_reference:
        return None
    if word.tag == "w":
        if word.text in OPEN:
            closing = closing_of(row, at)
            if closing is None or (nouns and word.text == "“" and not (closing + 1 < len(row) and row[closing + 1].is_nominal)):
                return None  # a name in quotes after the noun stands beside it
            return closing + 1
        joins = word.text == "、" and at > start and following is not None and (following.is_nominal or following.text in OPEN) and not _counted_by_itself(row, at + 1)
        return at + 1 if joins else None
    if word.mention is not None:
        return _past_mention(word.mention, row, at, start, nouns, cues)
    if word.text in AND:
        apart = nouns and following is not None and following.tag in OWNERS and row[at - 1].tag not in OWNERS  # 4个方案和某区部分项目: the second has an owner of its own
        joins = at > start and following is not None and (following.is_nominal or following.is_verb) and not (agents and word.text == "与") and not apart
        return at + 1 if joins else None
    if word.text == "的":
        return at + 1 if at > start and not nouns else None
    if word.text in cues.budgeted and row[at - 1].text == "的":
        return at + 1  # 100元的收入
    if word.tag == "i" and nouns:
        return None
    if len(word.text) == 1 and word.text not in cues.function_signs:
        run = at
        while run < len(row) and len(row[run].text) == 1 and row[run].tag != "w" and row[run].text not in cues.function_signs and not row[run].is_value:
            run += 1
        follows = run < len(row) and row[run].is_nominal and row[run].mention is None
        if nouns and acting and word.is_verb and run - at >= 4 and (run - at) % 2 == 0:
            return None  # 走村入户
        if run - at > 1 or (follows and not nouns) or word.is_nominal:
            return run if run - at > 1 else at + 1
    if word.text in cues.bound_after and at > start and following is not None and following.is_nominal and (row[at - 1].text.endswith(cues.ends.grades) or row[at - 1].text == "）"):
        return at + 1  # 4A级（含）以上景区
    if word.text in cues.adverbs or word.text in cues.pivot and word.text not in cues.soft:
        return None
    if nouns and word.mention is None and (word.is_verb or word.tag == "vn") and following is not None and following.mention is None and following.text in cues.change_results:
        return None  # 两栋厂房改造|成教学楼
    if word.text in cues.heads and word.mention is None:
        return at + 1
    if word.text in cues.joining or word.text in cues.light or word.is_verb:
        if not acting:
            return at + 1 if following is not None and following.is_nominal and word.text not in cues.light else None
        if at > start and row[at - 1].text in AND:
            return at + 1 if following is not None and following.is_nominal else None
        compound = _makes_compound(row, at, cues, agents)
        if at == start:
            return at + 1 if compound or word.text not in cues.joining and following is not None and following.is_nominal else None
        return at + 1 if compound and word.text not in cues.joining and (word.text not in cues.light or word.text in cues.soft) else None
    return at + 1 if word.is_nominal else None


def _makes_compound(row: Sequence[Word], at: int, cues: Cues, agents: bool) -> bool:
    """True where a class noun follows the verb at `at` (种植示范基地); after agents at a distance only where the clause ends with it."""
    for step, word in enumerate(row[at + 1:at + 4], at + 1):
        if word.text in cues.heads or word.text[-1:] in cues.heads:
            ends = step + 1 == len(row) or row[step + 1].tag == "w"
            return step == at + 1 or not agents or ends
        if not (word.is_nominal or word.is_verb) or word.mention is not None:
            return False
    return False


def _counted_by_itself(row: Sequence[Word], at: int) -> bool:
    """True for 混凝土班组 in 木工有7人、混凝土班组有5人: what stands after 、 has a figure of its own."""
    while at < len(row) and row[at].is_nominal and not row[at].is_value:
        at += 1
    return at + 1 < len(row) and row[at].text.endswith("有") and row[at + 1].tag == "Quantity"


def _past_mention(mention: Mention, row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues) -> int | None:
    """The new right edge when the name, number or fixed string at `at` joins the phrase, or None where it ends it."""
    word, following = row[at], row[at + 1].text if at + 1 < len(row) else ""
    if mention.attribute("fate") == "code" and not (at == start and following in cues.ends.classes) or nouns and mention.taken_as == "round-the-clock":
        return None  # 1860名抢修人员24小时待命
    if word.tag == "Fixed" and at == start and word.text[0] in _ROUND and following == "元":
        return at + 2  # 21个|亿元以上项目
    torn = at == start + 1 and len(row[start].text) == 1 and row[start].mention is None  # 核|桃园: a name inside a word
    return at + 1 if at == start or torn or word.tag not in OWNERS or row[at - 1].text in "、和及与" or word.tag == "Site" and nouns else None
