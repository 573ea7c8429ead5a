"""`kg check` on the command line: three ways to print, the exit code, the sentences."""
from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.check.quoting import sentence_around
from kg.cli import main

WRONG = """海峡晨报

茶叶抽检结果公布

本报讯（记者 江晓岚）8月2日，记者从安溪县市场监督管理局获悉，今年上半年，安溪县抽检茶叶80批次，合格72批
次，合格率为96%。其他<script>食品</script>抽检正在进行。
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(WRONG, encoding="utf-8")
    return str(path)


def test_a_wrong_share_is_printed_with_its_whole_sentence_once(page, capsys):
    assert main(["check", page]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "disagrees: share: 72 / 80 = 90 %, printed 96%"
    assert printed[1].endswith("安溪县抽检茶叶80批次，合格72批次，合格率为96%。") and not printed[2].startswith("    ")


def test_the_same_is_printed_in_chinese_where_that_is_asked_for(page, capsys):
    assert main(["check", page, "--language", "zh"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "不一致：占比：72 ÷ 80 = 90%，原文为96%"
    assert printed[-1].endswith("核对1处：不一致1，无法判定0，一致0")
    assert main(["check", page, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)[0]
    assert (told["message"], told["message_zh"]) == ("72 / 80 = 90 %, printed 96%", "72 ÷ 80 = 90%，原文为96%")


def test_strict_exits_one_only_where_figures_disagree(page, tmp_path, capsys):
    assert main(["check", page, "--strict"]) == 1
    right = tmp_path / "right.txt"
    right.write_text(WRONG.replace("96%", "90%"), encoding="utf-8")
    assert main(["check", str(right), "--strict"]) == 0


def test_json_tells_claims_evidence_and_sentences(page, capsys):
    main(["check", page, "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    wrong = next(v for v in told if v["verdict"] == "disagrees")
    assert [c["printed"] for c in wrong["claims"]] == ["80批次", "72批次", "96%"]
    assert len(wrong["sentences"]) == 1 and all(WRONG[e["start"]:e["end"]] == e["quote"] for e in wrong["evidence"])


def test_the_documentation_names_every_kind_of_check_and_link():
    root = Path(__file__).parent.parent
    told = (root / "docs" / "checks.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((root / "kg" / "check").glob("*.py")))
    kinds = set(re.findall(r'Verdict\("([a-z-]+)"', code)) | {"list-count", "editions"}
    links = set(re.findall(r'Link\("([a-z-]+)"', (root / "kg" / "series" / "links.py").read_text(encoding="utf-8")))
    assert len(kinds) >= 14 and not {kind for kind in kinds | links if f"`{kind}`" not in told}


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.marked: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] == ["mark"]:
            self.marked.append(data)


def test_html_marks_the_figures_and_runs_nothing_from_the_page(page, capsys):
    assert main(["check", page, "--format", "html"]) == 0
    told = _Tags()
    told.feed(capsys.readouterr().out)
    assert told.open == [] and "script" not in told.seen and told.marked[:3] == ["80批次", "72批次", "96%"]


@pytest.mark.parametrize(("text", "words", "sentence"), [
    ("甲有3项。乙有4项，丙有5项。丁有6项。", "丙有5项", "乙有4项，丙有5项。"),
    ("标题有3项\n\n　　正文有4项。", "正文有4项", "正文有4项。"),
    ("乙有4项", "4项", "乙有4项"),
])
def test_a_sentence_ends_at_a_stop_or_a_blank_line(text, words, sentence):
    at = text.index(words)
    start, end = sentence_around(text, at, at + len(words))
    assert text[start:end] == sentence
