"""Pages as an archive holds them: saved by many programs over many years.  Nothing of them goes without a word."""
from __future__ import annotations

import io
import json
import os
import sys

import papers
import pytest
from needed import posix

from kg.cli import main
from kg.errors import PageError
from kg.export import gone, place
from kg.read import Columns, gather, open_source, read_file, records
from kg.read.decoding import decoded
from kg.read.finding import find

MARKUP = "<html><head><title>修渠</title></head><body><h1>修渠</h1><div>{}</div></body></html>"
PARAGRAPHS = ["桂源市水利局局长周明介绍，今年上半年，全市完成水利投资5亿元，同比增长12.5%。", "副局长李{}青说，全市现有大小水库120座，今年要再加固30座。", "这些水库去年供水3亿立方米，比上年多了一成。"]


@pytest.mark.parametrize("inside", ["", "\u200b", "\ufeff", "\u200e", "\xad", "\u2060", "\ue5e5", "&amp;amp;", "&amp;lt;", '<span style="display: none">转载</span>', "<ruby>青<rt>qīng</rt></ruby>"],
                         ids=lambda inside: ascii(inside))
def test_a_paragraph_of_a_web_page_is_kept_whatever_characters_stand_in_it(tmp_path, inside):
    path = tmp_path / "a.html"
    path.write_text(MARKUP.format("".join(f"<p>{words}</p>" for words in PARAGRAPHS).replace("{}", inside)), encoding="utf-8")
    text = open_source(path).text
    assert "再加固30座" in text and "供水3亿立方米" in text and "转载" not in text


def test_a_line_of_zero_width_spaces_ends_no_article(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(MARKUP.format("".join(f"<p>{words}</p><p>&#8203;</p>" for words in PARAGRAPHS)), encoding="utf-8")
    assert [words[:3] for words in open_source(path).text.split("\n") if words] == ["修渠", "桂源市", "副局长", "这些水"]


POND = "本报讯（记者 何立）3月5日，记者从南宁市水利局获悉，今年全市计划整治山塘120座，总投资2.6亿元。"
GOOD = "鹿鸣县新增公交线路6条，投放车辆48台。"


def read_rows(tmp_path, table, name="a.csv"):
    path = tmp_path / name
    path.write_text(table, encoding="utf-8", newline="")
    tasks, notes = gather([path])
    return {called: open_source(place, called).text.strip() for place, called, _ in tasks}, [note.message.partition(f"{name}")[2] for note in notes]


@pytest.mark.parametrize(("broken", "place"), [('2,"大桥"通车。\n', ":3"), ('2,"大桥说\\"好\\"，通车。"\n', ":3"), ('2,"大桥通车。\n', ":3"), ('2,"大桥\n全长\n5公里"通车。\n', ":3-5")])
def test_the_rows_behind_a_broken_one_are_read_and_its_lines_are_named(tmp_path, broken, place):
    texts, notes = read_rows(tmp_path, f"id,text\n1,{GOOD}\n{broken}3,{GOOD}\n4,“{GOOD}”\n")
    assert [*texts] == ["a.csv#1", "a.csv#3", "a.csv#4"]
    assert len(notes) == 1 and notes[0].startswith(f"{place}: is no CSV")


def test_a_table_of_broken_rows_costs_no_more_than_its_length():
    faults = [*records.rows_of(('id,text\n' + '1,"大"桥\n' * 100_000).encode(), ".csv", "a.csv", Columns())]
    assert [str(fault).partition(" is")[0] for _, _, fault in faults] == ["a.csv:2-100001:"]


def test_a_comma_in_a_text_without_quotes_does_not_cut_it_in_silence(tmp_path):
    texts, notes = read_rows(tmp_path, f"id,text\n1,全县有水库1,204座。\n2,{GOOD},\n")
    assert texts == {"a.csv#2": GOOD} and notes == [":2: has 3 fields, and the header names 2; put quotes round a field that holds the separating sign"]


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ";"), ("a.csv", "\t"), ("a.tsv", "\t"), ("a.csv", "|"), ("a.csv", ", ")])
def test_a_table_may_be_parted_by_another_sign(tmp_path, name, sign):
    assert read_rows(tmp_path, f"id{sign}text\n1{sign}{GOOD}\n", name) == ({f"{name}#1": GOOD}, [])


