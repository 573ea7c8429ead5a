"""Noun phrases round a figure: the one before it, the one after it, and what those counted did.

In: the words of a clause and the place of the figure in it.  Out: `Phrase`, in the words of the clause.
A phrase is the shortest that a reader would still understand alone: light verbs, adverbs, times and owners are
dropped, what tells one figure from another is kept (国家级绿色工厂, 参与制修订国家标准).
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.approach import before_circumstances, past_measure, skip_approach
from kg.extract.claims.cues import Cues
from kg.extract.claims.leftward import step_left
from kg.extract.claims.phrase import AND, BEFORE_FIGURE, OPEN, Phrase, before_while, class_before_time, closing_of, of_one_act, opening_of, past_description, past_reckoning, phrase_of, toward, trim_left, within, without_doer, without_way, without_work
from kg.extract.claims.rightward import is_done, step_right, tells_how
from kg.extract.claims.words import OWNERS, PERSONS, Word

_LONGEST, _LONGEST_LIST = 40, 90  # characters; a longer stretch is a sentence, not a name for a figure
_SMALL = frozenset(("z", "d", "a"))
_QUALIFIERS = frozenset(("a", "ad", "d", "f", "ag", "i"))


def before(row: Sequence[Word], stop: int, cues: Cues, through_light: bool = True, lead: int | None = None) -> Phrase | None:
    """The noun phrase that ends where the small words of the figure at `stop` begin.

    With `through_light` a light verb may stand between them (税收实现2000万元); `lead` is where the small words begin, where that is known.
    """
    end = _end_of_noun(row, skip_approach(row, stop, cues) if lead is None else lead, stop, cues, through_light)
    if 1 < end <= stop < len(row) and row[end - 1].tag in PERSONS and _is_substance(row, end, stop, cues):
        return Phrase(row[end - 2].text + row[end - 1].text, row[end - 2].start, row[end - 1].end, "a substance that looks like a name", (row[end - 2], row[end - 1]))
    at, listed = _start_of_noun(row, end, stop, cues)
    chosen = trim_left(row[at:end], cues)
    chosen = chosen and _with_what_tells_apart(_without_neighbours(chosen, row, at, end, cues), row, at, end, stop, cues)
    if not chosen or _is_too_little(chosen, cues):
        return None
    if len(chosen) > 1 and chosen[-1].text in cues.closing and not chosen[-2].is_verb:
        chosen = chosen[:-1]  # 上证指数收报3020点
    chosen = within(_without_house(_with_period(chosen, row, at, cues), row, at, cues), row, at, cues)
    chosen = [*class_before_time(row, at, cues), *chosen] if at > 1 and chosen[0].start == row[at].start and row[at - 1].tag == "Time" else chosen
    if len(chosen) == 1 and at > 3 and row[at - 1].text == "的" and chosen[0].start == row[at].start and (to := toward(row, at - 1, cues)):
        return Phrase("".join(w.text for w in (*to, *chosen)), to[0].start, chosen[0].end, f"{BEFORE_FIGURE}, and towards what", (*to, *chosen))
    return phrase_of(chosen, BEFORE_FIGURE, _LONGEST_LIST if listed else _LONGEST, cues)


def _is_substance(row: Sequence[Word], end: int, stop: int, cues: Cues) -> bool:
    """True for 可卡因 in 缴获可卡因30克: what looks like a name, behind a verb and before a mass."""
    return row[end - 2].is_verb and row[stop].tag == "Quantity" and row[stop].text.endswith(cues.mass_ends)


def _start_of_noun(row: Sequence[Word], end: int, stop: int, cues: Cues) -> tuple[int, bool]:
    """(index of the first word of the noun that ends before `end`, whether it is a list): as far to the left as words join it; no noun has three verbs."""
    ending = row[stop].text if stop < len(row) and row[stop].tag == "Quantity" else ""
    agents = ending[-1:] in cues.counted_agents or ending[-2:] in cues.counted_agents
    at, verbs, listed = end, 0, False
    while at:
        step = step_left(row, at, end, cues, agents)
        if step is None:
            break
        if row[at - 1].is_verb:
            verbs += 1
            if verbs > 2:
                break
        listed = listed or row[at - 1].text in "、等"
        at = step
        if row[at].text in cues.turns.passing_verbs:
            break  # 船闸全年通过货轮: who or what let them pass owns the figure
    return at, listed


def _with_what_tells_apart(chosen: list[Word], row: Sequence[Word], at: int, end: int, stop: int, cues: Cues) -> list[Word]:
    """A short noun with what makes one of several such figures of it: to whom (向滨江市供水), or that it is nearly done (基本建成470万套)."""
    if at > 1 and 0 < len(chosen) < 3 and chosen[0].start == row[at].start and row[at - 1].tag in OWNERS and row[at - 2].text in cues.towards:
        chosen = [*row[at - 2:at], *chosen]
    if len(chosen) == 1 and chosen[0].text in cues.turns.words_of_near_completion and end < stop and row[end].text in cues.light:
        chosen = [*chosen, row[end]]
    return chosen


def _end_of_noun(row: Sequence[Word], end: int, stop: int, cues: Cues, through_light: bool) -> int:
    """The index just after the last word of the noun before the small words that lead to the figure at `stop` and begin at `end`."""
    turns = cues.turns
    if 1 < end < stop and row[end - 1].text in turns.high_before_reaching and row[end].text == "达" and row[end - 2].text in cues.adverbs:
        end -= 1  # 市盈率仍高达43倍
    if 1 < end < stop and row[end - 1].text == "或" and row[end].text in turns.reaching_after_maybe:
        end -= 1  # 受案或将超过5500件
    while end > 1 and _is_adverb(row[end - 1], cues):
        end -= 1
    if through_light and end > 1 and row[end - 1].text in cues.light and row[end - 1].mention is None and _has_object_before(row, end - 1, cues):
        end = skip_approach(row, end - 1, cues)
        while end > 1 and row[end - 1].mention is None and row[end - 1].text in cues.adverbs:
            end -= 1
    if end > 1 and row[end - 1].text in turns.planning_behind_measures and row[end - 2].text.endswith(cues.attribute_ends):
        end -= 1  # 工业增加值计划达到98亿元
    end = before_circumstances(row, end, cues)
    if 1 < end < stop and row[end].text in turns.words_of_need and row[end - 1].text == "就":
        end -= 1  # 监考人员就需近3000名
    if end and row[end - 1].text == "）" and (opening := opening_of(row, end - 1)) is not None and (not opening or row[opening + 1].text in cues.asides or _is_remark(row, opening, end, cues)):
        end = opening  # 比去年同期（下同）增长3.4%
    end = before_while(row, end, stop, cues)
    if end > 2 and row[end - 1].tag == "Quantity" and row[end - 2].text in turns.words_in_a_row:
        end -= 2  # 销量连续5天突破60万件
    if 2 < end < stop and row[end - 1].tag in OWNERS and row[end - 2].text == "在" and row[end - 3].is_nominal and row[end - 3].tag not in OWNERS:
        end -= 2  # 种植户在某县已超过600户
    return end


def _is_remark(row: Sequence[Word], opening: int, end: int, cues: Cues) -> bool:
    """True for 总产值（不变价）; not for 生产总值（GDP）, which names it again, and 渔轮（60吨以上）, which tells it from others."""
    return row[opening - 1].is_nominal and "一" <= (last := row[end - 2].text)[-1] <= "鿿" and last not in cues.bound_after


def _is_adverb(word: Word, cues: Cues) -> bool:
    """True for an adverb or a time that stands like one; 一举 and 一直 begin with a number."""
    return (word.mention is None or word.tag in ("Fixed", "m")) and (word.text in cues.adverbs or word.text in cues.turns.whole_periods) and word.text != "的"


def _has_object_before(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True where what the light verb at `at` leads to stands before it (税收实现2000万元, 渠道新建完成3公里)."""
    noun = row[at - 1]
    if noun.is_nominal or noun.text in cues.budgeted or noun.text == "）":
        return True
    done = row[at].text in cues.turns.finishing_words and at > 1 and noun.is_verb
    return done and (row[at - 2].is_nominal or row[at - 2].text in cues.budgeted) and row[at - 2].tag not in OWNERS


