"""Steps ask what a rule's matches are taken for (`as:`), never for its id: a rule of a pack is read as the built-in ones are."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.pipeline import analyse
from kg.read import read_text
from kg.rules import load
from kg.rules.taken import TAKEN_AS
from kg.shipped import rules_home

KG = Path(__file__).parent.parent / "kg"
ROOMS = [path for room in ("extract", "resolve", "series", "check") for path in sorted((KG / room).rglob("*.py"))]
AHEAD = """about: How the shipping gazette says that works were early.
level: claims
rules:
  - id: ahead-of-time
    about: 抢先20天, how much sooner.
    label: {label}
    {taken}
    key: value
    weight: 9
    pattern: "{{verb:抢先}}{{value:Quantity}}"
    set: {{kind: change}}
    examples:
      - text: 大桥抢先12天合龙。
        finds: {{verb: 抢先, value: 12天}}
    ignores:
      - text: 大桥抢先一步合龙。
        because: a step is no time
"""
PAGE = "云岭晨讯\n\n码头开工\n\n本报讯 云岭市新建码头抢先20天开工。\n"


def pack(folder: Path, taken: str, label: str = "Frame") -> Path:
    (folder / "ahead.yaml").write_text(AHEAD.format(taken=taken or "shares: yes", label=label), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("taken", "metric"), [("as: earlier-or-later-by", "开工时间"), ("", "抢先时间")])
def test_a_rule_of_a_pack_is_read_as_it_says(tmp_path, taken, metric):
    ruleset = load([rules_home(), pack(tmp_path, taken)])
    claims = analyse(read_text(PAGE, "a.txt", "2025-07-01", ruleset), ruleset).claims
    assert [claim.metric for claim in claims] == [metric]


@pytest.mark.parametrize(("taken", "label", "letter"), [
    ("as: earlier-or-later", "Frame", "no step takes a match for 'earlier-or-later'; did you mean earlier-or-later-by"),
    ("as: pronoun-says", "Frame", "is for the label Said, not Frame"),
    ("as: distance-from", "Frame", "needs the slot from, which a pattern does not have"),
    ("shares: yes", "Said", "the label Said needs the slot who"),
])
def test_what_a_step_cannot_use_is_refused_with_its_line(tmp_path, taken, label, letter):
    (tmp_path / "labels.yaml").write_text("labels:\n  Frame: {}\n  Said: {}\n  Quantity: {}\n", encoding="utf-8")
    with pytest.raises(RuleError) as problem:
        load([pack(tmp_path, taken, label)])
    assert letter in str(problem.value)
    assert "ahead.yaml:" in str(problem.value)


def test_what_steps_ask_for_and_what_rules_say_is_one_table(ruleset):
    said = {value for rule in ruleset.rules for name, value in rule.attributes if name == "as"}
    assert said == set(TAKEN_AS)
    words = {node.value for path in ROOMS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not {value for value in TAKEN_AS if value not in words and not value.startswith(tuple(word for word in words if word.isascii() and word in _BEGINNINGS))}


_BEGINNINGS = ("plain", "difference-of", "rank", "rise-reaching", "share-of-whole", "share-of-plan", "times-as-much")
"""What steps ask of several values at once."""


def test_no_step_asks_for_the_id_of_a_rule(ruleset):
    ids = set(ruleset.by_id)
    asking = [f"{path.name}:{node.lineno}" for path in ROOMS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
              if isinstance(node, ast.Compare) and any(isinstance(side, ast.Attribute) and side.attr == "rule" for side in (node.left, *node.comparators))
              and any(isinstance(part, ast.Constant) and part.value in ids for side in node.comparators for part in ast.walk(side))]
    assert not asking
