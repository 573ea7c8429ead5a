"""Headlines inside the text that they head, sections between headlines, and pictures that need no headline."""
from __future__ import annotations

import pytest

from kg.read import read_text

MASTHEAD = "三江晨报　2016年7月12日　星期二　本地　3版"
MARKET = ["本报讯（记者 高岚）云溪县农贸市场改造昨日完工，四百个摊位重新开张。", "市场里添了三十台电子秤，买菜的居民可以自己复秤，缺斤少两的事再也没有了。", "摊主们从各村运来新摘的瓜果，价格比超市低一成。"]
BRIDGE = "本报讯（记者 贺川）经过两年建设，白沙河大桥昨日上午合龙。大桥全长八百米，通车以后两岸村民过河只要三分钟。"
SCHOOL = "本报讯（记者 魏青）城关小学新校舍昨日启用，八百名学生搬进了明亮的教室。"


def articles_of(*parts: str) -> list[tuple[str, str | None, tuple[str, ...], str]]:
    """(kind, title, writers, first characters) of the articles of a page whose parts blank lines set apart."""
    page = read_text("\n\n".join((MASTHEAD, *parts)))
    return [(article.kind, article.title, article.reporters, page.text.slice(article.body[0])[:4]) for article in page.articles if article.body]


def test_lines_that_stand_close_are_sections_where_headlines_stand_behind_blank_lines() -> None:
    sections = "\n".join((MARKET[0], "摊位重新开张迎客", MARKET[1], "瓜果价格低一成", MARKET[2]))
    assert [found[:2] for found in articles_of("农贸市场换新颜", sections, "白沙河大桥合龙", BRIDGE, "城关小学启用新校舍", SCHOOL)] == \
        [("article", "农贸市场换新颜"), ("article", "白沙河大桥合龙"), ("article", "城关小学启用新校舍")]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_headline_with_its_writer_may_stand_inside_a_sentence(gap: str) -> None:
    upper = "去年秋天，柳树沟的果农用上了采摘车。往年收一亩苹果要请十个人，运到山下全靠一辆自"
    lower = "行车。如今一台车一天能收五亩，苹果也不再磕碰。果农们都说，这样的车早来几年就好了。"
    assert articles_of(upper, gap.join(("采摘车开进苹果园", "□本报记者 方圆", lower)), "白沙河大桥合龙", BRIDGE)[:1] == [("article", "采摘车开进苹果园", ("方圆",), "去年秋天")]


def test_a_headline_with_its_writer_may_stand_between_the_paragraphs_of_its_text() -> None:
    upper = "石洼村的养蜂人周长顺家里，新买的摇蜜机转得正欢。周长顺养蜂二十年，往年摇蜜全靠一双手。"
    lower = "养蜂人的日子是从合作社成立那天变的。合作社统一买了摇蜜机，周长顺和石洼村的邻居们再也不用手摇，蜂蜜也卖上了好价钱。"
    other = "开渠引水要看时节，挖土机在山脚排成一行。老渠工说，今年的水比往年来得早，秧苗不愁喝不上水，库区也蓄足了雨。"
    page = "摇蜜机转出甜日子", "□本报记者 方圆"
    assert articles_of(upper, *page, lower, "白沙河大桥合龙", BRIDGE)[:-1] == [("article", "摇蜜机转出甜日子", ("方圆",), "石洼村的")]
    assert [found[3] for found in articles_of(upper, *page, other, "白沙河大桥合龙", BRIDGE)[:-1]] == ["石洼村的", "开渠引水"]


def test_a_headline_above_a_picture_belongs_to_the_signed_text_above_that_has_none() -> None:
    wells = "昨日，一位姓魏的读者打来电话，说新修的路边丢了许多井盖，黑洞洞的井口让人害怕。记者赶到时，看见路边的井盖不见了二十多个，过路人都躲着走。\n□本报记者 刘青 实习生 王岩"
    picture = "敞着的洞口旁插了一根树枝。\n南 山 摄"
    assert [found[:3] for found in articles_of(wells, "路边井盖都去哪了", picture, "白沙河大桥合龙", BRIDGE)] == \
        [("article", "路边井盖都去哪了", ("刘青", "王岩")), ("caption", None, ("南山",)), ("article", "白沙河大桥合龙", ("贺川",))]


def test_a_short_report_in_a_column_that_begins_with_a_day_is_no_picture() -> None:
    found = articles_of("■简讯\n票友登台赛戏\n7月9日，云溪县戏迷大赛在文化馆举行，四十名戏迷登台。（高岚　魏青）\n老街通了路灯\n白沙镇老街昨晚亮起一百盏路灯。（方圆）", "白沙河大桥合龙", BRIDGE)
    assert [one[:3] for one in found][:2] == [("article", "票友登台赛戏", ("高岚", "魏青")), ("article", "老街通了路灯", ("方圆",))]


@pytest.mark.parametrize(("lines", "title", "why"), [
    ("六百名工人奋战两年\n\n大桥合龙　两岸天堑变通途", "大桥合龙两岸天堑变通途", "halves behind a blank line that name what the text begins with are no details"),
    ("云溪至白沙、石洼等镇\n大桥合龙　两岸过河三分钟", "大桥合龙两岸过河三分钟", "places in a row lead up to the news"),
    ("聚焦大桥合龙\n\n八百米长　三分钟过河\n——白沙河大桥昨日上午合龙", "八百米长三分钟过河", "the name of a series is no title, though a subtitle stands below it"),
])
def test_the_title_is_what_tells_the_news(lines: str, title: str, why: str) -> None:
    assert articles_of(lines, BRIDGE)[0][1] == title, why
