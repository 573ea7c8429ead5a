"""Headlines between two texts go to those that say their words; texts inside one another are parted."""
from __future__ import annotations

import pytest

from kg.read import read_text

CREDIT = "　　本报讯（记者 高岚）记者昨日从云溪县农业局获悉，全县早稻收割进度已过七成，预计总产量比去年增加两万吨。\n　　云溪县今年种植早稻三十万亩，收割机手从五月起就排满了日程。"
BRIDGE = "　　本报讯（记者 贺川）经过两年建设，白沙河大桥昨日上午合龙。大桥全长八百米，通车以后两岸村民过河只要三分钟。\n　　白沙河大桥的工人们放起了鞭炮。"
LIBRARY = "　　城南老邮局的院子里，新添了一间图书室。退休教师魏兰芝把自己攒下的四千册书全搬了来，孩子们放学就往这里跑。\n　　魏兰芝说，图书室不收一分钱。"
RICE_HEAD, BRIDGE_HEAD, LIBRARY_HEAD = "云溪县早稻收割过七成", "白沙河大桥昨日合龙", "退休教师办起图书室"


def headlines_of(*parts: str) -> list[tuple[str | None, str]]:
    """(title, first characters of its text) of the articles of a page whose parts blank lines set apart."""
    page = read_text("\n\n".join(("三江晨报　2016年7月12日　星期二　本地　3版", *parts)))
    return [(article.title, page.text.slice(article.body[0])[:4]) for article in page.articles if article.body]


@pytest.mark.parametrize(("parts", "why"), [
    ((CREDIT, RICE_HEAD, BRIDGE_HEAD, BRIDGE), "of two headlines between two texts one belongs to each"),
    ((RICE_HEAD, CREDIT, BRIDGE, BRIDGE_HEAD), "the last text of a page has its headline below"),
    ((CREDIT, RICE_HEAD, BRIDGE, BRIDGE_HEAD), "all headlines stand below"),
    ((RICE_HEAD, CREDIT, BRIDGE_HEAD, BRIDGE), "all headlines stand above"),
])
def test_each_text_gets_the_headline_whose_words_it_says(parts: tuple[str, ...], why: str) -> None:
    assert headlines_of(*parts) == [(RICE_HEAD, "记者昨日"), (BRIDGE_HEAD, "经过两年")], why


def test_a_text_without_dateline_that_its_writer_signs_is_parted_from_the_one_above() -> None:
    assert headlines_of(RICE_HEAD, CREDIT, LIBRARY + "\n　　　　　　（方 圆）", LIBRARY_HEAD, BRIDGE, BRIDGE_HEAD) == \
        [(RICE_HEAD, "记者昨日"), (LIBRARY_HEAD, "城南老邮"), (BRIDGE_HEAD, "经过两年")]


def test_a_headline_below_a_text_that_says_other_things_parts_it_from_the_one_above() -> None:
    assert headlines_of(RICE_HEAD, CREDIT, LIBRARY, LIBRARY_HEAD, BRIDGE_HEAD, BRIDGE) == [(RICE_HEAD, "记者昨日"), (LIBRARY_HEAD, "城南老邮"), (BRIDGE_HEAD, "经过两年")]


def test_a_text_goes_on_below_its_own_headline() -> None:
    first, rest = CREDIT.split("\n")
    assert headlines_of(BRIDGE_HEAD, BRIDGE, first, RICE_HEAD, rest, LIBRARY_HEAD, "　　本报讯　" + LIBRARY.strip()) == [(BRIDGE_HEAD, "经过两年"), (RICE_HEAD, "记者昨日"), (LIBRARY_HEAD, "城南老邮")]


def test_the_writer_below_a_headline_goes_up_with_it() -> None:
    page = read_text("\n\n".join((LIBRARY, LIBRARY_HEAD + "\n□本报记者 方圆", BRIDGE, BRIDGE_HEAD)))
    assert [(article.title, article.reporters) for article in page.articles] == [(LIBRARY_HEAD, ("方圆",)), (BRIDGE_HEAD, ("贺川",))]


def test_names_in_a_bracket_below_several_paragraphs_sign_them_all() -> None:
    page = read_text("\n\n".join((LIBRARY + "\n　　7月3日，图书室来了第一千名小读者。\n　　　　（方 圆）", LIBRARY_HEAD, BRIDGE_HEAD, BRIDGE)))
    assert [(article.kind, article.title, article.reporters) for article in page.articles] == [("article", LIBRARY_HEAD, ("方圆",)), ("article", BRIDGE_HEAD, ("贺川",))]


@pytest.mark.parametrize(("headline", "title", "why"), [
    ("渔村夜话　　白沙河大桥昨日合龙", BRIDGE_HEAD, "a wide gap parts the name of a column from the title"),
    ("云溪县白沙镇\n连心桥横跨两岸", "连心桥横跨两岸", "a place alone leads up to the title"),
    ("县重点工程指挥部召开总结会议\n修好桥　铺好路", "修好桥铺好路", "a meeting leads up to what it asks for"),
    ("投资一亿两千万元的跨河工程提前合龙\n白沙河天堑变通途", "白沙河天堑变通途", "a long line leads up to a much shorter one"),
    ("白沙河大桥建设顺利推进\n进出口收费站同步开工", "白沙河大桥建设顺利推进", "no word is cut where the upper line ends with a commoner one"),
    ("白沙河大桥（原云溪渡\n口）昨日合龙", "白沙河大桥（原云溪渡口）昨日合龙", "a bracket goes on"),
])
def test_the_title_of_a_headline_of_two_lines(headline: str, title: str, why: str) -> None:
    assert headlines_of(headline, BRIDGE)[0][0] == title, why


@pytest.mark.parametrize(("credit", "names"), [("（通讯员　苏　文　李青）", ("苏文", "李青")), ("（通讯员　苏小芳　李　青　何\n苗）", ("苏小芳", "李青", "何苗"))])
def test_names_of_a_credit(credit: str, names: tuple[str, ...]) -> None:
    text = LIBRARY.replace("　　", "").replace("\n", "")
    lines = "\n".join(text[at:at + 14] for at in range(10, len(text), 14))
    page = read_text(f"{LIBRARY_HEAD}\n\n　　本报讯　{text[:10]}\n{lines}\n　　{credit}\n\n{BRIDGE_HEAD}\n\n{BRIDGE}")
    assert page.articles[0].reporters == names


def test_who_stands_where_is_told_of_a_picture() -> None:
    page = read_text(f"{RICE_HEAD}\n\n{CREDIT}\n\n魏兰芝（左二）和孩子们在新添的图书室里\n记者 方圆 摄\n\n{BRIDGE_HEAD}\n\n{BRIDGE}")
    assert [(article.kind, article.title) for article in page.articles] == [("article", RICE_HEAD), ("caption", None), ("article", BRIDGE_HEAD)]
