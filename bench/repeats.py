"""How well and how fast repeated articles are found: made articles, some of them printed again with changes.

In: numbers of articles.  Out: a line for each: characters, seconds, repeats found of those that are there, and false ones.
"""
from __future__ import annotations

import argparse
import random
import time

from kg.model import Article, Published, Records, Source
from kg.resolve.repeats import with_repeats


def made(count: int, again: int, seed: int) -> list[str]:
    """`count` articles of made words, then `again` of them with 2 to 8 % of their clauses changed, half of those cut to four fifths."""
    chance = random.Random(seed)
    words = ["".join(chr(chance.randint(0x4E00, 0x5E00)) for _ in range(chance.randint(2, 5))) for _ in range(4000)]
    texts = ["，".join(chance.choice(words) + (str(chance.randint(1, 999)) if chance.random() < 0.1 else chance.choice(words)) for _ in range(70)) + "。" for _ in range(count)]
    for text in texts[:again]:
        clauses = text.split("，")
        for at in chance.sample(range(len(clauses)), max(1, int(len(clauses) * chance.choice((0.02, 0.05, 0.08))))):
            clauses[at] = chance.choice(words)
        texts.append("，".join(clauses[:len(clauses) * 4 // 5] if chance.random() < 0.5 else clauses))
    return texts


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[300, 3000, 30000])
    for count in parser.parse_args().counts:
        again = count // 10
        texts = made(count, again, 1)
        sources = tuple(Source(f"{at}", text, "utf-8", f"{at:064x}") for at, text in enumerate(texts))
        articles = tuple(Article(f"a{at}", f"{at}", "article", None, None, None, (), Published(), (), 0, len(text)) for at, text in enumerate(texts))
        begun = time.perf_counter()
        repeats = with_repeats(Records(sources=sources, articles=articles)).repeats
        seconds = time.perf_counter() - begun
        right = sum(len(one.places) == 2 and int(one.places[1].source) - int(one.places[0].source) == count for one in repeats)
        size = sum(map(len, texts))
        print(f"{len(texts):6} articles, {size / 1e6:5.1f} M characters: {seconds:6.2f} s ({size / seconds / 1e6:.1f} M characters/s), {right} of {again} found, {len(repeats) - right} false")


if __name__ == "__main__":
    main()
