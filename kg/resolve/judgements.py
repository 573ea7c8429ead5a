"""What a person decided about names (`rules/judgements.yaml`): same or different, stronger than every rule.

In: the table.  Out: `Judgements`.  Errors name the entry, so that a judgement is never silently lost.
"""
from __future__ import annotations

from collections.abc import Mapping

from kg.errors import RuleError
from kg.model import record
from kg.resolve.ids import even
from kg.rules.yamldoor import place

USUAL = "rules/judgements.yaml"
_FIELDS = ("verdict", "type", "names", "told-apart-by", "because", "by", "on")


@record
class Judgement:
    """One decision: `names` are the same thing, or are different things."""

    same: bool
    type: str
    names: tuple[str, ...]
    told_apart_by: tuple[str, ...] = ()
    because: str = ""


@record
class Judgements:
    """All decisions, in file order."""

    entries: tuple[Judgement, ...] = ()

    @classmethod
    def of(cls, table: Mapping) -> Judgements:
        """Judgements from the table.  Raises `RuleError` where an entry is not understood.

        >>> Judgements.of({"judgements": [{"verdict": "same", "type": "ORG", "names": ["甲厂", "甲机械厂"]}]}).entries[0].same
        True
        """
        entries = []
        for entry in table.get("judgements") or ():
            where = place(table, entry, USUAL)
            if not isinstance(entry, Mapping):
                raise RuleError("a judgement is a mapping", where, "it has verdict, type and names")
            unknown = [key for key in entry if key not in _FIELDS]
            if unknown:
                raise RuleError(f"unknown field {unknown[0]!r}", where, "one of " + ", ".join(_FIELDS))
            if entry.get("verdict") not in ("same", "different"):
                raise RuleError(f"verdict {entry.get('verdict')!r} does not exist", where, "say same or different")
            names = tuple(even(str(name)) for name in entry.get("names") or ())
            if len(names) < 2 or not entry.get("type"):
                raise RuleError("a judgement needs a type and two names", where, "for example names: [甲, 乙]")
            apart = tuple(even(str(name)) for name in entry.get("told-apart-by") or ())
            entries.append(Judgement(entry["verdict"] == "same", str(entry["type"]), names, apart, str(entry.get("because") or "")))
        return cls(tuple(entries))

    def telling_apart(self, name: str) -> frozenset[str]:
        """The organisations and places that a person gave to tell bearers of one name apart."""
        return frozenset(mark for j in self.entries if not j.same and set(j.names) == {even(name)} for mark in j.told_apart_by)

    def different(self, type_: str, name: str, other: str) -> Judgement | None:
        """The judgement that keeps two names apart, or None."""
        pair = {even(name), even(other)}
        return next((j for j in self.entries if not j.same and j.type == type_ and len(pair) == 2 and pair <= set(j.names)), None)
