"""How time and memory grow: with pages, with entities, with rules; what a second build costs; how fast one page is built.

In: numbers of pages.  Out: tables with their goals.  Every build is a `kg build` in a process of its own, on made pages (bench/archive), on one core.
"""
from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.archive.pages import page, write  # noqa: E402
from bench.machine import Taken, python, taken_by  # noqa: E402
from bench.table import Goal, Table  # noqa: E402


def build(pages: Path, out: Path, *options: str, cache: Path | None = None) -> Taken:
    """One build.  Raises `SystemExit` with what it said where it fails."""
    if cache is not None:
        os.environ["XDG_CACHE_HOME"] = str(cache)
    taken = taken_by(python("-m", "kg", "build", str(pages), "--out", str(out), "--jobs", "1", *options))
    if taken.code:
        raise SystemExit(f"kg build failed:\n{taken.said}")
    return taken


def start_up(folder: Path) -> Table:
    """`kg build` on one page, rules and word lists kept from an earlier build, the page's result not."""
    text = next(text for number in range(1000) if 1500 < len(text := page(number)) < 2500)
    (folder / "one").mkdir()
    (folder / "one" / "A01.txt").write_text(text, encoding="utf-8")
    build(folder / "one", folder / "out-one")
    runs = [build(folder / "one", folder / "out-one", "--fresh") for _ in range(3)]
    best = min(runs, key=lambda run: run.processor)
    clock = min(run.clock for run in runs)
    return Table("One page", ("", "processor s", "clock s", "memory MB"), [[f"kg build on one page of {len(text):,} characters, warm", f"{best.processor:.2f}", f"{clock:.2f}", f"{best.memory:,.0f}"]],
                 "A fresh process, all default outputs; the best of three.",
                 goals=[Goal("kg build on one page, warm", "< 1.0 s", f"{best.processor:.2f} s of processor, {clock:.2f} s on the clock", best.processor < 1.0)])


def by_pages(folder: Path, sizes: Sequence[int]) -> Table:
    """Time and memory for more and more pages, and what grows with them."""
    write(folder / "archive", max(sizes))
    rows, each = [], []
    build(folder / "archive", folder / "out", "--limit", "1")  # rules compiled and kept
    base = build(folder / "archive", folder / "out", "--limit", "1", "--fresh").processor
    for size in sizes:
        taken = build(folder / "archive", folder / "out", "--limit", str(size), "--fresh")
        each.append((size, taken.processor - base))
        told = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))["counts"]
        rows.append([f"{size:,}", f"{taken.processor:.1f}", f"{1000 * (taken.processor - base) / size:.1f}", f"{taken.memory:,.0f}", f"{told['entities']:,}", f"{told['claims']:,}"])
    rates = [(later - earlier) / (more - fewer) for (fewer, earlier), (more, later) in pairwise(each)]
    first, last = each[0][1] / each[0][0], rates[-1]
    return Table("Pages", ("pages", "processor s", "ms a page", "memory MB", "entities", "claims"), rows,
                 f"kg build of made pages with all default outputs, one process, nothing kept. A build of one page ({base:.2f} s) is taken off before the time is divided by the pages.",
                 goals=[Goal("time of a page at the end, to the start", "≤ 1.2", f"{last / first:.2f} (pages {sizes[-2]:,}–{sizes[-1]:,} to the first {sizes[0]:,})", last / first <= 1.2)])


def by_entities(folder: Path, sizes: Sequence[int]) -> Table:
    """Joining alone, for more and more entities: what each page says is worked out once and joined in portions."""
    taken = taken_by(python(__file__, "--joining", str(folder / "archive"), *map(str, sizes)))
    if taken.code:
        raise SystemExit(f"joining failed:\n{taken.said}")
    measured = json.loads(taken.said.splitlines()[-1])
    rows = [[f"{size:,}", f"{entities:,}", f"{1000 * seconds:.0f}", f"{1e6 * seconds / entities:.0f}"] for size, entities, seconds in measured]
    return Table("Entities", ("pages", "entities", "joining ms", "µs an entity"), rows, "Joining what the pages say into one graph, without reading them; processor time, the best of three.")


