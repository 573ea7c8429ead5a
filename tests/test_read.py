"""Reading: pages to zones, headings, bylines and dates; golden files beside the pages, rewritten by `pytest --accept`."""
from __future__ import annotations

import gzip
import re
import shutil
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import PageError
from kg.export.reasons import reason_in_chinese
from kg.read import find_pages, gather, open_source, read_file, read_text, zones_of_file, zones_report
from kg.read.columns import read_lines
from kg.read.finding import find
from kg.read.line_samples import line_failures
from kg.read.lines import without_markup
from kg.read.openings import OpeningWords
from kg.read.sentences import sentence_spans
from kg.rules import load
from kg.shipped import rules_home
from kg.text import fold

HERE = Path(__file__).parent
PAGES = sorted([*(HERE / "pages").rglob("*.txt"), *(HERE / "pages" / "web").glob("*.html"), *(HERE.parent / "seeds").glob("*.txt")])
SIGNS = set("#§◈❖◉■□▲△●◆◇○◎▶►▷◀◄◁【】")


def golden_path(page: Path) -> Path:
    return page.with_suffix(".zones") if page.is_relative_to(HERE) else HERE / "pages" / "found" / f"{page.stem}.zones"


def outline(page) -> str:
    lines = [f"published {page.published.value} ({page.published.basis})"]
    for number, article in enumerate(page.articles):
        lines.append(f"{number} {article.kind} | {article.kicker} | {article.title} | {article.subtitle} | {';'.join(article.reporters)}")
    for block in page.blocks:
        words = page.text.slice(block.span)
        shown = words if len(words) <= 30 else f"{words[:16]}…{words[-12:]}"
        lines.append(f"{'-' if block.article is None else block.article} {block.zone:9} {shown}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_page_reads_as_its_golden_file_says(path, ruleset, request):
    found = outline(read_file(path, ruleset=ruleset))
    golden = golden_path(path)
    if request.config.getoption("--accept"):
        golden.write_text(found, encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == found


def check_invariants(text: str, ruleset) -> None:
    page = read_text(text, "page", ruleset=ruleset)
    raw = page.source.text
    zones = zones_of_file(page)
    assert not raw or (zones[0].span.start == 0 and zones[-1].span.end == len(raw))
    assert all(one.span.end == two.span.start for one, two in zip(zones, zones[1:], strict=False))
    places = [at for ch, at in zip(page.text.printed, page.text.at, strict=True) if ch not in "\n "]
    assert all(raw[at] == ch for ch, at in zip(page.text.printed, page.text.at, strict=True) if ch not in "\n ")
    assert len(places) == len(set(places))
    plain = without_markup(raw)
    inked = {at for line in read_lines(plain, fold(plain), OpeningWords.of(ruleset)) for at in range(line.start, line.end) if plain[at].isprintable() and not plain[at].isspace()}
    lost = inked - set(places)
    assert all(raw[at] in SIGNS or not plain[at].strip() or "\ufe00" <= raw[at] <= "\ufe0f" or "\U000e0100" <= raw[at] <= "\U000e01ef" for at in lost)  # which glyph of a character
    assert all(page.text.slice(mention.span) == mention.text for mention in page.bylines)
    for block in page.blocks:
        inside = [s.span for s in page.sentences if block.span.holds(s.span)]
        assert "".join(page.text.slice(span) for span in inside) == page.text.slice(block.span)
    zones_report(page, ruleset)


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.stem)
def test_every_character_is_in_one_zone_and_maps_back(path, ruleset):
    check_invariants(open_source(path).text, ruleset)


PIECES = st.sampled_from(["本报讯（记者 何立 通讯员 王 芳）", "新华社南宁8月19日电 ", "■ 本报记者 李磊", "## 小标题", "# 大桥通车", "一季度增长3.5%。", "“路通了。”他说。",
                          "　　昨日，市水务局", "在 国 际 市 场", "——综述", "（下转第三版）", "图为工地。（记者 周涛 摄）", "<p>", "**", "責任編輯：陳立", "ＡＢ１２", "GB/T 12", "▶提质◀",
                          "遗失声明", "电话：0771-5551234", "，", "，据介绍", "\u200b", "𠮷", "\x00", "2024年3月2日 星期六", "相关阅读："])
GAPS = st.sampled_from(["", " ", "\n", "\n\n", "\n\n\n", "\r\n", "\u3000", "\t", "\x0b", "\u2028"])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.one_of(PIECES, st.text(max_size=12)), GAPS), max_size=25))
def test_reading_never_raises_and_loses_nothing(ruleset, parts):
    check_invariants("".join(piece + gap for piece, gap in parts), ruleset)


