"""What a length of time, an age or a number of times measures.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, Memory, index_at
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import Word

_SHORT_ACT = 18  # characters; a longer rest of a clause is no name for an act
_LONGEST_OBJECT, _LONGEST_SUBJECT = 4, 6  # characters of what an act of some length is done to; of who or what acts, or lasts
_SHORT_DONE, _LONGEST_DOER, _MOST_WORDS = 12, 5, 7  # characters of what is done within a time; of who does it; words of the first
_TOOK, _LASTED = "what took so long", "an act and how long it lasted"


def age_metric(row: Sequence[Word], value: Word, cues: Cues, memory: Memory) -> Phrase:
    """年龄, or 牺牲时年龄 where a verb of dying stands in the sentence."""
    death = next((v for v in cues.deaths if v in memory.lead + "".join(w.text for w in row if w.start < value.start)), None)
    own = before(row, next((i for i, word in enumerate(row) if word is value), 0), cues) if not death else None
    if own is not None and own.text.endswith(cues.ends.ages) and 3 < len(own.text) < 12:
        return Phrase(own.text, own.start, own.end, "whose age it is", own.words)  # 男性平均结婚年龄
    at = next((i for i, word in enumerate(row) if word.start < value.start and word.text in cues.most_aged), None)
    if at is not None and (not at or row[at - 1].text.endswith(cues.ends.ages)) and not death:
        most = row[at]
        return Phrase(most.text + cues.names.age, most.start, value.end, "the age of the oldest or the youngest")
    mean = "平均" if any(word.text in cues.turns.means_of_ages and word.start < value.start for word in row) else ""
    return Phrase(death + cues.names.age_then if death else mean + cues.names.age, value.start, value.end, f"an age beside {death}" if death else "its unit says what is measured")


def age(figure: Figure) -> Phrase | None:
    """34岁, 8个月大."""
    if figure.unit in figure.cues.units.age:
        return age_metric(figure.row, figure.value, figure.cues, figure.memory)
    months = figure.unit.endswith("大") and figure.unit[:-1] in figure.cues.time_units
    if months or figure.is_time and figure.next_text == "大":
        return Phrase(figure.cues.names.age, figure.value.start, figure.value.end, "so old")
    return None


def result(figure: Figure) -> Phrase | None:
    """以10秒28获得第三, 以2米30力压对手: the result of a contest."""
    row, index, cues = figure.row, figure.index, figure.cues
    if not (figure.is_time or figure.unit == "分" or cues.sizes.get(figure.unit) == cues.names.length) or index + 1 >= len(row) or not "".join(w.text for w in row[index + 1:index + 3]).startswith(tuple(cues.contests)):
        return None
    at = next((i for i in range(index - 1, max(-1, index - 5), -1) if row[i].text == "以" or row[i].tag == "w"), None)
    if at is None or row[at].text != "以":
        return None
    told = "".join(w.text for w in row[at + 1:index])
    return Phrase(told if told.endswith(cues.ends.nouns_of_results) else cues.names.result, row[at].start, figure.value.end, "the result of a contest")


def reached_in_contest(figure: Figure) -> Phrase | None:
    """跑出10秒56, 跳过1.92米, 投出61米20的成绩: a verb that only athletes' results stand behind."""
    act, cues = figure.act, figure.cues
    if act is None or act.mention is not None:
        return None
    torn = act.text + figure.row[index_at(figure.row, act.end)].text  # 跳|过
    if act.text not in cues.turns.verbs_of_results and torn not in cues.turns.verbs_of_results:
        return None
    if figure.right is not None and not figure.right.text.endswith(cues.ends.nouns_of_results):
        return None
    return Phrase(figure.right.text if figure.right is not None else cues.names.result, figure.value.start, figure.value.end, "what an athlete reached")


def unbroken(figure: Figure) -> Phrase | None:
    """连续两年增长: what went on; 连续蹲守4昼夜: what was done without a break."""
    if not figure.is_time:
        return None
    row = figure.row
    if figure.lead and row[figure.lead - 1].text in figure.cues.turns.words_of_lasting:
        done = rest_of(row, figure.index, figure.cues)
        if done is not None:
            words = [w for w in done.words if not (w.text in figure.cues.light and w is done.words[0] and len(done.words) > 1)]
            return Phrase("".join(w.text for w in words) + figure.cues.names.time, done.start, done.end, "连续 and what went on")
        place = row[figure.index + 1:next((i for i, word in enumerate(row) if i > figure.index and word.tag == "w"), len(row))]
        if place and (place[0].text in figure.cues.rank_verbs or place[0].text in figure.cues.more_than) and place[-1].tag == "Quantity" and sum(len(w.text) for w in place) <= _SHORT_ACT:
            return Phrase("".join(w.text for w in place) + figure.cues.names.time, place[0].start, place[-1].end, "连续 and the place that was held")  # 连续9年居全国第二
    at = next((i for i in range(figure.lead - 1, max(-1, figure.lead - 7), -1) if row[i].text in figure.cues.turns.words_in_a_row), None)
    if at is None or at + 1 >= figure.lead or any(w.is_value or w.tag == "w" for w in row[at + 1:figure.lead]):
        return None
    acts = row[at + 1:figure.lead]
    return Phrase(row[at].text + "".join(w.text for w in acts) + figure.cues.names.time, row[at].start, acts[-1].end, "连续 and the act")


