"""What the figures of the five sample pages say about each other, as a line-based golden file that a person reads.

`ACCEPT=1 python -m pytest tests/test_check_pages.py` rewrites the file after a change that was meant.
"""
from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from marked import rules

from kg.check import check as check_connected
from kg.model import Records, Verdict
from kg.pipeline import analyse
from kg.read import read_file, read_text
from kg.resolve import across
from kg.series import connect

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
GOLDEN = Path(__file__).resolve().parent / "golden" / "check.txt"


def _records(results) -> Records:
    records = across([r.records() for r in results], rules(), "https://example.org/kg/")
    return connect(records, rules().table("metrics"))


def check(records: Records) -> tuple[Verdict, ...]:
    return check_connected(records, rules().table("metrics"))


@lru_cache(maxsize=1)
def page_verdicts() -> tuple[Verdict, ...]:
    return check(_records([analyse(read_file(path, None, rules()), rules()) for path in sorted(SEEDS.glob("*.txt"))]))


def test_the_sample_pages_give_the_listed_verdicts_and_no_others():
    lines = "".join(f"{v.evidence[0].source[:3]} {v.kind} {v.verdict}: {' '.join(v.message.split())}\n" for v in page_verdicts())
    if os.environ.get("ACCEPT"):
        GOLDEN.write_text(lines, encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8")


def test_no_sample_page_contradicts_itself():
    assert [v.message for v in page_verdicts() if v.verdict == "disagrees"] == []


def test_a_figure_altered_on_a_copy_of_a_page_is_reported():
    path = sorted(SEEDS.glob("*.txt"))[0]
    text = path.read_text(encoding="utf-8")
    for printed, altered in (("较年初增长14.84亿元", "较年初增长41.84亿元"), ("招募遴选268名", "招募遴选286名"), ("年仅34岁", "年仅43岁"), ("始建于1417年", "始建于1917年")):
        copy = text.replace(printed, altered)
        assert copy != text
        found = check(_records([analyse(read_text(copy, path.name, None, rules()), rules())]))
        assert any(v.verdict == "disagrees" for v in found), altered
