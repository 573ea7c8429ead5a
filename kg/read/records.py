"""Files of many pages: JSON lines and CSV, one page a record.

In: the bytes of a `.jsonl` or `.csv` file and the names of its columns, or a `Filed` of one.  Out: records with their ids, and an error for
each that is no page.  A record's own bytes are its id, title, date and text as one line of JSON with sorted keys: they have the hash that the manifest
records.  The text of its page is the title, where the text does not begin with it, and the text.
"""
from __future__ import annotations

import csv
import io
import json
import math
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from kg.errors import PageError, UsageError
from kg.model import record
from kg.read.decoding import decoded
from kg.read.extracted import Composer, Extracted
from kg.read.source import Filed, Piece, ending_of, largest, read_bytes

ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv"}
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DATE_IN_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_MARKUP = re.compile(r"<(?:br|/p|/div|/span|/h[1-6]|/table|/font|/strong)\b[^<>]*>", re.IGNORECASE)
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
    for number, place, row in rows:
        said = row if isinstance(row, PageError) else _record(row, place, columns)
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
        if part != "text" and isinstance(value, float) and not math.isinf(value):  # a column of numbers of which some are missing
            value = str(value).removesuffix(".0") if value == value else None
        if value is not None and not isinstance(value, str | int) or isinstance(value, bool):
            return PageError(f"has a {part} that is no text", place, f"column {getattr(columns, part)}: give words")
        said[part] = "" if value is None else str(value).strip() if part != "text" else str(value)
    if not said["text"].strip():
        if columns.text in row:
            return PageError(f"has an empty column {columns.text}", place, "fill it, or leave the record out")
        return PageError(f"has no text in the column {columns.text}", place, "its columns are " + ", ".join(map(str, row)) + "; name them with --columns text=…")
    return said


def _json_rows(text: str, where: str) -> Iterator[tuple[int, str, dict | PageError]]:
    for number, line in enumerate(text.split("\n"), 1):
        line, place = line.strip("\ufeff \t\r"), f"{where}:{number}"  # a mark stands where files were put together
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as problem:
            yield number, place, PageError(f"is no JSON ({problem})", place, "one object on each line")
            continue
        yield number, place, row if isinstance(row, dict) else PageError("is no JSON object", place, 'for example {"id": "1", "text": "…"}')


def _csv_rows(text: str, where: str, columns: Columns) -> Iterator[tuple[int, str, dict | PageError]]:
    """The rows of a table.  Behind one that breaks the rules of CSV reading goes on with the next line that begins a row as long as the header."""
    csv.field_size_limit(largest())  # an article may be longer than the 128 KiB that Python allows a field
    lines = list(io.StringIO(text, newline=""))
    names, sign = header_of(lines, columns)
    if columns.text not in names:
        raise PageError(f"has no column {columns.text}", where, "its columns are " + ", ".join(names) + "; name them with --columns text=…")
    for name in (columns.id, columns.title, columns.date, columns.text):
        if names.count(name) > 1:
            raise PageError(f"has two columns {name}", where, "call one of them something else")
    number, broken = 0, None
    for at, row in _rows_after(lines, sign):
        if isinstance(row, csv.Error):
            broken = broken or (row, at)
            continue
        if not row or broken and len(row) != len(names):
            continue
        if broken:
            number += 1
            yield number, *_broken(*broken, at, where)
            broken = None
        number += 1
        yield number, f"{where}:{at}", _cells(names, row, f"{where}:{at}")
    if broken:
        yield number + 1, *_broken(*broken, len(lines) + 1, where)
    elif not number:
        raise PageError("names columns and holds no record", where, "delete it or fill it")


def _cells(names: Sequence[str], row: Sequence[str], place: str) -> dict | PageError:
    """A row by its columns; where it has more fields, a comma in its text has cut that."""
    if any(field.strip() for field in row[len(names):]):
        return PageError(f"has {len(row)} fields, and the header names {len(names)}", place, "put quotes round a field that holds the separating sign")
    return dict(zip_longest(names, row[:len(names)]))


def _broken(problem: csv.Error, first: int, behind: int, where: str) -> tuple[str, PageError]:
    place = f"{where}:{first}" + (f"-{behind - 1}" if behind > first + 1 else "")
    return place, PageError(f"is no CSV ({problem})", place, "quote fields as RFC 4180 says")


def header_of(lines: Sequence[str], columns: Columns) -> tuple[list[str], str]:
    """The names of a table's columns and the sign between them: the first by which there is a column of text, else the comma.

    >>> header_of(["id;text"], Columns()), header_of(["大桥通车"], Columns())
    ((['id', 'text'], ';'), (['大桥通车'], ','))
    """
    found = [([name.strip() for name in next(iter(csv.reader(lines, delimiter=sign)), [])], sign) for sign in ",\t;|"]
    return next((one for one in found if columns.text in one[0]), found[0])


def _rows_after(lines: Sequence[str], sign: str) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """The line at which each row below the header begins, and its fields or what is wrong with it; behind a fault each further line may begin a row."""
    at, header = 1, True
    while at <= len(lines):
        reader = csv.reader((lines[number] for number in range(at - 1, len(lines))), delimiter=sign, strict=True)
        first = at
        try:
            for row in reader:
                if not header:
                    yield first, row
                header, first = False, at + reader.line_num
            return
        except csv.Error as problem:
            yield first, problem
            at, header = first + 1, False


def extract(content: bytes, where: str) -> Extracted:
    """The page of one record."""
    said = json.loads(content)
    page = Composer()
    body = said["text"].strip("\n")
    how = "record"
    if _MARKUP.search(body):
        from kg.read.html import lines_of

        body, how = "\n\n".join(lines_of(body)), "record, its mark-up left out"
    if said["title"] and not "".join(body[:200].split()).startswith("".join(said["title"].split())):
        page.add(said["title"], "title", "record-title")
    page.add(body)
    return Extracted(page.text, "utf-8", "a record", how, tuple(page.marked), iso_date(said["date"]))


def iso_date(words: str) -> str | None:
    """The ISO date that a date column or a web page's metadata gives, or None.

    >>> iso_date("2023/7/6 08:30"), iso_date("20230706"), iso_date("2023年7月"), iso_date("昨天")
    ('2023-07-06', '2023-07-06', '2023-07', None)
    """
    words = words.strip()
    if is_date(words):
        return words
    found = _DATE_IN_EIGHT.fullmatch(words) or _DATE_WITH_TIME.fullmatch(words)
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
