"""Which rooms' branches guide the fuzzer, for each target.  Imports nothing of ours, so that all of it is still to be instrumented."""
from __future__ import annotations

ROOMS = {"reader": ("kg.read", "kg.text"), "rules": ("kg.rules", "yaml"), "numbers": ("kg.numerals", "kg.calendar", "kg.years", "kg.dates", "kg.periods", "kg.timewords", "kg.almanac", "kg.units"),
         "turtle": ("kg.export",), "page": ("kg.extract", "kg.resolve", "kg.check")}
"""Target name → packages and modules."""