def _without_neighbours(chosen: list[Word], row: Sequence[Word], at: int, end: int, cues: Cues) -> list[Word]:
    """The words without what belongs to the figure, to the figure before, or to a place: 利率低 before 至3.35%, 企业 of 312户企业."""
    turns = cues.turns
    chosen = _past_list(chosen, row, at, cues)
    if len(chosen) > 1 and chosen[-1].text in turns.words_of_height and end < len(row) and row[end].text in turns.after_words_of_height:
        chosen = chosen[:-1]  # 利率低至3.35%
    if len(chosen) > 1 and chosen[-1].text in cues.rising and chosen[-1].mention is None and end < len(row) and row[end].text in turns.after_words_of_height:
        chosen = chosen[:-1]  # 汽油涨到每升8元
    while len(chosen) > 1 and chosen[-1].text in cues.manners and chosen[-1].mention is None:
        chosen = chosen[:-1]  # 贷款利率平均下浮15%
    chosen = past_reckoning(chosen, row, cues)
    counted = at and len(chosen) > 2 and row[at - 1].tag == "Quantity" and chosen[0].start == row[at].start
    acts = next((i for i, word in enumerate(chosen[1:-1], 1) if word.is_verb and word.mention is None), None) if counted else None
    if acts is not None and all(word.is_nominal and word.tag != "vn" for word in chosen[:acts]) and chosen[acts + 1].is_nominal:
        chosen = chosen[acts:]  # 为312户企业减免租金1亿元: the noun belongs to the figure before
    if len(chosen) > 1 and chosen[0].text in turns.sides_of_places and at and row[at - 1].tag in OWNERS:
        chosen = chosen[1:]
    if len(chosen) > 1:
        before_it = row[at - 1].text if at and chosen[0].start == row[at].start else ""
        chosen = of_one_act(without_doer(without_way(chosen, before_it, cues), before_it, cues), cues)
    return chosen


