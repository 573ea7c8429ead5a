"""A long build asks for large pages of memory, once, and goes on with what it had."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg import workplace
from kg.hanzi import rules_home

GIVEN = Path("/sys/kernel/mm/transparent_hugepage/enabled")
ASKED = """
from pathlib import Path
from kg.largepages import use_large_pages
kept = [str(number) for number in range(200_000)]
use_large_pages()
assert kept == [str(number) for number in range(200_000)]
print(*[line.split()[1] for line in Path("/proc/self/smaps_rollup").read_text().splitlines() if line.startswith("AnonHugePages")])
"""


@pytest.mark.skipif(not GIVEN.exists() or "[never]" in GIVEN.read_text() or tuple(map(int, os.uname().release.split(".")[:2])) < (6, 1), reason="until this machine runs Linux 6.1 or later with large pages switched on")
def test_what_lies_in_memory_lies_in_large_pages():
    told = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True).stdout
    assert int(told) >= 2048  # KB


def test_elsewhere_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    from kg.largepages import use_large_pages

    use_large_pages()


def test_they_are_asked_for_once_in_a_long_build(monkeypatch, tmp_path):
    page, asked = tmp_path / "page.txt", []
    page.write_text("今日天气晴。\n", encoding="utf-8")
    monkeypatch.setattr(workplace, "LONG", 3)
    monkeypatch.setattr(workplace, "_worked_on", 0)
    monkeypatch.setattr(workplace, "use_large_pages", lambda: asked.append(workplace._worked_on))
    workplace.start((rules_home(),))
    for _ in range(5):
        workplace.work((page, "page", None))
    assert asked == [3]
