"""When a figure holds and who says so, in the shapes of reports on floods, quakes, travel and cases: claims of invented articles, read with the project's own rules."""
from __future__ import annotations

from functools import cache

import pytest
from marked import rules

from kg.model import Claim
from kg.pipeline import analyse
from kg.read import read_text

FLOOD = "2014-07-31", """钦州沿江七村进水

本报讯（记者 韦丽）钦州市民政局30日统计显示，全市农作物受灾2.13万亩，绝收0.44万亩；倒塌农房316户。

截至30日下午5时，钦州市转移群众4820人。冲毁桥梁27座，损坏水渠93处。

钦州市从业渔民由上年的6.1万人减少到目前的5.3万人，1.8万名转岗渔民中，有1.2万人进了工厂。

本月13日发生溃口的钦州市沙坪镇，已有38户搬进新居。
"""

TRAVEL = "2014-01-20", """春运首日车站人气旺

本报讯（记者 陆敏）今年春运从1月16日开始，到2月24日结束，历时40天。玉林市运输局预计发送旅客310万人次，高峰预计出现在1月25日至28日。

三季度末，玉林市生猪存栏58万头，同比上升4.6%。

玉林市茶叶加工基地建设期为2013年至2016年。建设任务完成后，预计全市每亩茶园增收450元。

2013—2014赛季全国青年举重锦标赛昨日在玉林市开赛，来自14个省的236名选手参赛。

二OO八年，玉林市茶园面积6.6万亩。去年五月、六月间，玉林市有9个村遭雹灾。
"""

CASES = "2006-12-03", """贵港警方破案1.36万起

新华社南宁12月2日电（记者 覃勇）今年4月初至10月底，贵港警方共破案13624起。昨天，涉嫌受贿470万元的韦大海在贵港市受审。

到发稿时止，贵港市已有12条小堤满顶。2006年，投资百亿元的贵港糖业产业园落户贵港市。

8年前，覃大勇种下4亩沃柑，收入2500元，手头宽裕后又添种16亩。今年64岁的覃大勇养了三头牛。村民韦二姐次日前来报案，称家里丢了鱼苗，要值7800元。

记者从全国蔗糖行业清洁生产交流座谈会上获悉，贵港市蔗渣造纸28万吨。
"""


@cache
def claims_of(published: str | None, text: str) -> tuple[Claim, ...]:
    return analyse(read_text(text, "page.txt", published, rules()), rules()).claims


def claim(article: tuple[str | None, str], value: str) -> Claim:
    """The last claim whose figure is printed so."""
    return [found for found in claims_of(*article) if found.value_text == value][-1]


@pytest.mark.parametrize(("value", "time"), [("2.13万亩", "2014-07-30"), ("0.44万亩", "2014-07-30"), ("316户", "2014-07-30"), ("4820人", "2014-07-30"), ("27座", "2014-07-30"),
                                             ("93处", "2014-07-30"), ("5.3万人", "2014-07"), ("1.2万人", None), ("38户", None)])
def test_counts_hold_on_the_day_they_were_made_and_now_is_of_its_own_figure(value, time):
    assert claim(FLOOD, value).time == time


@pytest.mark.parametrize(("value", "time", "modality"), [("40天", "2014-01-16/2014-02-24", "actual"), ("310万人次", "2014-01-16/2014-02-24", "planned"), ("58万头", "2013-09-30", "actual"),
                                                         ("450元", None, "planned"), ("236名", "2014-01-19", "actual"), ("6.6万亩", "2008", "actual"), ("9个", "2013-05/2013-06", "actual")])
def test_the_days_of_a_rush_reach_its_forecast_and_a_quarter_that_has_not_come_is_the_last(value, time, modality):
    found = claim(TRAVEL, value)
    assert (found.time, found.modality) == (time, modality)


@pytest.mark.parametrize(("value", "time", "speaker"), [("13624起", "2006-04/2006-10", None), ("470万元", None, None), ("12条", "2006-12-02", None), ("百亿元", None, None), ("16亩", None, None),
                                                        ("64岁", "2006", None), ("28万吨", None, "全国蔗糖行业清洁生产交流座谈会")])
def test_a_deed_that_is_charged_has_no_day_of_the_trial_and_a_gathering_is_the_source(value, time, speaker):
    found = claim(CASES, value)
    assert (found.time, found.speaker_name) == (time, speaker)


