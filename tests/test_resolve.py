"""Which names of a page are one thing: cities, papers and firms of many provinces, all invented but the places."""
from __future__ import annotations

import pickle

import pytest
from pages_by_hand import page, post

from kg.resolve import resolve_page


@pytest.fixture
def resolve(ruleset):
    def run(marked: str, *extra):
        return resolve_page(page(marked, "page.txt", *extra), ruleset)
    return run


def name_of(context, printed: str, nth: int = 0) -> str:
    """The canonical name of the nth printing of a name."""
    names = [name for name in context.names if name.mention.text == printed]
    return context.entities[names[nth].entity].name


def reasons(context, name: str) -> str:
    return "\n".join(f"{r.kind} {r.form} ~ {r.other}: {r.rule}" for e in context.entities.values() if e.name == name for r in e.because)


# --- the page's own place ------------------------------------------------------------------


def test_home_is_the_city_that_most_places_lie_in(resolve):
    context = resolve("[绍兴|Division]昨天下雪。[诸暨市|Division]和[新昌县|Division]的茶园积雪三厘米，[北京|Division]晴。")
    assert context.name_of(context.home.city) == "绍兴市"
    assert context.name_of(context.home.province) == "浙江省"
    assert "of 4 places" in context.home.because


def test_page_of_world_news_has_no_home(resolve):
    context = resolve("[北京|Division]、[广州|Division]、[成都|Division]、[西安|Division]四地同时开赛。")
    assert context.home.city is None
    assert context.resolve_reference("我市", 3) is None


def test_municipality_is_its_own_city(resolve):
    context = resolve("[重庆|Division]昨天开通新线，[渝北区|Division]和[江北区|Division]直达。[市交通局|Org government]说票价不变。")
    assert name_of(context, "市交通局") == "重庆市交通运输局"


def test_article_that_lies_wholly_elsewhere_has_its_own_home(resolve):
    context = resolve("[绍兴市|Division]与[诸暨市|Division]、[嵊州市|Division]联动，[新昌县|Division]跟进，[上虞区|Division]也来。\n\n"
                      "[桂林|Division]山水迎来游客。[阳朔县|Division]的歌舞团登台，[市文旅局|Org government]准备了地图。")
    assert name_of(context, "市文旅局") == "桂林市文化和旅游局"


# --- places ------------------------------------------------------------------------------------


def test_short_and_full_names_of_a_division_are_one(resolve):
    context = resolve("[临夏|Division]的牡丹开了，[东乡县|Division]和[东乡|Division]人都来看，[临夏回族自治州|Division]发了通知。")
    assert name_of(context, "临夏") == "临夏回族自治州"


def test_a_division_is_called_as_its_page_says(resolve):
    context = resolve("[临夏州|Division]的牡丹开了，[前郭|Division]和[临夏|Division]人都来看，[香港|Division]客商也来了。")
    assert [name_of(context, form) for form in ("临夏州", "临夏", "前郭", "香港")] == ["临夏州", "临夏州", "前郭县", "香港"]


def test_article_that_names_the_papers_own_province_is_at_home_there(resolve):
    context = resolve("[漳州市|Division]与[平和县|Division]、[漳浦县|Division]联动，[云霄县|Division]跟进。\n\n"
                      "台风在[台湾|Division][花莲县|Division]登陆，直扑[福建|Division]。[省气象局|Org government]发布预警。")
    assert name_of(context, "省气象局") == "福建省气象局"


@pytest.mark.parametrize(("marked", "code", "why"), [
    ("[长春市|Division][朝阳区|Division]开了新店。", "220104", "stands directly behind"),
    ("[北京|Division]下雪，[海淀区|Division]和[朝阳区|Division]停课。", "110105", "the page's own"),
    ("[南京|Division]、[无锡|Division]、[苏州|Division]联赛开打，[鼓楼区|Division]赛区最热闹。", "320106", "lies where other places"),
])
def test_shared_name_is_settled_by_the_other_places(resolve, marked, code, why):
    context = resolve(marked)
    entity = next(e for e in context.entities.values() if code == e.code)
    assert entity.origin == "page"
    assert why in reasons(context, entity.name)


