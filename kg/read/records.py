"""Files of many pages: JSON lines and CSV, one page a record.

In: the bytes of a `.jsonl` or `.csv` file and the names of its columns, or a `Filed` of one.  Out: records with their ids, and an error for
each that is no page.  A record's own bytes are its id, title, date and text as one line of JSON with sorted keys: they have the hash that the manifest
records.  The text of its page is the title, where the text does not begin with it, and the text.
"""
from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from kg.errors import PageError, UsageError
from kg.model import record
from kg.read.decoding import decoded
from kg.read.extracted import Composer, Extracted
from kg.read.source import Filed, Piece, ending_of, largest, read_bytes

ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DATE_WITH_TIME = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?:[T\s].*)?")


@record
class Columns:
    """What the columns are called that hold a record's id, title, date and text; only `text` must be there."""

    id: str = "id"
    title: str = "title"
    date: str = "date"
    text: str = "text"

    @classmethod
    def of(cls, words: str | None) -> Columns:
        """The columns that `text=content,title=headline` names.  Raises `UsageError` where it names none.

        >>> Columns.of("text=正文,date=日期").text
        '正文'
        """
        given: dict[str, str] = {}
        known = [one.name for one in fields(cls)]
        for pair in filter(None, (words or "").split(",")):
            part, sign, name = pair.partition("=")
            if part.strip() not in known or not sign or not name.strip():
                raise UsageError(f"--columns {pair} names no column", hint="for example text=content,title=headline; known are " + ", ".join(known))
            given[part.strip()] = name.strip()
        return cls(**given)


def rows_of(content: bytes, ending: str, where: str, columns: Columns) -> Iterator[tuple[int, str, bytes | PageError]]:
    """(number, id, its bytes or why it is no page) for every record of a file, in order.

    A record without an id is called by its number; an id that comes again gets its number too.  Raises `PageError` where the file is no such file.
    """
    text = decoded(content, where).text
    rows = _json_rows(text, where) if ENDINGS[ending] == "jsonl" else _csv_rows(text, where, columns)
    seen: set[str] = set()
    for number, row in rows:
        said = row if isinstance(row, PageError) else _record(row, f"{where}:{number}", columns)
        called = said["id"] if isinstance(said, dict) and said["id"] else str(number)
        if called in seen:
            called = f"{called}~{number}"
        seen.add(called)
        yield number, called, json.dumps(said, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") if isinstance(said, dict) else said


def records_of(file: str, columns: Columns) -> Mapping[int, tuple[str, bytes | PageError]]:
    """Number → id, and its bytes or why it is no page, for every record of a file, in order.

    The file that was asked for last stays parsed while it is not written to: its pages are read one after the other.  Raises `PageError` where the file is no such file.
    """
    try:
        status = os.stat(file)
    except OSError:
        return _parsed(file, columns)  # which says why it cannot be read
    return _parsed(file, columns, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=1)
def _parsed(file: str, columns: Columns, *_stamp: int) -> Mapping[int, tuple[str, bytes | PageError]]:
    path = Path(file)
    return {number: (called, content) for number, called, content in rows_of(read_bytes(path), ending_of(path.name), file, columns)}


def piece_at(row: Filed, name: str | None = None) -> Piece:
    """The record that is meant; `name` is what it was called when it was found.  Raises `PageError` where the file has another record there by now, or none."""
    called, content = records_of(row.file, row.columns).get(row.number, ("", b""))
    if isinstance(content, PageError):
        raise content
    if not content or name and not name.endswith(f"#{called}"):
        raise PageError("is not the record that was found there", str(row), "the file was changed meanwhile: build again")
    return Piece(str(row), content, ".record")


def _record(row: dict, place: str, columns: Columns) -> dict[str, str] | PageError:
    said = {}
    for part in ("id", "title", "date", "text"):
        value = row.get(getattr(columns, part))
        if value is not None and not isinstance(value, str | int) or isinstance(value, bool):
            return PageError(f"has a {part} that is no text", place, f"column {getattr(columns, part)}: give words")
        said[part] = "" if value is None else str(value).strip() if part != "text" else str(value)
    if not said["text"].strip():
        if columns.text in row:
            return PageError(f"has an empty column {columns.text}", place, "fill it, or leave the record out")
        return PageError(f"has no text in the column {columns.text}", place, "its columns are " + ", ".join(map(str, row)) + "; name them with --columns text=…")
    return said


def _json_rows(text: str, where: str) -> Iterator[tuple[int, dict | PageError]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as problem:
            yield number, PageError(f"is no JSON ({problem})", f"{where}:{number}", "one object on each line")
            continue
        yield number, row if isinstance(row, dict) else PageError("is no JSON object", f"{where}:{number}", 'for example {"id": "1", "text": "…"}')


def _csv_rows(text: str, where: str, columns: Columns) -> Iterator[tuple[int, dict | PageError]]:
    csv.field_size_limit(largest())  # an article may be longer than the 128 KiB that Python allows a field
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        if columns.text not in (reader.fieldnames or ()):
            raise PageError(f"has no column {columns.text}", where, "its columns are " + ", ".join(map(str, reader.fieldnames or ())) + "; name them with --columns text=…")
        for number, row in enumerate(reader, 1):
            row.pop(None, None)  # more fields than columns
            yield number, row
    except csv.Error as problem:
        yield reader.line_num, PageError(f"is no CSV ({problem})", f"{where}:{reader.line_num}", "quote fields as RFC 4180 says")


def extract(content: bytes, where: str) -> Extracted:
    """The page of one record."""
    said = json.loads(content)
    page = Composer()
    body = said["text"].strip("\n")
    if said["title"] and not "".join(body[:200].split()).startswith("".join(said["title"].split())):
        page.add(said["title"], "title", "record-title")
    page.add(body)
    return Extracted(page.text, "utf-8", "a record", "record", tuple(page.marked), iso_date(said["date"]))


def iso_date(words: str) -> str | None:
    """The ISO date that a date column or a web page's metadata gives, or None.

    >>> iso_date("2023/7/6 08:30"), iso_date("2023年7月"), iso_date("昨天")
    ('2023-07-06', '2023-07', None)
    """
    words = words.strip()
    if is_date(words):
        return words
    found = _DATE_WITH_TIME.fullmatch(words)
    if not found:
        return None
    iso = "-".join(part.zfill(2) for part in found.groups() if part)
    return iso if is_date(iso) else None


def is_date(words: str) -> bool:
    """True for a year, a month or a day of the calendar, as ISO 8601 writes it.

    >>> is_date("2024-02-29"), is_date("2025-02-29"), is_date("2025-7")
    (True, False, False)
    """
    if not _DATE.fullmatch(words):
        return False
    try:
        date.fromisoformat(words + "-01-01"[len(words) - 4:])
    except ValueError:
        return False
    return True
