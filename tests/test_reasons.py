"""The phrase book of reasons: what the five pages give as reasons is told in Chinese, words of the page kept."""
from __future__ import annotations

import re
from importlib.resources import files

import pytest

from kg.export.payload import _reasons
from kg.export.reasons import reason_in_chinese

NAMES = re.compile(r"--published|--columns text|pip install 'kg\[pdf\]'|gzip|\.txt")  # what a reader types or knows by this name
LINES = [line for line in (files("kg.export") / "reasons.tsv").read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")]
IDS = re.compile("[a-z]+(?:-[a-z]+)+|：[a-z]+$")  # names of rules stay, they lead to the rule


@pytest.mark.parametrize(("reason", "chinese"), [
    ("subject: 该行 in subject position, of a clause before", "主体：主语位置上的“该行”（承前一分句）"),
    ("subject: 大桥 takes up 龙门二桥, of a sentence before", "主体：“大桥”即龙门二桥（承前一句）"),
    ("subject: 村里 takes up what was named before", "主体：“村里”承接前文所提者"),
    ("metric: the phrase before the figure, and what its unit counts, of each", "指标：数字前面的短语，与单位所计，按每个计"),
    ("metric: 出动 and what its unit counts", "指标：“出动”与单位所计"),
    ("time: none, 去年 does not reach", "时间：无（“去年”管不到此处）"),
    ("time: 全年 of 2022, the year of the report", "时间：2022年的“全年”，即报告所属年度"),
    ("time: 现有 and the like, so the month of publication", "时间：“现有”之类，故取发表当月"),
    ("organisation: 市 at the head is the page's own 厦门市; 工信局 is short for 工业和信息化局", "机构：开头的“市”指本版的厦门市；“工信局”是“工业和信息化局”的简称"),
    ("every city has such a zone; taken for the one of 371500", "各市都有此类区，取371500的一个"),
    ("namesakes: ORG 安平县水电局 there, the paper itself here, nothing joins them", "同名：彼处为机构安平县水电局，此处为本报，并无关联"),
    ("wk/b.txt: is not text (it holds NUL bytes); give the text of the page, not a picture or an archive", "wk/b.txt：不是文本（含有空字节）；请给出版面的文字，而非图片或压缩包"),
    ("kind: rise-by-rate", "种类：rise-by-rate"), ("a reason of a rule to come", "a reason of a rule to come"), ("", "")])
def test_a_reason_is_told_in_chinese_piece_by_piece(reason, chinese):
    assert reason_in_chinese(reason) == chinese


@pytest.mark.parametrize("line", LINES)
def test_an_entry_tells_every_word_of_the_page_and_no_english(line):
    english, chinese = line.split("\t")
    assert sorted(re.findall(r"\{(\d)\}", chinese)) == [str(number) for number in range(1, english.count("{}") + 1)]
    assert not re.search("[a-z]{2}", NAMES.sub("", chinese))


def test_no_entry_stands_twice_or_behind_one_that_takes_its_place():
    entries = [line.split("\t")[0] for line in LINES]
    assert len(set(entries)) == len(entries)
    for line in LINES:
        english, chinese = line.split("\t")
        if not re.search("[A-Za-z]", english):
            continue  # only joins others
        words = [f"甲{number}" for number in range(english.count("{}"))]
        reason, wanted = english, chinese
        for number, word in enumerate(words, 1):
            reason, wanted = reason.replace("{}", word, 1), wanted.replace(f"{{{number}}}", word)
        assert reason_in_chinese(reason) == wanted, english


def test_every_reason_of_the_five_pages_has_its_chinese(sample_graph):
    told = _reasons(sample_graph.records)
    reasons = {step for c in sample_graph.records.claims for step in c.because} | {r.rule for e in sample_graph.records.entities for r in e.because}
    assert len(reasons) > 150
    left = {reason for reason in reasons if re.search("[A-Za-z]{2}", IDS.sub("", told.get(reason, reason)))}
    assert left == set(), "write their Chinese into kg/export/reasons.tsv"