@pytest.mark.parametrize("rule", load([rules_home()]).level("lines"), ids=lambda rule: rule.id)
def test_line_rule_does_what_its_sentences_say(rule, ruleset):
    failures = line_failures(ruleset.by_id[rule.id], ruleset)
    assert not failures, "\n".join(map(str, failures))


@pytest.mark.parametrize(("text", "body"), [
    ("兰州新区昨日启\n动管廊建设，计\n划工期为两年。", "兰州新区昨日启动管廊建设，计划工期为两年。"),
    ("市政府今年投入２\n０００万元，用于\n修缮老旧小区管网\n，惠及居民五万户。", "市政府今年投入２０００万元，用于修缮老旧小区管网，惠及居民五万户。"),
])
def test_column_of_cut_lines_is_one_paragraph(text, body, ruleset):
    page = read_text(text, ruleset=ruleset)
    assert [page.text.slice(span) for span in page.articles[0].body] == [body]


def test_dateline_over_two_lines_keeps_the_name_whole(ruleset):
    page = read_text("　　本报讯（记者 苏婉 通讯员 姜\n文）近日，全区启动春季助企招聘活\n动，提供岗位两千个，涵盖装备制造\n等行业。", ruleset=ruleset)
    assert page.articles[0].reporters == ("苏婉", "姜文")


def test_article_ids_come_from_content(ruleset):
    text = "本报讯（记者 何立）大桥昨日通车。"
    assert read_text(text, "a", ruleset=ruleset).articles[0].id == read_text(text, "b", ruleset=ruleset).articles[0].id
    assert read_text(text, ruleset=ruleset).articles[0].id != read_text(text + "车流有序。", ruleset=ruleset).articles[0].id


def test_given_date_wins_over_the_printed_one(ruleset):
    page = read_text("2024年3月2日 星期六\n大桥通车\n本报讯 大桥昨日通车。", published="2024-03-03", ruleset=ruleset)
    assert (page.published.value, page.published.basis) == ("2024-03-03", "given")


@pytest.mark.parametrize(("text", "value"), [
    ("本报讯（记者 何立）5月6日，记者从2024年全市水利工作会议上获悉，全年新建泵站12座。", "2024-05"),
    ("本报讯 6月3日，研究院启动工程，计划到2030年完成。", None),
    ("本报讯 6月3日，客流比2019年增长一成。", None),
    ("新华社北京2023年8月19日电 国务院新闻办公室举行发布会。", "2023-08-19"),
    ("2021年11月9日 星期二 第8版\n椰城再添公园\n本报讯 昨日，公园开放。", "2021-11-09"),
    ("截至2022年9月末，全市存款余额8亿元。本报讯 10月12日，记者获悉。", "2022-10"),
    ("恭城新桥动工\n\n本报讯（记者 李勇）截至2018年12月10日，恭城新桥完成投资3亿元。工程工期为四年，2019年合龙，2022年竣工。\n", "2018"),
    ("滨江海关13日介绍2025年前三季度情况。2024年，全区进出口4万吨。", "2025"),
    ("本报讯 8月5日，记者走进牛坡村。村民人均收入由2012年的310元涨到2018年的650元。", "2018-08"),
    ("本报讯 4月2日，全省发布渔业行动方案（2026—2028年）。2025年10月，方案开始征求意见。", "2026-04"),
    ("本报讯 2月6日，记者走进吴坪村。2022年，合作社为村集体增收50万元。", "2023-02"),
    ("本报讯 2月6日，记者走进吴坪村。2022年，合作社预计为村集体增收50万元。", "2022-02"),
    ("王兰，女，1968年3月出生，1989年4月入党。", None),
    ("本报讯 7月26日，高坪互通完工。项目于2021年5月进场。", None),
    ("新华社长春二〇〇三年五月十八日电 汛期将至。", "2003-05-18"),
    ("新华社长春二〇〇三年五月二十八日电 汛期将至。", "2003-05-28"),
    ("碑上刻着二〇〇三年五月十八日。", None),
    ("本报讯 6月14日，血站开展宣传。2012年12月，志愿队上街献血。", "2013-06"),
    ("牛坡村今年又种了百亩茶。2021年，村里办起合作社。", "2022"),
    ("牛坡村又种了百亩茶。2021年，村里办起合作社。", "2021"),  # nothing says that 2021 is not now
    ("今年全市企业生产平稳。2021年10月，全市外贸企业出口回升。", "2021-10"),
    ("本报讯 11月18日，记者获悉，2021年10月，全市外贸出口回升。", "2021-11"),
    ("本报讯 8月18日，记者获悉。2021年3月，村里办起合作社。", "2022-08"),
    ("今年全市备战2021年全国城市运动会。", "2021"),
    ("全市生产总值由2012年的310亿元增加到2018年的650亿元。", "2019"),
    ("2018年全市机场旅客比上年增长6%。", "2019"),
    ("2018年9月全市机场旅客比上年增长6%。", "2018-09"),
    ("本报讯 5月21日，记者走进和静县。2020年底，机场通航，一年多来游客不断。", "2022-05"),
    ("本报讯 5月21日，记者走进和静县。2020年机场启动扩建，两年来游客不断。", "2020-05"),
    ("本报讯 7月16日，记者走进沙坪村。县里印发《1996—2000年茶业发展规划》。", "1996-07"),
    ("本报讯 7月16日，记者走进沙坪村。1997年村里种茶，县里印发《1996—2000年茶业发展规划》。", "1997-07"),
])
def test_publication_date_is_inferred_from_the_page(text, value, ruleset):
    assert read_text(text, ruleset=ruleset).published.value == value


