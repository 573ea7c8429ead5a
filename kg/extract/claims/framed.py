"""The metric of a figure whose frame says more than a size: a share, a place in an order, a rise or a fall.

In: a `Figure` and its frame.  Out: `Phrase`, or None where neither the frame nor the words beside it name anything.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.extract.claims.bearers import of_bearer
from kg.extract.claims.carried import part_before
from kg.extract.claims.counts import counts_things
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, Memory, index_at, unit_of
from kg.extract.claims.metric import after, before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.plain import reached_from
from kg.extract.claims.words import OWNERS, Word
from kg.model import Mention

_GROWTH = frozenset(("rise-by-rate", "fall-by-rate"))
_LONGEST_FIELD = 9  # words of the field or the contest in which a place is held


@dataclass(slots=True)
class _Framed:
    """A figure in its frame, and the phrase before them; `rule` is what the frame is taken for, `stop` the index where the words begin that lead to the figure, `verb` the frame's."""

    figure: Figure
    frame: Mention
    taken_as: str
    stop: int
    phrase: Phrase | None
    verb: Mention | None


def framed(figure: Figure, frame: Mention) -> Phrase | None:
    """The phrase that the words before, after or inside the frame make."""
    taken_as = frame.taken_as
    if taken_as.startswith("rise-reaching") and (risen := reached_from(figure)) is not None:
        return risen
    stop = _start_of_lead(figure, frame, taken_as)
    seen = _Framed(figure, frame, taken_as, stop, _before_frame(figure, frame, taken_as, stop), frame.part("verb"))
    for step in _STEPS:
        found = step(seen)
        if found is not None:
            return found
    return seen.phrase


def _start_of_lead(figure: Figure, frame: Mention, taken_as: str) -> int:
    """The index where the words begin that lead to the figure: those of its frame; before a rank the field in which it holds, and for how long."""
    row = figure.row
    stop = min(figure.index, index_at(row, frame.span.start))
    while stop and taken_as in _GROWTH and row[stop - 1].mention is None and row[stop - 1].text in figure.cues.turns.ways_of_growing:
        stop -= 1  # 零售总额80亿元，名义增长10%
    if taken_as != "rank":
        return stop
    while stop > 1 and (row[stop - 1].is_reference or row[stop - 1].tag in OWNERS or row[stop - 1].text in figure.cues.everywhere):
        stop -= 1  # 减贫人数全国第一
    opens = _opening(row, stop)
    if opens is not None and (any(word.tag == "Quantity" for word in row[opens:stop]) or _ends_inside(row, stop, figure.cues) and before(row, opens, figure.cues) is not None):
        stop = opens  # 在全省9个设区市排名第一, 在全国重点城市中仅列第九
    if stop > 1 and row[stop - 1].text == "在":
        stop -= 1  # 增速在全省列第二位
    if stop > 1 and row[stop - 1].tag == "Quantity" and unit_of(row[stop - 1]) in figure.cues.time_units and row[stop - 2].text in figure.cues.turns.words_in_a_row:
        stop -= 2  # 单产连续9年居全省第二
    return stop


def _opening(row: Sequence[Word], stop: int) -> int | None:
    """The index of 在 that opens the field before `stop`, no sign between."""
    at = next((i for i in range(stop - 1, max(-1, stop - 2 - _LONGEST_FIELD), -1) if row[i].text == "在" or row[i].tag == "w"), None)
    return at if at is not None and row[at].text == "在" else None


def _ends_inside(row: Sequence[Word], stop: int, cues: Cues) -> bool:
    """True where 中 ends before `stop`, small words aside."""
    while stop > 1 and row[stop - 1].mention is None and row[stop - 1].text in cues.adverbs:
        stop -= 1
    return row[stop - 1].mention is None and row[stop - 1].text in cues.ends.inside_and_on


def _before_frame(figure: Figure, frame: Mention, taken_as: str, stop: int) -> Phrase | None:
    """The phrase that ends before the lead at `stop`, without what the frame takes of its last word; none where it only tells how was reckoned."""
    phrase = _told_between(figure, frame) or before(figure.row, stop, figure.cues)
    if phrase is None or phrase.text in figure.cues.turns.words_of_reckoning:
        return None  # 按可比价格计算比上年增长
    if phrase.start < frame.span.start < phrase.end and not (phrase.words and phrase.words[-1].text.endswith(figure.cues.ends.sports_teams)):
        phrase = Phrase(phrase.text[:frame.span.start - phrase.end], phrase.start, frame.span.start, phrase.how, phrase.words)  # 价格比|前一周, 价格下降|3%: a dictionary's word that the frame begins in
    return _ranked(phrase, frame, figure.cues) if taken_as == "rank" else phrase