def _past_list(chosen: list[Word], row: Sequence[Word], at: int, cues: Cues) -> list[Word]:
    """The words behind what closes a list of names: 游客量 of 甲州、乙市等地游客量, of 甲园、乙瀑布等景区游客量."""
    of = next((i for i, word in enumerate(row[max(0, at - 1):at + len(chosen)], max(0, at - 1)) if word.text == "等"), None) if len(chosen) > 1 and at else None
    if of is None or of < 2 or row[of - 1].tag not in OWNERS and row[at - 1].tag not in OWNERS or row[of + 1].text not in cues.turns.closers_of_lists:
        return chosen
    rest = [word for word in chosen if word.start >= row[of + 1].end]
    return rest if rest and rest[-1] is chosen[-1] and rest[0].text != "的" else chosen


def _is_too_little(chosen: Sequence[Word], cues: Cues) -> bool:
    """True for words that name nothing: light verbs (还有5个), a lead to the figure, a direction, a circumstance (在…的基础上), a period (年度90亿元), what was caused behind it (造成120户停电)."""
    first, last = chosen[0], chosen[-1]
    if all([w.text in cues.light and w.text.endswith("有") and w.mention is None for w in chosen]):
        return True
    if len(chosen) == 1 and (len(first.text) == 1 and first.text in cues.approach or first.text in cues.turns.bare_periods or first.text in cues.manners and first.mention is None) or last.text in cues.causing and last.mention is None:
        return True
    if last.tag == "f" and last.mention is None:
        return True
    return first.tag in _SMALL and all([w.tag in _SMALL and w.mention is None for w in chosen])