QUAKE = "2018-12-20", """河池日报

凤山4.9级地震·特别报道

抢险队进村恢复供电

本报讯（记者 韦丽）12月16日12时46分，河池市凤山县发生4.9级地震，9人受伤。震源深度11千米，震中距巴马县县城23公里。截至19时，凤山4.9级地震受伤人数已增至17人，停电860户。

19日8时，龙潭村的交通管制一解除，凤山电力公司的20名突击队员就向龙潭村开进。抢险队分为6个组，排查隐患。经过7个多小时抢修，最后31户用户恢复供电。

在凤山县蒿坪村，像覃大勇这样的种植户还有28户。
"""

GOALS = "2022-05-22", """贺州交通建设加快

本报讯（记者 陆敏）今年，贺州市交通局聚焦年度80亿元投资目标，推进项目建设。贺州市委提出，用9个半月把渡口改造完。

此次行动要求以县为单位，贺州市水渠完好率达到97%，预计让近14万名农民受益。

贺州市第三届龙舟运动会于3月正式拉开帷幕。运动会共有47支队伍参赛。贺州岭南锂业公司年产3万吨木糖醇项目，总投资29亿元。

今年贺州市计划新增的6县通高速目标全部实现，通车里程突破1700公里。贺州市将沿江打造16公里花海长廊。
"""


@pytest.mark.parametrize(("value", "owner"), [("4.9级", "凤山4.9级地震"), ("9人", "凤山4.9级地震"), ("11千米", "凤山4.9级地震"), ("23公里", "凤山4.9级地震"), ("17人", "凤山4.9级地震"), ("860户", "凤山4.9级地震"), ("6个", "凤山电力公司"), ("31户", "凤山电力公司"),
                                              ("28户", "蒿坪村")])
def test_an_earthquake_owns_its_measures_and_a_crew_acts_for_its_firm(value, owner):
    assert claim(QUAKE, value).subject_name == owner


@pytest.mark.parametrize(("value", "modality"), [("80亿元", "target"), ("9个半月", "planned"), ("97%", "target"), ("14万名", "planned"), ("1700公里", "actual"), ("16公里", "planned")])
def test_the_noun_of_a_goal_behind_a_figure_makes_it_one_and_a_goal_that_is_met_ends_the_plan(value, modality):
    assert claim(GOALS, value).modality == modality


REGION = None, """百色地区遭受洪涝

本报讯（记者 韦丽）6月底至7月初大雨不断，我区河水暴涨。7月12日，记者从地区水利处获悉，全区甘蔗受灾26.8万亩。

本报讯 百色地区的茶园普查到6月底已经做完。全区共登记茶园21.9万亩。6月12日，百色地区印发《2001—2005年茶园发展规划》。
"""

NIGHT = "2007-01-29", """3人抢包 狂奔4公里落网

本报讯（记者 冯大勇）前晚，北海市银滩派出所协勤韦大海巡逻到渡口，一个市民跑来说遭抢了。协勤拔腿就追，追出270多米。民警在加油站堵住3名嫌疑人。
"""


@pytest.mark.parametrize(("value", "owner", "time"), [("26.8万亩", "百色地区", "2001-06/2001-07"), ("21.9万亩", "百色地区", "2001-06-30")])
def test_a_page_without_a_date_has_the_first_year_of_its_plan_and_its_prefecture(value, owner, time):
    found = claim(REGION, value)
    assert (found.subject_name, found.time) == (owner, time)


@pytest.mark.parametrize("value", ["270多米", "3名", "4公里"])
def test_the_night_of_an_incident_is_of_all_that_was_done_in_it(value):
    assert claim(NIGHT, value).time == "2007-01-27"


def test_a_long_event_is_not_of_the_month_in_which_it_opened_and_works_are_called_with_what_they_yield():
    assert claim(GOALS, "47支").time is None
    assert claim(GOALS, "29亿元").subject_name == "贺州岭南锂业公司年产3万吨木糖醇项目"


FARM = None, "柳坝村的秋天\n\n本报讯（记者 苗青）“柳坝村变了样。”柳坝村村民周大川说，“我家种了36亩茶。”柳坝村有茶园4100亩。周大川明年计划租15亩地。今年全村产茶叶28吨，超过预期目标3吨，比去年增长7%。\n"


