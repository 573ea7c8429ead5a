"""A proposal as a rule file: the edited rule with the sentence as an example, ready to lie in a pack.

In: a `Proposal` and the sentence it is for.  Out: YAML.
"""
from __future__ import annotations

from kg.rules.edits import Proposal
from kg.rules.grammar import Node
from kg.rules.pen import listed, sentence, shown
from kg.rules.ruleset import RuleSet
from kg.rules.whynot import Nearest
from kg.rules.yamldoor import Items, Mapping

_SENTENCES = ("examples", "ignores", "misses")


def as_pack(proposal: Proposal, nearest: Nearest, ruleset: RuleSet) -> str:
    """The text of a rule file that holds the edited rule alone; in a folder of its own it takes the place of the built-in rule."""
    rule, raw = proposal.rule, proposal.raw
    out = [f"# {proposal.about} (edit of {rule.id}, {rule.path}:{rule.line})", f"about: {shown('An edit of ' + rule.id + ' for one sentence more.')}", f"level: {rule.level}"]
    lists = {**_local_lists(proposal, ruleset), **dict(proposal.words)}
    if lists:
        out += ["words:", *(f"  {name}: {listed(words, 4)}" for name, words in sorted(lists.items()))]
    out += ["rules:", f"  - id: {rule.id}", "    replaces: yes"]
    for key, value in raw.items():
        if key not in ("id", "replaces", *_SENTENCES):
            out.append(f"    {key}: {_value(value)}")
    new = sentence(nearest.text, 6, (), dict(nearest.finds))
    for key in _SENTENCES:
        if key in raw or key == "examples":
            out.append(f"    {key}:")
            if key == "examples":
                out.append(new.rstrip("\n"))
            for entry in raw.get(key) or ():
                finds = {name: str(text) for name, text in entry["finds"].items()} if "finds" in entry else None
                out.append(sentence(str(entry["text"]), 6, entry.get("with") or (), finds, str(entry.get("because", ""))).rstrip("\n"))
    return "\n".join(out) + "\n"


def _local_lists(proposal: Proposal, ruleset: RuleSet) -> dict[str, tuple[str, ...]]:
    """The lists of the rule's own file that the edited rule still names."""
    rule = proposal.rule
    named = str(proposal.raw.values())

    def walk(node: Node) -> set[str]:
        return ({node.text} if node.kind == "words" else set()).union(*map(walk, node.children))

    used = set().union(*(walk(pattern.tree) for pattern in rule.patterns))
    local = {name.partition("#")[2]: words for name, words in ruleset.vocabulary.lists.items() if name.startswith(f"{rule.path}#")}
    return {name: words for name, words in local.items() if name in used or f"@{name}" in named or any(name in test.split() for test in _tests(proposal.raw))}


def _tests(raw: Mapping) -> list[str]:
    return [str(test) for value in (raw.get("where") or {}).values() for test in (value if isinstance(value, Items) else [value])]


def _value(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(item)}" for name, item in value.items()) + "}"
    if isinstance(value, Items):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return shown(str(value))


