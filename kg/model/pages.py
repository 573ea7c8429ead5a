"""A page as read, and what is found on it.

In: nothing.  Out: records of sources, pages and mentions.  `Block`, `Sentence` and `Mention` are in page offsets: characters of `Page.text` (the cleaned text, see `kg.text`).
"""
from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, overload

from kg.model.record import record

if TYPE_CHECKING:
    from kg.text import Text


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a named text.

    >>> Span(2, 5).length
    3
    """

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """True where `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end


new_span = partial(tuple.__new__, Span)
"""A span of a pair of offsets, `new_span((2, 5))`, in half the time of `Span(2, 5)`: for what makes them by the thousand."""


# --- what reading makes -----------------------------------------------------------------


class Marked(NamedTuple):
    """A raw stretch whose zone the file's format itself names: an HTML headline, large type in a PDF."""

    span: Span
    zone: str
    rule: str


@record
class Source:
    """One decoded page.  `name` is what tables print; `text` is the decoded text, BOM dropped; `sha256` is of the page's bytes.

    `evidence` says what told the encoding.  Where the text is not what stands on disk but was taken out of HTML, PDF or a record,
    `extracted` says by what, `marked` are the stretches whose zone the format names, `date` is the ISO date it gives, and `left` tells what of it was left out.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    path: str | None = None
    evidence: str = ""
    extracted: str = ""
    marked: tuple[Marked, ...] = ()
    date: str | None = None
    left: str = ""


@record
class Published:
    """A publication date as precise as the page allows.

    `value` is ISO 8601 (`2025`, `2025-07`, `2025-07-22`) or None; `basis` is `printed`,
    `given` or `inferred from …`; `because` quotes the words that decided.
    """

    value: str | None = None
    basis: str = ""
    because: str = ""


@record
class Block:
    """A stretch of the page of one zone.

    Zones: `title`, `subtitle`, `kicker`, `byline`, `dateline`, `body`, `subhead`, `caption`,
    `advert`, `furniture`.  `article` is an index into `Page.articles`, or None.
    `rule` names the line rule (or the step) that decided the zone.
    """

    zone: str
    span: Span
    article: int | None
    rule: str


@record
class Article:
    """One article of a page.  `kind`: article, caption, advert, other.

    `body` are page spans in reading order, headline and byline not included.  `start`/`end`
    are raw offsets of the body's first and last character.
    """

    id: str
    source: str
    kind: str
    title: str | None
    subtitle: str | None
    kicker: str | None
    reporters: tuple[str, ...]
    published: Published
    body: tuple[Span, ...]
    start: int
    end: int


@record
class Sentence:
    """A sentence in page offsets; `article` indexes `Page.articles` (None for page furniture)."""

    span: Span
    article: int | None
    zone: str


@record
class Note:
    """Something worth a line in the report: a skipped page, an unknown unit, a doubtful date.  `fault` is the same where one fault of the program was met again."""

    kind: str
    source: str
    message: str
    fault: str = ""


@record
class Page:
    """A page as read.  `text` holds every block, in reading order, separated by line feeds."""

    source: Source
    text: Text
    blocks: tuple[Block, ...]
    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    published: Published
    bylines: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()


# --- what extraction makes --------------------------------------------------------------


@record
class Mention:
    """A labelled stretch of the page: a name, a value and a relation are all mentions.

    `parts` maps slot names to the mentions that filled them, so every mention is its own
    derivation tree.  `attributes` are facts the rule set (`subtype`, `fate`, `predicate` …).
    """

    label: str
    span: Span
    text: str
    rule: str
    parts: tuple[tuple[str, Mention], ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def part(self, name: str) -> Mention | None:
        """The first part called `name`, or None."""
        for key, mention in self.parts:
            if key == name:
                return mention
        return None

    def slot(self, name: str) -> Mention:
        """The first part called `name`, which every match of the rule has.  Raises `KeyError` where this one has not."""
        found = self.part(name)
        if found is None:
            raise KeyError(f"{self.rule} found no {name}")
        return found

    @overload
    def attribute(self, name: str) -> str | None: ...

    @overload
    def attribute(self, name: str, default: str) -> str: ...

    def attribute(self, name: str, default: str | None = None) -> str | None:
        """The attribute called `name`, or `default`."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default

    @property
    def taken_as(self) -> str:
        """What steps take the mention for (`as:` of its rule, docs/rules.md); empty where its rule leaves that open."""
        for key, value in self.attributes:
            if key == "as":
                return value
        return ""


@record
class Loser:
    """A mention that lost an overlap: kept so that `why` can say so."""

    mention: Mention
    winner: Mention | None
    because: str


@record
class Quantity:
    """A printed quantity as an exact value.

    `low` and `high` bound the value (`high` is None unless a range is printed); `unit` has no
    multiplier (万, 亿 are in the value); `bound` is exact, about, min or max.
    """

    low: Decimal
    high: Decimal | None
    unit: str
    bound: str = "exact"
