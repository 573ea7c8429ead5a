"""The words at which no name goes on, phrase by phrase.

In: a sheet.  Out: `Runs`, and the condition `bordered`.  A name turns away at a verb, an adverb, a preposition of the general dictionary
(走访, 通过), a noun of apposition (董事长, 龙头企业), a bound joint (和 between two names, but not in 发展和改革 or in the brand 泰和).  Only phrases
that hold a candidate are cut into words, each once.  `kg.rules.reaching` tells by them where a name begins.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from kg import tokens
from kg.bounded import BoundedCache
from kg.model import Span
from kg.rules.conditions import condition

if TYPE_CHECKING:
    from kg.rules.sheet import Sheet

_PLAIN = re.compile("[〇一-鿿㐀-䶿Ａ-Ｚａ-ｚ０-９・]+")
_TURNING_TAGS = frozenset({"v", "d", "p", "c", "u", "r", "y", "e", "o", "i", "t", "ad", "vd", "df", "vi", "vq", "rr", "rz", "uj", "ul", "zg"})
_JOINTS = frozenset("和与及同跟或暨")
_IN = "中"  # behind a noun; where none stands before it a name begins: 中泰化学工业有限公司
_MENTIONED = re.compile("[\ue000-\uf8ff]")  # the signs of earlier mentions
_NUMERALS = re.compile("[〇一二三四五六七八九十百０-９]+")
_NEAR = 40  # characters; most phrases start no farther back
_MOST = 1 << 16  # words that are remembered
_LONGEST = 80  # characters of a phrase cut at once; a longer run without any punctuation is cut in pieces


class Runs:
    """The phrases of one state of a sheet, and in each, lazily, the words that no name may hold."""

    def __init__(self, sheet: Sheet):
        self.form = sheet.form
        self.starts: list[int] = []  # of the phrases that were asked for, in order; a phrase is called by its start
        self.ends: dict[int, int] = {}
        self.turns: dict[int, tuple[tuple[int, int], ...]] = {}
        self.borders: dict[int, frozenset[int]] = {}
        self.edges: dict[int, tuple[int, ...]] = {}  # the borders in order
        ruleset = sheet.ruleset
        self.breakers = ruleset.word_set("org-breakers")
        self.turning = _turning(self.breakers, ruleset.word_set("org-inner"), ruleset.word_set("org-holders"))
        self.joined = ruleset.words("org-joined")

    def phrase_at(self, place: int) -> int:
        """Where the phrase starts that holds `place`, or -1 (punctuation, an earlier mention)."""
        before = bisect_right(self.starts, place)
        if before and place < self.ends[self.starts[before - 1]]:
            return self.starts[before - 1]
        held = _PLAIN.match(self.form, place)
        if held is None:
            return -1
        near, start = _NEAR, place
        while start > 0:  # back to a sign that is no part of it
            window = self.form[max(0, place - near):place]
            run = _PLAIN.match(window[::-1])
            start = place - (run.end() if run is not None else 0)
            if start > place - len(window):
                break
            near *= 4
        insort(self.starts, start)
        self.ends[start] = held.end()
        return start

    def cut(self, start: int) -> None:
        """Cut the phrase from `start` into words and note those that turn away from a name."""
        end = self.ends[start]
        words: list[str] = []
        for begin in range(start, end, _LONGEST):
            words += tokens.cut(self.form[begin:min(end, begin + _LONGEST)])
        edges, turning = tuple(accumulate(map(len, words), initial=start)), self.turning
        turns = [(edges[index], edges[index + 1]) for index, word in enumerate(words)
                 if turning[word] and not (word in _JOINTS and self.is_inside(words, index, start, edges[index]))
                 and not (word == _IN and self.has_nothing_before(words, index, start))]
        self.turns[start], self.borders[start], self.edges[start] = tuple(turns), frozenset(edges), edges

    def turns_within(self, phrase: int, start: int, stop: int) -> bool:
        """True where a turning word of a phrase, which is cut, shares a character with `[start, stop)`."""
        before = bisect_left(self.turns[phrase], (stop,))
        return before > 0 and self.turns[phrase][before - 1][1] > start

    def is_border(self, place: int) -> bool:
        """True where a word begins or ends: at punctuation, at an earlier mention, between words."""
        phrase = self.phrase_at(place)
        if phrase < 0 or place == phrase:
            return True
        if phrase not in self.turns:
            begin = max(phrase, place - _LONGEST)
            if not tokens.may_reach_across(self.form[begin:place + 1], place - begin):
                return True
            self.cut(phrase)
        return place in self.borders[phrase]

    def is_seam(self, place: int) -> bool:
        """True inside a compound of two words of two characters: 公司|总裁."""
        edges = self.edges.get(self.phrase_at(place), ())
        after = bisect_right(edges, place)
        if not 0 < after < len(edges):
            return False
        left, right = self.form[edges[after - 1]:place], self.form[place:edges[after]]
        return len(left) > 1 and len(right) > 1 and tokens.is_word(left) and tokens.is_word(right)

    def has_nothing_before(self, words: list[str], index: int, start: int) -> bool:
        """True of a word at the head of its phrase, or behind one that turns away from a name (在 | 中泰公司)."""
        return self.turning[words[index - 1]] if index else not _MENTIONED.match(self.form, start - 1)

    def is_inside(self, words: list[str], index: int, start: int, at: int) -> bool:
        """True for a joint that belongs to the name: in a fixed phrase, or in a brand (泰和轴承)."""
        if index == 1 and len(words[0]) == 1 and words[0] not in self.breakers:
            return True
        near = self.form[max(start, at - 8):at + 9]
        return any(phrase in near for phrase in self.joined if words[index] in phrase)


class _Turning(BoundedCache[str, bool]):
    """A word → whether no name of an organisation holds it; told once a word."""

    def __init__(self, breakers: frozenset[str], inner: frozenset[str], holders: frozenset[str]):
        super().__init__(self._turns_away, _MOST)
        self._breakers, self._inner, self._holders = breakers, inner, holders

    def _turns_away(self, word: str) -> bool:
        if word in self._breakers:
            return True
        if len(word) < 2 or word in self._inner:
            return False
        if len(word) == 4 and word[2:] in self._holders:
            return True  # 县委书记
        if word[-1] in "了着的兼":  # 社长兼 is one word to the dictionary
            return True
        tag = tokens.tag(word)
        if len(word) == 4 and tag in ("l", "n") and word[2:] not in self._inner and tokens.tag(word[2:]) == "v":
            return True  # a set phrase turns as its verb does: 充分发挥
        return tag in _TURNING_TAGS or (tag in ("m", "mq") and not word.startswith("第") and not _NUMERALS.fullmatch(word))


@lru_cache(maxsize=8)
def _turning(breakers: frozenset[str], inner: frozenset[str], holders: frozenset[str]) -> _Turning:
    return _Turning(breakers, inner, holders)


def runs_of(sheet: Sheet) -> Runs:
    """The runs of the sheet as it is overprinted now."""
    found = sheet.worked_out.get("runs")
    if found is None or found.form is not sheet.form:
        found = sheet.worked_out["runs"] = Runs(sheet)
    return found


def turn_before(runs: Runs, phrase: int, place: int) -> int:
    """Where the last turning word of a phrase before `place` ends (the phrase's start where there is none); `place` itself inside one."""
    if phrase not in runs.turns:
        runs.cut(phrase)
    before = bisect_left(runs.turns[phrase], (place,))
    return min(runs.turns[phrase][before - 1][1], place) if before else phrase


@condition("bordered", takes="text?", is_dear=True)
def is_bordered(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot begins and ends where a word of the sentence does: 工行 in 到工行贷款, not in 施工行为 (with start or end: only there)."""
    runs = runs_of(sheet)
    return (argument == "end" or runs.is_border(span.start)) and (argument == "start" or runs.is_border(span.end) or runs.is_seam(span.end))
