"""What a bare metric takes from the figures told before it in its sentence.

In: `Bare`, a phrase that may say too little, after a figure of the same sentence.  Out: the phrase made whole, or nothing where the step does not fit.
`kg.extract.claims.completed` says in which order these steps are asked.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.claims.carried import carried_on
from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import Word

_LONGEST_PART = 12  # characters of a part of a whole
_OWN_NOUN = 3  # characters of the noun that a part shares with its whole, at most
BARE_CROP = 3  # characters; a longer name of what grows on the land is told apart without 面积
_LONGEST_HEAD = 12  # characters of a metric that completes the next one


@dataclass(slots=True)
class Bare:
    """A phrase that may say too little.  `text` is what the steps have made of it so far, `noun` what its unit counts or measures."""

    text: str
    phrase: Phrase
    row: Sequence[Word]
    index: int
    taken_as: str
    unit: str
    noun: str
    memory: Memory
    cues: Cues


def of_another_season(bare: Bare) -> str:
    """夏季降水偏多10%，冬季偏少17%."""
    seasons = bare.cues.seasons
    told = next((metric[2:] for metric, _, _ in reversed(bare.memory.sentence) if metric[:2] in seasons), "") if bare.text in seasons else ""
    return bare.text + told if told else ""


def of_both_sides(bare: Bare) -> str:
    """民营企业进出口230亿元，出口120亿元: whose both sides are."""
    both = bare.cues.halves.get(bare.text, "")
    whole = next((metric for metric, kind, _ in reversed(bare.memory.sentence) if both in metric and kind == "level"), "") if both else ""
    head = whole[:whole.rindex(both)] if whole else ""
    return head + bare.text if head and head not in bare.cues.any_trade else ""


def part_again(bare: Bare) -> str:
    """占外贸总值的53%，比重提升3.8个百分点."""
    return next((metric for metric, kind, _ in reversed(bare.memory.sentence) if kind == "share" and "占" in metric), "") if bare.text in bare.cues.parts else ""


def taken_up(bare: Bare) -> str:
    """质押融资12笔，融资金额3亿元: whose last words the metric takes up; 开工率94%，投资完成率62%: a rate of the same things."""
    memory, text = bare.memory, bare.text
    last = memory.sentence[-1][0]
    if last.startswith(bare.cues.mean_starts) or any([word.tag == "Quantity" for word in bare.row[:bare.index]]):
        return ""
    merged = merge(last, text) if len(last) <= _LONGEST_HEAD else text
    return merged if merged != text and _says_it_all(bare) else _of_population(text, memory)


def _says_it_all(bare: Bare) -> bool:
    """True where no act and no noun of the clause stands before the phrase."""
    phrase = bare.phrase
    return all([word.start >= phrase.start or word.end <= phrase.start and not (word.is_verb or word.tag == "vn" or word.is_nominal and word.mention is None) for word in bare.row])


def _of_population(text: str, memory: Memory) -> str:
    """A bare rate after a rate of a counted population (315个项目开工率94%，投资完成率62%) is of that population too."""
    if len(text) > 6 or not text.endswith("率") or len(memory.sentence) < 2:
        return ""
    (counted, _, _), (rate, kind, _) = memory.sentence[-2:]
    if kind == "share" and rate.endswith(text):
        return rate  # 结案率55%，结案率同比提高5个百分点
    return counted + text if kind == "share" and counted[-4:] in rate else ""


def merge(earlier: str, later: str) -> str:
    """`later` completed by `earlier` where it takes up its last words.

    >>> merge("知识产权质押融资", "融资金额")
    '知识产权质押融资金额'
    >>> merge("森林面积", "蓄积量")
    '蓄积量'
    """
    for size in range(min(len(earlier), len(later)) - 1, 1, -1):
        if earlier.endswith(later[:size]):
            return earlier + later[size:]
    return later


def with_attribute_of_list(bare: Bare) -> str:
    """水稻面积160万亩，大豆155万亩: the attribute that a bare noun shares with the figure before it in the same unit."""
    text, cues, unit = bare.text, bare.cues, bare.unit
    if text in cues.attributes or text.endswith(cues.sums_or_plans) or not unit or any(word.is_verb or word.tag == "vn" for word in bare.phrase.words) or len(text) > 6:
        return ""
    metric = next((metric for metric, kind, earlier in reversed(bare.memory.sentence) if earlier == unit and kind == "level"), "")
    shared = next((a for a in cues.shared_attributes if metric.endswith(a)), "")
    if shared and shared.endswith(cues.names.area) and text.endswith(cues.land) and len(text) > 1:
        return ""  # 总面积9万亩，其中林地2万亩
    return text + shared if shared and not text.endswith(cues.shared_attributes) else ""


def done_by_part(bare: Bare) -> str:
    """全国港口完成货物吞吐量5亿吨，其中沿海港口完成3亿吨: what the whole did, where the verb of a part has no object; 其中税务部门完成7亿元: by whom it was done."""
    text, row, cues = bare.text, bare.row, bare.cues
    verb = next((word for word in reversed(row[:bare.index]) if word.text not in cues.approach and word.tag not in ("d", "ul") or word.text in cues.bare_work), row[0])
    if verb.text not in cues.bare_work or bare.phrase.end > verb.start or any(word.is_verb for word in bare.phrase.words) or not _is_of_those(bare) or text.endswith((*cues.attribute_ends, *cues.sums_or_plans)):
        return ""  # 其中工业增加值完成40亿元 and 税收收入完成2亿元 are metrics of their own
    done = [metric for metric, kind, earlier in bare.memory.sentence if kind == "level" and earlier == bare.unit and not metric.endswith(cues.plans_or_actors)]
    whole = min(done, key=len, default="")  # a part's own holds it
    return whole if text.endswith(cues.actor_ends) or not whole else "" if text.endswith(whole[-_OWN_NOUN:]) else text + whole  # 其中异地业务量完成30件 names its own


def _is_of_those(bare: Bare) -> bool:
    """True where the clause tells a part of what was told before it in its sentence (其中…), or its sentence takes the parts in turn (分产业看，…)."""
    cues = bare.cues
    return bare.row[0].text in cues.of_which or any(word in bare.memory.lead for word in cues.of_which) or cues.turns.by_parts.match(bare.memory.lead) is not None


def of_which(bare: Bare) -> str:
    """居民消费价格上涨1.8%。其中，城市上涨1.9%; 工业增加值增长8%，其中采矿业增长5%; 从主要产品产量看，饮料增长5%: the part, with what is measured of the whole."""
    text, memory, cues = bare.text, bare.memory, bare.cues
    last, kind, _ = memory.sentence[-1]
    branch = text.endswith(cues.ends.branches)  # a noun of any length, whatever a dictionary says of 零售 in 零售业
    beside = kind == "rate" and (branch or len(text) <= BARE_CROP and last.endswith(cues.ends.crops))
    if not (beside or _is_of_those(bare)) or text.endswith(cues.own_heads) or not branch and (len(text) > _LONGEST_PART or any(word.is_verb for word in bare.phrase.words)):
        return ""
    looked_at = cues.turns.by_parts.match(memory.lead)
    whole = looked_at[1] if looked_at is not None and looked_at[1].endswith(cues.indicator_heads) else next((metric for metric, kind, _ in reversed(memory.sentence) if kind in ("level", "rate")), "")
    head = max((end for end in cues.indicator_heads if whole.endswith(end)), key=len, default="")
    if head and text in cues.classes:
        first = next((word for word in cues.classes if whole.startswith(word)), "")
        return text + whole[len(first):]
    return text + head if head else ""


def share_of_what(bare: Bare) -> str:
    """工业利润增长5%，占全市利润的比重由86%降至79%: the part of which it is told."""
    last, kind, _ = bare.memory.sentence[-1]
    return last + bare.text if bare.text.startswith("占") and len(bare.text) > 4 and kind != "share" else ""


def mean_of_what(bare: Bare) -> str:
    """总产量8万吨，平均……; 人均可支配收入3万元，人均增长2000元."""
    if bare.text not in bare.cues.averages:
        return ""
    mean = bare.memory.sentence[-1][0]
    if mean.endswith(bare.text):
        return mean  # 过桥车辆由日均300辆增加到日均1200辆
    return bare.text + next((mean[len(first):] for first in bare.cues.average_starts if mean.startswith(first)), mean)


def of_a_sort(bare: Bare) -> str:
    """文史类考生13205人，理工类25714人: what the sort before was a sort of."""
    text, cues = bare.text, bare.cues
    if text[-1] not in cues.sorts or len(text) < 3 and text[-1] not in cues.turns.sorts_named_shortly or bare.memory.sentence[-1][2] != bare.unit:
        return ""
    sort = bare.memory.sentence[-1][0].partition(text[-1])[2]
    return text + sort if sort else ""


def of_events(bare: Bare) -> str:
    """火灾10起，起数下降8%: of the events that were counted in that unit."""
    events = next((metric for metric, _, earlier in reversed(bare.memory.sentence) if earlier == bare.text[:-1]), "") if bare.text in bare.cues.event_counts else ""
    return events + bare.text if events else ""


def of_acts_counted(bare: Bare) -> str:
    """执行案件结案406件，结案数上升13%."""
    text = bare.text
    if text[-1] != bare.cues.names.number or len(text) < 3:
        return ""
    acts = next((metric for metric, kind, _ in reversed(bare.memory.sentence) if kind == "level" and metric.endswith(text[:-1]) and metric != text[:-1]), "")
    return acts + bare.cues.names.number if acts else ""


def in_events(bare: Bare) -> str:
    """交通事故起数下降8%，死亡人数下降5%."""
    events = bare.memory.sentence[-1][0]
    return events[:-2] + bare.text if len(bare.text) == 4 and bare.text.endswith(bare.cues.names.people) and events.endswith(bare.cues.event_counts) else ""


def planned_of_it(bare: Bare) -> str:
    """植树120万亩，占任务100万亩的120%: the task is one of planting."""
    if bare.text not in bare.cues.plan_sizes or bare.row[0].text != "占":
        return ""
    return carried_on(bare.row, bare.index, bare.cues, bare.memory, "plain-figure", "").text + bare.text