def _driven(seen: _Framed) -> Phrase | None:
    """拉动全市工业增长5.3个百分点: what is driven, and that it grew."""
    phrase, verb, row = seen.phrase, seen.verb, seen.figure.row
    if phrase is None or verb is None or verb.text != "增长" or not seen.frame.attribute("direction"):
        return None
    if len(phrase.words) > 1 and phrase.words[0].text in seen.figure.cues.driving and "百分点" in seen.figure.unit:
        return Phrase(phrase.text + verb.text, phrase.start, seen.frame.span.end, "what is driven, and that it grew")  # 拉动投资增长5.3个百分点
    at = index_at(row, phrase.start) - 1
    while at >= 0 and (row[at].is_reference or row[at].tag in OWNERS):
        at -= 1
    if at < 0 or row[at].text not in seen.figure.cues.driving:
        return None
    return Phrase(row[at].text + phrase.text + verb.text, row[at].start, seen.frame.span.end, "what is driven, and that it grew")


def _named_share(seen: _Framed) -> Phrase | None:
    """占据全国30%的市场份额: a share that is named behind its figure, with its whole."""
    whole, figure = seen.frame.part("whole"), seen.figure
    held = after(figure.row, figure.index, figure.cues) if whole is not None and figure.index + 1 < len(figure.row) else None
    if whole is None or held is None or not held.text.endswith(figure.cues.ends.named_shares):
        return None
    name = whole.text.strip(figure.cues.turns.round_wholes).rstrip(figure.cues.turns.behind_wholes)
    return Phrase(name + held.text, seen.frame.span.start, held.end, "a share that is named behind its figure", held.words)


def _of_whole(seen: _Framed) -> Phrase | None:
    """民营企业出口占全市出口总值的53%: the part and its whole."""
    whole, verb, turns = seen.frame.part("whole"), seen.verb, seen.figure.cues.turns
    if whole is None or verb is None:
        return None
    part, start, end, share = _part(seen), seen.phrase.start if seen.phrase else seen.frame.span.start, seen.frame.span.end, seen.figure.cues.names.share
    if verb.text.endswith("比"):
        return Phrase(part + share, start, end, "the part and 占比")
    name = whole.text.strip(turns.round_wholes).rstrip(turns.behind_wholes)
    if verb.text in turns.words_of_equalling:
        return Phrase(f"{part}{verb.text}{name}比例", start, end, "what it comes to beside another")  # 出口额相当于去年全年的八成
    mean = next((word for word in (*turns.words_of_average, *turns.words_of_forecasts) if name.endswith(word)), "")  # 占财政支出比重平均达到12%, …预计达12%
    name = turns.since.sub(r"\1", name.removesuffix(mean))  # 占外贸总值比重由2004年的9.2%提升至15.4%
    if not name:
        return Phrase(part + share, start, end, "the part of a whole named before")
    is_named = name.endswith(seen.figure.cues.ends.named_shares) or len(name) > 2 and name.endswith("比")
    return Phrase(f"{part}占{name}" if is_named else f"{part}占{name}比例", start, end, "the part and its whole")


def _part(seen: _Framed) -> str:
    """What is a part of the whole: the phrase before, with the thing that it is an attribute of; an age; or the part told before."""
    row, cues, memory, stop = seen.figure.row, seen.figure.cues, seen.figure.memory, seen.stop
    if seen.phrase is not None:
        return of_bearer(seen.phrase.text, cues, memory, row, seen.figure.index)
    aged = next((i for i in range(stop - 2, max(-1, stop - 4), -1) if row[i].tag == "Quantity" and row[i + 1].text in cues.bound_after), None)
    return "".join(w.text for w in row[aged:stop]).removesuffix("的") if aged is not None else part_before(memory, cues)  # 35岁以下的占31%


def _own_object(seen: _Framed) -> Phrase | None:
    """增收9亿元, 每亩节本200元: a verb that holds its own object says what is measured."""
    phrase, verb, frame, cues, memory = seen.phrase, seen.verb, seen.frame, seen.figure.cues, seen.figure.memory
    if verb is None or verb.text not in cues.own_objects:
        return None
    if verb.text in cues.turns.outputs_of_acts:
        return _more_output(seen, verb)
    if phrase is not None:
        return Phrase(phrase.text + verb.text, phrase.start, frame.span.end, f"{verb.text} says what is measured")
    sums = tuple(cues.turns.sums_behind_acts.get(verb.text, "").split())
    taken = next((m for m, kind, _ in reversed(memory.sentence) if kind == "level" and m.endswith(sums)), "")
    if taken:
        return Phrase(taken, frame.span.start, frame.span.end, f"{verb.text} of what was taken in")  # 总收入42亿元，同比增收9亿元
    return Phrase(_per_unit(seen.figure.row, index_at(seen.figure.row, frame.span.start), cues) + verb.text, frame.span.start, frame.span.end, f"{verb.text} says what is measured")


