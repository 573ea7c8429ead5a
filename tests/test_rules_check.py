"""`kg rules check`, `stats`, `schema`, `new`: each kind of mistake has its line and hint; none gives a traceback."""
from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from small_rules import HEAD, lay, written

from kg.cli import main
from kg.errors import RuleError
from kg.read import linerules
from kg.read.line_samples import line_failures
from kg.rules import fields, load
from kg.rules.check import check
from kg.rules.coverage import LONG_LINE, long_line, slowness
from kg.rules.grammar import Vocabulary
from kg.rules.patterns import compile_pattern
from kg.rules.samples import test_rule as failures_of
from kg.rules.schema import schema, schema_text
from kg.rules.stopping import letter
from kg.rules.yamldoor import read_yaml
from kg.shipped import rules_home
from kg.usage import measure

LABELS = """about: l
labels:
  Division: {type: LOC}
  Org: {type: ORG}
  Person: {type: PER}
  Quantity: {}
  Plain: {overprint: no}
  HoldsPost: {}
groups:
  Place: [Division]
"""
PLACES = "# about: d\n# source: an atlas\n# label: Division\n# columns: word code\n福建\t35\n泉州市\t\n"
rule = partial(written, pattern="{seat:Place}<han>{1,6}公司@title?", text="福建远山公司局长", finds="{seat: 福建}")


@pytest.fixture
def folder(tmp_path):
    def make(*rules: str, head: str = HEAD, places: str = PLACES, labels: str = LABELS, words: dict[str, str] | None = None, **files: str) -> Path:
        return lay(tmp_path / "rules", rules, head, places, labels, words or {}, files)
    return make


def letters(home: Path, timed: bool = False) -> list[str]:
    return [str(problem) for problem in check([home], timed=timed)[0]]


def test_rules_without_fault_get_no_letter(folder):
    assert letters(folder(rule())) == []


ERRORS = [
    # what the file says, line, words of the letter (message or hint)
    (rule().replace('pattern: "{seat', 'pattern: ["{seat').replace('?"', '?"]'), 9, "pattern: must be a word or sentence"),
    (rule().replace("examples:\n      - text: 福建远山公司局长\n        finds: {seat: 福建}", "examples: 福建远山公司"), 10, "- text: 一句话"),
    (rule(finds="福建"), 12, "finds: must be a mapping from name to word"),
    (rule(finds="{seat: [福建]}"), 12, "for example {slot: text}"),
    (rule().replace("- text: 今天天气很好", "- 今天天气很好"), 14, "each of ignores is a mapping"),
    (rule(more="where: not word"), 10, "where: must be a mapping from slot to conditions"),
    (rule(more="where: {seat: longer-than much}"), 10, "longer-than asks for a whole number, not 'much'"),
    (rule(more="where: {seat: longer-than}"), 10, "The slot has more than N characters"),
    (rule(more="where: {seat: follows Plce}"), 10, "follows asks for a label or group"),
    (rule(more="where: {seat: number 3}"), 10, "number asks for nothing more"),
    (rule(more="where: {seat: not}"), 10, "no condition is called ''"),
    (rule(more="where: {seat: in @titel}"), 10, "did you mean @title?"),
    (rule(more="unless: {a: b}"), 10, "unless: must be a word or a list of words"),
    (rule(more="set: subtype=company"), 10, "set: must be a mapping"),
    (rule(more="shorter: sure"), 10, "shorter: must be yes or no"),
    (rule(more="for: [boddy]"), 10, "did you mean body?"),
    (rule(more="waits-for: Place"), 10, "waits-for: must be a list of words"),
    (rule(more="waits-for: [Plce]"), 10, "did you mean Place?"),
    (rule(more="proposed: personal-names"), 6, "make two rules"),
    (rule().replace('pattern: "{seat:Place}<han>{1,6}公司@title?"', "proposed: personal-nmes"), 9, "did you mean personal-names?"),
    (rule().replace('pattern: "{seat:Place}<han>{1,6}公司@title?"', "proposed: personal-names\n    after: '(说'"), 9, "')' is missing"),
    (rule().replace('pattern: "{seat:Place}<han>{1,6}公司@title?"', "weight: 1"), 6, "add pattern:"),
    (rule(more='before: "{who:[李王]}"'), 9, "name slots in the pattern only"),
    (rule(pattern="(" * 60 + "公司" + ")" * 60), 9, "make two rules"),
    (rule(pattern="公司[局"), 9, "']' is missing"),
    (rule(pattern="公司[^]"), 9, "an empty set"),
    (rule(pattern="公司[九-一]"), 9, "runs backwards"),
    (rule(pattern="{Seat:Place}公司"), 9, "a slot is written"),
    (rule(pattern="@公司"), 9, "a list name must follow @"),
    (rule(pattern="*公司"), 9, "nothing to repeat"),
    (rule(pattern="公司(?<!分)"), 9, "use before:, after:"),
    (rule().replace("    about: a shape\n", ""), 6, "add about:"),
    (rule().replace("- text: 今天天气很好", "- txt: 今天天气很好"), 14, "did you mean text?"),
    (rule(pattern="{seat:Place}.*"), 9, "for any character write <any>"),
    (rule().replace('"{seat:Place}<han>{1,6}公司@title?"', r"'\d{1,6}公司'"), 9, "classes are written <digit>"),
    (rule().replace('"{seat:Place}<han>{1,6}公司@title?"', r'"\d{1,6}公司"'), 9, "write <digit>, not \\d"),
    (rule().replace('"{seat:Place}<han>{1,6}公司@title?"', "{seat:Place}<han>公司"), 9, "stands in quotes"),
    (rule().replace('公司@title?"', "公司@title?"), 9, "the quotation mark that opens here"),
    (rule().replace("label: Org", "label：Org"), 9, "the colon is full-width"),
    (rule().replace("    label: Org", "　　label: Org"), 9, "indent with plain spaces"),
    (rule().replace("  - id", "  -id"), 7, "a space belongs behind the dash"),
    (rule().replace("a shape", "a shape: a name"), 7, "a text that holds ': ' stands in quotes"),
    (rule().replace("福建远山公司局长", "福建\x07公司"), 11, "control character U+0007"),
    (rule(more="zone: title"), 10, "it belongs to rules of level lines"),
    (rule().replace("    label: Org\n", ""), 6, "add label:"),
    (rule().replace("    label: Org", "   label: Org"), 8, "this line is set in by 3 spaces, the one above by 4"),
    (rule(more="set: {subtype: company"), 10, "the { that opens here is not closed"),
    (rule(finds="{saet: 福建}"), 11, "finds: names saet, which is no slot of the pattern; did you mean seat?"),
    (rule(finds="{seat：福建，all: 福建远山公司}"), 11, "known: all, seat"),
    (rule(label="Boat"), 8, "add 'Boat: {}' below labels: in rules/labels.yaml"),
    (rule().replace("      - text: 今天天气很好", "      - text: 今天天气很好\n        becuse: x"), 15, "did you mean because?"),
    (rule(more="spellings: [福建远水公司]"), 6, "finds: {value: 15000}"),
    (rule().replace("- text: 今天天气很好", "- text: 今天天气很好\n        with: [晴]"), 14, "has no ＿ and words to put there"),
    (rule(text="福建＿公司局长"), 11, "has a ＿ and no words to put there"),
    (rule().replace("- text: 今天天气很好", "- text: 今天天气＿好\n        with: 很"), 15, "with: must be a list of words"),
    ("  - company\n", 6, "a rule is a mapping"),
    (rule(more="replaces: yes"), 10, "replaces: takes the place of nothing, no earlier rule is called company"),
    (rule(more="key: [seat]"), 10, "key: says nothing in a rule of level names; leave it out: it is for relations and claims"),
    (rule(pattern="｛seat：Place｝公司"), 11, "｛ is a printed sign; write {name:Label} in half width"),
    (rule(pattern="{seat:Place}（公司|商行)"), 9, "（ before it is a printed sign; write both in half width"),
    (rule(pattern="{seat:Place}<hann>公司"), 9, "no class is called <hann>; one of <han>"),
]


