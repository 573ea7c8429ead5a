"""A file of any length, read stretch by stretch, so that memory does not grow with what reading makes of it.

In: a file (a newspaper's year may be one).  Out: `Section`s in order: a `Page` and where its text begins in the file.  A file is cut only where a blank line
stands, before a Markdown headline where one is near; so an article may fall into two sections only where neither is found.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kg.model import Page, Source, Span
from kg.read.source import Place, open_source

if TYPE_CHECKING:
    from kg.rules import RuleSet

SECTION = 500_000  # characters; a hundred printed pages
LONGEST_FILE = 1 << 28  # bytes after unpacking (256 MiB) that a file read in sections may have: its bytes and its text stay in memory
_NEAR = 50_000  # characters before the end of a section in which a good place to cut is looked for
_HEADLINE = re.compile(r"\n[ \t\u3000]*\r?\n(?=#[ \t\u3000])")
_BLANK_LINE = re.compile(r"\n[ \t\u3000]*\r?\n|\r[ \t\u3000]*\r")


class Section(NamedTuple):
    """A stretch of a file as a page.  `start` is where its text begins: raw offsets of the file are the page's plus `start`."""

    start: int
    page: Page


def read_sections(page: Place, published: str | None = None, ruleset: RuleSet | None = None, name: str | None = None) -> Iterator[Section]:
    """The sections of a file, one for a file of usual length.  Raises `PageError` as `read_file` does."""
    from kg.read import read_source

    source = open_source(page, name, LONGEST_FILE)
    for span in cuts(source.text):
        yield Section(span.start, read_source(part(source, span), published, ruleset))


def part(source: Source, span: Span) -> Source:
    """A stretch of a source as a source of its own."""
    if span == (0, len(source.text)):
        return source
    marked = tuple(one._replace(span=Span(one.span.start - span.start, one.span.end - span.start)) for one in source.marked if span.holds(one.span))
    return replace(source, text=source.text[span.start:span.end], marked=marked)


def cuts(text: str, size: int = SECTION) -> Iterator[Span]:
    """Where a text is cut, in order, without gaps.

    >>> [text[a:b] for text in ["一二三\\n\\n四五六\\n\\n七"] for a, b in cuts(text, 5)]
    ['一二三\\n\\n', '四五六\\n\\n', '七']
    """
    start = 0
    while len(text) - start > size:
        low, high = max(start + 1, start + size - _NEAR), start + size
        end = 0
        for pattern in (_HEADLINE, _BLANK_LINE):
            for found in pattern.finditer(text, low, high):
                end = found.end()
            if end:
                break
        end = end or text.rfind("\n", low, high) + 1 or high
        yield Span(start, end)
        start = end
    yield Span(start, len(text))
