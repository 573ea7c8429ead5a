"""The folders in which rules lie: their files, and the names by which messages call them.

In: rules folders, later ones layered over earlier ones.  Out: paths with the names that are shown, bytes and text of a file.  A file's shown name begins with
its folder's, and no two folders of a layering are called the same, so a shown name tells whose file it is.
"""
from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from kg.errors import RuleError

LARGEST = 32 << 20  # bytes of a rule file or word list


def homes(folders: Sequence[Path]) -> dict[str, Path]:
    """The folders by the name that messages give them: their own, with the name of the folder they lie in before it where an earlier one is called so.

    >>> list(homes([Path("kg/_rules"), Path("harbour/rules"), Path("canal/rules")]))
    ['rules', 'harbour-rules', 'canal-rules']
    """
    found: dict[str, Path] = {}
    for folder in folders:
        name = "rules" if folder.name == "_rules" else folder.name  # in a wheel the built-in rules lie in _rules: the same rules, the same hash
        if name in ("", ".."):
            name = folder.resolve().name
        if name in found:
            name = f"{folder.absolute().parent.name}-{name}"
        while name in found:
            name += "-again"
        found[name] = folder
    return found


def layered_files(folders: Sequence[Path]) -> list[list[tuple[Path, str]]]:
    """For each folder its files, each with the name that messages show, in a fixed order."""
    return [[(path, f"{home}/{name}" if home else name) for name in _sorted_names(folder) if (path := folder / name).is_file()]
            for home, folder in homes(folders).items()]


def rule_files(folder: Path) -> list[Path]:
    """The files of a rules folder, in the same order; none of a folder that is not there."""
    return [path for path, _ in layered_files([folder])[0]]


def refuse_no_rules(folders: Sequence[Path]) -> None:
    """Raise `RuleError` for what is no folder, or one in which no rule file lies: whoever named it meant another."""
    for folder in folders:
        if not folder.is_dir():
            raise RuleError("is not a folder" if folder.exists() else "no such folder", str(folder), "give a folder with rule files, such as rules/")
        if not rule_files(folder):
            raise RuleError("holds no rule file", str(folder), "rule files end in .yaml; word lists lie in its folder words/ and end in .yaml or .tsv")


def read_bytes(path: Path, shown: str) -> bytes:
    """The bytes of a rule file.  Raises `RuleError` where it cannot be read or is too large to be one."""
    try:
        if path.stat().st_size > LARGEST:  # before ten million lines are read into memory
            raise RuleError(f"the file is larger than {LARGEST >> 20} MiB", shown, "split it, or keep the words that pages have")
        return path.read_bytes()
    except OSError as problem:
        raise RuleError(f"cannot be read ({problem.strerror})", shown, "check the path and its permissions") from problem


def decoded(content: bytes, shown: str) -> str:
    """The text of a rule file, its lines ended alike.  Raises `RuleError` where it is not UTF-8.

    >>> decoded("局长\\r\\n".encode(), "posts.yaml")
    '局长\\n'
    """
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise RuleError(f"is not UTF-8{_looks_like(content)}", f"{shown}:{line}", "save it as UTF-8") from problem


def _looks_like(content: bytes) -> str:
    """What else the bytes of a text may be, as the rest of a sentence; empty where nothing else reads them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return " but UTF-16"
    for name in ("GB18030", "Big5"):
        with suppress(UnicodeDecodeError):
            content.decode(name)
            return f"; it reads as {name}"
    return ""


def _sorted_names(folder: Path) -> list[str]:
    names = [name for name in _names(folder) if fnmatch(name, "*.y*ml")]
    return sorted(names + [f"words/{name}" for name in _names(folder / "words") if fnmatch(name, "*.y*ml") or fnmatch(name, "*.tsv")])


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:  # what is not there, or cannot be read, has no rules; whether any folder has some is asked elsewhere
        return []
