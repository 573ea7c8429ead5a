"""The stages, in order: find pages, read, extract, resolve, check, export.

In: paths and settings.  Out: a `KnowledgeGraph`.  A page that cannot be read is noted and skipped; a broken
rule stops everything before the first page is opened.
"""
from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__, engine
from kg.errors import KgError, PageError, UsageError
from kg.extract import Findings, extract
from kg.flow.held import use_shelf
from kg.engine.kept import Shelf, key_of
from kg.hanzi import rules_home
from kg.model import Claim, Note, NumberFate, Page, Records, Source, TimeExpression
from kg.read import Columns, Task, gather, open_source
from kg.read.bounds import LONGEST_PAGE, longest_page
from kg.read.picking import Pick
from kg.rules import RuleSet, load_cached
from kg.tokens import cache_folder

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.export import Settings
    from kg.export.report import Summary
    from kg.flow.briefs import Look
    from kg.resolve.context import PageContext
    from kg.resolve.told import PageRecords

Progress = Callable[[str, int, int], None]
BASE = "https://example.org/kg/"


@dataclass(frozen=True, slots=True)
class PageResult:
    """All that one page says, with everything that led to it."""

    context: PageContext
    claims: tuple[Claim, ...]
    numbers: tuple[NumberFate, ...]
    times: tuple[TimeExpression, ...]
    fired: tuple[tuple[str, int], ...]

    def records(self) -> PageRecords:
        """What is handed on to joining."""
        from kg.resolve import page_records

        return page_records(self.context, self.claims, self.numbers, self.times, self.fired)


def analyse(page: Page, ruleset: RuleSet) -> PageResult:
    """One page → its entities, claims, numbers and times.  Pure: needs no other page."""
    from kg.extract.values import time_expressions
    from kg.resolve import resolve_page
    from kg.resolve.claims import bind

    findings = extract(page, ruleset)
    context = resolve_page(findings, ruleset)
    claims, numbers = bind(findings, context, ruleset)
    times = time_expressions(findings, ruleset)
    return PageResult(context, claims, numbers, times, count_rules(findings))


def count_rules(findings: Findings) -> tuple[tuple[str, int], ...]:
    """How often each rule won on a page, sorted by rule."""
    return tuple(sorted(Counter(mention.rule for mention in findings.mentions).items()))


_ruleset: RuleSet | None = None
_shelf: Shelf | None = None


def _start(folders: tuple[Path, ...], keep: bool = False) -> None:
    global _ruleset, _shelf
    if _ruleset is None or _ruleset.folders != folders:
        _ruleset, _shelf = load_cached(folders), None
    if not keep:
        _shelf = None
    elif _shelf is None:
        _shelf = Shelf(cache_folder() / "pages", _ruleset.hash)
    use_shelf(_shelf)


def forget_rules() -> None:
    """The next build reads the rules anew: their files may have changed since this process read them."""
    global _ruleset, _shelf
    _ruleset = _shelf = None


def _known(task: Task) -> PageRecords | None:
    """What an earlier build found on this very page with these very rules, or None."""
    from kg.resolve import PageRecords

    if _shelf is None:
        return None
    try:
        found = _shelf.get(_key(open_source(task[0], task[1]), task[2]))
    except PageError:  # `_work` says it
        return None
    return found if isinstance(found, PageRecords) else None


def _key(source: Source, published: str | None) -> str:
    return key_of(source.name, source.path, source.encoding, source.sha256, source.extracted, published, str(longest_page()) if len(source.text) > LONGEST_PAGE else None)


def _work(task: Task) -> PageRecords | Note:
    path, name, published = task
    try:
        source = open_source(path, name)
    except PageError as problem:
        return Note("skipped", name, str(problem))
    return _worked(task, source)[0]


def _look(task: Task) -> Look | Note:
    """What the plan sees of a page before anybody works for it."""
    from kg.flow.briefs import Look
    from kg.resolve import PageRecords

    path, name, published = task
    try:
        source = open_source(path, name)
    except PageError as problem:
        return Note("skipped", name, str(problem))
    key = _key(source, published) if _shelf is not None else ""

    def records() -> tuple[PageRecords | Note, bool]:
        found = _shelf.get(key) if _shelf is not None else None
        return (found, True) if isinstance(found, PageRecords) else _worked(task, source)

    return Look(key, records)


def _worked(task: Task, source: Source) -> tuple[PageRecords | Note, bool]:
    """What a page tells, or why it tells nothing; and whether that was kept."""
    from kg.read import read_source

    path, name, published = task
    assert _ruleset is not None
    try:
        told = analyse(read_source(source, published, _ruleset), _ruleset).records()
    except PageError as problem:
        return Note("skipped", name, str(problem)), False
    except KgError:  # a broken rule stops the build
        raise
    except Exception as problem:  # one page that the program cannot digest must not cost the others
        place = traceback.extract_tb(problem.__traceback__)[-1]
        what = f"the program stumbled over it ({type(problem).__name__}: {problem}, {Path(place.filename).name}:{place.lineno})"
        return Note("skipped", name, str(PageError(what, str(path), "the other pages are built; please report this"))), False
    return told, _shelf is not None and _shelf.put(_key(source, published), told)


