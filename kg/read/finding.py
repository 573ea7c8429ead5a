"""Which files are pages, and the publication dates that a sidecar gives them.

In: files, folders, glob patterns (nothing: the `seeds/` folder).  Out: a sorted list of paths, and
a mapping from file name to date read from `pages.yaml` beside the pages:

    2024-03-02-A01.txt: 2024-03-02
    A03.txt: {published: 2024-03}
"""
from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from pathlib import Path

from kg.errors import PageError
from kg.rules.yamldoor import read_yaml

SIDECAR = "pages.yaml"
ENDINGS = (".txt", ".text", ".md", ".markdown")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def _is_page(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(ENDINGS) and not name.startswith(".")


def find_pages(paths: Iterable[str | Path] = ()) -> list[Path]:
    """The pages meant by `paths`: files as given, folders with all pages under them, globs.

    With no paths, the pages of `seeds/`.  Sorted by path, each once.  Raises `PageError` for a
    path that does not exist and for a glob or folder that holds no page.
    """
    wanted = [str(path) for path in paths] or ["seeds"]
    found: dict[Path, None] = {}
    for name in wanted:
        path = Path(name)
        if path.is_dir():
            inside = [p for p in path.rglob("*") if p.is_file() and _is_page(p)]
            if not inside:
                raise PageError("holds no page", name, "pages end in " + ", ".join(ENDINGS) + ", also with .gz")
        elif path.exists():
            inside = [path]
        else:
            inside = [Path(hit) for hit in glob.glob(name, recursive=True) if Path(hit).is_file()] if glob.has_magic(name) else []
            if not inside:
                raise PageError("no such file, folder or pattern", name, "check the spelling")
        for page in sorted(inside):
            found.setdefault(page)
    return sorted(found)


def given_dates(folder: Path) -> dict[str, str]:
    """File name → publication date from `pages.yaml` in `folder`; empty where there is none.

    Raises `RuleError` for a broken file and `PageError` for a date that is not ISO 8601.
    """
    sidecar = folder / SIDECAR
    if not sidecar.is_file():
        return {}
    rows = read_yaml(sidecar)
    if not isinstance(rows, dict):
        raise PageError("must map file names to dates", str(sidecar), "for example A01.txt: 2024-03-02")
    dates = {}
    for name, value in rows.items():
        if isinstance(value, dict):
            value = value.get("published", "")
        if not isinstance(value, str) or not _DATE.fullmatch(value):
            raise PageError(f"the date of {name} is not YYYY, YYYY-MM or YYYY-MM-DD", f"{sidecar}:{getattr(value, 'line', 1)}",
                            "for example 2024-03-02")
        dates[str(name)] = str(value)
    return dates
