"""Conditions that a rule may put on its slots, beyond what a pattern can say.

In: a sheet and a span of it.  Out: yes or no.  A condition is registered under the name that
rules use: `where: {brand: not word}`, `where: {brand: longer-than 1}`; `not ` before a name negates it.
Rooms above may register more (`@condition("name-like")`), always with a docstring that
`python -m kg rules conditions` prints.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.model import Span
from kg.numerals import parse_number
from kg.tokens import frequency

if TYPE_CHECKING:
    from kg.rules.grammar import Vocabulary
    from kg.rules.sheet import Sheet

Condition = Callable[["Sheet", Span, str], "bool | Span"]
_RANKS = ("街道", "民族乡", "镇", "乡", "苏木")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NEAR = 100_000  # characters, twenty printed pages; searching the whole of a longer text for each name would cost its square
_ENOUGH = 50  # times that a string is looked at
registry: dict[str, Condition] = {}
takes_list: set[str] = set()
arguments: dict[str, str] = {}  # condition → what it takes: list, count, number, label, text or nothing; "number?" may be left out
narrowing: set[Condition] = set()
holding: set[Condition] = set()
"""Conditions that hold only where a word of their list stands in the slot."""
dear: set[Condition] = set()
"""Conditions that cut a phrase into words: asked after all others."""
Grade = Callable[["Sheet", Span], float]
grades: dict[Condition, Grade] = {}
"""Conditions that hold where a slot's grade is at least their argument (0 where it is left out): a stretch that many rules ask for is graded once."""


def condition(name: str, list_argument: bool = False, narrows: bool = False, takes: str = "", grade: Grade | None = None, is_dear: bool = False,
              holds: bool = False):
    """Register a condition under `name`; with `list_argument` its argument names a word list.

    `takes` says what other argument it wants: `count`, `number`, `label` or `text`, with `?` where it may be left out.

    One with a `grade` holds where that is at least its number, 0 where it is left out.

    One that `holds` a word of its list is not asked where none stands.  One that `is_dear` cuts a phrase into words.  One that `narrows` answers the part of the slot that fits, or False: the slot then is that part, for the
    conditions after it and for `keep`.
    """

    def register(function: Condition) -> Condition:
        registry[name] = function
        arguments[name] = "list" if list_argument else takes
        if list_argument:
            takes_list.add(name)
        if narrows:
            narrowing.add(function)
        if grade is not None:
            grades[function] = grade
        if is_dear:
            dear.add(function)
        if holds:
            holding.add(function)
        return function

    return register


def signature(name: str) -> str:
    """A condition as rules write it.

    >>> signature("contains"), signature("longer-than"), signature("seen-again")
    ('contains @list', 'longer-than N', 'seen-again [N]')
    """
    wanted = arguments[name]
    shown = {"": "", "list": " @list", "count": " N", "number": " N", "label": " Label", "text": " words"}[wanted.rstrip("?")]
    return f"{name} [{shown.strip()}]" if wanted.endswith("?") else name + shown


def refuses(name: str, argument: str, vocabulary: Vocabulary) -> str:
    """What a condition asks for where `argument` is not that; empty where it is."""
    wanted = arguments[name]
    kind = wanted.rstrip("?")
    if kind in ("list", "text") or (not argument and (not kind or wanted.endswith("?"))):
        return ""
    if kind == "count":
        return "" if argument.isascii() and argument.isdigit() else "a whole number"
    if kind == "number":
        return "" if _NUMBER.fullmatch(argument) else "a number"
    if kind == "label":
        return "" if vocabulary.labels_of(argument) else "a label or group"
    return "nothing more"


