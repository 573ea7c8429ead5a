"""Whose figure it is, where only the paper's name, the shape of a name or nothing at all tells the place: claims of whole invented articles."""
from __future__ import annotations

import pytest
from articles import claim, claims_of

PROVINCE = """山西日报
2013年4月30日

陶瓷出口增长

记者从省商务厅获悉，上半年我省陶瓷外销总值3.6亿美元，同比增长21.4%。其中，临汾华石陶瓷有限公司出口增长42%。二季度我省出口有望再增9%。
"""

COUNTY = """西丰日报
2021年7月18日

民生支出过半

今年上半年，全县财政支出完成36.2亿元，占年度预算的61%。
"""

UNTOLD = """中药材成了摇钱树

本报讯（记者 韦兰）全县种植黄芪6.3万亩，产值达2.4亿元。清源药材合作社负责人韦大海说，行情还会好。
"""

TOWN = """养羊致富

本报讯（记者 乔雨）走进静宁县柳桥镇王庄村肉羊养殖场，羊群正在吃草。依托养殖场，全镇羊存栏达7600只。
"""

HARVEST = """酒泉小麦开镰收割

本报讯（记者 韦兰）记者从甘肃省农机研究院获悉，如今已有2万台机器下田割麦。
"""

NATION = """麻类丰收

本报讯（记者 苗青）我国重要亚麻产地黑龙江省今年亚麻又是好收成，总产量为38万吨。
"""

ROAD = """高速公路建设提速

本报讯（记者 丁原）据龙琅高速公路有限公司负责人说，龙琅高速公路已架通桥梁37座，贯通隧洞12座。
"""

SESSION = """省运会落幕

本报讯（记者 丁原）8月21日，四川省第十四届运动会完成所有比赛。本届运动会有26个项目、290场比赛。
"""

WARD = """市人民医院病房楼封顶

本报讯（记者 沈青）12月19日，遂宁市人民医院病房楼顺利封顶。病房楼共12层，建筑面积1.8万平方米。
"""

STATISTICS = """工业稳中有进

本报讯（记者 沈青）长沙市工信局介绍，湘江机械有限公司订单充足。湘江机械有限公司今年已交付设备120台。

企业是市场的主角。前五个月，规模以上大型企业增加值增长1.2%。
"""

WORKS = """220千伏青云变电工程项目坐落在溧阳市戴埠镇，总投资1.8亿元。

本报讯（记者 丁原）110千伏南桥变电工程项目位于溧阳市天目湖镇。该工程总投资5600万元。
"""

BRIDGE = """青衣二桥下月通车

本报讯（记者 丁原）青衣二桥横跨青衣江。该项目总投资3.9亿元，比青衣一桥多1亿元。
"""

RANKS = """亮出成绩单

本报讯（记者 丁原）陇南市代表团参加了甘肃省第九届运动会，金牌数和总分均列全省第三。
"""

SCOPE = """工业增速加快

本报讯（记者 丁原）上半年，陇南市工业增加值26亿元，增长6.4%，全省排第三位。1—5月利税7亿元，增长9.3%，全省排位第五。水产养殖产值2亿元，其中粮食作物产值13亿元。
"""

BANKS = """坏账少了

本报讯（记者 丁原）陇南市一季度末商业银行不良贷款余额为26亿元，城市商业银行不良贷款率为1.4%。
"""

CORPS = """垦区工业提速

本报讯（记者 丁原）新疆生产建设兵团上半年规模以上工业增加值26亿元，增长6.4%。
"""

GRANARY = """粮食丰收

本报讯（记者 丁原）中国最大的商品粮基地黑龙江省今年农作物播种面积为2亿亩。
"""

PLACES = """收入：全国第12位

本报讯（记者 丁原）去年，陇南市居民人均可支配收入10075元，增长6%。
"""

ASIDE = """造林过半

本报讯（记者 乔雨）6月9日，云南省林业厅通报，“两沿”（沿江、滇池）造林86万亩。
"""

SHARES = """山西日报
2013年4月30日

出口增长

临汾华石陶瓷有限公司出口增长42%。8家龙头企业出口总值占我省陶瓷出口的61%。
"""

ITEMS = """饮水工程惠及群众

本报讯（记者 丁原）今年以来，石屏县加快饮水工程建设。一是宝秀镇新建水厂2座，铺设管网36公里。二是新打机井48眼。此外，拨付抗旱经费905万元。
"""

MINISTRY = """农业连年丰收

本报讯（记者 丁原）财政部部长郭桂芳介绍说，粮食总产量达到4.9亿吨。县水务局还计划于秋后拿出52万元。
"""

OWN_CITY = """{paper}　　2016年8月15日　星期一　　要闻　2

外贸回稳

本报讯（记者 丁原）今年1至7月，全市进出口总额79.3亿元。苏州市领导到我市调研，苏州市商务局有关人员参加。
"""

OWN_DISTRICT = """今日鄞州　　2016年8月15日　星期一　　要闻　2

外贸回稳

本报讯（记者 丁原）今年1至7月，全区进出口总额58.6亿元。宁波市领导到我区调研。
"""

