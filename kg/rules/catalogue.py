"""The rule set as a page: every rule, its sentence, its counts.

In: a `RuleSet`.  Out: Markdown for docs/rule-set.md; `tests/test_docs.py` holds the page equal to what stands here.
"""
from __future__ import annotations

import re
from itertools import groupby

from kg.rules.fields import LEVELS
from kg.rules.rule import Rule
from kg.rules.ruleset import RuleSet
from kg.rules.samples import every

_HEAD = """# The rule set

Every built-in rule, file by file: what it is about, how many spellings of the shape it has, and the sentences beside it: those in which it must find something (examples), those that it must leave alone
(ignores), and those in which it finds nothing yet (misses). `kg rules stats PAGES` says what each rule does on pages of your own.

Made from the rules by `python -m pytest tests/test_docs.py --accept`; do not edit by hand.
"""


def page_of(ruleset: RuleSet) -> str:
    """The whole page."""
    parts = [_HEAD, "| level | rules | examples | ignores | misses |\n|---|---|---|---|---|"]
    for level in LEVELS:
        rules = ruleset.level(level)
        if rules:
            parts.append(f"| {level} | {len(rules)} | {' | '.join(map(str, _sentences(rules)))} |")
    about = {shown: str(document.get("about", "")) for shown, document in ruleset.documents}
    files = [(path, list(of_file)) for path, of_file in groupby(sorted(ruleset.rules, key=lambda rule: (LEVELS.index(rule.level), rule.path)), key=lambda rule: rule.path)]
    parts.append("\n| file | level | rules | about |\n|---|---|---|---|")
    parts += [f"| [{path}](#{re.sub('[^a-z0-9-]', '', path)}) | {of_file[0].level} | {len(of_file)} | {_line(about.get(path, ''))} |" for path, of_file in files]
    for path, of_file in files:
        parts.append(f"\n## {path}\n\n{_line(about.get(path, ''))}\n\n| rule | what it is about | shapes | examples | ignores | misses |\n|---|---|---|---|---|---|")
        parts += [f"| `{rule.id}` | {_line(rule.about)} | {max(len(rule.patterns), 1)} | {' | '.join(map(str, _sentences([rule])))} |" for rule in of_file]
    return "\n".join(parts) + "\n"


def _sentences(rules: list[Rule] | tuple[Rule, ...]) -> tuple[int, int, int]:
    examples, ignores, misses = (sum(1 for rule in rules for _ in every(getattr(rule, kind))) for kind in ("examples", "ignores", "misses"))
    return examples, ignores, misses


def _line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")
