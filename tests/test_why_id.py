"""`kg why ID`: the derivation of what a build says under an id."""
from __future__ import annotations

import csv

import pytest

from kg.cli import main


@pytest.fixture
def built(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("泉州市水务局昨日公布，泉州市有水库12座，比去年增加3座。\n", encoding="utf-8")
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--formats", "tables", "--quiet"]) == 0
    return page, tmp_path / "out"


def rows(out, table):
    with (out / "tables" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_claim_an_entity_and_an_article_are_found_by_their_id(built, capsys):
    page, out = built
    given = ["--build", str(out), "--pages", str(page)]
    claim = next(row for row in rows(out, "claims") if row["value_text"] == "3座")
    assert main(["why", claim["id"], *given]) == 0
    told = capsys.readouterr().out
    assert "Quantity 3座" in told and "claim 3座: " in told and "泉州市水务局" not in told.partition("claim 3座")[0].partition("Quantity 3座")[2]
    bureau = next(row for row in rows(out, "entities") if row["name"] == "泉州市水务局")
    assert main(["why", bureau["id"], *given]) == 0
    told = capsys.readouterr().out
    assert "Org 泉州市水务局" in told and "org-office" in told and "Quantity 3座" not in told
    assert main(["why", rows(out, "articles")[0]["id"], *given]) == 0
    assert "Quantity 12座" in capsys.readouterr().out


def test_why_tells_the_slots_in_both_languages_and_what_is_no_figure(capsys):
    assert main(["why", "泉州市水务局昨日公布，第一批水库有12座，厦门有3座。"]) == 0
    told = capsys.readouterr().out
    assert "metric=" in told and "value=12  unit=座" in told and " · 种类：plain-figure" in told
    assert "number 第一批: no claim, an ordinal, it only tells the order (ordinal-number) · 不作数据：序数，只表次序" in told


def test_why_of_a_line_gives_the_reasons_of_its_names_alone(tmp_path, capsys):
    page = tmp_path / "page.txt"
    page.write_text("泉州市水务局昨日公布了数据。泉州有水库12座。\n\n本报讯厦门市昨日有雨。厦门连日多云，气温下降。\n", encoding="utf-8")
    assert main(["why", f"{page}:3"]) == 0
    told = capsys.readouterr().out
    assert "merged: 厦门 ~ 厦门市" in told and "泉州 ~" not in told


def test_the_day_that_pages_yaml_gives_counts_as_in_the_build(built, tmp_path, capsys):
    page, _ = built
    page.write_text("泉州市水务局公布，去年泉州市建成水库12座。\n", encoding="utf-8")
    (tmp_path / "pages.yaml").write_text("page.txt: 2024-03-02\n", encoding="utf-8")
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--formats", "tables", "--quiet"]) == 0
    claim = next(row for row in rows(tmp_path / "out", "claims") if row["value_text"] == "12座")
    assert claim["time"] == "2023"
    for asked in ([claim["id"], "--build", str(tmp_path / "out"), "--pages", str(page)], [str(page)]):
        capsys.readouterr()
        assert main(["why", *asked]) == 0
        assert "time=2023 " in capsys.readouterr().out
    assert main(["why", str(page), "--published", "2025-05-02"]) == 0  # what is asked for wins
    assert "time=2024 " in capsys.readouterr().out


def test_an_id_that_nobody_has_says_so(built, tmp_path, capsys):
    page, out = built
    assert main(["why", "https://example.org/nobody", "--build", str(out), "--pages", str(page)]) == 2
    assert "stands in no table" in capsys.readouterr().err
    other = tmp_path / "other.txt"
    other.write_text("今天天气很好。\n", encoding="utf-8")
    assert main(["why", rows(out, "claims")[0]["id"], "--build", str(out), "--pages", str(other)]) == 2
    assert "page.txt is not among the pages" in capsys.readouterr().err
