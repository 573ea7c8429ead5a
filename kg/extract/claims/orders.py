"""A figure by which something is the greatest of all, or has its place in an order.

In: a `Figure`.  Out: `Phrase`, or None where the shape does not fit.
"""
from __future__ import annotations

from kg.extract.claims.figure import Figure
from kg.extract.claims.metric import before
from kg.extract.claims.phrase import GREATEST_AND_WHERE, Phrase


def most_at(figure: Figure) -> Phrase | None:
    """最大雨量为青石镇气象站340毫米, 受理案件最多的是青山县法院1200件, 产量居前三位的县有青山县3万吨: what was greatest, where the copula has the place that has it behind."""
    row, cues = figure.row, figure.cues
    be = next((i for i in range(figure.lead - 1, max(0, figure.lead - 8), -1) if row[i].text in cues.turns.words_before_the_greatest or row[i].tag in ("Quantity", "w")), None)
    if be is None or row[be].text not in cues.turns.words_before_the_greatest or be + 1 >= figure.lead or figure.right is not None:
        return None
    if not row[be + 1].is_named and not row[figure.lead - 1].text.endswith(cues.ends.places_unlisted):
        return None
    most = next((i for i in range(be - 1, max(-1, be - 8), -1) if row[i].mention is None and (row[i].text[0] == "最" or row[i].text in cues.turns.words_of_standing_out)), None)
    if most is None:
        return None
    described = row[be - 1].text == "的" or row[be - 1].is_nominal and row[be - 2].text == "的" and be - 2 > most  # 居前三位的县是
    found = before(row, most if described else be, cues, through_light=False)
    return Phrase(found.text, found.start, found.end, GREATEST_AND_WHERE, found.words) if found is not None and not found.ends_in_verb else None


def ranked_with(figure: Figure) -> Phrase | None:
    """高粱以28万亩居首位: what stands before 以, where a place in an order follows the figure."""
    row, at = figure.row, figure.lead - 1
    if at < 1 or row[at].text != "以" or figure.has_of or not any(w.text.startswith(figure.cues.rank_starts) for w in row[figure.index + 1:figure.index + 3]):
        return None
    found = before(row, at, figure.cues, through_light=False)
    return Phrase(found.text, found.start, found.end, "what has its place with this figure", found.words) if found is not None and not found.ends_in_verb else None
