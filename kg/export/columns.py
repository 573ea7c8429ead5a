"""How the columns of an answer read in Chinese, and the codes that stand in them in both languages.

In: `kg/queries/columns.tsv`, one table for all questions, a reader's own too.  Out: heads and cells for a terminal; CSV and JSON keep names and
codes, as `output/tables/` does, for programs join by them.
"""
from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from kg.check.wording import KINDS
from kg.export.vocabularies import concept


@lru_cache(maxsize=1)
def _columns() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Column → its name in Chinese, and the closed lists whose codes it holds."""
    text = (files("kg") / "queries" / "columns.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {name: (chinese, tuple(word for words in lists for word in words.split())) for name, chinese, *lists in rows}


def in_chinese(column: str) -> str:
    """What a column is called; empty where nobody said.

    >>> in_chinese("stated"), in_chinese("my_own")
    ('实际或计划', '')
    """
    return _columns().get(column, ("", ()))[0]


def in_words(column: str, code: str) -> str:
    """A code in English and Chinese; anything else as it stands.

    >>> in_words("stated", "planned"), in_words("measured", "planned")
    ('planned · 计划', 'planned')
    """
    for name in _columns().get(column, ("", ()))[1]:
        if name == "check" and code in KINDS:
            return " · ".join(KINDS[code])
        if known := concept(name, code):
            return f"{known.en} · {known.zh}"
    return code