def while_it_rose(figure: Figure) -> Phrase | None:
    """水位6天上涨2.89米: how long what stands before it rose or fell."""
    row, left = figure.row, figure.left
    at = figure.index + 1 + (figure.next_text == "内")
    if not figure.is_time or left is None or left.end != figure.value.start or left.ends_in_verb or at + 1 >= len(row) or row[at].text not in figure.cues.rising or row[at + 1].tag != "Quantity":
        return None
    return Phrase(left.text + row[at].text + figure.cues.names.time, left.start, row[at].end, "how long it rose or fell")


def within_which(figure: Figure) -> Phrase | None:
    """20秒就到家了, 用了7个月才签完字, 2小时内赶到, 用一年半时间完成改造: how long it takes until something is done."""
    if not figure.is_time or figure.has_of:
        return None
    row, cues, at = figure.row, figure.cues, figure.index + 1
    while at < len(row) and row[at].text in cues.time_fillers:
        at += 1
    led = at > figure.index + 1 or not figure.index and figure.next_text in cues.turns.words_of_so_soon or figure.lead and row[figure.lead - 1].text in cues.time_verbs
    words = _done_then(row[at:], cues) if led else []
    if not words or not any(w.is_verb or w.tag in ("vn", "l") for w in words) and len(words) > 2:
        return None
    text = "".join(cues.bare_acts.get(w.text, w.text) for w in words).removesuffix(cues.names.time)
    if len(text) > _SHORT_DONE or len(text) < 2 and words[-1].text != cues.names.time:
        return None
    doer = None if text.endswith(cues.person_endings) else before(row, figure.lead, cues)
    if doer is None or doer.ends_in_verb or len(doer.text) > _LONGEST_DOER or doer.text.endswith(cues.names.time):
        return Phrase(text + cues.names.time, figure.value.start, words[-1].end, _TOOK)
    return Phrase(doer.text + text + cues.names.time, doer.start, words[-1].end, _TOOK)


def _done_then(words: Sequence[Word], cues: Cues) -> list[Word]:
    """The words that say what is done within a time, up to a sign, a figure or seven of them: no aspects, nor adverbs and light verbs at their head."""
    done: list[Word] = []
    for word in words:
        if word.tag == "w" or word.is_value or len(done) == _MOST_WORDS:
            break
        small = not done and word.text != "到" and (word.text in cues.adverbs or word.text in cues.light)
        if not small and word.text not in cues.aspects:
            done.append(word)
    return done


def punished(figure: Figure) -> Phrase | None:
    """判处有期徒刑3年, 获刑5年: the punishment, or its length."""
    row, act, terms = figure.row, figure.act, figure.cues.turns.terms_of_punishment
    if act is None or act.mention is not None or figure.has_of or figure.right is not None:
        return None
    torn = row[figure.lead - 2].text + act.text if figure.lead > 1 else ""  # 获|刑
    term = terms.get(torn) or terms.get(act.text)
    return Phrase(term, act.start, act.end, "a punishment, and how long it is") if term else None


def passed(figure: Figure) -> Phrase | None:
    """经20天奋战, 经过三年的努力: a length of time that passed, and what was done in it."""
    if not figure.is_time or not figure.lead or figure.row[figure.lead - 1].text not in figure.cues.turns.words_of_passing_time:
        return None
    time, right = figure.cues.names.time, figure.right
    done = rest_of(figure.row, figure.index + figure.has_of, figure.cues)
    text, end = (done.text, done.end) if done is not None else (right.text, right.end) if right is not None else ("", figure.value.end)
    return Phrase(text.removesuffix(time) + time, figure.value.start, end, _LASTED)


