"""Rule sets kept ready: read and checked once, then taken from the user's cache by the hash of all they were made from.

In: rules folders.  Out: the same `RuleSet` that `load` answers.  The key covers every byte of every rule file, the code of this room, and
the Python version, so nothing stale is ever taken; a cache that is damaged or may not be written costs time and nothing else.
"""
from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.rules.load import load, read_bytes, rule_files
from kg.rules.ruleset import RuleSet
from kg.tokens import cache_folder, is_private

_KEPT = 4  # rule sets; older ones are thrown away
_DIGEST = 32  # bytes of SHA-256 in front of each


def load_cached(folders: Sequence[Path | str]) -> RuleSet:
    """As `load`, from the cache where nothing changed.  Raises what `load` raises; a broken rule is never cached."""
    paths = [Path(folder) for folder in folders]
    home = cache_folder() / "rules"
    kept = home / f"{_key(paths)}.pickle"
    if home.is_dir() and not is_private(home):  # others could have put anything there
        return load(paths)
    try:
        content = kept.read_bytes()
        if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:  # one wrong bit could be another rule
            raise ValueError("damaged")
        ruleset = pickle.loads(content[_DIGEST:])  # noqa: S301 (the user's own folder, where nobody else may write)
        if isinstance(ruleset, RuleSet):
            ruleset.folders = tuple(paths)
            return ruleset
    except Exception:  # damaged, or from other code: make it anew
        kept.unlink(missing_ok=True) if kept.parent.is_dir() else None
    ruleset = load(paths)
    _keep(ruleset, kept)
    return ruleset


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
            packed = pickle.dumps(ruleset, protocol=pickle.HIGHEST_PROTOCOL)
            file.write(hashlib.sha256(packed).digest() + packed)
        os.replace(name, path)
        for old in sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        Path(name).unlink(missing_ok=True)