@pytest.mark.parametrize(("text", "sentences"), [
    ("水位回落。道路通车！", ["水位回落。", "道路通车！"]),
    ("“桥通了。路也修了。”王海说。他很高兴。", ["“桥通了。路也修了。”王海说。", "他很高兴。"]),
    ("他说：“桥通了。”随后离开现场，赶往下一处。", ["他说：“桥通了。”", "随后离开现场，赶往下一处。"]),
])
def test_sentences_keep_a_quotation_and_its_speaker(text, sentences):
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text), ("说",))] == sentences


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030", "big5"])
def test_encoding_is_detected(tmp_path, encoding):
    text = "臺北捷運環狀線昨日動工，市長表示，這是我們的一大步。\n" * 3 if encoding == "big5" else "大桥昨日通车，市民在桥上合影，这是全市的一件大事。\n" * 3
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    assert open_source(path).text == text


@pytest.mark.parametrize(("content", "what"), [(b"", "empty"), (b" \n\t", "empty"), (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "not text"),
                                               (b"\xff\xfe\x00", "breaks"), ("大桥".encode()[:-1] + b"\xff" * 60, "")])
def test_what_is_no_page_is_refused_with_a_hint(tmp_path, content, what):
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    with pytest.raises(PageError) as problem:
        open_source(path)
    assert what in problem.value.what and problem.value.hint and str(path) in problem.value.where


