"""What an earlier build wrote among the pages: `kg build .` twice must not read its own output, nor a project its own word lists.

In: a folder and the names in it.  Out: those names that are outputs or word lists of kg.  Each is told by its name and by how it begins, so that a page that
happens to be called `report.txt` stays a page.
"""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_BEGINS = {"report.txt": b"kg ", "graph.html": b'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"', "manifest.json": b'{\n "kg": "'}
_WORDS = b"# about:"  # a word list of a rules folder, docs/rules.md
_RULES = b"\nrules "  # the second line of a report
_TABLES = ("claims.csv", "mentions.csv", "numbers.csv", "verdicts.csv")


def own_outputs(folder: Path, names: Iterable[str]) -> set[str]:
    """The files and folders among `names`, which lie in `folder`, that a build wrote, and word lists."""
    there = set(names)
    found: set[str] = {name for name in ("report.txt", "graph.html", "manifest.json") if name in there and _is_own(folder / name)}
    if "tables" in there and all((folder / "tables" / name).is_file() for name in _TABLES):
        found.add("tables")
    if "texts" in there and "manifest.json" in found:
        found.add("texts")
    return found | {name for name in there if name.lower().endswith(".tsv") and _is_own(folder / name)}


def _is_own(path: Path) -> bool:
    if not path.is_file():  # nor a pipe, which would keep the reader waiting
        return False
    try:
        with path.open("rb") as file:
            head = file.read(200)
    except OSError:
        return False  # whoever reads it as a page says why
    if path.suffix.lower() == ".tsv":
        return head.startswith(_WORDS)
    return head.startswith(_BEGINS[path.name]) and (path.name != "report.txt" or _RULES in head)
