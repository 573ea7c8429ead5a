"""Command words → calls.  The only room that prints or exits.

In: the command line.  Out: an exit code: 0 success, 1 what `--strict` or a failed test asks for, 2 a usage or rule error.
"""
from __future__ import annotations

import argparse
import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence

from kg import __version__
from kg.cli import build, check, diff, extract, init, load, query, read, review, rules, score, series, serve, validate, verify, why, whynot
from kg.errors import KgError, UsageError
from kg.expressions import compiled_before

COMMANDS = (init, build, read, extract, why, whynot, check, review, score, series, diff, verify, validate, query, load, serve, rules)
GARBAGE = 1_000_000, 20, 20
"""How many new objects make Python look for garbage, and how seldom it looks among older ones.  A page leaves none (`tests/test_speed.py`); rules and the first pages are half a million."""


def parser(word: str | None = None) -> argparse.ArgumentParser:
    """The whole command line, or as much of it as a first word needs that is a command's."""
    top = argparse.ArgumentParser(prog="kg", description="Newspaper pages in Chinese → a knowledge graph that shows its evidence.",
                                  epilog="kg COMMAND --help tells more about one command.")
    top.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)
    words = {command.__name__.rpartition(".")[2]: command for command in COMMANDS} | {"ask": query}
    for command in (words[word],) if word in words else COMMANDS:
        command.add(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; expected problems are printed without a traceback."""
    # Loading dictionaries and rules makes hundreds of thousands of lasting objects; looking through them for garbage costs a sixth of a build,
    # and as much again at the end, when all of it goes at once anyhow.
    before = gc.get_threshold()
    gc.set_threshold(*GARBAGE)
    if arguments is None:
        atexit.register(gc.freeze)
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts a thread for each processor else, which wait for work that never comes: a sixteenth of a start
        return _run(sys.argv[1:])
    try:
        return _run(arguments)
    finally:  # the process is somebody else's and goes on
        gc.set_threshold(*before)


def _parsed(given: Sequence[str]) -> argparse.Namespace:
    """The command line understood; `kg rules test mypack` is told what a folder of rules stands behind."""
    top = parser(given[0])
    options, rest = top.parse_known_args(given)
    if rest:
        folder = next((word for word in rest if hasattr(options, "rules") and os.path.isdir(word)), None)
        top.error(f"unrecognized arguments: {' '.join(rest)}" + (f"; did you mean --rules {folder}?" if folder else f"; kg {given[0]} --help lists what there is"))
    return options


def _run(given: Sequence[str]) -> int:
    try:
        if not given:
            parser().print_help(sys.stderr)
            return 2
        options = _parsed(given)
        with compiled_before(given[0]):
            code = options.run(options)
        sys.stdout.flush()  # here, where it can be told what became of the reader
        return code
    except KgError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped; outputs that stood there are as they were", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of our output went away, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as problem:  # Python asks the system whether a path is there, and the system refuses to look
        if problem.filename is None:
            raise
        name = os.fsdecode(problem.filename)
        is_text = problem.errno == errno.ENAMETOOLONG
        print(UsageError(f"cannot be looked at ({problem.strerror})", f"{name[:40]}…" if is_text else name,
                         "give the path of a file, not what stands in it" if is_text else "check the path and its permissions"), file=sys.stderr)
        return 2