@pytest.mark.parametrize(("broken", "line", "words"), ERRORS, ids=[words for _, _, words in ERRORS])
def test_a_mistake_in_a_rule_has_its_line_and_hint(folder, broken, line, words):
    found = letters(folder(broken))
    assert any(text.startswith(f"rules/names.yaml:{line}:") and words in text for text in found), found


FILES = [
    ({"head": HEAD.replace("level: names", "level: name")}, "rules/names.yaml:2: level 'name' does not exist; one of lines, words, names"),
    ({"head": HEAD.replace("about: t\n", "").replace("level", "# x\nlevel")}, "rules/names.yaml:2: does not say what the file is about"),
    ({"head": HEAD.replace("[局长, 书记]", "局长")}, "rules/names.yaml:4: the list title must be a list of words; for example [说, 表示]"),
    ({"head": HEAD.replace("[局长, 书记]", "[局长, 局长]")}, "rules/names.yaml:4: 局长 stands twice in the list title; keep one"),
    ({"head": HEAD.replace("words:\n  title: [局长, 书记]", "words: [局长]\nlevl: x")}, "rules/names.yaml:3: words: must be a mapping from name to words"),
    ({"head": HEAD.replace("title:", "places:")}, "rules/names.yaml:4: the local list places has the name of a shared one; rename it"),
    ({"head": HEAD.replace("rules:", "off: company\nrules:")}, "rules/names.yaml:5: off: must be a list of words"),
    ({"head": HEAD.replace("rules:", "off: [compny]\nrules:")}, "rules/names.yaml:5: off: names the rule compny, which no earlier file has; did you mean company?"),
    ({"labels": LABELS.replace("Org: {type: ORG}", "Org: ORG")}, "rules/labels.yaml:4: the label Org must be a mapping; for example {type: ORG}"),
    ({"labels": LABELS.replace("Org: {type: ORG}", "Org: {typ: ORG}")}, "rules/labels.yaml:4: unknown field 'typ' of the label Org; did you mean type?"),
    ({"labels": LABELS.replace("overprint: no", "overprint: never")}, "rules/labels.yaml:7: overprint: must be yes or no"),
    ({"labels": LABELS.replace("[Division]", "Division")}, "rules/labels.yaml:10: the group Place must be a list of labels; for example [Division, Site]"),
    ({"labels": LABELS.replace("[Division]", "[Divison]")}, "rules/labels.yaml:10: the group Place names the unknown label Divison; did you mean Division?"),
    ({"labels": LABELS.replace("Org: {type: ORG}", "org: {type: ORG}")}, "rules/labels.yaml:4: the label org begins with no capital, and slots ask for letters by small ones; write Org"),
    ({"labels": "about: l\nlabels: [Org]\n"}, "rules/labels.yaml:2: labels: must be a mapping"),
    ({"places": PLACES.replace("label: Division", "label: Divison")}, "rules/words/places.tsv:3: the label 'Divison' is not declared; add 'Divison: {}' below labels: in rules/labels.yaml, with {type: …} where it names things; did you mean Division?"),
    ({"places": PLACES.replace("label: Division", "label: Place")}, "rules/words/places.tsv:3: the label 'Place' is not declared; Place is a group: take one of Division"),
    ({"places": PLACES.replace("# source: an atlas\n", "")}, "rules/words/places.tsv:1: does not say source; begin with '# source: …': every shared word list says what it is and where it comes from"),
    ({"places": PLACES.replace("泉州市\t\n", "福建\t\n")}, "rules/words/places.tsv:6: 福建 stands twice; keep one entry"),
    ({"places": PLACES.replace("泉州市\t", "泉州市\t1\t2")}, "rules/words/places.tsv:6: 3 columns where the header names 2; name them"),
    ({"places": PLACES.replace("# source:", "# sorce:")}, "rules/words/places.tsv:2: unknown header 'sorce'; did you mean source?"),
    ({"places": PLACES.replace("福建\t35", "福建 35")}, "rules/words/places.tsv:5: 福建 35 is one word, for no tab stands in it; part columns by tabs"),
    ({"labels": LABELS.replace("labels:", "lables:")}, "rules/labels.yaml:2: unknown field 'lables'; did you mean labels?"),
    ({"words": {"a.yaml": "- 水\n"}}, "rules/words/a.yaml:1: is no word list; it is a mapping"),
    ({"words": {"a.yaml": "about: a\nsource: b\nwords: 5\n"}}, "rules/words/a.yaml: has no words; words: is a list"),
    ({"words": {"a.yaml": "about: a\nsource: b\nwords: [水, [火]]\n"}}, "rules/words/a.yaml:3: a word must be a plain string"),
    ({"words": {"a.yaml": "about: a\nsource: b\nword: [水]\n"}}, "rules/words/a.yaml:3: unknown field 'word'; did you mean words?"),
    ({"more": "- about\n"}, "rules/more.yaml: is not a mapping; a rule file has about, level and rules"),
    ({"more": "about: a\nlevel: names\nrules: {id: a}\n"}, "rules/more.yaml:3: rules: must be a list of rules; - id: my-rule"),
    ({"more": "about: [a\nlevel: names\n"}, "rules/more.yaml:1:8: is not YAML: did not find expected ',' or ']'; the [ that opens here"),
    ({"more": "about: a\nwords: [水]\n"}, "rules/more.yaml:2: words: must be a mapping of lists"),
    ({"more": "about: a\nwords:\n  days: 昨日\n"}, "rules/more.yaml:3: the list days must be a list of words; for example [说, 表示]"),
    ({"more": "about: a\nabout: b\n"}, "rules/more.yaml:2:1: the key 'about' stands twice; keep one of them"),
]


