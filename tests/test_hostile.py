"""Whatever lies in a folder: a build ends, soon, whole, and says what it left out."""
from __future__ import annotations

import csv
import gc
import gzip
import json
import os
import re
import time
from pathlib import Path

import pyoxigraph
import pytest

import kg
from kg import workplace
from kg.cli import main
from kg.errors import NothingRead, PageError
from kg.pipeline import analyse
from kg.read import find, read_text
from kg.read import source as source_room

PAGE = "本报讯（记者 李明）8月4日，记者从滨江市水务局获悉，今年上半年，滨江市新建供水管线120公里，同比增长8%。\n"
WORDS = "滨江市水务局今年新建供水管线一百二十公里"

PAGES = {
    "control characters": PAGE.replace("滨", "\x01滨\x7f\x08\x1b[31m").replace("公里", "公\x0b里\x85"),
    "NUL": PAGE.replace("水务", "水\0务"),
    "bidirectional controls": PAGE.replace("滨江", "\u202e滨江\u2066\u2069\u200f"),
    "zero-width characters": PAGE.replace("滨江", "滨\u200b\u200d\ufeff\u2060江"),
    "escapes of surrogates": PAGE.replace("滨江", "滨\\ud800江\\udfff"),
    "astral characters": PAGE.replace("滨江", "𠀀江😀👨‍👩‍👧"),
    "private use": PAGE.replace("滨江", "滨\ue000江\uf8ff\U000f0000"),
    "combining marks": PAGE.replace("滨", "滨" + "\u0301" * 300),
    "only digits": "0123456789" * 500, "only punctuation": "，。！？；：、（）" * 500, "only Latin": "The quick brown fox jumps. " * 200,
    "one character": "滨", "only white space and a sign": " \n\t　\n。", "no article": "12345\n\n67890\n",
    "no year": PAGE.replace("今年上半年", "上半年"), "impossible dates": "13月45日，2月30日，公元0年99月，第0季度，0世纪，999999年9月，滨江市有0家企业。",
    "mark-up": "# 标题\n**滨江市**[链接](http://x)\n<div class=\"a\" onclick='x'>滨江市水务局</div>&lt;b&gt;&#x202e;<!--\n" + PAGE,
    "script": PAGE.replace("水务局", "</script><script>alert(1)</script>水务局") + PAGE.replace("李明", "李明<img src=x onerror=alert(1)>"),
    "end of character data": PAGE.replace("滨江", "滨]]>江<![CDATA["),
    "formula": "=cmd|' /C calc'!A0\n\n@SUM(1)\n+1+1\n-2+3\n" + PAGE,
    "Turtle": PAGE.replace("水务局", '水务局" . <http://x> <http://y> "\\u0022\'\'\'""" \\ 局'),
    "template": PAGE.replace("水务局", "{{ 7*7 }}{% raw %}${x}%(y)s水务局"),
    "CRLF and others": PAGE.replace("，", "，\r\n") + PAGE.replace("，", "，\u2028\u2029\x0c"),
    "odd numerals": "滨江市新增万万万家、亿亿元、零零零人、一二三四五六七八九十百千万亿项、1/0米、3点点5吨、百分之百分之五、第第一名、1,2,3,4个、"
                    + "9" * 400 + "元、" + "一" * 300 + "元、1e999元、−−5度、½家、③项、Ⅻ人、٣个、1.2.3.4米、5—3公里、十十人、半半天。",
}
BIG = {  # unit and how often: at least long enough to show a square
    "a line without punctuation": (WORDS, 300), "no names without punctuation": ("天地玄黄宇宙洪荒日月盈昃辰宿列张", 500), "opening brackets": ("（", 12_000),
    "opening quotes": ("“", 12_000), "title marks": ("《", 12_000), "all brackets": ("（“《【[{<", 2_000), "closing brackets": ("》”）", 4_000),
    "digits": ("0123456789", 1_200), "figures": ("3.5 12 ", 1_500), "Chinese figures": ("一二三四五六七八九十百千万亿", 500), "one name": ("李明、", 700),
    "one organisation": ("滨江市水务局、", 400), "rates": ("增长8%，", 600), "fractions": ("百分之", 900), "slashes": ("1/", 4_000), "dashes": ("—5", 3_000),
    "headings": ("滨江市水务局\n", 600), "bylines": ("（记者 李明）\n", 600), "line ends": ("\n", 40_000), "lines of one character": ("滨\n", 4_000),
    "pages in one": (PAGE, 60), "a paragraph of sentences": (PAGE.strip(), 60), "dates": ("2023年5月1日至", 400), "mark-up": ("<div><b>**[]()", 800),
    "spaces": ("滨江 ", 3_000), "quotations": ("“滨江。”说。", 900), "combining marks": ("\u0301", 10_000), "numbered lists": ("一是滨江市有5家企业；", 200),
}


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def rows(out: Path, table: str) -> list[dict[str, str]]:
    with (out / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def assert_sound(out: Path) -> None:
    """Every output parses, nothing of a page is markup or a formula, every quotation stands at its place."""
    assert sum(1 for _ in pyoxigraph.parse(path=str(out / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE)) > 0
    html = (out / "graph.html").read_text(encoding="utf-8")
    for carried in re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', html, re.DOTALL):
        json.loads(carried)
        assert not set("<>&") & set(carried)
    assert html.lower().count("</script") == 2  # the records and the script of ours
    for path in sorted((out / "tables").glob("*.csv")):
        columns = None
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                columns = columns or len(row)
                assert len(row) == columns
                assert not any(cell[:1] in ("=", "+", "@", "\t", "\r") or (cell[:1] == "-" and not re.fullmatch(r"-[\d.]+", cell)) for cell in row), row


def test_every_hostile_page_is_built_and_every_output_is_sound(tmp_path, ruleset):
    from kg.verify import verify

    for number, text in enumerate(PAGES.values()):
        write(tmp_path / "pages", f"{number:02}.txt", text)
    graph = kg.build([tmp_path / "pages"])
    out = tmp_path / "out"
    graph.write(out)
    left = {note.source: note.message for note in graph.skipped}
    assert not any("stumbled" in message for message in left.values()), left
    assert len(graph.sources) + len(left) == len(PAGES)
    assert_sound(out)
    report = verify(out, [tmp_path / "pages"], ruleset)
    assert report.is_good, "\n".join(report.lines())


@pytest.mark.parametrize("name", PAGES)
def test_each_hostile_page_is_analysed_without_an_exception(name, ruleset):
    analyse(read_text(PAGES[name], "page.txt", ruleset=ruleset), ruleset)


def test_lone_surrogates_in_a_text_reach_no_output_as_such(tmp_path, ruleset):
    from kg.check import check
    from kg.pipeline import BASE
    from kg.resolve import across

    result = analyse(read_text(PAGE.replace("滨江", "滨\ud800江\udfff"), "page\udcff.txt", ruleset=ruleset), ruleset)
    records = across([result.records()], ruleset, BASE)
    check(records, ruleset)
    kg.pipeline.KnowledgeGraph(records).write(tmp_path)
    assert_sound(tmp_path)


def seconds(text: str, ruleset) -> float:
    gc.freeze()  # what thousands of other tests left in this process is not looked through for garbage
    try:
        started = time.process_time()
        analyse(read_text(text, "page.txt", ruleset=ruleset), ruleset)
        return time.process_time() - started
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("name", BIG)
def test_time_grows_with_length_and_not_with_its_square(name, ruleset):
    unit, times = BIG[name]
    seconds(PAGE, ruleset)
    for _ in range(3):  # the machine may be busy with something else
        small = min(seconds(unit * (times // 2), ruleset) for _ in range(2))
        large = seconds(unit * times * 2, ruleset)
        if large < 0.25 or large < 8 * small:  # four times the length; sixteen times the work would be a square
            return
    pytest.fail(f"{times * len(unit) * 2} characters took {large:.2f} s, a quarter of them {small:.2f} s")


def test_pipes_and_devices_in_a_folder_are_skipped_and_nobody_waits(tmp_path):
    write(tmp_path, "good.txt", PAGE)
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe.txt.gz")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    graph = kg.build([tmp_path])
    assert [source.name for source in graph.sources] == ["good.txt"]
    assert {note.source for note in graph.skipped} == {"pipe.txt", "pipe.txt.gz", "zero.txt"}
    assert "plain file" in kg.build([tmp_path / "pipe.txt", tmp_path / "good.txt"]).skipped[0].message
    assert "plain file" in kg.build(["/dev/zero", tmp_path / "good.txt"]).skipped[0].message


def test_links_out_of_the_folder_are_not_followed_and_links_inside_are(tmp_path):
    secret = write(tmp_path, "elsewhere/secret.txt", PAGE)
    write(tmp_path, "pages/good.txt", PAGE)
    (tmp_path / "pages" / "out.txt").symlink_to(secret)
    (tmp_path / "pages" / "inside.txt").symlink_to("good.txt")
    (tmp_path / "pages" / "round").symlink_to(tmp_path / "pages")
    (tmp_path / "pages" / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "pages" / "gone.txt").symlink_to("nothing.txt")
    graph = kg.build([tmp_path / "pages"])
    assert [source.name for source in graph.sources] == ["good.txt", "inside.txt"]
    assert {note.source for note in graph.skipped} == {"out.txt", "round", "loop.txt", "gone.txt"}
    assert len(kg.build([tmp_path / "pages" / "out.txt"]).sources) == 1  # named by a person: followed


def test_a_gzip_bomb_stops_at_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(source_room, "LARGEST", 1 << 20)
    write(tmp_path, "bomb.txt.gz", gzip.compress(b"\xe6\xb0\xb4" * (1 << 20)))
    write(tmp_path, "plain.txt", b"\xe6\xb0\xb4" * (1 << 19))
    write(tmp_path, "broken.txt.gz", gzip.compress(PAGE.encode())[:-20])
    write(tmp_path, "not.txt.gz", PAGE)
    write(tmp_path, "good.txt.gz", gzip.compress(PAGE.encode()))
    graph = kg.build([tmp_path])
    left = {note.source: note.message for note in graph.skipped}
    assert left.keys() == {"bomb.txt.gz", "plain.txt", "broken.txt.gz", "not.txt.gz"}
    assert "larger than" in left["bomb.txt.gz"] and "larger than" in left["plain.txt"]


def test_pages_that_share_a_file_name_are_told_apart_by_their_folders(tmp_path):
    for folder, city in (("may/A", "滨江"), ("june/A", "临海"), ("june/B", "南岭")):
        write(tmp_path, f"{folder}/01.txt", PAGE.replace("滨江", city))
    write(tmp_path, "june/02.txt", PAGE.replace("滨江", "沙洲"))
    graph = kg.build([tmp_path])
    assert [source.name for source in graph.sources] == ["june/02.txt".split("/")[1], "june/A/01.txt", "B/01.txt", "may/A/01.txt"]
    graph.write(tmp_path / "out", ["tables", "manifest"])
    assert {row["source"] for row in rows(tmp_path / "out", "claims")} == {"02.txt", "june/A/01.txt", "B/01.txt", "may/A/01.txt"}


def test_a_file_that_vanishes_between_listing_and_reading_is_named(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", PAGE)
    gone = write(tmp_path, "b.txt", PAGE.replace("滨江", "临海"))
    expect = workplace.expect

    def vanishing(tasks):
        gone.unlink(missing_ok=True)
        expect(tasks)

    monkeypatch.setattr(workplace, "expect", vanishing)
    graph = kg.build([tmp_path])
    assert [source.name for source in graph.sources] == ["a.txt"]
    assert "No such file" in graph.skipped[0].message


def test_a_folder_that_may_not_be_listed_is_named(tmp_path, monkeypatch):
    write(tmp_path, "open/a.txt", PAGE)
    write(tmp_path, "shut/b.txt", PAGE)
    real = os.scandir

    def guarded(path):
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    pages, notes = find([tmp_path])
    assert pages == [str(tmp_path / "open/a.txt")]
    assert [note.source for note in notes] == ["shut"] and "cannot be listed" in notes[0].message


@pytest.mark.parametrize("name", ["a; rm -rf ..txt", "a\nb.txt", "=cmd().txt", "<script>.txt", "%2e%2e%2fx.txt", "\u202etxt.exe.txt", "a" * 240 + ".txt", "b\udcff.txt", "--out.txt"])
def test_a_file_name_cannot_escape_or_break_an_output(name, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    with open(os.fsencode(pages / name), "wb") as file:
        file.write(PAGE.encode())
    before = sorted(p for p in tmp_path.iterdir())
    graph = kg.build([pages])
    assert len(graph.sources) == 1
    graph.write(tmp_path / "out")
    assert_sound(tmp_path / "out")
    assert sorted(p for p in tmp_path.iterdir()) == sorted([*before, tmp_path / "out"])


def test_titles_and_names_like_paths_name_no_file(tmp_path):
    write(tmp_path / "pages", "a.txt", "../../x.txt\n\n" + PAGE.replace("滨江市水务局", "../../etc/滨江市水务局"))
    kg.build([tmp_path / "pages"]).write(tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "pages"]
    assert {p.relative_to(tmp_path / "out").parts[0] for p in (tmp_path / "out").rglob("*")} == {"graph.html", "graph.ttl", "manifest.json", "report.txt", "tables"}


def test_a_page_that_the_program_stumbles_over_costs_only_itself(tmp_path, monkeypatch):
    from kg import workplace

    real = workplace.analyse

    def stumbles(page, ruleset):
        if page.source.name == "bad.txt":
            raise ZeroDivisionError("by a page")
        return real(page, ruleset)

    monkeypatch.setattr(workplace, "analyse", stumbles)
    write(tmp_path, "good.txt", PAGE)
    write(tmp_path, "bad.txt", PAGE)
    graph = kg.build([tmp_path])
    assert [source.name for source in graph.sources] == ["good.txt"]
    assert "ZeroDivisionError: by a page" in graph.skipped[0].message


@pytest.mark.parametrize("engine", ["memory", "disk"])
def test_one_fault_met_on_many_pages_is_one_letter_and_each_page_is_in_the_manifest(engine, tmp_path, monkeypatch, capsys):
    from kg import workplace

    real = workplace.analyse

    def stumbles(page, ruleset):
        if page.source.name.startswith("bad"):
            raise KeyError(page.source.name)
        return real(page, ruleset)

    monkeypatch.setattr(workplace, "analyse", stumbles)
    names = [f"bad{number}.txt" for number in range(12)]
    for name in [*names, "good.txt"]:
        write(tmp_path, f"pages/{name}", PAGE)
    build = ["build", str(tmp_path / "pages"), "--engine", engine, "--jobs", "1", "--fresh", "--formats", "report,manifest", "--out", str(tmp_path / "out")]
    assert main(build) == 0
    told = capsys.readouterr()
    assert told.err.count("stumbled") == 1 and "skipped bad0.txt: " in told.err and "at the same place over 11 pages more" in told.err and "12 skipped" in told.out
    report = (tmp_path / "out/report.txt").read_text(encoding="utf-8")
    assert "\nskipped (12)\n  bad0.txt: " in report and report.count("stumbled") == 1
    skipped = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["skipped"]
    assert sorted(page["name"] for page in skipped) == sorted(names) and all("stumbled" in page["reason"] for page in skipped)
    (tmp_path / "pages/good.txt").unlink()
    assert main(build) == 2
    assert capsys.readouterr().err.count("stumbled") == 1

DAMAGE = [("lost byte", lambda page: page[:100] + b"\xff" + page[100:]), ("cut in a character", lambda page: page[:-2]), ("two NULs", lambda page: page[:60] + b"\0" + page[60:90] + b"\0" + page[90:])]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("damage", [damage for _, damage in DAMAGE[:2]], ids=[name for name, _ in DAMAGE[:2]])
def test_a_page_with_a_byte_lost_is_read_and_the_report_says_where(encoding, damage, tmp_path):
    write(tmp_path, "page.txt", damage((PAGE * 10).encode(encoding)))
    graph = kg.build([tmp_path])
    assert {"滨江市水务局"} <= {entity.name for entity in graph.entities}
    assert ["the first in line" in note.message for note in graph.records.notes if note.kind == "damaged"] == [True]


def test_nul_bytes_in_a_text_that_is_otherwise_whole_are_nothing(tmp_path):
    write(tmp_path, "page.txt", DAMAGE[2][1]((PAGE * 3).encode()))
    graph = kg.build([tmp_path])
    assert not graph.skipped and "滨江市水务局" in {entity.name for entity in graph.entities}


@pytest.mark.parametrize("disguise", [
    lambda text: text.replace("水", "⽔").replace("工", "⼯").replace("长", "⻓"),  # radicals, from a PDF
    lambda text: text.replace("年", "\uf98e").replace("里", "\uf9e9"),  # compatibility ideographs
    lambda text: text.translate(str.maketrans("，。（）", "︐︒︵︶")),  # vertical print
    lambda text: text.replace("水", "\u200b水\ufe00").replace("12", "1\u200e2"),  # signs that take no room
    lambda text: "\u202a" + text.replace("，", "，\u2066"),
], ids=["radicals", "compatibility", "vertical", "no room", "direction"])
def test_a_page_in_disguise_says_what_the_plain_page_says(disguise, tmp_path):
    def told(text, name):
        graph = kg.build([write(tmp_path, name, text)])
        return [(e.type, e.name) for e in graph.entities], [(c.metric, c.value, c.unit, c.time) for c in graph.claims], [a.reporters for a in graph.articles]

    assert told(disguise(PAGE), "other.txt") == told(PAGE, "plain.txt")


def test_a_folder_with_nothing_to_read_is_an_error_that_says_so(tmp_path):
    with pytest.raises(PageError, match="holds no page"):
        kg.build([tmp_path])
    write(tmp_path, "empty.txt", b"")
    graph = kg.build([tmp_path])
    assert not graph.sources and len(graph.skipped) == 1
    with pytest.raises(NothingRead, match="no page can be read, 1 skipped"):
        graph.write(tmp_path / "out")
    assert not (tmp_path / "out").exists()


WEB = "<!DOCTYPE html><html><head><title>滨江新建管线</title></head><body>"


@pytest.mark.parametrize(("name", "content", "words"), [
    ("deep.html", WEB + "<div>" * 20_000 + "<p>" + PAGE * 4, "holds no text"),
    ("tables.html", WEB + "<table>" * 5_000 + PAGE * 4, "holds no text"),
    ("tags.html", WEB + "<p>滨江" * 101_000 + PAGE, "more than 100,000 tags"),
    ("attributes.html", "<p " + "a=1 " * 100_000 + ">" + PAGE, "no HTML"),
    ("zip.docx", b"PK\x03\x04\x14\0\0\0\0\0" + bytes(40), "not text"),
    ("twice.txt.gz", gzip.compress(gzip.compress(bytes(1 << 20))), "not text"),
])
def test_a_hostile_file_of_another_format_is_told_soon(name, content, words, tmp_path):
    path = write(tmp_path, name, content)
    started = time.process_time()
    with pytest.raises(PageError, match=words) as problem:
        source_room.open_source(path)
    assert name in str(problem.value) and time.process_time() - started < 5


@pytest.mark.parametrize(("name", "content"), [
    ("outside.xhtml", '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/hostname">]><html><body><p>&a;' + PAGE * 4 + "</p></body></html>"),
    ("bomb.xhtml", '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "滨江滨江">' + "".join(f'<!ENTITY {b} "{("&" + a + ";") * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
     + "]><html><body><p>&i;" + PAGE * 4 + "</p></body></html>")])
def test_entities_of_a_web_page_are_neither_fetched_nor_multiplied(name, content, tmp_path):
    text = source_room.open_source(write(tmp_path, name, content)).text
    assert len(text) < 2000 and Path("/etc/hostname").read_text().strip() not in text


def test_a_deep_json_record_costs_only_itself(tmp_path):
    write(tmp_path, "deep.jsonl", "[" * 100_000 + "\n" + json.dumps({"id": "a", "text": PAGE}) + '\n{"id": 1e999, "text": "x"}\n{"text": ["a"]}\n')
    graph = kg.build([tmp_path / "deep.jsonl"])
    assert len(graph.sources) == 1 and len(graph.skipped) == 3


def test_settings_dates_and_judgements_that_are_bombs_are_clear_errors(tmp_path, monkeypatch):
    from kg.errors import KgError
    from kg.project import read_settings

    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(f"{b}: &{b} [" + ",".join(f"*{a}" for _ in range(9)) + "]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    write(tmp_path, "a.txt", PAGE)
    write(tmp_path, "pages.yaml", bomb)
    with pytest.raises(KgError, match="pages.yaml"):
        kg.build([tmp_path])
    with pytest.raises(KgError, match="kg.yaml"):
        read_settings(write(tmp_path, "kg.yaml", bomb))
    (tmp_path / "pages.yaml").unlink()
    with pytest.raises(KgError, match="judgements.yaml"):
        kg.build([tmp_path / "a.txt"], [write(tmp_path, "rules/judgements.yaml", bomb).parent])


def test_no_page_made_for_people_runs_what_a_newspaper_page_says(tmp_path, capsys):
    """The page to review by, the page of checks and that of two builds compared hold what they hold for a harmless page: no tag, no handler more."""
    from html.parser import HTMLParser

    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: set[tuple[str, ...]] = set()

        def handle_starttag(self, tag, attributes):
            self.found.add((tag, *(name for name, _ in attributes)))

    evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)><svg onload=alert(3)>]]>{{7*7}}"
    told: dict[str, list[set]] = {"review": [], "check": [], "diff": []}
    for name, text in (("mild", PAGE + PAGE.replace("8%", "9%")), ("evil", (PAGE + PAGE.replace("8%", "9%")).replace("水务局", evil + "水务局").replace("供水", evil + "供水").replace("李明", "李明" + evil))):
        page = write(tmp_path, f"{name}/{'p' if name == 'mild' else 'p<img src=x onerror=alert(4)>'}.txt", text)
        write(tmp_path, f"{name}/q.txt", PAGE.replace("120", "130"))
        out = tmp_path / f"{name}-out"
        kg.build([page]).write(out / "a")
        kg.build([page.parent]).write(out / "b")
        assert main(["review", str(page), "--out", str(out / "review.html")]) == 0
        assert main(["diff", str(out / "a"), str(out / "b"), "--html", str(out / "diff.html")]) in (0, 1)
        capsys.readouterr()
        main(["check", str(page), "--format", "html"])
        (out / "check.html").write_text(capsys.readouterr().out, encoding="utf-8")
        for sort, found in told.items():
            tags = Tags()
            tags.feed((out / f"{sort}.html").read_text(encoding="utf-8"))
            found.append(tags.found)
    for sort, (mild, wild) in told.items():
        assert mild and not {tags for tags in wild if tags[0] in ("script", "img", "svg") or any(name.startswith("on") for name in tags[1:])} - mild, sort


@pytest.mark.parametrize("command", [["build"], ["check"], ["series", "管线"], ["review"], ["diff", "-", "-", "--pages"]], ids=lambda command: command[0])
def test_a_page_that_cannot_be_read_is_named_by_every_command_that_builds(command, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\0\0")
    assert main([*command, "good.txt", "picture.txt"]) == 0
    assert "skipped picture.txt: " in capsys.readouterr().err
    assert main([*command, "picture.txt"]) == 2
    told = capsys.readouterr()
    assert "skipped picture.txt: " in told.err and "no page can be read, 1 skipped" in told.err and told.out == ""
