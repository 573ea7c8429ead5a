"""Figures that 分别 joins: the nth of them is of the nth noun, or of the nth figure, before it.

In: the words of a clause and the figure's place.  Out: `Phrase`, or None where 分别 does not stand before the figure or the two lists differ in length.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims_cues import Cues
from kg.extract.claims_figure import Memory
from kg.extract.claims_metric import Phrase, after, before
from kg.extract.claims_words import Word

_AND = frozenset("、和与及")


def shared(row: Sequence[Word], index: int, cues: Cues) -> Phrase | None:
    """`甲率、乙率分别达到98%和92%`: the nth noun for the nth figure."""
    each = next((i for i, word in enumerate(row[:index]) if word.text.startswith("分别")), None)
    if each is None:
        return None
    figures = [index]
    while figures[0] >= 2 and row[figures[0] - 1].text in _AND and row[figures[0] - 2].tag == "Quantity":
        figures.insert(0, figures[0] - 2)
    while (following := _joined(row, figures[-1])) is not None:
        figures.append(following)
    if len(figures) > 1 and figures[-1] + 1 < len(row) and row[figures[-1] + 1].text == "的" and (got := after(row, figures[-1], cues)) is not None:
        return Phrase(got.text, got.start, got.end, "分别: the noun after the last of them", got.words)  # 冠亚军分别获得3000元和2000元的奖金
    phrase = before(row, each, cues) if len(figures) > 1 else None
    if phrase is None:
        return None
    items: list[list[Word]] = [[]]
    for word in phrase.words:
        if word.text in _AND:
            items.append([])
        else:
            items[-1].append(word)
    if len(items) != len(figures) or not all(items):
        return None
    mine = items[figures.index(index)]
    return Phrase("".join(w.text for w in mine), mine[0].start, mine[-1].end, "分别: the noun of the same place in the list", tuple(mine))


def in_turn(row: Sequence[Word], index: int, cues: Cues, memory: Memory) -> Phrase | None:
    """`门诊量98万人次，手术2万台次，分别增长12%和15%`: the nth change is of the nth figure before the clause."""
    each = next((i for i, word in enumerate(row[:index]) if word.text.startswith("分别")), None)
    if each is None or any(word.tag == "Quantity" for word in row[:each]) \
            or any(word.is_nominal and not word.is_value and word.text not in cues.adverbs for word in row[:each]):
        return None
    figures = [i for i in range(each, len(row)) if row[i].tag == "Quantity"]
    count = len(figures)
    if count < 2 or any(_joined(row, at) != following for at, following in zip(figures, figures[1:], strict=False)):
        return None
    mine = figures.index(index)
    earlier = memory.sentence[:len(memory.sentence) - mine]
    levels = [(metric, unit) for metric, kind, unit in earlier if kind in ("level", "share")][-count:]
    if len(levels) < count:
        return None
    return Phrase(levels[mine][0], row[index].start, row[index].end, "分别: the figure of the same place in the list before")


def _joined(row: Sequence[Word], at: int) -> int | None:
    """The index of the figure joined to the one at `at` by 、 or 和, or None."""
    step = at + 1
    while step < len(row) and row[step].text in ("以上", "以下", "左右"):
        step += 1
    joined = step + 1 < len(row) and row[step].text in _AND and row[step + 1].tag == "Quantity"
    return step + 1 if joined else None
