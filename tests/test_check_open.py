"""Figures that differ and yet contradict nothing: parts sorted in two ways, growth at constant prices, a pause beside a founding."""
from __future__ import annotations

from decimal import Decimal

import pytest
from test_check import claim, records, verdicts

from kg.model import Records


def growth(metric: str, rate: str) -> Records:
    text = f"全县{metric}由2004年的20亿元增加到2024年的300亿元，年均增长{rate}%。"
    return records(text, claim(text, "20亿元", "2000000000", "元", metric, time="2004"), claim(text, "300亿元", "30000000000", "元", metric, time="2024"),
                   claim(text, f"{rate}%", rate, "%", metric, "rate", direction="up"))


def test_growth_at_constant_prices_leaves_levels_at_those_of_their_years_open():
    assert verdicts("from-to", growth("粮食加工收入", "10.2")) == ["disagrees"]
    assert verdicts("from-to", growth("地区生产总值", "10.2")) == ["undecidable"]
    assert verdicts("from-to", growth("地区生产总值", "14.5")) == ["agrees"]


def test_a_change_in_money_beside_growth_at_constant_prices_is_left_open():
    text = "工业增加值660亿元，增加60亿元，增长7.1%。"
    found = records(text, claim(text, "660亿元", "66000000000", "元", "工业增加值"), claim(text, "60亿元", "6000000000", "元", "工业增加值", "change", nth=1, direction="up"),
                    claim(text, "7.1%", "7.1", "%", "工业增加值", "rate", direction="up"))
    assert verdicts("level-change-rate", found) == ["undecidable"]


def divided(whole: tuple[str, str], *parts: tuple[str, str]) -> Records:
    """`whole` and `parts`: a metric and how many 亿元 of it."""
    text = f"全市{whole[0]}{whole[1]}亿元，其中" + "，".join(f"{metric}{value}亿元" for metric, value in parts) + "。"
    return records(text, *(claim(text, f"{value}亿元", str(Decimal(value) * 10**8), "元", metric.removeprefix("对东盟")) for metric, value in (whole, *parts)))


@pytest.mark.parametrize(("whole", "parts", "wanted"), [
    (("出口", "90"), (("对东盟出口", "50"), ("水产品出口", "44")), ["undecidable"]),  # by where to, and by what
    (("出口", "90"), (("机电产品出口", "50"), ("水产品出口", "44")), ["disagrees"]),
    (("投资", "13.7"), (("道路投资", "10"), ("桥梁投资", "8.3")), ["undecidable"]),  # a third more: the bridges may be the roads'
])
def test_two_parts_contradict_their_whole_only_where_they_are_sorted_in_one_way(whole, parts, wanted):
    assert verdicts("parts-whole", divided(whole, *parts)) == wanted


def works(last: str) -> list[str]:
    text = f"今年实施工程13项，其中市政工程5项，已完工2项，水利工程{last}项。"
    return verdicts("parts-whole", records(text, claim(text, "13项", "13", "项", "工程"), claim(text, "5项", "5", "项", "市政工程"), claim(text, "2项", "2", "项", "工程"),
                                           claim(text, f"{last}项", last, "项", "水利工程")))


def test_what_stands_behind_a_part_may_be_a_part_of_it():
    assert works("8") == ["agrees"]
    assert works("9") != ["agrees"]


def test_how_long_something_was_given_up_is_no_time_since_its_founding():
    text = "庙会创办于1996年，曾停办了4年。"
    assert verdicts("since", records(text, claim(text, "4年", "4", "年", "停办时间"))) == []
    assert verdicts("since", records(text, claim(text, "4年", "4", "年", "历史"))) == ["disagrees"]


@pytest.mark.parametrize(("part", "share", "wanted"), [
    (("重点人群", "200"), ("重点人群签约率", "80"), []),  # of those who ought to be, not of all who are
    (("重点人群", "200"), ("重点人群签约率", "40"), ["agrees"]),
    (("老年人", "200"), ("老年人占比", "80"), ["disagrees"]),
    (("城镇人口", "200"), ("城镇化率", "80"), ["disagrees"]),
])
def test_a_share_of_the_part_itself_is_none_of_its_whole(part, share, wanted):
    text = f"全县签约居民500人，其中{part[0]}{part[1]}人，{share[0]}{share[1]}%。"
    found = records(text, claim(text, "500人", "500", "人", "签约居民"), claim(text, f"{part[1]}人", part[1], "人", part[0]), claim(text, f"{share[1]}%", share[1], "%", share[0], "share"))
    assert verdicts("share", found) == wanted
