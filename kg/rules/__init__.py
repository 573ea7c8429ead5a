"""The only door to rule files: load, check, compile, match.

In: rules folders.  Out: `RuleSet` (see `load`) and the matching in `kg.rules.match`.
"""
from functools import lru_cache

from kg.rules import beside as _beside  # noqa: F401 (registers its condition)
from kg.rules import placed as _placed  # noqa: F401 (registers its condition)
from kg.rules import reaching as _reaching  # noqa: F401 (registers its conditions)
from kg.rules.cache import load_cached
from kg.rules.load import load
from kg.rules.match import run_level
from kg.rules.rule import Rule, Sample
from kg.rules.ruleset import NO_RULES, RuleSet
from kg.rules.sheet import Sheet, sheet_text
from kg.shipped import rules_home

__all__ = ["NO_RULES", "Rule", "RuleSet", "Sample", "Sheet", "built_in_rules", "load", "load_cached", "run_level", "sheet_text"]


@lru_cache(maxsize=1)
def built_in_rules() -> RuleSet:
    """The rule set that ships with the package, alone."""
    return load_cached((rules_home(),))
