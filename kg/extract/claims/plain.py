"""The metric of a figure that has no frame of its own: shapes of sentences, tried in order, the most telling first.

In: the words of a clause, the figure's place, and what the article has said so far (`Memory`).  Out: `Phrase`, or None where
neither side names anything.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.claims.approach import changes_from, skip_approach
from kg.extract.claims.befallen import befallen, died_or_hurt
from kg.extract.claims.counted import counted
from kg.extract.claims.counts import counted_again, held_against, members_of, of_their_house, sent_out, some_of_the_same, those_that
from kg.extract.claims.cues import Cues
from kg.extract.claims.deeds import deed_of_some
from kg.extract.claims.durations import act_and_length, age, passed, punished, reached_in_contest, result, times, unbroken, while_it_rose, within_which
from kg.extract.claims.figure import Figure, PlainFigure, index_at
from kg.extract.claims.headsums import sum_for_act
from kg.extract.claims.measured import converted, measured_before, yield_of_land
from kg.extract.claims.metric import before
from kg.extract.claims.orders import most_at, ranked_with
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.shares import share_that_is
from kg.extract.claims.sizes import also_so_far, also_so_wide, deepest, of_that_size, one_things_attribute, parts_of_one, places_or_medals, population, so_wide, thing_so_wide, weather
from kg.extract.claims.sums import earned_or_paid, price_of, project_sum, set_aside_for, spent_on, worth
from kg.extract.claims.thresholds import is_round_sum, tier_before
from kg.extract.claims.words import Word

_SHORT = 6  # characters; a longer noun tells enough
_LONGEST_WAY = 20  # characters; longer, it is no name of a way
_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})：$")


def plain_metric(figure: PlainFigure) -> Phrase | None:
    """The metric of a figure where no frame says more than that it is a size or a share."""
    row, cues, left, right = figure.row, figure.cues, figure.left, figure.right
    if right is not None:
        figure.right = right = _without_rate(row, right, cues, figure.counts_agents) if not figure.is_money else _sum_alone(right, cues)
    if left is not None:
        left = _with_threshold(row, left, cues)
        if right is None:
            own = _in_its_own_unit(figure, left)
            if own is not None:
                return own
        elif (at := index_at(row, left.start)) and row[at - 1].tag == "Quantity" and row[at - 1].end == left.start or _is_bare_act(figure, left, at):
            left = None  # 17个国家52项预警: the noun before belongs to the figure before
        figure.left = left
    for shape in _fitting(_answers(figure)):
        found = shape(figure)
        if found is not None:
            return found
    return None


def _answers(figure: Figure) -> int:
    """What a figure answers to the needs of shapes, as bits."""
    return _beside(figure) | _of_unit(figure) | _said_before(figure)


def _beside(figure: Figure) -> int:
    """What stands right beside a figure."""
    following, cues = figure.next_text, figure.cues
    word = figure.row[figure.lead - 1] if figure.lead else figure.row[0]
    bits = _NO_RIGHT if figure.right is None else _RIGHT
    if figure.left is not None:
        bits |= _LEFT
    if figure.has_of:
        bits |= _OF
    if figure.index == 0:
        bits |= _FIRST
    if following in cues.dimensions or word.text in cues.dimensions:
        bits |= _WIDE
    return bits | _BY if word.text == "以" else bits


def _of_unit(figure: Figure) -> int:
    """What a figure counts or measures, as its unit and the sign behind it tell."""
    unit, cues, following = figure.unit, figure.cues, figure.next_text
    bits = _MONEY if figure.is_money else _NO_MONEY
    if figure.is_time:
        bits |= _TIME
    if figure.counts_persons:
        bits |= _PERSONS
    if unit in cues.sizes:
        bits |= _SIZE
    if unit in cues.event_units:
        bits |= _EVENT
    if unit == "人" and following[:1] == "口":
        bits |= _MOUTHS
    if (figure.is_time or unit == "分" or bits & _SIZE) and "以" in figure.memory.clause:
        bits |= _RESULT
    return bits | _AGE if unit == "岁" or unit[-1:] == "大" or figure.is_time and following == "大" else bits


def _said_before(figure: Figure) -> int:
    """What the clause and the sentence said before a figure, and its own signs."""
    row, at, bits = figure.row, figure.index, 0
    if "／" in figure.value.text:
        bits |= _SLASH
    if "最" in figure.memory.clause or figure.cues.turns.stands_out.search(figure.memory.clause):
        bits |= _MOST
    if not figure.memory.sentence:
        return bits | _ONCE
    is_twice = figure.right is None and at > 0 and row[at - 1].tag == "Quantity"
    return bits | _SAID | (_TWICE if is_twice else _ONCE)


@lru_cache(maxsize=2000)
def _fitting(answers: int) -> tuple[Callable[[Figure], Phrase | None], ...]:
    """The shapes whose needs are met, in order; the others are not asked."""
    return tuple(shape for shape, needs in (*SHAPES, *COUNTING) if not needs & ~answers)


def _is_bare_act(figure: PlainFigure, left: Phrase, at: int) -> bool:
    """True for 发展 in 共发展70亩苍术: an act, whatever a dictionary calls it; `at` is where the phrase begins."""
    return len(left.words) == 1 and left.words[0].tag == "vn" and left.end == figure.value.start and (figure.unit in figure.cues.mass_units or figure.unit in figure.cues.sizes) \
        and (not at or figure.row[at - 1].mention is None and figure.row[at - 1].text in figure.cues.adverbs)


def _in_its_own_unit(figure: Figure, left: Phrase) -> Phrase | None:
    """5个村4500余户: the noun before belongs to the figure before it; households and people are told by their unit."""
    noun = figure.cues.unit_nouns.get(figure.unit, "") if figure.unit in figure.cues.units.households or figure.counts_persons else ""
    ends_clause = figure.index + 1 == len(figure.row) or figure.row[figure.index + 1].tag == "w"
    if not noun or not ends_clause or left.ends_in_verb or left.end != figure.value.start or left.text.endswith(figure.cues.person_endings):
        return None
    is_of_another = any(w.end == left.start and w.tag == "Quantity" for w in figure.row)
    return Phrase(noun, figure.value.start, figure.value.end, "what its unit says, the noun before being another figure's") if is_of_another else None


def reached_from(figure: Figure) -> Phrase | None:
    """月薪从2200元提到2800元: what it was before a change and what it changed to are of one metric."""
    row, at = figure.row, figure.index - 1
    while at >= 0 and row[at].mention is None and (row[at].is_verb or row[at].text in figure.cues.approach or row[at].text in figure.cues.adverbs):
        at -= 1
    counted_noun = at
    while at > 0 and counted_noun - at < 2 and row[at].mention is None and row[at].is_nominal | (row[at].tag == "zg"):
        at -= 1  # 由2个县扩大到9个
    if not 0 <= at < figure.index - 1 or row[at].tag != "Quantity" or not figure.memory.sentence or not changes_from(row, at, figure.cues):
        return None
    return Phrase(figure.memory.sentence[-1][0], figure.value.start, figure.value.end, "what it was before the change") if figure.memory.sentence[-1][0] else None


def mean_before_change(figure: Figure) -> Phrase | None:
    """客流由过去的日均900人次增加到……: what the mean is of stands before 由."""
    row, cues, left = figure.row, figure.cues, figure.left
    if left is None or left.text not in cues.averages:
        return None
    at = index_at(row, left.start)
    source = next((i for i in range(at - 1, max(0, at - 7), -1) if row[i].text in cues.sources or row[i].tag in ("w", "Quantity")), None)
    if source is None or row[source].text not in cues.sources:
        return None
    of = before(row, source, cues)
    return Phrase(of.text + left.text, of.start, left.end, "a mean, and what it is of", of.words) if of is not None and not of.ends_in_verb else None


def built_to_do(figure: Figure) -> Phrase | None:
    """年加工5000吨的核桃生产线: what works can do in a year."""
    if not figure.has_of or figure.right is None or figure.lead < 2 or figure.row[figure.lead - 1].text not in figure.cues.capacity_verbs \
            or not figure.row[figure.lead - 2].text.endswith(figure.cues.ends.periods_of_capacity):
        return None
    period, verb = figure.row[figure.lead - 2], figure.row[figure.lead - 1]
    return Phrase(f"{figure.right.text}{period.text[-1]}{verb.text}能力", period.start, figure.right.end, "works and what they can do")


def satisfying(figure: Figure) -> Phrase | None:
    """真正符合条件的不到一半: those of whom something is true are a part of the whole."""
    if figure.right is not None or figure.unit not in ("", "％", "%", "成") or not figure.lead or figure.left is None:
        return None
    of = next((i for i in range(figure.index - 1, figure.lead - 2, -1) if i >= 0 and figure.row[i].text == "的"), None)
    if of is None or not any(w.is_verb for w in figure.left.words):
        return None
    return Phrase(figure.left.text + figure.cues.names.share, figure.left.start, figure.left.end, "those of whom it is true", figure.left.words)


def labelled(figure: Figure) -> Phrase | None:
    """面积：120平方米: the label before the colon, where nothing is counted after the figure."""
    if figure.index or figure.right is not None or not figure.memory.lead.endswith("："):
        return None
    label = _LABEL.search(figure.memory.lead)
    if label and label[1].endswith(figure.cues.ends.labels) and figure.memory.before and (told := before(figure.memory.before, len(figure.memory.before), figure.cues)) is not None:
        return Phrase(told.text, figure.value.start, figure.value.end, "the label before the colon")  # 2015年、2016年收案分别为：3075件、3813件
    return Phrase(label[1], figure.value.start, figure.value.end, "the label before the colon") if label else None


def _without_rate(row: Sequence[Word], right: Phrase, cues: Cues, agents: bool) -> Phrase:
    """315个重点项目开工率94%: what is counted ends at its class noun, the rest belongs to the figure that follows."""
    at = index_at(row, right.end)
    while at < len(row) and (row[at].text in cues.approach or row[at].text in cues.adverbs or row[at].text in cues.rising):
        at += 1
    if at >= len(row) or row[at].tag != "Quantity":
        return right
    measured = next((i for i, word in enumerate(right.words) if i and (word.text in cues.attributes or word.text in cues.attribute_qualifiers or word.text in cues.measures
                                                                       or len(word.text) > 1 and word.text.endswith(cues.ends.rates_and_wages))), None)
    if measured is not None:
        kept = right.words[:measured]
        return Phrase("".join(w.text for w in kept), kept[0].start, kept[-1].end, right.how, kept)
    if row[at].start != right.end:
        return right
    acts = next((i for i, word in enumerate(right.words) if i and word.mention is None and word.text in cues.count_verbs and i + 1 < len(right.words)), None) if agents else None
    if acts is not None and right.words[acts - 1].tag in ("n", "nz"):
        kept = right.words[:acts]  # 45户贫困户栽种沃柑150亩
        return Phrase("".join(w.text for w in kept), kept[0].start, kept[-1].end, right.how, kept)
    last = max((i for i, word in enumerate(right.words[:-1]) if word.text in cues.heads or word.text.endswith(cues.ends.heads_of_projects)), default=None)
    if last is None:
        return right
    kept = right.words[:last + 1]
    return Phrase("".join(w.text for w in kept), kept[0].start, kept[-1].end, right.how, kept)


def _sum_alone(right: Phrase, cues: Cues) -> Phrase:
    """停车费 of 50元停车费司机争执: the noun of a sum, where a clause goes on behind it."""
    end = next((at for at, word in enumerate(right.words, 1) if word.mention is None and len(word.text) > 1 and word.text.endswith(cues.money_nouns)), len(right.words))
    rest = right.words[end:]
    if not rest or not any(word.is_verb for word in rest) and len(rest) < 3 and not rest[-1].text.endswith(cues.person_endings) or rest[0].text in cues.heads:
        return right
    kept = right.words[:end]
    return Phrase("".join([word.text for word in kept]), kept[0].start, kept[-1].end, right.how, kept)


def _with_threshold(row: Sequence[Word], left: Phrase, cues: Cues) -> Phrase:
    """The phrase with the threshold before it (10亿元以上项目), where one stands there."""
    at = index_at(row, left.start)
    if left.words and left.words[0].text in cues.bound_after and len(left.words) > 1 and tier_before(row, at + 1, cues) is not None:
        left, at = replace(left, text=left.text[len(row[at].text):], start=row[at + 1].start, words=left.words[1:]), at + 1  # 5亿元（含）以上项目
    of = int(at > 0 and row[at - 1].text == "的")
    first = tier_before(row, at - of, cues)
    if first is None and of and row[at - 2].tag == "Quantity":
        return _with_measure_passed(row, at, left, cues)
    if first is None or of and is_round_sum(row[first], cues):
        return left
    of_what = before(row, first, cues) if of else None  # 年产值1000万元以上的企业
    text = (of_what.text if of_what is not None else "") + "".join(word.text for word in row[first:at]) + left.text
    return Phrase(text, (of_what or row[first]).start, left.end, left.how + ", with its threshold", left.words)


def _with_measure_passed(row: Sequence[Word], at: int, left: Phrase, cues: Cues) -> Phrase:
    """收入超10万元的村 of 收入超10万元的村达86个: the phrase at `at` with what it has passed or falls short of, where 的 stands between."""
    lead = skip_approach(row, at - 2, cues)
    what = before(row, at - 2, cues) if lead < at - 2 and len(left.text) < _SHORT else None
    if what is None or what.end > row[lead].start:
        return left
    return replace(left, text=what.text + "".join(word.text for word in row[lead:at]) + left.text, start=what.start, how=left.how + ", with what it has passed")


def way_between(figure: Figure) -> Phrase | None:
    """从渡口到县城42公里, 渡口到县城只需40分钟: how far it is from one place to another, or how long it takes."""
    noun = figure.cues.names.distance if figure.cues.sizes.get(figure.unit) == figure.cues.names.length else figure.cues.names.time if figure.is_time else ""
    row, stop = figure.row, figure.lead
    to = next((i for i in range(stop - 1, 0, -1) if row[i].text in figure.cues.turns.words_of_going_to and row[i].mention is None), None) if noun and figure.right is None else None
    if to is None:
        return None
    leading = (figure.cues.adverbs, figure.cues.leads_to_way, figure.cues.moving_verbs)
    while stop > to + 1 and row[stop - 1].mention is None and any(row[stop - 1].text in words for words in leading):
        stop -= 1
    start = next((i for i in range(to - 1, -1, -1) if row[i].text in figure.cues.sources or row[i].tag == "w" or row[i].is_value), -1)
    opened = start >= 0 and row[start].text in figure.cues.sources
    if not opened:
        start = to - 1
        if not row[start].is_named:
            return None
    words = row[start:stop]
    text = "".join(word.text for word in words)
    if stop < to + 2 or len(text) > _LONGEST_WAY or any(word.is_value or word.tag == "w" or word.is_verb and word is not row[to] for word in words) or not words[-1].is_nominal:
        return None
    return Phrase(text + noun, words[0].start, words[-1].end, "from one place to another")


_MONEY, _NO_MONEY, _RIGHT, _NO_RIGHT, _LEFT, _OF, _TIME, _PERSONS, _SAID, _FIRST, _SIZE, _EVENT, _WIDE, _BY, _AGE, _SLASH, _MOUTHS, _ONCE, _TWICE, _MOST, _RESULT = (1 << bit for bit in range(21))
"""What shapes need of a figure: a sum of money, or none; a phrase after it, or none; a phrase before it; 的; a length of time; people; figures told before in the sentence;
the first place in its clause; a unit of sizes; a unit of events; a word for a dimension beside it; 以 before it; an age; a slash in it; 口 behind 人; 最 in the clause; 以 in it before a time or a length; and _TWICE is 56支2994人, the same things counted twice."""

SHAPES: tuple[tuple[Callable[[Figure], Phrase | None], int], ...] = (
    (converted, _SAID | _MONEY), (reached_from, _SAID), (mean_before_change, _LEFT | _NO_RIGHT), (places_or_medals, _NO_MONEY), (held_against, 0), (weather, _SLASH), (population, _MOUTHS), (result, _RESULT), (reached_in_contest, _TIME), (reached_in_contest, _SIZE), (unbroken, _TIME), (while_it_rose, _TIME), (age, _AGE), (thing_so_wide, _WIDE), (so_wide, _WIDE), (also_so_wide, _WIDE | _NO_RIGHT), (also_so_far, _SAID | _NO_RIGHT), (deepest, _MOST | _NO_RIGHT), (labelled, _FIRST | _NO_RIGHT), (most_at, _MOST | _NO_RIGHT), (ranked_with, _BY),
    (times, _EVENT), (punished, _TIME), (passed, _TIME), (within_which, _TIME), (act_and_length, _TIME), (of_that_size, _SIZE | _OF | _RIGHT), (built_to_do, _OF | _RIGHT), (price_of, _OF | _RIGHT), (worth, _MONEY | _OF | _RIGHT), (set_aside_for, _MONEY), (spent_on, _MONEY),
    (earned_or_paid, _MONEY), (project_sum, _MONEY | _RIGHT), (sum_for_act, _MONEY), (yield_of_land, _NO_RIGHT | _NO_MONEY), (those_that, _NO_MONEY), (befallen, _NO_MONEY), (died_or_hurt, _PERSONS | _NO_RIGHT), (members_of, _PERSONS | _NO_RIGHT), (sent_out, 0),
    (deed_of_some, _PERSONS | _SAID), (of_their_house, _NO_RIGHT | _NO_MONEY | _LEFT | _SAID),
    (some_of_the_same, _NO_RIGHT | _NO_MONEY | _LEFT), (share_that_is, _NO_MONEY), (satisfying, _NO_RIGHT | _LEFT),
)
COUNTING = ((one_things_attribute, _ONCE | _RIGHT), (parts_of_one, _ONCE | _NO_RIGHT), (measured_before, _ONCE | _LEFT), (counted, _ONCE | _RIGHT), (counted_again, _ONCE | _NO_RIGHT))
"""Shapes for a figure that is not the second one of the same things."""
