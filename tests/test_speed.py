"""Slow-downs are caught by counting work, not seconds: calls made, searches by the pattern engine, and how both grow.

A made text is read, extracted, resolved and bound, and counted, after another of the same shape with other names and figures: so what is made once in a
process does not matter, and what is remembered of a page helps no more than on a fresh one.
A bar is the count measured when it was set; more than 1.5 times it fails.  Where a count falls for good, write the new one here.
"""
from __future__ import annotations

import gc
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import re2

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench import growth  # noqa: E402
from kg.pipeline import analyse  # noqa: E402
from kg.read import read_text  # noqa: E402
from kg.rules import load_cached, patterns  # noqa: E402
from kg.rules.patterns import _searcher  # noqa: E402
from kg.rules.rule import Letters  # noqa: E402
from kg.rules.samples import found_alone, sheet_of  # noqa: E402
from kg.rules.triggers import REQUIREMENTS  # noqa: E402
from kg.shipped import rules_home  # noqa: E402

ALLOWED = 1.5
TEXT = """金湖日报　２０２２年８月９日　星期二

金湖县前七个月完成工业投资21.6亿元
本报讯（记者 葛春燕）8月8日，记者从金湖县统计局获悉，今年1—7月，全县完成工业投资21.6亿元，同比增长8.3%，其中技术改造投资9.4亿元，占全部工业投资的43.5%。
金湖县发展和改革委员会主任陶永康介绍，全县共有规模以上工业企业126家，比年初增加14家，实现产值83.7亿元，较上年同期增长6.1个百分点以上。
“我们计划到2025年把全县粮食产量稳定在6.5亿斤左右。”金湖县农业农村局副局长窦文静说。该局今年已投入资金3200万元，改造高标准农田1.8万亩，惠及12个镇、4600多户农民。
江苏远潮石油机械有限公司位于金湖经济开发区，占地180亩，现有职工540人，其中技术人员86人，去年销售收入超过4亿元，产品出口到20多个国家和地区。
记者在该公司车间看到，工人们正忙着装配设备。公司总经理颜志刚告诉记者，前7个月公司接到订单2.3亿元，是去年同期的1.4倍，预计全年利润可达5000万元。

洪泽湖大堤加固工程完工
本报讯 近日，总长67.25公里的洪泽湖大堤加固工程全面完工。工程于2019年3月开工，总投资5.09亿元，加固堤防30.6公里，新建涵闸7座。
淮安市水利局有关负责人表示，工程可使保护区内289万亩耕地、210多万人口免受洪水威胁，防洪标准由五十年一遇提高到一百年一遇。
"""

OTHER = TEXT.translate(str.maketrans("123456789", "245678913")).replace("金湖", "盱眙").replace("洪泽湖", "里运河").replace("淮安", "扬州").replace("春燕", "秋兰")

BARS = {"calls": 16_400, "library calls": 20_300, "searches": 515}
"""For `TEXT`: calls of Python functions, calls into libraries, searches of the pattern engine."""


def searcher(engine) -> Callable:
    """As `kg.rules.patterns` makes one, in a function that can be counted."""
    inner = _searcher(engine)

    def search(text: bytes, start: int, end: int):
        return inner(text, start, end)
    return search


SEARCHING = searcher(re2.compile(b"x")).__code__


@pytest.fixture(scope="module")
def ruleset():
    with pytest.MonkeyPatch.context() as patched:  # patterns from the cache are compiled when they are first tried
        patched.setattr(patterns, "_searcher", searcher)
        made = load_cached([rules_home()])
        made.first_pages = None  # counted is what a page costs in the long run
        yield made


def work(ruleset, text: str) -> None:
    """All that a page costs, from its characters to its claims."""
    analyse(read_text(text, "page", ruleset=ruleset), ruleset)


