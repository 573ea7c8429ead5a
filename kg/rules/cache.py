"""Rule sets kept ready: read and checked once, then taken from the user's cache by the hash of all they were made from.

In: rules folders.  Out: the same `RuleSet` that `load` answers.  The key covers every byte of every rule file, the code of this room, and
the Python version, so nothing stale is ever taken; a cache that is damaged or may not be written costs time and nothing else.
What only people read (`Letters`) is packed apart and opened when it is asked for.
"""
from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from kg.rules.firstpages import FirstPages, closed
from kg.rules.load import load, read_bytes, rule_files
from kg.rules.patterns import Pattern
from kg.rules.ruleset import LATE, Letters, Rule, RuleSet
from kg.tokens import cache_folder, is_private

_KEPT = 4  # rule sets; older ones are thrown away
_DIGEST = 32  # bytes of SHA-256 in front of each
_EARLY = tuple(field.name for field in fields(Rule) if field.name not in (*LATE, "late"))
_PATTERN_EARLY = tuple(field.name for field in fields(Pattern) if field.name not in ("tree", "_engine", "late"))


def load_cached(folders: Sequence[Path | str]) -> RuleSet:
    """As `load`, from the cache where nothing changed.  Raises what `load` raises; a broken rule is never cached."""
    paths = [Path(folder) for folder in folders]
    home = cache_folder() / "rules"
    kept = home / f"{_key(paths)}.pickle"
    if home.is_dir() and not is_private(home):  # others could have put anything there
        return load(paths)
    try:
        content = kept.read_bytes()
        if hashlib.sha256(memoryview(content)[_DIGEST:]).digest() != content[:_DIGEST]:  # one wrong bit could be another rule
            raise ValueError("damaged")
        ruleset, listed, packed = pickle.loads(memoryview(content)[_DIGEST:])  # noqa: S301 (the user's own folder, where nobody else may write)
        if isinstance(ruleset, RuleSet):
            ruleset.folders, ruleset.first_pages = tuple(paths), FirstPages(listed)
            _seal(ruleset, Letters(packed))
            return ruleset
    except Exception:  # damaged, or from other code: make it anew
        kept.unlink(missing_ok=True) if kept.parent.is_dir() else None
    ruleset = load(paths)
    _keep(ruleset, kept)
    return ruleset


class _Packer(pickle.Pickler):
    """Pickles a rule set without what `Letters` hold."""

    def reducer_override(self, thing: object):
        if isinstance(thing, Rule):
            return _made, (Rule, _EARLY, tuple(getattr(thing, name) for name in _EARLY))
        if isinstance(thing, Pattern):
            return _made, (Pattern, _PATTERN_EARLY, tuple(getattr(thing, name) for name in _PATTERN_EARLY))
        if isinstance(thing, RuleSet):
            return object.__new__, (RuleSet,), {key: value for key, value in thing.__getstate__().items() if key not in ("documents", "late")}
        return NotImplemented


def _made(kind: type, names: tuple[str, ...], values: tuple) -> object:
    """A rule or a pattern with some of its fields; `_seal` says where the others are."""
    thing = object.__new__(kind)
    for name, value in zip(names, values, strict=True):
        setattr(thing, name, value)
    if kind is Pattern:
        thing._engine = None
    return thing


def _packed(ruleset: RuleSet) -> bytes:
    letters = [(rule.raw, rule.examples, rule.ignores, rule.misses, [pattern.tree for pattern in rule.patterns]) for rule in ruleset.rules]
    written = io.BytesIO()
    _Packer(written, pickle.HIGHEST_PROTOCOL).dump((ruleset, closed(ruleset.listed()), pickle.dumps((letters, ruleset.documents), pickle.HIGHEST_PROTOCOL)))
    return written.getvalue()


def _seal(ruleset: RuleSet, letters: Letters) -> None:
    """Tell every rule and pattern where the rest of it is."""
    ruleset.late = letters
    for number, rule in enumerate(ruleset.rules):
        rule.late = (letters, number)
        for at, pattern in enumerate(rule.patterns):
            pattern.late = (letters, number, at)


def _key(folders: Sequence[Path]) -> str:
    digest = hashlib.sha256(sys.version.encode())
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    for folder in folders:
        digest.update(b"\0folder\0")
        for path, shown in rule_files(folder):
            digest.update(shown.encode() + b"\0" + read_bytes(path, shown) + b"\0")
    return digest.hexdigest()[:32]


def _keep(ruleset: RuleSet, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            packed = _packed(ruleset)
            file.write(hashlib.sha256(packed).digest() + packed)
        os.replace(name, path)
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        Path(name).unlink(missing_ok=True)
