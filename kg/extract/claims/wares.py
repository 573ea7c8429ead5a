"""The crop, stock or ware that an article tells of throughout; a bare 亩产 or 价格 is of that.

In: the text of an article.  Out: the one word that stands beside verbs of growing and nouns of yields again and again, or nothing.
"""
from __future__ import annotations

import re
from collections import Counter

from kg import tokens
from kg.extract.claims.cues import Cues

_NEAR = 6  # characters beside a mark in which its ware may stand
_LEAST_MARKS, _LEAST_TOLD = 2, 3  # how often a ware stands beside a mark, and anywhere in its article
_CLEAR = 2  # by how much its marks outnumber those of any other
_TAGS = frozenset(("n", "nz", "nr", "nrt", "ns", "x"))
_HAN = re.compile("[\u4e00-\u9fff]+")


def ware_of(text: str, cues: Cues) -> str:
    """花椒 of an article in which 种植花椒, 花椒种植面积 and 花椒 stand again and again; nothing where two crops are told of."""
    marks: Counter[str] = Counter()
    grown = set()
    for found in cues.turns.growing.finditer(text):
        word = _beside(text, found, cues)
        if word:
            marks[word] += 1
            grown |= {word} if found["verb"] or found["grown"] else set()
    best = marks.most_common(2)
    if not best or best[0][0] not in grown or best[0][1] < _LEAST_MARKS or text.count(best[0][0]) < _LEAST_TOLD or len(best) > 1 and best[0][1] < _CLEAR * best[1][1]:
        return ""
    return best[0][0]


def _beside(text: str, found: re.Match[str], cues: Cues) -> str:
    """The word before a noun of yields (花椒|种植面积), or behind a verb of growing (种下4亩|花椒)."""
    behind = _HAN.match(text, found.end(), found.end() + _NEAR)
    word = tokens.cut(behind.group())[0] if behind and found["verb"] else ""
    if not word:
        ahead = _HAN.search(text[max(0, found.start() - _NEAR):found.start()][::-1])
        word = tokens.cut(ahead.group()[::-1])[-1] if ahead and not found["verb"] and ahead.start() == 0 else ""
    fits = 1 < len(word) < 5 and tokens.tag(word) in _TAGS and word not in cues.turns.no_wares and not word.endswith((*cues.land, *cues.person_endings, *cues.attribute_ends))
    return word if fits else ""
