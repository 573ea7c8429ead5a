"""The main job, end to end: the same bytes every time, bad pages named and skipped, the last good output kept."""
from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main

ROOT = Path(__file__).parent.parent
PAGE = "本报讯（记者 李明）8月4日，记者从滨江市水务局获悉，今年上半年，滨江市新建供水管线120公里，同比增长8%。\n"


def digests(folder: Path) -> dict[str, str]:
    """The hash of every output that promises the same bytes (the report prints seconds)."""
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "report.txt"}


def run_kg(*arguments: str, seed: str = "0", **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "kg", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, "PYTHONHASHSEED": seed, **environment}, timeout=300)


def test_same_bytes_for_any_hash_seed_locale_zone_and_number_of_jobs(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    first = run_kg("build", "--fresh", "--out", str(one), "--jobs", "1", "--quiet", seed="1", LC_ALL="C", TZ="UTC")
    second = run_kg("build", "--fresh", "--out", str(two), "--jobs", "2", "--quiet", seed="2", LC_ALL="C.UTF-8", TZ="Asia/Shanghai")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert digests(one) == digests(two)
    # A third time: files by name and in reverse, another encoding and locale, from what the builds before kept, each process with a seed of its own.
    pages = sorted((str(path) for path in (ROOT / "seeds").glob("*.txt")), reverse=True)
    third = run_kg("build", *pages, "--out", str(tmp_path / "three"), "--jobs", "3", "--quiet", seed="random", LC_ALL="zh_CN.GB18030", PYTHONIOENCODING="gbk", PYTHONUTF8="0", TZ="America/St_Johns")
    assert third.returncode == 0, third.stderr
    assert digests(tmp_path / "three") == digests(one)
    assert {"graph.ttl", "graph.html", "tables/claims.csv"} <= set(digests(one))


def test_order_of_pages_on_the_command_line_does_not_matter(tmp_path):
    pages = sorted((ROOT / "seeds").glob("*.txt"))[:2]
    kg.build(pages).write(tmp_path / "a", ["tables"])
    kg.build(pages[::-1]).write(tmp_path / "b", ["tables"])
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


def test_bad_pages_are_named_and_skipped_and_the_others_built(tmp_path, capsys):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(PAGE, encoding="utf-8")
    (pages / "good-gb.txt").write_bytes(PAGE.replace("滨江", "临海").encode("gb18030"))
    (pages / "good-16.txt").write_bytes(PAGE.replace("滨江", "南岭").encode("utf-16"))
    (pages / "empty.txt").write_bytes(b"")
    (pages / "picture.txt").write_bytes(bytes(range(256)) * 8)
    out = tmp_path / "out"
    assert main(["build", str(pages), "--out", str(out), "--quiet"]) == 0
    assert main(["build", str(pages), "--out", str(out), "--quiet", "--strict"]) == 1
    report = (out / "report.txt").read_text(encoding="utf-8")
    assert "empty.txt" in report and "picture.txt" in report
    with (out / "tables" / "articles.csv").open(encoding="utf-8-sig") as table:
        assert {row["source"] for row in csv.DictReader(table)} == {"good.txt", "good-gb.txt", "good-16.txt"}
    assert "empty.txt" in capsys.readouterr().err


def test_a_broken_rule_stops_the_build_and_keeps_the_last_output(tmp_path, capsys):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["build", str(tmp_path / "page.txt"), "--out", str(out), "--quiet"]) == 0
    before = digests(out)
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "mine.yaml").write_text("about: mine\nlevel: names\nrules:\n  - id: a\n    abut: x\n", encoding="utf-8")
    assert main(["build", str(tmp_path / "page.txt"), "--rules", str(pack), "--out", str(out), "--quiet"]) == 2
    assert "pack/mine.yaml:5" in capsys.readouterr().err
    assert digests(out) == before


@pytest.mark.parametrize("engine", ["memory", "incremental", "disk"])
def test_pages_that_all_turn_unreadable_stop_the_build_and_keep_the_last_output(engine, tmp_path, capsys):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.txt").write_text(PAGE, encoding="utf-8")
    command = ["build", str(pages), "--out", str(out), "--quiet", "--engine", engine]
    assert main(command) == 0
    before = digests(out)
    (pages / "a.txt").write_bytes(bytes(range(256)) * 8)
    (pages / "b.txt").write_bytes(b"")
    capsys.readouterr()
    assert main(command) == 2
    told = capsys.readouterr().err
    assert "skipped a.txt: " in told and "skipped b.txt: " in told and "no page can be read, 2 skipped; nothing was written" in told
    assert digests(out) == before
    (pages / "b.txt").write_text(PAGE, encoding="utf-8")
    assert main(command) == 0  # one page that can be read is something to build
    assert digests(out) != before