def test_shared_name_that_nothing_settles_stays_open(resolve):
    context = resolve("[鼓楼区|Division]昨天停水。")
    entity = context.entities[context.names[0].entity]
    assert entity.code is None and "open" in reasons(context, "鼓楼区")


def test_province_wins_over_a_far_county_of_its_short_name(resolve):
    context = resolve("[河南|Division]的麦子熟了，[天津|Division]的也熟了，[河北|Division]还要等。")
    assert {name_of(context, "河南"), name_of(context, "河北")} == {"河南省", "河北省"}


def test_every_citys_zone_is_the_pages_own_and_says_so(resolve):
    context = resolve("[襄阳市|Division]的[枣阳市|Division]和[高新区|Village]都有新厂。")
    zone = next(e for e in context.entities.values() if e.name == "高新区")
    assert context.name_of(zone.within) == "襄阳市"
    assert "every city has such a zone" in reasons(context, "高新区")


def test_village_by_its_short_name_is_the_village(resolve):
    context = resolve("[赣州市|Division][石城县|Division][枧头村|Village]通了车。[枧头|Village]的脐橙能出山了。")
    assert name_of(context, "枧头") == "枧头村"


def test_two_villages_that_fit_leave_the_short_name_open(resolve):
    context = resolve("[青龙村|Village]和[石岭|Village]相邻。[石岭村|Village]与[石岭社区|Village]不是一处。[瑞昌青龙山|Nature]很近。")
    assert name_of(context, "石岭") in ("石岭社区", "石岭")  # the larger kind, or nothing; never the village by chance


@pytest.mark.parametrize(("printed", "whole"), [("太行", "太行山"), ("祁连", "祁连山"), ("黄山", "黄山"), ("太行山脉", "太行山脉")])
def test_mountain_by_its_short_name_is_the_mountain_also_where_its_range_is_listed(resolve, printed, whole):
    assert name_of(resolve(f"[{printed}|Nature]脚下通了公路。"), printed) == whole


def test_river_with_a_place_before_it_is_not_every_river(resolve):
    context = resolve("[运河|Nature]边人多。[扬州|Division]修缮[扬州运河|Nature]码头。")
    assert name_of(context, "运河") == "运河"


@pytest.mark.parametrize(("marked", "printed", "whole"), [
    ("[绵阳|Division]段的[川南高速公路|Site]开建，[川南高速|Site]年底通车。", "川南高速", "川南高速公路"),
    ("[泾县|Division]新开了[泾县美术馆|Site]。", "泾县美术馆", "泾县美术馆"),
    ("[桐乡市|Division]新开了[桐乡市美术馆|Site]，[桐乡美术馆|Site]免费。", "桐乡美术馆", "桐乡市美术馆"),
    ("[泾县|Division]的[泾县青弋江公路大桥|Site]合龙，[泾县青弋江大桥|Site]长两公里。", "泾县青弋江大桥", "泾县青弋江公路大桥"),
    ("[青弋江大桥|Site]合龙，[青弋江|Nature]两岸欢腾。", "青弋江", "青弋江"),
])
def test_site_said_shortly_is_the_site(resolve, marked, printed, whole):
    assert name_of(resolve(marked), printed) == whole


@pytest.mark.parametrize(("marked", "printed", "whole"), [
    ("[绍兴|Division]、[诸暨市|Division]、[新昌县|Division]都来了，[市体育馆|Site]客满。", "市体育馆", "绍兴市体育馆"),
    ("[绍兴|Division]、[诸暨市|Division]、[新昌县|Division]都来了，[省美术馆|Site]办展，[浙江省美术馆|Site]免费。", "省美术馆", "浙江省美术馆"),
    ("[绍兴|Division]、[诸暨市|Division]、[新昌县|Division]都来了，[市心广场|Site]客满。", "市心广场", "市心广场"),
    ("[市体育馆|Site]客满。", "市体育馆", "市体育馆"),
])
def test_site_called_by_its_level_takes_the_place_of_the_page(resolve, marked, printed, whole):
    assert name_of(resolve(marked), printed) == whole


