"""Traditional characters and the simplified ones they are matched as.

In: `rules/traditional.tsv` (through the rules folder).  Out: a one-to-one table; words in their simplified form.
"""
from __future__ import annotations

from functools import lru_cache

from kg.shipped import TRADITIONAL, rules_home


@lru_cache(maxsize=1)
def traditional_to_simplified() -> dict[str, str]:
    """One traditional character → one simplified, from the shipped table (empty where it is missing)."""
    table = rules_home() / TRADITIONAL
    pairs = {}
    if table.exists():
        for line in table.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                old, _, new = line.partition("\t")
                if len(old) == 1 and len(new) == 1:
                    pairs[old] = new
    return pairs


def simplified(words: str) -> str:
    """Words with traditional characters simplified, one for one.

    >>> simplified("臺灣")
    '台湾'
    """
    return words.translate(_translation())


@lru_cache(maxsize=1)
def _translation() -> dict[int, str]:
    return str.maketrans(traditional_to_simplified())
