"""What figures say about each other: sums that fit, sums that do not, and silence where a list is open."""
from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from marked import rules

from kg.check import check as check_connected
from kg.model import Article, Claim, Entity, Evidence, Naming, NumberFate, Published, Quantity, Records, Source, TimeExpression
from kg.series import connect
from kg.series.precision import allowed, grain, is_a_slip
from kg.series.words import SeriesWords

SOURCE = "page.txt"
WORDS = SeriesWords.of(rules())


def check(found: Records):
    """Verdicts of records that a test may have changed since they were connected."""
    return check_connected(connect(found, rules()), rules())


def records(text: str, *claims: Claim, numbers: tuple[NumberFate, ...] = (), published: str | None = "2025-07",
            entities: tuple[Entity, ...] = ()) -> Records:
    article = Article("a1", SOURCE, "article", None, None, None, (), Published(published), (), 0, len(text))
    return connect(Records(sources=(Source(SOURCE, text, "utf-8", "0" * 64),), articles=(article,), claims=claims, numbers=numbers, entities=entities), rules())


def claim(text: str, value_text: str, value: str, unit: str, metric: str, kind: str = "level", nth: int = 0, **slots) -> Claim:
    at = -1
    for _ in range(nth + 1):
        at = text.index(value_text, at + 1)
    end = at + len(value_text)
    start = max(text.rfind(sign, 0, at) for sign in "，。；\n") + 1
    evidence = Evidence(SOURCE, "a1", start, end, text[start:end], "test")
    fields = {"upper": None, "bound": "exact", "direction": None, "baseline": None, "subject": None, "subject_name": "东湖县", "time": None,
              "modality": "actual", "speaker": None, "speaker_name": None} | slots
    return Claim(id=f"c{at}", evidence=evidence, value_start=at, value_end=end, value_text=value_text, value=Decimal(value), unit=unit, kind=kind, metric=metric, **fields)


def verdicts(kind: str, found: Records) -> list[str]:
    return [v.verdict for v in check(found) if v.kind == kind]


LOANS = "全县涉农贷款余额86.40亿元，较年初增长6.40亿元，增速8.00%。"


def loans(level: str, change: str, rate: str, direction: str = "up") -> Records:
    text = LOANS.replace("86.40", level).replace("6.40亿元，增速", f"{change}亿元，增速").replace("8.00", rate)
    return records(text, claim(text, f"{level}亿元", str(Decimal(level) * 10**8), "元", "涉农贷款余额"),
                   claim(text, f"{change}亿元", str(Decimal(change) * 10**8), "元", "涉农贷款余额", "change", nth=text.count(f"{change}亿元") - 1, direction=direction),
                   claim(text, f"{rate}%", rate, "%", "涉农贷款余额", "rate", direction=direction))


def test_a_rate_that_is_its_change_over_the_level_before_agrees():
    assert verdicts("level-change-rate", loans("86.40", "6.40", "8.00")) == ["agrees"]


@pytest.mark.parametrize("figures", [("68.40", "6.40", "8.00"), ("86.40", "9.40", "8.00"), ("86.40", "6.40", "8.10"), ("6.30", "6.40", "8.00")])
def test_each_altered_term_of_a_growth_statement_disagrees(figures):
    assert verdicts("level-change-rate", loans(*figures)) == ["disagrees"]


def test_a_fall_is_measured_from_the_higher_level():
    assert verdicts("level-change-rate", loans("90.00", "10.00", "10.00", "down")) == ["agrees"]


def test_rounding_of_print_is_allowed_for():
    assert verdicts("level-change-rate", loans("86.43", "6.38", "7.97")) == ["agrees"]


def team(whole: str, first: str, second: str, lead: str = "") -> Records:
    text = f"学院选派{lead}{whole}名教师和医生援疆，其中教师{first}名，医生{second}名。"
    return records(text, claim(text, f"{whole}名", whole, "名", "教师和医生"), claim(text, f"{first}名", first, "名", "教师", nth=0),
                   claim(text, f"{second}名", second, "名", "医生", nth=0))


