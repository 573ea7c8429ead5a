"""Which printed times govern a clause or a sentence, and how far they reach.

In: the page's time expressions, its clauses, the word lists.  Out: `Governing`: the times in a stretch, whether one governs, the
frame of a sentence.  A date beside an attribution (8月4日，记者从某局获悉) is when it was said; a date of founding says nothing of
the figures after it.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extract.claims import Reading
from kg.model import Span
from kg.resolve.claims.ground import first_of
from kg.resolve.claims.lists import TimeCues
from kg.resolve.claims.moments import Moment
from kg.resolve.claims.topics import Topics

_NUMERAL = re.compile("[0-9０-９一二三四五六七八九十百千万亿]")
_ORDINAL = re.compile("度?第(?![一二三]产业)")  # 上半年第一产业总收入: a sector of the economy is no ordinal
_IN_BRACKETS = re.compile("（[^（）]+$")
_BRACKETED = re.compile("[^（）]*）")
_OF_FIGURE = re.compile("的(?:[0-9０-９．.万亿千百一二三四五六七八九十]+[^，；、0-9０-９]{1,4}、)?[^，；0-9０-９]{0,6}")
_TIMES_AS_MUCH = re.compile("[0-9０-９．一二两三四五六七八九十几数百]+(?:多|余)?倍")


class Governing:
    """The times of a page and what they govern.  `moments` are its time expressions in print order."""

    def __init__(self, moments: tuple[Moment, ...], topics: Topics, cues: TimeCues):
        self.moments, self.topics, self.cues, self.turns = moments, topics, cues, cues.turns
        self.starts = [moment.span.start for moment in moments]
        self._on: dict[int, list[Moment]] = {}  # clause → the times that begin in it
        for moment in moments:
            number = bisect_right(topics.layout.places, moment.span.start) - 1
            if number >= 0 and moment.span.start < topics.layout.clauses[number].span.end:
                self._on.setdefault(number, []).append(moment)
        self._frames_before: dict[int, Moment | None] = {}  # sentence → the frame of the nearest sentence before it in its paragraph that has one
        self._last_on: dict[int, Moment | None] = {}
        self._frames: dict[tuple[int, int | None], Moment | None] = {}
        self._first_clause = first_of([clause.sentence for clause in topics.layout.clauses])

    def within(self, span: Span | tuple[int, int]) -> Sequence[Moment]:
        """The times that begin inside `span`, in print order."""
        start, end = span
        first = bisect_left(self.starts, start)
        return self.moments[first:bisect_left(self.starts, end, first)]

    def on(self, number: int) -> Sequence[Moment]:
        """The times that begin in clause `number`, in print order."""
        return self._on.get(number, ())

    def governs(self, moment: Moment, number: int, stop: int) -> bool:
        """True where a time tells when the figures of a clause hold; what stands up to page offset `stop`, most often a figure, tells that."""
        if moment.interval is not None and self._is_when_it_was_said(moment, number):
            return self._is_period_of_data(moment, number)
        clause, form, turns, is_day = self.topics.layout.clauses[number], self.topics.page.text.form, self.turns, moment.is_day
        before, after = form[clause.span.start:moment.span.start], form[moment.span.end:min(stop, clause.span.end)]
        if moment.interval is not None and not moment.is_now and turns.habit.search(before):
            return False  # 采收期一般从6月底到9月底，年销量2万吨
        if stop >= clause.span.end and turns.is_made.search(before):
            return False  # 被列为2021年试点乡，又筹资3亿元; 成为今年第500班客轮，比上年早6天
        if is_day and self._is_when_it_was_published(moment.span.end, after) or self._is_of_the_greatest(moment, before, after) \
                or self._is_inside_a_phrase(moment, before, after, clause.span.end):
            return False
        if turns.better_than.search(before) or turns.reckoned_prices.match(after) or turns.held_against.search(before) and turns.changes.match(after):
            return False  # 收成好于去年; 按1990年不变价; 比抗日战争前的1936年下降20%
        if before.endswith(turns.words_against_times) and not before.endswith(turns.nouns_like_words_against_times):
            return moment.interval is not None and (after == "的" or turns.census.fullmatch(after) is not None)  # 比1997年底的450万人增加了：only the figure right behind it
        if self._is_when_it_began(moment, before, after, clause.span.end):
            return False
        of_one_figure = self._is_of_one_figure(moment, before, after, stop if stop < clause.span.end else None)
        if of_one_figure is not None:
            return of_one_figure
        if _ORDINAL.match(after) or after.startswith(self.cues.first) or before.endswith((*turns.before_goals_and_causes, *self.cues.lasting)):
            return False  # 今年首场招聘会 is a name; 排到了10月份 a goal; 受去年台风影响 a cause
        if moment.text.endswith(turns.ends_of_years_of_plans) and after.startswith(self.cues.planned):
            return False  # 完成年初预算的51%: the budget is of then
        if (is_day or len(moment.interval or "") == 7) and not moment.is_now and stop >= clause.span.end and self._tells_of_a_name(moment, number):
            return False  # 本月13日发生疫情的某大学，已有94例治愈
        if before.endswith(turns.words_that_begin_a_time) and not after.startswith(turns.words_of_a_beginning_behind) and not (moment.is_stretch or self._runs_from(moment, before)) or any(self.topics.things.over(moment.span.start)):
            return False
        # With 的 behind it a time tells which thing is meant, unless it heads its clause: 今年的订单是1.2万副, 河池市去年的产量是9.2万吨
        return not after.startswith("的") or moment.interval is None \
            or not (is_day or moment.is_now) and (not before or before in turns.conjunctions_at_heads or self._is_name(clause.span.start, moment.span.start))

    def _is_when_it_was_said(self, moment: Moment, number: int) -> bool:
        """True where the clause of a time says who said so (8月4日，记者从某局获悉), or the next one does and the time stands right before it.

        截至8月3日 is never when it was said (截至8月3日，民政部数据显示，……175人死亡).
        """
        clauses = self.topics.layout.clauses
        if self.topics.is_attribution(number):
            return True
        up_to = moment.text.startswith(self.turns.words_of_up_to) or self.topics.page.text.form.endswith(self.turns.words_of_up_to, 0, moment.span.start)
        return not up_to and number + 1 < len(clauses) and self.topics.is_attribution(number + 1) and clauses[number + 1].sentence == clauses[number].sentence \
            and moment.span.end >= clauses[number].span.end - 1

    def _is_period_of_data(self, moment: Moment, number: int) -> bool:
        """True for the period of what an attribution names as its source (据某署公布的1—6月进出口数据), or the day on which it was counted."""
        clause = self.topics.layout.clauses[number]
        if moment.is_day and self.turns.counted_then.match(self.topics.page.text.form, moment.span.end, clause.span.end):
            return True  # 某厅20日统计显示，……
        return not moment.is_day and self.topics.is_attribution(number) and self.turns.data_of_a_time.match(self.topics.page.text.form, moment.span.end, clause.span.end) is not None

    def _is_when_it_was_published(self, end: int, after: str) -> bool:
        """True for a day that ends at a page offset and on which something came out (8月25日晚间，某公司披露半年报) or was sent (某网北京8月3日消息)."""
        turns = self.turns
        return bool(turns.announced.match(self.topics.page.text.form, end, end + 60) or turns.sent.match(after) or turns.learnt.match(after))

    def _is_of_the_greatest(self, moment: Moment, before: str, after: str) -> bool:
        """True for the time in which something is the first or the greatest of its kind (今年以来首超26米, 全省迄今为止投资最大的工程)."""
        turns = self.turns
        if moment.text.endswith(turns.since) and after.startswith(turns.words_of_the_first):
            return True
        return turns.greatest.match(after) is not None and (moment.text.startswith(turns.heads_of_so_far) or moment.is_now and turns.is_named.search(before) is not None)

    def _is_inside_a_phrase(self, moment: Moment, before: str, after: str, end: int) -> bool:
        """True for a time that is a part of something else in its clause, which ends at page offset `end`: of grounds, of what comes again and again, of a bracket, of an event's name."""
        turns = self.turns
        if before.endswith(turns.words_of_grounds) and moment.is_now:
            return True  # 根据目前雨情
        if turns.every.search(before) or _IN_BRACKETS.search(before) and _BRACKETED.match(after):
            return True  # 每周三、周六开市; 结案634件（含上年旧存），同比……
        if turns.season_of_contests.search(moment.text) and turns.contest_behind.match(self.topics.page.text.form, moment.span.end, end):
            return True  # 2018—2019赛季冰球联赛在某地揭幕
        held, of_year = turns.held.search(before), before and len(moment.interval or "") == 4
        if not held and not of_year:
            return False
        rest = self.topics.page.text.form[moment.span.end:end].rstrip("，。；")
        return bool(held and turns.event.match(rest) or of_year and turns.event_of_year.match(rest))  # 举办3月份义务植树活动; 在滨江区2013年重点项目开工仪式上

    def _is_when_it_began(self, moment: Moment, before: str, after: str, end: int) -> bool:
        """True for the time of a founding, of a basis (在2010年的基础上), or of a beginning that says nothing of how it is now (1925年投产，采深超过900米)."""
        turns, founding = self.turns, self.cues.founding
        founded = after.lstrip(turns.before_and_after)
        if before.endswith(founding) or founded.startswith(founding) and not turns.on_that_day.match(founded) or turns.on_basis.match(after):
            return True  # but 5月1日开业当天，商场接待顾客3万人次
        return self.cues.finished.fullmatch(after.rstrip("，。；")) is not None and self._is_over(moment) \
            and not self.topics.page.text.form.startswith(turns.words_of_then, end)

    def _is_of_one_figure(self, moment: Moment, before: str, after: str, figure: int | None) -> bool | None:
        """Whether a time governs the figure at a page offset alone, or not even that, where it is what a change comes from or leads to, or what a multiple is of; None for any other time."""
        turns = self.turns
        if moment.interval is not None:
            if before.endswith(turns.sources) and (not after and figure is not None or _OF_FIGURE.fullmatch(after) or after.removeprefix("的").startswith("每") and not _NUMERAL.search(after)):
                return True  # 由去年的38万平方米扩大到…: only the figure right behind it
            if moment.is_now and after.startswith("的") and before.endswith(turns.words_before_results):
                return figure is not None  # 减少到目前的6.7万人，2.5万名下岗职工中……
            if after.startswith("的") and before.endswith(turns.words_before_results) and (turns.source_inside.search(before) or self._is_result(moment)):
                return True  # 从1999年的38%提高到去年的51%; 由1983年的3万亩、产量4000吨，猛增到1995年底的66万亩、7万吨，良种率超过四成
            if before.endswith("是") and not after and figure is not None:
                return not _TIMES_AS_MUCH.match(self.topics.page.text.form, figure)  # 是“十五”期间218亿元的2.6倍: that figure alone
        return False if before.endswith("由") and _NUMERAL.search(after) else None  # 由上月每斤1.9元降至1.7元: not the second figure

    def _is_result(self, moment: Moment) -> bool:
        """True where the sentence said before what a change comes from, in a clause of its own."""
        sentence = self.topics.context.sentence_at(moment.span.start)
        return sentence is not None and self.turns.source_inside.search(self.topics.page.text.form, sentence.span.start, moment.span.start) is not None

    def _tells_of_a_name(self, moment: Moment, number: int) -> bool:
        """True for a day at the head of a clause that only describes the body, the place or the person it ends with."""
        row = self.topics.row(number)
        at = next((i for i, word in enumerate(row) if word.start >= moment.span.end), len(row))
        last = len(row)
        while last and row[last - 1].is_named and row[last - 1].tag != "Event":
            last -= 1
        return at + 1 < last < len(row) and row[last - 1].text == "的" and any(word.is_verb for word in row[at:last - 1]) and not any(word.tag == "Quantity" for word in row)

    def begun_before(self, moment: Moment) -> Moment | None:
        """The year that a change starts from, where a year is that of its result (从1990年的3亿元增长到2021年的96亿元)."""
        sentence, form, turns = self.topics.context.sentence_at(moment.span.start), self.topics.page.text.form, self.turns
        if sentence is None or len(moment.interval or "") != 4 or not form.endswith(turns.words_before_results, sentence.span.start, moment.span.start):
            return None
        at = bisect_left(self.starts, moment.span.start) - 1
        found = self.moments[at] if at >= 0 and self.starts[at] >= sentence.span.start else None
        return found if found is not None and len(found.interval or "") == 4 and form.endswith(turns.sources, sentence.span.start, found.span.start) else None

    def _runs_from(self, moment: Moment, before: str) -> bool:
        """True for a time that runs from its beginning until now (从1986年至今), and does not say since when something is the first (这是自1989年以来首次)."""
        turns = self.turns
        return moment.is_until_now and before.endswith(turns.words_from_a_beginning) and not before[:-1].endswith(turns.words_that_begin_a_time)

    def _is_name(self, start: int, end: int) -> bool:
        """True where just one name stands between two offsets."""
        return any(name.span == Span(start, end) for name in self.topics.context.names_within(Span(start, end)))

    def _is_over(self, moment: Moment) -> bool:
        """True for a month or a year that begins no later than the page's own."""
        published = self.topics.page.published.value
        return moment.interval is not None and not moment.is_day and (published is None or moment.interval[:4] <= published[:4])

    def is_of_what_is_counted(self, moment: Moment, start: int, reading: Reading) -> bool:
        """True for a time that only tells which things an earlier figure counts (今年种植的312万亩棉花已采收298万亩)."""
        form, end = self.topics.page.text.form, reading.value.span.start
        figure = next((w.start for w in self.topics.row(reading.clause) if w.tag == "Quantity" and moment.span.end <= w.start < end), None)
        return figure is not None and form[figure - 1] == "的" and moment.interval is not None and not moment.is_day and not form.endswith(self.turns.sources, start, moment.span.start)

    def tells_which(self, moment: Moment, number: int) -> bool:
        """True for a time before 的 and a figure, of which another figure of the clause is a part (今年种植的312万亩棉花已采收298万亩)."""
        form, clause = self.topics.page.text.form, self.topics.layout.clauses[number]
        figures = [w.start for w in self.topics.row(number) if w.tag == "Quantity" and moment.span.end <= w.start < clause.span.end]
        return len(figures) > 1 and form[figures[0] - 1] == "的" and not moment.is_day and not (moment.is_end or moment.is_passing)

    def tells_of_acts(self, reading: Reading) -> bool:
        """True where a clause of the sentence up to the figure says what was done: a verb at its head, or one with 了, leads to its figure."""
        clauses, cues = self.topics.layout.clauses, self.topics.layout.cues
        last = reading.clause - (reading.kind in ("change", "rate"))  # the verb of 同比提高8分钱 is no act
        for step in range(self._first_clause[clauses[reading.clause].sentence], last + 1):
            heads = True
            row = self.topics.row(step)
            for at, word in enumerate(row):
                if word.tag == "Quantity":
                    break
                acts = word.mention is None and word.is_verb and word.text not in cues.approach and not word.text.endswith("有") and word.text[0] != "占"
                if acts and (heads or at + 1 < len(row) and row[at + 1].tag == "ul"):
                    return True
                heads = heads and (word.tag in ("d", "ad", "a", "c", "Time") or word.is_reference or word.mention is not None or word.text in cues.adverbs)
        return False

    def has_done(self, reading: Reading) -> bool:
        """True where a verb with 了 stands in the clause of a figure (还花15万元盖起了小楼); 达到了 only says how much it is."""
        row = self.topics.row(reading.clause)
        return any(word.tag == "ul" and at and row[at - 1].is_verb and not row[at - 1].text.startswith(self.cues.standing_at) for at, word in enumerate(row))

    def has_own_period(self, number: int, stop: int) -> bool:
        """True where the sentence opens with a period that no calendar fixes (整治期间，, 自投运以来，)."""
        start = self.topics.page.sentences[self.topics.layout.clauses[number].sentence].span.start
        return self.turns.own_period.match(self.topics.page.text.form, start, stop) is not None

    def reaches_on(self, moment: Moment, end: int) -> bool:
        """False for the date of a condition (去年底投用后，…) or of one coming act (将于9月开工，…): the next clause is free of it."""
        form = self.topics.page.text.form
        if form.endswith(self.turns.words_of_when_it_came, 0, moment.span.start):
            return False  # 最高气温38℃，出现在7月10日；最低……: of that figure alone
        if moment.text.endswith(self.turns.words_of_the_same_period) and self.topics.layout.clauses[bisect_right(self.topics.layout.places, moment.span.start) - 1].opens:
            return False  # 出口12亿元，上年同期为10亿元，比去年同期增长20%: of that figure alone
        if form.endswith(self.cues.extremes, 0, moment.span.start):
            return False  # 最高峰5月2日达3万人次: only that figure's day
        if form.endswith(self.turns.words_from_a_beginning, 0, moment.span.start) and form.startswith(self.turns.words_of_beginning, moment.span.end):
            return False  # 从5月1日开始休渔，休渔渔船达2.4万艘
        return not (form.endswith(self.cues.coming, 0, moment.span.start) or form[moment.span.end:end].rstrip("，；").endswith(self.turns.words_of_after_an_act))

    def last_on(self, number: int) -> Moment | None:
        """The last time of clause `number` that governs the clauses after it in the sentence, too."""
        if number not in self._last_on:
            end = self.topics.layout.clauses[number].span.end
            self._last_on[number] = next((m for m in reversed(self.on(number))
                                          if self.governs(m, number, end) and self.reaches_on(m, end) and not self.tells_which(m, number)), None)
        return self._last_on[number]

    def frame(self, sentence: int, stop: int | None = None) -> Moment | None:
        """The first governing time of a sentence (before page offset `stop`, where one is given)."""
        key = (sentence, stop)
        if key not in self._frames:
            self._frames[key] = self._find_frame(sentence, stop)
        return self._frames[key]

    def _find_frame(self, sentence: int, stop: int | None) -> Moment | None:
        vague = None
        form, clauses = self.topics.page.text.form, self.topics.layout.clauses
        for number in range(self._first_clause.get(sentence, len(clauses)), len(clauses)):
            clause = clauses[number]
            if clause.sentence != sentence:
                break
            for moment in self.on(number):
                if (stop is None or moment.span.start < stop) and self.governs(moment, number, clause.span.end):
                    if form.endswith(self.cues.coming, 0, moment.span.start):
                        vague = vague or Moment(moment.span, moment.text, None, self.turns)  # the date of what is to come frames nothing
                    elif moment.interval is None and (self.topics.is_attribution(number) or self.topics.is_attribution(number + 1)):
                        vague = vague or moment  # 近日，某局通报，前四个月……: the later time is the frame
                    else:
                        return moment
        return vague

    def frame_before(self, sentence: int, step: int) -> Moment | None:
        """The frame of the nearest sentence before `sentence`, whose first clause is `step` + 1, that has one in the same paragraph."""
        clauses = self.topics.layout.clauses
        paragraph, passed, frame = clauses[step + 1].paragraph, [sentence], None
        while frame is None and step >= 0 and clauses[step].paragraph == paragraph and passed[-1] not in self._frames_before:
            frame = self.frame(clauses[step].sentence)
            if frame is None and clauses[step].sentence != passed[-1]:
                passed.append(clauses[step].sentence)
            step -= 1
        if frame is None:
            frame = self._frames_before.get(passed[-1])
        self._frames_before.update(dict.fromkeys(passed, frame))  # a paragraph of a thousand sentences is gone through once
        return frame
