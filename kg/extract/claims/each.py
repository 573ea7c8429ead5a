"""Of which one a figure is: each kilogram, household or coin, one of a kind, those of an age.

In: the phrase that names a figure, and its clause.  Out: the phrase with 每公斤, 每户, 60岁以上 where such words stand before it.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.bearers import without_attribute
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, index_at, unit_of
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import CARRIED_ON, Phrase
from kg.extract.claims.sums import for_each
from kg.extract.claims.words import Word

_OF_ONE_TIME = ", of one such time"


def of_which(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues, memory: Memory, by_period: bool = False) -> Phrase:
    """The phrase of the figure at `index` with what tells of which one, or of people of what age, the figure is; `by_period` where it may be of one day or year."""
    phrase = _of_age(phrase, row, index, cues)
    if "每" in memory.clause:
        phrase = _of_each(phrase, row, index, cues)
        phrase = _of_period(phrase, row, index, cues) if by_period else phrase
    return _of_one(_of_single(phrase, row, index, cues), row, index, cues)


def _of_single(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """一年收入6000元, 鲜桃一斤零售价4元: one year, day or measure before an amount, which is of that one."""
    unit, at = unit_of(row[index]), index_at(row, phrase.start)
    if not phrase.start < phrase.end <= row[index].start or not unit or "％" in unit or unit in cues.time_units or unit in cues.units.age or phrase.text[0] in "每一":
        return phrase
    while at and row[at - 1].mention is None and (row[at - 1].text in cues.adverbs or row[at - 1].text in cues.approach):
        at -= 1
    fixed = row[at - 1].mention if at else None
    one = row[at - 1].text if at and (fixed is None or fixed.taken_as != "price-for-one") else ""
    if one[:1] != "一" or one[1:] not in cues.turns.periods_of_flows and one[1:] not in cues.mass_units and one[1:] not in cues.turns.heads_of_single or one in phrase.text:
        return phrase
    return Phrase(one + phrase.text, row[at - 1].start, phrase.end, phrase.how + _OF_ONE_TIME, phrase.words)


def _of_age(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """60岁及以上人口31万人, 0—14岁人口: the ages tell which people are counted."""
    if not phrase.words or phrase.end > row[index].start:
        return phrase
    at = stop = index_at(row, phrase.start)
    while at and (row[at - 1].text in cues.bound_after or row[at - 1].text in cues.turns.small_words_of_ages):
        at -= 1
    if not at or row[at - 1].tag != "Quantity" or unit_of(row[at - 1]) not in cues.units.age or row[at - 1].end > phrase.start:
        return phrase
    return Phrase("".join(w.text for w in row[at - 1:stop]) + phrase.text, row[at - 1].start, phrase.end, phrase.how + ", of that age", phrase.words)


def _of_each(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """The phrase with 每公斤, 每户 and the like, where such words stand before the figure or before the phrase."""
    if phrase.text.endswith(cues.measured_ends):
        return phrase  # 每枚为30克纪念币: of one coin anyway
    if phrase.text.endswith(cues.ends.not_for_each) and not (cues.is_money(unit_of(row[index])) and phrase.text.endswith("产") and phrase.how.startswith(CARRIED_ON)):
        return phrase  # 劳动生产率每人每年6万元, but 大豆亩产200公斤，每公斤6元
    if phrase.words and (many := index_at(row, phrase.start)) > 1 and row[many - 1].tag == "Quantity" and row[many - 2].text == "每":
        thing = before(row, many - 2, cues, through_light=False)
        whose, start = (thing.text, thing.start) if thing is not None and not thing.ends_in_verb and thing.text not in phrase.text else ("", row[many - 2].start)
        return Phrase("每" + row[many - 1].text + whose + phrase.text, start, phrase.end, phrase.how + ", of each", phrase.words)  # 排骨每500克均价22元
    for stop in (next((i for i, word in enumerate(row) if word.end > phrase.start), index), _before_small_words(row, index, cues)):
        each, at = for_each(row, stop, cues)
        if each and each not in phrase.text:
            if cues.is_money(unit_of(row[index])) and each[1:] in cues.mass_units and phrase.how.startswith(CARRIED_ON) and not phrase.text.endswith((*cues.money_nouns, *cues.ends.values)) \
                    and ((crop := without_attribute(phrase.text, cues)) or phrase.text.endswith(cues.ends.outputs)):
                return Phrase(each + crop + cues.names.price, phrase.start, phrase.end, phrase.how + ", what each is sold for")  # 油菜籽产量288万公斤，每公斤4.5元
            price = cues.names.price if cues.is_money(unit_of(row[index])) and each not in cues.each_person and _is_thing(phrase, cues) else ""
            return Phrase(each + phrase.text + price, min(phrase.start, row[at].start), phrase.end, phrase.how + ", of each", phrase.words)
    each = _each_at_the_head(row, index, cues)
    if each and phrase.end <= row[-1].end and each[1:] not in phrase.text:
        return Phrase(each + phrase.text, row[0].start, phrase.end, phrase.how + ", of each at the head of the clause", phrase.words)
    return phrase


def _of_period(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """每天发送旅客300人, 每月收入2600元: the phrase before an amount with the time that it is of; 每年9月 is a date, and a length of time or a share is of none."""
    unit, periods = unit_of(row[index]), cues.turns.periods_of_flows
    if not phrase.start < phrase.end <= row[index].start or not unit or "％" in unit or unit in cues.time_units or unit in cues.units.age or "每" in phrase.text:
        return phrase
    torn = index_at(row, phrase.start)
    if torn and row[torn - 1].text == "每" and row[torn].text in periods:
        return Phrase("每" + phrase.text, row[torn - 1].start, phrase.end, phrase.how + _OF_ONE_TIME, phrase.words)  # 每|小时处理污水
    if any(sign in phrase.text for sign in periods):
        return phrase  # 年产值, 月工资
    for at in range(index - 1, -1, -1):
        word = row[at].text
        if row[at].tag == "Quantity" or word in "，；：":
            break
        period, end = (word[1:], at + 1) if len(word) > 1 else (row[at + 1].text, at + 2)
        if word[0] == "每" and row[at].mention is None and period in periods and (end == index or not row[end].is_value):
            mean = row[at - 1].text if at and row[at - 1].text in cues.turns.words_of_average else ""
            return Phrase(f"{mean}每{period}{phrase.text}", min(phrase.start, row[at].start), phrase.end, phrase.how + _OF_ONE_TIME, phrase.words)
    return phrase


def _is_thing(phrase: Phrase, cues: Cues) -> bool:
    """True for a thing that has a price (一级果每箱28元), false for a price, a wage or an act."""
    last = phrase.words[-1] if phrase.words else None
    return last is not None and last.mention is None and last.tag in ("n", "nz", "ng", "x") and not any(word.is_verb for word in phrase.words) \
        and not phrase.text.endswith((*cues.person_endings, *cues.money_nouns, *cues.attributes, *cues.price_nouns, *cues.sums_not_priced))


def _each_at_the_head(row: Sequence[Word], index: int, cues: Cues) -> str:
    """每个车间 in 每个车间安排工人40名, or nothing."""
    if row[0].text[0] != "每" or row[0].text in cues.terms or row[0].text[1:] in cues.periods:
        return ""
    at = 1
    while at < index and row[at].mention is None and row[at].is_nominal and row[at].tag not in ("d", "ad"):
        at += 1
    text = "".join(word.text for word in row[:at])
    verb = at < index and row[at].mention is None and (row[at].is_verb or row[at].text in cues.light or row[at].text in cues.adverbs)
    return text if verb and 2 < len(text) <= 8 and text[1:] not in cues.periods else ""


def _of_one(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """大葱0.9元一斤: the price of each 斤 of what stands before."""
    ahead = row[index - 1] if index else None
    if ahead is not None and ahead.mention is not None and ahead.mention.taken_as == "price-for-one" and cues.is_money(unit_of(row[index])):
        sold = before(row, index - 1, cues)
        thing, start = (sold.text, sold.start) if sold is not None and "每" + ahead.text[1:] not in sold.text else ("", ahead.start)
        return Phrase(thing + "每" + ahead.text[1:] + ("" if thing.endswith(cues.ends.prices) else cues.names.price), start, ahead.end, phrase.how + ", for one", sold.words if sold is not None else ())  # 西瓜一斤6元
    one = row[index + 1].mention if index + 1 < len(row) else None
    if one is None or one.taken_as != "price-for-one":
        return phrase
    if "每" + row[index + 1].text[1:] in phrase.text:
        return phrase  # 从十元一斤涨到几十元一斤
    each, text = "每" + row[index + 1].text[1:], phrase.text if phrase.start != row[index + 1].start else ""
    return Phrase(text + each + ("" if text.endswith(cues.ends.prices) else cues.names.price), phrase.start, row[index + 1].end, phrase.how + ", for one", phrase.words)


def _before_small_words(row: Sequence[Word], index: int, cues: Cues) -> int:
    """The index where the approach to a figure begins, 每公斤 not counted as a part of it."""
    at, small = index, (cues.approach, cues.money_verbs, cues.adverbs, cues.turns.words_of_average)
    while at and row[at - 1].mention is None and row[at - 1].text[0] != "每" and any(row[at - 1].text in words for words in small):
        at -= 1
    return at