def test_parts_that_make_up_their_whole_agree():
    assert verdicts("parts-whole", team("58", "37", "21")) == ["agrees"]


@pytest.mark.parametrize("figures", [("68", "37", "21"), ("58", "47", "21"), ("58", "37", "12")])
def test_each_altered_part_or_whole_disagrees_where_every_part_is_named(figures):
    assert verdicts("parts-whole", team(*figures)) == ["disagrees"]


def test_parts_that_may_leave_something_out_are_not_held_against_the_whole():
    text = "市里引进人才300名，其中博士40名，硕士120名。"
    found = records(text, claim(text, "300名", "300", "名", "引进人才"), claim(text, "40名", "40", "名", "博士"), claim(text, "120名", "120", "名", "硕士"))
    assert verdicts("parts-whole", found) == []


def test_parts_beyond_their_whole_disagree_even_in_an_open_list():
    text = "市里引进人才300名，其中博士240名，硕士120名。"
    found = records(text, claim(text, "300名", "300", "名", "引进人才"), claim(text, "240名", "240", "名", "博士"), claim(text, "120名", "120", "名", "硕士"))
    assert verdicts("parts-whole", found) == ["disagrees"]


def counted(text: str, number: str, value: int) -> Records:
    at = text.index(number)
    return records(text, numbers=(NumberFate(SOURCE, at, at + len(number), number, "claim", None, "test", Quantity(Decimal(value), None, number[-1])),))


@pytest.mark.parametrize(("text", "number", "value", "wanted"), [
    ("高铁经过贵州、广西、广东三省区。", "三省区", 3, ["agrees"]),
    ("高铁经过贵州、广西、广东等三省区。", "三省区", 3, ["agrees"]),
    ("高铁经过贵州、广西、广东等五省区。", "五省区", 5, []),
    ("高铁经过贵州、广西、广东等四省区。", "四省区", 4, []),
    ("高铁经过贵州、广西、湖南、广东等五省区。", "五省区", 5, []),
    ("高铁经过贵州、广西、湖南、江西、福建、广东等七省区。", "七省区", 7, ["undecidable"]),
    ("实施‘强基’和‘提质’两大工程。", "两大", 2, ["agrees"]),
    ("高铁经过贵州、广西、广东四省区。", "四省区", 4, ["disagrees"]),
    ("高铁经过贵州、广西、湖南和广东等三省区。", "三省区", 3, ["disagrees"]),
    ("列出问题、任务、责任3张清单。", "3张", 3, ["agrees"]),
    ("组织第一、第二、第三医院12位医生义诊。", "12位", 12, []),  # houses are not who is counted
    ("决定对甲县县委书记，乙区区委常委、副区长3名同志免职。", "3名", 3, []),  # the list began before the comma
    ("代表学院、市侨联向七棵树卫生院赠药。", "七棵", 7, []),  # a preposition ends no item
    ("设置了“听一听”“看一看”“做一做”三个环节。", "三个", 3, ["agrees"]),
    ("设置了“听一听”“看一看”“做一做”四个环节。", "四个", 4, ["disagrees"]),
    ("《采茶工种》和《制茶工艺》两项标准发布。", "两项", 2, ["agrees"]),
    ("建成学校12所、卫生院9家。", "9家", 9, []),
    ("新上粉剂、片剂等自动生产线40条。", "40条", 40, []),
    ("全县新建、改扩建学校9所。", "9所", 9, []),
    ("梅州种植、加工、销售三个环节相连。", "三个", 3, ["agrees"]),
    ("底子薄、摊子散的问题十分突出。", "十分", 10, []),
    ("抓好“听一听”“看一看”做一做》三个环节。", "三个", 3, []),  # a bracket too many
    ("全县新建、改扩建ATM3处。", "3处", 3, []),  # a word that no dictionary has
])
def test_a_number_is_held_against_the_list_before_it(text, number, value, wanted):
    assert verdicts("list-count", counted(text, number, value)) == wanted


