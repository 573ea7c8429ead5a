"""What Python compiles while it runs, compiled by an earlier process: regular expressions, and the methods that `dataclass` and `NamedTuple` write for a class.

In: the name of a command.  Out: nothing; `re.compile`, `dataclass` and `NamedTuple` answer at once what an earlier run of that command compiled.  A build of one page
compiles six hundred expressions and as many methods, which takes it a fifth of its time.  The engine of `re` takes a list of numbers that a compiler written in
Python makes of a pattern (a loop over twenty thousand characters for every `[一-鿿]`); `dataclass` writes methods as text and has them compiled one by one.  Numbers and
compiled methods are kept, under the code and the interpreter they are for.  Numbers are put where `re` itself remembers what it compiled; in the modules that
write methods, `exec` and `eval` are for as long as the command runs functions that ask the table first.  That is CPython's own business and may change: where
anything is not as expected, nothing is kept or taken, and all is compiled when it is met.
"""
from __future__ import annotations

import collections
import dataclasses
import re
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType

from kg.keeping import Plain, look_up, put_by

_MOST = 960
_REMEMBERED = 1024  # `re` by itself remembers 512, which a build with its libraries is beyond
_WORTH = 20  # so many that were not kept are worth to be kept: a few are met before a command begins, and a page may make some of its own


@contextmanager
def compiled_before(name: str) -> Iterator[None]:
    """While it lasts, a command takes what an earlier run of it compiled; what this one had to compile is kept when it ends well."""
    table = Table(name)
    with table.methods.in_use():
        yield
    table.keep()


class Table:
    """What runs of one command compiled."""

    def __init__(self, name: str):
        self._name = f"expressions-{name}"
        self._patterns: dict[tuple[str, int], Plain] = {}
        self.methods = Methods({})
        self.is_known = self._take()

    def _take(self) -> bool:
        """Have what earlier processes compiled; True where there was something."""
        if hasattr(re, "_MAXCACHE"):
            re._MAXCACHE = max(re._MAXCACHE, _REMEMBERED)  # type: ignore[attr-defined]
        kept = look_up(self._name, [_engine().encode()]) if _engine() else None
        if not kept:
            return False
        import _sre

        try:
            patterns, methods = kept
            for pattern, flags, whole, code, groups, names in patterns:
                found = [None] * (groups + 1)
                for group, number in names.items():
                    found[number] = group
                re._cache.setdefault((str, pattern, flags), _sre.compile(pattern, whole, array("I", code).tolist(), groups, names, tuple(found)))  # type: ignore[attr-defined]
            if not all(isinstance(code, CodeType) for code in methods.values()):
                return False
        except (AttributeError, TypeError, ValueError, RuntimeError, OverflowError):  # another engine than the one they were made for
            return False
        self._patterns = {one[:2]: one for one in patterns}
        self.methods = Methods(methods)
        return True

    def keep(self) -> None:
        """Keep what this process has compiled, where it is worth the while."""
        if not _engine():
            return
        try:
            met = [(pattern, int(flags)) for kind, pattern, flags in list(re._cache) if kind is str and not flags & re.LOCALE]  # type: ignore[attr-defined]
            others = [one for one in met if one not in self._patterns]
            if self.is_known and len(others) + self.methods.compiled <= _WORTH:
                return
            patterns = [*self._patterns.values(), *(_numbers(*one) for one in others)]
            put_by(self._name, [_engine().encode()], (patterns[-_MOST:], self.methods.codes))
        except (AttributeError, TypeError, ValueError, OverflowError, re.error):  # an interpreter whose `re` is built in another way
            return


class Methods:
    """Methods by their text.

    >>> methods = Methods({})
    >>> with methods.in_use():
    ...     Pair = dataclasses.make_dataclass("Pair", ["first", "second"])
    >>> Pair(1, 2), methods.compiled, hasattr(dataclasses, "exec")
    (Pair(first=1, second=2), 3, False)
    """

    def __init__(self, codes: dict[tuple[str, str], CodeType]):
        self.codes = codes
        self.compiled = 0

    def _code(self, how: str, text: str | CodeType) -> CodeType:
        if not isinstance(text, str):
            return text
        code = self.codes.get((how, text))
        if code is None:
            self.codes[how, text] = code = compile(text, "<string>", how, dont_inherit=True)
            self.compiled += 1
        return code

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """While it lasts, methods of new classes are taken from here."""
        dataclasses.exec = lambda text, *spaces: exec(self._code("exec", text), *spaces)  # type: ignore[attr-defined]
        collections.eval = lambda text, *spaces: eval(self._code("eval", text), *spaces)  # type: ignore[attr-defined]
        try:
            yield
        finally:
            for module, name in ((dataclasses, "exec"), (collections, "eval")):
                if name in vars(module):  # else a command within a command was here
                    delattr(module, name)


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
