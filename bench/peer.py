"""One tool alone in its process: how long it takes to start, how fast it reads the pages, how large it grows, what it gets out of them.

    python bench/peer.py TOOL PAGES.json

In: a tool's name and a JSON list of pages.  Out: one line of JSON.  This file runs under the tool's own interpreter, where this project need
not be installed, so it uses the standard library and the tool.  Every tool is used as its documentation does: sentence tools get lines.
"""
from __future__ import annotations

import importlib.metadata
import json
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

Counts = Counter[str]  # words, tags, names, times, money, quantities, relations, claims
Work = Callable[[list[str]], Counts]
ENOUGH = 1.5  # seconds of measuring, after which no further round is begun


def lines_of(pages: list[str]) -> list[str]:
    """The lines that hold text."""
    return [line.strip() for page in pages for line in page.splitlines() if line.strip()]


def jieba_cut() -> Work:
    """Words."""
    import jieba

    jieba.setLogLevel(60)
    jieba.initialize()
    return lambda pages: Counter(words=sum(len(list(jieba.cut(page))) for page in pages))


def jieba_posseg() -> Work:
    """Words with part of speech; names are the tags nr, ns and nt."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(60)
    jieba.initialize()
    jieba.posseg.lcut("开始")

    def work(pages: list[str]) -> Counts:
        counts: Counts = Counter()
        for page in pages:
            flags = [word.flag for word in jieba.posseg.cut(page)]
            counts.update(words=len(flags), tags=len(flags), names=sum(flag[:2] in ("nr", "ns", "nt") for flag in flags))
        return counts
    return work


def jionlp() -> Work:
    """Times and sums of money, with values."""
    import jionlp as tool

    tool.ner.extract_time("今年上半年"), tool.ner.extract_money("12.5亿元")

    def work(pages: list[str]) -> Counts:
        counts: Counts = Counter()
        for line in lines_of(pages):
            counts.update(times=len(tool.ner.extract_time(line)), money=len(tool.ner.extract_money(line)))
        return counts
    return work


def jiagu() -> Work:
    """Words, parts of speech, names."""
    import jiagu as tool

    tool.init()
    tool.ner(tool.seg("开始"))

    def work(pages: list[str]) -> Counts:
        counts: Counts = Counter()
        for line in lines_of(pages):
            words = tool.seg(line)
            counts.update(words=len(words), tags=len(tool.pos(words)), names=sum(tag.startswith("B-") for tag in tool.ner(words)))
        return counts
    return work


def lac() -> Work:
    """Words, parts of speech, names, times.  LAC asks for `paddle.fluid`, which today's paddlepaddle calls `paddle.base`."""
    import paddle

    if not hasattr(paddle, "fluid"):
        import paddle.base
        import paddle.base.core

        paddle.fluid = paddle.base
        sys.modules.update({"paddle.fluid": paddle.base, "paddle.fluid.core": paddle.base.core})
    from LAC import LAC

    tool = LAC(mode="lac")
    tool.run("开始")

    def work(pages: list[str]) -> Counts:
        counts: Counts = Counter()
        for line in lines_of(pages):
            _, tags = tool.run(line)
            counts.update(words=len(tags), tags=len(tags), names=sum(tag in ("PER", "LOC", "ORG") for tag in tags), times=tags.count("TIME"))
        return counts
    return work


def kg() -> Work:
    """Names, times, sums of money, other quantities, relations and posts, claims: all resolved, with offsets and reasons."""
    from kg.pipeline import analyse
    from kg.read import read_text
    from kg.rules import built_in_rules

    ruleset = built_in_rules()
    analyse(read_text("本报讯（记者 李明）3月4日，记者获悉。", "start", ruleset=ruleset), ruleset)

    def work(pages: list[str]) -> Counts:
        counts: Counts = Counter()
        for number, page in enumerate(pages):
            told = analyse(read_text(page, str(number), ruleset=ruleset), ruleset).records()
            units = [fate.quantity.unit for fate in told.numbers if fate.quantity is not None]
            money = sum(bool(re.search("元$|^(?:CNY|USD|EUR)", unit)) for unit in units)
            counts.update(names=len(told.namings), times=len(told.times), money=money, quantities=len(units) - money, relations=len(told.relations) + len(told.roles), claims=len(told.claims))
        return counts
    return work


TOOLS: dict[str, tuple[Callable[[], Work], str]] = {
    "jieba.cut": (jieba_cut, "jieba"), "jieba.posseg": (jieba_posseg, "jieba"), "jionlp": (jionlp, "jionlp"), "jiagu": (jiagu, "jiagu"), "LAC": (lac, "lac"), "kg": (kg, "kg"),
}


def memory() -> float:
    """The most memory this process has had, in MB."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.is_file() else None
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024 ** 2)


def version_of(package: str) -> str:
    """The version that is installed; this project may also be run where it lies."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return __import__(package).__version__


def main() -> None:
    """Measure and print one line."""
    name, pages = sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    make, package = TOOLS[name]
    clock, processor = time.perf_counter(), time.process_time()
    work = make()
    start = {"start_clock": time.perf_counter() - clock, "start": time.process_time() - processor}
    started, best = time.process_time(), float("inf")
    counts: Counts = Counter()
    for number in range(3):
        before = time.process_time()
        counts = work(pages)
        best = min(best, time.process_time() - before)
        if number and time.process_time() - started > ENOUGH:  # never after one: the first round of some fills their tables
            break
    print("\n" + json.dumps({**start, "seconds": best, "memory": memory(), "version": version_of(package), "counts": counts}))


if __name__ == "__main__":
    main()
