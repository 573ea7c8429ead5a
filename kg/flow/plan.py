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
from kg.flow.metrics import metric_leaves
from kg.flow.pages import PageRow, Shared, Told, booked, brief_first, claims_of_reprints, number_of, told
from kg.flow.reprints import Reprint, copied_rows, group_of, printing_of, repeat_row, reprints, said_rows, turns_of
from kg.model import Note, Records, Source
from kg.resolve.facts import Facts, facts_of
from kg.resolve.judged import Decisions
from kg.rules import RuleSet
from kg.series.metrics import Names


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
    """The build as rows: `leaves` unsorted; `sources` of all pages with copies, as (number, source, characters); what else the report and the manifest tell: `notes` on the build
    and on pages that could not be read, `page_notes` on those that could be, `repeats`, all in order; `read`, how many pages are told."""

    leaves: Rows
    sources: Rows
    notes: tuple[Note, ...]
    page_notes: Rows
    repeats: Rows
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
    read = 0
    for rules in briefs.flat_map(_rules_fired):
        read += 1
        fired.update(dict(rules))
    pages = joined(engine, briefs, known.facts, known.base)
    groups = reprints(engine, briefs, decisions).kept()
    shared = engine.share(Shared(known.base, known.names, known.words, known.decisions, known.version, known.rules_hash), "build")
    rows = briefs.plus(pages.entries)
    rows = rows.plus(_of_reprints(engine, rows, groups, shared))
    lap("joining")
    done = rows.grouped(number_of, brief_first, booked).flat_map(partial(told, shared=shared)).kept()
    across = crossed(engine, done, shared).kept()
    lap("checks")
    how = engine.share(wanted, "files")
    leaves = done.flat_map(partial(_page_leaves, wanted=how)).plus(across.flat_map(partial(_cross_leaves, wanted=how)))
    leaves = leaves.plus(_entity_leaves(engine, pages.entities, done, how))
    leaves = leaves.plus(seen.flat_map(_sources).grouped(_at_0, _at_1, partial(_source_leaves, wanted=how)))
    if wanted.graphs:
        leaves = leaves.plus(metric_leaves(done, shared, how))
    words = sorted(set(done.flat_map(_words))) if wanted.graphs else []
    rest = list(common_leaves(Records(version=known.version, rules_hash=known.rules_hash), words, wanted))
    rest += [Leaf(REPORT, "", 0, "", (copy.number,), ({}, {}, page_line(copy.source, copy.characters, 0, 0, 0, 0), ())) for copy in copies]
    return Planned(leaves.plus(engine.rows(rest)), seen.flat_map(_listed), tuple(skipped), briefs.flat_map(_page_notes).sorted(_place).flat_map(_third),
                   _repeats(engine, briefs, copies, groups, known.base), tuple(sorted(fired.items())), read)


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


def _rules_fired(brief: Brief) -> Iterator[tuple]:
    yield brief.fired


def _page_notes(brief: Brief) -> Iterator[tuple[int, int, Note]]:
    return ((brief.number, at, note) for at, note in enumerate(brief.notes))


def _place(row: tuple) -> tuple:
    return row[:2]


def _third(row: tuple) -> Iterator[Row]:
    yield row[2]


def _sources(row: Brief | tuple[int, Note]) -> Iterator[tuple]:
    if isinstance(row, Brief):
        yield row.source.sha256[:16], (row.number,), row.source


def _source_leaves(_: str, rows: Iterator[tuple], wanted: Callable[[], Wanted]) -> Iterator[Leaf]:
    return source_leaves([source for _, _, source in rows], wanted())


# --- reprints -----------------------------------------------------------------------------------------


def _pages_of(group: Reprint) -> Iterator[int]:
    return (printing.page for printing in group)


def _of_reprints(engine: Engine, rows: Rows, groups: Rows, shared: Callable[[], Shared]) -> Rows:
    """What pages must know of reprints: only those that have one are put together for it."""
    turns = groups.flat_map(turns_of)
    numbers = engine.share(frozenset(groups.flat_map(_pages_of)), "pages with reprints")
    theirs = rows.flat_map(partial(_of_pages, numbers=numbers))
    claims = theirs.plus(turns).grouped(number_of, brief_first, partial(claims_of_reprints, shared=shared))
    return turns.plus(claims.grouped(group_of, printing_of, said_rows))


def _of_pages(row: PageRow, numbers: Callable[[], frozenset[int]]) -> Iterator[PageRow]:
    if number_of(row) in numbers():
        yield row


def _repeats(engine: Engine, briefs: Rows, copies: list[_Copy], groups: Rows, base: str) -> Rows:
    """The records of repeats, in order of articles."""
    same: dict[int, list[str]] = defaultdict(list)
    for copy in sorted(copies):
        same[copy.first].append(copy.source.name)
    names = engine.share(dict(same), "names of copies")
    found = groups.flat_map(partial(repeat_row, same=names, base=base))
    if same:
        reprinted: dict[int, set[int]] = defaultdict(set)
        for turn in groups.flat_map(turns_of):
            if turn.page in same:
                reprinted[turn.page].add(turn.printing.article)
        found = found.plus(briefs.flat_map(partial(copied_rows, reprinted=engine.share(dict(reprinted), "reprints on copied pages"), same=names, base=base)))
    return found.sorted(_place).flat_map(_third)


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
    """Of units, posts, periods and rules there are so few that the driver knows all."""
    return (word for word in page.words if word[0] != "metric")


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
