"""`kg rules watch`: a saved edit shows its effect on the five pages, fast, and the effect is the one that a fresh build has."""
from __future__ import annotations

import gc
import os
import re
import shutil
import threading
import time
from pathlib import Path

import pytest

import kg.nametables
import kg.watch
from kg.cli import main
from kg.compare import changes_between, rows_of
from kg.extract import extract
from kg.extract.again import AgainWords
from kg.extract.renewing import ASKED_BY_CODE
from kg.nametables import TABLES
from kg.pipeline import BASE, analyse
from kg.read import find_pages, gather, open_source, read_file, read_source
from kg.resolve import across
from kg.rules import load
from kg.rules.asked import Lists
from kg.shipped import rules_home
from kg.watch import ASKED_BY_READING, Watch

SEEDS = Path(__file__).parent.parent / "seeds"


def rules_of_its_own(tmp_path_factory) -> Path:
    """A copy of the built-in rules, to be edited."""
    return Path(shutil.copytree(rules_home(), tmp_path_factory.mktemp("home") / "rules"))


@pytest.fixture(scope="module")
def rules(tmp_path_factory):
    return rules_of_its_own(tmp_path_factory)


@pytest.fixture(scope="module")
def watch(rules):
    return Watch([SEEDS], [rules])


@pytest.fixture(scope="module")
def own_rules(tmp_path_factory):
    """Rules that no other test has edited."""
    return rules_of_its_own(tmp_path_factory)


@pytest.fixture(scope="module")
def own_watch(own_rules):
    return Watch([SEEDS], [own_rules])


def save(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns + 1_000_000))


def fresh(rules: Path, watch: Watch) -> dict:
    ruleset = load([rules])
    return {name: rows_of(across([analyse(read_source(open_source(place, name), published, ruleset), ruleset).records()], ruleset, BASE)) for place, name, published in gather([SEEDS])[0]}


def test_nothing_saved_is_nothing_done(watch):
    assert len(watch.seen) == len(find_pages([SEEDS])) == 5 and watch.refresh() is None


EDITS = [
    ("organisations-government.yaml", "unless-after: [员会, 公大楼", "unless-after: [员会, 局, 公大楼"),
    ("organisations-government.yaml", "reaches-back placed branch, bordered end", "reaches-back placed branch, longer-than 6, bordered end"),
    ("people.yaml", "about: ", "about: Once more, "),
    ("speakers.yaml", "rules:\n", "off: [no-such-rule]\nrules:\n"),
    ("speakers.yaml", "off: [no-such-rule]\nrules:\n", "rules:\n"),
    ("words/speech-verbs.yaml", "介绍", "介绍过的"),
    ("claims.yaml", "comparing: [", "comparing: [对照于, "),
    ("lines.yaml", "score: ", "score: 0."),
    ("numbers.yaml", "unless-after: [", "unless-after: [元, "),
    ("relations.yaml", "unless-after: [", "unless-after: [的, "),
    ("places-sites.yaml", "deeds: [", "deeds: [举行了, "),
    ("people.yaml", "meeting: [", "meeting: [请到了, "),
    ("words/measure-words.yaml", "words: [", "words: [箩筐, "),
    ("words/org-generic.yaml", "words: [", "words: [某某, "),
    ("words/orgs-short.tsv", "工行\t", "工行某部\t"),
    ("words/surnames.tsv", "\n王\t", "\n亗\t"),
    ("headings.yaml", "last-line: {weight: 0.5", "last-line: {weight: -90"),
    ("short-forms.yaml", "heads-of-place: [", "heads-of-place: [会首, "),
    ("labels.yaml", "groups:\n", "groups:\n  Watched: [Division]\n"),
]


@pytest.mark.parametrize(("file", "old", "new"), EDITS, ids=[f"{file}-{new[:20]}" for file, _, new in EDITS])
def test_the_effect_is_that_of_a_fresh_build(watch, rules, file, old, new):
    before = {path: seen.rows for path, seen in watch.seen.items()}
    save(rules / file, old, new)
    update = watch.refresh()
    assert update is not None and watch.refresh() is None
    if "no-such-rule" in new:
        assert "off: names the rule no-such-rule" in update.problem and f"{file}:" in update.problem
        return
    assert not update.problem
    after = fresh(rules, watch)
    assert [c for path in before for c in changes_between(before[path], after[path])] == list(update.changes)
    assert not [c for path, seen in watch.seen.items() for c in changes_between(seen.rows, after[path])]


