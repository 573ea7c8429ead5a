"""This engine beside jieba's plain cut, in one process on the same pages: the ratio to quote.

    python bench/core.py [PAGE …] [--repeat N]

In: pages (default: those that come with the project).  Out: a row for each stage: characters a second, and how many times jieba.cut's.
Processor time, the best of three; other work on the machine hardly counts.
"""
from __future__ import annotations

import argparse
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def timed(work: Callable[[], object], repeat: int) -> float:
    """The best of three runs of `repeat` calls, in processor seconds a call."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for _ in range(repeat):
            work()
        best = min(best, (time.process_time() - started) / repeat)
    return best


def measure(texts: list[str], repeat: int) -> list[tuple[str, float]]:
    """(what, characters a second) of jieba.cut and of each stage: the first row is jieba's, the last the one that bench/run.py holds against its goals."""
    import jieba

    from kg.extract import extract
    from kg.hanzi import rules_home
    from kg.pipeline import analyse
    from kg.read import read_text
    from kg.rules import load_cached

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    ruleset = load_cached([rules_home()])
    characters = sum(map(len, texts))

    def read() -> list:
        return [read_text(text, str(number), ruleset=ruleset) for number, text in enumerate(texts)]

    for page in read():  # the first pass fills tables that all later pages use
        analyse(page, ruleset)
    pages = read()
    rows = [("jieba.cut", timed(lambda: [list(jieba.cut(text)) for text in texts], repeat)),
            ("kg read", timed(read, repeat)),
            ("kg extract", timed(lambda: [extract(page, ruleset) for page in pages], repeat)),
            ("kg read to claims", timed(lambda: [analyse(page, ruleset) for page in read()], repeat))]
    return [(name, characters / seconds) for name, seconds in rows]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="for bench/run.py")
    options = parser.parse_args()
    rows = measure([path.read_text(encoding="utf-8") for path in options.pages], options.repeat)
    if options.json:
        print("\n" + json.dumps(rows))
        return
    for name, speed in rows:
        print(f"{name:24} {speed:>12,.0f} characters/s   {speed / rows[0][1]:6.2f} × jieba.cut")


if __name__ == "__main__":
    main()
