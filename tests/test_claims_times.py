"""Time, mood, speaker and bare figures in the shapes of local news: claims of invented articles, read with the project's own rules."""
from __future__ import annotations

import pytest
from articles import analyse, claim, claims_of, read_text, rules

FARMING = """河池市农村经济稳步增长

本报讯（记者 韦丽）今年一季度第一产业总收入7880万元，比上年同期增加6%。从2019年至今年一季度，河池市累计新建桑园12.6万亩。河池市去年的蚕茧产量是9.2万吨。

截至5月10日，河池市已播早稻45万亩。同时，已移栽烤烟3.1万亩。

年末，河池市农机总动力38万千瓦。

2019年底，河池市登记的桑农比2016年底的21万人增加了2.5万人。
"""

CABLES = """来宾线缆厂忙生产

本报讯（记者 覃勇）来宾兴达线缆有限公司1996年投产，拥有职工430人，年产量达到8万公里。公司订单已排到明年3月底，6条生产线满负荷生产。该公司今年将开发出电梯电缆等16个新产品，抢抓春耕时机，计划生产农用水泵1200台。

今后五年，来宾市年均新增就业岗位3.2万个。

一是扩大开放，来宾市外贸企业达到96家。二是引进项目，计划投资9000万元。三是改善民生，来宾市城镇化率达61.5%。

今年来宾市农业工作主要目标：粮食产量保持在78万吨以上，新建糖料蔗基地5万亩。
"""

JOBS = """就业形势总体稳定

本报讯（记者 陆敏）据百色市民政局报告，全市受灾人口1592人。记者从百色市就业系统半年工作会获悉，全市就业人员达1.7亿，比去年底增加21万。

“厂里的15条生产线都开了。”兴业公司总经理韦春生告诉记者，公司330多名工人都到位了。“我们初八就开工了。”百色一家电子厂负责人说。百色市企业开工率已达97%。

龙头山遗址距今6200年至5700年。九届人大四次会议批准了预算。
"""

PRICES = """国家统计局：4月食品价格同比下降3.7%

国家统计局11日公布数据，4月份，全国居民消费价格同比上涨1.1%。

非食品的价格同比上涨2.3%。服务价格上涨1.6%，涨幅比上月扩大0.7个百分点。

从环比来看，食品价格由上月下降0.4%转为上涨0.3%。
"""

LISTED = """菜价总体平稳

本报讯（记者 陆敏）昨天，梧州市物价局公布了新的一期菜篮子价格信息。本期蔬菜价格总水平上涨2.8%。

3月1日至4月30日放流一个月以来，梧州市放流鱼苗76万尾。
"""

BULLETIN = """东海县2021年国民经济和社会发展统计公报

发布时间：2022-04-11 东海县统计局

初步核算，全年地区生产总值130亿元，比上年增长9%。其中，第一产业增加值20亿元，增长3%；第二产业增加值60亿元，增长12%。按户籍人口计算，人均地区生产总值3.3万元。

年末全县个体户1.7万户，当年新增1500户。2020年木材产量1800立方米。

全年造林1.9万亩，增长6%。
"""

SUMMER = """馆舍迎客

本报讯（记者 陆敏）20世纪九十年代以来，贺州市建成水库30座。暑假期间，贺州市图书馆接待读者5万人次。去年暑期，贺州市体育馆迎客4万人次。
"""

BLAZE = """仓库起火无人受伤

本报讯（记者 陆敏）4月7日，贺州市一间仓库起火。

现场指挥员介绍，贺州市消防救援支队派出水罐车9辆。据了解，仓库面积450平方米。

贺州市历届消防比赛冠军得主共13人，现场看不到他们。
"""

GAMES = """残疾人运动会闭幕

本报讯（记者 陆敏）4月12日，全市残疾人运动会在昭平县闭幕。

昭平县代表团参赛选手56名。4月21日除夕夜，昭平县值班人员65名。
"""

POLICE = """公安局返还被骗资金

本报讯（记者 陆敏）今年以来，贺州市公安局立案216起。与上年同期相比，结案下降41.3%。预计返还32万元，案件侦办至今，已追回78万元。

沙田村2022年在危房改造的基础上，投入170万元修路。

二季度八步区公司利润5.3亿元。其中，16家企业上半年实现盈利。2023年，八步合作社增收51万元，入股企业每年增收18万元。

贺州大桥是全市迄今为止投资最大的工程，总里程29公里。贺州支线于2022年2月进场施工，预计长60公里。其中，设桥墩14座。
"""

