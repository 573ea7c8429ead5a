"""YAML read event by event, behind `kg.rules.yamldoor`.

In: text.  Out: `Mapping`, `Items` and `Scalar` values that know their line.
"""
from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kg.errors import RuleError
from kg.rules.yamldoor import Items, Mapping, Scalar

_DEEPEST = 12  # levels of lists and mappings

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse(text: str, shown: str) -> Mapping | Items | Scalar:
    """What `kg.rules.yamldoor.parse_yaml` answers."""
    try:
        return _build(yaml.parse(text, Loader=_LOADER), shown)
    except yaml.YAMLError as problem:
        raise _refused(problem, text, shown) from problem
    except UnicodeEncodeError as problem:
        raise RuleError("holds half a character (a lone surrogate)", shown, "save it as UTF-8") from problem
    except RecursionError as problem:
        raise RuleError("is nested too deeply", shown, "rules need four levels at most") from problem


_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufffe\\uffff]")
_UNCLOSED = {"while scanning a quoted scalar": "the quotation mark that opens here is not closed as it should be; in double quotes \\ is an escape",
             "while parsing a flow sequence": "the [ that opens here is not closed as it should be; words of a list are parted by ', '",
             "while parsing a flow mapping": "the { that opens here is not closed as it should be; a pattern that begins with { stands in quotes"}


def _refused(problem: yaml.YAMLError, text: str, shown: str) -> RuleError:
    """What the parser could not read, as a letter: where the thing begins that goes wrong, and what such a thing most often lacks."""
    if isinstance(problem, yaml.reader.ReaderError):
        found = _CONTROL.search(text)
        where = f"{shown}:{text.count(chr(10), 0, found.start()) + 1}" if found else shown
        return RuleError(f"holds the control character U+{ord(found[0]):04X}" if found else "holds a control character", where, "delete it")
    mark, opened = getattr(problem, "problem_mark", None), getattr(problem, "context_mark", None)
    unclosed = _UNCLOSED.get(getattr(problem, "context", None) or "", "") if opened else ""
    if unclosed:
        mark = opened
    what = f"is not YAML: {getattr(problem, 'problem', None) or problem}"
    if "escape" in what:
        unclosed = "in double quotes \\ is an escape, and patterns need none: write <digit>, not \\d"
    if mark is None:
        return RuleError(what, shown)
    lines = text.split("\n")
    near = [line for line in lines[max(0, mark.line - 1):mark.line + 1] if line.strip()]
    return RuleError(what, f"{shown}:{mark.line + 1}:{mark.column + 1}", _hint(near) or unclosed or _indentation(near) or "check indentation, colons and quotes on this line and the one before")


def _indentation(near: list[str]) -> str:
    """What the hint says of a line that is not set in as the one above; empty for one that is.

    >>> _indentation(["    about: 一句话", "   label: Org"])
    'this line is set in by 3 spaces, the one above by 4: fields of one rule stand below each other'
    """
    above, here = (len(line) - len(line.lstrip(" ")) for line in (near if len(near) == 2 else ("", "")))
    return f"this line is set in by {here} spaces, the one above by {above}: fields of one rule stand below each other" if above != here else ""


def _hint(near: list[str]) -> str:
    """What is wrong with one of these lines, where it shows; empty where it does not."""
    for line in near:
        head = line[:len(line) - len(line.lstrip())]
        if "\t" in head:
            return "indent with spaces, not with tabs"
        if head.strip(" "):
            return "indent with plain spaces: what stands before this line's words are wide ones"
        if re.match(r" *(- )?[a-z-]+：", line):
            return "the colon is full-width: write ': '"
        if re.match(r" *-[a-z]", line):
            return "a space belongs behind the dash: '- id:'"
        if re.match(r" *(- )?(?!set:|where:|finds:)[a-z-]+: +[@`{%].*[^}]$", line) or re.match(r" *(- )?[a-z-]+: +[@`%]", line):
            return "a text that begins with @, { or % stands in quotes"
        if re.match(r" *(- )?[a-z-]+: +[^\"'\[{|>].*: ", line):
            return "a text that holds ': ' stands in quotes"
    return ""


def _build(events, shown: str):
    stack: list[tuple[Items | Mapping, Scalar | None]] = []  # (container, key waiting for its value)
    root = None
    for event in _plain(events, shown):
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
            continue
        if len(stack) > _DEEPEST:
            raise _letter("is nested too deeply", event, shown, "rules need four levels at most")
        value = _value(event)
        if stack:
            container, key = stack[-1]
            stack[-1] = container, _put(container, key, value, event, shown)
        else:
            root = value
        if not isinstance(value, Scalar):
            stack.append((value, None))
    if root is None:
        raise RuleError("is empty", shown, "a rule file has at least: about, level, rules")
    if isinstance(root, Mapping):
        root.path = shown
    return root


def _plain(events, shown: str) -> Iterator[yaml.Event]:
    """The scalars, and the beginnings and ends of lists and mappings, of one document; what else YAML can say is refused."""
    has_begun = False
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if has_begun:
                raise _letter("a second document begins here", event, shown, "keep one document a file")
            has_begun = True
        elif isinstance(event, yaml.AliasEvent):
            raise _letter("aliases are not allowed", event, shown, "write the value out")
        elif isinstance(event, (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            if event.anchor:
                raise _letter("anchors are not allowed", event, shown, "write the value out")
            if event.tag is not None:
                raise _letter(f"the tag {event.tag} is not allowed", event, shown, "plain strings, lists and mappings only")
            yield event
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            yield event


def _put(container: Items | Mapping, key: Scalar | None, value: Scalar | Items | Mapping, event, shown: str) -> Scalar | None:
    """Put a value where it belongs; the key that waits for its value then."""
    if isinstance(container, Items):
        container.append(value)
        return None
    if key is not None:
        dict.__setitem__(container, key, value)
        return None
    if not isinstance(value, Scalar):
        raise _letter("a key must be a plain word", event, shown, "quote it or move it")
    if value in container:
        raise _letter(f"the key {value!r} stands twice", event, shown, "keep one of them")
    return value


def _letter(what: str, event, shown: str, hint: str) -> RuleError:
    mark = event.start_mark
    return RuleError(what, f"{shown}:{mark.line + 1}:{mark.column + 1}", hint)


def _value(event) -> Scalar | Items | Mapping:
    mark = event.start_mark
    if isinstance(event, yaml.ScalarEvent):
        word = Scalar(event.value)
        word.line, word.column = mark.line + 1, mark.column + 1
        return word
    value = Items() if isinstance(event, yaml.SequenceStartEvent) else Mapping()
    value.line = mark.line + 1
    return value