@pytest.mark.parametrize(("marked", "printed", "whole"), [
    ("[政协绍兴市第八届委员会|Org government]昨日开会，[市政协|Org government]主席到会。", "政协绍兴市第八届委员会", "绍兴市政协"),
    ("[中国人民政治协商会议浙江省第十届委员会|Org government]开会，[省政协|Org government]主席到会。", "省政协", "浙江省政协"),
    ("[中共浙江省第十一届委员会|Org party]全体会议举行，[省委|Org party]书记讲话。", "中共浙江省第十一届委员会", "浙江省委"),
    ("[政协绍兴市第八届委员会常务委员会|Org government]作报告。", "政协绍兴市第八届委员会常务委员会", "政协绍兴市第八届委员会常务委员会"),
])
def test_assembly_by_its_term_is_the_places_own(resolve, marked, printed, whole):
    assert name_of(resolve(marked), printed) == whole


@pytest.mark.parametrize(("marked", "printed", "whole"), [
    ("[绵阳市博物馆|Site]开馆，[市委|Org party]书记到会。", "市委", "绵阳市委"),
    ("[绍兴市人民医院|Org other]封顶，[市人民医院|Org other]月底搬迁。", "市人民医院", "绍兴市人民医院"),
    ("[宜宾市长宁县人大常委会|Org government]副主任、[县工商联|Org party]主席率队到[南宁市|Division]。", "县工商联", "长宁县工商业联合会"),
    ("[兰州|Division]、[西宁|Division]、[银川|Division]都来了人，[衢州市委|Org party]、[市政府|Org government]也发了信。", "市政府", "衢州市人民政府"),
    ("[昆明|Division]、[五华区|Division]有雨，[衢州市委|Org party]、[市政府|Org government]、[市政协|Org government]来信。", "市政协", "衢州市政协"),
    ("[昆明|Division]、[五华区|Division]有雨，[衢州市委|Org party]来信，[市政府|Org government]回信。", "市政府", "昆明市人民政府"),
    ("[兰州|Division]、[西宁|Division]、[银川|Division]都来了人，[衢州队|Org other]夺冠，[市政府|Org government]发了信。", "市政府", "市政府"),
])
def test_home_is_told_by_houses_of_the_place_too(resolve, marked, printed, whole):
    assert name_of(resolve(marked), printed) == whole


@pytest.mark.parametrize(("marked", "printed", "whole"), [
    ("[云南飞鸢猛虎男篮|Org other]大胜，[飞鸢队|Org other]领先，[飞鸢男篮|Org other]晋级。", "飞鸢队", "云南飞鸢猛虎男篮"),
    ("[云南飞鸢猛虎男篮|Org other]大胜，[飞鸢男篮|Org other]晋级。", "飞鸢男篮", "云南飞鸢猛虎男篮"),
    ("[云南羽毛球队|Org other]夺冠，[云南队|Org other]包揽金牌。", "云南队", "云南羽毛球队"),
    ("[云南女队|Org other]夺冠，[云南队|Org other]包揽金牌。", "云南队", "云南队"),
    ("[贵州省赤水市长沙镇长兴村竹林小学|Org school]的老师说，[竹林小学|Org school]有十人。", "竹林小学", "贵州省赤水市长沙镇长兴村竹林小学"),
    ("[绍兴市公安局越城分局西园派出所|Org government]出警，[西园派出所|Org other]立案。", "西园派出所", "绍兴市公安局越城分局西园派出所"),
    ("[绍兴市公安局越城分局|Org government]出警，[市局|Org government]立案。[绍兴|Division]无雨。", "市局", "绍兴市局"),
    ("[绍兴市人民医院|Org other]来了三人，[市医院|Org other]的车随后到。", "市医院", "绍兴市人民医院"),
    ("[绍兴市骨伤医院|Org other]来了三人，[市医院|Org other]的车随后到。", "市医院", "绍兴市医院"),
])
def test_house_without_what_stands_before_its_own_name_is_the_house(resolve, marked, printed, whole):
    assert name_of(resolve(marked), printed) == whole


