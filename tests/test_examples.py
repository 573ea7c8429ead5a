"""Every example in a docstring is run, and gives what it says."""
from __future__ import annotations

import doctest
from importlib import import_module
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
WITH_EXAMPLES = [".".join(path.relative_to(KG.parent).with_suffix("").parts).removesuffix(".__init__") for path in sorted(KG.rglob("*.py")) if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_in_docstrings_are_true(name):
    ran = doctest.testmod(import_module(name))
    assert ran.attempted > 0
    assert ran.failed == 0
