"""Claims of whole invented articles, read with the project's own rules.

In: the text of a page, printed on `PUBLISHED`.  Out: its claims, or the one whose figure is printed so.
"""
from __future__ import annotations

from functools import cache

from marked import rules

from kg.model import Claim
from kg.pipeline import analyse
from kg.read import read_text

PUBLISHED = "2024-05-20"


@cache
def claims_of(text: str) -> tuple[Claim, ...]:
    return analyse(read_text(text, "page.txt", PUBLISHED, rules()), rules()).claims


def claim(text: str, value: str) -> Claim:
    found = [c for c in claims_of(text) if c.value_text == value]
    assert found, f"{value} not among {[c.value_text for c in claims_of(text)]}"
    return found[0]
