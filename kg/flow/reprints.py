"""Articles printed more than once, on any engine: bands → likely pairs → blocks → groups, and the claims that a reprint says again.

In: the briefs of all pages.  Out: `Reprint`s: each a group of articles that are one, the first printing first; and for every page that has one, rows of what it must know of them.
The driver holds which articles are likely to be one with another, and no more of them than their names.
"""
from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kg.flow import Engine, Rows
from kg.flow.briefs import Brief
from kg.flow.held import remembered, under
from kg.model import Claim, Evidence, Place, Repeat
from kg.resolve.alike import alike_groups
from kg.resolve.blocks import Unions
from kg.resolve.judged import Decisions
from kg.resolve.repeats import Print, likely, print_of, said_again
from kg.resolve.rooting import Roots


class Printing(NamedTuple):
    """One printing of an article: page number and place on the page, its places, and how much of the first it has (per cent)."""

    page: int
    article: int
    id: str
    source: str
    start: int
    end: int
    alike: int


Reprint = tuple[Printing, ...]


def reprints(engine: Engine, briefs: Rows, decisions: Callable[[], Decisions]) -> Rows:
    """The groups of articles that are one, in any order."""
    unions = Unions()
    for one, other in briefs.flat_map(_band_rows).grouped(_band, _print_order, _likely):
        unions.join(one, other)
    blocks = engine.share({name: unions.find(name) for name in unions.names()}, "blocks of articles")
    prints = briefs.flat_map(partial(_prints, blocks=blocks, decisions=decisions))
    return prints.grouped(_block, _in_print_order, _alike)


def _band_rows(brief: Brief) -> Iterator[tuple]:
    for made in brief.bands:
        order, name = (made.date, brief.number, made.start, made.id), f"{brief.number} {made.article}"
        for band in made.bands:
            yield f"{band:x}", order, (name, made.bins)


def _band(row: tuple) -> str:
    return row[0]


def _print_order(row: tuple) -> tuple:
    return row[1]


def _likely(_: str, rows: Iterator[tuple]) -> Iterator[tuple[str, str]]:
    return likely(printed for _, _, printed in rows)


class _Row(NamedTuple):
    block: str
    order: tuple
    page: int
    article: int
    print: Print


def _prints(brief: Brief, blocks: Callable[[], Mapping[str, str]], decisions: Callable[[], Decisions]) -> Iterator[_Row]:
    """The prints of a page's articles that are likely to be one with others, each in its block."""
    wanted = [(made, block) for made in brief.bands if (block := blocks().get(f"{brief.number} {made.article}"))]
    if not wanted:
        return

    def make() -> dict[int, Print]:
        page = brief.page(decisions())
        return {made.article: print_ for made, _ in wanted if (print_ := print_of(page.articles[made.article], page.source.text)) is not None}

    found = remembered(under(brief.key, "prints"), repr([made.article for made, _ in wanted]), make)
    for made, block in wanted:
        yield _Row(block, (made.date, brief.number, made.start, made.id), brief.number, made.article, found[made.article])


def _block(row: _Row) -> str:
    return row.block


def _in_print_order(row: _Row) -> tuple:
    return row.order


def _alike(_: str, rows: Iterator[_Row]) -> Iterator[Reprint]:
    places: dict[str, tuple[int, int]] = {}

    def prints() -> Iterator[Print]:
        for row in rows:
            places[row.print.article.id] = row.page, row.article
            yield row.print

    for members in alike_groups(prints()):
        yield tuple(Printing(*places[a.id], a.id, a.source, a.start, a.end, alike) for a, alike in members)


# --- what each page must know of its reprints ---------------------------------------------------


class Turn(NamedTuple):
    """A page's printing of an article that others print too: the group's key, the how-manieth printing it is, and where the first one stands."""

    page: int
    group: str
    at: int
    printing: Printing
    first: str


def turns_of(group: Reprint) -> Iterator[Turn]:
    """The turns of a group."""
    key = f"{group[0].page} {group[0].article}"
    return (Turn(printing.page, key, at, printing, group[0].source) for at, printing in enumerate(group))


class ClaimsOf(NamedTuple):
    """The claims of one printing of an article, bound to their entities."""

    group: str
    printing: int
    page: int
    claims: tuple[Claim, ...]


def group_of(row: ClaimsOf) -> str:
    """The key of the group."""
    return row.group


def printing_of(row: ClaimsOf) -> tuple[int]:
    """The first printing first."""
    return (row.printing,)


class Instead(NamedTuple):
    """A claim of a page for which another one stands."""

    page: int
    group: str
    at: int
    claim: str
    twin: str


class Also(NamedTuple):
    """A claim of a page, and where else it stands."""

    page: int
    group: str
    at: int
    twin: str
    evidence: Evidence


def said_rows(group: str, rows: Iterator[ClaimsOf]) -> Iterator[Instead | Also]:
    """What the pages of a group must know of claims that its reprints say again."""
    printings = list(rows)
    page_of = {claim.id: row.page for row in printings for claim in row.claims}
    for at, (claim, twin) in enumerate(said_again([row.claims for row in printings])):
        yield Instead(page_of[claim.id], group, at, claim.id, twin.id)
        yield Also(page_of[twin.id], group, at, twin.id, claim.evidence)


class SaidAgain(NamedTuple):
    """What reprints mean for one page: claims that others stand for, further places of claims that stay, and where its reprinted articles first stood."""

    instead: dict[str, str]
    also: dict[str, list[Evidence]]
    origins: dict[str, str]

    @classmethod
    def of(cls, turns: Sequence[Turn], said: Sequence[Instead | Also], iri: Callable[[str], str]) -> SaidAgain:
        """What the rows of one page say, in their order."""
        made = cls({}, {}, {iri(turn.printing.id): turn.first for turn in turns})
        for row in said:
            if isinstance(row, Instead):
                made.instead[row.claim] = row.twin
            else:
                made.also.setdefault(row.twin, []).append(row.evidence)
        return made


# --- the records of repeats -----------------------------------------------------------------------


def repeat_row(group: Reprint, same: Callable[[], Mapping[int, Sequence[str]]], base: str) -> Iterator[tuple[int, int, Repeat]]:
    """(page, article, record) of a group.  `same` has the names of the pages that are copies of a page byte for byte."""
    copies, iri = same(), Roots(base).iri
    places = [Place(name, iri(p.id), p.start, p.end, p.alike) for p in group for name in (p.source, *copies.get(p.page, ()))]
    yield group[0].page, group[0].article, Repeat(iri(group[0].id), tuple(places))


def copied_rows(brief: Brief, reprinted: Callable[[], Mapping[int, Container[int]]], same: Callable[[], Mapping[int, Sequence[str]]], base: str) -> Iterator[tuple[int, int, Repeat]]:
    """As `repeat_row`, for the articles of a page that has copies, but for those that are `reprinted` in other words (and so stand in a group)."""
    names, iri = same().get(brief.number), Roots(base).iri
    if names:
        apart = reprinted().get(brief.number, ())
        for at, (id_, start, end) in enumerate(brief.articles):
            if at not in apart:
                yield brief.number, at, Repeat(iri(id_), tuple(Place(name, iri(id_), start, end, 100) for name in (brief.source.name, *names)))
