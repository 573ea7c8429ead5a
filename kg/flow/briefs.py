"""What the plan needs of every page at once: small, while the page's records lie on the shelf or travel beside.

In: tasks and the function that analyses one.  Out: a `Brief` for each page that could be read, and `Note`s on the others.
"""
from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kg.flow import Stamp
from kg.flow.held import Held, carried, keep, kept, under
from kg.model import Article, Note, Source
from kg.resolve.cards import Card, cards_of
from kg.resolve.judged import Decisions, judged
from kg.resolve.repeats import in_print_order, print_of
from kg.resolve.told import PageRecords


class Look(NamedTuple):
    """What was seen of a page without working on it: the key under which its records lie or will lie, and how to come by them.

    `records` also says whether they lie there now.
    """

    key: str
    records: Callable[[], tuple[PageRecords | Note, bool]]


class Bands(NamedTuple):
    """The print of one article: its place in the order of printing (without the page's number), its place on the page, its bands and bins."""

    date: str
    start: int
    id: str
    article: int
    bands: tuple[int, ...]
    bins: bytes


class Brief(NamedTuple):
    """One page in short.  `cards` are packed, for few steps ask for them; `source` is without its text, `articles` are (id, start, end); all else but `number` depends on the page and the rules alone."""

    number: int
    key: str
    held: Held
    source: Source
    characters: int
    cards: bytes
    articles: tuple[tuple[str, int, int], ...]
    bands: tuple[Bands, ...]
    notes: tuple[Note, ...]
    fired: tuple[tuple[str, int], ...]

    def page(self, decisions: Decisions) -> PageRecords:
        """What the page tells, after what a person decided."""
        page = self.held.take()
        assert isinstance(page, PageRecords)
        return judged(page, decisions)

    def numbered_cards(self) -> Iterator[Card]:
        """The page's cards under its number."""
        number = self.number
        return (Card(number, *fields) for fields in pickle.loads(self.cards))  # noqa: S301 (packed by this program)


def brief_of(numbered: tuple[int, object], look: Callable[[object], Look | Note], decisions: Callable[[], Decisions]) -> Iterator[Brief | tuple[int, Note]]:
    """The brief of a task, or the number of the task and a note why there is none."""
    number, task = numbered
    seen = look(task)
    if isinstance(seen, Note):
        yield number, seen
        return
    place = under(seen.key, "brief")
    found = kept(place, seen.key)
    if isinstance(found, Brief):
        yield found._replace(number=number)
        return
    told, is_kept = seen.records()
    if isinstance(told, Note):
        yield number, told
        return
    page = judged(told, decisions())
    held = Held(seen.key, "", b"") if is_kept else carried(told)
    source = page.source
    bare = Source(source.name, "", source.encoding, source.sha256, source.path, source.evidence, source.extracted)
    brief = Brief(number, seen.key, held, bare, len(source.text), pickle.dumps([tuple(card)[1:] for card in cards_of(0, page)], pickle.HIGHEST_PROTOCOL), tuple((a.id, a.start, a.end) for a in page.articles),
                  tuple(_bands(page)), page.notes, page.fired)
    if held.key:
        keep(place, seen.key, brief)
    yield brief


def stamp_of(numbered: tuple[int, object], made: Sequence[Brief | tuple[int, Note]] | None = None, *, stamp: Stamp) -> str | None:
    """On what the brief of a task depends; with what was made of the task, on what that depended: the file may have been written to meanwhile.

    What could not be read is looked at again in every build: nobody can tell which bytes it had.
    """
    if made is None:
        return stamp(numbered[1])
    return stamp(numbered[1], made) if made and isinstance(made[0], Brief) else None


def _bands(page: PageRecords) -> Iterator[Bands]:
    for at, article in enumerate(page.articles):
        made = print_of(article, page.source.text)
        if made is not None:
            yield Bands(_date(article), article.start, article.id, at, made.bands, made.bins)


def _date(article: Article) -> str:
    return in_print_order(article, 0)[0]
