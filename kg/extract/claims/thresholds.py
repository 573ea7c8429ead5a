"""Quantities that claim nothing of their own: what the counted things are over or under, and the fields in which ranks hold.

In: the words of a clause, or a page's findings.  Out: the spans of such quantities.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract import Findings
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import unit_of
from kg.extract.claims.words import Word
from kg.model import Span


def rank_scopes(findings: Findings) -> dict[int, int]:
    """The fields in which ranks hold (居中部六省第二位): page offset inside one → where it ends.  A number inside one counts nothing of its own."""
    reach: dict[int, int] = {}
    for mention in findings.mentions:
        scope = mention.part("scope") if mention.taken_as == "rank" else None
        start, end = scope.span if scope is not None else (0, 0)
        for at in range(start, end):
            reach[at] = max(reach.get(at, 0), end)
    return reach


def thresholds(row: Sequence[Word], cues: Cues) -> set[Span]:
    """Quantities that tell the counted things from others: 10亿元以上项目4个, 90马力以上拖轮完好率92%, （20吨以上）, 60岁以上老人.

    After 以上 stands a noun and, for a measure of what is counted, another figure further on; a bracket may hold the threshold alone.
    """
    found = set()
    for at, word in enumerate(row):
        mention = word.mention
        if word.tag != "Quantity" or mention is None or at + 2 >= len(row):
            continue
        if at and row[at - 1].text == "每" and row[at - 1].mention is None and any(later.tag == "Quantity" and cues.is_money(unit_of(later)) for later in row[at + 1:at + 5]):
            found.add(mention.span)  # 排骨每500克均价22元
            continue
        if _tells_which(row, at, cues) or row[at + 1].text in cues.indicators and at + 2 < len(row) and row[at + 2].text.startswith(cues.in_turn):
            found.add(mention.span)  # 两项指标分别增长22%和23%
            continue
        if is_round_sum(word, cues) and _counts_next(row, at + 1, cues):
            found.add(mention.span)  # 上亿元项目20个
            continue
        if row[at + 1].text in cues.turns.words_of_within and unit_of(word) in cues.time_units and (unit_of(word) in cues.units.long_whiles or row[at + 2].is_named or row[at + 2].is_reference or row[at + 2].tag in ("n", "nz") and row[at + 2].text not in cues.adverbs):
            found.add(mention.span)  # 三年内新增学校12所: a while within which something is done
            continue
        and_so = row[at + 1].text in cues.turns.words_of_and_so and row[at + 2].text in cues.bound_after  # 额度300万元及以下的
        if not and_so and row[at + 1].text not in cues.bound_after:
            continue
        if row[at + 2].text == "）" and at and row[at - 1].text == "（":
            found.add(mention.span)
            continue
        first = at + 2 + and_so
        first += first < len(row) and row[first].text == "的"
        step = first
        while step < len(row) and (row[step].is_nominal or step == first and row[step].is_verb and row[step].mention is None) and step - at < 7:
            step += 1
        unit = unit_of(word)
        thing = step > first and not row[step - 1].is_value and not (row[step - 1].text in cues.attributes or row[step - 1].text.endswith(cues.money_nouns))
        counted_next = step < len(row) and row[step].tag == "Quantity" and first == at + 2
        measures = unit in cues.sizes or cues.is_money(unit) or unit in cues.threshold_units
        told_later = measures and thing and any(later.tag == "Quantity" for later in row[step:])
        of_those = measures and thing and first > at + 2 and any(earlier.tag == "Quantity" and unit_of(earlier) != unit for earlier in row[max(0, at - 4):at])  # 12个栽植面积在八千亩以上的村
        if unit in cues.units.age and row[at + 2].text == "的" or step > first and (counted_next or told_later or of_those or unit in cues.units.age or unit == "座" and at and row[at - 1].text == "对"):
            found.add(mention.span)
    return found


def is_round_sum(word: Word, cues: Cues) -> bool:
    """True for 上亿元, 千万元: a sum of no digits."""
    return word.tag == "Quantity" and cues.turns.round_sum.fullmatch(word.text) is not None


def _counts_next(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where a noun of works or firms begins at `at` and their number follows it."""
    step = at
    while step < len(row) and (row[step].is_nominal or row[step].is_verb) and row[step].mention is None and step - at < 5:
        step += 1
    named = step > at
    while step < len(row) and row[step].mention is None and row[step].text in cues.approach:
        step += 1
    return named and step < len(row) and row[step].tag == "Quantity" and unit_of(row[step]) in cues.goods_units | cues.agent_units


def _tells_which(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for 亿元 in 产值超亿元的企业有42家, 100毫米 in 雨量超过100毫米的有3个乡镇: what those are over that another figure counts."""
    figure = row[at].mention
    near = figure.part("near") if figure is not None else None
    over = at and row[at - 1].text in cues.more_than or near is not None and near.text in cues.more_than
    if not over or row[at + 1].text != "的" or not (row[at + 2].is_nominal or row[at + 2].text == "有"):
        return False
    step = at + 2
    while step < len(row) and row[step].is_nominal and step - at < 6:
        step += 1
    while step < len(row) and row[step].mention is None and (row[step].text in cues.approach or row[step].text in cues.adverbs or row[step].text[-1] in "至到为"):
        step += 1
    return step < len(row) and row[step].tag == "Quantity" and unit_of(row[step]) != unit_of(row[at]) and unit_of(row[step]) in cues.goods_units | cues.agent_units | cues.person_units
