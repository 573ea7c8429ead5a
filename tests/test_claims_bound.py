"""Whose figure, when, planned or done, by whose word: claims of whole invented articles, read with the project's own rules."""
from __future__ import annotations

import pytest
from articles import PUBLISHED, claim, claims_of
from marked import rules

from kg.pipeline import analyse
from kg.read import read_text

WATER = """贵阳市农村供水提质增效

本报讯（记者 陈小雨）5月16日，记者从贵阳市水务局获悉，今年以来，贵阳市已建成农村供水工程36处，惠及群众12.8万人。截至目前，全市农村自来水普及率达94.2%。

贵阳市还投入资金2.4亿元，改造管网580公里。
"""

SOLAR = """宁东光伏项目加快建设

本报讯（记者 马晓东）在银川市，宁东光伏产业园项目总投资52亿元，占地1800亩。该项目建成后，可年产电池片60万片，带动就业1200人。

位于吴忠市的盐池风电装备制造项目，总投资13亿元，一期已建成投产，可年产塔筒300套。
"""

FACTORY = """小五金闯出大市场

本报讯（记者 林海）5月12日，记者在温州瓯江锁业有限公司生产车间看到，工人正在赶制订单，生产效率比以往提高了一倍。“我们去年研发投入3500万元，今年一季度出口额增长12%。”温州瓯江锁业有限公司总经理陈志强说。

该公司现有员工620人，其中研发人员占15%。
"""

GOALS = """大理州部署今年农业工作

本报讯（记者 段雪梅）大理州将争取实现三大目标。一是稳住面积，粮食种植面积达到480万亩以上。二是提升质量，绿色食品认证数量增长10%以上。

到2027年，大理州农产品加工业产值力争突破900亿元。
"""

CUSTOMS = """前四月黑龙江外贸稳中有进

本报讯（记者 王磊）近日，哈尔滨海关发布数据显示，前四个月，黑龙江省进出口总值985.6亿元，同比增长7.3%。其中，对俄进出口760.2亿元，占全省的77.1%。
"""

HISTORY = """烈士沈铁山

1912年出生的沈铁山家住广西桂林市，少时在家务农。

1938年10月3日，沈铁山率部参加了青石岭战斗。战斗持续了两天，歼敌百余人。1941年8月，沈铁山在突围中牺牲，年仅29岁。
"""

TWICE = """海口市市场监管再上台阶

本报讯（记者 符敏）目前，全市获得省长质量奖的企业总数达到5家，与三亚市并列全省第一。全市新增驰名商标3件、地理标志8件。

全市获得省长质量奖的企业总数达到5家，与三亚市并列全省第一。全市新增驰名商标3件、地理标志8件。
"""

REPORT = """一季度宜昌经济平稳增长

本报讯（记者 黄敏）4月20日，市统计局召开发布会。一季度，宜昌市实现地区生产总值3950亿元，同比增长6.2%。

工业方面，全市规模以上工业增加值增长8.8%，完成年初计划的76%。

三月末，全市存款余额6400亿元。
"""

OPENING = """宏远药业新厂投产

本报讯（记者 曾丽）3月12日，柳州宏远药业有限公司新厂区建设项目举行投产仪式。该项目总投资7.5亿元，占地220亩，达产后年销售收入可达9亿元。

柳州市今年首场招聘会上，46家企业提供岗位1800个。全市供热面积由去年的41万平方米扩大到63万平方米。
"""

ORCHARD = """枇杷熟了

本报讯（记者 白露）“今年枇杷每公斤卖到26元，我家收了900公斤。”昨日，云霄县和平乡果农方阿福笑得合不拢嘴。

据云霄县农业农村局统计，全县枇杷面积达5.1万亩。兴和果品等8家企业日加工130吨。县消防救援大队副大队长郑小军告诉记者，夏季要防火。大队配有水车7辆。漳州市供电公司出动抢修人员45名。
"""

