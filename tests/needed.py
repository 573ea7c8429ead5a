"""What tests need beside Python's packages (those come with the extra `test`, and a missing one fails): programs, and an operating system.

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


posix = pytest.mark.skipif(os.name != "posix", reason="signals, process groups, owners, modes and pipes are POSIX; to be written for Windows once .ci/run runs there")
linux = pytest.mark.skipif(sys.platform != "linux", reason="/proc, file names of any bytes and large pages are Linux; to be written for macOS once .ci/run runs there")
