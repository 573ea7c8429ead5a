"""The metric of a figure that names none: that of a figure before it, or of what the clause before says.

In: the words of a clause, the figure's place, its frame's rule and `Memory`.  Out: `Phrase`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, unit_of
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import CARRIED_ON, GREATEST_BEFORE, GREATEST_OF_ALL, Phrase
from kg.extract.claims.words import Word
from kg.model import record

_SEEN = re.compile("(?:^|[。；])从([\u4e00-\u9fff]{2,10}?)来?看[，：]$")  # 从批发交易总量来看：环比增长1.8%
_AMOUNTS = ("rise-by-amount", "fall-by-amount", "more-than-amount", "less-than-amount")
_RATES = ("rise-by-rate", "fall-by-rate", "growth-noun", "decline-noun")


@record
class Unnamed:
    """A figure that names no metric: its unit as printed, `noun` what the unit counts or measures, `taken_as` what its frame says."""

    row: Sequence[Word]
    index: int
    unit: str
    noun: str
    taken_as: str
    memory: Memory
    cues: Cues

    def told(self, text: str, how: str) -> Phrase:
        """The metric that something else names; the figure itself is all that is printed here."""
        value = self.row[self.index]
        return Phrase(text, value.start, value.end, how)


def carried_on(row: Sequence[Word], index: int, cues: Cues, memory: Memory, taken_as: str, noun: str) -> Phrase:
    """The metric of the figure before, or what the clause before or the unit says; `noun` is what the unit counts."""
    figure = Unnamed(row, index, unit_of(row[index]), noun, taken_as, memory, cues)
    by_clause = _by_clause_before(figure)
    if by_clause is not None:
        return by_clause
    if not memory.sentence:
        return figure.told(cues.names.place if taken_as == "rank" else noun, "nothing in the sentence names it, so what its unit says")
    metric, _, earlier_unit = said_before(memory, figure.unit, taken_as, cues)
    again = _changed_to(figure) if taken_as in ("plain-figure", "rise-reaching-level") else ""
    if again:
        return figure.told(again, "what it was before the change")  # 面积由2万亩、产量5000吨，增加到9万亩、8万吨
    if noun == cues.names.people and earlier_unit == "户" and memory.sentence[-1][0] == cues.unit_nouns.get(earlier_unit):
        return figure.told(cues.names.inhabitants, "people behind the households of a place")  # 全村210户760人
    by_unit = _why_by_its_unit(figure, metric, earlier_unit) if taken_as == "plain-figure" else ""
    return figure.told(noun, by_unit) if by_unit else _place_in_order(figure, metric) or _of_figure_before(figure, metric, earlier_unit)


def _changed_to(figure: Unnamed) -> str:
    """The metric of what was measured in the same unit, where two things change together and the clause tells what they changed to; nothing elsewhere."""
    said = figure.memory.sentence
    units = [unit for _, _, unit in said]
    if len(said) < 2 or figure.unit not in units or len(set(units)) < 2 or figure.unit == units[-1] and len(said) == 2 or not figure.cues.source.search(figure.memory.lead):
        return ""
    led = any(word.text[-1] in figure.cues.turns.results_of_changes for word in figure.row[:figure.index]) and not any(word.tag in ("n", "nz") for word in figure.row[:figure.index])
    return next((metric for metric, _, unit in said if unit == figure.unit), "") if led else ""


def _by_clause_before(figure: Unnamed) -> Phrase | None:
    """What the clause before says is greatest, has grown, or is looked at."""
    row, index, memory, cues = figure.row, figure.index, figure.memory, figure.cues
    extreme = _extreme(memory.before, cues) if all(word.text in cues.approach or word.tag in ("d", "ul") for word in row[:index]) else None
    if extreme is not None and figure.taken_as in ("plain-figure", "plain-percentage", "rise-reaching-level"):
        return figure.told(extreme.text, GREATEST_BEFORE)
    is_first = not memory.sentence or memory.sentence[-1][2] in cues.time_units and figure.unit not in cues.time_units  # 开馆20年来，藏书量快速增长，从2万册增至9万册
    grown = _grown_before(memory.before, cues) if is_first and all(_leads_to_growth(word, cues) for word in row[:index]) else None
    if grown is not None:
        return figure.told(grown.text, "what the clause before says has grown or fallen")
    seen = _SEEN.search(memory.lead)
    return figure.told(seen[1], "what the clause before looks at") if seen is not None else None


def _leads_to_growth(word: Word, cues: Cues) -> bool:
    """True for a word that may stand before a figure whose metric the clause before names (连续3年同比增至)."""
    return word.text in cues.approach or word.text in cues.adverbs or word.text in cues.sources or word.text in cues.rising or word.tag in ("Time", "uj") \
        or word.text in cues.turns.words_in_a_row or word.tag == "Quantity" and unit_of(word) in cues.time_units


def _why_by_its_unit(figure: Unnamed, metric: str, earlier_unit: str) -> str:
    """Why a plain figure measures what its own unit says, and not what was measured before; empty where it goes on with that."""
    unit, noun, cues = figure.unit, figure.noun, figure.cues
    of_earlier = cues.unit_nouns.get(earlier_unit, "")
    if noun and not figure.index and _is_counted_alone(unit, earlier_unit, cues):
        return "what its unit says, alone in its clause"  # 辖16个村，3900户，1.5万人
    if noun and unit != earlier_unit and (metric == of_earlier != noun or unit in cues.time_units and earlier_unit not in cues.time_units and of_earlier):
        return "what its unit says, not what was counted before"  # 全乡3200户，1.4万人
    if noun and cues.is_money(unit) and figure.memory.sentence[-1][1] == "level" and (earlier_unit in cues.agent_units or earlier_unit in cues.units.projects):
        return "what its unit says, not what was counted before"  # 25个省公布了收入。其中，某省以631亿元居首位
    return "what its unit says, not what was measured before" if _of_another_kind(figure, earlier_unit) else ""  # 全村耕地3万亩，全村90户255人


def _is_counted_alone(unit: str, earlier_unit: str, cues: Cues) -> bool:
    """True for households behind another unit than people, and for people behind neither households, teams nor people."""
    if earlier_unit in cues.person_units:
        return False
    return unit == "户" != earlier_unit or unit in cues.person_units and earlier_unit not in cues.team_units and earlier_unit != "户"


def _place_in_order(figure: Unnamed, metric: str) -> Phrase | None:
    if figure.taken_as in ("rank", "places-up", "places-down") and metric.endswith(figure.cues.place_kind_ends):
        return figure.told(figure.cues.names.place, "a place in an order of places")
    if figure.taken_as == "rank" and metric.endswith((*figure.cues.ends.nouns_of_results, *figure.cues.teams)):
        return figure.told(figure.cues.names.place, "a place in an order after a result")
    return None


def _of_figure_before(figure: Unnamed, metric: str, earlier_unit: str) -> Phrase:
    """The metric of the figure before, with what this one adds to it: its unit's noun, the growth that points are of, the greatest of all."""
    row, index, memory, cues = figure.row, figure.index, figure.memory, figure.cues
    full = next((full for full in memory.objects.values() if metric.startswith(full)), "")
    if figure.taken_as == "rank" and full and earlier_unit in cues.person_units:
        metric = full + cues.names.people
    elif figure.noun and _counts_the_same(figure, earlier_unit):
        counted_before = cues.unit_nouns.get(earlier_unit, "")
        metric = metric.removesuffix(counted_before) or metric if len(counted_before) > 1 else metric  # 脱贫860户3100人
        metric += cues.names.mileage if figure.noun == cues.names.length and metric.endswith(cues.ends.roads) else figure.noun
    elif "百分点" in figure.unit and memory.sentence[-1][1] == "rate" and not metric.endswith("速"):
        metric += next((word.text for word in row[:index] if word.text in cues.of_any_metric), cues.names.growth)  # 同比增长5.6%，比全国高0.9个百分点: the points are of the rate
    most = next((word.text for word in row[max(0, index - 2):index] if word.text in cues.most), "")
    rate = next((rate for rate in cues.growth_rates if metric.endswith(rate)), "")
    if rate and memory.sentence[-1][1] == "rate" and figure.taken_as == "plain-figure" and len(metric) > len(rate):
        return figure.told(metric.removesuffix(rate), "what was said to grow before")  # 出口总额增速为6%，达12亿元
    if most and figure.taken_as == "plain-figure" and figure.unit == earlier_unit and not metric.startswith(most):
        return figure.told(most + cues.turns.mean.sub("", metric), GREATEST_OF_ALL)  # 平均水温12度，最高26度
    return figure.told(metric, CARRIED_ON)


