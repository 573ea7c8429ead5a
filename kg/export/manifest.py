"""What a build was made of and what it made, so that another machine can prove it.

In: `Records`, and the folder that the other writers have just filled.  Out: `manifest.json`: the pages with their hashes, the rule
set's hash and the rules that won, versions, counts, and the hash of every output.  It holds no times and no paths of this
machine, so it is the same for the same pages.  It is written last.
"""
from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.texts import text_path
from kg.model import Records, Source

if TYPE_CHECKING:
    from kg.export import Settings

NAME = "manifest.json"
LIBRARIES = ("ahocorasick-rs", "google-re2", "jieba", "networkx", "numpy", "pyoxigraph", "pyvis", "PyYAML")
"""The libraries whose version can change what a build writes."""

_SECONDS = b"\n\nseconds\n"


def write(records: Records, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write `folder/manifest.json` about the files that stand in `folder` and return its path."""
    outputs = {path.relative_to(folder).as_posix(): hash_of(path) for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NAME}
    manifest = {
        "kg": records.version, "base": settings.base, "libraries": {name: _version(name) for name in LIBRARIES},
        "rules": {"hash": records.rules_hash, "fired": dict(records.rules_fired)},
        "pages": [_page(source) for source in records.sources],
        "skipped": [{"name": n.source, "reason": n.message} for n in records.notes if n.kind == "skipped"],
        "repeats": [[{"source": p.source, "article": p.article, "start": p.start, "end": p.end, "alike": p.alike} for p in repeat.places]
                    for repeat in records.repeats],
        "counts": counts(records), "outputs": outputs,
    }
    path = folder / NAME
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    return (path,)


def _page(source: Source) -> dict[str, str | int]:
    """A page in the manifest; where its text was taken out of a file, by what, and where it is stored."""
    page: dict[str, str | int] = {"name": source.name, "sha256": source.sha256, "encoding": source.encoding, "characters": len(source.text)}
    return page | {"extracted": source.extracted, "text": text_path(source)} if source.extracted else page


def counts(records: Records) -> dict[str, int]:
    """How many records of each sort there are.

    >>> counts(Records())["claims"]
    0
    """
    return {"pages": len(records.sources), "articles": len(records.articles), "entities": len(records.entities), "mentions": len(records.namings),
            "roles": len(records.roles), "relations": len(records.relations), "claims": len(records.claims), "numbers": len(records.numbers),
            "verdicts": len(records.verdicts)}


def hash_of(path: Path) -> str:
    """The SHA-256 of an output; of a report without its last section, which prints how long the build took."""
    content = path.read_bytes()
    if path.name == "report.txt":
        content = content.partition(_SECONDS)[0]
    return sha256(content).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a library that was put on the path without being installed
        return "unknown"
