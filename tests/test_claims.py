"""Figures in their frames: what kind, which way, against what, and of what."""
from __future__ import annotations

import pytest
from marked import findings, rules

from kg.extract.claims import read
from kg.extract.claims.recalled import merge

# sentence, then for each figure: kind, direction, baseline, metric
SENTENCES = [
    ("[贵州省|Division]粮食总产量<135.2亿斤>，比上年增加<2.1亿斤>，增长<1.6%>。",
     ("level", None, None, "粮食总产量"), ("change", "up", "比上年", "粮食总产量"), ("rate", "up", None, "粮食总产量")),
    ("{前三季度}，[柳州市|Division]规模以上工业增加值同比增长<6.1%>。", ("rate", "up", "同比", "规模以上工业增加值")),
    ("贷款余额<86.4亿元>，较年初增长<6.4亿元>，增速<8%>。",
     ("level", None, None, "贷款余额"), ("change", "up", "较年初", "贷款余额"), ("rate", "up", "较年初", "贷款余额")),
    ("审批材料压减<20%>，办理时间缩短<3天>。", ("rate", "down", None, "审批材料"), ("change", "down", None, "办理时间")),
    ("新工艺使效率比以往提升了<一倍>。", ("rate", "up", "比以往", "效率")),
    ("审批时限由<15天>缩短至<3天>。", ("level", None, None, "审批时限"), ("level", None, None, "审批时限")),
    ("森林覆盖率由<38%>提高到<46.5%>。", ("share", None, None, "森林覆盖率"), ("share", None, None, "森林覆盖率")),
    ("全区新增中国驰名商标<1件>、地理标志商标<5件>。", ("change", "up", None, "中国驰名商标"), ("change", "up", None, "地理标志商标")),
    ("清洁能源发电量占全社会用电量的<38%>。", ("share", None, None, "清洁能源发电量占全社会用电量比例")),
    ("普惠小微贷款利率为<4.35%>，同比下降<0.51个百分点>。",
     ("level", None, None, "普惠小微贷款利率"), ("change", "down", "同比", "普惠小微贷款利率")),
    ("旅游收入总量居全省<第三位>。", ("rank", None, None, "旅游收入总量")),
    ("产品抗拉强度超国家标准近<2倍>。", ("multiple", None, "超国家标准", "产品抗拉强度")),
    ("失业率低于全省平均水平<0.4个百分点>。", ("change", "down", "低于全省平均水平", "失业率")),
    ("{五年间}出口额翻了<3倍>。", ("rate", "up", None, "出口额")),
    ("游客接待量和旅游收入分别增长<23.5%>和<31.2%>。", ("rate", "up", None, "游客接待量"), ("rate", "up", None, "旅游收入")),
    ("抽检合格率、年度检查覆盖率分别达到<98%>和<100%>。", ("share", None, None, "抽检合格率"), ("share", None, None, "年度检查覆盖率")),
    ("[伊犁州|Division]成功创建国家级绿色工厂<3家>、省级绿色工厂<21家>。",
     ("level", None, None, "国家级绿色工厂"), ("level", None, None, "省级绿色工厂")),
    ("<5家>企业成功入围第三批名优品牌。", ("level", None, None, "入围第三批名优品牌企业")),
    ("共救助群众<260余人>，往返灾区<50余次>。", ("level", None, None, "救助群众"), ("level", None, None, "往返灾区次数")),
    ("派出救援队伍<56支><2994人>。", ("level", None, None, "救援队伍"), ("level", None, None, "救援队伍人数")),
    ("新校区占地<320亩>，可年产电机<60万台>，带动<1200人>就业。",
     ("level", None, None, "占地面积"), ("level", None, None, "年产电机"), ("level", None, None, "带动就业人数")),
    ("项目年产<9.5亿支>高强螺栓。", ("level", None, None, "高强螺栓年产量")),
    ("团队历时<三年半>时间研发成功。", ("level", None, None, "研发时间")),
    ("在激战中，他英勇牺牲，年仅<26岁>。", ("level", None, None, "牺牲时年龄")),
    ("古渡口距县城<12公里>。", ("level", None, None, "古渡口距县城距离")),
    ("发行纪念币<8枚>，每枚为<30克>长方形银质纪念币。", ("level", None, None, "发行纪念币"), ("level", None, None, "长方形银质纪念币重量")),
    ("完成质押融资<56笔>，融资金额<4.89亿元>。", ("level", None, None, "质押融资"), ("level", None, None, "质押融资金额")),
    ("<95%>的行政村通了快递。", ("share", None, None, "通快递行政村占比")),
    ("土豆收购价每公斤<1.6元>，比去年同期高<0.3元>。", ("level", None, None, "每公斤土豆收购价"), ("change", "up", "比去年同期", "每公斤土豆收购价")),
    ("茶农人均增收<3200元>。", ("change", "up", None, "茶农人均增收")),
    ("城镇登记失业率控制在<3.5%>以内。", ("share", None, None, "城镇登记失业率")),
]


@pytest.mark.parametrize(("sentence", "wanted"), [(row[0], row[1:]) for row in SENTENCES], ids=[row[0][:18] for row in SENTENCES])
def test_each_figure_of_a_sentence_is_read_in_its_frame(sentence, wanted):
    found = [(r.kind, r.direction, r.baseline, r.metric) for r in read(findings(sentence), rules())]
    assert found == list(wanted)


def test_every_reading_says_which_rule_or_step_filled_its_slots():
    for reading in read(findings("出口额<12亿元>，同比增长<3%>。"), rules()):
        assert any(reason.startswith("kind: ") for reason in reading.because)
        assert any(reason.startswith("metric: ") for reason in reading.because)


def test_an_elliptic_verb_takes_the_object_that_it_had_before():
    text = "[云岭大学|Org]有<300名>学生入选支教计划。其中，入选人数居全省<首位>。"
    assert [r.metric for r in read(findings(text), rules())][-1] == "入选支教计划人数"


def test_a_pause_inside_brackets_or_a_figure_does_not_break_a_clause():
    found = read(findings("走遍全州<11个>县（市、区），发放<1,200份>宣传册。"), rules())
    assert [(r.metric, r.value.text) for r in found] == [("县（市、区）", "11个"), ("发放宣传册", "1,200份")]


def test_a_threshold_says_which_things_are_counted_and_is_no_figure_itself():
    found = read(findings("引进<10亿元>以上项目<4个>、<5亿元>以上项目<7个>。"), rules())
    assert [(r.metric, r.value.text) for r in found] == [("10亿元以上项目", "4个"), ("5亿元以上项目", "7个")]
    assert [r.value.text for r in read(findings("为<300家>以上企业提供<60亿元>以上资金。"), rules())] == ["300家", "60亿元"]


@pytest.mark.parametrize(("earlier", "later", "whole"), [
    ("知识产权质押融资", "融资金额", "知识产权质押融资金额"),
    ("森林面积", "蓄积量", "蓄积量"),
    ("贷款", "贷款", "贷款"),
])
def test_a_metric_that_takes_up_the_last_words_is_completed(earlier, later, whole):
    assert merge(earlier, later) == whole
