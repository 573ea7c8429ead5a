"""All cores of a machine, and every engine on one of them.

In: made pages.  Out: a table of `kg build` with one process and with as many as there are cores, and one of what a page costs on each engine.
"""
from __future__ import annotations

import importlib.util
import json
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.archive.pages import write
from bench.machine import Taken, python, taken_by
from bench.table import Goal, Table

NEAR_LINEAR = 0.8  # of the number of cores
_READING = re.compile(r"^ *(\d+\.\d+)  pages$", re.MULTILINE)  # of report.txt


def all_cores(pages: int) -> Iterator[Table]:
    """One process, and one for each core: the whole build, and the reading of pages alone, which is what is spread."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    rows: list[list[str]] = []
    reading: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        archive, out = Path(scratch) / "archive", Path(scratch) / "out"
        write(archive, pages)
        _build(archive, out, 1, "--limit", "1")  # rules compiled and kept
        for jobs in range(1, cores + 1):
            taken = _build(archive, out, jobs)
            found = _READING.search((out / "report.txt").read_text(encoding="utf-8"))
            reading.append(float(found[1]) if found else taken.clock)
            rows.append([str(jobs), f"{taken.clock:.1f}", f"{reading[-1]:.1f}", f"{reading[0] / reading[-1]:.2f}", f"{taken.processor:.1f}", f"{taken.memory:,.0f}"])
    gain = reading[0] / reading[-1]
    goals = [Goal(f"reading with {cores} processes, times one process", f"≥ {NEAR_LINEAR * cores:.1f}", f"{gain:.2f}", gain >= NEAR_LINEAR * cores)] if cores > 1 else []
    yield Table("Cores", ("processes", "clock s", "of it reading s", "× one process", "processor s", "largest process MB"), rows,
                f"kg build of {pages:,} made pages, Turtle and tables, nothing kept.", goals=goals)


def _build(archive: Path, out: Path, jobs: int, *options: str) -> Taken:
    taken = taken_by(python("-m", "kg", "build", str(archive), "--out", str(out), "--jobs", str(jobs), "--formats", "turtle,tables,report", "--fresh", *options))
    if taken.code:
        raise SystemExit(f"kg build failed:\n{taken.said}")
    return taken


def each_engine(pages: int) -> Iterator[Table]:
    """What a page costs in memory, on disk and on Spark, one core each; the same work, and whether they say the same."""
    wanted = ["memory", "disk-1"]
    if importlib.util.find_spec("psutil") is None:
        yield Table("Engines", (), (), "Not measured: psutil, which counts the seconds of all processes, is not installed.")
        return
    if importlib.util.find_spec("pyspark") is not None:
        wanted.append("spark-local[1]")
    taken = taken_by(python("bench/archive/engines.py", "--json", "--pages", str(pages), "--engines", *wanted))
    if taken.code:
        raise SystemExit(f"bench/archive/engines.py failed:\n{taken.said}")
    said = json.loads(taken.said.splitlines()[-1])
    rows = [[name, f"{start:.1f}", f"{page:.1f}", f"{speed:,.0f}", f"{wall:.1f}", f"{lines:,}", digest[:12]] for name, start, page, speed, wall, lines, digest in said["rows"]]
    same = len({row[-1] for row in said["rows"]}) == 1
    yield Table("Engines", ("engine", "start s", "a page ms", "characters/s a core", "clock s", "lines", "digest"), rows,
                f"{pages:,} made pages, {said['characters']:,} characters: read, brought together by key, a line written for each claim and entity; seconds of all processes, Java's too.",
                goals=[Goal("every engine writes the same lines", "yes", "yes" if same else "no", same)])
