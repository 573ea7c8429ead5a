"""How much a string looks like a person's name, weighed against reading it as ordinary words.

In: the few characters before a place in the text and those after it.  Out: the best name that
begins there, and by how much (in natural logarithms of a likelihood ratio) it beats the best reading
without it.  Both readings are paths through one lattice of dictionary words and names, so a
border that cuts a common word in two (`徐宝珊带|领`, `成立|大会`) costs what that word would
have saved.  A Chinese name costs its surname's share times its characters' shares in their places
(`rules/words/surnames.tsv`, `given-names.tsv`), a foreign one its characters' shares in transliteration
(`transliteration.tsv`).  Tables come from the rules folder; words from `kg.tokens`.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from kg.hanzi import rules_home
from kg.text import fold
from kg.tokens import lexicon

LOOK_BACK, LOOK_AHEAD = 4, 12
_PERSON, _FOREIGNER, _JAPANESE = -log(0.012), -log(0.004), -log(0.0006)  # how often a word of news is such a name
_ONE_GIVEN, _TWO_GIVEN = -log(0.24), -log(0.74)
_FOREIGN_LENGTH = {2: 2.6, 3: 1.3, 4: 1.3, 5: 1.7, 6: 2.4, 7: 3.0, 8: 3.9}
_UNSEEN_GIVEN, _UNSEEN_SPELLING = 13.0, 10.5
_PLACE_ENDS = frozenset("县市镇乡村区州省庄屯堡店集河江湖海山岭岛桥港湾寺庙庵塔宫殿街路巷国")
_HOPELESS = 1e9


@dataclass(frozen=True, slots=True)
class Reading:
    """The best name from a place on: `length` characters, `margin` over the best reading without it."""

    length: int
    margin: float
    kind: str  # chinese, foreign, japanese or known


NO_NAME = Reading(0, -_HOPELESS, "")


@dataclass(frozen=True, slots=True)
class _Tables:
    surnames: dict[str, float]
    first: dict[str, float]
    second: dict[str, float]
    alone: dict[str, float]
    opening: dict[str, float]
    inside: dict[str, float]
    last: dict[str, float]
    japanese: frozenset[str]
    known: frozenset[str]


def _rows(name: str) -> list[list[str]]:
    path = rules_home() / "words" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[fold(cells[0]), *cells[1:]] for line in lines if line and not line.startswith("#") for cells in [line.split("\t")]]


def _costs(rows: list[list[str]], column: int, whole: float) -> dict[str, float]:
    return {row[0]: log(whole / float(row[column])) for row in rows if float(row[column]) > 0}


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    surnames, given, spelling = _rows("surnames.tsv"), _rows("given-names.tsv"), _rows("transliteration.tsv")
    return _Tables(_costs(surnames, 1, 1e5), _costs(given, 1, 1e5), _costs(given, 2, 1e5), _costs(given, 3, 1e5),
                   _costs(spelling, 1, 1e4), _costs(spelling, 2, 1e4), _costs(spelling, 3, 1e4),
                   frozenset(row[0] for row in _rows("surnames-japan.tsv")), frozenset(row[0] for row in _rows("people-known.tsv")))


def _is_listed_person(word: str, packed: int) -> bool:
    """True where the dictionary's entry `word` is a person's name rather than a word that a surname begins."""
    tables, known = _tables(), lexicon()
    if word in tables.known:
        return True
    if known.tags[packed & 63] not in ("nr", "nrfg") or word[0] not in tables.surnames or word[-1] in _PLACE_ENDS:
        return False
    return len(word) == 3 or (len(word) == 2 and packed >> 6 < 12)


def _word_cost(word: str) -> float | None:
    """The cost of reading `word` as one ordinary word, or None where it is none."""
    packed = lexicon().words.get(word, 0)
    if packed >> 6 and not (len(word) > 1 and _is_listed_person(word, packed)):
        return _whole() - log(packed >> 6)
    return _whole() - log(0.5) if len(word) == 1 else None


@lru_cache(maxsize=1)
def _whole() -> float:
    return log(lexicon().total)


def _name_costs(text: str, at: int) -> list[tuple[int, float, str]]:
    """Every way to read a name from `text[at]` on: (length, cost, kind)."""
    tables = _tables()
    found: list[tuple[int, float, str]] = []
    left = len(text) - at
    for size in (1, 2):
        surname = tables.surnames.get(text[at:at + size])
        if surname is None or left <= size:
            continue
        head = _PERSON + surname
        one = text[at + size]
        found.append((size + 1, head + _ONE_GIVEN + tables.alone.get(one, _UNSEEN_GIVEN), "chinese"))
        if left > size + 1:
            pair = tables.first.get(one, _UNSEEN_GIVEN) + tables.second.get(text[at + size + 1], _UNSEEN_GIVEN)
            found.append((size + 2, head + _TWO_GIVEN + pair, "chinese"))
    for size in (2, 3):
        word = text[at:at + size]
        packed = lexicon().words.get(word, 0)
        if packed >> 6 and len(word) == size and _is_listed_person(word, packed):
            found.append((size, min(_whole() - log(packed >> 6), 15.0), "known"))
    opening = tables.opening.get(text[at])
    if opening is not None:
        running = _FOREIGNER + opening
        for size in range(2, min(8, left) + 1):
            ch = text[at + size - 1]
            last = tables.last.get(ch)
            if last is not None:
                found.append((size, running + last + _FOREIGN_LENGTH[size], "foreign"))
            middle = tables.inside.get(ch)
            if middle is None:
                break
            running += middle
    for size in (2, 3):
        if text[at:at + size] in tables.japanese:
            head = _JAPANESE + 4.5
            for given in (1, 2, 3):
                if left >= size + given:
                    part = text[at + size:at + size + given]
                    price = 1.5 + sum(tables.alone.get(ch, _UNSEEN_GIVEN) for ch in part)
                    found.append((size + given, head + price, "japanese"))
    return found


def reading(left: str, right: str) -> Reading:
    """The best name that begins where `right` begins, after `left`; `NO_NAME` where none can.

    Pass folded text without punctuation or overprinted mentions; a few characters of `left` and a
    dozen of `right` decide, more are ignored.

    >>> reading("村民", "周桂兰介绍").length, reading("", "高度重视").margin < 0
    (3, True)
    """
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
        best[at] = _cheapest(text, at, best, names=at != start)
    length, price, kind = min(((size, cost + best[start + size], kind) for size, cost, kind in options), key=lambda o: (o[1], o[0]))
    with_name = _to_the_left(text, start, price, None)
    without = _to_the_left(text, start, best[start], best)
    return Reading(length, without - with_name, kind)


def _cheapest(text: str, at: int, best: list[float], names: bool) -> float:
    longest = lexicon().longest.get(text[at], 1)
    least = _HOPELESS
    for size in range(1, min(longest, len(text) - at) + 1):
        price = _word_cost(text[at:at + size])
        if price is not None and price + best[at + size] < least:
            least = price + best[at + size]
    if names and text[at] in _tables().surnames:
        for size, price, _kind in _name_costs(text, at):
            if price + best[at + size] < least:
                least = price + best[at + size]
    return least


def _to_the_left(text: str, start: int, price: float, beyond: list[float] | None) -> float:
    """The cheapest reading of the whole window; with `beyond`, words may cross `start`."""
    limit = len(text) if beyond else start
    best = list(beyond) if beyond else [_HOPELESS] * (len(text) + 1)
    best[start] = price
    for at in range(start - 1, -1, -1):
        best[at] = _cheapest(text[:limit], at, best, names=True)
    return best[0]