@pytest.mark.parametrize(("files", "letter"), FILES, ids=[letter for _, letter in FILES])
def test_a_mistake_in_a_file_has_its_place_and_hint(folder, files, letter):
    found = letters(folder(rule(), **files))
    assert any(text.startswith(letter) for text in found), found


HEADLINE = """about: l
level: lines
rules:
  - id: masthead
    about: a masthead
    zone: furniture
    score: 9
    takes: line
    pattern: 屿声报
    examples:
      - {text: 屿声报, finds: {zone: furniture}}
    ignores:
      - {text: 屿声报社搬家}
"""


@pytest.mark.parametrize(("old", "new", "letter"), [
    ("    score: 9", "    score: 9\n    unless-after: [社]", "rules/lines.yaml:8: unless-after: says nothing in a rule of level lines; say with after: what stands there, for example after: '[^社]'"),
    ("    score: 9", "    weight: 9", "rules/lines.yaml:7: weight: says nothing in a rule of level lines; the strongest score wins: score:"),
    ("    score: 9", "    score: 9\n    label: Org", "rules/lines.yaml:8: label: says nothing in a rule of level lines; the zone says what a line is: zone:"),
])
def test_what_no_step_hears_of_a_line_rule_is_refused(folder, old, new, letter):
    assert letter in letters(folder(rule(), lines=HEADLINE.replace(old, new)))


