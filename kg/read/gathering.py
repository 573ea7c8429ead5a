"""What people give to read → one task for every page: its file or piece, what it is called, the date it was given.

In: files, folders, globs, `-` for standard input, and the columns of record files.  Out: tasks, and notes on what was left out.
A record of `may.jsonl` with the id `17` is the page `may.jsonl#17`.  Standard input is told by its first bytes: PDF, HTML, JSON lines, a table whose
first line names the column of text, else text; gzip is unpacked.
"""
from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import PageError
from kg.model import Note
from kg.read.decoding import decoded
from kg.read.finding import SIDECAR, STANDARD_INPUT, find, given_dates, in_order, names_of
from kg.read.records import ENDINGS, Columns, header_of, records_of, rows_of
from kg.read.source import Filed, Piece, ending_of, largest, unpacked

Task = tuple[str | Piece | Filed, str, str | None]
"""A page to do: where it is, what it is called, and the date it was given."""

_HTML = re.compile(rb"\s*(?:<!--.{0,500}?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body|meta|title|div|table)\b", re.IGNORECASE | re.DOTALL)


def gather(pages: Sequence[Path | str], published: str | None = None, columns: Columns | None = None) -> tuple[list[Task], list[Note]]:
    """A task for each page that `pages` mean, in order, and what was left out.

    `published` is the date of all pages; without it a `pages.yaml` beside a page may give one.  Raises `PageError` for a path that does not exist.
    """
    paths, notes = find(pages)
    dates = {folder: given_dates(Path(folder)) for folder in sorted({os.path.dirname(path) for path in paths}, key=in_order)}
    notes += [Note("date", name, f"{SIDECAR} gives it a date, and no such file lies beside it") for folder, given in dates.items() for name in given if not Path(folder, name).exists()]
    columns = columns or Columns()
    tasks: list[Task] = []
    for path, name in zip(paths, names_of(paths), strict=True):
        given = published or dates[os.path.dirname(path)].get(os.path.basename(path))
        try:
            for called, place in _pages_in(path, name, columns):
                if isinstance(place, PageError):
                    notes.append(Note("skipped", called, str(place)))
                else:
                    tasks.append((place, called, given))
        except PageError as problem:
            notes.append(Note("skipped", name, str(problem)))
    return tasks, notes


def _pages_in(path: str, name: str, columns: Columns) -> Iterator[tuple[str, str | Piece | Filed | PageError]]:
    """What each page of a file is called, and where it is or why it is none."""
    if path == str(STANDARD_INPUT):
        yield from _on_standard_input(name, columns)
    elif ending_of(path) in ENDINGS:
        for number, (called, said) in records_of(path, columns).items():
            yield f"{name}#{called}", said if isinstance(said, PageError) else Filed(path, number, columns)
    else:
        yield name, path


def _on_standard_input(name: str, columns: Columns) -> Iterator[tuple[str, Piece | PageError]]:
    """Standard input is read once, so its records travel with their tasks."""
    where = "standard input"
    content = unpacked(sys.stdin.buffer.read(largest() + 1), where)
    ending = sniffed(content, columns)
    if ending not in ENDINGS:
        yield name, Piece(where, content, ending)
        return
    for number, called, said in rows_of(content, ending, where, columns):
        yield f"{name}#{called}", said if isinstance(said, PageError) else Piece(f"{where}:{number}", said, ".record")


def sniffed(content: bytes, columns: Columns | None = None) -> str:
    """The ending that a file with this content would have.

    >>> sniffed(b"%PDF-1.7"), sniffed(b"<!DOCTYPE html><p>"), sniffed(b'{"text": "x"}'), sniffed("大桥通车。".encode())
    ('.pdf', '.html', '.jsonl', '.txt')
    >>> sniffed("id,text\\n1,大桥通车。".encode())
    '.csv'
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
    return ".csv" if _is_table(content, columns or Columns()) else ".txt"


def _is_table(content: bytes, columns: Columns) -> bool:
    """True where the first line names several columns, that of the text among them."""
    try:
        names, _ = header_of(decoded(content).text.split("\n", 1)[:1], columns)
    except (PageError, csv.Error):
        return False
    return len(names) > 1 and columns.text in names
