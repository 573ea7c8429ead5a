"""Raw stretches → clean characters with their raw offsets.

In: the decoded text, its matching form, and the lines of one paragraph, heading or byline.  Out: `Clean`: printed
characters, the form and the raw offset of each.  White space goes; one space stays where a byline, or two Latin
words, need it.  Nothing else is dropped, so each character of the file is found again.
"""
from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from kg.read.creditwords import CreditWords
from kg.read.lines import Line, closed_up, letter_spaced, words_of

_WESTERN = re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９]")
_SIGNS = re.compile("[^一-鿿㐀-䶿〇・Ａ-Ｚａ-ｚ０-９]+")
_LAST_NAMES = re.compile("[一-鿿]{2,3}(?:[\u3000、][一-鿿]{1,12})*[）)]")
_ROW_OF_NAMES = 12  # words of a paragraph in which the beginning of such a bracket is looked for
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")


def without_signs(form: str) -> str:
    """Han characters, letters and digits only.

    >>> without_signs("“三夏”　大忙！")
    '三夏大忙'
    """
    return _SIGNS.sub("", form)


@dataclass(slots=True)
class Clean:
    """Printed characters, the matching form of each, and where each stands in the raw text."""

    printed: str
    form: str
    at: array
    _bare: str | None = field(default=None, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.printed)

    @property
    def bare(self) -> str:
        """The form without spaces and signs; a headline is held against the same paragraphs as the headline before it."""
        if self._bare is None:
            self._bare = without_signs(self.form)
        return self._bare

    def cut(self, start: int, end: int) -> Clean:
        """The stretch `[start, end)`."""
        return Clean(self.printed[start:end], self.form[start:end], self.at[start:end])

    def without(self, places: Sequence[int]) -> Clean:
        """The same, the characters at `places` (ascending) left out."""
        if not places:
            return self
        printed, form, at, last = [], [], array("L"), 0
        for place in (*places, len(self.printed)):
            printed.append(self.printed[last:place])
            form.append(self.form[last:place])
            at.extend(self.at[last:place])
            last = place + 1
        return Clean("".join(printed), "".join(form), at)


def joined(first: Clean, second: Clean) -> Clean:
    """Two stretches as one; a space goes between only where two Latin words meet."""
    space = first.printed[-1:] and second.printed[:1] and _LETTER.match(first.printed[-1]) and _LETTER.match(second.printed[0])
    return Clean(first.printed + (" " if space else "") + second.printed, first.form + ("\u3000" if space else "") + second.form,
                 first.at + (array("L", [first.at[-1]]) if space else array("L")) + second.at)


_counted = array("L")
_ROLE_BEGUN = 4  # characters of a writer's role before a line's end
_MOST_COUNTED = 1 << 18  # characters; longer texts are counted stretch by stretch


def _places(end: int) -> Sequence[int]:
    """0, 1, 2 … up to `end` at least; stretches of it are copied, not counted anew."""
    if end > _MOST_COUNTED:
        return range(end)
    if len(_counted) < end:
        _counted.extend(range(len(_counted), 2 * end))
    return _counted


def _stand_between_names(above: str, below: str, credits: CreditWords) -> bool:
    """True where a line ends between two names, or a name and a role, in the bracket that closes a report or stands in its dateline.

    >>> from kg.rules import built_in_rules
    >>> credits = CreditWords.of(built_in_rules())
    >>> [_stand_between_names(*halves, credits) for halves in (("送上祝福。（汪志鹏", "李娜）"), ("送上祝福。（汪志", "鹏）"), ("本报讯（记者 汪 鹏", "通讯员\u3000李娜）昨日"))]
    [True, False, True]
    """
    return bool(_LAST_NAMES.match(below)) and bool(credits.names_begun.search(above))


def _cuts_role(word: str, below: str, credits: CreditWords) -> bool:
    """True where a line ends inside a writer's role that the one below ends (记者 李勇 通⏎讯员 李娜)."""
    return len(word) <= _ROLE_BEGUN and any(role.startswith(word) and len(role) > len(word) and below.startswith(role[len(word):]) for role in credits.roles)


def spaced(text: str, form: str, lines: Sequence[Line], credits: CreditWords) -> Clean:
    """The lines of a text with its form as one stretch, gaps inside a line as one space, letter-spacing closed, line ends gone."""
    printed: list[str] = []
    folded: list[str] = []
    at, places = array("L"), _places(lines[-1].end)
    cut = False  # the line above ends inside a writer's role
    for line, below in zip_longest(lines, lines[1:]):
        words = words_of(text, line.start, line.end)
        if printed and not cut and (_LETTER.match(printed[-1][-1:] or "") and _LETTER.match(text[words[0][0]]) or _stand_between_names("".join(printed[-_ROW_OF_NAMES:]), line.form, credits)):
            printed.append(" ")
            folded.append("\u3000")
            at.append(at[-1])
        tight = (letter_spaced(text, words) if len(words) > 2 else frozenset()) | closed_up(text, words)
        cut = below is not None and len(words) > 1 and _cuts_role(text[words[-1][0]:words[-1][1]], below.form, credits)
        if cut:
            tight -= {len(words) - 1}  # 记者 程　红 通⏎讯员 李娜
        for number, (start, end) in enumerate(words):
            if number and number not in tight:
                printed.append(" ")
                folded.append("\u3000")
                at.append(start - 1)
            printed.append(text[start:end])
            folded.append(form[start:end])
            at.extend(places[start:end])
    return Clean("".join(printed), "".join(folded), at)


def tight(clean: Clean) -> Clean:
    """Running text: no spaces but those between two Latin words or numbers.

    >>> from array import array
    >>> from kg.text import fold
    >>> tight(Clean("8 月 2 日 Open AI", fold("8 月 2 日 Open AI"), array("L", range(15)))).printed
    '8月2日Open AI'
    """
    if " " not in clean.printed:
        return clean
    printed = clean.printed
    places, at = [], printed.find(" ")
    while at >= 0:
        if not (at and _WESTERN.match(printed, at - 1) and _WESTERN.match(printed, at + 1)):
            places.append(at)
        at = printed.find(" ", at + 1)
    return clean.without(places)
