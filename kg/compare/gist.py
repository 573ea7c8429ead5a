"""What a change of a page comes to, as a person tells it: things said and no longer said, wherever they stand on the page.

In: two `Records`.  Out: a line for each row gained or lost.  Offsets are left aside, because a word added at the top of a page moves all that
follows and changes none of it.  (`kg.compare.changes` compares rows with their places.)
"""
from __future__ import annotations

from collections import Counter

from kg.compare.rows import tables_of
from kg.model import Records

_TOLD = {
    "articles": ("source", "title"),
    "entities": ("type", "name"),
    "roles": ("source", "person_name", "position", "org_name"),
    "relations": ("source", "subject_name", "predicate", "object_name"),
    "claims": ("source", "subject_name", "metric", "value", "upper", "unit", "kind", "time"),
}
Gist = dict[str, Counter[str]]


def gist(records: Records) -> Gist:
    """What the records say, by table, and how often."""
    tables = tables_of(records)
    return {table: Counter(" ".join(cell for column in columns if (cell := row[column])) for row in tables[table]) for table, columns in _TOLD.items()}


def told(before: Gist, after: Gist) -> list[str]:
    """Lines with + and -, table by table, each table sorted.

    >>> told({"roles": Counter(["A01.txt 高敏 局长"])}, {"roles": Counter(["A01.txt 高敏 副局长"])})
    ['+ roles: A01.txt 高敏 副局长', '- roles: A01.txt 高敏 局长']
    """
    return [f"{sign} {table}: {line}" for table in after for sign, rows in (("+", after[table] - before[table]), ("-", before[table] - after[table]))
            for line in sorted(rows.elements())]
