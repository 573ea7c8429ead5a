"""The rule language: what patterns match, what the loader refuses, who wins an overlap."""
from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import pytest
from small_rules import HEAD, lay, written

from kg.errors import RuleError
from kg.rules import built_in_rules, load, run_level
from kg.rules.grammar import Vocabulary
from kg.rules.match import find_candidates
from kg.rules.patterns import compile_pattern
from kg.rules.samples import sheet_of
from kg.rules.samples import test_rule as failures_of
from kg.rules.settling import settle
from kg.rules.yamldoor import parse_yaml

LABELS = "about: l\nlabels:\n  Division: {type: LOC}\n  Org: {type: ORG}\n  Person: {type: PER}\n  HoldsPost: {}\n  Plain: {overprint: no}\ngroups:\n  Place: [Division]\n"
PLACES = "# about: d\n# source: an atlas\n# label: Division\n# columns: word code\n浙江\t33\n浙江省\t33\n钱塘江\t\n"
rule = partial(written, pattern="{seat:Place}<han>{1,6}公司", text="浙江远山公司", finds="{seat: 浙江}")


@pytest.fixture
def folder(tmp_path):
    def make(*rules: str, head: str = HEAD, lists: str = PLACES, labels: str = LABELS, **files: str) -> Path:
        return lay(tmp_path / "rules", rules, head, lists, labels, {}, files)
    return make


def found(ruleset, text, *levels):
    sheet = sheet_of(text, ruleset)
    for level in levels or ("words", "names"):
        run_level(ruleset, level, sheet)
    return [(m.label, m.text) for m in sheet.visible()], sheet


def test_longest_word_of_a_list_wins_and_overprints_without_changing_lengths(folder):
    ruleset = load([folder(rule())])
    mentions, sheet = found(ruleset, "浙江省远山公司")
    assert mentions == [("Org", "浙江省远山公司")]
    assert len(sheet.form) == len(sheet.original)


def test_a_slot_carries_the_mention_that_filled_it(folder):
    ruleset = load([folder(rule())])
    _, sheet = found(ruleset, "在浙江远山公司")
    organisation = sheet.visible()[0]
    assert organisation.part("seat").attribute("code") == "33"
    assert organisation.text == "浙江远山公司"


def test_a_refused_match_does_not_hide_one_that_begins_later(folder):
    home = folder(rule(pattern="{brand:<han>{1,6}}公司", finds="{brand: 远山}", text="走访远山公司", more='where: {brand: not contains stops}'),
                  head=HEAD.replace("title: [局长, 书记]", "stops: [走访]"))
    assert found(load([home]), "走访远山公司")[0] == [("Org", "远山公司")]


def test_contexts_are_not_part_of_the_mention(folder):
    home = folder(rule(id="person", label="Person", pattern="{who:[李王]<han>}", finds="{who: 李明}", text="局长李明说", more='before: "@title"\nafter: "(说|<end>)"'))
    assert found(load([home]), "局长李明、书记王勇说")[0] == [("Person", "李明"), ("Person", "王勇")]


def test_repeated_slots_collect_all_their_mentions(folder):
    river = "about: r\nlevel: relations\nrules:\n" + rule(id="flows", label="HoldsPost", pattern="流经{a:Place}(、{a:Place}){1,5}", text="流经浙江、浙江省、钱塘江", finds="{a: 浙江、浙江省、钱塘江}")
    ruleset = load([folder(rule(), rivers=river)])
    assert failures_of(ruleset.by_id["flows"], ruleset) == []


@pytest.mark.parametrize(("text", "names"), [
    ("经销甲山、乙山、丙山、丁山公司", ["甲山", "乙山", "丙山", "丁山"]), ("经销甲山公司", ["甲山"]),
    ("经销甲山、乙山、丙山、丁山、戊山、己山、庚山、辛山、壬山公司", ["甲山", "乙山", "丙山", "丁山", "戊山", "己山", "庚山", "壬山"]),
])
def test_a_slot_of_characters_keeps_each_turn_of_its_repeat_of_very_many_the_first_and_the_last(folder, text, names):
    home = folder(rule(pattern="经销{ware:[甲乙丙丁戊己庚辛壬]山}(、{ware:[甲乙丙丁戊己庚辛壬]山})*公司", finds="{ware: 甲山}", text="经销甲山公司"))
    _, sheet = found(load([home]), text)
    assert [part.text for name, part in sheet.visible()[-1].parts if name == "ware"] == names


