"""Which files are pages, and the publication dates that a sidecar gives them.

In: files, folders, glob patterns, `-` for standard input (nothing: the `seeds/` folder).  Out: a sorted list of paths, their
names, and a mapping from file name to date read from `pages.yaml` beside the pages:

    2024-03-02-A01.txt: 2024-03-02
    A03.txt: {published: 2024-03}
"""
from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path, PurePath

from kg.errors import PageError
from kg.model import Note
from kg.read.ownoutputs import own_outputs
from kg.read.records import ENDINGS as RECORD_ENDINGS
from kg.read.records import is_date
from kg.read.source import EXTRACTORS
from kg.rules.yamldoor import read_yaml

SIDECAR = "pages.yaml"
ENDINGS = (".txt", ".text", ".md", ".markdown", *(ending for ending in EXTRACTORS if ending != ".record"), *RECORD_ENDINGS)
_NOT_READ = (  # people take these for pages, and nothing here takes their text out: what each kind is called, and what to do
    ((".caj", ".djvu", ".doc", ".docx", ".eml", ".epub", ".mht", ".mhtml", ".odt", ".ofd", ".rtf", ".wps", ".xml"), "document", "save it as text (.txt), HTML or PDF"),
    ((".dbf", ".et", ".mdb", ".ods", ".sqlite", ".xls", ".xlsx"), "spreadsheet", "save it as .csv, one page in each row"),
    ((".json", ".json.gz"), "file", "write its records one on each line, as .jsonl"),
    ((".7z", ".bz2", ".rar", ".tar", ".tar.gz", ".tgz", ".warc", ".warc.gz", ".xz", ".z", ".zip", ".zst"), "archive", "unpack it, and give what is in it"))
_PICTURES = ((".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"), "picture", "have its text recognised (OCR) and save that as .txt")  # scans of pages, most of all
_WEB = ((".asp", ".aspx", ".jsp", ".php"), "web page", "save it as .html")
_KNOWN = (*(ending for endings, _, _ in (*_NOT_READ, _WEB, _PICTURES) for ending in endings), ".css", ".js", ".lock", ".py", ".rq", ".svg", ".toml", ".ttl", ".yaml", ".yml")
_SAVED_WITH = ("_files", ".files")  # what a browser calls the folder of the pictures of a page that it saves
STANDARD_INPUT = Path("-")


def is_page(path: PurePath) -> bool:
    """True where a file's name says that it holds a page, or several.

    >>> is_page(PurePath("2024/A01.TXT.gz")), is_page(PurePath("2024/.A01.txt"))
    (True, False)
    """
    return _is_page_name(path.name)


def _is_page_name(name: str) -> bool:
    name = name.lower().removesuffix(".gz")
    return name.endswith(ENDINGS) and not name.startswith(".")


def find_pages(paths: Iterable[str | Path] = ()) -> list[Path]:
    """The pages meant by `paths`: files as given, folders with all pages under them, globs.

    With no paths, the pages of `seeds/`.  Sorted by path, each once.  Raises `PageError` for a
    path that does not exist and for a glob or folder that holds no page.
    """
    return [Path(page) for page in find(paths)[0]]


def find(paths: Iterable[str | Path] = ()) -> tuple[list[str], list[Note]]:
    """As `find_pages`, but paths as they are written (a million of them take 0.1 GB, as `Path` 0.55), and a `skipped` note for what lies in a folder but is not followed.

    Links inside a folder that lead out of it (a page is no way into the rest of the disk), links to folders, folders
    that may not be listed, documents of word processors, spreadsheets, archives, and pictures.  A file that is named on the command line is followed wherever it leads.
    """
    named = [str(path) for path in paths]
    found: list[str] = []
    notes: list[Note] = []
    for name in named or ["seeds"]:
        path = Path(name)
        if path == STANDARD_INPUT:
            found.append(str(path))
        elif not name:
            raise PageError("is no name", "''", "an empty one was given: is a variable of the shell empty?")
        elif path.is_dir():
            inside, left = _inside(path)
            notes += left
            found += inside
            if not inside and not left:
                raise PageError("holds no page", name, "pages end in " + ", ".join(sorted(ENDINGS)) + ", also with .gz")
        elif path.exists():
            found.append(str(path))
        else:
            hits = [str(Path(hit)) for hit in glob.glob(name, recursive=True) if not os.path.isdir(hit)] if glob.has_magic(name) else []
            found += hits
            if not hits:
                raise PageError("no such file, folder or pattern", name, "check the spelling" if named else "no pages were named, so seeds/ was looked for; name files, folders or globs")
    found.sort(key=in_order)
    return [page for page, _ in groupby(found)], sorted(set(notes), key=lambda note: (note.source, note.message))


def in_order(path: str) -> str:
    """What sorts paths as their parts do: all of a folder stands together, `a/b` before `a-b`.

    >>> sorted(["a-b", "a/b", "/a", "a"], key=in_order)
    ['/a', 'a', 'a/b', 'a-b']
    """
    return (os.sep if path.startswith(os.sep) else "") + path.replace(os.sep, "\0")  # which no name has, and which sorts before all that names have


