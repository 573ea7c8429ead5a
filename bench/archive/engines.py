"""What each engine costs: the same pages through memory, disk and Spark, and whether all write the same lines.

    python bench/archive/engines.py [--pages 400] [--characters 600] [--engines memory disk-1 disk-2 spark-local[1] …]

In: pages of `bench/archive/pages.py`.  Out: a table.  Seconds of processors are summed over all processes (Java too), so they hold on a machine that
others use meanwhile; `start` is what an engine needs before its first page, `a page` what remains, by the page.  The work: read every page, bring
the entities of the same key together, write a line for each claim and entity as parts.  Needs psutil.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from kg import workplace
from kg.flow import Engine
from kg.flow.parts import LineParts
from kg.model import Note
from kg.read import gather
from kg.shipped import rules_home

HERE = Path(__file__).resolve().parent


def said(task: tuple) -> Iterator[tuple]:
    """(key, page, what) for every claim and entity of a page."""
    told = workplace.work(task)
    if isinstance(told, Note):
        return
    yield from ((f"claim {claim.id}", told.source.name, claim.value_text) for claim in told.claims)
    yield from ((key, told.source.name, entity.name) for key, entity in told.entities.items())


def lines(key: str, rows: Iterator[tuple]) -> Iterable[str]:
    """One line for a key, with its pages in order."""
    found = list(rows)
    yield f"{key}\t{found[0][2]}\t{' '.join(page for _, page, _ in found)}\n"


def key_of(row: tuple) -> str:
    """What it is of."""
    return row[0]


def order_of(row: tuple) -> tuple:
    """Page, then words."""
    return row[1:]


def engine_called(name: str, aside: Path) -> Engine:
    """`memory`, `disk-2`, `spark-local[2]`, `spark-spark://…`."""
    kind, _, how = name.partition("-")
    start = (workplace.start, ((rules_home(),), False))
    if kind == "memory":
        from kg.flow.memory import Memory

        return Memory(start)
    if kind == "disk":
        from kg.flow.disk import Disk

        return Disk(aside, int(how or 1), start=start)
    from kg.flow.spark import Spark

    return Spark(how or "local[*]", start=start)


def processors() -> float:
    """Seconds of processors of this process, its children and theirs, as far as they live or have been waited for."""
    own = psutil.Process()
    return sum(sum(process.cpu_times()[:4]) for process in [own, *own.children(recursive=True)])


def one(name: str, pages: Path, most: int) -> dict:
    """One engine over the first pages of the folder."""
    begun = time.perf_counter(), processors()
    tasks = gather([pages])[0][:most]
    out = Path(tempfile.mkdtemp())
    try:
        with engine_called(name, out / "aside") as engine:
            writer = LineParts(out / "lines")
            engine.rows(tasks).flat_map(said).grouped(key_of, order_of, lines).write(writer)
            ended = time.perf_counter(), processors()
        written = sorted(line for path in sorted((out / "lines").iterdir()) for line in path.read_text(encoding="utf-8").splitlines())
    finally:
        shutil.rmtree(out)
    return {"wall": ended[0] - begun[0], "cpu": ended[1] - begun[1], "lines": len(written), "digest": hashlib.sha256("\n".join(written).encode()).hexdigest()}


def main() -> None:
    """Measure each engine in a process of its own, over few pages and over all: the difference is what pages cost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--characters", type=int, default=600)
    parser.add_argument("--engines", nargs="+", default=["memory", "disk-1", "disk-2", "spark-local[1]", "spark-local[2]"])
    parser.add_argument("--json", action="store_true", help="print the rows as one line of JSON")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(options.one[0], Path(options.one[1]), int(options.one[2]))))
        return
    few = max(4, options.pages // 20)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, str(HERE / "pages.py"), folder, "--pages", str(options.pages), "--characters", str(options.characters)], check=True, stdout=subprocess.DEVNULL)
        read = [len(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).rglob("*.txt"))]
        rows = [cost(name, folder, few, options.pages, sum(read)) for name in options.engines]
    if options.json:
        print(json.dumps({"characters": sum(read), "rows": rows}))
        return
    print(f"{options.pages} pages, {sum(read):,} characters; {platform.processor() or platform.machine()}, Python {platform.python_version()}, {time.strftime('%Y-%m-%d')}\n")
    print("| engine | start s (processors) | a page ms (processors) | characters/s a core | wall s | lines | digest |\n|---|---|---|---|---|---|---|")
    for name, start, page, speed, wall, lines_, digest in rows:
        print(f"| {name} | {start:.1f} | {page:.2f} | {speed:,.0f} | {wall:.1f} | {lines_} | {digest[:12]} |")


def cost(name: str, folder: str, few: int, count: int, characters: int) -> tuple[str, float, float, float, float, int, str]:
    """Name, seconds of start, milliseconds of a page, characters a second on one core, seconds on the clock, lines and their digest."""
    short, whole = (measured(name, folder, pages) for pages in (few, count))
    page = (whole["cpu"] - short["cpu"]) / (count - few)
    return name, max(0.0, short["cpu"] - few * page), 1000 * page, characters / count / page, whole["wall"], whole["lines"], whole["digest"]


def measured(name: str, folder: str, count: int) -> dict:
    """What one run in a new process says."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run([sys.executable, "-c", "import engines; engines.main()", "--one", name, folder, str(count)], env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
