"""`kg build --engine incremental` and `disk`: any number of pages, as rows that are remembered or laid aside instead of records in memory.

In: the options of `kg build`.  Out: the same files, but for those that need all records in memory at once; and which engine `auto` means.
"""
from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from kg.cli.progress import shown
from kg.cli.telling import tell_built, tell_notes, tell_older
from kg.cli.writing import formats_of, settings_of, tops
from kg.errors import UsageError
from kg.flow.choosing import FORMATS

MANY, VERY_MANY = 1000, 3000
"""Pages from which `--engine auto` holds no records but rows (a full page of a daily takes 1 to 2 MB as records while outputs are written, some 0.3 MB as rows),
and from which it lays rows aside on disk."""

_HOLDING = {"since": "--since", "links": "--links", "store": "--store", "watch": "--watch"}


def engine_for(options: argparse.Namespace) -> str:
    """The engine that is meant: `memory` (all records), `incremental` (rows, remembered), `disk` or `spark`.

    `auto` takes memory for some hundred pages, and where an option or a format needs all records at once.
    """
    from kg.cli.build import DEFAULT

    if options.engine != "auto":
        return options.engine
    formats = {name.partition(".")[0] for name in formats_of(options)}
    if any(getattr(options, name) for name in _HOLDING) or options.formats != DEFAULT and not formats <= set(FORMATS):
        return "memory"
    if "-" in map(str, options.pages):
        return "memory"
    pages = min(number for number in (_pages(options), options.limit, options.sample) if number is not None)
    return "memory" if pages < MANY else "incremental" if pages < VERY_MANY else "disk"


def _pages(options: argparse.Namespace) -> int:
    """How many pages are given: so many files as there are, but of records (one file may hold thousands) each is a page."""
    from kg.read import Columns, gather
    from kg.read.finding import find
    from kg.read.records import ENDINGS
    from kg.read.source import ending_of

    files = find(options.pages)[0]
    if any(ending_of(path) in ENDINGS for path in files):
        return len(gather(options.pages, columns=Columns.of(options.columns))[0])
    return len(files)


def refuse_what_holds(options: argparse.Namespace) -> None:
    """Raise `UsageError` for an option that needs all records in memory."""
    if held := [shown for name, shown in _HOLDING.items() if getattr(options, name)]:
        raise UsageError(f"{held[0]} needs all records in memory", hint="take --engine memory" + ("; or write nquads.gz, and then kg load" if held[0] == "--store" else ""))


def build_rows(options: argparse.Namespace, called: str) -> int:
    """Build and write; the exit code.  Raises `UsageError` for what needs all records in memory."""
    from kg import pipeline
    from kg.cli.build import DEFAULT
    from kg.export.place import occupied
    from kg.read import Columns
    from kg.read.picking import Pick

    refuse_what_holds(options)
    formats = formats_of(options)
    if options.formats == DEFAULT:
        formats = tuple(name for name in formats if name != "html")
        if not options.quiet:
            print("this engine writes no page to explore: build a part with --sample 300, or take --engine memory", file=sys.stderr)
    started = time.perf_counter()
    with occupied(Path(options.out)), shown(options.quiet) as progress:
        summary, written = pipeline.build_on(called, Path(options.out), formats, settings_of(options, options.base or pipeline.BASE), options.pages, options.rules,
                                             options.published, options.jobs, progress, not options.fresh, Columns.of(options.columns),
                                             Pick(options.limit, options.sample, options.seed))
    skipped = tell_notes(summary)
    if not options.quiet:
        tell_built(summary.counts, skipped, time.perf_counter() - started, tops(options.out, written))
        tell_older(options.out, written)
    if options.strict:
        print("this engine does not hold the graph against its shapes: see kg validate", file=sys.stderr)
    return 1 if options.strict and skipped else 0
