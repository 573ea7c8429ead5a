"""Rule sets kept ready: read and checked once, then taken from the user's cache by the hash of all they were made from.

In: rules folders.  Out: the same `RuleSet` that `load` answers.  The key covers every byte of every rule file, the code, and
the Python version, so nothing stale is ever taken; a cache that is damaged or may not be written costs time and nothing else.
What only people read (`Letters`) is packed apart and opened when it is asked for; long lists are packed as one string each, which is cut at line ends.
"""
from __future__ import annotations

import hashlib
import io
import marshal
import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from copyreg import __newobj__  # type: ignore[attr-defined]
from dataclasses import fields
from pathlib import Path
from zlib import crc32

from kg.keeping import cache_folder, code_stamp, is_private, mapped
from kg.rules.firstpages import FirstPages, closed
from kg.rules.folders import layered_files, read_bytes, refuse_no_rules
from kg.rules.load import load
from kg.rules.patterns import LATE as PATTERN_LATE
from kg.rules.patterns import Pattern
from kg.rules.rule import LATE, Letters, Rule
from kg.rules.ruleset import RuleSet
from kg.rules.strata import Stratum

_KEPT = 4  # rule sets; older ones are thrown away
_CHECK = 4  # bytes of CRC-32 in front of each
_LENGTH = 8  # bytes of the length of a part, behind that; the parts are long tuples, the rules with their listed words, and what only people read
_LONG = 50  # words; shorter tuples are packed as they are
_EARLY = tuple(field.name for field in fields(Rule) if field.name not in (*LATE, "late"))
_PATTERN_EARLY = tuple(field.name for field in fields(Pattern) if field.name not in (*PATTERN_LATE, "_engine", "late"))


def load_cached(folders: Sequence[Path | str]) -> RuleSet:
    """As `load`, from the cache where nothing changed.  Raises what `load` raises; a broken rule is never cached."""
    paths = [Path(folder) for folder in folders]
    refuse_no_rules(paths)  # what is no folder has no files either, and would be taken for a folder without any
    home = cache_folder() / "rules"
    kept = home / f"{_key(paths)}.pickle"
    if home.is_dir() and not is_private(home):  # others could have put anything there
        return load(paths)
    try:
        content = mapped(kept)
        if crc32(content[_CHECK:]).to_bytes(_CHECK, "big") != content[:_CHECK]:  # one wrong bit could be another rule
            raise ValueError("damaged")
        long, rules, letters = _parts(content[_CHECK:])
        ruleset, listed = _Unpacker(io.BytesIO(rules), marshal.loads(long)).load()  # (the user's own folder, where nobody else may write)
        if isinstance(ruleset, RuleSet):
            ruleset.folders, ruleset.first_pages = tuple(paths), FirstPages(listed)
            _seal(ruleset, Letters(letters))
            return ruleset
    except Exception:  # damaged, or from other code: make it anew
        with suppress(OSError):
            kept.unlink()
    ruleset = load(paths)
    _keep(ruleset, kept)
    return ruleset


