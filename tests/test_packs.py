"""Packs by other authors: rules layered over the built-in ones, with no change in kg/."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kg
from kg.rules import load
from kg.rules.check import check
from kg.rules.samples import test_rule as failures_of
from kg.rules.schema import schema_text
from kg.shipped import rules_home

HARBOUR, SEASONS = (Path(__file__).parent / "packs" / name for name in ("harbour", "seasons"))
EXPECTED = json.loads((HARBOUR / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph():
    return kg.build([HARBOUR / "pages"], rules=[HARBOUR], published="2024-09")


def test_packs_pass_their_own_sentences():
    ruleset = load([rules_home(), HARBOUR, SEASONS])
    own = [rule for rule in ruleset.rules if rule.path.startswith(("harbour/", "seasons/"))]
    assert len(own) == 5 + 1
    assert not [str(failure) for rule in own for failure in failures_of(rule, ruleset)]


def test_packs_get_no_letter():
    problems, _ = check([rules_home(), HARBOUR, SEASONS], [HARBOUR, SEASONS], timed=False)
    assert not problems, "\n".join(map(str, problems))


def test_the_packs_schema_is_the_shipped_one():
    assert (HARBOUR / "rule-file.schema.json").read_text(encoding="utf-8") == schema_text(), "python -m kg rules schema > tests/packs/harbour/rule-file.schema.json"


def test_the_pack_has_eight_pages():
    assert sorted(EXPECTED) == sorted(path.name for path in (HARBOUR / "pages").glob("*.txt")) and len(EXPECTED) == 8


@pytest.mark.parametrize("page", sorted(EXPECTED))
def test_a_page_gives_its_expected_finds(graph, page):
    expected, names = EXPECTED[page], {entity.id: entity for entity in graph.entities}
    here = {(names[n.entity].type, names[n.entity].name) for n in graph.namings if n.evidence.source == page}
    for kind in ("Ship", "ORG", "LOC", "PER"):
        assert set(expected.get(kind, ())) <= {name for type_, name in here if type_ == kind}
    assert {name for type_, name in here if type_ == "Ship"} == set(expected.get("Ship", ()))
    found = {(names[r.subject].name, r.predicate, names[r.object].name if r.object else r.object_name) for r in graph.relations if r.evidence.source == page}
    assert {tuple(relation) for relation in expected.get("relations", ())} <= found
    assert set(expected["values"]) <= {claim.value_text for claim in graph.claims if claim.evidence.source == page}


def test_without_the_pack_ships_are_missed():
    plain = kg.build([HARBOUR / "pages"], published="2024-09")
    assert not [entity for entity in plain.entities if entity.type == "Ship"]


def test_a_pack_names_its_rules_in_the_evidence(graph):
    assert {n.evidence.rule for n in graph.namings} >= {"harbour-ship-in-quotes", "harbour-ship-with-number", "harbour-body", "harbour-berth"}
    assert any(relation.evidence.rule == "harbour-ship-berths" for relation in graph.relations)


def test_outputs_of_a_pack_are_written(graph, tmp_path):
    graph.write(tmp_path, ["turtle", "tables"])
    assert "红树林之星" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
    assert "Ship,ship" in (tmp_path / "tables" / "entities.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(("rules", "told"), [([SEASONS], "with the pack"), ([], "without it")])
def test_words_of_a_calendar_in_yaml_give_figures_their_time(rules, told):
    """A closed season, a term, a travel rush counted from a feast, a feast of the coast: the pack is lists that add to the built-in ones, and one rule."""
    expected = json.loads((SEASONS / "expected.json").read_text(encoding="utf-8"))[told]
    assert {claim.value_text: claim.time for claim in kg.build([SEASONS / "pages"], rules=rules).claims} == expected


def test_names_of_your_own_are_found_as_the_docs_say(tmp_path):
    docs = (Path(__file__).parent.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    for path, text in re.findall(r"<!-- file (county/\S+) -->\n```text\n(.*?)```", docs, re.DOTALL):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "page.txt").write_text("石岚稻熟\n\n本报讯 8月21日，石岚县下石桥的稻田里，“稻婶子”陈桂兰正忙着查看水位。稻婶子说，岚职中今年招生45人。\n", encoding="utf-8")
    graph = kg.build([tmp_path / "page.txt"], rules=[tmp_path / "county"], published="2024-08")
    aliases = {entity.name: set(entity.aliases) for entity in graph.entities}
    assert aliases["石岚县"] == {"石岚"} and aliases["下石桥村"] == {"下石桥"} and aliases["石岚县职业中学"] == {"岚职中"} and aliases["陈桂兰"] == {"稻婶子"}
    within = {entity.id: entity.name for entity in graph.entities}
    assert next(within[entity.within] for entity in graph.entities if entity.name == "石岚县") == "浙江省"