def said_before(memory: Memory, unit: str, taken_as: str, cues: Cues) -> tuple[str, str, str]:
    """The figure before that this one is a change of: of the same unit for an amount (外出务工5万人，占劳动力的45%，比去年增加6000人), no part of a whole for a rate."""
    skipped = cues.place_kinds if taken_as == "rank" else cues.plan_sizes
    driven = cues.driving_starts if "百分点" not in unit else ()  # 投资增长5%，拉动工业增长2个百分点，完成3亿元
    lasted = (cues.names.time,) if unit not in cues.time_units else ()  # 参保率两年提高了3.1个百分点

    def tells_how_long(metric: str, unit_before: str) -> bool:
        return metric in lasted or bool(lasted) and unit_before in cues.time_units and metric.endswith(cues.names.time)  # 连续16周下跌，累计跌幅16%

    last = next((said for said in reversed(memory.sentence) if not said[0].endswith(tuple(skipped)) and not (driven and "百分点" in said[2] and said[0].startswith(driven)) and not tells_how_long(said[0], said[2])), memory.sentence[-1])
    if taken_as == "rank" and last[1] == "share" and last[0].partition("占")[1] and last[0].partition("占")[0]:
        return last[0].partition("占")[0], "level", ""  # 产糖占全省的四分之一，居首位
    if taken_as in _AMOUNTS and last[2] != unit and "百分点" not in unit:
        return next((said for said in reversed(memory.sentence) if said[2] == unit and said[1] in ("level", "change") and not said[0].endswith(cues.plan_sizes)), last)
    if (taken_as in _RATES or unit.startswith("倍")) and last[1] == "share" and ("占" in last[0] or "完成" in last[0]):
        part = last[0].partition("占")[0]
        of_part = (part, "level", "") if part else last  # 民营企业增加值占工业增加值的比重86%，同比增长5%: what grew is the part
        return next((said for said in reversed(memory.sentence) if said[1] in ("level", "change") and not said[0].endswith(cues.plan_sizes)), of_part)
    return last


