"""Which phrase names a figure's metric: the one before, the one after, a fixed one, or an earlier one carried on.

In: the words of a clause, the figure's place, its frame, and what was read before it.  Out: `Phrase`.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.claims_carried import part_before, said_before
from kg.extract.claims_completed import acts_of, completed, of_bearer, with_act
from kg.extract.claims_cues import Cues
from kg.extract.claims_durations import age_metric, rest_of, within_which
from kg.extract.claims_figure import Figure, Memory, index_at, unit_of
from kg.extract.claims_joint import in_turn, shared
from kg.extract.claims_metric import Phrase, after, before
from kg.extract.claims_plain import made_by_trade, of_that_size, plain_metric, reached_from, way_between
from kg.extract.claims_sums import for_each, gained_or_saved, spent_on
from kg.extract.claims_words import OWNERS, Word
from kg.model import Mention

_SINCE = re.compile("(比重|比例|份额)[由从].*$")  # 占外贸总值比重由2004年的9.2%提升至15.4%


def metric_of(row: Sequence[Word], index: int, frame: Mention | None, cues: Cues, memory: Memory, in_list: bool = False) -> Phrase:
    """The metric of the figure at `index`; its text is empty where nothing names one.  `in_list` says that it goes on a list."""
    rule = frame.rule if frame else "plain-figure"
    phrase = shared(row, index, cues) or in_turn(row, index, cues, memory)
    figure = Figure(row, index, cues, memory)
    if phrase is None and rule in ("plain-figure", "time-taken"):
        phrase = way_between(figure)
    if phrase is None:
        if rule == "newly-added":
            phrase = _added(row, index, frame, cues)
        elif rule == "measured-by-verb":
            phrase = _measured(figure, frame)
        elif rule == "time-taken":
            doer = before(row, index_at(row, frame.span.start), cues)
            phrase = within_which(figure) or Phrase((doer.text if doer else "") + "用时", doer.start if doer else frame.span.start, row[index].end, "how long it took")
        elif rule.startswith("share-of-plan"):
            phrase = _of_plan(row, index, frame, cues, memory)
        elif rule == "distance-from":
            origin = before(row, index_at(row, frame.span.start), cues)
            head = origin.text if origin is not None and len(origin.text) <= 4 else ""
            goal = _without_approach(frame.part("from").text, cues)
            phrase = Phrase(f"{head}距{goal}距离", frame.span.start, row[index].end, "距 … and a length")
        elif rule in ("more-by-doing", "less-by-doing"):
            phrase = gained_or_saved(row, frame.part("verb").span.start, frame.part("verb").text, cues) or _framed(figure, frame)
        elif rule == "earlier-or-later-by":
            done = rest_of(row, index, cues)
            verb = frame.part("verb")
            if done is not None:
                phrase = Phrase(done.text + "时间", done.start, done.end, "what was sooner or later")
            elif len(verb.text) > 2:
                phrase = Phrase(verb.text, verb.span.start, verb.span.end, "what was sooner or later")
            elif index + 1 < len(row) and row[index + 1].is_verb and row[index + 1].mention is None:
                phrase = Phrase(verb.text + row[index + 1].text + "时间", verb.span.start, row[index + 1].end, "what was sooner or later")  # 提前6天开放码头
            else:
                phrase = _framed(figure, frame)
        elif rule == "those-that-rose-or-fell":
            verb = frame.part("verb")
            phrase = Phrase(verb.text + memory.counted.get(unit_of(row[index]), ""), verb.span.start, verb.span.end, "those that rose or fell")
        elif rule.startswith(("share-of-whole", "rank", "times-as-much", "rise-reaching")) or (frame is not None and frame.attribute("direction")):
            phrase = _framed(figure, frame)
        else:
            phrase = plain_metric(figure)
        if phrase is not None and in_list and not ("元" in figure.unit and phrase.text.endswith(cues.person_endings)):
            phrase = with_act(phrase, memory.acts, cues)
        elif phrase is not None and rule in ("plain-figure", "newly-added") and phrase.words:
            memory.acts = acts_of(phrase, cues)
        if phrase is not None and phrase.words and rule == "plain-figure" and row[0].text != "其中" and not all(word.is_verb for word in phrase.words):
            memory.counted[unit_of(row[index])] = _head_noun(phrase)
        phrase = completed(phrase, row, index, cues, memory, rule)
    return _of_one(_of_each(_of_age(phrase, row, index, cues), row, index, cues), row, index)


def _of_age(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """60岁及以上人口31万人, 0—14岁人口: the ages tell which people are counted."""
    if not phrase.words or phrase.end > row[index].start:
        return phrase
    at = stop = index_at(row, phrase.start)
    while at and (row[at - 1].text in cues.bound_after or row[at - 1].text in ("及", "的", "及以上", "及以下")):
        at -= 1
    if not at or row[at - 1].tag != "Quantity" or unit_of(row[at - 1]) not in ("岁", "周岁") or row[at - 1].end > phrase.start:
        return phrase
    return Phrase("".join(w.text for w in row[at - 1:stop]) + phrase.text, row[at - 1].start, phrase.end, phrase.how + ", of that age", phrase.words)


def _head_noun(phrase: Phrase) -> str:
    """The counted noun of a phrase without the verbs in front of it."""
    words = list(phrase.words)
    of = max((at for at, word in enumerate(words[:-1]) if word.text == "的"), default=-1)
    words = words[of + 1:]
    while len(words) > 1 and (words[0].is_verb or words[0].tag == "vn" or words[0].text == "新" and words[1].is_verb):
        words.pop(0)
    return "".join(word.text for word in words)


def _of_each(phrase: Phrase, row: Sequence[Word], index: int, cues: Cues) -> Phrase:
    """The phrase with 每公斤, 每户 and the like, where such words stand before the figure or before the phrase."""
    if phrase.text.endswith(tuple(cues.attribute_units.values())):
        return phrase  # 每枚为30克纪念币: of one coin anyway
    if phrase.text.endswith(("亩产", "率")):
        return phrase  # 劳动生产率每人每年6万元
    for stop in (next((i for i, word in enumerate(row) if word.end > phrase.start), index), _before_small_words(row, index, cues)):
        each, at = for_each(row, stop, cues)
        if each and each not in phrase.text:
            price = "价格" if "元" in unit_of(row[index]) and each not in cues.each_person and _is_thing(phrase, cues) else ""
            return Phrase(each + phrase.text + price, min(phrase.start, row[at].start), phrase.end, phrase.how + ", of each", phrase.words)
    each = _each_at_the_head(row, index, cues)
    if each and phrase.end <= row[-1].end and each[1:] not in phrase.text:
        return Phrase(each + phrase.text, row[0].start, phrase.end, phrase.how + ", of each at the head of the clause", phrase.words)
    return phrase


def _is_thing(phrase: Phrase, cues: Cues) -> bool:
    """True for a thing that has a price (一级果每箱28元), false for a price, a wage or an act."""
    last = phrase.words[-1] if phrase.words else None
    return last is not None and last.mention is None and last.tag in ("n", "nz", "ng", "x") and not any(word.is_verb for word in phrase.words) \
        and not phrase.text.endswith((*cues.person_endings, *cues.money_nouns, *cues.attributes, *cues.price_nouns, "价", "标准", "率", "租", "线", "补", "钱", "酬", "税"))


def _each_at_the_head(row: Sequence[Word], index: int, cues: Cues) -> str:
    """每个考场 in 每个考场安排考生30名, or nothing."""
    if row[0].text[0] != "每" or row[0].text in cues.terms or row[0].text[1:] in cues.periods:
        return ""
    at = 1
    while at < index and row[at].mention is None and row[at].is_nominal and row[at].tag not in ("d", "ad"):
        at += 1
    text = "".join(word.text for word in row[:at])
    verb = at < index and row[at].mention is None and (row[at].is_verb or row[at].text in cues.light or row[at].text in cues.adverbs)
    return text if verb and 2 < len(text) <= 8 and text[1:] not in cues.periods else ""


def _of_one(phrase: Phrase, row: Sequence[Word], index: int) -> Phrase:
    """大葱0.9元一斤: the price of each 斤 of what stands before."""
    one = row[index + 1].mention if index + 1 < len(row) else None
    if one is None or one.rule != "price-for-one":
        return phrase
    each, text = "每" + row[index + 1].text[1:], phrase.text if phrase.start != row[index + 1].start else ""
    return Phrase(text + each + ("" if text.endswith(("价", "价格", "费")) else "价格"), phrase.start, row[index + 1].end, phrase.how + ", for one", phrase.words)


def _before_small_words(row: Sequence[Word], index: int, cues: Cues) -> int:
    """The index where the approach to a figure begins, 每公斤 not counted as a part of it."""
    at = index
    while at and row[at - 1].mention is None and (row[at - 1].text in cues.approach or row[at - 1].text in cues.money_verbs or row[at - 1].text in cues.adverbs or row[at - 1].text == "平均") \
            and row[at - 1].text[0] != "每":
        at -= 1
    return at


def _of_plan(row, index, frame, cues, memory) -> Phrase:
    plan = frame.part("plan")
    done = before(row, index_at(row, frame.span.start), cues)
    name = done.text if done else said_before(memory, "", frame.rule, cues)[0] if memory.sentence else ""
    if done is not None and done.text.endswith("超额"):
        name = (done.text[:-2] or (memory.sentence[-1][0] if memory.sentence else "")) + "超额"
    if not name:
        return Phrase(plan.text + "完成率", plan.span.start, plan.span.end, "a plan and how much of it is done")
    return Phrase(f"{name}完成{plan.text}比例", done.start if done else plan.span.start, plan.span.end, "how much of a plan is done", done.words if done else ())


def _added(row, index, frame, cues) -> Phrase | None:
    verb = frame.part("verb").span
    if any(word.start == verb.start and word.end > verb.end for word in row[:index]):
        return before(row, index, cues)  # 城镇|新增就业
    start = verb.end
    inner = [w for w in row[:index] if w.start >= start]
    return (before(inner, len(inner), cues) if inner else None) or after(row, index, cues) or before(row, index_at(row, frame.span.start), cues)


def _without_approach(text: str, cues: Cues) -> str:
    while (small := next((w for w in ("大约", "约", "近", "仅", "只有", "不到", "不足", "超过") if text.endswith(w)), None)) is not None:
        text = text[:-len(small)]
    return text


def _measured(figure: Figure, frame: Mention) -> Phrase:
    row, index, cues, memory = figure.row, figure.index, figure.cues, figure.memory
    verb = frame.part("verb")
    fixed = cues.measures.get(verb.text, verb.text)
    spent = spent_on(figure) if verb.text in cues.spending else None
    if spent is not None:
        return spent
    if (fixed == verb.text and verb.text not in cues.whole_sums) or verb.text == "投资":
        longer = before(row, index, cues)
        if longer is not None and verb.text in longer.text:
            return made_by_trade(figure, longer) or longer
    if fixed.endswith("产量"):
        product = after(row, index, cues, acting=False)
        if product is not None and any(w.text == "项目" for w in product.words) and any(w.text == "、" for w in product.words):
            cut = next(i for i, w in enumerate(product.words) if w.text == "、")  # the figure stands inside the name of a project
            product = Phrase("".join(w.text for w in product.words[:cut]), product.start, product.words[cut - 1].end, product.how, product.words[:cut])
        if product is not None:
            return Phrase(product.text + fixed, product.start, product.end, f"{verb.text} and what is made")
        made = before(row, index_at(row, verb.span.start), cues)
        if made is not None and len(made.text) <= 8 and made.words and all(w.mention is None and w.tag in ("n", "nz", "ng", "nr", "x") for w in made.words) \
                and made.text not in cues.actors and not made.text.endswith((*cues.person_endings, "厂", "公司", "企业", "业", "场", "船", "线", "园", "区", "目", "机", "站")):
            return Phrase(made.text + fixed, made.start, verb.span.end, f"{verb.text} and what stands before it")  # 鲜菇日产800公斤
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


def _framed(figure: Figure, frame: Mention) -> Phrase | None:
    row, index, cues, memory = figure.row, figure.index, figure.cues, figure.memory
    if frame.rule.startswith("rise-reaching") and (start := reached_from(figure)) is not None:
        return start
    stop = min(index, index_at(row, frame.span.start))
    while frame.rule == "rank" and stop > 1 and (row[stop - 1].is_reference or row[stop - 1].tag in OWNERS or row[stop - 1].text in cues.everywhere):
        stop -= 1  # 减贫人数全国第一
    if frame.rule == "rank" and (at := next((i for i in range(stop - 1, max(-1, stop - 6), -1) if row[i].text == "在"), None)) is not None \
            and any(word.tag == "Quantity" for word in row[at:stop]):
        stop = at  # 在全省9个设区市排名第一
    if frame.rule == "rank" and stop > 1 and row[stop - 1].tag == "Quantity" and unit_of(row[stop - 1]) in cues.time_units and row[stop - 2].text == "连续":
        stop -= 2  # 单产连续9年居全省第二
    phrase = before(row, stop, cues)
    if phrase is not None and phrase.text == "计算":
        phrase = None  # 按可比价格计算比上年增长
    if phrase is not None and phrase.start < frame.span.start < phrase.end and phrase.words[-1].end == phrase.end:
        phrase = Phrase(phrase.text[:frame.span.start - phrase.end], phrase.start, frame.span.start, phrase.how, phrase.words)  # 价格比|前一周, 价格下降|3%: a dictionary's word that the frame begins in
    if phrase is not None and frame.attribute("direction") and (driven := _driven(row, phrase, frame, cues)) is not None:
        return driven
    whole, verb = frame.part("whole"), frame.part("verb")
    if whole is not None and verb is not None:
        start = phrase.start if phrase else frame.span.start
        aged = next((i for i in range(stop - 2, max(-1, stop - 4), -1) if row[i].tag == "Quantity" and row[i + 1].text in cues.bound_after), None) if phrase is None else None
        before_it = "".join(w.text for w in row[aged:stop]).removesuffix("的") if aged is not None else part_before(memory)  # 35岁以下的占31%
        part = of_bearer(phrase.text, cues, memory, row, index) if phrase else before_it
        if verb.text.endswith("比"):
            return Phrase(part + "占比", start, frame.span.end, "the part and 占比")
        name = whole.text.strip("的约近超过达到了为将已由从").rstrip("不足")
        if verb.text == "相当于" and name:
            return Phrase(f"{part}相当于{name}比例", start, frame.span.end, "what it comes to beside another")
        name = _SINCE.sub(r"\1", name.removesuffix("平均"))
        if name.endswith(("比重", "比例", "份额", "平均值")) or len(name) > 2 and name.endswith("比"):
            return Phrase(f"{part}占{name}", start, frame.span.end, "the part and its whole")
        if name:
            return Phrase(f"{part}占{name}比例", start, frame.span.end, "the part and its whole")
        return Phrase(part + "占比", start, frame.span.end, "the part of a whole named before")
    if verb is not None and verb.text in cues.own_objects:
        if phrase is None and memory.sentence and verb.text in ("减产", "增产"):
            return None
        taken = next((m for m, kind, _ in reversed(memory.sentence) if kind == "level" and m.endswith(("收入", "税收") if verb.text[-1] == "收" else ("支出",))), "") if phrase is None and verb.text in ("增收", "减收", "增支", "减支") else ""
        if taken:
            return Phrase(taken, frame.span.start, frame.span.end, f"{verb.text} of what was taken in")  # 总收入42亿元，同比增收9亿元
        part = phrase.text if phrase else _per_unit(row, index_at(row, frame.span.start))
        return Phrase(part + verb.text, phrase.start if phrase else frame.span.start, frame.span.end, f"{verb.text} says what is measured")
    grown = frame.part("noun") if frame.rule == "growth-noun" else None
    if grown is not None and phrase is not None and phrase.end == grown.span.start and grown.text in cues.growth_rates:
        return Phrase(phrase.text + grown.text, phrase.start, grown.span.end, "a growth named with its noun", phrase.words)  # 经济增长率为0.7%
    if phrase is not None and phrase.text in ("翻", "翻了", "增长", "下降") and memory.sentence:
        phrase = None
    sized = of_that_size(figure)
    if sized is not None:
        return sized
    if frame.rule == "rank" and (table := next((w for w in row[:index] if w.text.endswith("榜") and w.mention is None and len(w.text) > 1), None)) is not None:
        return Phrase(table.text + "排名", table.start, row[index].end, "a place on a table")
    if frame.rule == "rank" and phrase is None and not memory.sentence and verb is not None and verb.text.startswith("排名"):
        return Phrase("排名", frame.span.start, frame.span.end, "a place in an order")
    what = frame.part("what")
    if what is not None:
        head = phrase.text if phrase is not None and len(phrase.text) <= 4 and not phrase.ends_in_verb else ""
        return Phrase(head + what.text, phrase.start if head else what.span.start, what.span.end, "what was added or cut")
    if phrase is None and (frame.attribute("direction") or frame.rule == "rank"):
        right = after(row, index, cues)
        if right is not None and row[index + 1].text != "的" and not (row[index + 1].text in cues.bound_after and index + 2 < len(row) and row[index + 2].text == "的"):
            return right
    return phrase


def _driven(row, phrase: Phrase, frame, cues: Cues) -> Phrase | None:
    """拉动全市工业增长5.3个百分点: what is driven, and that it grew."""
    at = index_at(row, phrase.start) - 1
    while at >= 0 and (row[at].is_reference or row[at].tag in OWNERS or row[at].text in cues.everywhere):
        at -= 1
    verb = frame.part("verb")
    if at < 0 or verb is None or verb.text != "增长" or row[at].text not in cues.driving or row[at].mention is not None:
        return None
    return Phrase(row[at].text + phrase.text + verb.text, row[at].start, frame.span.end, "what is driven, and that it grew")


def _per_unit(row, stop: int) -> str:
    """每亩, 每户 before a verb, or nothing."""
    return row[stop - 2].text + row[stop - 1].text if stop > 1 and row[stop - 2].text in ("每", "户", "人") else ""
