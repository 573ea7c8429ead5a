"""Files → pages: decoded text, articles with headings and bylines, sentences, all with a way back to the file.

In: a path or a text, and the rule set (rules of level `lines`).  Out: `kg.model.Page`.  Reading is total: any text that
decodes becomes a page.
"""
from __future__ import annotations

from dataclasses import replace

from kg.model import Note, Page, Source
from kg.read.bounds import within_bounds
from kg.read.finding import find, find_pages, given_dates, names_of
from kg.read.gathering import Task, gather
from kg.read.linerules import line_rules
from kg.read.lines import without_markup
from kg.read.mending import read_units
from kg.read.pages import make_page
from kg.read.reasons import reasons, span_of_line
from kg.read.records import Columns
from kg.read.report import zones_of_file, zones_report
from kg.read.sections import Section, read_sections
from kg.read.segments import segment
from kg.read.source import Filed, Piece, Place, open_source, source_of
from kg.rules import RuleSet, built_in_rules

__all__ = ["Columns", "Filed", "Piece", "Section", "Task", "find", "gather", "find_pages", "given_dates", "names_of", "open_source", "read_file", "read_sections", "read_source", "read_text", "reasons", "span_of_line", "zones_of_file", "zones_report"]


def read_file(path: Place, published: str | None = None, ruleset: RuleSet | None = None, name: str | None = None) -> Page:
    """The page in a file or a piece of one, called `name` (by default its file name).  Raises `PageError` where it is not a readable text."""
    return read_source(open_source(path, name), published, ruleset)


def read_text(text: str, name: str = "text", published: str | None = None, ruleset: RuleSet | None = None) -> Page:
    """The page in a string; offsets count its code points."""
    return read_source(source_of(text, name), published, ruleset)


def read_source(source: Source, published: str | None = None, ruleset: RuleSet | None = None) -> Page:
    """The page in a decoded source.  `published` is ISO 8601 and wins over what the page prints."""
    rules = line_rules(ruleset or built_in_rules())
    plain, notes = within_bounds(without_markup(source.text), source.name)
    _, units = read_units(plain, rules, source.marked)
    segments = segment(units, rules)  # which makes headlines of the names of columns
    page = make_page(source, segments, [unit for unit in units if unit.zone == "furniture"], rules, published)
    notes = (*notes, *([Note("passed over", source.name, source.left)] if source.left else []), *_damage(source))
    return replace(page, notes=(*page.notes, *notes)) if notes else page


def _damage(source: Source) -> tuple[Note, ...]:
    """A note where characters were lost, here or before."""
    lost = source.text.count("\ufffd")
    if not lost:
        return ()
    line = source.text.count("\n", 0, source.text.index("\ufffd")) + 1
    return (Note("damaged", source.name, f"characters that cannot be read: {lost}, the first in line {line}; they stand as � in what is quoted"),)
