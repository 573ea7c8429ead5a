"""Folders of rules that bear the same name: each keeps its own lists, advice and sentences; a copy of a folder is told in one letter."""
from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from small_rules import HEAD, lay, written

from kg.errors import RuleError
from kg.rules import load
from kg.rules.accepting import accept
from kg.rules.check import check
from kg.rules.samples import test_rule as failures_of

LABELS = "about: l\nlabels:\n  Division: {type: LOC}\n  Org: {type: ORG}\n"
PLACES = "# about: d\n# source: an atlas\n# label: Division\n福建\n泉州市\n"
ground = partial(written, pattern="{seat:Division}(远山|远水|远山)@title", text="福建远山局长", finds="{seat: 福建}")


@pytest.fixture
def folders(tmp_path):
    """Two folders called rules, each with a file names.yaml and a list title in it, and one alternative twice, which is advised on."""
    first = lay(tmp_path / "ground" / "rules", (ground(),), HEAD, PLACES, LABELS, {}, {})
    second = tmp_path / "harbour" / "rules"
    second.mkdir(parents=True)
    own = written(id="pilot", pattern="{seat:Division}(远山|远水|远山){post:@title}", text="福建远山领航员", finds="{post: 领航员}")
    (second / "names.yaml").write_text(HEAD.replace("局长, 书记", "领航员, 港务长") + own, encoding="utf-8")
    return [first, second]


def test_a_list_of_the_same_name_in_a_file_of_the_same_name_is_another_list(folders):
    ruleset = load(folders)
    assert [rule.path for rule in ruleset.rules] == ["rules/names.yaml", "harbour-rules/names.yaml"]
    assert ruleset.vocabulary_of("rules/names.yaml").lists["title"] == ("局长", "书记")
    assert ruleset.vocabulary_of("harbour-rules/names.yaml").lists["title"] == ("领航员", "港务长")
    assert [failure for rule in ruleset.rules for failure in failures_of(rule, ruleset)] == []


def test_advice_on_the_own_folder_is_not_of_the_other(folders):
    assert {problem.file for problem in check(folders, folders[1:])[0]} == {"harbour-rules/names.yaml"}
    assert {problem.file.partition("/")[0] for problem in check(folders)[0]} == {"rules", "harbour-rules"}


def test_what_was_found_is_written_into_the_folder_that_asked(folders):
    for folder in folders:  # the same wrong find in both
        path = folder / "names.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("finds: {seat: 福建}", "finds: {seat: 泉州}").replace("{post: 领航员}", "{post: 港务长}"), encoding="utf-8")
    before = (folders[0] / "names.yaml").read_bytes()
    ruleset = load(folders)
    failures = [failure for rule in ruleset.rules for failure in failures_of(rule, ruleset)]
    assert len(failures) == 2
    assert accept(failures, ruleset, folders[1:]) == 1
    assert "{post: 领航员}" in (folders[1] / "names.yaml").read_text(encoding="utf-8")
    assert (folders[0] / "names.yaml").read_bytes() == before


def test_a_copy_of_a_folder_is_told_in_one_letter(tmp_path):
    many = tuple(ground(id=f"company-{number}") for number in range(21))
    first = lay(tmp_path / "rules", many, HEAD, PLACES, LABELS, {}, {})
    second = lay(tmp_path / "harbour", many, HEAD, PLACES, LABELS, {}, {})
    with pytest.raises(RuleError) as caught:
        load([first, second])
    assert str(caught.value).startswith("harbour: 21 of its rules stand in rules with the same ids; is it a copy?")


def test_the_folder_one_stands_in_has_its_name(folders, monkeypatch):
    monkeypatch.chdir(folders[1])
    assert load([folders[0], Path(".")]).rules[1].path == "harbour-rules/names.yaml"


def test_bare_words_for_a_list_of_words_with_meanings_are_refused(tmp_path):
    folders = [lay(tmp_path / name, (ground(id=name),), HEAD, PLACES, LABELS, {"grades.yaml": f"about: a\nsource: b\n{words}"}, {})
               for name, words in (("ground", "words: {长度: length}\n"), ("pack", "adds: yes\nwords: [马克隆值]\n"))]
    with pytest.raises(RuleError) as refused:
        load(folders)
    assert str(refused.value) == ("pack/words/grades.yaml: its words say nothing of themselves, as each word of the list does that it adds to; "
                                  "write them as ground/words/grades.yaml does, 长度: length")


@pytest.mark.parametrize(("says", "words"), [("", ("渔灯节",)), ("adds: yes\n", ("春节", "中秋", "渔灯节"))])
def test_a_list_takes_the_place_of_its_namesake_or_adds_to_it(tmp_path, says, words):
    folders = []
    for name, head, entries in (("ground", "", "春节: {day: \"01-29\"}\n  中秋: {day: \"10-06\"}"), ("pack", says, "渔灯节: {as: 中秋}" if says else "渔灯节: {day: \"02-10\"}")):
        folders.append(lay(tmp_path / name, (ground(id=name),), HEAD, PLACES, LABELS, {}, {}))
        (folders[-1] / "words" / "feasts.yaml").write_text(f"about: feasts\nsource: a calendar\n{head}words:\n  {entries}\n", encoding="utf-8")
    listed = load(folders).lists["feasts"]
    assert listed.words == words
    assert dict(listed.attributes(len(words) - 1)) == ({"as": "中秋"} if says else {"day": "02-10"})


def test_adds_says_yes_or_nothing(tmp_path):
    folder = lay(tmp_path, (ground(),), HEAD, PLACES.replace("# label", "# adds: no\n# label"), LABELS, {}, {})
    with pytest.raises(RuleError, match="adds: no; say adds: yes"):
        load([folder])
