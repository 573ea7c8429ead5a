"""Articles that are printed more than once: on two pages, in two files, with small changes.

In: what pages tell, and the finished records.  Out: records in which a page that is another's copy byte for byte is only a place of it, and in which a
repeated article is a `Repeat`: a claim that it says again is a further place of the first one's claim, no claim of its own.

Two articles are one where they share most runs of five characters (punctuation, spaces and spelling variants aside) and most of their figures: a
monthly report says the same words with other figures and is another article.  Likely pairs are found by minhash (Broder, 1997; one permutation cut into bins, as Li, Owen
and Zhang, 2012, describe): they share a band, and so many bins that it is more than a phrase.  What such pairs hold together is a *block*: only within it articles are compared run by run,
so a thousand articles are not compared a million times, and no block need know of another (`kg.resolve.alike`).
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from operator import eq
from typing import NamedTuple

import numpy as np

from kg.model import Article, Claim, Evidence, NumberFate, Place, Records, Repeat, Source, record
from kg.resolve.alike import alike_groups
from kg.resolve.blocks import Unions
from kg.resolve.told import PageRecords
from kg.text import fold

_RUN = 5  # characters of a shingle
_SHORTEST = 40  # characters: below, the same words are a formula (广告热线, 图片新闻), not the same article
_BANDS, _ROWS = 16, 3  # articles that share 60 % of their runs meet in some band 97 times of 100
_LIKE = 12  # bins of 48 that two likely ones share: of some 9,500 made pairs that share a band and are one only just (77 % of the shorter, 53 to 80 % as long), 20 have fewer
_BUCKET = 12  # firsts a newcomer is compared with in one band: a stock phrase must not make the search quadratic
_FIGURE = re.compile("[0-9０-９]+(?:[.．][0-9０-９]+)?")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_NUMBERS = np.arange(_BANDS, dtype=np.uint64)
_EDGES = np.arange(_BANDS * _ROWS, dtype=np.uint64) * np.uint64(2 ** 64 // (_BANDS * _ROWS))


class Printed(NamedTuple):
    """Where an article is printed: its id, the name of its page, and from where to where on it."""

    id: str
    source: str
    start: int
    end: int

    @classmethod
    def of(cls, article: Article) -> Printed:
        """Where this one is."""
        return cls(article.id, article.source, article.start, article.end)


@record
class Print:
    """An article's runs as sorted hashes of four bytes, its figures, its bands, and the last byte of each bin.  Many are kept, and few compared run by run: so it holds what is quickly
    packed and unpacked."""

    article: Printed
    runs: bytes
    figures: frozenset[str]
    bands: tuple[int, ...]
    bins: bytes


def apart(pages: Sequence[PageRecords]) -> tuple[list[PageRecords], list[tuple[int, Source]]]:
    """Pages that are no byte-for-byte copy of an earlier one, and the copies with their place in the order of pages."""
    first: dict[str, PageRecords] = {}
    copies: list[tuple[int, Source]] = []
    for at, page in enumerate(pages):
        if page.source.sha256 in first:
            copies.append((at, page.source))
        else:
            first[page.source.sha256] = page
    return list(first.values()), copies


def with_repeats(records: Records, copies: Sequence[tuple[int, Source]] = ()) -> Records:
    """The records with copies and repeated articles as places of the first one, and claims said again as places of the first claim."""
    sources = list(records.sources)
    for at, source in copies:
        sources.insert(at, source)
    twins = {source.sha256: source.name for source in records.sources}
    same: dict[str, list[str]] = defaultdict(list)
    for _, source in copies:
        same[twins[source.sha256]].append(source.name)
    groups = list(_groups(records))
    found = {members[0][0].id: members for members in groups}
    later = {article.id for members in groups for article, _ in members[1:]}
    repeats = []
    for article in records.articles:
        members = found.get(article.id, [(Printed.of(article), 100)] if article.source in same and article.id not in later else [])
        places = [Place(name, one.id, one.start, one.end, alike) for one, alike in members for name in (one.source, *same.get(one.source, ()))]
        if len(places) > 1:
            repeats.append(Repeat(article.id, tuple(places)))
    return _said_once(replace(records, sources=tuple(sources), repeats=tuple(repeats)), groups)


def origins(records: Records) -> dict[str, str]:
    """Article → the source in which it was first printed, for every article that repeats another: it is no independent source.

    >>> origins(Records(repeats=(Repeat("a", (Place("A01.txt", "a", 0, 9, 100), Place("B02.txt", "b", 5, 14, 96))),)))
    {'a': 'A01.txt', 'b': 'A01.txt'}
    """
    return {place.article: repeat.places[0].source for repeat in records.repeats for place in repeat.places}


def _groups(records: Records) -> Iterator[list[tuple[Printed, int]]]:
    texts = {source.name: source.text for source in records.sources}
    order = {source.name: at for at, source in enumerate(records.sources)}
    prints = [made for article in sorted(records.articles, key=lambda one: in_print_order(one, order[one.source])) if (made := print_of(article, texts[article.source])) is not None]
    bands: dict[int, list[tuple[str, bytes]]] = defaultdict(list)
    for made in prints:
        for band in made.bands:
            bands[band].append((made.article.id, made.bins))
    unions = Unions()
    for sharing in bands.values():
        for pair in likely(sharing):
            unions.join(*pair)
    likely_ones = frozenset(unions.names())
    blocks: dict[str, list[Print]] = defaultdict(list)
    for made in prints:
        if made.article.id in likely_ones:
            blocks[unions.find(made.article.id)].append(made)
    return chain.from_iterable(map(alike_groups, blocks.values()))


def in_print_order(article: Article, page: int) -> tuple[str, int, int, str]:
    """The first printing comes first: by date, then by the page's number and the place on it."""
    return (article.published.value or "9999")[:10], page, article.start, article.id