@pytest.mark.parametrize(("old", "new", "letter"), [
    ("zone: furniture\n", "zone: masthead\n", "rules/lines.yaml:6: the line rule masthead has the zone 'masthead'; zone: is one of title,"),
    ("takes: line", "takes: whole", "rules/lines.yaml:8: takes: 'whole'; write line, start"),
    ("score: 9", "score: nine", "rules/lines.yaml:7: the score 'nine' of masthead is no number; for example"),
    ("    takes: line", "    takes: line\n    when:\n      - indented\n      - lenght 4-30", "rules/lines.yaml:11: when: has no condition 'lenght 4-30'; one of length, marked, commas, figures, wrapped, ends, holds, words, indented, names name-like, names found; did you mean length?"),
    ("    takes: line", "    takes: line\n    when: [not]", "rules/lines.yaml:9: when: has no condition 'not'; one of"),
])
def test_a_mistake_in_a_line_rule_is_told_on_its_own_line(folder, old, new, letter):
    with pytest.raises(RuleError, match="^" + re.escape(letter)):
        linerules.LineRules(load([folder(rule(), lines=HEADLINE.replace(old, new, 1))]))


def test_two_slots_of_names_in_a_byline_are_both_read(folder):
    text = HEADLINE.replace("屿声报\n", '"〖执笔：{names:<han>{2,4}}｜{names:<han>{2,4}}〗"\n', 1).replace("zone: furniture\n    score", "zone: byline\n    score")
    text = text.replace("{text: 屿声报, finds: {zone: furniture}}", "{text: 〖执笔：董阿潮｜柳一帆〗, finds: {zone: byline, reporters: 董阿潮;柳一帆}}")
    ruleset = load([folder(rule(), lines=text)])
    assert not list(map(str, line_failures(ruleset.by_id["masthead"], ruleset)))


def test_a_space_at_which_a_line_rule_stopped_is_told(folder):
    ruleset = load([folder(rule(), lines=HEADLINE.replace("pattern: 屿声报", 'pattern: "※屿声报"').replace("{text: 屿声报,", "{text: ※ 屿声报,"))])
    [failure] = line_failures(ruleset.by_id["masthead"], ruleset)
    assert letter(failure, ruleset).endswith("stopped: behind ※ the pattern asks for 屿声报; a space stands there, for which patterns have <space>?")


@pytest.mark.parametrize(("files", "letter"), [
    ({"words/places.tsv": "# about: d\n# source: us\n# label: Division\n东屿\n"},
     "pack/words/places.tsv:1: advice: its 1 word take the place of the 2 words of rules/words/places.tsv; to add to them say adds: yes"),
    ({"words/place.tsv": "# about: d\n# source: us\n# label: Division\n# adds: yes\n东屿\n"},
     "pack/words/place.tsv:1: advice: adds to nothing: no earlier folder has a list of this name; did you mean places?"),
    ({"measures.yaml": "about: m\nsame: {茶产量: 茶叶产量}\n"},
     "pack/measures.yaml:1: advice: takes the place of the measures.yaml before it and says nothing of tails; to add to it say adds: yes"),
    ({"measure.yaml": "about: m\nadds: yes\nsame: {茶产量: 茶叶产量}\n"},
     "pack/measure.yaml:2: advice: adds to nothing: no earlier folder has a table of this name; did you mean measures?"),
    ({"measures.yaml": "about: m\nadds: yes\nsamme: {茶产量: 茶叶产量}\n"}, "pack/measures.yaml:3: unknown part 'samme'; did you mean same?"),
    ({"measures.yaml": "about: m\nadds: yes\nsame: [茶产量]\n"}, "pack/measures.yaml:3: same: is a mapping in the table that it adds to; write it in the same shape"),
    ({"words/places.tsv": "# about: d\n# source: us\n# adds: yes\n# columns: word code\n东屿\t\n"}, None),  # 泉州市 stands in two built-in lists: not her letter
])
def test_a_file_that_takes_away_more_than_it_brings_is_told(folder, tmp_path, files, letter):
    ground, pack = folder(rule(), measures="about: m\nsame: {GDP: 生产总值}\ntails: [总数]\n", words={"cities.yaml": "about: c\nsource: s\nlabel: Person\nwords: [泉州市]\n"}), tmp_path / "pack"
    for name, text in files.items():
        (pack / name).parent.mkdir(parents=True, exist_ok=True)
        (pack / name).write_text(text, encoding="utf-8")
    told = [str(problem) for problem in check([ground, pack], [pack], timed=False)[0]]
    assert told == ([letter] if letter else [])


def test_a_table_that_adds_keeps_what_the_earlier_one_says(folder, tmp_path):
    ground, pack = folder(rule(), measures="about: m\nsame: {GDP: 生产总值}\ntails: [总数]\n"), tmp_path / "pack"
    pack.mkdir()
    (pack / "measures.yaml").write_text("about: m\nadds: yes\nsame: {茶产量: 茶叶产量}\ntails: [数量]\n", encoding="utf-8")
    assert load([ground, pack]).table("measures") == {"about": "m", "same": {"GDP": "生产总值", "茶产量": "茶叶产量"}, "tails": ["总数", "数量"]}


