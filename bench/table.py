"""What a measurement says: tables and goals, as text for a terminal or as Markdown.

In: columns and rows of strings.  Out: lines.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Goal:
    """What was promised and what was measured."""

    what: str
    target: str
    measured: str
    met: bool

    def row(self) -> tuple[str, str, str, str]:
        """As a row of the last table."""
        return self.what, self.target, self.measured, "yes" if self.met else "NO"


@dataclass(frozen=True)
class Table:
    """Rows under a title; the first column is left-aligned, the others right.  `printed` is what another program said, word for word."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    printed: str = ""
    goals: Sequence[Goal] = field(default=())

    def as_text(self) -> str:
        """For a terminal."""
        said = [self.title, *([self.note] if self.note else [])]
        if self.columns:
            every = [self.columns, *self.rows]
            widths = [max(wide(row[at]) for row in every) for at in range(len(self.columns))]
            said += ["  ".join(_set(cell, widths[at], left=at == 0) for at, cell in enumerate(row)).rstrip() for row in every]
        return "\n".join([*said, *([self.printed.rstrip()] if self.printed else [])]) + "\n"

    def as_markdown(self) -> str:
        """For RESULTS.md."""
        said = [f"## {self.title}", "", *([self.note, ""] if self.note else [])]
        if self.columns:
            said += ["| " + " | ".join(self.columns) + " |", "| --- |" + " ---: |" * (len(self.columns) - 1)]
            said += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in self.rows] + [""]
        return "\n".join([*said, *(["```", self.printed.rstrip(), "```", ""] if self.printed else [])])


def wide(text: str) -> int:
    """Columns of a terminal that a text takes.

    >>> wide("kg 构建")
    7
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _set(cell: str, width: int, left: bool) -> str:
    room = " " * (width - wide(cell))
    return cell + room if left else room + cell
