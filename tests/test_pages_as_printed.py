"""Pages as county and city papers print them: texts that begin above their headline, headlines inside other texts, credits over two lines, pictures in a row."""
from __future__ import annotations

import pytest

from kg.read import read_text

HEAD = "清川晨报　2016年7月12日　星期二　本地　3版"
RICE = "　　本报讯（记者 高岚）记者昨日从云溪县农业局获悉，全县早稻收割进度已过七成，预计总产量比去年增加两万吨。\n　　云溪县今年种植早稻三十万亩，收割机手从五月起就排满了日程。"
BRIDGE = "　　本报讯（记者 贺川）经过两年建设，白沙河大桥昨日上午合龙。大桥全长八百米，通车以后两岸村民过河只要三分钟。\n　　白沙河大桥的工人们放起了鞭炮。"
LIBRARY = "　　城南老邮局的院子里，新添了一间图书室。退休教师魏兰芝把自己攒下的四千册书全搬了来，孩子们放学就往这里跑。"
LIBRARY_REST = "　　魏兰芝说，图书室不收一分钱，周末还教孩子们写毛笔字。图书室的门从早开到晚，邻居们也来借书。"
RICE_HEAD, BRIDGE_HEAD, LIBRARY_HEAD = "云溪县早稻收割过七成", "白沙河大桥昨日合龙", "退休教师办起图书室"


def said_of(*parts: str) -> list[tuple[str, str | None, tuple[str, ...], int]]:
    """(kind, title, reporters, paragraphs) of the articles of a page whose parts blank lines set apart."""
    page = read_text("\n\n".join((HEAD, *parts)))
    return [(article.kind, article.title, article.reporters, len(article.body)) for article in page.articles]


def test_paragraphs_behind_the_one_wide_gap_of_a_text_begin_the_text_below_that_speaks_of_the_same() -> None:
    parts = (RICE_HEAD, RICE, "\n" + LIBRARY, LIBRARY_HEAD, "□本报记者 方圆", LIBRARY_REST)
    assert said_of(*parts) == [("article", RICE_HEAD, ("高岚",), 2), ("article", LIBRARY_HEAD, ("方圆",), 2)]


def test_paragraphs_behind_a_wide_gap_that_speak_of_the_text_above_stay_with_it() -> None:
    rest = "　　云溪县农业局说，早稻收割以后，收割机手还要去邻县，全县早稻三十万亩要在月底前收完，总产量有望再创新高，粮站已经腾好仓。"
    parts = (RICE_HEAD, RICE, "\n" + rest, LIBRARY_HEAD, "□本报记者 方圆", LIBRARY_REST)
    assert said_of(*parts) == [("article", RICE_HEAD, ("高岚",), 3), ("article", LIBRARY_HEAD, ("方圆",), 1)]


def test_a_text_below_another_inside_which_its_headline_stands_is_parted_from_it() -> None:
    first, rest = RICE.split("\n")
    parts = (RICE_HEAD, first[:-8], "邻县简讯\n\n白沙河大桥七月通车", first[-8:] + "\n" + rest, BRIDGE.split("\n")[0].replace("本报讯（记者 贺川）", "据南岭特派员消息，"))
    assert [row[1] for row in said_of(*parts)] == [RICE_HEAD, "白沙河大桥七月通车"]


def test_a_text_whose_headline_stands_inside_it_takes_no_kicker_from_the_text_below() -> None:
    first, rest = RICE.split("\n")
    parts = (first, RICE_HEAD, rest, "“乡间”看新事", "一座桥连起两岸人家", "本报记者 贺川", BRIDGE.replace("本报讯（记者 贺川）", ""))
    assert [row[1] for row in said_of(*parts)] == [RICE_HEAD, "一座桥连起两岸人家"]


def test_a_section_is_no_headline_where_the_one_inside_the_text_above_speaks_of_it() -> None:
    first, rest = RICE.split("\n")
    parts = (RICE_HEAD, first, LIBRARY_HEAD, rest, "■本报记者 方圆", LIBRARY, "下一步：周末办讲座", LIBRARY_REST)
    assert said_of(*parts) == [("article", RICE_HEAD, ("高岚",), 2), ("article", LIBRARY_HEAD, ("方圆",), 2)]


@pytest.mark.parametrize(("credit", "names"), [
    ("　　记者高岚、何小川 通讯员魏远、\n江一山、贺少平摄", ("高岚", "何小川", "魏远", "江一山", "贺少平")),
    ("　　本报记者 高岚 通讯员\n魏远 摄", ("高岚", "魏远")),
])
def test_a_credit_over_two_lines_is_one(credit: str, names: tuple[str, ...]) -> None:
    caption = "　　云溪县的早稻熟了，收割机在田里来回跑，\n镇上的粮站也腾好了仓，农户们笑着把新谷\n送上车。\n"
    assert said_of(BRIDGE_HEAD, BRIDGE, caption + credit)[-1][2] == names


