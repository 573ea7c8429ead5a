"""One plan on every engine writes the bytes of the build in memory: tables, Turtle, N-Quads, report, manifest."""
from __future__ import annotations

import argparse
import pickle
import re
import sys
from itertools import groupby
from pathlib import Path

import pytest

from kg import pipeline, workplace
from kg.cli import build, main
from kg.cli.build_rows import engine_for
from kg.errors import KgError, UsageError
from kg.export import Settings
from kg.flow import choosing, disk, held
from kg.flow.disk import Disk
from kg.resolve.blocks import Unions

sys.path.insert(0, str(Path(__file__).parent.parent / "bench" / "archive"))

FORMATS = ("turtle", "nquads", "tables", "report", "texts", "manifest")
HARBOUR = ("北海港新泊位投用\n\n本报讯（记者 韦立新）5月6日，记者从北海市交通运输局获悉，铁山港区两个十万吨级泊位投入使用，总投资12.6亿元，"
           "年吞吐能力新增860万吨。北海市交通运输局副局长陈海波介绍，一季度全港完成货物吞吐量1050万吨，同比增长7.4%，集装箱吞吐量21.3万标箱。"
           "据了解，港区今年还将建设铁路专用线5.2公里，建成后货物可直达码头，企业每箱可节省运费120元。\n")
PAPER = "北海日报\n{day}\n\n{title}\n\n本报讯（记者 黄玉）{words}\n"
PLAN = PAPER.format(day="2024年1月8日", title="今年目标已定", words="2024年，北海市计划完成港口货物吞吐量5600万吨。2023年，北海市港口货物吞吐量为5121万吨。")
RESULT = PAPER.format(day="2025年1月9日", title="港口交出成绩单", words="2024年，北海市港口货物吞吐量5710万吨，同比增长11.5%。市教育局局长陈海波到铁山港区调研。"
                            "2022年，防城港市进出口总额为150亿元。2023年，防城港市进出口总额165亿元，同比增长10%。")
AGAIN = PAPER.format(day="2025年1月12日", title="会上谈发展", words="会上介绍，2024年北海市港口货物吞吐量5710万吨，同比下降11.5%。经最终核实，2023年，防城港市进出口总额156亿元。遵义市教育局局长陈海波也到会。")
PAGES = {"a.txt": HARBOUR, "b.txt": PLAN, "c.txt": RESULT, "d.txt": HARBOUR, "e.txt": "北海晚报\n\n" + HARBOUR.replace("获悉，", "了解到，").replace("据了解，", ""),
         "f.txt": AGAIN, "g.html": "<html><body><h1>合浦县建成两所小学</h1><p>昨日，合浦县廉州镇两所小学建成，新增学位2160个，总投资9800万元。</p></body></html>"}


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(workplace, "cache_folder", lambda: tmp_path / "cache")  # those of rules and dictionary stay warm
    monkeypatch.setattr(workplace, "_shelf", None)
    yield
    held.use_shelf(None)


@pytest.fixture
def archive(tmp_path) -> Path:
    from pages import page

    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in PAGES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for number in range(6):
        (folder / f"{number}.txt").write_text(page(number, 200), encoding="utf-8")
    return folder


def in_memory(archive: Path, out: Path, profile: str = "full", keep: bool = True) -> dict[str, bytes]:
    pipeline.build([archive], keep=keep).write(out, FORMATS, profile)
    return outputs(out)


def on(called: str, archive: Path, out: Path, profile: str = "full", keep: bool = True, jobs: int = 1) -> dict[str, bytes]:
    pipeline.build_on(called, out, FORMATS, Settings(profile=profile), [archive], jobs=jobs, keep=keep)
    return outputs(out)