def test_bygone_county_is_known_from_an_office_that_has_its_full_name(resolve):
    context = resolve("[清源|Village]旧事。那年[清源县商会|Org association]办过学堂。")
    assert name_of(context, "清源") == "清源县"


def test_epithet_means_the_city_only_at_home(resolve):
    at_home = resolve("[广州|Division]花开，[天河区|Division]搭起花架，[羊城|Region]春意浓。")
    elsewhere = resolve("[石家庄|Division]花开，[裕华区|Division]搭起花架。他在[羊城|Region]读过书。")
    assert name_of(at_home, "羊城") == "广州市"
    assert name_of(elsewhere, "羊城") == "羊城"


def test_country_by_short_and_full_name_is_one(resolve):
    context = resolve("[中华人民共和国|Country code=CN name=中国]国旗升起，[中国|Country code=CN name=中国]队入场。")
    assert name_of(context, "中国") == "中华人民共和国"


def test_one_character_signs_are_the_countries_and_provinces(resolve):
    context = resolve("[中|PlaceSign abbreviated=yes][美|PlaceSign abbreviated=yes]会谈，[美国|Country code=US name=美国]代表到[粤|PlaceSign abbreviated=yes]。")
    assert [name_of(context, n) for n in ("中", "美", "粤")] == ["中国", "美国", "广东省"]
    assert name_of(context, "美国") == "美国" and not context.relations


# --- organisations -----------------------------------------------------------------------------

JIUJIANG = "[九江市|Division]、[瑞昌市|Division]、[武宁县|Division]与[修水县|Division]连日降雨。"


@pytest.mark.parametrize(("printed", "full"), [
    ("市市场监管局", "九江市市场监督管理局"), ("市场监管局", "市场监督管理局"), ("市防指", "九江市防汛抗旱指挥部"),
    ("市防办", "九江市防汛抗旱指挥部办公室"), ("省政府", "江西省人民政府"), ("省应急厅", "江西省应急管理厅"),
    ("市工信局", "九江市工业和信息化局"), ("修水县教体局", "修水县教育和体育局"), ("市卫健委", "九江市卫生健康委员会"),
    ("市水利局", "九江市水利局"), ("市中院", "九江市中级人民法院"), ("市委", "九江市委"), ("市委宣传部", "九江市委宣传部"),
    ("九江市市委", "九江市委"), ("市第一人民医院", "九江市第一人民医院"), ("省农科院", "江西省农业科学院"),
    ("市住建局", "九江市住房和城乡建设局"), ("市残联", "九江市残疾人联合会"), ("省委", "江西省委"), ("省法院", "江西省高级人民法院"), ("市法院", "九江市中级人民法院"), ("武宁县法院", "武宁县人民法院"), ("区法院", "区法院"), ("市政府", "九江市人民政府"), ("市民政局", "九江市民政局"), ("市政协", "九江市政协"), ("市政务服务局", "九江市政务服务局"),
    ("市政府办公室", "九江市人民政府办公室"), ("市民服务中心", "市民服务中心"), ("市发改委", "九江市发展和改革委员会"), ("市十六届人大常委会", "九江市人大常委会"),
])
def test_office_is_written_out_from_the_page(resolve, printed, full):
    context = resolve(JIUJIANG + f"[{printed}|Org government]昨晚发出通知。")
    assert name_of(context, printed) == full


