"""What a sum of money is: a price for each, a cost of doing something, what was earned.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claims_cues import Cues
from kg.extract.claims_figure import Figure
from kg.extract.claims_metric import Phrase, before
from kg.extract.claims_words import OWNERS, Word

_LONGEST_WORK = 16  # characters; a longer object is a sentence


def spent_on(figure: Figure) -> Phrase | None:
    """投资620万元改造的教学楼, 花15万元盖起小楼, 投入460万元新建12个广场: what the money was spent on, and 投资."""
    act = figure.act
    if not figure.is_money or act is None or act.text not in figure.cues.spending:
        return None
    noun = figure.cues.money_verbs.get(act.text, act.text)
    words, at, row = [], figure.index + 1, figure.row
    while at < len(row) and row[at].text in figure.cues.bound_after:
        at += 1
    named = ""
    while at < len(row) and row[at].tag != "w":
        word = row[at]
        if word.tag in OWNERS:
            named = word.text
        elif not (word.is_value or word.text in figure.cues.aspects or word.text in "的用于和"):
            words.append(word)
        at += 1
    text = "".join(w.text for w in words)
    if words and words[-1].is_nominal and words[0].is_verb and len(words) > 1:
        if len(text) > _LONGEST_WORK:
            return None
        return Phrase(text + noun, act.start, words[-1].end, f"{act.text} and what it was spent on")
    if words and not named and words[0].is_nominal and len(text) <= 8 and not figure.has_of:
        return Phrase(text + noun, act.start, words[-1].end, f"{act.text} and what it was spent on")
    return None


def earned_or_paid(figure: Figure) -> Phrase | None:
    """赚了8000元, 每餐只收5元, 卖到30元: a verb of getting or giving money, and what it was for where that is named."""
    act = figure.act
    if not figure.is_money or act is None or act.mention is not None or act.text not in figure.cues.money_verbs \
            or figure.right is not None and not figure.right.ends_in_verb and figure.next_text != "，":
        return None
    noun = figure.cues.money_verbs[act.text]
    at = next(i for i, word in enumerate(figure.row) if word is act)
    thing = before(figure.row, at, figure.cues)
    if thing is None or thing.ends_in_verb or len(thing.text) > 8 or thing.text in figure.cues.actors:
        single = one_of(figure.row, at)
        thing = single or _counted_before(figure, at)
    if thing is None:
        return Phrase(noun, act.start, act.end, f"{act.text} says what the money is")
    if thing.text.startswith("一") and act.text in ("卖", "卖到"):
        noun = "价格"  # 一只杨梅卖到30元
    return Phrase(thing.text + noun, thing.start, act.end, f"{act.text}, and what was paid for")


def one_of(row: Sequence[Word], stop: int) -> Phrase | None:
    """一只杨梅 before a verb: a single thing that has a price."""
    if stop > 1 and row[stop - 1].is_nominal and row[stop - 2].mention is not None and row[stop - 2].mention.rule == "indefinite-one":
        return Phrase(row[stop - 2].text + row[stop - 1].text, row[stop - 2].start, row[stop - 1].end, "one of a kind")
    return None


def _counted_before(figure: Figure, stop: int) -> Phrase | None:
    """20亩甘蔗能卖5万元: the thing counted before the verb."""
    at = stop - 1
    while at >= 0 and (figure.row[at].text in figure.cues.adverbs or figure.row[at].tag in ("d", "v", "ul") and not figure.row[at].is_nominal):
        at -= 1
    if at > 0 and figure.row[at].is_nominal and figure.row[at].mention is None and figure.row[at - 1].tag == "Quantity":
        return Phrase(figure.row[at].text, figure.row[at].start, figure.row[at].end, "the thing counted before")
    return None


def for_each(row: Sequence[Word], stop: int, cues: Cues) -> tuple[str, int]:
    """每公斤, 每天每平方米 or 户均-like words that end at `stop`, and where they begin; nothing where the figure is of no single one.

    每年 and 每天 alone say how often, not of what.
    """
    at, pieces = stop, []
    while at:
        word = row[at - 1]
        if at > 1 and row[at - 2].text == "每" and word.is_nominal | (word.mention is not None):
            pieces.insert(0, "每" + word.text)
            at -= 2
        elif word.text[0] == "每" and len(word.text) > 1 and word.text not in cues.terms:
            pieces.insert(0, word.text)
            at -= 1
        else:
            break
    if all(piece[1:] in cues.periods for piece in pieces):
        return "", stop
    return "".join(pieces), at
