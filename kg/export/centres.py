"""Where the divisions of China lie.

In: `centres.tsv` beside this module, a table of facts with its sources in the first lines.  Out: code → degrees.
"""
from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.keeping import kept


@cache
def centres() -> dict[str, tuple[str, str]]:
    """GB/T 2260 code → latitude and longitude of the division's middle in degrees (WGS 84 within a few kilometres), as printed decimals.

    >>> centres()["441422"]
    ('24.35', '116.70')
    """
    content = (files("kg.export") / "centres.tsv").read_bytes()
    return kept("centres", [content], lambda: _read(content.decode("utf-8")))


def _read(table: str) -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {code: (latitude, longitude) for code, latitude, longitude in rows}
