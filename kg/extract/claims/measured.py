"""The noun before a figure as its metric: kept as it is, or with the verb that tells what was done.

In: a figure and the phrases before and after it.  Out: `Phrase`, or None where the noun after the figure is what is counted.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.deeds import deed_of_those
from kg.extract.claims.figure import Figure, Memory, index_at, unit_of
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.predicate import predicate
from kg.extract.claims.sums import made_by_trade
from kg.extract.claims.words import Word

_LONGEST_CROP = 3  # characters of what a clause before is about, where that is a crop


def of_index(phrase: Phrase | None, row: Sequence[Word], index: int, cues: Cues, memory: Memory) -> Phrase | None:
    """沪指 for points and what is told with its name: the index named last before the figure at `index`; else the phrase itself."""
    here = memory.clause[:row[index].start - row[0].start]
    named = [found.group() for found in cues.turns.indices.finditer(memory.lead + here)]
    memory.index = named[-1] if named else memory.index
    points = unit_of(row[index]) in cues.units.of_indices
    if not memory.index or not points and (phrase is None or not named or len(phrase.text) > len(memory.index) or not memory.index.endswith(phrase.text)):
        return phrase
    return Phrase(memory.index, row[index].start, row[index].end, "the index that was named last")


def converted(figure: Figure) -> Phrase | None:
    """实际使用外资20亿元（折合3亿美元）: the same sum in another currency."""
    word = figure.row[figure.lead - 1] if figure.lead else None
    if word is None or word.text not in figure.cues.turns.words_of_converting:
        return None
    metric, kind, unit = figure.memory.sentence[-1]
    if kind != "level" or unit == figure.unit or not figure.cues.is_money(unit) or not metric:
        return None
    return Phrase(metric, figure.value.start, figure.value.end, "the same sum in another currency")


def measured_before(figure: Figure) -> Phrase | None:
    """The noun before the figure, where none follows or where the one before is what is measured."""
    left, right = figure.left, figure.right
    if left is None:
        return None
    if right is None:
        kept = _with_its_verb(figure, left) or _what_did(figure, left) or _taken_first(figure, left) or made_by_trade(figure, left) or (deed_of_those(figure, left) if left.end == figure.value.start and left.words and left.words[-1].tag == "n" else None)
        if kept is not None:
            return kept
        done = predicate(figure.row, figure.index + 1, figure.cues) if left.ends_in_verb and len(left.words) == 1 else None
        return Phrase(left.text + done.text, left.start, done.end, "the act, and what those counted did", done.words) if done else left
    return left if _prefers_left(figure, left, right) else None


def _what_did(figure: Figure, left: Phrase) -> Phrase | None:
    """供水已恢复八成: a share of a bare verb is of the noun before it."""
    row = figure.row
    at = index_at(row, left.start)
    already = at > 1 and row[at - 1].text in figure.cues.turns.words_of_already and not (figure.is_money or figure.is_time or figure.counts_persons)  # 安居工程已开工440万套
    if len(left.words) != 1 or not left.ends_in_verb or not already and figure.unit not in ("成", "％", ""):
        return None
    while at and row[at - 1].mention is None and row[at - 1].text in figure.cues.adverbs:
        at -= 1
    done = before(row, at, figure.cues) if at else None
    return Phrase(done.text + left.text, done.start, left.end, "a thing and how much of it is done") if done is not None and (len(done.words) > 1 or not done.ends_in_verb) else None


def _taken_first(figure: Figure, left: Phrase) -> Phrase | None:
    """老师只招到31名: the people counted may stand before the verb that has them for its object."""
    row, cues = figure.row, figure.cues
    if len(left.words) != 1 or not left.ends_in_verb or not figure.counts_persons or figure.unit in figure.cues.units.visits:
        return None
    at = index_at(row, left.start)
    while at and row[at - 1].mention is None and (row[at - 1].text in cues.adverbs or row[at - 1].tag == "d"):
        at -= 1
    thing = row[at - 1] if at and at < index_at(row, left.start) else None
    if thing is None or thing.mention is not None or thing.tag not in ("n", "nr") or thing.text in cues.actors or len(thing.text) < 2 or thing.text.endswith(cues.offices):
        return None
    return Phrase(left.text + thing.text, thing.start, left.end, "an object before its verb", left.words)


def _with_its_verb(figure: Figure, left: Phrase) -> Phrase | None:
    """完成手术113台: a noun of two characters says too little without the verb that was dropped before it."""
    row, cues = figure.row, figure.cues
    at = index_at(row, left.start)
    act = row[at - 1] if at else None
    if act is None or act.mention is not None:
        return None
    given = 2 + (len(left.text) == 3 and figure.unit not in cues.counted_agents)  # 提供商品粮
    if figure.is_money:
        says_too_little = left.text in cues.fund_nouns and len(left.text) == 2 and act.text in cues.turns.verbs_of_raising_funds  # 筹措资金4亿元
    else:
        says_too_little = act.text in cues.short_object and (figure.unit not in cues.mass_units or act.text in cues.turns.verbs_of_supply) and "％" not in figure.unit \
            and len(left.text) <= given and len(left.words) == 1 and left.text not in cues.attributes and left.text not in cues.count_heads
    if not says_too_little:
        return None
    return Phrase(act.text + left.text, act.start, left.end, "the act and its short object", left.words)


def _prefers_left(figure: Figure, left: Phrase, right: Phrase) -> bool:
    """Both sides offer a noun: the measured noun before wins for money, measures and percentages, the counted one after else."""
    if left.ends_in_verb:
        return False
    if "％" in figure.unit and figure.has_of:
        return left.text.endswith(figure.cues.rate_endings) or left.text in figure.cues.attributes  # 全省40%的稻田
    if "％" in figure.unit or figure.is_money:
        return True
    house = figure.has_of and right.words[-1].text in figure.cues.actors and not left.ends_in_verb and len(left.words) > 1  # 年产水泵6万台的公司
    return house or figure.has_of and (figure.unit in figure.cues.unit_nouns and figure.unit not in figure.cues.person_units or "／" in figure.unit)


def yield_of_land(figure: Figure) -> Phrase | None:
    """一亩地能产800斤, 每亩可产籽棉300公斤: what a measure of land yields, and of which crop."""
    row, cues, lead = figure.row, figure.cues, figure.lead
    if figure.unit not in cues.mass_units or figure.right is not None or lead < 2:
        return None
    crop = row[lead - 1] if row[lead - 1].mention is None and row[lead - 1].text not in cues.turns.verbs_of_yielding else None
    verb = lead - 1 - (crop is not None)
    if verb < 1 or row[verb].mention is not None or row[verb].text not in cues.turns.verbs_of_yielding or crop is not None and not crop.is_nominal:
        return None
    mu = next((at for at in range(verb - 1, max(-1, verb - 4), -1) if row[at].text in cues.turns.words_for_each_mu), None)
    if mu is None:
        return None
    grown = next((word for word in row[mu + 1:verb] if word.mention is None and word.tag in ("n", "nz") and len(word.text) > 1), crop)  # 一亩玉米能收1000斤
    topic = figure.memory.topic if len(figure.memory.topic) <= _LONGEST_CROP else ""
    thing = grown.text if grown is not None else topic or figure.memory.ware(cues)
    return Phrase(thing + cues.names.yield_of_land, row[verb].start, figure.value.end, "what a measure of land yields")
