"""Divisions of China as resolving needs them: word → codes, code → full name, code → parent.

In: the word lists `divisions`, `divisions-guarded` and `towns` (columns `word code level name`; shared names join their
codes by `;`).  Out: `Gazetteer`.  Codes are GB/T 2260: two digits of province, two of prefecture, two of county.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kg.bounded import BoundedCache
from kg.keeping import Closed, Plain

_LONGEST = 15  # 双江拉祜族佤族布朗族傣族自治县 has fifteen characters
_HEADS = 5_000  # texts that are remembered


class Division(NamedTuple):
    """One division: its code, its level (province, city, county, town) and its full name."""

    code: str
    level: str
    name: str


class Gazetteer:
    """Which divisions a word can mean, and where each lies."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]], inside: Iterable[str] | None = None,
                 towns: Mapping[str, str] | None = None):
        """`rows` are (folded word, codes joined by `;`, levels likewise, full names likewise).

        `inside` are the words of `rows` that may be seen inside a longer name (default: all); everyday words
        such as 和平 are places only where they stand alone.  `towns` (full name → codes) are read when they are asked for.
        """
        self._by_word: dict[str, tuple[str, ...]] = {}
        self._by_code: dict[str, tuple[str, str, str]] = {}
        for word, codes, levels, names in rows:
            found = codes.split(";")
            for code, level, name in zip(found, levels.split(";"), names.split(";"), strict=False):
                if code:  # a namesake without a code (九龙 in Hong Kong) is no choice here
                    self._by_code.setdefault(code, (code, level or level_of(code), name or word))
            self._by_word[word] = tuple(code for code in dict.fromkeys(found) if code)
        self._towns = Closed.of(towns or {})
        self._inside = frozenset(self._by_word if inside is None else inside)
        self._town_ends = frozenset(word[-1] for word in towns or ())
        self._begins: dict[str, str] = {}  # first character → the second ones
        for pair in sorted({word[:2] for word in (*self._inside, *(towns or ()))}):
            self._begins[pair[0]] = self._begins.get(pair[0], "") + pair[1:]
        self._remember_nothing()

    def plain(self) -> Plain:
        """All that it knows, to be kept; `of` opens it again."""
        return self._by_word, self._by_code, self._towns.bundles, self._inside, self._begins, self._town_ends

    @classmethod
    def of(cls, plain: Plain) -> Gazetteer:
        """What `plain` was answered by."""
        made = object.__new__(cls)
        made._by_word, made._by_code, towns, made._inside, made._begins, made._town_ends = plain
        made._towns = Closed(towns)
        made._remember_nothing()
        return made

    def _remember_nothing(self) -> None:
        self._town_of_code: dict[str, str] | None = None
        self._lines: dict[str, tuple[str, ...]] = {}
        self._cities: dict[str, str | None] = {}
        self._divisions: dict[str, Division] = {}
        self._heads = BoundedCache(self._longest_of, _HEADS)  # text → the division name that it begins with

    def codes(self, word: str) -> tuple[str, ...]:
        """The codes a word can stand for, full or short, or nothing."""
        found = self._by_word.get(word)
        if found is None:
            joined = self._towns.get(word)
            if joined is None:
                return ()
            found = self._by_word[word] = tuple(joined.split(";"))
            for code in found:
                self._by_code.setdefault(code, (code, "town", word))
        return found

    def known(self, code: str) -> Division:
        """The division with a code of this book.  Raises `KeyError` where it has none."""
        found = self.division(code)
        if found is None:
            raise KeyError(code)
        return found

    def division(self, code: str | None) -> Division | None:
        """The division with a code, or None."""
        if not code:
            return None
        known = self._divisions.get(code)
        if known is not None:
            return known
        if code not in self._by_code and len(code) > 6:
            if self._town_of_code is None:
                self._town_of_code = {one: word for word, joined in self._towns.items() for one in joined.split(";")}
            if code in self._town_of_code:
                self._by_code[code] = (code, "town", self._town_of_code[code])
        found = self._by_code.get(code)
        if found is None:
            return None
        made = self._divisions[code] = Division._make(found)
        return made

    def parent(self, code: str) -> str | None:
        """The code of the division directly above that the list knows, or None above a province.

        >>> book = Gazetteer([("江苏省", "320000", "province", "江苏省"), ("海安市", "320685", "county", "海安市")])
        >>> book.parent("320685")
        '320000'
        """
        line = self.line(code)
        return line[1] if len(line) > 1 else None

    def line(self, code: str) -> tuple[str, ...]:
        """A code and its parents, lowest first."""
        if code not in self._lines:
            self._lines[code] = (code, *(upper for upper in _uppers(code) if upper in self._by_code))
        return self._lines[code]

    def city_of(self, code: str) -> str | None:
        """The prefecture-level city that holds a code; a municipality (北京市) is its own city."""
        if code not in self._cities:
            self._cities[code] = self._find_city(code)
        return self._cities[code]

    def _find_city(self, code: str) -> str | None:
        for here in self.line(code):
            division = self.division(here)
            if division is None:
                continue
            if division.level == "city" or (division.level == "province" and division.name.endswith("市")):
                return here
        return None

    def province_of(self, code: str) -> str | None:
        """The province that holds a code, or None where the list does not know it."""
        top = code[:2] + "0000"
        return top if top in self._by_code else None

    def is_within(self, inner: str, outer: str) -> bool:
        """True where `outer` is `inner` or one of its parents."""
        return inner == outer or outer in (self._lines.get(inner) or self.line(inner))

    def longest_at(self, text: str, start: int = 0) -> str:
        """The longest division name that begins at `start`, or nothing.

        >>> Gazetteer([("海安", "320685", "county", "海安市")]).longest_at("海安港务局")
        '海安'
        """
        if text[start + 1:start + 2] not in self._begins.get(text[start:start + 1], ""):
            return ""
        return self._heads[text[start:start + _LONGEST]]

    def _longest_of(self, text: str) -> str:
        for end in range(len(text), 1, -1):
            word = text[:end]
            if word in self._inside or (end > 2 and word[-1] in self._town_ends and word in self._towns):
                return word
        return ""


def level_of(code: str) -> str:
    """The level that the shape of a code tells.

    >>> [level_of(code) for code in ("320000", "320600", "320685", "320685101")]
    ['province', 'city', 'county', 'town']
    """
    if len(code) > 6:
        return "town"
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def _uppers(code: str) -> Iterator[str]:
    if len(code) > 6:
        yield code[:6]
    if len(code) > 6 or not code.endswith("00"):
        yield code[:4] + "00"
    if len(code) > 6 or not code.endswith("0000"):
        yield code[:2] + "0000"
