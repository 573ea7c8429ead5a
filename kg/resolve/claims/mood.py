"""Whether a figure is so, is planned, or is a goal.

In: the `Mood` mentions of a page, a reading, the page's date.  Out: actual, planned or target, and the rule that decided.
A mood governs what follows it in its sentence; a goal that a paragraph announces and then counts off (一是…二是…) governs the paragraph.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.claims import Reading
from kg.extract.claims.figure import index_of, unit_of
from kg.model import Mention
from kg.resolve.claims.topics import Topics
from kg.resolve.claims.turns import MoodTurns

_OPENS_ITEM = frozenset(("", "；", "："))
_ANOTHER_MATTER = "。；“"  # signs behind which something else is told
_ENDS = frozenset("，；。")
_NUMERAL = re.compile("[0-9０-９]")


class Modality(NamedTuple):
    """actual, planned or target, and why; `may_come` where a time that is still to come makes a plan of it, `in_time` where the goal of a time that is told before is meant."""

    name: str
    because: str
    may_come: bool = False
    in_time: bool = False


class Moods:
    """The moods of a page.  `works` are the endings of things that are built to yield something (项目, 工程)."""

    def __init__(self, moods: Sequence[Mention], topics: Topics, intervals: dict[int, str | None], always_actual: tuple[str, ...],
                 counters: tuple[str, ...], works: tuple[str, ...], turns: MoodTurns):
        self.topics, self.always_actual, self.works, self.turns = topics, always_actual, works, turns
        self.moods = [mood for mood in moods if self._counts(mood, intervals)]
        self._starts = [mood.span.start for mood in self.moods]
        self._lists: dict[int, int] = {}  # paragraph → its first clause that counts off (一是…)
        form = topics.page.text.form
        for number, clause in enumerate(topics.layout.clauses):
            if clause.opens in _OPENS_ITEM and form.startswith(counters, clause.span.start):
                self._lists.setdefault(clause.paragraph, number)

    def of(self, reading: Reading, subject: str) -> Modality:
        """The modality of a reading of `subject`, and why."""
        if reading.metric.endswith(self.always_actual):
            return Modality("actual", "modality: a sum that is stated as such")
        clause = self.topics.layout.clauses[reading.clause]
        form, value = self.topics.page.text.form, reading.value.span
        if form.find("的", value.start - 7, value.start) >= 0 and self.turns.as_it_is.search(form, clause.span.start, value.start):
            return Modality("actual", "modality: what it rises or falls from")
        if self.turns.rises_to.match(form, value.end) and self.turns.rises_from.search(form, clause.span.start, value.start):
            return Modality("actual", "modality: what it rises or falls from")  # 日门诊量将由800人次增加到1500人次
        if self.turns.goal_behind.match(form, value.end, clause.span.end) and not form.endswith(self.turns.units_of_goals, value.start, value.end):
            return Modality("target", "modality: the noun of a goal behind it", in_time=True)  # 80亿元投资目标
        if self.turns.goal_before.search(form, clause.span.start, value.start) and not self.turns.meets_goals.search(form, clause.span.start, value.start):
            return Modality("target", "modality: the noun of a goal before it")  # 全年产值目标160亿元
        start = self._sentence_start(reading.clause)
        if start < clause.span.start and self.turns.settled.match(form, clause.span.start, value.start):
            start = clause.span.start  # 考生将安排到备用考场，全市共设考场124个
        start = self._done_from(start, reading.clause)
        start = max((found.end() for found in self.turns.so_far.finditer(form, start, value.start)), default=start)  # 预计返还32万元，案件侦办至今，已追回78万元
        start = max((found.end() for found in self.turns.goal_met.finditer(form, start, value.start)), default=start)  # 今年计划新增的目标全部实现，比率达93%
        found = self._last(start, reading.value.span.start, passing_yields=not subject.endswith(self.works))
        if found is not None and found.attribute("modality") in ("able", "yield") and self._has_come(reading):
            return Modality("actual", "modality: a verb with 了 says that it is so")
        if found is not None and found.attribute("modality") == "able" and self._is_habit(found, start, clause.span.start, subject):
            return Modality("actual", "modality: what usually comes")
        if found is not None and found.attribute("modality") == "able" and self._is_of_now(start, found.span.start):
            return Modality("actual", "modality: it goes on with what is now")
        if found is not None:
            return self._read(found, start, reading.value.span.start)
        announced = self._announced(reading.clause) if not self.turns.at_present.search(form, start, reading.value.span.start) else None
        if announced is not None:
            return Modality(announced.attribute("modality", "planned"), f"modality: {announced.rule}, announced for the paragraph")
        return Modality("actual", "", may_come=True)

    def _is_of_now(self, start: int, mood: int) -> bool:
        """True where a word of ability goes on with a figure of now (目前种植面积达3000亩，总产量可达4万吨), and no works are under way that will yield it."""
        form = self.topics.page.text.form
        now = self.turns.stands_now.search(form, start, mood)
        between = form[now.end():mood] if now is not None else ""
        return not any(sign in between for sign in _ANOTHER_MATTER) and _NUMERAL.search(between.rpartition("，")[0]) is not None and self.turns.under_way.search(form, start, mood) is None

    def _has_come(self, reading: Reading) -> bool:
        """True where a verb with 了 stands right before a figure (收入突破了8万元)."""
        row = self.topics.row(reading.clause)
        at = index_of(row, reading.value)
        return at > 0 and row[at - 1].tag == "ul" or self.turns.has_come.search(self.topics.page.text.form, self.topics.layout.clauses[reading.clause].span.start, reading.value.span.start) is not None

    def _is_habit(self, mood: Mention, start: int, clause: int, subject: str) -> bool:
        """True where 可 or 能 says what usually comes (每天能卖三百斤): no works that are still to yield it, and no plan before it."""
        if subject.endswith(self.works) or not self.turns.habit.search(self.topics.page.text.form, clause, mood.span.start):
            return False
        earlier = self.moods[bisect_left(self._starts, start):bisect_left(self._starts, mood.span.start)]
        return all(one.attribute("modality") in ("able", "yield") for one in earlier)

    def is_to_come(self, interval: str | None) -> bool:
        """True for a time that begins after the page's own date (今后五年 on a page of 1999)."""
        published = self.topics.page.published.value
        if not interval or not published:
            return False
        start = interval.partition("/")[0]
        if start[:4] != published[:4]:
            return start[:4] > published[:4]
        precision = min(len(start), len(published))
        return start[:precision] > published[:precision] and (precision != 7 or int(start[5:7]) > int(published[5:7]) + 1)  # 秋季 opens in August

    def coming(self, reading: Reading, interval: str) -> Modality:
        """The modality of a figure without a mood of its own at a time to come: a goal where its sentence set one before a ；."""
        start = self.topics.page.sentences[self.topics.layout.clauses[reading.clause].sentence].span.start
        aims = any(mood.attribute("modality") in ("target", "by-year") for mood in self.moods[bisect_left(self._starts, start):bisect_left(self._starts, reading.value.span.start)])
        return Modality("target", f"modality: {interval} is still to come, under a goal") if aims else Modality("planned", f"modality: {interval} is still to come")

    def _counts(self, mood: Mention, intervals: dict[int, str | None]) -> bool:
        if mood.taken_as == "to-come" and self.turns.treated_as.match(self.topics.page.text.form, mood.slot("cue").span.end):
            return False  # 将发展集体经济作为头等大事: 将 moves the object
        if mood.text.endswith(self.turns.nouns_of_goals) and self.topics.page.text.form[mood.span.end:mood.span.end + 1] in _ENDS and self.topics.page.text.form[mood.span.start - 1] == "的":
            return False  # 完成增产25万吨的目标任务；……
        if mood.attribute("modality") != "by-year":
            return True
        when = mood.part("when")
        published = self.topics.page.published.value
        interval = intervals.get(when.span.start) if when else None
        return interval is not None and interval != "" and (not published or interval.rpartition("/")[2][:4] > published[:4]
                                   or interval.rpartition("/")[2] > published)

    def _done_from(self, start: int, number: int) -> int:
        """Where what was done begins, after a figure of what was to be (计划投资3亿元，累计完成3.2亿元，新建渠道12公里)."""
        clauses, form, step = self.topics.layout.clauses, self.topics.page.text.form, number
        while step and clauses[step].span.start > start:
            if self.turns.done.match(form, clauses[step].span.start) and any(word.tag == "Quantity" for word in self.topics.row(step - 1)):
                return clauses[step].span.start
            step -= 1
        return start

    def _lists_on(self, number: int) -> bool:
        """True for a part after ； that is only a noun and a figure in the unit of the part before (预计玉米面积7500万亩；水稻面积4100万亩)."""
        step, clauses = number, self.topics.layout.clauses
        while clauses[step].opens != "；":
            step -= 1
        row = self.topics.row(step)
        at = next((at for at, word in enumerate(row) if word.tag == "Quantity"), 0)
        if not at or any(word.is_verb or not word.is_nominal or word.mention is not None for word in row[:at]):
            return False
        unit = unit_of(row[at])
        while step and clauses[step - 1].sentence == clauses[number].sentence:
            step -= 1
            if any(word.tag == "Quantity" and unit_of(word) == unit for word in self.topics.row(step)):
                return True
            if clauses[step].opens == "；":
                break
        return False

    def _sentence_start(self, number: int) -> int:
        """Where the sentence begins, or its last ； before the clause; a goal or a plan goes on over ； to parts without a time or a mood of their own."""
        clauses = self.topics.layout.clauses
        step, part = number, None
        while step and clauses[step - 1].sentence == clauses[number].sentence:
            if clauses[step].opens == "；":
                first = clauses[step].span.start
                part = first if part is None else part
            step -= 1
        start = clauses[step].span.start
        if part is None:
            return start
        if self._last(part, clauses[number].span.end) is not None:
            return part
        mood = self._last(start, first)
        goes_on = mood is not None and (mood.attribute("reach") == "sentence" or self._lists_on(number)) and not self.turns.own.search(self.topics.page.text.form, first, clauses[number].span.end)
        return start if goes_on else part

    def _last(self, start: int, stop: int, passing_yields: bool = False) -> Mention | None:
        at = bisect_left(self._starts, stop) - 1
        while passing_yields and at >= 0 and self._starts[at] >= start and self.moods[at].attribute("modality") == "yield":
            at -= 1  # 建成后年产值3亿元
        return self.moods[at] if at >= 0 and self._starts[at] >= start else None

    def _read(self, mood: Mention, start: int, stop: int) -> Modality:
        """`able` is planned, unless a word before it says that the work is finished; a goal stays one through what it can yield."""
        kinds = self.moods[bisect_left(self._starts, start):bisect_left(self._starts, stop)]
        modality = mood.attribute("modality", "actual")
        if modality == "by-year":
            return Modality("target", f"modality: {mood.rule}")
        if modality in ("able", "yield"):
            for at in range(len(kinds) - 1, -1, -1):
                earlier = kinds[at]
                if earlier.attribute("modality") == "actual" and at and kinds[at - 1].attribute("modality") in ("planned", "target") \
                        and "，" not in self.topics.page.text.form[kinds[at - 1].span.start:earlier.span.start]:
                    continue  # 将在八年内全面建成
                said = earlier.attribute("modality")
                if said in ("actual", "planned", "target"):
                    return Modality(said, f"modality: {earlier.rule}", earlier.taken_as == "finished")
            return Modality("planned", f"modality: {mood.rule}")
        if modality == "planned" and any(m.attribute("modality") == "by-year" or m.attribute("modality") == "target" and m.attribute("reach") == "sentence" for m in kinds):
            return Modality("target", f"modality: {mood.rule} under a goal")
        return Modality(modality, f"modality: {mood.rule}", mood.taken_as == "finished")

    def _announced(self, number: int) -> Mention | None:
        """The goal or plan that the paragraph of a clause states last before it begins to count off (二是引进项目，计划投资90亿元 is of its own item)."""
        clauses = self.topics.layout.clauses
        paragraph, own = clauses[number].paragraph, clauses[number].sentence
        first = self._lists.get(paragraph, number + 1)
        if first > number:
            return None
        list_of = clauses[first].sentence if clauses[first].opens == "：" else None  # ……五个特点：一是: that sentence announces, or none
        step = first - 1
        while step >= 0 and clauses[step].paragraph == paragraph:
            clause = clauses[step]
            if clause.sentence == list_of or list_of is None and clause.sentence != own:
                mood = self._last(clause.span.start, clause.span.end)
                if mood is not None and mood.attribute("modality") in ("target", "planned"):
                    return mood
            step -= 1
        return None
