"""Shapes of sentences that say what a figure measures: prices for each, money spent, lasting acts, lists, parts of what was counted."""
from __future__ import annotations

import pytest
from marked import findings, rules

from kg.extract.claims import read

# sentence, then the metric of each figure, with the shape that it stands for
METRICS = [
    ("蜜瓜批发价每斤<4.2元>。", ["每斤蜜瓜批发价"], "a price for each"),
    ("果农每斤多卖<2元>。", ["每斤价格"], "a verb of gaining is no metric"),
    ("他去年赚了<3万元>。", ["赚钱"], "money got by a verb"),
    ("学校奖励老师<5000元>。", ["奖励"], "a noun of giving"),
    ("投资<480万元>改造的敬老院启用。", ["改造敬老院投资"], "what the money was spent on"),
    ("安排专项资金<600万元>，用于修复梯田。", ["修复梯田专项资金"], "a fund and what it is for"),
    ("民警连续蹲守<5天>。", ["连续蹲守时间"], "an act without a break"),
    ("<15分钟>就到校了。", ["到校时间"], "how long until it is done"),
    ("抢修队须在<2小时>内赶到。", ["赶到时间"], "how long at most until it is done"),
    ("教学楼共<5层>，建筑面积<6000平方米>。", ["教学楼层数", "教学楼建筑面积"], "an attribute goes to the thing before"),
    ("缴获渔网<40张>、电鱼机<6台>。", ["缴获渔网", "缴获电鱼机"], "a list keeps its act"),
    ("收购早稻<8万吨>，其中优质稻<3万吨>。", ["收购早稻", "收购优质稻"], "a part keeps the act of its whole"),
    ("抽检月饼<60批次>，合格<58批次>，合格率<96.7%>。", ["抽检月饼", "合格月饼", "合格月饼合格率"], "a quality alone is of the same things"),
    ("<2批次>酱油不合格。", ["不合格酱油"], "what is the matter with those counted"),
    ("<5名>男子已被刑事拘留。", ["刑事拘留男子"], "what was done to those counted"),
    ("出动消防车后，救援队徒步<6公里>。", ["徒步距离"], "a verb of moving"),
    ("队长独得<31分>。", ["得分"], "points that were won"),
    ("<300平方米>的晾晒场建成。", ["晾晒场面积"], "的 makes an area the size of one thing"),
    ("产品销往<14个>省市。", ["销往省市"], "a count of places has its verb"),
    ("年利率低至<3.1%>。", ["年利率"], "低 before 至 is no part of the noun"),
    ("平均住院日由原来的<12天>缩短至<9天>。", ["平均住院日", "平均住院日"], "原来的 is a time"),
    ("茶苗成活率在<95%>以上。", ["茶苗成活率"], "在 leads to a height"),
    ("石油加工和炼焦业增长<7%>。", ["石油加工和炼焦业"], "和 inside the name of a trade"),
    ("西瓜批发价由每斤<1.5元>涨到<1.9元>。", ["每斤西瓜批发价", "每斤西瓜批发价"], "每斤 behind 由 belongs to the price"),
    ("稻谷产量<9万吨>，小麦产量<4万吨>，分别增长<2%>和<5%>。", ["稻谷产量", "小麦产量", "稻谷产量", "小麦产量"], "分别 takes up the figures before in their order"),
    ("早稻面积<60万亩>，甘蔗<20万亩>。", ["早稻面积", "甘蔗面积"], "a list shares its attribute"),
    ("最大风速出现在洋面，达<42米>。", ["最大风速"], "what the clause before says is greatest"),
    ("暴雨中<4人>失踪。", ["失踪人数"], "what befell those counted"),
    ("荔枝<12元/公斤>。", ["荔枝价格"], "a unit price has a price"),
    ("旅游业实现税收<3亿元>。", ["旅游业税收"], "a branch of trade before 实现"),
    ("海岛供水已恢复<八成>。", ["海岛供水恢复"], "how much of a thing is done"),
    ("区里为<80户>商铺减免租金<90万元>。", ["商铺", "减免租金"], "the noun of the figure before is no part of the next"),
    ("<65岁>以上老人<3万人>。", ["65岁以上老人"], "the age tells which people are counted"),
    ("接待游客<14万人次>，日均<2万人次>。", ["接待游客", "日均接待游客"], "a mean is of the metric before"),
    ("首次突破<3亿元>大关。", ["金额"], "大关 measures nothing"),
    ("从渡口到县城<42公里>。", ["从渡口到县城距离"], "how far from one place to another"),
    ("从码头到医院只需<40分钟>。", ["从码头到医院时间"], "how long from one place to another"),
    ("网络故障增加到<40分钟>。", ["网络故障"], "到 behind a verb leads to no place"),
    ("高粱以<28万亩>居首位。", ["高粱"], "what has its place with a figure"),
    ("<98%>的用户恢复供水。", ["恢复供水用户占比"], "what a part of the whole did"),
    ("去年完成投资<31亿元>，今年前五个月完成<12亿元>。", ["投资", "投资"], "a bare verb takes up what it did before"),
    ("运费每吨<96元>，只相当于公路运费的<六成>。", ["每吨运费", "每吨运费相当于公路运费比例"], "what it comes to beside another"),
    ("往届生所占比例由<33%>下降为<29%>。", ["往届生所占比例", "往届生所占比例"], "所占比例 is a noun"),
    ("年产粮<五十吨>以上的大户有<135户>。", ["产粮大户", "五十吨以上的大户"], "the threshold with 的 tells which are counted"),
    ("受理投诉<64件>，办结率<98%>。", ["受理投诉", "受理投诉办结率"], "a rate of being dealt with is of what was counted"),
    ("每个考场安排考生<30名>、监考教师<2名>。", ["每个考场考生", "每个考场监考教师"], "每 at the head of the clause"),
    ("民兵每天巡堤<30公里>。", ["巡堤"], "每天 says how often, not of what"),
    ("全县雇了<5个>帮工。", ["帮工"], "a word after the figure that the dictionary does not have"),
    ("小学有<16个>班，其中<3个>停课。", ["班", "停课班"], "no whole is named, so nothing is completed"),
    ("文史类考生<1.3万人>，理工类<2.5万人>。", ["文史类考生", "理工类考生"], "a sort of what was counted before"),
    ("公路通车里程<5100公里>，其中高速公路<69公里>。", ["公路通车里程", "高速公路通车里程"], "a list shares 里程"),
    ("他家有<6口>人。", ["家庭人口"], "mouths to feed"),
    ("他带领的团队共有<27人>。", ["团队人数"], "how many a team is"),
    ("大桥双向<六车道>。", ["大桥双向车道"], "how many lanes a road has"),
    ("甲级果每箱<28元>。", ["每箱甲级果价格"], "a thing that has a price for each"),
    ("每箱包装费<3.5元>。", ["每箱包装费"], "a cost is no thing that has a price"),
    ("沪市成交<41亿元>，比上一交易日减少<18%>。", ["成交金额", "成交金额"], "a market is no part of a metric"),
    ("大盘平均市盈率仍高达<43倍>。", ["平均市盈率"], "高达 leads to a figure"),
    ("接待游客<52万人次>，按可比口径较上年同期增长<4%>。", ["接待游客", "接待游客"], "how it is reckoned is no metric"),
    ("完成全年任务的<百分之九十>，其中小麦<3万吨>。", ["全年任务完成率", "小麦"], "a plan in characters"),
    ("平均受教育年限由<5.2年>提高到<6.7年>。", ["平均受教育年限", "平均受教育年限"], "年限 is a length of time already"),
    ("实现原保险保费收入<965亿元>。", ["原保险保费收入"], "收入 behind a noun is a noun"),
    ("村民收入<5万元>。", ["收入"], "收入 behind people is what they got"),
    ("二氧化硫年均浓度<71微克>。", ["二氧化硫年均浓度"], "a mean inside a noun"),
    ("投资<650万元>兴建了贮藏量为<1000吨>的气调库。", ["气调库投资", "贮藏量"], "what works measure is no part of what was paid for"),
    ("实现营收<28亿元>。", ["营收"], "营收 is one word"),
    ("在研项目<41个>。", ["在研项目"], "在研 is one word"),
    ("报告期内公司研发费用<2.3亿元>。", ["研发费用"], "报告期内 is a time"),
    ("菠萝每斤只卖<3毛钱>。", ["菠萝每斤价格"], "what a thing is sold for each"),
    ("销售额却突破<3000万元>。", ["销售额"], "却 is no part of a metric"),
    ("他承包了<350亩地>。", ["承包面积"], "land that was taken"),
    ("县里组织了<56家>企业，收购量达<900吨>。", ["企业", "收购量"], "县里 is no thing that has an attribute"),
    ("毕业班有<16个>班。", ["毕业班"], "of what there are so many"),
    ("出口商品中，茶叶占<41%>，丝绸占<16%>。", ["出口商品茶叶占比", "出口商品丝绸占比"], "…中 before the clause names the whole"),
    ("新线年可发电<3亿千瓦时>。", ["年发电"], "年 before 可 belongs to what is made"),
    ("码头日接待能力提高到<2万人次>。", ["码头日接待能力"], "日 before a verb belongs to it"),
    ("县里投资<6亿元>建设2×<25兆瓦>发电项目。", ["发电项目投资", "发电项目容量"], "a sign of multiplication ends no object"),
    ("夜市接待游客<4万人次>，古镇接待<2万人次>。", ["夜市接待游客", "接待游客"], "the same act of another"),
    ("接待游客<4万人次>；分别接待<2万人次>。", ["接待游客", "接待游客"], "a bare verb with the object that it had before"),
    ("上证指数收报<3020点>。", ["上证指数"], "收报 is no part of the index"),
    ("监考人员就需<300名>。", ["监考人员"], "就需 leads to the figure"),
    ("运送旅客<14万人次>，单日最高<2万人次>。", ["运送旅客", "单日最高运送旅客"], "the highest of a day is of the metric before"),
]


