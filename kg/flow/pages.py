"""Each page finished by itself, once it has its book: IRIs, claims said once, its own links and verdicts, and what it asks of other pages.

In: a `Brief`, the `Entry`s of its book, `Turn`s and what else it must know of reprints.  Out: `Told`: small, with the finished page on the shelf or beside.
"""
from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from kg.check import on_pages
from kg.check.arithmetic import printed_line, reckoned_line
from kg.check.words import CheckWords
from kg.engine.kept import key_of
from kg.flow import Row
from kg.flow.briefs import Brief
from kg.flow.called import Entry
from kg.flow.held import Held, hold, keep, kept, remembered, under
from kg.flow.leaves import Pair
from kg.flow.leaves_of_pages import Word, plain_statements, words_of
from kg.flow.reprints import Also, ClaimsOf, Instead, SaidAgain, Turn
from kg.model import Claim, Entity, Link, Records
from kg.resolve.across import spoken_of
from kg.resolve.finishing import finished
from kg.resolve.judged import Decisions
from kg.resolve.repeats import said_once
from kg.resolve.rooting import Roots
from kg.resolve.told import PageRecords
from kg.series.desk import Desk, Standing
from kg.series.links import again, article_links, in_order, results_apart, step_key, time_key, told_alike
from kg.series.metrics import Names
from kg.series.points import Derived, derived


class Shared(NamedTuple):
    """What finishing knows of the build."""

    base: str
    names: Names
    words: CheckWords
    decisions: Decisions
    version: str
    rules_hash: str


class Booked(NamedTuple):
    """A page with its book: (key, IRI, name, aliases), by key; with its printings of articles that others print too, and what follows from them for its claims."""

    brief: Brief
    book: tuple[tuple[str, str, str, tuple[str, ...]], ...]
    turns: tuple[Turn, ...]
    said: tuple[Instead | Also, ...]


Said = TypeVar("Said", Claim, Derived, covariant=True)


class Asked(NamedTuple, Generic[Said]):
    """A claim that may have to do with a claim of another page.  `key` says what both must have alike, `rank` its part, `at` its place."""

    key: str
    rank: int
    source: str
    page: int
    at: int
    claim: Said
    is_headline: bool
    sha256: str
    day: str = ""
    standing: Standing = Standing()


class Told(NamedTuple):
    """A finished page: its own `Records` held, what it asks (key and rank, and the `Asked` packed, its page numbered 0), of whom it speaks: (IRI, first source, how often),
    the concepts it tells of, and what it plainly says of whom (all of it, and what stands in no article)."""

    number: int
    key: str
    digest: str
    held: Held
    asked: tuple[tuple[str, int, bytes], ...]
    words: tuple[Word, ...]
    spoken: tuple[tuple[str, str, int], ...]
    plain: tuple[tuple[str, tuple[Pair, ...], tuple[Pair, ...]], ...]


PageRow = Brief | Entry | Turn | Instead | Also


def number_of(row: PageRow) -> int:
    """The page's number."""
    return row[0]


def brief_first(row: PageRow) -> tuple:
    """The brief before the entries of its book, and these before what it must know of reprints."""
    match row:
        case Brief():
            return (0,)
        case Entry():
            return (1, row.at)
        case Turn():
            return (2, row.group, row.at)
        case _:
            return (3, row.group, row.at, isinstance(row, Also))


def booked(_: int, rows: Iterator[Row]) -> Iterator[Booked]:
    """A page's brief with its book, and what it must know of reprints."""
    brief = next(rows)
    keys = [card.key for card in brief.numbered_cards()]
    behind = list(rows)
    yield Booked(brief, tuple((keys[row.at], row.iri, row.name, row.aliases) for row in behind if isinstance(row, Entry)),
                 tuple(row for row in behind if isinstance(row, Turn)), tuple(row for row in behind if isinstance(row, Instead | Also)))


def claims_of_reprints(number: int, rows: Iterator[Row], shared: Callable[[], Shared]) -> Iterator[ClaimsOf]:
    """The claims of a page's articles that are printed more than once, from the rows of which the page is put together."""
    known, page = shared(), next(booked(number, rows))
    articles = [Roots(known.base).iri(turn.printing.id) for turn in page.turns]

    def make() -> dict[str, tuple[Claim, ...]]:
        done = finished(page.brief.page(known.decisions), {key: (iri, name) for key, iri, name, _ in page.book}, known.base)
        return {article: tuple(claim for claim in done.claims if claim.evidence.article == article) for article in articles}

    found = remembered(under(page.brief.key, "reprinted"), key_of(known.base, repr(page.book), repr(articles)), make)
    for turn, article in zip(page.turns, articles, strict=True):
        yield ClaimsOf(turn.group, turn.at, number, found[article])


