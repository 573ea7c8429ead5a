"""Figures that 分别 joins: the nth of them is of the nth noun, or of the nth figure, before it.

In: the words of a clause and the figure's place.  Out: `Phrase`, or None where 分别 does not stand before the figure or the two lists differ in length.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Memory, unit_of
from kg.extract.claims.metric import after, before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import OWNERS, Word

_AND = frozenset("、和与及")
_LONGEST_COMPARISON = 12  # words between 比 and 分别
_SHORTEST_HEAD = 3  # characters that the nouns of a list can share at their head


def shared(row: Sequence[Word], index: int, cues: Cues) -> Phrase | None:
    """`甲率、乙率分别达到98%和92%`: the nth noun for the nth figure."""
    each = _each_at(row, index, cues)
    if each is None:
        return None
    figures = _figures(row, index, cues)
    if len(figures) > 1 and figures[-1] + 1 < len(row) and row[figures[-1] + 1].text == "的" and (got := after(row, figures[-1], cues)) is not None:
        return Phrase(got.text, got.start, got.end, "分别: the noun after the last of them", got.words)  # 冠亚军分别获得3000元和2000元的奖金
    if len(figures) < 2 or _yardsticks(row, each, figures[0], cues) == len(figures):
        return None
    place = figures.index(index)
    part = _part_of_each(row, each, place, len(figures), cues)
    if part is not None:
        return part
    toward = _towards_each(row, each, figures[0], cues)
    if len(toward) == len(figures):
        return Phrase(toward[place], row[each].start, row[index].end, "分别: the act towards the one of the same place in the list")
    phrase = before(row, _comparison(row, each, cues), cues)
    items = _items(phrase.words) if phrase is not None else []
    if len(items) != len(figures) or not all(items):
        return None
    items[-1] = _parted(items[-1], cues)
    told = row[figures[0] - 1]
    if figures[0] - 1 > each and _is_measure(told, cues) and not any(_is_measure(item[-1], cues) for item in items):
        items = [[*item, told] for item in items]  # 甲险、乙险分别实现保费收入3亿元和2亿元
    mine = _whole(items, place, cues)
    return Phrase(_wording(mine, items, place), items[place][0].start, items[place][-1].end, "分别: the noun of the same place in the list", tuple(mine))


def _part_of_each(row: Sequence[Word], each: int, place: int, count: int, cues: Cues) -> Phrase | None:
    """重工业、轻工业产值占工业总产值的比重分别为三成和七成: each part and the whole; None where no such share is named before 分别."""
    share = row[each - 1] if each else row[each]
    at = next((i for i in range(each - 2, 0, -1) if row[i].text == "占"), None) if share.text.endswith(cues.ends.named_shares) else None
    parts = before(row, at, cues) if at is not None else None
    items = _items(parts.words) if parts is not None else []
    if at is None or len(items) != count or not all(items):
        return None
    whole = _whole_named(row, at, each)
    items[-1] = _parted(items[-1], cues)
    mine = _whole(items, place, cues)
    name = f"{_wording(mine, items, place)}占{whole}比例"
    return Phrase(name, items[place][0].start, items[place][-1].end, "分别: the part of the same place in the list, and the whole", tuple(mine))


def _whole_named(row: Sequence[Word], at: int, each: int) -> str:
    """工业总产值 in 占全州工业总产值的比重分别为, where 占 is the word at `at`."""
    return "".join(word.text for word in row[at + 1:each - 1] if not (word.is_reference or word.tag in OWNERS)).removesuffix("的")


def _each_at(row: Sequence[Word], index: int, cues: Cues) -> int | None:
    """The index of 分别 before the figure at `index`, or None."""
    return next((i for i, word in enumerate(row[:index]) if word.text.startswith(cues.in_turn)), None)


def _items(words: Sequence[Word]) -> list[list[Word]]:
    """The nouns of a list, each as its words."""
    items: list[list[Word]] = [[]]
    for word in words:
        if word.text in _AND:
            items.append([])
        else:
            items[-1].append(word)
    return items


def _wording(mine: Sequence[Word], items: Sequence[Sequence[Word]], place: int) -> str:
    """The words `mine` of the item at `place`; where all items share a part of the last one's first word, with that part."""
    text = "".join(w.text for w in mine)
    if place == len(items) - 1:
        return text
    own, beside, named = items[place], items[-2], items[-1][0].text
    if len(items) == 2 and len(own) == 1 and len(own[0].text) == 1 and len(named) > 1 and named[0] != own[0].text:
        return own[0].text + named[1:] + "".join(w.text for w in items[-1][1:])  # 内、外贸吞吐量; not 牛奶、蛋、大米类均价
    if len(beside) == 1 and len(beside[0].text) == 2 and len(named) > 2 and beside[0].text[0] == named[0] == "第":
        return mine[0].text + named[2:] + text[len(mine[0].text):]  # 第一、第二、第三产业增加值
    return text