BROUGHT_IN = """闽江源头果飘香

本报讯（记者 叶青）建宁县农业农村局局长邱志远介绍，全县梨园面积达13万亩。去年，当地引进福建闽源果业有限公司，建成冷库9座，吸纳就业410人。

物流方面，冷链车保有量270辆。

建宁县里心镇双溪村的果农丁大勇建起了新房。他家去年卖梨收入21万元。
"""

HOPES = """龙湖镇谋划新一年

本报讯（记者 苏云）“今年茶园能卖18万元，明年全镇茶园要发展到2.6万亩。”龙湖镇党委书记邵立新说。

衡水机场二期启用后，停机位将由18个增加到31个。市场监管部门拟处罚款7万元。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (WATER, "36处", "贵阳市"),
    (WATER, "12.8万人", "贵阳市"),
    (WATER, "94.2%", "贵阳市"),
    (WATER, "580公里", "贵阳市"),
    (SOLAR, "52亿元", "宁东光伏产业园项目"),
    (SOLAR, "60万片", "宁东光伏产业园项目"),
    (SOLAR, "1200人", "宁东光伏产业园项目"),
    (SOLAR, "300套", "盐池风电装备制造项目"),
    (FACTORY, "一倍", "温州瓯江锁业有限公司"),
    (FACTORY, "3500万元", "温州瓯江锁业有限公司"),
    (FACTORY, "620人", "温州瓯江锁业有限公司"),
    (GOALS, "480万亩", "大理州"),
    (CUSTOMS, "7.3%", "黑龙江省"),
    (HISTORY, "29岁", "沈铁山"),
    (ORCHARD, "900公斤", "方阿福"),
    (BROUGHT_IN, "9座", "福建闽源果业有限公司"),
    (BROUGHT_IN, "410人", "福建闽源果业有限公司"),
    (BROUGHT_IN, "270辆", "建宁县"),
    (BROUGHT_IN, "21万元", "丁大勇"),
])
def test_a_figure_belongs_to_the_subject_of_its_clause_or_the_nearest_before(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "time"), [
    (WATER, "36处", "2024"),
    (WATER, "94.2%", "2024-05"),
    (WATER, "580公里", None),
    (FACTORY, "一倍", "2024-05-12"),
    (FACTORY, "3500万元", "2023"),
    (FACTORY, "12%", "2024-01/2024-03"),
    (CUSTOMS, "985.6亿元", "2024-01/2024-04"),
    (CUSTOMS, "760.2亿元", "2024-01/2024-04"),
    (HISTORY, "百余人", "1938-10-03"),
    (HISTORY, "29岁", "1941-08"),
    (REPORT, "8.8%", "2024-01/2024-03"),
    (REPORT, "76%", "2024-01/2024-03"),
    (REPORT, "6400亿元", "2024-03-31"),
    (OPENING, "7.5亿元", None),
    (OPENING, "220亩", None),
    (OPENING, "9亿元", None),
    (OPENING, "46家", None),
    (OPENING, "41万平方米", "2023"),
])
def test_a_figure_holds_at_the_time_that_governs_it_not_at_the_time_of_saying(text, value, time):
    assert claim(text, value).time == time


@pytest.mark.parametrize(("text", "value", "modality"), [
    (WATER, "36处", "actual"),
    (SOLAR, "52亿元", "actual"),
    (SOLAR, "60万片", "planned"),
    (SOLAR, "1200人", "planned"),
    (SOLAR, "300套", "actual"),
    (GOALS, "480万亩", "target"),
    (GOALS, "10%", "target"),
    (GOALS, "900亿元", "target"),
    (FACTORY, "620人", "actual"),
    (HOPES, "18万元", "planned"),
    (HOPES, "2.6万亩", "target"),
    (HOPES, "31个", "planned"),
    (HOPES, "7万元", "planned"),
    ("滨河夜市的烤饼摊一天能卖出四百个。", "四百个", "actual"),
    ("苏木的冷库每天可冻肉60吨。", "60吨", "actual"),
    ("粮库扩建项目每年可储粮5万吨。", "5万吨", "planned"),
    ("预计每亩能收入4000元。", "4000元", "planned"),
    ("震后需搬迁村民820户，加固桥梁12座。", "12座", "planned"),
])
def test_what_is_built_is_told_from_what_is_planned_or_aimed_at(text, value, modality):
    assert claim(text, value).modality == modality


@pytest.mark.parametrize(("text", "value", "speaker"), [
    (WATER, "36处", "贵阳市水务局"),
    (WATER, "94.2%", "贵阳市水务局"),
    (WATER, "580公里", None),
    (FACTORY, "一倍", None),
    (FACTORY, "3500万元", "陈志强"),
    (FACTORY, "620人", None),
    (CUSTOMS, "985.6亿元", "哈尔滨海关"),
    (ORCHARD, "26元", "方阿福"),
    (ORCHARD, "900公斤", "方阿福"),
    (ORCHARD, "5.1万亩", "云霄县农业农村局"),
    (ORCHARD, "130吨", "云霄县农业农村局"),
    (ORCHARD, "7辆", "郑小军"),
    (ORCHARD, "45名", None),
])
def test_an_attribution_reaches_as_far_as_its_sentence_quotation_or_paragraph(text, value, speaker):
    assert claim(text, value).speaker_name == speaker


def test_running_text_printed_twice_counts_once():
    assert [c.value_text for c in claims_of(TWICE)].count("5家") == 1
    assert [c.value_text for c in claims_of(TWICE)].count("8件") == 1


def test_the_ledger_points_the_second_printing_at_the_same_claim():
    numbers = analyse(read_text(TWICE, "page.txt", PUBLISHED, rules()), rules()).numbers
    assert len({n.claim for n in numbers if n.text == "8件"}) == 1


def test_every_claim_quotes_its_own_place_in_the_file():
    for text in (WATER, SOLAR, FACTORY, GOALS, CUSTOMS, HISTORY):
        for found in claims_of(text):
            assert text[found.value_start:found.value_end] == found.value_text
            assert text[found.evidence.start:found.evidence.end] == found.evidence.quote
            assert found.evidence.start <= found.value_start < found.value_end <= found.evidence.end


def test_every_claim_says_why():
    for found in claims_of(WATER):
        assert [reason.partition(":")[0] for reason in found.because][:2] == ["kind", "metric"]
        assert any(reason.startswith("subject:") for reason in found.because)


def test_two_readings_of_a_page_give_the_same_claims():
    first = analyse(read_text(SOLAR, "page.txt", PUBLISHED, rules()), rules()).claims
    assert first == analyse(read_text(SOLAR, "page.txt", PUBLISHED, rules()), rules()).claims


RIVER = """大宁河治理

