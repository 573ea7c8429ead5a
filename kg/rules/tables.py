"""The rule language as tables for docs/rules.md.

In: the loader's own tables.  Out: Markdown.  `tests/test_docs.py` holds the page equal to what stands here.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.rules import conditions, fields
from kg.rules.grammar import CLASSES
from kg.rules.proposals import proposers
from kg.rules.taken import LINES_TAKEN_AS, TAKEN_AS


def _table(head: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [head, "|---|---|", *(f"| `{name}` | {' '.join(about.split()).replace('|', chr(92) + '|')} |" for name, about in rows)]
    return "\n".join(lines)


def _fields(table: dict[str, fields.Field]) -> list[tuple[str, str]]:
    return [(name, f"{field.about} ({field.shape.kind})") for name, field in table.items()]


TABLES: dict[str, Callable[[], str]] = {
    "file fields": lambda: _table("| field of a file | meaning (shape) |", _fields(fields.FILE_FIELDS)),
    "rule fields": lambda: _table("| field of a rule | meaning (shape) |", _fields(fields.RULE_FIELDS)),
    "taken as": lambda: _table("| `as:` | what steps take a match for |", ((name, f"{taken.about} (label {taken.label}{', with the slot ' + ', '.join(taken.slots) if taken.slots else ''})") for name, taken in TAKEN_AS.items())),
    "lines taken as": lambda: _table("| `as:` of a line rule | what steps take the line for |", ((name, f"{taken.about} (zone {taken.zone})") for name, taken in LINES_TAKEN_AS.items())),
    "line fields": lambda: _table("| field of a line rule | meaning (shape) |", _fields(fields.LINE_FIELDS)),
    "classes": lambda: _table("| class | what it matches |", ((f"<{name}>", about) for name, (_, about) in CLASSES.items())),
    "conditions": lambda: _table("| condition | it holds where |", ((conditions.signature(name), conditions.registry[name].__doc__ or "") for name in sorted(conditions.registry))),
    "proposers": lambda: _table("| proposer | stretches it finds |", ((name, proposers[name].__doc__ or "") for name in sorted(proposers))),
}


def filled(page: str) -> str:
    """A Markdown page with the table after each `<!-- table: NAME -->` written anew (up to `<!-- end -->`).

    >>> filled("<!-- table: proposers -->\\nold\\n<!-- end -->").count("|") > 4
    True
    """
    for name, make in TABLES.items():
        before, mark, rest = page.partition(f"<!-- table: {name} -->\n")
        if mark:
            page = f"{before}{mark}{make()}\n<!-- end -->{rest.partition('<!-- end -->')[2]}"
    return page
