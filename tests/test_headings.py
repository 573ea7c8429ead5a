"""Titles among unmarked lines, and headlines between two texts: what an editor's eye would say.

Every page here is invented; places and papers differ from case to case, so that no rule can know them.
"""
from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Span
from kg.read import read_text, reasons, titles
from kg.read.headings import subject_of

REPORT = "\n\n本报讯（记者 林一帆）"

# headline lines, first words of the text → kicker, title, subtitle
HEADLINES = [
    (["磐石市首条智轨线路开工", "总投资十八亿元"], "6月3日，磐石市首条智轨线路在河南街破土动工。", (None, "磐石市首条智轨线路开工", "总投资十八亿元"), "a figure explains the news"),
    (["从“靠天收”到“看屏种”", "敦化市万亩水稻用上传感器"], "6月3日，敦化市大石头镇的农户在手机上查看水稻墒情。", ("从“靠天收”到“看屏种”", "敦化市万亩水稻用上传感器", None), "the lower line names the subject"),
    (["今年拟放流鱼苗三百万尾", "给鱼儿留条路"], "记者从市渔政处获悉，今年将向松花湖放流鱼苗三百万尾。", ("今年拟放流鱼苗三百万尾", "给鱼儿留条路", None), "a few characters in large type below a line that begins with the time"),
    (["省运会帆船赛收官", "我市三名选手登上领奖台"], "昨日，省运会帆船赛在东山湾收官。", (None, "省运会帆船赛收官", "我市三名选手登上领奖台"), "我市 tells what the news means here"),
    (["全州春耕现场会在龙井召开", "强调守住黑土地"], "4月9日，全州春耕现场会在龙井市召开。", (None, "全州春耕现场会在龙井召开", "强调守住黑土地"), "what a meeting asked for"),
    (["城西农机站", "把课堂搬到田埂上"], "眼下正是春耕时节，城西农机站的技术员来到田头。", ("城西农机站", "把课堂搬到田埂上", None), "a house alone leads up to what it did"),
    (["奋进新征程·边城行", "珲春口岸通关提速"], "珲春口岸近日启用智能卡口。", ("奋进新征程·边城行", "珲春口岸通关提速", None), "the name of a series"),
    (["雪线上的邮路", "——通化县邮递员周远山纪事"], "凌晨四点，周远山推着车出了门。", (None, "雪线上的邮路", "——通化县邮递员周远山纪事"), "a dash"),
    (["集安市八座桥同日开建", "仪式只用一刻钟"], "昨日，集安市八座桥梁的开建仪式上没有锣鼓。", (None, "集安市八座桥同日开建仪式只用一刻钟", None), "the text says what the break has cut"),
    (["23名船员", "拿回两年工钱"], "日前，23名船员在临江市人民法院领到了工钱。", (None, "23名船员拿回两年工钱", None), "whom the text tells of, and what they did"),
    (["林一帆在临江调研时强调", "守住江堤 备足物资", "把防汛做在前头"], "昨日，林一帆来到临江市察看江堤。", ("林一帆在临江调研时强调", "守住江堤备足物资把防汛做在前头", None), "what somebody said"),
    (["梨花节开幕", "图们万亩梨园迎来游人"], "昨日，图们市的梨花节在月晴镇开幕。", (None, "梨花节开幕", "图们万亩梨园迎来游人"), "a few characters with a verb name no field"),
    (["十座桥梁同日开建", "3座跨江，7座连村，总投资约12亿元"], "昨日，集安市3座跨江大桥、7座便民桥同日开建。", (None, "十座桥梁同日开建", "3座跨江，7座连村，总投资约12亿元"), "clauses with figures"),
    (["江边冒起浓烟 渔民急忙报警", "江边焚烧秸秆 渔民虚惊一场"], "昨日，有人报警称江边冒起浓烟。", (None, "江边冒起浓烟渔民急忙报警", "江边焚烧秸秆渔民虚惊一场"), "the lower line begins as the upper one does"),
    (["货车撞塌限高架", "司机系疲劳驾驶"], "17日凌晨，一辆货车撞塌限高架，所幸无人受伤。", (None, "货车撞塌限高架", "司机系疲劳驾驶"), "the upper line is what the text begins with"),
]


