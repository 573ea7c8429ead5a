"""What may stand in a rule file: every field with its shape and one sentence.

In: nothing.  Out: the tables that the loader checks files against, that `kg.rules.schema` turns into a JSON
Schema and that docs/rules.md prints.  One table, so the three cannot disagree.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import RuleError
from kg.rules.yamldoor import Items, Mapping, Scalar

LEVELS = ("lines", "words", "names", "values", "relations", "claims")


class Shape(NamedTuple):
    """What a field's value looks like: `kind` is the word the tables below use, `example` what the hint prints."""

    kind: str
    example: str


WORD = Shape("a word or sentence", "a plain string")
YES = Shape("yes or no", "yes")
NUMBER = Shape("a number", "for example 2 or -1.5")
WORDS = Shape("a list of words", "for example [说, 表示]")
ONE_OR_WORDS = Shape("a word or a list of words", "for example [说, 表示] or '@list'")
PAIRS = Shape("a mapping from name to word", "for example {slot: text}")
TESTS = Shape("a mapping from slot to conditions", "for example {brand: [longer-than 1, not in @stops]}")
LISTS = Shape("a mapping from name to words", "for example speech: [说, 表示]")
RULES = Shape("a list of rules", "- id: my-rule")
SAMPLES = Shape("a list of sentences", "- text: 一句话")


class Field(NamedTuple):
    """One field: its shape and what it means."""

    shape: Shape
    about: str


FILE_FIELDS = {
    "about": Field(WORD, "one sentence: what the rules of the file are about"),
    "level": Field(WORD, "the level of all its rules"),
    "words": Field(LISTS, "local lists, used as @name in this file only"),
    "rules": Field(RULES, "the rules"),
    "off": Field(WORDS, "ids of earlier rules that are switched off"),
}
RULE_FIELDS = {
    "id": Field(WORD, "kebab-case, unique over all files, stable: it is quoted as evidence"),
    "about": Field(WORD, "the shape in one sentence"),
    "label": Field(WORD, "what a match is called; declared in labels.yaml"),
    "pattern": Field(WORD, "the shape"),
    "patterns": Field(WORDS, "several spellings of one shape"),
    "before": Field(WORD, "a pattern that must stand directly before and is not part of the mention"),
    "after": Field(WORD, "a pattern that must stand directly after and is not part of the mention"),
    "unless-before": Field(ONE_OR_WORDS, "words (or @list) that must not stand directly before"),
    "unless-after": Field(ONE_OR_WORDS, "words (or @list) that must not stand directly after"),
    "unless": Field(ONE_OR_WORDS, "words (or @list) that the mention's text may not be equal to"),
    "where": Field(TESTS, "conditions on slots; `all` is the whole mention, `not ` before a condition negates it"),
    "as": Field(WORD, "what steps in code take its matches for, where one asks (table below)"),
    "set": Field(PAIRS, "attributes of the mention; `$slot` copies a slot's text"),
    "weight": Field(NUMBER, "settles overlaps before length does; default 0, higher wins"),
    "keep": Field(WORD, "the slot that becomes the mention; default: the whole match"),
    "key": Field(ONE_OR_WORDS, "relations and claims: the slots over which rules of one label compete; default value, who"),
    "shares": Field(YES, "relations and claims: `yes` lets mentions with different slots share words"),
    "shorter": Field(YES, "`yes`: where the longest match is refused, shorter ones from the same place are tried"),
    "for": Field(ONE_OR_WORDS, "only in these zones of a page, for example [body, caption]"),
    "everywhere": Field(YES, "`yes`: the pattern has no obligatory word and is tried on every sentence, which is slow"),
    "proposed": Field(WORD, "instead of a pattern: judge the stretches that this proposer finds"),
    "waits-for": Field(WORDS, "labels that must be settled before this rule's label is tried; its own label: after the other rules of that label"),
    "replaces": Field(YES, "`yes`: takes the place of an earlier rule with this id"),
    "examples": Field(SAMPLES, "sentences with exactly what the rule finds in them"),
    "ignores": Field(SAMPLES, "sentences in which the rule finds nothing"),
    "misses": Field(SAMPLES, "honest gaps; one that starts to match is reported"),
    "spellings": Field(WORDS, "many ways to print one thing; all share `finds`"),
    "finds": Field(PAIRS, "what each of `spellings` finds"),
}
LINE_FIELDS = {  # further fields of level `lines`, read by kg.read
    "zone": Field(WORD, "the zone that a matching line belongs to"),
    "score": Field(NUMBER, "how strongly; the highest score decides a line"),
    "when": Field(WORDS, "conditions on the line"),
    "takes": Field(WORD, "what the pattern must cover: line, start, end, or heading (a line of a headline of several lines, whole)"),
}
IDLE_FIELDS = {  # level → what its rules may not say, for no step would hear it: what to say instead
    "lines": {"label": "the zone says what a line is: zone:", "weight": "the strongest score wins: score:", "where": "conditions on a line are when:",
              "unless": "say with when: and the pattern what the line holds", "unless-before": "say with before: what stands there, for example before: '[^本]'",
              "unless-after": "say with after: what stands there, for example after: '[^社]'", "keep": "takes: says what becomes a block; names are the slot {names:…}",
              **dict.fromkeys(("set", "key", "shares", "shorter", "for", "everywhere", "proposed", "waits-for"), "leave it out")},
    **dict.fromkeys(("words", "names", "values"), dict.fromkeys(("key", "shares"), "leave it out: it is for relations and claims, whose mentions may share words")),
}
LABEL_FIELDS = {
    "type": Field(WORD, "the entity type that the label names: ORG, PER, LOC or a further class"),
    "overprint": Field(YES, "`no`: mentions keep other names from being found in them, but no slot can hold them"),
}
ZONES = ("title", "subtitle", "kicker", "byline", "dateline", "body", "subhead", "caption", "advert", "furniture")
SAMPLE_FIELDS = {
    "text": Field(WORD, "a sentence as a paper would print it"),
    "with": Field(WORDS, "words; each in turn stands where the text (and `finds`) has ＿"),
    "finds": Field(PAIRS, "slot → text; `all` is the whole mention"),
    "because": Field(WORD, "why it is ignored or missed"),
    "zone": Field(WORD, "the zone in which the sentence stands"),
}


