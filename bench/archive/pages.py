"""An archive of any size: newspaper pages whose names, figures and layouts vary, the same for the same seed.

    python bench/archive/pages.py FOLDER --pages 1000 [--characters 1900] [--seed 1]

Page number N is the same in an archive of a hundred and of a million pages.  Which papers print, and whom they name, is drawn with common ones
far more often than rare ones, from pools that grow with the page number, so that new names become rarer as they do in a real archive (Heaps'
law: in the first 1,600 pages the names printed grow with about the power 0.87 of the pages).  Every third or fourth sentence has a figure,
as on the pages that come with the project.  Places come from the division table, other names from parts of names; no text is anyone's.
"""
from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from bench.archive import layout  # noqa: E402
from bench.archive.article import Scene, brief_column, told  # noqa: E402
from bench.archive.sentences import ADVERTS, SLOGANS  # noqa: E402
from bench.archive.world import divisions, person, rank  # noqa: E402

CHARACTERS = 1900
__all__ = ["CHARACTERS", "page", "rank", "write"]


def page(number: int, characters: int = CHARACTERS, seed: int = 1) -> str:
    """The text of page `number`.

    >>> page(7) == page(7) != page(8)
    True
    """
    chance = random.Random(f"{seed} page {number}")
    pool = 60 + int(40 * (number + 1) ** 0.7)
    counties, cities, provinces = divisions()
    papers = min(len(cities), 8 + int(2 * (number + 1) ** 0.4))  # a small archive is one region's, a large one the country's
    city = cities[rank(chance, papers)]
    paper = layout.Paper(city[1], seed)
    year, month, day = 1995 + number * 7919 % 30, chance.randint(1, 12), chance.randint(1, 28)
    characters = int(characters * chance.uniform(0.5, 1.25))
    lines = layout.masthead(paper, chance, year, month, day)
    if chance.random() < 0.35:
        lines += [*chance.choice(SLOGANS), ""]
    written = 0
    while written < characters:
        near = cities[rank(chance, len(cities))] if chance.random() < 0.08 else city  # the wire, or a sister city
        scene = Scene(chance, near, counties[near[0][:4]], pool, (year, month, day), provinces.get(near[0][:2], ""), home=near is city)
        shape = chance.random()
        if shape < 0.07:
            block = brief_column(scene, paper)
        elif shape < 0.17:
            block = [scene.fill(line) for line in chance.choice(ADVERTS)]
            block = [part for line in block for part in layout.wrapped(line, paper.width)] + [""]
        else:
            room = max(160, min(characters - written, int(chance.choice((220, 350, 350, 600, 600, 1000, 1600)) * chance.uniform(0.7, 1.3))))
            block = layout.placed(told(scene, paper, room), paper, chance)
        lines += block
        written += sum(map(len, block))
    if paper.names_editors:
        lines += ["", f"责任编辑：{person(f'editor {paper.name} {chance.randint(1, 6)}')}　版式：{person(f'designer {paper.name} {chance.randint(1, 4)}')}"]
    text = paper.printed("\n".join(lines))
    return re.sub("\n{3,}", "\n\n", text) + "\n"


def write(folder: Path, pages: int, characters: int = CHARACTERS, seed: int = 1) -> int:
    """Write pages 0 … into folders of a thousand; answers how many characters."""
    total = 0
    for number in range(pages):
        here = folder / f"{number // 1000:04}"
        here.mkdir(parents=True, exist_ok=True)
        text = page(number, characters, seed)
        (here / f"{number:07}.txt").write_text(text, encoding="utf-8")
        total += len(text)
    return total


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=CHARACTERS, help="of a page, about")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"{write(options.folder, options.pages, options.characters, options.seed):,} characters in {options.pages:,} pages")


if __name__ == "__main__":
    main()
