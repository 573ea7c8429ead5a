"""Long files are read section by section, and a line can be asked why it is what it is."""
from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.cli import main
from kg.read import open_source, read_file, read_sections, reasons, sections, span_of_line

HERE = Path(__file__).parent
PAGE = "# 钦州港扩建\n\n本报讯（记者 何立）昨日，钦州港新建泊位2个，年吞吐能力新增300万吨。\n\n"


@settings(max_examples=200)
@given(st.text(alphabet="一二\n #　", max_size=80), st.integers(1, 20))
def test_sections_leave_no_character_out(text, size):
    spans = list(sections.cuts(text, size))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(end - start <= size for start, end in spans) and all(start < end for start, end in spans[:-1])


def test_a_long_file_is_cut_between_articles_and_its_offsets_are_the_file_s(tmp_path, ruleset, monkeypatch):
    monkeypatch.setattr(sections, "SECTION", 100)
    monkeypatch.setattr(sections.cuts, "__defaults__", (100,))
    monkeypatch.setattr(sections, "_NEAR", 60)
    path = tmp_path / "year.txt"
    path.write_text(PAGE * 9, encoding="utf-8")
    text = open_source(path).text
    found = list(read_sections(path, ruleset=ruleset))
    assert len(found) > 3 and found[0].start == 0
    titles = [article.title for _, page in found for article in page.articles]
    assert titles == ["钦州港扩建"] * 9
    for start, page in found:
        for at, sign in zip(page.text.at, page.text.printed, strict=True):
            assert sign in "\n " or text[start + at] == sign


def test_read_prints_one_json_object_for_a_long_file(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(sections.cuts, "__defaults__", (100,))
    monkeypatch.setattr(sections, "_NEAR", 60)
    path = tmp_path / "year.txt"
    path.write_text(PAGE * 5, encoding="utf-8")
    assert main(["read", str(path), "--json"]) == 0
    page = json.loads(capsys.readouterr().out)
    text = open_source(path).text
    assert len(page["articles"]) == 5 and {block["article"] for block in page["blocks"]} == {0, 1, 2, 3, 4}
    assert all("".join(text[block["start"]:block["end"]].split()) == "".join(block["text"].split()) for block in page["blocks"])


def test_read_takes_standard_input(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["read", "-"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("standard-input: utf-8 (every byte is valid UTF-8)") and "钦州港扩建" in said


@pytest.mark.parametrize(("name", "line", "says"), [
    ("invented/kicker-title-subtitle.txt", 1, ["is title of the article “省十四届人大三次会议闭幕”", "for title 4: heading-short-line 4", "as the title of its headline: +3 (+2 names-subject", "a headline stands before its text"]),
    ("invented/own-report-datelines.txt", 3, ["is subtitle of the article", "it looks like a subtitle 3: part-gives-figure (rules/lines.yaml"]),
    ("web/semantic-sections.html", 1, ["is title of the article “机器人进果园”: html-headline: the page's mark-up says so"]),
])
def test_why_says_what_decided_a_line(name, line, says, ruleset):
    page = read_file(HERE / "pages" / name, ruleset=ruleset)
    said = "\n".join(reasons(page, span_of_line(page.source.text, line), ruleset))
    assert all(words in said for words in says), said


def test_the_command_why_takes_a_line_and_refuses_an_empty_one(tmp_path, capsys):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    assert main(["why", f"{path}:1"]) == 0
    assert "is title of the article “钦州港扩建”: heading-marked-top (rules/lines.yaml" in capsys.readouterr().out
    assert main(["why", f"{path}:2"]) == 2
    assert "nothing stands on line 2" in capsys.readouterr().err


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["兰州新区水务局局长李明远昨日表示", "投资１２０万元，", "增长3.5%。", "在 国 际 市 场，", "据ＡＢ公司介绍，", "\n", "\n\n", " ", "\u3000", "\r\n", "# 大桥通车\n\n", "本报讯（记者 何立）", "\n新泊位投用\n"]), max_size=24))
def test_every_mention_quote_and_number_maps_back_to_its_printed_characters(ruleset, pieces):
    from kg.pipeline import analyse
    from kg.read import read_text

    page = read_text("".join(pieces), "page", ruleset=ruleset)
    raw = page.source.text
    told = analyse(page, ruleset).records()

    def bare(words: str) -> str:
        return "".join(words.split())

    for naming in told.namings:
        assert raw[naming.evidence.start:naming.evidence.end] == naming.evidence.quote
    for claim in told.claims:
        here, said = bare(raw[claim.value_start:claim.value_end]), bare(claim.value_text)
        assert here == said or here.startswith(said[0]) and here.endswith(said[-1]) and len(here) > len(said)
    for fate in told.numbers:
        here, said = bare(raw[fate.start:fate.end]), bare(fate.text)
        assert here == said or here.startswith(said[0]) and here.endswith(said[-1]) and len(here) > len(said)
    for block in page.blocks:
        assert all(raw[at] == sign for at, sign in zip(page.text.at[block.span.start:block.span.end], page.text.slice(block.span), strict=True) if sign not in "\n ")
