"""Words of the general dictionary: how common one is, what kind, and where a short window breaks.

In: characters.  Out: frequencies, tags and cuts by jieba's dictionary (`kg.lexicon`).  We cut windows of a dozen characters around a
doubtful name, thousands of times a page, so the cut is our own maximum-probability path (no
hidden Markov model, no state, the same answer every time).
"""
from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from math import log

from kg.lexicon import FREE, NAME_TAGS, TAG_BITS, TAG_MASK, lexicon


def frequency(word: str) -> int:
    """How often the dictionary counted `word`; 0 where it does not have it.

    >>> frequency("市场") > frequency("集市") > frequency("义和轴承") == 0
    True
    """
    return lexicon().frequency(word)


def tag(word: str) -> str | None:
    """The dictionary's word class of `word`, or None.

    >>> tag("轴承"), tag("介绍"), tag("漳卫河聊")
    ('n', 'v', None)
    """
    return lexicon().tag(word)


def is_word(text: str, at_least: int = 3) -> bool:
    """True where `text` is an ordinary word of the dictionary, not a proper name, counted `at_least` times.

    >>> is_word("项目"), is_word("黄河"), is_word("汾西")
    (True, False, False)
    """
    known = lexicon()
    packed = known.packed(text)
    return packed is not None and packed >> TAG_BITS >= at_least and known.tags[packed & TAG_MASK] not in NAME_TAGS


def cost(word: str) -> float:
    """How surprising `word` is: minus the natural logarithm of its share; an unknown character counts as seen half a time.

    >>> cost("发展") < cost("发轫")
    True
    """
    known = lexicon()
    return log(known.total / (known.frequency(word) or 0.5))


def cut(window: str) -> tuple[str, ...]:
    """The words of a short window, by the path of highest probability.

    >>> cut("全面推动重点产业")
    ('全面', '推动', '重点', '产业')
    """
    ends = [0, *accumulate(_steps(window))]
    return tuple([window[start:end] for start, end in pairwise(ends)])


def _steps(window: str) -> list[int]:
    """The sizes of the words of a short window, from left to right."""
    known = lexicon()
    prices, alone, end = known.prices, known.alone, len(window)
    best = [0.0] * (end + 1)
    step = [1] * end
    for start in range(end - 1, -1, -1):
        least, stop = alone[window[start]] + best[start + 1], start + 2
        longer = prices[window[start:stop]] if stop <= end else FREE
        while longer and stop <= end and (price := longer.get(window[start:stop])) is not None:
            price += best[stop]
            if price < least:
                least, step[start] = price, stop - start
            stop += 1
        best[start] = least
    sizes, at = [], 0
    while at < end:
        sizes.append(step[at])
        at += step[at]
    return sizes


@lru_cache(maxsize=1)
def _longest() -> int:
    """How long the longest word is."""
    return max(lexicon().longest.values())


def may_reach_across(window: str, place: int) -> bool:
    """True where a word of the dictionary stands in a short window across an offset, or begins so; where none does, every cut has a border there.

    >>> may_reach_across("弘扬中医药", 2), may_reach_across("在扬中召开", 1)
    (True, False)
    """
    prices = lexicon().prices
    return place < len(window) and any(window[begin:place + 1] in prices[window[begin:begin + 2]] for begin in range(max(0, place - _longest() + 1), place))


def borders(window: str) -> frozenset[int]:
    """The offsets in a short window at which a word begins or ends, 0 and the length included.

    >>> sorted(borders("企业提供支撑"))
    [0, 2, 4, 6]
    """
    return frozenset((0, *accumulate(_steps(window))))
