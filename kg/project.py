"""A project folder: pages, a pack of rules, settings.

In: the path of a new folder; or the path of a settings file.  Out: the files written; or `Settings`.  `kg build` takes what the command line
leaves open from the `kg.yaml` of the folder it runs in.
"""
from __future__ import annotations

from pathlib import Path

from kg.errors import RuleError
from kg.model import record
from kg.rules.skeleton import write_new, write_skeleton
from kg.rules.yamldoor import Items, Mapping, Scalar, read_yaml

NAME = "kg.yaml"
_FIELDS = ("about", "pages", "rules", "out", "published", "base")
_SETTINGS = """about: Settings of this project; kg build reads them when it runs in this folder. The command line wins.
pages: [pages]          # files, folders, globs
rules: [pack]           # folders layered over the built-in rules
out: output
# published: 2024-09    # of all pages; pages/pages.yaml gives the date of each
# base: https://example.org/our-paper/
"""
_PAGE = """汕头晨讯

老城夜市添新味

本报讯（记者 林少芬）9月12日晚，记者在汕头市望海茶饭铺看到，前来就餐的市民排起长队。
据汕头市商务局副局长郑海涛介绍，今年上半年，全市夜间餐饮营业额达3.6亿元，同比增长8.5%。
"""
_DATES = """# The publication date of each page, where the page itself does not say it.
example.txt: 2024-09-13
"""
_README = """# {name}

| here | is |
|---|---|
| `pages/` | the pages; `pages/pages.yaml` gives dates that pages do not print |
| `pack/` | the rules of this project, layered over the built-in ones |
| `kg.yaml` | settings for `kg build` |

Run in this folder:

    kg build                                       # writes output/; open output/graph.html
    kg rules test --rules pack --only pack/        # tries the sentences beside your rules
    kg rules watch pages --rules pack              # shows what each saved edit changes, until Ctrl-C
    kg review pages --rules pack                   # review.html: accept, reject or correct; put its judgements.yaml into pack/
"""


@record
class Settings:
    """What a settings file says; empty where it says nothing.  Paths are relative to the file's folder."""

    pages: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    out: str = ""
    published: str = ""
    base: str = ""


def write_project(folder: Path) -> list[Path]:
    """Write a new project whose build works at once.

    Raises `UsageError` where the folder holds something already, `OutputError` where it cannot be written.
    """
    written = write_new(folder, {"kg.yaml": _SETTINGS, "pages/example.txt": _PAGE, "pages/pages.yaml": _DATES,
                                 "README.md": _README.format(name=folder.name)})
    return written + write_skeleton(folder / "pack")


def read_settings(path: Path) -> Settings:
    """The settings in `path`; those of an empty file where there is none.  Raises `RuleError` with file and line."""
    if not path.is_file():
        return Settings()
    document = read_yaml(path, str(path))
    if not isinstance(document, Mapping):
        raise RuleError("is not a mapping", str(path), "it has pages, rules and out")
    for key, value in document.items():
        if key not in _FIELDS:
            raise RuleError(f"unknown field {key!r}", f"{path}:{key.line}", "one of " + ", ".join(_FIELDS))
        listed = key in ("pages", "rules")
        if listed and not (isinstance(value, Items) and all(isinstance(item, Scalar) for item in value)) or not listed and not isinstance(value, Scalar):
            raise RuleError(f"{key}: must be {'a list of paths' if listed else 'one word'}", f"{path}:{key.line}", f"{key}: [{key}]" if listed else "a plain string")
    return Settings(tuple(map(str, document.get("pages") or ())), tuple(map(str, document.get("rules") or ())),
                    *(str(document.get(name) or "") for name in ("out", "published", "base")))
