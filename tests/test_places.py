"""Places on sentences from all over China: what counts, where it ends, what only looks like a place.

Each table row is a sentence and the places it names, in order (levels *words* and *names* of the shipped rules).
"""
from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from kg.extract.again import find_again
from kg.rules import load
from kg.rules.match import run_level
from kg.rules.samples import sheet_of
from kg.text import fold

RULES = Path(__file__).parent.parent / "rules"


@lru_cache(maxsize=1)
def shipped():
    return load([RULES])


def mentions_in(text: str):
    ruleset = shipped()
    sheet = sheet_of(text, ruleset)
    for level in ("words", "names"):
        run_level(ruleset, level, sheet)
    return [m for m in sheet.visible() if ruleset.type_of(m.label) == "LOC"]


def places_of_page(text: str) -> list[str]:
    """As `places_in`, with what the page prints again."""
    ruleset = shipped()
    sheet = sheet_of(text, ruleset)
    for level in ("words", "names"):
        run_level(ruleset, level, sheet)
    sheet.overprint(find_again(sheet))
    return [m.text for m in sheet.visible() if ruleset.type_of(m.label) == "LOC"]


def places_in(text: str) -> list[str]:
    return [m.text for m in mentions_in(text)]


CHAINS = [
    ("记者走访城南菜市场和义乌小商品市场", "城南菜市场 义乌小商品市场"),
    ("画展在郑州市金水区美术馆开幕，遵义市图书馆送来新书", "郑州市金水区美术馆 遵义市图书馆"),
    ("江西省安福县寮塘乡谷口村的油菜花开了", "江西省 安福县 寮塘乡 谷口村"),
    ("莎车县阿扎特巴格镇尤库日恰勒克村", "莎车县 阿扎特巴格镇 尤库日恰勒克村"),
    ("喀什地区莎车县的巴旦木", "喀什地区 莎车县"),
    ("伊犁哈萨克自治州新源县游客如织", "伊犁哈萨克自治州 新源县"),
    ("深圳市宝安区西乡街道固戍社区", "深圳市 宝安区 西乡街道 固戍社区"),
    ("鄂尔多斯市康巴什区与达拉特旗", "鄂尔多斯市 康巴什区 达拉特旗"),
    ("拉萨市城关区八廓街道", "拉萨市 城关区 八廓街道"),
    ("河南民权县青槐街道举办比赛", "河南 民权县 青槐街道"),
]
ALSO_WORDS = [  # names that are everyday words, bearings or given names
    ("西宁市城东区、城中区、城西区、城北区", "西宁市 城东区 城中区 城西区 城北区"),
    ("广西资源县", "广西 资源县"),
    ("长春市朝阳区和沈阳市和平区", "长春市 朝阳区 沈阳市 和平区"),
    ("甘肃民乐、山丹的马铃薯", "甘肃 民乐 山丹"),
    ("在平武、绵阳等地采集标本", "平武 绵阳"),
    ("资源税改革平稳过渡", ""),
    ("双方保持友好合作，和平发展", ""),
    ("大方地承认了错误", ""),
    ("市民向公安部门报案", ""),
    ("延长开放时间，方便群众", ""),
    ("全国南部和北部气温回升", ""),
]
CROSSINGS = [  # a place name seems to stand across a word border
    ("船厂交付30万载重吨油轮。", ""),
    ("江西省万载县有30个乡镇。", "江西省 万载县"),
    ("发展中国家的代表", ""),
    ("昨日本报刊登了名单", ""),
    ("黄河出海口的湿地", "黄河"),
    ("评为全国平安示范县", ""),
    ("示范县区建设", ""),
    ("由于都在加班，会议推迟", ""),
    ("占地四平方公里", ""),
    ("全市创新乡村治理", ""),
    ("提高安全意识", ""),
    ("最大连续降雨量", ""),
    ("美丽水乡入画来", ""),
    ("高密度聚乙烯", ""),
    ("有关中国的报道", "中国"),
    ("参加纳税人座谈", ""),
    ("沿海地区经济", "沿海地区"),
    ("搬迁安置点通了水", ""),
    ("稳坐钓鱼台", ""),
    ("责任重于泰山", ""),
    ("景区距昆山市区二十公里", "昆山"),
    ("大理石板材出口", ""),
    ("蒙古族群众表演长调", ""),
]
ZONES = [
    ("昆山高新区举行签约仪式", "昆山高新区"),
    ("保定市高新区企业复工", "保定市 高新区"),
    ("崂山区、高新区、西海岸新区开工", "崂山区 高新区 西海岸新区"),
    ("省级开发区达到百家", ""),
    ("两江新区与天府新区联动", "两江新区 天府新区"),
    ("河北雄安新区容城县", "河北雄安新区 容城县"),
]
ROADS = [
    ("在振华路与迎春路交叉口", "振华路 迎春路"),
    ("济南经十路限行", "济南 经十路"),
    ("绵阳市涪城区跃进路与临园路交叉口", "绵阳市 涪城区 跃进路 临园路"),
    ("京九铁路和郑渝高铁在此交汇", "京九铁路 郑渝高铁"),
    ("车辆在G15沈海高速上缓行", "G15沈海高速"),
    ("途经107国道", "107国道"),
    ("武汉长江二桥限行", "武汉长江二桥"),
    ("旅客走出拉萨火车站", "拉萨火车站"),
    ("走上致富路、幸福路", ""),
    ("农村公路通车里程增加", ""),
    ("乘坐高铁出行", ""),
]
SITES = [
    ("在揭阳市玉湖公园散步", "揭阳市 玉湖公园"),
    ("花展在杭州植物园开幕", "杭州植物园"),
    ("走进冼星海纪念馆", "冼星海纪念馆"),
    ("家住大同市书香佳苑", "大同市 书香佳苑"),
    ("云锦湾回迁小区等区域停电", "云锦湾回迁小区"),
    ("老旧小区加装电梯", ""),
    ("走进恒源新能源产业园", "恒源新能源产业园"),
    ("建成口袋公园三十个", ""),
    ("福州市三坊七巷", "福州市 三坊七巷"),
]
NATURE = [
    ("洮南市蛟龙河两岸的稻田", "洮南市 蛟龙河"),
    ("楚雄市青山嘴水库蓄水", "楚雄市 青山嘴水库"),
    ("洮河流域降雨偏多", "洮河流域"),
    ("昔日的荒山上种满果树", ""),
    ("钱塘江畔和黄山脚下", "钱塘江 黄山"),
]
WORLD = [
    ("摩洛哥卡萨布兰卡和埃塞俄比亚亚的斯亚贝巴", "摩洛哥 卡萨布兰卡 埃塞俄比亚 亚的斯亚贝巴"),
    ("德国慕尼黑市市长来访", "德国 慕尼黑市"),
    ("美国俄亥俄州的农场", "美国 俄亥俄州"),
    ("阿根廷丘布特省", "阿根廷 丘布特省"),
    ("中俄关系进入新阶段", "中 俄"),
    ("外长访华期间签署协议", "华"),
    ("座谈会昨天在京召开", "京"),
    ("集中法律资源办案", ""),
    ("罗马里奥攻入一球", ""),
]
RENAMED = [
    ("生于直隶省定县（今定州市）的农家", "直隶省 定县 定州市"),
    ("部队抵归绥（今呼和浩特）", "归绥 呼和浩特"),
    ("原临沂地区辖十余县", "临沂地区"),
]
VILLAGES = [
    ("记者在谷口村看到，油菜花开了", "谷口村"),
    ("走进美丽乡村看变化", ""),
    ("他到贫困村当第一书记", ""),
    ("全村人都来帮忙", ""),
    ("走进翠竹社区，老人们在下棋", "翠竹社区"),
    ("服务社区居民", ""),
    ("新型农村社区建设", ""),
]