本报讯（记者 陶然）5月18日，记者从南宁市水利局获悉，大宁河清淤12公里。在建的贵南高铁预计2025年投用，届时南宁到贵阳只要2个小时。昨天，历时28个月建设的青秀二桥通车。
"""

BYLINE = """高考报名开始

本报讯　何小华、记者梁明报道：今年柳州市高考报名4.1万人，录取率预计超过六成。
"""


@pytest.mark.parametrize(("text", "value", "subject", "time"), [
    (RIVER, "2个小时", None, "2025"), (RIVER, "28个月", None, None), (BYLINE, "4.1万人", "柳州市", "2024"), (BYLINE, "六成", "柳州市", "2024"),
])
def test_no_reporter_owns_a_figure_and_then_is_when_works_are_opened(text, value, subject, time):
    found = claim(text, value)
    assert subject is None or found.subject_name == subject
    assert found.time == time


def test_a_place_in_the_name_of_a_river_owns_nothing():
    assert claim(RIVER, "12公里").subject_name != "大宁县"


FORECAST = """码头扩能

本报讯（记者 韦红）5月18日，记者从梧州市交通运输局获悉，梧州市码头扩能后，日吞吐能力将由1.8万吨提高到3.2万吨，今年梧州市计划改造泊位6个。梧州市预测全年货运量5600万吨。新泊位将提供给外轮，目前已停靠外轮48艘。
"""


@pytest.mark.parametrize(("value", "modality"), [("1.8万吨", "actual"), ("3.2万吨", "planned"), ("5600万吨", "planned"), ("48艘", "actual")])
def test_what_it_rises_from_and_what_is_done_is_so_and_a_forecast_is_to_come(value, modality):
    assert claim(FORECAST, value).modality == modality


GRANARY = """克东粮库收粮忙

