"""What a person may type wrong: exit 2 and a letter that says what to do, never a traceback."""
from __future__ import annotations

import gc
import json
import os
import re
import shutil

import pytest
from needed import linux

from kg.bounded import KEPT_SETS
from kg.cli import main
from kg.cli.telling import tell_built
from kg.rules import RuleSet

PAGE = "江滨晚报\n江滨区今年新建书屋12座。\n"
SENTENCE = "江滨区今年新建书屋12座，比去年多3座，" * 20  # too long to be a file's name
WRONG = [
    (["why", "page.txt:two"], "page.txt: 'two' is no place in it; write FILE:LINE"),
    (["why", "gone.txt:2"], "gone.txt: there is no such file"),
    (["why", "gone.html.gz"], "gone.html.gz: there is no such file"),
    (["query", "SELECT * { ?s ?p ?o }"], "put it into an .rq file"),
    (["rules", "test", "--only", "nonesuch"], "--only nonesuch: no rule's id"),
    (["rules", "stats", "page.txt", "--only", "nonesuch"], "--only nonesuch: no rule's id"),
    (["rules", "test", "--mutate", "--only", "nonesuch"], "--only nonesuch: no rule's id"),
    (["whynot", "page.txt:1", "--expect", "LOC=江滨区"], "page.txt:1: '江滨区' stands in no sentence of it; kg read shows"),
    (["whynot", "gone.txt", "--expect", "LOC=江滨区"], "gone.txt: there is no such file"),
    (["whynot", "page.txt", "--expect", "CLAIM=12"], "names no type or label"),
    (["build"], "seeds: no such file, folder or pattern; no pages were named, so seeds/ was looked for"),
    (["series", " ", "page.txt"], "METRIC is empty"),
    *(([*command, SENTENCE], "give the path of a file, not what stands in it")
      for command in (["build"], ["check"], ["read"], ["review"], ["series", "书屋"], ["query"], ["verify"], ["rules", "stats"],
                      ["build", "page.txt", "--out"], ["build", "page.txt", "--rules"], ["build", "page.txt", "--store"])),
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")


@pytest.mark.parametrize(("arguments", "words"), WRONG, ids=[" ".join(arguments)[:30] for arguments, _ in WRONG])
def test_what_is_typed_wrong_gets_a_letter(arguments, words, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err and len(said.err) < 300 and not said.out


def test_a_folder_of_rules_without_its_option_is_told_the_option(tmp_path, capsys):
    (tmp_path / "mypack").mkdir()
    for arguments, words in ((["rules", "check", "mypack"], "unrecognized arguments: mypack; did you mean --rules mypack?"),
                             (["rules", "check", "nowhere"], "unrecognized arguments: nowhere; kg rules --help lists what there is"),
                             (["verify", "out", "mypack", "--quiet"], "did you mean --rules mypack?")):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2 and words in capsys.readouterr().err


def test_the_sentence_of_a_file_is_asked_why_not(tmp_path, capsys):
    (tmp_path / "page.txt").write_text("江滨晚报\n\n本报讯 他去过翠竹大厦。他住在翠竹大院。\n", encoding="utf-8")
    assert main(["whynot", "page.txt", "--expect", "LOC=翠竹大院"]) == 0
    told = capsys.readouterr().out
    assert "text: 他住在翠竹大院" in told and "大厦" not in told.partition("examples:")[2].partition("}")[0]


@pytest.mark.parametrize("text", ["翠竹", "江滨区：今年新建书屋", "会议14:30开始", SENTENCE])
def test_a_sentence_is_no_file_though_it_has_a_colon_or_is_long(text):
    assert main(["why", text]) == 0


def test_a_text_in_which_nothing_is_found_is_said_to_be_one(capsys):
    assert main(["why", "翠竹"]) == 0
    assert capsys.readouterr() == ("", "no rule finds anything in it; kg whynot tells what a name lacks\n")


@linux
def test_a_folder_whose_name_is_no_utf8_can_be_compared(capsys):
    odd = os.fsdecode(b"odd\xff")
    assert main(["build", "page.txt", "--out", odd, "--formats", "tables", "--quiet"]) == 0
    assert main(["diff", odd, odd, "--html", "diff.html"]) == 0


@pytest.mark.parametrize("line", ["{", "[1]", '"text"', "5", '{"text": "江滨区"}', '{"id": null, "text": "江滨区"}', '{"id": 1, "text": null}', '{"id": 1, "text": ["江滨区"]}', "\ud800", "[" * 100_000], ids=lambda line: line[:40])
def test_a_line_that_is_no_document_is_named(line, tmp_path, capsys):
    (tmp_path / "lines.jsonl").write_bytes(b'{"id": 1, "text": ""}\n' + line.encode("utf-8", "surrogatepass") + b"\n")
    assert main(["extract", "--lines", "lines.jsonl"]) == 2
    assert "lines.jsonl:2: is not a JSON object with id and text" in capsys.readouterr().err


@pytest.mark.parametrize(("published", "interval"), [("2024-05", "2024"), (2024, "2024"), ("2024-05-03T10:00:00Z", "2024"), ("yesterday", None), (["2024"], None), ({}, None), (None, None)])
def test_the_date_of_a_document_is_read_as_that_of_a_record(published, interval, tmp_path, capsys):
    (tmp_path / "lines.jsonl").write_text(json.dumps({"id": 1, "text": "今年新建书屋12座。", "published": published}), encoding="utf-8")
    assert main(["extract", "--lines", "lines.jsonl"]) == 0
    assert json.loads(capsys.readouterr().out)["times"][0]["interval"] == interval


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An output whose tables may be damaged, one test after the other."""
    home = tmp_path_factory.mktemp("built")
    (home / "page.txt").write_text(PAGE, encoding="utf-8")
    assert main(["build", str(home / "page.txt"), "--out", str(home / "out"), "--formats", "tables,manifest", "--quiet"]) == 0
    return home


@pytest.mark.parametrize(("damage", "words"), [
    (lambda table: b"", "claims.csv: lacks the columns id, source"),
    (lambda table: b"\xff" + table, "claims.csv: cannot be read"),
    (lambda table: table.replace(b"id,", b"key,", 1), "claims.csv: lacks the columns id"),
    (lambda table: table.rstrip() + b",one more\r\n", "claims.csv: has rows with more or fewer cells"),
    (lambda table: table[:table.rindex(b",")] + b"\r\n", "claims.csv: has rows with more or fewer cells"),
    (lambda table: re.sub(rb",(\d+),(\d+),", rb",x,\2,", table, count=1), "claims.csv: has rows that do not say where they stand"),
], ids=["empty", "no text", "a column less", "a cell more", "a cell less", "no place"])
def test_a_damaged_table_is_a_letter(damage, words, built, tmp_path, capsys):
    out = tmp_path / "out"
    shutil.copytree(built / "out", out)
    table = out / "tables" / "claims.csv"
    table.write_bytes(damage(table.read_bytes()))
    assert main(["diff", str(built / "out"), str(out)]) == 2
    assert words in capsys.readouterr().err
    assert main(["verify", str(out), "--pages", str(built / "page.txt")]) == 1


def test_json_that_is_nested_thousands_deep_is_a_letter(built, tmp_path, capsys):
    out = tmp_path / "out"
    shutil.copytree(built / "out", out)
    (out / "manifest.json").write_text("[" * 100_000, encoding="utf-8")
    assert main(["verify", str(out), "--pages", str(built / "page.txt")]) == 1 and "cannot be read" in capsys.readouterr().out
    assert main(["build", "page.txt", "--out", "new", "--since", str(out)]) == 2 and "holds no earlier build" in capsys.readouterr().err
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "page.json").write_text("[" * 100_000, encoding="utf-8")
    assert main(["score", "gold", "page.txt"]) == 2 and "is not gold" in capsys.readouterr().err


def test_a_program_that_calls_commands_keeps_its_own_collector_and_few_rule_sets(capsys, request):
    before, own = gc.get_threshold(), (900, 11, 12)
    request.addfinalizer(lambda: gc.set_threshold(*before))
    gc.collect()
    held = sum(type(thing) is RuleSet for thing in gc.get_objects())  # by tests before this one
    gc.set_threshold(*own)
    for _ in range(KEPT_SETS + 3):
        assert main(["extract", "page.txt"]) == 0
    gc.collect()
    assert gc.get_threshold() == own
    assert sum(type(thing) is RuleSet for thing in gc.get_objects()) <= held + KEPT_SETS


def test_what_was_built_is_counted_in_the_singular_where_it_is_one(capsys):
    tell_built({"pages": 1, "articles": 2, "entities": 1, "claims": 0}, 0, 0.25, ["graph.ttl"])
    assert capsys.readouterr().out == "1 page, 2 articles, 1 entity, 0 claims, 0 skipped, 0.2 s\n  graph.ttl\n"
