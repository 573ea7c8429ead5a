"""What the loader refuses, told once: a letter that speaks for several, and none that follows from another.

In: rules with the earlier ones of their ids; errors of a loading.  Out: `RuleError`s.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from kg.errors import RuleError
from kg.rules.rule import Rule

_COPIED = 20  # ids that stand twice; more are no slips
_BROKEN = re.compile(r"the list (\S+) must be")  # of a file's own lists


def standing_twice(doubled: Sequence[tuple[Rule, Rule]]) -> Iterator[RuleError]:
    """One letter for each rule whose id an earlier one has; one for a whole folder that repeats another."""
    for home, several in groupby(doubled, key=lambda pair: pair[0].path.partition("/")[0]):
        pairs = list(several)
        if len(pairs) > _COPIED:
            yield RuleError(f"{len(pairs)} of its rules stand in {pairs[0][1].path.partition('/')[0]} with the same ids", home,
                            "is it a copy? Leave only rules of your own there: a folder is layered over the built-in rules")
            continue
        yield from (RuleError(f"the id {rule.id} stands twice, first in {first.path}:{first.line}", f"{rule.path}:{rule.line}",
                              "rename one, or say 'replaces: yes'") for rule, first in pairs)


def told_once(errors: Sequence[RuleError]) -> list[RuleError]:
    """Errors without those that follow from others: a list that could not be read is missing wherever it is named; its own letter is enough."""
    broken = {Path(e.where.partition(":")[0]).stem for e in errors if "/words/" in e.where} | {found[1] for e in errors if (found := _BROKEN.match(e.what))}
    return [e for e in errors if not ((name := re.search(r"no word list is called @([a-z0-9-]+)", e.what)) and name[1] in broken)]