def part_before(memory: Memory, cues: Cues) -> str:
    """The part of a whole that the figure before was of (产量占全州的三成，占全省的一成), or what it measured; nothing before the first figure."""
    metric, kind, _ = memory.sentence[-1] if memory.sentence else ("", "", "")
    if kind == "change":
        metric = next((metric[:-len(end)] for end in cues.of_any_metric_ends if metric.endswith(end)), metric)  # 增速高出2个百分点，占总值的六成
    return (metric.partition("占")[0] if kind == "share" else "") or metric


def _grown_before(before_it: Sequence[Word], cues: Cues) -> Phrase | None:
    """进出口 in 进出口破万亿元，达10556亿元, 旅游收入 in 旅游收入大幅增长，达到12亿元."""
    at = next((i for i, word in enumerate(before_it) if i and word.mention is None and _tells_growth(word, before_it[-1], cues)), None)
    if at is None or any(word.tag == "Quantity" for word in before_it):
        return None
    while at > 1 and before_it[at - 1].mention is None and (before_it[at - 1].tag in ("d", "ad") or before_it[at - 1].text in cues.adverbs):
        at -= 1
    found = before(before_it, at, cues, through_light=False)
    if found is None or len(found.text) < 2:
        return None
    last = found.words[-1]
    is_measured = last.mention is None and (last.tag in ("n", "vn", "nz") or last.text in cues.budgeted) and last.text not in cues.actors
    return found if is_measured else None


def _tells_growth(word: Word, last: Word, cues: Cues) -> bool:
    """True for the word of a clause that tells how something came to its figure: 增长, 大幅增长, 达到, 创新高, 按可比价 before 计算; `last` ends the clause."""
    if word.text in cues.rising or len(word.text) == 4 and word.text[2:] in cues.rising or word.text in cues.approach and word.is_verb:
        return True
    return word.text in cues.turns.at_prices and last.text in cues.turns.words_of_reckoning or word.text in cues.turns.verbs_of_records and not last.is_value


def _extreme(before_it: Sequence[Word], cues: Cues) -> Phrase | None:
    """最大降雨量 in 最大降雨量出现在青石镇，达342毫米, 降雪量 in 门源县降雪量最大，为6毫米."""
    ends = len(before_it) - 1
    at = next((i for i, word in enumerate(before_it) if i and (word.text in cues.lying or i == ends and word.text in cues.most or word.text[0] == "最" and _names_the_most(before_it, i, cues))), None)
    if at is None or any(word.tag == "Quantity" for word in before_it):
        return None
    if before_it[at].text in cues.lying and before_it[at - 1].text in cues.turns.verbs_of_appearing:
        at -= 1
    found = before(before_it, at, cues, through_light=False)
    return found if found is not None and not found.ends_in_verb and len(found.text) > 1 else None


def _names_the_most(before_it: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 最多 in 床位最多的是某市: the superlative, which a dictionary may cut in two, 的, and who has it."""
    of = at + 1 if before_it[at].text in cues.most else at + 2
    if of + 2 >= len(before_it) or before_it[of].text != "的" or before_it[of + 1].text not in cues.turns.copulas:
        return False
    return "".join(w.text for w in before_it[at:of]) in cues.most


def _of_another_kind(figure: Unnamed, earlier_unit: str) -> bool:
    """True where units can be of no one metric: an area and households, a share and houses; not the same things in two units (56支2994人), a price (每公斤6元) or what lasted (连续8个季度超2万亿元)."""
    unit, cues = figure.unit, figure.cues
    if not unit or not earlier_unit or unit == earlier_unit or cues.is_money(unit) or earlier_unit in cues.time_units or earlier_unit.endswith(cues.ends.lasting_units):
        return False
    return not _counts_the_same(figure, earlier_unit) and cues.unit_nouns.get(unit) != cues.unit_nouns.get(earlier_unit, "")


def _counts_the_same(figure: Unnamed, earlier_unit: str) -> bool:
    """True where the same things are counted again in another unit (56支2994人, 280户、1050人), or the people of the teams before (6支小分队、110余人)."""
    row, index, unit, cues = figure.row, figure.index, figure.unit, figure.cues
    back = index - 2 if index > 1 and (row[index - 1].text == "、" or row[index - 1].text in cues.turns.words_of_totals) else index - 1
    if back >= 0 and row[back].tag == "Quantity" and unit_of(row[back]) != unit:
        return True
    return unit in cues.person_units and earlier_unit in cues.team_units and index > 0 and row[index - 1].text in cues.turns.before_crews
