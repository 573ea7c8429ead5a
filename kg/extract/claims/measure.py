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
from kg.extract.claims.measured import of_index
from kg.extract.claims.metric import after, before
from kg.extract.claims.phrase import WORKS_COUNTED, Phrase
from kg.extract.claims.plain import plain_metric, way_between
from kg.extract.claims.sums import gained_or_saved, made_by_trade, spent_on
from kg.extract.claims.words import Word
from kg.model import Mention

_LONGEST_WORKS, _LONGEST_PRODUCT, _LONGEST_EVENT = 12, 8, 8  # characters of a sort of works; of what is made; of what lasted
_PLAIN_NOUNS = frozenset(("n", "nz", "ng", "nr", "x"))
_RATED = frozenset(("rise-by-rate", "fall-by-rate", "plain-percentage"))
_DESCRIBING = frozenset(("a", "ad", "an", "b", "vn", "z"))  # of the word before an act
_QUALITIES = frozenset(("a", "ad", "z"))
_PLAIN = frozenset(("plain-figure", "time-taken"))


def metric_of(row: Sequence[Word], index: int, frame: Mention | None, cues: Cues, memory: Memory, in_list: bool = False) -> Phrase:
    """The metric of the figure at `index`; its text is empty where nothing names one.  `in_list` says that it goes on a list."""
    taken_as = frame.taken_as if frame else "plain-figure"
    phrase = shared(row, index, cues) or in_turn(row, index, cues, memory) if cues.in_turn_there.search(memory.clause) else None
    if phrase is None and len(memory.sentence) > 1 and index > 1 and taken_as in _RATED and any(word.text.startswith(cues.in_turn) for word in memory.before):
        phrase = in_turn(row, index, cues, memory)
    if phrase is None:
        figure = (PlainFigure if taken_as in _PLAIN else Figure)(row, index, cues, memory)
        way = way_between(figure) if taken_as in _PLAIN else None
        if way is not None:
            return of_which(way, row, index, cues, memory)
        phrase = _by_frame(figure, frame) if frame is not None else plain_metric(_plain(figure))
        if memory.index or "指" in memory.clause:
            phrase = of_index(phrase, row, index, cues, memory)
        sort = _of_one_sort(phrase, figure) if phrase is not None and taken_as == "plain-figure" and memory.sentence else None
        if sort is not None:
            phrase = sort
        elif phrase is not None and in_list and not (figure.is_money and phrase.text.endswith(cues.person_endings)):
            phrase = with_act(phrase, memory.acts, cues)
        elif phrase is not None and taken_as in ("plain-figure", "newly-added") and phrase.words:
            memory.acts = acts_of(phrase, cues) or _act_before(phrase, cues)
        if phrase is not None and phrase.words and taken_as == "plain-figure" and row[0].text not in cues.of_which and not all(word.is_verb for word in phrase.words):
            memory.counted[unit_of(row[index])] = _head_noun(phrase, cues)
        phrase = completed(phrase, row, index, cues, memory, taken_as)
        if taken_as == "plain-figure" and len(phrase.words) > 1 and phrase.words[0].text in cues.count_verbs and phrase.words[-1].is_nominal and unit_of(row[index]) not in cues.person_units:
            memory.done[phrase.words[0].text, unit_of(row[index])] = phrase.text
    return of_which(phrase, row, index, cues, memory, taken_as != "newly-added")


def _of_one_sort(phrase: Phrase, figure: Figure) -> Phrase | None:
    """转移就业5万人，其中省外2万人: a word that only says where or of which rank the part is, with what was counted of the whole."""
    sorts, people = figure.cues.turns.sorts_of_parts, figure.cues.person_units
    if phrase.text not in sorts or phrase.end > figure.value.start:
        return None
    whole = next((metric for metric, _, unit in reversed(figure.memory.sentence) if (unit == figure.unit or unit in people and figure.counts_persons) and not metric.startswith(sorts)), "")
    return Phrase(phrase.text + whole, phrase.start, phrase.end, "a part of what was counted before") if whole else None


