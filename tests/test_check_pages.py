"""What the figures of the five sample pages say about each other, as a line-based golden file that a person reads, and whether figures
that are altered on copies of the pages are reported.

`python -m pytest tests/test_check_pages.py --accept` rewrites the golden file after a change that was meant.
"""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest
from marked import rules

from kg.check import check
from kg.check.wording import english
from kg.model import Verdict
from kg.pipeline import analyse
from kg.read import read_text
from kg.resolve import across
from kg.series import connect
from kg.text import fold

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
GOLDEN = HERE / "golden" / "check.txt"
ALTERED = [tuple(line.split("\t")) for line in (HERE / "data" / "altered-figures.tsv").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]


def verdicts_of(pages: dict[str, str]) -> tuple[Verdict, ...]:
    results = [analyse(read_text(text, name, None, rules()), rules()) for name, text in pages.items()]
    records = across([r.records() for r in results], rules(), "https://example.org/kg/")
    return check(connect(records, rules()), rules())


@lru_cache(maxsize=1)
def pages() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8-sig") for path in sorted(SEEDS.glob("*.txt"))}


@lru_cache(maxsize=1)
def page_verdicts() -> tuple[Verdict, ...]:
    return verdicts_of(pages())


def line(verdict: Verdict) -> str:
    return f"{verdict.evidence[0].source[:3]} {verdict.kind} {verdict.verdict}: {' '.join(english(verdict).split())}"


def altered_copy(text: str, printed: str, altered: str) -> str:
    """`text` with the one place where `printed` stands, white space left out, reading `altered`; line wraps elsewhere stay."""
    places = [at for at, ch in enumerate(text) if not ch.isspace()]
    squeezed, wanted = fold("".join(text[at] for at in places)), fold(printed)
    assert squeezed.count(wanted) == 1, f"{printed} stands {squeezed.count(wanted)} times"
    start = squeezed.index(wanted)
    same = next(i for i, (a, b) in enumerate(zip(printed, altered, strict=False)) if a != b)
    behind = next(i for i, (a, b) in enumerate(zip(reversed(printed), reversed(altered), strict=False)) if a != b)
    behind = min(behind, len(printed) - same, len(altered) - same)
    first = places[start + same]
    last = places[start + len(printed) - behind - 1] + 1 if len(printed) - behind > same else first
    return text[:first] + altered[same:len(altered) - behind] + text[last:]


def test_the_sample_pages_give_the_listed_verdicts_and_no_others(request):
    lines = "".join(f"{line(v)}\n" for v in page_verdicts())
    if request.config.getoption("--accept"):
        GOLDEN.write_text(lines, encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8")


def test_no_sample_page_contradicts_itself():
    assert [english(v) for v in page_verdicts() if v.verdict != "agrees"] == []


@pytest.mark.parametrize("relation", [
    "177.99亿 − 14.84亿 = 163.15亿; 14.84亿 / 163.15亿 = 9.096 %", "244 + 24 = 268", "1 + 8 = 9", "1942 − 1908 = 34", "2014 − 1990 = 24",
    "2025 − 1417 = 608", "counted as 八省市", "counted as 三个", "counted as 4张", "listed (一是 … 三是), counted as 三"])
def test_a_relation_that_a_reader_finds_is_found(relation):
    assert any(relation in english(v) for v in page_verdicts())


def test_nine_in_ten_figures_altered_one_at_a_time_are_reported():
    before = {line(v) for v in page_verdicts()}
    silent, contradicted = [], 0
    for page, printed, altered in ALTERED:
        name = next(name for name in pages() if name.startswith(page))
        found = [v for v in verdicts_of({name: altered_copy(pages()[name], printed, altered)}) if v.verdict != "agrees" and line(v) not in before]
        contradicted += any(v.verdict == "disagrees" for v in found)
        if not found:
            silent.append((page, printed, altered))
    assert len(ALTERED) >= 40
    assert len(silent) <= len(ALTERED) // 10, silent
    assert contradicted >= len(ALTERED) * 9 // 10
