"""A stretch of words that names a figure, and how its edges are made clean.

In: words of a clause.  Out: `Phrase`.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg import tokens
from kg.extract.claims.cues import Cues
from kg.extract.claims.words import OWNERS, Word
from kg.model import record

_CLOSING = {"“": "”", "‘": "’", "《": "》", "（": "）"}
_OPENING = {closing: opening for opening, closing in _CLOSING.items()}
OPEN, CLOSE = frozenset(_CLOSING), frozenset(_OPENING)
_LEFT_EDGE, _RIGHT_EDGE = CLOSE | {"、", "等"}, OPEN | {"、"}
_HEAD_TAGS = frozenset(("f", "d", "p", "c", "u", "uj", "ul", "m", "q"))
_LONGEST_RELATIVE = 12  # characters of a clause before 的
_DOERS = frozenset(("n", "nz", "nt"))
_SHORTEST_CLASS = 3  # characters of a sort of bodies or people
_THINGS = frozenset(("n", "nr", "ns", "nt", "nz", "vn"))  # word classes of the second half of a set phrase that names (劳动模范) and does not describe (行动不便)
_MOST_WORDS = 9  # of a description before 的
AND = frozenset(("和", "及", "与", "以及", "或"))

# Steps that later rooms ask for, in the words in which a claim prints them.
BEFORE_FIGURE = "the phrase before the figure"
ACT_AND_BEHIND = "the act and the phrase after the figure"
CARRIED_ON = "carried on from the figure before"
GREATEST_BEFORE = "what the clause before says is greatest, or lies somewhere"
GREATEST_OF_ALL = "the greatest or least of what was told before"
GREATEST_AND_WHERE = "what was greatest, and who has it"
SOME_OF_CASES = "some of the cases counted before"
WORKS_COUNTED = " of the works counted before"  # behind a verb of beginning or ending them


@record
class Phrase:
    """A stretch of a clause's words, or words put together; `start` is its first page offset, `how` the step."""

    text: str
    start: int
    end: int
    how: str
    words: tuple[Word, ...] = ()

    @property
    def ends_in_verb(self) -> bool:
        """True where the phrase names an act, so that a unit noun completes it (带动就业 + 人数)."""
        return bool(self.words) and self.words[-1].is_verb


def phrase_of(words: Sequence[Word], how: str, longest: int, cues: Cues) -> Phrase | None:
    """The words as a phrase without signs at its edges, cut at its head to `longest` characters; None where nothing is left."""
    chosen = list(words)
    while chosen and chosen[0].text in _LEFT_EDGE:
        chosen.pop(0)
    while chosen and chosen[-1].text in _RIGHT_EDGE:
        chosen.pop()
    if not chosen or chosen[0].text == "（" and closing_of(chosen, 0) == len(chosen) - 1:
        return None  # 与2010年（普查数据）的13亿人相比: an aside alone names nothing
    if chosen[0].text == "（" and (closing := closing_of(chosen, 0)) is not None:
        chosen = chosen[closing + 1:]  # 三省（区）生产夏粮
    while len(chosen) > 1 and chosen[-1].end - chosen[0].start > longest and length_of(chosen) > longest:
        chosen.pop(0)
    text = "".join([w.text for w in chosen]) if len(chosen) > 1 else chosen[0].text
    if chosen[0].mention is None and chosen[0].tag == "l" and text[0] == "共" and len(chosen[0].text) == 3:
        text = text[1:]  # 共出动|警力
    if text.endswith("约") and chosen[-1].mention is None and (text.endswith("长约") or len(chosen[-1].text) > 2):
        text = text[:-1]  # 全长约80公里, cut as 长约; 产品约110车, cut as 产品约
    if "）" in text and "（" not in text.partition("）")[0]:
        chosen = [w for w in chosen if w.start >= next(w.end for w in chosen if "）" in w.text)]  # （站）诊疗, cut inside its bracket
        text = "".join(w.text for w in chosen)
        if not chosen:
            return None
    if len(text) > 3 and text.endswith(cues.ends.torn_words_of_height) and chosen[-1].mention is None:
        text = text[:-1]  # 桥隧比高达41%
    if text.endswith(cues.ends.spent) and chosen[-1].mention is None and text[:-2].endswith(cues.money_nouns):
        text = text[:-2]  # 手术费花去3万元
    if len(text) > 2 and text.endswith("达") and chosen[-1].mention is None:
        text = text[:-1]  # 桥隧比达68%, cut as 比达
    return Phrase(text, chosen[0].start, chosen[-1].end, how, tuple(chosen))


