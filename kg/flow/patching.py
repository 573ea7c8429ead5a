"""Files of the build before, with the stretches put in that have changed since.

In: leaves by what they were made of, from an engine that remembers (`Remembered`), and the folder where the files of the build before stand.  Out: the files that
writing them whole would give, byte for byte.  Beside the leaves an index of every file is remembered (`kg.flow.strips`): strips without a changed stretch are copied.
A file that is not the one that was written (its length and its CRC-32 tell) is written whole, and all others with it.
"""
from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from zlib import crc32

from kg.export.packing import open_to_read, packing_of
from kg.flow import Parent, Remembered
from kg.flow.leaves import Leaf, place_of
from kg.flow.ledger import named
from kg.flow.stretches import CLOSING, FORMAT_OF, OPENING, Filer, Place, Stretch, edge, node_of, row_of, stretch_of, stretches
from kg.flow.strips import SHORT, Index, Made, Sheets, Strip, Writing


def write_all(source: Remembered, filer: Filer) -> None:
    """Every file whole, and its index for the next build."""
    sheets = _sheets(source)
    for sheet in sheets:
        sheet.empty()
    for file, mine in groupby(source.ranked(place_of), key=lambda pair: pair[1].file):
        of: dict[Place, dict[Parent, None]] = defaultdict(dict)
        with filer.opened(file) as output:
            writing = Writing(sheets, file, filer, output)
            for number, (place, text, told) in enumerate(stretches(file, _noted(mine, of), filer.wanted)):
                if number % SHORT == 0:
                    writing.cut()
                writing.add(Made(place, tuple(of.pop(place, ())), filer.encoded(file, text), told))
            writing.finish()


def _noted(pairs: Iterable[tuple[Parent, Leaf]], of: dict[Place, dict[Parent, None]]) -> Iterator[Leaf]:
    """Leaves, noting of what those of each place were made."""
    for parent, leaf in pairs:
        of[_place(leaf)][parent] = None
        yield leaf


def patch_all(source: Remembered, filer: Filer, before: Path) -> bool:
    """Every file from the one that stands in `before`; False, and nothing is written, where these are not those of the build before."""
    changed = source.changed()
    sheets = _sheets(source)
    if source.is_new or not sheets.files.is_of_last_build:
        return False
    indexes = {file: Index(sheets, file) for file in map(str, map(named, sheets.files.keys()))}
    if not all(_is_as_written(before, filer.name_of(file), index) for file, index in indexes.items()):
        return False
    changes = _Changes(source, filer)
    for parent, rows in changed.items():
        changes.add(parent, rows)
    for file in sorted({*indexes, *changes.files()}):
        _patch(file, indexes.get(file) or Index(sheets, file), changes, sheets, filer, before)
    return True


def _sheets(source: Remembered) -> Sheets:
    return Sheets(source.sheet("files"), source.sheet("strips"))


