"""The date that a command is given for its pages.

In: a command's parser, or what a person wrote.  Out: the option `--published`; a date of the calendar, as precise as it was written.
"""
from __future__ import annotations

import argparse

from kg.errors import UsageError


def add_published(command: argparse.ArgumentParser, meaning: str = "publication date of all pages") -> None:
    """Let a command take `--published`."""
    command.add_argument("--published", metavar="DATE", type=date_of, help=meaning)


def date_of(written: str, where: str = "--published") -> str:
    """The date as it was written, without the space around it.  Raises `UsageError` for what is no date of the calendar, and says `where` it stands.

    >>> date_of(" 2025-07")
    '2025-07'
    """
    from kg.calendar import read_moment

    date = written.strip()
    if "/" in date or read_moment(date) is None:
        raise UsageError(f"{where} {written!r} is not a date", hint="write 2025, 2025-07 or 2025-07-22")
    return date
