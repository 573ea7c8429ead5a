"""How much of one page is worked on: a page of a thousand printed pages is none, and nobody shall wait an hour for it.

In: the text of a page without mark-up.  Out: as much of it as is read, and a note of what was passed over.  Everything after reading takes time and memory in
proportion to what is read (some forty millionths of a second and seven hundred bytes a character), so this bound is the bound of the whole.
"""
from __future__ import annotations

import os

from kg.model import Note
from kg.read.source import LIMIT, largest

LONGEST_PAGE = 1_000_000  # characters: two hundred printed pages


def longest_page() -> int:
    """How many characters of a page are read.  Who sets `KG_LARGEST` has said how large files may be, and a character for each of those bytes is read."""
    return largest() if os.environ.get(LIMIT) else LONGEST_PAGE


def within_bounds(text: str, name: str) -> tuple[str, tuple[Note, ...]]:
    """The text up to its last line end before the bound (up to the bound where that is far), and a note where something is left.

    >>> within_bounds("昨日通车。", "page.txt")
    ('昨日通车。', ())
    """
    longest = longest_page()
    if len(text) <= longest:
        return text, ()
    end = text.rfind("\n", longest - longest // 10, longest) + 1 or longest
    what = f"holds {len(text):,} characters; those after the first {end:,} were passed over: split it into pages, or set {LIMIT} to the number of MiB that a page may have"
    return text[:end], (Note("passed over", name, what),)