@pytest.mark.parametrize(("value", "modality", "speaker"), [
    ("36亩", "actual", "周大川"), ("4100亩", "actual", None), ("15亩地", "planned", None), ("3吨", "actual", None), ("7%", "actual", None),
])
def test_what_stands_behind_a_quotation_is_the_papers_and_a_goal_held_against_is_no_goal(value, modality, speaker):
    found = claim(FARM, value)
    assert (found.modality, found.speaker_name) == (modality, speaker), found.because


LAST_YEAR = "2015-07-20", "外贸稳中有进\n\n本报讯（记者 苗青）绵阳市1至6月出口12亿元，上年同期为9.6亿元，较去年同期多了25%；进口3.1亿元。绵阳市存款余额410亿元，比年初增加26亿元，而去年同期只增加18亿元。\n\n截至5月31日，绵阳市历年累计发放贷款36亿元。\n"


@pytest.mark.parametrize(("value", "time"), [("12亿元", "2015-01/2015-06"), ("9.6亿元", "2014-01/2014-06"), ("25%", "2015-01/2015-06"), ("3.1亿元", "2015-01/2015-06"), ("18亿元", "2014-01/2014-06"), ("36亿元", "2015-05-31")])
def test_the_same_period_is_of_its_own_figure_and_goes_back_to_no_time_held_against(value, time):
    found = claim(LAST_YEAR, value)
    assert found.time == time, found.because


YEARLY = "1996-05-14", "鸡多路宽\n\n三岔河镇今年头4个月出栏肉鸡120万只。这个镇有养鸡专业户830户。镇里每年拿出76万元补贴农户。\n"


@pytest.mark.parametrize(("value", "time"), [("120万只", "1996-01/1996-04"), ("830户", None), ("76万元", None)])
def test_no_period_before_reaches_what_there_is_and_what_every_year_brings(value, time):
    found = claim(YEARLY, value)
    assert found.time == time, found.because


FORESEEN = "2005-12-29", "开工签约\n\n截至11月底，和田县种枣52万亩，预计今年总产红枣3.5万吨。农民周大川今年打算明年种枣9亩。\n\n和田县今年1至11月出口1.2亿元，提前一个月完成全年任务。28日，和田县签约项目26个。\n"


@pytest.mark.parametrize(("value", "time", "modality"), [("52万亩", "2005-11-30", "actual"), ("3.5万吨", "2005", "planned"), ("9亩", "2006", "planned"), ("一个月", "2005-01/2005-11", "actual"), ("26个", "2005-12-28", "actual")])
def test_this_year_of_a_forecast_is_the_year_and_a_bare_day_behind_months_is_of_the_page(value, time, modality):
    found = claim(FORESEEN, value)
    assert (found.time, found.modality) == (time, modality), found.because


def test_a_name_may_stand_before_what_it_plans():
    assert claim((None, "培训\n\n本报讯（记者 苗青）今年，陇南市计划培训农机手2.1万人次。\n"), "2.1万人次").modality == "planned"


CUSTOMS = "2019-07-24", "外贸增长\n\n本报讯（记者 苗青）永州海关今天发布，上半年，永州市进出口总值98.6亿元。其中，祁阳县进出口23亿元。\n"


@pytest.mark.parametrize("value", ["98.6亿元", "23亿元"])
def test_the_day_of_publishing_is_no_time_of_the_figures_and_who_publishes_says_so(value):
    found = claim(CUSTOMS, value)
    assert (found.time, found.speaker_name) == ("2019-01/2019-06", "永州海关"), found.because


@pytest.mark.parametrize(("paper", "value", "time"), [
    ("半年度报告", "38.7亿元", "2025-01/2025-06"), ("中期报告", "38.7亿元", "2025-01/2025-06"), ("半年报", "52亿元", "2025-06-30"), ("年度报告", "38.7亿元", "2025"), ("年度报告", "52亿元", "2025-12-31"),
])
def test_the_period_of_a_half_years_report_is_half_a_year(paper, value, time):
    text = f"净利增长\n\n本报讯（记者 覃勇）玉林松川机械股份有限公司发布2025年{paper}。报告期内，公司实现营业收入38.7亿元。报告期末，公司总资产52亿元。\n"
    assert claim(("2025-08-29", text), value).time == time
