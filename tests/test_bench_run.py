"""The bench in one command: what it prints, what it keeps, what it answers; measured for real only on one small part."""
from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from bench import cores, curves, formats, machine, peers, run  # noqa: E402
from bench.table import Goal, Table  # noqa: E402

MET, MISSED = Goal("speed", "≥ 2", "2.5", True), Goal("memory", "≤ 1 GB", "1.2 GB", False)


def test_a_table_lines_up_chinese_and_latin():
    lines = Table("表", ("what", "n"), [["读页", "1"], ["kg build", "200"]]).as_text().splitlines()
    assert lines[1:] == ["what        n", "读页        1", "kg build  200"]


def test_markdown_keeps_bars_inside_cells():
    assert "| a\\|b | 1 |" in Table("T", ("x", "y"), [["a|b", "1"]]).as_markdown()


def parts(*tables: Table) -> dict:
    return {"peers": lambda options: iter(tables)}


@pytest.mark.parametrize("goals, check, code", [((MET,), True, 0), ((MET, MISSED), True, 1), ((MET, MISSED), False, 0)])
def test_check_answers_1_where_a_goal_is_missed(monkeypatch, capsys, goals, check, code):
    monkeypatch.setattr(run, "PARTS", parts(Table("Made", ("what", "n"), [["a", "1"]], goals=goals)))
    assert run.main(["--check"] if check else []) == code
    printed = capsys.readouterr().out
    assert "Made" in printed and all(goal.measured in printed for goal in goals) and ("NO" in printed) == (MISSED in goals)


def test_results_say_machine_date_command_and_every_table(monkeypatch, tmp_path):
    monkeypatch.setattr(run, "PARTS", parts(Table("Made", ("what", "n"), [["a", "1"]], goals=[MET])))
    monkeypatch.setattr(run, "RESULTS", tmp_path / "RESULTS.md")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    assert run.main(["--write"]) == 0
    text = (tmp_path / "RESULTS.md").read_text(encoding="utf-8")
    assert "`python bench/run.py --write`" in text and "cores" in text and "Date: 20" in text and "Load at the start" in text
    assert text.index("Promised and measured") < text.index("## Made") and "| speed | ≥ 2 | 2.5 | yes |" in text


def test_an_unknown_part_is_refused(capsys):
    with pytest.raises(SystemExit):
        run.main(["--only", "nonesuch"])
    assert "nonesuch" in capsys.readouterr().err


def test_a_tool_that_does_not_install_is_a_row_with_the_reason(monkeypatch):
    monkeypatch.setattr(peers, "environments", lambda: Path("/nonexistent"))
    text = peers.side_by_side(["大桥昨日通车。"], ["LAC"], install=False).as_text()
    assert "LAC" in text and "not installed yet" in text


def test_tools_stand_side_by_side_on_the_same_pages():
    table = peers.side_by_side(["本报讯（记者 韦敏）昨日，桂林市水务局局长陆川说，全市完成投资3.5亿元，增长8%。\n"] * 2, ["jieba.cut", "kg"])
    cut, kg = table.rows
    words, claims = table.columns.index("words"), table.columns.index("claims")
    assert int(cut[words]) > 30 and cut[claims] == "—" and kg[words] == "—" and int(kg[claims]) == 4 and all(float(row[2]) > 0 and int(row[3].replace(",", "")) > 20 for row in (cut, kg))


def test_what_a_process_took_is_its_own_processor_time_and_memory():
    taken = machine.taken_by(machine.python("-c", "x = bytearray(200 << 20); sum(range(3_000_000)); print('said')"))
    assert taken.code == 0 and taken.said == "said\n" and taken.memory > 200 and 0.02 < taken.processor <= taken.clock + 0.1
    assert machine.taken_by(machine.python("-c", "import time; time.sleep(60)"), patience=0.5).code == 124


def test_a_program_that_fails_is_told_by_its_error():
    assert peers.reason("WARNING: a\nERROR: No matching distribution found for x\n") == "ERROR: No matching distribution found for x"


def test_lines_of_the_linked_data_bench_become_rows():
    assert formats.rows_of(["rdflib parses                   1,980 triples/s    9.6 s", "odd"]) == [["rdflib parses", "1,980", "9.6", ""], ["odd", "", "", ""]]


def test_outputs_are_compared_without_what_tells_seconds(tmp_path):
    for name, seconds in (("a", "1"), ("b", "2")):
        (tmp_path / name / "tables").mkdir(parents=True)
        (tmp_path / name / "tables" / "claims.csv").write_text("x", encoding="utf-8")
        (tmp_path / name / "report.txt").write_text(seconds, encoding="utf-8")
    assert curves.contents(tmp_path / "a") == curves.contents(tmp_path / "b") == {"tables/claims.csv": b"x"}


@pytest.mark.parametrize(("seconds", "met"), [((8.0, 4.5), True), ((8.0, 7.0), False)])
def test_all_cores_are_held_to_one_by_the_reading_of_pages(monkeypatch, seconds, met):
    monkeypatch.setattr(cores, "write", lambda folder, pages: None)
    monkeypatch.setattr(cores.os, "sched_getaffinity", lambda process: {0, 1}, raising=False)

    def taken_by(command):
        out, jobs = Path(command[command.index("--out") + 1]), int(command[command.index("--jobs") + 1])
        out.mkdir(exist_ok=True)
        (out / "report.txt").write_text(f"pages (2)\n\nseconds\n    0.512  rules\n{seconds[jobs - 1]:9.3f}  pages\n    0.100  joining\n", encoding="utf-8")
        return machine.Taken(10.0, 10.0, 200.0, 0, "")

    monkeypatch.setattr(cores, "taken_by", taken_by)
    (table,) = cores.all_cores(40)
    assert [row[2] for row in table.rows] == [f"{each:.1f}" for each in seconds] and table.rows[0][3] == "1.00"
    assert [goal.met for goal in table.goals] == [met]


def test_engines_that_say_other_lines_miss_the_goal(monkeypatch):
    rows = [["memory", 0.5, 25.0, 40_000, 9.0, 790, "a" * 64], ["disk-1", 0.5, 28.0, 36_000, 9.5, 790, "b" * 64]]
    monkeypatch.setattr(cores, "taken_by", lambda command: machine.Taken(1.0, 1.0, 90.0, 0, "said before\n" + json.dumps({"characters": 26_000, "rows": rows})))
    (table,) = cores.each_engine(40)
    assert [row[:4] for row in table.rows] == [["memory", "0.5", "25.0", "40,000"], ["disk-1", "0.5", "28.0", "36,000"]] and not table.goals[0].met