def test_heavier_then_longer_wins_and_the_loser_is_kept(folder):
    home = folder(rule(), rule(id="firm", pattern="<han>{2}公司", text="远山公司", finds="{all: 远山公司}"))
    mentions, sheet = found(load([home]), "浙江远山公司")
    assert mentions == [("Org", "浙江远山公司")]
    assert [(loser.mention.rule, loser.because) for loser in sheet.losers] == [("firm", "is shorter")]
    home = folder(rule(), rule(id="firm", pattern="<han>{2}公司", text="远山公司", finds="{all: 远山公司}", more="weight: 5"))
    assert ("Org", "远山公司") in found(load([home]), "浙江远山公司")[0]


def test_an_example_that_finds_something_else_is_a_failure(folder):
    home = folder(rule(finds="{seat: 江苏}"))
    ruleset = load([home])
    failures = failures_of(ruleset.by_id["company"], ruleset)
    assert [f.sort for f in failures] == ["example"] and "seat: 浙江" in str(failures[0])


def test_an_ignore_that_matches_and_a_miss_that_closes_are_failures(folder):
    text = rule().replace("今天天气很好", "浙江远山公司") + "    misses:\n      - text: 浙江近水公司\n        because: not yet\n"
    ruleset = load([folder(text)])
    assert [f.sort for f in failures_of(ruleset.by_id["company"], ruleset)] == ["ignore", "miss"]


@pytest.mark.parametrize(("broken", "line", "words"), [
    (rule().replace("pattern:", "patern:"), 9, "did you mean pattern?"),
    (rule(pattern="{seat:Plce}公司"), 9, "did you mean Place?"),
    (rule(pattern="@titel公司"), 9, "did you mean @title?"),
    (rule(pattern="(?=公司)"), 9, "look-around"),
    (rule(pattern="(公司"), 9, "')' is missing"),
    (rule(pattern="公司)"), 9, "full-width"),
    (rule(pattern="<hna>公司"), 9, "no class"),
    (rule(pattern="公{5,2}"), 9, "counts down"),
    (rule(pattern="公{1,900}"), 9, "more than 100"),
    (rule(pattern="<han>{2,4}"), 9, "must stand in every match"),
    (rule(pattern="(公司)?"), 9, "match nothing at all"),
    (rule(pattern=r"(公)\\1"), 9, "back-references"),
    (rule(label="Orgg"), 8, "did you mean Org?"),
    (rule(id="Company_1"), 6, "kebab-case"),
    (rule(more="where: {sat: longer-than 1}"), 10, "did you mean seat?"),
    (rule(more="where: {seat: longer-then 1}"), 10, "did you mean longer-than?"),
    (rule(more="keep: sea"), 10, "did you mean seat?"),
    (rule(more="weight: heavy"), 10, "not a number"),
    (rule(more="unless-after: ['@titles']"), 10, "did you mean @title?"),
    (rule(more="set: {a: $sat}"), 10, "did you mean seat?"),
    (rule().replace("    ignores:\n      - text: 今天天气很好\n", ""), 6, "has no ignores"),
    (rule().replace("finds:", "find:"), 12, "did you mean finds?"),
    (rule() + rule(), 15, "stands twice"),
    (rule().replace("- id: company", "- about2: x"), 6, "unknown field"),
])
def test_a_broken_rule_says_file_line_and_hint(folder, broken, line, words):
    home = folder(broken)
    with pytest.raises(RuleError) as problem:
        load([home])
    assert words in str(problem.value)
    assert f"rules/names.yaml:{line}" in str(problem.value)


def test_all_problems_of_all_files_come_at_once(folder):
    home = folder(rule(pattern="(公司"), rule(id="b", pattern="公司)"))
    with pytest.raises(RuleError) as problem:
        load([home])
    assert len(problem.value.errors) == 2


