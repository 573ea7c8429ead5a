"""Raw stretches → clean characters with their raw offsets.

In: the decoded text and the lines of one paragraph, heading or byline.  Out: `Clean`: printed
characters and the raw offset of each.  White space goes; one space stays where a byline, or two Latin
words, need it.  Nothing else is dropped, so each character of the file is found again.
"""
from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from kg.read.lines import Line, closed_up, letter_spaced, words_of
from kg.text import fold

_WESTERN = re.compile("[0-9A-Za-zＡ-Ｚａ-ｚ０-９]")
_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")


@dataclass(slots=True)
class Clean:
    """Printed characters and where each stands in the raw text."""

    printed: str
    at: array
    _form: str | None = None

    def __len__(self) -> int:
        return len(self.printed)

    def cut(self, start: int, end: int) -> Clean:
        """The stretch `[start, end)`."""
        return Clean(self.printed[start:end], self.at[start:end])

    def without(self, places: Sequence[int]) -> Clean:
        """The same, the characters at `places` (ascending) left out."""
        if not places:
            return self
        printed, at, last = [], array("L"), 0
        for place in places:
            printed.append(self.printed[last:place])
            at.extend(self.at[last:place])
            last = place + 1
        printed.append(self.printed[last:])
        at.extend(self.at[last:])
        return Clean("".join(printed), at)

    @property
    def form(self) -> str:
        """The matching form."""
        if self._form is None:
            self._form = fold(self.printed)
        return self._form


def joined(first: Clean, second: Clean) -> Clean:
    """Two stretches as one; a space goes between only where two Latin words meet."""
    space = first.printed[-1:] and second.printed[:1] and _LETTER.match(first.printed[-1]) and _LETTER.match(second.printed[0])
    return Clean(first.printed + (" " if space else "") + second.printed,
                 first.at + (array("L", [first.at[-1]]) if space else array("L")) + second.at)


def spaced(text: str, lines: Sequence[Line]) -> Clean:
    """The lines as one stretch, gaps inside a line as one space, letter-spacing closed, line ends gone."""
    printed: list[str] = []
    at = array("L")
    for line in lines:
        words = words_of(text, line.start, line.end)
        if printed and _LETTER.match(printed[-1][-1:] or "") and _LETTER.match(text[words[0][0]]):
            printed.append(" ")
            at.append(at[-1])
        tight = (letter_spaced(text, words) if len(words) > 2 else frozenset()) | closed_up(text, words)
        for number, (start, end) in enumerate(words):
            if number and number not in tight:
                printed.append(" ")
                at.append(start - 1)
            printed.append(text[start:end])
            at.extend(range(start, end))
    return Clean("".join(printed), at)


def tight(clean: Clean) -> Clean:
    """Running text: no spaces but those between two Latin words or numbers.

    >>> from array import array
    >>> tight(Clean("8 月 2 日 Open AI", array("L", range(15)))).printed
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
