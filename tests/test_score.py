"""`kg score`: figures counted by hand on an invented page, intervals, and letters for gold that is none."""
from __future__ import annotations

import json

import pytest

from kg.cli import main
from kg.errors import PageError, UsageError
from kg.read.source import source_of
from kg.score import match_page, read_gold, report
from kg.score.likeness import same_number, same_phrase

TEXT = "云浮石材产业提质\n记者 区健 报道\n截至8月底，云浮市石材企业有\n3860家，比年初新增126家。市长陈国梁表示，\n力争2026年石材产值突破500亿元。云浮好。\n"
GOLD = {
    "file": "yunfu.txt",
    "articles": [{"kind": "article", "title": "云浮石材产业提质", "reporters": ["区健"], "starts": "截至8月底", "ends": "云浮好。"}],
    "entities": [{"type": "LOC", "name": "云浮市", "mentions": ["云浮", "云浮市"], "except": ["云浮好"]}, {"type": "PER", "name": "陈国梁", "mentions": ["陈国梁"]},
                 {"type": "PER", "name": "区健", "mentions": ["区健"]}],
    "masks": ["云浮石材产业提质"],
    "roles": [{"person": "陈国梁", "position": "市长", "org": None, "quote": "市长陈国梁"}],
    "relations": [],
    "claims": [
        {"quote": "石材企业有3860家", "value_text": "3860家", "value": 3860, "upper": None, "unit": "家", "bound": "exact", "kind": "level", "direction": None, "baseline": None,
         "metric": "石材企业", "subject": "云浮市", "time": "2024-08-31", "modality": "actual", "source": None},
        {"quote": "比年初新增126家", "value_text": "126家", "value": 126, "upper": None, "unit": "家", "bound": "exact", "kind": "change", "direction": "up", "baseline": "比年初",
         "metric": "石材企业", "subject": "云浮市", "time": "2024-08-31", "modality": "actual", "source": None},
        {"quote": "2026年石材产值突破500亿元", "value_text": "500亿元", "value": 50000000000, "upper": None, "unit": "元", "bound": "min", "kind": "level", "direction": None,
         "baseline": None, "metric": "石材产值", "subject": "云浮市", "time": "2026", "modality": "target", "source": "陈国梁"},
        {"quote": "截至8月底", "value_text": "8月底", "value": 8, "upper": None, "unit": "", "kind": "level", "direction": None, "metric": "", "subject": None, "time": None,
         "modality": "actual", "source": None, "optional": True}],
    "not_claims": [],
}


def at(words: str, after: int = 0) -> dict[str, str]:
    start = TEXT.index(words, after)
    return {"source": "yunfu.txt", "start": str(start), "end": str(start + len(words)), "surface": words}


def claim(printed: str, value: str, unit: str, kind: str, **more: str) -> dict[str, str]:
    start = TEXT.index(printed)
    plain = {"upper": "", "bound": "exact", "direction": "", "metric": "石材企业", "subject": "e1", "subject_name": "云浮市", "time": "2024-08-31", "modality": "actual",
             "speaker": "", "speaker_name": "", "rule": "a-frame", "quote": printed}
    return {"source": "yunfu.txt", "value_start": str(start), "value_end": str(start + len(printed)), "value_text": printed, "value": value, "unit": unit, "kind": kind, **plain, **more}


TABLES = {
    "entities": [{"id": "e1", "type": "LOC", "name": "云浮市"}, {"id": "e2", "type": "PER", "name": "陈国梁"}, {"id": "e3", "type": "PER", "name": "市长陈"}],
    "articles": [{**at("截至8月底，云浮市石材企业有\n3860家，比年初新增126家。市长陈国梁表示，\n力争2026年石材产值突破500亿元。"), "kind": "article", "title": "云浮石材产业提质", "reporters": "区健;报道"}],
    "mentions": [{**at("云浮市"), "entity": "e1", "rule": "words/divisions"}, {**at("陈国梁"), "entity": "e2", "rule": "a-name"}, {**at("市长"), "entity": "e3", "rule": "bad-rule"}],
    "roles": [{**at("市长陈国梁"), "person": "e2", "person_name": "陈国梁", "position": "市长", "org": "", "org_name": "", "rule": "post-name"}],
    "claims": [claim("3860家", "3860", "家", "level"), claim("126家", "126.0", "家", "change", metric="企业总数"),
               claim("8月底", "8", "月", "level"), claim("2026年", "2026", "年", "level", rule="bad-frame")],
}


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "yunfu.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def result(gold):
    page, = read_gold(gold, [source_of(TEXT, "yunfu.txt")])
    return report(match_page(page, TABLES), 1, seed=3)