def act_and_length(figure: Figure) -> Phrase | None:
    """训练了200多个小时: an act and how long it lasted; whoever did it is no part of it."""
    if not figure.is_time:
        return None
    act, left, cues, following = figure.act, figure.left, figure.cues, figure.row[figure.index + 2] if figure.index + 2 < len(figure.row) else None
    verb = act if act is not None and act.mention is None else None  # a word of the dictionary that may tell what was done
    if figure.right is not None:
        done = figure.has_of or figure.lead + 1 < len(figure.row) and any(word.text == "了" for word in figure.row[figure.lead:figure.index])
        if verb is None or not done or not (verb.is_verb or verb.text in cues.turns.verbs_of_trades) or verb.text in cues.light or len(figure.right.text) > _LONGEST_OBJECT or figure.right.text.endswith((cues.names.time, *cues.duration_nouns)):
            return None
        return Phrase(verb.text + figure.right.text + cues.names.time, verb.start, figure.right.end, _LASTED)  # 排了两个小时的队
    if figure.has_of and following is not None and following.mention is None and (following.is_verb or following.tag == "vn") and len(following.text) > 1:
        return Phrase(following.text + cues.names.time, figure.value.start, following.end, _LASTED)  # 经过6个小时的奋战
    if verb is not None and (verb.is_verb or verb.text in cues.light) and verb.text not in cues.adverbs:
        subject = before(figure.row, figure.lead - 1, cues) if len(verb.text) == 1 or verb.text in cues.light else None
        if subject is None or len(subject.text) > _LONGEST_SUBJECT:
            return Phrase(verb.text + cues.names.time, verb.start, verb.end, _LASTED)
        return Phrase(subject.text + verb.text + cues.names.time, subject.start, verb.end, _LASTED)
    return _acts_in(left, cues) if left is not None else None


def _acts_in(left: Phrase, cues: Cues) -> Phrase | None:
    """The phrase before a length of time, from its last act on where it is long."""
    if left.text.endswith(cues.duration_nouns):
        return None
    acts = [at for at, word in enumerate(left.words) if word.is_verb or at == len(left.words) - 1 and (word.tag == "vn" or word.text[0] == "从")]
    if not acts:
        return None
    words = left.words[acts[-1]:] if len(left.text) > _LONGEST_SUBJECT else left.words
    return Phrase("".join([w.text for w in words]) + cues.names.time, words[0].start, left.end, _LASTED)


def rest_of(row: Sequence[Word], index: int, cues: Cues) -> Phrase | None:
    """What stands after the word at `index` up to the end of the clause, where a verb is in it and it is short enough to name."""
    rest = list(row[index + 1:])
    while rest and (rest[0].text in cues.adverbs or rest[0].tag in ("d", "f") and rest[0].text != "上" or rest[0].text in cues.bound_after):
        rest.pop(0)
    text = "".join(w.text for w in rest)
    if not rest or len(text) > _SHORT_ACT or any(w.is_value or w.text in "的地得" for w in rest) \
            or not any(w.is_verb or w.tag in ("vn", "l") or w.text in cues.joining for w in rest):
        return None
    return Phrase(text, rest[0].start, rest[-1].end, "the rest of the clause", tuple(rest))


def times(figure: Figure) -> Phrase | None:
    """How often something was done: 两次对山村进行扫荡 → 扫荡次数, 往返灾区50余次 → 往返灾区次数."""
    row, index, cues, left, right = figure.row, figure.index, figure.cues, figure.left, figure.right
    if figure.unit not in cues.event_units or left is not None and (left.text in cues.averages or left.text.endswith(cues.ends.amounts)) or _counts_things(figure):
        return None
    noun = cues.unit_nouns.get(figure.unit, cues.names.times)
    rest = row[index + 1:]
    for at, word in enumerate(rest):
        if word.text in cues.doing_verbs and at + 1 < len(rest) and rest[at + 1].is_nominal | rest[at + 1].is_verb:
            act = rest[at + 1]
            return Phrase(act.text + noun, row[index].start, act.end, "what was done, and how often")
    lead = figure.lead
    if right is not None and len(right.text) > 2 and not right.ends_in_verb and figure.unit not in cues.person_units:
        return None  # 开了14次协调会: what was held is counted
    if right is not None and lead and row[lead - 1].is_verb:
        return Phrase(row[lead - 1].text + right.text + noun, row[lead - 1].start, right.end, "what was done, and how often")
    if left is None:
        return None
    acts = [i for i, word in enumerate(left.words) if word.is_verb]
    if not acts or acts[0] == 0 and not left.ends_in_verb:
        return Phrase(left.text + noun, left.start, left.end, "what was done, and how often") if acts else None
    words = left.words[acts[0]:]
    return Phrase("".join(w.text for w in words) + noun, words[0].start, left.end, "what was done, and how often")


def _counts_things(figure: Figure) -> bool:
    """True for a unit of times that counts goods, patients or those sent out, as the nouns beside it tell."""
    cues, left, right = figure.cues, figure.left, figure.right
    if figure.unit in cues.units.lots and (right is not None or left is not None and (left.text in cues.qualities or not left.ends_in_verb)):
        return True  # 75批次粽子: goods are counted in lots
    if figure.unit not in cues.units.visits or left is None:
        return False
    if left.text.endswith((*cues.person_endings, *cues.ends.crowds)):
        return True  # 接诊病人2100人次
    return right is None and len(left.words) > 1 and left.words[0].is_verb and left.words[-1].tag == "n"  # 出动警力1500人次: those sent out are counted