def told(page: Booked, shared: Callable[[], Shared]) -> Iterator[Told]:
    """The finished page, from an earlier build where nothing that it depends on has changed."""
    known, brief = shared(), page.brief
    again_said = SaidAgain.of(page.turns, page.said, Roots(known.base).iri) if page.turns else None
    digest = key_of(brief.key, known.base, repr(page.book), repr(again_said))
    place = under(brief.key, "told")
    found = kept(place, digest)
    if isinstance(found, Told):
        yield found._replace(number=brief.number)
        return
    records, spoken = _records(page, again_said, known)
    desk = Desk(records, known.words)
    asked = tuple((row.key, row.rank, pickle.dumps(row, pickle.HIGHEST_PROTOCOL)) for row in _asked(records, desk, known.names))
    held = hold(under(brief.key, "finished"), digest, records)
    made = Told(brief.number, brief.key, digest, held, asked, words_of(records), spoken, plain_statements(records, known.base))
    if held.key:
        keep(place, digest, made)
    yield made


def _records(page: Booked, again_said: SaidAgain | None, known: Shared) -> tuple[Records, tuple[tuple[str, str, int], ...]]:
    """The page's own records (its entities as all pages call them, its links and verdicts), and of whom it speaks, also in what another page stands for."""
    book = {key: (iri, name) for key, iri, name, _ in page.book}
    done = finished(page.brief.page(known.decisions), book, known.base)
    claims, numbers = done.claims, done.numbers
    if again_said:
        claims, numbers = said_once(claims, numbers, again_said.instead, again_said.also)
    entities = {iri: Entity(iri, done.entities[key].type, "", name, aliases) for key, iri, name, aliases in page.book}
    records = Records(sources=(done.source,), articles=done.articles, entities=tuple(entities.values()), namings=done.namings, roles=done.roles, relations=done.relations,
                      claims=claims, numbers=numbers, times=done.times, version=known.version, rules_hash=known.rules_hash)
    desk, names = Desk(records, known.words), known.names
    found: list[Link] = list(article_links(desk, names))
    for several in told_alike(desk, time_key, names).values():
        found += again(several, desk, "one-time")
    records = replace(records, links=in_order(found, records))
    return replace(records, verdicts=tuple(dict.fromkeys(on_pages(records, names, known.words)))), _spoken(done, again_said.origins if again_said else {})


def _spoken(page: PageRecords, origins: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    named = Counter((n.entity, origins.get(n.evidence.article, n.evidence.source)) for n in page.namings)
    named.update({(iri, ""): 0 for iri in spoken_of(page) if iri})
    return tuple(sorted((iri, source, count) for (iri, source), count in named.items()))


TIME, STEP, RESULT, CHAIN = "time", "step", "result", "chain"
AGAIN = (TIME, STEP)  # beside those of their own page first, then of the next
FIRST, LAST = 0, 1  # of a page's claims of one metric, owner and time: rank 2 where one is both
BOTH = 2
GOAL, FACT = 0, 1
RECKONED, PRINTED = 0, 1


def _asked(records: Records, desk: Desk, names: Names) -> Iterator[Asked[Claim] | Asked[Derived]]:
    """Claims beside those of other pages: the same said again, goals and their results, levels and what was printed for their time."""
    source, sha256 = records.sources[0].name, records.sources[0].sha256
    order = {claim.id: at for at, claim in enumerate(records.claims)}

    def row(kind: str, key: tuple, rank: int, claim: Claim, day: str = "") -> Asked[Claim]:
        return Asked("\x1f".join((kind, *key)), rank, source, 0, order[claim.id], claim, desk.is_headline(claim), sha256, day, desk.standing(claim) if kind in AGAIN else Standing())

    for kind, key_for in ((TIME, time_key), (STEP, step_key)):
        for key, claims in told_alike(desk, key_for, names).items():
            if len(claims) == 1:
                yield row(kind, key, BOTH, claims[0])
            else:
                yield row(kind, key, FIRST, claims[0])
                yield row(kind, key, LAST, claims[-1])
    goals, facts = results_apart(desk, names)
    for key, wanted in goals.items():
        yield from (row(RESULT, key, GOAL, goal.claim, goal.day) for goal in wanted)
    for key, stated in facts.items():
        yield from (row(RESULT, key, FACT, claim) for claim in stated)
    for claim in records.claims:
        line = printed_line(claim, names)
        if line is not None:
            yield row(CHAIN, line, PRINTED, claim)
    for at, made in enumerate(derived(records, names)):
        yield Asked("\x1f".join((CHAIN, *reckoned_line(made, names))), RECKONED, source, 0, at, made, False, sha256)