def test_numbered_pictures_below_each_other_have_one_photographer() -> None:
    pictures = "图一：工人在铺桥面。\n图二：村民来看桥。\n图三：孩子们在桥头放风筝。\n江一山　摄影报道"
    assert said_of(BRIDGE_HEAD, BRIDGE, pictures, RICE_HEAD, RICE)[1] == ("caption", None, ("江一山",), 3)


def test_who_gave_a_picture_signs_its_text() -> None:
    assert said_of(BRIDGE_HEAD, BRIDGE, "合龙后的白沙河大桥。　江一山 魏远供图")[-1] == ("caption", None, ("江一山", "魏远"), 1)


def test_a_flush_line_begins_no_paragraph_where_paragraphs_are_set_in() -> None:
    text = "　　本报讯（记者 高岚）云溪县的早稻熟了，\n收割机在田里来回跑，粮站也腾好了仓，农\n户们把新谷送上车。\n　　收割机手从五月起就排满了日程，他们还\n要去邻县，月底才能回家。\n全县早稻三十万亩要在月底前收完，总产量\n有望再创新高。\n　　粮站说，价格随行就市，卖粮的人不用排\n队，当天就能拿到钱。\n　　镇上还办起了烘干房，下雨天也不怕谷子\n发芽。"
    assert said_of(RICE_HEAD, text) == [("article", RICE_HEAD, ("高岚",), 4)]


@pytest.mark.parametrize(("headline", "title", "why"), [
    ("县运动会排球赛落幕\n云溪排球“更进一步”\n女队第四　男队第五", "云溪排球“更进一步”", "details in two halves stand below the news"),
    ("涉嫌挪用公款八十万元\n\n三名会计县城受审", "三名会计县城受审", "what begins with a verb leads up to who did it"),
    ("岁月60年·庆祝建县60周年\n\n从荒滩到粮仓　云溪换了新颜", "从荒滩到粮仓云溪换了新颜", "a jubilee is the name of a series"),
    ("八千户停电村民用上了电\n\n抢修基本结束　重建就要开始\n\n据南岭网消息", "八千户停电村民用上了电", "from where a report was taken is no headline"),
    ("县人大代表视察\n城北安置小区", "县人大代表视察城北安置小区", "what they saw stands on the second line"),
    ("河口老街翻修\n\n时间：昨日上午\n地点：河口老街", "河口老街翻修", "fields are no headline"),
    ("船长：“靠岸了！”渔民：“都上来了”\n四名落水者　全部获救", "四名落水者全部获救", "what two say leads up to the news"),
    ("河口整治年\n\n老街四十个项目签约\n\n项目数和金额都居全市前列", "老街四十个项目签约", "the name of a year is no title, though it is short"),
    ("聚焦河口5.5级地震后的重建\n\n云溪首批12个项目开工", "云溪首批12个项目开工", "on what the paper keeps its eye is no title"),
    ("赏花踏青　骑车出行　串门访友　喜气洋洋\n云溪人家欢度春节", "云溪人家欢度春节", "a motto of four parts leads up to the news"),
    ("两县签署合作声明\n共建跨河大桥", "两县签署合作声明", "news of a statement is no notice"),
])
def test_the_title_among_the_lines_of_a_headline(headline: str, title: str, why: str) -> None:
    text = "　　昨日，云溪县传来消息，河口的事有了结果，村民们都说好。河口镇的干部介绍，县里今年还要办几件实事。"
    assert said_of(headline, text)[0][1] == title, why


@pytest.mark.parametrize(("column", "wanted", "why"), [
    ("清川短波\n\n△云溪县昨日新开一条公交线。（江一山）\n△白沙镇办起了流动书屋。（魏远 何小川）", [("article", "清川短波", ("江一山", "魏远", "何小川"), 2)], "short reports with one sign are one column"),
    ("简　讯\n\n◆昨日，云溪县的吊桥通行。\n江一山\n◆近日，白沙镇添了一台彩超。\n魏远", [("article", "简讯", ("江一山", "魏远"), 2)], "who wrote each stands below it"),
    ("简讯\n\n●本报讯（记者 江一山）云溪县昨日新开一条公交线。\n●本报讯（记者 魏远）白沙镇办起了流动书屋。", [("article", None, ("江一山",), 1), ("article", None, ("魏远",), 1)], "reports with datelines are their own"),
    ("简讯\n\n【云溪新开公交线】昨日，云溪县新开一条公交线，从车站开到河口镇。\n\n【白沙办起流动书屋】近日，白沙镇办起了流动书屋，孩子们下了课就来。", [("article", "云溪新开公交线", (), 1), ("article", "白沙办起流动书屋", (), 1)], "so are reports with headlines"),
])
def test_a_column_of_short_reports_is_one_article_under_its_name(column: str, wanted: list[tuple[str, str | None, tuple[str, ...], int]], why: str) -> None:
    assert said_of(BRIDGE_HEAD, BRIDGE, column)[1:] == wanted, why