class _Changes:
    """The leaves that have come, by file and place, and the places from which some have gone."""

    def __init__(self, source: Remembered, filer: Filer):
        self._source, self._filer = source, filer
        self._come: dict[str, dict[Place, list[tuple[Leaf, Parent]]]] = defaultdict(lambda: defaultdict(list))
        self._rows: dict[Parent, list[Leaf]] = {}

    def add(self, parent: Parent, rows: list[Leaf]) -> None:
        """What a parent has now instead of what it had."""
        for leaf in self._source.before(parent):
            _ = self._come[leaf.file][_place(leaf)]
        for leaf in rows:
            self._come[leaf.file][_place(leaf)].append((leaf, parent))

    def files(self) -> list[str]:
        """The files that are touched."""
        return list(self._come)

    def of(self, file: str, index: Index) -> list[tuple[Place, Made | None]]:
        """The places that are touched, in order, and what stands there now."""
        graphs: dict[str, int] = {}
        made: list[tuple[Place, Made | None]] = []
        for place, come in self._come[file].items():
            parents = index.parents(place)
            stays = [(leaf, parent) for parent in parents or () if parent not in self._source.changed() for leaf in self._leaves(parent, file, place)]
            leaves = sorted((*come, *stays), key=lambda pair: place_of(pair[0]))
            now = None
            if leaves:
                now = self._made(file, stretch_of(file, place, [leaf for leaf, _ in leaves], self._filer.wanted), tuple(dict.fromkeys(parent for _, parent in leaves)))
            made.append((place, now))
            if file in FORMAT_OF:
                graphs[place[0]] = graphs.get(place[0], 0) + (now is not None) - (parents is not None)
        made += self._edges(file, index, graphs)
        return sorted(made, key=itemgetter(0))

    def _edges(self, file: str, index: Index, graphs: dict[str, int]) -> Iterator[tuple[Place, Made | None]]:
        """Named graphs are opened and closed where they have nodes; `graphs` says by how many nodes each has grown."""
        for graph, more in graphs.items():
            has_nodes = index.count((graph, OPENING + 1, ""), (graph, CLOSING, "")) + more
            for section in (OPENING, CLOSING):
                place = graph, section, ""
                for stretch in edge(file, place, self._filer.wanted):
                    yield place, self._made(file, stretch, ()) if has_nodes else None

    def _leaves(self, parent: Parent, file: str, place: Place) -> list[Leaf]:
        if parent not in self._rows:
            self._rows[parent] = self._source.rows_of(parent)
        return [leaf for leaf in self._rows[parent] if leaf.file == file and _place(leaf) == place]

    def _made(self, file: str, stretch: Stretch, parents: tuple[Parent, ...]) -> Made:
        return Made(stretch.place, parents, self._filer.encoded(file, stretch.text), stretch.told)


def _place(leaf: Leaf) -> Place:
    return node_of(leaf) if leaf.file in FORMAT_OF else row_of(leaf)


def _patch(file: str, index: Index, changes: _Changes, sheets: Sheets, filer: Filer, before: Path) -> None:
    """Write a file with what has changed put in; nothing where nothing is left of it."""
    touched = changes.of(file, index)
    if not any(made for _, made in touched) and sum(head.stretches for head in index.heads) == sum(index.parents(place) is not None for place, _ in touched):
        index.forget()
        return
    ends = array("Q", accumulate((head.length for head in index.heads), initial=len(filer.header(file))))
    with _content(before, filer.name_of(file) if index.heads else None) as text, filer.opened(file) as output:
        writing, done = Writing(sheets, file, filer, output, index.next_number), 0
        for at, mine in groupby(touched, key=lambda pair: index.at(pair[0])):
            writing.copy(index.heads[done:at], text[ends[done]:ends[at]])
            _renew(index.strip(at), text[ends[at]:], mine, writing)
            writing.cut(index.heads[at] if index.heads else None)
            done = at + 1
        writing.copy(index.heads[done:], text[ends[min(done, len(index.heads))]:ends[-1]])
        writing.finish()


def _renew(strip: Strip, text: memoryview, touched: Iterable[tuple[Place, Made | None]], writing: Writing) -> None:
    """The stretches of a strip, whose bytes `text` begins with, with those that are touched as they are now."""
    ends = list(accumulate(strip.lengths, initial=0))
    done = 0
    for place, made in touched:
        at = bisect_left(strip.places, place, done)
        writing.keep(strip, done, at, text[ends[done]:ends[at]])
        done = at + (at < len(strip.places) and strip.places[at] == place)
        if made:
            writing.add(made)
    writing.keep(strip, done, len(strip.places), text[ends[done]:ends[-1]])


def _is_as_written(folder: Path, name: str | None, index: Index) -> bool:
    """True where a file has the bytes that were written."""
    try:
        with _content(folder, name) as text:
            return (len(text), crc32(text)) == (index.size, index.checksum)
    except (OSError, ValueError):  # gone, no file, or broken: what was written is no more
        return False


@contextmanager
def _content(folder: Path, name: str | None) -> Iterator[memoryview]:
    """The bytes of a file without its packing; none where it is not written."""
    if name is None:
        yield memoryview(b"")
    elif packing_of(folder / name) or not (folder / name).stat().st_size:  # nothing cannot be mapped
        with open_to_read(folder / name) as file:
            yield memoryview(file.read())
    else:
        with (folder / name).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            text = memoryview(mapped)
            try:
                yield text
            finally:
                text.release()
