"""Which phrase names a figure's metric: the one before, the one after, a fixed one, or an earlier one carried on.

In: the words of a clause, the figure's place, its frame, and what was read before it.  Out: `Phrase`.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.carried import said_before
from kg.extract.claims.completed import acts_of, completed, with_act
from kg.extract.claims.cues import Cues
from kg.extract.claims.durations import age_metric, rest_of, unbroken, within_which
from kg.extract.claims.each import of_which
from kg.extract.claims.figure import Figure, Memory, PlainFigure, index_at, unit_of
from kg.extract.claims.framed import framed
from kg.extract.claims.joint import in_turn, shared
from kg.extract.claims.metric import after, before
from kg.extract.claims.phrase import WORKS_COUNTED, Phrase
from kg.extract.claims.plain import plain_metric, way_between
from kg.extract.claims.sums import gained_or_saved, made_by_trade, spent_on
from kg.extract.claims.words import Word
from kg.model import Mention

_LONGEST_WORKS = 12  # characters of a sort of works
_PLAIN = frozenset(("plain-figure", "time-taken"))


def metric_of(row: Sequence[Word], index: int, frame: Mention | None, cues: Cues, memory: Memory, in_list: bool = False) -> Phrase:
    """The metric of the figure at `index`; its text is empty where nothing names one.  `in_list` says that it goes on a list."""
    taken_as = frame.taken_as if frame else "plain-figure"
    phrase = shared(row, index, cues) or in_turn(row, index, cues, memory) if cues.in_turn_there.search(memory.clause) else None
    if phrase is None:
        figure = (PlainFigure if taken_as in _PLAIN else Figure)(row, index, cues, memory)
        way = way_between(figure) if taken_as in _PLAIN else None
        if way is not None:
            return of_which(way, row, index, cues, memory)
        phrase = _by_frame(figure, frame) if frame is not None else plain_metric(_plain(figure))
        if phrase is not None and in_list and not (figure.is_money and phrase.text.endswith(cues.person_endings)):
            phrase = with_act(phrase, memory.acts, cues)
        elif phrase is not None and taken_as in ("plain-figure", "newly-added") and phrase.words:
            memory.acts = acts_of(phrase, cues)
        if phrase is not None and phrase.words and taken_as == "plain-figure" and row[0].text not in cues.of_which and not all(word.is_verb for word in phrase.words):
            memory.counted[unit_of(row[index])] = _head_noun(phrase, cues)
        phrase = completed(phrase, row, index, cues, memory, taken_as)
        if taken_as == "plain-figure" and len(phrase.words) > 1 and phrase.words[0].text in cues.count_verbs and phrase.words[-1].is_nominal and unit_of(row[index]) not in cues.person_units:
            memory.done[phrase.words[0].text, unit_of(row[index])] = phrase.text
    return of_which(phrase, row, index, cues, memory)


def _plain(figure: Figure) -> PlainFigure:
    return figure if isinstance(figure, PlainFigure) else PlainFigure(figure.row, figure.index, figure.cues, figure.memory)


def _by_frame(figure: Figure, frame: Mention) -> Phrase | None:
    """What the words measure that a rule found round the figure."""
    row, index, cues, memory, taken_as = figure.row, figure.index, figure.cues, figure.memory, frame.taken_as
    if taken_as == "newly-added":
        return _added(row, index, frame, cues)
    if taken_as == "measured-by-verb":
        return _measured(figure, frame)
    if taken_as == "time-taken":
        doer = before(row, index_at(row, frame.span.start), cues)
        return within_which(figure) or Phrase((doer.text if doer else "") + cues.names.time_spent, doer.start if doer else frame.span.start, row[index].end, "how long it took")
    if taken_as.startswith("share-of-plan"):
        return _of_plan(row, index, frame, cues, memory)
    if taken_as == "distance-from":
        origin = before(row, index_at(row, frame.span.start), cues)
        head = origin.text if origin is not None and len(origin.text) <= 4 else ""
        goal = _without_approach(frame.slot("from").text, cues)
        return Phrase(f"{head}距{goal}距离", frame.span.start, row[index].end, "距 … and a length")
    if taken_as == "distance-by-bearing":
        return Phrase(f"距{frame.slot('from').text}距离", frame.span.start, row[index].end, "a bearing and a length")
    if taken_as in ("more-by-doing", "less-by-doing"):
        verb = frame.slot("verb")
        return figure.is_money and gained_or_saved(row, verb.span.start, verb.text, cues) or framed(figure, frame)
    if taken_as == "earlier-or-later-by":
        return _sooner_or_later(figure, frame)
    if taken_as == "those-that-rose-or-fell":
        verb = frame.slot("verb")
        return Phrase(verb.text + memory.counted.get(unit_of(row[index]), ""), verb.span.start, verb.span.end, "those that rose or fell")
    if taken_as.startswith(("share-of-whole", "rank", "times-as-much", "rise-reaching")) or frame.attribute("direction"):
        return framed(figure, frame)
    return plain_metric(_plain(figure))


def _sooner_or_later(figure: Figure, frame: Mention) -> Phrase | None:
    row, index, cues, verb = figure.row, figure.index, figure.cues, frame.slot("verb")
    done = rest_of(row, index, cues)
    if done is not None:
        return Phrase(done.text + cues.names.time, done.start, done.end, "what was sooner or later")
    if len(verb.text) > 2:
        return Phrase(verb.text, verb.span.start, verb.span.end, "what was sooner or later")
    if index + 1 < len(row) and row[index + 1].is_verb and row[index + 1].mention is None:
        return Phrase(verb.text + row[index + 1].text + cues.names.time, verb.span.start, row[index + 1].end, "what was sooner or later")  # 提前6天开放码头
    return framed(figure, frame)


def _head_noun(phrase: Phrase, cues: Cues) -> str:
    """The counted noun of a phrase without the verbs in front of it."""
    words = list(phrase.words)
    if "的" in phrase.text:
        of = max((at for at, word in enumerate(words[:-1]) if word.text == "的"), default=-1)
        words = words[of + 1:]
    while len(words) > 1 and not (len(words) == 2 and words[1].text == cues.names.cases and words[0].text in cues.case_kinds) and (words[0].is_verb or words[0].tag == "vn" or words[0].text == "新" and words[1].is_verb):
        words.pop(0)
    return "".join([word.text for word in words])


def _of_plan(row: Sequence[Word], index: int, frame: Mention, cues: Cues, memory: Memory) -> Phrase:
    plan = frame.slot("plan")
    done = before(row, index_at(row, frame.span.start), cues)
    name = done.text if done else said_before(memory, "", frame.taken_as, cues)[0] if memory.sentence else ""
    more = next((word for word in cues.ends.overfulfilling if done.text.endswith(word)), "") if done is not None else ""
    if done is not None and more:
        name = (done.text[:-len(more)] or (memory.sentence[-1][0] if memory.sentence else "")) + more
    if not name:
        return Phrase(plan.text + cues.names.completion, plan.span.start, plan.span.end, "a plan and how much of it is done")
    return Phrase(f"{name}完成{plan.text}比例", done.start if done else plan.span.start, plan.span.end, "how much of a plan is done", done.words if done else ())


def _added(row: Sequence[Word], index: int, frame: Mention, cues: Cues) -> Phrase | None:
    verb = frame.slot("verb").span
    if any(word.start == verb.start and word.end > verb.end for word in row[:index]):
        return before(row, index, cues)  # 城镇|新增就业
    start = verb.end
    inner = [w for w in row[:index] if w.start >= start]
    added = before(inner, len(inner), cues) if inner else None
    if added is not None and added.text in cues.count_heads and (grown := before(row, index_at(row, frame.span.start), cues)) is not None:
        return grown  # 农民收入增加总额255万元
    of = next((word for word in row[:index] if word.end == verb.start and word.text in cues.classes), None)
    if of is not None and added is not None:
        return Phrase(of.text + added.text, of.start, added.end, added.how, (of, *added.words))  # 城镇新增就业人数
    return added or after(row, index, cues) or before(row, index_at(row, frame.span.start), cues)


def _without_approach(text: str, cues: Cues) -> str:
    while (small := next((w for w in cues.turns.words_that_lead_to_figures if text.endswith(w)), None)) is not None:
        text = text[:-len(small)]
    return text


def _measured(figure: Figure, frame: Mention) -> Phrase:
    row, index, cues, memory = figure.row, figure.index, figure.cues, figure.memory
    verb = frame.slot("verb")
    fixed = cues.measures.get(verb.text, verb.text)
    spent = spent_on(figure) if verb.text in cues.spending else None
    if spent is not None:
        return spent
    if (fixed == verb.text and verb.text not in cues.whole_sums) or verb.text == cues.names.investment:
        longer = before(row, index, cues)
        if longer is not None and verb.text in longer.text:
            return made_by_trade(figure, longer) or longer
    if fixed.endswith(cues.names.output):
        product = after(row, index, cues, acting=False)
        if product is not None and any(w.text in cues.ends.heads_of_projects for w in product.words) and any(w.text == "、" for w in product.words):
            cut = next(i for i, w in enumerate(product.words) if w.text == "、")  # the figure stands inside the name of a project
            product = Phrase("".join(w.text for w in product.words[:cut]), product.start, product.words[cut - 1].end, product.how, product.words[:cut])
        if product is not None:
            return Phrase(product.text + fixed, product.start, product.end, f"{verb.text} and what is made")
        made = before(row, index_at(row, verb.span.start), cues)
        if made is not None and len(made.text) <= 8 and made.words and all(w.mention is None and w.tag in ("n", "nz", "ng", "nr", "x") for w in made.words) \
                and made.text not in cues.actors and not made.text.endswith((*cues.person_endings, *cues.makers)):
            return Phrase(made.text + fixed, made.start, verb.span.end, f"{verb.text} and what stands before it")  # 鲜菇日产800公斤
    if fixed in cues.turns.words_of_duration:
        act = index + 1
        while act < len(row) and row[act].text in cues.turns.small_words_of_duration:
            act += 1
        event = after(row, index, cues)
        if event is not None and index + 1 < len(row) and row[index + 1].text == "的" and event.words[-1].text != cues.names.time:
            last = event.words[-1].text
            kind = next((head for head in cues.event_heads if last.endswith(head)), last)
            return Phrase(kind + fixed, verb.span.start, event.end, f"{verb.text} and the event")
        if act < len(row) and row[act].mention is None and row[act].text not in cues.function_signs and len(row[act].text) > 1:
            return Phrase(row[act].text + cues.names.time, verb.span.start, row[act].end, f"{verb.text} and the act")
    if fixed == cues.names.duration:
        if (going := unbroken(figure)) is not None:
            return going  # 持续6个月稳居全市第一
        lasting = before(row, index_at(row, verb.span.start), cues)
        if lasting is not None:
            return Phrase(lasting.text + fixed, lasting.start, lasting.end, f"{verb.text} and what lasts")
    if fixed == cues.names.age:
        return age_metric(row, row[index], cues, memory)
    if fixed in cues.whole_sums and memory.sentence and memory.sentence[-1][0].endswith(cues.ends.works) and memory.sentence[-1][2] in cues.units.projects and all(w.mention is None or w.tag == "Quantity" for w in row[:index]):
        return Phrase(memory.sentence[-1][0] + fixed, verb.span.start, verb.span.end, f"{verb.text}{WORKS_COUNTED}")  # 开工项目26个，总投资70亿元
    works = before(row, index_at(row, verb.span.start), cues) if fixed in cues.whole_sums and _beside_others(figure, fixed) else None
    if works is not None and works.text.endswith(cues.ends.works) and 2 < len(works.text) <= _LONGEST_WORKS and not any(word.is_verb or word.is_reference or word.is_named for word in works.words):
        return Phrase(works.text + fixed, works.start, verb.span.end, f"{verb.text} of a sort of works")
    return Phrase(fixed, verb.span.start, verb.span.end, f"{verb.text} says what is measured")


def _beside_others(figure: Figure, fixed: str) -> bool:
    """True where the sums of several sorts of works stand side by side (其中产业项目总投资50亿元、民生项目总投资30亿元)."""
    memory = figure.memory
    return any(word.text in figure.cues.of_which for word in figure.row[:figure.index]) or memory.clause.count(fixed) > 1 or any(metric.endswith(fixed) and metric != fixed for metric, _, _ in memory.sentence)
