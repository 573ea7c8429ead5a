"""Which version of a library is installed.

In: its name.  Out: its version, kept from one process to the next: asking loads a parser of letters (`email`), in which Python writes what it knows of a package,
and that takes as long as writing all tables.  Versions are kept under the names of the folders in which packages are described, and a version stands in such a name.
"""
from __future__ import annotations

import os
import sys
from functools import lru_cache

from kg.keeping import kept

_NAMED = ("ahocorasick-rs", "google-re2", "jieba", "Jinja2", "networkx", "numpy", "pyoxigraph", "pypinyin", "pyvis", "PyYAML")
"""Those that outputs name."""


def version_of(name: str) -> str | None:
    """The version of a library, or None where it is not installed."""
    return _versions()[name]


@lru_cache(maxsize=1)
def _versions() -> dict[str, str | None]:
    return kept("versions", _described(), _asked)


def _described() -> list[bytes]:
    """The folders that Python takes packages from, and what is described in them."""
    found = []
    for folder in sys.path:
        try:
            with os.scandir(folder or os.curdir) as entries:  # a name of the older kind may have no version
                inside = sorted(entry.name if entry.name.endswith(".dist-info") else f"{entry.name} {entry.stat().st_mtime_ns}"
                                for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
        found.append("\0".join((folder, *inside)).encode("utf-8", "surrogateescape"))
    return found


def _asked() -> dict[str, str | None]:
    from importlib.metadata import PackageNotFoundError, version

    def asked(name: str) -> str | None:
        try:
            return version(name)
        except PackageNotFoundError:
            return None

    return {name: asked(name) for name in _NAMED}
