"""Organisations: found whole whatever they begin with, and left alone where a kind is meant."""
from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.again import find_again
from kg.model import Span
from kg.read import read_text
from kg.resolve import resolve
from kg.rules import Sheet, run_level
from kg.rules.samples import sheet_of
from kg.text import Text


def named(text: str, ruleset) -> Sheet:
    """The sheet of `text` after the names level and the second look."""
    sheet = sheet_of(text, ruleset)
    for level in ("words", "names"):
        run_level(ruleset, level, sheet)
    sheet.overprint(find_again(sheet))
    return sheet


def organisations(text: str, ruleset) -> list[str]:
    """The organisations that are found in `text`, from left to right."""
    return [m.text for m in named(text, ruleset).visible() if ruleset.type_of(m.label) == "ORG"]


FOUND = [
    # told by what stands beside them
    ("时任兰溪县委书记林秀川", ["兰溪县委"], "a county that is a city today"),
    ("巷口的老刘家面馆和王记烧饼铺生意好", ["老刘家面馆", "王记烧饼铺"], "shops called after families"),
    ("在金川林业局的支持下种树", ["金川林业局"], "a forest bureau under its own name"),
    ("上海郴州商会会长林秀川", ["上海郴州商会"], "where they are and where they come from"),
    ("参赛的有城北中学、向阳小学和大有中心小学", ["城北中学", "向阳小学", "大有中心小学"], "schools of everyday words in a list"),
    ("首发式在红星农场举行", ["红星农场"], "a farm after a preposition"),
    ("澳门屏川企业有限公司董事长林秀川", ["澳门屏川企业有限公司"], "企业 belongs to the name"),
    ("时任喀什地委副书记的林秀川", ["喀什地委"], "a prefecture's committee with its place"),
    ("民进江苏省委会原主委林秀川", ["民进江苏省委会"], "a party's committee of a province"),
    ("市十六届人大常委会举行会议", ["市十六届人大常委会"], "with the number of its term"),
    ("阿坝州国家税务局局长林秀川", ["阿坝州国家税务局"], "the local body of a listed name"),
    ("印尼漳浦会馆回乡考察", ["印尼漳浦会馆"], "a house of fellow countrymen"),
    ("毕业于山西省职工医学院", ["山西省职工医学院"], "职工 belongs to the name"),
    # companies: place, brand, trade, legal form
    ("记者走访了位于莆田市的福建云荣科技有限公司", ["福建云荣科技有限公司"], "的 ends what is in front"),
    ("位于赣州经开区的赣州富特电子股份有限公司生产车间内", ["赣州富特电子股份有限公司"], "a zone in front"),
    ("高新技术企业保定源盛医药辅料有限公司", ["保定源盛医药辅料有限公司"], "a noun of apposition in front"),
    ("绍兴市泰和轴承配件有限公司去年扩产", ["绍兴市泰和轴承配件有限公司"], "和 inside a brand"),
    ("红杉岭家居集团股份有限公司与同行竞争", ["红杉岭家居集团股份有限公司"], "two forms"),
    ("明德律师（南京）事务所提供法律意见", ["明德律师（南京）事务所"], "a bracket inside"),
    ("中铁十四局集团有限公司承建的隧道贯通", ["中铁十四局集团有限公司"], "a number inside"),
    ("湖南云箭集团投资建厂", ["湖南云箭集团"], "the verb behind is no part"),
    ("沈阳第三机床厂的工人", ["沈阳第三机床厂"], "a factory of a place"),
    ("TRW公司总裁表示", ["TRW公司"], "Latin letters; 公司总裁 is one word of the dictionary"),
    ("柳州铁路局加开列车", ["柳州铁路局"], "a railway bureau"),
    ("集团将在海珠区投资建设昆明科技中心", ["昆明科技中心"], "a place and verbs before the name's own place"),
    # brand and trade
    ("走进昊晟机械的生产车间", ["昊晟机械"], "a brand no dictionary has"),
    ("永晟机械、华沅纺织等6家企业获奖", ["永晟机械", "华沅纺织"], "a list of firms"),
    ("由蓝海热电集中供暖", ["蓝海热电"], "a trade that only firms have in their name"),
    # banks, branches, insurers
    ("农业银行温州分行与瑞安支行联动", ["农业银行温州分行", "瑞安支行"], "two branches"),
    ("招商银行昆明分行等12家银行机构参加", ["招商银行昆明分行"], "a known house in front"),
    ("中国人民财产保险股份有限公司绍兴市分公司赔付", ["中国人民财产保险股份有限公司绍兴市分公司"], "a branch behind a legal form"),
    ("兰州农商银行加大投放", ["兰州农商银行"], "a local bank"),
    ("他在农行当柜员", ["农行"], "a short form as a word of its own"),
    # government
    ("珠海市香洲区城市管理和综合执法局通报", ["珠海市香洲区城市管理和综合执法局"], "和 in a fixed phrase; city and district"),
    ("市发改委、市工信局和市商务局联合印发通知", ["市发改委", "市工信局", "市商务局"], "a level word for the page's own place"),
    ("国家税务总局景德镇市税务局第一税务分局上门辅导", ["国家税务总局景德镇市税务局第一税务分局"], "a chain of offices"),
    ("国家金融监督管理总局宿州监管分局披露", ["国家金融监督管理总局宿州监管分局"], "a regulator's branch"),
    ("湘潭市公安局交警支队联合行动", ["湘潭市公安局交警支队"], "police of a city"),
    ("红庙子街道办事处开展活动", ["红庙子街道办事处"], "a subdistrict office"),
    ("湘潭市中级人民法院、湘潭市人民检察院发布案例", ["湘潭市中级人民法院", "湘潭市人民检察院"], "court and procuratorate"),
    ("据湖州市气象台预报", ["湖州市气象台"], "an observatory"),
    ("市防指启动应急响应", ["市防指"], "a short form of a headquarters"),
    ("财政部日前下达资金", ["财政部"], "a ministry"),
    ("今年，市市场监管部门开展抽检", ["市市场监管部门"], "a department that stands for the office"),
    ("云南省政府印发通知", ["云南省政府"], "a place with its level, and 政府"),
    # party and mass bodies
    ("县委书记主持召开县委常委会会议", ["县委", "县委常委会"], "the committee inside a post"),
    ("县委宣传部举办培训班", ["县委宣传部"], "a department of the committee"),
    ("共青团海南省委主办了此次活动", ["共青团海南省委"], "the league of a province"),
    ("到市妇联、团市委调研", ["市妇联", "团市委"], "mass bodies of the level"),
    ("昆明市纪委监委通报典型案例", ["昆明市纪委监委"], "two bodies at one door"),
    # schools and hospitals
    ("河南科技大学的专家", ["河南科技大学"], "a university of a place"),
    ("安海镇养正中学举行校庆", ["养正中学"], "a school with a name of its own stands behind its town"),
    ("新疆医科大学第一附属医院开展义诊", ["新疆医科大学第一附属医院"], "a hospital of a university"),
    ("信都区皇寺镇卫生院医生上门", ["信都区皇寺镇卫生院"], "a health centre"),
    ("与中科院化学所合作研发", ["中科院化学所"], "an institute of a known body"),
    # associations, research, media, units
    ("沙县区小吃同业公会会长介绍", ["沙县区小吃同业公会"], "a trade body"),
    ("国家碳计量中心落户", ["国家碳计量中心"], "a scope instead of a place"),
    ("引入华为（东莞）数字产业创新中心", ["华为（东莞）数字产业创新中心"], "a known firm, a bracket, a centre"),
    ("成立了“水质提升研究中心”", ["水质提升研究中心"], "a centre in quotes"),
    ("据《南方都市报》《羊城晚报》报道", ["南方都市报", "羊城晚报"], "papers without their marks"),
    ("事迹被《中国青年》等媒体报道", ["中国青年"], "a magazine told by the word that follows"),
    ("青海人民出版社出版", ["青海人民出版社"], "a publisher of a place"),
    ("岳阳市消防救援支队和省消防救援总队", ["岳阳市消防救援支队", "省消防救援总队"], "fire and rescue"),
    ("八路军120师359旅717团", ["八路军120师359旅717团"], "units inside one another"),
    ("入选第十八届研究生支教团", ["第十八届研究生支教团"], "a numbered team"),
    ("凤城市绿野果树种植专业合作社理事长", ["凤城市绿野果树种植专业合作社"], "a cooperative"),
    # foreign
    ("法国外交部发言人说", ["法国外交部"], "a country's ministry"),
    ("据美国联邦航空局统计", ["美国联邦航空局"], "a country's agency"),
    ("世界卫生组织和北约代表出席", ["世界卫生组织", "北约"], "international bodies"),
    ("巴西队以二比一取胜", ["巴西队"], "a national team"),
]


