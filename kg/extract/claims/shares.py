"""Shares whose part is told after the figure: what of the whole is so.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure, index_at
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import Word

_LONGEST_PART = 10  # characters of what is so


def share_that_is(figure: Figure) -> Phrase | None:
    """学生九成以上是藏族, 80%的农民是果农, 毕业生有80%已签约: the whole before or after the figure, and what of it is so."""
    if figure.unit not in ("％", "成", "") or figure.unit == "" and not figure.value.text.endswith(("半", "半数")) and "分之" not in figure.value.text:
        return None
    row, cues = figure.row, figure.cues
    told = figure.memory.before
    if told and told[-1].text in cues.turns.words_of_inside_wholes and figure.left is not None and not figure.left.ends_in_verb and figure.index + 1 == len(row) and not figure.left.text.endswith((*cues.rate_endings, *cues.attributes)):
        return Phrase(figure.left.text + cues.names.share, figure.left.start, figure.left.end, "a part of the whole of the clause before", figure.left.words)  # 120人中，退伍军人占到一半
    whole, at = figure.left, figure.index + 1
    if figure.right is not None and figure.has_of | (figure.next_text in cues.bound_after):
        whole, at = figure.right, index_at(row, figure.right.end)
    elif figure.left is None and figure.lead > 1 and row[figure.lead - 1].text in cues.turns.words_of_inside_wholes:
        whole = before(row, figure.lead - 1, cues)  # 居民中60%以上是移民
    elif figure.left is None or figure.left.ends_in_verb or figure.left.text.endswith(cues.rate_endings) or figure.left.text in cues.attributes:
        return None
    while at < len(row) and row[at].text in cues.bound_after:
        at += 1
    part = _so(row, at, cues)
    if part is None or whole is None:
        return None
    return Phrase(f"{whole.text.removesuffix('中')}中{''.join(word.text for word in part)}占比", min(whole.start, figure.value.start), part[-1].end, "a whole, and what of it is so", whole.words)


def _so(row: Sequence[Word], at: int, cues: Cues) -> Sequence[Word] | None:
    """What stands after 是 up to the end of the clause, or after 已 or 都 an act; None where neither does, or more is told."""
    end = next((i for i in range(at, len(row)) if row[i].tag == "w"), len(row))
    first = at
    while first < end and row[first].mention is None and row[first].text in cues.turns.words_of_wholly:
        first += 1
    told = row[first:end]
    if told and told[0].text in cues.turns.copulas:
        told = told[1:]
        fits = bool(told) and told[-1].is_nominal and not any(word.is_value for word in told)
    else:
        told = [word for word in told if word.text not in cues.aspects]
        fits = first > at and bool(told) and told[0].is_verb and told[0].mention is None and not any(word.is_value or word.is_reference for word in told)
    return told if fits and sum(len(word.text) for word in told) <= _LONGEST_PART else None