def counts(result, name):
    figure = result.figure(name)
    return figure.right, figure.said, figure.wanted


def test_figures_are_those_counted_by_hand(result):
    assert counts(result, "mention LOC") == (1, 1, 1)  # 云浮 in the masked headline and in 云浮好 does not count
    assert counts(result, "mention PER") == (1, 2, 2) and counts(result, "mention all") == (2, 3, 3)
    assert counts(result, "article") == (1, 1, 1) and counts(result, "title") == (1, 1, 1) and counts(result, "reporter") == (1, 2, 1)
    assert counts(result, "role") == (1, 1, 1) and counts(result, "canonical name")[0] == 2
    assert counts(result, "claim found") == (2, 3, 3)  # 8月底 is optional; 2026年 is no claim; 500亿元 is missed
    assert counts(result, "claim core") == (1, 3, 3) and counts(result, "claim full") == (1, 3, 3)
    assert counts(result, "slot direction") == (1, 2, 2) and counts(result, "slot metric") == (1, 2, 2) and counts(result, "slot value") == (2, 2, 2)
    assert result.figure("mention PER").f1 == 0.5 and result.figure("cluster").f1 == 1


def test_rules_are_told_by_what_they_said_wrongly(result):
    assert [(rule.name, rule.right, rule.said) for rule in result.rules[:3]] == [
        ("claim full: a-frame", 1, 2), ("claim full: bad-frame", 0, 1), ("mention: bad-rule", 0, 1)]
    assert "2026" in next(miss.shown for miss in result.misses if miss.rule == "bad-frame")


def test_intervals_hold_the_figure_and_come_from_the_seed(gold):
    page, = read_gold(gold, [source_of(TEXT, "yunfu.txt")])
    outcomes = match_page(page, TABLES)
    one, same = report(outcomes, 1, seed=3), report(outcomes, 1, seed=3)
    assert one == same
    assert all(figure.low - 1e-9 <= figure.f1 <= figure.high + 1e-9 for figure in one.figures if figure.wanted)
    assert any(figure.low < figure.high for figure in one.figures)


@pytest.mark.parametrize(("said", "wanted", "same"), [("12.50", 12.5, True), ("", None, True), ("1", 2, False), ("178e8", 17800000000, True), ("一", 1, False)])
def test_figures_are_compared_as_numbers(said, wanted, same):
    assert same_number(said, wanted) is same


def test_a_phrase_inside_another_counts_where_it_is_most_of_it():
    assert same_phrase("普惠贷款余额", "“普惠”贷款余额") and not same_phrase("企业", "创新型企业")


def test_the_command_builds_the_pages_and_prints_figures(gold, tmp_path, capsys):
    page = tmp_path / "yunfu.txt"
    page.write_text(TEXT, encoding="utf-8")
    assert main(["score", str(gold), str(page), "--by-rule", "--misses", "3"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1 pages\n") and "claim full             P " in out and "mention: words/divisions" in out
    assert main(["build", str(page), "--out", str(tmp_path / "out"), "--formats", "tables", "--quiet"]) == 0
    assert main(["score", str(gold), str(page), "--build", str(tmp_path / "out"), "--json"]) == 0
    built = json.loads(capsys.readouterr().out)
    assert main(["score", str(gold), str(page), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == built
    assert main(["score", str(gold), str(page), "--build", str(tmp_path / "out"), "--rules", "x"]) == 2


def test_gold_that_is_none_says_so(gold, tmp_path):
    source = source_of(TEXT, "yunfu.txt")
    with pytest.raises(UsageError, match="holds no gold"):
        list(read_gold(tmp_path, [source]))
    with pytest.raises(PageError, match="is about yunfu.txt, which is not among the pages"):
        list(read_gold(gold, [source_of(TEXT, "other.txt")]))
    with pytest.raises(PageError, match="quotes a claim that the page has not: 石材企业有3860家"):
        list(read_gold(gold, [source_of(TEXT.replace("3860", "3861"), "yunfu.txt")]))
    (gold / "yunfu.json").write_text("{}", encoding="utf-8")
    with pytest.raises(PageError, match="is not gold"):
        list(read_gold(gold, [source]))
