"""The sentences beside a rule, read: `examples`, `ignores`, `misses` and `spellings`.

In: a rule, and its mapping as YAML has it.  Out: the rule's `Sample`s, or `RuleError` with `file:line` and a hint.
"""
from __future__ import annotations

from collections.abc import Iterator

from kg.errors import RuleError
from kg.rules.fields import SAMPLE_FIELDS, misshapen
from kg.rules.grammar import nearest
from kg.rules.rule import BLANK, Rule, Sample
from kg.rules.yamldoor import Mapping


def fill_samples(rule: Rule, raw: Mapping, shown: str) -> None:
    """Read the sentences beside a rule.  Raises `RuleError` where one is not understood or none is there."""
    rule.examples = (*_samples(rule, raw, shown, "examples"), *_spellings(rule, raw, shown))
    rule.ignores, rule.misses = tuple(_samples(rule, raw, shown, "ignores")), tuple(_samples(rule, raw, shown, "misses"))
    for key, got in (("examples", rule.examples), ("ignores", rule.ignores)):
        if not got:
            raise RuleError(f"the rule {rule.id} has no {key}", f"{shown}:{rule.line}",
                            "every rule shows a sentence that it finds and one that it leaves alone")


def _samples(rule: Rule, raw: Mapping, shown: str, key: str) -> Iterator[Sample]:
    """The sentences of one field."""
    for entry in raw.get(key) or ():
        for field_name in entry if isinstance(entry, Mapping) else ():
            if field_name not in SAMPLE_FIELDS:
                raise RuleError(f"unknown field {field_name!r} in {key}", f"{shown}:{field_name.line}", nearest(field_name, SAMPLE_FIELDS))
        if not isinstance(entry, Mapping) or not entry.get("text"):
            raise RuleError(f"each of {key} is a mapping with text:", f"{shown}:{getattr(entry, 'line', rule.line)}", "- text: 一句话")
        for _key, problem in misshapen(entry, SAMPLE_FIELDS, shown):
            raise problem
        words = tuple(map(str, entry.get("with") or ()))
        if bool(words) != (BLANK in entry["text"]):
            raise RuleError(f"the sentence {entry['text']!r} has {'no ' + BLANK if words else 'a ' + BLANK} and {'words to put there' if words else 'no words to put there'}",
                            f"{shown}:{entry.line}", f"text: 汕头市水务局{BLANK}濠江区, with: [搬入, 搬到]")
        finds = entry.get("finds")
        if key == "examples" and not isinstance(finds, Mapping) and rule.level != "lines":
            raise RuleError(f"the example {entry['text']!r} does not say what it finds", f"{shown}:{entry.line}", "finds: {slot: text}")
        yield Sample(str(entry["text"]), _as_pairs(finds) if isinstance(finds, Mapping) else None, str(entry.get("because", "")), entry.line, words)


def _spellings(rule: Rule, raw: Mapping, shown: str) -> Iterator[Sample]:
    """The spellings of one thing, as examples that all find the same."""
    if "spellings" not in raw:
        return
    finds = raw.get("finds")
    if not isinstance(finds, Mapping):
        raise RuleError("spellings need one finds:", f"{shown}:{rule.line}", "finds: {value: 15000}")
    for spelling in raw["spellings"]:
        yield Sample(str(spelling), _as_pairs(finds), "", spelling.line)


def _as_pairs(finds: Mapping) -> tuple[tuple[str, str], ...]:
    return tuple((str(slot), str(text)) for slot, text in finds.items())
