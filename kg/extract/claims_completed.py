"""A metric that is too bare by itself, completed by what the sentence has said before.

In: the phrase chosen for a figure, and `Memory`.  Out: the same phrase, with its unit's noun, the thing it is an attribute of,
the act of the list that it is an item of.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg import tokens
from kg.extract.claims_carried import carried_on
from kg.extract.claims_cues import Cues
from kg.extract.claims_figure import Memory, unit_of
from kg.extract.claims_phrase import SOME_OF_CASES, Phrase
from kg.extract.claims_words import OWNERS, Word

_RATED = frozenset(("rise-by-rate", "fall-by-rate", "growth-noun", "decline-noun"))
_LONGEST_PART = 12  # characters of a part of a whole
_BARE_CROP = 3  # characters; a longer name of what grows on the land is told apart without 面积
_LONGEST_HEAD = 12  # characters of a metric that completes the next one
_OPENING = OWNERS | {"Time", "d", "c", "Ref"}  # what may stand before what a clause opens with
_JOINTS = frozenset("，的、")
_NO_TOPIC = frozenset(("vn", "f", "t", "s", "q", "a"))
_LONGEST_BEARER = 16  # characters; a longer one is a sentence, and its attribute stands alone


def completed(phrase: Phrase | None, row: Sequence[Word], index: int, cues: Cues, memory: Memory, rule: str) -> Phrase:
    """The phrase made whole; without one, the metric of the figure before or what the unit says."""
    value = row[index]
    unit = unit_of(value)
    noun = _noun_of(unit, memory, cues)
    if phrase is None:
        return carried_on(row, index, cues, memory, rule, noun)
    text, how = phrase.text, phrase.how
    season = next((metric[2:] for metric, _, _ in reversed(memory.sentence) if metric[:2] in cues.seasons and len(metric) > 3), "") if text in cues.seasons else ""
    if season:
        return Phrase(text + season, phrase.start, phrase.end, how + ", what was told of another season", phrase.words)  # 夏季降水偏多10%，冬季偏少17%
    half = _half_of(text, cues, memory)
    if half:
        return Phrase(half, phrase.start, phrase.end, how + ", with what qualified both sides", phrase.words)
    part = next((metric for metric, kind, _ in reversed(memory.sentence) if kind == "share" and "占" in metric), "") if text in cues.parts else ""
    if part:
        return Phrase(part, phrase.start, phrase.end, how + ", the part of a whole told before", phrase.words)  # 占外贸总值的53%，比重提升3.8个百分点
    if memory.sentence and value.tag == "Quantity" and not memory.sentence[-1][0].startswith(cues.mean_starts) and not any([word.tag == "Quantity" for word in row[:index]]):
        whole = all([word.start >= phrase.start or word.end <= phrase.start and not (word.is_verb or word.tag == "vn" or word.is_nominal and word.mention is None) for word in row])
        merged = merge(memory.sentence[-1][0], text) if whole and len(memory.sentence[-1][0]) <= _LONGEST_HEAD else text
        if merged == text:
            merged = _of_population(text, memory)
        if merged != text:
            text, how = merged, how + ", completed by the metric before"
    if rule == "plain-figure" and phrase.end <= value.start and text not in cues.attributes and not text.endswith(cues.sums_or_plans) and (shared := _list_attribute(text, unit, phrase, memory, cues)):
        return Phrase(text + shared, phrase.start, phrase.end, how + ", with the attribute of the list", phrase.words)
    if rule == "plain-figure" and unit.startswith("元／") and phrase.words and phrase.words[-1].is_nominal and not text.endswith(cues.money_nouns) and not text.endswith(cues.ends.charges):
        return Phrase(text + cues.names.price, phrase.start, phrase.end, how + ", which has a price", phrase.words)
    if rule == "plain-figure" and phrase.end <= value.start and not text.endswith(cues.actor_ends) and (done := _done_by_part(text, unit, phrase, row, index, cues, memory)):
        return Phrase(text + done, phrase.start, phrase.end, how + ", with what was done of the whole", phrase.words)
    if rule in _RATED and (of_which := _of_which(text, phrase, row, memory, cues)):
        return Phrase(of_which, phrase.start, phrase.end, how + ", with what was told of the whole", phrase.words)
    if text.endswith(cues.part_ends) and not rule.startswith("share") and phrase.end <= value.start and _leads_to_whole(row, phrase.start):
        text = "占" + text
    if text.startswith("占") and len(text) > 4 and phrase.end <= value.start and memory.sentence and memory.sentence[-1][1] != "share":
        return Phrase(memory.sentence[-1][0] + text, phrase.start, phrase.end, how + ", of the metric before", phrase.words)  # 占工业利润的比重由86%降至79%
    if text in cues.averages and memory.sentence:
        mean = memory.sentence[-1][0]
        mean = next((mean[len(first):] for first in cues.average_starts if mean.startswith(first) and len(mean) > len(first) + 1), mean)
        return Phrase(text + mean, phrase.start, phrase.end, how + ", of the metric before", phrase.words)
    if rule == "plain-figure" and (sort := _of_a_sort(text, unit, memory, cues)):
        return Phrase(text + sort, phrase.start, phrase.end, how + ", a sort of what was counted before", phrase.words)
    if text in cues.event_counts and (events := next((metric for metric, kind, earlier in reversed(memory.sentence) if kind == "level" and earlier == text[:-1]), "")):
        return Phrase(events + text, phrase.start, phrase.end, how + ", of the events counted before", phrase.words)  # 火灾10起，起数下降8%
    if text[-1] == cues.names.number and len(text) > 2 and (acts := next((metric for metric, kind, _ in reversed(memory.sentence) if kind == "level" and metric.endswith(text[:-1]) and metric != text[:-1]), "")):
        return Phrase(acts + cues.names.number, phrase.start, phrase.end, how + ", of what was counted before", phrase.words)  # 执行案件结案406件，结案数上升13%
    if text.endswith(cues.names.people) and len(text) == 4 and memory.sentence and memory.sentence[-1][0].endswith(cues.event_counts):
        return Phrase(memory.sentence[-1][0][:-2] + text, phrase.start, phrase.end, how + ", in the events counted before", phrase.words)  # 交通事故起数下降8%，死亡人数下降5%
    if text in cues.plan_sizes and phrase.start > row[0].start and row[0].text == "占" and memory.sentence:
        return Phrase(carried_on(row, index, cues, memory, "plain-figure", "").text + text, phrase.start, phrase.end, how + ", of what was done before", phrase.words)  # 植树120万亩，占任务100万亩的120%
    if rule == "plain-figure" and phrase.end <= value.start and "元" in unit and phrase.words and text.endswith(cues.actor_ends) and any(word.text in cues.bare_work for word in row[:index]) \
            and (done := next((metric for metric, kind, earlier in reversed(memory.sentence) if kind == "level" and earlier == unit and not metric.endswith(cues.plans_or_actors)), "")):
        return Phrase(done, phrase.start, phrase.end, "what was done before, by whom it was done here")  # 其中税务部门完成2.8亿元
    if rule == "plain-figure" and phrase.end <= value.start and len(text) <= _BARE_CROP and text[-1] != "量" and cues.sizes.get(unit) == cues.names.area and text not in cues.plan_sizes and phrase.words and phrase.words[-1].tag in ("n", "nz", "nr", "x") and not phrase.text.endswith(cues.land):
        return Phrase(text + cues.names.area, phrase.start, phrase.end, how + ", and what its unit measures", phrase.words)  # 其中水稻1.6万亩
    if rule == "plain-figure" and unit in cues.person_units and text.endswith(cues.teams):
        return Phrase(text + cues.names.people, phrase.start, phrase.end, how + ", and how many they are", phrase.words)
    if rule == "plain-figure" and (again := _done_again(phrase, noun, unit, memory, cues.person_units)):
        mean = next((word.text for word in row if phrase.start - 2 <= word.start < phrase.start and word.text in cues.means_of_acts), "")
        return Phrase(mean + again, phrase.start, phrase.end, how + ", with the object that it had before", phrase.words)  # 运送邮包90万件，日均运送3万件
    if rule.startswith("share-of-whole") and text.endswith(cues.names.share) and len(text) > 2 and (inside := cues.turns.inside_of.search(memory.lead)) is not None:
        named = cues.turns.ones_own.sub("", inside[1])
        return Phrase(named + text if named not in text else text, phrase.start, phrase.end, how + ", of what it is a part of", phrase.words)
    if unit in cues.time_units and text in cues.moving_verbs:
        return Phrase(text + cues.names.time, phrase.start, phrase.end, how + ", and how long it takes", phrase.words)  # 驾车3小时可达
    borne = of_bearer(text, cues, memory, row, index)
    if borne != text:
        text, how = borne, how + ", of the thing before"
    if text in cues.count_heads and (doing := cues.turns.carried_out.search(memory.lead)):
        text, how = doing[1] + text, how + ", of what was done before"
    people = unit in cues.units.heads and not text.endswith(cues.head_counts)
    if rule in ("plain-figure", "newly-added") and noun and (people or phrase.ends_in_verb) and not text.endswith(noun) and not text.endswith(cues.plan_sizes) and not text.endswith(cues.ends.without_count) and not text.endswith(cues.money_nouns):
        text, how = text + noun, how + ", and what its unit counts"
    for head in (cues.names.people, cues.names.things):
        if text.endswith(head) and memory.recall(text[:-2]) != text[:-2]:
            text, how = memory.recall(text[:-2]) + head, how + ", with the object that its verb had before"
    return Phrase(text, phrase.start, phrase.end, how, phrase.words)


def _noun_of(unit: str, memory: Memory, cues: Cues) -> str:
    """What a unit counts or measures, by what the sentence says beside it (毫米 beside 雨), or nothing."""
    said, noun = cues.units.by_what_is_said.get(unit, ("", ""))
    return noun if noun and said in memory.lead + memory.clause else cues.unit_nouns.get(unit, "")


def _half_of(text: str, cues: Cues, memory: Memory) -> str:
    """出口 after 民营企业进出口 → 民营企业出口, or nothing."""
    both = cues.halves.get(text, "")
    whole = next((metric for metric, kind, _ in reversed(memory.sentence) if both in metric and kind == "level"), "") if both else ""
    head = whole[:whole.rindex(both)] if whole and len(whole) - whole.rindex(both) - len(both) <= 2 else ""
    return head + text if head and head not in cues.any_trade else ""


def _of_a_sort(text: str, unit: str, memory: Memory, cues: Cues) -> str:
    """文史类考生13205人，理工类25714人: what the sort before was a sort of, or nothing."""
    if text[-1:] not in cues.sorts or len(text) < 3 and text[-1:] not in cues.turns.sorts_named_shortly or not memory.sentence or memory.sentence[-1][2] != unit:
        return ""
    return memory.sentence[-1][0].partition(text[-1])[2]


def _done_again(phrase: Phrase, noun: str, unit: str, memory: Memory, persons: frozenset[str]) -> str:
    """接待游客9万人次，……接待2万人次: a bare verb with the object that it had before in the same unit, or nothing."""
    bare = len(phrase.words) == 1 and phrase.words[0].is_verb or not phrase.words and bool(noun)
    verb = phrase.text.removesuffix(noun) if bare else ""
    if not 1 < len(verb) < 4:
        return ""
    return memory.done.get((verb, unit), "") or next((metric[metric.index(verb):] for metric, _, earlier in reversed(memory.sentence)
                 if (earlier == unit or earlier in persons and unit in persons) and verb in metric and not metric.endswith((verb, verb + noun))), "")


def _list_attribute(text: str, unit: str, phrase: Phrase, memory: Memory, cues: Cues) -> str:
    """水稻面积160万亩，大豆155万亩: the attribute that a bare noun shares with the figure before it in the same unit, or nothing."""
    if not memory.sentence or not unit or any(word.is_verb or word.tag == "vn" for word in phrase.words) or len(text) > 6:
        return ""
    metric = next((metric for metric, kind, earlier in reversed(memory.sentence) if earlier == unit and kind == "level"), "")
    shared = next((a for a in cues.shared_attributes if metric.endswith(a)), "")
    return shared if shared and not text.endswith(cues.shared_attributes) and len(metric) > len(shared) else ""


def of_bearer(text: str, cues: Cues, memory: Memory, row: Sequence[Word], index: int) -> str:
    """A bare attribute with the thing that has it: 籽棉收购量突破2000吨，价格每公斤6元 → 籽棉价格, 受理案件642件，调解率61% → 受理案件调解率."""
    if text not in cues.attributes or text.endswith(cues.ends.balances_of_owners):
        return text  # 贷款余额 is of nothing but its owner
    if memory.sentence and memory.sentence[-1][0].endswith(text) and memory.sentence[-1][2] == unit_of(row[index]) and any(word.text in cues.by_now for word in row[:index]):
        return memory.sentence[-1][0]  # 计划完成造林4万亩，累计完成3.1万亩
    if text in cues.of_any_metric and memory.sentence:
        return next((metric for metric, kind, _ in reversed(memory.sentence) if not (kind == "share" and "完成" in metric)), memory.sentence[-1][0]) + text
    for metric, kind, unit in reversed(memory.sentence):
        if unit in cues.person_units or unit in cues.agent_units or unit in cues.time_units or unit == "级" or kind == "rank" or metric == text \
                or metric.endswith(text) or metric.endswith(cues.place_kind_ends):
            continue
        if kind == "share" and "占" in metric or metric.endswith("率") and not any(metric.endswith(a) and metric != a for a in cues.attributes):
            continue  # 换手率1.7%，成交额2.4亿元: a rate bears nothing
        attributed = metric.endswith(cues.attribute_ends) or "％" in unit or "元" in unit
        if not attributed and unit not in cues.goods_units:
            continue
        bearer = without_attribute(metric, cues) if attributed else metric
        bearer = next((bearer[len(mean):] for mean in cues.average_starts if bearer.startswith(mean)), bearer)
        if bearer in cues.no_bearers or bearer.startswith("年") and text in cues.outputs:
            continue
        if cues.ends.in_prices.search(bearer):
            continue  # 市场价每斤35元，产值200万元: a price bears nothing
        bearer = cues.turns.of_each.sub("", bearer)
        if bearer[:1].isdigit():
            return text  # 造价300万元以上的工程6项，完成投资4200万元
        if attributed and bearer and text.startswith(bearer):
            continue  # 商品房销售面积…，销售金额…，销售额…: the thing stands further back
        if attributed and bearer and tokens.tag(tokens.cut(bearer)[-1]) == "v":
            continue  # 捐资360万元，新建校舍面积2500平方米: an act has no storeys and no area
        if bearer and len(bearer) <= _LONGEST_BEARER and bearer not in cues.attributes and not bearer.endswith(cues.actor_ends):
            if bearer.startswith(text[:2]) and len(bearer) > 3:
                bearer = bearer[2:]  # 成交标的8件，成交金额2亿元
            return next((bearer + text[size:] for size in (2, 3) if bearer.endswith(text[:size])), bearer + text)
        return text
    return memory.topic + text if memory.topic and not cues.ends.in_prices.search(memory.topic) and not memory.topic.endswith(text) and not text.startswith(memory.topic) else text


def without_attribute(metric: str, cues: Cues) -> str:
    """A metric without the attribute at its end (籽棉日收购量 → 籽棉), or nothing where it is only that."""
    tail = max([a for a in cues.attribute_ends if metric.endswith(a)], key=len, default="") if metric.endswith(cues.attribute_ends) else ""
    bare = metric[:len(metric) - len(tail)]
    while len(bare) > 1 and tail and bare.endswith(cues.attribute_qualifiers):
        bare = bare[:-len(next(q for q in cues.attribute_qualifiers if bare.endswith(q)))]
    return bare if len(bare) > 1 else ""


def topic_of(row: Sequence[Word], cues: Cues) -> str:
    """The thing that a clause opens with, where it is no owner and no person: 籽棉 in 籽棉每公斤6元, “泵业贷” in “泵业贷”年利率3%.
    """
    at, size = 0, len(row)
    while at + 2 < size and row[at].tag in OWNERS and row[at + 1].is_verb and row[at + 2].text == "的":
        at += 3  # 某厂开发的袋装火腿
    while at < size and (row[at].tag in _OPENING or row[at].mention is None and row[at].text in cues.adverbs or row[at].text in _JOINTS or row[at].text in cues.of_which):
        at += 1
    if at < size and row[at].text == "“":
        close = next((i for i in range(at + 1, min(size, at + 8)) if row[i].text == "”"), None)
        return "".join([w.text for w in row[at + 1:close]]) if close else ""
    first = at
    while at < size and row[at].mention is None and row[at].is_nominal and row[at].tag not in _NO_TOPIC and row[at].text not in cues.attributes and row[at].text != "每":
        at += 1
    if at == first or at == size:
        return ""
    text = "".join([word.text for word in row[first:at]])
    if not 1 < len(text) <= 8 or text.endswith(cues.post_endings) or text in cues.actors or text.endswith(cues.person_endings) or text in cues.count_heads or text in cues.topicless:
        return ""
    return text


def with_act(phrase: Phrase, acts: str, cues: Cues) -> Phrase:
    """An item of a list with the verb of its first item (查获白酒1400瓶、商标2.6万张 → 查获商标)."""
    if not acts or not phrase.words or phrase.how.startswith(SOME_OF_CASES) or phrase.words[0].is_verb or phrase.words[0].tag == "vn" and len(phrase.words) > 1 or acts in phrase.text or phrase.text.startswith(cues.building_starts) or phrase.text in cues.attributes or phrase.text in cues.averages:
        return phrase
    return Phrase(acts + phrase.text, phrase.start, phrase.end, phrase.how + ", with the act of the list", phrase.words)


def acts_of(phrase: Phrase, cues: Cues) -> str:
    """The verbs at the head of a phrase before its noun (收购|新粮, 参与|制定|修订|国家标准), or nothing."""
    first = next((i for i, word in enumerate(phrase.words) if word.is_verb or word.text in cues.joining or word.text in cues.count_verbs), None)
    if first is None or any(word.text == "的" for word in phrase.words[first:]) or len(phrase.words) - first < 2 or phrase.words[first].text in cues.light and not phrase.words[first + 1].is_verb or first and phrase.words[first - 1].text not in cues.actors:
        return ""
    at = first
    while at < len(phrase.words) - 1 and phrase.words[at].mention is None and (
            phrase.words[at].is_verb or phrase.words[at].text in cues.joining or phrase.words[at].text in cues.light or phrase.words[at].text in cues.count_verbs):
        at += 1
    if phrase.text.endswith(cues.ends.amounts):
        return ""  # 招工计划数60人，其中…
    taken = "".join(word.text for word in phrase.words[first:at])
    return taken if 1 < len(taken) < len(phrase.text) else ""


def _leads_to_whole(row: Sequence[Word], start: int) -> bool:
    """True where 占 and the owner of the whole stand before a word offset (占我国外贸比重提升0.6个百分点)."""
    at = next((i for i, word in enumerate(row) if word.start >= start), 0)
    while at and (row[at - 1].is_reference or row[at - 1].tag in OWNERS):
        at -= 1
    return at > 0 and row[at - 1].text == "占"


def _of_which(text: str, phrase: Phrase, row: Sequence[Word], memory: Memory, cues: Cues) -> str:
    """居民消费价格上涨1.8%。其中，城市上涨1.9%; 工业增加值增长8%，其中采矿业增长5%: the part, with what is measured of the whole; or nothing."""
    beside = bool(memory.sentence) and memory.sentence[-1][1] == "rate" and (text.endswith(cues.ends.branches) or len(text) <= _BARE_CROP and memory.sentence[-1][0].endswith(cues.ends.crops))
    if not memory.sentence or not (beside or _is_part(row, memory, cues)) or not phrase.words or len(text) > _LONGEST_PART \
            or any(word.is_verb or word.mention is not None for word in phrase.words) or text.endswith(cues.own_heads):
        return ""
    whole = next((metric for metric, kind, _ in reversed(memory.sentence) if kind in ("level", "rate")), "")
    head = max((end for end in cues.indicator_heads if whole.endswith(end)), key=len, default="")
    if not head or whole.startswith(text) or beside and text.endswith(cues.ends.branches) and not whole.removesuffix(head).endswith(text[-1]):
        return ""
    if text in cues.classes:
        first = next((word for word in cues.classes if whole.startswith(word)), "")
        return text + whole[len(first):]
    return text + head


def _is_part(row: Sequence[Word], memory: Memory, cues: Cues) -> bool:
    """True where a clause tells a part of what was told before it in its sentence (其中…)."""
    return row[0].text in cues.of_which or any(word in memory.lead for word in cues.of_which)


def _done_by_part(text: str, unit: str, phrase: Phrase, row: Sequence[Word], index: int, cues: Cues, memory: Memory) -> str:
    """全国港口完成货物吞吐量5亿吨，其中沿海港口完成3亿吨: what the whole did, where the verb of a part has no object; or nothing."""
    verb = next((word for word in reversed(row[:index]) if word.text not in cues.approach and word.tag not in ("d", "ul") or word.text in cues.bare_work), None)
    if verb is None or verb.text not in cues.bare_work or phrase.end > verb.start or any(word.is_verb for word in phrase.words) or not _is_part(row, memory, cues):
        return ""
    done = [metric for metric, kind, earlier in memory.sentence if kind == "level" and earlier == unit and not metric.endswith(cues.plans_or_actors) and not metric.startswith(text)]
    return min(done, key=len, default="")  # that of the whole: a part's own holds it


def _of_population(text: str, memory: Memory) -> str:
    """A bare rate after a rate of a counted population (315个项目开工率94%，投资完成率62%) is of that population too."""
    if len(text) > 6 or not text.endswith("率") or len(memory.sentence) < 2:
        return text
    (counted, _, _), (rate, kind, _) = memory.sentence[-2:]
    if kind == "share" and rate.endswith(text):
        return rate  # 结案率55%，结案率同比提高5个百分点
    return counted + text if kind == "share" and len(counted) > 3 and counted[-4:] in rate and rate != counted else text


def merge(earlier: str, later: str) -> str:
    """`later` completed by `earlier` where it takes up its last words.

    >>> merge("知识产权质押融资", "融资金额")
    '知识产权质押融资金额'
    >>> merge("森林面积", "蓄积量")
    '蓄积量'
    """
    for size in range(min(len(earlier), len(later)) - 1, 1, -1):
        if earlier.endswith(later[:size]) and len(earlier) > size:
            return earlier + later[size:]
    return later