CENSUS = """防城港市人口普查公报

现将2020年11月1日零时防城港市人口的基本情况公布如下：

全市常住人口为1046100人。与2010年第六次全国人口普查的866900人相比，增加179200人。

全市共有家庭户319405户，其中农垦户占地3.2万亩。
"""

HARVEST = """粮食生产形势好

本报讯（记者 农志强）崇左市农业农村局局长黎国安宣布，今年崇左市甘蔗入榨量达到1600万吨。

预计今年崇左市粮食总产84万吨。预计水产品产量超过6.5万吨，比去年增长5%。

崇左市制糖业今年有望增产。崇左市糖业发展呈现三个特点：一是布局优化，崇左市糖厂减到17家。

“八五”期间，崇左市年均造林25万亩。汛期从4月15日起至5月15日止，崇左市降雨量达到310毫米。
"""

WORKS = """产业园加快建设

本报讯（记者 凌霄）钦州新材料产业园总投资60亿元，将在六年内全面建成，可实现年销售收入85亿元。

钦州粮油产业园一期投产后，预计年产值12亿元。钦州港细颗粒物浓度为23微克每立方米。
"""

COURTS = """梧州法院收案上升

本报讯（记者 岑溪）截至4月30日，梧州市中级人民法院共受理案件1803件，结案894件。与上年同比，受案增加167件。

今年前4个月，广西法院新收案件12.5万件，同比上升20.5%。藤县人民法院新收案件达3100件，同比上升41%。

红岭村三组果农有五、六万元积蓄。合作社可为果农创收220万元。
"""

SEASONS = """玉林夏粮丰收

本报讯（记者 容县）今年玉林市夏粮总产92万吨。截至去年三季度末，玉林市登记失业人员7.1万人。

到2027年玉林市绿色稻田面积达到86万亩。
"""

HOLIDAYS = """贺州假日旅游红火

本报讯（记者 富川）2024年春节期间，贺州市共接待游客68.3万人次。

自3月8日治超行动启动以来，贺州市公安局查获超载货车412辆。“五一”假期首日，黄姚古镇接待游客2.6万人次。

1949年贺州市工业总产值为1300万元，比抗战前的1936年下降21%；粮食总产为3.4万吨。

清光绪三十四年，富川县有当铺17家。
"""

TELLING = """贺州林业会议召开

本报讯（记者 昭平）林场去年产脂900吨。场长蒙春水告诉记者，建场时林场只有一间旧屋，要住46人。去年9月，县里投资87万元建起了新楼。

贺州市林业局副局长莫桂平介绍了“绿盾”行动中清理火患、管护山林的情况。全市查处案件73起。

贺州市林业局局长陶文山在日前召开的全市森林资源保护工作会议上说，全市有护林员1900名。

力争2030年，贺州市油茶面积稳定在95万亩；茶油产量稳定在4.1万吨。贺州境内有野生油茶6.7万株。
"""


AIMS = """钦州今年的目标

本报讯（记者 陆平）5月6日，记者从钦州市农村工作会议上了解到，2024年钦州市农业的主要目标是：甘蔗总产实现310万吨，力争再创新高；荔枝产量增加4万吨；农民人均纯收入达到9800元。

钦州市今年将继续改造低产蔗田，面积12万亩；新建冷库30座；去年新建的18座冷库全部投产。

钦州港海关披露，去年进口木薯干46万吨，相比于前年的38万吨，增长21%。从钦州到防城港的车程将由目前的最长95分钟缩短到40分钟。

目前，钦州市备耕进展顺利，预计可带动投资7亿元。榨季从去年11月开始，3个月后结束，榨机修理费用约580万元（含上年欠款120万元），日榨甘蔗1.9万吨。

去年上半年，钦州市税收低迷，1月份降幅为9.4%，二季度末降幅为3.1%。1958年，钦州县开始办厂。到1995年，全县有纸厂21家。是年，全县有糖厂17家。“十一五”期间，钦州市产糖523万吨，是“十五”期间198万吨的2.6倍。

钦州蔗渣发电项目2月19日开工，总占地面积905亩。目前，钦州市甘蔗良种基地规模达到了14万亩。公路建设冲刺年活动正在进行，1至4月钦州市累计完成路基27公里。钦州港2024年度计划投资6800万元。

钦州市蔗区从2012年的38万亩扩大到了2023年的51万亩。4月2日从钦州市水利部门获悉，在建渠道70条。今年从3月1日开始各蔗区陆续停榨，停榨的榨机达96台。1至4月，钦州市完成造林2.7万亩，占全年计划新建林地的64%。

2019年至2021年，钦州市蔗农收入分别增长5.2%、6.3%和7.4%。

钦州市糖业产值（2015年不变价）93亿元，收成好于去年，每榨季平均榨蔗88万吨。蔗叶还田面积从2018年33%提高到今年的57%。今年钦州市将扩建冷链，力争年末冷库达65座。

本报讯 5月9日，钦州市交通局通报了2023年公路养护情况。

据了解，钦州市公路养护投入2.2亿元，整修桥梁41座。
"""

