"""A metric that is too bare by itself, completed by what its unit says and the sentence has said before.

In: the phrase chosen for a figure, and `Memory`.  Out: the same phrase, with its unit's noun, the thing it is an attribute of,
the act of the list that it is an item of.  `_STEPS` is the order: the most telling first, each with the reason that a claim prints.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from kg.extract.claims.bearers import of_bearer, without_attribute
from kg.extract.claims.carried import carried_on
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, index_at, unit_of
from kg.extract.claims.phrase import SOME_OF_CASES, Phrase
from kg.extract.claims.recalled import BARE_CROP, Bare, done_by_part, in_events, mean_of_what, of_a_sort, of_acts_counted, of_another_season, of_both_sides, of_events, of_which, part_again, planned_of_it, share_of_what, taken_up, with_attribute_of_list
from kg.extract.claims.words import OWNERS, Word

_HOUSES = frozenset(("Site", "Org", "KnownOrg"))
_LONGEST_WARE = 6  # characters
_PLAIN, _RATED, _BEFORE, _SAID, _ALONE, _COUNTS, _ACTED = (1 << bit for bit in range(7))
"""What a step needs: no frame that says more; a rise or fall by a rate; a phrase that ends before its figure; figures told before in the sentence; a word that says nothing alone;
a unit that counts or measures something; verbs whose object was told in an earlier sentence."""
_OF_FRAME = {"plain-figure": _PLAIN, **dict.fromkeys(("rise-by-rate", "fall-by-rate", "growth-noun", "decline-noun"), _RATED)}


def completed(phrase: Phrase | None, row: Sequence[Word], index: int, cues: Cues, memory: Memory, taken_as: str) -> Phrase:
    """The phrase made whole; without one, the metric of the figure before or what the unit says."""
    value = row[index]
    unit = unit_of(value)
    noun = _noun_of(unit, memory, cues)
    if phrase is None:
        return carried_on(row, index, cues, memory, taken_as, noun)
    bare, how = Bare(phrase.text, phrase, row, index, taken_as, unit, noun, memory, cues), phrase.how
    for step, why, ends in _fitting(_given(bare)):
        text = step(bare)
        if text:
            bare.text, how = text, how + why
            if ends:
                break
    return Phrase(bare.text, phrase.start, phrase.end, how, phrase.words)


def _given(bare: Bare) -> int:
    """What the phrase and its figure answer to the needs of steps, as bits."""
    bits, phrase, memory = _OF_FRAME.get(bare.taken_as, 0), bare.phrase, bare.memory
    if phrase.end <= bare.row[bare.index].start:
        bits |= _BEFORE
    if memory.sentence:
        bits |= _SAID
    if phrase.text in bare.cues.bare:
        bits |= _ALONE
    if bare.noun:
        bits |= _COUNTS
    return bits | _ACTED if memory.objects else bits


def _noun_of(unit: str, memory: Memory, cues: Cues) -> str:
    """What a unit counts or measures, by what the sentence says beside it (毫米 beside 雨), or nothing."""
    said, noun = cues.units.by_what_is_said.get(unit, ("", ""))
    return noun if noun and said in memory.lead + memory.clause else cues.unit_nouns.get(unit, "")


def _with_price(bare: Bare) -> str:
    """92号汽油7.5元/升; 房租 and 收费标准 are no prices of a thing."""
    named = not bare.unit.startswith("元／") or bare.text.endswith(bare.cues.money_nouns) or bare.text.endswith(bare.cues.ends.charges)
    return "" if named else bare.text + bare.cues.names.price


def _share_of_owners_whole(bare: Bare) -> str:
    """占我国外贸比重提升0.6个百分点: 占 and the owner of the whole stand before the phrase."""
    if not bare.text.endswith(bare.cues.part_ends) or bare.taken_as.startswith("share"):
        return ""
    row, start = bare.row, bare.phrase.start
    at = next(i for i, word in enumerate(row) if word.start >= start)
    while at and (row[at - 1].is_reference or row[at - 1].tag in OWNERS):
        at -= 1
    return "占" + bare.text if at and row[at - 1].text == "占" else ""


def _with_area(bare: Bare) -> str:
    """其中水稻1.6万亩."""
    text, cues, words = bare.text, bare.cues, bare.phrase.words
    if bare.unit.endswith(cues.ends.units_of_land) and words and text.endswith(words[-1].text):
        if text.endswith(cues.ends.planted_land):
            return text + cues.names.area if len(words) == 1 else ""  # 全县拥有茶园40万亩
        crop = [word for word in words if word is not words[0]] if words[0].text in cues.turns.verbs_of_planting else []
        if crop and all(word.mention is None and word.tag in ("n", "nz", "nr", "ns", "x", "b", "l", "j", "i", "nrt") for word in crop) and not text.endswith((*cues.land, *cues.person_endings)) and text[-1] not in "量积":
            return "".join([word.text for word in crop]) + cues.names.planted_area  # 发展花椒26亩
    of_area = len(text) <= BARE_CROP and cues.sizes.get(bare.unit) == cues.names.area and text[-1] != "量" and not (words and words[-1].text in cues.attributes)
    return text + cues.names.area if of_area and words and words[-1].tag in ("n", "nz", "nr", "x") and not text.endswith(cues.land) else ""


def _with_mileage(bare: Bare) -> str:
    """机耕路超过36公里."""
    cues, at = bare.cues, index_at(bare.row, bare.phrase.start)
    if bare.unit not in cues.turns.units_of_roads or not bare.text.endswith(cues.ends.roads) or at and bare.row[at - 1].text in cues.light or any(word.is_verb or word.text in cues.count_verbs for word in bare.phrase.words):
        return ""  # 修建水泥路1公里, 改造线路3公里: what is built is counted
    return bare.text + cues.names.mileage


def _with_output(bare: Bare) -> str:
    """全县产茶1.5万吨: a verb of yielding that is one word with what is yielded."""
    text, cues = bare.text, bare.cues
    torn = bare.unit in cues.mass_units and len(text) == 2 and text[0] == cues.names.output[0] and text not in cues.attributes and bool(bare.phrase.words) and bare.phrase.words[-1].text == text
    return text[1:] + cues.names.output if torn and not text.endswith(("品", "量", "能", "值")) else ""


def _with_people(bare: Bare) -> str:
    """医疗队120人."""
    return bare.text + bare.cues.names.people if bare.unit in bare.cues.person_units and bare.text.endswith(bare.cues.teams) else ""


def _done_again(bare: Bare) -> str:
    """接待游客9万人次，……接待2万人次: a bare verb with the object that it had before in the same unit; 日均接待 is the mean of it."""
    words, noun, unit, memory, persons = bare.phrase.words, bare.noun, bare.unit, bare.memory, bare.cues.person_units
    alone = len(words) == 1 and words[0].is_verb or not words and noun
    verb = bare.phrase.text.removesuffix(noun) if alone else ""
    if not 1 < len(verb) < 4:
        return ""
    done = memory.done.get((verb, unit), "") or next((metric[metric.index(verb):] for metric, _, earlier in reversed(memory.sentence)
                 if (earlier == unit or earlier in persons and unit in persons) and verb in metric and not metric.endswith((verb, verb + noun))), "")
    start = bare.phrase.start
    crop = done.removeprefix(verb)
    if crop and bare.unit.endswith(bare.cues.ends.units_of_land) and verb in bare.cues.turns.verbs_of_planting and not crop.endswith(bare.cues.land):
        return crop.removesuffix(bare.cues.names.area) + bare.cues.names.planted_area  # 种下4亩花椒，……又发展16亩
    return done and next((word.text for word in bare.row if start - 2 <= word.start < start and word.text in bare.cues.means_of_acts), "") + done


def _share_of_those_in(bare: Bare) -> str:
    """出口商品中，茶叶占41%: what the clause before says the whole is."""
    if not bare.taken_as.startswith("share-of-whole") or not bare.text.endswith(bare.cues.names.share) or len(bare.text) < 3:
        return ""
    inside = bare.cues.turns.inside_of.search(bare.memory.lead)
    return bare.cues.turns.ones_own.sub("", inside[1]) + bare.text if inside is not None else ""


def _time_on_the_way(bare: Bare) -> str:
    """驾车3小时可达."""
    return bare.text + bare.cues.names.time if bare.unit in bare.cues.time_units and bare.text in bare.cues.moving_verbs else ""


def _of_its_bearer(bare: Bare) -> str:
    """籽棉收购量突破2000吨，价格每公斤6元: the price of that thing."""
    if bare.text not in bare.cues.attributes and bare.text not in bare.cues.turns.words_of_takings:
        return ""
    at = index_at(bare.row, bare.phrase.start)
    if _is_of_what_follows(bare) or at and bare.row[at - 1].tag in _HOUSES:
        return ""  # 江桥水文站水位142米
    if at and bare.row[at - 1].is_reference and bare.text.endswith(bare.cues.names.area):
        return ""  # 6个村民组；全村总面积4300亩
    borne = of_bearer(bare.text, bare.cues, bare.memory, bare.row, bare.index)
    return borne if borne != bare.text else ""


def _is_of_what_follows(bare: Bare) -> bool:
    """True for 投资20亿元的食品生产项目: 的 leads to the thing that has the attribute before the figure."""
    behind = bare.row[bare.index + 1:bare.index + 3]
    return bare.phrase.end <= bare.row[bare.index].start and len(behind) > 1 and behind[0].text == "的" and behind[1].tag != "w"


def _of_ware(bare: Bare) -> str:
    """亩产2000公斤 in an article about potatoes; 发展16亩 there is how much was planted with them."""
    text, cues = bare.text, bare.cues
    if bare.unit.endswith(cues.ends.units_of_land) and (text in cues.turns.verbs_of_planting or text == cues.names.planted_area):
        ware = bare.memory.ware(cues)
        return ware + cues.names.planted_area if ware else ""
    if text not in cues.turns.attributes_of_wares or _is_of_what_follows(bare):
        return ""
    grown = next((crop for metric, _, unit in reversed(bare.memory.sentence) if (unit in cues.mass_units or unit.endswith(cues.ends.units_of_land)) and metric.endswith((*cues.ends.outputs, cues.names.area)) and (crop := without_attribute(metric, cues))), "")
    ware = grown if 1 < len(grown) <= _LONGEST_WARE and text in cues.turns.words_of_takings else bare.memory.ware(cues)  # 油茶产量800吨，收入300万元
    return ware + text if ware else ""


def _of_what_was_carried_out(bare: Bare) -> str:
    """开展义诊活动，人数达到……: a count of nothing but heads."""
    doing = bare.cues.turns.carried_out.search(bare.memory.lead) if bare.text in bare.cues.count_heads else None
    return doing[1] + bare.text if doing else ""


def _with_what_unit_counts(bare: Bare) -> str:
    """带动就业600人: an act, or what people do, and the noun of its unit."""
    text, cues = bare.text, bare.cues
    if bare.taken_as not in ("plain-figure", "newly-added") or not (bare.phrase.ends_in_verb or bare.unit in cues.units.heads and not text.endswith(cues.head_counts)):
        return ""
    return text + bare.noun if not text.endswith(cues.ends.without_count) and not text.endswith(cues.money_nouns) else ""


def _with_object_of_verb(bare: Bare) -> str:
    """入选人数 after 入选西部计划项目: the verb with the object that it had in an earlier sentence."""
    verb, head = bare.text[:-2], bare.text[-2:]
    return bare.memory.objects[verb] + head if verb in bare.memory.objects and head in (bare.cues.names.people, bare.cues.names.things) else ""


_STEPS: tuple[tuple[Callable[[Bare], str], str, bool, int], ...] = (
    (of_another_season, ", what was told of another season", True, _SAID | _ALONE),
    (of_both_sides, ", with what qualified both sides", True, _SAID | _ALONE),
    (part_again, ", the part of a whole told before", True, _SAID | _ALONE),
    (taken_up, ", completed by the metric before", False, _SAID),
    (with_attribute_of_list, ", with the attribute of the list", True, _PLAIN | _BEFORE | _SAID),
    (_with_price, ", which has a price", True, _PLAIN),
    (done_by_part, ", with what was done of the whole", True, _PLAIN | _BEFORE | _SAID),
    (of_which, ", with what was told of the whole", True, _SAID | _RATED),
    (_share_of_owners_whole, "", False, _BEFORE),
    (share_of_what, ", of the metric before", True, _BEFORE | _SAID),
    (mean_of_what, ", of the metric before", True, _SAID | _ALONE),
    (of_a_sort, ", a sort of what was counted before", True, _PLAIN | _SAID),
    (of_events, ", of the events counted before", True, _SAID | _ALONE),
    (of_acts_counted, ", of what was counted before", True, _SAID),
    (in_events, ", in the events counted before", True, _SAID),
    (planned_of_it, ", of what was done before", True, _SAID | _ALONE),
    (_with_area, ", and what its unit measures", True, _PLAIN | _BEFORE),
    (_with_mileage, ", and what its unit measures", True, _BEFORE),
    (_with_output, ", and what its unit measures", True, _PLAIN | _BEFORE),
    (_with_people, ", and how many they are", True, _PLAIN),
    (_done_again, ", with the object that it had before", True, _PLAIN),
    (_share_of_those_in, ", of what it is a part of", True, 0),
    (_time_on_the_way, ", and how long it takes", True, 0),
    (_of_its_bearer, ", of the thing before", False, 0),
    (_of_ware, ", of what the article is about", True, 0),
    (_of_what_was_carried_out, ", of what was done before", False, 0),
    (_with_what_unit_counts, ", and what its unit counts", False, _COUNTS),
    (_with_object_of_verb, ", with the object that its verb had before", False, _ACTED),
)
"""Each step with the reason that it gives, whether its answer is the last word, and what it needs; in order."""


@lru_cache(maxsize=128)
def _fitting(given: int) -> tuple[tuple[Callable[[Bare], str], str, bool], ...]:
    """The steps whose needs are met, in order; the others are not asked."""
    return tuple((step, why, ends) for step, why, ends, needs in _STEPS if not needs & ~given)


def with_act(phrase: Phrase, acts: str, cues: Cues) -> Phrase:
    """An item of a list with the verb of its first item (查获白酒1400瓶、商标2.6万张 → 查获商标)."""
    if not acts or not phrase.words or acts in phrase.text or phrase.how.startswith(SOME_OF_CASES):
        return phrase
    if phrase.words[0].is_verb or phrase.words[0].tag == "vn" or phrase.text.startswith(cues.building_starts) or phrase.text in cues.averages:
        return phrase
    return Phrase(acts + phrase.text, phrase.start, phrase.end, phrase.how + ", with the act of the list", phrase.words)


def acts_of(phrase: Phrase, cues: Cues) -> str:
    """The verbs at the head of a phrase before its noun (收购|新粮, 参与|制定|修订|国家标准), or nothing."""
    words = phrase.words
    first = next((i for i, word in enumerate(words) if _is_act(word, cues)), len(words))
    if len(words) - first < 2 or first and words[first - 1].text not in cues.actors or phrase.text.endswith(cues.ends.amounts):
        return ""  # 招工计划数60人，其中…
    if any(word.text == "的" for word in words[first:]) or words[first].text in cues.light and not words[first + 1].is_verb:
        return ""
    at = first
    while at < len(words) - 1 and words[at].mention is None and _is_act(words[at], cues):
        at += 1
    taken = "".join(word.text for word in words[first:at])
    return taken if 1 < len(taken) < len(phrase.text) else ""


def _is_act(word: Word, cues: Cues) -> bool:
    return word.is_verb or word.text in cues.joining or word.text in cues.count_verbs
