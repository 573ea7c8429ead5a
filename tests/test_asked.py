"""Word lists that code asks for lie in rules/, say so, and may be left out of a rule set of one's own."""
from __future__ import annotations

import ast
import copy
import importlib
import pkgutil
import re
from pathlib import Path

import kg.check
import kg.extract
import kg.read
import kg.resolve
import kg.series
from kg import timewords
from kg.pipeline import analyse
from kg.read import read_text
from kg.rules import load_cached
from kg.rules.asked import Lists
from kg.rules.folders import rule_files
from kg.rules.grammar import Vocabulary
from kg.shipped import rules_home

SEEDS = rules_home().parent / "seeds"


for room in (kg.check, kg.extract, kg.read, kg.resolve, kg.series):
    for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
        importlib.import_module(module.name)


def kinds() -> list[type[Lists]]:
    """All classes of lists."""
    found = Lists.__subclasses__()
    for kind in found:
        found += kind.__subclasses__()
    return found


def of_lists() -> dict[str, set[str]]:
    """Each list that code asks for through `Lists` and the calendar's words, and the fields that are made of it."""
    found: dict[str, set[str]] = {name: {"TimeWords (kg/timewords.py)"} for name in timewords.NAMES}
    for kind in kinds():
        for field, asked in kind.asked.items():
            if kind.__base__.asked.get(field) is asked:
                continue  # of the class that this one widens
            for name in asked.lists:
                called = kind.__name__ if {each.lists for each in kind.asked.values()} == {(name,)} else f"{kind.__name__}.{field}"  # a class of one list is named once
                found.setdefault(name, set()).add(f"{called} ({kind.__module__.replace('.', '/')}.py)")
    return found


def test_every_list_that_code_asks_for_is_there():
    assert not set(of_lists()) - load_cached([rules_home()]).vocabulary.lists.keys()


def test_every_field_is_asked_for():
    """A list that no step looks into promises its author something that does not happen."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in Path(kg.__file__).parent.rglob("*.py"))
    read = {node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not {f"{kind.__name__}.{field}" for kind in kinds() for field in kind.asked if field not in read}


def test_a_list_says_where_it_is_asked_for():
    wrong = {}
    for name, fields in of_lists().items():
        path = rules_home() / "words" / f"{name}.yaml"
        if not path.exists():
            continue  # the head of a TSV file has lines of its own, and so has a file with several lists
        first = path.read_text(encoding="utf-8").split("\n")[0]
        if first != (said := f"# Asked for in code as {', '.join(sorted(fields))}"):
            wrong[name] = said
    assert not wrong


def test_a_rule_set_without_these_lists_reads_the_seeds():
    """Somebody's own rules know nothing of them: no word is of that sort, an expression made of none finds nothing, and nothing fails."""
    whole = load_cached([rules_home()])
    named = set(re.findall(r"[a-z][a-z0-9-]+", "\n".join(path.read_text(encoding="utf-8") for path in rule_files(rules_home()) if path.parent.name != "words")))
    left_out = set(of_lists()) - named
    assert len(left_out) > 100
    mine = copy.copy(whole)
    mine.lists = {name: listed for name, listed in whole.lists.items() if name not in left_out}
    mine.vocabulary = Vocabulary({name: words for name, words in whole.vocabulary.lists.items() if name not in left_out}, whole.vocabulary.signs, whole.vocabulary.groups)
    mine._word_sets, mine._longest = {}, {}
    for path in sorted(SEEDS.iterdir()):
        assert analyse(read_text(path.read_text(encoding="utf-8"), path.name, ruleset=mine), mine)
