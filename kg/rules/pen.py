"""Changes written into a rule file in place: comments, layout and everything that is not changed stay as they are.

In: the text of a rule file.  Out: the text with a sentence added beside a rule, moved, or with other finds.  Lines are found by
reading the YAML; what is written is read again, so a file never comes out broken.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Pairs

from kg.errors import RuleError
from kg.rules.yamldoor import Items, Mapping, parse_yaml

_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}#\n\t\"\\]*")
_WIDTH = 150  # characters after which a list of words goes on in the next line


def shown(text: str) -> str:
    """A word as YAML prints it inside brackets: plain where that is safe, else in double quotes.

    >>> shown("汕头市"), shown("a: b"), shown("")
    ('汕头市', '"a: b"', '""')
    """
    if _PLAIN.fullmatch(text) and ": " not in text and not text.endswith((":", " ")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def flow(pairs: Iterable[tuple[str, str]]) -> str:
    """A mapping on one line.

    >>> flow([("org", "东莞市水务局"), ("post", "局长")])
    '{org: 东莞市水务局, post: 局长}'
    """
    return "{" + ", ".join(f"{name}: {shown(text)}" for name, text in pairs) + "}"


def listed(words: Iterable[str], indent: int) -> str:
    """A list in brackets, broken into lines that begin at column `indent`."""
    lines, line = [], "["
    for number, word in enumerate(words):
        piece = ("" if number == 0 else ", ") + shown(word)
        if len(line) + len(piece) > _WIDTH - indent and number:
            lines.append(line + ",")
            line, piece = " ", shown(word)
        line += piece
    return ("\n" + " " * indent).join([*lines, line + "]"])


def sentence(text: str, indent: int, words: Sequence[str] = (), finds: Pairs[str, str] | None = None, because: str = "") -> str:
    """A sentence of `examples` or `ignores` as YAML, its dash at column `indent`, with a line end; one line where it is short enough.

    >>> sentence("汕头市水务局＿濠江区", 0, ["搬入", "搬到"], {"object": "濠江区"})
    '- {text: 汕头市水务局＿濠江区, with: [搬入, 搬到], finds: {object: 濠江区}}\\n'
    """
    fields = [("text", shown(text))]
    if words:
        fields.append(("with", listed(words, indent + 8)))
    if finds is not None:
        fields.append(("finds", flow(finds.items())))
    if because:
        fields.append(("because", shown(because)))
    line = " " * indent + "- {" + ", ".join(f"{name}: {value}" for name, value in fields) + "}\n"
    if "\n" not in line[:-1] and len(line) <= _WIDTH:
        return line
    return " " * indent + "- " + ("\n" + " " * (indent + 2)).join(f"{name}: {value}" for name, value in fields) + "\n"


def add_sentence(file: str, rule_id: str, key: str, text: str, words: Sequence[str] = (), finds: Pairs[str, str] | None = None, because: str = "") -> str:
    """The file with a sentence more at the end of a rule's `key` (examples, ignores or misses).

    Raises `RuleError` where the file has no such rule, or writes the list in brackets on one line.
    """
    raw = _rule(file, rule_id)
    lines = file.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    indent = next(name.column for name in raw if name == "id") - 1
    if key not in raw:
        end = _end_of_rule(lines, raw)
        return _checked("".join(lines[:end]) + " " * indent + f"{key}:\n" + sentence(text, indent + 2, words, finds, because) + "".join(lines[end:]))
    entries = raw[key]
    if not isinstance(entries, Items) or not entries or not isinstance(entries[0], Mapping) or "- " not in lines[entries[0].line - 1]:
        raise RuleError(f"{key} of {rule_id} are written in brackets", "", "begin each sentence on a line of its own, with '- text:'")
    dash = lines[entries[0].line - 1].index("-")
    end = _end_of_entry(lines, entries[-1].line, dash)
    return _checked("".join(lines[:end]) + sentence(text, dash, words, finds, because) + "".join(lines[end:]))


def drop_sentence(file: str, rule_id: str, key: str, line: int) -> str:
    """The file without the sentence of a rule's `key` that begins on `line`; the key goes with its last sentence."""
    raw = _rule(file, rule_id)
    lines = file.splitlines(keepends=True)
    dash = lines[line - 1].index("-")
    end = _end_of_entry(lines, line, dash)
    start = line - 1
    if len(raw[key]) == 1:
        start = next(name.line for name in raw if name == key) - 1
    return _checked("".join(lines[:start] + lines[end:]))


def set_finds(file: str, line: int, finds: Pairs[str, str]) -> str:
    """The file with other `finds` for the sentence whose entry begins on `line`."""
    entry = _entry(parse_yaml(file), line)
    if entry is None or "finds" not in entry:
        raise RuleError(f"no sentence with finds begins on line {line}", "", "read the file again")
    lines = file.splitlines(keepends=True)
    dash = lines[line - 1].index("-")
    if lines[line - 1][dash:].startswith("- {"):
        end = _end_of_entry(lines, line, dash)
        rest = [str(entry.get(name, "")) for name in ("text", "because")]
        return _checked("".join(lines[:line - 1]) + sentence(rest[0], dash, entry.get("with") or (), finds, rest[1]) + "".join(lines[end:]))
    key = next(name for name in entry if name == "finds")
    start = key.line - 1
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= key.column) and lines[end].strip():
        end += 1
    comment = re.search(r"\s+#[^\"]*$", lines[end - 1].rstrip("\n"))
    before = lines[start][:key.column - 1]
    return _checked("".join(lines[:start]) + before + "finds: " + flow(finds.items()) + (comment[0] if comment else "") + "\n" + "".join(lines[end:]))


def _rule(file: str, rule_id: str) -> Mapping:
    document = parse_yaml(file)
    for raw in document.get("rules") or () if isinstance(document, Mapping) else ():
        if isinstance(raw, Mapping) and raw.get("id") == rule_id:
            return raw
    raise RuleError(f"no rule of the file is called {rule_id}", "", "read the file again")


def _entry(value: object, line: int) -> Mapping | None:
    if isinstance(value, Mapping):
        if value.line == line and "text" in value:
            return value
        value = list(value.values())
    if isinstance(value, list):
        return next((found for item in value if (found := _entry(item, line)) is not None), None)
    return None


def _end_of_entry(lines: Sequence[str], line: int, dash: int) -> int:
    """The number of the line after an entry whose dash stands at column `dash` of `line` (from 1); comments after it are not its."""
    end = line
    for number in range(line, len(lines)):
        text = lines[number]
        if text.strip() and not text.lstrip().startswith("#"):
            if _indent(text) <= dash:
                break
            end = number + 1
    return end


def _end_of_rule(lines: Sequence[str], raw: Mapping) -> int:
    return _end_of_entry(lines, raw.line, lines[raw.line - 1].index("-"))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _checked(file: str) -> str:
    parse_yaml(file)
    return file