def trim_left(words: Sequence[Word], cues: Cues) -> list[Word]:
    """The words without small words at their head."""
    chosen = list(words)
    while chosen and ((first := chosen[0]).tag in _HEAD_TAGS or first.text in AND or first.text in cues.turns.small_words_at_heads or first.mention is None and first.text in cues.adverbs) \
            and not is_compound(chosen, cues):
        if chosen[0].tag == "m" and chosen[0].text.startswith(("第", "多")):
            break
        if len(chosen) > 2 and chosen[0].text == "每" and len(chosen[1].text) == 1 and chosen[1].is_nominal:
            break  # 每棚收益
        if len(chosen) > 2 and chosen[0].text in cues.turns.periods_before_acts and (chosen[1].is_verb or chosen[1].tag == "vn"):
            break  # 日接待能力, 年销售中药材
        if len(chosen) == 2 and chosen[0].text in cues.turns.periods_before_acts and chosen[1].is_nominal and chosen[1].text.endswith(cues.ends.after_each):
            break  # 日用电量
        chosen.pop(0)
    if len(chosen) > 1 and chosen[0].text in cues.turns.words_of_purpose_at_heads:
        chosen.pop(0)
    return chosen


def is_compound(words: Sequence[Word], cues: Cues) -> bool:
    """True where a sign of direction and the one character after it are one word that the dictionary lacks (过|闸旅客, 到|站价),
    or the first word names a side (南方) or a verb of passing (通过船舶), or a denial that is counted (不|戴头盔)."""
    first = words[0]
    if first.mention is not None or len(words) < 2:
        return False
    if first.tag == "f":
        return len(first.text) > 1 and not first.text.startswith(cues.ends.heads_of_bare_sides) and not first.text.endswith(cues.ends.bare_sides)
    following = words[1]
    if first.text in cues.turns.signs_of_denial:
        return following.mention is None and (following.is_verb or len(following.text) > 1 and following.text not in cues.adverbs)
    if first.text in cues.turns.passing_verbs:
        return following.is_nominal
    if first.text == "在" and not (len(words) < 4 and all(word.is_nominal for word in words[1:])):
        return False
    return first.text in cues.turns.heads_of_compounds and len(following.text) == 1 and following.mention is None and following.tag in ("n", "v", "vn", "ng", "vg")


def without_way(chosen: list[Word], before_it: str, cues: Cues) -> list[Word]:
    """The words behind the noun of a way that 的 leads to (按照……的模式种植天麻), or behind a verb that only leads to a sum (创工业总产值)."""
    if chosen[0].text in cues.turns.verbs_of_creating_sums and chosen[-1].text.endswith(cues.money_nouns):
        return chosen[1:]
    way = before_it == "的" and chosen[0].text in cues.turns.nouns_of_ways
    return chosen[1:] if way and (chosen[1].is_verb or chosen[1].tag == "vn") else chosen


def without_doer(chosen: list[Word], before_it: str, cues: Cues) -> list[Word]:
    """The words from the act on, where those before it are the house that acts (辅导室接待夫妻), or what a preposition leads to (通过铁路发出包裹, 向信用社贷款)."""
    if len(chosen) < 2:
        return chosen
    for acts, word in enumerate(chosen):
        if acts and word.mention is None and (word.is_verb or word.text in cues.money_verbs or word.text in cues.turns.acts_of_houses or word.tag == "a" and word.text in cues.count_verbs):
            break
    else:
        return chosen
    if before_it in cues.turns.leading_prepositions or before_it in cues.turns.passing_verbs and acts < len(chosen) - 1:
        return chosen[acts:]
    house = acts - 1
    while house > 0 and (chosen[house].text in cues.adverbs or chosen[house].tag in ("d", "ad", "vn")):
        house -= 1
    doer, act = chosen[house], chosen[acts]
    acts_on = (act.is_verb or act.text in cues.turns.acts_of_houses or act.text in cues.count_verbs) and act.text not in cues.soft and len(act.text) > 1 and acts < len(chosen) - 1
    is_house = doer.mention is None and len(doer.text) > 1 and (doer.tag in ("n", "ns", "nt", "nz", "l") and doer.text.endswith(cues.acting_houses) or doer.tag == "s" and not house)  # 村里发展茶园
    return chosen[acts:] if acts_on and (is_house or not before_it and _did_it(chosen, acts, cues)) else chosen