def test_level_word_county_means_the_county_named_last(resolve):
    context = resolve(JIUJIANG + "\n\n[武宁县|Division]修路，[县交通局|Org government]派人。[修水县|Division]架桥，[县交通局|Org government]也派人。")
    assert [name_of(context, "县交通局", n) for n in (0, 1)] == ["武宁县交通运输局", "修水县交通运输局"]


def test_place_name_behind_a_level_word_is_left_whole(resolve):
    context = resolve(JIUJIANG + "[渣津镇|Division][镇南小学|Org school]开学，[镇中心小学|Org school]放假。")
    assert [name_of(context, "镇南小学"), name_of(context, "镇中心小学")] == ["镇南小学", "渣津镇中心小学"]


def test_house_called_by_its_level_takes_the_place_of_the_page(resolve):
    context = resolve(JIUJIANG + "[武宁县|Division]的[县化肥厂|Org company]向[工行市分行|Org finance]借款，[市作协|Org association]采风。")
    assert [name_of(context, printed) for printed in ("县化肥厂", "工行市分行", "市作协")] == ["武宁县化肥厂", "工商银行九江市分行", "九江市作家协会"]


def test_house_called_by_level_and_kind_is_the_only_one_of_its_kind(resolve):
    context = resolve(JIUJIANG + "[九江市公安局|Org government]出警，[市局|Org government]通报。\n\n[九江市水利局|Org government]和[九江市交通局|Org government]开会，[市局|Org government]未答。")
    assert [name_of(context, "市局", n) for n in (0, 1)] == ["九江市公安局", "九江市局"]


def test_district_office_is_not_of_the_community_named_last(resolve):
    context = resolve("[佛山|Division]、[南海区|Division]、[三水区|Division]下雨。\n\n[顺德区|Division]修路。" + "[岭南社区|Village]装灯，[区城管局|Org government]派人。")
    assert name_of(context, "区城管局") == "顺德区城市管理局"


def test_word_that_only_begins_like_a_level_word_is_left_whole(resolve):
    context = resolve(JIUJIANG + "[市政工程公司|Org company]抢修管道，[区块链研究院|Org research]停课。")
    assert name_of(context, "市政工程公司") == "市政工程公司"


def test_single_character_county_keeps_its_level_twice_before_a_committee(resolve):
    context = resolve("[滨州|Division]的[博兴县|Division]、[无棣县|Division]与[阳信县|Division]结对。\n\n[道县|Division]开会，[县委|Org party]作了部署。")
    assert name_of(context, "县委") == "道县县委"


@pytest.mark.parametrize(("short", "full", "subtype"), [
    ("金桥重工", "哈尔滨金桥重工机械股份有限公司", "company"),
    ("金桥公司", "哈尔滨金桥重工机械股份有限公司", "company"),
    ("哈尔滨金桥", "哈尔滨金桥重工机械股份有限公司", "company"),
    ("恒丰纺织品有限公司", "浙江恒丰纺织品有限公司", "company"),
    ("莲花支行", "建设银行莲花支行", "finance"),
    ("湘西分行", "工商银行湘西分行", "finance"),
    ("河大", "河南大学", "school"),
    ("兰科大", "兰州科技大学", "school"),
    ("柳州支队", "柳州市消防救援支队", "military"),
    ("三团", "独立师第3团", "military"),
    ("温州港集团", "温州港（集团）股份有限公司", "company"),
    ("浙江省水投公司", "浙江省水利水电投资有限责任公司", "company"),
    ("河套监管分局", "国家金融监督管理总局河套监管分局", "government"),
    ("青山志愿服务队", "蓝海集团青山志愿服务队", "other"),
    ("柳堤街派出所", "汕头市公安局龙湖分局柳堤街派出所", "government"),
])
def test_short_form_joins_the_only_long_one(resolve, short, full, subtype):
    before = "[河套|Village]、[莲花|Village]、[蓝海集团|Org company]。" if short in ("河套监管分局", "莲花支行", "青山志愿服务队") else ""
    context = resolve(f"{before}[{full}|Org {subtype}]昨天开放。[{short}|Org {subtype}]的人很忙。")
    assert name_of(context, short) == full
    assert short in reasons(context, full)