@pytest.mark.parametrize(("sentence", "wanted", "shape"), METRICS, ids=[row[2] for row in METRICS])
def test_a_shape_says_what_its_figure_measures(sentence, wanted, shape):
    assert [reading.metric for reading in read(findings(sentence), rules())] == wanted, shape


# sentence, then kind and direction of each figure
KINDS = [
    ("比常年提前<6天>播种。", [("change", None)]),
    ("车主每年少花<600元>。", [("change", "down")]),
    ("社区增加停车位<320个>。", [("change", "up")]),
    ("用水量比漫灌减少了<一半>。", [("rate", "down")]),
    ("增速比上季度加快<1.2个百分点>。", [("change", "up")]),
    ("室温不得低于<18℃>。", [("level", None)]),
    ("尿素比节前贵了<80元>。", [("change", "up")]),
    ("机票比高铁便宜<60元>。", [("change", "down")]),
    ("两市上涨的仅有<27只>。", [("level", None)]),
    ("大盘市盈率仍达<43倍>。", [("level", None)]),
    ("完成全年任务的<百分之八十>。", [("share", None)]),
    ("出口同比激增<1.8倍>。", [("rate", "up")]),
    ("游客锐减<六成>。", [("rate", "down")]),
    ("出口增幅保持在<30%>以上。", [("rate", "up")]),
    ("平均降价幅度达<53%>。", [("rate", "down")]),
    ("收案数再增<两成>。", [("rate", "up")]),
    ("稻价连跌<十二周>。", [("level", None)]),
    ("学位由<200个>扩大为<320个>。", [("level", None), ("level", None)]),
]


@pytest.mark.parametrize(("sentence", "wanted"), KINDS, ids=[row[0] for row in KINDS])
def test_a_figure_of_change_is_told_from_a_size(sentence, wanted):
    assert [(reading.kind, reading.direction) for reading in read(findings(sentence), rules())] == wanted