def _did_it(chosen: Sequence[Word], acts: int, cues: Cues) -> bool:
    """True for 车间工人|提出建议, 小区|加装电梯: at the head of a clause common nouns that end in people, or before a verb that stays with what it counts; 农民上网时间 is one noun."""
    doer, act, last = chosen[acts - 1], chosen[acts], chosen[-1]
    if any(word.mention is not None or word.tag not in _DOERS or len(word.text) < 2 for word in chosen[:acts]) or not last.is_nominal or last.tag == "vn" or last.text.endswith((*cues.attribute_ends, *cues.ends.amounts, *cues.ends.standing_amounts)):
        return False
    return doer.text.endswith(cues.person_endings) or act.text in cues.count_verbs and last.text not in cues.heads


def of_one_act(chosen: list[Word], cues: Cues) -> list[Word]:
    """The words after an act that is over, a verb of causing, an event and what became of it."""
    past = event = None
    for i, word in enumerate(chosen[:-1]):
        if word.text in cues.turns.words_of_afterwards and word.mention is None:
            past = i
    if past and not (past + 2 == len(chosen) and chosen[-1].is_verb):  # 饮酒后驾驶
        chosen = trim_left(chosen[past + 1:], cues)  # 项目达产后年销售收入
    caused = max((i for i, word in enumerate(chosen[:-1]) if i and word.mention is None and len(word.text) > 1 and word.text in cues.causing), default=0)
    if caused:
        chosen = trim_left(chosen[caused + 1:], cues) or chosen  # 台风造成直接经济损失3000万元
    if len(chosen) > 1 and (chosen[0].text in cues.causing or chosen[0].text in cues.driving and chosen[1].is_nominal and chosen[-1].text[-1] in cues.measure_ends) and chosen[0].mention is None:
        chosen = chosen[1:]  # 造成直接经济损失3000万元, 拉动价格总水平下降0.8个百分点
    for i, word in enumerate(chosen[:-1]):
        if word.text.endswith(cues.event_heads):
            event = i
    if event is not None and chosen[event + 1].is_verb:
        chosen = trim_left(chosen[event + 2:], cues)  # 博览会落幕 签约金额: the event owns the figure
    return chosen


def toward(row: Sequence[Word], of: int, cues: Cues) -> list[Word]:
    """对工业增长 in 对全市工业增长的贡献率, without its owners; nothing where no 对 stands near, or more than a noun phrase after it."""
    to = next((i for i in range(of - 1, max(-1, of - 8), -1) if row[i].text == "对"), None)
    if to is None or any(word.is_value or word.tag == "w" or not (word.is_nominal or word.is_verb or word.is_reference) for word in row[to + 1:of]):
        return []
    kept = [word for word in row[to + 1:of] if not word.is_reference and word.tag not in OWNERS]
    return [row[to], *kept] if kept and row[of + 1].text.endswith(cues.ends.towards) else []


def relative_clause(row: Sequence[Word], of: int, cues: Cues) -> int | None:
    """Where the clause begins that tells which people are counted (报名参加高考的考生), or None where no short one with a verb stands before 的."""
    at, acts = of, False
    while at and row[of].start - row[at - 1].start <= _LONGEST_RELATIVE:
        word = row[at - 1]
        if word.tag in OWNERS and at > 1 and row[at - 2].mention is None and row[at - 2].text.endswith(cues.ends.verbs_of_going):
            at, acts = at - 2, True
            continue  # 输往滨江的蔬菜, 出口到滨江的蔬菜
        if word.mention is not None or word.text in cues.adverbs or not (word.is_nominal or word.is_verb or word.text in cues.bound_after):
            break
        acts = acts or word.is_verb
        at -= 1
    clear = at == 0 or row[at - 1].is_reference or row[at - 1].tag in OWNERS or row[at - 1].tag in ("Time", "w") or row[at - 1].text in cues.adverbs or row[at - 1].text in cues.sources
    return at if acts and clear and of - at > 1 else None