@pytest.mark.parametrize(("text", "expected", "because"), FOUND, ids=[text for text, _, _ in FOUND])
def test_an_organisation_is_found_whole(text, expected, because, ruleset):
    assert organisations(text, ruleset) == expected, because


LEFT_ALONE = [
    ("规范施工行为，开展创建行动", "工行 and 建行 stand across words"),
    ("各银行机构加大对中小企业的支持", "kinds of organisations"),
    ("有关部门和各级各类学校参加演练", "kinds of organisations"),
    ("各乡镇（街道）、市直部门要落实责任", "all of a kind"),
    ("上市公司要及时披露信息", "a kind of company"),
    ("教育部门要加强管理", "not the ministry"),
    ("江西大学生回乡创业", "students, not the university"),
    ("超市委托他人经营", "市委 stands across words"),
    ("行业协会要发挥作用", "a kind of body"),
    ("到三甲医院看病", "a kind of hospital"),
    ("水泥厂停产整顿", "which one is not said"),
    ("推进智能制造和精密机械的发展", "trades without a brand"),
    ("工程机械等6家企业", "工程 is no brand"),
    ("全旅有3个营", "units that are counted"),
    ("引导农户加入蔬菜合作社", "a kind of cooperative"),
    ("股份有限公司应当依法设立", "a legal form alone"),
    ("宣讲团走进社区", "any team"),
    ("打开工作新局面，实现国际商标布局", "局面 and 布局 are words"),
    ("以优质工程为人民服务，凝聚精华为读者", "华为 stands across words"),
    ("从漳州市中心驱车前往", "the middle of a town"),
    ("全市中学、农村小学都配了校医", "kinds of schools"),
]


