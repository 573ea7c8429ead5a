"""Where the time goes: each stage from a page's characters to its resolved claims.

    python bench/stages.py [PAGE …] [--made N] [--rounds N] [--markdown]

In: pages (default: those that come with the project) or N made ones (bench/archive).  Out: for each stage its share of the time and its characters a second,
beside jieba.cut of the same pages in the same process.  Processor time; of each stage the best of several rounds over all pages; garbage is looked for as
seldom as in every command of `kg`, and memory lies in large pages (`--small-pages`: not), as in a build that has worked on 200 pages.
"""
from __future__ import annotations

import argparse
import gc
import logging
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from bench.archive.pages import page as made_page  # noqa: E402
from bench.table import Table  # noqa: E402
from kg.cli import GARBAGE  # noqa: E402
from kg.largepages import use_large_pages  # noqa: E402

STAGES = {
    "read": "lines, zones, articles, sentences",
    "words": "word lists with a label, one automaton pass",
    "names": "rules of level names, personal names weighed",
    "again": "names known from the page, found again",
    "values": "numbers, quantities, times",
    "relations": "posts and relations",
    "claims": "frames round quantities",
    "resolve": "entities, posts and relations of the page",
    "readings": "each quantity read in its frame: kind, direction, baseline, metric",
    "bind": "owner, time, mood and speaker of each claim; fates of numbers",
}
"""Stage → what is done in it, in order."""


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._last = time.process_time()

    def start(self) -> None:
        """What came before is nobody's."""
        self._last = time.process_time()

    def lap(self, stage: str) -> None:
        """The time since the last lap is this stage's."""
        now = time.process_time()
        self.seconds[stage] += now - self._last
        self._last = now


def round_over(texts: Sequence[str], ruleset) -> Counter[str]:
    """Seconds of each stage over all pages once; the stages are those of `kg.pipeline.analyse`, one after another."""
    import jieba

    from kg.extract import LEVELS, Findings, settled
    from kg.extract.again import find_again
    from kg.extract.claims import read
    from kg.extract.values import time_expressions
    from kg.read import read_text
    from kg.resolve import resolve_page
    from kg.resolve.claims import bind
    from kg.rules import Sheet, run_level

    clock = Clock()
    for number, text in enumerate(texts):
        clock.start()
        list(jieba.cut(text))
        clock.lap("jieba.cut")
        page = read_text(text, str(number), ruleset=ruleset)
        clock.lap("read")
        sheet = Sheet(page.text, [sentence.span for sentence in page.sentences], ruleset, [sentence.zone for sentence in page.sentences])
        for level in LEVELS:
            run_level(ruleset, level, sheet)
            if level == "words":
                sheet.overprint(page.bylines)
                sheet.mentions += page.bylines
            clock.lap(level)
            if level == "names":
                again = find_again(sheet)
                sheet.overprint(again)
                sheet.mentions += again
                clock.lap("again")
        findings = Findings(page, settled(sheet), tuple(sheet.losers))
        context = resolve_page(findings, ruleset)
        clock.lap("resolve")
        read(findings, ruleset)
        clock.lap("readings")
        bind(findings, context, ruleset, time_expressions(findings, ruleset))  # reads them again
        clock.lap("bind")
    return clock.seconds


def measured(texts: Sequence[str], rounds: int, small: bool = False) -> Table:
    """The table of these pages, with memory in large pages or in `small` ones."""
    import jieba

    from kg.rules import built_in_rules

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    ruleset = built_in_rules()
    round_over(texts, ruleset)  # the first compiles patterns
    if not small:
        use_large_pages()
    every = [round_over(texts, ruleset) for _ in range(rounds)]
    best = {stage: min(one[stage] for one in every) for stage in ("jieba.cut", *STAGES)}
    best["bind"] -= best["readings"]
    characters, whole = sum(map(len, texts)), sum(best[stage] for stage in STAGES)
    rows = [[stage, what, f"{best[stage] / whole:.0%}", f"{characters / best[stage]:,.0f}"] for stage, what in STAGES.items()]
    numbers = best["values"] + best["claims"] + best["readings"]
    rows += [["all", "", "100%", f"{characters / whole:,.0f}"], ["numbers and claims", "values, claims, readings", f"{numbers / whole:.0%}", f"{characters / numbers:,.0f}"],
             ["jieba.cut", "the same pages, the same process", "", f"{characters / best['jieba.cut']:,.0f}"]]
    return Table("Where the time goes", ("stage", "what", "share", "characters/s"), rows, f"{len(texts)} pages, {characters:,} characters.")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", type=Path, default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--made", type=int, metavar="N", help="N made pages instead")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--small-pages", action="store_true", help="memory as a short build has it")
    options = parser.parse_args()
    gc.set_threshold(*GARBAGE)
    texts = [made_page(number, seed=11) for number in range(options.made)] if options.made else [path.read_text(encoding="utf-8") for path in options.pages]
    table = measured(texts, options.rounds, options.small_pages)
    print(table.as_markdown() if options.markdown else table.as_text())


if __name__ == "__main__":
    main()
