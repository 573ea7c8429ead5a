"""Which words belong to the noun of a figure: one step to the left of what is taken.

In: the words of a clause and the edges of what is taken so far.  Out: the new edge, or None where the word before it ends the phrase.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.phrase import AND, CLOSE, is_compound, length_of, opening_of, relative_clause
from kg.extract.claims.words import NO_WORD, OWNERS, Word

_HOUSES = frozenset(("Org", "KnownOrg", "Site", "Zone"))
_OF_RATIOS = frozenset(("n", "vn", "nz", "j"))  # word classes of what a ratio is taken of
_LONGEST_WITH_CLAUSE, _LONGEST_WITH_OF = 6, 3  # characters of a noun that is too short without the clause, or the noun, before its 的


def step_left(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The new left edge when the word before `at` joins the phrase that ends at `end`, or None where it ends it; `agents` as in `after`."""
    word = row[at - 1]
    if at == end and word.tag in _HOUSES and _is_counted_name(row, at, cues):
        return at - 1
    if at < end and word.mention is not None and word.mention.taken_as == "class-of-voltage":
        return at - 1  # 改造10千伏线路
    if word.is_value or word.tag in OWNERS or word.is_reference or at < end and word.text in cues.markets:
        return None  # it says how many, whose, or where
    if word.tag == "w":
        return _left_of_sign(row, at, end, cues)
    if word.mention is not None:
        return None if word.mention.taken_as == "price-for-one" else at - 1  # 从十元一斤|涨到
    if word.text == "的":
        return _left_of_de(row, at, end, cues, agents)
    return at - 1 if _word_joins_left(row, at, end, cues) else None


