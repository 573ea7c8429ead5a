"""Where a place's own name begins that a class noun ends: 新滩 in 记者来到新滩派出所.

In: the characters before a class noun, and the noun.  Out: how many of them are the name, and by how much (in natural logarithms of a
likelihood ratio) that reading beats ordinary words.  Both readings are paths through one lattice, as for people (`kg.namelike`): before the name
stand words and other places, the name itself costs what its characters cost in the names of China's towns, of which thirty thousand are
listed, and in given names, which shops and works are called like.  So what no list has is found where no word can be read (阅江|楼),
and a name ends where a common word would be cut (走访了 | 明河).
"""
from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from kg.keeping import kept
from kg.model import record
from kg.namecosts import HOPELESS, UNSEEN_GIVEN, name_costs, word_costs, word_sizes
from kg.namelike import fill
from kg.nametables import TABLES, name_tables
from kg.shipped import rules_home
from kg.text import fold
from kg.tokens import is_word, tag

LOOK_BACK = 10
"""How many characters before the class noun decide."""
_TOWNS = "towns.tsv"
PLACE_TABLES = (_TOWNS, *TABLES)
"""The built-in word lists that the costs are made of."""
_STEM = re.compile("([一-鿿]{2,4}?)(?:街道|镇|乡|苏木)")
_PLACE, _OTHER = 6.0, 2.5  # what it costs that a place begins; and that it ends in a sign that places end with
_HEAD = 4.0  # how much likelier a class noun is behind a name than anywhere
_SIGN = 6.0  # what one of one sign costs at most behind a name: alone it may be rare (垸)
_LENGTHS = {1: 2.0, 2: 0.35, 3: 2.0, 4: 7.0}  # one sign stands before one sign alone: 柳沟
_LEAD = 2.0  # a preposition or conjunction leads to a name oftener than it begins one (至|柳沟)
_LEADS = frozenset({"p", "c"})
_KIND = 4.0  # a word beside a class noun tells its kind more often than its name (铁路口岸)
_USUAL = 20  # how often the dictionary counted such a word
_LISTED, _GIVEN, _ANY = 0.75, 0.2, 1e-5  # of the characters of names: as in towns, as in given names, any other
_MOST = 1 << 15


class Start(NamedTuple):
    """The name before a class noun: its length (0: there is none), and by how much it beats ordinary words."""

    length: int
    margin: float


NO_PLACE = Start(0, -HOPELESS)


@record
class PlaceSigns:
    """What each character costs in the own name of a place."""

    first: dict[str, float]
    inside: dict[str, float]
    last: dict[str, float]


@lru_cache(maxsize=1)
def place_signs() -> PlaceSigns:
    """The costs, read once in a process."""
    words = rules_home() / "words"
    return PlaceSigns(*kept("places", [(words / name).read_bytes() for name in PLACE_TABLES], _made))


def _made() -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    towns = (rules_home() / "words" / _TOWNS).read_text(encoding="utf-8").splitlines()
    stems = [found[1] for line in towns if (found := _STEM.fullmatch(fold(line.partition("\t")[0]))) and "族" not in found[1]]  # 满族乡 would be learnt with the name
    given = name_tables()
    return (_costs(Counter(stem[0] for stem in stems), given.first), _costs(Counter(sign for stem in stems for sign in stem), given.second),
            _costs(Counter(stem[-1] for stem in stems), given.second))


def _costs(counts: Counter[str], given: dict[str, float]) -> dict[str, float]:
    whole = counts.total()
    return {sign: -log(_LISTED * counts[sign] / whole + _GIVEN * exp(-given.get(sign, UNSEEN_GIVEN)) + _ANY) for sign in {*counts, *given}}


def forget_places() -> None:
    """Weigh every place anew: a list that names are made of was saved."""
    for table in (place_signs, _stem_cost, _head_cost, start_of_place):
        table.cache_clear()


@lru_cache(maxsize=_MOST)
def _stem_cost(stem: str) -> float:
    """The cost of reading one to four characters as the own name of a place."""
    signs, rare = place_signs(), -log(_ANY)
    begin = _PLACE + _LENGTHS[len(stem)] + signs.first.get(stem[0], rare)
    return begin + sum(signs.inside.get(sign, rare) for sign in stem[1:-1]) + signs.last.get(stem[-1], rare) if len(stem) > 1 else begin


@lru_cache(maxsize=_MOST)
def start_of_place(left: str, head: str) -> Start:
    """The name that ends with `left`, before the class noun `head`; `left` is Han characters without punctuation or earlier mentions.

    >>> start_of_place("民警来到新滩", "派出所").length, start_of_place("走访了明河", "林场").length, start_of_place("来到附近的", "派出所").margin < -4
    (2, 2, True)
    """
    left = left[-LOOK_BACK:]
    size, whole = len(left), len(left) + len(head)
    text, ends = left + head, name_tables().place_ends
    best = [0.0] + [HOPELESS] * whole  # best[i]: the cheapest reading of text[:i], in which no place ends with the head
    for at in range(whole):
        price = best[at]
        for end in (at + 1, *range(at + 2, min(at + word_sizes[text[at:at + 2]], whole) + 1)):
            best[end] = min(best[end], price + word_costs[text[at:end]])
        for end in range(at + 1, min(at + 3, size - 1) + 1):
            if text[end] in ends:
                best[end + 1] = min(best[end + 1], price + _stem_cost(text[at:end]) + _OTHER)
    for at in range(max(0, size - 2), size) if len(head) == 1 else ():  # 林云峰 is a person
        for length, price, _kind in name_costs(text, at):
            if at + length == whole:
                best[whole] = min(best[whole], best[at] + price)
    options = [(best[size - length] + _stem_cost(left[size - length:]) - (_LEAD if tag(left[size - length - 1:size - length]) in _LEADS else 0.0), length)
               for length in _LENGTHS if (len(head) > 1) < length <= size]
    if not options:
        return NO_PLACE
    price, length = min(options)
    kind = _KIND if is_word(left[size - length:], _USUAL) else 0.0
    return Start(length, best[whole] - price - _head_cost(head) - kind)


@lru_cache(maxsize=_MOST)
def _head_cost(head: str) -> float:
    """The cost of reading a class noun behind a name."""
    if len(head) == 1:
        return min(word_costs[head], _SIGN)
    best = [0.0] * (len(head) + 1)
    fill(best, head, 0, len(head), len(head), names=False)
    return best[0] - _HEAD
