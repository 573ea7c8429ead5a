"""What a build was made of and what it made, so that another machine can prove it.

In: `Records`, and the folder that the other writers have just filled.  Out: `manifest.json`: the pages with their hashes, the rule
set's hash and the rules that won, versions, counts, and the hash of every output.  It holds no times and no paths of this
machine, so it is the same for the same pages.  It is written last.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.libraries import version_of
from kg.export.texts import text_path
from kg.model import Records, Repeat, Source

if TYPE_CHECKING:
    from kg.export import Settings

NAME = "manifest.json"
LIBRARIES = ("ahocorasick-rs", "google-re2", "jieba", "networkx", "numpy", "pyoxigraph", "pyvis", "PyYAML")
"""The libraries whose version can change what a build writes."""

_SECONDS = b"\n\nseconds\n"
_STRETCH = 1 << 17  # bytes


def write(records: Records, folder: Path, settings: Settings) -> tuple[Path, ...]:
    """Write `folder/manifest.json` about the files that stand in `folder` and return its path."""
    head = head_of(records, counts(records))
    return tell_manifest(folder, settings.base, head, ((source, len(source.text)) for source in records.sources), records.repeats)


def head_of(records: Records, counted: Mapping[str, int]) -> dict:
    """What the manifest says of a build as a whole, but for its outputs."""
    return {"kg": records.version, "rules": {"hash": records.rules_hash, "fired": dict(records.rules_fired)},
            "skipped": [{"name": n.source, "reason": n.message} for n in records.notes if n.kind == "skipped"], "counts": dict(counted)}


def tell_manifest(folder: Path, base: str, head: Mapping, pages: Iterable[tuple[Source, int]], repeats: Iterable[Repeat]) -> tuple[Path, ...]:
    """Write `folder/manifest.json` from its head, its pages, each with its number of characters, and its repeats; of both, one at a time is held in memory."""
    outputs = {path.relative_to(folder).as_posix(): hash_of(path) for path in sorted(folder.rglob("*")) if path.is_file() and path.name != NAME}
    manifest = {"kg": head["kg"], "base": base, "libraries": {name: version_of(name) or "unknown" for name in LIBRARIES}, "rules": head["rules"], "pages": [],
                "skipped": head["skipped"], "repeats": [], "counts": head["counts"], "outputs": outputs}
    before, _, behind = json.dumps(manifest, ensure_ascii=False, indent=1).partition('\n "pages": []')
    between, _, behind = behind.partition('\n "repeats": []')
    path = folder / NAME
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        file.write(f'{before}\n "pages": [')
        file.writelines(_items(_object(_page(*page), 2) for page in pages))
        file.write(f'{between}\n "repeats": [')
        file.writelines(_items(_printings(repeat) for repeat in repeats))
        file.write(f"{behind}\n")
    return (path,)


def _items(items: Iterable[str]) -> Iterator[str]:
    """The items of a list in the top object, and its end, as `json` writes them with an indent of 1."""
    mark = end = ""
    for item in items:
        yield f"{mark}\n  {item}"
        mark, end = ",", "\n "
    yield f"{end}]"


_encoded = json.JSONEncoder(ensure_ascii=False).encode  # with an indent it would be Python that writes, not C


def _object(fields: Mapping[str, str | int], depth: int) -> str:
    margin = "\n" + " " * depth
    return "{" + ",".join([f"{margin} {_encoded(name)}: {_encoded(value)}" for name, value in fields.items()]) + margin + "}"


def _printings(repeat: Repeat) -> str:
    """Where an article is printed."""
    places = [_object({"source": p.source, "article": p.article, "start": p.start, "end": p.end, "alike": p.alike}, 3) for p in repeat.places]
    return "[\n   " + ",\n   ".join(places) + "\n  ]"


def _page(source: Source, characters: int) -> dict[str, str | int]:
    """A page in the manifest; where its text was taken out of a file, by what, and where it is stored."""
    page: dict[str, str | int] = {"name": source.name, "sha256": source.sha256, "encoding": source.encoding, "characters": characters}
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
    if path.name == "report.txt":
        return sha256(path.read_bytes().partition(_SECONDS)[0]).hexdigest()
    digest = sha256()
    with path.open("rb", buffering=0) as file:
        while stretch := file.read(_STRETCH):  # as a whole, a large file takes longer to find room for than to look through
            digest.update(stretch)
    return digest.hexdigest()