def in_turn(row: Sequence[Word], index: int, cues: Cues, memory: Memory) -> Phrase | None:
    """`门诊量98万人次，手术2万台次，分别增长12%和15%`: the nth change is of the nth figure before the clause."""
    each = _each_at(row, index, cues)
    each = _as_in_turn(row, index, cues, memory) if each is None else each
    figures = _changes(row, each, cues) if each is not None else []
    if each is None or not figures:
        return None
    summed = next((i for i in range(1, each) if row[i].text in cues.indicators and row[i - 1].tag == "Quantity"), None)  # 四项指标分别下降
    rest = row[:each] if summed is None else (*row[:summed - 1], *row[summed + 1:each])
    growth = next((word.text for word in rest if word.text in cues.of_any_metric), "")  # 增幅分别高于全省7.6和2.7个百分点
    named = row[0].text == "占" and row[each - 1].text.endswith(cues.ends.named_shares)  # 占财政收入的比重分别为5%和3%
    if not named and _names_metric(rest, row[_comparison(row, each, cues)].start, growth, cues):
        return None
    place, count = figures.index(index), len(figures)
    earlier = memory.sentence[:len(memory.sentence) - place]
    if not growth and summed is None and _owners_listed(memory.before) == count and (told := _of_each_owner(row[figures[0]], memory, earlier, cues)):
        return Phrase(told, row[index].start, row[index].end, "分别: what is told of each of those in the clause before")
    if summed is not None:
        earlier = [said for said in earlier if not said[0].endswith(row[summed].text)]
    changed = _last_told(earlier, [unit_of(row[at]) for at in figures], cues)
    if len(changed) < count:
        return None
    metric, kind = changed[place]
    whole = (_whole_named(row, 0, each) if named else _whole_after(row, each, figures[0], cues)) if kind == "level" else ""
    if whole:
        return Phrase(f"{metric}占{whole}比例", row[index].start, row[index].end, "分别: the figure of the same place in the list before, and its whole")
    if kind == "rate" and not metric.endswith(cues.of_any_metric_ends):
        metric += growth or cues.names.growth
    return Phrase(metric, row[index].start, row[index].end, "分别: the figure of the same place in the list before")


def _as_in_turn(row: Sequence[Word], index: int, cues: Cues, memory: Memory) -> int | None:
    """甲税、乙税分别收入5亿元和3亿元，增长6%和2%: where 分别 would stand in a clause behind one that has it, and that names nothing itself."""
    first = _figures(row, index, cues)[0]
    return first - 1 if any(word.text.startswith(cues.in_turn) for word in memory.before) and 0 < first < len(row) and row[first - 1].text in cues.rising else None


def _changes(row: Sequence[Word], each: int, cues: Cues) -> list[int]:
    """The places of the figures behind 分别 where all of them stand in one list, each of another thing; none where they compare one thing with several, or it drove something else."""
    figures = [i for i in range(each, len(row)) if row[i].tag == "Quantity"]
    if len(figures) < 2 or any(_joined(row, at, cues) != following for at, following in zip(figures, figures[1:], strict=False)):
        return []
    if _yardsticks(row, each, figures[0], cues) == len(figures) or any(word.text in cues.driving for word in row[each:figures[0]]):
        return []
    return figures


def _names_metric(words: Sequence[Word], compared: int, growth: str, cues: Cues) -> bool:
    """True where the words before 分别 say by themselves what its figures are of: there is a figure among them, or a noun or what befell people (死亡) before what is compared with (at `compared`) that is not only `growth`."""
    return any(word.tag == "Quantity" for word in words) \
        or any((word.is_nominal and not word.is_value or word.text in cues.befallen) and word.text not in cues.adverbs and word.text != growth for word in words if word.start < compared)


