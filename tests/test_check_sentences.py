"""Invented sentences through the whole road, from words to verdicts: what a careful reader finds is found, and nothing else is said.

`tests/data/figures-in-sentences.tsv` has a sentence and what is said of it: kind and verdict, `;` between two, nothing for silence.
`python -m pytest tests/test_check_sentences.py --accept` rewrites the second column; read the difference.
"""
from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from marked import rules

from kg.check import check
from kg.pipeline import analyse
from kg.read import read_text
from kg.resolve import across
from kg.series import connect

TABLE = Path(__file__).parent / "data" / "figures-in-sentences.tsv"
ROWS = [tuple(line.partition("\t")[::2]) for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]


@cache
def said_of(sentence: str) -> str:
    page = f"闽山日报\n\n县里召开工作会议\n\n　　本报讯（记者 林晓）{sentence}\n　　下一步，当地将继续抓好各项工作落实。\n"
    results = [analyse(read_text(page, "page.txt", "2024-07-20", rules()), rules()).records()]
    return "; ".join(f"{v.kind} {v.verdict}" for v in check(connect(across(results, rules(), "https://example.org/kg/"), rules()), rules()))


def test_the_table_may_be_rewritten(request):
    if request.config.getoption("--accept"):
        head = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] == "#"]
        TABLE.write_text("\n".join((*head, *(f"{sentence}\t{said_of(sentence)}".rstrip("\t") for sentence, _ in ROWS))) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("sentence", "said"), ROWS, ids=[row[0][:24] for row in ROWS])
def test_what_is_said_of_a_sentence(sentence, said, request):
    if not request.config.getoption("--accept"):
        assert said_of(sentence) == said


def test_what_the_rest_is_tells_no_headline_again():
    page = "闽山日报\n\n春节期间闽山市共查处近9000起交通违法\n\n　　本报讯（记者 林晓）春节期间，全市交警上路执勤，其它交通违法行为7460起。\n"
    results = [analyse(read_text(page, "page.txt", "2024-02-20", rules()), rules()).records()]
    assert [v.verdict for v in check(connect(across(results, rules(), "https://example.org/kg/"), rules()), rules()) if v.kind == "restated"] == []