RAIN = """防城港物价与汛情

新桂网5月16日电，截至9时，防城港市平均雨量为73毫米，142个测站中，17个达到暴雨程度，约占12%；25个达到大雨程度，约占18%。

本报讯（记者 陆平）4月份，防城港市居民消费价格同比上涨1.2%。

鲜菜价格同比下降20.5%，涨幅比3月回落6.8个百分点。

5月18日，防城港市举行5月份重点项目集中开工活动，开工项目26个。

此次集中开工，东兴市开工项目4个。预计防城港市甘蔗面积发展到75万亩；木薯面积41万亩；育苗工人860名。防城港市去年计划完成水利投资3.3亿元，累计完成投资3.5亿元，改善灌溉面积2.9万亩。

到2027年，累计建成冷库34座。2023年累计造林6.4万亩。极端最高气温38.2℃，出现在5月10日；极端最低气温3.1℃，出现在1月30日。

防城港东湾码头2023年12月动工，二期投资3.7亿元。2021年、2022年和2023年，防城港港口利润分别为1.1亿元、1.3亿元和1.6亿元。
"""


@pytest.mark.parametrize(("value", "time"), [("30座", "1990/2024"), ("5万人次", "2024-07/2024-08"), ("4万人次", "2023-07/2023-08")])
def test_a_decade_lasts_until_now_and_the_summer_holidays_are_two_months(value, time):
    assert claim(SUMMER, value).time == time, claim(SUMMER, value).because


@pytest.mark.parametrize(("value", "time"), [
    ("130亿元", "2021"), ("9%", "2021"), ("20亿元", "2021"), ("12%", "2021"), ("3.3万元", "2021"), ("1.7万户", "2021-12-31"), ("1500户", "2021"), ("1800立方米", "2020"), ("1.9万亩", "2021"), ("6%", "2021"),
])
def test_a_bulletins_headline_gives_its_year_to_all_that_it_tells_without_a_time(value, time):
    assert claim(BULLETIN, value).time == time, claim(BULLETIN, value).because


@pytest.mark.parametrize(("value", "modality", "time"), [
    ("73毫米", "actual", "2024-05-16"), ("18%", "actual", "2024-05-16"),  # up to an hour of the day of the wire
    ("20.5%", "actual", "2024-04"), ("6.8个百分点", "actual", "2024-04"),  # the month of a report that compares
    ("26个", "actual", "2024-05-18"), ("4个", "actual", "2024-05-18"),  # 5月份 is in the event's name, 此次 points at it
    ("41万亩", "planned", None), ("860名", "actual", None),  # a bare noun in the unit before goes on with the plan
    ("34座", "target", "2027"),  # built by a year to come
    ("6.4万亩", "actual", "2023"),  # 2023年累计 is no length of 23 years
    ("38.2℃", "actual", "2024-05-10"), ("3.1℃", "actual", "2024-01-30"),  # when each came
    ("3.7亿元", "actual", None), ("1.3亿元", "actual", "2022"), ("1.6亿元", "actual", "2023"),  # when works began is not when they measure so; one of the years
    ("3.3亿元", "planned", "2023"), ("3.5亿元", "actual", "2023"), ("2.9万亩", "actual", "2023"),  # what was done stands against the plan
])
def test_hours_months_of_reports_and_events_give_times_and_what_was_done_ends_a_plan(value, modality, time):
    found = claim(RAIN, value)
    assert (found.modality, found.time) == (modality, time), found.because


