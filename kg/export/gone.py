"""Texts of pages that are no longer there: what is taken out of an archive leaves the output with the next build.

In: a set of outputs that is complete and not yet in place, and the folder with the set before.  Out: a list beside the new set, and, while that is placed,
the texts on it removed.  A text is on it where the manifest of the set before has it as it stands, the new set does not write it, and none of its pages has it.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.export.manifest import NAME as MANIFEST
from kg.export.manifest import hash_of

LIST = ".gone"
_OUTPUT = re.compile(r'  "(texts/[^"\\/]+)": "([0-9a-f]{64})",?')  # manifests are written a value a line; one of a million pages is not taken into memory
_TEXT_OF_PAGE = re.compile(r'   "text": "(texts/[^"\\/]+)",?')


def list_gone(beside: Path, folder: Path) -> None:
    """Write the list of texts to be removed into `beside`, where there are any."""
    if not (beside / MANIFEST).is_file():  # nothing tells which pages the new set is about
        return
    old = {found[1]: found[2] for found in _lines(folder / MANIFEST, _OUTPUT) if not (beside / found[1]).exists()}
    if not old:
        return
    for found in _lines(beside / MANIFEST, _TEXT_OF_PAGE):  # a build of other formats leaves the texts of its pages
        old.pop(found[1], None)
    gone = [name for name, digest in old.items() if (folder / name).is_file() and not (folder / name).is_symlink() and hash_of(folder / name) == digest]
    if gone:
        (beside / LIST).write_text("".join(f"{name}\n" for name in gone), encoding="utf-8")


def sweep_gone(ready: Path, folder: Path) -> None:
    """Remove what stands on the list in `ready`.  May be interrupted and begun again."""
    if not (ready / LIST).is_file():
        return
    for name in (ready / LIST).read_text(encoding="utf-8").splitlines():
        (folder / name).unlink(missing_ok=True)
    texts = folder / "texts"
    if texts.is_dir() and not any(texts.iterdir()):
        texts.rmdir()
    (ready / LIST).unlink()


def _lines(manifest: Path, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    if manifest.is_file():
        with manifest.open(encoding="utf-8", errors="replace") as lines:
            yield from filter(None, (pattern.fullmatch(line.rstrip("\n")) for line in lines))
