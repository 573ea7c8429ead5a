"""All that is wrong or doubtful in rules folders, at once.

In: rules folders.  Out: `Problem` records in file order.  Errors are what the loader refuses; advice is what it can
live with and an author would rather know (`kg.rules.advice`, `kg.rules.slips`, `kg.rules.coverage`, `kg.rules.idle`).
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.errors import KgError, RuleError, RuleErrors
from kg.rules import advice, coverage, idle
from kg.rules.folders import homes
from kg.rules.load import load
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.slips import slips


class Problem(NamedTuple):
    """One letter to the author; `line` and `column` count from 1, 0 where the whole file is meant."""

    file: str
    line: int
    column: int
    severity: str  # error, advice
    what: str
    hint: str

    def __str__(self) -> str:
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        mark = "" if self.severity == "error" else "advice: "
        return f"{place}: {mark}{self.what}" + (f"; {self.hint}" if self.hint else "")


def check(folders: Sequence[Path], own: Sequence[Path] | None = None, timed: bool = True) -> tuple[list[Problem], RuleSet | None]:
    """The problems of `folders` layered in order, and the rule set where one could be made.

    Advice is given on files of `own` only (default: of all folders) and only where there are no errors, since what a broken
    file holds would seem to be missing everywhere else.  `timed` asks for the patterns that are slow on long lines.
    """
    try:
        ruleset = load(folders, tolerate=True)
    except RuleError as problem:
        return sorted(map(as_error, problem.errors if isinstance(problem, RuleErrors) else (problem,))), None
    if ruleset.errors:
        return sorted(map(as_error, ruleset.errors)), ruleset
    names = {name for name, folder in homes(folders).items() if own is None or folder in own}

    def is_own(rule: Rule) -> bool:
        return rule.path.partition("/")[0] in names

    letters = [*advice.of_patterns(ruleset), *advice.of_slots(ruleset), *advice.of_lists(ruleset), *advice.of_switches(ruleset), *advice.of_layers(ruleset), *slips(ruleset, is_own),
               *coverage.unused_alternatives(ruleset, is_own), *coverage.overprinted_words(ruleset, is_own), *idle.idle_words(ruleset, is_own)]
    if timed:
        letters += coverage.slow_patterns(ruleset, is_own)
    found = [Problem(a.file, a.line, a.column, "advice", a.what, a.hint) for a in letters if a.file.partition("/")[0] in names]
    return sorted(found), ruleset


def as_error(error: KgError) -> Problem:
    """A refusal of the loader as a problem."""
    file, *numbers = error.where.split(":")
    while numbers and not numbers[-1].isdigit():
        numbers.pop()
    line, column = (*map(int, numbers), 0, 0)[:2]
    return Problem(file, line, column, "error", error.what, error.hint)
