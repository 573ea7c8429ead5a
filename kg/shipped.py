"""What ships with the program beside its code.

Out: the folder of the built-in rules, and the names of the files in it that code reads itself.
"""
from __future__ import annotations

from pathlib import Path

NEWER_WORDS, RECLASSED_WORDS, TRADITIONAL = "newer-words.txt", "reclassed-words.txt", "traditional.tsv"
"""Words that the general dictionary lacks; words whose class it has wrong; traditional characters with the simplified one.  No rule asks for them, so no digest of rules covers them."""


def rules_home() -> Path:
    """The folder of the built-in rules: inside the package in a wheel, at the top of a checkout."""
    packed = Path(__file__).parent / "_rules"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "rules"
