"""Which words belong to the noun of a figure: one step to the right of what is taken.

In: the words of a clause and the edges of what is taken so far.  Out: the new edge, or None where the next word ends the phrase.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.phrase import AND, OPEN, closing_of
from kg.extract.claims.words import NO_WORD, OWNERS, Word
from kg.model import Mention

_ROUND = "百千万亿"
_OF_QUALITY = frozenset(("a", "ad", "d", "f", "ag", "i"))
_ENDS_OF_VERBS = frozenset(("f", "v"))  # 上, 起 and 进 in 用上了, 建起了, 住进了


def step_right(row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues, acting: bool, agents: bool) -> int | None:
    """The new right edge when the word at `at` joins the phrase that begins at `start` and has so many `nouns`, or None where it ends it; `acting` and `agents` as in `after`."""
    word = row[at]
    if word.is_value or word.is_reference or nouns and word.text in cues.turns.words_of_inside_wholes and word.mention is None and len(word.text) == 1:
        return None  # 小项|中超越自我
    if at == start and word.text in cues.turns.signs_of_denial and at + 2 < len(row) and row[at + 1].is_verb and row[at + 2].is_nominal:
        return at + 2  # 未上锁|电动车
    if word.tag == "w":
        return _right_of_sign(row, at, start, nouns)
    if word.mention is not None:
        return _right_of_mention(word.mention, row, at, start, nouns, cues)
    if word.text == "等":
        return at + 1 if nouns and any(w.text == "、" for w in row[start:at]) and at + 1 < len(row) and row[at + 1].is_nominal and row[at + 1].mention is None else None  # 大米、食用油等慰问品
    if word.text in AND:
        return at + 1 if at > start and _joins_twins(row, at, nouns, agents) else None
    if word.text == "的":
        return at + 1 if at > start and not nouns else None
    if word.text in cues.budgeted and row[at - 1].text == "的":
        return at + 1  # 100元的收入
    if nouns and (word.tag == "i" or word.text in cues.turns.verbs_of_standing):
        return None  # 11枚铜牌|名列奖牌榜第一
    if len(word.text) == 1 and word.text not in cues.function_signs:
        run = _end_of_single_characters(row, at, cues)
        if nouns and acting and _are_acts_in_pairs(word, run - at):
            return None
        if run - at > 1 or word.is_nominal or not nouns and _is_noun_at(row, run):
            return run
    return at + 1 if _word_joins_right(row, at, start, nouns, cues, acting, agents) else None


def _word_joins_right(row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues, acting: bool, agents: bool) -> bool:
    """True where the word of the dictionary at `at` belongs to the noun; the first kind of word that it is decides."""
    word = row[at]
    if word.text in cues.bound_after and at > start and _is_bound_of_grade(row, at, cues):
        return True
    if word.text in cues.adverbs or word.text in cues.pivot and word.text not in cues.soft:
        return False
    if nouns and (word.is_verb or word.tag == "vn") and _tells_result(row, at + 1, cues):
        return False
    if word.text in cues.heads:
        return True
    if word.text in cues.joining or word.text in cues.light or word.is_verb:
        return _verb_joins(row, at, start, cues, acting, agents)
    return word.is_nominal


def _joins_twins(row: Sequence[Word], at: int, nouns: int, agents: bool) -> bool:
    """True where 和 at `at` joins two nouns or acts that are counted together; 与 behind people leads to those with whom they do it."""
    following = row[at + 1] if at + 1 < len(row) else NO_WORD
    if nouns and following.tag in OWNERS and row[at - 1].tag not in OWNERS:
        return False  # 4个方案和某区部分项目: the second has an owner of its own
    return (following.is_nominal or following.is_verb) and not (agents and row[at].text == "与")


def _are_acts_in_pairs(first: Word, length: int) -> bool:
    """True for 走村入户 and the like, of which the dictionary made single characters: an even number of them from a verb on."""
    return first.is_verb and length >= 4 and length % 2 == 0


def _is_noun_at(row: Sequence[Word], at: int) -> bool:
    """True where a common noun stands at `at`."""
    return at < len(row) and row[at].is_nominal and row[at].mention is None


def _is_bound_of_grade(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 以上 of 4A级（含）以上景区: a grade stands before it, and what has the grade behind it."""
    graded = row[at - 1].text.endswith(cues.ends.grades) or row[at - 1].text == "）"
    return graded and at + 1 < len(row) and row[at + 1].is_nominal