def test_a_list_broken_over_two_lines_is_counted_whole():
    assert verdicts("list-count", counted("高铁经过贵州、广\n西、广东三省区。", "三省区", 3)) == ["agrees"]


def test_age_is_the_years_between_birth_and_death():
    text = "1912年出生的沈铁山自幼习武。1938年秋，沈铁山牺牲，年仅26岁。"
    hero = Entity("p1", "PER", "", "沈铁山")
    made = claim(text, "26岁", "26", "岁", "牺牲时年龄", subject="p1", subject_name="沈铁山", time="1938")
    assert verdicts("age", records(text, made, entities=(hero,))) == ["agrees"]
    altered = replace(made, value=Decimal(36), value_text="36岁")
    assert verdicts("age", records(text, altered, entities=(hero,))) == ["disagrees"]


def test_a_round_number_of_years_since_a_founding_agrees():
    text = "古桥始建于1417年，距今已有600年的历史。"
    assert verdicts("since", records(text, claim(text, "600年", "600", "年", "历史"))) == ["agrees"]
    altered = text.replace("600", "900")
    assert verdicts("since", records(altered, claim(altered, "900年", "900", "年", "历史"))) == ["disagrees"]


def test_years_between_two_printed_years_are_counted():
    text = "从1986参军到2009年转业，23年的边防生活让他难忘。"
    assert verdicts("years", records(text, claim(text, "23年", "23", "年", "边防生活"))) == ["agrees"]
    altered = text.replace("23年", "33年")
    assert verdicts("years", records(altered, claim(altered, "33年", "33", "年", "边防生活"))) == ["disagrees"]


def test_a_headline_and_its_article_must_say_the_same():
    text = "东湖县涉农贷款余额86.40亿元\n截至6月末，全县涉农贷款余额86.40亿元。"
    head = claim(text, "86.40亿元", "8640000000", "元", "涉农贷款余额")
    body = claim(text, "86.40亿元", "8640000000", "元", "涉农贷款余额", nth=1, time="2025-06-30")
    found = records(text, head, body)
    found = replace(found, articles=(replace(found.articles[0], start=text.index("截至"), end=len(text)),))
    assert verdicts("restated", found) == ["agrees"]
    altered = replace(found, claims=(replace(head, value=Decimal(8460000000)), body))
    assert verdicts("restated", altered) == ["disagrees"]


def test_two_places_that_differ_in_figures_beside_each_other_may_tell_of_two_things():
    text = "洪水已致倒塌房屋640间，直接经济损失2.3亿元。灾情最重处倒塌房屋590间，直接经济损失1.9亿元。"
    told = [("640间", "640", "间", "倒塌房屋"), ("2.3亿元", "230000000", "元", "直接经济损失"), ("590间", "590", "间", "倒塌房屋"), ("1.9亿元", "190000000", "元", "直接经济损失")]
    found = records(text, *(claim(text, *one, time="2025-07-02") for one in told))
    assert verdicts("restated", found) == ["undecidable", "undecidable"]
    one_slip = replace(found, claims=tuple(replace(c, value=Decimal(230000000)) if c.unit == "元" else c for c in found.claims))
    assert sorted(verdicts("restated", one_slip)) == ["agrees", "disagrees"]


def test_two_paragraphs_that_give_one_metric_of_one_day_must_agree():
    text = "截至6月末，全县涉农贷款余额86.40亿元。\n6月末，涉农贷款余额达68.40亿元。"
    first = claim(text, "86.40亿元", "8640000000", "元", "涉农贷款余额", time="2025-06-30")
    second = claim(text, "68.40亿元", "6840000000", "元", "涉农贷款余额", time="2025-06-30")
    assert verdicts("restated", records(text, first, second)) == ["disagrees"]
    undated = records(text, replace(first, time=None), replace(second, time=None))
    assert verdicts("restated", undated) == ["undecidable"]


