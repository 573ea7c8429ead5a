"""Outputs in parts: one file for each part, whole or not there, however often a task is tried.

In: lines.  Out: `part-00007.nq.gz` and the like in a folder, and of each how many lines and bytes it holds and their digest.  A part is written
beside under a name that no other try has, and renamed; the same lines make the same bytes, so it does not matter which try came last.
"""
from __future__ import annotations

import hashlib
import os
import socket
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import OutputError
from kg.export.packing import open_to_write
from kg.flow.scratch import letters
from kg.model import record

_HINT = "free some space there, or give another folder; what was written whole can stay, the next run writes it again"


@record
class Part:
    """One file of an output; `size` in bytes and `digest` (SHA-256) are those of its lines before packing."""

    name: str
    lines: int
    size: int
    digest: str


@record
class LineParts:
    """Writes lines (each with its line end, as text) as parts of `folder`; `ending` says how they are packed: `.nq`, `.nq.gz`, `.nq.zst`.

    The folder must be the same for all who write (this machine's, or one that all machines share).
    """

    folder: Path
    ending: str = ".nq"

    def __call__(self, number: int, rows: Iterator[str]) -> Part:
        name = f"part-{number:05}{self.ending}"
        beside = self.folder / f".{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex}-{name}"
        digest, lines, size = hashlib.sha256(), 0, 0
        with letters(self.folder, _HINT):
            self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with letters(self.folder, _HINT), open_to_write(beside) as file:
                for line in rows:
                    spelled = line.encode("utf-8")
                    file.write(spelled)
                    digest.update(spelled)
                    lines, size = lines + 1, size + len(spelled)
            with letters(self.folder, _HINT):
                os.replace(beside, self.folder / name)
        finally:
            beside.unlink(missing_ok=True)
        return Part(name, lines, size, digest.hexdigest())

    def finish(self, parts: Iterable[Part]) -> None:
        """Remove from the folder what no part of this output is: parts of an earlier one, and what killed tries left."""
        names = {part.name for part in parts}
        with letters(self.folder, _HINT):
            self.folder.mkdir(parents=True, exist_ok=True)
        for path in sorted(self.folder.iterdir()):
            if path.name not in names and (path.name.startswith("part-") or "-part-" in path.name and path.name.startswith(".")):
                path.unlink(missing_ok=True)
        missing = sorted(name for name in names if not (self.folder / name).exists())
        if missing:
            raise OutputError(f"{len(missing)} parts are not there, as {missing[0]}", str(self.folder), "the folder must be one that all machines share")
