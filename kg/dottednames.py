"""Names with dots (木拉提・喀吾提): where such a name begins and ends in the characters that stand round its dots.

In: the characters between the dots, with whatever stands before the name and after it.  Out: how much of the first and the last part belongs to it, and how well
its dearest part is spelled.  What characters cost in a transliteration is in `kg.nametables`, what words cost in `kg.namecosts`.
"""
from __future__ import annotations

from kg.lexicon import lexicon
from kg.namecosts import PIECE_ENDINGS
from kg.namelike import LOOK_AHEAD, fill
from kg.nametables import name_tables

_UNSEEN_SPELLING, _UNLIKE_A_NAME = 9.5, 11.5  # a character that spells no foreign name: how well the name is spelled, and where it begins and ends
_KNOWN_CHARACTER = 3.0
_SPELLS_WELL, _VOUCHED = 6.0, 1.5  # the cost of a character of a part beside an initial; what a known part takes off the others
_LONGEST_PIECE = 5  # 阿不力米提
_INITIAL = 6.0  # what a first part of one character costs more: most names are written out
_TAIL, _RARE = 2, 6000  # as many characters between the end of a dotted name and a pause belong to it (阿兴，); each of them no everyday word
_COMMON_VERB, _ODD_ENDING = 500, 3.0  # counts of a verb that ends a name with dots; what an unseen last character of it costs more


def spelled(part: str, unseen: float = _UNSEEN_SPELLING) -> float:
    """The cost of reading all of `part` as one transliterated name, by characters and by known pieces; `unseen` is that of a character that spells none.

    >>> spelled("莫罗") < spelled("运河"), spelled("阿不力米提") < spelled("阿不力")
    (True, True)
    """
    tables = name_tables()
    if part in tables.known or part[:-1] in tables.pieces and part[-1] in PIECE_ENDINGS:  # 依明江
        return _KNOWN_CHARACTER * len(part)
    best = [0.0]
    for end in range(1, len(part) + 1):
        table = tables.opening if end == 1 else tables.last if end == len(part) else tables.inside
        least = best[end - 1] + table.get(part[end - 1], unseen)
        for size in range(2, min(end, _LONGEST_PIECE) + 1):
            if part[end - size:end] in tables.pieces:
                least = min(least, best[end - size] + _KNOWN_CHARACTER * size)
        best.append(least)
    return best[-1]


def ordinary(text: str) -> list[float]:
    """For each place the cost of the best reading of the rest as words, without any name; the first is that of the whole."""
    best = [0.0] * (len(text) + 1)
    fill(best, text, 0, len(text), len(text), names=False)
    return best


def _up_to_a_verb(part: str) -> str:
    """The last part of a dotted name, cut before a common verb that holds a character no name is spelled with (巴特尔 + 当选…)."""
    inside = name_tables().inside
    for at in range(2, len(part) - 1):
        pair = part[at:at + 2]
        if not (pair[0] in inside and pair[1] in inside) and lexicon().frequency(pair) >= _COMMON_VERB and lexicon().tag(pair) == "v":
            return part[:at]
    return part


def dotted(parts: list[str], paused: bool = False) -> tuple[int, int, float]:
    """Where a name with dots begins in its first part and ends in its last, and the cost of a character of its dearest part.

    Characters that often spell foreign names cost 3 to 6, others 9.5.  A part that is made of known pieces vouches for the
    others (木拉提・喀吾提), and a part of one character costs nothing beside one that spells well (策・苏和巴特尔, 罗贝尔・于).
    Where the last part is `paused`, a pause follows it: a sign or two that would be left before the pause belong to the name.

    >>> dotted(["总统埃莱娜", "莫罗在会上"])[:2]
    (2, 2)
    >>> dotted(["总理策", "苏和巴特尔"])[2] < 6
    True
    >>> dotted(["总书记乔治", "马歇"], paused=True)[:2]
    (3, 2)
    """
    first, *middle, last = parts
    near = max(0, len(first) - LOOK_AHEAD)
    begin = min(range(near, len(first)), key=lambda at: (ordinary(first[near:at])[0] + spelled(first[at:], _UNLIKE_A_NAME) + (_INITIAL if at + 1 == len(first) else 0.0), at))
    whole, last = len(last), _up_to_a_verb(last[:LOOK_AHEAD])
    closing, rests = name_tables().last, ordinary(last)
    end = min(range(1, min(8, len(last)) + 1), key=lambda at: (spelled(last[:at], _UNLIKE_A_NAME) + rests[at] + (0.0 if last[at - 1] in closing or last[at - 1] in PIECE_ENDINGS else _ODD_ENDING), -at))
    tail = last[end:]
    if paused and whole == len(last) and len(tail) <= _TAIL and not (len(tail) > 1 and lexicon().frequency(tail)) and all(lexicon().frequency(sign) < _RARE for sign in tail):
        end = whole
    spans = [first[begin:], *middle, last[:end]]
    prices = [spelled(part) / len(part) for part in spans]
    well = [price for part, price in zip(spans, prices, strict=True) if len(part) > 1]
    if well and len(well) < len(spans) and max(well) < _SPELLS_WELL:
        return begin, end, max(well)
    return begin, end, max(prices) - (_VOUCHED if min(prices) <= _KNOWN_CHARACTER else 0.0)