def test_days_of_an_event_fit_its_first_and_last_day():
    text = "5月4日至6日，为期两天半的观摩举行。"
    made = claim(text, "两天半", "2.5", "天", "观摩时长", time="2025-05-04/2025-05-06")
    assert made.time is not None
    printed = TimeExpression(SOURCE, 0, 7, "5月4日至6日", made.time, "range")

    def said(value: str, told: TimeExpression) -> list[str]:
        return verdicts("days", replace(records(text, replace(made, value=Decimal(value))), times=(told,)))

    assert said("2.5", printed) == ["agrees"]
    assert said("4.5", printed) == ["disagrees"]
    assert said("4.5", replace(printed, text="5月上旬")) == [], "days of which only some may have been taken"


def test_shares_over_the_whole_are_impossible_but_plans_may_be_overfulfilled():
    text = "抽检合格率达198%，完成计划的145%。"
    found = records(text, claim(text, "198%", "198", "%", "抽检合格率", "share"), claim(text, "145%", "145", "%", "计划完成率", "share"))
    assert [v.claims for v in check(found) if v.kind == "sanity"] == [(f"c{text.index('198%')}",)]


@pytest.mark.parametrize(("printed", "worth"), [("14.84亿元", "1000000"), ("9.10%", "0.01"), ("268名", "0"), ("20万件", "10000"), ("三年", "0")])
def test_the_last_printed_digit_gives_the_grain(printed, worth):
    assert grain(printed) == Decimal(worth)


def test_an_open_figure_has_no_interval():
    text = "来了300余人。"
    assert allowed(claim(text, "300余人", "300", "人", "人数", bound="min"), WORDS) is None


def test_verdicts_come_in_one_order():
    found = team("58", "37", "21")
    assert check(found) == check(found)


def test_a_headline_that_negates_speaks_of_something_else():
    text = "3批次粽子不合格\n抽检粽子75批次，合格72批次。"
    head = claim(text, "3批次", "3", "批次", "不合格粽子")
    body = [claim(text, "75批次", "75", "批次", "抽检粽子"), claim(text, "72批次", "72", "批次", "合格粽子")]
    found = records(text, head, *body)
    found = replace(found, articles=(replace(found.articles[0], start=text.index("抽检"), end=len(text)),))
    assert verdicts("restated", found) == []


def two_pages(first: str, second: str, time: str = "2024-06-30") -> Records:
    one = claim(f"6月末，东湖县茶园面积{first}万亩。", f"{first}万亩", str(Decimal(first) * 10000), "亩", "茶园面积", time=time)
    other = claim(f"截至6月末，东湖县茶园面积{second}万亩。", f"{second}万亩", str(Decimal(second) * 10000), "亩", "茶园面积", time="2024-06-30")
    other = replace(other, id="d1", evidence=replace(other.evidence, source="other.txt", article="b1"))
    made = records(f"6月末，东湖县茶园面积{first}万亩。", one, other)
    return replace(made, sources=(Source(SOURCE, f"6月末，东湖县茶园面积{first}万亩。", "utf-8", "0" * 64), Source("other.txt", f"截至6月末，东湖县茶园面积{second}万亩。", "utf-8", "1" * 64)),
                   articles=(*made.articles, Article("b1", "other.txt", "article", None, None, None, (), Published("2024-07"), (), 0, 20)))


def test_two_pages_that_give_one_figure_of_one_day_differently_are_both_quoted():
    wrong = [v for v in check(two_pages("5.2", "2.5")) if v.kind == "restated"]
    assert [v.verdict for v in wrong] == ["disagrees"] and {e.source for e in wrong[0].evidence} == {SOURCE, "other.txt"}
    assert verdicts("restated", two_pages("5.2", "5.2")) == ["agrees"]


