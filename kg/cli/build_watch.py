"""`kg build --watch`: build, then build again whenever a page, a rule file or kg.yaml changes."""
from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.layers import rule_folders
from kg.errors import KgError, UsageError

if TYPE_CHECKING:
    from kg.noticing import Look
    from kg.pipeline import KnowledgeGraph

_POLL, _SETTLE = 0.3, 0.15  # seconds between looks, and until files that are being written have come to rest
_SHARE = 10  # of its time at most about one part in so many goes into looking: an archive is not looked through thrice a second
_SHOWN = 20  # lines of what changed
_OF_RULES = (".yaml", ".yml", ".tsv")  # what rule files end in
Settled = Callable[[argparse.Namespace], argparse.Namespace]
Once = Callable[[argparse.Namespace], "tuple[int, KnowledgeGraph | None]"]


def watch(options: argparse.Namespace, settled: Settled, once: Once) -> int:
    """Build until stopped.  A page or a rule that breaks is told, and the watch goes on: the next save may mend it.

    `settled` fills what the command line leaves open from kg.yaml, `once` builds.
    """
    from kg import pipeline
    from kg.compare.gist import Gist, gist, told
    from kg.noticing import differences

    if "-" in map(str, settled(options).pages):
        raise UsageError("standard input cannot be watched", hint="give files, folders or globs")
    began = time.monotonic()
    before: Gist | None = None
    seen: Look | None = None
    try:
        while True:
            started = time.monotonic()
            files = _look(options, settled)
            took = time.monotonic() - started
            if files != seen:
                if seen is not None:
                    files = _at_rest(options, settled, files)
                    changes = differences(seen, files)
                    _say(options, [f"{what}: {path}" for what, path in changes])
                    if any(path.suffix in _OF_RULES for _, path in changes):
                        pipeline.forget_rules()
                seen = files
                try:
                    _code, graph = once(settled(options))
                    assert graph is not None, "--watch is refused where records are not held in memory"
                    now = gist(graph.records)
                    _say(options, (told(before, now) or ["says the same as before"]) if before is not None else [])
                    before = now
                except KgError as problem:
                    if before is None and isinstance(problem, UsageError):
                        raise
                    print(problem, file=sys.stderr, flush=True)
                _say(options, [f"watching {len(seen)} files; Ctrl-C ends it"])
            if options.until is not None and time.monotonic() - began >= options.until:
                return 0
            time.sleep(max(_POLL, _SHARE * took))
    except KeyboardInterrupt:
        _say(options, ["stopped; the last outputs stand"])
        return 0


def _look(options: argparse.Namespace, settled: Settled) -> Look:
    """All files that the output depends on, as they stand now."""
    from kg.noticing import look, pages_and_dates, rules_in
    from kg.project import NAME

    single = [Path(NAME)] + ([options.links] if options.links else [])
    try:
        now = settled(options)
    except KgError:  # kg.yaml is broken: the build says it, and the next save of it is seen
        return look(single)
    out = Path(now.out).resolve()
    pages = [path for path in pages_and_dates(now.pages) if not path.resolve().is_relative_to(out)]  # what the build itself writes is no reason to build
    return look([*single, *pages, *rules_in(rule_folders(now))])


def _at_rest(options: argparse.Namespace, settled: Settled, files: Look) -> Look:
    """The files, once two looks in a row find them alike: an editor empties a file before it fills it."""
    while True:
        time.sleep(_SETTLE)
        later = _look(options, settled)
        if later == files:
            return files
        files = later


def _say(options: argparse.Namespace, lines: list[str]) -> None:
    if options.quiet:
        return
    for line in lines[:_SHOWN]:
        print(f"  {line}")
    if len(lines) > _SHOWN:
        print(f"  … and {len(lines) - _SHOWN} more")
    sys.stdout.flush()