def misshapen(mapping: Mapping, fields: dict[str, Field], shown: str) -> Iterator[tuple[str, RuleError]]:
    """Each field of a mapping whose value has not its shape, with the error; unknown fields are left to the loader."""
    for key, value in mapping.items():
        field = fields.get(key)
        if field is not None and not fits(value, field.shape):
            place = getattr(value, "line", 0) or getattr(key, "line", mapping.line)
            yield key, RuleError(f"{key}: must be {field.shape.kind}", f"{shown}:{place}", field.shape.example)


def fits(value: object, shape: Shape) -> bool:
    """True where a value read from YAML has a shape.

    >>> from kg.rules.yamldoor import parse_yaml
    >>> fits(parse_yaml("[说, 表示]"), WORDS), fits(parse_yaml("说"), WORDS)
    (True, False)
    """
    if shape in (WORD, NUMBER, YES):
        return isinstance(value, Scalar) and bool(value) and (shape is not YES or value in ("yes", "no"))
    if shape is WORDS or (shape is ONE_OR_WORDS and isinstance(value, Items)):
        return isinstance(value, Items) and all(isinstance(item, Scalar) and item for item in value)
    if shape is ONE_OR_WORDS:
        return isinstance(value, Scalar) and bool(value)
    if shape is PAIRS:
        return isinstance(value, Mapping) and all(isinstance(item, Scalar) for item in value.values())
    if shape is TESTS:
        return isinstance(value, Mapping) and all(fits(item, ONE_OR_WORDS) for item in value.values())
    if shape is LISTS:
        return isinstance(value, Mapping)  # the loader names each list that is none
    return isinstance(value, Items)