def _more_output(seen: _Framed, verb: Mention) -> Phrase | None:
    """玉米每亩可增产60公斤, 小麦增产8%: how much more is a change of output, or of what a measure of land yields."""
    phrase, frame, cues, memory, row = seen.phrase, seen.frame, seen.figure.cues, seen.figure.memory, seen.figure.row
    output, why = cues.turns.outputs_of_acts[verb.text], f"{verb.text} says what is measured"
    of_land = any(word.text in cues.turns.words_for_each_mu for word in row[:seen.figure.index])
    if phrase is not None and not (phrase.words and phrase.words[-1].text.endswith(tuple(cues.achieving))):  # 超额完成增产250万吨
        thing = phrase.text.removesuffix(output) if len(phrase.text) > len(output) else phrase.text  # 小麦产量减产15万吨
        return Phrase(thing + (cues.names.yield_of_land if of_land else output), phrase.start, frame.span.end, why)
    crop = _crop_of_yield(memory, cues)
    if crop:
        return Phrase(crop + output, frame.span.start, frame.span.end, f"{verb.text} of what was told before of each measure of land")
    if memory.sentence and phrase is None and verb.text in cues.turns.acts_on_output:
        return None
    each = "" if of_land else _per_unit(row, index_at(row, frame.span.start), cues)
    return Phrase(each + (cues.names.yield_of_land if of_land else output), frame.span.start, frame.span.end, why)


def _crop_of_yield(memory: Memory, cues: Cues) -> str:
    """玉米 after 玉米每亩可增产60公斤, or nothing."""
    return next((metric.removesuffix(cues.names.yield_of_land) for metric, _, _ in reversed(memory.sentence) if metric.endswith(cues.names.yield_of_land)), "")


def _growth_named(seen: _Framed) -> Phrase | None:
    """经济增长率为0.7%: a growth with its noun."""
    phrase, grown = seen.phrase, seen.frame.part("noun") if seen.taken_as == "growth-noun" else None
    if grown is None or phrase is None or phrase.end != grown.span.start or grown.text not in seen.figure.cues.growth_rates:
        return None
    said = seen.figure.memory.sentence
    of = said[-1][0] if said and phrase.text in seen.figure.cues.averages else ""  # 人口增长5%，平均增长率为0.5%
    return Phrase(of + phrase.text + grown.text, phrase.start, grown.span.end, "a growth named with its noun", phrase.words)


def _place(seen: _Framed) -> Phrase | None:
    """名列第三, 夺得第二名: a place in an order of nothing that is named."""
    verb, frame, cues = seen.verb, seen.frame, seen.figure.cues
    if seen.taken_as != "rank":
        return None
    if (among := _among_so_many(seen)) is not None:
        return among
    if seen.phrase is not None or verb is None:
        return None
    if not seen.figure.memory.sentence and verb.text.startswith(cues.names.place):
        return Phrase(cues.names.place, frame.span.start, frame.span.end, "a place in an order")
    if verb.text not in cues.turns.verbs_of_winning_places:
        return None
    return Phrase(_contest(seen) + cues.names.place, frame.span.start, frame.span.end, "a place that was won")


def _among_so_many(seen: _Framed) -> Phrase | None:
    """经济地位在全省11个市中列第4位: what stands before the field of so many, or only a place; None where no such field stands before the verb."""
    row, cues = seen.figure.row, seen.figure.cues
    stop = min(seen.figure.index, index_at(row, seen.frame.span.start))
    while stop and row[stop - 1].mention is None and (row[stop - 1].text in cues.adverbs or row[stop - 1].text in cues.rank_verbs):
        stop -= 1
    opens = _opening(row, stop)
    if opens is None or row[stop - 1].text not in cues.turns.words_of_inside_wholes or not any(word.tag == "Quantity" for word in row[opens:stop]):
        return None
    said = seen.figure.memory.sentence
    told = said[:len(said) - sum(word.tag == "Quantity" for word in row[opens:stop])]
    of = before(row, opens, cues) if opens else None
    if of is None and told:
        return None if said[-1][0] == told[-1][0] else Phrase(told[-1][0], row[opens].start, seen.frame.span.end, "a place in an order of so many")  # 收入3万元，在全国36个城市中列第12位
    text = of.text if of is not None and not of.ends_in_verb and not of.text.endswith((*cues.actor_ends, *cues.ends.places_unlisted)) else cues.names.place
    return Phrase(text, row[opens].start, seen.frame.span.end, "a place in an order of so many")