def test_a_table_that_holds_nothing_or_names_its_text_twice_is_named(tmp_path):
    assert read_rows(tmp_path, "id,text\n") == ({}, [": names columns and holds no record; delete it or fill it"])
    (tmp_path / "words.tsv").write_text("# about: roads\n一环路\n", encoding="utf-8")
    assert [note.source for note in gather([tmp_path])[1]] == ["a.csv"]  # a word list is no table of pages
    assert read_rows(tmp_path, f"id,text,text\n1,摘要,{GOOD}\n") == ({}, [": has two columns text; call one of them something else"])


def test_files_of_json_lines_may_be_put_together_and_ids_and_days_may_be_numbers(tmp_path):
    rows = [{"id": 7.0, "date": 20250703, "text": GOOD}, {"id": float("nan"), "text": GOOD}]
    texts, notes = read_rows(tmp_path, "\n\ufeff".join(json.dumps(row, ensure_ascii=False) for row in rows), "a.jsonl")
    assert [*texts] == ["a.jsonl#7", "a.jsonl#2"] and not notes
    assert records.iso_date("20250703") == "2025-07-03"


def test_mark_up_in_a_record_is_no_text(tmp_path):
    texts, _ = read_rows(tmp_path, f'id,text\n1,"<p>{GOOD}</p><p>全长5&nbsp;公里。<br/>完</p><script>var a = 9;</script>"\n2,a<b，{GOOD}\n')
    assert texts == {"a.csv#1": f"{GOOD}\n\n全长5\xa0公里。\n\n完", "a.csv#2": f"a<b，{GOOD}"}


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_on_standard_input_is_no_page_of_text(monkeypatch, mark):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{mark}id,text\n1,{GOOD}\n2,{GOOD}\n".encode())))
    assert [called for _, called, _ in gather(["-"])[0]] == ["standard-input#1", "standard-input#2"]


def built(pages, out, formats="texts,manifest", engine="memory"):
    assert main(["build", str(pages), "--out", str(out), "--formats", formats, "--engine", engine, "--jobs", "1"]) == 0
    return sorted(path.name.rpartition("-")[0] for path in (out / "texts").glob("*.txt"))


@pytest.mark.parametrize("engine", ["memory", "incremental", "disk"])
def test_the_text_of_a_page_that_is_gone_leaves_the_output(tmp_path, engine):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.csv").write_text(f"id,text\n1,{GOOD}\n2,又一篇。{GOOD}\n3,再一篇。{GOOD}\n", encoding="utf-8")
    assert built(pages, out, engine=engine) == ["a.csv_1", "a.csv_2", "a.csv_3"]
    (out / "texts" / "mine.txt").write_text("x", encoding="utf-8")
    third = next((out / "texts").glob("a.csv_3-*"))
    third.write_text("我的批注", encoding="utf-8")
    (pages / "a.csv").write_text(f"id,text\n1,{GOOD}\n", encoding="utf-8")
    built(pages, out, "tables,manifest", engine)
    assert sorted(path.name[:7] for path in (out / "texts").iterdir()) == ["a.csv_1", "a.csv_3", "mine.tx"], "what a person wrote stays, and the text of a page that is there"
    third.unlink()
    (out / "texts" / "mine.txt").unlink()
    built(pages, out, engine=engine)
    (pages / "a.csv").unlink()
    (pages / "b.txt").write_text(GOOD, encoding="utf-8")
    assert built(pages, out, engine=engine) == [] and not (out / "texts").exists()


def test_a_build_that_died_before_it_removed_a_text_is_finished(tmp_path, monkeypatch):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.csv").write_text(f"id,text\n1,{GOOD}\n2,又一篇。{GOOD}\n", encoding="utf-8")
    built(pages, out)
    (pages / "a.csv").write_text(f"id,text\n1,{GOOD}\n", encoding="utf-8")
    with monkeypatch.context() as dying:
        dying.setattr(place, "sweep_gone", lambda *given: (_ for _ in ()).throw(KeyboardInterrupt))
        main(["build", str(pages), "--out", str(out), "--formats", "texts,manifest", "--quiet"])
    assert (out / ".placing" / gone.LIST).is_file()
    place.finish(out)
    assert [path.name[:7] for path in (out / "texts").iterdir()] == ["a.csv_1"] and not (out / ".placing").exists()