@condition("longer-than", takes="count")
def longer_than(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot has more than N characters."""
    return span.length > int(argument)


@condition("shorter-than", takes="count")
def shorter_than(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot has fewer than N characters."""
    return span.length < int(argument)


@condition("in", list_argument=True, holds=True)
def is_in(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is exactly a word of the list."""
    return sheet.original[span.start:span.end] in sheet.ruleset.word_set(argument)


@condition("other-rank", list_argument=True)
def has_other_rank(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a word of the list but for its rank: 街津口乡 where the list has 街津口镇."""
    words, text = sheet.ruleset.word_set(argument), sheet.original[span.start:span.end]
    stem = next((text.removesuffix(rank) for rank in _RANKS if text.endswith(rank)), "")
    return len(stem) > 1 and not words.isdisjoint([stem + rank for rank in _RANKS])


@condition("lies-there", list_argument=True)
def lies_there(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a word of the list that by its code lies in the division directly before it (建湖 behind 江苏, not 东至 behind 郑州); what has no code may lie anywhere."""
    table, before = sheet.ruleset.lists[argument], sheet.mention_before(span.start)
    text = sheet.original[span.start:span.end]
    if before is None or text not in table.words:
        return False
    inner = dict(table.attributes(table.words.index(text))).get("code", "")
    outer = before.attribute("code") or ""
    return not inner or not outer or any(code.startswith(_stem(whole)) for code in inner.split(";") for whole in outer.split(";"))


def _stem(code: str) -> str:
    """A division's code without the pairs of noughts at its end: 34 of 340000, 3417 of 341700."""
    while code.endswith("00"):
        code = code[:-2]
    return code


@condition("starts-with", list_argument=True, holds=True)
def starts_with(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot begins with a word of the list."""
    return sheet.original.startswith(sheet.ruleset.words(argument), span.start, span.end)


@condition("ends-with", list_argument=True, holds=True)
def ends_with(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot ends with a word of the list."""
    return sheet.original.endswith(sheet.ruleset.words(argument), span.start, span.end)


@condition("contains", list_argument=True, holds=True)
def contains(sheet: Sheet, span: Span, argument: str) -> bool:
    """A word of the list stands in the slot, or reaches into it from the left (走访 reaches into 访远山公司)."""
    words = sheet.ruleset.words(argument)
    reach = max(0, span.start - sheet.ruleset.longest(argument) + 1)
    text = sheet.original[reach:span.end]
    inside = span.start - reach
    for word in filter(text.__contains__, words):
        if text.rfind(word) + len(word) > inside:
            return True
    return False


@condition("holds-mention", takes="label?")
def holds_mention(sheet: Sheet, span: Span, argument: str) -> bool:
    """An earlier mention (of the given label, where one is named) begins in the slot."""
    return any(m and (not argument or m.label == argument) for m in map(sheet.top.get, range(span.start, span.end)))


@condition("before", list_argument=True)
def stands_before(sheet: Sheet, span: Span, argument: str) -> bool:
    """A word of the list stands directly before the slot."""
    return sheet.original.endswith(sheet.ruleset.words(argument), 0, span.start)


@condition("after", list_argument=True)
def stands_after(sheet: Sheet, span: Span, argument: str) -> bool:
    """A word of the list stands directly after the slot."""
    return sheet.original.startswith(sheet.ruleset.words(argument), span.end)


class Prints:
    """Which strings stand again on a page, and before what."""

    def __init__(self, form: str):
        self._form = form
        self._places: dict[tuple[str, ...], list[int]] = {}  # words → where one of them begins
        self._before: dict[tuple[tuple[str, ...], int], frozenset[str]] = {}

    def stands(self, span: Span, times: int) -> bool:
        """True where what stands at `span` stands at least so many times on the page, or on a very long one near by; none of them overlapping."""
        text, at, last = self._form[span.start:span.end], max(0, span.start - _NEAR), span.end + _NEAR
        for _ in range(times):
            at = self._form.find(text, at, last)
            if at < 0:
                return False
            at += len(text)
        return True

    def stands_whole(self, span: Span) -> bool:
        """True where what follows the first sign of what stands at `span` stands nowhere near by without that sign."""
        tail, at, last = self._form[span.start + 1:span.end], max(0, span.start - _NEAR), span.end + _NEAR
        for _ in range(_ENOUGH):
            at = self._form.find(tail, at, last)
            if at < 0:
                return True
            if self._form[at - 1:at] != self._form[span.start]:
                return False
            at += len(tail)
        return True

    def stands_before(self, text: str, words: tuple[str, ...]) -> bool:
        """True where one of the words stands directly after `text` somewhere."""
        key = (words, len(text))
        if key not in self._before:
            self._before[key] = frozenset(self._form[at - len(text):at] for at in self._starts(words) if at >= len(text))
        return text in self._before[key]

    def _starts(self, words: tuple[str, ...]) -> list[int]:
        if words not in self._places:
            found = self._places[words] = []
            for word in words:
                at = self._form.find(word)
                while at >= 0:
                    found.append(at)
                    at = self._form.find(word, at + 1)
        return self._places[words]


def _prints(sheet: Sheet) -> Prints:
    found = sheet.worked_out.get("prints")
    if found is None:
        found = sheet.worked_out["prints"] = Prints(sheet.original)
    return found


@condition("seen-again", takes="count?")
def seen_again(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot's text stands at least N times (default 2) on the page, of a very long one within 100,000 characters."""
    return _prints(sheet).stands(span, int(argument or 2))


@condition("never-apart")
def never_apart(sheet: Sheet, span: Span, argument: str) -> bool:
    """What follows the slot's first sign never stands on the page without that sign: 葵阳江 where no 阳江 is told of."""
    return _prints(sheet).stands_whole(span)


@condition("follows", takes="label")
def follows(sheet: Sheet, span: Span, argument: str) -> bool:
    """An earlier mention of the given label or group ends directly before the slot."""
    before = sheet.mention_before(span.start)
    return before is not None and before.label in (sheet.ruleset.vocabulary.labels_of(argument) or ())


@condition("seen-with", list_argument=True)
def seen_with(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot's text stands somewhere on the page with a word of the list directly after it."""
    return _prints(sheet).stands_before(sheet.original[span.start:span.end], sheet.ruleset.words(argument))


@condition("number")
def is_number(sheet: Sheet, span: Span, argument: str) -> bool:
    """The slot is a printed number that has a value (三百五, 1.2万, 50—80; not 百姓 or 五六七)."""
    return parse_number(sheet.original[span.start:span.end]) is not None


@condition("common", takes="count")
def is_common(sheet: Sheet, span: Span, argument: str) -> bool:
    """The general dictionary counts the slot at least N times, as a word or as a name (和平 and 红旗 are both)."""
    return frequency(sheet.original[span.start:span.end]) >= int(argument)
