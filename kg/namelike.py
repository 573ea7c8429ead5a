"""How much a string looks like a person's name, weighed against reading it as ordinary words.

In: the few characters before a place in the text and those after it.  Out: the best name that
begins there, and by how much (in natural logarithms of a likelihood ratio) it beats the best reading
without it.  Both readings are paths through one lattice of dictionary words and names, so a
border that cuts a common word in two (`郭秀芳带|领`, `成立|大会`) costs what that word would
have saved.  What words and names cost says `kg.namecosts`; names with dots are read by `kg.dottednames`.
"""
from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kg.bounded import BoundedCache
from kg.lexicon import lexicon
from kg.model import record
from kg.namecosts import FOREIGN_LENGTH, FOREIGNER, HOPELESS, ONE_GIVEN, PERSON, TWO_GIVEN, UNSEEN_GIVEN, forget_costs, given_cost, name_costs, word_costs, word_sizes
from kg.nametables import forget_tables, is_listed_person, name_tables
from kg.tokens import is_word

LOOK_BACK, LOOK_AHEAD = 4, 9
_MOST = 1 << 16  # pairs of characters that are remembered
_COMMON = 500  # counts of a word whose last character may seem to begin a foreign name
_NO_LIMIT = (HOPELESS, HOPELESS)
_ROUNDING = 1e-6  # what sums of costs may differ by when they are made in another order
WEAKEST = -8.0  # readings below this are not worth a closer look, whatever stands around them


@record
class Reading:
    """The best name from a place on: `length` characters, `margin` over the best reading without it.

    `kind` is chinese, foreign, japanese, minority, known (a name of the lists or the dictionary) or
    styled (a bare surname with a title: 刘局长).
    """

    length: int
    margin: float
    kind: str


NO_NAME = Reading(0, -HOPELESS, "")


def forget_names() -> None:
    """Weigh every string anew: a list that names are made of was saved."""
    forget_tables()
    forget_costs()
    _openings.clear()
    most_of.clear()
    for kept in (_longer_beginnings, _reading):
        kept.cache_clear()


def reading(left: str, right: str) -> Reading:
    """The best name that begins where `right` begins, after `left`; `NO_NAME` where none can.

    Pass folded text without punctuation or overprinted mentions; a few characters of `left` and a
    dozen of `right` decide, more are ignored.

    >>> reading("村民", "周桂兰介绍").length, reading("", "高度重视").margin < 0
    (3, True)
    """
    if len(right) < 2 or _is_hopeless(left, right):
        return NO_NAME
    return _reading(left[-LOOK_BACK:], right[:LOOK_AHEAD])


@lru_cache(maxsize=1 << 16)
def _reading(left: str, right: str) -> Reading:
    options = name_costs(right, 0)
    if not options:
        return NO_NAME
    text = left + right
    start, end = len(left), len(text)
    best = [0.0] * (end + 1)  # best[i]: the cheapest reading of text[i:], with names allowed anywhere but at `start`
    fill(best, text, start + 1, end, end, names=True)
    fill(best, text, start, start + 1, end, names=False)
    length, price, kind = min(((size, cost + best[start + size], kind) for size, cost, kind in options), key=lambda o: (o[1], o[0]))
    behind = list(best) if kind == "foreign" else best
    if kind in ("foreign", "minority"):  # 佩特罗维奇 also ends like the Chinese name 罗维奇: that does not count against it
        fill(best, text, start, start + length, end, names=False)
    without = best[start]
    if start and without - price >= WEAKEST:  # what stands to the left can only take from the margin
        if kind == "foreign" and is_word(text[start - 1:start + 1], _COMMON):  # 感谢|迪尼: the name may begin behind the word
            best[start + 1] = min([best[start + 1], *(cost + behind[start + 1 + size] for size, cost, _kind in name_costs(text, start + 1))])
        fill(best, text, 0, start, end, names=True)
        without = best[0]
        best[start] = price
        fill(best, text, 0, start, start, names=True)
        price = best[0]
    return Reading(length, without - price, kind)


def fill(best: list[float], text: str, begin: int, stop: int, limit: int, names: bool) -> None:
    """Put the cheapest reading of `text[at:]` into `best` for each place of `[begin, stop)`, from right to left; words and names end at `limit` at the latest."""
    costs, sizes = word_costs, word_sizes
    surnames, window = name_tables().surnames if names else (), text[:limit]
    for at in range(stop - 1, begin - 1, -1):
        least = costs[text[at]] + best[at + 1]
        for end in range(at + 2, min(at + sizes[text[at:at + 2]], limit) + 1):
            price = costs[text[at:end]] + best[end]
            if price < least:
                least = price
        if text[at] in surnames:
            for size, price, _kind in name_costs(window, at):
                price += best[at + size]
                if price < least:
                    least = price
        best[at] = least


