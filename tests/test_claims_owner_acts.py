"""Whose figure it is where something happened: events and what they count, accidents, bodies that give, what goes along; claims of invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of

EVENTS = """义拍助学

本报讯（记者 穆清）由市书画院发起的全市首场青年画作义拍昨日结束。已拍出的86幅作品由43位画家捐出。

高邮市首届青年象棋大赛昨日开赛，来自9所学校的210名棋手参赛。

9月2日，清河县茶叶产销对接会在县文化馆举行，130家企业参展。

昨日，丰收杯拔河比赛在柳桥镇落幕。6省24支队伍经过3天角逐，青石镇代表队夺冠。
"""

ACCIDENTS = """路口惊魂

本报讯（记者 乔雨）昨日清晨，清河县滨河路一辆货车侧翻。事故造成2人死亡，6人受伤。

上月，地震造成清河县4万人受灾。
"""

GIVING = """送去轮椅

本报讯（记者 冯雷）仪式昨日举行，由清河县人民武装部拿出专款14万元，购买轮椅60辆。

春游活动由清河县红十字会出资25万元。

地膜由高邮市政府补贴32%，农户每亩只花24元。

某大桥由江苏恒达建设有限公司投资9亿元建设。
"""

ALONG = """秋收收官

本报讯（记者 沈青）随着职工马江平的540亩玉米收割完毕，清河农场的秋收任务全部完成。

如今，在清河县靠种烟致富的农户已达到1340家。

在清河县白鹭食品有限公司，大豆先磨成22种豆粉，再制出85个品种的豆品。

司机陈大江告诉记者，当天他已往宁波开了4趟。

柳州开往来宾的61路公交平日每天乘客3200人。
"""

CARRIED = """一列班列驶出

本报讯（记者 韦兰）6月3日，一趟装着58个标箱的中欧班列开出车站。昨日，货车内3人被困。

9月3日，全省农民象棋大赛东部赛区比赛在清河镇闭幕。18支球队参加角逐。

王大江的茶园在清河县打造的5.2万亩有机茶示范区里。

双方将合作修建青山至绿水、云岭4条高速公路，总长约270公里，估算投资308亿元。

由高邮市政府投资2.2亿元建设的高邮湖大桥昨日通车。

高邮市委、市政府提出，到2011年，全社会固定资产投资达到110亿元。

“我养牛养了16年。”高邮市红旗农场场长马江山说。
"""

STATIONS = """临客增开

本报讯（记者 丁原）今日，湖南省共开行临客34列，其中衡阳站9列，永州站、娄底站各5列。

据悉，陕西省外贸总产值计划完成2100亿元，每年增长26%。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (EVENTS, "86幅", "首场青年画作义拍"), (EVENTS, "43位", "首场青年画作义拍"), (EVENTS, "210名", "高邮市首届青年象棋大赛"), (EVENTS, "130家", "清河县茶叶产销对接会"), (EVENTS, "24支", "丰收杯拔河比赛"),
    (ACCIDENTS, "2人", "事故"), (ACCIDENTS, "6人", "事故"), (ACCIDENTS, "4万人", "清河县"),
    (GIVING, "32%", "高邮市人民政府"), (GIVING, "14万元", "清河县人民武装部"), (GIVING, "60辆", "清河县人民武装部"), (GIVING, "25万元", "清河县红十字会"),
    (ALONG, "540亩", "马江平"), (ALONG, "1340家", "清河县"), (ALONG, "22种", "清河县白鹭食品有限公司"), (ALONG, "85个", "清河县白鹭食品有限公司"), (ALONG, "3200人", "61路"),
    (CARRIED, "58个", "中欧班列"), (CARRIED, "3人", "货车"), (CARRIED, "18支", "农民象棋大赛东部赛区比赛"), (CARRIED, "5.2万亩", "清河县"), (CARRIED, "270公里", "4条高速公路"), (CARRIED, "308亿元", "4条高速公路"),
    (CARRIED, "2.2亿元", "高邮湖大桥"), (CARRIED, "110亿元", "高邮市"), (CARRIED, "16年", "马江山"),
    (STATIONS, "9列", "衡阳站"), (STATIONS, "5列", "永州站、娄底站"), (STATIONS, "2100亿元", "陕西省"), (STATIONS, "26%", "陕西省"),
])
def test_the_owner_is_who_counts_causes_or_gives(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "other"), [(GIVING, "24元", "高邮市人民政府"), (GIVING, "9亿元", "江苏恒达建设有限公司"), (ALONG, "4趟", "宁波市")])
def test_a_builder_owns_no_sum_of_works_and_a_goal_no_journey(text, value, other):
    assert claim(text, value).subject_name != other


def test_a_house_that_no_list_has_owns_the_figures_under_its_headline():
    text = "同心服务站帮人找钥匙\n\n本报讯（记者 郑岚）这几天，同心服务站人来人往。据介绍，失物按月份上墙，其中钥匙180把。\n"
    assert claim(text, "180把").subject_name == "同心服务站"


TAKEN_UP = """城区见闻

本报讯（记者 汪洋）昨日凌晨，清河县城一家火锅店起火，火灾烧毁桌椅34套。

公交公司昨日新开线路，其中78路全长16公里。

清河县总工会昨日举办再就业培训班。培训班为期15天，开设7门课程。

阿巴嘎旗洪格尔高勒苏木有牧民2100人。全苏木养羊5.3万只。

农二师二十九团八连今年种棉花830亩。该连队职工人均收入达1.3万元。

上午，市民杨艳拨打热线，说长沙马王堆蔬菜批发市场没了井盖。记者来到市场南侧，看到一个长约1.2米的入口。

清河县人民武装部在仪式上把轮椅送给柳河村、东李村、槐树村的村民。现场还发放手册2300份。
"""


@pytest.mark.parametrize(("value", "owner"), [("34套", "火灾"), ("16公里", "78路"), ("15天", "再就业培训班"), ("7门", "再就业培训班"), ("5.3万只", "洪格尔高勒苏木"), ("1.3万元", "农二师二十九团八连"),
                                              ("1.2米", "马王堆蔬菜批发市场"), ("2300份", "清河县人民武装部")])
def test_the_owner_is_taken_up_again(value, owner):
    assert claim(TAKEN_UP, value).subject_name == owner


def test_a_headlines_figure_has_the_owner_of_the_same_figure_in_the_article():
    text = """370头黄牛比美

本报讯（记者 乔雨）9月23日，清河县养牛产业发展大会在青石镇举办。赛牛大会赛场里人头攒动，370头品种牛悉数亮相。

春运期间，新疆维吾尔自治区天气晴好。喀什国际机场旅客达5.9万人次。全疆各机场旅客累计达49.6万人次。
"""
    assert [c.subject_name for c in claims_of(text) if c.value_text == "370头"] == ["赛牛大会", "赛牛大会"]
    assert claim(text, "49.6万人次").subject_name == "新疆维吾尔自治区"
