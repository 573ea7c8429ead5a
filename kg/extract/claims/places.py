"""A count of places: the verb that leads over them, or what they suffered, which stands behind the last of them.

In: a `Figure` that counts places.  Out: `Phrase`, or None where the clause says nothing of them.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.figure import Figure
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import Word

_LONGEST_TOLD = 8  # characters of what places suffered, or of what lies in them
_BESIDE = frozenset("、（）等和")


def places_counted(figure: Figure, kind: str, end: int) -> Phrase | None:
    """分布在14个乡镇 → 分布乡镇, 9市31个县出现内涝 → 出现内涝市; `kind` is the noun of the places, `end` the offset behind it."""
    cues = figure.cues
    bare = kind.partition("（")[0]  # 县（市、区）
    if not (bare in cues.units.that_are_places or bare.endswith(cues.place_kind_ends) or bare.endswith(cues.ends.small_places)):
        return None
    over = _verb_before(figure.row, figure.index, cues)
    if over is not None:
        what = before(figure.row, over + 1, cues, through_light=False)
        verb = figure.row[over]
        if what is None or not what.text.endswith(verb.text) or len(what.text) > _LONGEST_TOLD:
            return Phrase(verb.text + kind, verb.start, end, "the verb that leads over so many places")
        return Phrase(what.text + kind, what.start, end, "the verb that leads over so many places")
    told = _told_behind(figure.row, figure.index, cues)
    if not told:
        return None
    return Phrase("".join([word.text for word in told]) + kind, figure.value.start, told[-1].end, "what so many places suffered")


def _is_of_places(word: Word, cues: Cues) -> bool:
    """True for the words of a list of places: names, kinds, counts of places, signs."""
    return word.is_named or word.is_reference or word.text in _BESIDE or word.tag == "Quantity" or word.text in cues.units.that_are_places or word.text.endswith(cues.ends.small_places) and not word.is_verb


def _verb_before(row: Sequence[Word], at: int, cues: Cues) -> int | None:
    """The index of 分布 before 在14个乡镇, 横跨 before 甲、乙两县5个村."""
    at -= 1
    while at >= 0 and (_is_of_places(row[at], cues) or row[at].mention is None and (row[at].text in cues.turns.small_words_before_places or row[at].text in cues.approach)):
        at -= 1
    return at if at >= 0 and row[at].mention is None and row[at].text in cues.turns.verbs_over_places else None


def _told_behind(row: Sequence[Word], at: int, cues: Cues) -> Sequence[Word]:
    """出现内涝 behind the last of 9市31个县, without its manner; nothing where no verb of harm follows, or more is told."""
    while at < len(row) and _is_of_places(row[at], cues):
        at += 1
    while at < len(row) and row[at].mention is None and (row[at].text in cues.adverbs or row[at].text in cues.turns.adverbs_of_all):
        at += 1
    told = row[at:next((i for i in range(at, len(row)) if row[i].tag == "w"), len(row))]
    if not told or told[0].mention is not None or not (told[0].text in cues.befalling or told[0].text in cues.befallen or told[0].text in cues.turns.verbs_of_harm):
        return ()
    told = [word for word in told if word.text not in cues.aspects]
    fits = sum(len(word.text) for word in told) <= _LONGEST_TOLD and not any(word.is_value or word.is_named or word.text == "的" for word in told)
    return told if fits and (len(told) > 1 or told[0].text not in cues.befalling) else ()
