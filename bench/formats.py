"""Linked data, the page and the store: what bench/rdf.py and bench/viewer/run.py measure, as tables of one run.

In: a number of triples and of nodes.  Out: tables.  Both programs print as they measure; what one of them cannot do here (no browser, no rdflib) is
told with its reason.
"""
from __future__ import annotations

import re

from bench.machine import python, taken_by
from bench.peers import reason
from bench.table import Table

_LINE = re.compile(r"^(.+?)\s+([\d,]+) triples/s\s+([\d.]+) s(?:, (.*))?$")


def linked_data(triples: int, rdflib: int) -> Table:
    """Writing every format, parsing, and loading a store."""
    title = "Linked data: writing, parsing, filling a store"
    taken = taken_by(python("bench/rdf.py", "--triples", str(triples), "--rdflib", str(rdflib)), patience=3600)
    if taken.code:
        return Table(title, ("",), [], f"not measured: {reason(taken.said)}")
    head, *lines = taken.said.splitlines()
    return Table(title, ("what", "triples/s", "s", ""), rows_of(lines), f"{head}; rdflib is given {rdflib:,} triples.")


def rows_of(lines: list[str]) -> list[list[str]]:
    """The rows of what bench/rdf.py prints; a line that is none is kept whole.

    >>> rows_of(["write turtle        299,000 triples/s    6.7 s,    81.0 MB"])
    [['write turtle', '299,000', '6.7', '81.0 MB']]
    """
    rows = []
    for line in filter(str.strip, lines):
        found = _LINE.match(line)
        rows.append([found[1].strip(), found[2], found[3], (found[4] or "").strip()] if found else [line, "", "", ""])
    return rows


def viewer(nodes: list[int]) -> Table:
    """Opening and moving the page, beside a plain pyvis page of the same graph."""
    title = "The page, beside a plain pyvis page of the same graph"
    taken = taken_by(python("bench/viewer/run.py", *map(str, nodes)), patience=1800)
    lines = [line for line in taken.said.splitlines() if line.startswith("|")]
    if taken.code or len(lines) < 3:
        return Table(title, ("",), [], f"not measured: {reason(taken.said)}")
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return Table(title, cells[0], cells[2:], "One browser without a GPU; bench/viewer/run.py says what each column is. Seconds on the clock.")
