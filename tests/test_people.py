"""People's names: found whole, in every company, and not in words that a surname begins."""
from __future__ import annotations

import pytest

from kg.dottednames import dotted
from kg.namelike import reading
from kg.nametables import is_listed_person
from kg.rules import run_level
from kg.rules.samples import sheet_of


def people(text: str, ruleset) -> list[str]:
    """The names of people that the levels words and names find in `text`."""
    sheet = sheet_of(text, ruleset)
    for level in ("words", "names"):
        run_level(ruleset, level, sheet)
    return [mention.text for mention in sheet.visible() if ruleset.type_of(mention.label) == "PER"]


IN_COMPANY = [
    # a post, a calling or kin before the name
    ("韶关市水务局局长温小兰表示", ["温小兰"], "post"),
    ("副总经理区健雄在厂区接受采访", ["区健雄"], "a surname that is also a word"),
    ("县委常委、副县长刘金龙来到现场", ["刘金龙"], "two posts"),
    ("党支部书记高峰带着大家修路", ["高峰"], "a name that is also a word: the post decides"),
    ("民警买买提·依明救起落水儿童", ["买买提·依明"], "minority name with a dot"),
    ("牧民次仁多吉赶着牦牛转场", ["次仁多吉"], "Tibetan name"),
    ("和田市墨玉镇的木拉提·喀吾提今年四十岁", ["木拉提·喀吾提"], "one part of the name is sure, the other rare"),
    ("蒙古国议员策·苏和巴特尔访问赤峰", ["策·苏和巴特尔"], "a Mongolian name with an initial"),
    ("市委常委陈社科、楼海成、林迎春出席", ["陈社科", "楼海成", "林迎春"], "the gap before the list is one name"),
    ("市领导王秀梅、石宝山、李国胜、平遂义等出席", ["王秀梅", "石宝山", "李国胜", "平遂义"], "a mountain's name and an unlikely one among names"),
    ("市领导王秀梅、李国胜、沈丹阳等出席", ["王秀梅", "李国胜", "沈丹阳"], "a surname over a place, among names"),
    ("一行在局长梁维和的陪同下察看大堤", ["梁维和"], "和 belongs to the name"),
    ("副县长周戌致欢迎辞", ["周戌"], "致 belongs to the verb"),
    ("会议决定免去詹秋去、花秀春的副市长职务", ["詹秋去", "花秀春"], "dismissed"),
    ("凉山州美姑县的沙马布姑种荞麦", ["沙马布姑"], "a Yi clan and a given name"),
    ("景区里的傣族小伙岩香罕帮忙找人", [], "nothing ends the name"),
    ("法国总统马塞兰抵达昆明", ["马塞兰"], "foreign name after a title"),
    ("妻子孙玉梅操持家务", ["孙玉梅"], "kin"),
    ("大哥陈国柱、二弟陈国梁先后参军", ["陈国柱", "陈国梁"], "brothers"),
    ("种粮大户沙占山今年又扩了三百亩", ["沙占山"], "calling"),
    ("犯罪嫌疑人罗某某已被刑拘", ["罗某某"], "the given name held back"),
    # what follows the name
    ("看望了百岁老兵戴永发老人", ["戴永发"], "form of address"),
    ("“水比去年清多了。”万秀英说", ["万秀英"], "speech after the quotation"),
    ("“明年还种。”魏建设说", ["魏建设"], "given name that is a word"),
    ("毛桂芝介绍，馆里有三万件藏品", ["毛桂芝"], "speech verb, then comma"),
    ("何世昌夫妇捐出积蓄", ["何世昌"], "couple"),
    # where the name ends
    ("周桂兰带领姐妹们绣花", ["周桂兰"], "does not eat 带"),
    ("向许世平将军敬礼", ["许世平"], "does not eat 将"),
    ("由包建民为大家讲解", ["包建民"], "does not eat 为"),
    ("1948年，石磊率部渡江", ["石磊"], "does not eat 率"),
    ("郑弘九段执白先行", ["郑弘"], "九段 is a rank of go players"),
    # lists
    ("获奖的有田汉章、孟小冬、石为民等", ["田汉章", "孟小冬", "石为民"], "list"),
    ("冯玉兰、冯玉竹、冯玉梅三姐妹", ["冯玉兰", "冯玉竹", "冯玉梅"], "sisters"),
    ("记者温小兰、罗志报道", ["温小兰", "罗志"], "reporters in running text"),
    # compound surnames and foreign names
    ("教师欧阳兰在黔东南支教", ["欧阳兰"], "compound surname, one character"),
    ("工程师司徒建国参与设计", ["司徒建国"], "compound surname, two characters"),
    ("首相桥本龙一郎将访华", ["桥本龙一郎"], "Japanese"),
    ("世界银行行长罗伯特·佐里克致辞", ["罗伯特·佐里克"], "foreign name with a dot"),
    ("主教练派上了佩特罗维奇", ["佩特罗维奇"], "not its Chinese-looking tail"),
    ("会长多米尼克·阿昌，副会长罗贝尔·于", ["多米尼克·阿昌", "罗贝尔·于"], "up to the pause, however rare the last sign; a part of one sign"),
    ("希腊克里特岛的格·米特里延科获胜", ["格·米特里延科"], "a place before the first dot is no part of it"),
    ("大家感谢莱克蒂纳总理的邀请", ["莱克蒂纳"], "behind a word whose last sign spells foreign names"),
    ("馆长早川俊男致辞", ["早川俊男"], "Japanese, by how its given name ends"),
    ("鲁迅和老舍都在这里住过", ["鲁迅", "老舍"], "names of any encyclopaedia"),
    ("纪念孙中山先生诞辰", ["孙中山"], "names of any encyclopaedia"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), IN_COMPANY, ids=[case[0] for case in IN_COMPANY])
