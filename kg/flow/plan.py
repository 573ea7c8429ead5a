"""One plan, several engines: from tasks to the leaves of every output, the same wherever the rows lie.

In: tasks, how one is looked at, and what the build knows.  Out: a `Planned`: rows of leaves, and what the driver tells of the build as a whole.
1 briefs, 2 copies apart, 3 joining, 4 reprints, 5 each page finished with its book, 6 links and verdicts across pages, 7 leaves.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from kg.check.words import CheckWords
from kg.export.report import page_line
from kg.flow import Engine, Row, Rows, Stamp
from kg.flow.briefs import Brief, Look, brief_of, stamp_of
from kg.flow.called import Made
from kg.flow.crossing import Crossed, crossed
from kg.flow.held import remembered, under
from kg.flow.joined import joined
from kg.flow.leaves import REPORT, Leaf, Pair, Wanted
from kg.flow.leaves_across import CrossVerdict, common_leaves, cross_leaves, direct_leaves, entity_leaves, link_leaves, source_leaves
from kg.flow.leaves_of_pages import Word, numbered, page_leaves
from kg.flow.pages import Shared, Told, booked, brief_first, claims_of_reprints, number_of, told
from kg.flow.reprints import Printing, Reprint, group_of, printing_of, repeats, reprints, said_by_page, said_pairs
from kg.model import Note, Records, Repeat, Source
from kg.resolve.facts import Facts, facts_of
from kg.resolve.judged import Decisions
from kg.resolve.rooting import Roots
from kg.rules import RuleSet
from kg.series.metrics import Names, metrics_named


class Known(NamedTuple):
    """What the build knows before the first page."""

    facts: Facts
    decisions: Decisions
    names: Names
    words: CheckWords
    base: str
    version: str
    rules_hash: str


def known_of(ruleset: RuleSet, base: str, version: str) -> Known:
    """What a rule set says that the build knows before the first page."""
    return Known(facts_of(ruleset), Decisions.of(ruleset.tables.get("judgements", {})), Names.of(ruleset), CheckWords.of(ruleset), base, version, ruleset.hash)


class Planned(NamedTuple):
    """The build as rows: `leaves` unsorted; `sources` of all pages with copies, as (number, source, characters); `read`, how many pages are told; what else the report
    and the manifest tell."""

    leaves: Rows
    sources: Rows
    notes: tuple[Note, ...]
    repeats: tuple[Repeat, ...]
    fired: tuple[tuple[str, int], ...]
    read: int


class _Copy(NamedTuple):
    """A page that is an earlier one byte for byte."""

    number: int
    first: int
    source: Source
    characters: int


def planned(engine: Engine, tasks: Rows, look: Callable[[Row], Look | Note], stamp: Stamp, known: Known, wanted: Wanted,
            lap: Callable[[str], None] = lambda stage: None) -> Planned:
    """The whole build from (number, task) rows.  `stamp` tells on what `look` at a task depends, or (with its brief) on what it depended; `lap` is told when a stage is done."""
    decisions = engine.share(known.decisions, "decisions")
    seen = tasks.flat_map(partial(brief_of, look=look, decisions=decisions), stamp=partial(stamp_of, stamp=stamp)).kept()
    skipped = [note for _, note in sorted(seen.flat_map(_notes), key=lambda pair: pair[0])]
    lap("pages")
    copies = list(seen.flat_map(_hashes).grouped(_at_0, _at_1, _copies))
    briefs = seen.flat_map(partial(_firsts, copies=engine.share(frozenset(copy.number for copy in copies), "copies"))).kept()
    fired: Counter[str] = Counter()
    notes: list[tuple[int, Note]] = []
    read = 0
    for number, told_notes, rules in briefs.flat_map(_tell):
        read += 1
        fired.update(dict(rules))
        notes += ((number, note) for note in told_notes)
    notes.sort(key=lambda pair: pair[0])
    pages = joined(engine, briefs, known.facts, known.base)
    groups = reprints(engine, briefs, decisions)
    shared = engine.share(Shared(known.base, known.names, known.words, known.decisions, known.version, known.rules_hash), "build")
    with_books = briefs.plus(pages.entries).grouped(number_of, brief_first, booked).kept()
    said = said_by_page(groups, _said_pairs(engine, with_books, groups, shared) if groups else (), Roots(known.base).iri)
    lap("joining")
    done = with_books.flat_map(partial(told, said=engine.share(said, "reprints of pages"), shared=shared)).kept()
    across = crossed(engine, done, shared).kept()
    lap("checks")
    how = engine.share(wanted, "files")
    leaves = done.flat_map(partial(_page_leaves, wanted=how)).plus(across.flat_map(partial(_cross_leaves, wanted=how)))
    leaves = leaves.plus(_entity_leaves(engine, pages.entities, done, how))
    leaves = leaves.plus(seen.flat_map(_sources).grouped(_at_0, _at_1, partial(_source_leaves, wanted=how)))
    words = sorted(set(done.flat_map(_words))) if wanted.graphs else []
    metrics = metrics_named([name for room, name in words if room == "metric"], known.names)
    rest = list(common_leaves(Records(metrics=metrics, version=known.version, rules_hash=known.rules_hash), words, wanted))
    rest += [Leaf(REPORT, "", 0, "", (copy.number,), ({}, {}, page_line(copy.source, copy.characters, 0, 0, 0, 0), ())) for copy in copies]
    return Planned(leaves.plus(engine.rows(rest)), seen.flat_map(_listed), (*skipped, *(note for _, note in notes)),
                   tuple(_repeats(briefs, copies, groups, known.base)), tuple(sorted(fired.items())), read)


def _at_0(row: tuple) -> str:
    return row[0]


def _at_1(row: tuple) -> tuple:
    return row[1]


# --- pages and their copies -----------------------------------------------------------------------


def _listed(row: Brief | tuple[int, Note]) -> Iterator[tuple]:
    if isinstance(row, Brief):
        yield row.number, row.source, row.characters


def _notes(row: Brief | tuple[int, Note]) -> Iterator[tuple[int, Note]]:
    if not isinstance(row, Brief):
        yield row


def _hashes(row: Brief | tuple[int, Note]) -> Iterator[tuple]:
    if isinstance(row, Brief):
        yield row.source.sha256, (row.number,), (row.source, row.characters)


def _copies(_: str, rows: Iterator[tuple]) -> Iterator[_Copy]:
    _, (first,), _ = next(rows)
    for _, (number,), (source, characters) in rows:
        yield _Copy(number, first, source, characters)


def _firsts(row: Brief | tuple[int, Note], copies: Callable[[], frozenset[int]]) -> Iterator[Brief]:
    if isinstance(row, Brief) and row.number not in copies():
        yield row


def _tell(brief: Brief) -> Iterator[tuple]:
    yield brief.number, brief.notes, brief.fired


def _sources(row: Brief | tuple[int, Note]) -> Iterator[tuple]:
    if isinstance(row, Brief):
        yield row.source.sha256[:16], (row.number,), row.source


def _source_leaves(_: str, rows: Iterator[tuple], wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    return source_leaves([source for _, _, source in rows], wanted())


# --- reprints -----------------------------------------------------------------------------------------


def _said_pairs(engine: Engine, with_books: Rows, groups: list[Reprint], shared: Callable[[], Shared]) -> Rows:
    printings: dict[int, list[tuple[int, int, Printing]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for at, printing in enumerate(group):
            printings[printing.page].append((number, at, printing))
    claims = with_books.flat_map(partial(claims_of_reprints, printings=engine.share(dict(printings), "printings"), shared=shared))
    return claims.grouped(group_of, printing_of, said_pairs)


def _repeats(briefs: Rows, copies: list[_Copy], groups: list[Reprint], base: str) -> list[Repeat]:
    same: dict[int, list[str]] = defaultdict(list)
    for copy in sorted(copies):
        same[copy.first].append(copy.source.name)
    copied = {brief.number: brief for brief in briefs if brief.number in same} if same else {}
    return repeats(groups, {number: brief.articles for number, brief in copied.items()}, {number: brief.source.name for number, brief in copied.items()}, same, Roots(base).iri)


# --- leaves --------------------------------------------------------------------------------------------


def _page_leaves(page: Told, wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    how = wanted()

    def make() -> tuple[Leaf, ...]:
        records = page.held.take()
        assert isinstance(records, Records)
        return tuple(page_leaves(records, how))

    key = page.key if page.held.key else ""
    return (numbered(leaf, page.number) for leaf in remembered(under(key, f"leaves {how}"), page.digest, make))


def _cross_leaves(row: Crossed | CrossVerdict, wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    return cross_leaves(row, wanted()) if isinstance(row, CrossVerdict) else link_leaves(row.link, row.article, wanted())


def _words(page: Told) -> Iterator[Word]:
    return iter(page.words)


class _Counted(NamedTuple):
    """An entity (none where only its IRI is known), whether a page speaks of it, how often and in how many independent sources it is printed, and what is plainly said of it:
    all, and what stands in no article."""

    iri: str
    made: Made | None
    is_spoken_of: bool
    mentions: int
    sources: int
    everywhere: tuple[Pair, ...]
    nowhere: tuple[Pair, ...]


def _entity_leaves(engine: Engine, entities: Rows, pages: Rows, wanted: Callable[[], Wanted]) -> Rows:
    """Entities that are printed or spoken of, with all that they lie in."""
    counted = entities.flat_map(_by_iri).plus(pages.flat_map(_spoken)).grouped(_at_0, _at_1, _counted).kept()
    silent: dict[str, str | None] = {}
    above: set[str] = set()
    for iri, within, is_spoken_of in counted.flat_map(_lines_above):
        if is_spoken_of:
            above.add(within or "")
        else:
            silent[iri] = within
    kept: set[str] = set()
    queue = [iri for iri in above if iri in silent]
    while queue:
        iri = queue.pop()
        if iri not in kept:
            kept.add(iri)
            over = silent[iri]
            if over in silent:
                queue.append(over)
    return counted.flat_map(partial(_leaves_of_entity, kept=engine.share(frozenset(kept), "entities that others lie in"), wanted=wanted))


def _by_iri(made: Made) -> Iterator[tuple]:
    yield made.entity.id, (0, ""), made


def _spoken(page: Told) -> Iterator[tuple]:
    for iri, source, count in page.spoken:
        yield iri, (1, source), count
    for iri, everywhere, nowhere in page.plain:
        yield iri, (2, ""), (everywhere, nowhere)


def _counted(iri: str, rows: Iterator[tuple]) -> Iterator[_Counted]:
    made, is_spoken_of, mentions, sources, last = None, False, 0, 0, ""
    everywhere: set[Pair] = set()
    nowhere: set[Pair] = set()
    for _, (rank, source), what in rows:
        if rank == 0:
            made = what
        elif rank == 1:
            is_spoken_of = True
            mentions += what
            sources += source != last
            last = source
        else:
            everywhere.update(what[0])
            nowhere.update(what[1])
    if made is not None or everywhere:  # else a name that a claim gives where no entity stands
        yield _Counted(iri, made, is_spoken_of, mentions, sources, *(tuple(sorted(pairs, key=repr)) for pairs in (everywhere, nowhere)))


def _lines_above(row: _Counted) -> Iterator[tuple[str, str | None, bool]]:
    if row.made and (row.made.entity.within or not row.is_spoken_of):
        yield row.iri, row.made.entity.within, row.is_spoken_of


def _leaves_of_entity(row: _Counted, kept: Callable[[], frozenset[str]], wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    if row.made and (row.is_spoken_of or row.iri in kept()):
        yield from entity_leaves(row.made, row.mentions, row.sources, wanted())
    if row.everywhere:
        yield from direct_leaves(row.iri, row.made, row.everywhere, row.nowhere, wanted())
