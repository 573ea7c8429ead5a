"""Where a figure begins: the small words before it that only lead to it (约, 达到, 由原来的最长).

In: the words of a clause and the place of the figure.  Out: the index just after the last word that says more.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.words import Word

_LONGEST_SOURCE = 7  # words between 由 and its figure; more of them are a phrase of their own


def has_no_name(word: Word) -> bool:
    """True for a word of the dictionary, and for 每个, 一只."""
    return word.mention is None or word.mention.taken_as == "indefinite-one"


def skip_approach(row: Sequence[Word], stop: int, cues: Cues) -> int:
    """The index just after the last word that is more than a lead to the figure at `stop` (约, 达到, 共, 为)."""
    source = source_of(row, stop, cues)
    if source is not None:
        return source
    at = _past_each(row, _past_near(row, stop), cues)
    while at and (words := _leading_words(row, at, stop, cues)):
        at -= words
    return at


def _past_near(row: Sequence[Word], stop: int) -> int:
    """The index of the first word that belongs to the figure at `stop` itself: its 约 or 近, and the 在 of 鱼价每斤在6元至9元不等."""
    at = stop
    figure = row[stop].mention if stop < len(row) else None
    near = figure.part("near") if figure is not None else None
    while near is not None and at and row[at - 1].start >= near.span.start:
        at -= 1
    if at > 2 and row[at - 1].text == "在" and row[at - 2].is_nominal and (row[at - 3].text == "每" or row[at - 2].text[0] == "每"):
        at -= 1
    return at


def _past_each(row: Sequence[Word], at: int, cues: Cues) -> int:
    """The index of the first 每 and its measure before `at`, or of what a change starts from before that; `at` where there is none."""
    each = at
    while each:  # 收购价每 公斤 1.6元, 标准每人 每月 210元
        if each > 1 and row[each - 2].text == "每" and row[each - 1].is_nominal:
            each -= 2
        elif len(row[each - 1].text) > 1 and row[each - 1].text[0] == "每" and has_no_name(row[each - 1]):
            each -= 1
        else:
            break
    return each - 1 if 0 < each < at and row[each - 1].text in cues.sources else each  # 标准由每人每月210元提高到235元


def _leading_words(row: Sequence[Word], at: int, stop: int, cues: Cues) -> int:
    """How many of the words right before `at` only lead to the figure at `stop`."""
    word, before = row[at - 1], row[at - 2] if at > 1 else None
    if before is not None:
        if at < stop and before.text in cues.sources and (word.tag == "Time" or word.text in cues.former_times):
            return 2  # 由20世纪80年代的600只增长到850只, 由原来的58小时压缩到41小时
        if word.text in cues.to_heights and before.text in cues.holding:
            return 2
    if at == stop and word.text == "在" and not (before is not None and before.text in cues.holding) and (stop + 1 >= len(row) or row[stop + 1].text in cues.bound_after):
        return 1  # 成活率在95%以上
    if word.text in cues.approach or word.tag in ("ul", "uz"):
        return 1
    return 1 if word.text in ("由", "从", "前", "后") and at < len(row) and row[at].is_value else 0


def before_circumstances(row: Sequence[Word], end: int, cues: Cues) -> int:
    """The index just after the noun before a time or 每公斤 that stands between it and its figure (税收前三季度完成3亿元, 单价每公斤平均增长0.2元)."""
    at = end
    while at > 1:
        if row[at - 2].text == "每" and row[at - 1].is_nominal and at > 2:
            at -= 2
        elif row[at - 1].tag == "Time" or at == end and row[at - 1].text in cues.turns.words_of_average or row[at - 1].text[0] == "每" and len(row[at - 1].text) > 1 and has_no_name(row[at - 1]):
            at -= 1
        else:
            break
    noun = row[at - 1] if at else None
    measured = noun is not None and at < end and (noun.mention is None and (noun.tag in ("n", "nz", "vn", "ng") or noun.text in cues.budgeted) and len(noun.text) > 1 or noun.text == "）")
    return at if measured else end


def source_of(row: Sequence[Word], stop: int, cues: Cues) -> int | None:
    """The index of the 由 or 从 from which the figure at `stop` is what was before a change (由原来的最长120秒), or None.

    Between the two stand only times, 每 and its measure, and words such as 平均: with a noun or a verb there, 由 leads to that.
    """
    at = stop
    if stop > 2 and row[stop - 1].text == "的" and row[stop - 2].text in cues.beginnings:  # 由工程建设初期的40.2%提高到59.4%
        told = next((i for i in range(stop - 3, max(-1, stop - 3 - _LONGEST_SOURCE), -1) if row[i].text in cues.sources or row[i].tag == "Quantity"), None)
        return told if told is not None and row[told].tag != "Quantity" else None
    if stop > 2 and row[stop - 1].text in cues.before_changes:  # 由建社前三百张发展到八百张
        told = next((i for i in range(stop - 2, max(-1, stop - 2 - _LONGEST_SOURCE), -1) if row[i].text in cues.sources or row[i].tag in ("Quantity", "w")), None)
        if told is not None and row[told].text in cues.sources and row[told].mention is None:
            return told
    while at > 0 and stop - at < _LONGEST_SOURCE:
        word = row[at - 1]
        if word.text in cues.sources and word.mention is None:
            return at - 1 if at < stop else None
        small = word.tag in ("Time", "m", "uj", "ul", "w", "f", "Fixed") and word.text not in "，、；：" or word.text in cues.averages or word.text in cues.former_times or word.text in cues.approach
        each = word.text[0] == "每" or at > 1 and row[at - 2].text == "每"
        if not (small or each) or word.is_named or word.tag == "Quantity":
            return None
        at -= 1
    return None


def changes_from(row: Sequence[Word], index: int, cues: Cues) -> bool:
    """True where the figure at `index` is what was before a change, and what it changed to follows (由每公斤1.5元涨到1.9元)."""
    if not any(word.text in cues.sources and word.mention is None for word in row[skip_approach(row, index, cues):index]):
        return False
    goal = next((at for at in range(index + 1, min(len(row), index + _LONGEST_SOURCE)) if row[at].tag == "Quantity"), None)
    return goal is not None and any(word.text[-1] in cues.turns.results_of_changes for word in row[index + 1:goal])


def past_measure(row: Sequence[Word], at: int, cues: Cues) -> int:
    """After 4个总投资6亿元的: the index of what has this measure; else `at`."""
    figure = next((i for i in range(at + 1, min(len(row), at + 4)) if row[i].tag == "Quantity"), None)
    if figure is None or figure + 2 >= len(row):
        return at
    bounded = row[figure + 1].text in cues.bound_after  # 12个栽植面积在八千亩以上的村
    if figure + 2 + bounded >= len(row) or row[figure + 1 + bounded].text != "的":
        return at
    measure = "".join(word.text for word in row[at:figure] if word.text not in cues.approach and word.text != "在")
    return figure + 2 + bounded if measure in cues.measures or measure in cues.attributes or measure in cues.whole_sums else at