def _act_before(phrase: Phrase, cues: Cues) -> str:
    """发放 of 发放8140件救灾物资: the act that a counted noun behind its figure was joined to, or nothing."""
    noun = "".join([word.text for word in phrase.words])
    act = phrase.text.removesuffix(noun) if phrase.text.endswith(noun) else ""
    return act if act in cues.count_verbs else ""


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
        return Phrase(f"{head}距{goal.removesuffix(cues.names.distance)}{cues.names.distance}" if goal else head + cues.names.distance, frame.span.start, row[index].end, "距 … and a length")  # 两地相距12公里
    if taken_as == "distance-by-bearing":
        return Phrase(f"距{frame.slot('from').text}距离", frame.span.start, row[index].end, "a bearing and a length")
    if taken_as in ("more-by-doing", "less-by-doing"):
        verb = frame.slot("verb")
        return figure.is_money and gained_or_saved(row, verb.span.start, verb.text, cues) or framed(figure, frame)
    if taken_as == "earlier-or-later-by":
        return _sooner_or_later(figure, frame)
    if taken_as == "those-that-rose-or-fell":
        verb = frame.slot("verb")
        counted = memory.counted.get(unit_of(row[index]), "")
        grown = before(row, index_at(row, frame.span.start), cues) if not counted else None  # 利润同比增长的41家
        return Phrase((grown.text if grown is not None else "") + verb.text + counted, verb.span.start, verb.span.end, "those that rose or fell")
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
    found = framed(figure, frame)
    if found is None or found.text in cues.actors or found.text.endswith(cues.person_endings):
        return Phrase(verb.text + cues.names.time, verb.span.start, verb.span.end, "what was sooner or later")  # 工人提前6天铺轨9公里
    return found


def _head_noun(phrase: Phrase, cues: Cues) -> str:
    """The counted noun of a phrase without the verbs in front of it."""
    words = list(phrase.words)
    if "的" in phrase.text:
        of = max((at for at, word in enumerate(words[:-1]) if word.text == "的"), default=-1)
        words = words[of + 1:]
    while len(words) > 1 and not (len(words) == 2 and words[1].text == cues.names.cases and words[0].text in cues.case_kinds) and (words[0].is_verb or words[0].tag == "vn" or words[0].text == "新" and words[1].is_verb):
        words.pop(0)
    while len(words) > 1 and words[-1].text in cues.turns.verbs_of_harm:
        words.pop()  # 房屋倒塌12间、受损30间: what came to some is not true of the others
    return "".join([word.text for word in words])


def _of_plan(row: Sequence[Word], index: int, frame: Mention, cues: Cues, memory: Memory) -> Phrase:
    plan, more_than = frame.slot("plan"), frame.part("more")
    if more_than is not None:
        return Phrase(f"{more_than.text}完成{plan.text}比例", more_than.span.start, plan.span.end, "how much more than a plan is done")
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
    done = added or after(row, index, cues)
    kept = frame.slot("verb").text
    if done is not None and kept in cues.count_verbs:
        return Phrase(kept + done.text, min(verb.start, done.start), done.end, done.how, done.words)  # 增开列车30列
    return done or before(row, index_at(row, frame.span.start), cues)


def _without_approach(text: str, cues: Cues) -> str:
    while (small := next((w for w in cues.turns.words_that_lead_to_figures if text.endswith(w)), None)) is not None:
        text = text[:-len(small)]
    return text


def _measured(figure: Figure, frame: Mention) -> Phrase:
    """What a verb or an adjective before the figure measures (长8公里, 总投资70亿元), with what it is of where the sentence tells that."""
    cues, verb = figure.cues, frame.slot("verb")
    fixed = cues.measures.get(verb.text, verb.text)
    spent = spent_on(figure) if verb.text in cues.spending else None
    if spent is not None:
        return spent
    if fixed == verb.text and verb.text not in cues.whole_sums or verb.text == cues.names.investment:
        longer = before(figure.row, figure.index, cues)
        if longer is not None and verb.text in longer.text:
            return made_by_trade(figure, longer) or longer
    found = None
    if fixed.endswith(cues.names.output):
        found = _output(figure, verb, fixed)
    elif fixed in cues.turns.words_of_duration:
        found = _time_taken(figure, verb, fixed)
    elif fixed == cues.names.duration:
        found = unbroken(figure) or _lasting(figure, verb, fixed)  # 持续6个月稳居全市第一
    elif fixed == cues.names.age:
        found = age_metric(figure.row, figure.value, cues, figure.memory)
    elif fixed in cues.whole_sums:
        found = _sum_of_works(figure, verb, fixed)
    return found or Phrase(fixed, verb.span.start, verb.span.end, f"{verb.text} says what is measured")