@pytest.mark.parametrize(("lines", "lead", "wanted", "why"), HEADLINES, ids=[case[3] for case in HEADLINES])
def test_the_title_is_the_line_that_an_editor_would_set_largest(lines, lead, wanted, why, ruleset):
    page = read_text("\n".join(lines) + REPORT + lead + "市民纷纷点赞。\n", ruleset=ruleset)
    article = page.articles[0]
    assert (article.kicker, article.title, article.subtitle) == wanted, why


LONG = "该项目建成后，园区里的水电气路都已接通，工人们正在厂房里安装设备，预计下月试运行。"

FEATURE = ("山城新貌\n\n■ 本报记者 林一帆\n\n6月的集安市，处处是工地。" + LONG + "\n\n建设提速\n\n与此同时，" + LONG + "\n\n服务加码\n\n如今，" + LONG + "\n")
SHORT_REPORTS = ("珲春口岸通关提速\n\n本报讯（记者 林一帆）6月3日，珲春口岸启用智能卡口。" + LONG
                 + "\n\n图们江畔老船工捐出船模\n\n图们市月晴镇的老船工金虎男近日把二十只船模捐给了镇文化站。他说，孩子们该知道江上的事。\n")


def test_short_lines_before_text_that_goes_on_are_sections(ruleset):
    page = read_text(FEATURE, ruleset=ruleset)
    assert [article.title for article in page.articles] == ["山城新貌"]
    assert [page.text.slice(block.span) for block in page.blocks if block.zone == "subhead"] == ["建设提速", "服务加码"]


def test_a_headline_whose_subject_is_new_heads_an_article_without_a_dateline(ruleset):
    page = read_text(SHORT_REPORTS, ruleset=ruleset)
    assert [article.title for article in page.articles] == ["珲春口岸通关提速", "图们江畔老船工捐出船模"]


def test_a_short_line_inside_a_text_with_its_headline_below_is_a_section(ruleset):
    text = ("■ 本报记者 林一帆\n\n清晨，临江市花山镇的山路上响起摩托声。" + LONG + "\n\n一个药箱走四方\n\n如今，" + LONG + "\n\n大山里的“摩托医生”\n\n"
            "本报讯（记者 周小燕）昨日，临江市图书馆新馆开放。" + LONG + "\n\n临江市图书馆新馆开放\n")
    assert [article.title for article in read_text(text, ruleset=ruleset).articles] == ["大山里的“摩托医生”", "临江市图书馆新馆开放"]


def test_lines_right_above_a_dateline_are_its_headline_however_wide(ruleset):
    column = "江岸上的柳树绿了，孩子们放起了风\n筝，老人们在亭子里下棋，江水缓缓地\n流过城边。\n柳河县城西街道的居民办起了读书会\n本报讯（记者 林一帆）昨晚，读书会\n的第一盏灯亮了，二十多位居民带着自\n己的书来了。\n"
    articles = read_text("江畔春深\n本报记者 周小燕\n" + column, ruleset=ruleset).articles
    assert [(article.title, article.reporters) for article in articles] == [("江畔春深", ("周小燕",)), ("柳河县城西街道的居民办起了读书会", ("林一帆",))]


def test_a_line_with_a_colon_above_a_headline_is_its_kicker(ruleset):
    page = read_text("抚松县松江河镇：\n一口泉水养活三百户" + REPORT + "抚松县松江河镇的泉水村近日办起了豆腐坊。\n", ruleset=ruleset)
    assert (page.articles[0].kicker, page.articles[0].title) == ("抚松县松江河镇：", "一口泉水养活三百户")