def _tells_result(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where the word at `at` tells what became of the noun before the verb (两栋厂房改造|成教学楼)."""
    return at < len(row) and row[at].mention is None and row[at].text in cues.change_results


def _right_of_sign(row: Sequence[Word], at: int, start: int, nouns: int) -> int | None:
    """The edge to the right of the sign at `at`: of all that an opening bracket or quotation mark opens, or of 、 before a noun of the same list."""
    sign, following = row[at].text, row[at + 1] if at + 1 < len(row) else NO_WORD
    if sign in OPEN:
        closing = closing_of(row, at)
        if closing is not None and nouns and sign == "（" and any(word.tag == "Quantity" for word in row[at:closing]) and not (closing + 1 < len(row) and row[closing + 1].is_nominal):
            return None  # 6起酒后驾驶（2起在县城查获）
        if closing is None or nouns and sign == "“" and not (closing + 1 < len(row) and row[closing + 1].is_nominal and row[closing + 1].tag != "f"):
            return None  # a name in quotes after the noun stands beside it
        return closing + 1
    joins = sign == "、" and at > start and (following.is_nominal or following.text in OPEN) and not _counted_by_itself(row, at + 1)
    return at + 1 if joins else None


def is_done(row: Sequence[Word], at: int) -> bool:
    """True for a verb before 了, whatever a dictionary calls it (换|了|新校舍, 用|上|了|天然气)."""
    if at + 1 >= len(row) or row[at].mention is not None:
        return False
    return row[at + 1].text == "了" or at + 2 < len(row) and row[at + 2].text == "了" and len(row[at + 1].text) == 1 and row[at + 1].tag in _ENDS_OF_VERBS


def tells_how(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 长势 in 5亩苎麻|长势|良好, 免费 in 20名老人|免费|体检: with the word at `at` begins how those counted are, or how it was done."""
    if row[at].mention is not None or at + 1 == len(row):
        return False
    if row[at].text in cues.turns.states_of_things:
        return row[at + 1].tag in _OF_QUALITY and (at + 2 == len(row) or row[at + 2].tag == "w")
    return row[at].text in cues.turns.manners_behind_nouns and (row[at + 1].is_verb or row[at + 1].tag == "vn")


def _end_of_single_characters(row: Sequence[Word], at: int, cues: Cues) -> int:
    """The index behind the row of single characters that begins at `at`: a word that the dictionary does not have is cut into them; one before 了 is a verb (村|通|了)."""
    first = at
    while at < len(row) and len(row[at].text) == 1 and row[at].tag != "w" and row[at].text not in cues.function_signs and not row[at].is_value \
            and (at == first or row[at].text not in cues.turns.words_of_inside_wholes and not is_done(row, at)):
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
    return at < len(row) and (row[at].tag == "Quantity" or row[at].text.endswith("有") and at + 1 < len(row) and row[at + 1].tag == "Quantity")


def _right_of_mention(mention: Mention, row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues) -> int | None:
    """The new right edge when the name, number or fixed string at `at` joins the phrase, or None where it ends it."""
    word, following = row[at], row[at + 1].text if at + 1 < len(row) else ""
    if mention.taken_as == "price-for-one":
        return None  # 上千元|一斤
    if nouns and mention.taken_as == "round-the-clock" or mention.attribute("fate") == "code" and not (at == start and following in cues.ends.classes):
        return None  # 1860名抢修人员24小时待命
    if nouns and word.tag == "Fixed" and word.text in cues.adverbs:
        return None  # 3名嫌疑人一举抓获
    if at == start:
        return at + 2 if word.tag == "Fixed" and word.text[0] in _ROUND and following == "元" else at + 1  # 21个|亿元以上项目
    torn = at == start + 1 and len(row[start].text) == 1 and row[start].mention is None  # 核|桃园: a name inside a word
    return at + 1 if torn or word.tag not in OWNERS or row[at - 1].text in "、和及与" or word.tag == "Site" and nouns else None
