"""Articles printed more than once are one article with several places; evidence counts independent sources."""
from __future__ import annotations

import csv
import io

import pytest

import kg
from kg.cli import main

HARBOUR = ("北海港新泊位投用\n\n本报讯（记者 韦立新）5月6日，记者从北海市交通运输局获悉，铁山港区两个十万吨级泊位投入使用，总投资12.6亿元，"
           "年吞吐能力新增860万吨。北海市交通运输局副局长陈海波介绍，一季度全港完成货物吞吐量1050万吨，同比增长7.4%，集装箱吞吐量21.3万标箱。"
           "据了解，港区今年还将建设铁路专用线5.2公里，建成后货物可直达码头，企业每箱可节省运费120元。\n")
SCHOOL = "合浦县建成两所小学\n\n本报讯（记者 黄玉）昨日，合浦县廉州镇两所小学建成，新增学位2160个，总投资9800万元。\n"
REPRINT = HARBOUR.replace("获悉，", "了解到，").replace("据了解，", "").replace("。\n", "。（来源：北海日报）\n")
MONTHLY = "本报讯（记者 何立）记者从市统计局获悉，{m}月份，全市规模以上工业增加值同比增长{a}%，社会消费品零售总额{b}亿元，同比增长{c}%，固定资产投资完成{d}亿元，居民消费价格上涨{e}%，工业用电量{f}亿千瓦时。\n"


def build(tmp_path, **pages):
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return kg.build([tmp_path])


def values(graph):
    return sorted(claim.value_text for claim in graph.claims)


def test_a_copy_byte_for_byte_is_a_place_and_brings_no_new_claims(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone = build(tmp_path / "one", a=HARBOUR)
    both = build(tmp_path / "two", a=HARBOUR, b=HARBOUR)
    assert [source.name for source in both.sources] == ["a.txt", "b.txt"]
    assert values(both) == values(alone) and len(both.namings) == len(alone.namings) and len(both.articles) == 1
    assert [[place.source for place in repeat.places] for repeat in both.repeats] == [["a.txt", "b.txt"]]
    assert len({claim.id for claim in both.claims}) == len(both.claims)


def test_a_reprint_with_small_changes_is_one_article_and_its_claims_are_said_once(tmp_path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone = build(tmp_path / "one", a=HARBOUR)
    both = build(tmp_path / "two", a=HARBOUR, b=SCHOOL + "\n" + REPRINT, c=SCHOOL.replace("黄玉", "黄昱"))
    harbour, = (repeat for repeat in both.repeats if repeat.places[0].source == "a.txt")
    assert [place.source for place in harbour.places] == ["a.txt", "b.txt"] and 75 <= harbour.places[1].alike < 100
    said = [claim for claim in both.claims if claim.evidence.source == "a.txt"]
    assert sorted(claim.value_text for claim in said) == values(alone)
    assert all([evidence.source for evidence in claim.also] == ["b.txt"] for claim in said)
    assert not [claim for claim in both.claims if claim.evidence.article == harbour.places[1].article]
    claims = {claim.id for claim in both.claims}
    assert all(fate.claim in claims for fate in both.numbers if fate.claim)


def test_the_same_report_with_other_figures_is_another_article(tmp_path):
    may = MONTHLY.format(m=5, a=6.1, b=42.7, c=4.8, d=31.5, e=0.9, f=12.4)
    june = MONTHLY.format(m=6, a=7.3, b=45.2, c=5.6, d=38.9, e=1.4, f=13.8)
    assert not build(tmp_path, may=may, june=june).repeats


def test_the_same_words_about_another_town_keep_their_own_claims(tmp_path):
    both = build(tmp_path, a=HARBOUR, b=HARBOUR.replace("北海", "钦州").replace("铁山港区", "金谷港区"))
    said = {claim.evidence.source: claim.subject_name for claim in both.claims if claim.value_text == "1050万吨"}
    assert set(said) == {"a.txt", "b.txt"}


def test_two_articles_of_one_event_in_their_own_words_are_two(tmp_path):
    other = "铁山港区再添深水泊位\n\n昨天上午，一艘满载煤炭的货轮靠上北海铁山港区新码头。作为西部出海通道项目，两个十万吨级泊位投用后，港口年吞吐能力将新增860万吨。\n"
    assert not build(tmp_path, a=HARBOUR, b=other).repeats


def test_an_entity_counts_independent_sources_and_verify_agrees(tmp_path, capsys):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    for name, text in (("a", HARBOUR), ("b", REPRINT), ("c", HARBOUR), ("d", "北海市交通运输局昨日招聘船员36名。\n")):
        (pages / f"{name}.txt").write_text(text, encoding="utf-8")
    assert main(["build", str(pages), "--out", str(out), "--quiet", "--formats", "tables,report,manifest"]) == 0
    rows = csv.DictReader(io.StringIO((out / "tables" / "entities.csv").read_text(encoding="utf-8-sig")))
    assert {row["sources"] for row in rows if row["name"] == "北海市交通运输局"} == {"2"}
    assert main(["verify", str(out), "--pages", str(pages)]) == 0
    assert "articles printed more than once (1)" in (out / "report.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_the_dated_printing_comes_first_whatever_the_files_are_called(tmp_path, order):
    early, late = order
    graph = build(tmp_path, **{early: "2024年5月7日 星期二 第2版\n\n" + HARBOUR, late: "2024年5月9日 星期四 第3版\n\n" + REPRINT})
    assert [place.source for place in graph.repeats[0].places] == [f"{early}.txt", f"{late}.txt"]
