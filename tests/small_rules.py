"""A folder with one small set of rules, for tests of what loading and checking say of it.

In: what differs.  Out: a rule as it is written in YAML; a folder with labels, a file of names and a list of places.
"""
from __future__ import annotations

import textwrap
from pathlib import Path

HEAD = "about: t\nlevel: names\nwords:\n  title: [局长, 书记]\nrules:\n"  # five lines; the rule begins on the sixth
RULE = """  - id: {id}
    about: a shape
    label: {label}
    pattern: "{pattern}"
{more}    examples:
      - text: {text}
        finds: {finds}
    ignores:
      - text: 今天天气很好
"""


def written(*, pattern: str, text: str, finds: str, id: str = "company", label: str = "Org", more: str = "") -> str:
    """A rule; `more` are further fields of it."""
    return RULE.format(id=id, label=label, pattern=pattern, text=text, finds=finds, more=textwrap.indent(more, "    ") + ("\n" if more else ""))


def lay(home: Path, rules: tuple[str, ...], head: str, places: str, labels: str, words: dict[str, str], files: dict[str, str]) -> Path:
    """Write them into `home`, with further lists (`words`, by file name) and further files of rules (by name without ending)."""
    (home / "words").mkdir(parents=True, exist_ok=True)
    (home / "labels.yaml").write_text(labels, encoding="utf-8")
    (home / "names.yaml").write_text(head + "".join(rules), encoding="utf-8")
    for name, text in {"places.tsv": places, **words}.items():
        (home / "words" / name).write_text(text, encoding="utf-8")
    for name, text in files.items():
        (home / f"{name}.yaml").write_text(text, encoding="utf-8")
    return home
