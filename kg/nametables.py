"""The tables behind a person's name: what each surname, given-name and spelling character costs.

In: `rules/words/*.tsv` of the built-in rules folder.  Out: `NameTables`, costs in natural logarithms (a cost
of 7 is a share of one in a thousand); kept from one process to the next.
"""
from __future__ import annotations

import re
from functools import lru_cache
from math import log

from kg.keeping import kept
from kg.lexicon import lexicon
from kg.model import record
from kg.shipped import TRADITIONAL, rules_home
from kg.text import fold
from kg.tokens import is_word


@record
class NameTables:
    """Costs by character, and the lists that weigh in."""

    surnames: dict[str, float]
    first: dict[str, float]  # first of two given characters
    second: dict[str, float]
    alone: dict[str, float]
    pairs: dict[str, float]  # two given characters that keep company
    opening: dict[str, float]  # first character of a transliteration
    inside: dict[str, float]
    last: dict[str, float]
    japanese: frozenset[str]
    japanese_ends: frozenset[str]  # what Japanese given names end with
    pieces: frozenset[str]
    known: frozenset[str]
    titles: frozenset[str]
    today: frozenset[str]  # ordinary words that the dictionary lacks
    place_ends: frozenset[str]  # last characters that no person's name has
    thing_ends: frozenset[str]
    longer: frozenset[str]  # two and three characters that begin a name for certain: 欧阳, 桥本, 次仁, 鲁迅


_COMMON = 500  # counts of a word that a foreign name may stand behind, though the word's last character spells foreign names too

TABLES = ("address.tsv", "given-ends-japan.tsv", "given-names.tsv", "given-pairs.tsv", "last-signs-of-places.tsv", "last-signs-of-things.tsv", "names-minority.tsv", "people-known-short.tsv",
          "people-known.tsv", "surnames-japan.tsv", "surnames.tsv",
          "transliteration.tsv", "words-today.tsv")
"""The built-in word lists that the tables are made of."""


def _rows(name: str) -> list[list[str]]:
    lines = (rules_home() / "words" / name).read_text(encoding="utf-8").splitlines()
    return [[fold(cells[0]), *cells[1:]] for line in lines if line and not line.startswith("#") for cells in [line.split("\t")]]


def _costs(rows: list[list[str]], column: int, whole: float) -> dict[str, float]:
    return {row[0]: log(whole / float(row[column])) for row in rows if float(row[column]) > 0}


def _words(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in _rows(name))


@lru_cache(maxsize=1)
def name_tables() -> NameTables:
    """The tables, read once in a process."""
    home = rules_home()
    return NameTables(*kept("names", [(home / "words" / name).read_bytes() for name in TABLES] + [(home / TRADITIONAL).read_bytes()], _made))


def _made() -> tuple[dict[str, float] | frozenset[str], ...]:
    """The fields of `NameTables`, in order."""
    surnames, given, spelling = _rows("surnames.tsv"), _rows("given-names.tsv"), _rows("transliteration.tsv")
    japanese, pieces, known = _words("surnames-japan.tsv"), _words("names-minority.tsv"), _words("people-known.tsv") | _words("people-known-short.tsv")
    longer = {row[0] for row in surnames if len(row[0]) > 1} | japanese | pieces | known
    return (_costs(surnames, 1, 1e5), _costs(given, 1, 1e5), _costs(given, 2, 1e5), _costs(given, 3, 1e5),
            _costs(_rows("given-pairs.tsv"), 1, 1e5),
            _costs(spelling, 1, 1e4), _costs(spelling, 2, 1e4), _costs(spelling, 3, 1e4),
            japanese, _words("given-ends-japan.tsv"), pieces, known, _words("address.tsv"), _words("words-today.tsv"), _words("last-signs-of-places.tsv"),
            _words("last-signs-of-things.tsv"), frozenset(longer))


def forget_tables() -> None:
    """Read the tables again when they are next asked for: a list of theirs was saved."""
    for table in (name_tables, _starts_and_heads, is_listed_person):
        table.cache_clear()


@lru_cache(maxsize=1)
def _starts_and_heads() -> tuple[re.Pattern[str], frozenset[str]]:
    tables = name_tables()
    firsts = "".join(sorted({word[0] for word in tables.surnames} | {word[0] for word in tables.longer}))
    spelling = "".join(sorted(tables.inside))
    opening = "".join(sorted(tables.opening))
    return (re.compile(f"[{firsts}](?=[一-鿿])|(?<![{spelling}])[{spelling}](?=[{spelling}])|(?<=[一-鿿][{spelling}])[{opening}](?=[{spelling}])"),
            frozenset(word[:2] for word in tables.longer))


def likely_starts(form: str) -> list[int]:
    """Each place of a form where a name may begin.

    That is a surname, the first character of a longer piece of a name (`桥本`, `次仁`, `鲁迅`), or of a run of
    characters that spell foreign names; within a run also behind a common word (`感谢|迪尼`).

    >>> likely_starts("记者欧阳兰采访赫尔曼"), likely_starts("感谢迪尼")
    ([2, 3, 4, 7], [1, 2])
    """
    tables = name_tables()
    pattern, heads = _starts_and_heads()
    surnames, opening, inside = tables.surnames, tables.opening, tables.inside
    return [start for match in pattern.finditer(form)
            if (begin := form[(start := match.start())]) in surnames or form[start:start + 2] in heads
            or (begin in opening and form[start + 1] in inside and (not start or form[start - 1] not in inside or is_word(form[start - 2:start], _COMMON)))]


@lru_cache(maxsize=1 << 14)
def is_listed_person(word: str) -> bool:
    """True where the dictionary's entry `word` is a person's name rather than a word that a surname begins.

    The dictionary marks many things as persons (`雷阵雨`, `青少年`); only characters that names are made of
    count, and two-character entries only where our lists have them or the dictionary hardly ever saw them.

    >>> is_listed_person("鲁迅"), is_listed_person("陶渊明"), is_listed_person("雷阵雨"), is_listed_person("高峰")
    (True, True, False, False)
    """
    tables = name_tables()
    if word in tables.known:
        return True
    if word[1:] in tables.titles:
        return False
    tag = lexicon().tag(word)
    if tag == "nrt":
        return (len(word) >= 3 and tables.opening.get(word[0], 9) < 8 and word[-1] in tables.last and word[-1] not in tables.thing_ends
                and all(ch in tables.inside for ch in word[1:-1]))
    surname = tables.surnames.get(word[0], 99)
    if surname > 8.6 or word[-1] in tables.place_ends or word[-1] in tables.thing_ends:
        return False
    if len(word) == 3:
        if is_compound(word):
            return False
        first, second = tables.first.get(word[1], 99), tables.second.get(word[2], 99)
        if tag in ("nr", "nrfg"):
            return min(first, second) < 9 or lexicon().frequency(word[2]) < 500
        return surname < 7 and max(first, second) < 8.5
    return len(word) == 2 and tag in ("nr", "nrfg") and lexicon().frequency(word) < 12 and tables.alone.get(word[1], 99) < 9


def is_compound(word: str) -> bool:
    """True where a three-character entry is one character and an ordinary word (`高|增值`, `任命|书`)."""
    return is_word(word[1:], 100) or is_word(word[:2], 30)