class _Opening(NamedTuple):
    """What the first two characters of a name tell of its cost."""

    certain: tuple[str, ...]  # the known beginnings of longer names that have them, and the dictionary's persons
    may_be_longer: bool  # a known beginning of a longer name has them
    two: float  # as a name of two
    chinese: float  # as a name of three but for the last two
    foreign: float  # as a foreign one of three but for the third; `HOPELESS` where a longer foreign one does not go on so
    pair: float  # as one word
    first: float
    second: float
    short: float  # as a name of two of either kind, exactly
    words: float  # as ordinary words


def _opening(pair: str) -> _Opening:
    tables = name_tables()
    begin, one = pair[0], pair[1]
    surname, opening = tables.surnames.get(begin), tables.opening.get(begin)
    two = chinese = foreign = HOPELESS
    if surname is not None:
        two = PERSON + surname + ONE_GIVEN + tables.alone.get(one, UNSEEN_GIVEN)
        chinese = PERSON + surname + TWO_GIVEN
    if opening is not None and one in tables.inside:
        two = min(two, FOREIGNER + opening + tables.last.get(one, UNSEEN_GIVEN) + FOREIGN_LENGTH[2])
        foreign = FOREIGNER + opening + tables.inside[one]
    short = PERSON + surname + ONE_GIVEN + tables.alone.get(one, UNSEEN_GIVEN) if surname is not None else HOPELESS
    if opening is not None and one in tables.last:
        short = min(short, FOREIGNER + opening + tables.last[one] + FOREIGN_LENGTH[2])
    longer, whole, first, second = _longer_beginnings().get(pair, ()), word_costs[pair], word_costs[begin], word_costs[one]
    certain = longer + tuple([word for word in lexicon().persons(pair) if is_listed_person(word)])
    return _Opening(certain, bool(longer), two, chinese, foreign, whole, first, second, short, min(whole, first + second))


@lru_cache(maxsize=1)
def _longer_beginnings() -> dict[str, tuple[str, ...]]:
    """The known beginnings of longer names by their first two characters."""
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(name_tables().longer):
        found[name[:2]] = (*found.get(name[:2], ()), name)
    return found


_openings = BoundedCache(_opening, _MOST)
"""Two characters → what they tell."""


def _is_hopeless(left: str, text: str) -> bool:
    """True where two or three characters, or the word they are the end of, are far cheaper as words than as a name.

    A bound on the words' cost is enough to tell, and most surnames in a page are part of a common
    word (成立, 高度, 推动).
    """
    tables, costs = name_tables(), word_costs
    _certain, may_be_longer, short, long, foreign, pair, first, second, _short, _words = _openings[text[:2]]
    if may_be_longer and (text[:2] in tables.longer or text[:3] in tables.longer or text[:4] in tables.longer):
        return False
    begin, two = text[0], text[2:3]
    if long < HOPELESS:
        long += given_cost(text[1], two)
    if foreign < HOPELESS:
        if two in tables.inside and text[3:4] in tables.inside:
            return False
        long = min(long, foreign + tables.last.get(two, UNSEEN_GIVEN) + FOREIGN_LENGTH[3])
    if short + WEAKEST >= pair and two and (long + WEAKEST >= pair + costs[two] or long + WEAKEST >= costs[text[:3]]):
        return True  # most often a common word tells, and nothing else need be looked up
    crossing = HOPELESS  # what the surname costs as the end of a word, less what the word's beginning costs without it
    if left:
        alone = costs[left[-1]]
        if len(left) > 1:
            alone = min(alone, costs[left[-2:]] - costs[left[-2]])
        crossing = costs[left[-1] + begin] - alone
    if short + WEAKEST < min(pair, min(first, crossing) + second):
        return False
    if not two:
        return True
    third, rest = costs[two], costs[text[1:3]]
    return long + WEAKEST >= min(pair + third, min(first, crossing) + min(rest, second + third), costs[text[:3]])


def _most(signs: str) -> tuple[float, float]:
    """By how much a name of two, and one of three, that begins with three characters can at most be better than ordinary words; the first two are Han.

    What is told is certain, whatever stands round it: a reading with a name costs more than one with the words of its characters instead.  Where a name may be
    longer, or is one that is known, both are without limit.  A bare surname with a title is none of these names.
    """
    certain, _may_be_longer, _two, long, foreign, _pair, first, _second, short, words = _openings[signs[:2]]
    if certain and any(one.startswith(signs) or signs.startswith(one) for one in certain):
        return _NO_LIMIT
    one, two = signs[1], signs[2]
    if not "一" <= two <= "鿿":
        return words - short + _ROUNDING, -HOPELESS
    if long < HOPELESS:
        long += given_cost(one, two)
    if foreign < HOPELESS:
        tables = name_tables()
        if two in tables.inside:
            return _NO_LIMIT
        long = min(long, foreign + tables.last.get(two, HOPELESS) + FOREIGN_LENGTH[3])
    costs = word_costs
    return words - short + _ROUNDING, min(words + costs[two], first + costs[signs[1:]], costs[signs]) - long + _ROUNDING


most_of = BoundedCache(_most, _MOST)
"""Three characters, the first two of them Han → the most that a name of two, and one of three, that begins there can be better than ordinary words."""