def counted(do: Callable[[], object]) -> Counter[str]:
    """Calls of Python functions, calls into libraries and searches for patterns while `do` runs."""
    found: Counter[str] = Counter()

    def seen(frame, event: str, _argument) -> None:
        if event == "call":
            found["searches" if frame.f_code is SEARCHING else "calls"] += 1
        elif event == "c_call":
            found["library calls"] += 1

    before = sys.getprofile()
    sys.setprofile(seen)
    try:
        do()
    finally:
        sys.setprofile(before)
    return found


def too_many(found: Counter[str]) -> list[str]:
    """What was done more than 1.5 times as often as when its bar was set."""
    return [f"{what}: {found[what]:,}, the bar is {bar:,}" for what, bar in BARS.items() if found[what] > ALLOWED * bar]


@pytest.fixture(scope="module")
def usual(ruleset):
    work(ruleset, OTHER)  # tables, automata and patterns are made
    return counted(lambda: work(ruleset, TEXT))


def test_a_page_costs_no_more_work_than_it_did(usual):
    assert not too_many(usual)


def test_a_page_leaves_nothing_for_the_garbage_collector(ruleset):
    """What holds itself stays until all that lives is looked through for it: once, 2,400 objects of every page did, for 7 parts in 100 of a build."""
    work(ruleset, OTHER)
    gc.collect()
    gc.disable()
    try:
        work(ruleset, TEXT)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_the_bars_are_those_of_this_code(usual):
    """A bar far above what is done would let a slow-down pass: lower it when the work becomes less."""
    assert not [what for what, bar in BARS.items() if usual[what] < bar / ALLOWED]


def test_twice_the_work_is_seen(ruleset):
    twice = counted(lambda: (work(ruleset, TEXT), work(ruleset, TEXT)))
    assert len(too_many(twice)) == len(BARS)


def test_rules_tried_without_their_triggers_are_seen(ruleset, usual):
    """Planted: every rule of the values is tried on every sentence, as an engine without triggers does."""
    lookout = ruleset.strata("values")[0].lookout
    before, lookout.always = lookout.always, (1 << lookout.size * REQUIREMENTS) - 1
    try:
        assert counted(lambda: work(ruleset, TEXT))["searches"] > ALLOWED * BARS["searches"]
    finally:
        lookout.always = before


def test_a_page_opens_nothing_that_only_people_read(monkeypatch, ruleset):
    """Rules as written, their sentences and parsed patterns are two thirds of a kept rule set; a start must not wait for them."""
    monkeypatch.setattr(Letters, "open", lambda _self: pytest.fail("opened"))
    kept = load_cached([rules_home()])
    work(kept, TEXT)
    with pytest.raises(pytest.fail.Exception):
        _ = kept.rules[0].examples


def test_four_times_the_page_costs_four_times_the_work(ruleset, usual):
    longer = "\n".join(TEXT for _ in range(4))
    work(ruleset, longer)
    found = counted(lambda: work(ruleset, longer))
    assert all(found[what] < ALLOWED * 4 * usual[what] for what in BARS), {what: found[what] / usual[what] for what in BARS}


def test_ten_times_the_rules_cost_at_most_three_tenths_more(ruleset, usual):
    larger = growth.grown(ruleset, 10)
    assert len(larger.rules) == 10 * len(ruleset.rules)
    work(larger, TEXT)
    found = counted(lambda: work(larger, TEXT))
    assert all(found[what] < growth.GOAL * usual[what] for what in BARS), {what: found[what] / usual[what] for what in BARS}


def test_rules_that_stand_in_the_text_are_tried_however_many_there_are(ruleset):
    """The copies are rules like others: one whose word stands before a match finds it."""
    rule = next(rule for rule in ruleset.rules if rule.id == "figure-with-unit")
    copy = growth.copy_of(rule, 1, iter(["锚链"] * len(rule.patterns)))
    sheet = sheet_of("锚链12吨、缆绳7吨", ruleset)
    assert [mention.text for mention in found_alone(copy, sheet)] == ["12吨"] and len(found_alone(rule, sheet)) == 2