def _inside(folder: Path) -> tuple[list[str], list[Note]]:
    """The pages under a folder, and notes on what was left out.  Whether a file can be read is for the reader to say."""
    pages: list[str] = []
    notes: list[Note] = []

    def forbidden(problem: OSError) -> None:
        notes.append(_skipped(Path(problem.filename), f"cannot be listed ({problem.strerror})", "check the folder's permissions"))

    home = folder.resolve()
    for here, folders, files in os.walk(folder, onerror=forbidden):
        own = own_outputs(Path(here), (*folders, *files))
        folders[:] = [name for name in folders if not name.startswith(".") and name not in own]  # os.walk goes into what is left
        files = [name for name in files if name not in own]
        inside = str(Path(here, "-"))[:-1]  # as Path writes it: . is nothing
        for name in files:
            if not _is_page_name(name):
                continue
            path = inside + name
            if os.path.islink(path) and not Path(os.path.realpath(path)).is_relative_to(home):
                notes.append(_skipped(Path(path), f"is a link that leads out of {folder}", "give the file itself"))
            else:
                pages.append(path)
        notes += _unknown(Path(here), files)
        for endings, what, hint in (*_NOT_READ, _WEB, *(() if here.endswith(_SAVED_WITH) else (_PICTURES,))):
            notes += _left(Path(here), files, endings, what, hint)
        notes += [_skipped(Path(here, name), "is a link to a folder", "give that folder too") for name in folders if Path(here, name).is_symlink()]
    return pages, notes


def _left(folder: Path, files: Sequence[str], endings: tuple[str, ...], what: str, hint: str) -> list[Note]:
    """One letter for each of these kinds of files in a folder; one that a page of the same name stands for has been converted already."""
    found = sorted(name for name in files if name.lower().endswith(endings) and not name.startswith((".", "~$")))  # ~$: Word holds it open
    converted = {_stem(name) for name in files if _is_page_name(name)} if found else set()
    left: dict[str, list[str]] = {}
    for name in found:
        if _stem(name) not in converted:
            left.setdefault(max((ending for ending in endings if name.lower().endswith(ending)), key=len), []).append(name)
    return [_skipped(folder / names[0], f"is a {ending} {what}, which is not read" + (f" ({len(names)} such in its folder)" if len(names) > 1 else ""),
                     hint) for ending, names in sorted(left.items())]


def _unknown(folder: Path, files: Sequence[str]) -> list[Note]:
    """One letter for all files of a folder that have no ending of a page and may well be pages: they are text, and not in ASCII, as a project's licence and scripts are."""
    converted = {_stem(name) for name in files if _is_page_name(name)}
    names = [name for name in sorted(files) if not _is_page_name(name) and not name.lower().endswith(_KNOWN) and not name.startswith((".", "~$")) and _stem(name) not in converted]
    names = [] if folder.name.endswith(_SAVED_WITH) else [name for name in names if _may_be_text(folder / name)]
    number = f" ({len(names)} such in its folder)" if len(names) > 1 else ""
    return [_skipped(folder / names[0], "has no ending of a page and is not read" + number, "call it .txt if it is the text of a page")] if names else []


def _may_be_text(path: Path) -> bool:
    try:
        if not path.is_file():  # nor a pipe, which would keep the reader waiting
            return False
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return True  # it is left out, whatever it is
    return not head.isascii() and b"\0" not in head


def _stem(name: str) -> str:
    return os.path.splitext(name.lower().removesuffix(".gz"))[0]


def _skipped(path: Path, what: str, hint: str) -> Note:
    return Note("skipped", _printable(path.name), str(PageError(what, _printable(str(path)), hint)))


def _printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are spelled out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def names_of(paths: Sequence[str]) -> list[str]:
    """What each page is called in tables: its file name, with as many folders before it as tell namesakes apart.

    >>> names_of(["may/A01.txt", "june/A01.txt", "june/A02.txt"])
    ['may/A01.txt', 'june/A01.txt', 'A02.txt']
    """
    names = ["standard-input" if path == str(STANDARD_INPUT) else "" for path in paths]
    unnamed, size = [at for at, name in enumerate(names) if not name], 1
    while unnamed:  # what paths are called is made anew in each round: a million of them take room
        called = [_last_steps(paths[at], size) for at in unnamed]
        times = Counter(called)
        for at, name in zip(unnamed, called, strict=True):
            if times[name] == 1 or name.count("/") < size - 1:
                names[at] = name
        unnamed = [at for at in unnamed if not names[at]]
        size += 1
    return names


def _last_steps(path: str, size: int) -> str:
    return "/".join(_printable(os.path.abspath(path).replace(os.sep, "/")).strip("/").split("/")[-size:])


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
        if not isinstance(value, str) or not is_date(value):
            raise PageError(f"the date of {name} is not YYYY, YYYY-MM or YYYY-MM-DD", f"{sidecar}:{getattr(value, 'line', 1)}",
                            "for example 2024-03-02")
        dates[str(name)] = str(value)
    return dates
