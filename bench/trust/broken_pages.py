"""A great many pages, one in a hundred broken: the build goes to the end and the report names each broken page with its reason.

    python bench/trust/broken_pages.py [--pages 100000] [--jobs N] [--engine disk] [--home DIR]

Pages are short and invented; they are broken in the twenty ways of `invented.BREAKS`, in turn.  The report must name each broken page with the reason that its way has
(`invented.REASONS`), and no other page; every good page must have its article.  Exit 1 where one of that is not so.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from invented import BREAKS, REASONS, write_pages

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Write, break, build, compare, count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--home", type=Path, help="a folder for pages, cache and output that is kept: a run that was broken off goes on from the pages it has read")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        home = options.home or Path(name)
        shutil.rmtree(home / "pages", ignore_errors=True)
        write_pages(home / "pages", options.pages)
        broken: dict[str, str] = {}
        for number, at in enumerate(range(50, options.pages, 100)):
            what, spoil = BREAKS[number % len(BREAKS)]
            path = home / "pages" / f"{at // 1000:03}" / f"{at:06}.txt"
            spoil(path)
            broken[f"{at:06}"] = what
        started = time.monotonic()
        done = subprocess.run([sys.executable, "-m", "kg", "build", str(home / "pages"), "--out", str(home / "out"), "--jobs", options.jobs, "--engine", options.engine, "--quiet", "--formats", "turtle,tables,report,manifest"],
                              env=dict(os.environ, PYTHONPATH=str(ROOT), XDG_CACHE_HOME=str(home / "cache")), capture_output=True, encoding="utf-8")
        took = time.monotonic() - started
        if done.returncode:
            print(done.stderr[-2000:], file=sys.stderr)
            return 1
        report = (home / "out" / "report.txt").read_text(encoding="utf-8")
        skipped = report.partition("\nskipped (")[2].partition("\n\n")[0]
        named = {found[1]: found[2] for found in re.finditer(r"^  (?:\S*/)?(\d{6})[.\w]*: (.+)$", skipped, re.MULTILINE)}
        with (home / "out" / "tables" / "articles.csv").open(encoding="utf-8-sig", newline="") as file:
            built = {Path(row["source"]).stem for row in csv.DictReader(file)}
        good = {f"{at:06}" for at in range(options.pages)} - broken.keys()
        wrong = Counter(f"{what}: {named[page]}" for page, what in broken.items() if page in named and REASONS[what] not in named[page])
        counted = {"pages": options.pages, "broken": len(broken), "ways": len(set(broken.values())), "named in the report": len(broken.keys() & named.keys()), "broken but not named": sorted({broken[page] for page in broken.keys() - named.keys()}),
                   "good pages named as broken": len(named.keys() - broken.keys()), "good pages without an article": len(good - built), "named with another reason": dict(wrong), "seconds": round(took, 1),
                   "pages a second": round(options.pages / took), "megabytes of the largest process": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10}
    print(json.dumps(counted, ensure_ascii=False))
    return 1 if counted["broken but not named"] or counted["named with another reason"] or counted["good pages named as broken"] or counted["good pages without an article"] else 0


if __name__ == "__main__":
    sys.exit(main())
