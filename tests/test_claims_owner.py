"""Whose figure it is, where the owner is in no list of names: houses, lines, products, bodies met; claims of whole invented articles."""
from __future__ import annotations

import pytest
from articles import claim

REGISTRY = """结婚登记迎小高峰

本报讯（记者 乔雨）5月20日，记者从太原市民政局获悉，太原市当天办理结婚登记1260对。不动产登记处提前2小时上班，加开窗口8个。

记者随后来到候鸟式服务站。检修车间主任郝建军说，设备都已查过。去年该车间检修效率提高了三成，返修率降到0.6%。
"""

LINE = """特高压送电再创新高

本报讯（记者 丁原）灵州—绍兴±800千伏特高压直流输电工程一季度送电118亿千瓦时，其中新能源电量占三成。自投运以来，该工程累计送电4300亿千瓦时。
"""

WARD = """新大楼启用

本报讯（记者 苗青）5月8日，宝鸡市第二人民医院门诊大楼启用。大楼共9层，设诊室120间。二期厂房正在封顶，总投资6800万元。
"""

DEPUTIES = """换届选举结束

本报讯（记者 齐勒）国家重视基层。全市共选出县区人大代表1743名、凉水乡镇人大代表3012名。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (REGISTRY, "1260对", "太原市"), (REGISTRY, "2小时", "不动产登记处"), (REGISTRY, "8个", "不动产登记处"), (REGISTRY, "三成", "检修车间"), (REGISTRY, "0.6%", "检修车间"),
    (LINE, "118亿千瓦时", "灵州—绍兴±800千伏特高压直流输电工程"), (LINE, "4300亿千瓦时", "灵州—绍兴±800千伏特高压直流输电工程"),
    (WARD, "9层", "宝鸡市第二人民医院门诊大楼"), (WARD, "120间", "宝鸡市第二人民医院门诊大楼"), (WARD, "6800万元", "二期厂房"),
])
def test_a_house_or_line_that_no_list_names_owns_its_figures_and_is_taken_up_again(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_a_word_of_surname_and_house_is_no_family_and_a_town_in_a_list_no_owner():
    assert claim(DEPUTIES, "3012名").subject_name not in ("国家", "凉水乡")


COUNCIL = """规划方案过会

本报讯（记者 沈青）5月9日，副市长何明远主持召开玉溪市城市规划委员会第四次会议，审议了11个修建性详细规划方案。

玉溪市商业银行推出“惠农小额贷款”，单户最高额度8万元，期限2年，已发放贷款3.5亿元。
"""

BAMBOO = """小米粉成了大产业

本报讯（记者 韦兰）前四月，桂林海关检验出口米粉620万元。米粉火了，带动临桂区水稻种植面积扩大到21.5万亩，户均增收3200元。
"""

NATION = """甘草抢收

本报讯（记者 丁原）5月16日，记者从酒泉市林业和草原局获悉，酒泉市种植甘草9.6万亩。目前，全国有甘草加工企业210家。全国首家甘草博物馆占地40亩。
"""

WEATHER = """天气预报

北京晴19℃天津小雨21℃石家庄多云23℃。拉卜楞寺、大夏河湿地、桑科草原分别接待游客8.6万人次、5.2万人次和7.3万人次。
"""

QUOTED = """车间里的老把式

本报讯（记者 林海）5月12日，温州瓯江锁业有限公司里机器轰鸣。瓯江锁业成立于1996年，当年只有12名工人。

“今年我们排了技改项目17个。”县工信局局长孙德海说。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (COUNCIL, "11个", "玉溪市城市规划委员会"), (COUNCIL, "8万元", "惠农小额贷款"), (COUNCIL, "2年", "惠农小额贷款"), (COUNCIL, "3.5亿元", "玉溪市商业银行"),
    (BAMBOO, "620万元", "桂林海关"), (BAMBOO, "21.5万亩", "临桂区"), (BAMBOO, "3200元", "临桂区"),
    (NATION, "9.6万亩", "酒泉市"), (NATION, "210家", "中国"),
    (WEATHER, "19℃", "北京市"), (WEATHER, "21℃", "天津市"), (WEATHER, "23℃", "石家庄市"), (WEATHER, "5.2万人次", "大夏河湿地"),
    (QUOTED, "12名", "温州瓯江锁业有限公司"),
])
def test_a_body_met_a_product_launched_a_place_driven_and_each_of_a_list_own_what_is_told_of_them(text, value, owner):
    assert claim(text, value).subject_name == owner