class KnowledgeGraph:
    """A finished graph: records, and views of them.

    `entities`, `claims`, `roles`, `relations`, `articles` … are tuples of `kg.model` records.
    """

    def __init__(self, records: Records, base: str = BASE):
        self.records, self.base = records, base

    def __getattr__(self, name: str):
        if name != "records" and name in Records.__dataclass_fields__:
            return getattr(self.records, name)
        raise AttributeError(f"a KnowledgeGraph has no {name!r}")

    @property
    def skipped(self) -> tuple[Note, ...]:
        """Pages that could not be read, with the reason."""
        return tuple(note for note in self.records.notes if note.kind == "skipped")

    def to_networkx(self) -> networkx.MultiDiGraph:
        """The graph as networkx: entities and claims are nodes, relations and posts edges."""
        from kg.graph import to_networkx

        return to_networkx(self.records)

    def to_rdflib(self) -> rdflib.Graph:
        """The graph as RDF, with the triples that `graph.ttl` has."""
        from kg.export import Settings
        from kg.export.turtle import to_rdflib

        return to_rdflib(self.records, Settings(base=self.base))

    def write(self, folder: Path | str, formats: Sequence[str] | None = None, profile: str = "lean") -> tuple[Path, ...]:
        """Write the graph beside `folder`'s present files, then put all in place at once.

        `formats` are those of `kg build --formats`; `profile` is `lean` or `full` (see docs/model.md).
        Raises `OutputError` where the folder cannot be written; what stood there stays whole.
        """
        from kg.export import DEFAULT_FORMATS, Settings
        from kg.export.place import write_in_place

        return write_in_place(self.records, Path(folder), tuple(formats or DEFAULT_FORMATS), Settings(base=self.base, profile=profile))


def build(pages: Sequence[Path | str] = (), rules: Sequence[Path | str] = (), published: str | None = None, jobs: int | None = 1,
          base: str = BASE, progress: Progress | None = None, keep: bool = False,
          columns: Columns | None = None, pick: Pick | None = None) -> KnowledgeGraph:
    """Build a graph from `pages` (files, folders, globs, `-` for standard input; default: the pages that come with the project).

    `rules` are folders layered over the built-in rules; `published` is the ISO date of all pages (default: inferred from
    each page, or given in a `pages.yaml` beside it); `jobs` is the number of processes (None: as many as pay off).
    `columns` names the columns of `.jsonl` and `.csv` files, where each record is a page; `pick` takes a part of the pages.
    With `keep`, what each page says is kept in the user's cache folder, and taken from there while neither the page, nor the rules,
    nor the program change; the graph is the same.
    Raises `RuleError` for a broken rule and `UsageError` where `pages` name nothing.
    """
    from kg.check import check
    from kg.resolve import across, apart, with_repeats
    from kg.series import connect

    clock = _Clock()
    folders = (rules_home(), *(Path(folder) for folder in rules))
    _start(folders, keep)
    assert _ruleset is not None
    clock.lap("rules")
    tasks, notes = gather(pages, published, columns)
    tasks = pick.of(tasks) if pick else tasks
    told: list[PageRecords] = []
    workers = engine.worth(len(tasks)) if jobs is None else min(jobs, len(tasks))
    # The writers are loaded while other processes read pages: half a second that nobody waits for.
    for number, outcome in enumerate(engine.run(_work, tasks, workers, _start, (folders, keep), lambda: import_module("kg.export.html"),
                                                _known), 1):
        if isinstance(outcome, Note):
            notes.append(outcome)
        else:
            told.append(outcome)
        if progress:
            progress("pages", number, len(tasks))
    clock.lap("pages")
    told, copies = apart(told)
    records = with_repeats(across(told, _ruleset, base), copies)
    records = replace(records, notes=(*notes, *records.notes), version=__version__)
    clock.lap("joining")
    table = _ruleset.tables.get("metrics", {})
    records = connect(records, table)
    records = replace(records, verdicts=check(records, table))
    clock.lap("checks")
    return KnowledgeGraph(replace(records, seconds=clock.laps()), base)