def test_figures_too_far_apart_for_a_slip_are_left_to_the_reader():
    far = [v for v in check(two_pages("5.2", "91.7")) if v.kind == "restated"]
    assert [v.verdict for v in far] == ["undecidable"] and [saying.name for saying in far[0].reckoning] == ["told-twice", "far-apart"]


@pytest.mark.parametrize(("one", "other", "slip"), [("86.4", "68.4", True), ("244", "944", True), ("244", "24", True), ("12.5", "125000", True), ("100", "150", True), ("4315", "564", False), ("100", "251", False)])
def test_a_slip_is_one_digit_or_half_as_much_again(one, other, slip):
    assert is_a_slip(Decimal(one), Decimal(other)) == is_a_slip(Decimal(other), Decimal(one)) == slip


def test_a_part_goes_with_the_figure_of_its_own_name():
    text = "园区总投资120亿元、年利税33亿元，其中一期总投资40亿元、年利税10亿元。"
    found = records(text, *(claim(text, f"{value}亿元", f"{value}00000000", "元", metric) for value, metric in ((120, "总投资"), (33, "年利税"), (40, "总投资"), (10, "年利税"))))
    values = {claim.id: claim.value_text for claim in found.claims}
    assert [(values[link.claim], values[link.other]) for link in found.links if link.kind == "part-of"] == [("40亿元", "120亿元"), ("10亿元", "33亿元")]


def test_places_that_stand_at_the_head_of_a_list_are_no_sum():
    text = "总投资居前三位的是甲区46亿元、乙区31亿元、丙区17亿元。"
    found = records(text, *(claim(text, f"{value}亿元", f"{value}00000000", "元", "总投资") for value in (46, 31, 17)))
    assert [link for link in found.links if link.kind == "part-of"] == []


@pytest.mark.parametrize(("between", "bound"), [("", True), ("，送去鸡苗，请来技术员，带动了乡邻", False)])
def test_parts_that_are_too_many_belong_to_no_figure_some_clauses_before(between, bound):
    text = f"扶持农户5户{between}，其中养殖大户2户、小户7户。"
    found = records(text, *(claim(text, f"{value}户", str(value), "户", metric) for value, metric in ((5, "农户"), (2, "养殖大户"), (7, "小户"))))
    assert bool([link for link in found.links if link.kind == "part-of"]) == bound


def test_two_pages_that_speak_of_two_days_may_differ():
    assert verdicts("restated", two_pages("5.2", "2.5", "2023-06-30")) == []


def test_one_figure_rounded_more_than_the_other_agrees_with_it():
    assert verdicts("restated", two_pages("5.2", "5.18")) == ["agrees"]


def aims(goal: str, fact: str, time: str = "2025") -> Records:
    text = f"东湖县力争到2025年茶园面积达到{goal}万亩。\n东湖县茶园面积{fact}万亩。"
    wanted = claim(text, f"{goal}万亩", str(Decimal(goal) * 10000), "亩", "茶园面积", time="2025", modality="target", bound="min")
    told = claim(text, f"{fact}万亩", str(Decimal(fact) * 10000), "亩", "茶园面积", time=time)
    return records(text, wanted, replace(told, evidence=replace(told.evidence, article="a2")), published="2024-03")


@pytest.mark.parametrize(("fact", "time", "wanted"), [("5.3", "2025", ["agrees"]), ("4.1", "2025", ["undecidable"]), ("5.3", "2024-11", ["agrees"]), ("4.1", "2024-11", ["undecidable"]), ("4.1", "2023", [])])
def test_a_goal_is_held_against_the_first_figure_of_its_time(fact, time, wanted):
    assert verdicts("goal", aims("5", fact, time)) == wanted


