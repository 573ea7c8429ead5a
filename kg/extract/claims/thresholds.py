"""Quantities that claim nothing of their own: what the counted things are over or under, and the fields in which ranks hold.

In: the words of a clause, or a page's findings.  Out: the spans of such quantities.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract import Findings
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import unit_of
from kg.extract.claims.words import Word
from kg.model import Span

_IS_RANGE = re.compile("[—－～~至到-]")
_LONGEST_NOUN = 7  # words from a threshold to the end of the noun behind it


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
    for at, word in enumerate(row[:-2]):
        if word.tag == "Quantity" and word.mention is not None and _claims_nothing(row, at, cues):
            found.add(word.mention.span)
    return found


def _claims_nothing(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where the quantity at `at`, behind which two words stand at least, only tells of what another figure is."""
    word, following = row[at], row[at + 1]
    if at and row[at - 1].text == "每" and row[at - 1].mention is None and any(later.tag == "Quantity" and cues.is_money(unit_of(later)) for later in row[at + 1:at + 5]):
        return True  # 排骨每500克均价22元
    if _tells_which(row, at, cues) or following.text in cues.indicators and row[at + 2].text.startswith(cues.in_turn):
        return True  # 两项指标分别增长22%和23%
    if unit_of(word) in cues.units.age and following.is_nominal and not following.is_value and _IS_RANGE.search(word.text) and any(later.tag == "Quantity" for later in row[at + 2:]):
        return True  # 0—14岁人口为2.5亿人
    if is_round_sum(word, cues) and _counts_next(row, at + 1, cues):
        return True  # 上亿元项目20个
    if following.text in cues.turns.words_of_within and unit_of(word) in cues.time_units and _is_a_while(row, at, cues):
        return True
    behind = _behind_bound(row, at, cues)
    return behind > at + 1 and _is_bound(row, at, behind, cues) or behind == at + 1 and _is_range(word) and _is_span(row, at, cues)


def _behind_bound(row: Sequence[Word], at: int, cues: Cues) -> int:
    """Where what follows the quantity at `at` and its 以上, 及以上 or （含）以上 begins."""
    step = at + 1
    if step + 2 < len(row) and row[step].text == "（" and row[step + 1].text in cues.turns.words_of_and_so and row[step + 2].text == "）":
        step += 3
    elif row[step].text in cues.turns.words_of_and_so:
        step += 1
    return step + 1 if step < len(row) and row[step].text in cues.bound_after else at + 1


def tier_before(row: Sequence[Word], at: int, cues: Cues) -> int | None:
    """Where the tier of the things named at `at` begins (上亿元项目, 100亿元及以上项目, 5亿元（含）以上项目, 50亿元至100亿元项目), or None."""
    for first in range(at - 1, max(-1, at - 6), -1):
        if row[first].tag == "Quantity":
            behind = _behind_bound(row, first, cues)
            return first if behind == at and (behind > first + 1 or is_round_sum(row[first], cues) or _is_range(row[first])) else None
    return None


def _is_range(word: Word) -> bool:
    return word.tag == "Quantity" and _IS_RANGE.search(word.text) is not None


def _is_span(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where a span of money or size tells which things are counted (50亿元至100亿元项目3个)."""
    unit = unit_of(row[at])
    if unit not in cues.sizes and not cues.is_money(unit):
        return False
    first = end = at + 1 + (row[at + 1].text == "的")
    while end < len(row) and row[end].is_nominal and row[end].tag != "Quantity" and end - at < _LONGEST_NOUN:
        end += 1
    counts = end > first and end < len(row) and row[end].tag == "Quantity" and unit_of(row[end]) in cues.goods_units | cues.agent_units | cues.person_units
    return counts or end > first and _counts_those(row, end, cues)


def _is_a_while(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where a length of time before 内 is a while within which something is done (三年内新增学校12所): a long one, or one before a name or a noun."""
    beyond = row[at + 2]
    return unit_of(row[at]) in cues.units.long_whiles or beyond.is_named or beyond.is_reference or beyond.tag in ("n", "nz") and beyond.text not in cues.adverbs


def _is_bound(row: Sequence[Word], at: int, behind: int, cues: Cues) -> bool:
    """True where the quantity at `at` and its 以上 or 以下, which end before `behind`, tell which things another figure counts or measures."""
    if row[at + 2].text == "）" and at and row[at - 1].text == "（":
        return True  # （20吨以上）
    unit = unit_of(row[at])
    is_age = unit in cues.units.age
    if is_age and row[at + 2].text == "的":
        return True
    first = behind + (behind < len(row) and row[behind].text == "的")
    end = first
    while end < len(row) and (row[end].is_nominal or end == first and row[end].is_verb and row[end].mention is None) and end - at < _LONGEST_NOUN:
        end += 1
    if end == first:
        return False
    if is_age or unit == "座" and at and row[at - 1].text == "对":
        return True  # 60岁以上老人; 对9座以上客车: so many seats
    direct = first == behind
    if direct and end < len(row) and row[end].tag == "Quantity":
        return True  # 10亿元以上项目4个
    if not direct and _counts_those(row, end, cues):
        return True  # 年吞吐量500万人次以上的港口有6个
    measures = unit in cues.sizes or cues.is_money(unit) or unit in cues.threshold_units
    if not measures or row[end - 1].is_value or row[end - 1].text in cues.attributes or row[end - 1].text.endswith(cues.money_nouns):
        return False
    if any(later.tag == "Quantity" for later in row[end:]):
        return True  # 90马力以上拖轮完好率92%
    return not direct and any(earlier.tag == "Quantity" and unit_of(earlier) != unit for earlier in row[max(0, at - 4):at])  # 12个栽植面积在八千亩以上的村


def _counts_those(row: Sequence[Word], end: int, cues: Cues) -> bool:
    """True where 有 and a number of things or houses stand at `end`, behind what is counted."""
    at = end
    while at < len(row) and row[at].mention is None and (row[at].text in cues.approach or row[at].text in cues.adverbs):
        at += 1
    return at > end and at < len(row) and row[at].tag == "Quantity" and unit_of(row[at]) in cues.goods_units | cues.agent_units


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
    if not over or row[at + 1].text != "的" or not (row[at + 2].is_nominal or row[at + 2].is_value or row[at + 2].text == "有"):
        return False
    step = at + 2
    while step < len(row) and row[step].is_nominal and step - at < 6:
        step += 1
    while step < len(row) and row[step].mention is None and (row[step].text in cues.approach or row[step].text in cues.adverbs or row[step].text[-1] in "至到为"):
        step += 1
    return step < len(row) and row[step].tag == "Quantity" and unit_of(row[step]) != unit_of(row[at]) and unit_of(row[step]) in cues.goods_units | cues.agent_units | cues.person_units