def test_a_line_below_a_picture_takes_no_headline_from_the_report_below_it(ruleset):
    signed = "柳编铺满了院子。本报记者 周小燕 摄"
    for picture, photographers in (("老船工在给船模上漆。", ()), (signed, ("周小燕",)), ("老船工在给船模上漆。\n周小燕 摄", ("周小燕",))):
        page = read_text("集安桥头早市开张\n\n本报讯（记者 何苗）昨日，集安市桥头早市开张。" + LONG + "\n\n图们江畔老船工捐出船模\n\n" + picture + REPORT + "6月3日，图们市的老船工把船模捐给了文化站。" + LONG + "\n", ruleset=ruleset)
        assert [(article.kind, article.title, article.reporters) for article in page.articles] \
            == [("article", "集安桥头早市开张", ("何苗",)), ("article", "图们江畔老船工捐出船模", ("林一帆",)), ("caption", None, photographers)]


def test_a_picture_that_uses_no_word_of_the_report_above_is_its_photographers(ruleset):
    page = read_text("集安桥头早市开张" + REPORT + "昨日，集安市桥头早市开张。" + LONG + "\n\n眼下，抚松县泉阳镇的参农忙着起参。今年雨水匀，参形好，客商住进了村里。抚松晚报全媒体记者 周小燕 摄\n", ruleset=ruleset)
    assert [(article.kind, article.reporters) for article in page.articles] == [("article", ("林一帆",)), ("caption", ("周小燕",))]


def test_reasons_weigh_the_lines_of_a_headline(ruleset):
    text = "货车撞塌限高架\n司机系疲劳驾驶" + REPORT + "17日凌晨，一辆货车撞塌限高架，所幸无人受伤。\n"
    page = read_text(text, ruleset=ruleset)
    said = "\n".join(reasons(page, Span(0, 7), ruleset))
    assert "as the title of its headline: +" in said
    assert "names-subject: its first words are what the text begins with" in said


def test_reasons_tell_a_section_from_an_article(ruleset):
    page = read_text(FEATURE, ruleset=ruleset)
    at = FEATURE.index("服务加码")
    assert "between two texts it heads a section of the text above: -" in "\n".join(reasons(page, Span(at, at + 4), ruleset))


@pytest.mark.parametrize(("headline", "lead", "wanted"), [("抚松人参卖出好价", "抚松县的人参", "抚松"), ("“抚松人参”出海", "抚松人参近日", "抚松人参"), ("参农喜开镰", "抚松人参近日", "")])
def test_the_subject_is_the_run_of_first_words_that_the_text_says(headline, lead, wanted):
    assert subject_of(headline, lead) == wanted


def test_every_sign_of_the_table_is_looked_for(ruleset):
    """A sign that no step tells would be weighed for nothing, and a misspelt one silently lost."""
    code = "".join((Path(titles.__file__).parent / name).read_text(encoding="utf-8") for name in ("titles.py", "headings.py"))
    assert [name for part in ("title", "article", "closing") for name in ruleset.tables["headings"][part] if f'"{name}"' not in code] == []


BRIDGE = "本报讯（记者 林一帆）6月3日，珲春市防川村的吊桥通行。吊桥长一百二十米，村民过河不用再绕远路。"
CLINIC = "本报讯（记者 周小燕）昨日，临江市花山镇卫生院添了一台彩超，镇上的老人看病不再跑县城。"


def _told(text, ruleset):
    return [(article.kind, article.kicker, article.title, article.reporters) for article in read_text(text, ruleset=ruleset).articles]


def test_a_headline_inside_another_text_goes_to_the_report_that_it_speaks_of(ruleset):
    for second in ("吊桥由市交通局出资，", "该桥由市交通局出资，"):
        text = "防川吊桥通行村民不绕路\n\n" + BRIDGE + "\n\n花山镇卫生院添彩超\n——老人看病不跑县城\n\n" + second + "村民过河的老渡口也留了下来，老船工守着渡口的小屋。珲春市还要再修两座这样的吊桥。\n\n" + CLINIC + "\n"
        page = read_text(text, ruleset=ruleset)
        assert [(article.title, article.subtitle, article.reporters, len(article.body)) for article in page.articles] \
            == [("防川吊桥通行村民不绕路", None, ("林一帆",), 2), ("花山镇卫生院添彩超", "——老人看病不跑县城", ("周小燕",), 1)]