def test_a_graph_of_an_earlier_build_is_named(tmp_path, capsys):
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    for formats, said in (("turtle,report", ""), ("report", f"{tmp_path / 'out' / 'graph.ttl'} is of an earlier build: this one did not write it\n")):
        assert main(["build", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out"), "--formats", formats]) == 0
        assert [line for line in capsys.readouterr().err.splitlines(keepends=True) if "earlier" in line] == [said] * bool(said)


@posix
def test_files_of_a_folder_that_may_be_pages_and_are_not_read_are_named(tmp_path):
    for name, content in (("A01.txt", GOOD), ("A02", GOOD), ("A03.004", GOOD), ("A04.log", GOOD), ("A05.json", "{}"), ("A06.mht", GOOD), ("A07.aspx", GOOD), ("A01", GOOD), ("LICENSE", "free"),
                          ("kg.yaml", GOOD), ("A08.dat", "\0" + GOOD)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    pages, notes = find([tmp_path])
    assert pages == [str(tmp_path / "A01.txt")]
    assert {note.source: note.message.partition(f"{note.source}: ")[2] for note in notes} == {
        "A02": "has no ending of a page and is not read (3 such in its folder); call it .txt if it is the text of a page",
        "A05.json": "is a .json file, which is not read; write its records one on each line, as .jsonl",
        "A06.mht": "is a .mht document, which is not read; save it as text (.txt), HTML or PDF",
        "A07.aspx": "is a .aspx web page, which is not read; save it as .html"}
    main(["build", str(tmp_path), "--out", str(tmp_path / "out"), "--quiet"])
    assert "manifest.json" not in {note.source for note in find([tmp_path])[1]}, "what a build wrote is none"


def test_an_empty_name_is_not_the_folder_one_stands_in():
    with pytest.raises(PageError, match="is a variable of the shell empty"):
        find([""])


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("zeros", [1, 400, 9000])
def test_a_page_whose_last_block_is_filled_with_zeros_is_read(encoding, zeros):
    found = decoded((POND * 3).encode(encoding) + b"\0" * zeros)
    assert (found.text, found.encoding) == (POND * 3, encoding) and found.evidence.endswith(f"; {zeros} NUL bytes at its end")
    with pytest.raises(PageError, match="NUL bytes|is empty"):
        decoded(b"\0" * zeros)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_a_marked_page_that_was_cut_is_read_as_others_are(encoding):
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    found = decoded(mark + (POND * 3).encode(encoding)[:-1])
    assert found.text == (POND * 3)[:-1] + "\ufffd" and found.evidence.endswith("mark")
    with pytest.raises(PageError, match="breaks at byte"):
        decoded(mark + "水利".encode(encoding)[:-1])


@pytest.mark.parametrize("western", ["latin-1", "cp1252"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_page_that_was_saved_once_more_in_a_western_encoding_is_read(western, encoding):
    mistaken = "".join(bytes((byte,)).decode(western, "ignore") or chr(byte) for byte in POND.encode(encoding))
    found = decoded(mistaken.encode())
    assert (found.text, found.evidence) == (POND, f"UTF-8 of {encoding} that was taken for Latin-1")
    for sound in ("Ça va: 5 000 € à Genève, l’été.", "ÄÖÜ äöü ß " * 20, "本报讯（记者 何立）café"):
        assert decoded(sound.encode()).text == sound


def test_sheets_of_a_pdf_that_are_not_read_are_named(tmp_path, ruleset, monkeypatch):
    path, sheet = tmp_path / "a.pdf", papers.column(40, 500, POND, 14)
    path.write_bytes(papers.pdf(sheet, [], [], sheet, []))
    assert [(note.kind, note.message) for note in read_file(path, ruleset=ruleset).notes if note.kind == "passed over"] == [
        ("passed over", "sheets without a text layer (scans, pictures, nothing): 2-3, 5 of 5; recognise their characters (OCR)")]
    path.write_bytes(papers.pdf(sheet))
    assert not open_source(path).left
    monkeypatch.setattr("kg.read.pdf._MOST_PAGES", 2)
    path.write_bytes(papers.pdf(sheet, sheet, sheet))
    source = open_source(path)
    assert source.left == "holds more than 2 sheets; those behind were passed over: split it" and source.text.count("何立") == 2