def check(text: str, wanted: str) -> None:
    assert places_in(text) == wanted.split(), text


@pytest.mark.parametrize(("text", "wanted"), CHAINS)
def test_a_chain_is_marked_level_by_level(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), ALSO_WORDS)
def test_a_name_that_is_also_a_word_counts_only_beside_places(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), CROSSINGS)
def test_a_name_across_a_word_border_is_no_place(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), ZONES)
def test_development_zones_are_places_and_kinds_of_zones_are_not(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), ROADS)
def test_roads_lines_and_stations_are_told_by_shape(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), SITES)
def test_sites_and_quarters_are_told_by_their_last_word(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), NATURE)
def test_waters_and_mountains_are_told_by_list_and_shape(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), WORLD)
def test_the_world_and_its_one_sign_countries(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), RENAMED)
def test_an_old_name_and_its_new_one_are_both_places(text, wanted):
    check(text, wanted)


@pytest.mark.parametrize(("text", "wanted"), VILLAGES)
def test_villages_and_communities_are_names_not_kinds(text, wanted):
    check(text, wanted)


def test_a_guarded_name_counts_where_the_page_prints_it_in_full():
    assert places_in("通海县的蔬菜销往各地。通海农民走上了致富路。") == ["通海县", "通海"]
    assert places_in("通海农民走上了致富路。") == []