def test_a_headline_below_its_report_is_not_the_pictures_below_it(ruleset):
    picture = "6月2日，抚松县泉阳镇的参农在起参。\n\n"
    for photographer in ("　何苗 摄\n", "　　　　何苗摄\n", "（资料图片）\n"):
        text = BRIDGE + "\n\n防川吊桥通行\n\n" + picture.rstrip("\n") + photographer + "\n花山镇卫生院添彩超\n\n" + CLINIC + "\n"
        assert [(kind, title) for kind, _, title, _ in _told(text, ruleset)] == [("article", "防川吊桥通行"), ("caption", None), ("article", "花山镇卫生院添彩超")], photographer


def test_a_headline_below_its_report_leaves_the_column_above_it_for_kicker(ruleset):
    text = "花山镇卫生院添彩超\n\n" + CLINIC + "\n\n老渡口110\n" + BRIDGE + "\n\n防川吊桥通行村民不绕路\n\n6月2日，抚松县泉阳镇的参农在起参。　何苗 摄\n"
    assert ("article", "老渡口110", "防川吊桥通行村民不绕路", ("林一帆",)) in _told(text, ruleset)


def test_the_last_paragraph_that_another_writer_signs_belongs_to_the_headline_below_it(ruleset):
    text = ("防川吊桥通行\n\n□本报记者 林一帆\n\n6月3日，珲春市防川村的吊桥通行。吊桥长一百二十米。\n\n村民过河不用再绕远路，渡口的老船工也歇下来了。\n\n"
            "昨日下午，临江市花山镇一名老人被送到卫生院，医生用彩超查出了病因。老人说，看病不再跑县城。 周小燕 记者 何苗\n\n花山镇老人看病不跑县城\n")
    assert [(title, reporters) for _, _, title, reporters in _told(text, ruleset)] == [("防川吊桥通行", ("林一帆",)), ("花山镇老人看病不跑县城", ("周小燕", "何苗"))]


def test_the_only_headline_of_a_text_may_stand_in_its_middle(ruleset):
    text = "“我家的参起了三千斤，今年价也好。”抚松县参农赵永年说，多亏了合作社的参棚。\n\n合作社里种参忙\n\n抚松县的合作社今年又搭了二百亩参棚，社员种参忙个不停，参棚里的温度都由手机管着。\n\n防川吊桥通行\n\n" + BRIDGE + "\n"
    assert [title for _, _, title, _ in _told(text, ruleset)] == ["合作社里种参忙", "防川吊桥通行"]


def test_names_below_a_short_report_with_a_sign_are_its_writers(ruleset):
    text = "简　讯\n\n◆昨日，珲春市防川村的吊桥通行，村民过河不用再绕远路。\n赵小河\n◆临江市花山镇卫生院近日添了一台彩超，老人看病不跑县城。\n　林一帆 周小燕\n"
    assert [(title, reporters) for _, _, title, reporters in _told(text, ruleset)] == [("简讯", ("赵小河", "林一帆", "周小燕"))]


def test_a_motto_of_two_halves_stands_above_a_shorter_title(ruleset):
    text = "防川吊桥通行\n\n" + BRIDGE + "\n\n昔日看病翻山越岭　今朝问诊就在家门\n“镇上也有彩超啦！”\n■本报记者 周小燕\n\n“镇上也有彩超啦！”昨日，临江市花山镇的老人在卫生院门前说。\n"
    assert ("article", "昔日看病翻山越岭今朝问诊就在家门", "“镇上也有彩超啦！”", ("周小燕",)) in _told(text, ruleset)