def _with_period(chosen: list[Word], row: Sequence[Word], at: int, cues: Cues) -> list[Word]:
    """年可发电3亿度: the period before the act that is done in it."""
    if at < 2 or row[at - 1].text not in cues.turns.may_or_about or row[at - 2].text not in cues.turns.periods_before_acts:
        return chosen
    acts = chosen[0].start == row[at].start and (chosen[0].is_verb or chosen[0].tag == "vn")
    return [row[at - 2], *chosen] if acts else chosen


def _without_house(chosen: list[Word], row: Sequence[Word], at: int, cues: Cues) -> list[Word]:
    """The words without the house or the people at their head that own the figure or do what is counted."""
    turns = cues.turns
    if len(chosen) > 1 and chosen[0].text in turns.firms_as_owners and chosen[1].text != "的":
        chosen = chosen[1:]
    if len(chosen) < 2 or chosen[0].text not in cues.actors:
        return chosen
    acts = chosen[1].is_verb and len(chosen) > 2 or chosen[1].text in turns.outputs_by_period or at and row[at - 1].text in cues.pivot
    return chosen[1:] if acts else chosen


def after(row: Sequence[Word], index: int, cues: Cues, acting: bool = True, agents: bool = False) -> Phrase | None:
    """The noun phrase after the figure at `index` (with 的 between or not).

    `acting` says that what is counted is no substance, so that a verb after its noun begins the predicate; `agents` that
    it is people, households or firms.
    """
    if index + 1 == len(row):
        return None
    at = _past_measures(row, index, cues, agents)
    if agents and at < len(row) and row[at].mention is None and row[at].text.startswith(cues.turns.words_of_cause):
        return None  # 7人|因车祸|死亡
    at = past_measure(row, at, cues)
    if acting and (at == index + 1 or at == index + 2 and row[index + 1].tag == "Time") and (described := past_description(row, index, cues)) is not None:
        at = described
    start, end, nouns = _stretch(row, at, cues, acting, agents)
    chosen = _trimmed(row, start, end, index, cues, acting)
    if not nouns or len(chosen) == 1 and (chosen[0].text in cues.thresholds or chosen[0].text in cues.turns.words_of_inside_wholes):
        return None
    if agents and start == index + 1 and len(chosen) > 1 and chosen[0].text in cues.turns.verbs_of_receiving and row[index].unit in cues.units.nouns_themselves and not chosen[-1].text.endswith((*cues.person_endings, *cues.teams)):
        return None  # 700多人|得到|妥善安置: people need no noun, and a verb tells what was done for them
    return phrase_of(chosen, "the phrase after the figure", _LONGEST, cues)


def _stretch(row: Sequence[Word], at: int, cues: Cues, acting: bool, agents: bool) -> tuple[int, int, int]:
    """(start, end, how many nouns) of the words from `at` on that may name what is counted; `acting` and `agents` as in `after`."""
    start, nouns = at, 0
    while at < len(row):
        if nouns and (is_done(row, at) or tells_how(row, at, cues)):
            break  # 15个村|通|了|自来水: what they did
        used = row[at].text in cues.turns.words_of_use and at + 1 < len(row) and row[at + 1].text == "的"
        if not acting and nouns and (used or row[at].text == "的"):
            start = at = at + 1 + used  # 2吨榨油用的大豆: a substance is measured by its head noun
            nouns = 0
            continue
        step = step_right(row, at, start, nouns, cues, acting, agents)
        if step is None:
            beyond = _past_qualities(row, at, start, cues)
            if beyond is None:
                break
            start, at, nouns = beyond, beyond, 0
            continue
        nouns += row[at].text in OPEN or row[at].text in cues.budgeted or any(w.is_nominal and w.tag not in ("a", "b", "ag", "f") for w in row[at:step])
        at = step
    return start, at, nouns


