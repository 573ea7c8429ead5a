"""Names in marked sentences: jieba's tagger and this engine, side by side in one process.

    python bench/ner.py SENTENCES.jsonl [--limit N]

SENTENCES.jsonl holds one JSON object a line: {"id", "text", "entities": [{"type": PER|LOC|ORG, "start", "end"}]}.
Prints exact-span precision, recall and F1 by type, and characters a second, of both.  jieba's tags nr, ns and nt stand for
people, places and organisations.
"""
from __future__ import annotations

import argparse
import json
import logging
import time
from collections import Counter
from pathlib import Path

TAGS = {"nr": "PER", "nrfg": "PER", "nrt": "PER", "ns": "LOC", "nt": "ORG"}
TYPES = ("PER", "LOC", "ORG")


def by_jieba(texts: list[str]) -> tuple[list[set], float]:
    """Spans by jieba.posseg, and seconds (loading not counted)."""
    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    jieba.posseg.lcut("热身")
    found, started = [], time.perf_counter()
    for text in texts:
        at, spans = 0, set()
        for word in jieba.posseg.cut(text):
            if word.flag in TAGS:
                spans.add((TAGS[word.flag], at, at + len(word.word)))
            at += len(word.word)
        found.append(spans)
    return found, time.perf_counter() - started


def by_kg(texts: list[str]) -> tuple[list[set], float]:
    """Spans by this engine (reading to resolved names), and seconds (rules loaded before)."""
    from kg.extract import extract
    from kg.read import read_text
    from kg.rules import built_in_rules

    ruleset = built_in_rules()
    levels = ("words", "names")
    for text in texts[:20]:
        extract(read_text(text, "warm", "2000", ruleset=ruleset), ruleset, levels)
    found, started = [], time.perf_counter()
    for number, text in enumerate(texts):
        page = read_text(text, str(number), "2000", ruleset=ruleset)
        spans = set()
        for mention in extract(page, ruleset, levels).mentions:
            kind = ruleset.type_of(mention.label)
            if kind in TYPES:
                raw = page.text.raw(mention.span)
                spans.add((kind, raw.start, raw.end))
        found.append(spans)
    return found, time.perf_counter() - started


def score(gold: list[set], found: list[set]) -> dict[str, tuple[float, float, float]]:
    """Type → precision, recall, F1 of exact spans."""
    right, said, wanted = Counter(), Counter(), Counter()
    for g, f in zip(gold, found, strict=True):
        for counter, spans in ((right, g & f), (said, f), (wanted, g)):
            for kind, _start, _end in spans:
                counter[kind] += 1
                counter["all"] += 1
    table = {}
    for kind in (*TYPES, "all"):
        p = right[kind] / said[kind] if said[kind] else 0.0
        r = right[kind] / wanted[kind] if wanted[kind] else 0.0
        table[kind] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return table


def main() -> None:
    """Run both and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--limit", type=int, default=None)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.sentences.read_text(encoding="utf-8").splitlines()][:options.limit]
    texts = [row["text"] for row in rows]
    gold = [{(e["type"], e["start"], e["end"]) for e in row["entities"] if e["type"] in TYPES} for row in rows]
    characters = sum(map(len, texts))
    print(f"{len(texts)} sentences, {characters} characters")
    seconds = {}
    for name, run in (("jieba.posseg", by_jieba), ("kg", by_kg)):
        found, seconds[name] = run(texts)
        table = score(gold, found)
        print(f"{name:13}" + "".join(f"  {kind} P {p:.3f} R {r:.3f} F1 {f:.3f}" for kind, (p, r, f) in table.items())
              + f"  {characters / seconds[name]:>9,.0f} characters/s")
    print(f"speed, kg to jieba.posseg: {seconds['jieba.posseg'] / seconds['kg']:.2f}")


if __name__ == "__main__":
    main()
