"""What ships with the program beside its code.

Out: the folder of the built-in rules.
"""
from __future__ import annotations

from pathlib import Path


def rules_home() -> Path:
    """The folder of the built-in rules: inside the package in a wheel, at the top of a checkout."""
    packed = Path(__file__).parent / "_rules"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "rules"