本报讯（记者 高远）到11月20日，克东县二龙山粮库共收购粮食4.6万吨。粮库投资86万元新建了晒场。

明年，该库计划收购粮食5万吨。
"""

BRIDGE = """又一座大桥通车

本报讯（记者 韦红）昨天，历时31个月建设的百色龙景二桥通车。桥长582米，总投资3.1亿元。
"""

SCHOOLS = """小水电发展快

本报讯（记者 何平）截至3月底，韶关市小水电站达到320座，比上年增加12座。
"""

STOCKS = """沪市跌破千二

本报讯（记者 陶然）昨日，沪市成交52.8亿元，深市成交38.6亿元。盘面上，沪市412只股票中，上涨的仅有33只。百大集团报收8.3元。
"""

ELECTION = """换届选举结束

本报讯　白云、记者齐勒报道　5月18日，记者从赤峰市民政局了解到，全市12个旗县区共选出旗县区人大代表1743名，约占代表总数的四成。芥蓝2.4元一斤。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (GRANARY, "4.6万吨", "克东县二龙山粮库"), (GRANARY, "86万元", "克东县二龙山粮库"), (GRANARY, "5万吨", "克东县二龙山粮库"),
    (BRIDGE, "582米", "龙景二桥"), (BRIDGE, "3.1亿元", "龙景二桥"), (SCHOOLS, "320座", "韶关市"), (SCHOOLS, "12座", "韶关市"),
    (STOCKS, "38.6亿元", "深市"), (STOCKS, "33只", "沪市"), (ELECTION, "1743名", "赤峰市"),
])
def test_works_and_markets_own_their_figures_and_a_place_the_works_that_are_counted(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_word_before_the_verb_of_a_share_makes_it_about_so_much():
    assert claim(ELECTION, "四成").bound == "about"


def test_a_price_for_one_is_of_each_one_and_the_one_is_no_claim():
    assert claim(ELECTION, "2.4元").metric == "芥蓝每斤价格"
    assert "一斤" not in [c.value_text for c in claims_of(ELECTION)]


HOLIDAY = """五一假期丽江游客超百万人次

本报讯（记者 和秀梅）5月6日，记者从市文旅局获悉，2024年“五一”假期（5月1日至5日），丽江市接待游客112万人次，同比增长8.2%。

交通方面，丽江三义机场运送旅客9.6万人次，最高峰5月2日达2.4万人次；丽江站发送旅客7.1万人。
"""

MARKET_DAY = """两市缩量下跌

本报讯（记者 陶然）5月17日，两市低开低走。上证指数收报3094.26点。

盘面上，百大集团报收8.3元，换手率4.6%。
"""

FROM_TO = """籽棉价格回落

本报讯（记者 高远）籽棉收购价由上月每公斤8.4元降至7.9元，降幅6%。

客运方面，全年塔城站发送旅客23万人，日均630人。今年一季度，塔城地区新增冷链车86辆。“跑一趟要烧两百升油。”司机马全说。为此，塔城地区财政局补贴燃油费310万元。
"""


@pytest.mark.parametrize(("text", "value", "time"), [
    (HOLIDAY, "9.6万人次", "2024-05-01/2024-05-05"), (HOLIDAY, "2.4万人次", "2024-05-02"), (HOLIDAY, "7.1万人", "2024-05-01/2024-05-05"),
    (MARKET_DAY, "3094.26点", "2024-05-17"), (MARKET_DAY, "8.3元", "2024-05-17"), (MARKET_DAY, "4.6%", "2024-05-17"),
    (FROM_TO, "8.4元", "2024-04"), (FROM_TO, "7.9元", None), (FROM_TO, "6%", None), (FROM_TO, "86辆", "2024-01/2024-03"), (FROM_TO, "310万元", None),
    (BRIDGE, "582米", None),
])
def test_a_holiday_and_a_day_of_trading_reach_the_whole_article_and_a_former_price_only_itself(text, value, time):
    assert claim(text, value).time == time


QUARTER = """百草药业一季度净利下滑

本报讯（记者 沈嘉）5月17日晚间，百草药业有限公司披露一季报，一季度实现营收28.6亿元。经营活动现金流净额为4.05亿元。

心血管类产品收入11.2亿元。
"""

AT_HOME = """供热面积增加

本报讯（记者 马宁）昨日，记者从银川市住房和城乡建设局了解到，银川市换热站有1120座。

“家里温度22度，不冷。”家住金凤区的退休教师李桂兰说。
"""


@pytest.mark.parametrize(("value", "time"), [("28.6亿元", "2024-01/2024-03"), ("4.05亿元", "2024-01/2024-03"), ("11.2亿元", "2024-01/2024-03")])
def test_the_day_a_report_comes_out_is_not_when_its_figures_hold(value, time):
    assert claim(QUARTER, value).time == time


def test_home_in_a_quotation_is_the_speakers():
    assert claim(AT_HOME, "22度").subject_name == "李桂兰"
    assert claim(AT_HOME, "1120座").subject_name == "银川市"


PAPER = """保险赔付增加

咸阳晚报讯（记者 刘洋）昨日，咸阳市保险行业协会发布数据，今年前4个月，咸阳市保费收入96亿元。其中财产险保费收入21亿元。
"""


def test_the_paper_that_reports_owns_no_figure():
    assert claim(PAPER, "21亿元").subject_name == "咸阳市"


POWER = """光热电站加紧调试

本报讯（记者 马晓东）在玉门市花海镇，总投资16.5亿元的熔盐塔式光热电站正在调试。电站装机50兆瓦。

昨天，玉门市民政局公布婚姻登记数据。玉门市办理登记6985对。花海镇集市每周三、周六开市，日交易量800头。两项费率分别下降1.2个和0.8个百分点。
"""


def test_works_behind_their_cost_own_it_and_what_follows():
    assert claim(POWER, "16.5亿元").subject_name == "熔盐塔式光热电站"
    assert claim(POWER, "50兆瓦").subject_name == "熔盐塔式光热电站"


def test_a_body_that_publishes_figures_says_what_the_next_sentences_say():
    assert claim(POWER, "6985对").speaker_name == "玉门市民政局"


def test_every_wednesday_is_no_day():
    assert claim(POWER, "800头").time is None


def test_points_share_their_unit():
    assert claim(POWER, "1.2个").unit == "个百分点"


HARBOUR = """柳江港集装箱装卸提速

本报讯（记者 陆海燕）截至4月底，柳州市柳江港在用泊位有18个。港务局办了6场招聘会，签下合同230份。
去年柳江港装卸效率提高两成，货损率由3.1‰下降到1.2‰，平均候泊时间从2021年的41小时缩短到去年的19小时。
今年投放的52条货船已检修37条，占总数的七成。
目前柳江港有龙门吊24台，去年以来检修费节省86万元。全港只要35名调度员。
原来要60人装的船，如今只用7人，还花900万元更换了吊臂。
枢纽改造期间，港区为84户船民减免泊位费120万元。
5月12日，柳江港举行船员技能赛，参赛船员210名。船务科科长韦大勇说，船员中女性占两成。
新航道已于3月通车，年可过货260万吨。
去年8月，港务局建起了菌菇大棚，日产菌袋9000袋。
"""


@pytest.mark.parametrize(("value", "time"), [
    ("18个", "2024-04-30"), ("6场", None), ("230份", None),  # what was done is not of the day at which stocks are counted
    ("3.1‰", None), ("1.2‰", "2023"), ("41小时", "2021"), ("19小时", "2023"),  # before a change, and after it
    ("24台", "2024-05"), ("35名", None),  # 目前 is of its own sentence
    ("60人", None), ("7人", "2024-05"), ("900万元", None),  # how it was; how it is; what was done meanwhile
    ("84户", None),  # a period that no calendar fixes
    ("210名", "2024-05-12"), ("两成", None),  # somebody else begins to speak
    ("260万吨", None), ("9000袋", None),  # what finished works can do
])
def test_a_time_reaches_no_further_than_what_it_is_the_time_of(value, time):
    found = [c for c in claims_of(HARBOUR) if c.value_text == value]
    assert found[-1].time == time, found[-1].because


def test_a_table_of_weather_gives_each_town_one_range_whichever_end_stands_first():
    text = "今日天气\n\n兰州多云转晴11℃/24℃，西宁小雨17℃/6℃，银川阵雨-2℃。\n"
    first, second = claim(text, "11℃/24℃"), claim(text, "17℃/6℃")
    assert [(c.value, c.upper, c.kind, c.metric) for c in (first, second)] == [(11, 24, "level", "气温"), (6, 17, "level", "气温")]
    assert not [c for c in claims_of(text) if c.value_text in ("4℃", "7℃")]


FERRY = """梧州渡口车流回升

本报讯（记者 黄秀芳）去年，梧州市渡口过车46万台次。梧州市共有汽渡船31艘，其中新船9艘。
去年3月以来，梧州市改造码头14座。其中，藤县改造码头5座，增设泊位22个。
船长覃大海今年52岁。覃大海带徒弟8人。
"""


@pytest.mark.parametrize(("value", "time"), [
    ("31艘", "2023"), ("9艘", "2023"),  # the sentence after tells of the same owner
    ("5座", "2023-03/2024-05"), ("22个", "2023-03/2024-05"),  # 其中 goes on with the whole
    ("8人", None),  # the year of an age is of that figure alone
])
def test_a_period_reaches_what_is_said_next_of_the_same_owner_or_of_a_part(value, time):
    assert claim(FERRY, value).time == time


BUDGET = """刚刚通过的预算说了什么

本报讯（记者 蒙海峰）市人大批准了河池市2023年预算执行情况和2024年预算。过去一年钱花得怎样？

财政局局长韦立新说，2023年河池市财政总收入42亿元，同比增收3亿元。上缴中央税收9亿元。

支出上，全市一般预算支出118亿元，发放粮食直补7200万元，户均补贴约310元，合作医疗试点由2个旗县扩大到9个。

2024年，全市财政总收入预算安排45亿元。全年拟筹措2.6亿元解决教师津贴，再拿出8000万元建设廉租房。
"""


@pytest.mark.parametrize(("value", "metric", "time", "modality"), [
    ("42亿元", "财政总收入", "2023", "actual"), ("3亿元", "财政总收入", "2023", "actual"),  # 增收 of what was taken in
    ("9亿元", "上缴中央税收", "2023", "actual"),  # 上缴 is one word
    ("118亿元", "一般预算支出", "2023", "actual"), ("7200万元", "发放粮食直补", "2023", "actual"),  # the lead that names two years sets none
    ("9个", "合作医疗试点旗县", "2023", "actual"),  # the noun before 由 and what is counted behind the figure
    ("45亿元", "财政总收入预算", "2024", "planned"), ("2.6亿元", "解决教师津贴", "2024", "planned"), ("8000万元", "建设廉租房", "2024", "planned"),
])
def test_a_report_on_two_budgets_keeps_last_year_and_this_apart(value, metric, time, modality):
    found = claim(BUDGET, value)
    assert (found.metric, found.time, found.modality) == (metric, time, modality), found.because


def test_about_stands_before_a_figure_after_补贴():
    assert claim(BUDGET, "310元").bound == "about"