def test_an_edit_of_a_sentence_tries_it_and_changes_no_page(own_watch, own_rules):
    save(own_rules / "organisations-government.yaml", "finds: {all: 宁波市财政局", "finds: {all: 宁波财政局")
    update = own_watch.refresh()
    assert [rule.id for rule in update.rules] == ["org-office"] and update.pages == 0 and not update.changes
    assert "记者从宁波市财政局了解到" in [failure.text for failure in own_watch.failures(update)]
    save(own_rules / "organisations-government.yaml", "finds: {all: 宁波财政局", "finds: {all: 宁波市财政局")
    update = own_watch.refresh()
    assert update.pages == 0 and "记者从宁波市财政局了解到" not in [failure.text for failure in own_watch.failures(update)]


def test_a_rule_that_goes_takes_what_it_found_along_and_brings_it_back(watch, rules):
    path = rules / "organisations-government.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  - id: org-office\n")
    end = text.find("  - id: ", start + 9)
    save(path, text[start:end], "")
    update = watch.refresh()
    assert update.gone == ("org-office",) and update.pages and "lost" in {change.sort for change in update.changes}
    save(path, text[:start], text[:start] + text[start:end])
    back = watch.refresh()
    assert back.pages == update.pages and "gained" in {change.sort for change in back.changes} and len(back.changes) == len(update.changes)


@pytest.mark.parametrize("level", ["lines", "names", "values", "relations", "claims", "a list", "a list of names"])
def test_a_saved_edit_shows_its_effect_in_under_a_second(own_watch, own_rules, level):
    file, old, new = {"lines": ("lines.yaml", "score: ", "score: 1"), "names": ("organisations-government.yaml", "unless-after: [", "unless-after: [会, "),
                      "values": ("numbers.yaml", "unless-after: [", "unless-after: [万, "), "relations": ("relations.yaml", "unless-after: [", "unless-after: [了, "),
                      "claims": ("claims.yaml", "comparing: [", "comparing: [对照了, "), "a list": ("words/speech-verbs.yaml", "words: [", "words: [讲过, "),
                      "a list of names": ("words/orgs-short.tsv", "农行\t", "农行某部\t")}[level]
    save(own_rules / file, old, new)
    gc.freeze()  # what thousands of other tests left in this process is not looked through for garbage
    try:
        update, spent = timed(own_watch.refresh)
        assert update is not None and not update.problem
        print(f"{level}: {spent:.2f} s of a processor, {update.seconds:.2f} s until shown")
        if spent >= 1:  # a slow host: then held to what reading the same pages afresh takes on it, a second and more where a save takes half of one
            ruleset = load([own_rules])
            _, afresh = timed(lambda: [analyse(read_file(path, ruleset=ruleset), ruleset) for path in find_pages([SEEDS]) for _ in range(2)])
            assert spent < afresh, f"{spent:.2f} s, reading the pages twice takes {afresh:.2f} s"
    finally:
        gc.unfreeze()


def timed(work):
    began = time.process_time()
    made = work()
    return made, time.process_time() - began


def test_lists_that_code_asks_for_are_named():
    """A list that code looks up by itself may change what every rule finds; the two sets that watching goes by name all of them."""
    def asked(*files: str) -> set[str]:
        home = Path(kg.watch.__file__).parent
        return {word for file in files for path in home.glob(file) for line in path.read_text(encoding="utf-8").splitlines() if "ruleset" in line
                for word in re.findall(r"""(?:word_set|words|lists\.get)\("([a-z-]+)"|lists\["([a-z-]+)"\]""", line) for word in word if word}

    assert asked("rules/match.py", "rules/runs.py", "rules/reaching.py", "rules/conditions.py", "rules/likeness.py", "rules/proposals.py", "extract/again.py", "extract/signs.py", "extract/__init__.py") \
        | {name for field in AgainWords.asked.values() for name in field.lists} == ASKED_BY_CODE
    assert not asked("read/*.py") and {kind.__name__ for kind in Lists.__subclasses__() if kind.__module__.startswith("kg.read.")} == {kind.__name__ for kind in ASKED_BY_READING}
    read = re.findall(r'"([a-z-]+\.tsv)"', Path(kg.nametables.__file__).read_text(encoding="utf-8").split('"""The built-in word lists')[1])
    assert set(read) == set(TABLES)


