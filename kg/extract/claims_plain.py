"""The metric of a figure that has no frame of its own: the phrase before it or after it, or what was done.

In: the words of a clause, the figure's place, and what the article has said so far (`Memory`).  Out: `Phrase`, or None where
neither side names anything.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg import tokens
from kg.extract.claims_cues import Cues
from kg.extract.claims_metric import Phrase, after, before, predicate, skip_approach
from kg.extract.claims_words import Word
from kg.text import fold

_DISPOSED = re.compile(r"(?:全部|悉数|全数|全都|一并|统统)(.{4})")
_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})：$")
_NUMERALS = "０１２３４５６７８９．，／—－～第首约近余多几数百千万亿零一二三四五六七八九十两半来"


@dataclass(slots=True)
class Memory:
    """What an article has said so far.  `sentence` holds (metric, kind, unit) of the figures before in the sentence."""

    sentence: list[tuple[str, str, str]] = field(default_factory=list)
    objects: dict[str, str] = field(default_factory=dict)  # 入选 → 入选西部计划项目: what an elliptic verb leaves out
    lead: str = ""  # the sentence up to the clause
    tail: str = ""  # the sentence after the clause

    noun: str = ""  # the people counted last, for 其中20人

    def recall(self, verb: str) -> str:
        """A bare verb with the object that it had before, where it had one."""
        return self.objects.get(verb, verb)


def unit_of(value: Word) -> str:
    """The printed unit at the end of a figure, as the unit tables name it.

    >>> unit_of(Word("１２０万元", "Quantity", 0, 5)), unit_of(Word("数百人", "Quantity", 0, 3))
    ('元', '人')
    """
    part = value.mention.part("unit") if value.mention is not None else None
    return fold(part.text) if part is not None else value.text.lstrip(_NUMERALS)


def index_at(row, offset: int) -> int:
    """The index of the first word that begins at or after a page offset."""
    return next((i for i, word in enumerate(row) if word.start >= offset), len(row))


def age_metric(row, value: Word, cues: Cues, memory: Memory) -> Phrase:
    """年龄, or 牺牲时年龄 where a verb of dying stands in the sentence."""
    death = next((v for v in cues.deaths if v in memory.lead + "".join(w.text for w in row if w.start < value.start)), None)
    return Phrase(f"{death}时年龄" if death else "年龄", value.start, value.end, f"an age beside {death}" if death else "its unit says what is measured")


def _disposed(row, index, memory: Memory) -> str:
    """The verb that 把 or 将 moved its object away from, where the sentence says 全部 before it."""
    before_it = memory.lead + "".join(w.text for w in row[:index])
    if not re.search("[把将]", before_it):
        return ""
    found = _DISPOSED.search("".join(w.text for w in row[index + 1:]) + memory.tail)
    verb = tokens.cut(found[1])[0] if found else ""
    return verb if len(verb) > 1 or tokens.tag(verb) == "v" else ""


def _without_rate(row, right: Phrase | None, cues) -> Phrase | None:
    """315个重点项目开工率94%: what is counted ends at its class noun, the rest belongs to the figure that follows."""
    if right is None or not any(word.start == right.end and word.tag == "Quantity" for word in row):
        return right
    last = max((i for i, word in enumerate(right.words[:-1]) if word.text in cues.heads or word.text.endswith("项目")), default=None)
    if last is None:
        return right
    kept = right.words[:last + 1]
    return Phrase("".join(w.text for w in kept), kept[0].start, kept[-1].end, right.how, kept)


def plain_metric(row, index: int, cues: Cues, memory: Memory) -> Phrase | None:
    """The metric of the figure at `index` where no frame says more than that it is a size or a share."""
    value = row[index]
    unit = unit_of(value)
    persons = unit in cues.person_units
    agents = persons or unit in cues.agent_units
    right = _without_rate(row, after(row, index, cues, unit not in cues.mass_units, agents), cues)
    left = before(row, index, cues, through_light=right is None)
    if left is not None:
        left = _with_threshold(row, left, cues)
    if left is not None and right is not None and any(w.end == left.start and w.tag == "Quantity" for w in row):
        left = None  # 17个国家52项预警: the noun before belongs to the figure before
    with_of = index + 1 < len(row) and row[index + 1].text == "的"
    lead = skip_approach(row, index, cues)
    act = row[lead - 1] if lead else None
    if act is not None and act.text in "出起到上成下" and lead > 1 and row[lead - 2].is_verb:
        act = row[lead - 2]  # 梳理出, 购置到
    if lead and row[lead - 1].text == "连续" and unit in cues.time_units:
        done = _rest(row, index, cues)
        if done is not None:
            return Phrase(done.text + "持续时间", done.start, done.end, "连续 and what went on")
    following = row[index + 1].text if index + 1 < len(row) else ""
    if unit in cues.time_units and following == "大" or unit.endswith("大") and unit[:-1] in cues.time_units:
        return Phrase("年龄", value.start, value.end, "so old")
    if following in cues.dimensions:
        thing = after(row, index + 1, cues) if index + 2 < len(row) and row[index + 2].text == "的" else None
        return Phrase((thing.text if thing else "") + cues.dimensions[following], value.start, thing.end if thing else value.end, f"so {following}")
    if index == 0 and memory.lead.endswith("：") and (label := _LABEL.search(memory.lead)):
        return Phrase(label[1], value.start, value.end, "the label before the colon")
    twice = index and row[index - 1].tag == "Quantity"
    if unit == "岁":
        return age_metric(row, value, cues, memory)
    if unit in cues.event_units:
        done = _times(row, index, cues, left, right)
        if done is not None:
            return done
    if unit in cues.time_units and act is not None and (act.is_verb or act.text in cues.light) and right is None:
        subject = before(row, lead - 1, cues)
        return Phrase((subject.text if subject else "") + act.text + "时间", subject.start if subject else act.start, act.end, "an act and how long it lasted")
    if unit in cues.time_units and right is None and left is not None and left.words[0].is_verb and not left.text.endswith(("期限", "时间", "时长", "时限")):
        return Phrase(left.text + "时间", left.start, left.end, "an act and how long it lasted")
    if twice and right is None and memory.sentence:
        return None  # 56支2994人: the same things counted twice
    if right is not None and unit in cues.attribute_units and (left is None or not left.words):
        return Phrase(right.text + cues.attribute_units[unit], right.start, right.end, "the noun after, and what its unit measures")
    if right is None and left is not None:
        done = predicate(row, index + 1, cues) if left.ends_in_verb and len(left.words) == 1 else None
        return Phrase(left.text + done.text, left.start, done.end, "the act, and what those counted did", done.words) if done else left
    if right is None:
        return _done_by(row, index, cues, persons, act, memory)
    if left is not None and _prefers_left(left, with_of, unit, cues):
        return left
    given = _disposed(row, index, memory)
    if given:
        return Phrase(given + right.text, value.start, right.end, "what was done with it (把…全部捐献)", right.words)
    acts = act is not None and act.is_verb and act.text not in cues.light | cues.pivot | cues.adverbs | cues.approach and not act.text.endswith("有")
    done = predicate(row, index_at(row, right.end), cues) if "元" not in unit and "％" not in unit else None
    if persons:
        memory.noun = right.text
    if agents and right.words[0].text in cues.actors and not with_of and (done is None or len(right.words) > 1):
        told = _rest(row, index_at(row, right.words[0].end) - 1, cues)
        if told is not None:
            return Phrase(told.text + right.words[0].text, value.start, told.end, "what those counted did, and who they are", right.words[:1])
    if done is not None and not with_of and not acts:
        full = memory.recall(done.text)
        return Phrase(full if full.endswith(right.text) else full + right.text, value.start, right.end, "what those counted did, and who they are", right.words)
    if left is not None and left.end == value.start and not left.ends_in_verb and not with_of and not left.text.endswith(("”", "’", "》")):
        return Phrase(left.text + right.text, left.start, right.end, "the phrases before and after the figure", right.words)
    if acts and "％" not in unit:
        return Phrase(act.text + right.text, act.start, right.end, "the act and the phrase after the figure", right.words)
    if with_of and ("％" in unit or "分之" in value.text) and not right.text.endswith(cues.price_nouns):
        return Phrase(right.text + "占比", value.start, right.end, "those of whom it is a part", right.words)
    return Phrase(right.text, value.start, right.end, right.how, right.words)


def _done_by(row, index, cues, persons: bool, act: Word | None, memory: Memory) -> Phrase | None:
    """No noun on either side: what those counted did (417人选择留下), or the verb before (分为两支)."""
    value = row[index]
    done = predicate(row, index + 1, cues)
    if done is not None:
        full = memory.recall(done.text)
        if persons and memory.noun and any(w.text == "其中" for w in row[:index]):
            return Phrase(full + memory.noun, value.start, done.end, "what those counted did, of the people counted before")
        return Phrase(full, value.start, done.end, done.how, done.words)
    rest = list(row[index + 1:])
    while rest and (rest[0].text in cues.adverbs or rest[0].tag in ("p", "f", "d") or rest[0].text in cues.bound_after):
        rest.pop(0)
    if (persons or unit_of(value) in cues.agent_units) and rest and any(w.is_verb for w in rest):
        text = "".join(w.text for w in rest if not w.is_value)[:18]
        return Phrase(text + cues.unit_nouns.get(unit_of(value), "人数"), value.start, rest[-1].end, "what the people counted did")
    if act is not None and act.mention is None and (act.is_verb or act.text in cues.light):
        return Phrase(act.text, act.start, act.end, "the verb before the figure", (act,))
    return None


def _rest(row, index, cues) -> Phrase | None:
    """What stands after the word at `index` up to the end of the clause, where a verb is in it and it is short enough to name."""
    rest = list(row[index + 1:])
    while rest and (rest[0].text in cues.adverbs or rest[0].tag in ("d", "f") and rest[0].text != "上" or rest[0].text in cues.bound_after):
        rest.pop(0)
    text = "".join(w.text for w in rest)
    if not rest or len(text) > 18 or any(w.is_value or w.text in "的地得" for w in rest) \
            or not any(w.is_verb or w.tag in ("vn", "l") or w.text in cues.joining for w in rest):
        return None
    return Phrase(text, rest[0].start, rest[-1].end, "the rest of the clause", tuple(rest))


def _times(row, index, cues, left: Phrase | None, right: Phrase | None) -> Phrase | None:
    """How often something was done: 两次对山村进行扫荡 → 扫荡次数, 往返灾区50余次 → 往返灾区次数."""
    noun = cues.unit_nouns.get(unit_of(row[index]), "次数")
    rest = row[index + 1:]
    for at, word in enumerate(rest):
        if word.text in ("进行", "开展", "实施", "组织") and at + 1 < len(rest) and rest[at + 1].is_nominal | rest[at + 1].is_verb:
            act = rest[at + 1]
            return Phrase(act.text + noun, row[index].start, act.end, "what was done, and how often")
    lead = skip_approach(row, index, cues)
    if right is not None and lead and row[lead - 1].is_verb:
        return Phrase(row[lead - 1].text + right.text + noun, row[lead - 1].start, right.end, "what was done, and how often")
    if left is None:
        return None
    acts = [i for i, word in enumerate(left.words) if word.is_verb]
    if not acts or acts[0] == 0 and not left.ends_in_verb:
        return Phrase(left.text + noun, left.start, left.end, "what was done, and how often") if acts else None
    words = left.words[acts[0]:]
    return Phrase("".join(w.text for w in words) + noun, words[0].start, left.end, "what was done, and how often")


def _with_threshold(row, left: Phrase, cues: Cues) -> Phrase:
    """The phrase with the threshold before it (10亿元以上项目), where one stands there."""
    at = index_at(row, left.start)
    if at > 1 and row[at - 1].text in cues.bound_after and row[at - 2].tag == "Quantity":
        text = row[at - 2].text + row[at - 1].text + left.text
        return Phrase(text, row[at - 2].start, left.end, left.how + ", with its threshold", left.words)
    return left


def _prefers_left(left: Phrase, with_of: bool, unit: str, cues: Cues) -> bool:
    """Both sides offer a noun: the measured noun before wins for money, measures and percentages, the counted one after else."""
    if left.ends_in_verb:
        return False
    if "％" in unit or "元" in unit:
        return True
    return with_of and unit in cues.unit_nouns and unit not in cues.person_units