def test_a_shared_name_keeps_all_its_codes():
    [mention] = mentions_in("鼓楼区开展活动")
    assert {"320106", "350102", "410204"} <= set((mention.attribute("code") or "").split(";"))
    assert mention.attribute("subtype") == "admin"


def test_places_say_what_sort_of_place_they_are():
    sorts = {m.text: m.attribute("subtype") for m in mentions_in("泰山脚下，泰安市岱宗大街旁的长三角展区、首都机场")}
    assert sorts["泰山"] == "nature" and sorts["泰安市"] == "admin"
    assert sorts["长三角"] == "region" and sorts["首都机场"] == "facility"


def test_short_names_lead_to_full_names_of_the_same_code():
    lists = shipped().lists["divisions"]
    rows = dict(zip(lists.words, lists.rows, strict=True))
    assert rows[fold("恩施州")] == rows[fold("恩施土家族苗族自治州")]
    assert rows[fold("内蒙古")][2] == "内蒙古自治区"


def test_no_word_stands_in_two_place_lists_of_divisions():
    lists = shipped().lists
    free, guarded, towns = (set(lists[name].words) for name in ("divisions", "divisions-guarded", "towns"))
    assert not free & guarded and not free & towns and not guarded & towns


def test_traditional_characters_find_the_same_places():
    assert places_in("廣東省廣州市與臺灣省") == ["廣東省", "廣州市", "臺灣省"]


def test_a_village_or_town_counts_again_without_its_rank():
    page = "安福县寮塘乡石洄头村修路。石洄头的路通了，寮塘的茶也运出去了。"
    assert places_of_page(page) == ["安福县", "寮塘乡", "石洄头村", "石洄头", "寮塘"]


REACHED = [  # what a word before reaches into is no place; what only looks so is one
    ("昨日本市召开会议，5月6日本报讯，节目当天水位上涨", ""),
    ("日本金融界与日本市场，天水位于甘肃，西安全市下雪", "日本 日本 天水 甘肃 西安"),
    ("鸡西安全生产，推广东西部协作，水上海运发达", "鸡西"),
    ("广东西部有雨，上海运动员夺冠，大连长海县", "广东 上海 大连 长海县"),
    ("四千亩核桃园丰收，广大同学与重大理论，秀丽水城", ""),
    ("武汉市政工程完工，武汉市政府与武汉市的居民", "武汉 武汉市"),
]


@pytest.mark.parametrize(("text", "wanted"), REACHED)
def test_a_word_that_reaches_into_a_place_from_before_leaves_none(text, wanted):
    assert places_in(text) == wanted.split()


SIGNS = [  # a page that prints a country in full, and what its one sign names there
    ("泰国总理上午宣布，泰货币不会贬值。", "泰国 泰"),
    ("泰国总理上午宣布，货币不会贬值，国泰公司表示欢迎。", "泰国"),
    ("总理上午宣布，泰货币不会贬值。", ""),
    ("蒙古国外长来访，称赞驻蒙使馆。天空蒙上阴影。", "蒙古国 蒙"),
    ("科索沃停火，各国代表考察科局势，科学界表示欢迎。", "科索沃 科"),
    ("以色列总理说，以政府将以诚相待。", "以色列 以"),
    ("日本代表28日方才到达，日方表示歉意。", "日本 日"),
    ("以色列以军事手段回应，次日以军撤离", "以色列 以"),
    ("埃及外交部抗议，驻地的埃军已经撤离", "埃"),
    ("他赴瑞士主持中瑞第三轮对话。", "瑞士 中 瑞"),
    ("挪威客人说，挪中往来不断，其中大半是游客。", "挪威 挪 中"),
    ("尼泊尔和尼日尔的代表到达，尼南部有雨。", "尼泊尔 尼日尔"),
]


@pytest.mark.parametrize(("text", "wanted"), SIGNS)
def test_one_sign_stands_for_a_country_that_the_page_prints_in_full(text, wanted):
    assert places_of_page(text) == wanted.split()


def test_a_town_named_like_a_word_does_not_lend_its_bare_name():
    assert places_of_page("民勤县红旗镇的学校升起红旗。") == ["民勤县", "红旗镇"]


def test_a_site_counts_again_where_nothing_tells_its_shape():
    assert places_of_page("走进恒沄公园，花开了。他说恒沄公园真美。")[-1] == "恒沄公园"
