"""Noun phrases round a figure: the one before it, the one after it, and what those counted did.

In: the words of a clause and the place of the figure in it.  Out: `Phrase`, in the words of the clause.
A phrase is the shortest that a reader would still understand alone: light verbs, adverbs, times and owners are
dropped, what tells one figure from another is kept (国家级绿色工厂, 参与制修订国家标准).
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims_approach import before_circumstances, past_measure, skip_approach
from kg.extract.claims_cues import Cues
from kg.extract.claims_phrase import AND, CLOSE, COMPOUNDED, OPEN, PASSING, Phrase, closing_of, is_compound, length_of, of_one_act, opening_of, phrase_of, relative_clause, toward, trim_left, without_doer
from kg.extract.claims_words import OWNERS, Word

_LONGEST, _LONGEST_LIST = 40, 90  # characters; a longer stretch is a sentence, not a name for a figure
_SIZES = ("面积", "里程", "长度")
_PERIODS = frozenset(("年", "日", "月"))
_SMALL = frozenset(("z", "d", "a"))
_QUALIFIERS = frozenset(("a", "ad", "d", "f", "ag", "i"))


def before(row: Sequence[Word], stop: int, cues: Cues, through_light: bool = True, lead: int | None = None) -> Phrase | None:
    """The noun phrase that ends where the small words of the figure at `stop` begin.

    With `through_light` a light verb may stand between them (税收实现2000万元); `lead` is where the small words begin, where that is known.
    """
    end = skip_approach(row, stop, cues) if lead is None else lead
    if 1 < end < stop and row[end - 1].text in ("高", "多") and row[end].text == "达" and row[end - 2].text in cues.adverbs:
        end -= 1  # 市盈率仍高达43倍
    if 1 < end < stop and row[end - 1].text == "或" and row[end].text in ("将", "达", "超", "超过", "突破"):
        end -= 1  # 受案或将超过5500件
    while end > 1 and (row[end - 1].mention is None or row[end - 1].tag in ("Fixed", "m")) and (row[end - 1].text in cues.adverbs or row[end - 1].text == "全年") and row[end - 1].text != "的":
        end -= 1  # 一举 and 一直 begin with a number
    if through_light and end > 1 and row[end - 1].text in cues.light and row[end - 1].mention is None and (
            row[end - 2].is_nominal or row[end - 2].text in cues.budgeted or row[end - 2].text == "）"
            or row[end - 1].text == "完成" and end > 2 and row[end - 2].is_verb and (row[end - 3].is_nominal or row[end - 3].text in cues.budgeted) and row[end - 3].tag not in OWNERS):
        end = skip_approach(row, end - 1, cues)
        while end > 1 and row[end - 1].mention is None and row[end - 1].text in cues.adverbs:
            end -= 1
    end = before_circumstances(row, end, cues)
    if 1 < end < stop and row[end].text in ("需", "要") and row[end - 1].text == "就":
        end -= 1  # 监考人员就需近3000名
    if end and row[end - 1].text == "）" and (opening := opening_of(row, end - 1)) is not None and (not opening or row[opening + 1].text in cues.asides):
        end = opening  # 比去年同期（下同）增长3.4%
    if end > 2 and row[end - 1].tag == "Quantity" and row[end - 2].text == "连续":
        end -= 2  # 销量连续5天突破60万件
    if 2 < end and row[end - 1].tag in OWNERS and row[end - 2].text == "在" and row[end - 3].is_nominal and row[end - 3].tag not in OWNERS and end < stop:
        end -= 2  # 种植户在某县已超过600户
    if 1 < end <= stop < len(row) and row[end - 1].tag in ("Person", "KnownPerson") and row[end - 2].is_verb and row[stop].tag == "Quantity" and row[stop].text.endswith(cues.mass_ends):
        return Phrase(row[end - 2].text + row[end - 1].text, row[end - 2].start, row[end - 1].end, "a substance that looks like a name", (row[end - 2], row[end - 1]))  # 缴获可卡因30克
    ending = row[stop].text if stop < len(row) and row[stop].tag == "Quantity" else ""
    agents = ending[-1:] in cues.counted_agents or ending[-2:] in cues.counted_agents
    at, verbs, listed = end, 0, False
    while at:
        step = _step_left(row, at, end, cues, agents)
        if step is None:
            break
        if row[at - 1].is_verb:
            verbs += 1
            if verbs > 2:
                break
        listed = listed or row[at - 1].text in "、等"
        at = step
        if row[at].text in PASSING:
            break  # 船闸全年通过货轮: who or what let them pass owns the figure
    chosen = trim_left(row[at:end], cues)
    if not chosen:
        return None
    if len(chosen) > 1 and chosen[-1].text in ("低", "高") and end < len(row) and row[end].text in ("至", "到", "达"):
        chosen = chosen[:-1]  # 利率低至3.35%
    while len(chosen) > 1 and chosen[-1].text in cues.manners and chosen[-1].mention is None:
        chosen = chosen[:-1]  # 贷款利率平均下浮15%
    counted = at and len(chosen) > 2 and row[at - 1].tag == "Quantity" and chosen[0].start == row[at].start
    acts = next((i for i, word in enumerate(chosen[1:-1], 1) if word.is_verb and word.mention is None), None) if counted else None
    if acts is not None and all(word.is_nominal and word.tag != "vn" for word in chosen[:acts]) and chosen[acts + 1].is_nominal:
        chosen = chosen[acts:]  # 为312户企业减免租金1亿元: the noun belongs to the figure before
    if len(chosen) > 1 and len(chosen[0].text) == 1 and chosen[0].text in "郊境内外旁边畔" and at and row[at - 1].tag in OWNERS:
        chosen = chosen[1:]
    if len(chosen) > 1:
        chosen = of_one_act(without_doer(chosen, row[at - 1].text if at and chosen[0].start == row[at].start else "", cues), cues)
    if at > 1 and 0 < len(chosen) < 3 and chosen[0].start == row[at].start and row[at - 1].tag in OWNERS and row[at - 2].text in cues.towards:
        chosen = [*row[at - 2:at], *chosen]  # 向滨江市供水: one of several such figures
    if len(chosen) == 1 and chosen[0].text == "基本" and end < stop and row[end].text in cues.light:
        chosen = [*chosen, row[end]]  # 基本建成470万套
    if not chosen or chosen[0].text in cues.light and all([w.text in cues.light and w.text.endswith("有") and w.mention is None for w in chosen]):
        return None  # 还有5个
    if len(chosen) == 1 and len(chosen[0].text) == 1 and chosen[0].text in cues.approach or chosen[-1].tag == "f" and chosen[-1].mention is None or chosen[0].tag in _SMALL and all([w.tag in _SMALL and w.mention is None for w in chosen]):
        return None  # 在…的基础上 is a circumstance
    if len(chosen) > 1 and chosen[-1].text in cues.closing and not chosen[-2].is_verb:
        chosen = chosen[:-1]  # 上证指数收报3020点
    if chosen and at > 1 and row[at - 1].text in ("可", "能", "将", "约") and row[at - 2].text in _PERIODS and chosen[0].start == row[at].start and (chosen[0].is_verb or chosen[0].tag == "vn"):
        chosen = [row[at - 2], *chosen]  # 年可发电3亿度
    if len(chosen) > 1 and chosen[0].text == "公司" and chosen[1].text != "的":
        chosen = chosen[1:]
    if len(chosen) > 1 and chosen[0].text in cues.actors and (chosen[1].is_verb and len(chosen) > 2 or chosen[1].text in ("年产", "日产", "月产") or (at and row[at - 1].text in cues.pivot)):
        chosen = chosen[1:]
    if len(chosen) == 1 and at > 3 and row[at - 1].text == "的" and chosen[0].start == row[at].start and (to := toward(row, at - 1, cues)):
        return Phrase("".join(w.text for w in (*to, *chosen)), to[0].start, chosen[0].end, "the phrase before the figure, and towards what", (*to, *chosen))
    return phrase_of(chosen, "the phrase before the figure", _LONGEST_LIST if listed else _LONGEST)


def _step_left(row: Sequence[Word], at: int, end: int, cues: Cues, agents: bool) -> int | None:
    """The new left edge when the word before `at` joins the phrase, or None where it ends it; `agents` as in `after`."""
    word, beyond = row[at - 1], row[at - 2] if at > 1 else None
    if at == end and beyond is not None and (word.tag in ("Org", "KnownOrg") and beyond.is_verb or word.tag == "Site" and (beyond.text in cues.light and row[end].tag == "Quantity" and row[end].text[-1] in cues.goods_units or beyond.text == "、" and at > 2 and row[at - 3].tag == "Quantity")):
        return at - 1  # 创建绿色工厂1家: what a verb creates is counted, even where it looks like a body's name
    if word.mention is not None and word.mention.rule == "class-of-voltage" and at < end:
        return at - 1  # 改造10千伏线路
    if word.is_value or word.tag in OWNERS or word.is_reference or word.text in cues.markets and at < end:
        return None
    if word.tag == "w":
        if word.text == "、" and at < end and beyond is not None and (beyond.is_nominal or beyond.text in CLOSE or beyond.text in cues.budgeted):
            return at - 1
        return opening_of(row, at - 1) if word.text in CLOSE else None
    if word.mention is not None:
        return at - 1
    if word.text in AND:
        twins = beyond is not None and beyond.is_verb and at < end and (row[at].is_verb or row[at].tag == "vn" or row[at].text[-1] in "业率量") and row[end - 1].is_nominal
        return at - 1 if at < end and beyond is not None and (beyond.is_nominal or twins) else None  # 煤炭开采和洗选业
    if word.text == "等":
        return at - 1 if at < end and beyond is not None and (beyond.is_nominal or beyond.is_verb or beyond.text in CLOSE) else None
    if word.text == "的":
        if at < end and beyond is not None and (beyond.is_nominal or beyond.text in CLOSE) and beyond.tag not in OWNERS \
                and all(w.text in cues.actors or w.text in cues.count_heads for w in row[at:end]):
            return at - 1  # 获得质量奖的企业总数: too bare without its clause
        short = at < end and length_of(row[at:end]) <= 3
        clause = relative_clause(row, at - 1, cues) if agents and at < end and length_of(row[at:end]) <= 6 else None
        if clause is not None:
            return clause
        owned = beyond is None or not beyond.is_nominal or beyond.tag in OWNERS or len(beyond.text) < 2
        return at - 1 if short and not owned else None
    if word.text in ("其他", "其它") and at < end and row[at].is_nominal or word.text == "比" and at == end and word.mention is None and at < len(row) and row[at].text in cues.approach and beyond is not None and beyond.tag in ("n", "vn", "nz"):
        return at - 1  # 计算机、通信和其他电子设备制造业; 收支比为64%
    if word.text == "可" and at < end and len(row[at].text) == 1 and row[at].is_verb and row[at].mention is None:
        return at - 1  # 可采面积, 可耕地
    if word.tag == "vn" and at < end and (beyond is None or beyond.tag == "w" or beyond.is_value) and (word.text in cues.light or word.text in cues.pivot) and (at + 1 == end or end - at == 2) and (row[at].text.startswith(("价格", "收入", "费用")) or row[at].text == "工期"):
        return at - 1  # 服务价格上涨2.3%, 建设工期48个月
    sized = at < end and end - at == 1 and row[at].mention is None and row[at].text.endswith(_SIZES) and beyond is not None and beyond.is_nominal and beyond.mention is None and not beyond.is_reference
    if sized and word.text in cues.light and word.is_verb:
        return at - 1  # 高速公路建成里程, 油茶高产创建面积
    if word.tag == "d" and len(word.text) > 1 and at < end and row[at].text[-1] in "率量额" and beyond is not None and beyond.is_nominal and word.text not in cues.adverbs:
        return at - 1  # 毕业生初次就业率
    if word.text in cues.light or word.text in cues.pivot:
        inside = word.text in cues.soft and at < end and beyond is not None and beyond.is_nominal and beyond.tag not in OWNERS
        beside = at < end and row[at].is_verb and beyond is not None and beyond.is_verb and word.text in cues.light  # 制定|修订国家标准
        told = word.text in cues.light and any(w.text == "的" for w in row[at:end])  # 获得质量奖的企业总数
        listed = word.text in ("实现", "完成") and at < end and row[at].is_nominal and beyond is not None and beyond.text == "、"  # 上缴税金、实现利润
        return at - 1 if inside or beside or told or listed else None
    if at < end and (word.tag == "f" or word.text in COMPOUNDED) and is_compound(row[at - 1:end]) and (not any(w.is_verb for w in row[at:end]) if word.text in PASSING else beyond is None or not beyond.is_verb or beyond.text in cues.adverbs or beyond.text in cues.approach):
        return at - 1  # 过|闸旅客, 通过船舶
    if word.text == "每" and end - at >= 2 and row[at].mention is None and row[at].is_nominal and len(row[at].text) == 1:
        return at - 1  # 每棚收益
    if word.text in cues.adverbs:
        mean = word.text in cues.means and at < end and beyond is not None and beyond.is_nominal and (beyond.mention is None or beyond.tag == "Fixed") and beyond.text not in cues.adverbs
        return at - 1 if mean else None  # 二氧化硫年均浓度
    if word.text[0] == "每" and word.text not in cues.terms:
        return at - 1 if word.text[1:] in cues.periods and end - at == 1 and row[at].text[-1] in "量额值" else None  # 每日来水量
    if word.is_verb or word.is_nominal or word.tag == "m" and (at < end or word.text in cues.heads and beyond is not None and beyond.is_nominal and beyond.tag not in OWNERS):
        return at - 1  # 服务|点
    if len(word.text) == 1 and word.text not in cues.function_signs and at < end and (row[at].is_nominal or row[at].is_verb and at + 1 < end):
        return at - 1  # a piece of a compound that the dictionary does not have
    return None


def after(row: Sequence[Word], index: int, cues: Cues, acting: bool = True, agents: bool = False) -> Phrase | None:
    """The noun phrase after the figure at `index` (with 的 between or not).

    `acting` says that what is counted is no substance, so that a verb after its noun begins the predicate; `agents` that
    it is people, households or firms.
    """
    at = index + 1
    if at == len(row):
        return None
    if at + 2 < len(row) and row[at].tag in OWNERS and row[at + 1].text == "的" and row[at + 2].is_nominal and agents:
        at += 2  # 资助了40名某大学的学生
    if at + 2 < len(row) and row[at].text == "、" and row[at + 1].tag == "Quantity" and row[at + 2].text == "的":
        at += 2  # 40支、300余人的护堤队伍
    sized = at + 2 < len(row) and row[at].text == "的" and row[at + 1].tag == "Quantity" and row[at + 2].is_nominal and row[index].text.endswith(tuple(cues.sizes)) and not row[at + 1].text.endswith(tuple(cues.sizes))
    if sized:
        at += 2  # 3万平方米的3栋厂房
    while at < len(row) and (row[at].text in cues.bound_after or row[at].text in ("其他", "其它") or row[at].tag == "Quantity" and row[at - 1].text == "的" and row[at].text.endswith("层") or row[at].text == "的" or (row[at].is_reference and row[at - 1].text in "的")
                             or (row[at].is_value and (row[at].tag == "Time" or row[at - 1].is_value))
                             or (row[at].is_reference and row[at - 1].tag == "Time")):
        at += 1
    if at < len(row) and row[at].text == "（" and (closing := closing_of(row, at)) is not None:
        at = closing + 1  # 48台（件）
    if agents and at < len(row) and row[at].mention is None and row[at].text[0] == "因":
        return None  # 7人|因车祸|死亡
    at = past_measure(row, at, cues)
    start, nouns = at, 0
    while at < len(row):
        used = row[at].text == "用" and at + 1 < len(row) and row[at + 1].text == "的"
        if not acting and nouns and (used or row[at].text == "的"):
            start = at = at + 1 + used  # 2吨榨油用的大豆: a substance is measured by its head noun
            nouns = 0
            continue
        step = _step_right(row, at, start, nouns, cues, acting, agents)
        if step is None:
            beyond = _past_qualities(row, at, start)
            if beyond is None:
                break
            start, at, nouns = beyond, beyond, 0
            continue
        nouns += row[at].text in OPEN or row[at].text in cues.budgeted or any(w.is_nominal and w.tag not in ("a", "b", "ag", "f") for w in row[at:step])
        at = step
    chosen = list(row[start:at])
    del chosen[next((i for i in range(1, len(chosen) - 1) if chosen[i].text in AND and chosen[i + 1].mention is not None and chosen[i + 1].mention.rule == "indefinite-one"), len(chosen)):]  # 24个陶俑和一批铁器
    while chosen and (chosen[-1].text in AND or chosen[-1].text in "、的" or chosen[-1].text in cues.more_than and chosen[-1].mention is None or len(chosen) > 1 and chosen[-1].mention is not None and chosen[-1].mention.rule == "indefinite-one" or len(chosen) > 1 and (chosen[-1].tag in _QUALIFIERS or chosen[-1].text in cues.manners and chosen[-1].mention is None)):
        chosen.pop()
    if len(chosen) > 1 and chosen[-1].text[-1] == "化" and chosen[-1].mention is None and at < len(row) and row[at].is_verb and chosen[-1].end == row[at].start:
        chosen.pop()  # 200亩油菜机械化收割
    if not nouns or len(chosen) == 1 and chosen[0].text in cues.thresholds:
        return None
    return phrase_of(chosen, "the phrase after the figure", _LONGEST)


def _past_qualities(row: Sequence[Word], at: int, start: int) -> int | None:
    """After 标志性、牵引性、带动作用强的: the index of what has these qualities, or None where none were listed."""
    if at == start or not row[at - 1].text.endswith("性"):
        return None
    of = next((i for i in range(at, min(len(row), at + 7)) if row[i].text == "的"), None)
    return of + 1 if of is not None and of + 1 < len(row) else None


def _makes_compound(row: Sequence[Word], at: int, cues: Cues, agents: bool) -> bool:
    """True where a class noun follows the verb at `at` (种植示范基地); after agents at a distance only where the clause ends with it."""
    for step, word in enumerate(row[at + 1:at + 4], at + 1):
        if word.text in cues.heads or word.text[-1:] in cues.heads:
            ends = step + 1 == len(row) or row[step + 1].tag == "w"
            return step == at + 1 or not agents or ends
        if not (word.is_nominal or word.is_verb) or word.mention is not None:
            return False
    return False


def _counted_by_itself(row: Sequence[Word], at: int) -> bool:
    """True for 混凝土班组 in 木工有7人、混凝土班组有5人: what stands after 、 has a figure of its own."""
    while at < len(row) and row[at].is_nominal and not row[at].is_value:
        at += 1
    return at + 1 < len(row) and row[at].text.endswith("有") and row[at + 1].tag == "Quantity"


def _step_right(row: Sequence[Word], at: int, start: int, nouns: int, cues: Cues, acting: bool, agents: bool) -> int | None:
    """The new right edge when the word at `at` joins the phrase, or None where it ends it."""
    word, following = row[at], row[at + 1] if at + 1 < len(row) else None
    if word.is_value or word.is_reference:
        return None
    if word.tag == "w":
        if word.text in OPEN:
            closing = closing_of(row, at)
            if closing is None or (nouns and word.text == "“" and not (closing + 1 < len(row) and row[closing + 1].is_nominal)):
                return None  # a name in quotes after the noun stands beside it
            return closing + 1
        joins = word.text == "、" and at > start and following is not None and (following.is_nominal or following.text in OPEN) and not _counted_by_itself(row, at + 1)
        return at + 1 if joins else None
    if word.mention is not None and (word.mention.attribute("fate") == "code" and not (at == start and following is not None and following.text == "级") or nouns and word.mention.rule == "round-the-clock"):
        return None  # 1860名抢修人员24小时待命
    if word.tag == "Fixed" and at == start and word.text[0] in "百千万亿" and following is not None and following.text == "元":
        return at + 2  # 21个|亿元以上项目
    if word.mention is not None:
        torn = at == start + 1 and len(row[start].text) == 1 and row[start].mention is None  # 核|桃园: a name inside a word
        return at + 1 if at == start or torn or word.tag not in OWNERS or row[at - 1].text in "、和及与" or word.tag == "Site" and nouns else None
    if word.text in AND:
        apart = nouns and following is not None and following.tag in OWNERS and row[at - 1].tag not in OWNERS  # 4个方案和某区部分项目: the second has an owner of its own
        joins = at > start and following is not None and (following.is_nominal or following.is_verb) and not (agents and word.text == "与") and not apart
        return at + 1 if joins else None
    if word.text == "的":
        return at + 1 if at > start and not nouns else None
    if word.text in cues.budgeted and row[at - 1].text == "的":
        return at + 1  # 100元的收入
    if word.tag == "i" and nouns:
        return None
    if len(word.text) == 1 and word.text not in cues.function_signs:
        run = at
        while run < len(row) and len(row[run].text) == 1 and row[run].tag != "w" and row[run].text not in cues.function_signs and not row[run].is_value:
            run += 1
        follows = run < len(row) and row[run].is_nominal and row[run].mention is None
        if nouns and acting and word.is_verb and run - at >= 4 and (run - at) % 2 == 0:
            return None  # 走村入户
        if run - at > 1 or (follows and not nouns) or word.is_nominal:
            return run if run - at > 1 else at + 1
    if word.text in cues.bound_after and at > start and following is not None and following.is_nominal and (row[at - 1].text[-1] in "级星等档元" or row[at - 1].text == "）"):
        return at + 1  # 4A级（含）以上景区
    if word.text in cues.adverbs or word.text in cues.pivot and word.text not in cues.soft:
        return None
    if nouns and word.mention is None and (word.is_verb or word.tag == "vn") and following is not None and following.mention is None and following.text in cues.change_results:
        return None  # 两栋厂房改造|成教学楼
    if word.text in cues.heads and word.mention is None:
        return at + 1
    if word.text in cues.joining or word.text in cues.light or word.is_verb:
        if not acting:
            return at + 1 if following is not None and following.is_nominal and word.text not in cues.light else None
        if at > start and row[at - 1].text in AND:
            return at + 1 if following is not None and following.is_nominal else None
        compound = _makes_compound(row, at, cues, agents)
        if at == start:
            return at + 1 if compound or word.text not in cues.joining and following is not None and following.is_nominal else None
        return at + 1 if compound and word.text not in cues.joining and (word.text not in cues.light or word.text in cues.soft) else None
    return at + 1 if word.is_nominal else None