@pytest.mark.parametrize(("text", "because"), LEFT_ALONE, ids=[text for text, _ in LEFT_ALONE])
def test_a_kind_of_organisation_is_left_alone(text, because, ruleset):
    assert organisations(text, ruleset) == [], because


AGAIN = [
    ("云州银通纺织有限公司（以下简称“云纺”）投产。云纺年产纱线五万吨", "云纺", "short-form-declared"),
    ("江苏恒沅液压股份有限公司投产。恒沅液压去年增收", "恒沅液压", "short-form-without-legal-form"),
    ("许昌宏远建材有限公司拖欠货款。宏远公司去年减产", "宏远公司", "short-form-of-brand-and-house"),
    ("江苏昊沅机械有限公司投产。昊沅公司负责人介绍", "昊沅公司", "org-firm-loose"),
    ("贵州大学招生。今年贵大学子入选", "贵大", "short-form-of-university"),
    ("筑南纵队第七团成立。后来7团转战山区", "7团", "short-form-of-unit"),
    ("梅县区联庄会成立。大家加入联庄会", "联庄会", "short-form-without-place"),
    ("梅县区畜牧局送来种羊。今年以来，畜牧局的人常来", "畜牧局", "office-without-its-place"),
    ("村里是县水务局的帮扶点。同时，水务局修了渠", "水务局", "office-without-its-place"),
]


@pytest.mark.parametrize(("text", "short", "rule"), AGAIN, ids=[short for _, short, _ in AGAIN])
def test_a_short_form_is_known_from_its_full_name(text, short, rule, ruleset):
    assert (short, rule) in [(m.text, m.rule) for m in named(text, ruleset).visible()]


@pytest.mark.parametrize("text", ["县水务局修了渠。各地水务局都来参观", "县水务局修了渠。老水务局的楼拆了", "县法院开庭。今天，法院的人来了"])
def test_an_office_told_again_must_open_its_phrase_and_be_a_listed_one(text, ruleset):
    assert "office-without-its-place" not in [m.rule for m in named(text, ruleset).visible()]


@pytest.mark.parametrize(("text", "firm"), [
    ("、中丰蔗业发展有限公司送来种苗", "中丰蔗业发展有限公司"), ("他在中岭机械有限公司上班", "中岭机械有限公司"), ("改革中岭南机械有限公司走在前面", "岭南机械有限公司")])
def test_in_opens_a_name_where_no_noun_stands_before_it(text, firm, ruleset):
    assert firm in organisations(text, ruleset)


def test_a_family_is_named_where_two_of_it_are_and_the_page_says_so_three_times(ruleset):
    text = "孟广成、孟广义兄弟参军。孟家支持他们。孟家的磨坊被烧。乡亲们记得孟家。孟家庄今天通了路。"
    families = [m for m in named(text, ruleset).visible() if m.rule == "family"]
    assert [m.text for m in families] == ["孟家"] * 3, "the village 孟家庄 is none of them"


def test_known_organisations_say_their_subtype_and_full_name(ruleset):
    (bank,) = [m for m in named("工商银行发布公告", ruleset).visible() if m.label == "KnownOrg"]
    assert (bank.attribute("subtype"), bank.attribute("name")) == ("finance", "中国工商银行")


def test_word_lists_keep_kinds_of_one_word_out(ruleset):
    for name in ("orgs-state", "orgs-companies", "orgs-finance", "orgs-media", "orgs-international", "orgs-schools"):
        assert all(len(word) > 1 for word in ruleset.words(name)), name


def test_a_name_never_crosses_the_end_of_a_block(ruleset):
    text = Text.of("长春北方\n电器有限公司")
    sheet = Sheet(text, [Span(0, 4), Span(5, len(text))], ruleset)
    for level in ("words", "names"):
        run_level(ruleset, level, sheet)
    assert all("\n" not in m.text for m in sheet.visible())


def test_a_school_whose_name_begins_like_a_place_without_a_code_is_an_entity(ruleset):
    """新界 is listed without a code; a school called 新界洲 stopped its page with an IndexError."""
    page = read_text("新界洲中学获得第一名", "school.txt", "2020", ruleset=ruleset)
    records = resolve([extract(page, ruleset)], ruleset)
    assert [entity.name for entity in records.entities if entity.type == "ORG"] == ["新界洲中学"]