def _last_told(earlier: Sequence[tuple[str, str, str]], units: Sequence[str], cues: Cues) -> list[tuple[str, str]]:
    """(metric, kind) of the last figures told before that can change so, one for each of `units`: rates or shares by points, changes where the last ones all were such; else levels or shares.

    An amount is of a figure in its own unit; 分别达到3亿元和2亿元 behind 98家公司 is not.
    """
    count, of_rates = len(units), "百分点" in units[-1]
    again = of_rates and len(earlier) >= count and all(kind == "change" and metric.endswith(cues.of_any_metric_ends) for metric, kind, _ in earlier[-count:])
    kinds = ("change",) if again else ("rate", "share") if of_rates else ("level", "share")
    last = [said for said in earlier if said[1] in kinds][-count:]
    if not of_rates and not units[-1].endswith(cues.units.relative) and [said[2] for said in last] != list(units):
        return []
    return [(metric, kind) for metric, kind, _ in last]


def _owners_listed(row: Sequence[Word]) -> int:
    """How many names the first list of a clause has (甲州、乙市和丙县接待游客……); none where it lists none."""
    first = next((i for i, word in enumerate(row) if word.tag in OWNERS), len(row))
    at = first
    while at + 2 < len(row) and row[at + 1].text in _AND and row[at + 2].tag in OWNERS:
        at += 2
    return (at - first) // 2 + 1 if at > first else 0


def _of_each_owner(figure: Word, memory: Memory, earlier: Sequence[tuple[str, str, str]], cues: Cues) -> str:
    """What 分别 gives to each of several owners: the figure of the clause before in that unit (均超过40万辆次，分别达到……), or what they are first in (游客量居前三位，分别为……)."""
    if any(word.tag == "Quantity" for word in memory.before):
        return earlier[-1][0] if earlier and earlier[-1][2] == unit_of(figure) else ""
    verb = next((i for i in range(len(memory.before) - 1, 0, -1) if memory.before[i].is_verb), None)
    if verb is None or memory.before[verb].text not in cues.rank_verbs:
        return ""
    told = before(memory.before, verb, cues)
    return told.text if told is not None else ""


def _whole_after(row: Sequence[Word], each: int, figure: int, cues: Cues) -> str:
    """新建厂房总数 in 分别占新建厂房总数的25%和23%, or nothing."""
    if each + 2 >= figure or row[each + 1].text != "占" or "％" not in unit_of(row[figure]):
        return ""
    return "".join(word.text for word in row[each + 2:figure] if not (word.is_reference or word.tag in OWNERS or word.text in cues.approach))


def _figures(row: Sequence[Word], index: int, cues: Cues) -> list[int]:
    """The places of the figures that 、 or 和 joins to the one at `index`, in order."""
    figures = [index]
    while figures[0] >= 3:
        back = figures[0] - 2 if row[figures[0] - 1].is_verb and row[figures[0] - 2].text in _AND else figures[0] - 1
        if row[back].text not in _AND or row[back - 1].tag != "Quantity":
            break
        figures.insert(0, back - 1)
    while (following := _joined(row, figures[-1], cues)) is not None:
        figures.append(following)
    return figures


def _comparison(row: Sequence[Word], each: int, cues: Cues) -> int:
    """The index where what is compared with begins (比去年同期分别下降), or `each`."""
    at = next((i for i in range(each - 1, max(0, each - _LONGEST_COMPARISON), -1) if row[i].text in cues.comparing and row[i].mention is None), each)
    return each if any(word.tag == "Quantity" for word in row[at:each]) else at


def _yardsticks(row: Sequence[Word], each: int, figure: int, cues: Cues) -> int:
    """How many things one metric is compared with: two in 比2022年、2019年分别增长 and in 分别高于全国、全省; none where it is compared with one or nothing."""
    start = _comparison(row, each, cues)
    if start == each:
        start = next((i for i in range(each, figure) if row[i].text in cues.comparing or row[i].text[-1] == "于" and len(row[i].text) == 2), figure)
        stop = figure
    else:
        stop = each
    joints = sum(word.text in _AND for word in row[start:stop])
    return joints + 1 if joints else 0


