"""`kg query`, `kg ask` and the store on disk: what they print, what they refuse, what they leave whole."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph
import pytest
import samples

from kg.cli import main
from kg.errors import OutputError
from kg.export import Settings, questions, store, turtle
from kg.export.answers import answer

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = {each.name: each for each in questions.questions()}


@pytest.fixture(scope="module")
def invented(tmp_path_factory) -> Path:
    return turtle.write(samples.invented(), tmp_path_factory.mktemp("invented"))[0]


# --- the store, and another base ------------------------------------------------------------------


def test_store_on_disk_gives_the_answers_of_the_file_and_is_replaced_whole(tmp_path):
    made, folder = samples.invented(), tmp_path / "store"
    count = store.fill_store(made, folder)
    first = answer(SHIPPED["posts"], store.open_store(folder))
    assert first.rows == answer(SHIPPED["posts"], store.load_file(turtle.write(made, tmp_path)[0])).rows and first.rows
    assert store.fill_store(samples.many(10), folder) != count == store.fill_store(made, folder)
    assert len(store.open_store(folder)) == count
    (tmp_path / ".store-writing").mkdir()  # what a killed build left
    store.fill_store(made, folder)
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_folder_that_is_no_store_is_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mine.txt").write_text("mine")
    with pytest.raises(OutputError, match="left alone"):
        store.fill_store(samples.invented(), tmp_path / "letters")
    assert (tmp_path / "letters" / "mine.txt").read_text() == "mine"


def test_writing_that_dies_leaves_the_last_store_whole(tmp_path, monkeypatch):
    folder = tmp_path / "store"
    count = store.fill_store(samples.invented(), folder)

    def die(*_arguments):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(store, "_fill", die)
    with pytest.raises(OutputError, match="No space left"):
        store.fill_store(samples.many(4), folder)
    assert len(store.open_store(folder)) == count and [p.name for p in tmp_path.iterdir()] == ["store"]
    folder.rename(tmp_path / ".store-old")  # killed between the two renamings
    with pytest.raises(OutputError, match="No space left"):
        store.fill_store(samples.many(4), folder)
    assert len(store.open_store(folder)) == count and [p.name for p in tmp_path.iterdir()] == ["store"]


def test_questions_find_a_graph_of_another_base(tmp_path):
    path = turtle.write(samples.invented(), tmp_path, Settings(base="https://news.example/kg/"))[0]
    assert len(answer(SHIPPED["disagreements"], store.load_file(path)).rows) == 2


# --- the commands ----------------------------------------------------------------------------------


def test_build_fills_a_store_that_ask_and_query_read(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("本报讯（记者 李明）8月4日，滨江市水务局局长王建国介绍，今年上半年，滨江市新建供水管线120公里。\n", encoding="utf-8")
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--store", str(tmp_path / "store"), "--quiet"]) == 0
    for where in (["--store", str(tmp_path / "store")], ["--data", str(tmp_path / "out" / "graph.ttl")]):
        assert main(["ask", "posts", "person=王建国", "--format", "csv", *where]) == 0
        assert list(csv.reader(io.StringIO(capsys.readouterr().out)))[1][:3] == ["王建国", "局长", "滨江市水务局"]


def test_ask_lists_every_question_with_its_parameters(capsys):
    assert main(["ask"]) == 0
    out = capsys.readouterr().out
    for asked in SHIPPED.values():
        assert asked.en in out and asked.zh in out and all(f"{p.name}=…" in out for p in asked.parameters)
    assert main(["ask", "ranks", "--show"]) == 0
    assert capsys.readouterr().out == SHIPPED["ranks"].query


def test_query_prints_tables_csv_json_and_turtle(invented, tmp_path, capsys):
    asked = tmp_path / "cities.rq"
    asked.write_text("PREFIX schema: <https://schema.org/>\nSELECT ?city ?code { ?c a schema:AdministrativeArea ; schema:name ?city . "
                     "OPTIONAL { ?c schema:identifier ?code } } ORDER BY ?city", encoding="utf-8")

    def printed(*arguments: str) -> str:
        assert main(["query", *arguments, "--data", str(invented)]) == 0
        return capsys.readouterr().out
    names = sorted(e.name for e in samples.invented().entities if e.type == "LOC" and e.subtype == "admin")
    table = printed(str(asked)).splitlines()
    assert [line.split() for line in table[:2]] == [["city", "code"], ["区划代码"]]  # a column of the reader's own has no Chinese name
    assert [line.split()[0] for line in table[3:-1]] == names and table[-1] == f"{len(names)} rows"
    assert [row[0] for row in csv.reader(io.StringIO(printed(str(asked), "--format", "csv")))] == ["city", *names]
    found = json.loads(printed(str(asked), "--format", "json"))
    assert found["head"]["vars"] == ["city", "code"] and found["results"]["bindings"][0]["city"] == {"type": "literal", "value": names[0], "xml:lang": "zh"}
    assert len(list(pyoxigraph.parse(printed("portrait", f"entity={names[0]}"), pyoxigraph.RdfFormat.TURTLE))) > 3
    assert printed("portrait", f"entity={names[0]}", "--format", "table").startswith("subject")


def test_tables_speak_both_languages_and_files_keep_the_codes(invented, capsys):
    def asked(*arguments: str) -> str:
        assert main(["ask", *arguments, "--data", str(invented)]) == 0
        return capsys.readouterr().out
    table = asked("checks", "verdict=不一致").splitlines()
    assert table[1].split() == ["核对结果", "核对种类", "核对说明", "原文"] and len(table) > 4 and all(line.startswith("disagrees · 不一致") for line in table[3:-1])
    assert {row["found"] for row in csv.DictReader(io.StringIO(asked("checks", "verdict=不一致", "--format", "csv")))} == {"disagrees"}
    assert asked("relations", "predicate=位于") == asked("relations", "predicate=located_in") != asked("relations", "predicate=合作")
    assert asked("within", "place=廣東省") == asked("within", "place=广东省") and "梅州市" in asked("within", "place=廣東省")
    assert main(["ask", "relations", "predicate=喜欢", "--data", str(invented)]) == 0 and "located in · 位于, part of · 隶属" in capsys.readouterr().err


def test_query_is_read_from_standard_input(invented, capsys, monkeypatch):
    for words, wanted in (("ASK { ?s ?p ?o }", "yes\n"), ("ASK { ?s <a:b> ?o }", "no\n")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
        assert main(["query", "-", "--data", str(invented)]) == 0
        assert capsys.readouterr().out == wanted


@pytest.mark.parametrize(("arguments", "words"), [
    (["ask", "post"], "did you mean 'posts'"), (["query", "zzz"], "kg ask lists them"), (["query", "no/such.rq"], "no such file"),
    (["ask", "posts", "--data", "no/graph.ttl"], "kg build"), (["ask", "posts", "--store", "no/store"], "not an Oxigraph store"),
    (["ask", "posts", "--data", "README.md"], "no RDF format"), (["ask", "posts", "--data", "docs"], "docs: is a folder; name the file in it"), (["ask", "posts", "王"], "PARAM=VALUE"), (["ask", "posts", "who=王"], "it has person"),
    (["ask", "posts", "person=a", "person=b"], "twice"), (["ask", "posts", "--format", "turtle"], "CONSTRUCT"),
    (["query", "BROKEN"], "not a SPARQL 1.1 query"), (["query", "UPDATE"], "queries only"), (["query", "TYPE"], "unknown type"),
    (["query", "LOOSE", "x=1"], "selected variables"), (["ask", "posts", "--data", "BAD.ttl"], "no valid Turtle")])
def test_what_cannot_be_answered_is_told_in_a_short_letter(arguments, words, invented, tmp_path, capsys):
    files = {"BROKEN": "SELECT * {\n ?s ?p", "UPDATE": "DELETE WHERE { ?s ?p ?o }", "TYPE": "# param x words: x\nASK {}",
             "LOOSE": "# param x part: x\nSELECT ?s { ?s ?p ?x }", "BAD.ttl": "<a> <b> .\n"}
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    arguments = [str(tmp_path / a) if a in files else str(ROOT / a) if a == "README.md" else a for a in arguments]
    if "--data" not in arguments and "--store" not in arguments:
        arguments += ["--data", str(invented)]
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert words in told and len(told.splitlines()) == 1 and "Traceback" not in told


def test_answers_are_harmless_to_a_terminal_and_a_spreadsheet(tmp_path, capsys):
    path = turtle.write(samples.hostile(), tmp_path)[0]
    assert main(["ask", "figures-of-organisation", "--data", str(path), "--format", "csv"]) == 0
    for row in csv.reader(io.StringIO(capsys.readouterr().out)):
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)
    assert main(["ask", "figures-of-organisation", "--data", str(path)]) == 0
    assert not set(capsys.readouterr().out) & set("\u202e\u202c\u200b\t\x1b")


@pytest.mark.parametrize(("place", "words"), [("州市", "nothing in the graph is called 州市; near it: 梅州市、"), ("大埔县城", "near it: 大埔县"), ("新典县", "near it: 新兴县"),
                                              ("火星", "nothing in the graph is called 火星\n"), ("梅州市", "")])
def test_a_name_that_nothing_has_is_told_with_those_near_it(place, words, invented, capsys):
    assert main(["ask", "figures-of-place", f"place={place}", "--data", str(invented)]) == 0
    told = capsys.readouterr()
    assert (words in told.err if words else told.err == "") and ("\n0 rows" in told.out) == bool(words)
