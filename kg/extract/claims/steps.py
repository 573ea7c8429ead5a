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
_HOUSES = frozenset(("Org", "KnownOrg", "Site", "Zone"))
_LONGEST_WITH_CLAUSE, _LONGEST_WITH_OF = 6, 3  # characters of a noun that is too short without the clause, or the noun, before its 的


def step_left(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The new left edge when the word before `at` joins the phrase that ends at `end`, or None where it ends it; `agents` as in `after`."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    begun = at < end
    if not begun and (beyond is not None and _is_created(row, at, cues) or is_counted_itself(row, at - 1, cues)):
        return at - 1
    if begun and word.mention is not None and word.mention.taken_as == "class-of-voltage":
        return at - 1  # 改造10千伏线路
    if word.is_value or word.tag in OWNERS or word.is_reference or begun and word.text in cues.markets:
        return None
    if word.tag == "w":
        return _left_of_sign(row, at, end, cues)
    if word.mention is not None:
        return at - 1
    if word.text in AND:
        return at - 1 if begun and beyond is not None and (beyond.is_nominal or _are_twin_acts(row, at, end, cues)) else None
    if word.text == "等":
        return at - 1 if begun and beyond is not None and (beyond.is_nominal or beyond.is_verb or beyond.text in CLOSE) else None
    if word.text == "的":
        return _left_of_de(row, at, end, cues, agents)
    if _belongs_to_next(row, at, end, cues):
        return at - 1
    if word.text in cues.light or word.text in cues.pivot:
        return at - 1 if _is_inside_noun(row, at, end, cues) else None
    if begun and (word.tag == "f" or word.text in cues.turns.compounded) and _is_first_of_compound(row, at, end, cues):
        return at - 1
    if word.text[0] == "每" and word.text not in cues.terms:
        return at - 1 if begun and _is_of_each(row, at, end, cues) else None
    if word.text in cues.adverbs:
        mean = begun and word.text in cues.means and beyond is not None and beyond.is_nominal and (beyond.mention is None or beyond.tag == "Fixed") and beyond.text not in cues.adverbs
        return at - 1 if mean else None  # 二氧化硫年均浓度
    if word.is_verb or word.is_nominal or _is_piece_of_noun(row, at, end, cues):
        return at - 1
    return None


def _left_of_sign(row: Sequence[Word], at: int, end: int, cues: Cues) -> int | None:
    """The edge to the left of the sign before `at`: of 、 between two nouns, or of all that a closing bracket or quotation mark closes."""
    sign, beyond = row[at - 1].text, row[at - 2] if at > 1 else None
    if sign == "、" and at < end and beyond is not None and (beyond.is_nominal or beyond.text in CLOSE or beyond.text in cues.budgeted or _are_twin_acts(row, at, end, cues)):
        return at - 1
    return opening_of(row, at - 1) if sign in CLOSE else None


def _are_twin_acts(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where 和 or 、 before `at` joins two acts that tell of one noun (煤炭开采和洗选业, 行贿、受贿犯罪)."""
    acts = row[at].is_verb or row[at].tag == "vn" or row[at].text.endswith(cues.ends.joined_acts)
    return acts and row[at - 2].is_verb and row[end - 1].is_nominal


def _is_first_of_compound(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` makes one word with what follows (过|闸旅客, 通过船舶), and no verb beside it claims one of the two."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    if not is_compound(row[at - 1:end], cues):
        return False
    if word.text in cues.turns.passing_verbs:
        return not any(w.is_verb for w in row[at:end])
    return beyond is None or not beyond.is_verb or beyond.text in cues.adverbs or beyond.text in cues.approach


def _is_of_each(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where 每 before `at` tells of what the noun is one (每棚收益), or for which time it is (每日来水量); 每年 alone says when."""
    word, noun = row[at - 1], row[at]
    if word.text == "每":
        return end - at >= 2 and len(noun.text) == 1 and noun.is_nominal and noun.mention is None
    return word.text not in cues.adverbs and word.text[1:] in cues.periods and end - at == 1 and noun.text.endswith(cues.ends.after_each)


def _is_piece_of_noun(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` is a piece that a dictionary has cut off a longer noun (服务|点), a numeral or a single character."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    if at == end:
        return word.tag == "m" and word.text in cues.heads and beyond is not None and beyond.is_nominal and beyond.tag not in OWNERS
    return word.tag == "m" or len(word.text) == 1 and word.text not in cues.function_signs and (row[at].is_nominal or row[at].is_verb and at + 1 < end)


def is_counted_itself(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for the name at `at` where a count of houses follows and ends the clause: 国家级示范合作社3家 counts what looks like a name."""
    if at + 1 >= len(row) or row[at].tag not in _HOUSES or not (at + 2 == len(row) or row[at + 2].tag == "w"):
        return False
    return row[at + 1].tag == "Quantity" and row[at + 1].text.endswith(cues.units.houses)


def _is_created(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 绿色工厂 in 创建绿色工厂1家: what a verb creates is counted, even where it looks like a body's name."""
    word, beyond = row[at - 1], row[at - 2]
    if word.tag in ("Org", "KnownOrg"):
        return beyond.is_verb
    if word.tag != "Site":
        return False
    listed = beyond.text == "、" and at > 2 and row[at - 3].tag == "Quantity"
    return listed or beyond.text in cues.light and row[at].tag == "Quantity" and row[at].text[-1] in cues.goods_units


def _left_of_de(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The edge to the left of the 的 before `at`, where what stands before it belongs to the noun after it."""
    if at == end:
        return None
    beyond, length = row[at - 2] if at > 1 else None, length_of(row[at:end])
    owner = beyond is not None and beyond.tag in OWNERS
    noun = beyond is not None and not owner and (beyond.is_nominal or beyond.text in CLOSE)
    if noun and all(w.text in cues.actors or w.text in cues.count_heads for w in row[at:end]):
        return at - 1  # 获得质量奖的企业总数: too bare without its clause
    clause = relative_clause(row, at - 1, cues) if agents and length <= _LONGEST_WITH_CLAUSE else None
    if clause is not None:
        return clause
    return at - 1 if length <= _LONGEST_WITH_OF and beyond is not None and beyond.is_nominal and not owner and len(beyond.text) > 1 else None


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
    """The new right edge when the word at `at` joins the phrase that begins at `start` and has so many `nouns`, or None where it ends it; `acting` and `agents` as in `after`."""
    word, following = row[at], row[at + 1] if at + 1 < len(row) else None
    if word.is_value or word.is_reference:
        return None
    if word.tag == "w":
        return _right_of_sign(row, at, start, nouns)
    if word.mention is not None:
        return _right_of_mention(word.mention, row, at, start, nouns, cues)
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
        run = _end_of_single_characters(row, at, cues)
        if nouns and acting and word.is_verb and run - at >= 4 and (run - at) % 2 == 0:
            return None  # 走村入户
        noun_behind = run < len(row) and row[run].is_nominal and row[run].mention is None
        if run - at > 1 or word.is_nominal or noun_behind and not nouns:
            return run
    if word.text in cues.bound_after and at > start and following is not None and following.is_nominal and (row[at - 1].text.endswith(cues.ends.grades) or row[at - 1].text == "）"):
        return at + 1  # 4A级（含）以上景区
    if word.text in cues.adverbs or word.text in cues.pivot and word.text not in cues.soft:
        return None
    if nouns and (word.is_verb or word.tag == "vn") and following is not None and following.mention is None and following.text in cues.change_results:
        return None  # 两栋厂房改造|成教学楼
    if word.text in cues.heads:
        return at + 1
    if word.text in cues.joining or word.text in cues.light or word.is_verb:
        return at + 1 if _verb_joins(row, at, start, cues, acting, agents) else None
    return at + 1 if word.is_nominal else None


def _right_of_sign(row: Sequence[Word], at: int, start: int, nouns: int) -> int | None:
    """The edge to the right of the sign at `at`: of all that an opening bracket or quotation mark opens, or of 、 before a noun of the same list."""
    sign, following = row[at].text, row[at + 1] if at + 1 < len(row) else None
    if sign in OPEN:
        closing = closing_of(row, at)
        if closing is None or (nouns and sign == "“" and not (closing + 1 < len(row) and row[closing + 1].is_nominal)):
            return None  # a name in quotes after the noun stands beside it
        return closing + 1
    joins = sign == "、" and at > start and following is not None and (following.is_nominal or following.text in OPEN) and not _counted_by_itself(row, at + 1)
    return at + 1 if joins else None


def _end_of_single_characters(row: Sequence[Word], at: int, cues: Cues) -> int:
    """The index behind the row of single characters that begins at `at`: a word that the dictionary does not have is cut into them."""
    while at < len(row) and len(row[at].text) == 1 and row[at].tag != "w" and row[at].text not in cues.function_signs and not row[at].is_value:
        at += 1
    return at


def _verb_joins(row: Sequence[Word], at: int, start: int, cues: Cues, acting: bool, agents: bool) -> bool:
    """True where the verb at `at` is part of the noun of a figure (种植示范基地); of things that can act a verb behind their noun tells what they did, unless a class noun follows it."""
    verb, noun_behind = row[at], at + 1 < len(row) and row[at + 1].is_nominal
    if not acting:
        return noun_behind and verb.text not in cues.light
    if at > start and row[at - 1].text in AND:
        return noun_behind
    compound = _makes_compound(row, at, cues, agents)
    if at == start:
        return compound or verb.text not in cues.joining and noun_behind
    return compound and verb.text not in cues.joining and (verb.text not in cues.light or verb.text in cues.soft)


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


def _right_of_mention(mention: Mention, row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues) -> int | None:
    """The new right edge when the name, number or fixed string at `at` joins the phrase, or None where it ends it."""
    word, following = row[at], row[at + 1].text if at + 1 < len(row) else ""
    if mention.attribute("fate") == "code" and not (at == start and following in cues.ends.classes) or nouns and mention.taken_as == "round-the-clock":
        return None  # 1860名抢修人员24小时待命
    if word.tag == "Fixed" and at == start and word.text[0] in _ROUND and following == "元":
        return at + 2  # 21个|亿元以上项目
    torn = at == start + 1 and len(row[start].text) == 1 and row[start].mention is None  # 核|桃园: a name inside a word
    return at + 1 if at == start or torn or word.tag not in OWNERS or row[at - 1].text in "、和及与" or word.tag == "Site" and nouns else None