def outputs(out: Path) -> dict[str, bytes]:
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    found["report.txt"] = re.sub(rb"\n\nseconds\n.*", b"", found["report.txt"], flags=re.DOTALL)
    return found


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_every_engine_writes_the_bytes_of_the_build_in_memory(archive, tmp_path, monkeypatch):
    wanted = in_memory(archive, tmp_path / "reference")
    assert b"copies" not in wanted["manifest.json"] and b'"repeats": [\n' in wanted["manifest.json"], "the pages hold reprints, so they are compared too"
    assert b"goal," in wanted["tables/verdicts.csv"] and b"restated," in wanted["tables/verdicts.csv"] and b"chain," in wanted["tables/verdicts.csv"]
    assert b"11.5% up and 11.5% down" in wanted["tables/verdicts.csv"] and b"one of them corrects a figure" in wanted["tables/verdicts.csv"], "steps of two pages, and a correction"
    chains = [line for line in wanted["tables/verdicts.csv"].decode().splitlines() if line.startswith("chain,")]
    assert any(",c.txt," in line for line in chains), "one article alone has figures that lead from one to the next"
    assert differing(wanted, on("memory", archive, tmp_path / "rows", jobs=2)) == []
    assert differing(wanted, on("disk", archive, tmp_path / "disk", jobs=2)) == []
    for parts in (1, 3, 7):
        monkeypatch.setattr(choosing, "engine_called", lambda name, start=None, parts=parts, **_: Disk(None, 1, parts, start, budget=1 << 16))
        assert differing(wanted, on("disk", archive, tmp_path / f"disk{parts}")) == [], parts


def test_the_engine_on_disk_tells_how_far_it_is_behind_the_pages_too(archive, tmp_path, monkeypatch):
    monkeypatch.setattr(disk, "_ROWS", 10)
    told: list[tuple[str, int, int]] = []
    pipeline.build_on("disk", tmp_path / "out", FORMATS, Settings(), [archive], progress=lambda *now: told.append(now))
    words = [re.fullmatch(r"(pages|joining|checks|writing)(?:, step (\d+), (pieces|rows))?", stage) for stage, _, _ in told]
    assert all(words) and [key for key, _ in groupby(word[1] for word in words)] == ["pages", "joining", "checks", "writing"]
    assert len({word[2] for word in words if word[3] == "pieces"}) > 20 and {word[3] for word in words if word[1] == "writing"} == {"pieces", "rows"}
    for _, step in groupby(told, key=lambda now: now[0]):
        counts = [(done, total) for _, done, total in step]
        assert counts[-1][1] in (0, counts[-1][0]) and counts == sorted(counts), "a step ends where it said"


def test_nothing_need_be_kept_and_the_lean_profile_is_alike(archive, tmp_path):
    for name in ("3.txt", "4.txt", "5.txt"):
        (archive / name).unlink()
    wanted = in_memory(archive, tmp_path / "reference", "lean", keep=False)
    assert differing(wanted, on("disk", archive, tmp_path / "disk", "lean", keep=False)) == []


def test_after_a_change_the_second_build_is_that_of_a_clean_one(archive, tmp_path):
    on("memory", archive, tmp_path / "first")
    (archive / "b.txt").write_text(PLAN.replace("5600万吨", "5800万吨"), encoding="utf-8")
    (archive / "1.txt").unlink()
    (archive / "A.txt").write_text(AGAIN.replace("12日", "13日").replace("也到会", "与陈海波同行"), encoding="utf-8")  # with 1.txt gone, the pages between have other numbers
    second = on("memory", archive, tmp_path / "second")
    held.use_shelf(None)
    assert differing(second, in_memory(archive, tmp_path / "clean", keep=False)) == []


def test_unchanged_pages_are_not_worked_on_again(archive, tmp_path, monkeypatch):
    on("memory", archive, tmp_path / "first")
    (archive / "b.txt").write_text(PLAN.replace("5600万吨", "5800万吨"), encoding="utf-8")
    analysed = []
    analyse = workplace.analyse
    monkeypatch.setattr(workplace, "analyse", lambda page, ruleset: analysed.append(page.source.name) or analyse(page, ruleset))
    on("memory", archive, tmp_path / "second")
    assert analysed == ["b.txt"]


def test_a_result_that_was_thrown_away_is_told_with_what_to_do():
    with pytest.raises(KgError, match="a kept result is gone.*--fresh"):
        held.Held("0" * 64, "made from", b"").take()


def test_what_needs_all_records_is_refused_with_a_way_out(archive, tmp_path, capsys):
    with pytest.raises(UsageError, match="jsonld.*--engine memory"):
        pipeline.build_on("disk", tmp_path / "out", ("jsonld",), Settings(), [archive])
    assert main(["build", str(archive), "--engine", "disk", "--formats", "html", "--out", str(tmp_path / "out")]) == 2
    assert "--sample" in capsys.readouterr().err


