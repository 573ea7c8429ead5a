"""What it costs to read some characters as ordinary words, or as a name.

In: characters of the matching form.  Out: costs in natural logarithms, each the surprise of a reading: of a word by how often the dictionary
counted it (`kg.lexicon`), of a Chinese name by its surname's share times its characters' shares in their places, of a foreign one by its
characters' shares in transliteration (`kg.nametables`).  Most pairs of characters begin no word and no name but by a plain surname; what a pair
can begin is looked up once and remembered, since a page asks for it ten thousand times.
"""
from __future__ import annotations

from functools import lru_cache
from math import log
from typing import NamedTuple

from kg.bounded import BoundedCache
from kg.lexicon import NAME_TAGS, lexicon
from kg.nametables import is_compound, is_listed_person, name_tables

HOPELESS = 1e9
"""The cost of what is no word and no name."""
PERSON, FOREIGNER, _JAPANESE = -log(0.012), -log(0.004), -log(0.0006)  # how often a word of news is such a name
ONE_GIVEN, TWO_GIVEN, _STYLED = -log(0.24), -log(0.74), 1.0
_JAPANESE_SURNAME, _PIECE = 4.5, 4.5  # one of some hundred; one of some hundred, some of them common
_JAPANESE_GIVEN, _JAPANESE_END = 8.0, 3.5  # what a sign of a given name costs at most before a sign that such names end with; what that one costs
FOREIGN_LENGTH = {2: 4.0, 3: 1.3, 4: 1.3, 5: 1.7, 6: 2.4, 7: 3.0, 8: 3.9}
UNSEEN_GIVEN = 13.0
_KNOWN_AT_MOST = 15.0  # a name of the lists is never rarer than this
_LONGEST_WORD, _LONGEST_NAME = 4, 8  # longer dictionary words are rare and hold no name's border
_FEW = 150
_COUNT_TODAY = 2000  # as if the dictionary had counted a word of today so often
_DOUBT, _COMPANY = 2.0, 2.5
PIECE_ENDINGS = ("江", "汗")
_MOST = 1 << 17  # words, or pairs of characters, that are remembered

Option = tuple[int, float, str]
"""One way to read a name from a place on: its length, its cost, its kind."""


@lru_cache(maxsize=1)
def _whole() -> float:
    return log(lexicon().total)


def _word_cost(word: str) -> float:
    """The cost of reading `word` as one ordinary word; a name of the lists, or a term made with one, is none."""
    count = lexicon().frequency(word)
    if len(word) > 1 and word in name_tables().today:
        return _whole() - log(max(count, _COUNT_TODAY))
    if len(word) > 1:
        if not count or is_listed_person(word) or (len(word) > 3 and word[:3] in name_tables().known):
            return HOPELESS
        if len(word) > 2 and lexicon().tag(word) in NAME_TAGS and (count < 10 or (len(word) == 3 and is_compound(word))):
            return HOPELESS  # what the dictionary happens to have seen once would hide its like
        if len(word) == 2 and count < _FEW and lexicon().tag(word) == "nrt" and all(ch in name_tables().inside for ch in word):
            return HOPELESS  # 科夫, 拉莉: ends of foreign names
    return _whole() - log(count or 0.5)


def _word_size(pair: str) -> int:
    words = lexicon().bundles[pair].keys() | _today().get(pair, frozenset()) if len(pair) > 1 else ()
    return min(max(map(len, words), default=0), _LONGEST_WORD)


class Beginning(NamedTuple):
    """What two characters may begin, besides a name with a surname of one character."""

    surname: float | None  # the cost of both as a surname
    listed: tuple[int, ...]  # the lengths of the words and known names with them that are looked up
    is_foreign: bool
    is_japanese: bool
    is_piece: bool  # of a minority's name


def _beginning(pair: str) -> Beginning:
    tables, pairs = name_tables(), _first_pairs()
    longest = min(lexicon().longest.get(pair[0], 1), _LONGEST_NAME)
    listed = sorted({len(word) for word in (*lexicon().bundles[pair], *pairs.known.get(pair, ())) if 2 <= len(word) <= longest})
    is_foreign = pair[0] in tables.opening and (pair[1] in tables.inside or pair[1] in tables.last)
    return Beginning(tables.surnames.get(pair), tuple(listed), is_foreign, pair in pairs.japanese, pair in pairs.pieces)


class _FirstPairs(NamedTuple):
    """The first two characters of names in the lists, of known ones with the names."""

    known: dict[str, tuple[str, ...]]
    japanese: frozenset[str]
    pieces: frozenset[str]


@lru_cache(maxsize=1)
def _first_pairs() -> _FirstPairs:
    tables = name_tables()
    known: dict[str, tuple[str, ...]] = {}
    for name in tables.known:
        known[name[:2]] = (*known.get(name[:2], ()), name)
    return _FirstPairs(known, frozenset(name[:2] for name in tables.japanese), frozenset(piece[:2] for piece in tables.pieces))


@lru_cache(maxsize=1)
def _today() -> dict[str, frozenset[str]]:
    """Words of today by their first two characters."""
    words: dict[str, frozenset[str]] = {}
    for word in name_tables().today:
        words[word[:2]] = words.get(word[:2], frozenset()) | {word}
    return words


@lru_cache(maxsize=1)
def title_signs() -> frozenset[str]:
    """The first characters of titles."""
    return frozenset(title[0] for title in name_tables().titles)


