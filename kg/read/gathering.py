"""What people give to read → one task for every page: its file or piece, what it is called, the date it was given.

In: files, folders, globs, `-` for standard input, and the columns of record files.  Out: tasks, and notes on what was left out.
A record of `may.jsonl` with the id `17` is the page `may.jsonl#17`.  Standard input is told by its first bytes: PDF, HTML, JSON lines, else text;
gzip is unpacked.
"""
from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import PageError
from kg.model import Note
from kg.read.finding import SIDECAR, STANDARD_INPUT, find, given_dates, names_of
from kg.read.records import ENDINGS, Columns, pieces_of
from kg.read.source import Piece, ending_of, largest, read_bytes, unpacked

Task = tuple[Path | Piece, str, str | None]
"""A page to do: where it is, what it is called, and the date it was given."""

_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.IGNORECASE | re.DOTALL)


def gather(pages: Sequence[Path | str], published: str | None = None, columns: Columns | None = None) -> tuple[list[Task], list[Note]]:
    """A task for each page that `pages` mean, in order, and what was left out.

    `published` is the date of all pages; without it a `pages.yaml` beside a page may give one.  Raises `PageError` for a path that does not exist.
    """
    paths, notes = find(pages)
    names = names_of(paths)
    dates = {folder: given_dates(folder) for folder in sorted({path.parent for path in paths})}
    notes += [Note("date", name, f"{SIDECAR} gives it a date, and no such file lies beside it") for folder, given in dates.items() for name in given if not (folder / name).exists()]
    tasks: list[Task] = []
    for path in paths:
        given = published or dates[path.parent].get(path.name)
        try:
            if path == STANDARD_INPUT:
                content = unpacked(sys.stdin.buffer.read(largest() + 1), "standard input")
                ending = sniffed(content)
                if ending not in ENDINGS:
                    tasks.append((Piece("standard input", content, ending), names[path], given))
                    continue
            elif (ending := ending_of(path.name)) in ENDINGS:
                content = read_bytes(path)
            else:
                tasks.append((path, names[path], given))
                continue
            tasks += _records(content, ending, path, names[path], given, columns or Columns(), notes)
        except PageError as problem:
            notes.append(Note("skipped", names[path], str(problem)))
    return tasks, notes


def _records(content: bytes, ending: str, path: Path, name: str, given: str | None, columns: Columns, notes: list[Note]) -> Iterator[Task]:
    for called, piece in pieces_of(content, ending, "standard input" if path == STANDARD_INPUT else str(path), columns):
        if isinstance(piece, PageError):
            notes.append(Note("skipped", f"{name}#{called}", str(piece)))
        else:
            yield piece, f"{name}#{called}", given


def sniffed(content: bytes) -> str:
    """The ending that a file with this content would have.

    >>> sniffed(b"%PDF-1.7"), sniffed(b"<!DOCTYPE html><p>"), sniffed(b'{"text": "x"}'), sniffed("大桥通车。".encode())
    ('.pdf', '.html', '.jsonl', '.txt')
    """
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return ".pdf"
    if _HTML.match(content[:2048].removeprefix(b"\xef\xbb\xbf")):
        return ".html"
    first = content.lstrip(b"\xef\xbb\xbf \r\n\t").partition(b"\n")[0]
    if first.startswith(b"{"):
        try:
            return ".jsonl" if isinstance(json.loads(first), dict) else ".txt"
        except (ValueError, RecursionError):  # text that begins with a brace
            return ".txt"
    return ".txt"