@pytest.mark.parametrize(("text", "words"), [
    ("a: &x 1\nb: *x\n", "anchors"), ("a: !!python/object:os.system x\n", "tag"), ("a: 1\na: 2\n", "stands twice"),
    ("a: [1\n", "YAML"), ("", "empty"), ("a: 1\n---\nb: 2\n", "second document"), ("[" * 40 + "]" * 40, "nested too deeply"),
])
def test_yaml_that_could_surprise_is_refused(text, words):
    with pytest.raises(RuleError, match=words):
        parse_yaml(text, "x.yaml")


def test_scalars_stay_as_printed():
    assert parse_yaml("a: no\nb: 010\nc: 1:30\n") == {"a": "no", "b": "010", "c": "1:30"}


def test_labels_that_need_each_other_in_a_circle_are_refused(folder):
    home = folder(rule(pattern="{who:Person}公司", finds="{who: 李明}", text="李明公司"), rule(id="p", label="Person", pattern="{o:Org}长李明", finds="{o: 李明公司}", text="李明公司长李明"))
    with pytest.raises(RuleError, match="circle"):
        load([home])


def test_a_later_folder_replaces_and_switches_off(folder, tmp_path):
    home = folder(rule(), rule(id="firm", pattern="<han>{2}厂", text="远山厂", finds="{all: 远山厂}"))
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "mine.yaml").write_text("about: mine\nlevel: names\noff: [firm]\nrules:\n" + rule(pattern="{seat:Place}<han>{1,6}商行", text="浙江远山商行", more="replaces: yes"), encoding="utf-8")
    ruleset = load([home, pack])
    assert [r.id for r in ruleset.rules] == ["company"]
    assert found(ruleset, "浙江远山商行")[0] == [("Org", "浙江远山商行")]


def test_a_pattern_that_would_explode_elsewhere_runs_in_linear_time():
    pattern = compile_pattern("(<han>+)+<han>*公", Vocabulary())
    took = []
    for size in (2_000, 16_000):
        encoded = ("甲" * size).encode()
        started = time.perf_counter()
        assert pattern.spans(encoded, 0, size) is None
        took.append(time.perf_counter() - started)
    assert took[1] < max(64 * took[0], 0.5)


def test_what_is_left_over_is_looked_for_where_something_is_left_and_settles_as_all_rules_together():
    ruleset = built_in_rules()
    (stratum,) = ruleset.strata("values")
    for text, left in (("全县有学校12所、教师840人。", []), ("全县有学校12所、教师840人，编号3141。", ["3141"]), ("他背到三点一四便停下。", ["三点一四"])):
        _, whole = found(ruleset, text)
        together = settle(find_candidates(stratum, whole))[0]
        _, sheet = found(ruleset, text, "words", "names", "values")
        values = [mention for mention in sheet.mentions if mention.rule in {rule.id for rule in stratum.rules}]
        assert values == together
        assert [m.text for m in values if m.rule in ("digits-left-over", "numeral-inside-a-word")] == left
        assert left or not [loser for loser in sheet.losers if loser.mention.rule == "digits-left-over"], "looked for where nothing is left"


def test_a_rule_is_tried_only_where_a_word_that_its_condition_asks_for_stands(folder, monkeypatch):
    home = folder(rule(pattern="{brand:<han>{1,6}}公司", finds="{brand: 浙江远山}", more="where: {brand: ends-with tails}"), head=HEAD.replace("title: [局长, 书记]", "tails: [远山, 近水]"))
    ruleset = load([home])
    tried: list[str] = []
    (trial,) = ruleset.strata("names")[0].trials
    search = trial.searcher(None)
    monkeypatch.setattr(trial, "search", lambda text, start, end: tried.append(text[start:end].decode()) or search(text, start, end))
    assert found(ruleset, "近水公司开业。青石公司停业。某地远山公司开业。")[0] == [("Org", "近水公司"), ("Org", "某地远山公司")]
    assert not [text for text in tried if "青石" in text[1:-1]]
