"""`kg rules test`: what sentences notice, what they do not, and what `--accept` writes."""
from __future__ import annotations

from pathlib import Path

import pytest

from kg.cli import main
from kg.errors import RuleError
from kg.read.line_samples import line_failures
from kg.rules import load
from kg.rules.idle import why_idle
from kg.rules.mutation import Notice, mutants_of, sample_of
from kg.rules.pen import add_sentence, drop_sentence, set_finds
from kg.rules.samples import test_rule as failures_of
from kg.shipped import rules_home

FILE = """about: Bodies of a port.   # a comment of the author
level: names
words:
  heads: [引航站, 航道管理站]
  stops: [新开, 一家, 家]
rules:
  # first the plain ones
  - id: port-body
    about: A place and the class noun of a body.
    label: Org
    pattern: "{seat:Place}(民办|公办)?{brand:<han>{0,3}}@heads"
    where: {brand: not contains @stops}
    unless-after: [旁]
    examples:
      - text: 惠州引航站昨日引领大船进港      # why this one
        finds: {seat: 惠州, all: 惠州引航站}

      - text: 潮州民办引航站挂牌
        finds:
          seat: 潮州
    ignores:
      - text: 惠州新开引航站
        because: 新开 is what happened.
    # the end of the rule
  - id: port-line
    about: A second rule.
    label: Org
    pattern: "{seat:Place}轮渡处"
    examples: [{text: 潮州轮渡处挂牌, finds: {seat: 潮州}}]
    ignores:
      - text: 轮渡处挂牌
"""


@pytest.fixture
def pack(tmp_path) -> Path:
    folder = tmp_path / "port"
    folder.mkdir()
    (folder / "names.yaml").write_text(FILE, encoding="utf-8")
    return folder


def mutants(pack: Path) -> tuple[Notice, list]:
    ruleset = load([rules_home(), pack])
    return Notice(ruleset, lambda rule, changed: bool(line_failures(rule, changed))), mutants_of(ruleset, lambda rule: rule.path.startswith("port/"))


def test_each_part_of_a_rule_is_changed_once_and_has_its_place(pack):
    notice, found = mutants(pack)
    shown = {f"{m.line}:{m.column} {m.sort} {m.what}": notice.noticed(m) for m in found}
    assert shown == {
        "4:11 word without 引航站 in @heads": True,
        "4:16 word without 航道管理站 in @heads": False,
        "5:11 word without 新开 in @stops": True,
        "5:15 word without 一家 in @stops": None,  # 家 decides the same
        "5:19 word without 家 in @stops": False,
        "11:28 branch without the branch 民办 in pattern": False,
        "11:31 branch without the branch 公办 in pattern": False,
        "11:42 gap with the gap <han>{0,3} widened to {0,6} in pattern": False,
        "13:20 word without 旁 in unless-after": False,
    }


@pytest.mark.parametrize(("key", "text", "words", "finds", "what"), [
    ("examples", "惠州＿云山高引航站", ["公办"], {"all": "惠州＿云山高引航站"}, "公办"),
    ("examples", "惠州航道管理站", [], {"seat": "惠州"}, "航道管理站"),
    ("ignores", "惠州家引航站", [], None, "without 家"),
    ("ignores", "惠州引航站旁", [], None, "旁"),
    ("ignores", "惠州山高水长引航站", [], None, "gap"),
])
def test_a_sentence_added_by_the_pen_makes_a_mutant_noticed(pack, key, text, words, finds, what):
    path = pack / "names.yaml"
    path.write_text(add_sentence(path.read_text(encoding="utf-8"), "port-body", key, text, words, finds, "a reason"), encoding="utf-8")
    notice, found = mutants(pack)
    assert [notice.noticed(m) for m in found if what in m.what] == [True]
    ruleset = notice.ruleset
    assert not failures_of(ruleset.by_id["port-body"], ruleset)


