"""Regular expressions, compiled by an earlier process: a build compiles three hundred, which takes it a tenth of its time for one page.

In: the name of a command.  Out: nothing; `re.compile` answers at once what an earlier run of that command compiled.  The engine of `re` takes a list of numbers
that a compiler written in Python makes of a pattern (a loop over twenty thousand characters for every `[一-鿿]`).  These numbers are kept, under the code and the
interpreter they are for, and put where `re` itself remembers what it compiled.  That is CPython's own business and may change: where anything is not as
expected, nothing is kept or taken, and every pattern is compiled when it is met.
"""
from __future__ import annotations

import re
from array import array

from kg.keeping import Plain, look_up, put_by

_MOST = 960
_REMEMBERED = 1024  # `re` by itself remembers 512, which a build with its libraries is beyond


def take(name: str) -> bool:
    """Have what an earlier process compiled; True where there was something."""
    if hasattr(re, "_MAXCACHE"):
        re._MAXCACHE = max(re._MAXCACHE, _REMEMBERED)  # type: ignore[attr-defined]
    kept = look_up(f"expressions-{name}", [_engine().encode()])
    if not kept or not _engine():
        return False
    import _sre

    try:
        for pattern, flags, whole, code, groups, names in kept:
            found = [None] * (groups + 1)
            for group, number in names.items():
                found[number] = group
            re._cache.setdefault((str, pattern, flags), _sre.compile(pattern, whole, array("I", code).tolist(), groups, names, tuple(found)))  # type: ignore[attr-defined]
    except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):  # another engine than the one they were made for
        return False
    return True


def keep(name: str) -> None:
    """Keep what this process has compiled."""
    if not _engine():
        return
    try:
        met = [(pattern, flags) for kind, pattern, flags in list(re._cache) if kind is str and not flags & re.LOCALE]  # type: ignore[attr-defined]
        put_by(f"expressions-{name}", [_engine().encode()], [_numbers(pattern, flags) for pattern, flags in met[-_MOST:]])
    except (AttributeError, TypeError, ValueError, OverflowError, re.error):  # an interpreter whose `re` is built in another way
        return


def _numbers(pattern: str, flags: int) -> Plain:
    """A pattern, its flags as given and as they turned out, what the engine is given, the number of groups and their names."""
    tree = re._parser.parse(pattern, flags)  # type: ignore[attr-defined]
    code = re._compiler._code(tree, flags)  # type: ignore[attr-defined]
    return pattern, int(flags), int(flags | tree.state.flags), array("I", map(int, code)).tobytes(), tree.state.groups - 1, dict(tree.state.groupdict)


def _engine() -> str:
    """Which engine these numbers are for; nothing where it is not CPython's."""
    try:
        import _sre

        return f"{_sre.MAGIC} {_sre.CODESIZE} {array('I').itemsize}" if array("I").itemsize == _sre.CODESIZE and hasattr(re, "_cache") else ""
    except (ImportError, AttributeError):
        return ""
