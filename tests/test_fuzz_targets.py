"""A short run of every fuzz target; the long run is `python tests/fuzz/run.py TARGET --inputs N` (bench/trust tells what it gave)."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from platform import machine

import pytest
from fuzz import targets

from kg.calendar import resolve
from kg.errors import RuleError
from kg.numerals import parse_number
from kg.read import read_text
from kg.rules.yamldoor import parse_yaml

RUN = Path(__file__).parent / "fuzz" / "run.py"
SHORT = {"reader": 300, "rules": 500, "numbers": 3000, "turtle": 120, "page": 30}


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, str(RUN), *arguments], capture_output=True, encoding="utf-8", errors="replace", timeout=120)


@pytest.mark.parametrize("name", SHORT)
def test_a_short_run_of_seeded_inputs_finds_nothing(name):
    import random

    dice = random.Random(name)
    for _ in range(SHORT[name]):
        targets.TARGETS[name](dice.randbytes(dice.randrange(512)))


@pytest.mark.skipif(not (sys.platform == "linux" and machine() == "x86_64" and sys.version_info < (3, 15)), reason="until atheris has wheels for this system: so far Linux on x86-64, Python before 3.15")
@pytest.mark.parametrize(("name", "inputs"), [("numbers", "2000")])
def test_a_short_run_guided_by_coverage_finds_nothing(name, inputs):
    done = run(name, "--inputs", inputs)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["way"] == "atheris" and told["inputs"] >= int(inputs) and told["branches"] > 100 and 0 <= told["slowest"] < 5 and not told["findings"]


def test_a_finding_is_kept_told_and_can_be_tried_again(tmp_path, monkeypatch):
    """The loop itself: a target that breaks a promise is a finding, with the input beside it."""
    from fuzz import run as runner

    def breaks(content: bytes) -> None:
        assert b"\x07" not in content, "a bell"

    monkeypatch.setitem(targets.TARGETS, "numbers", breaks)
    monkeypatch.setattr(targets, "warm", lambda name: None)
    monkeypatch.setattr(sys, "argv", ["run.py", "numbers", "--plain", "--inputs", "200", "--corpus", str(tmp_path), "--log", str(tmp_path / "log.jsonl")])
    assert runner.main() == 1
    told = json.loads((tmp_path / "log.jsonl").read_text())
    assert told["inputs"] == 200 and told["findings"] and all(b"\x07" in (tmp_path / name).read_bytes() for name in told["findings"])
    monkeypatch.setattr(sys, "argv", ["run.py", "numbers", "--try", str(tmp_path / told["findings"][0])])
    with pytest.raises(AssertionError, match="a bell"):
        runner.main()


# What the long runs found, each with the answer it has now.


@pytest.mark.parametrize("words", ["1—" * 40 + "3日", "8月1日—" * 12 + "9日", "-" * 64, "今" * 500])
def test_a_time_of_many_dashes_is_read_at_once(words):
    resolve(words, "2025-07-22")


@pytest.mark.parametrize("words", ["负" * 3000 + "三", "-" * 3000 + "3", "9" * 24 + "百千万亿兆"])
def test_a_numeral_that_nobody_prints_is_none(words):
    assert parse_number(words) is None


def test_half_a_character_in_a_rule_file_is_an_error_of_ours():
    with pytest.raises(RuleError, match="any.yaml.*surrogate"):
        parse_yaml("a: \ud800", "any.yaml")


def test_an_article_without_a_body_has_an_id_of_its_own(ruleset):
    page = read_text("<b>；\x85\x00万亩了多比上年\r记者 周文8%副局长周文说摷=\xa0分别近公里几十x\r\n公里亿元记者 周文", ruleset=ruleset)
    assert len({article.id for article in page.articles}) == len(page.articles)
