"""`kg build --engine spark`: pages and outputs on a cluster, outputs in parts.

In: the options of `kg build`.  Out: `nquads/`, `tables/NAME/`, the report and the manifest, in a folder that all machines share or at an address.
"""
from __future__ import annotations

import argparse
import time

from kg.cli.build_rows import refuse_what_holds
from kg.cli.telling import tell_built, tell_notes
from kg.cli.writing import formats_of, settings_of

FORMATS = ("nquads.gz", "tables", "report", "manifest")
"""What is written where `--formats` says nothing."""


def build_on_cluster(options: argparse.Namespace) -> int:
    """Build and write; the exit code.  Raises `UsageError` for what needs all records in memory."""
    from kg import pipeline
    from kg.cli.build import DEFAULT
    from kg.read import Columns
    from kg.read.picking import Pick

    refuse_what_holds(options)
    formats = FORMATS if options.formats == DEFAULT else formats_of(options)
    pick = Pick(options.limit, options.sample, options.seed) if options.limit or options.sample else None
    started = time.perf_counter()
    summary, written = pipeline.build_on_cluster(options.out, formats, settings_of(options, options.base or pipeline.BASE), options.pages, options.rules, options.published,
                                                 Columns.of(options.columns), pick, options.master, options.spark)
    skipped = tell_notes(summary)
    if not options.quiet:
        tell_built(summary.counts, skipped, time.perf_counter() - started, [f"{options.out.rstrip('/')}/{name}" for name in written])
    return 1 if options.strict and skipped else 0
