"""The rule language as a JSON Schema, for editors that complete and check as one types.

In: the loader's own tables (`kg.rules.fields`, levels, conditions, proposers, classes).  Out: a JSON Schema (draft
2020-12) of a rule file.  It ships as rules/rule-file.schema.json; a rule file names it in its first line:
`# yaml-language-server: $schema=rule-file.schema.json`.
"""
from __future__ import annotations

import json

from kg.rules import conditions, fields
from kg.rules.grammar import CLASSES
from kg.rules.proposals import proposers
from kg.rules.taken import LINES_TAKEN_AS, TAKEN_AS

_SCALAR: dict[str, object] = {"type": ["string", "number", "boolean"]}  # a YAML editor reads 2 and yes as more than words; the loader does not
_WORDS: dict[str, object] = {"type": "array", "items": _SCALAR}
_SHAPES: dict[fields.Shape, dict[str, object]] = {
    fields.WORD: _SCALAR,
    fields.YES: {"enum": ["yes", "no", True, False]},
    fields.NUMBER: {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]},
    fields.WORDS: _WORDS,
    fields.ONE_OR_WORDS: {"anyOf": [_SCALAR, _WORDS]},
    fields.PAIRS: {"type": "object", "additionalProperties": _SCALAR},
    fields.TESTS: {"type": "object", "additionalProperties": {"anyOf": [{"$ref": "#/$defs/condition"}, {"type": "array", "items": {"$ref": "#/$defs/condition"}}]}},
    fields.LISTS: {"type": "object", "additionalProperties": _WORDS},
    fields.RULES: {"type": "array", "items": {"$ref": "#/$defs/rule"}},
    fields.SAMPLES: {"type": "array", "items": {"$ref": "#/$defs/sample"}},
}


def schema() -> dict:
    """The JSON Schema of a rule file."""
    rule = {name: _property(field) for name, field in (fields.RULE_FIELDS | fields.LINE_FIELDS).items()}
    rule["id"] |= {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
    rule["proposed"] = {"enum": sorted(proposers), "description": fields.RULE_FIELDS["proposed"].about}
    rule["as"] |= {"enum": [*TAKEN_AS, *LINES_TAKEN_AS]}
    zones = {"enum": list(fields.ZONES)}
    rule["for"] = {"anyOf": [zones, {"type": "array", "items": zones}], "description": fields.RULE_FIELDS["for"].about}
    rule["zone"] |= zones
    rule["takes"] |= {"enum": ["line", "start", "end", "heading"]}
    classes = "; ".join(f"<{name}> {about}" for name, (_, about) in CLASSES.items())
    for name in ("pattern", "before", "after"):
        rule[name]["description"] += f". Classes: {classes}"
    top = {name: _property(field) for name, field in fields.FILE_FIELDS.items()}
    top["level"] = {"enum": list(fields.LEVELS), "description": fields.FILE_FIELDS["level"].about}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule file of kg",
        "type": "object", "properties": top, "required": ["about"], "additionalProperties": False,
        "$defs": {
            "rule": {"type": "object", "properties": rule, "required": ["id", "about", "ignores"],
                     "anyOf": [{"required": ["examples"]}, {"required": ["spellings"]}], "additionalProperties": False},
            "sample": {"type": "object", "properties": {name: _property(field) for name, field in fields.SAMPLE_FIELDS.items()},
                       "required": ["text"], "additionalProperties": False},
            "condition": {"type": "string", "pattern": f"^(not )?({'|'.join(sorted(conditions.registry))})( .*)?$",
                          "description": "one of " + ", ".join(sorted(conditions.registry)) + "; `not ` before it negates it"},
        },
    }


def _property(field: fields.Field) -> dict:
    return {**_SHAPES[field.shape], "description": field.about}


def schema_text() -> str:
    """The schema as it is shipped: indented, keys in the order of the tables, a line end last."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
