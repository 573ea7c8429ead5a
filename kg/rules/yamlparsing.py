"""YAML read event by event, behind `kg.rules.yamldoor`.

In: text.  Out: `Mapping`, `Items` and `Scalar` values that know their line.
"""
from __future__ import annotations

from typing import NoReturn

import yaml

from kg.errors import RuleError
from kg.rules.yamldoor import Items, Mapping, Scalar

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse(text: str, shown: str) -> Mapping | Items | Scalar:
    """What `kg.rules.yamldoor.parse_yaml` answers."""
    try:
        return _build(yaml.parse(text, Loader=_LOADER), shown)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f"{shown}:{mark.line + 1}:{mark.column + 1}" if mark else shown
        line = text.split("\n")[mark.line] if mark and mark.line <= text.count("\n") else ""
        hint = "indent with spaces, not with tabs" if "\t" in line[:len(line) - len(line.lstrip())] else "check indentation, colons and quotes on this line and the one before"
        raise RuleError(f"is not YAML: {getattr(problem, 'problem', None) or problem}", where, hint) from problem
    except UnicodeEncodeError as problem:
        raise RuleError("holds half a character (a lone surrogate)", shown, "save it as UTF-8") from problem
    except RecursionError as problem:
        raise RuleError("is nested too deeply", shown, "rules need four levels at most") from problem


def _build(events, shown: str):
    stack: list[tuple[Items | Mapping, Scalar | None]] = []  # (container, key waiting for its value)
    root = None
    documents = 0

    def refuse(what: str, mark, hint: str) -> NoReturn:
        raise RuleError(what, f"{shown}:{mark.line + 1}:{mark.column + 1}", hint)

    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                refuse("a second document begins here", event.start_mark, "keep one document a file")
            continue
        if isinstance(event, yaml.AliasEvent):
            refuse("aliases are not allowed", event.start_mark, "write the value out")
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            done, _ = stack.pop()
            continue
        if not isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            continue
        if event.anchor:
            refuse("anchors are not allowed", event.start_mark, "write the value out")
        if event.tag is not None:
            refuse(f"the tag {event.tag} is not allowed", event.start_mark, "plain strings, lists and mappings only")
        if len(stack) > 12:
            refuse("is nested too deeply", event.start_mark, "rules need four levels at most")
        value = _value(event)
        if not stack:
            root = value
        else:
            container, key = stack[-1]
            if isinstance(container, Items):
                container.append(value)
            elif key is None:
                if not isinstance(value, Scalar):
                    refuse("a key must be a plain word", event.start_mark, "quote it or move it")
                if value in container:
                    refuse(f"the key {value!r} stands twice", event.start_mark, "keep one of them")
                stack[-1] = (container, value)
            else:
                dict.__setitem__(container, key, value)
                stack[-1] = (container, None)
        if not isinstance(value, Scalar):
            stack.append((value, None))
    if root is None:
        raise RuleError("is empty", shown, "a rule file has at least: about, level, rules")
    if isinstance(root, Mapping):
        root.path = shown
    return root


def _value(event) -> Scalar | Items | Mapping:
    mark = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        word = Scalar(event.value)
        word.line, word.column = mark.line + 1, mark.column + 1
        return word
    value = Items() if isinstance(event, yaml.SequenceStartEvent) else Mapping()
    value.line = mark.line + 1
    return value