def joining(archive: Path, sizes: Sequence[int]) -> list[tuple[int, int, float]]:
    """(pages, entities, processor seconds of joining) for the first pages of an archive."""
    from kg.pipeline import analyse
    from kg.read import read_file
    from kg.resolve import across
    from kg.rules import built_in_rules

    ruleset, measured = built_in_rules(), []
    told = [analyse(read_file(path, ruleset=ruleset), ruleset).records() for path in sorted(archive.rglob("*.txt"))[:max(sizes)]]
    for size in sizes:
        best, entities = float("inf"), 0
        for _ in range(3):
            started = time.process_time()
            entities = len(across(told[:size], ruleset, "https://example.org/kg/").entities)
            best = min(best, time.process_time() - started)
        measured.append((size, entities, best))
    return measured


FORMATS = "turtle,tables,report,manifest"
_REMEMBERING = ("--engine", "incremental", "--formats", FORMATS)


def second_build(folder: Path, size: int) -> Table:
    """A build after one page in a hundred was touched, beside the first, and whether it equals a clean one byte for byte."""
    pages, cache = folder / "second", folder / "cache"
    write(pages, size)
    before = os.environ.get("XDG_CACHE_HOME")
    try:
        build(pages, folder / "out-warm", "--limit", "1", cache=cache)  # rules and dictionary kept, as on any machine that has built once
        first, again = (build(pages, folder / "out-second", *_REMEMBERING, cache=cache) for _ in range(2))
        for number, path in enumerate(sorted(pages.rglob("*.txt"))):
            if number % 100 == 0:
                path.write_text(path.read_text(encoding="utf-8") + page(10 ** 6 + number)[:200], encoding="utf-8")
        touched = build(pages, folder / "out-second", *_REMEMBERING, cache=cache)
        clean = build(pages, folder / "out-clean", "--engine", "memory", "--formats", FORMATS, "--fresh", cache=cache)
    finally:
        os.environ.pop("XDG_CACHE_HOME", None)
        if before is not None:
            os.environ["XDG_CACHE_HOME"] = before
    same = contents(folder / "out-second") == contents(folder / "out-clean")
    rows = [[what, f"{run.processor:.2f}", f"{run.processor / first.processor:.1%}"] for what, run in
            (("first build", first), ("again, nothing touched", again), ("again, 1 % of the pages touched", touched), ("clean build of the touched pages", clean))]
    share = touched.processor / first.processor
    return Table("A second build", ("build", "processor s", "of the first"), rows, f"{size:,} made pages, Turtle, tables, report and manifest, --engine incremental; the output after touching equals the clean build's byte for byte: {'yes' if same else 'NO'}.",
                 goals=[Goal("second build, 1 % of the pages touched", "< 5 % of the first", f"{share:.1%} (of {size:,} pages)", share < 0.05), Goal("its bytes are the clean build's", "yes", "yes" if same else "no", same)])


def contents(out: Path) -> dict[str, bytes]:
    """The files of an output by name, but the report, which prints seconds, and the manifest, which prints the report's hash."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file() and path.name not in ("report.txt", "manifest.json")}


def all_curves(sizes: Sequence[int], second: int) -> Iterator[Table]:
    """Every table of this file, each as soon as it is measured; `second` is of how many pages a second build is measured."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        yield start_up(folder)
        yield by_pages(folder, sizes)
        yield by_entities(folder, sizes)
        yield second_build(folder, second)


if __name__ == "__main__":  # a process of its own, so that the one that measures stays small
    if sys.argv[1:2] != ["--joining"]:
        raise SystemExit("bench/run.py runs these")
    print("\n" + json.dumps(joining(Path(sys.argv[2]), list(map(int, sys.argv[3:])))))
