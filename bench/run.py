"""How fast: reading to resolved claims on one core, beside jieba's plain cut of the same text in the same process.

    python bench/run.py [PAGE …] [--repeat N]

Prints characters a second of jieba.cut and of each stage of this engine, the time to load, and the ratio to quote.
"""
from __future__ import annotations

import argparse
import logging
import time
from pathlib import Path


def timed(work, repeat: int) -> float:
    """The best of three runs of `repeat` calls, in seconds a call."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        for _ in range(repeat):
            work()
        best = min(best, (time.perf_counter() - started) / repeat)
    return best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted((Path(__file__).parent.parent / "seeds").glob("*.txt")))
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()

    import jieba

    jieba.setLogLevel(logging.ERROR)
    started = time.perf_counter()
    jieba.initialize()
    jieba_load = time.perf_counter() - started

    started = time.perf_counter()
    from kg.extract import extract
    from kg.hanzi import rules_home
    from kg.pipeline import analyse
    from kg.read import read_text
    from kg.rules import load

    ruleset = load([rules_home()])
    kg_load = time.perf_counter() - started
    texts = [path.read_text(encoding="utf-8") for path in options.pages]
    characters = sum(map(len, texts))

    def read() -> list:
        return [read_text(text, str(number), ruleset=ruleset) for number, text in enumerate(texts)]

    started = time.perf_counter()
    for page in read():
        analyse(page, ruleset)
    first = time.perf_counter() - started
    pages = read()
    rows = [("jieba.cut", timed(lambda: [list(jieba.cut(text)) for text in texts], options.repeat)),
            ("kg read", timed(read, options.repeat)),
            ("kg extract", timed(lambda: [extract(page, ruleset) for page in pages], options.repeat)),
            ("kg read to claims", timed(lambda: [analyse(page, ruleset) for page in read()], options.repeat))]
    print(f"{len(texts)} pages, {characters:,} characters; loading: jieba {jieba_load:.2f} s, kg {kg_load:.2f} s; kg's first pass {first:.2f} s")
    for name, seconds in rows:
        print(f"{name:18} {characters / seconds:>12,.0f} characters/s")
    print(f"kg read to claims, to jieba.cut: {rows[0][1] / rows[-1][1]:.3f}")


if __name__ == "__main__":
    main()
