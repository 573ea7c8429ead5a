"""`kg diff` names what a build gained, lost and changed, and the rule responsible."""
from __future__ import annotations

import csv
import shutil

import pytest

from kg.cli import main
from kg.compare import compare


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
    other = tmp_path / "other"
    shutil.copytree(sample_output, other)
    return sample_output, other


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