def test_a_name_is_found_whole(text, wanted, why, ruleset):
    assert people(text, ruleset) == wanted, why


WORDS = ["智慧城市建设全面推进", "发展普惠金融，支持小微企业", "高新技术产业开发区成立十周年", "马上就办，真抓实干", "全面推动任务方案落地",
         "高度重视安全生产", "于是双方温和地协商", "和平与发展是时代主题", "灵芝和枸杞喜获丰收", "项目成功签约", "徐家的油坊被烧光", "高唐的小麦、高粱长势好",
         "方便群众办事", "成品油价格下调", "金秋十月瓜果飘香", "向前一步是民生", "解放思想，向往美好", "雷阵雨转多云", "青少年足球公开赛开幕",
         "万元户变成亿元村", "常委会审议通过", "石油和天然气增储上产", "江河湖库水位上涨", "宁静的山村焕发生机", "牛羊成群", "白天最高气温三十度",
         "单位负责人介绍", "项目部介绍", "成员国表示支持", "有关方面认为", "时代楷模事迹报告会", "许多人都说好", "黄河流域生态保护", "连续三年增长",
         "党员干部带头干", "相关部门表示", "路灯亮了，道路宽了", "时间紧、任务重", "方案、规划、计划一体推进", "局长办公会", "行长会议在厦门举行",
         "平安建设满意度稳步提升", "充分发挥支部作用", "冷链物流中心投入使用", "应急管理体系日益完善", "从严从实抓整改", "古城墙下的夜市", "年年有余", "水利工程"]


@pytest.mark.parametrize("text", WORDS)
def test_words_that_a_surname_begins_are_no_people(text, ruleset):
    assert people(text, ruleset) == []


def test_a_bare_surname_with_a_title_needs_a_full_name_on_the_page(ruleset):
    assert people("店主张国栋忙前忙后，街坊都叫他张老板", ruleset) == ["张国栋", "张老板"]
    assert people("街坊都叫他张局长", ruleset) == []


def test_margins_are_against_the_best_reading_without_the_name():
    assert reading("", "高度重视").margin < -8 < 0 < reading("", "徐兰珊带领").margin
    assert reading("", "徐兰珊带领").length == 3
    assert reading("", "桌椅板凳").length == 0


@pytest.mark.parametrize("order", [("局长", "温小兰说"), ("", "陈老师说"), ("主席", "卡斯特罗访华")])
def test_readings_do_not_depend_on_what_was_read_before(order):
    first = reading(*order)
    reading("总统", "曼杜拉")
    assert reading(*order) == first


@pytest.mark.parametrize(("parts", "begin", "end", "spelled"), [
    (["前总统埃莱娜", "莫罗在会上"], 3, 2, True),
    (["大运河", "江苏段"], 2, 1, False),
    (["文旅", "融合"], 1, 1, False),
])
def test_a_dotted_name_begins_and_ends_where_the_spelling_does(parts, begin, end, spelled):
    found = dotted(parts)
    assert (found[2] < 7.4) is spelled
    if spelled:
        assert found[:2] == (begin, end)


@pytest.mark.parametrize(("word", "person"), [("陶渊明", True), ("杜甫", True), ("雷阵雨", False), ("青少年", False), ("高增值", False), ("许可证", False)])
def test_entries_that_the_dictionary_marks_as_persons_are_checked(word, person):
    assert is_listed_person(word) is person