@pytest.mark.parametrize(("value", "modality", "time"), [
    ("310万吨", "target", "2024"), ("4万吨", "target", "2024"), ("9800元", "target", "2024"),  # a goal goes on over ；
    ("30座", "planned", "2024"), ("18座", "actual", "2023"),  # a part with its own time speaks for itself
    ("38万吨", "actual", "2022"), ("95分钟", "actual", "2024-05"), ("40分钟", "planned", None),
    ("7亿元", "planned", None),  # 目前 is not when it will be
    ("1.9万吨", "actual", None),  # 上年 speaks of what stands in the bracket, 去年11月 of when it began
    ("9.4%", "actual", "2023-01"), ("3.1%", "actual", "2023-06-30"), ("17家", "actual", "1995"), ("198万吨", "actual", "2001/2005"),
    ("905亩", "actual", None), ("14万亩", "actual", "2024-05"), ("27公里", "actual", "2024-01/2024-04"), ("6800万元", "planned", "2024"),
    ("38万亩", "actual", "2012"), ("51万亩", "actual", "2023"), ("70条", "actual", "2024"), ("96台", "actual", "2024"), ("64%", "actual", "2024-01/2024-04"),
    ("5.2%", "actual", "2019"), ("6.3%", "actual", "2020"), ("7.4%", "actual", "2021"),  # one for each year
    ("93亿元", "actual", "2024"), ("88万吨", "actual", "2024"), ("33%", "actual", "2018"), ("57%", "actual", "2024"), ("65座", "target", "2024-12-31"),
    ("2.2亿元", "actual", "2023"), ("41座", "actual", "2023"),  # the time of what was reported on
])
def test_aims_go_on_to_the_parts_of_their_sentence_and_reports_to_their_figures(value, modality, time):
    found = claim(AIMS, value)
    assert (found.modality, found.time) == (modality, time), found.because


def test_an_office_that_a_headline_begins_with_says_so_and_owns_nothing():
    assert {claim(PRICES, value).subject_name for value in ("3.7%", "2.3%", "1.6%", "0.3%")} == {"中国"}


def test_a_body_that_discloses_is_the_speaker():
    assert claim(AIMS, "46万吨").speaker_name == "钦州港海关"


def test_a_goal_for_a_coming_year_needs_no_comma():
    assert claim(SEASONS, "86万亩").modality == "target"


@pytest.mark.parametrize(("text", "value", "time"), [
    (SEASONS, "7.1万人", "2023-09-30"),
    (PRICES, "2.3%", "2024-04"),  # the only period of the report
    (PRICES, "0.7个百分点", "2024-04"),
    (PRICES, "0.3%", "2024-04"),  # 上月 is of the fall alone
    (LISTED, "2.8%", None),  # when it was published
    (LISTED, "76万尾", "2024-03-01/2024-04-30"),  # its end is printed
    (BLAZE, "9辆", "2024-04-07"),  # the only day, and a word of the event
    (BLAZE, "450平方米", None),
    (BLAZE, "13人", None),
    (GAMES, "56名", None),  # the games were longer than their last day
    (GAMES, "65名", "2024-04-21"),  # the day stands before the feast
    (POLICE, "41.3%", "2024"),  # held against the same time of another year
    (POLICE, "78万元", "2024-05"),
    (POLICE, "170万元", "2022"),  # behind the ground stands what was done
    (POLICE, "29公里", None),  # what it is the greatest of
    (POLICE, "14座", None),
    (POLICE, "16家", "2024-01/2024-06"),  # the period right behind what is counted
    (POLICE, "18万元", None),  # what every year brings
    (HOLIDAYS, "68.3万人次", "2024-02-10/2024-02-17"),  # the days off of that year
    (HOLIDAYS, "412辆", "2024-03-08/2024-05-20"),  # counted from a day
    (HOLIDAYS, "2.6万人次", "2024-05-01"),
    (HOLIDAYS, "3.4万吨", "1949"),  # 1936年 is what is held against
    (HOLIDAYS, "17家", "1908"),
    (TELLING, "4.1万吨", "2030"),
    (TELLING, "6.7万株", None),  # a coming year does not reach what is
    (COURTS, "167件", "2024-04-30"),  # a count of acts that goes on
    (COURTS, "3100件", "2024-01/2024-04"),  # a report on a period, whoever's the figures are
    (CENSUS, "1046100人", "2020-11-01"),  # the time that the bulletin states
    (CENSUS, "866900人", "2010"),
    (CENSUS, "319405户", "2020-11-01"),
    (HARVEST, "6.5万吨", "2024"),  # a forecast goes on
    (HARVEST, "25万亩", "1991/1995"),
    (HARVEST, "310毫米", "2024-04-15/2024-05-15"),
    (FARMING, "7880万元", "2024-01/2024-03"),  # 第一产业 is a sector, no ordinal
    (FARMING, "12.6万亩", "2019/2024-03"),
    (FARMING, "9.2万吨", "2023"),  # 去年的…是
    (FARMING, "3.1万亩", "2024-05-10"),  # what has been done so far is a stock
    (FARMING, "38万千瓦", "2023-12-31"),  # 年末 on a page of May
    (FARMING, "21万人", "2016-12-31"),
    (CABLES, "430人", None),  # when it began says nothing of how it is
    (CABLES, "6条", None),  # until then it lasts
])
def test_the_time_of_a_figure_in_statistics_and_in_notes_on_firms(text, value, time):
    found = claim(text, value)
    assert found.time == time, found.because