def _word_joins_left(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word of the dictionary before `at` belongs to the noun; the first kind of word that it is decides."""
    word, beyond, begun = row[at - 1], row[at - 2] if at > 1 else NO_WORD, at < end
    if word.text in AND:
        return begun and (beyond.is_nominal or _are_twin_acts(row, at, end, cues))
    if word.text == "等":
        return begun and _closes_list(beyond)
    if _belongs_to_next(row, at, end, cues):
        return True
    if word.text in cues.light or word.text in cues.pivot:
        return begun and _is_inside_noun(row, at, end, cues)
    if begun and (word.tag == "f" or word.text in cues.turns.compounded) and _is_first_of_compound(row, at, end, cues):
        return True
    if word.text[0] == "每" and word.text not in cues.terms:
        return begun and _is_of_each(row, at, end, cues)
    if word.text in cues.adverbs:
        return begun and word.text in cues.means and _has_mean(beyond, cues)
    return word.is_verb or word.is_nominal or _is_piece_of_noun(row, at, end, cues)


def _closes_list(last: Word) -> bool:
    """True for the last word before 等: a noun, an act, or what a bracket or quotation mark closes."""
    return last.is_nominal or last.is_verb or last.text in CLOSE


def _has_mean(noun: Word, cues: Cues) -> bool:
    """True for what a mean can be taken of: 二氧化硫 of 二氧化硫年均浓度."""
    return noun.is_nominal and (noun.mention is None or noun.tag == "Fixed") and noun.text not in cues.adverbs


def _is_counted_name(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where the figure counts what only looks like somebody's name: it was created, or a count of houses follows it."""
    return at > 1 and _is_created(row, at, cues) or is_counted_itself(row, at - 1, cues)


def _left_of_sign(row: Sequence[Word], at: int, end: int, cues: Cues) -> int | None:
    """The edge to the left of the sign before `at`: of 、 between two nouns, or of all that a closing bracket or quotation mark closes."""
    sign, beyond = row[at - 1].text, row[at - 2] if at > 1 else NO_WORD
    if sign == "、" and beyond.is_nominal and row[end - 1].text.endswith(cues.attribute_ends) and _is_counted_before(row, at - 1):
        return None  # 6个工厂、年产值2亿元
    if sign == "、" and at < end and (beyond.is_nominal or beyond.text in CLOSE or beyond.text in cues.budgeted or _are_twin_acts(row, at, end, cues)):
        return at - 1
    return opening_of(row, at - 1) if sign in CLOSE else None


def _is_counted_before(row: Sequence[Word], at: int) -> bool:
    """True where the noun that ends before `at` has a figure of its own before it."""
    while at and row[at - 1].is_nominal and not row[at - 1].is_value:
        at -= 1
    return at > 0 and row[at - 1].tag == "Quantity"


def _are_twin_acts(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where 和 or 、 before `at` joins two acts that tell of one noun (煤炭开采和洗选业, 行贿、受贿犯罪)."""
    acts = row[at].is_verb or row[at].tag == "vn" or row[at].text.endswith(cues.ends.joined_acts)
    return acts and row[at - 2].is_verb and row[end - 1].is_nominal


def _is_first_of_compound(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` makes one word with what follows (过|闸旅客, 通过船舶), and no verb beside it claims one of the two; a denial belongs to what it denies (查扣不|合格瓷砖)."""
    if not is_compound(row[at - 1:end], cues):
        return False
    if row[at - 1].text in cues.turns.signs_of_denial:
        return True
    if row[at - 1].text in cues.turns.passing_verbs:
        return not any(w.is_verb for w in row[at:end])
    beyond = row[at - 2] if at > 1 else NO_WORD
    return not beyond.is_verb or beyond.text in cues.adverbs or beyond.text in cues.approach


def _is_of_each(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where 每 before `at` tells of what the noun is one (每棚收益), or for which time it is (每日来水量); 每年 alone says when."""
    word, noun = row[at - 1], row[at]
    if word.text == "每":
        return end - at >= 2 and len(noun.text) == 1 and noun.is_nominal and noun.mention is None
    return word.text not in cues.adverbs and word.text[1:] in cues.periods and end - at == 1 and noun.text.endswith(cues.ends.after_each)


def _is_piece_of_noun(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` is a piece that a dictionary has cut off a longer noun (服务|点), a numeral or a single character."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else NO_WORD
    if at == end:
        return word.tag == "m" and word.text in cues.heads and beyond.is_nominal and beyond.tag not in OWNERS
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
    beyond, length = row[at - 2] if at > 1 else NO_WORD, length_of(row[at:end])
    told = beyond.tag not in OWNERS and (beyond.is_nominal or beyond.text in CLOSE)
    if told and all(w.text in cues.actors or w.text in cues.count_heads for w in row[at:end]):
        return at - 1  # 获得质量奖的企业总数: too bare without its clause
    clause = relative_clause(row, at - 1, cues) if length <= _LONGEST_WITH_CLAUSE and not row[end - 1].text.endswith(cues.ends.towards) else None
    if clause is not None:
        return clause
    return at - 1 if length <= _LONGEST_WITH_OF and beyond.is_nominal and beyond.tag not in OWNERS and len(beyond.text) > 1 else None


def _belongs_to_next(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True where the word before `at` is one noun with what follows, whatever a dictionary calls it: 其他|设备, 可|采|面积, 服务|价格, 建成|里程."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else NO_WORD
    if at == end and word.text == "地" and at < len(row) and row[at].tag == "Quantity":
        return beyond.is_nominal and beyond.mention is None and row[at].text.endswith("亩")  # 坡改梯地900亩
    if at == end:  # 收支比为64%, 存贷比上升至65%
        return word.text == "比" and at < len(row) and (row[at].text in cues.approach or row[at].text.startswith(cues.changes)) and (beyond.tag in _OF_RATIOS or beyond.text in cues.budgeted)
    following = row[at]
    if word.text in cues.turns.words_of_others and following.is_nominal:
        return True  # 计算机、通信和其他电子设备制造业
    if word.text == "可" and len(following.text) == 1 and following.is_verb and following.mention is None:
        return True  # 可采面积, 可耕地
    if word.tag == "vn" and (word.text in cues.light or word.text in cues.pivot) and end - at <= 2 and following.text.startswith(cues.turns.attributes_of_acts):
        if beyond is NO_WORD or beyond.tag == "w" or beyond.is_value:
            return True  # 服务价格上涨2.3%, 建设工期48个月
    return beyond.is_nominal and _is_said_of(beyond, word, following, end - at, cues)


def _is_said_of(noun: Word, word: Word, following: Word, taken: int, cues: Cues) -> bool:
    """True where an act or adverb stands between the noun that it is said of and its measure, the first of so many words `taken`."""
    if word.is_verb and word.text in cues.light:
        plain = taken == 1 and following.mention is None and noun.mention is None and not noun.is_reference
        return plain and following.text.endswith(cues.turns.extents)  # 高速公路建成里程, 油茶高产创建面积
    return word.tag == "d" and len(word.text) > 1 and following.text.endswith(cues.ends.amounts) and word.text not in cues.adverbs  # 毕业生初次就业率


def _is_inside_noun(row: Sequence[Word], at: int, end: int, cues: Cues) -> bool:
    """True for a light or pivotal verb before `at` that does not lead to the figure: it stands inside the noun, beside another verb, or in a clause of it."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else NO_WORD
    if word.text in cues.soft and beyond.is_nominal and beyond.tag not in OWNERS:
        return True
    if word.text in cues.light and (row[at].is_verb and beyond.is_verb or any(w.text == "的" for w in row[at:end])):
        return True  # 制定|修订国家标准; 获得质量奖的企业总数
    return word.text in cues.turns.verbs_in_lists and row[at].is_nominal and beyond.text == "、"  # 上缴税金、实现利润