class _Packer(pickle.Pickler):
    """Pickles a rule set without what `Letters` hold; long tuples of strings, and of rows of as many strings, go apart."""

    def __init__(self, file: io.BytesIO):
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.long: list[str | tuple[str, ...]] = []
        self._known: dict[int, tuple[int, object]] = {}
        self._watched: set[int] = set()

    def persistent_id(self, thing: object) -> int | None:
        """The number of a long tuple that goes apart; None for all that is pickled here."""
        if type(thing) is not tuple or len(thing) < _LONG:
            return None
        if id(thing) not in self._known:
            joined = _joined(thing)
            if joined is None:
                return None
            self._known[id(thing)] = (len(self.long), thing)  # held, so that no other takes its id
            self.long.append(joined)
        return self._known[id(thing)][0]

    def reducer_override(self, thing: object):
        if isinstance(thing, Rule):
            if thing.level == "lines":  # `kg.read` makes lookouts of their patterns by itself
                self._watched.update(map(id, thing.patterns))
            return __newobj__, (Rule,), (None, {name: getattr(thing, name) for name in _EARLY})
        if isinstance(thing, Pattern):
            return __newobj__, (Pattern,), (None, {name: getattr(thing, name) for name in (*_PATTERN_EARLY, *(("requirements",) if id(thing) in self._watched else ()))} | {"_engine": None})
        if isinstance(thing, Stratum):
            return Stratum, (thing.rules, thing.tries, thing.proposed, thing.lookout, thing.first)
        if isinstance(thing, RuleSet):
            return object.__new__, (RuleSet,), {key: value for key, value in thing.__getstate__().items() if key not in ("documents", "late")} | {"_strata": thing._strata}
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    """Unpickles what `_Packer` pickled."""

    def __init__(self, file: io.BytesIO, long: list[str | tuple[str, ...] | None]):
        super().__init__(file)
        self._long = long
        self._cut: list[tuple | None] = [None] * len(long)

    def persistent_load(self, number: int) -> tuple:
        """A long tuple: the same object wherever it stood."""
        cut, joined = self._cut[number], self._long[number]
        if cut is None:
            cut = tuple(joined.split("\n")) if isinstance(joined, str) else tuple(zip(*[column.split("\n") for column in joined or ()], strict=True))
            self._cut[number], self._long[number] = cut, None
        return cut


def _joined(many: tuple) -> str | tuple[str, ...] | None:
    """Strings joined by line ends, or rows of equally many strings as joined columns; None for anything else."""
    rows = many if type(many[0]) is tuple else tuple((one,) for one in many)
    width = len(rows[0]) if type(rows[0]) is tuple else 0
    if not width or any(type(row) is not tuple or len(row) != width or any(type(one) is not str or "\n" in one for one in row) for row in rows):
        return None
    columns = tuple("\n".join(column) for column in zip(*rows, strict=True))
    return columns if rows is many else columns[0]


def _packed(ruleset: RuleSet) -> bytes:
    letters = [(rule.raw, rule.examples, rule.ignores, rule.misses, [(pattern.tree, pattern.requirements) for pattern in rule.patterns]) for rule in ruleset.rules]
    written = io.BytesIO()
    packer = _Packer(written)
    packer.dump((ruleset, closed(ruleset.listed())))
    parts = marshal.dumps(packer.long), written.getvalue(), pickle.dumps((letters, ruleset.documents), pickle.HIGHEST_PROTOCOL)
    return b"".join((*(len(part).to_bytes(_LENGTH, "big") for part in parts), *parts))


def _parts(packed: memoryview) -> Iterator[memoryview]:
    """What `_packed` put one behind the other."""
    at = 3 * _LENGTH
    for number in range(3):
        size = int.from_bytes(packed[number * _LENGTH:(number + 1) * _LENGTH], "big")
        yield packed[at:at + size]
        at += size


def _seal(ruleset: RuleSet, letters: Letters) -> None:
    """Tell every rule and pattern where the rest of it is."""
    ruleset.late = letters
    for number, rule in enumerate(ruleset.rules):
        rule.late = (letters, number)
        for at, pattern in enumerate(rule.patterns):
            pattern.late = (letters, number, at)


def _key(folders: Sequence[Path]) -> str:
    digest = hashlib.blake2b(code_stamp(), digest_size=16)
    for files in layered_files(folders):
        digest.update(b"\0folder\0")
        for path, shown in files:
            content = read_bytes(path, shown)
            digest.update(b"%s\0%d\0" % (shown.encode("utf-8", "surrogateescape"), len(content)))
            digest.update(content)
    return digest.hexdigest()


def _keep(ruleset: RuleSet, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            packed = _packed(ruleset)
            file.write(crc32(packed).to_bytes(_CHECK, "big") + packed)
        os.replace(name, path)
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        Path(name).unlink(missing_ok=True)