@pytest.mark.parametrize(("text", "value", "modality"), [
    (COURTS, "220万元", "planned"),
    (TELLING, "4.1万吨", "target"),  # a goal before ； goes on
    (TELLING, "6.7万株", "actual"),
    (WORKS, "85亿元", "planned"),  # 将在…内全面建成
    (WORKS, "12亿元", "planned"),
    (HARVEST, "17家", "actual"),
    (CABLES, "6条", "actual"),
    (CABLES, "16个", "planned"),
    (CABLES, "1200台", "planned"),
    (CABLES, "3.2万个", "planned"),  # 今后五年 is still to come
    (CABLES, "61.5%", "actual"),  # a plan of the item before
    (CABLES, "78万吨", "target"),
    (CABLES, "5万亩", "target"),
])
def test_plans_and_goals_of_firms_and_of_counted_items(text, value, modality):
    found = claim(text, value)
    assert found.modality == modality, found.because


@pytest.mark.parametrize(("value", "speaker"), [("1592人", "百色市民政局"), ("1.7亿", "百色市就业系统半年工作会"), ("330多名", "韦春生"), ("97%", None)])
def test_a_report_names_its_body_and_an_unnamed_speaker_ends_the_speech_before(value, speaker):
    assert claim(JOBS, value).speaker_name == speaker


@pytest.mark.parametrize(("value", "speaker"), [("46人", "蒙春水"), ("87万元", None), ("73起", "莫桂平"), ("1900名", "陶文山")])
def test_who_is_named_in_mid_paragraph_is_not_heard_beyond_another_time(value, speaker):
    assert claim(TELLING, value).speaker_name == speaker


@pytest.mark.parametrize(("value", "low", "high", "unit"), [("1.7亿", 170000000, None, ""), ("21万", 210000, None, ""), ("6200年至5700年", 5700, 6200, "年")])
def test_a_figure_that_nothing_counts_and_a_range_with_the_older_end_first(value, low, high, unit):
    found = claim(JOBS, value)
    assert (found.value, found.upper, found.unit) == (low, high, unit)


def test_five_or_six_myriads_are_a_range():
    found = claim(COURTS, "五、六万元")
    assert (found.value, found.upper, found.unit) == (50000, 60000, "元")


def test_one_unit_for_each_of_another_is_spelt_out():
    assert claim(WORKS, "23微克每立方米").unit == "微克每立方米"


def test_what_an_official_proclaims_is_his_word():
    assert claim(HARVEST, "1600万吨").speaker_name == "黎国安"


def test_which_sitting_of_a_term_it_was_and_a_half_year_in_a_name_are_no_claims():
    assert {"四次", "半年"}.isdisjoint(c.value_text for c in claims_of(JOBS))