@pytest.mark.parametrize(("one", "other", "subtype"), [
    ("中国银行", "中国银行昆明分行", "finance"), ("云南大学", "云南大学附属中学", "school"),
    ("海川集团", "甘肃海川精密仪器有限公司", "company"), ("昆明市水务局", "昆明市水利局", "government"),
    ("五华区财政局", "盘龙区财政局", "government"), ("云南省第一监狱", "云南省第二监狱", "government"),
    ("第七团", "第十七团", "military"),
])
def test_part_and_whole_and_neighbours_stay_apart(resolve, one, other, subtype):
    context = resolve(f"[昆明|Division]、[五华区|Division]、[盘龙区|Division]。[{one}|Org {subtype}]和[{other}|Org {subtype}]都来了。")
    assert name_of(context, one) != name_of(context, other)


def test_branch_is_within_its_house_and_says_that_it_is_no_merge(resolve):
    context = resolve("[交通银行|Org finance]年报说，[交通银行厦门分行|Org finance]增长最快。[厦门|Division]人爱存钱。")
    branch = next(e for e in context.entities.values() if e.name == "交通银行厦门分行")
    assert context.name_of(branch.within) == "交通银行"
    assert "a part is not the whole" in reasons(context, "交通银行厦门分行")


def test_bank_by_its_initials_before_a_branch_is_the_branch(resolve):
    context = resolve("[农行伊犁分行|Org finance]放款。[农业银行伊犁分行|Org finance]的人说快。[中国农业银行伊犁分行|Org finance]很远。")
    assert len({name_of(context, n) for n in ("农行伊犁分行", "农业银行伊犁分行", "中国农业银行伊犁分行")}) == 1


def test_short_form_of_two_firms_stays_open(resolve):
    context = resolve("[长沙天域药业有限公司|Org company]与[株洲天域药业有限公司|Org company]打官司。[天域药业|Org company]股价下跌。")
    assert name_of(context, "天域药业") == "天域药业"
    assert "open" in reasons(context, "天域药业")


def test_short_form_belongs_to_the_firm_of_its_own_article(resolve):
    context = resolve("[长沙天域药业有限公司|Org company]扩产。[天域药业|Org company]招人。\n\n[株洲天域药业有限公司|Org company]减产。[天域药业|Org company]裁人。")
    assert [name_of(context, "天域药业", n) for n in (0, 1)] == ["长沙天域药业有限公司", "株洲天域药业有限公司"]


def test_listed_short_name_takes_the_listed_full_one(resolve):
    context = resolve("[央行|KnownOrg finance name=中国人民银行]降准，[中国人民银行|KnownOrg finance name=中国人民银行]公告。")
    assert name_of(context, "央行") == "中国人民银行"


def test_city_in_full_and_in_short_before_one_office_is_one(resolve):
    context = resolve("[泰安市市场监督管理局|Org government]抽检。[泰安市场监管局|Org government]公布结果。[泰安|Division]人放心。")
    assert name_of(context, "泰安市场监管局") == "泰安市市场监督管理局"


# --- people --------------------------------------------------------------------------------------


def test_surname_and_title_mean_the_person_named_before(resolve):
    context = resolve("[包头|Division]人[白玉山|Person]养羊。[李文|Person]来买。村民都说[白老板|Person]实在。")
    assert name_of(context, "白老板") == "白玉山"


def test_title_without_a_bearer_stays_as_printed(resolve):
    context = resolve("商户[马老板|Person]很高兴。[李文|Person]来买。")
    assert name_of(context, "马老板") == "马老板"


def test_name_that_is_held_back_is_not_the_person_named_before(resolve):
    context = resolve("民警[张磊|Person]赶到，将嫌疑人[张某|Person]抓获。")
    assert name_of(context, "张某") == "张某"