def test_a_file_that_is_not_utf8_says_so(folder):
    home = folder(rule())
    (home / "words" / "gbk.tsv").write_bytes("# about: 地名\n".encode("gb18030"))
    assert letters(home) == ["rules/words/gbk.tsv:1: is not UTF-8; it reads as GB18030; save it as UTF-8"]


@pytest.mark.parametrize(("broken", "told"), [
    (rule(text="福建远山厂"), ["stopped: behind 福建远山厂 the pattern asks for 公司", "it sees: [Division 福建]远山厂"]),
    (rule() + rule(id="branch", pattern="{whole:Org}分部", text="福建远山公司分部", finds="{whole: 福建远山公司}"),
     ["stopped: nothing here begins as the pattern does, with {whole:Org}", "it sees: [Division 福建]远山公司分部",
      "it does not see yet: 福建远山公司; add waits-for: [Org], so that this one is tried after the others"]),
    (rule(text="远山公司"), ["stopped: nothing here begins as the pattern does, with {seat:Place}", "it sees: 远山公司"]),
    (rule(more="unless-after: [局长]", pattern="{seat:Place}<han>{1,6}公司"), ["stopped: at 福建远山公司 the pattern fits, but unless-after: refuses it", "it sees: [Division 福建]远山公司局长"]),
    (rule(more="after: 书记", pattern="{seat:Place}<han>{1,6}公司"), ["stopped: at 福建远山公司 the pattern fits, but after: 书记 does not", "it sees: [Division 福建]远山公司局长"]),
])
def test_an_example_that_finds_nothing_says_where_its_rule_stopped(folder, broken, told):
    ruleset = load([folder(broken)])
    [failure] = failures_of(ruleset.rules[-1], ruleset)
    assert letter(failure, ruleset).split("\n    ")[3:] == told


def test_a_circle_of_labels_says_where_it_begins(folder):
    home = folder(rule(pattern="{who:Person}公司", finds="{who: 李明}"), rule(id="p", label="Person", pattern="{o:Org}长李明", finds="{o: 李明公司}"))
    assert re.match(r"rules/names.yaml:\d+: labels need each other in a circle: .* → ", letters(home)[0])


def test_a_broken_list_is_named_once_not_wherever_it_is_used(folder):
    home = folder(rule(pattern="@heads公司"), words={"heads.yaml": "about: h\nwords: [水]\n"})
    assert letters(home) == ["rules/words/heads.yaml:1: does not say source; begin with 'source: …': every shared word list says what it is and where it comes from"]


def test_a_broken_list_of_the_file_itself_is_named_once_too(folder):
    assert letters(folder(rule(), head=HEAD.replace("[局长, 书记]", "局长"))) == ["rules/names.yaml:4: the list title must be a list of words; for example [说, 表示]"]


def test_no_cut_of_a_rule_file_gives_a_traceback(folder):
    text = HEAD + rule(more="where: {seat: longer-than 1}\nset: {a: $seat}\nunless-after: ['@title']")
    home = folder()
    for at in range(0, len(text), 3):  # a file as it stands while someone types
        (home / "names.yaml").write_text(text[:at], encoding="utf-8")
        check([home], timed=False)
    for old in re.findall(r"[:\[\]{}\-]", text):  # and one with a sign mistyped
        (home / "names.yaml").write_text(text.replace(old, "，", 1), encoding="utf-8")
        check([home], timed=False)


PAIRED = LABELS.replace("groups:", "  PartOf: {}\ngroups:")
MERGED = """about: p
level: relations
rules:
  - id: joins-firm
    about: a shape
    label: PartOf
    pattern: "{subject:Org}并入{object:Org}"
    set: {predicate: part_of}
    examples:
      - text: 福建远山公司并入福建远水公司
        finds: {subject: 福建远山公司, object: 福建远水公司}
    ignores:
      - text: 今天天气很好
"""


@pytest.mark.parametrize(("said", "letter"), [
    ("about: t\nlevel: names\nrules:\n" + rule(id="firm", pattern="{seat:Place}<han>{1,6}商行", text="福建远山商行", more="set: {subtype: firm}"),
     "pack/more.yaml:8:20: advice: ORG has no subtype firm, and the shapes of the graph refuse it; known: company"),
    (MERGED.replace("joins-firm", "joins-house").replace("并入", "加入").replace("part_of", "partof"), "pack/more.yaml:8:22: advice: no built-in rule has the predicate partof; did you mean part_of?"),
    (MERGED.replace("joins-firm", "joins-house").replace("并入", "加入").replace("part_of", "leads_to"), None),  # a pack may have its own
])
def test_what_a_pack_says_that_the_graph_does_not_know_is_told(folder, tmp_path, said, letter):
    ground, pack = folder(rule(more="set: {subtype: company}"), labels=PAIRED, pairs=MERGED), tmp_path / "pack"
    pack.mkdir()
    (pack / "more.yaml").write_text(said, encoding="utf-8")
    assert [str(problem) for problem in check([ground, pack], [pack], timed=False)[0]] == ([letter] if letter else [])