@pytest.mark.parametrize(("end", "when"), [("如下：", "2024-06-04"), ("不同。", None)])
def test_a_time_that_announces_paragraphs_is_theirs(end, when):
    text = f"灾情通报\n\n截至6月4日9时，各县灾情{end}\n\n据松溪县民政局报告，3.4万人受灾。\n\n据政和县民政局报告，90间民房倒塌。\n"
    assert [claim(text, value).time for value in ("3.4万人", "90间")] == [when, when]


def dated(text, published):
    """The claims of a text of that day."""
    return analyse(read_text(text, "page.txt", published, rules()), rules()).claims


def test_a_result_has_the_time_printed_before_it_and_its_source_its_own():
    told = dated("临川茶叶增产\n\n本报讯 临川县茶园面积由1983年的3.1万亩、产量4200吨，猛增到1995年底的66万亩、7.2万吨，良种率达到45%以上。\n", "1996-10-15")
    assert {c.value_text: c.time for c in told} == {"3.1万亩": "1983", "4200吨": "1983", "66万亩": "1995-12-31", "7.2万吨": "1995-12-31", "45%": "1995-12-31"}


def test_a_yearly_rise_that_is_planned_is_of_the_year_it_leads_up_to():
    told = dated("临川乡企目标定下\n\n本报讯 到2000年，临川县乡企产值计划完成90亿元，年均递增21%。\n", "1996-01-05")
    assert {c.value_text: (c.time, c.modality) for c in told} == {"90亿元": ("2000", "target"), "21%": ("2000", "target")}


def test_what_a_verb_with_le_tells_is_so_though_it_could_be_done():
    told = dated("临川烟农增收\n\n本报讯 临川县今年单烤烟一项就可实现收入1.2亿元，烟农户均收入突破了7万元。\n", "2015-08-04")
    assert [(c.value_text, c.modality, c.bound) for c in told][-1] == ("7万元", "actual", "min")


def test_the_day_that_opens_an_article_is_that_of_this_donation_but_not_of_all_that_was_pulled_down():
    text = "临川县残联赠轮椅\n\n26日上午，临川县残联来到云岭村，五十户村民领到了轮椅。\n\n{}\n"
    for sentence, wanted in (("本次捐赠由县残联拿出专款13万元。", "2012-12-26"), ("此次共拆除旧房180户。", None)):
        assert [c.time for c in dated(text.format(sentence), "2012-12-28")][-1] == wanted


@pytest.mark.parametrize(("sentence", "value", "bound", "unit"), [
    ("云岭镇万亩茶园开采。", 10000, "exact", "亩"), ("合作社每年至少挣回30万元。", 300000, "min", "元"), ("他拔出一把一尺来长的刀。", 1, "about", "尺"),
    ("三块盖板只剩下一块。", 1, "exact", "块"), ("每户村民索赔60万。", 600000, "exact", "元"), ("这头牛重一吨二。", "1.2", "exact", "吨")])
def test_a_figure_without_numeral_unit_or_tenths_is_read(sentence, value, bound, unit):
    last = dated("云岭新闻\n\n本报讯 " + sentence + "\n", "2012-12-28")[-1]
    assert (str(last.value), last.bound, last.unit) == (str(value), bound, unit)


def test_this_year_is_counted_up_to_the_day_that_the_sentence_says():
    told = dated("云岭口岸繁忙\n\n本报讯 截至4月8日15时，今年以来云岭口岸累计验放旅客31万人次，验放车辆7万辆次。\n\n今年以来，云岭口岸验放货物9万吨。\n", "2024-04-11")
    assert [c.time for c in told] == ["2024-04-08", "2024-04-08", "2024"]


def test_the_year_of_what_something_became_is_not_that_of_the_next_clause():
    told = dated("云岭县修路\n\n本报讯 云岭县被确定为2023年试点县，先后筹资3亿元。\n", "2023-09-25")
    assert [c.time for c in told] == [None]


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("电动车占比目前已升到37%。", "2024-05"), ("从1986年至今，云岭县先后派出12批干部。", "1986/2024"), ("自2007年以来，云岭县筹资210万元。", "2007/2024"),
    ("这是自1989年以来首次增长，产品销售率为97%。", None), ("5月3日，云岭县游人如织。春节后，云岭站累计发送旅客38万人次。", None),
    ("5月3日，村民韦强在厂里上班，每月收入3200元。", None)])