def test_packed_page_is_read_and_folders_are_searched(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt.gz").write_bytes(gzip.compress("大桥通车。".encode()))
    (tmp_path / "a.md").write_text("# 大桥", encoding="utf-8")
    (tmp_path / "pages.yaml").write_text("a.md: 2024-03\n", encoding="utf-8")
    assert [path.name for path in find_pages([tmp_path])] == ["a.md", "b.txt.gz"]
    assert open_source(tmp_path / "deep" / "b.txt.gz").text == "大桥通车。"
    with pytest.raises(PageError):
        find_pages([tmp_path / "nothing.txt"])


def test_documents_and_pictures_in_a_folder_get_one_letter_of_a_kind(tmp_path):
    (tmp_path / "a_files").mkdir()
    for name in ("a.txt", "p.zip", "P2.ZIP", "a.rar", "q.tar.gz", "rows.xlsx", "B.docx", "c.DOCX", "a.docx", "~$B.docx", "d.wps", "a.jpg", "e.jpg", "a_files/logo.png"):
        (tmp_path / name).write_text("大桥通车。", encoding="utf-8")
    pages, notes = find([tmp_path])
    assert pages == [str(tmp_path / "a.txt")]
    assert [(note.kind, note.source) for note in notes] == [("skipped", name) for name in ("B.docx", "P2.ZIP", "d.wps", "e.jpg", "q.tar.gz", "rows.xlsx")]
    assert all(re.search("[\u4e00-\u9fff]", reason_in_chinese(note.message)) for note in notes)
    assert notes[1].message == f"{tmp_path / 'P2.ZIP'}: is a .zip archive, which is not read (2 such in its folder); unpack it, and give what is in it"
    assert notes[0].message == f"{tmp_path / 'B.docx'}: is a .docx document, which is not read (2 such in its folder); save it as text (.txt), HTML or PDF"
    assert notes[3].message.endswith("is a .jpg picture, which is not read; have its text recognised (OCR) and save that as .txt")


def test_a_long_list_of_pages_takes_little_memory(tmp_path):
    peaks = []
    for count in (200, 2200):
        folder = tmp_path / f"{count:04}"
        folder.mkdir()
        for number in range(count):
            (folder / f"{number:07}.txt").touch()
        tracemalloc.start()
        assert len(gather([folder])[0]) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 2000 < 400, "bytes for each page: with paths as objects 680"


def test_what_a_build_wrote_among_its_pages_is_no_page(tmp_path, sample_output):
    for folder in (tmp_path, tmp_path / "output"):
        shutil.copytree(sample_output, folder, dirs_exist_ok=True)
    (tmp_path / "output/texts").mkdir(exist_ok=True)
    (tmp_path / ".venv/lib").mkdir(parents=True)
    (tmp_path / "2024").mkdir()
    for name in ("A01.txt", "output/texts/A01.txt", ".venv/lib/LICENSE.txt", "2024/report.txt"):
        (tmp_path / name).write_text("大桥通车。", encoding="utf-8")
    assert find([tmp_path]) == ([str(tmp_path / "2024/report.txt"), str(tmp_path / "A01.txt")], [])
    assert find_pages([tmp_path / "output/texts"]) == [tmp_path / "output/texts/A01.txt"]  # named, it is read


def test_time_grows_in_proportion_to_size(ruleset):
    text = (HERE / "pages" / "invented" / "headlines-after-bodies.txt").read_text(encoding="utf-8")

    def seconds(times: int) -> float:
        start = time.process_time()
        read_text(text * times, ruleset=ruleset)
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 8 * max(seconds(200), 0.05)


def test_a_short_line_on_top_of_a_column_is_its_headline():
    stories = {"南岸灌区总干渠通水": "昨天上午，历时三年开挖的南岸灌区总干渠在临江县全线通水，渠首闸门缓缓升起，沿线十二个乡镇的农田用上了清清的河水，农户们奔走相告。",
               "老工匠捐出木模": "昨天上午，七十六岁的造船匠把珍藏多年的全套木模捐给了市博物馆，馆里为他办了一个小小的交接仪式，许多老街坊闻讯赶来，送上鲜花。"}
    text = "\n\n".join("\n".join([title, *(body[at:at + 18] for at in range(0, len(body), 18))]) for title, body in stories.items())
    assert [article.title for article in read_text("滨江日报 2011年5月6日\n\n" + text + "\n").articles] == list(stories)


def test_a_paragraph_that_begins_two_characters_in_has_no_headline_on_top():
    text = "今年以来我市持续推进南岸灌区的改\n造，渠首闸门缓缓升起之后，沿线十二个\n乡镇的农田用上了清清的河水，稻田也\n不再干渴，农户们都很高兴。\n"
    assert [article.title for article in read_text(text).articles] == [None]


_LONG = "今年以来，漠河市把冰雪经济作为转型的突破口，新建雪场两处，改造民宿三十家。"


@pytest.mark.parametrize("rest", ["截至目前，全市民宿已有一百二十家。", "“冬天不再是闲季。”村民孙立新说。"])
def test_an_article_goes_on_below_a_picture_that_stands_in_it(rest):
    text = f"雪乡的冬天热起来\n\n■ 本报记者 高岩\n\n{_LONG}\n\n\n\n1月5日，游客在北极村滑雪。这座雪场是全市最大的雪场。\n\n■ 本报记者 韩春梅\n\n\n\n{rest}\n\n漠河海关减费让利\n\n本报讯（记者 于海）昨日，漠河海关召开座谈会。\n"
    page = read_text(text)
    assert [(article.kind, article.title, article.reporters) for article in page.articles] == [
        ("article", "雪乡的冬天热起来", ("高岩",)), ("caption", None, ("韩春梅",)), ("article", "漠河海关减费让利", ("于海",))]
    assert [page.text.printed[span.start:span.end] for span in page.articles[0].body] == [_LONG, rest]


def test_a_caption_inside_a_text_that_has_its_headline_below_is_told_by_its_measure():
    columns = ["\n".join(part[at:at + 17] for at in range(0, len(part), 17)) for part in (
        "　　本报讯（记者 高岩）昨日，漠河市召开冰雪旅游推进会，部署新雪季的各项工作，要求各部门早谋划、早动手，把准备工作做在前面。",
        "　　会议指出，去年冬天全市接待游客四十万人次，今年要在交通、住宿和救援上再下功夫，让每一位游客都能安心来、开心回。")]
    caption = "\n".join("游客在北极村的雪场上学习滑雪，教练正在讲解动作要领。这座雪场是全市最大的雪场。"[at:at + 11] for at in range(0, 44, 11))
    other = "\n".join("　　本报讯（记者 于海）近日，漠河海关推出便民措施，企业足不出户就能办理通关手续，平均用时比过去缩短了一半。"[at:at + 17] for at in range(0, 60, 17))
    text = f"{columns[0]}\n\n{caption}\n\n■ 本报记者 韩春梅\n\n{columns[1]}\n\n漠河为新雪季做准备\n\n{other}\n\n海关便民措施落地\n"
    assert [(article.kind, article.title, article.reporters) for article in read_text(text).articles] == [
        ("article", "漠河为新雪季做准备", ("高岩",)), ("caption", None, ("韩春梅",)), ("article", "海关便民措施落地", ("于海",))]


@pytest.mark.parametrize(("heads", "title", "kicker"), [
    (["木兰围场林业局", "召开护林防火会议"], "木兰围场林业局召开护林防火会议", None),  # the lower line needs the upper one for its subject
    (["游客雪地走失", "民警连夜寻回"], "游客雪地走失民警连夜寻回", None),  # a couplet
    (["三年前，这里还是一片荒坡；三年后，坡上坡下开满了野玫瑰。这些变化是怎样发生的？请看——", "", "荒坡上的玫瑰园"], "荒坡上的玫瑰园", "三年前，这里还是一片荒坡；三年后，坡上坡下开满了野玫瑰。这些变化是怎样发生的？请看——"),
])
def test_two_lines_of_a_headline_are_one_title_or_a_kicker_and_a_title(heads, title, kicker):
    article = read_text("\n".join([*heads, "", "　　本报讯（记者 高岩）" + _LONG, ""])).articles[0]
    assert (article.title, article.kicker) == (title, kicker)


def set_in(paragraph: str, measure: float) -> list[str]:
    """The lines of a paragraph that begins two characters in, digits half a character wide."""
    lines, width = ["　　"], 2.0
    for sign in paragraph:
        width += 0.5 if sign.isascii() else 1.0
        if width > measure and sign not in "，。）":
            lines.append("")
            width = 0.5 if sign.isascii() else 1.0
        lines[-1] += sign
    return lines


def test_short_paragraphs_that_begin_two_characters_in_are_told_by_their_full_lines(ruleset):
    paragraphs = ["截至四月二十日，全市大中型水库累计蓄水12.6亿立方米（其中大型水库9.8亿立方米），比去年多。",
                  "据测算，一季度全市完成水利建设投资3400万元。", "各县（区）已经开闸放水，春耕春灌用水有了保障。", "下一步，全市将再建山塘200座。"]
    wrapped = "\n".join(line for each in paragraphs for line in set_in(each, 22))
    page = read_text(f"邕江晚报 2009年4月21日\n\n春灌用水有保障\n\n{wrapped}\n", ruleset=ruleset)
    assert "蓄水12\n.6亿" in wrapped and [article.title for article in page.articles] == ["春灌用水有保障"]
    assert [page.text.slice(span) for span in page.articles[0].body] == paragraphs


def test_a_picture_between_a_headline_and_its_text_does_not_take_the_headline():
    text = f"雪乡的冬天热起来\n\n■ 本报记者 高岩\n\n\n\n1月5日，游客在北极村滑雪。 ■ 本报记者 韩春梅\n\n\n\n{_LONG}\n"
    assert [(article.kind, article.title, article.reporters) for article in read_text(text).articles] == [("article", "雪乡的冬天热起来", ("高岩",)), ("caption", None, ("韩春梅",))]


def test_a_lone_paragraph_with_its_photographer_below_a_wide_gap_is_read():
    text = f"漠河雪场添新道\n\n\n昨日，雪场上的人比往年多，教练们忙着教孩子滑雪。（高岩 摄）\n\n\n雪乡的冬天热起来\n\n{_LONG}\n"
    assert [(article.title, article.reporters) for article in read_text(text).articles] == [("漠河雪场添新道", ("高岩",)), ("雪乡的冬天热起来", ())]


def test_lines_without_a_blank_one_are_one_title_where_blank_lines_part_kickers_from_titles():
    text = f"雪乡的冬天热起来\n\n漠河冰雪节\n开出旅游专列\n\n本报讯（记者 高岩）{_LONG}\n\n海伦大豆出口\n首批发往欧洲\n\n本报讯（记者 于海）近日，首批大豆装车。\n"
    assert [article.title for article in read_text(text).articles] == ["漠河冰雪节开出旅游专列", "海伦大豆出口首批发往欧洲"]


def test_a_word_beside_the_line_of_who_made_a_page_is_no_headline():
    text = "县域\n编辑：韩梅 美编：李雷\n\n本报讯（记者 高岩）漠河雪场昨日添了两条雪道。\n\n漠河雪场添新道\n\n本报讯（记者 于海）海伦大豆昨日装车出口。\n\n海伦大豆出口\n"
    assert [article.title for article in read_text(text).articles] == ["漠河雪场添新道", "海伦大豆出口"]


def test_an_advert_below_the_last_headline_is_no_part_of_it():
    text = "本报讯（记者 高岩）漠河雪场昨日添了两条雪道。\n\n漠河雪场添新道\n\n本报讯（记者 于海）海伦大豆昨日装车出口。\n\n海伦大豆出口\n\n江城银行\n快 贷 通 圆 您 创 业 梦\n"
    assert [(article.kind, article.title) for article in read_text(text).articles] == [("article", "漠河雪场添新道"), ("article", "海伦大豆出口"), ("advert", None)]


def test_a_motto_of_which_the_text_says_nothing_is_no_title():
    article, = read_text(f"身边的感动\n漠河教练雪场救起三名孩子\n\n1月5日，漠河的雪场上，教练救起三名孩子。{_LONG}\n").articles
    assert (article.kicker, article.title) == ("身边的感动", "漠河教练雪场救起三名孩子")


def test_paragraphs_below_the_name_of_a_column_are_texts_of_their_own_where_one_has_a_dateline():
    text = f"雪乡的冬天热起来\n\n■ 本报记者 高岩\n\n{_LONG}\n\n简讯\n\n◆本报讯（记者 于海）海伦大豆昨日装车出口。\n\n◆绥棱蓝莓采摘园开园迎客。\n\n◆北安公交换了新车。（林涛）\n"
    assert [article.reporters for article in read_text(text).articles] == [("高岩",), ("于海",), (), ("林涛",)]


def test_the_last_paragraph_of_a_report_is_no_picture_s_text_where_its_credit_names_a_writer():
    article, = read_text(f"雪乡的冬天热起来\n\n{_LONG}\n\n6日下午，记者在漠河雪场看到，新雪道已经压实。（记者 高岩 文 于海 摄）\n").articles
    assert (article.title, len(article.body), article.reporters) == ("雪乡的冬天热起来", 2, ("高岩", "于海"))


def test_a_paragraph_behind_a_wide_gap_that_shares_no_word_with_the_text_above_is_a_picture_s():
    text = f"雪乡的冬天热起来\n\n本报讯（记者 高岩）漠河雪场添了两条雪道。\n\n{_LONG}\n\n\n\n果农在自家大棚里采摘草莓，附近市民带着孩子前来体验。\n\n\n\n海伦大豆出口\n\n本报讯（记者 于海）海伦大豆昨日装车。\n"
    assert [(article.kind, article.title) for article in read_text(text).articles] == [("article", "雪乡的冬天热起来"), ("caption", None), ("article", "海伦大豆出口")]


def test_an_article_goes_on_below_a_picture_whose_reporter_stands_above_it():
    more = "漠河的冰雪旅游收入和游客人数都比上年多，雪场教练和游客都说漠河的冬天变热了。"
    text = f"雪乡的冬天热起来\n\n{_LONG}{more}\n\n\n\n□于海 韩梅 报道\n\n果农在自家大棚里采摘草莓，附近市民带着孩子前来体验。\n\n{more}孩子们也学会了滑雪。\n"
    assert [(article.kind, article.title, len(article.body)) for article in read_text(text).articles] == [("article", "雪乡的冬天热起来", 2), ("caption", None, 1)]


def test_a_headline_in_the_middle_of_its_text_heads_both_halves():
    others = "".join(f"{place}的{thing}丰收了\n\n本报讯（记者 {name}）日前，{place}的{thing}进入采收期。\n\n" for place, thing, name in (("北安", "大豆", "于海"), ("海伦", "玉米", "田野"), ("绥棱", "蓝莓", "林涛")))
    text = f"{others}■ 本报记者 高岩\n\n“雪场又添了两条雪道。”1月5日，漠河雪场的教练孙立新说。\n\n漠河雪场添新道\n\n{_LONG}\n"
    page = read_text(text)
    last = page.articles[-1]
    assert (last.title, last.reporters, len(last.body), len(page.articles)) == ("漠河雪场添新道", ("高岩",), 2, 4)


def test_a_heading_right_below_the_writer_is_the_first_section():
    article, = read_text(f"雪乡的冬天热起来\n——漠河冰雪经济见闻\n■ 本报记者 高岩\n\n从猫冬到忙冬\n\n{_LONG}\n").articles
    assert (article.title, article.subtitle, article.reporters) == ("雪乡的冬天热起来", "——漠河冰雪经济见闻", ("高岩",))


def test_a_heading_below_the_last_adverts_is_no_headline_of_the_text_above():
    articles = read_text(f"本报讯（记者 高岩）{_LONG}\n\n北极村迎来首批游客\n\n本报讯（记者 于海）昨日，首批游客抵达北极村。\n\n诚聘英才 电话：0457-5551234\n\n中国某银行 漠河支行\n").articles
    assert [(article.title, article.kind) for article in articles][:2] == [(None, "article"), ("北极村迎来首批游客", "article")]


def test_a_date_in_chinese_numerals_in_the_masthead_dates_the_page(ruleset):
    page = read_text("临川报　第二版\n一九九七年三月十二日　星期三\n\n云岭茶园开采\n\n　　本报讯　1998年，云岭镇的茶园将扩大。\n", ruleset=ruleset)
    assert page.published.value == "1997-03-12"


def test_two_names_of_single_characters_before_what_they_made_stay_two(ruleset):
    text = "云岭茶园开采\n\n　　本报讯（记者 林一帆）昨日，云岭镇的茶园开采了第一批春茶，茶\n农们说今年的雨水好，芽头比往年多了一成，客商已经住进了村\n里。\n\n　　眼下正是梨花季，几天来，临川县各镇的梨园里游人如织，梨农\n们忙着授粉，眼下正在筹备梨花节。\n　　　　　　　　石　禾　黎　冬　摄\n"
    assert {name for article in read_text(text, ruleset=ruleset).articles for name in article.reporters} == {"林一帆", "石禾", "黎冬"}


@pytest.mark.parametrize("sign", ["§", "◈", "❖", "◉"])
def test_a_sign_before_a_headline_is_no_part_of_it(sign):
    page = read_text(f"{sign} 冷库添新机\n\n本报讯（记者 何立）北屿镇渔港冷库二期工程昨日投用，新库可存鱼3200吨。\n\n{sign} 渡船添新班\n\n本报讯（记者 何立）石浦渡昨日增开两班渡船，末班船改到晚上六点半开出。\n")
    assert [article.title for article in page.articles] == ["冷库添新机", "渡船添新班"]
