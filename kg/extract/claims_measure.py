"""Which phrase names a figure's metric: the one before, the one after, a fixed one, or an earlier one carried on.

In: the words of a clause, the figure's place, its frame, and what was read before it.  Out: `Phrase`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims_cues import Cues
from kg.extract.claims_durations import age_metric
from kg.extract.claims_figure import Memory, index_at, unit_of
from kg.extract.claims_metric import Phrase, after, before
from kg.extract.claims_plain import plain_metric
from kg.extract.claims_sums import for_each
from kg.extract.claims_words import Word
from kg.model import Mention

_AND = frozenset("、和与及")
_DOING = re.compile(r"(?:进行|开展|实施)(\w{2})，$")


def metric_of(row: Sequence[Word], index: int, frame: Mention | None, cues: Cues, memory: Memory) -> Phrase:
    """The metric of the figure at `index`; its text is empty where nothing names one."""
    rule = frame.rule if frame else "plain-figure"
    phrase = _shared(row, index, cues)
    if phrase is None:
        if rule == "newly-added":
            phrase = _added(row, index, frame, cues)
        elif rule == "measured-by-verb":
            phrase = _measured(row, index, frame, cues, memory)
        elif rule == "time-taken":
            doer = before(row, index_at(row, frame.span.start), cues)
            phrase = Phrase((doer.text if doer else "") + "用时", doer.start if doer else frame.span.start, row[index].end, "how long it took")
        elif rule == "share-of-plan":
            plan = frame.part("plan")
            phrase = Phrase(plan.text + "完成率", plan.span.start, plan.span.end, "a plan and how much of it is done")
        elif rule == "distance-from":
            phrase = Phrase(f"距{frame.part('from').text}距离", frame.span.start, row[index].end, "距 … and a length")
        elif rule.startswith(("share-of-whole", "rank", "times-as-much", "rise-reaching")) or (frame is not None and frame.attribute("direction")):
            phrase = _framed(row, index, frame, cues, memory)
        else:
            phrase = plain_metric(row, index, cues, memory)
        phrase = _completed(phrase, row, index, cues, memory, rule)
    return phrase


def _added(row, index, frame, cues) -> Phrase | None:
    start = frame.part("verb").span.end
    inner = [w for w in row[:index] if w.start >= start]
    return (before(inner, len(inner), cues) if inner else None) or after(row, index, cues) or before(row, index_at(row, frame.span.start), cues)


def _measured(row, index, frame, cues, memory) -> Phrase:
    verb = frame.part("verb")
    fixed = cues.measures.get(verb.text, verb.text)
    if (fixed == verb.text and verb.text not in cues.whole_sums) or verb.text == "投资":
        longer = before(row, index, cues)
        if longer is not None and verb.text in longer.text:
            return longer
    if fixed.endswith("产量"):
        product = after(row, index, cues, acting=False)
        if product is not None and any(w.text == "项目" for w in product.words) and any(w.text == "、" for w in product.words):
            cut = next(i for i, w in enumerate(product.words) if w.text == "、")  # the figure stands inside the name of a project
            product = Phrase("".join(w.text for w in product.words[:cut]), product.start, product.words[cut - 1].end, product.how, product.words[:cut])
        if product is not None:
            return Phrase(product.text + fixed, product.start, product.end, f"{verb.text} and what is made")
    if fixed in ("时长", "耗时", "历时"):
        act = index + 1
        while act < len(row) and row[act].text in ("时间", "的"):
            act += 1
        event = after(row, index, cues)
        if event is not None and index + 1 < len(row) and row[index + 1].text == "的" and event.words[-1].text != "时间":
            last = event.words[-1].text
            kind = next((head for head in sorted(cues.event_heads, key=len, reverse=True) if last.endswith(head)), last)
            return Phrase(kind + fixed, verb.span.start, event.end, f"{verb.text} and the event")
        if act < len(row) and row[act].mention is None and row[act].text not in cues.function_signs and len(row[act].text) > 1:
            return Phrase(row[act].text + "时间", verb.span.start, row[act].end, f"{verb.text} and the act")
    if fixed == "持续时间":
        act = before(row, index_at(row, verb.span.start), cues)
        if act is not None:
            return Phrase(act.text + fixed, act.start, act.end, f"{verb.text} and what lasts")
    if fixed == "年龄":
        return age_metric(row, row[index], cues, memory)
    return Phrase(fixed, verb.span.start, verb.span.end, f"{verb.text} says what is measured")


def _framed(row, index, frame, cues, memory: Memory) -> Phrase | None:
    phrase = before(row, min(index, index_at(row, frame.span.start)), cues)
    whole, verb = frame.part("whole"), frame.part("verb")
    if whole is not None and verb is not None:
        start = phrase.start if phrase else frame.span.start
        part = phrase.text if phrase else memory.sentence[-1][0] if memory.sentence else ""
        if verb.text.endswith("比"):
            return Phrase(part + "占比", start, frame.span.end, "the part and 占比")
        name = whole.text.strip("的约近超过达到了为将已")
        if name.endswith(("比重", "比例", "份额")):
            return Phrase(f"{part}占{name}", start, frame.span.end, "the part and its whole")
        if name:
            return Phrase(f"{part}占{name}比例", start, frame.span.end, "the part and its whole")
        return Phrase(part + "占比", start, frame.span.end, "the part of a whole named before")
    if verb is not None and verb.text in cues.own_objects:
        part = phrase.text if phrase else _per_unit(row, index_at(row, frame.span.start))
        return Phrase(part + verb.text, phrase.start if phrase else frame.span.start, frame.span.end, f"{verb.text} says what is measured")
    if phrase is None and (frame.attribute("direction") or frame.rule == "rank"):
        right = after(row, index, cues)
        if right is not None and row[index + 1].text != "的":
            return right
    return phrase


def _per_unit(row, stop: int) -> str:
    """每亩, 每户 before a verb, or nothing."""
    return row[stop - 2].text + row[stop - 1].text if stop > 1 and row[stop - 2].text in ("每", "户", "人") else ""


def _shared(row, index, cues) -> Phrase | None:
    """`甲率、乙率分别达到98%和92%`: the nth noun for the nth figure."""
    each = next((i for i, word in enumerate(row[:index]) if word.text.startswith("分别")), None)
    if each is None:
        return None
    figures = [index]
    while figures[0] >= 2 and row[figures[0] - 1].text in _AND and row[figures[0] - 2].tag == "Quantity":
        figures.insert(0, figures[0] - 2)
    while (following := _joined(row, figures[-1])) is not None:
        figures.append(following)
    phrase = before(row, each, cues) if len(figures) > 1 else None
    if phrase is None:
        return None
    items: list[list[Word]] = [[]]
    for word in phrase.words:
        if word.text in _AND:
            items.append([])
        else:
            items[-1].append(word)
    if len(items) != len(figures) or not all(items):
        return None
    mine = items[figures.index(index)]
    return Phrase("".join(w.text for w in mine), mine[0].start, mine[-1].end, "分别: the noun of the same place in the list", tuple(mine))


def _joined(row, at) -> int | None:
    """The index of the figure joined to the one at `at` by 、 or 和, or None."""
    step = at + 1
    while step < len(row) and row[step].text in ("以上", "以下", "左右"):
        step += 1
    joined = step + 1 < len(row) and row[step].text in _AND and row[step + 1].tag == "Quantity"
    return step + 1 if joined else None


def _completed(phrase: Phrase | None, row, index, cues, memory: Memory, rule: str) -> Phrase:
    value = row[index]
    unit = unit_of(value)
    noun = cues.unit_nouns.get(unit, "")
    if phrase is None:
        if not memory.sentence:
            return Phrase(noun or (unit if len(unit) > 1 else ""), value.start, value.end, "nothing in the sentence names it, so what its unit says")
        metric, _, earlier_unit = memory.sentence[-1]
        full = next((full for full in memory.objects.values() if metric.startswith(full)), "")
        if rule == "rank" and full and earlier_unit in cues.person_units:
            metric = full + "人数"
        elif noun and _repeats(row, index, unit):
            metric += noun
        elif "百分点" in unit and memory.sentence[-1][1] == "rate" and not metric.endswith("速"):
            metric += "增速"  # 同比增长5.6%，比全国高0.9个百分点: the points are of the rate
        return Phrase(metric, value.start, value.end, "carried on from the figure before")
    text, how = phrase.text, phrase.how
    first = next(i for i, word in enumerate(row) if word.tag == "Quantity") == index
    if memory.sentence and first:
        merged = merge(memory.sentence[-1][0], text)
        if merged == text:
            merged = _of_population(text, memory)
        if merged != text:
            text, how = merged, how + ", completed by the metric before"
    if text in cues.count_heads and (doing := _DOING.search(memory.lead)):
        text, how = doing[1] + text, how + ", of what was done before"
    people = unit in ("人", "人次") and not text.endswith((*cues.person_endings, "量", "数", "额", "次", "率"))
    if rule in ("plain-figure", "newly-added") and noun and not text.endswith(noun) and (phrase.ends_in_verb or people):
        text, how = text + noun, how + ", and what its unit counts"
    for head in ("人数", "数量"):
        if text.endswith(head) and memory.recall(text[:-2]) != text[:-2]:
            text, how = memory.recall(text[:-2]) + head, how + ", with the object that its verb had before"
    return Phrase(text, phrase.start, phrase.end, how, phrase.words)


def _repeats(row, index: int, unit: str) -> bool:
    """True where the same things are counted again in another unit (56支2994人, 280户、1050人)."""
    back = index - 2 if index > 1 and row[index - 1].text == "、" else index - 1
    return back >= 0 and row[back].tag == "Quantity" and unit_of(row[back]) != unit


def _of_population(text: str, memory: Memory) -> str:
    """A bare rate after a rate of a counted population (315个项目开工率94%，投资完成率62%) is of that population too."""
    if len(text) > 6 or not text.endswith("率") or len(memory.sentence) < 2:
        return text
    (counted, _, _), (rate, kind, _) = memory.sentence[-2:]
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