def _trimmed(row: Sequence[Word], start: int, end: int, index: int, cues: Cues, acting: bool) -> list[Word]:
    """The words of a stretch behind the figure at `index` without what can end no noun: a second number, a sign of listing, what was done with it."""
    chosen = list(row[start:end])
    del chosen[next((i for i in range(1, len(chosen) - 1) if (chosen[i].text in AND or chosen[i].text == "、") and _is_number(chosen[i + 1])), len(chosen)):]  # 24个陶俑和一批铁器
    while chosen and _is_no_end(chosen, cues):
        chosen.pop()
    if len(chosen) < 2 or chosen[-1].mention is not None:
        return chosen
    following = row[end] if end < len(row) else None
    if following is not None and chosen[-1].text.endswith(cues.ends.processes) and following.is_verb and chosen[-1].end == following.start:
        chosen.pop()  # 200亩油菜机械化收割
    if acting and len(chosen) > 1 and chosen[-1].text in cues.turns.running_verbs and chosen[-1].mention is None and (following is None or following.tag in ("w", "f")):
        chosen = without_work(chosen, row[index].unit in cues.units.bodies, cues)
    return chosen


def _past_measures(row: Sequence[Word], index: int, cues: Cues, agents: bool) -> int:
    """The index of the first word after the figure that can begin its noun: past bounds, 的, times, further measures and what brackets hold."""
    at, size = index + 1, len(row)
    if agents and at + 2 < size and row[at].tag in OWNERS and row[at + 1].text == "的" and row[at + 2].is_nominal:
        at += 2  # 资助了40名某大学的学生
    if at + 2 < size and row[at].text == "、" and row[at + 1].tag == "Quantity" and row[at + 2].text == "的":
        at += 2  # 40支、300余人的护堤队伍
    if at + 2 < size and row[at].text == "、" and row[at + 1].text in cues.turns.worth_nouns:
        at = next((i for i in range(at + 3, min(size, at + 6)) if row[i].text == "的" and row[i - 1].tag == "Quantity"), at)  # 8台、价值8万元的空调
    if at + 2 < size and row[at].text == "的" and row[at + 1].tag == "Quantity" and row[at + 2].is_nominal:
        sizes = tuple(cues.sizes)
        if row[index].text.endswith(sizes) and not row[at + 1].text.endswith(sizes):
            at += 2  # 3万平方米的3栋厂房
    while at < size and _leads_to_noun(row, at, cues):
        at += 1
    if at < size and row[at].text == "（" and (closing := closing_of(row, at)) is not None:
        at = closing + 1  # 48台（件）
    return at


def _leads_to_noun(row: Sequence[Word], at: int, cues: Cues) -> bool:
    """True for a small word between a figure and its noun: a bound, 的, 其他, a time, a second measure."""
    word, last = row[at], row[at - 1]
    if word.text == "的" or word.text in cues.bound_after or word.text in cues.turns.words_of_others:
        return True
    if word.is_reference:
        return last.text in "的" or last.tag == "Time"
    if not word.is_value:
        return False
    return word.tag == "Time" or last.is_value or word.tag == "Quantity" and last.text == "的" and word.text.endswith(cues.units.storeys)


def _is_number(word: Word) -> bool:
    """True for 一批, 一个: a number that may stand for any."""
    return word.mention is not None and word.mention.taken_as == "indefinite-one"


def _is_no_end(chosen: Sequence[Word], cues: Cues) -> bool:
    """True where the last word can end no noun phrase: a sign of listing, a bound, a quality, and behind others a number or a manner."""
    last = chosen[-1]
    if last.text in AND or last.text in "、的" or len(chosen) > 1 and last.text in cues.averages and last.mention is None or last.text in cues.more_than and last.mention is None:
        return True
    return len(chosen) > 1 and (_is_number(last) or last.tag in _QUALIFIERS or (last.text in cues.manners or last.text in cues.turns.manners_behind_nouns) and last.mention is None)


def _past_qualities(row: Sequence[Word], at: int, start: int, cues: Cues) -> int | None:
    """After 标志性、牵引性、带动作用强的: the index of what has these qualities, or None where none were listed."""
    if at == start or not row[at - 1].text.endswith(cues.ends.qualities):
        return None
    of = next((i for i in range(at, min(len(row), at + 7)) if row[i].text == "的"), None)
    return of + 1 if of is not None and of + 1 < len(row) else None