def _contest(seen: _Framed) -> str:
    """全省技能大赛 of 在全省技能大赛中夺得第一, or nothing."""
    row, stop, cues = seen.figure.row, seen.stop, seen.figure.cues
    if stop < 3 or row[stop - 1].text not in cues.turns.words_of_inside_wholes:
        return ""
    opens = _opening(row, stop)
    words = row[opens + 1:stop - 1] if opens is not None else ()
    return "" if any(word.is_value or word.tag == "w" for word in words) else "".join([word.text for word in words])


def _added_or_cut(seen: _Framed) -> Phrase | None:
    """企业减少用工成本3亿元: what was added or cut; in 农民收入增加总额255万元 what stands before."""
    phrase, what = seen.phrase, seen.frame.part("what")
    if what is None or phrase is not None and what.text in seen.figure.cues.count_heads:
        return phrase if what is not None else None
    head = phrase if phrase is not None and len(phrase.text) <= 4 else None
    return Phrase((head.text if head is not None else "") + what.text, head.start if head is not None else what.span.start, what.span.end, "what was added or cut")


def _behind(seen: _Framed) -> Phrase | None:
    """同比增长8%的 is of nothing behind it, 增加12名志愿者 is."""
    row, index, cues = seen.figure.row, seen.figure.index, seen.figure.cues
    if seen.phrase is not None or not (seen.frame.attribute("direction") or seen.taken_as == "rank"):
        return None
    right = after(row, index, cues)
    return right if right is not None and row[index + 1].text != "的" and row[index + 1].text not in cues.bound_after else None


def _counted_behind(seen: _Framed) -> Phrase | None:
    """学校增加300个学位: what a counting word counts stands right behind it; what stands before is who added it, or when."""
    figure, at = seen.figure, seen.figure.index + 1
    if seen.taken_as not in ("rise-by-amount", "fall-by-amount") or at == len(figure.row) or not figure.row[at].is_nominal or not counts_things(figure):
        return None
    if figure.counts_agents or figure.unit in figure.cues.units.nouns_themselves or figure.unit in figure.cues.sizes or "百分点" in figure.unit:
        return None
    right = after(figure.row, figure.index, figure.cues)
    return right if right is not None and right.start == figure.row[at].start and right.words[-1].is_nominal else None


_STEPS: tuple[Callable[[_Framed], Phrase | None], ...] = (_counted_behind, _driven, _named_share, _of_whole, _own_object, _growth_named, _place, _added_or_cut, _behind)


def _ranked(phrase: Phrase, frame: Mention, cues: Cues) -> Phrase | None:
    """What is put in order: 总分 of 总分均|列全省第三; 世界排名 and 联赛排名 name an order, and 以…的好成绩 nothing."""
    verb, order = frame.part("verb"), cues.turns.words_of_order
    if verb is not None and verb.text.startswith(order) and (phrase.text in cues.everywhere or phrase.text.endswith(cues.ends.contests)):
        return Phrase(phrase.text + order[0], phrase.start, frame.span.end, "a place in an order")
    if phrase.text.endswith(cues.ends.sports_teams):
        return Phrase(phrase.text + cues.names.place, phrase.start, frame.span.end, "a team's place in an order")  # 女排获得第4名
    if phrase.text.endswith(cues.ends.results_in_contests) or phrase.text.endswith(cues.teams) and not phrase.text.endswith(cues.attribute_ends):
        return Phrase(order[0], frame.span.start, frame.span.end, "a place in an order")
    if len(phrase.text) > 2 and phrase.text[-1] in cues.adverbs:
        return Phrase(phrase.text[:-1], phrase.start, phrase.end - 1, phrase.how, phrase.words)
    return phrase


def _told_between(figure: Figure, frame: Mention) -> Phrase | None:
    """产量 in 与上年相比产量提高5%: what stands between the words of comparison and the verb."""
    baseline, verb = frame.part("baseline"), frame.part("verb")
    if baseline is None or verb is None or baseline.text[0] not in "与同" or len(baseline.text) < 4:
        return None
    told = [word for word in figure.row if baseline.span.end <= word.start and word.end <= verb.span.start]
    return before(told, len(told), figure.cues) if told else None


def _per_unit(row: Sequence[Word], stop: int, cues: Cues) -> str:
    """每亩, 每户 before a verb, or nothing."""
    while stop and row[stop - 1].text in cues.turns.words_for_each_period:
        stop -= 1
    if stop and (row[stop - 1].text in cues.for_each or row[stop - 1].text[0] == "每" and len(row[stop - 1].text) == 2):
        return row[stop - 1].text
    return row[stop - 2].text + row[stop - 1].text if stop > 1 and row[stop - 2].text in cues.turns.heads_of_each else ""
