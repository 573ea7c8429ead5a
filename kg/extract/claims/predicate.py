"""What those counted did: a verb of entering or passing with its object.

In: the words of a clause.  Out: `Phrase`, or None where no such verb follows.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims.cues import Cues
from kg.extract.claims.phrase import AND, OPEN, Phrase, closing_of, phrase_of
from kg.extract.claims.words import Word

_LONGEST, _LONGEST_WITH_OBJECT = 40, 30  # characters; a longer stretch is a sentence; from the verb to the end of the last word of its object


def predicate(row: Sequence[Word], start: int, cues: Cues) -> Phrase | None:
    """The verb of entering or passing that begins at or after `start`, with its object (成功入围第四批品牌 → 入围第四批品牌)."""
    at = start
    while at < len(row) and (row[at].text in cues.adverbs or row[at].text in cues.turns.adverbs_of_success):
        at += 1
    if at >= len(row):
        return None
    passive = row[at].text in cues.turns.passive_words and at + 2 < len(row) and row[at + 1].is_verb and row[at + 2].text in cues.turns.signs_after_passives
    if row[at].text not in cues.joining and not passive:
        return None
    chosen = list(row[at:at + 3] if passive else row[at:at + 1])
    at += len(chosen)
    while at < len(row) and row[at].end - chosen[0].start <= _LONGEST_WITH_OBJECT:
        if row[at].tag == "w" and row[at].text in OPEN:
            closing = closing_of(row, at)
            if closing is None:
                break
            chosen += row[at:closing + 1]
            at = closing + 1
            continue
        joins = _joins(row, at, len(chosen) == 1, cues)
        if joins is None:
            break
        if joins:
            chosen.append(row[at])
        at += 1
    while len(chosen) > 1 and (chosen[-1].text in "、的" or chosen[-1].text in AND or chosen[-1].tag == "f" or chosen[-1].text in cues.count_heads):
        chosen.pop()
    return phrase_of(chosen, "what those counted did", _LONGEST, cues)


def _joins(row: Sequence[Word], at: int, behind_verb: bool, cues: Cues) -> bool | None:
    """Whether the word at `at` is part of a verb's object; False for a time, or an adverb right behind the verb, past which it goes on; None where it ends."""
    word = row[at]
    if word.text == "、" and any(w.tag == "Quantity" for w in row[at + 1:at + 4]):
        return None  # 29个项目开工、总投资92亿元
    if word.is_value:
        return False if word.tag == "Time" else None
    if word.text in cues.pivot or word.text in cues.rank_verbs or word.text in cues.more_than or word.tag in ("r", "p", "c") and word.text not in AND:
        return None
    if word.is_nominal or word.is_reference or word.is_verb or word.text in AND or word.text in "、的等" or len(word.text) == 1 and word.text not in cues.function_signs:
        return True
    return False if behind_verb and word.text in cues.adverbs else None
