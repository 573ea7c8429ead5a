"""Files packed or plain: `.gz` and `.zst`, by the ending of their name.

In: a path.  Out: a binary file to write or read; the same bytes are packed to the same bytes (no time, no name inside).
"""
from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import zstandard

PACKINGS = ("gz", "zst")
File = IO[bytes] | gzip.GzipFile
"""A binary file to write, packed or not."""


def packing_of(path: Path) -> str:
    """`gz`, `zst` or nothing, by the ending.

    >>> packing_of(Path("graph.nq.zst")), packing_of(Path("graph.ttl"))
    ('zst', '')
    """
    ending = path.suffix.removeprefix(".")
    return ending if ending in PACKINGS else ""


def bare_suffix(path: Path) -> str:
    """The ending of what is packed, without its point.

    >>> bare_suffix(Path("graph.nq.zst")), bare_suffix(Path("graph.ttl"))
    ('nq', 'ttl')
    """
    return (Path(path.stem) if packing_of(path) else path).suffix.removeprefix(".")


@contextmanager
def open_to_write(path: Path) -> Iterator[File]:
    """A binary file for writing, packed as its name says."""
    with path.open("wb") as file:
        kind = packing_of(path)
        if kind == "gz":
            with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0) as packed:
                yield packed
        elif kind == "zst":
            with zstandard.ZstdCompressor(level=3).stream_writer(file, closefd=False) as packed:
                yield packed
        else:
            yield file


@contextmanager
def open_to_read(path: Path) -> Iterator[IO[bytes]]:
    """A binary file for reading, unpacked as its name says.  Raises `OSError` where it is no such file, `ValueError` where it is broken."""
    with path.open("rb") as file:
        kind = packing_of(path)
        try:
            if kind == "gz":
                with gzip.GzipFile(fileobj=file, mode="rb") as plain:
                    yield io.BufferedReader(plain)
            elif kind == "zst":
                with zstandard.ZstdDecompressor().stream_reader(file, closefd=False) as plain:
                    yield io.BufferedReader(plain)
            else:
                yield file
        except (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as problem:
            raise ValueError(f"is a broken .{kind} file ({problem})") from problem
