"""Expressions compiled by an earlier process are those that `re` would compile, and where anything is odd `re` compiles them."""
from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from kg import expressions, keeping

PATTERNS = [("(?P<year>[０-９]{4})年(?:[一-鿿]{1,3})?(?P<month>\\d+)月", 0), ("^[a-z]+$", re.IGNORECASE | re.MULTILINE), ("(?<![市县])([㐀-䶿一-鿿]{2,6}?)(?=镇|乡)", 0), ("a|(b)|(c)(?(2)d|e)", re.VERBOSE)]
TEXT = "麻城市２０２１年十二12月，在宋埠镇和歧亭镇\nAbc\nace cde"


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(keeping, "cache_folder", lambda: tmp_path / "cache")
    before = dict(re._cache)
    re._cache.clear()
    yield tmp_path / "cache" / "tables"
    re._cache.clear()
    re._cache.update(before)


def kept():
    for pattern, flags in PATTERNS:
        re.compile(pattern, flags)
    expressions.Table("t").keep()
    re._cache.clear()


def test_what_was_kept_is_not_compiled_again_and_finds_the_same(monkeypatch):
    fresh = [re.compile(pattern, flags) for pattern, flags in PATTERNS]
    kept()
    assert expressions.Table("t").is_known
    monkeypatch.setattr(re._compiler, "compile", lambda *_: pytest.fail("compiled again"))
    for (pattern, flags), own in zip(PATTERNS, fresh, strict=True):
        taken = re.compile(pattern, flags)
        assert taken == own and (taken.flags, taken.groups, taken.groupindex) == (own.flags, own.groups, own.groupindex)
        assert [found.span() for found in taken.finditer(TEXT)] == [found.span() for found in own.finditer(TEXT)]
    assert re.search(*PATTERNS[0][:1], TEXT)["month"] == "12"


def test_what_is_odd_is_left_to_the_interpreter(monkeypatch):
    kept()
    for odd in ([("a", 0, 32, b"\xff\0\0\0", 0, {})], [("a",)], [(1, 2, 3, 4, 5, 6)], ["x"]):
        keeping.put_by("expressions-t", [expressions._engine().encode()], odd)
        assert not expressions.Table("t").is_known and re.compile("a").match("a")
    with monkeypatch.context() as other:
        other.delattr(re, "_cache")
        table = expressions.Table("t")
        assert not table.is_known
        table.keep()


def test_nothing_is_taken_for_another_command_or_another_engine(monkeypatch):
    kept()
    assert not expressions.Table("u").is_known
    monkeypatch.setattr(expressions, "_engine", lambda: "another")
    assert not expressions.Table("t").is_known


def test_what_another_run_of_a_command_needs_is_kept_too():
    kept()
    table = expressions.Table("t")
    for number in range(30):
        re.compile(f"第{number}版")
    table.keep()
    assert len(expressions.Table("t")._patterns) == len(PATTERNS) + 30


def test_a_second_build_compiles_no_expression_of_its_own(tmp_path):
    """What the first build of a page compiled, in libraries too, is there when the second begins; a few expressions of `argparse` and the like were met before."""
    (tmp_path / "page.txt").write_text("本报讯 宋埠镇今年新建道路12公里。\n", encoding="utf-8")
    code = ("import re\nmade, compiled = re._compiler.compile, []\nre._compiler.compile = lambda *a, **k: compiled.append(a) or made(*a, **k)\n"
            f"from kg.cli import main\nassert main(['build', 'page.txt', '--quiet', '--fresh', '--out', {str(tmp_path / 'out')!r}]) == 0\nprint(len(compiled))")
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "cache")}
    first, second = (int(subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, env={**os.environ, **cache}).stdout) for _ in range(2))
    assert first > 200 and second <= 40
