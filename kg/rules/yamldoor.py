"""The only door to YAML: a file becomes mappings, lists and strings that know their line.

In: the path of a YAML file.  Out: `Mapping`, `Items` and `Scalar` values.  Every scalar stays the
string that is printed (`no`, `1:30`, `010` are not reinterpreted).  Anchors, aliases, tags and
repeated keys are refused, so a small file cannot grow into a large one or build objects.
"""
from __future__ import annotations

from pathlib import Path

from kg.rules.folders import decoded, read_bytes


class Scalar(str):
    """A string that knows its line and column (both counted from 1)."""

    line: int = 0
    column: int = 0

    def __reduce__(self):  # a dictionary for each of a hundred thousand takes three times as long
        return _scalar, (str(self), self.line, self.column)


def _scalar(text: str, line: int, column: int) -> Scalar:
    scalar = Scalar(text)
    scalar.line, scalar.column = line, column
    return scalar


class Items(list):
    """A list that knows its line."""

    line: int = 0


class Mapping(dict):
    """A mapping that knows its line, and that of a whole document its file; keys are `Scalar`."""

    line: int = 0
    path: str = ""


def place(document: object, part: object = None, usual: str = "") -> str:
    """`file:line` of a part of a document, or its file; `usual` is told where the document comes from no file.

    >>> rules = parse_yaml("judgements:\\n- [甲]", "mine/judgements.yaml")
    >>> place(rules, rules["judgements"][0]), place({}, usual="rules/judgements.yaml")
    ('mine/judgements.yaml:2', 'rules/judgements.yaml')
    """
    line = getattr(part, "line", 0)
    return (getattr(document, "path", "") or usual) + (f":{line}" if line else "")


def read_yaml(path: Path, shown: str | None = None) -> Mapping | Items | Scalar:
    """The document in `path`.

    Raises `RuleError` with file and line where the file is unreadable, too large, not UTF-8,
    not YAML, holds more than one document, or uses what is refused above.
    """
    shown = shown or str(path)
    return parse_yaml(decoded(read_bytes(path, shown), shown), shown)


def parse_yaml(text: str, shown: str = "<text>") -> Mapping | Items | Scalar:
    """The document in `text`; errors name `shown` as the file.

    >>> parse_yaml("a: 010")["a"]
    '010'
    """
    from kg.rules.yamlparsing import parse  # with PyYAML: a start with kept rules has nothing to parse

    return parse(text, shown)