ADVICE = [
    ({"rules": [rule(), rule(id="firm")]}, "rules/names.yaml:18:14: advice: the rule firm has the pattern of company (rules/names.yaml:6); keep one of the two rules"),
    ({"rules": [rule(), rule(id="firm", more='after: "<end>"')]}, "rules/names.yaml:18:14: advice: the rule firm is in the shadow of company"),
    ({"rules": [rule().replace('pattern: "{seat:Place}<han>{1,6}公司@title?"', 'patterns: ["{seat:Place}远山公司@title", "{seat:Place}远山公司@title"]')]},
     "rules/names.yaml:9:42: advice: the rule company has one pattern twice; keep one"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}公司(局长|@title)?")]}, "rules/names.yaml:9:14: advice: the alternative 局长 stands in @title beside it; leave the alternative out"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}(公司|公司)@title?")]}, "rules/names.yaml:9:14: advice: the alternative 公司 stands twice; keep one"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}(公司|商行|<digit>店)@title?")]}, "rules/names.yaml:9:14: advice: no example of company uses the alternative <digit>店; add an example for each, or leave it out"),
    ({"rules": [rule().replace('pattern: "{seat:Place}<han>{1,6}公司@title?"', 'patterns: ["{seat:Place}<han>{1,6}公司@title", "@title{seat:Place}"]')]},
     "rules/names.yaml:9:50: advice: no example of company uses the pattern @title{seat:Place}"),
    ({"rules": [rule(), rule(id="who", label="HoldsPost", pattern="{who:Person}公司", text="李明公司", finds="{who: 李明}")]},
     "rules/names.yaml:18:14: advice: the slot {who:Person} can never be filled: no rule and no word list makes the label; write a rule with this label; made are: Division"),
    ({"rules": [rule(), rule(id="plain", pattern="{who:Plain}公司", text="李明公司", finds="{who: 李明}")]}, "rules/names.yaml:18:14: advice: the slot {who:Plain} can never be filled: the label says overprint: no"),
    ({"rules": [rule(), rule(id="sum", pattern="{sum:Quantity}公司", text="五家公司", finds="{sum: 五家}")],
      "values": "about: v\nlevel: values\nrules:\n" + rule(id="amount", label="Quantity", pattern="五家", text="五家", finds="{all: 五家}")},
     "rules/names.yaml:18:14: advice: the slot {sum:Quantity} can never be filled: level names comes too early, values makes the label; move the rule to a later level"),
    ({"rules": [rule()], "posts": "about: p\nlevel: relations\nrules:\n" + rule(id="in-a-province", label="HoldsPost", pattern="(福建|江西){who:Org}", text="江西福建远山公司", finds="{who: 福建远山公司}")},
     "rules/posts.yaml:7:14: advice: the words 福建, taken alone, are a Division when in-a-province runs, so as words they match nothing; write a slot: {name:Division}"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}公司")]}, "rules/names.yaml:4:3: advice: no rule of the file uses the local list title; use it as @title, or leave it out"),
    ({"head": HEAD.replace("[局长, 书记]", "[局长，书记]"), "rules": [rule(text="福建远山公司")]}, "rules/names.yaml:4:11: advice: the word 局长，书记 holds a mark that parts words; words of a list are parted by ', '"),
    ({"words": {"names.txt": "水\n"}}, "rules/words/names.txt: advice: is no word list and is not read; word lists end in .yaml or .tsv"),
    ({"words": {"idle-words.yaml": "about: a\nsource: b\nwords: [水]\n"}}, "rules/words/idle-words.yaml:1: advice: nothing uses the word list idle-words"),
    ({"words": {"object-mover.yaml": "about: a\nsource: b\nwords: [把]\n"}}, "rules/words/object-mover.yaml:1: advice: nothing uses the word list object-mover; use it as @object-mover in a pattern, give it a label, or leave it out; did you mean object-movers?"),
    ({"words": {"towns-two.tsv": PLACES.replace("福建\t35\n", "")}}, "rules/words/towns-two.tsv:5: advice: 泉州市: listed here and in rules/words/places.tsv, which comes first and wins; keep each word in one list"),
    ({"words": {"towns-two.tsv": PLACES.replace("35", "36").replace("泉州市\t\n", "")}}, "rules/words/towns-two.tsv:5: advice: 福建: listed here and, with other attributes, in rules/words/places.tsv"),
    ({"words": {"towns-two.tsv": PLACES.replace("Division", "Org")}}, "rules/words/towns-two.tsv:5: advice: 福建、泉州市: listed as Org and, in rules/words/places.tsv, as Division"),
    ({"rules": [rule(), rule(id="branch", pattern="{whole:Org}分部", text="福建远山公司分部", finds="{whole: 福建远山公司}")]},
     "rules/names.yaml:18:14: advice: the slot {whole:Org} is never filled: rules of one label are tried together; add waits-for: [Org], so that this one is tried after the others"),
    ({"rules": [rule(pattern="{seat:place}<han>{1,6}公司@title?")]}, "rules/names.yaml:9:14: advice: {seat:place} asks for the letters place; did you mean {seat:Place}?"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}公司{post:title}")]}, "rules/names.yaml:9:14: advice: {post:title} asks for the letters title; did you mean {post:@title}?"),
    ({"rules": [rule(pattern="｛seat：Place｝<han>{1,6}公司", finds="{all: 福建}")]}, "rules/names.yaml:9:14: advice: in ｛seat：Place｝<han>{1,6}公司 signs in full width stand for printed ones; write {name:Label}, @list and <class> in half width"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}公司＠title")]}, "rules/names.yaml:9:14: advice: in {seat:Place}<han>{1,6}公司＠title signs in full width"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}（公司|商行）@title?")]}, "rules/names.yaml:9:14: advice: in {seat:Place}<han>{1,6}（公司|商行）@title? brackets in full width stand for printed ones and group nothing; write alternatives (甲|乙)"),
    ({"rules": [rule(pattern="{seat:Place}<han>{1,6}(公司｜商行)@title?")]}, "rules/names.yaml:9:14: advice: in {seat:Place}<han>{1,6}(公司｜商行)@title? a bar in full width"),
    ({"rules": [rule(pattern="“{seat:Place}<han>{1,6}公司@title?”")]}, "rules/names.yaml:9:14: advice: in “{seat:Place}<han>{1,6}公司@title?” Chinese quotation marks stand for printed ones; a pattern is quoted \"…\""),
    ({"head": HEAD.replace("[局长, 书记]", "[副局长、书记员]"), "rules": [rule(text="福建远山公司")]}, "rules/names.yaml:4:11: advice: the word 副局长、书记员 holds a mark that parts words"),
    ({"rules": [rule()], "labels": PAIRED, "pairs": MERGED.replace("    set: {predicate: part_of}\n", "")}, "rules/pairs.yaml:4:9: advice: what joins-firm finds is no relation of the graph; add set: {predicate: …}, such as located_in"),
    ({"rules": [rule()], "labels": PAIRED, "pairs": MERGED.replace("object", "whole")},
     "rules/pairs.yaml:7:14: advice: what joins-firm finds is no relation of the graph, which has a subject and an object; call the two slots {subject:…} and {object:…}"),
    ({"rules": [rule(), rule(id="firm", pattern="<han>{2}厂", text="远山厂", finds="{all: 远山厂}")], "off": "about: o\noff: [firm]\n"},
     "rules/off.yaml:2:7: advice: the rule firm never runs: it is switched off here; leave the line out to have it back"),
]


