"""The finished graph: what all pages together say, and where they say it.

In: nothing.  Out: records of entities, roles, relations, claims and what is told of them.  All offsets here are raw: code points of the decoded file as it stands on disk.
"""
from __future__ import annotations

from dataclasses import field
from decimal import Decimal

from kg.model.pages import Article, Note, Quantity, Source
from kg.model.record import record


@record
class Evidence:
    """Where an answer stands: source, article id, raw offsets, the words, the rule."""

    source: str
    article: str
    start: int
    end: int
    quote: str
    rule: str


@record
class Reason:
    """Why two names are (or are not) one thing: the two forms, the verdict and the rule."""

    kind: str  # merged, kept apart, open
    form: str
    other: str
    rule: str


@record
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


@record
class Naming:
    """One printed mention of an entity."""

    entity: str
    evidence: Evidence


@record
class Role:
    """A named person's post.  `org` is an entity id or None; `position` as printed."""

    person: str
    position: str
    org: str | None
    org_name: str | None
    time: str | None
    evidence: Evidence


@record
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


@record
class Claim:
    """A quantity that the page asserts of something; its slots are told in docs/tables.md.

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


@record
class Place:
    """Where an article is printed; `alike` says how many in a hundred of its runs of characters the first printing has too."""

    source: str
    article: str
    start: int
    end: int
    alike: int


@record
class Repeat:
    """One article in several places, the first printing first.  A page that is a copy byte for byte has the ids of the first."""

    article: str
    places: tuple[Place, ...]


@record
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


@record
class TimeExpression:
    """A printed time expression and its ISO 8601 interval (None where it cannot be fixed)."""

    source: str
    start: int
    end: int
    text: str
    interval: str | None
    rule: str


Value = str | int | Decimal | None | tuple[str | int | Decimal, ...]
"""What a saying tells: words of the page, whole numbers, exact decimals, several of them, or nothing."""


@record
class Saying:
    """A sentence before it is put into a language: its name and what is told in it (`kg.check.wording` knows the words)."""

    name: str
    values: tuple[tuple[str, Value], ...] = ()


@record
class Verdict:
    """What figures say about each other: `agrees`, `disagrees` or `undecidable`, and by which reckoning, in sentences that are yet to be put into words."""

    kind: str  # level-change-rate, parts-whole, list-count, restated, sanity …
    verdict: str
    reckoning: tuple[Saying, ...]
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@record
class Link:
    """How one claim belongs to another: `claim` is the `kind` of `other` (both are claim ids); `rule` names the step that saw it.

    Kinds: `change-of`, `rate-of` and `share-of` a level, `rank-of` a level, `part-of` a whole, `follows` (the later of two
    levels that one statement compares), `result-of` a target, `restates` an earlier figure.
    """

    kind: str
    claim: str
    other: str
    rule: str


@record
class Metric:
    """A metric as claims print it, its normal form, and the normal form of the next broader metric, or None."""

    name: str
    normal: str
    broader: str | None = None


@record
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
