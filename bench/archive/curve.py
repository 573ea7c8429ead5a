"""How time and memory grow with the archive, on the engine that keeps its rows on disk.

    python bench/archive/curve.py [--pages 2500 5000 10000] [--jobs 2] [--characters 1900] [--keep FOLDER]

In: numbers of pages, made by `bench/archive/pages.py`.  Out: a line for each, as soon as it is measured: processor time of a page (all processes summed;
a build of one page is taken off), its growth since the size before, the largest process.  The builds write packed N-Quads, tables, report and
manifest, and keep nothing from one to the next.
"""
from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from bench.archive.pages import CHARACTERS, write  # noqa: E402
from bench.machine import Taken, described, load, python, taken_by  # noqa: E402

FORMATS = "nquads.gz,tables,report,manifest"


def build(pages: Path, out: Path, limit: int, jobs: int) -> Taken:
    """One build of the first pages.  Raises `SystemExit` with what it said where it fails."""
    taken = taken_by(python("-m", "kg", "build", str(pages), "--out", str(out), "--limit", str(limit), "--jobs", str(jobs), "--engine", "disk", "--formats", FORMATS, "--fresh"), patience=7200)
    if taken.code:
        raise SystemExit(f"kg build failed:\n{taken.said}")
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="+", default=[2500, 5000, 10000])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--characters", type=int, default=CHARACTERS)
    parser.add_argument("--keep", type=Path, help="where pages and outputs shall lie and stay")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        measure(options.keep or Path(scratch), sorted(options.pages), options.jobs, options.characters)


def measure(folder: Path, sizes: list[int], jobs: int, characters: int) -> None:
    """One archive, built to each size."""
    pages = folder / "pages"
    total = write(pages, max(sizes), characters)
    print("\n".join(described(" ".join(sys.argv))), f"- {total:,} characters in {max(sizes):,} pages", sep="\n", end="\n\n")
    build(pages, folder / "out", 1, jobs)
    base = build(pages, folder / "out", 1, jobs).processor
    print("| pages | clock s | processor s | ms a page | ms a page since the size before | largest process MB | entities | claims |\n|---:|---:|---:|---:|---:|---:|---:|---:|")
    size_before, before, first = 0, 0.0, 0.0
    for size in sizes:
        taken = build(pages, folder / "out", size, jobs)
        spent = taken.processor - base
        since = 1000 * (spent - before) / (size - size_before)
        first = first or since
        counts = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))["counts"]
        print(f"| {size:,} | {taken.clock:,.0f} | {taken.processor:,.0f} | {1000 * spent / size:.1f} | {since:.1f} ({since / first:.2f} ×) | {taken.memory:,.0f} | {counts['entities']:,} | {counts['claims']:,} |", flush=True)
        size_before, before = size, spent
    print(f"\n- {load('end')}")


if __name__ == "__main__":
    main()