@pytest.mark.parametrize(("files", "letter"), ADVICE, ids=[letter for _, letter in ADVICE])
def test_advice_has_its_place_and_hint(folder, files, letter):
    files = dict(files)
    found = letters(folder(*files.pop("rules", [rule()]), **files))
    assert any(text.startswith(letter) for text in found), found


def test_examples_that_use_every_turn_of_a_repeat_are_enough(folder):
    home = folder(rule(pattern="{seat:Place}(远|山|水){2,4}公司@title?", text="福建远山水公司局长"))
    assert letters(home) == []


def test_a_pattern_is_timed_on_a_line_of_its_own_words():
    words = Vocabulary()
    plain, heavy = compile_pattern("水务局", words), compile_pattern("(<any>{0,90}东){8}(<any>{0,90}西){8}<any>*公司", words)
    assert len(long_line(heavy)) == LONG_LINE and "公司" in long_line(heavy)
    assert slowness(plain, plain) < 20 < slowness(heavy, plain)


def test_slow_patterns_are_named(folder, monkeypatch):
    monkeypatch.setattr("kg.rules.coverage.slowness", lambda pattern, plain: 5000.0)
    assert "the pattern takes 5,000 times as long as a plain word on a line of 20,000 characters" in letters(folder(rule()), timed=True)[0]


def test_labels_and_lists_that_a_rule_may_name_are_listed_with_what_makes_them(folder, tmp_path, capsys):
    home = folder(rule(id="wharf-of-a-place", label="Wharf", finds="{seat: 福建}"), labels="about: l\nlabels:\n  Wharf: {type: Wharf}\ngroups:\n  Mooring: [Wharf]\n", places=PLACES.replace("# label: Division\n", ""),
                  words={"wharf-words.yaml": "about: What a wharf is called.\nsource: a port\nlabel: Wharf\nwords: [轮渡所, 驳船码头]\n"}).rename(tmp_path / "pack")
    assert main(["rules", "labels", "--rules", str(home)]) == 0
    told = capsys.readouterr().out
    assert "\nMooring\n    any of Wharf\n" in told and "\nWharf (Wharf)\n    1 rule of level names; words of wharf-words\n" in told and "Person (PER)\n" in told
    for text in ("wharf-w", "轮渡所", "a wharf is"):
        assert main(["rules", "lists", text, "--rules", str(home)]) == 0
        assert capsys.readouterr().out == "@wharf-words (pack/words/wharf-words.yaml), makes Wharf: 轮渡所、驳船码头\n    What a wharf is called.\n"
    assert main(["rules", "lists", "没有的词"]) == 2
    assert "no list is called so, tells of it or has the word 没有的词; a shorter part" in capsys.readouterr().err