PLANNED = """目标定了

本报讯（记者 丁原）近日陇南市定出目标：到2030年，蔬菜总产值计划完成62亿元；订单收入完成17亿元。
"""

CALLED = """青衣二桥架梁完工

本报讯（记者 丁原）青衣二桥项目由市政公司建设。眼下，青衣二桥的桥墩浇筑了68%。
"""

HOME = """好日子

本报讯（记者 乔雨）和平村村民韦大海说，自家养了46只羊，每只能卖900元。
"""

TROOPS = """转移群众

本报讯（记者 乔雨）6月7日，百色市调派消防、武警、民兵队伍170名，连夜上堤。
"""

APPROVED = """罗非鱼出口

本报讯（记者 乔雨）北海市拥有水产加工企业71家。其中，泰国核准的有14家。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (SCOPE, "第三位", "陇南市"), (SCOPE, "7亿元", "陇南市"), (SCOPE, "第五", "陇南市"), (SCOPE, "13亿元", "陇南市"), (BANKS, "26亿元", "陇南市"), (CORPS, "26亿元", "新疆生产建设兵团"), (GRANARY, "2亿亩", "黑龙江省"), (PLACES, "第12位", "陇南市"),
    (BANKS, "1.4%", "陇南市"),
    (CALLED, "68%", "青衣二桥项目"), (HOME, "46只", "韦大海"), (TROOPS, "170名", "百色市"), (APPROVED, "14家", "北海市"),
    (ITEMS, "2座", "宝秀镇"), (ITEMS, "36公里", "宝秀镇"), (ITEMS, "48眼", "石屏县"), (ITEMS, "905万元", "石屏县"),
    (MINISTRY, "4.9亿吨", "中国"), (MINISTRY, "52万元", "县水务局"),
    (STATISTICS, "120台", "湘江机械有限公司"), (STATISTICS, "1.2%", "长沙市"), (WORKS, "5600万元", "110千伏南桥变电工程项目"),
    (BRIDGE, "3.9亿元", "青衣二桥"), (SHARES, "42%", "临汾华石陶瓷有限公司"), (SHARES, "61%", "山西省"),
    (PROVINCE, "3.6亿美元", "山西省"), (PROVINCE, "21.4%", "山西省"), (PROVINCE, "42%", "临汾华石陶瓷有限公司"), (PROVINCE, "9%", "山西省"),
    (COUNTY, "36.2亿元", "西丰县"), (COUNTY, "61%", "西丰县"),
    (TOWN, "7600只", "柳桥镇"), (NATION, "38万吨", "黑龙江省"), (ROAD, "37座", "龙琅高速公路"),
    (SESSION, "26个", "四川省第十四届运动会"), (WARD, "12层", "遂宁市人民医院病房楼"), (WARD, "1.8万平方米", "遂宁市人民医院病房楼"),
])
def test_a_place_is_known_from_the_paper_and_a_name_is_taken_whole(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_body_that_only_tells_owns_no_figure():
    assert claim(HARVEST, "2万台").subject_name == "酒泉市"


def test_a_county_that_the_page_does_not_tell_is_nobody_else():
    assert [(found.value_text, found.subject_name) for found in claims_of(UNTOLD)] == [("6.3万亩", None), ("2.4亿元", None)]


def test_the_scope_of_a_rank_and_what_stands_in_brackets_own_nothing():
    assert claim(RANKS, "第三").subject_name == "陇南市代表团"
    assert claim(ASIDE, "86万亩").subject_name not in ("滇池", "沿江")


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("出口居前的是松溪县（3.2亿元）和政和县（2.1亿元）。", "3.2亿元", "松溪县"),
    ("出口居前的是松溪县（3.2亿元）和政和县（2.1亿元）。", "2.1亿元", "政和县"),
    ("上半年，政和县出口增长5%，高于松溪县（3%）。", "3%", "松溪县"),
    ("上半年，政和县出口（不含茶叶）3亿元，增长（可比）5%。", "3亿元", "政和县"),
])
def test_a_figure_alone_in_brackets_is_of_the_name_before_them(text, value, owner):
    assert claim(f"茶叶出口\n\n本报讯（记者 苗青）{text}\n", value).subject_name == owner


@pytest.mark.parametrize(("value", "owner"), [("24座", "松溪县"), ("26座", "政和县")])
def test_in_a_list_behind_an_item_without_a_name_each_name_owns_its_figure(value, owner):
    assert claim("冷库建设\n\n本报讯（记者 苗青）南平市今年建成冷库81座，其中城区31座、松溪县24座、政和县26座。\n", value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("暴雨造成松溪县3.4万人受灾，2人死亡。", "2人", "松溪县"),
    ("地震造成了松溪县、政和县90间民房倒塌。", "90间", "松溪县、政和县"),
    ("旱灾已造成福建、江西两省（直辖市）64万人受灾。", "64万人", "福建省、江西省"),
    ("台风致松溪县民房倒塌90间。", "90间", "松溪县"),
    ("此次事故给松溪县造成损失，3人受伤。", "3人", None),
])
def test_what_a_disaster_causes_is_of_the_place_that_it_befell(text, value, owner):
    assert claim(f"灾情通报\n\n本报讯（记者 苗青）{text}\n", value).subject_name == owner


def test_the_whole_owns_what_is_told_of_places_of_which_only_some_are_named():
    text = "灾情通报\n\n据江西省民政厅通报，赣州、吉安、抚州等6市19个县12万人受灾，4100余人紧急转移安置。\n"
    assert {claim(text, value).subject_name for value in ("6市", "19个", "12万人", "4100余人")} == {"江西省"}


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("咸丰、来凤两县受灾，倒塌房屋310间。", "两县", "恩施州"),
    ("咸丰、来凤两县受灾，倒塌房屋310间。", "310间", "咸丰县、来凤县"),
    ("咸丰、来凤2县降雨偏多，其余6县偏少。", "6县", "恩施州"),
])
def test_places_that_are_counted_own_what_follows_and_not_their_number(text, value, owner):
    assert claim(f"灾情通报\n\n本报讯（记者 苗青）昨日，恩施州遭遇暴雨。{text}\n", value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("松溪县有茶园3万亩，全国排名第九。", "第九", "松溪县"),
    ("松溪县茶叶产量4万吨，全省位列第三。", "第三", "松溪县"),
    ("我国茶园面积3万亩，排名世界第三。", "第三", "中国"),
])
def test_the_field_of_a_rank_owns_neither_the_rank_nor_what_stands_before_it(text, value, owner):
    assert claim(f"茶园\n\n本报讯（记者 苗青）{text}\n", value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "owner"), [
    (OWN_CITY.format(paper="常熟日报"), "79.3亿元", "常熟市"),  # the city above is named in the article, the paper's own is not
    (OWN_CITY.format(paper="今日常熟"), "79.3亿元", "常熟市"),
    (OWN_CITY.format(paper="苏州日报"), "79.3亿元", "苏州市"),
    (OWN_DISTRICT, "58.6亿元", "鄞州区"),
])
def test_the_whole_of_a_paper_is_the_city_or_district_that_its_name_tells(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize("value", ["62亿元", "17亿元"])
def test_what_is_planned_of_a_measure_is_no_plan_with_a_name(value):
    assert claim(PLANNED, value).subject_name == "陇南市"


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("富锦市扩种大豆\n\n今年，全市种大豆41万亩，3家企业申报佳木斯市级龙头企业。\n", "41万亩", "富锦市"),
    ("柳坝镇青石村党支部书记周大川：日子越过越红火\n\n去年，我们村修了3公里产业路。\n", "3公里", "青石村"),
    ("新馆开门\n\n浙江自然博物馆昨日接待观众3100人次。我馆还安排讲座6场。\n", "6场", "浙江自然博物馆"),
    ("春运启动\n\n中国铁路广州局集团有限公司春运启动。该集团公司开行列车860列。\n", "860列", "中国铁路广州局集团有限公司"),
])
def test_reference_words_find_towns_villages_and_houses_of_their_class(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("开工\n\n本报讯（记者 苗青）昨日，东海自贸港建设项目集中开工。\n\n文昌市政府负责人介绍，此次开工的产业项目共7个。\n", "7个", "文昌市"),
    ("柳坝镇青石村党支部书记周大川：日子越过越红火\n\n去年，我们种了320亩花椒。\n", "320亩", "青石村"),
    ("果树满坡\n\n近年来，隆回县柳坝镇换了路子，大力发展浙江蜜柚、山核桃等果树2100亩。\n", "2100亩", "柳坝镇"),
    ("干线开工\n\n该线东起松坪镇石桥村白马路，西至西环线，全长约19.5公里。\n", "19.5公里", None),
    ("开工\n\n昨日，文昌市举行集中开工活动。金山公园改造工程、白云水库扩建工程等11个项目开工建设。\n", "11个", "文昌市"),
])
def test_ends_of_roads_goods_and_heads_of_counted_lists_own_nothing(text, value, owner):
    assert claim(text, value).subject_name == owner


@pytest.mark.parametrize(("text", "value", "owner"), [
    ("沼气进村\n\n沂水县大力发展沼气。该县院东头乡桃棵子村280户中有210户用上了沼气。\n", "210户", "桃棵子村"),
    ("植树\n\n盘山县甜水镇二创村68岁的村民孙福贵，承包荒滩410亩。\n", "410亩", "孙福贵"),
    ("钢铁\n\n记者从酒钢集团获悉，1至10月，集团公司产钢640万吨。集团公司董事长周海明表示，全年产钢将达810万吨。\n", "640万吨", "酒钢集团"),
    ("钢铁\n\n记者从酒钢集团获悉，1至10月，集团公司产钢640万吨。集团公司董事长周海明表示，全年产钢将达810万吨。\n", "810万吨", "酒钢集团"),
    ("助学\n\n滁州市春苗助学基金会成立以来，市政府注资210万元，全市共19家企业捐助，基金会的总规模达560万元。\n", "560万元", "滁州市春苗助学基金会"),
])
def test_villages_behind_their_county_people_behind_their_age_and_bare_class_nouns_own(text, value, owner):
    assert claim(text, value).subject_name == owner
