"""The nouns of the project: small frozen records that every other room passes on.

In: nothing.  Out: `Span`, `Text`-independent records for sources, pages, mentions and the
finished graph.  Standard library only; no method here reads a file.

Three kinds of offsets never mix:

* *raw* offsets count Unicode code points in the decoded file as it stands on disk
  (byte-order mark dropped).  Everything in `Records` is raw.
* *page* offsets count characters of `Page.text` (the cleaned text, see `kg.text`).
  `Block`, `Sentence` and `Mention` are in page offsets.
* nothing else has offsets.
"""
from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from kg.text import Text

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True)
def record(kind: type[Kind]) -> type[Kind]:
    """A dataclass for what a page makes by the thousand: frozen for the type checker, which refuses assignments.

    At run time that guard makes each of them cost three times as much, a twentieth of all reading and extracting.

    >>> record(type("Pair", (), {"__annotations__": {"first": int, "second": int}}))(1, 2)
    Pair(first=1, second=2)
    """
    return dataclass(slots=True, unsafe_hash=True)(kind)


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


# --- what reading makes -----------------------------------------------------------------


class Marked(NamedTuple):
    """A raw stretch whose zone the file's format itself names: an HTML headline, large type in a PDF."""

    span: Span
    zone: str
    rule: str


@dataclass(frozen=True, slots=True)
class Source:
    """One decoded page.  `name` is what tables print; `text` is the decoded text, BOM dropped; `sha256` is of the page's bytes.

    `evidence` says what told the encoding.  Where the text is not what stands on disk but was taken out of HTML, PDF or a record,
    `extracted` says by what, `marked` are the stretches whose zone the format names, and `date` is the ISO date it gives.
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


@dataclass(frozen=True, slots=True)
class Published:
    """A publication date as precise as the page allows.

    `value` is ISO 8601 (`2025`, `2025-07`, `2025-07-22`) or None; `basis` is `printed`,
    `given` or `inferred from …`; `because` quotes the words that decided.
    """

    value: str | None = None
    basis: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in page offsets; `article` indexes `Page.articles` (None for page furniture)."""

    span: Span
    article: int | None
    zone: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth a line in the report: a skipped page, an unknown unit, a doubtful date."""

    kind: str
    source: str
    message: str


@dataclass(frozen=True, slots=True)
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

    def attribute(self, name: str, default: str | None = None) -> str | None:
        """The attribute called `name`, or `default`."""
        for key, value in self.attributes:
            if key == name:
                return value
        return default


@record
class Loser:
    """A mention that lost an overlap: kept so that `why` can say so."""

    mention: Mention
    winner: Mention | None
    because: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A printed quantity as an exact value.

    `low` and `high` bound the value (`high` is None unless a range is printed); `unit` has no
    multiplier (万, 亿 are in the value); `bound` is exact, about, min or max.
    """

    low: Decimal
    high: Decimal | None
    unit: str
    bound: str = "exact"


# --- what the graph is made of (raw offsets) ---------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands: source, article id, raw offsets, the words, the rule."""

    source: str
    article: str
    start: int
    end: int
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why two names are (or are not) one thing: the two forms, the verdict and the rule."""

    kind: str  # merged, kept apart, open
    form: str
    other: str
    rule: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, person, place or further class.  `id` is an IRI made from content."""

    id: str
    type: str  # ORG, PER, LOC, or a further class
    subtype: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str | None = None
    code: str | None = None
    because: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """One printed mention of an entity."""

    entity: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Role:
    """A named person's post.  `org` is an entity id or None; `position` as printed."""

    person: str
    position: str
    org: str | None
    org_name: str | None
    time: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge between named things.  `object` is None where the object is only a name.

    `spans` says where the trigger, the subject and the object stand: (`trigger` | `subject` | `object`, start, end), raw.
    """

    subject: str
    predicate: str
    object: str | None
    object_name: str
    time: str | None
    evidence: Evidence
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A quantity that the page asserts of something; slots as in the annotation guide.

    `evidence` is the clause; `value_start`/`value_end` are the raw offsets of `value_text`.
    """

    id: str
    evidence: Evidence
    value_start: int
    value_end: int
    value_text: str
    value: Decimal
    upper: Decimal | None
    unit: str
    bound: str
    kind: str
    direction: str | None
    baseline: str | None
    metric: str
    subject: str | None
    subject_name: str | None
    time: str | None
    modality: str
    speaker: str | None
    speaker_name: str | None
    because: tuple[str, ...] = ()
    also: tuple[Evidence, ...] = ()  # where a repeat of its article says it again


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is printed; `alike` says how many in a hundred of its runs of characters the first printing has too."""

    source: str
    article: str
    start: int
    end: int
    alike: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """One article in several places, the first printing first.  A page that is a copy byte for byte has the ids of the first."""

    article: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class NumberFate:
    """One number expression and what became of it."""

    source: str
    start: int
    end: int
    text: str
    fate: str  # claim, date, ordinal, name, code, idiom, list, other, unexplained
    claim: str | None
    rule: str
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A printed time expression and its ISO 8601 interval (None where it cannot be fixed)."""

    source: str
    start: int
    end: int
    text: str
    interval: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What figures say about each other: `agrees`, `disagrees` or `undecidable`, and why."""

    kind: str  # level-change-rate, parts-whole, list-count, contradiction, sanity …
    verdict: str
    message: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """How one claim belongs to another: `claim` is the `kind` of `other` (both are claim ids); `rule` names the step that saw it.

    Kinds: `change-of`, `rate-of` and `share-of` a level, `rank-of` a level, `part-of` a whole, `follows` (the later of two
    levels that one statement compares), `result-of` a target, `restates` an earlier figure.
    """

    kind: str
    claim: str
    other: str
    rule: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric as claims print it, its normal form, and the normal form of the next broader metric, or None."""

    name: str
    normal: str
    broader: str | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """The finished graph: the truth that every exporter reads.  All tuples are in a fixed order."""

    sources: tuple[Source, ...] = ()
    articles: tuple[Article, ...] = ()
    entities: tuple[Entity, ...] = ()
    namings: tuple[Naming, ...] = ()
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    numbers: tuple[NumberFate, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    notes: tuple[Note, ...] = ()
    redirects: tuple[tuple[str, str], ...] = ()  # id of an earlier build, the entity it turned out to be
    elsewhere: tuple[tuple[str, str], ...] = ()  # entity id, IRI of the same thing in another data set
    rules_fired: tuple[tuple[str, int], ...] = ()
    rules_hash: str = ""
    version: str = ""
    links: tuple[Link, ...] = ()
    metrics: tuple[Metric, ...] = ()
    seconds: tuple[tuple[str, float], ...] = field(default=(), compare=False)


def _pack_quickly(record: type) -> None:
    """Let a record be unpacked by its constructor: what dataclasses generate asks for all fields of every single record, which took a third of a second build."""
    names = tuple(field.name for field in fields(record))
    values = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    record.__reduce__ = lambda one: (record, values(one))


for _record in tuple(globals().values()):
    if isinstance(_record, type) and is_dataclass(_record):
        _pack_quickly(_record)
