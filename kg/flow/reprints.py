"""Articles printed more than once, on any engine: bands → articles that share one → groups, and the claims that a reprint says again.

In: the briefs of all pages.  Out: `Reprint`s: each a group of articles that are one, the first printing first.  Bands that no other article has are
forgotten where they lie; only articles that share one are read again.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from kg.flow import Engine, Rows
from kg.flow.briefs import Brief
from kg.flow.held import remembered, under
from kg.model import Claim, Evidence, Place, Repeat
from kg.resolve.blocks import Unions
from kg.resolve.judged import Decisions
from kg.resolve.repeats import Print, alike_groups, print_of, said_again


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


def reprints(engine: Engine, briefs: Rows, decisions: Callable[[], Decisions]) -> list[Reprint]:
    """The groups of articles that are one, in order of the first printing's place."""
    unions, shared = Unions(), defaultdict[str, set[int]](set)
    for band, one, other in briefs.flat_map(_band_rows).grouped(_band, _print_order, _neighbours):
        unions.join(one, other)
        shared[one].add(band)
        shared[other].add(band)
    if not shared:
        return []
    blocks = {name: (unions.find(name), *sorted(bands)) for name, bands in shared.items()}
    prints = briefs.flat_map(partial(_prints, blocks=engine.share(blocks, "blocks of articles"), decisions=decisions))
    return sorted(prints.grouped(_block, _in_print_order, _alike))


def _band_rows(brief: Brief) -> Iterator[tuple]:
    for made in brief.bands:
        order = (made.date, brief.number, made.start, made.id)
        for band in made.bands:
            yield f"{band:x}", order, f"{brief.number} {made.article}"


def _band(row: tuple) -> str:
    return row[0]


def _print_order(row: tuple) -> tuple:
    return row[1]


def _neighbours(band: str, rows: Iterator[tuple]) -> Iterator[tuple[int, str, str]]:
    """Each article of a band with the first one: enough to bring all of them together."""
    first = next(rows)[2]
    for _, _, other in rows:
        yield int(band, 16), first, other


class _Row(NamedTuple):
    block: str
    order: tuple
    page: int
    article: int
    print: Print


def _prints(brief: Brief, blocks: Callable[[], Mapping[str, tuple]], decisions: Callable[[], Decisions]) -> Iterator[_Row]:
    """The prints of a page's articles that share bands with others, each in its block and with those bands alone: most lead nowhere."""
    wanted = [(made, *among) for made in brief.bands if (among := blocks().get(f"{brief.number} {made.article}"))]
    if not wanted:
        return

    def make() -> dict[int, Print]:
        page = brief.page(decisions())
        return {made.article: print_ for made, *_ in wanted if (print_ := print_of(page.articles[made.article], page.source.text)) is not None}

    found = remembered(under(brief.key, "prints"), repr([made.article for made, *_ in wanted]), make)
    for made, block, *bands in wanted:
        yield _Row(block, (made.date, brief.number, made.start, made.id), brief.number, made.article, replace(found[made.article], bands=tuple(bands)))


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


def repeats(groups: Sequence[Reprint], articles: Mapping[int, Sequence[tuple[str, int, int]]], sources: Mapping[int, str],
            same: Mapping[int, Sequence[str]], iri: Callable[[str], str]) -> list[Repeat]:
    """The records of repeats, in order of articles.  `same` has the names of the pages that are copies of a page byte for byte; `articles` and `sources` are theirs."""
    found: dict[tuple[int, int], Repeat] = {}
    later = {(p.page, p.article) for group in groups for p in group[1:]}
    for group in groups:
        places = [Place(name, iri(p.id), p.start, p.end, p.alike) for p in group for name in (p.source, *same.get(p.page, ()))]
        found[group[0].page, group[0].article] = Repeat(iri(group[0].id), tuple(places))
    for page, names in same.items():
        for at, (id_, start, end) in enumerate(articles[page]):
            if (page, at) not in later and (page, at) not in found:
                found[page, at] = Repeat(iri(id_), tuple(Place(name, iri(id_), start, end, 100) for name in (sources[page], *names)))
    return [repeat for _, repeat in sorted(found.items())]


class SaidAgain(NamedTuple):
    """What reprints mean for one page: claims that others stand for, further places of claims that stay, and where its reprinted articles first stood."""

    instead: dict[str, str]
    also: dict[str, list[Evidence]]
    origins: dict[str, str]


class ClaimsOf(NamedTuple):
    """The claims of one printing of an article, bound to their entities."""

    group: int
    printing: int
    page: int
    claims: tuple[Claim, ...]


def group_of(row: ClaimsOf) -> int:
    """The number of the group."""
    return row.group


def printing_of(row: ClaimsOf) -> tuple[int]:
    """The first printing first."""
    return (row.printing,)


def said_pairs(_: int, rows: Iterator[ClaimsOf]) -> Iterator[tuple[int, str, int, str, Evidence]]:
    """(page of the claim, the claim, page of the one that stands for it, that one, where the first one stands)."""
    printings = list(rows)
    page_of = {claim.id: row.page for row in printings for claim in row.claims}
    for claim, twin in said_again([row.claims for row in printings]):
        yield page_of[claim.id], claim.id, page_of[twin.id], twin.id, claim.evidence


def said_by_page(groups: Sequence[Reprint], pairs: Iterable[tuple[int, str, int, str, Evidence]], iri: Callable[[str], str]) -> dict[int, SaidAgain]:
    """What each page must know of its articles that are printed more than once."""
    found: dict[int, SaidAgain] = {}

    def of(page: int) -> SaidAgain:
        return found.setdefault(page, SaidAgain({}, {}, {}))

    for group in groups:
        for printing in group:
            of(printing.page).origins[iri(printing.id)] = group[0].source
    for page, claim, first, twin, evidence in pairs:
        of(page).instead[claim] = twin
        of(first).also.setdefault(twin, []).append(evidence)
    return found
