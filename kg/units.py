"""The registry of units: what a unit measures and how it turns into its base.

In: word-list entries (`rules/words/units.yaml`, `rules/words/measure-words.yaml`), handed over by a room that may
read rules.  Out: `UnitRegistry`, which knows a printed unit, its canonical name, dimension, exact factor and, where
QUDT has it, its IRI.  A unit that nobody listed is kept as printed, with `known` false.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from kg.bounded import BoundedCache
from kg.errors import RuleError
from kg.model import record
from kg.text import fold

_FOUND = 5_000  # printed units that are remembered


@record
class Unit:
    """One unit.  `factor` bases make one of it; None where it cannot be compared (an unknown measure word)."""

    name: str
    dimension: str
    factor: Fraction | None
    qudt: str | None = None
    known: bool = True


class UnitRegistry:
    """Printed units → `Unit`.  Build one with `of`; look up with `find`."""

    def __init__(self, units: Mapping[str, Unit]):
        self._units = dict(units)
        self._found = BoundedCache(self._find, _FOUND)  # as printed
        self._longest = max((len(form) for form in self._units), default=0)

    @classmethod
    def of(cls, measured: Iterable[tuple[str, Mapping[str, str]]], counted: Iterable[str] = ()) -> UnitRegistry:
        """A registry of units with attributes (`dimension`, `factor`, `qudt`, `as`) and of counting words.

        Raises `RuleError` where a factor is no number or a dimension is missing.

        >>> registry = UnitRegistry.of([("公里", {"dimension": "length", "factor": "1000"})], ["家"])
        >>> registry.find("公里").factor, registry.find("家").dimension
        (Fraction(1000, 1), 'count of 家')
        """
        units = {fold(word): Unit(word, f"count of {word}", Fraction(1)) for word in counted}
        for word, facts in measured:
            try:
                factor = Fraction(str(facts["factor"]))
                if factor <= 0:
                    raise ValueError(factor)  # measures are divided by it
            except (KeyError, ValueError, ZeroDivisionError) as problem:
                raise RuleError(f"the unit {word} has no usable factor", "rules/words/units.yaml",
                                'write factor: "1000" or factor: "2000/3"') from problem
            if not facts.get("dimension"):
                raise RuleError(f"the unit {word} has no dimension", "rules/words/units.yaml", "add dimension: length")
            units[fold(word)] = Unit(str(facts.get("as") or word), str(facts["dimension"]), factor, facts.get("qudt") or None)
        return cls(units)

    def find(self, printed: str) -> Unit:
        """The unit printed as `printed`; rates (元/吨, 元每平方米) are composed, anything else is kept as unknown."""
        return self._found[printed]

    def _find(self, printed: str) -> Unit:
        form = fold(printed)
        unit = self._units.get(form)
        if unit is not None:
            return unit
        for sign in ("／", "每"):
            above, found, below = form.partition(sign)
            if found and above in self._units and below in self._units:
                top, bottom = self._units[above], self._units[below]
                factor = None if top.factor is None or bottom.factor is None else top.factor / bottom.factor
                return Unit(f"{top.name}/{bottom.name}", f"{top.dimension} per {bottom.dimension}", factor)
        return Unit(printed, "unknown", None, known=False)

    def split(self, form: str) -> int:
        """Where the longest known unit at the end of `form` begins; `len(form)` where there is none.

        `form` is in the matching form of `kg.text`.  `５００千瓦` ends in 千瓦, not in 瓦.
        """
        for start in range(max(0, len(form) - 2 * self._longest - 1), len(form)):
            if self.find(form[start:]).known:
                return start
        return len(form)

    def convert(self, value: Decimal, printed: str, wanted: str) -> Decimal | None:
        """`value` of one unit in another of the same dimension (28 digits), or None where they do not compare.

        >>> registry = UnitRegistry.of([("亩", {"dimension": "area", "factor": "2000/3"}),
        ...                             ("平方米", {"dimension": "area", "factor": "1"})])
        >>> registry.convert(Decimal(3), "亩", "平方米")
        Decimal('2000')
        """
        have, want = self.find(printed), self.find(wanted)
        if have.factor is None or want.factor is None or have.dimension != want.dimension:
            return None
        exact = Fraction(value) * have.factor / want.factor
        return Decimal(exact.numerator) / Decimal(exact.denominator)