def test_a_deed_before_birth_is_impossible():
    text = "1912年出生的沈铁山自幼习武。1908年，沈铁山任乡长3年。"
    hero = Entity("p1", "PER", "", "沈铁山")
    made = claim(text, "3年", "3", "年", "任乡长时间", subject="p1", subject_name="沈铁山", time="1908")
    naming = Naming("p1", Evidence(SOURCE, "a1", text.index("沈铁山"), text.index("沈铁山") + 3, "沈铁山", "test"))
    found = replace(records(text, made, entities=(hero,)), namings=(naming,))
    assert verdicts("sanity", found) == ["disagrees"]
    assert verdicts("sanity", replace(found, claims=(replace(made, time="1938"),))) == []


@pytest.mark.parametrize(("printed", "value", "unit", "metric", "kind", "wanted"), [
    ("320岁", "320", "岁", "年龄", "level", ["disagrees"]), ("83岁", "83", "岁", "年龄", "level", []),
    ("85摄氏度", "85", "摄氏度", "最高气温", "level", ["undecidable"]), ("38摄氏度", "38", "摄氏度", "最高气温", "level", []),
    ("120%", "120", "%", "降幅", "rate", ["disagrees"]), ("98%", "98", "%", "合格率", "share", []),
    ("212%", "212", "%", "拨备覆盖率", "share", []), ("103%", "103", "%", "小学毛入学率", "share", []), ("212%", "212", "%", "森林覆盖率", "share", ["disagrees"]),
])
def test_sizes_out_of_all_habit_are_told(printed, value, unit, metric, kind, wanted):
    text = f"据统计，{metric}{printed}。"
    assert verdicts("sanity", records(text, claim(text, printed, value, unit, metric, kind, direction="down" if kind == "rate" else None))) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("今年抓好三件实事。一是修路。二是通水。三是建校。", ["agrees"]), ("今年抓好四件实事。一是修路。二是通水。三是建校。", ["disagrees"]),
    ("今年抓好三件实事，群众很满意。", []),
    ("“路更宽了，灯更亮了，心更暖了。”他用三个“更”来形容。", ["agrees"]), ("“路更宽了，灯更亮了，心更暖了。”他用五个“更”来形容。", ["disagrees"]),
    ("新技术、新设备、新工艺等“三新”成果登场。", ["agrees"]), ("新技术、新设备、新工艺等“两新”成果登场。", ["disagrees"]), ("解决“三农”问题。", []),
    ("企业实现了“机械—电气—智能”的三级跳。", ["agrees"]), ("企业实现了“机械—电气—智能”的五级跳。", ["disagrees"]),
    ("海口市与三亚学院、省农科院联合签署三方协议。", ["agrees"]), ("海口市与三亚学院、省农科院联合签署五方协议。", ["disagrees"]), ("海口市与三亚学院等签署三方协议。", []),
    ("盯紧前30名企业和后30名企业，抓好“双30”。", ["agrees"]), ("盯紧前30名企业和后50名企业，抓好“双30”。", ["disagrees"]),
    ("第三次联席会议召开。市里已召开三次联席会议。", ["agrees"]), ("第三次联席会议召开。市里已召开五次联席会议。", ["disagrees"]),
])
def test_a_number_is_held_against_what_it_announces(text, wanted):
    assert [v.verdict for v in check(records(text)) if v.kind in ("list-count", "editions")] == wanted


def test_evidence_of_an_announced_list_is_its_words_in_the_file():
    text = "今年抓好\n四件实事。一是修路。二是通水。"
    found = [v.evidence[0] for v in check(records(text)) if v.kind == "list-count"]
    assert [text[e.start:e.end] for e in found] == [e.quote for e in found] == ["四件实事。一是"]


def test_the_eldest_and_the_others_are_all_the_sons():
    text = "张家有5个儿子。张大山是家中长子，下面有四个弟弟。"
    made = records(text, claim(text, "5个", "5", "个", "儿子"), claim(text, "四个", "4", "个", "弟弟", subject_name="张大山"))
    assert verdicts("kin", made) == ["agrees"]
    assert verdicts("kin", replace(made, claims=(replace(made.claims[0], value=Decimal(7)), made.claims[1]))) == ["disagrees"]