def build_on(called: str, folder: Path, formats: Sequence[str], settings: Settings, pages: Sequence[Path | str] = (), rules: Sequence[Path | str] = (),
             published: str | None = None, jobs: int | None = 1, progress: Progress | None = None, keep: bool = False,
             columns: Columns | None = None, pick: Pick | None = None) -> tuple[Summary, tuple[Path, ...]]:
    """Build on the engine that is called so and write `formats` into `folder`; no more than a part of the records is ever in memory.

    Answers what the report tells, and the paths.  Arguments and errors are those of `build` and of `KnowledgeGraph.write`; further, `UsageError` for
    a format that needs all records at once.
    """
    from kg.export.place import put_in_place
    from kg.export.report import Summary
    from kg.flow.choosing import engine_called
    from kg.flow.filing import file_all, split_packing, tell
    from kg.flow.leaves import Wanted
    from kg.flow.plan import known_of, planned

    packings = split_packing(tuple(formats))
    clock = _Clock()
    folders = (rules_home(), *(Path(each) for each in rules))
    _start(folders, keep)
    assert _ruleset is not None
    clock.lap("rules")
    tasks, notes = gather(pages, published, columns)
    tasks = pick.of(tasks) if pick else tasks
    workers = engine.worth(len(tasks)) if jobs is None else max(1, min(jobs, len(tasks)))
    known = known_of(_ruleset, settings.base, __version__)
    wanted = Wanted(tuple(packings), settings, __version__, _ruleset.hash)
    summary = Summary(__version__, _ruleset.hash)
    with engine_called(called, (_start, (folders, keep)), folder=folder, jobs=workers) as where:
        made = planned(where, where.rows(enumerate(_counted(tasks, progress))), _look, known, wanted, clock.lap)
        made = made._replace(notes=(*notes, *made.notes))

        def write(beside: Path) -> list[Path]:
            paths = file_all(made, wanted, packings, beside, summary)
            clock.lap("writing")
            summary.seconds = clock.laps()
            return paths + tell(made, wanted, beside, summary)

        return summary, put_in_place(folder, write)


def build_on_cluster(to: str, formats: Sequence[str], settings: Settings, pages: Sequence[Path | str], rules: Sequence[Path | str] = (), published: str | None = None,
                     columns: Columns | None = None, pick: Pick | None = None, master: str | None = None, spark: Sequence[str] = ()) -> tuple[Summary, list[str]]:
    """Build on Spark: as `build_on`, with outputs in parts under `to` (see `kg.flow.spread`), and nothing kept from one build to the next.

    `pages` and `to` are folders that all machines reach under the same path, or addresses such as `s3a://…`; rules travel with the work.
    `master` is Spark's address (default: this machine), `spark` its settings.  Raises `UsageError` where Spark cannot be reached.
    """
    from kg.export.report import Summary
    from kg.flow.leaves import Wanted
    from kg.flow.plan import known_of, planned
    from kg.flow.spark import connect
    from kg.flow.spread import spread_all, spread_formats
    from kg.flow.stored import is_address, tasks_at

    packings = spread_formats(tuple(formats))
    clock = _Clock()
    _start((rules_home(), *(Path(each) for each in rules)))
    assert _ruleset is not None
    clock.lap("rules")
    notes: list[Note] = []
    tasks: list[Task] = []
    afar = [str(page) for page in pages if is_address(page)]
    if afar and (len(pages) > 1 or pick):
        raise UsageError("pages at an address are read one address at a time, and all of them", afar[0], "store what belongs together under one address")
    if not afar:
        tasks, notes = gather(pages, published, columns)
        tasks = [(Path(path).absolute() if isinstance(path, Path) else path, *rest) for path, *rest in (pick.of(tasks) if pick else tasks)]
    summary = Summary(__version__, _ruleset.hash)
    with connect(master, spark) as where:
        where.begin(_take_rules, where.share(_ruleset))
        rows = tasks_at(where, afar[0], published) if afar else where.rows(enumerate(tasks))
        wanted = Wanted(tuple(packings), settings, __version__, _ruleset.hash)
        made = planned(where, rows, _look, known_of(_ruleset, settings.base, __version__), wanted, clock.lap)
        written = spread_all(where, made._replace(notes=(*notes, *made.notes)), wanted, packings, to, summary, lambda: clock.lap("writing") or clock.laps())
    return summary, written


def _take_rules(rules: Callable[[], RuleSet]) -> None:
    """In a process of another machine: the driver's rules, and no shelf, which other machines would not see."""
    global _ruleset, _shelf
    _ruleset, _shelf = rules(), None
    use_shelf(None)


def _counted(tasks: Sequence[Task], progress: Progress | None) -> Iterator[Task]:
    """The tasks, as they are given out."""
    for number, task in enumerate(tasks, 1):
        yield task
        if progress:
            progress("pages", number, len(tasks))


class _Clock:
    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps.append((name, now - self._last))
        self._last = now

    def laps(self) -> tuple[tuple[str, float], ...]:
        return tuple(self._laps)
