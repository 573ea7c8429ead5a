"""Regular expressions compiled by an earlier process.

In: the name of a command.  Out: nothing; `re.compile` answers at once what an earlier run of that command compiled.  A build of one page compiles six hundred
expressions, which takes it a tenth of its time: the engine of `re` takes a list of numbers that a compiler written in Python makes of a pattern (a loop over
twenty thousand characters for every `[一-鿿]`).  These numbers are kept, under the code and the interpreter they are for, and put where `re` itself remembers what
it compiled.  That is CPython's own business and may change: where anything is not as expected, nothing is kept or taken, and all is compiled when it is met.
"""
from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager

from kg.keeping import Plain, look_up, put_by

_MOST = 960
_REMEMBERED = 1024  # `re` by itself remembers 512, which a build with its libraries is beyond
_WORTH = 20  # so many that were not kept are worth to be kept: a few are met before a command begins, and a page may make some of its own


@contextmanager
def compiled_before(name: str) -> Iterator[None]:
    """While it lasts, a command takes what an earlier run of it compiled; what this one had to compile is kept when it ends well."""
    table = Table(name)
    yield
    table.keep()


class Table:
    """What runs of one command compiled."""

    def __init__(self, name: str):
        self._name = f"expressions-{name}"
        self._patterns: dict[tuple[str, int], Plain] = {}
        self.is_known = self._take()

    def _take(self) -> bool:
        """Have what earlier processes compiled; True where there was something."""
        if hasattr(re, "_MAXCACHE"):
            re._MAXCACHE = max(re._MAXCACHE, _REMEMBERED)
        kept = look_up(self._name, [_engine().encode()]) if _engine() else None
        if not kept:
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
        self._patterns = {one[:2]: one for one in kept}
        return True

    def keep(self) -> None:
        """Keep what this process has compiled, where it is worth the while."""
        if not _engine():
            return
        try:
            met = [(pattern, int(flags)) for kind, pattern, flags in list(re._cache) if kind is str and not flags & re.LOCALE]  # type: ignore[attr-defined]
            others = [one for one in met if one not in self._patterns]
            if self.is_known and len(others) <= _WORTH:
                return
            patterns = [*self._patterns.values(), *(_numbers(*one) for one in others)]
            put_by(self._name, [_engine().encode()], patterns[-_MOST:])
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