def _output(figure: Figure, verb: Mention, fixed: str) -> Phrase | None:
    """日产鲜菇800公斤, 鲜菇日产800公斤: an output, and what is made."""
    row, cues = figure.row, figure.cues
    product = after(row, figure.index, cues, acting=False)
    if product is not None:
        cut = next((i for i, w in enumerate(product.words) if w.text == "、"), 0)
        if cut and any(w.text in cues.ends.heads_of_projects for w in product.words):  # the figure stands inside the name of a project
            product = Phrase("".join(w.text for w in product.words[:cut]), product.start, product.words[cut - 1].end, product.how, product.words[:cut])
        return Phrase(product.text + fixed, product.start, product.end, f"{verb.text} and what is made")
    made = before(row, index_at(row, verb.span.start), cues)
    if made is None or not made.words or len(made.text) > _LONGEST_PRODUCT or made.text in cues.actors or made.text.endswith((*cues.person_endings, *cues.makers)):
        return None
    if any(w.mention is not None or w.tag not in _PLAIN_NOUNS for w in made.words):
        return None
    return Phrase(made.text + fixed, made.start, verb.span.end, f"{verb.text} and what stands before it")


def _time_taken(figure: Figure, verb: Mention, fixed: str) -> Phrase | None:
    """历时3天的展会, 耗时两年建成: how long an event took, or an act."""
    row, index, cues = figure.row, figure.index, figure.cues
    event = after(row, index, cues)
    if event is not None and figure.has_of and event.words[-1].text != cues.names.time:
        last = _event_of(event, row)
        kind = next((head for head in cues.event_heads if last.endswith(head)), last)
        return Phrase(kind + fixed, verb.span.start, event.end, f"{verb.text} and the event")
    act = next((word for word in row[index + 1:] if word.text not in cues.turns.small_words_of_duration and word.tag not in _QUALITIES), None)
    if act is None:
        return _lasting_event(figure, verb, fixed)
    if act.mention is not None or act.text in cues.function_signs or len(act.text) < 2:
        return None
    return Phrase(act.text + cues.names.time, verb.span.start, act.end, f"{verb.text} and the act")


def _lasting_event(figure: Figure, verb: Mention, fixed: str) -> Phrase | None:
    """培训班为期10天: the event before the verb, where nothing behind the figure names one; people and houses only take their time."""
    event, cues = before(figure.row, index_at(figure.row, verb.span.start), figure.cues), figure.cues
    if event is None or event.ends_in_verb or len(event.text) > _LONGEST_EVENT or event.words[-1].mention is not None or event.text in cues.actors or event.text.endswith((*cues.person_endings, *cues.ends.houses_of_work)):
        return None
    return Phrase(event.text + fixed, event.start, verb.span.end, f"{verb.text} and the event before")


def _event_of(event: Phrase, row: Sequence[Word]) -> str:
    """角逐 of 激烈|角逐, 工作访问 of 工作|访问: the event at the end of a phrase, with the act behind it that the phrase only describes."""
    last, at = event.words[-1], index_at(row, event.end)
    acts = last.tag in _DESCRIBING and at < len(row) and row[at].mention is None and (row[at].is_verb or row[at].tag == "vn") and len(row[at].text) > 1
    return (last.text if last.tag == "vn" else "") + row[at].text if acts else last.text


def _lasting(figure: Figure, verb: Mention, fixed: str) -> Phrase | None:
    """降雨持续3小时: how long what stands before the verb lasted."""
    lasting = before(figure.row, index_at(figure.row, verb.span.start), figure.cues)
    return Phrase(lasting.text + fixed, lasting.start, lasting.end, f"{verb.text} and what lasts") if lasting is not None else None


def _sum_of_works(figure: Figure, verb: Mention, fixed: str) -> Phrase | None:
    """开工项目26个，总投资70亿元: the sum of the works counted before; 其中产业项目总投资50亿元: of one sort of works beside others."""
    row, cues, said = figure.row, figure.cues, figure.memory.sentence
    if said and said[-1][0].endswith(cues.ends.works) and said[-1][2] in cues.units.projects and all(w.mention is None or w.tag == "Quantity" for w in row[:figure.index]):
        return Phrase(said[-1][0] + fixed, verb.span.start, verb.span.end, f"{verb.text}{WORKS_COUNTED}")
    if not _beside_others(figure, fixed):
        return None
    works = before(row, index_at(row, verb.span.start), cues)
    if works is None or not works.text.endswith(cues.ends.works) or not 2 < len(works.text) <= _LONGEST_WORKS or any(word.is_verb or word.is_reference or word.is_named for word in works.words):
        return None
    return Phrase(works.text + fixed, works.start, verb.span.end, f"{verb.text} of a sort of works")


def _beside_others(figure: Figure, fixed: str) -> bool:
    """True where the sums of several sorts of works stand side by side (其中产业项目总投资50亿元、民生项目总投资30亿元)."""
    memory = figure.memory
    return any(word.text in figure.cues.of_which for word in figure.row[:figure.index]) or memory.clause.count(fixed) > 1 or any(metric.endswith(fixed) and metric != fixed for metric, _, _ in memory.sentence)