def test_the_command_leaves_out_the_page_to_explore_and_says_so(archive, tmp_path, capsys):
    for name in ("2.txt", "3.txt", "4.txt", "5.txt", "e.txt"):
        (archive / name).unlink()
    assert main(["build", str(archive), "--engine", "disk", "--jobs", "1", "--out", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert "no page to explore" in told.err and "8 pages, " in told.out
    assert not (tmp_path / "out" / "graph.html").exists() and (tmp_path / "out" / "graph.ttl").stat().st_size > 1000


@pytest.mark.parametrize("given, files, engine", [([], 999, "memory"), ([], 1000, "incremental"), ([], 3000, "disk"), (["--sample", "300"], 9000, "memory"), (["--engine", "disk"], 5, "disk"),
                                                  (["--formats", "turtle,html"], 5000, "memory"), (["--since", "output"], 5000, "memory"), (["--formats", "nquads.gz"], 5000, "disk")])
def test_the_engine_goes_by_the_number_of_pages(given, files, engine, monkeypatch):
    command = argparse.ArgumentParser()
    build.add(command.add_subparsers())
    monkeypatch.setattr("kg.read.finding.find", lambda pages: (["a.txt"] * files, []))
    assert engine_for(command.parse_args(["build", "pages", *given])) == engine


def test_every_record_of_a_file_is_a_page_for_the_choice_of_the_engine(tmp_path):
    command = argparse.ArgumentParser()
    build.add(command.add_subparsers())
    (tmp_path / "may.jsonl").write_text('{"text": "大桥通车。"}\n' * 1000, encoding="utf-8")
    assert engine_for(command.parse_args(["build", str(tmp_path)])) == "incremental"
    assert engine_for(command.parse_args(["build", str(tmp_path), "--limit", "999"])) == "memory"


def test_the_driver_holds_little_of_a_page_that_another_prints_again(tmp_path, monkeypatch):
    """The places, sources and claims of reprints are rows."""
    from pages import page

    held_bytes: dict[int, int] = {}
    share = Disk.share

    def measured(self, value, name=""):
        if name not in ("world", "build", "decisions", "files"):
            held_bytes[count] += len(pickle.dumps(value))
        return share(self, value, name)

    monkeypatch.setattr(Disk, "share", measured)
    for count in (10, 40):
        held_bytes[count] = 0
        pages = tmp_path / f"{count}"
        pages.mkdir()
        for number in range(0, count, 2):
            (pages / f"{number:02}.txt").write_text(page(number, 300), encoding="utf-8")
            (pages / f"{number + 1:02}.txt").write_text(page(number, 300) + "\n\n编辑 王海\n", encoding="utf-8")
        summary, _ = pipeline.build_on("disk", tmp_path / f"out{count}", ("tables", "report"), Settings(), [pages], keep=False)
        assert summary.listed["articles printed more than once"].count >= count // 2
    assert (held_bytes[40] - held_bytes[10]) / 30 < 150, held_bytes


def test_what_is_counted_does_not_depend_on_what_is_written(archive, tmp_path):
    for name in ("2.txt", "3.txt", "4.txt", "5.txt"):
        (archive / name).unlink()
    told, paths = pipeline.build_on("memory", tmp_path / "out", ("nquads.gz",), Settings(), [archive], keep=True)
    graph = pipeline.build([archive], keep=True)
    assert [path.name for path in paths] == ["graph.nq.gz"]
    assert [told.counts[name] for name in ("pages", "entities", "claims", "verdicts")] == [len(part) for part in (graph.sources, graph.entities, graph.claims, graph.verdicts)]


def test_groups_joined_in_any_order_are_one_cluster():
    pairs = [("e", "d"), ("a", "b"), ("c", "d"), ("b", "e")]
    tables = []
    for order in (pairs, pairs[::-1], pairs[2:] + pairs[:2]):
        unions = Unions()
        for one, other in order:
            unions.join(one, other)
        tables.append(unions.table())
    assert tables[0] == tables[1] == tables[2] == {"b": "a", "c": "a", "d": "a", "e": "a"}