def test_a_sample_of_mutants_is_the_same_for_the_same_seed(pack):
    _, found = mutants(pack)
    few = sample_of(found, 4, seed=7)
    assert few == sample_of(found, 4, seed=7) != sample_of(found, 4, seed=8) and len(few) == 4 and sample_of(found, 99, 1) == found


def test_a_word_that_the_slot_can_never_be_is_idle(tmp_path):
    folder = tmp_path / "idle"
    folder.mkdir()
    (folder / "names.yaml").write_text(FILE.replace("not contains @stops", "not in @stops").replace("{0,3}", "{0,1}"), encoding="utf-8")
    ruleset = load([rules_home(), folder])
    reasons = {word: why_idle(ruleset.by_id["port-body"], ruleset, "idle/names.yaml#stops", word) for word in ("新开", "家")}
    assert reasons == {"新开": "{brand} can never be it", "家": ""}


def test_idle_words_are_advised_on(tmp_path, capsys):
    folder = tmp_path / "idle"
    folder.mkdir()
    (folder / "names.yaml").write_text(FILE, encoding="utf-8")
    assert main(["rules", "check", "--untimed", "--rules", str(folder)]) == 0
    assert "idle/names.yaml:5:3: advice: 一家 of @stops can decide nothing (一家: 家 of the list decides the same); leave them out" in capsys.readouterr().out