def likely(sharing: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Of articles (id and bins) that share a band, in the order of printing, those of which two may be one: an earlier one and a later one whose bins are like its own.

    >>> list(likely([("a", bytes(48)), ("b", bytes(range(48))), ("c", bytes([0] * 12 + [9] * 36))]))
    [('a', 'c')]
    """
    firsts: list[tuple[str, bytes]] = []
    for name, bins in sharing:
        near = [first for first, others in firsts if sum(map(eq, bins, others)) >= _LIKE]
        yield from ((first, name) for first in near)
        if not near and len(firsts) < _BUCKET:
            firsts.append((name, bins))


class _Letters:
    """Code point → its matching form where it is a letter, a Han character or a digit, else 0; worked out for the characters that occur."""

    def __init__(self) -> None:
        self._forms = np.zeros(0x110000, np.uint32)
        self._known = np.zeros(0x110000, bool)
        self._forms[0x20000:0x32000] = np.arange(0x20000, 0x32000)  # rare Han characters
        self._known[0x10000:] = True  # beyond them: signs and pictures

    def of(self, codes: np.ndarray) -> np.ndarray:
        """The forms of code points, one for one."""
        for code in set(codes[~self._known[codes]].tolist()):  # np.unique would load numpy's masked arrays
            sign = chr(code)
            self._forms[code] = ord(fold(sign)) if sign.isalnum() else 0
            self._known[code] = True
        return self._forms[codes]


@lru_cache(maxsize=1)
def _letters() -> _Letters:
    return _Letters()


def print_of(article: Article, text: str) -> Print | None:
    """The print of an article in its page's raw text; None for what is no article of its own or too short to be told from a formula."""
    if article.kind == "other":
        return None
    words = "".join(text[article.start:article.end].split())
    signs = _letters().of(np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.uint32))
    signs = signs[signs > 0].astype(np.uint64)
    if len(signs) < _SHORTEST:
        return None
    runs = np.zeros(len(signs) - _RUN + 1, np.uint64)
    for step in range(_RUN):
        runs = (runs + signs[step:step + len(runs)]) * _FACTOR
        runs ^= runs >> np.uint64(29)
    runs.sort()
    runs = runs[np.concatenate(([True], runs[1:] != runs[:-1]))]
    # One minimum for each of 48 equal stretches of the hashes' range; an empty stretch borrows the next one's.  Three in a row are a band,
    # whose last four bits say which one it is.
    least = runs[np.minimum(np.searchsorted(runs, _EDGES), len(runs) - 1)].reshape(_BANDS, _ROWS)
    bands = least[:, 0]
    for row in range(1, _ROWS):
        bands = (bands * _FACTOR) ^ least[:, row]
    bands = (bands << np.uint64(4)) | _NUMBERS
    figures = frozenset(figure.translate(_HALF_WIDTH) for figure in _FIGURE.findall(words))
    brief = (runs >> np.uint64(32)).astype(np.uint32)  # enough to compare two articles, and half as much to keep
    return Print(Printed.of(article), brief[np.concatenate(([True], brief[1:] != brief[:-1]))].tobytes(), figures, tuple(bands.tolist()), least.astype(np.uint8).tobytes())


def _said_once(records: Records, groups: Sequence[Sequence[tuple[Printed, int]]]) -> Records:
    repeated = {article.id for members in groups for article, _ in members}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in records.claims:
        if claim.evidence.article in repeated:
            claims[claim.evidence.article].append(claim)
    instead: dict[str, str] = {}
    also: dict[str, list[Evidence]] = defaultdict(list)
    for members in groups:
        for claim, twin in said_again([claims[article.id] for article, _ in members]):
            instead[claim.id] = twin.id
            also[twin.id].append(claim.evidence)
    if not instead:
        return records
    claims_left, numbers = said_once(records.claims, records.numbers, instead, also)
    return replace(records, claims=claims_left, numbers=numbers)


def said_again(printings: Sequence[Sequence[Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """(claim, the claim of the first printing that it says again); `printings` holds the claims of each printing of one article, the first first."""
    for later in printings[1:]:
        free = list(printings[0])
        for claim in later:
            twin = next((one for one in free if _says_same(one, claim)), None)
            if twin is not None:
                free.remove(twin)
                yield claim, twin


def said_once(claims: Sequence[Claim], numbers: Sequence[NumberFate], instead: Mapping[str, str],
              also: Mapping[str, Sequence[Evidence]]) -> tuple[tuple[Claim, ...], tuple[NumberFate, ...]]:
    """Claims without those that another one stands for (`instead`), with further places (`also`); numbers that point to the claim that stays."""
    left = tuple(replace(claim, also=(*claim.also, *also[claim.id])) if claim.id in also else claim for claim in claims if claim.id not in instead)
    return left, tuple(replace(fate, claim=instead[fate.claim]) if fate.claim is not None and fate.claim in instead else fate for fate in numbers)


def _says_same(one: Claim, other: Claim) -> bool:
    """True where two claims say one thing: the same figure, of the same owner where both name one."""
    return (one.value, one.upper, one.unit, one.kind, one.direction, one.bound) == (other.value, other.upper, other.unit, other.kind, other.direction, other.bound) \
        and (one.subject is None or other.subject is None or one.subject == other.subject)