def test_what_a_time_governs_in_a_sentence_of_its_own(sentence, wanted):
    assert [c.time for c in dated(f"云岭新闻\n\n本报讯 {sentence}\n", "2024-05-09")][-1] == wanted


def test_a_year_long_over_does_not_reach_into_a_quotation():
    told = dated("云岭养牛忙\n\n本报讯 5月3日，云岭县办起赛牛会。\n\n韦强爱学技术。2019年，他接手养牛场。“这头牛重900公斤，养了4年。”韦强说。\n", "2024-05-09")
    assert [c.time for c in told] == [None, None]


def test_an_hour_that_opens_a_sentence_is_of_the_day_told_last():
    told = dated("云岭山火\n\n本报讯 昨日，云岭山起火。\n\n上午11时30分，游客看到150米外的浓烟。\n\n8时至20时，山门开放，票价30元。\n", "2013-02-22")
    assert [c.time for c in told] == ["2013-02-21", None]


@pytest.mark.parametrize(("sentence", "wanted"), [("村民不到20分钟就把浇油泵修好了。", "2013-02-21"), ("坐车30分钟就能到云岭县。", None)])
def test_how_long_an_act_took_is_of_its_day_and_an_ability_of_none(sentence, wanted):
    assert [c.time for c in dated(f"云岭山火\n\n本报讯 昨日，云岭山起火。{sentence}\n", "2013-02-22")] == [wanted]


def test_what_a_bodys_figures_show_goes_on_in_the_next_sentence():
    told = dated("茂名外贸增长\n\n茂名海关统计数据显示，前三个月，茂名市进出口总额8.1亿元。其中，出口5.2亿元。\n", "2015-04-20")
    assert [c.speaker_name for c in told] == ["茂名海关", "茂名海关"]


@pytest.mark.parametrize(("dispatch", "wanted"), [
    ("新华社武汉7月16日电　昨天，汉口水位涨到28.1米。", "1996-07-15"), ("中新社海口七月十八日电　今天，海口开出旅游专列，载客六百人。", "1996-07-18"),
    ("本报讯　昨天，市里开工6个项目。", "1996-07-19")])
def test_what_a_dispatch_calls_yesterday_is_counted_from_the_day_it_was_sent(dispatch, wanted):
    assert [c.time for c in dated(f"云岭新闻\n\n{dispatch}\n", "1996-07-20")] == [wanted]


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("9月初，云岭县遭遇大雨，12个村受灾。", "2019-09"), ("8月中旬以来，云岭县转移群众2300人。", "2019-08/2019-10"), ("去年冬天，云岭农场储备饲料80吨。", "2018"),
    ("现阶段，云岭县种茶农户有4100户。", "2019-10"), ("时下，云岭县黄瓜每公斤售价4元。", "2019-10"), ("五年前，云岭县只有2间书屋。", "2014"),
    ("采收期一般从6月底到9月底，云岭县年销量2万吨。", None), ("10月2日，水位21米；四日，云岭站水位升到23米。", "2019-10-04")])
def test_a_time_is_no_finer_than_people_draw_it(sentence, wanted):
    assert [c.time for c in dated(f"云岭新闻\n\n本报讯 {sentence}\n", "2019-10-20")][-1] == wanted


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("预计1996年底云岭县企业实现产值31亿元。", "1996"), ("1996年底，云岭县人口达32万人。", "1996-12-31"), ("到1996年底，云岭县累计完成产值70亿元。", "1996-12-31"),
    ("截至1996年底，云岭县完成产值31亿元。", "1996-12-31")])
def test_what_a_year_brings_is_of_the_year_at_whose_end_it_is_told(sentence, wanted):
    assert [c.time for c in dated(f"云岭新闻\n\n本报讯 {sentence}\n", "1997-01-15")] == [wanted]


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("云岭县产值从1990年的3亿元增长到2021年的96亿元，年均增长11.8%。", ["1990", "2021", "1990/2021"]),
    ("云岭县农民收入从2010年的5200元增加到2021年的1.9万元；建成公路1200公里。", ["2010", "2021", None]),
    ("云岭县城镇居民收入从1980年的400元增加到2021年的3.8万元，增长94倍，农民收入从130元增加到1.8万元。", ["1980", "2021", "2021", "1980", "2021"])])
