"""What tests need beside Python's packages (those come with the extra `test`, and a missing one fails).

In: the name of a program.  Out: its path.  Where it is not installed the test is skipped, with the package to install as its reason; continuous
integration installs all of them (`.ci/run`), so that there it fails.
"""
from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import NoReturn

import pytest


def lacking(reason: str) -> NoReturn:
    """Skips this test, or fails it in continuous integration."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def program(name: str, package: str) -> str:
    """The path of a program, also of one that stands beside this Python."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent)) or lacking(f"{name} is not installed ({package})")
