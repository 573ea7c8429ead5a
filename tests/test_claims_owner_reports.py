"""Whose figure it is in a government's report, behind an expert's colon, of somebody unnamed, of workers who speak; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import PUBLISHED, claim
from marked import rules

from kg.check import check
from kg.pipeline import analyse
from kg.read import read_text
from kg.resolve import across
from kg.series import connect

REPORT = """政府工作报告（摘要）

——2024年1月16日在茂名市第十六届人民代表大会第五次会议上

市长 林大川

各位代表：

一、2023年工作回顾

过去一年，全市地区生产总值5092亿元，增长5.5%。

——工业底盘进一步夯实。规模以上工业增加值增长4.6%，茂名石化全年加工原油1823万吨，实现税收238亿元。高新技术企业由96家增至143家。

二、2024年工作安排

今年主要预期目标是：一般公共预算收入增长5%。为此，一是加快新港区建设，确保码头6月底前开工；二是改造公路42公里；三是新建幼儿园38所。
"""

TALK = """热议

本报讯（记者 穆清）昨日，茂名市代表团讨论政府工作报告。茂名石化去年加工原油1823万吨。今年计划检修装置310台。
"""

WATCH = """取款机

本报讯（记者 乔雨）白马派出所民警谭大勇调取监控发现，一名30岁左右、身高1米7的男子徘徊，一名女子在机前停留了2分钟。

翠江律师事务所律师周大平：捡卡取款数额较大的，可处三年以下有期徒刑，并处20万元以下罚金。

民警随后找到一名43岁的男子孙广才。
"""

WORKERS = """戈壁大棚

本报讯（记者 冯雷）2月28日，笔者走进七十三团六连职工艾力·吐尔逊的大棚，辣椒挂满枝头。“一座棚一年三茬，去年光卖辣椒就收入5.8万元。”艾力·吐尔逊说。

“一年下来，我们连人均收入3.1万元。”七十三团六连职工李大川说。
"""

LYING = """纺织

本报讯（记者 沈青）元宵刚过，位于翠桥镇的浙江远纺化纤有限公司车间里机器轰鸣，24条纺丝线开足马力。今年1月，公司实现产值8.9亿元，虽比去年同期少了1.7亿元，但已回升。
"""


@pytest.mark.parametrize("text, value, owner", [
    (REPORT, "4.6%", "茂名市"),  # not of the firm of the clause after
    (REPORT, "238亿元", "茂名石化"),
    (REPORT, "143家", "茂名市"),  # the sentence goes on with the place, and not with the firm
    (REPORT, "5%", "茂名市"),
    (REPORT, "38所", "茂名市"),
    (TALK, "310台", "茂名石化"),  # talk about a report is none
    (WATCH, "30岁", None),
    (WATCH, "1米7", None),
    (WATCH, "2分钟", None),
    (WATCH, "20万元", None),
    (WATCH, "43岁", "孙广才"),
    (WORKERS, "5.8万元", "艾力·吐尔逊"),
    (WORKERS, "3.1万元", "七十三团六连"),
    (LYING, "24条", "浙江远纺化纤有限公司"),
])
def test_a_figure_is_of_whom_the_paper_tells(text: str, value: str, owner: str | None) -> None:
    assert claim(text, value).subject_name == owner


def test_a_time_of_one_item_is_not_of_the_next() -> None:
    assert claim(REPORT, "38所").time != "2024-01/2024-06"


def test_a_conjunction_is_no_metric() -> None:
    assert claim(LYING, "1.7亿元").metric == "产值"


GOALS = """投入

本报讯（记者 汪洋）今年，青石工业区工业性投入目标45亿元。去年完成投入目标38亿元。今年全年产值目标160亿元，增长12%。
"""


@pytest.mark.parametrize("value, modality", [("45亿元", "target"), ("38亿元", "actual"), ("160亿元", "target")])
def test_a_goal_is_no_result(value: str, modality: str) -> None:
    assert claim(GOALS, value).modality == modality


HEADED = """柯桥工业区：
今年工业性投入目标45亿元

本报讯（记者 汪洋）柯桥工业区管委会昨天召开会议。去年，柯桥工业区完成工业性投入38亿元。
"""


def test_a_goal_of_the_headline_is_not_contradicted_by_a_result_below() -> None:
    records = across((analyse(read_text(HEADED, "page.txt", PUBLISHED, rules()), rules()).records(),), rules(), "https://example.org/")
    assert not [verdict for verdict in check(connect(records, rules()), rules()) if verdict.verdict == "disagrees"]