word_costs = BoundedCache(_word_cost, _MOST)
"""A word of one to four characters → the cost of reading it as one ordinary word; `HOPELESS` where it is none."""
word_sizes = BoundedCache(_word_size, _MOST)
"""Two characters → how long the longest word is that begins with them: 0, or two to four."""
beginnings = BoundedCache(_beginning, _MOST)
"""Two characters → what names they may begin."""


def forget_costs() -> None:
    """Weigh every word anew: a list that names are made of was saved."""
    for table in (word_costs, word_sizes, beginnings):
        table.clear()
    for kept in (_first_pairs, _today, title_signs):
        kept.cache_clear()


def name_costs(text: str, at: int) -> list[Option]:
    """Every way to read a name from `text[at]` on; the text ends where the name must.

    >>> [(size, kind) for size, _cost, kind in name_costs("欧阳兰说", 0)]
    [(2, 'chinese'), (3, 'chinese'), (3, 'chinese'), (4, 'chinese')]
    """
    found: list[Option] = []
    left = len(text) - at
    if left < 2:
        return found
    tables = name_tables()
    begin = beginnings[text[at:at + 2]]
    surname = tables.surnames.get(text[at])
    if surname is not None:
        _chinese(text, at, 1, PERSON + surname, found)
    if begin.surname is not None and left > 2:
        _chinese(text, at, 2, PERSON + begin.surname, found)
    for size in begin.listed:
        if size > left:
            break
        word = text[at:at + size]
        count = lexicon().frequency(word)
        if count and is_listed_person(word):
            if word in tables.known:
                price = min(_whole() - log(count), _KNOWN_AT_MOST)
            else:  # what was seen once may be a name with the verb after it (黄蓉抱)
                price = _whole() - log(count) + (_DOUBT if count < 10 else 0.0)
            found.append((size, price, "known"))
        elif word in tables.known:
            found.append((size, _KNOWN_AT_MOST, "known"))
    if begin.is_foreign:
        _foreign(text, at, found)
    if begin.is_japanese:
        _japanese(text, at, found)
    if begin.is_piece:
        _minority(text, at, found)
    return found


def _chinese(text: str, at: int, size: int, head: float, found: list[Option]) -> None:
    tables, left = name_tables(), len(text) - at
    one = text[at + size]
    titled = 0
    if one in title_signs():
        for title in (1, 2, 3):
            word = text[at + size:at + size + title]
            if left >= size + title and word in tables.titles and (title > 1 or text[at + size:at + size + 2] not in tables.titles):
                found.append((size + title, head + _STYLED + (word_costs[word] if title > 1 else 6.0), "styled"))
                titled = title
    if titled < 2:
        found.append((size + 1, head + ONE_GIVEN + tables.alone.get(one, UNSEEN_GIVEN), "chinese"))
        if left > size + 1:
            found.append((size + 2, head + TWO_GIVEN + given_cost(one, text[at + size + 1]), "chinese"))


def given_cost(first: str, second: str) -> float:
    """The cost of two given characters: apart, or together where they keep company."""
    tables = name_tables()
    apart = tables.first.get(first, UNSEEN_GIVEN) + tables.second.get(second, UNSEEN_GIVEN)
    return max(min(apart, tables.pairs.get(first + second, apart)), apart - _COMPANY)


def _foreign(text: str, at: int, found: list[Option]) -> None:
    tables = name_tables()
    running = FOREIGNER + tables.opening[text[at]]
    for size in range(2, min(_LONGEST_NAME, len(text) - at) + 1):
        ch = text[at + size - 1]
        last = tables.last.get(ch)
        if last is not None:
            found.append((size, running + last + FOREIGN_LENGTH[size], "foreign"))
        inside = tables.inside.get(ch)
        if inside is None:
            break
        running += inside


def _japanese(text: str, at: int, found: list[Option]) -> None:
    tables, left = name_tables(), len(text) - at
    for size in (2, 3):
        if text[at:at + size] in tables.japanese:
            for given in (1, 2, 3):
                if left >= size + given:
                    part = text[at + size:at + size + given]
                    signs = [tables.alone.get(ch, UNSEEN_GIVEN) for ch in part]
                    if given > 1 and part[-1] in tables.japanese_ends:
                        signs = [*(min(cost, _JAPANESE_GIVEN) for cost in signs[:-1]), min(signs[-1], _JAPANESE_END)]
                    price = 1.5 + sum(signs)
                    found.append((size + given, _JAPANESE + _JAPANESE_SURNAME + price, "japanese"))


def _minority(text: str, at: int, found: list[Option]) -> None:
    """Names of two or three known pieces: `次仁多吉`, `古丽巴哈尔`, or of one and an ending: `买买提江`."""
    pieces = name_tables().pieces
    ends = [(0, 0)]
    for count, end in ends:
        for size in (2, 3, 4):
            if count < 3 and text[at + end:at + end + size] in pieces and at + end + size <= len(text):
                ends.append((count + 1, end + size))
                if count:
                    found.append((end + size, PERSON + 3 + _PIECE * (count + 1), "minority"))
        if count and end > 2 and text[at + end:at + end + 1] in PIECE_ENDINGS:
            found.append((end + 1, PERSON + 3 + _PIECE * (count + 1), "minority"))