def _towards_each(row: Sequence[Word], each: int, figure: int, cues: Cues) -> list[str]:
    """对印度、泰国分别出口3亿元和2亿元, 民企对印度、泰国进出口分别增长3%和2%: 对印度出口, 民企对泰国进出口; nothing where no preposition leads a list of names."""
    to = next((i for i in range(each - 1, -1, -1) if row[i].text in cues.towards), None)
    if to is None:
        return []
    end = to + 1
    while end < each and (row[end].tag in OWNERS or row[end].text in _AND):
        end += 1
    told = [word for word in (row[end:each] if end < each else row[each + 1:figure]) if word.text not in cues.approach and word.text not in cues.adverbs]
    if not told or end < each and not all(word.is_nominal and not word.is_value for word in told):
        return []
    head = to
    while head and row[head - 1].tag in ("n", "nz") and row[head - 1].mention is None:
        head -= 1
    who, act = "".join(word.text for word in row[head:to]), "".join(word.text for word in told)
    return [who + row[to].text + word.text + act for word in row[to + 1:end] if word.tag in OWNERS]


def _parted(item: list[Word], cues: Cues) -> list[Word]:
    """粮食价格, which a dictionary has as one word, as the thing and what is measured of it."""
    word = item[-1]
    tail = max((a for a in cues.attributes if word.text.endswith(a) and len(word.text) > len(a) + 1), key=len, default="") if word.mention is None and len(item) == 1 else ""
    cut = word.end - len(tail)
    return [Word(word.text[:-len(tail)], "n", word.start, cut), Word(tail, "n", cut, word.end)] if tail else item


def _is_measure(word: Word, cues: Cues) -> bool:
    return word.mention is None and (word.text in cues.attributes or len(word.text) > 1 and (word.text.endswith(cues.ends.amounts) or word.text.endswith(cues.money_nouns)))


def _whole(items: Sequence[Sequence[Word]], place: int, cues: Cues) -> list[Word]:
    """The item at `place` with what it shares with the others: the attribute that stands only with the last (第一、第二产业增加值), the thing that stands only with the first (规模工业增加值、产值)."""
    mine, first, last = list(items[place]), items[0], items[-1]
    if first[0].text == last[0].text:
        return mine  # 工业销售、工业用电量: each is named in full
    if place < len(items) - 1 and not any(_is_measure(item[-1], cues) for item in items[:-1]) and _is_measure(last[-1], cues):
        stop = _head_of(last, items[-2], cues)
        head = _common_head(items, place)
        return [*head, *mine, *last[stop:]] if stop else mine
    if place == len(items) - 1 and not any(_is_measure(item[-1], cues) for item in items[:-1]) and _is_measure(last[-1], cues):
        return [*_common_head(items, place), *mine]
    bare = all(_is_measure(word, cues) for word in mine) or len(mine) == 2 and mine[0].is_verb and mine[1].text[-1] == cues.names.number
    if place and bare and _is_measure(first[-1], cues):
        head = list(first)
        while head and (_is_measure(head[-1], cues) or head[-1].is_verb or head[-1].tag == "vn"):
            head.pop()
        if sum(len(word.text) for word in head) >= _SHORTEST_HEAD:
            return [*head, *mine]
    return mine


def _head_of(last: Sequence[Word], previous: Sequence[Word], cues: Cues) -> int:
    """How many words of the last item are its own: 第三 of 第三产业增加值 after 第二, 设备制造业 of 设备制造业增加值 after 加工业; none where it cannot be said."""
    alike = next((i + 1 for i, word in enumerate(last[:-1]) if word.text[-1] == previous[-1].text[-1]), 0)
    if alike:
        return alike
    if len(previous) == 1 and previous[0].text[0] == last[0].text[0] == "第":
        return 1
    if len(last) > 2 and last[-1].text in cues.prices:
        return len(last) - 1  # 门票、缆车和家电维修费价格
    return next((i for i, word in enumerate(last) if _is_measure(word, cues)), 0)


def _common_head(items: Sequence[Sequence[Word]], place: int) -> list[Word]:
    """人均出售 of 人均出售水果、茶叶收入 for the items after the first: the words up to its verb."""
    acts = max((i + 1 for i, word in enumerate(items[0][:-1]) if (word.is_verb or word.tag == "vn") and word.mention is None), default=0)
    return list(items[0][:acts]) if place else []


def _joined(row: Sequence[Word], at: int, cues: Cues) -> int | None:
    """The index of the figure joined to the one at `at` by 、 or 和, or None."""
    step = at + 1
    while step < len(row) and row[step].text in cues.turns.signs_of_bounds:
        step += 1
    if step + 2 < len(row) and row[step].text in _AND and row[step + 1].is_verb and row[step + 2].tag == "Quantity":
        return step + 2  # 分别比上年下降4%和增长7%
    joined = step + 1 < len(row) and row[step].text in _AND and row[step + 1].tag == "Quantity"
    return step + 1 if joined else None
