"""The stages, in order: find pages, read, extract, resolve, link, check, export.

In: paths and settings.  Out: a `KnowledgeGraph`.  A page that cannot be read is noted and skipped; a broken
rule stops everything before the first page is opened.  What is done with one page is in `kg.workplace`.
"""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kg import __version__, engine, workplace
from kg.errors import NothingRead, UsageError
from kg.flow import Engine, Moved
from kg.model import Note, Records
from kg.read import Columns, Filed, Piece, Task, gather
from kg.read.picking import Pick
from kg.rules import RuleSet
from kg.shipped import rules_home
from kg.workplace import analyse, forget_rules

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.export import Settings
    from kg.export.report import Summary
    from kg.resolve.told import PageRecords

__all__ = ["BASE", "KnowledgeGraph", "analyse", "build", "build_on", "build_on_cluster", "forget_rules"]
Progress = Callable[[str, int, int], None]
T = TypeVar("T")
BASE = "https://example.org/kg/"


class KnowledgeGraph:
    """A finished graph: records, and views of them.

    `entities`, `claims`, `roles`, `relations`, `articles` … are tuples of `kg.model` records.
    """

    def __init__(self, records: Records, base: str = BASE):
        self.records, self.base = records, base

    def __getattr__(self, name: str) -> Any:
        if name != "records" and name in Records.__dataclass_fields__:
            return getattr(self.records, name)
        raise AttributeError(f"a KnowledgeGraph has no {name!r}")

    @property
    def skipped(self) -> tuple[Note, ...]:
        """Pages that could not be read, with the reason."""
        return tuple(note for note in self.records.notes if note.kind == "skipped")

    def refuse_nothing(self) -> None:
        """Raise `NothingRead` where no page could be read: a graph of nothing takes the place of none."""
        _refuse_nothing(len(self.records.sources), self.records.notes)

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
        Raises `NothingRead` where no page could be read, and `OutputError` where the folder cannot be written; what stood there stays whole.
        """
        from kg.export import DEFAULT_FORMATS, Settings
        from kg.export.place import write_in_place

        self.refuse_nothing()
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

    clock, at, ruleset = _begin(rules, keep)
    tasks, notes = _asked_for(pages, published, columns, pick)
    told: list[PageRecords] = []
    for number, outcome in enumerate(engine.run(workplace.work, tasks, _processes(jobs, tasks), workplace.start, at, workplace.expect, workplace.known), 1):
        if isinstance(outcome, Note):
            notes.append(outcome)
        else:
            told.append(outcome)
        if progress:
            progress("pages", number, len(tasks))
    clock.lap("pages")
    told, copies = apart(told)
    records = with_repeats(across(told, ruleset, base), copies)
    records = replace(records, notes=(*notes, *records.notes), version=__version__)
    clock.lap("joining")
    records = connect(records, ruleset)
    records = replace(records, verdicts=check(records, ruleset))
    clock.lap("checks")
    return KnowledgeGraph(replace(records, seconds=clock.laps()), base)


def build_on(called: str, folder: Path, formats: Sequence[str], settings: Settings, pages: Sequence[Path | str] = (), rules: Sequence[Path | str] = (),
             published: str | None = None, jobs: int | None = 1, progress: Progress | None = None, keep: bool = False,
             columns: Columns | None = None, pick: Pick | None = None) -> tuple[Summary, tuple[Path, ...]]:
    """Build on the engine that is called so and write `formats` into `folder`; no more than a part of the records is ever in memory.

    Answers what the report tells, and the paths.  Arguments and errors are those of `build` and of `KnowledgeGraph.write` (`NothingRead` too); further, `UsageError` for
    a format that needs all records at once.
    """
    from kg.export.place import put_in_place
    from kg.export.report import Summary
    from kg.flow.choosing import engine_called
    from kg.flow.filing import file_all, split_packing, tell
    from kg.flow.leaves import Wanted
    from kg.flow.ledger import Lost
    from kg.flow.plan import known_of, planned

    packings = split_packing(tuple(formats))
    clock, at, ruleset = _begin(rules, keep)
    tasks, notes = _asked_for(pages, published, columns, pick)
    known = known_of(ruleset, settings.base, __version__)
    wanted = Wanted(tuple(packings), settings, __version__, ruleset.hash)
    ledger = workplace.ledger_of(str(folder.resolve()), repr(wanted)) if called == "incremental" else None

    begun = partial(engine_called, start=(workplace.start, at), folder=folder, jobs=_processes(jobs, tasks), ledger=ledger, ahead=workplace.expect_rows,
                    moved=_steps(clock, progress))

    def placed(where: Engine) -> tuple[Summary, tuple[Path, ...]]:
        summary = Summary(__version__, ruleset.hash)
        made = planned(where, where.rows(_counted(where.numbered(tasks, _task_name), len(tasks), progress)), workplace.look, workplace.stamp, known, wanted, clock.lap)
        made = made._replace(notes=(*notes, *made.notes))
        _refuse_nothing(made.read, made.notes)

        def write(beside: Path) -> list[Path]:
            paths = file_all(made, wanted, packings, beside, summary, folder)
            clock.lap("writing")
            summary.seconds = clock.laps()
            return paths + tell(made, wanted, beside, summary)

        return summary, put_in_place(folder, write)

    graph: tuple[Summary, tuple[Path, ...]] | None = None
    try:
        with begun(called) as where:
            graph = placed(where)
    except Lost as lost:  # no reason to be without a graph in the morning
        if graph is None or not lost.is_full:  # nothing was written, or perhaps made of what is damaged
            with begun("disk" if lost.is_full else called) as where:
                graph = placed(where)
        done = "this build remembers nothing" if lost.is_full else "thrown away, and everything was worked out anew"
        graph[0].add_notes([Note("remembered", lost.where, f"{lost.what}; {done}")])  # not in the report, which is that of a clean build
    return graph


def build_on_cluster(to: str, formats: Sequence[str], settings: Settings, pages: Sequence[Path | str], rules: Sequence[Path | str] = (), published: str | None = None,
                     columns: Columns | None = None, pick: Pick | None = None, master: str | None = None, spark: Sequence[str] = ()) -> tuple[Summary, list[str]]:
    """Build on Spark: as `build_on`, with outputs in parts under `to` (see `kg.flow.spread`), and nothing kept from one build to the next.

    `pages` and `to` are folders that all machines reach under the same path, or addresses such as `s3a://…`; rules travel with the work.
    `master` is Spark's address (default: this machine), `spark` its settings.  Raises `UsageError` where Spark cannot be reached and `NothingRead` where no page can be read.
    """
    from kg.export.report import Summary
    from kg.flow.leaves import Wanted
    from kg.flow.plan import known_of, planned
    from kg.flow.spark import connect
    from kg.flow.spread import spread_all, spread_formats
    from kg.flow.stored import is_address, tasks_at

    packings = spread_formats(tuple(formats))
    clock, _at, ruleset = _begin(rules)
    notes: list[Note] = []
    tasks: list[Task] = []
    afar = [str(page) for page in pages if is_address(page)]
    if afar and (len(pages) > 1 or pick):
        raise UsageError("pages at an address are read one address at a time, and all of them", afar[0], "store what belongs together under one address")
    if not afar:
        tasks, notes = _asked_for(pages, published, columns, pick)
        tasks = [(_everywhere(place), name, date) for place, name, date in tasks]
    summary = Summary(__version__, ruleset.hash)
    with connect(master, spark) as where:
        where.begin(workplace.take_rules, where.share(ruleset))
        rows = tasks_at(where, afar[0], published) if afar else where.rows(where.numbered(tasks, _task_name))
        wanted = Wanted(tuple(packings), settings, __version__, ruleset.hash)
        made = planned(where, rows, workplace.look, workplace.stamp, known_of(ruleset, settings.base, __version__), wanted, clock.lap)
        made = made._replace(notes=(*notes, *made.notes))
        _refuse_nothing(made.read, made.notes)

        def seconds() -> tuple[tuple[str, float], ...]:
            clock.lap("writing")
            return clock.laps()

        written = spread_all(where, made, wanted, packings, to, summary, seconds)
    return summary, written


def _steps(clock: _Clock, progress: Progress | None) -> Moved | None:
    """Tells `progress` of steps behind the pages, under the name of their stage."""
    return (lambda what, done, total: progress(f"{clock.stage}, {what}", done, total)) if progress else None


def _begin(rules: Sequence[Path | str], keep: bool = False) -> tuple[_Clock, tuple[tuple[Path, ...], bool], RuleSet]:
    """What every build begins with: its clock, with what a process starts to work on pages (`workplace.start`), and the rules."""
    clock = _Clock()
    at = (rules_home(), *(Path(folder) for folder in rules)), keep
    ruleset = workplace.start(*at)
    clock.lap("rules")
    return clock, at, ruleset


def _asked_for(pages: Sequence[Path | str], published: str | None, columns: Columns | None, pick: Pick | None) -> tuple[list[Task], list[Note]]:
    """(the pages to build, notes on what was found beside them)."""
    tasks, notes = gather(pages, published, columns)
    return (pick.of(tasks) if pick else tasks), notes


def _refuse_nothing(read: int, notes: Iterable[Note]) -> None:
    if not read:
        from kg.export.report import once_for_each_fault

        skipped = [note for note in notes if note.kind == "skipped"]
        raise NothingRead((f"{note.source}: {note.message}" for note, _ in once_for_each_fault(skipped, "")), len(skipped))


def _processes(jobs: int | None, tasks: Sequence[Task]) -> int:
    return engine.worth(len(tasks)) if jobs is None else max(1, min(jobs, len(tasks)))


def _task_name(task: Task) -> str:
    return f"{task[1]}\x1f{task[0]}"


def _everywhere(place: str | Piece | Filed) -> str | Piece | Filed:
    """A place as other machines find it under the same path."""
    if isinstance(place, Filed):
        return replace(place, file=os.path.abspath(place.file))
    return place if isinstance(place, Piece) else os.path.abspath(place)


def _counted(tasks: Iterable[T], count: int, progress: Progress | None) -> Iterator[T]:
    """The tasks, `count` in all, as they are given out."""
    for number, task in enumerate(tasks, 1):
        yield task
        if progress:
            progress("pages", number, count)


class _Clock:
    STAGES = "rules", "pages", "joining", "checks", "writing"

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._laps: list[tuple[str, float]] = []

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self._laps.append((name, now - self._last))
        self._last = now

    @property
    def stage(self) -> str:
        """What is under way."""
        return self.STAGES[min(len(self._laps), len(self.STAGES) - 1)]

    def laps(self) -> tuple[tuple[str, float], ...]:
        return tuple(self._laps)