def test_check_exits_1_for_errors_and_0_for_advice(folder, capsys):
    home = folder(rule(pattern="(公司"))
    home = home.rename(home.parent / "pack")
    assert main(["rules", "check", "--rules", str(home), "--json", "--untimed"]) == 1
    problem = json.loads(capsys.readouterr().out)[0]
    assert problem["severity"] == "error" and problem["file"].startswith("pack/") and problem["line"] and problem["hint"]
    for path in home.rglob("*.*"):
        path.unlink()
    (home / "idle.yaml").write_text("about: i\nlevel: names\nwords: {idle: [水]}\n", encoding="utf-8")
    assert main(["rules", "check", "--rules", str(home), "--untimed"]) == 0
    out = capsys.readouterr()
    assert out.out == "pack/idle.yaml:3:9: advice: no rule of the file uses the local list idle; use it as @idle, or leave it out\n"


def test_built_in_rules_have_no_errors():
    assert not load([rules_home()], tolerate=True).errors


def test_schema_is_shipped_as_generated_and_takes_every_rule_file():
    Draft202012Validator.check_schema(schema())
    assert (rules_home() / "rule-file.schema.json").read_text(encoding="utf-8") == schema_text(), "python -m kg rules schema > rules/rule-file.schema.json"
    files = [(path, read_yaml(path)) for path in sorted(rules_home().glob("*.yaml"))]
    tried = [path.name for path, document in files if "rules" in document and not list(Draft202012Validator(schema()).iter_errors(document))]
    assert tried == [path.name for path, document in files if "rules" in document] and len(tried) > 10


def test_schema_refuses_what_the_loader_refuses(tmp_path):
    validator = Draft202012Validator(schema())
    path = tmp_path / "a.yaml"
    for text in (HEAD + rule().replace("pattern:", "patern:"), HEAD.replace("names", "name") + rule(), HEAD + rule(more="where: {seat: longer-then 1}"),
                 HEAD + rule(id="Company_1"), HEAD + rule(more="for: [boddy]"), HEAD + rule().replace("finds:", "find:")):
        path.write_text(text, encoding="utf-8")
        assert list(validator.iter_errors(read_yaml(path))), text
    path.write_text(HEAD + rule(), encoding="utf-8")
    assert not list(validator.iter_errors(read_yaml(path)))


def test_zones_are_those_that_reading_gives():
    assert fields.ZONES == linerules.ZONES


def test_a_new_pack_passes_its_own_test_and_check(tmp_path, capsys):
    pack = tmp_path / "noodles"
    assert main(["rules", "new", str(pack)]) == 0
    assert main(["rules", "test", "--rules", str(pack), "--only", "noodles"]) == 0
    assert "2 rules, 8 sentences, 0 failed" in capsys.readouterr().out
    assert main(["rules", "check", "--rules", str(pack), "--untimed"]) == 0
    assert capsys.readouterr().out == ""


def test_a_new_pack_overwrites_nothing(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "rules.yaml").write_text("x", encoding="utf-8")
    assert main(["rules", "new", str(tmp_path / "mine")]) == 2
    assert main(["rules", "new", str(tmp_path / "第一")]) == 2
    assert capsys.readouterr().err.count(";") == 2


def test_stats_count_what_a_rule_did(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("泉州晚报\n\n泉州市水务局昨日公布，全市有水库12座，比去年增加3座。泉州市水务局局长李明说，水库蓄水2亿立方米。\n", encoding="utf-8")
    uses = {use.rule: use for use in measure([page], [rules_home()])[0]}
    figure, office = uses["figure-with-unit"], uses["org-office"]
    assert figure.won >= 3 and figure.claims >= 2 and figure.tried >= 1 and 0 < figure.time < 1
    assert office.won >= 1 and office.matched == office.won + office.lost
    assert abs(sum(use.time for use in uses.values()) - 1) < 0.05
    assert any(not use.won for use in uses.values())


def test_stats_count_line_rules_that_only_weigh_and_those_that_give_a_zone(tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("泉州晚报\n\n草原深处起新城　煤电之都唱大风\n\n泉州市三座水库开工\n\n本报讯（记者 李明）泉州市水务局昨日公布，全市有水库12座，比去年增加3座。\n", encoding="utf-8")
    uses = {use.rule: use for use in measure([page], [rules_home()])[0] if use.level == "lines"}
    told = {rule: (uses[rule].matched, uses[rule].won, uses[rule].lost) for rule in ("part-motto", "dateline-house-and-writers", "dateline-own-report")}
    assert told == {"part-motto": (1, 1, 0), "dateline-house-and-writers": (1, 1, 0), "dateline-own-report": (1, 0, 1)}


def test_stats_print_sorted_and_name_dead_rules(capsys, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("泉州市有水库12座。\n", encoding="utf-8")
    assert main(["rules", "stats", str(page), "--only", "figure"]) == 0
    lines = capsys.readouterr().out.splitlines()
    won = [int(line.split()[2]) for line in lines[1:-1]]
    assert won == sorted(won, reverse=True) and won[0] == 1
    assert "won nothing on these pages: " in lines[-1] and "figure-of-growth" in lines[-1]
