"""A text on the command line that may name a file, or a place in one.

In: what a person wrote.  Out: the file, if it is one, and the line or stretch of it.
"""
from __future__ import annotations

from pathlib import Path

from kg.errors import UsageError


def place_in_file(text: str) -> tuple[Path | None, tuple[int, int] | int | None]:
    """The file that `text` names, if it names one, and the stretch (raw offsets) or line of it.  Raises `UsageError` where it can only be meant to name one."""
    from kg.read.finding import is_page

    name, colon, place = text.rpartition(":")
    start, dash, end = place.partition("-")
    is_place = bool(colon) and start.isdecimal() and (end.isdecimal() if dash else True)
    try:
        if Path(text).is_file():
            return Path(text), None
        if colon and Path(name).is_file():
            if not is_place:
                raise UsageError(f"{place!r} is no place in it", name, "write FILE:LINE, or FILE:START-END with offsets in code points")
            return Path(name), (int(start), int(end)) if dash else int(start)
    except OSError:  # a sentence too long to be a file name
        return None, None
    named = Path(name if is_place else text)
    if is_page(named):
        raise UsageError("there is no such file", str(named), "check the spelling")
    return None, None
