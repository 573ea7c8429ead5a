"""Files, records and standard input → `Source`: one decoded page, with the evidence for its encoding.

In: a path (plain or `.gz`), a `Piece` or a `Filed`.  Out: `kg.model.Source`.  Text files are read as they stand; HTML, PDF and records are
taken apart by the module that `EXTRACTORS` names.  Offsets everywhere else count code points of `Source.text`.
"""
from __future__ import annotations

import gzip
import hashlib
import io
import os
import stat
import zlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import PageError, UsageError
from kg.model import Source, record
from kg.read.decoding import decode, decoded
from kg.text import undisguised

if TYPE_CHECKING:
    from kg.read.records import Columns

__all__ = ["EXTRACTORS", "LARGEST", "Piece", "Filed", "decode", "largest", "open_source", "read_bytes", "source_of", "unpacked"]

LARGEST = 1 << 26  # bytes after unpacking (64 MiB): a thousand times the largest page; beyond it stands a bomb or an archive
LIMIT = "KG_LARGEST"
EXTRACTORS = {".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".pdf": "pdf", ".record": "records"}
"""Ending → the module of this package whose `extract(content, where)` takes the text out."""


@record
class Piece:
    """A page that is no file by itself: one record of a file (ending `.record`), or what came on standard input.

    `where` tells people where it is; `content` is its bytes, unpacked.
    """

    where: str
    content: bytes
    ending: str = ".txt"

    def __str__(self) -> str:
        return self.where


@record
class Filed:
    """One record of a file of many pages, by its number in the file and what the columns are called (`kg.read.records.Columns`): it is read when its turn comes, so that no process
    holds the records of all files.
    """

    file: str
    number: int
    columns: Columns

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"


Place = str | Path | Piece | Filed
"""Where a page is."""


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """The bytes of a file, unpacked where its name ends in `.gz`, at most `limit` (by default `largest()`).

    Raises `PageError` where the file is missing, a folder, forbidden, damaged or too large.
    """
    limit = max(limit or 0, largest())
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise PageError("is no plain file (a pipe or a device)", str(path), "give the text of the page as a file")
            if path.name.lower().endswith(".gz"):
                with gzip.open(file) as packed:
                    content = packed.read(limit + 1)
            else:
                content = file.read(min(status.st_size, limit) + 1)  # as many bytes as are asked for are made room for
                if len(content) > status.st_size:  # it has grown meanwhile, or does not tell its size
                    content += file.read(max(0, limit + 1 - len(content)))
    except (gzip.BadGzipFile, EOFError, zlib.error) as problem:
        raise PageError(f"is a damaged gzip file ({problem})", str(path), "pack it again") from problem
    except OSError as problem:
        raise PageError(f"cannot be read ({problem.strerror or problem})", str(path),
                        "check the path and its permissions") from problem
    return _not_too_large(content, str(path), limit)


def unpacked(content: bytes, where: str) -> bytes:
    """Bytes as they are, or where they are packed by gzip, what is in them.  Raises `PageError` as `read_bytes` does."""
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                content = packed.read(largest() + 1)
        except (OSError, EOFError, zlib.error) as problem:
            raise PageError(f"is a damaged gzip file ({problem})", where, "pack it again") from problem
    return _not_too_large(content, where, largest())


def _not_too_large(content: bytes, where: str, limit: int) -> bytes:
    if len(content) > limit:
        raise PageError(f"is larger than {limit >> 20} MiB", where, f"split it into pages, or set {LIMIT} to the number of MiB that a file may have")
    return content


def largest() -> int:
    """How many bytes a file may have after unpacking: 64 MiB, or what the variable `KG_LARGEST` of the environment says in MiB.

    Raises `UsageError` where that is no whole number above 0.
    """
    said = os.environ.get(LIMIT)
    if not said:
        return LARGEST
    if not said.isdecimal() or not int(said):
        raise UsageError(f"{LIMIT}={said} is no size", hint="give a number of MiB, such as 256")
    return int(said) << 20


def _without_waiting(name: str, flags: int) -> int:
    """Opens a pipe that nobody writes to at once instead of waiting for ever."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def ending_of(name: str) -> str:
    """The ending that says what a file is, `.gz` aside.

    >>> ending_of("A01.HTML.gz"), ending_of("A01")
    ('.html', '')
    """
    return os.path.splitext(name.lower().removesuffix(".gz"))[1]


def source_of(text: str, name: str, encoding: str = "utf-8", path: str | None = None, content: bytes | None = None, evidence: str = "") -> Source:
    """A `Source` from decoded text; its hash is that of `content`, or of the text as UTF-8."""
    text = undisguised(text.removeprefix("\ufeff"))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass") if content is None else content).hexdigest()
    return Source(name, text, encoding, digest, path, evidence)


def open_source(page: Place, name: str | None = None, limit: int | None = None) -> Source:
    """The page in a file, or in a piece of one, called `name` (by default its file name); `limit` bytes may be more than `largest()`.

    Raises `PageError` (what, where, hint) for anything that holds no readable text.
    """
    if isinstance(page, Filed):
        from kg.read.records import piece_at

        page = piece_at(page, name)
    if isinstance(page, Piece):
        where, ending, content, called = page.where, page.ending, page.content, name or page.where
    else:
        where, ending, called = str(page), ending_of(str(page)), name or Path(page).name
        if os.path.isdir(page):
            raise PageError("is a folder", where, "give its files, or use find_pages")
        content = read_bytes(Path(page), limit)
    if ending not in EXTRACTORS:
        text, encoding, evidence = decoded(content, where)
        if ending == ".json" and text.lstrip().startswith(("[", "{")):  # brackets and field names would be read as words of the page
            raise PageError("is JSON, not the text of a page", where, "write its records one on each line, as .jsonl")
        return source_of(text, called, encoding, where, content, evidence)
    found = import_module(f"kg.read.{EXTRACTORS[ending]}").extract(content, where)
    if not found.text.strip():
        raise PageError("holds no text", where, "give a page that has some")
    digest = hashlib.sha256(content).hexdigest()
    return Source(called, undisguised(found.text), found.encoding, digest, where, found.evidence, found.how, found.marked, found.date, found.left)


def hash_of_plain(page: Place) -> str | None:
    """The SHA-256 of a page's bytes, as its `Source` will have it, without decoding them; None where the text has to be taken out of another format.

    Raises `PageError` as `open_source` does where there are no bytes.
    """
    if isinstance(page, Filed) or not is_plain(page):
        return None
    return hashlib.sha256(page.content if isinstance(page, Piece) else read_bytes(Path(page))).hexdigest()


def is_plain(page: Place) -> bool:
    """True where a page is text as it stands, none that has to be taken out of another format."""
    return not isinstance(page, Filed) and (page.ending if isinstance(page, Piece) else ending_of(str(page))) not in EXTRACTORS