def test_the_command_lists_what_no_sentence_notices(pack, capsys):
    assert main(["rules", "test", "--mutate", "--rules", str(pack)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "port/names.yaml:11:31: port-body: without the branch 公办 in pattern" in out
    assert out[-1] == "8 mutants, 6 unnoticed (75.0%)"
    assert main(["rules", "test", "--mutate", "--sample", "3", "--seed", "2", "--rules", str(pack)]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith(("3 mutants, ", "2 mutants, "))
    assert main(["rules", "test", "--sample", "3"]) == 2


def test_sentences_are_suggested_for_what_none_notices_and_written_beside_the_rule(pack, capsys):
    command = ["rules", "test", "--mutate", "--rules", str(pack)]
    before = (pack / "names.yaml").read_text(encoding="utf-8")
    assert main([*command, "--suggest"]) == 0
    out, told = capsys.readouterr()
    assert "port/names.yaml: port-body: examples:\n  - {text: 惠州航道管理站昨日引领大船进港, finds: {all: 惠州航道管理站}}" in out
    assert "port/names.yaml: port-body: ignores:" in out and "昨日引领大船进港, because: What follows makes other words of it.}" in out
    assert told == "4 sentences notice 4 of 6\n" and (pack / "names.yaml").read_text(encoding="utf-8") == before
    assert main([*command, "--suggest", "--accept"]) == 0
    assert capsys.readouterr().err.endswith("4 written: read them, mend their sense or drop them\n")
    after = (pack / "names.yaml").read_text(encoding="utf-8")
    assert all(line in after.splitlines() for line in before.splitlines())
    assert main(command) == 0 and capsys.readouterr().out.splitlines()[-1] == "8 mutants, 2 unnoticed (25.0%)"
    assert main(["rules", "test", "--rules", str(pack), "--only", "port-"]) == 0


@pytest.mark.parametrize("options", [["--suggest"], ["--mutate", "--accept"]])
def test_what_belongs_to_mutants_is_refused_without_them(pack, options):
    assert main(["rules", "test", "--rules", str(pack), *options]) == 2


def test_few_changes_of_the_built_in_rules_go_unnoticed():
    """A seeded 700 of all mutants, one of each 38 in file order; `kg rules test --mutate` counts them all."""
    ruleset = load([rules_home()])
    notice = Notice(ruleset, lambda rule, changed: bool(line_failures(rule, changed)))
    few = sample_of(mutants_of(ruleset, lambda rule: True), 700, seed=1)
    answers = [(mutant, notice.noticed(mutant)) for mutant in few]
    tried = [mutant for mutant, answer in answers if answer is not None]
    unnoticed = [str(mutant) for mutant, answer in answers if answer is False]
    assert len(tried) > 600
    assert len(unnoticed) < 0.08 * len(tried), "\n".join(unnoticed)  # of all, five in a hundred; a sample of 700 strays by two


def test_a_rule_for_one_zone_is_tried_in_that_zone_and_its_contexts_are_mutated(pack):
    text = FILE + """  - id: port-keeper
    about: A name behind a word of the furniture.
    label: Person
    proposed: personal-names
    before: "(守护员|@keepers)"
    for: [furniture]
    examples: [{text: 守护员周立民, finds: {all: 周立民}}]
    ignores: [{text: 周立民}]
"""
    (pack / "names.yaml").write_text(text.replace("  stops: [", "  keepers: [看门人, 更夫]\n  stops: ["), encoding="utf-8")
    notice, found = mutants(pack)
    keeper = {m.what: notice.noticed(m) for m in found if m.rules == ("port-keeper",)}
    assert keeper == {"without the branch 守护员 in before": True, "without the branch @keepers in before": False,
                      "without 看门人 in @keepers": False, "without 更夫 in @keepers": False}
    assert not notice.fails_now("port-keeper")


def test_accept_writes_what_was_found_and_touches_nothing_else(pack, capsys):
    path = pack / "names.yaml"
    wrong = FILE.replace("all: 惠州引航站}", "all: 惠州引航}").replace("          seat: 潮州", "          seat: 潮州市").replace(
        "    # the end", "    misses:\n      - text: 汕头引航站启用\n        because: closed by now\n    # the end")
    path.write_text(wrong, encoding="utf-8")
    arguments = ["rules", "test", "--rules", str(pack), "--only", "port-body"]
    assert main(arguments) == 1
    assert main([*arguments, "--accept"]) == 0
    assert "3 accepted" in capsys.readouterr().err
    assert main(arguments) == 0
    accepted = path.read_text(encoding="utf-8")
    assert accepted == FILE.replace("        finds:\n          seat: 潮州\n",
                                    "        finds: {seat: 潮州}\n      - {text: 汕头引航站启用, finds: {seat: 汕头, brand: \"\", all: 汕头引航站}}\n")


def test_what_only_the_author_can_say_is_not_accepted(pack):
    path = pack / "names.yaml"
    wrong = FILE.replace("惠州新开引航站", "惠州引航站").replace("潮州民办引航站挂牌", "潮州民办站挂牌")
    path.write_text(wrong, encoding="utf-8")
    assert main(["rules", "test", "--rules", str(pack), "--only", "port-body", "--accept"]) == 1
    assert path.read_text(encoding="utf-8") == wrong


def test_the_pen_keeps_comments_and_layout():
    with_one = add_sentence(FILE, "port-body", "ignores", "汕头站", [], None, "x: y")
    assert with_one == FILE.replace("        because: 新开 is what happened.\n", "        because: 新开 is what happened.\n      - {text: 汕头站, because: \"x: y\"}\n")
    assert drop_sentence(with_one, "port-body", "ignores", with_one[:with_one.index("- {text")].count("\n") + 1) == FILE
    assert add_sentence(FILE, "port-line", "misses", "轮渡", [], None).endswith("      - text: 轮渡处挂牌\n    misses:\n      - {text: 轮渡}\n")
    assert set_finds(FILE, 15, {"seat": "a, b"}) == FILE.replace("{seat: 惠州, all: 惠州引航站}", '{seat: "a, b"}')
    with pytest.raises(RuleError, match="written in brackets"):
        add_sentence(FILE, "port-line", "examples", "潮州", [], {})
    with pytest.raises(RuleError, match="no rule of the file is called nobody"):
        add_sentence(FILE, "nobody", "examples", "潮州", [], {})
    with pytest.raises(RuleError, match="no sentence with finds begins on line 3"):
        set_finds(FILE, 3, {})
