"""A sum at the head of a clause, which a verb without any other noun of money tells the use of.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from kg.extract.claims.figure import Figure
from kg.extract.claims.phrase import Phrase
from kg.extract.claims.words import OWNERS

_LONGEST_DONE = 10  # characters of what is done with a sum


def sum_for_act(figure: Figure) -> Phrase | None:
    """九亿元扩大棉花产能, 两亿余元修通山里“幸福路”: a headline's sum, and what is done with it."""
    row, cues = figure.row, figure.cues
    at = figure.index + 1
    if figure.right is not None and figure.right.text.endswith(cues.money_nouns):
        return None  # 300元补助款
    if not figure.is_money or figure.has_of or figure.lead < figure.index or at + 1 >= len(row) or any(word.tag not in OWNERS and not word.is_reference and word.tag not in ("Time", "ns") for word in row[:figure.index]):
        return None
    act, done = row[at], row[at:next((i for i in range(at, len(row)) if row[i].tag == "w" and row[i].text not in "“”"), len(row))]
    if act.mention is not None or not act.is_verb or len(act.text) < 2 or act.text in cues.approach or act.text in cues.more_than or any(word.is_value or word.tag == "ul" for word in done):
        return None
    text = "".join([word.text for word in done])
    return Phrase(text + cues.names.investment, figure.value.start, done[-1].end, "a sum, and what is done with it") if len(done) > 1 and len(done[-1].text) > 1 and len(text) <= _LONGEST_DONE else None  # 产能 is a verb to a dictionary
