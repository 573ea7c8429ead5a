"""Files of the build before, with the stretches put in that have changed since.

In: leaves by what they were made of, from an engine that remembers (`Remembered`), and the folder where the files of the build before stand.  Out: the files that
writing them whole would give, byte for byte.  Beside the leaves an index of every file is remembered: the places of its stretches, their lengths, and of what rows they were made.
What lies between two changed stretches is copied.  A file that is not the one that was written (its length and its CRC-32 tell) is written whole, and all others with it.
"""
from __future__ import annotations

import mmap
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate, groupby
from pathlib import Path
from typing import IO, NamedTuple
from zlib import crc32

from kg.export.packing import open_to_read, packing_of
from kg.flow import Parent, Remembered
from kg.flow.ledger import named, packed, spelled, unpacked
from kg.flow.leaves import Leaf, place_of
from kg.flow.stretches import CLOSING, FORMAT_OF, OPENING, TELLING, Filer, Place, Stretch, edge, node_of, row_of, stretch_of, stretches

_SHEET = "files"
Made = tuple[Place, tuple[Parent, ...], bytes, tuple]  # where a stretch stands, what it was made of, its bytes, what it tells


class Index(NamedTuple):
    """The stretches of a file in order: where each stands, of what it was made, how many bytes it has, and (of files that tell the report something) what it tells.
    `size` and `checksum` are those of the file without its packing."""

    places: list[Place]
    parents: list[tuple[Parent, ...]]
    lengths: array
    told: list[tuple]
    size: int = 0
    checksum: int = 0


class _Indexing:
    """A file that is being written, and its index."""

    def __init__(self, file: str, filer: Filer, output: IO[bytes] | None):
        self._file, self._filer, self._output = file, filer, output
        header = filer.header(file)
        self._size, self._checksum = (len(header), crc32(header)) if output else (0, 0)
        self._index = Index([], [], array("Q"), [])

    def add(self, made: Made) -> None:
        """One more stretch."""
        place, parents, text, told = made
        self._index.places.append(place)
        self._index.parents.append(parents)
        self._index.lengths.append(len(text) if self._output else 0)
        if self._file in TELLING:
            self._index.told.append(told)
        self._write(text)

    def copy(self, old: Index, first: int, end: int, text: memoryview) -> None:
        """Stretches of the file before, from the one numbered `first` to the one before `end`, with their bytes."""
        for mine, theirs in zip(self._index[:4], old[:4], strict=True):
            mine.extend(theirs[first:end])
        self._write(text)

    def _write(self, text: bytes | memoryview) -> None:
        if self._output:
            self._output.write(text)
            self._size += len(text)
            self._checksum = crc32(text, self._checksum)

    def finished(self) -> Index:
        """The index, when all is written; the report is told."""
        for told in self._index.told:
            self._filer.tell(self._file, told)
        return self._index._replace(size=self._size, checksum=self._checksum)


def write_all(source: Remembered, filer: Filer) -> None:
    """Every file whole, and its index for the next build."""
    sheet = source.sheet(_SHEET)
    sheet.empty()
    ranked = sorted(((leaf, parent) for parent, rows in source.all() for leaf in rows), key=lambda pair: place_of(pair[0]))
    for file, mine in groupby(ranked, key=lambda pair: pair[0].file):
        pairs = list(mine)
        of: dict[Place, dict[Parent, None]] = defaultdict(dict)
        place = node_of if file in FORMAT_OF else row_of
        for leaf, parent in pairs:
            of[place(leaf)][parent] = None
        with filer.opened(file) as output:
            indexing = _Indexing(file, filer, output)
            for at, text, told in stretches(file, (leaf for leaf, _ in pairs), filer.wanted):
                indexing.add((at, tuple(of.get(at, ())), filer.encoded(file, text), told))
        sheet.put(spelled(file), packed(tuple(indexing.finished())))