def test_an_officer_who_says_we_does_not_speak_of_his_own_family_and_a_rank_is_not_the_nation():
    assert claim(QUOTED, "17个").subject_name != "孙德海"
    assert claim(NATION, "40亩").subject_name != "中国"


FOUNDRY = """铸件里长出大产业

本报讯（记者 程俊）走进位于桐乡市崇福镇的浙江乌镇智造股份有限公司，厂房里看不到几个工人。2016年，企业拿出3100万元引进生产线。

瑞安是侨乡。全市现有铸造企业174家。
"""

BUS = """61路延线

本报讯（记者 关晓）从昨天起，61路公交车延长至兰州西站。该线路全长23.4公里，配车31台。兰州市公交公司负责人说，这条线日均客流1.8万人次。
"""

FARM = """瓜菜走俏

本报讯（记者 林芳）冬至临近，东泰农场的田头热闹非凡。今年农场种植瓜菜5300亩。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (FOUNDRY, "3100万元", "浙江乌镇智造股份有限公司"), (BUS, "23.4公里", "61路"), (BUS, "31台", "61路"), (BUS, "1.8万人次", "61路"), (FARM, "5300亩", "东泰农场"),
])
def test_who_walks_in_is_no_name_and_a_line_or_farm_is_taken_up_by_its_class(text, value, owner):
    assert claim(text, value).subject_name == owner


MARKET = """一枝百合的身价

本报讯（记者 罗玲）昨日凌晨，记者在凤仪花卉市场看到，拉花的货车排成长队。当天鲜切花上市量达到540万枝，成交额910万元。

云南永仁花业有限公司今年接到的订单是80万枝，主要销往泰国和日本，比上年增加15万枝。
"""

STEEL = """钢厂半年成绩单

本报讯（记者 陈绍武）凌源钢铁集团上半年产钢210万吨。二炼钢厂刷新了全国纪录。下半年，公司计划产钢230万吨。

记者从皇岗边检总站获悉，今年春运期间该总站查验旅客640万人次。
"""

BLOOD = """一袋血的接力

本报讯（记者 孙立）女工赵玉兰挽起了袖子。这是她第17次献血，累计献血量已达6800毫升。位于凌云县的凌云扬水管理处介绍，管理处下辖泵站23座。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (MARKET, "540万枝", "凤仪花卉市场"), (MARKET, "910万元", "凤仪花卉市场"), (MARKET, "15万枝", "云南永仁花业有限公司"),
    (STEEL, "230万吨", "凌源钢铁集团"), (STEEL, "640万人次", "皇岗边检总站"), (BLOOD, "6800毫升", "赵玉兰"), (BLOOD, "23座", "凌云扬水管理处"),
])
def test_a_scene_a_company_above_its_works_and_who_is_pointed_at_own_what_follows(text, value, owner):
    assert claim(text, value).subject_name == owner


MINE = """老矿不老

本报讯（记者 冯雷）到3月10日，鸡东县永庆煤矿连续安全生产1310天。这个开采了50多年的老矿，井深达到640米。两年来，矿上投入5400万元上马监测系统。矿长周广才给记者报了一串数字：去年原煤产量170万吨。
"""

VILLAGE = """村里的账

本报讯　柳河县凉水村的村民乐了。村里去年卖粮收入1100万元。县里今年又拨款60万元修路。
"""


@pytest.mark.parametrize(("text", "value", "owner"), [
    (MINE, "640米", "永庆煤矿"), (MINE, "5400万元", "永庆煤矿"), (MINE, "170万吨", "永庆煤矿"), (VILLAGE, "1100万元", "凉水村"), (VILLAGE, "60万元", "柳河县"),
])
def test_inside_a_house_or_place_means_the_one_named_before(text, value, owner):
    assert claim(text, value).subject_name.endswith(owner)


def test_a_reason_governs_no_name():
    assert claim("口岸繁忙\n\n本报讯　由于黑河市今年新增泊位4个，运力提高了。\n", "4个").subject_name == "黑河市"


def test_who_has_no_office_speaks_of_the_own_affairs_and_who_has_one_of_the_house():
    text = "辣椒红了\n\n本报讯（记者 韦兰）“今年我种了{}辣椒，全部订了单。”10月8日，鸡泽县双塔镇{}说。\n"
    assert claim(f"鸡泽县辣椒丰收\n{text}".format("18亩", "村民赵玉柱"), "18亩").subject_name == "赵玉柱"
    assert claim(f"鸡泽县辣椒丰收\n{text}".replace("我种", "我们种").format("180亩", "党委书记赵玉柱"), "180亩").subject_name != "赵玉柱"