def test_the_one_paragraph_behind_a_blank_line_that_a_photographer_signs_is_a_picture_s() -> None:
    report = BRIDGE + "\n　　桥头的小卖部也开了张，卖的是河鲜和米酒。\n　　老人们说，盼了三十年的桥总算架起来了。"
    picture = "　　昨晚，桥上的灯都亮了。\n　　　　　　　　　本报记者　江一山　摄"
    assert said_of(BRIDGE_HEAD, report, picture, RICE_HEAD, RICE) == [("article", BRIDGE_HEAD, ("贺川",), 4), ("caption", None, ("江一山",), 1), ("article", RICE_HEAD, ("高岚",), 2)]


def test_paragraphs_of_which_the_next_headline_speaks_stay_with_their_text_where_it_has_a_text_of_its_own() -> None:
    first = "　　本报讯（记者 高岚）3月8日，记者从市水利局获悉，第一批九处渡口已经修好。"
    rest = "　　沙洲镇敬老院食堂的灶台、库房、水房都在修。沙洲镇的老街也要翻修，敬老院食堂里通了水，装了灯，老人吃得舒心。"
    below = "　　中午，大锅冒起了热气。沙洲镇敬老院食堂里飘着米香，老人们围着桌子等开饭，厨师说着一天的见闻。"
    parts = ("第一批渡口修好", first + "\n\n" + rest, "食堂里飘出米香\n——沙洲镇敬老院食堂见闻", "□本报记者 方圆", below)
    assert [row[1:] for row in said_of(*parts)] == [("第一批渡口修好", ("高岚",), 2), ("食堂里飘出米香", ("方圆",), 1)]


@pytest.mark.parametrize(("writers", "names", "why"), [
    ("●本报记者 高岚 ●通讯员 魏远", ("高岚", "魏远"), "each has his sign"),
    ("融媒体中心记者 高岚", ("高岚",), "a media centre without its place"),
    ("高岚 魏远山", ("高岚", "魏远山"), "names alone between a headline and its text"),
    ("清川网记者 高岚 实习生 魏远山 南京报道", ("高岚", "魏远山"), "from where they report is no name"),
])
def test_writers_above_a_text(writers: str, names: tuple[str, ...], why: str) -> None:
    assert said_of(LIBRARY_HEAD, writers, LIBRARY + "\n" + LIBRARY_REST)[0][2] == names, why


@pytest.mark.parametrize(("end", "names", "why"), [
    ("　■高岚", ("高岚",), "a sign and a name"),
    ("\n　　　　　　　　　　　　高岚", ("高岚",), "a name at the right margin"),
    ("（文/高岚 图/魏远）", ("高岚", "魏远"), "what each did before his name"),
    ("（记者高岚 编辑魏远）", ("高岚",), "an editor is no writer"),
])
def test_who_signs_a_text_at_its_end(end: str, names: tuple[str, ...], why: str) -> None:
    assert said_of(LIBRARY_HEAD, "　　本报讯　" + LIBRARY.strip() + "\n" + LIBRARY_REST + end, BRIDGE_HEAD, BRIDGE)[0][2] == names, why


def test_a_name_set_apart_behind_a_sign_or_in_a_bracket_needs_no_surname() -> None:
    above, below = said_of(LIBRARY_HEAD, "□ 洛　桑", LIBRARY + "\n" + LIBRARY_REST), said_of(LIBRARY_HEAD, LIBRARY + "\n" + LIBRARY_REST + "\n　　　　（晓 舟）")
    assert [above[0][1:3], below[0][1:3]] == [(LIBRARY_HEAD, ("洛桑",)), (LIBRARY_HEAD, ("晓舟",))]


def test_a_line_of_two_clauses_that_ends_with_a_word_that_goes_on_is_text_above_a_headline() -> None:
    text = "　　守桥人老魏每天都来河边转转，看看水，\n也看看桥。\n　　他爱走路，每天天不亮一有空就往\n\n守桥人的一天\n\n桥那头的山上走，山上的路他走了三十年，\n闭着眼睛也不会走错。\n　　“桥就是我的家。”老魏说，他的孩子们也\n常来桥上看他，给他送饭。"
    assert [(row[1], row[3]) for row in said_of("■ 本报记者 方圆", text)] == [("守桥人的一天", 3)]


def test_a_text_in_another_measure_below_a_report_is_its_own_though_it_shares_some_words() -> None:
    long = "\n　　云溪县农业局说，早稻收割以后，收割机手还要去邻县，全县早稻三十万亩要在月底前收完，总产量有望再创新高，粮站已经腾好了仓，等着农户们来卖新谷。"
    narrow = "　　城南老邮局的院子里，\n新添了一间图书室。退\n休教师魏兰芝把自己攒\n下的四千册书全搬了来，\n孩子们放学就往这里跑，\n邻居们也常来借书，一\n坐就是半天。"
    assert [row[1] for row in said_of(RICE_HEAD, RICE + long, narrow, LIBRARY_HEAD + "\n□ 洛 桑", BRIDGE_HEAD, BRIDGE)] == [RICE_HEAD, LIBRARY_HEAD, BRIDGE_HEAD]
