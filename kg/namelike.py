"""How much a string looks like a person's name, weighed against reading it as ordinary words.

In: the few characters before a place in the text and those after it.  Out: the best name that
begins there, and by how much (in natural logarithms of a likelihood ratio) it beats the best reading
without it.  Both readings are paths through one lattice of dictionary words and names, so a
border that cuts a common word in two (`郭秀芳带|领`, `成立|大会`) costs what that word would
have saved.  A Chinese name costs its surname's share times its characters' shares in their places, a foreign
one its characters' shares in transliteration (`kg.nametables`); words come from `kg.tokens`.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from kg.nametables import forget_tables, is_compound, is_listed_person, name_tables
from kg.tokens import NAME_TAGS, lexicon

LOOK_BACK, LOOK_AHEAD = 4, 9
WEAKEST = -8.0  # readings below this are not worth a closer look, whatever stands around them
_PERSON, _FOREIGNER, _JAPANESE = -log(0.012), -log(0.004), -log(0.0006)  # how often a word of news is such a name
_ONE_GIVEN, _TWO_GIVEN, _STYLED = -log(0.24), -log(0.74), 1.0
_JAPANESE_SURNAME, _PIECE = 4.5, 4.5  # one of some hundred; one of some hundred, some of them common
_FOREIGN_LENGTH = {2: 4.0, 3: 1.3, 4: 1.3, 5: 1.7, 6: 2.4, 7: 3.0, 8: 3.9}
_UNSEEN_GIVEN, _UNSEEN_SPELLING = 13.0, 9.5
_KNOWN_AT_MOST = 15.0  # a name of the lists is never rarer than this
_LONGEST_WORD = 4  # longer dictionary words are rare and hold no name's border
_FEW = 150
_COUNT_TODAY = 2000  # as if the dictionary had counted a word of today so often
_DOUBT, _COMPANY, _KNOWN_CHARACTER = 2.0, 2.5, 3.0
_SPELLS_WELL, _VOUCHED = 6.0, 1.5  # the cost of a character of a part beside an initial; what a known part takes off the others
_COMMON_VERB, _ODD_ENDING = 500, 3.0  # counts of a verb that ends a name with dots; what an unseen last character of it costs more
_PIECE_ENDINGS = ("江", "汗")
_HOPELESS = 1e9


@dataclass(frozen=True, slots=True)
class Reading:
    """The best name from a place on: `length` characters, `margin` over the best reading without it.

    `kind` is chinese, foreign, japanese, minority, known (a name of the lists or the dictionary) or
    styled (a bare surname with a title: 刘局长).
    """

    length: int
    margin: float
    kind: str


NO_NAME = Reading(0, -_HOPELESS, "")


@lru_cache(maxsize=1)
def _whole() -> float:
    return log(lexicon().total)


def forget_names() -> None:
    """Weigh every string anew: a list that names are made of was saved."""
    forget_tables()
    for kept in (_word_cost, _opening, _reading):
        kept.cache_clear()


@lru_cache(maxsize=1 << 17)
def _word_cost(word: str) -> float:
    """The cost of reading `word` as one ordinary word; a name of the lists, or a term made with one, is none."""
    count = lexicon().frequency(word)
    if len(word) > 1 and word in name_tables().today:
        return _whole() - log(max(count, _COUNT_TODAY))
    if len(word) > 1:
        if not count or is_listed_person(word) or (len(word) > 3 and word[:3] in name_tables().known):
            return _HOPELESS
        if len(word) > 2 and lexicon().tag(word) in NAME_TAGS and (count < 10 or (len(word) == 3 and is_compound(word))):
            return _HOPELESS  # what the dictionary happens to have seen once would hide its like
        if len(word) == 2 and count < _FEW and lexicon().tag(word) == "nrt" and all(ch in name_tables().inside for ch in word):
            return _HOPELESS  # 科夫, 拉莉: ends of foreign names
    return _whole() - log(count or 0.5)


def _name_costs(text: str, at: int) -> list[tuple[int, float, str]]:
    """Every way to read a name from `text[at]` on: (length, cost, kind)."""
    tables = name_tables()
    found: list[tuple[int, float, str]] = []
    left = len(text) - at
    for size in (1, 2):
        surname = tables.surnames.get(text[at:at + size])
        if surname is not None and left > size:
            _chinese(text, at, size, _PERSON + surname, found)
    for size in range(2, min(lexicon().longest.get(text[at], 1), left, 8) + 1):
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
    if text[at] in tables.opening:
        _foreign(text, at, found)
    for size in (2, 3):
        if text[at:at + size] in tables.japanese:
            for given in (1, 2, 3):
                if left >= size + given:
                    part = text[at + size:at + size + given]
                    price = 1.5 + sum(tables.alone.get(ch, _UNSEEN_GIVEN) for ch in part)
                    found.append((size + given, _JAPANESE + _JAPANESE_SURNAME + price, "japanese"))
    _minority(text, at, found)
    return found


def _chinese(text: str, at: int, size: int, head: float, found: list[tuple[int, float, str]]) -> None:
    tables, left = name_tables(), len(text) - at
    one = text[at + size]
    titled = 0
    for title in (1, 2, 3):
        word = text[at + size:at + size + title]
        if left >= size + title and word in tables.titles and (title > 1 or text[at + size:at + size + 2] not in tables.titles):
            found.append((size + title, head + _STYLED + (_word_cost(word) if title > 1 else 6.0), "styled"))
            titled = title
    if titled < 2:
        found.append((size + 1, head + _ONE_GIVEN + tables.alone.get(one, _UNSEEN_GIVEN), "chinese"))
        if left > size + 1:
            found.append((size + 2, head + _TWO_GIVEN + _given(one, text[at + size + 1]), "chinese"))


def _given(first: str, second: str) -> float:
    """The cost of two given characters: apart, or together where they keep company."""
    tables = name_tables()
    apart = tables.first.get(first, _UNSEEN_GIVEN) + tables.second.get(second, _UNSEEN_GIVEN)
    return max(min(apart, tables.pairs.get(first + second, apart)), apart - _COMPANY)


def _foreign(text: str, at: int, found: list[tuple[int, float, str]]) -> None:
    tables = name_tables()
    running = _FOREIGNER + tables.opening[text[at]]
    for size in range(2, min(8, len(text) - at) + 1):
        ch = text[at + size - 1]
        last = tables.last.get(ch)
        if last is not None:
            found.append((size, running + last + _FOREIGN_LENGTH[size], "foreign"))
        inside = tables.inside.get(ch)
        if inside is None:
            break
        running += inside


def _minority(text: str, at: int, found: list[tuple[int, float, str]]) -> None:
    """Names of two or three known pieces: `次仁多吉`, `古丽巴哈尔`, or of one and an ending: `买买提江`."""
    pieces = name_tables().pieces
    ends = [(0, 0)]
    for count, end in ends:
        for size in (2, 3, 4):
            if count < 3 and text[at + end:at + end + size] in pieces and at + end + size <= len(text):
                ends.append((count + 1, end + size))
                if count:
                    found.append((end + size, _PERSON + 3 + _PIECE * (count + 1), "minority"))
        if count and end > 2 and text[at + end:at + end + 1] in _PIECE_ENDINGS:
            found.append((end + 1, _PERSON + 3 + _PIECE * (count + 1), "minority"))


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
    options = _name_costs(right, 0)
    if not options:
        return NO_NAME
    text = left + right
    start, end = len(left), len(text)
    best = [0.0] * (end + 1)  # best[i]: the cheapest reading of text[i:], with names allowed anywhere but at `start`
    for at in range(end - 1, start - 1, -1):
        best[at] = _cheapest(text, at, end, best, names=at != start)
    length, price, kind = min(((size, cost + best[start + size], kind) for size, cost, kind in options), key=lambda o: (o[1], o[0]))
    if kind in ("foreign", "minority"):  # 佩特罗维奇 also ends like the Chinese name 罗维奇: that does not count against it
        for at in range(start + length - 1, start - 1, -1):
            best[at] = _cheapest(text, at, end, best, names=False)
    with_name = _to_the_left(text, start, start, price, best)
    without = _to_the_left(text, start, end, best[start], best)
    return Reading(length, without - with_name, kind)


@lru_cache(maxsize=1 << 16)
def _opening(pair: str) -> tuple[float, float, float, bool, float, float, float]:
    """What the first two characters of a name tell of its cost: as a name of two, of three but for the third or the last two, of a foreign one of three but for the
    third; whether a longer foreign one may go on; what they cost as one word, and each alone.
    """
    tables = name_tables()
    begin, one = pair
    surname, opening = tables.surnames.get(begin), tables.opening.get(begin)
    short = chinese = foreign = _HOPELESS
    if surname is not None:
        short = _PERSON + surname + _ONE_GIVEN + tables.alone.get(one, _UNSEEN_GIVEN)
        chinese = _PERSON + surname + _TWO_GIVEN
    goes_on = opening is not None and one in tables.inside
    if goes_on:
        short = min(short, _FOREIGNER + opening + tables.last.get(one, _UNSEEN_GIVEN) + _FOREIGN_LENGTH[2])
        foreign = _FOREIGNER + opening + tables.inside[one]
    return short, chinese, foreign, goes_on, _word_cost(pair), _word_cost(begin), _word_cost(one)


def _is_hopeless(left: str, text: str) -> bool:
    """True where two or three characters, or the word they are the end of, are far cheaper as words than as a name.

    A bound on the words' cost is enough to tell, and most surnames in a page are part of a common
    word (成立, 高度, 推动).
    """
    tables = name_tables()
    if text[:2] in tables.longer or text[:3] in tables.longer or text[:4] in tables.longer:
        return False
    short, long, foreign, goes_on, pair, first, second = _opening(text[:2])
    begin, two = text[0], text[2:3]
    if long < _HOPELESS:
        long += _given(text[1], two)
    if goes_on:
        if two in tables.inside and text[3:4] in tables.inside:
            return False
        long = min(long, foreign + tables.last.get(two, _UNSEEN_GIVEN) + _FOREIGN_LENGTH[3])
    if short + WEAKEST >= pair and two and (long + WEAKEST >= pair + _word_cost(two) or long + WEAKEST >= _word_cost(text[:3])):
        return True  # most often a common word tells, and nothing else need be looked up
    crossing = _HOPELESS  # what the surname costs as the end of a word, less what the word's beginning costs without it
    if left:
        alone = _word_cost(left[-1])
        if len(left) > 1:
            alone = min(alone, _word_cost(left[-2:]) - _word_cost(left[-2]))
        crossing = _word_cost(left[-1] + begin) - alone
    if short + WEAKEST < min(pair, min(first, crossing) + second):
        return False
    if not two:
        return True
    third, rest = _word_cost(two), _word_cost(text[1:3])
    return long + WEAKEST >= min(pair + third, min(first, crossing) + min(rest, second + third), _word_cost(text[:3]))


def _cheapest(text: str, at: int, limit: int, best: list[float], names: bool) -> float:
    least = _word_cost(text[at]) + best[at + 1]
    for size in range(2, min(_LONGEST_WORD, limit - at) + 1):
        price = _word_cost(text[at:at + size]) + best[at + size]
        if price < least:
            least = price
    if names and text[at] in name_tables().surnames:
        for size, price, _kind in _name_costs(text[:limit], at):
            if price + best[at + size] < least:
                least = price + best[at + size]
    return least


def _to_the_left(text: str, start: int, limit: int, price: float, beyond: list[float]) -> float:
    """The cheapest reading of the whole window, given that of `text[start:]`; words may run on to `limit`."""
    best = beyond[:]
    best[start] = price
    for at in range(start - 1, -1, -1):
        best[at] = _cheapest(text, at, limit, best, names=True)
    return best[0]


def spelled(part: str) -> float:
    """The cost of reading all of `part` as one transliterated name, by characters and by known pieces.

    >>> spelled("莫罗") < spelled("运河")
    True
    """
    tables = name_tables()
    if part in tables.known:
        return _KNOWN_CHARACTER * len(part)
    best = [0.0]
    for end in range(1, len(part) + 1):
        table = tables.opening if end == 1 else tables.last if end == len(part) else tables.inside
        least = best[end - 1] + table.get(part[end - 1], _UNSEEN_SPELLING)
        for size in (2, 3, 4):
            if size <= end and part[end - size:end] in tables.pieces:
                least = min(least, best[end - size] + _KNOWN_CHARACTER * size)
        best.append(least)
    return best[-1]


def ordinary(text: str) -> float:
    """The cost of the best reading of `text` as words, without any name."""
    best = [0.0] * (len(text) + 1)
    for at in range(len(text) - 1, -1, -1):
        best[at] = _cheapest(text, at, len(text), best, names=False)
    return best[0]


def _up_to_a_verb(part: str) -> str:
    """The last part of a dotted name, cut before a common verb that holds a character no name is spelled with (巴特尔 + 当选…)."""
    inside = name_tables().inside
    for at in range(2, len(part) - 1):
        pair = part[at:at + 2]
        if not (pair[0] in inside and pair[1] in inside) and lexicon().frequency(pair) >= _COMMON_VERB and lexicon().tag(pair) == "v":
            return part[:at]
    return part


def dotted(parts: list[str]) -> tuple[int, int, float]:
    """Where a name with dots begins in its first part and ends in its last, and the cost of a character of its dearest part.

    Characters that often spell foreign names cost 3 to 6, others 9.5.  A part that is made of known pieces vouches for the
    others (木拉提・喀吾提), and the initial of a Mongolian name costs nothing beside a part that spells well (策・苏和巴特尔).

    >>> dotted(["总统埃莱娜", "莫罗在会上"])[:2]
    (2, 2)
    >>> dotted(["总理策", "苏和巴特尔"])[2] < 6
    True
    """
    first, *middle, last = parts
    near = max(0, len(first) - LOOK_AHEAD)
    begin = min(range(near, len(first)), key=lambda at: (ordinary(first[near:at]) + spelled(first[at:]), at))
    last = _up_to_a_verb(last[:LOOK_AHEAD])
    closing = name_tables().last
    end = min(range(1, min(8, len(last)) + 1), key=lambda at: (spelled(last[:at]) + ordinary(last[at:]) + (0.0 if last[at - 1] in closing else _ODD_ENDING), -at))
    prices = [spelled(part) / len(part) for part in (first[begin:], *middle, last[:end])]
    if len(prices) == 2 and len(first) - begin == 1 and end > 2 and prices[1] < _SPELLS_WELL:
        return begin, end, prices[1]
    return begin, end, max(prices) - (_VOUCHED if min(prices) <= _KNOWN_CHARACTER else 0.0)