def past_description(row: Sequence[Word], index: int, cues: Cues) -> int | None:
    """The index of what is counted, where a clause with 的 describes it: 两个|熟悉的|身影, 300位|来自全国各地的|代表, 29个|能力强的|青年; or None.

    A measure word cannot stand before a verb, so what begins with one describes; after a noun only a quality does (5家|企业|生产的产品 counts firms).
    """
    unit, first = row[index].unit, index + 1
    if first + 2 < len(row) and row[first + 1].text == "的" and row[first + 2].is_nominal and row[first].mention is None and _describes(row[first]):
        return first + 2  # 30名行动不便的老人
    if not unit or unit in cues.event_units or unit in cues.time_units or cues.is_money(unit) or unit in cues.units.nouns_themselves or "％" in unit:
        return None
    of = next((i for i in range(first, min(len(row) - 1, first + _MOST_WORDS)) if row[i].text == "的" or row[i].tag == "w" and row[i].text != "、" or row[i].is_value and (i > first or row[i].tag != "Time")), None)
    if of is None or of == first or row[of].text != "的" or row[of].start - row[first].start > _LONGEST_RELATIVE or not (row[of + 1].is_nominal or row[of + 1].text in OPEN):
        return None
    word, last = row[first + (row[first].tag == "Time")], row[of - 1]  # 两位1994年出生的小将
    if word.mention is None and (word.is_verb and word.text not in cues.turns.begins_no_description or word.tag in ("p", "d")):
        return of + 1 if not word.is_verb or unit in cues.units.bodies or row[of + 1].text.endswith(cues.ends.works) else None  # 涵盖30项检定校准的清单 counts acts
    quality = last.mention is None and (last.tag in ("a", "z", "i", "l") or last.text in cues.turns.words_of_state) and of - first > 1
    return of + 1 if quality and word.is_nominal and not any(w.is_verb and w.text not in cues.turns.words_of_state for w in row[first + 1:of]) else None


def _describes(word: Word) -> bool:
    """True for a set phrase that is no name of anything."""
    return word.tag == "i" or word.tag == "l" and tokens.tag(word.text[-2:]) not in _THINGS


def class_before_time(row: Sequence[Word], at: int, cues: Cues) -> Sequence[Word]:
    """村镇银行 of 村镇银行上月末贷款余额: the sort of bodies or people that a clause begins with, before the time at `at` - 1."""
    first = at - 1
    while first and row[first - 1].is_nominal and row[first - 1].mention is None and not row[first - 1].is_reference:
        first -= 1
    told = row[first:at - 1]
    opens = first == 0 or row[first - 1].is_reference or row[first - 1].tag in OWNERS
    return told if opens and length_of(told) >= _SHORTEST_CLASS and told[-1].text.endswith(cues.ends.classes_before_times) else ()


def within(chosen: list[Word], row: Sequence[Word], at: int, cues: Cues) -> list[Word]:
    """24小时|内|降雨量: an amount with the time in which it came about."""
    timed = at and chosen[0].text == "内" and chosen[0].start == row[at].start and row[at - 1].tag == "Quantity" and chosen[-1].text.endswith(cues.ends.amounts)
    return [row[at - 1], *chosen] if timed else chosen


def before_while(row: Sequence[Word], end: int, stop: int, cues: Cues) -> int:
    """The end of 水位 in 水位6天上涨2.89米: before the time in which it rose or fell; else `end`."""
    at = end - 1 - (end > 1 and row[end - 1].text == "内")
    timed = at > 0 and end == stop < len(row) and row[at].tag == "Quantity" and row[stop].text in cues.rising and row[at].text.endswith(tuple(cues.time_units))
    return at if timed and row[at - 1].is_nominal and row[at - 1].tag not in OWNERS else end


def past_reckoning(chosen: list[Word], row: Sequence[Word], cues: Cues) -> list[Word]:
    """The words behind how it was reckoned: 人均收入 of 按常住人口计算人均收入."""
    of = next((i for i, word in enumerate(chosen[:-1]) if word.text in cues.turns.words_of_reckoning), 0)
    return chosen[of + 1:] if of and any(word.end == chosen[0].start and word.text in cues.turns.at_prices for word in row) else chosen


def without_work(chosen: list[Word], touched: bool, cues: Cues) -> list[Word]:
    """生产线 of 生产线满负荷生产: the thing without what it does and how; without such a how, only of what can be touched."""
    thing = len(chosen) - 1
    while thing > 1 and chosen[thing - 1].text in cues.turns.manners_of_work:
        thing -= 1
    return chosen[:thing] if touched or thing < len(chosen) - 1 else chosen


def opening_of(row: Sequence[Word], closing: int) -> int | None:
    """The index of the sign that opens what `closing` closes, or None."""
    sign = _OPENING[row[closing].text]
    return next((at for at in range(closing - 1, max(-1, closing - 25), -1) if row[at].text == sign), None)


def closing_of(row: Sequence[Word], opening: int) -> int | None:
    """The index of the sign that closes what `opening` opens, or None."""
    sign = _CLOSING[row[opening].text]
    return next((at for at in range(opening + 1, min(len(row), opening + 25)) if row[at].text == sign), None)


def length_of(words: Sequence[Word]) -> int:
    """How many characters the words have."""
    return sum([len(w.text) for w in words])
