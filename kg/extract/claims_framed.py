"""The metric of a figure whose frame says more than a size: a share, a place in an order, a rise or a fall.

In: a `Figure` and its frame.  Out: `Phrase`, or None where neither the frame nor the words beside it name anything.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims_carried import part_before
from kg.extract.claims_completed import of_bearer
from kg.extract.claims_cues import Cues
from kg.extract.claims_figure import Figure, index_at, unit_of
from kg.extract.claims_metric import after, before
from kg.extract.claims_phrase import Phrase
from kg.extract.claims_plain import reached_from
from kg.extract.claims_sizes import of_that_size
from kg.extract.claims_words import OWNERS, Word
from kg.model import Mention



def framed(figure: Figure, frame: Mention) -> Phrase | None:
    """The phrase that the words before, after or inside the frame make."""
    row, index, cues, memory = figure.row, figure.index, figure.cues, figure.memory
    if frame.taken_as.startswith("rise-reaching") and (risen := reached_from(figure)) is not None:
        return risen
    stop = min(index, index_at(row, frame.span.start))
    while frame.taken_as == "rank" and stop > 1 and (row[stop - 1].is_reference or row[stop - 1].tag in OWNERS or row[stop - 1].text in cues.everywhere):
        stop -= 1  # 减贫人数全国第一
    if frame.taken_as == "rank" and (at := next((i for i in range(stop - 1, max(-1, stop - 6), -1) if row[i].text == "在"), None)) is not None \
            and any(word.tag == "Quantity" for word in row[at:stop]):
        stop = at  # 在全省9个设区市排名第一
    if frame.taken_as == "rank" and 1 < stop < len(row) and row[stop - 1].text == "在" and (row[stop].is_reference or row[stop].tag in OWNERS):
        stop -= 1  # 增速在全省列第二位
    if frame.taken_as == "rank" and stop > 1 and row[stop - 1].tag == "Quantity" and unit_of(row[stop - 1]) in cues.time_units and row[stop - 2].text in cues.turns.words_in_a_row:
        stop -= 2  # 单产连续9年居全省第二
    phrase = _told_between(figure, frame) or before(row, stop, cues)
    if phrase is not None and phrase.text in cues.turns.words_of_reckoning:
        phrase = None  # 按可比价格计算比上年增长
    if phrase is not None and phrase.start < frame.span.start < phrase.end and phrase.words[-1].end == phrase.end:
        phrase = Phrase(phrase.text[:frame.span.start - phrase.end], phrase.start, frame.span.start, phrase.how, phrase.words)  # 价格比|前一周, 价格下降|3%: a dictionary's word that the frame begins in
    if frame.taken_as == "rank" and phrase is not None:
        phrase = _ranked(phrase, frame, cues)
    if phrase is not None and frame.attribute("direction") and (driven := _driven(row, phrase, frame, cues)) is not None:
        return driven
    whole, verb = frame.part("whole"), frame.part("verb")
    if whole is not None and verb is not None:
        start = phrase.start if phrase else frame.span.start
        aged = next((i for i in range(stop - 2, max(-1, stop - 4), -1) if row[i].tag == "Quantity" and row[i + 1].text in cues.bound_after), None) if phrase is None else None
        before_it = "".join(w.text for w in row[aged:stop]).removesuffix("的") if aged is not None else part_before(memory, cues)  # 35岁以下的占31%
        part = of_bearer(phrase.text, cues, memory, row, index) if phrase else before_it
        if verb.text.endswith("比"):
            return Phrase(part + cues.names.share, start, frame.span.end, "the part and 占比")
        name = whole.text.strip(cues.turns.round_wholes).rstrip(cues.turns.behind_wholes)
        if verb.text in cues.turns.words_of_equalling and name:
            return Phrase(f"{part}{verb.text}{name}比例", start, frame.span.end, "what it comes to beside another")
        name = cues.turns.since.sub(r"\1", name.removesuffix(next((mean for mean in cues.turns.words_of_average if name.endswith(mean)), "")))  # 占外贸总值比重由2004年的9.2%提升至15.4%
        if name.endswith(cues.ends.named_shares) or len(name) > 2 and name.endswith("比"):
            return Phrase(f"{part}占{name}", start, frame.span.end, "the part and its whole")
        if name:
            return Phrase(f"{part}占{name}比例", start, frame.span.end, "the part and its whole")
        return Phrase(part + cues.names.share, start, frame.span.end, "the part of a whole named before")
    if verb is not None and verb.text in cues.own_objects:
        if phrase is None and memory.sentence and verb.text in cues.turns.acts_on_output:
            return None
        sums = tuple(cues.turns.sums_behind_acts.get(verb.text, "").split()) if phrase is None else ()
        taken = next((m for m, kind, _ in reversed(memory.sentence) if kind == "level" and m.endswith(sums)), "")
        if taken:
            return Phrase(taken, frame.span.start, frame.span.end, f"{verb.text} of what was taken in")  # 总收入42亿元，同比增收9亿元
        part = phrase.text if phrase else _per_unit(row, index_at(row, frame.span.start), cues)
        return Phrase(part + verb.text, phrase.start if phrase else frame.span.start, frame.span.end, f"{verb.text} says what is measured")
    grown = frame.part("noun") if frame.taken_as == "growth-noun" else None
    if grown is not None and phrase is not None and phrase.end == grown.span.start and grown.text in cues.growth_rates:
        return Phrase(phrase.text + grown.text, phrase.start, grown.span.end, "a growth named with its noun", phrase.words)  # 经济增长率为0.7%
    if phrase is not None and phrase.text in cues.turns.bare_verbs_of_change and memory.sentence:
        phrase = None
    sized = of_that_size(figure)
    if sized is not None:
        return sized
    if frame.taken_as == "rank" and (table := next((w for w in row[:index] if w.text.endswith(cues.ends.rankings) and w.mention is None and len(w.text) > 1), None)) is not None:
        return Phrase(table.text + cues.names.place, table.start, row[index].end, "a place on a table")
    if frame.taken_as == "rank" and phrase is None and not memory.sentence and verb is not None and verb.text.startswith(cues.names.place):
        return Phrase(cues.names.place, frame.span.start, frame.span.end, "a place in an order")
    if frame.taken_as == "rank" and phrase is None and verb is not None and verb.text in cues.turns.verbs_of_winning_places:
        return Phrase(cues.names.place, frame.span.start, frame.span.end, "a place that was won")
    what = frame.part("what")
    if what is not None and what.text[0] == "总" and what.text in cues.count_heads and phrase is not None:
        return phrase  # 农民收入增加总额255万元
    if what is not None:
        head = phrase if phrase is not None and len(phrase.text) <= 4 and not phrase.ends_in_verb else None
        return Phrase((head.text if head is not None else "") + what.text, head.start if head is not None else what.span.start, what.span.end, "what was added or cut")
    if phrase is None and (frame.attribute("direction") or frame.taken_as == "rank"):
        right = after(row, index, cues)
        if right is not None and row[index + 1].text != "的" and not (row[index + 1].text in cues.bound_after and index + 2 < len(row) and row[index + 2].text == "的"):
            return right
    return phrase


def _ranked(phrase: Phrase, frame: Mention, cues: Cues) -> Phrase | None:
    """What is put in order: 总分 of 总分均|列全省第三; 世界排名 and 联赛排名 name an order, and 以…的好成绩 nothing."""
    verb = frame.part("verb")
    listed = verb is not None and verb.text.startswith(cues.turns.words_of_order)
    if listed and (phrase.text in cues.everywhere or phrase.text.endswith(cues.ends.contests)):
        return Phrase(phrase.text + cues.turns.words_of_order[0], phrase.start, frame.span.end, "a place in an order")
    if phrase.text.endswith(cues.ends.results_in_contests) or listed and len(phrase.text) == 1:
        return Phrase(cues.turns.words_of_order[0], frame.span.start, frame.span.end, "a place in an order")
    if len(phrase.text) > 2 and phrase.text[-1] in cues.adverbs and phrase.words and phrase.words[-1].text != phrase.text[-1]:
        return Phrase(phrase.text[:-1], phrase.start, phrase.end - 1, phrase.how, phrase.words)
    return phrase


def _told_between(figure: Figure, frame: Mention) -> Phrase | None:
    """产量 in 与上年相比产量提高5%: what stands between the words of comparison and the verb."""
    baseline, verb = frame.part("baseline"), frame.part("verb")
    if baseline is None or verb is None or baseline.text[0] != "与":
        return None
    told = [word for word in figure.row if baseline.span.end <= word.start and word.end <= verb.span.start]
    return before(told, len(told), figure.cues) if told else None


def _driven(row, phrase: Phrase, frame, cues: Cues) -> Phrase | None:
    """拉动全市工业增长5.3个百分点: what is driven, and that it grew."""
    at = index_at(row, phrase.start) - 1
    while at >= 0 and (row[at].is_reference or row[at].tag in OWNERS or row[at].text in cues.everywhere):
        at -= 1
    verb = frame.part("verb")
    if at < 0 or verb is None or verb.text != "增长" or row[at].text not in cues.driving or row[at].mention is not None:
        return None
    return Phrase(row[at].text + phrase.text + verb.text, row[at].start, frame.span.end, "what is driven, and that it grew")


def _per_unit(row: Sequence[Word], stop: int, cues: Cues) -> str:
    """每亩, 每户 before a verb, or nothing."""
    while stop and row[stop - 1].text in cues.turns.words_for_each_period:
        stop -= 1
    if stop and (row[stop - 1].text in cues.for_each or row[stop - 1].text[0] == "每" and len(row[stop - 1].text) == 2):
        return row[stop - 1].text
    return row[stop - 2].text + row[stop - 1].text if stop > 1 and row[stop - 2].text in cues.turns.heads_of_each else ""
