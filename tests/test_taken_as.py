"""Steps ask what a rule's matches are taken for (`as:`), never for its id: a rule of a pack is read as the built-in ones are."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kg.errors import RuleError
from kg.pipeline import analyse
from kg.read import read_text
from kg.rules import load
from kg.rules.taken import LINES_TAKEN_AS, TAKEN_AS
from kg.shipped import rules_home

KG = Path(__file__).parent.parent / "kg"
ROOMS = [path for room in ("read", "extract", "resolve", "series", "check") for path in sorted((KG / room).rglob("*.py"))]
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


COLUMN = """about: How the shipping gazette names its column of short reports.
level: lines
rules:
  - id: column-of-the-gazette
    about: 潮信 alone on a line.
    zone: {zone}
    {taken}
    score: 30
    takes: {takes}
    pattern: 潮信
    examples:
      - text: 潮信
        finds: {{zone: {zone}}}
    ignores:
      - text: 潮信表
        because: a table of tides
"""
SHORT_REPORTS = "云岭晨讯\n\n云岭市码头开工\n\n本报讯 云岭市新建码头昨日开工，工期两年。\n\n潮信\n\n云岭市渔政站昨日巡查海面。\n\n云岭市海事处昨日检查渡船。\n"


def pack(folder: Path, taken: str, label: str = "Frame") -> Path:
    (folder / "ahead.yaml").write_text(AHEAD.format(taken=taken or "shares: yes", label=label), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("taken", "metric"), [("as: earlier-or-later-by", "开工时间"), ("", "抢先时间")])
def test_a_rule_of_a_pack_is_read_as_it_says(tmp_path, taken, metric):
    ruleset = load([rules_home(), pack(tmp_path, taken)])
    claims = analyse(read_text(PAGE, "a.txt", "2025-07-01", ruleset), ruleset).claims
    assert [claim.metric for claim in claims] == [metric]


@pytest.mark.parametrize(("taken", "articles"), [("as: rubric", ["云岭市码头开工", "潮信"]), ("", ["云岭市码头开工"])])
def test_a_line_rule_of_a_pack_is_read_as_it_says(tmp_path, taken, articles):
    (tmp_path / "columns.yaml").write_text(COLUMN.format(zone="furniture", taken=taken or "when: [length 2]", takes="line"), encoding="utf-8")
    assert [article.title for article in read_text(SHORT_REPORTS, "a.txt", "2025-07-01", load([rules_home(), tmp_path])).articles] == articles


@pytest.mark.parametrize(("zone", "taken", "takes", "letter"), [
    ("furniture", "as: rubrik", "line", "no step takes a line for 'rubrik'; did you mean rubric"),
    ("furniture", "as: rank", "line", "no step takes a line for 'rank'"),
    ("body", "as: rubric", "line", "is for whole lines of the zone furniture"),
    ("furniture", "as: rubric", "start", "is for whole lines of the zone furniture"),
])
def test_what_no_step_takes_a_line_for_is_refused_with_its_line(tmp_path, zone, taken, takes, letter):
    (tmp_path / "columns.yaml").write_text(COLUMN.format(zone=zone, taken=taken, takes=takes), encoding="utf-8")
    with pytest.raises(RuleError) as problem:
        load([tmp_path])
    assert letter in str(problem.value)
    assert "columns.yaml:7" in str(problem.value)


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
    assert said == {*TAKEN_AS, *LINES_TAKEN_AS}
    words = {node.value for path in ROOMS for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert not {value for value in (*TAKEN_AS, *LINES_TAKEN_AS) if value not in words and not value.startswith(tuple(word for word in words if word.isascii() and word in _BEGINNINGS))}


_BEGINNINGS = ("plain", "difference-of", "rank", "rise-reaching", "share-of-whole", "share-of-plan", "times-as-much")
"""What steps ask of several values at once."""


def test_no_step_asks_for_the_id_of_a_rule(ruleset):
    assert not [place for path in ROOMS for place in _compared_with(set(ruleset.by_id), path)]


def _compared_with(ids: set[str], path: Path) -> list[str]:
    """Where a module compares the rule of something with one of the ids, written there or in a constant of the module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {name.id for line in tree.body if isinstance(line, ast.Assign) and _words_in(line.value) & ids for name in ast.walk(line) if isinstance(name, ast.Name)}
    return [f"{path.name}:{node.lineno}" for node in ast.walk(tree) if isinstance(node, ast.Compare)
            for sides in [(node.left, *node.comparators)]
            if any(isinstance(part, ast.Attribute) and part.attr == "rule" for side in sides for part in ast.walk(side))
            and any(_words_in(side) & ids or isinstance(part, ast.Name) and part.id in constants for side in sides for part in ast.walk(side))]


def _words_in(node: ast.AST) -> set[str]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}