def test_the_command_prints_what_was_saved(tmp_path, capsys, monkeypatch):
    page, pack = tmp_path / "page.txt", tmp_path / "pack"
    page.write_text("汕头市望海茶饭铺昨日开张。\n", encoding="utf-8")
    assert main(["rules", "new", str(pack)]) == 0
    seen = []

    def edit_once(seconds: float) -> None:
        if threading.current_thread() is not threading.main_thread():
            threading.Event().wait(seconds)  # a library's thread, which waits for something else
        elif not seen:
            seen.append(seconds)
            save(pack / "names.yaml", "cooking: [茶, 汤, 面]", "cooking: [汤, 面]")

    monkeypatch.setattr("time.sleep", edit_once)
    assert main(["rules", "watch", str(page), "--rules", str(pack), "--until", "8"]) == 0
    out = capsys.readouterr().out
    assert "- entities page.txt:0 ORG 汕头市望海茶饭铺" in out
    assert re.search(r"changed: pack-cooking-house; \d+ differences; 1 of 1 pages say something else \(0\.\d\d s\)", out)
    assert "pack-cooking-house: example: 记者在汕头市望海茶饭铺看到" in out


def test_rules_made_from_memory_find_what_fresh_ones_find(watch, rules):
    page = read_file(find_pages([SEEDS])[0], ruleset=watch.ruleset)
    assert extract(page, watch.ruleset).mentions == extract(page, load([rules])).mentions


def test_pages_that_cannot_be_read_are_named(tmp_path, capsys):
    (tmp_path / "page.txt").write_text("汕头市望海饭店昨日开张。\n", encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    pack = tmp_path / "pack"
    assert main(["rules", "new", str(pack)]) == 0
    capsys.readouterr()
    for command in (["rules", "watch", str(tmp_path), "--rules", str(pack), "--until", "0"], ["rules", "stats", str(tmp_path), "--rules", str(pack), "--only", "pack/"]):
        assert main(command) == 0
        told = capsys.readouterr()
        assert "skipped picture.txt: " in told.err, command
        assert main(["build", str(tmp_path), "--rules", str(pack), "--out", str(tmp_path / "out"), "--quiet"]) == 0
        assert sorted(line for line in capsys.readouterr().err.splitlines() if line.startswith("skipped")) == sorted(line for line in told.err.splitlines() if line.startswith("skipped"))


def test_a_date_beside_the_pages_counts_as_in_a_build(tmp_path):
    (tmp_path / "page.txt").write_text("本报讯　今年上半年，汕头市新建桥梁3座。\n", encoding="utf-8")
    (tmp_path / "pages.yaml").write_text("page.txt: 2019-07-20\n", encoding="utf-8")
    rows = Watch([tmp_path], [rules_home()]).seen["page.txt"].rows
    assert "2019-01/2019-06" in str(rows)


def test_a_mistake_in_judgements_is_told_with_its_place_and_ends_no_watch(tmp_path, monkeypatch):
    page, pack = tmp_path / "page.txt", tmp_path / "mine"
    page.write_text("汕头市望海饭店昨日开张。\n", encoding="utf-8")
    assert main(["rules", "new", str(pack)]) == 0
    decided = pack / "judgements.yaml"
    good = "about: what a reader decided\njudgements:\n- {verdict: same, type: ORG, names: [望海饭店, 汕头市望海饭店]}\n"
    decided.write_text(good, encoding="utf-8")
    watch = Watch([page], [rules_home(), pack])
    for text, where in ((good.replace("same", "maybe"), "mine/judgements.yaml:3: verdict 'maybe'"), (good + "mentions:\n- {verdict: keep}\n", "mine/judgements.yaml:5: verdict 'keep'")):
        decided.write_text(text, encoding="utf-8")
        assert where in watch.refresh().problem
    decided.write_text(good + "# again good\n", encoding="utf-8")
    assert watch.refresh().problem == ""