def test_a_table_without_rows_is_no_page_and_makes_no_folder(tmp_path, capsys):
    (tmp_path / "pages.csv").write_text("id,text\n", encoding="utf-8")
    assert main(["build", str(tmp_path / "pages.csv"), "--out", str(tmp_path / "out"), "--quiet"]) == 2
    assert "names columns and holds no record" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_writer_that_dies_leaves_the_last_output_whole(tmp_path, monkeypatch):
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    graph = kg.build([tmp_path / "page.txt"])
    graph.write(tmp_path / "out")
    before = digests(tmp_path / "out")
    from kg.export import tables

    def die(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tables, "write", die)
    with pytest.raises(kg.errors.OutputError, match="No space left"):
        graph.write(tmp_path / "out")
    assert digests(tmp_path / "out") == before
    assert not list((tmp_path / "out").glob(".writing-*"))


@pytest.mark.parametrize(("arguments", "words"), [
    (["build", "no/such/page.txt"], "no/such/page.txt"), (["build", "--published", "yesterday"], "not a date"),
    (["build", "--formats", "turtel"], "turtel"), (["build", "--jobs", "0"], "at least 1"), (["build", "--base", "nowhere"], "base IRI"),
])
def test_usage_errors_say_what_and_exit_with_2(arguments, words, capsys, tmp_path):
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build"], ["check"], ["read"], ["why"], ["review"], ["series", "产值"], ["extract"]], ids=lambda command: command[0])
@pytest.mark.parametrize("date", ["yesterday", "2025-13", "2025-02-30", "2024/2025", ""])
def test_every_command_refuses_a_date_that_no_calendar_has(command, date, capsys, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text("江滨晚报\n", encoding="utf-8")
    assert main([*command, str(page), "--published", date]) == 2
    assert f"--published {date!r} is not a date" in capsys.readouterr().err


def test_a_date_in_the_settings_that_no_calendar_has_is_refused(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text("江滨晚报\n", encoding="utf-8")
    (tmp_path / "kg.yaml").write_text("pages: [page.txt]\npublished: 2025-02-30\n", encoding="utf-8")
    assert main(["build"]) == 2
    assert "kg.yaml: published: '2025-02-30' is not a date" in capsys.readouterr().err


def test_library_use_gives_records_and_views():
    graph = kg.build([ROOT / "seeds"])
    assert {e.type for e in graph.entities} >= {"ORG", "PER", "LOC"}
    assert len(graph.claims) > 100
    network = graph.to_networkx()
    assert {e.id for e in graph.entities} <= set(network.nodes)


def test_extract_prints_a_line_for_every_document(tmp_path, capsys):
    lines = tmp_path / "lines.jsonl"
    lines.write_text('{"id": "a", "text": "滨江市水务局局长李明说，全市有水库12座。", "published": "2024-05"}\n{"id": "b", "text": "今天天气很好。"}\n', encoding="utf-8")
    assert main(["extract", "--lines", str(lines)]) == 0
    import json

    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert [(m["type"], m["surface"]) for m in first["mentions"]] == [("ORG", "滨江市水务局"), ("PER", "李明")]
    assert [(n["value"], n["unit"], n["fate"]) for n in first["numbers"]] == [("12", "座", "claim")]
    assert first["claims"][0]["speaker"] == "李明"
    assert second["id"] == "b" and second["mentions"] == []


def test_why_shows_rule_and_file(capsys):
    assert main(["why", "滨江市水务局局长李明说，全市有水库12座。"]) == 0
    out = capsys.readouterr().out
    assert "Person 李明" in out and "rules/people.yaml:" in out and "claim 12座" in out


def test_a_format_that_nobody_writes_is_refused_before_any_page_is_read(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr("kg.pipeline.build", lambda *_, **__: pytest.fail("pages are read"))
    assert main(["build", str(tmp_path), "--formats", "tables,poem", "--out", str(tmp_path / "out"), "--engine", "memory"]) == 2
    assert "unknown format 'poem'; known formats: html" in capsys.readouterr().err


def test_the_program_alone_tells_its_commands(capsys):
    assert main([]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "kg COMMAND --help tells more" in told.err and " build " in told.err and " rules " in told.err