def test_nickname_beside_the_name_is_the_person(resolve):
    context = resolve("[小石头|Person][陈志强|Person]八岁。[小石头|Person]爱笑。")
    assert name_of(context, "小石头", 1) == "陈志强"


def test_two_surnames_side_by_side_are_two_people(resolve):
    context = resolve("■ 本报记者 [王海|Person][李洋|Person]\n[包头|Division]晴。")
    assert name_of(context, "王海") != name_of(context, "李洋")


def test_namesakes_with_unrelated_posts_are_two(resolve):
    marked = "[李明|Person]任[大理大学|Org school]校长。\n\n[李明|Person]任[西昌铁厂|Org company]厂长。"
    context = resolve(marked, post("李明", "校长", "大理大学"), post("李明", "厂长", "西昌铁厂", near=5))
    assert len({name.entity for name in context.names if name.mention.text == "李明"}) == 2
    assert "namesakes" in reasons(context, "李明")


def test_one_person_with_posts_in_a_body_and_its_part_is_one(resolve):
    marked = "[李明|Person]任[大理大学|Org school]副校长。\n\n[李明|Person]任[大理大学医学院|Org school]院长。"
    context = resolve(marked, post("李明", "副校长", "大理大学"), post("李明", "院长", "大理大学医学院", near=5))
    assert len({name.entity for name in context.names if name.mention.text == "李明"}) == 1


def test_context_can_travel_to_another_process(resolve):
    context = resolve("[绍兴|Division]的[市水利局|Org government]说，我市水库蓄满。[诸暨市|Division]也是。")
    back = pickle.loads(pickle.dumps(context))
    assert back.resolve_reference("我市", 12) == context.resolve_reference("我市", 12)
    assert back.entities == context.entities


def test_county_level_city_with_its_own_paper_is_home(resolve):
    context = resolve("[义乌|Division]小商品，[义乌市|Division]夜市，[廿三里街道|Division]老街，[义乌|Division]人。[市商务局|Org government]说，我市外贸增长。")
    assert name_of(context, "市商务局") == "义乌市商务局"


def test_division_under_its_former_kind_keeps_the_name_of_the_page(resolve):
    context = resolve("[青岛|Division]的[即墨市|Division]举办马拉松，[即墨|Division]人沿街加油。")
    assert name_of(context, "即墨") == name_of(context, "即墨市") == "即墨市"
    assert "former kind" in reasons(context, "即墨市")


def test_committee_with_and_without_the_partys_name_is_one(resolve):
    context = resolve(JIUJIANG + "[中共九江市委|Org party]全会昨天召开，[市委|Org party]常委会作报告。")
    assert name_of(context, "市委") == "中共九江市委"


def test_school_behind_two_places_is_known_by_its_tail(resolve):
    context = resolve(JIUJIANG + "[修水县义宁镇漫江小学|Org school]放假。[漫江小学|Org school]的孩子回家。[修水县|Division][义宁镇|Division]晴。")
    assert name_of(context, "漫江小学") == "修水县义宁镇漫江小学"


def test_town_of_a_city_that_the_page_never_names_is_not_guessed(resolve):
    context = resolve("[拉萨|Division]、[林周县|Division]、[尼木县|Division]晴。[高新区|Village][景山街道|Division]开了集市。")
    town = context.entities[next(n.entity for n in context.names if n.mention.text == "景山街道")]
    assert town.code is None and context.name_of(town.within) == "高新区"


def test_market_does_not_make_a_city(resolve):
    context = resolve("[香溪|Village]人勤劳。那年[香溪市场|Site]开业。")
    assert name_of(context, "香溪") == "香溪"


def test_bare_name_of_a_town_and_a_bygone_county_is_the_county(resolve):
    context = resolve("[雅安|Division][石棉县|Division][清溪镇|Village]赶集。抗战时[清溪|Division code=513123101]商人捐款，[清溪县商会|Org association]牵头。")
    assert name_of(context, "清溪") == "清溪县"
