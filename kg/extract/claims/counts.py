"""What is counted where no noun stands behind the figure: the noun before it, what those counted did, or what the verb before it says.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import SOME_OF_CASES, Phrase
from kg.extract.claims.predicate import predicate
from kg.extract.claims.words import OWNERS, PERSONS, Word

_LONGEST_ACT = 18
_OF_QUALITIES = frozenset(("v", "vn", "a", "vd", "ad", "d"))
_PAUSES = frozenset("，；）")
_LONGEST_SHARED = 8  # characters; what some of the things counted before did is named only where it is short


def members_of(figure: Figure) -> Phrase | None:
    """抓获犯罪嫌疑人林某等6人: the noun before the names of some of those counted."""
    if not figure.counts_persons or figure.right is not None or figure.lead < 2 or figure.row[figure.lead - 1].text != "等":
        return None
    at = figure.lead - 2
    while at >= 0 and (figure.row[at].tag in PERSONS or figure.row[at].text in figure.cues.turns.between_names_of_some or figure.row[at].tag == "nr" and len(figure.row[at].text) == 1):
        at -= 1
    if at < 0 or at == figure.lead - 2:
        return None
    phrase = before(figure.row, at + 1, figure.cues, through_light=False)
    return Phrase(phrase.text, phrase.start, phrase.end, "the noun before the names", phrase.words) if phrase is not None else None


def held_against(figure: Figure) -> Phrase | None:
    """人口141万人，与2010年的133万人相比: the figure that another is held against measures the same as that."""
    row, at, said = figure.row, figure.index, figure.memory.sentence
    if at + 1 == len(row) or row[at + 1].text not in figure.cues.turns.verbs_of_comparing:
        return None
    metric = next((metric for metric, _, unit in reversed(said) if unit == figure.unit), "") or figure.memory.counted.get(figure.unit, "")
    return Phrase(metric, row[at].start, row[at].end, "what it is held against") if metric else None


def sent_out(figure: Figure) -> Phrase | None:
    """出动3车12人, 徒步4公里, 独得27分: a verb that with the unit alone says what is measured; what it was done for may follow a length (步行3公里上学, but 走3公里山路)."""
    at, cues, row = figure.index - 1, figure.cues, figure.row
    is_length = cues.sizes.get(figure.unit) == cues.names.length
    if figure.right is not None and (not is_length or figure.has_of):
        return None
    while at >= 0 and (row[at].tag == "Quantity" or row[at].text in "、了" or row[at].text in cues.approach):
        at -= 1
    act = row[at] if at >= 0 else None
    if act is None or act.mention is not None or figure.right is not None and len(act.text) == 1:
        return None
    if act.text in cues.sending_verbs and (figure.counts_persons or figure.unit in cues.vehicle_units):
        noun = cues.names.sent if figure.counts_persons else cues.names.vehicles if figure.unit in ("车", "辆") else cues.unit_nouns.get(figure.unit, cues.names.things)
    elif is_length and (act.text in cues.moving_verbs or act.text in cues.results and at and row[at - 1].mention is None and row[at - 1].text in cues.moving_verbs):
        moved = act.text if act.text in cues.moving_verbs else row[at - 1].text + act.text  # 追出200多米
        return Phrase(moved + cues.names.distance, act.start, figure.value.end, f"{moved} and what its unit counts")
    elif act.text in cues.winning_verbs and figure.unit == "分":
        return Phrase(cues.names.points, act.start, figure.value.end, "points that were won")
    else:
        return None
    return Phrase(act.text + noun, act.start, figure.value.end, f"{act.text} and what its unit counts")


def those_that(figure: Figure) -> Phrase | None:
    """进出口额超千万元的11家, 婚龄不满3年的有536对: a clause with a figure of its own tells which of the things counted before."""
    row, cues = figure.row, figure.cues
    first = figure.lead - 1 - (figure.lead > 1 and row[figure.lead - 1].text == "还有")
    of = next((at for at in range(first, figure.index) if row[at].text == "的"), figure.index)
    has = of < figure.index - 1 and (of >= 2 and row[of + 1].text == "有" or of and row[of + 1].text == "还有") and row[of - 1].text not in cues.bound_after
    if figure.right is not None and not has or not (of >= 2 or has) or of >= figure.index or figure.is_money or "％" in figure.unit or figure.unit in ("", "成"):
        return None
    if of + 1 == figure.index and row[of - 1].tag != "Quantity" and row[of - 1].text not in cues.bound_after:
        return None
    clause = row[next((at + 1 for at in range(of - 1, -1, -1) if _begins_behind(row[at], cues)), 0):of]
    text = "".join(word.text for word in clause)
    if len(text) > _LONGEST_ACT:
        return None
    if figure.right is not None:
        return Phrase(f"{text}的{figure.right.text}", clause[0].start, figure.right.end, "those of whom it is true", figure.right.words) if _tells(clause, cues) else None
    has_figure = any(word.tag == "Quantity" for word in clause)
    same = figure.memory.counted.get(figure.unit, "")
    if same and not has_figure and of + 1 < figure.index and row[of + 1].text == "有" and any(word.is_verb for word in clause) and _is_counted_here(figure):
        return Phrase(text + "的" + same, clause[0].start, row[of].end, "those of whom it is true")  # 项目中，处于谋划阶段的有120个
    is_round = row[of - 1].text in cues.bound_after and row[of - 2].text[0] in "百千万亿"  # 亩产千斤以上的有60亩
    if not is_round and not has_figure:
        return None
    return Phrase(text + "的" + (same or cues.unit_nouns.get(figure.unit, "")), clause[0].start, row[of].end, "those of whom a figure is true")


def _tells(clause: Sequence[Word], cues: Cues) -> bool:
    """True for 连续遭受三次袭击: an act, and more than the verb alone."""
    if len(clause) == 1 and (clause[0].text in cues.befallen or clause[0].text in cues.turns.verbs_of_harm):
        return True  # 中毒的还有两名老师
    return sum(len(word.text) for word in clause) > 2 and any(word.is_verb and word.mention is None and word.text not in cues.light for word in clause)


def _begins_behind(word: Word, cues: Cues) -> bool:
    """True for a word behind which the clause begins that tells which of the things are meant."""
    return word.tag == "w" or word.text in cues.of_which or word.is_reference or word.tag in OWNERS or word.tag == "Time"


def _is_counted_here(figure: Figure) -> bool:
    """True where the sentence counted something in the same unit before."""
    return any(unit == figure.unit for _, _, unit in figure.memory.sentence)


def some_of_the_same(figure: Figure) -> Phrase | None:
    """抽检75批次粽子，合格72批次: a quality alone is that of the things counted before in the same unit."""
    left, ends = figure.left, figure.cues.ends
    if figure.right is not None or left is None or len(left.words) > 1 or len(left.text) > 3 or figure.is_money:
        return None
    same, here = figure.memory.counted.get(figure.unit), _is_counted_here(figure)
    if not same or _were_sent(figure, same) or figure.counts_persons and same.endswith(figure.cues.actor_ends) and not here:
        return None  # 出动干警180人。拘传202人: who acted is not who was counted
    noun = next((full for end, full in ends.full_nouns_of_acts.items() if left.text.endswith(end) and same.endswith(full)), "") if here else ""
    if noun:  # 受理刑事案件68件，结案38件: 结案 is of cases anyway
        kind = _of_one_sort(same.removesuffix(noun), figure.cues)
        return Phrase(kind + noun + left.text if kind else left.text, left.start, left.end, SOME_OF_CASES, () if kind else left.words)
    if same[-1] == left.text[-1] and same[-1] in ends.full_nouns_of_acts:
        return None  # 立案60件，结案60件: one act is no kind of the other
    if not here or same == left.text or not (_is_in_brackets(figure) or _is_done_so_far(figure, left) or _is_quality(left, figure.cues)):
        return None
    return Phrase(_planted(figure, left.text, same) or left.text + _of_one_sort(same, figure.cues), left.start, left.end, "some of the things counted before")


def _planted(figure: Figure, verb: str, same: str) -> str:
    """种下4亩花椒……又发展16亩: how much was planted with the crop before, or nothing."""
    cues = figure.cues
    crop = same.removesuffix(cues.names.planted_area).removesuffix(cues.names.area)
    planted = figure.unit.endswith(cues.ends.units_of_land) and verb in cues.turns.verbs_of_planting and not crop.endswith(cues.land)
    return crop + cues.names.planted_area if planted else ""


def of_their_house(figure: Figure) -> Phrase | None:
    """始发列车60辆，其中青山站9辆: a house or place that no list has, where its part of what was counted follows."""
    left, row, cues = figure.left, figure.row, figure.cues
    if figure.right is not None or left is None or len(left.text) > 12 or not left.text.endswith(cues.ends.places_unlisted) or not counts_things(figure) or figure.unit.endswith(cues.units.houses):
        return None
    opens = all(word.is_named or word.text == "、" or word.end > left.start for word in row)  # 青山|站，白水|站
    if row[0].text not in cues.of_which and (not opens or figure.index + 1 < len(row)) or not figure.memory.sentence or any(word.is_verb for word in left.words[:-1]):
        return None
    metric, _, unit = figure.memory.sentence[-1]
    if unit != figure.unit or not metric or metric[-1] == left.text[-1] or row[0].text not in cues.of_which and not any(word in figure.memory.lead for word in cues.of_which):
        return None
    return Phrase(metric, left.start, figure.value.end, "a house's part of what was counted before")


def _is_in_brackets(figure: Figure) -> bool:
    """案件1803件（旧存240件）."""
    return not figure.counts_persons and figure.lead > 1 and any(word.text == "（" for word in figure.row[max(0, figure.lead - 3):figure.lead])


def _is_done_so_far(figure: Figure, left: Phrase) -> bool:
    """项目中，……已立项65个."""
    at = index_at(figure.row, left.start)
    return 0 < at == figure.lead - 1 and figure.row[at - 1].text in figure.cues.turns.adverbs_of_progress and figure.unit in figure.cues.units.undertakings


def _is_quality(left: Phrase, cues: Cues) -> bool:
    """True for what may be true of a thing or be done with it (合格), and for nothing that befalls people."""
    if left.text in cues.qualities:
        return True
    return left.text not in cues.befallen and left.text not in cues.deaths and left.words[0].tag in _OF_QUALITIES and left.words[0].mention is None


def _of_one_sort(noun: str, cues: Cues) -> str:
    """A counted noun without the words that say all sorts of it (各类案件 → 案件)."""
    return noun.removeprefix(next((word for word in cues.turns.words_of_every_sort if noun.startswith(word)), ""))


def counted_again(figure: Figure) -> Phrase | None:
    """No noun on either side: what those counted did (417人选择留下), or the verb before (分为两支)."""
    if figure.right is not None or figure.left is not None:
        return None
    return _what_they_did(figure) or _told_behind(figure) or (_done_before(figure, figure.act) if figure.act is not None else None) or _topic_before(figure)


def _topic_before(figure: Figure) -> Phrase | None:
    """这样的凉亭，全乡共有20座: the noun that alone makes the clause before."""
    told, cues = figure.memory.before, figure.cues
    if figure.memory.sentence or not told or not counts_things(figure) or cues.unit_nouns.get(figure.unit) or any(word.is_verb or word.is_value or word.tag in ("p", "d") or word.text in cues.light for word in told):
        return None
    found = before(told, len(told), cues, through_light=False)
    if found is None or len(found.text) < 2 or found.end != told[-1].end or not found.words or found.words[-1].tag not in ("n", "nz", "vn") or found.words[-1].mention is not None:
        return None
    return Phrase(found.text, figure.value.start, figure.value.end, "what the clause before names", found.words)


def _what_they_did(figure: Figure) -> Phrase | None:
    cues, memory = figure.cues, figure.memory
    done = predicate(figure.row, figure.index + 1, cues)
    if done is None:
        return None
    full = memory.recall(done.text)
    if figure.counts_persons and memory.noun and any(w.text in cues.of_which for w in figure.row[:figure.index]):
        return Phrase(full + memory.noun, figure.value.start, done.end, "what those counted did, of the people counted before")
    return Phrase(full, figure.value.start, done.end, done.how, done.words)


def _told_behind(figure: Figure) -> Phrase | None:
    """What the words behind a figure tell of those counted, where none of them is a predicate to the dictionary."""
    row, index, cues, value = figure.row, figure.index, figure.cues, figure.value
    behind = row[index + 1:next((at for at in range(index + 1, len(row)) if row[at].text in _PAUSES), len(row))]  # brackets may hold clauses
    rest = _past_small_words(behind, cues)
    rest = rest[:next((at for at, word in enumerate(rest) if at and word.tag in PERSONS), len(rest))]  # 2万人起跑 李明率先撞线
    if figure.counts_persons and len(behind) > 2 and behind[0].text in cues.turns.words_of_cause and behind[-1].text in cues.turns.words_after_causes:
        of_all = next((metric for metric, _, unit in reversed(figure.memory.sentence) if unit == figure.unit and not metric.startswith(behind[0].text)), cues.names.people)
        return Phrase("".join(w.text for w in behind[:-1]) + of_all, value.start, behind[-1].end, "why some of those counted before suffered")  # 死亡9人（其中4人因溺水所致）
    if figure.counts_persons and figure.next_text in cues.turns.verbs_of_needing and rest and not any(w.is_value or w.tag == "w" for w in rest):
        return Phrase("".join(w.text for w in row[index + 1:])[:_LONGEST_ACT] + cues.names.people, value.start, row[-1].end, "what those counted need")  # 90人需紧急生活救助
    if figure.counts_persons and figure.next_text in cues.turns.words_of_cause and 1 < len(row) - index <= 5 and not any(w.text in cues.befallen for w in rest):
        return Phrase("".join(w.text for w in row[index + 1:]) + cues.names.people, value.start, row[-1].end, "why those counted suffered")  # 25人因灾伤病
    if figure.counts_agents and any(w.is_verb for w in rest):
        rest = rest[:next((at for at, word in enumerate(rest) if at and word.text == "、" and at + 1 < len(rest) and rest[at + 1].is_value), len(rest))]  # 22人升井、5人受伤
        text = "".join(w.text for w in rest if not w.is_value and w.tag != "w")[:_LONGEST_ACT]  # 40户、140人受灾
        if rest[0].text in cues.turns.verbs_of_receiving and len(rest) > 1:
            rest = rest[1:]  # 得到妥善安置
            text = "".join(w.text for w in rest if not w.is_value and w.tag != "w")[:_LONGEST_ACT]
        who = figure.memory.noun if figure.counts_persons and figure.memory.noun in figure.memory.lead and _is_of_those_before(figure) else ""
        return Phrase(text + (who or cues.unit_nouns.get(figure.unit, cues.names.people)), value.start, rest[-1].end, "what the people counted did")
    same = figure.memory.counted.get(figure.unit)
    if not same or not rest or rest[0].text in cues.thresholds or any(w.is_value or w.tag == "w" for w in rest):
        return None
    text = "".join(w.text for w in rest)
    return Phrase(text + same, value.start, rest[-1].end, "what some of the things counted before did") if len(text) <= _LONGEST_SHARED else None


def _is_of_those_before(figure: Figure) -> bool:
    """True behind 其中, and behind a clause that ends in 中 (1200名下岗工人中，有700人得到安置)."""
    told = figure.memory.before
    return figure.row[0].text in figure.cues.of_which or bool(told) and told[-1].text in figure.cues.turns.words_of_inside_wholes


def _past_small_words(words: Sequence[Word], cues: Cues) -> Sequence[Word]:
    """The words behind a figure without adverbs, prepositions and bounds at their head; an adverb of one character before a noun begins a word that the dictionary does not have."""
    for at, word in enumerate(words):
        begins_word = len(word.text) == 1 and at + 1 < len(words) and words[at + 1].tag in ("i", "n", "nr")
        if not (word.text in cues.adverbs or word.text in cues.bound_after or word.tag in ("p", "f") or word.tag == "d" and not begins_word):
            return words[at:]
    return ()


def _done_before(figure: Figure, act: Word) -> Phrase | None:
    """The word before the figure, with what it was said of before."""
    cues, memory, row = figure.cues, figure.memory, figure.row
    is_plain = act.mention is None
    is_verb = is_plain and (act.is_verb or act.text in cues.light) and not act.text.endswith("有")
    if is_plain and act.text in cues.count_verbs and figure.unit in cues.mass_units and memory.topic:
        return Phrase(act.text + memory.topic, act.start, act.end, "what was done with what the sentence is about", (act,))
    if is_verb and act.text not in cues.pivot and _is_one_word_behind(figure) and counts_things(figure):
        return Phrase(row[-1].text, row[-1].start, row[-1].end, "the word after the figure, whatever a dictionary calls it")
    if act.text in cues.bare_work:  # 去年完成投资31亿元，今年前五个月完成12亿元
        again = next((metric for metric, kind, unit in reversed(memory.sentence) if unit == figure.unit and kind == "level"), "")
        if again:
            return Phrase(again, figure.value.start, figure.value.end, f"what was {act.text} before")
    if is_verb:
        return _how_much_of(figure, act) or Phrase(act.text, act.start, act.end, "the verb before the figure", (act,))
    return None


def _is_one_word_behind(figure: Figure) -> bool:
    last = figure.row[-1]
    return len(figure.row) == figure.index + 2 and last.mention is None and len(last.text) > 1


def counts_things(figure: Figure) -> bool:
    """True for a unit that counts, where others measure (吨), last (小时), pay (元) or share (％)."""
    return bool(figure.unit) and figure.unit not in figure.cues.mass_units and not figure.is_time and not figure.is_money and "％" not in figure.unit


def _were_sent(figure: Figure, same: str) -> bool:
    """True where the people counted before were sent out (出动消防员35人，疏散50人): what was done then, they did."""
    counted = " ".join(metric for metric, _, unit in figure.memory.sentence if unit in figure.cues.person_units)
    return figure.counts_persons and any(verb + same in figure.memory.lead or verb in counted for verb in figure.cues.sending_verbs)


def _how_much_of(figure: Figure, act: Word) -> Phrase | None:
    """总工程量已经完成80%: how much of what stands before the verb is done; 正在实施20件 after 61件……工程: how many of those counted before."""
    row, same = figure.row, figure.memory.counted.get(figure.unit)
    at = index_at(row, act.start)
    if figure.unit in ("％", "成"):
        done = before(row, at, figure.cues, through_light=False) if at else None
        return Phrase(done.text + act.text, done.start, act.end, "a thing and how much of it is done") if done is not None and not done.ends_in_verb else None
    is_bare = all(word.tag in ("d", "t", "ad") or word.text in figure.cues.adverbs for word in row[:at])
    if not same or not is_bare or not _is_counted_here(figure) or _were_sent(figure, same) or figure.is_money or figure.is_time or figure.unit in figure.cues.mass_units:
        return None
    return Phrase(_planted(figure, act.text, same) or act.text + same, act.start, act.end, "some of the things counted before")
