"""A table or a word list of a later folder beside the one of its name in an earlier folder: laid over it, or in its place.

In: what the two files say.  Out: the table that holds, and advice where a later file takes away more than it brings, or adds to nothing.
"""
from __future__ import annotations

from collections.abc import Iterable

from kg.errors import RuleError
from kg.rules.grammar import nearest
from kg.rules.lists import WordList
from kg.rules.yamldoor import Items, Mapping

Said = tuple[str, int, str, str]
"""File, line, what and hint of a piece of advice."""


def laid_over(later: Mapping, earlier: Mapping, shown: str) -> Mapping:
    """The entries of an earlier table and those of a later one that says `adds: yes`; what both say means what the later says.  Raises `RuleError` for a part that the earlier one does not have.

    >>> from kg.rules.yamldoor import parse_yaml
    >>> earlier, later = parse_yaml("{about: a, same: {GDP: 生产总值}, tails: [总数]}"), parse_yaml("{about: b, adds: yes, same: {茶产量: 茶叶产量}, tails: [数量]}")
    >>> laid_over(later, earlier, "metrics.yaml")
    {'about': 'a', 'same': {'GDP': '生产总值', '茶产量': '茶叶产量'}, 'tails': ['总数', '数量']}
    """
    if later["adds"] != "yes":
        raise RuleError(f"adds: {later['adds']}", f"{shown}:{later['adds'].line}", "say adds: yes, or leave it out: then the table takes the place of an earlier one with its name")
    both = Mapping(earlier)
    both.line, both.path = later.line, later.path
    for key, value in later.items():
        if key in ("about", "source", "adds"):
            continue
        if key not in earlier:
            raise RuleError(f"unknown part {key!r}", f"{shown}:{key.line}", nearest(key, [known for known in earlier if known not in ("about", "source")]))
        both[key] = _joined(value, earlier[key], f"{shown}:{key.line}", key)
    return both


def _joined(later: object, earlier: object, where: str, key: str) -> object:
    """One part of a table: lists end to end, mappings entry by entry, words in place of words."""
    if isinstance(later, Mapping) and isinstance(earlier, Mapping):
        mapping = Mapping(earlier)
        mapping.line = later.line
        mapping.update((word, _joined(value, earlier[word], where, word) if isinstance(earlier.get(word), Items) else value) for word, value in later.items())
        return mapping
    if isinstance(later, Items) and isinstance(earlier, Items):
        items = Items([*earlier, *(item for item in later if item not in earlier)])
        items.line = later.line
        return items
    if isinstance(earlier, (Mapping, Items)):
        raise RuleError(f"{key}: is {'a mapping' if isinstance(earlier, Mapping) else 'a list'} in the table that it adds to", where, "write it in the same shape")
    return later


def on_table(later: Mapping, earlier: Mapping | None, names: Iterable[str], name: str, shown: str) -> Said | None:
    """What to tell whose table takes away more than it brings, or adds to nothing."""
    if earlier is None:
        return (shown, later["adds"].line, "adds to nothing: no earlier folder has a table of this name", nearest(name, names)) if "adds" in later else None
    missing = [str(key) for key in earlier if key not in later]
    if "adds" in later or not missing and _size(later) >= _size(earlier):
        return None
    return shown, 1, f"takes the place of the {name}.yaml before it" + (f" and says nothing of {', '.join(missing[:6])}{', …' if len(missing) > 6 else ''}" if missing else ""), "to add to it say adds: yes"


def on_list(later: WordList, earlier: WordList | None, names: Iterable[str]) -> Said | None:
    """The same for a word list."""
    if later.adds:
        return (later.path, 1, "adds to nothing: no earlier folder has a list of this name", nearest(later.name, names)) if earlier is None else None
    if earlier is None or len(later.words) >= len(earlier.words):
        return None
    brought, held = (f"{len(one.words):,} word{'' if len(one.words) == 1 else 's'}" for one in (later, earlier))
    return later.path, 1, f"its {brought} take the place of the {held} of {earlier.path}", "to add to them say adds: yes"


def _size(value: object) -> int:
    """How many words a part of a table holds."""
    if isinstance(value, Mapping):
        return sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, Items) else 1