def patch_all(source: Remembered, filer: Filer, before: Path) -> bool:
    """Every file from the one that stands in `before`; False, and nothing is written, where these are not those of the build before."""
    changed = source.changed()
    sheet = source.sheet(_SHEET)
    if source.is_new or not sheet.is_of_last_build:
        return False
    indexes = {str(named(file)): Index(*unpacked(index)) for file, index in sheet}
    if not all(_is_as_written(before, filer.name_of(file), index) for file, index in indexes.items()):
        return False
    changes = _Changes(source, filer)
    for parent, rows in changed.items():
        changes.add(parent, rows)
    for file in sorted({*indexes, *changes.files()}):
        index = _patched(file, indexes.get(file), changes, filer, before)
        sheet.put(spelled(file), packed(tuple(index)) if index else None)
    return True


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

    def of(self, file: str, index: Index) -> Iterator[tuple[int, Place, Made | None]]:
        """The places that are touched, in order: number in the index, place, and what stands there now."""
        at = 0
        graphs: dict[str, int] = {}
        made: list[tuple[int, Place, Made | None]] = []
        for place, come in sorted(self._come[file].items(), key=lambda pair: pair[0]):
            at = bisect_left(index.places, place, at)
            stood = _stood(index, at, place)
            stays = [(leaf, parent) for parent in (index.parents[at] if stood else ()) if parent not in self._source.changed() for leaf in self._leaves(parent, file, place)]
            leaves = sorted((*come, *stays), key=lambda pair: place_of(pair[0]))
            now = None
            if leaves:
                now = self._made(file, stretch_of(file, place, [leaf for leaf, _ in leaves], self._filer.wanted), tuple(dict.fromkeys(parent for _, parent in leaves)))
            made.append((at, place, now))
            if file in FORMAT_OF:
                graphs[place[0]] = graphs.get(place[0], 0) + (now is not None) - stood
        made += self._edges(file, index, graphs)
        return iter(sorted(made, key=lambda one: one[1]))

    def _edges(self, file: str, index: Index, graphs: dict[str, int]) -> Iterator[tuple[int, Place, Made | None]]:
        """Named graphs are opened and closed where they have nodes; `graphs` says by how many nodes each has grown."""
        for graph, more in graphs.items():
            first, end = (bisect_left(index.places, (graph, section, "")) for section in (OPENING + 1, CLOSING))
            for section in (OPENING, CLOSING):
                place = graph, section, ""
                for stretch in edge(file, place, self._filer.wanted):
                    yield bisect_left(index.places, place), place, self._made(file, stretch, ()) if end - first + more else None

    def _leaves(self, parent: Parent, file: str, place: Place) -> list[Leaf]:
        if parent not in self._rows:
            self._rows[parent] = self._source.rows_of(parent)
        return [leaf for leaf in self._rows[parent] if leaf.file == file and _place(leaf) == place]

    def _made(self, file: str, stretch: Stretch, parents: tuple[Parent, ...]) -> Made:
        return stretch.place, parents, self._filer.encoded(file, stretch.text), stretch.told


def _place(leaf: Leaf) -> Place:
    return node_of(leaf) if leaf.file in FORMAT_OF else row_of(leaf)


def _patched(file: str, old: Index | None, changes: _Changes, filer: Filer, before: Path) -> Index | None:
    """A file with what has changed put in; None where nothing is left of it."""
    old = old or Index([], [], array("Q"), [])
    touched = list(changes.of(file, old))
    if sum(made is not None for _, _, made in touched) + len(old.places) == sum(_stood(old, at, place) for at, place, _ in touched):
        return None
    ends = array("Q", accumulate(old.lengths, initial=len(filer.header(file))))
    with _content(before, filer.name_of(file) if old.places else None) as text, filer.opened(file) as output:
        indexing, done = _Indexing(file, filer, output), 0
        for at, place, made in touched:
            indexing.copy(old, done, at, text[ends[done]:ends[at]])
            done = at + _stood(old, at, place)
            if made:
                indexing.add(made)
        indexing.copy(old, done, len(old.places), text[ends[done]:ends[-1]])
        return indexing.finished()


def _stood(index: Index, at: int, place: Place) -> bool:
    return at < len(index.places) and index.places[at] == place


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
