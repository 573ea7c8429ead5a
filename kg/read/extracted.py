"""Text taken out of a file that is no plain text: what it says, how it was found, and what the format knows of it.

In: paragraphs, one after the other.  Out: `Extracted`.  Offsets of such a page count in this text, so a build stores it beside its outputs.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from kg.model import Marked, Span


class Extracted(NamedTuple):
    """A page's text, the encoding of the file with its evidence, what extracted it, the marked stretches, the date given, and what was left out."""

    text: str
    encoding: str
    evidence: str
    how: str
    marked: tuple[Marked, ...] = ()
    date: str | None = None
    left: str = ""  # what of the file holds no text or was not looked at


@dataclass(slots=True)
class Composer:
    """Puts paragraphs one below the other, a blank line between, and remembers which of them the format marks.

    >>> page = Composer()
    >>> page.add("大桥通车", "title", "html-headline")
    >>> page.add("昨日，大桥通车。")
    >>> page.text, page.marked[0].span
    ('大桥通车\\n\\n昨日，大桥通车。\\n', Span(start=0, end=4))
    """

    marked: list[Marked] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _size: int = 0

    def add(self, words: str, zone: str = "", rule: str = "") -> None:
        """One paragraph; of `zone`, where the format says so by `rule`."""
        if self._pieces:
            self._pieces.append("\n")
            self._size += 1
        if zone:
            self.marked.append(Marked(Span(self._size, self._size + len(words)), zone, rule))
        self._pieces.append(words + "\n")
        self._size += len(words) + 1

    @property
    def text(self) -> str:
        """All paragraphs."""
        return "".join(self._pieces)