def test_how_far_the_years_of_a_change_reach(sentence, wanted):
    assert [c.time for c in dated(f"云岭新闻\n\n本报讯 {sentence}\n", "2022-04-10")] == wanted


def test_a_penalty_is_of_the_day_of_the_verdict():
    told = dated("三人获刑\n\n本报讯 昨日，云岭县法院公开宣判一起抢劫案，赵某获刑7年。法院审理查明，3月2日晚，李某持刀抢走现金。法院认为，李某构成抢劫罪，判处有期徒刑6年。\n\n工程用了3年。\n", "2014-06-12")
    assert {c.value_text: c.time for c in told} == {"三人": None, "7年": "2014-06-11", "6年": "2014-06-11", "3年": None}


def test_an_age_of_long_ago_is_of_its_year_and_one_of_today_of_none():
    told = dated("云岭新闻\n\n本报讯 1998年，钱江8岁的儿子走失。昨日，61岁的村民孙贵在地里干活。\n", "2007-09-18")
    assert [c.time for c in told] == ["1998", None]


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("云岭县是蜜柚之乡，蜜柚年产量在9万吨左右。", None), ("云岭县蜜柚产量在9万吨左右。", "2015-01/2015-05"), ("近几年来，云岭县办起工厂40家。", None)])
def test_what_every_year_brings_is_not_of_the_months_of_a_report(sentence, wanted):
    told = dated(f"云岭蜜柚\n\n本报讯 今年1至5月，云岭县出口蜜柚罐头3万美元。{sentence}\n", "2015-08-09")
    assert [c.time for c in told][-1] == wanted


def test_a_paragraph_goes_on_with_what_was_long_ago_but_not_with_what_stands():
    told = dated("云岭新闻\n\n本报讯 1986年4月，工作队来到云岭县石桥村。队员们发现，种粮能手韦强承包7亩稻田，亩产420公斤。东海县有荒山8万亩。\n", "1996-10-15")
    assert {c.value_text: c.time for c in told} == {"7亩": "1986-04", "420公斤": "1986-04", "8万亩": None}


def test_an_accident_is_told_on_under_the_day_of_its_article_and_in_its_headline():
    told = dated("云岭小学90名学生中毒\n\n本报讯 昨日，云岭小学发生一起事故。\n\n一位家长说，学生中毒的有90名，送医的老师有2名。\n\n学校有校舍3栋。\n", "2011-05-17")
    assert [c.time for c in told] == ["2011-05-16", "2011-05-16", "2011-05-16", None]


def test_an_opening_is_no_founding_where_its_very_day_is_told():
    assert [c.time for c in dated("云岭新闻\n\n本报讯 5月1日开业当天，云岭商场接待顾客3万人次。\n", "2016-05-09")] == ["2016-05-01"]


@pytest.mark.parametrize(("sentence", "wanted"), [("截至6月2日，全国第二大产棉区云岭县采棉9万吨。", None), ("2015年，云岭县成为全国第二大花椒产区。", "2015")])
def test_a_rank_in_passing_is_of_no_day(sentence, wanted):
    assert next(c.time for c in dated(f"云岭新闻\n\n本报讯 {sentence}\n", "2016-06-09") if c.kind == "rank") == wanted


def test_a_headline_without_unit_has_the_time_of_its_figure():
    told = dated("云岭电话用户逾七万\n\n据统计，截至今年1月底，云岭市电话用户已突破7万户。\n", "1998-02-11")
    assert {c.value_text: c.time for c in told} == {"七万": "1998-01-31", "7万户": "1998-01-31"}


@pytest.mark.parametrize(("sentence", "wanted"), [
    ("目前，云岭县种植黄瓜3000亩，总产量可达4万吨。", ("2021-05", "actual")), ("如今，云岭乡烤烟户有900户，全乡每年可实现收入1亿元。", ("2021-05", "actual")),
    ("目前，云岭项目正在加紧施工，占地30亩，可年产轮胎90万条。", (None, "planned")), ("目前，云岭县在建项目3个，建成后可年产电池5万组。", (None, "planned"))])
def test_what_now_brings_is_so_and_what_works_will_bring_is_planned(sentence, wanted):
    last = dated(f"云岭新闻\n\n本报讯 {sentence}\n", "2021-05-08")[-1]
    assert (last.time, last.modality) == wanted
