"""The texts that were taken out of HTML, PDF and records, so that evidence can be checked against them.

In: `Records`.  Out: `texts/NAME-HASH.txt` for each page whose text is not what stands on disk; its offsets are those of every table.
"""
from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.model import Records, Source

if TYPE_CHECKING:
    from kg.export import Settings

FOLDER = "texts"
_LONGEST_NAME = 80


def write(records: Records, folder: Path, settings: Settings | None = None) -> tuple[Path, ...]:
    """Write the extracted texts below `folder` and return their paths; none where every page is plain text."""
    written = []
    for source in records.sources:
        if source.extracted:
            path = folder / text_path(source)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source.text.encode("utf-8", "surrogatepass"))
            written.append(path)
    return tuple(written)


def text_path(source: Source) -> str:
    """Where a page's text is stored, below the output folder; the hash keeps namesakes apart.

    >>> text_path(Source("五月/a.jsonl#7", "", "utf-8", "0123456789abcdef", extracted="record"))
    'texts/五月_a.jsonl_7-01234567.txt'
    """
    name = re.sub(r"[^\w.-]+", "_", source.name).strip(".")[-_LONGEST_NAME:]
    return f"{FOLDER}/{name}-{source.sha256[:8]}.txt"
