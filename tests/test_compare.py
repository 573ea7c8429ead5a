"""`kg diff` names what a build gained, lost and changed, and the rule responsible."""
from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from kg.cli import main
from kg.compare import Change, as_html, changes_between, compare, rows_of, rows_of_folder


def edit(folder, table, change):
    path = folder / "tables" / f"{table}.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, fields = list(reader), reader.fieldnames
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, fields)
        writer.writeheader()
        writer.writerows(change(rows))


@pytest.fixture
def two(sample_output, tmp_path):
    """Two copies of one output; the one of the session stays as it was built."""
    return tuple(Path(shutil.copytree(sample_output, tmp_path / name)) for name in ("one", "other"))


def test_a_build_compared_with_itself_says_the_same(two, capsys):
    assert main(["diff", str(two[0]), str(two[1]), "--fail-on-loss"]) == 0
    assert "say the same" in capsys.readouterr().out


def test_a_lost_claim_is_named_with_its_rule(two, capsys):
    lost = []
    edit(two[1], "claims", lambda rows: lost.append(rows[3]) or rows[:3] + rows[4:])
    changes = compare(*two)
    assert [(c.table, c.sort, c.rule) for c in changes] == [("claims", "lost", lost[0]["rule"])]
    assert main(["diff", str(two[0]), str(two[1]), "--fail-on-loss"]) == 1
    assert lost[0]["value_text"] in capsys.readouterr().out


def test_a_changed_slot_shows_old_and_new(two, capsys):
    edit(two[1], "claims", lambda rows: [{**rows[0], "unit": "斗"}] + rows[1:])
    change, = compare(*two)
    assert change.sort == "changed" and [d[0] for d in change.differences] == ["unit"]
    assert main(["diff", "--markdown", str(two[0]), str(two[1])]) == 0
    assert "→ 斗" in capsys.readouterr().out


def test_a_folder_without_tables_is_a_usage_error(tmp_path, capsys):
    assert main(["diff", str(tmp_path), str(tmp_path)]) == 2
    assert "articles.csv" in capsys.readouterr().err


def test_an_entity_that_is_gone_is_told_by_the_rule_of_its_first_mention(two):
    first = next(csv.DictReader((two[0] / "tables" / "mentions.csv").open(encoding="utf-8-sig", newline="")))
    edit(two[1], "entities", lambda rows: [row for row in rows if row["id"] != first["entity"]])
    gone, = [change for change in compare(*two) if change.table == "entities"]
    assert (gone.sort, gone.rule, gone.source) == ("lost", first["rule"], first["source"])


def test_records_and_their_tables_have_the_same_rows(sample_graph, sample_output):
    records, written = rows_of(sample_graph.records), rows_of_folder(sample_output)
    assert {table: len(rows) for table, rows in records.items()} == {table: len(rows) for table, rows in written.items()}
    assert not [change for change in changes_between(records, written) if "'" not in str(change)]
    assert all(f"【{''.join(row['surface'].split())}】" in row["context"] for row in records["mentions"].values())


def test_two_rule_sets_over_the_same_page(tmp_path, capsys):
    page, pack = tmp_path / "page.txt", tmp_path / "pack"
    page.write_text("汕头市望海茶饭铺昨日开张，汕头市水务局到贺。\n", encoding="utf-8")
    assert main(["rules", "new", str(pack)]) == 0
    assert main(["diff", "-", str(pack), "--pages", str(page)]) == 0
    out = capsys.readouterr().out
    assert "pack-cooking-house" in out and "+ entities page.txt:0 ORG 汕头市望海茶饭铺" in out and "【汕头市望海茶饭铺】昨日开张" in out
    assert main(["diff", str(pack), "-", "--pages", str(page), "--fail-on-loss"]) == 1
    assert main(["diff", str(pack), str(pack), "--published", "2024"]) == 2


def test_the_page_escapes_everything_and_has_no_script(two, tmp_path, capsys):
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    page = as_html([Change("claims", "changed", attack, attack, 3, attack, (("unit", attack, "斗\"'"),))], attack)
    assert "<script" not in page and "<img" not in page and page.count("&lt;script&gt;") >= 5
    assert "default-src &#x27;none&#x27;; style-src &#x27;sha256-" in page
    edit(two[1], "claims", lambda rows: rows[1:])
    assert main(["diff", str(two[0]), str(two[1]), "--html", str(tmp_path / "diff.html")]) == 0
    shown = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert '<li class="lost"><span class="sort">减少 lost claims</span>' in shown and "<th>表 · table</th><th>新增 · gained</th>" in shown
    capsys.readouterr()
    assert main(["diff", str(two[0]), str(two[1]), "--html", str(tmp_path / "no" / "diff.html")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_changes_of_some_tables_by_page_begin_with_what_says_something_else(two, capsys):
    old, new = two
    edit(old, "claims", lambda rows: [*rows[:1], {**rows[1], "unit": "斗"}, *rows[3:]])
    edit(new, "claims", lambda rows: rows[1:])
    edit(new, "roles", lambda rows: rows[1:])
    assert main(["diff", str(old), str(new), "--only", "claims", "--by", "page"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("claims: 1 gained, 1 lost, 1 changed\n\n") and "roles" not in told
    assert [line.split()[0] for line in told.splitlines() if line.startswith("  ")] == ["~", "-", "+"]
    assert main(["diff", str(old), str(new), "--only", "claim"]) == 2
    assert "tables: articles" in capsys.readouterr().err
