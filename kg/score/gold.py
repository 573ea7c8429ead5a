"""Gold files: what a correct graph says about a page.

In: a folder of JSON files, one a page, and the pages.  Out: `GoldPage`: every marked thing with its place.  Places count characters
without white space, since people quote without it.  The format: `articles` (`kind, title, reporters, starts, ends`), `entities` (`type, name, mentions, except`),
page-level `masks`, `roles` (`person, position, org`) and `claims` (`quote, value_text` and the slots; `optional`).
"""
from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from kg.errors import PageError, UsageError
from kg.model import Source, record
from kg.score.likeness import bare


class Stretch(NamedTuple):
    """Half-open, in characters that are no white space."""

    start: int
    end: int

    def shares(self, other: Stretch) -> int:
        """How many characters the two have in common."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Marked(NamedTuple):
    """One marked mention: its type and the fullest name of its entity."""

    type: str
    name: str


class Squeezed:
    """A page's text without white space, and where its characters went."""

    def __init__(self, source: Source):
        self.source, self.text = source, bare(source.text)
        self._before = [0, *accumulate(0 if sign.isspace() else 1 for sign in source.text)]

    def stretch(self, start: int, end: int) -> Stretch:
        """A stretch of the file (code points) without its white space."""
        last = len(self._before) - 1
        return Stretch(self._before[min(max(start, 0), last)], self._before[min(max(end, 0), last)])

    def places(self, words: str) -> list[int]:
        """Where some words begin, overlapping ones too."""
        found, at = [], self.text.find(words) if words else -1
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1)
        return found


@record
class GoldPage:
    """One page as marked.  `claims` pair a place with the slots; `articles` likewise."""

    page: Squeezed
    articles: tuple[tuple[Stretch, dict], ...]
    mentions: dict[Stretch, Marked]
    names: tuple[str, ...]
    roles: tuple[dict, ...]
    claims: tuple[tuple[Stretch, dict, bool], ...]  # place, slots, optional

    def article_at(self, place: int) -> str:
        """A name for the article that holds a place, or for what stands outside all."""
        starts = sorted((stretch.start, number) for number, (stretch, _) in enumerate(self.articles))
        at = bisect_right([start for start, _ in starts], place) - 1
        inside = at >= 0 and place < self.articles[starts[at][1]][0].end
        return f"{self.page.source.name}#{starts[at][1] if inside else '-'}"


def read_gold(folder: Path, sources: Sequence[Source]) -> Iterator[GoldPage]:
    """The gold pages of a folder, in order of name.

    Raises `UsageError` where the folder has none, `PageError` where a file is not gold, its page is not given, or what it quotes is not on the page.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise UsageError("holds no gold", str(folder), "one JSON file for each page")
    by_name = {source.name: source for source in sources}
    for path in files:
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            name = str(gold.get("file") or path.stem + ".txt")
            source = by_name.get(name) or by_name.get(path.stem + ".txt")
            if source is None:
                raise PageError(f"is about {name}, which is not among the pages", str(path), "name the pages after the gold folder")
            yield _page(gold, Squeezed(source), path)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
            raise PageError(f"is not gold ({type(problem).__name__}: {problem})", str(path), "articles, entities, roles, claims: see docs/judging.md") from problem


def _page(gold: dict, page: Squeezed, path: Path) -> GoldPage:
    articles = []
    for article in gold["articles"]:
        first, last = bare(article["starts"]), bare(article["ends"])
        starts, ends = page.places(first), [at + len(last) for at in page.places(last)]
        if not starts or not ends:
            raise PageError(f"quotes an article that the page has not: {article['starts']}", str(path), "copy its first and last characters from the page")
        articles.append((Stretch(starts[0], next((end for end in ends if end > starts[0]), ends[-1])), article))
    return GoldPage(page, tuple(articles), _mentions(gold, page), tuple(entity["name"] for entity in gold["entities"]), tuple(gold.get("roles", ())),
                    tuple(_claims(gold, page, path)))


def _mentions(gold: dict, page: Squeezed) -> dict[Stretch, Marked]:
    """Every printed form of every entity; longer forms first, so that what lies inside one does not count again."""
    taken = bytearray(len(page.text) + 1)
    for mask in map(bare, gold.get("masks", ())):
        for at in page.places(mask):
            taken[at:at + len(mask)] = b"\1" * len(mask)
    forms = [(bare(form), Marked(entity["type"], entity["name"]), [bare(longer) for longer in entity.get("except", ())])
             for entity in gold["entities"] for form in dict.fromkeys(entity["mentions"])]
    found: dict[Stretch, Marked] = {}
    for form, marked, longer_ones in sorted(forms, key=lambda one: -len(one[0])):
        not_in = [Stretch(at, at + len(longer)) for longer in longer_ones for at in page.places(longer)]
        for at in page.places(form):
            here = Stretch(at, at + len(form))
            if any(taken[here.start:here.end]) or any(other.start <= here.start and here.end <= other.end for other in not_in):
                continue
            taken[here.start:here.end] = b"\1" * len(form)
            found[here] = marked
    return found


def _claims(gold: dict, page: Squeezed, path: Path) -> Iterator[tuple[Stretch, dict, bool]]:
    """Each claim at its place; the same words printed once more are optional, whoever says them."""
    met: Counter[tuple[str, str]] = Counter()
    placed: list[tuple[Stretch, dict, list[Stretch]]] = []
    for claim in gold["claims"]:
        quote, value = bare(claim["quote"]), bare(claim["value_text"])
        inside = [at for at in range(len(quote)) if quote.startswith(value, at)]
        starts = sorted({at + offset for at in page.places(quote) for offset in inside})
        if not starts:
            raise PageError(f"quotes a claim that the page has not: {claim['quote']} / {claim['value_text']}", str(path), "copy it from the page")
        here = starts[min(met[quote, value], len(starts) - 1)]
        met[quote, value] += 1
        placed.append((Stretch(here, here + len(value)), claim, [Stretch(at, at + len(value)) for at in starts]))
    taken = {stretch for stretch, _, _ in placed}
    for stretch, claim, _ in placed:
        yield stretch, claim, bool(claim.get("optional"))
    for _, claim, everywhere in placed:
        for elsewhere in everywhere:
            if elsewhere not in taken:
                taken.add(elsewhere)
                yield elsewhere, claim, True
