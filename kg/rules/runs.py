"""Where a name may begin: the words that end the leftward run of a name.

In: a sheet and a span of it.  Out: the condition `one-name`.  An organisation is told by its last
word (有限公司, 委员会); where it begins is told only by what cannot belong to it: a verb, an adverb, a
preposition of the general dictionary (走访, 通过), a noun of apposition (董事长, 龙头企业), a bound
joint (和 between two names, but not in 发展和改革 or in the brand 义和).  Only phrases that hold a
candidate are cut into words, each once.
"""
from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from kg import tokens
from kg.model import Mention, Span
from kg.rules.conditions import condition

if TYPE_CHECKING:
    from kg.rules.match import Sheet

_PLAIN = re.compile("[〇一-鿿㐀-䶿Ａ-Ｚａ-ｚ０-９・]+")
_TURNING_TAGS = frozenset({"v", "d", "p", "c", "u", "r", "y", "e", "o", "i", "t", "ad", "vd", "df", "vi", "vq", "rr", "rz", "uj", "ul", "zg"})
_JOINTS = frozenset("和与及同跟或暨")
_LEVELS = {"country": 0, "province": 1, "city": 2, "county": 3, "town": 4, "village": 5}
_LONGEST = 80  # characters of a phrase cut at once; a longer run without any punctuation is cut in pieces


class Runs:
    """The phrases of one state of a sheet, and in each, lazily, the words that no name may hold."""

    def __init__(self, sheet: Sheet):
        self.form = sheet.form
        spans = [m.span() for m in _PLAIN.finditer(self.form)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.turns: dict[int, tuple[tuple[int, int], ...]] = {}
        self.borders: dict[int, frozenset[int]] = {}
        ruleset = sheet.ruleset
        self.breakers, self.inner = ruleset.word_set("org-breakers"), ruleset.word_set("org-inner")
        self.joined = ruleset.words("org-joined")

    def phrase_at(self, place: int) -> int:
        """The number of the phrase that holds `place`, or -1 (punctuation, an earlier mention)."""
        number = bisect_right(self.starts, place) - 1
        return number if number >= 0 and place < self.ends[number] else -1

    def cut(self, number: int) -> None:
        """Cut phrase `number` into words and note those that turn away from a name."""
        start, end = self.starts[number], self.ends[number]
        words: list[str] = []
        for begin in range(start, end, _LONGEST):
            words += tokens.cut(self.form[begin:min(end, begin + _LONGEST)])
        turns, borders, at = [], [start], start
        for index, word in enumerate(words):
            if self.turns_away(word) and not (word in _JOINTS and self.is_inside(words, index, start, at)):
                turns.append((at, at + len(word)))
            at += len(word)
            borders.append(at)
        self.turns[number], self.borders[number] = tuple(turns), frozenset(borders)

    def turns_away(self, word: str) -> bool:
        """True where no name of an organisation holds `word`."""
        if word in self.breakers:
            return True
        return len(word) > 1 and word not in self.inner and tokens.tag(word) in _TURNING_TAGS

    def is_inside(self, words: list[str], index: int, start: int, at: int) -> bool:
        """True for a joint that belongs to the name: in a fixed phrase, or in a brand (义和轴承)."""
        if index and len(words[index - 1]) == 1 and words[index - 1] not in self.breakers:
            return True
        near = self.form[max(start, at - 8):at + 9]
        return any(phrase in near for phrase in self.joined if words[index] in phrase)


_runs: WeakKeyDictionary[Sheet, Runs] = WeakKeyDictionary()


def runs_of(sheet: Sheet) -> Runs:
    """The runs of the sheet as it is overprinted now."""
    found = _runs.get(sheet)
    if found is None or found.form is not sheet.form:
        found = _runs[sheet] = Runs(sheet)
    return found


@condition("one-name")
def is_one_name(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is one run: no verb, no noun of apposition, no joint between two names stands in it, and it begins with a word."""
    runs = runs_of(sheet)
    at, end = span.start, span.end
    before: Mention | None = None
    while at < end:
        mention = sheet.top.get(at)
        if mention is not None:
            if before is not None and _steps_up(before, mention):
                return False
            if mention.label in ("Person", "KnownPerson", "Time", "Quantity", "Fixed"):
                return False
            before, at = mention, mention.span.end + 1
            continue
        before = None
        number = runs.phrase_at(at)
        if number < 0:
            at += 1
            continue
        if number not in runs.turns:
            runs.cut(number)
        if at == span.start and at not in runs.borders[number]:
            return False
        stop = min(end, runs.ends[number])
        if any(first < stop and last > at for first, last in runs.turns[number]):
            return False
        at = stop
    return True


def _steps_up(first: Mention, second: Mention) -> bool:
    """True where a place is followed by a larger one: 阳谷县 | 山东… begins a new name."""
    levels = [_LEVELS.get((m.attribute("level") or "").split(";")[0]) for m in (first, second)]
    return None not in levels and levels[1] < levels[0]
