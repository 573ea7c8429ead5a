"""This engine beside jieba's plain cut, in one process on the same pages: the ratio to quote.

    python bench/core.py [PAGE …] [--repeat N]

In: pages (default: those that come with the project).  Out: a row for each stage: characters a second, and how many times jieba.cut's.
Processor time, the best of three; other work on the machine hardly counts.  Garbage is looked for as seldom as in every command of `kg`, and memory lies in large
pages as in a build that has worked on 200 pages (`--small-pages`: not), for jieba too.

`kg numbers and claims` is what extraction does after names are found and before anything is bound: numbers, quantities and times (level *values*),
the frames round them (level *claims*), and each quantity read in its frame (`kg.extract.claims.read`: kind, direction, baseline, metric).  Pages are read
and their names found before the clock starts.  The rows of made pages are one pass over pages that are seen once, so nothing remembered helps.
"""
from __future__ import annotations

import argparse
import gc
import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.archive.pages import page  # noqa: E402
from kg.cli import GARBAGE  # noqa: E402
from kg.largepages import use_large_pages  # noqa: E402

_MADE, _SEED = 200, 11  # pages of the archive that are seen once


def timed(work: Callable[[], object], repeat: int) -> float:
    """The best of three runs of `repeat` calls, in processor seconds a call."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for _ in range(repeat):
            work()
        best = min(best, (time.process_time() - started) / repeat)
    return best


def prepared(pages: list, ruleset) -> list:
    """(page, sheet) of each page, as it stands when names have been found."""
    from kg.extract.again import find_again
    from kg.rules import Sheet, run_level

    made = []
    for one in pages:
        sheet = Sheet(one.text, [sentence.span for sentence in one.sentences], ruleset, [sentence.zone for sentence in one.sentences])
        run_level(ruleset, "words", sheet)
        sheet.overprint(one.bylines)
        sheet.mentions += one.bylines
        run_level(ruleset, "names", sheet)
        again = find_again(sheet)
        sheet.overprint(again)
        sheet.mentions += again
        made.append((one, sheet))
    return made


def numbers_and_claims(sheets: list, ruleset) -> int:
    """Every quantity of the pages read in its frame; how many."""
    from kg.extract import Findings, settled
    from kg.extract.claims import read
    from kg.rules import run_level

    count = 0
    for one, sheet in sheets:
        run_level(ruleset, "values", sheet)
        run_level(ruleset, "claims", sheet)
        count += len(read(Findings(one, settled(sheet)), ruleset))
    return count


def once(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure(texts: list[str], repeat: int, small: bool = False) -> list[tuple[str, float]]:
    """(what, characters a second) of jieba.cut and of each stage: the first row is jieba's, the last the one that bench/run.py holds against its goals."""
    import jieba

    from kg.extract import extract
    from kg.pipeline import analyse
    from kg.read import read_text
    from kg.rules import built_in_rules

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    ruleset = built_in_rules()
    characters = sum(map(len, texts))

    def read() -> list:
        return [read_text(text, str(number), ruleset=ruleset) for number, text in enumerate(texts)]

    for each in read():  # the first pass fills tables that all later pages use
        analyse(each, ruleset)
    if not small:
        use_large_pages()
    pages = read()
    numbers = float("inf")
    for _ in range(3 * repeat):  # a sheet can be worked on once
        sheets = prepared(pages, ruleset)
        numbers = min(numbers, once(lambda sheets=sheets: numbers_and_claims(sheets, ruleset)))
    made = [page(number, seed=_SEED) for number in range(_MADE)]
    size = sum(map(len, made))
    rows = [("jieba.cut", timed(lambda: [list(jieba.cut(text)) for text in texts], repeat)),
            ("kg read", timed(read, repeat)),
            ("kg extract", timed(lambda: [extract(each, ruleset) for each in pages], repeat)),
            ("kg numbers and claims", numbers),
            ("kg read to claims", timed(lambda: [analyse(each, ruleset) for each in read()], repeat))]
    seen_once = [("jieba.cut, made pages", once(lambda: [list(jieba.cut(text)) for text in made])),
                 ("kg read to claims, made pages", once(lambda: [analyse(read_text(text, str(number), ruleset=ruleset), ruleset) for number, text in enumerate(made)]))]
    told = [(name, characters / seconds) for name, seconds in rows]
    return [*told[:-1], *((name, size / seconds) for name, seconds in seen_once), told[-1]]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--json", action="store_true", help="for bench/run.py")
    parser.add_argument("--small-pages", action="store_true", help="memory as a short build has it")
    options = parser.parse_args()
    gc.set_threshold(*GARBAGE)
    rows = measure([path.read_text(encoding="utf-8") for path in options.pages], options.repeat, options.small_pages)
    if options.json:
        print("\n" + json.dumps(rows))
        return
    for name, speed in rows:
        print(f"{name:30} {speed:>12,.0f} characters/s   {speed / rows[0][1]:6.2f} × jieba.cut")


if __name__ == "__main__":
    main()
