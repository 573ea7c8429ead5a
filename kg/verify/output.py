"""An output folder opened for checking: manifest, tables, the texts of its pages.

In: a folder and where its pages are.  Out: `Output`; what is missing or does not have its hash goes into the `Report`.
"""
from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import OutputError, PageError, UsageError
from kg.export.manifest import NAME, hash_of
from kg.export.place import finish
from kg.export.tables import TABLES
from kg.model import record
from kg.read import Columns, gather, open_source

Row = dict[str, str]


@dataclass
class Report:
    """Failures by sort, in the order they were found, and how many things of each sort were checked."""

    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    checked: Counter = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """True where every promise holds."""
        return not self.failures

    def expect(self, sort: str, holds: bool, message: str) -> bool:
        """Count one check of `sort`; keep `message` where it does not hold."""
        self.checked[sort] += 1
        if not holds:
            self.failures[sort].append(message)
        return holds

    def lines(self, most: int = 10) -> list[str]:
        """The first `most` failures of each sort, then a line of counts."""
        found = []
        for sort, messages in self.failures.items():
            found += [f"{sort}: {message}" for message in messages[:most]]
            if len(messages) > most:
                found.append(f"{sort}: … and {len(messages) - most} more")
        failed = sum(map(len, self.failures.values()))
        verdict = "good" if self.is_good else f"{failed} failure{'' if failed == 1 else 's'} in what was looked at"
        return [*found, f"{verdict}: " + ", ".join(f"{number} {sort}" for sort, number in self.checked.items())]


@record
class Output:
    """What stands in an output folder.  `texts` and `hashes` are of the pages, by their names."""

    folder: Path
    manifest: dict
    tables: dict[str, list[Row]]
    texts: dict[str, str]
    hashes: dict[str, str]

    @property
    def base(self) -> str:
        """The base of the graph's own IRIs."""
        return str(self.manifest.get("base", ""))


def open_output(folder: Path, pages: Sequence[Path | str], report: Report, columns: Columns | None = None) -> Output:
    """The outputs in `folder`.  Raises `UsageError` where there are none."""
    if not folder.is_dir():
        raise UsageError("no such folder", str(folder), "give the folder that kg build wrote")
    try:
        finish(folder)
    except OutputError as problem:
        report.expect("outputs", False, f"a build that died while placing left its set in {folder}: {problem}")
    manifest = _manifest(folder, report)
    for name, wanted in manifest["outputs"].items():
        path = folder / name
        inside = path.resolve().is_relative_to(folder.resolve())
        if report.expect("outputs", inside and path.is_file(), f"{name} is missing"):
            report.expect("outputs", hash_of(path) == wanted, f"{name} does not have the hash that the manifest records")
    tables = {name: _table(folder / "tables" / f"{name}.csv", columns.split(), report) for name, (columns, _) in TABLES.items()
              if f"tables/{name}.csv" in manifest["outputs"] or (folder / "tables").is_dir()}
    hashes = {str(page["name"]): str(page["sha256"]) for page in manifest["pages"]}
    for row in (row for rows in tables.values() for row in rows if row.get("source", "")[:1] == "'"):
        if row["source"] not in hashes:  # a page called -7版.txt, which a spreadsheet would reckon with
            row["source"] = row["source"][1:]
    return Output(folder, manifest, tables, _texts(folder, manifest, pages, columns or Columns(), report), hashes)


def _manifest(folder: Path, report: Report) -> dict:
    empty: dict = {"pages": [], "outputs": {}, "rules": {}, "counts": {}, "base": ""}
    path = folder / NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        is_whole = isinstance(found, dict) and all(isinstance(found.get(key), type(value)) for key, value in empty.items()) \
            and all(isinstance(page, dict) and {"name", "sha256"} <= page.keys() for page in found["pages"])
    except FileNotFoundError:
        report.expect("manifest", False, f"{path} is missing; build with the format manifest")
        return empty
    except (OSError, ValueError, RecursionError) as problem:
        report.expect("manifest", False, f"{path} cannot be read ({problem})")
        return empty
    return found if report.expect("manifest", is_whole, f"{path} lacks parts of a manifest") else empty


def _table(path: Path, columns: list[str], report: Report) -> list[Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            named, rows = reader.fieldnames or (), list(reader)
    except (OSError, ValueError, csv.Error) as problem:
        report.expect("tables", False, f"{path} cannot be read ({problem})")
        return []
    missing = [name for name in columns if name not in named]
    if not report.expect("tables", not missing, f"{path} lacks the columns {', '.join(missing)}"):
        return []
    whole = all(None not in row and None not in row.values() for row in rows)
    return rows if report.expect("tables", whole, f"{path} has rows that are too short or too long") else []


def _texts(folder: Path, manifest: dict, pages: Sequence[Path | str], columns: Columns, report: Report) -> dict[str, str]:
    """The text of each page of the manifest: pages are known by their hash, wherever they lie now.

    A text that was taken out of HTML, PDF or a record is also stored among the outputs, and must be taken out again the same.
    """
    by_hash = {}
    try:
        for page, name, _ in gather(pages, columns=columns)[0]:
            try:
                source = open_source(page, name)
            except PageError:  # a page that could not be read then either; the build's report names it
                continue
            by_hash[source.sha256] = source.text
    except PageError as problem:
        report.expect("pages", False, f"{problem}; --pages DIR says where they are")
        return {}  # told once, not for each page
    texts = {}
    for page in manifest["pages"]:
        name, text = str(page["name"]), by_hash.get(page["sha256"])
        report.expect("pages", text is not None, f"no file given has the hash of {name}; use --pages, or the page was changed")
        if "text" in page:
            stored = _stored(folder, str(page["text"]))
            report.expect("texts", stored is not None, f"the text of {name} is not at {page['text']}; build with the format texts")
            if text is not None and stored is not None:
                report.expect("texts", stored == text, f"the text that {page.get('extracted')} took out of {name} is not what is taken out now")
            text = stored if stored is not None else text
        if text is not None:
            texts[name] = text
    return texts


def _stored(folder: Path, name: str) -> str | None:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
        return None
    return path.read_bytes().decode("utf-8", "surrogatepass")
