"""Pages from HTML, PDF, JSON lines, CSV and standard input: their text is stored, and offsets count in it."""
from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
import sys
from pathlib import Path

import papers
import pytest

from kg.cli import main
from kg.errors import PageError, UsageError
from kg.read import Columns, gather, given_dates, open_source, read_file, read_source, records
from kg.read.decoding import decoded
from kg.read.records import iso_date
from kg.read.source import LARGEST, read_bytes, unpacked

WEB = Path(__file__).parent / "pages" / "web"
POND = "　　本报讯（记者 何立）3月5日，记者从南宁市水利局获悉，今年全市计划整治山塘120座，总投资2.6亿元，可改善灌溉面积4.3万亩。目前已开工38座，完工11座，其余项目将在汛期前全部开工。"
WEATHER = "　　本报讯（记者 韦丽）昨日，邕宁区一所小学的气象站投入使用，学生每天记录三次气温。学校共建成气象观测点5个，配备仪器26台。“我们想让孩子亲手测一测。”校长说。"
ROWS = [{"id": "17", "title": "漓江沿岸新建步道", "date": "2024-05-06", "text": "本报讯（记者 何立）5月5日，记者从桂林市水利局获悉，今年全市新建沿江步道36公里。"},
        {"id": 18, "title": "阳朔县添公交", "date": "2024/5/7 08:30", "text": "　　阳朔县新增公交线路6条，投放车辆48台。"}]


@pytest.mark.parametrize("path", sorted(WEB.glob("*.html")), ids=lambda path: path.stem)
def test_web_page_gives_its_headline_its_date_and_every_sentence(path, ruleset):
    title, date, *body = path.with_suffix(".gold").read_text(encoding="utf-8").rstrip("\n").split("\n")
    page = read_file(path, ruleset=ruleset)
    assert "".join(page.articles[0].title.split()) == "".join(title.split())
    assert (page.published.value or "") == date
    said = "".join("".join(page.text.slice(block.span) for block in page.blocks if block.zone not in ("furniture", "advert")).split())
    for paragraph in body:
        sentences = [sentence for sentence in "".join(paragraph.lstrip("●").split()).replace("】", "】。").split("。") if sentence]
        assert all(sentence.strip("（）") in said for sentence in sentences), paragraph


def test_clutter_of_a_web_page_is_no_article(ruleset):
    for path in sorted(WEB.glob("*.html")):
        page = read_file(path, ruleset=ruleset)
        said = "".join(page.text.slice(block.span) for block in page.blocks if block.zone not in ("furniture", "advert"))
        for clutter in ("首页", "责任编辑", "分享到", "版权所有", "相关阅读", "热门推荐", "上一篇", "打印", "点个“在看”", "今日热点", "更多新闻", "延伸閱讀"):
            assert clutter not in said, f"{path.stem}: {clutter}"


def test_web_page_names_its_encoding_and_is_believed_where_the_bytes_fit(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes("<html><head><meta charset=gb2312></head><body><p>鄂尔多斯市昨日新开公交线路6条，投放车辆48台。</p></body></html>".encode("gb18030"))
    source = open_source(path)
    assert "投放车辆48台" in source.text and source.encoding == "gb18030" and source.evidence == "the page says charset=gb2312"
    path.write_bytes("<html><head><meta charset=big5></head><body><p>鄂尔多斯市昨日新开公交线路6条，投放车辆48台。</p></body></html>".encode())
    assert "投放车辆48台" in open_source(path).text and open_source(path).encoding == "utf-8"


def test_nested_and_broken_mark_up_is_read_or_refused_and_never_stumbles(tmp_path):
    path = tmp_path / "a.html"
    for markup in ("<div>" * 5000 + "大桥昨日通车，全长1200米，车流有序。" + "</div>" * 5000, "<p>大桥昨日通车，全长1200米。<p><table><tr><td>一<td>二</p></div>", "<", "<html></html>", "&#0;&#x110000;<p>大桥</p>", "<!-- -->"):
        path.write_text(markup, encoding="utf-8")
        try:
            assert open_source(path).text.strip()
        except PageError as problem:
            assert problem.hint


def drawn_by_rows(words):
    return sorted(words, key=lambda one: (-one[1], one[0]))


@pytest.mark.parametrize("order", [list, drawn_by_rows, lambda words: words[::-1]], ids=["by-columns", "by-rows", "backwards"])
def test_pdf_columns_are_read_one_after_the_other_whatever_order_they_are_drawn_in(tmp_path, ruleset, order):
    words = [(40, 530, 18, "今年整治山塘120座"), *papers.column(40, 500, POND, 14), (240, 530, 18, "校园里的气象站"), *papers.column(240, 500, WEATHER, 14)]
    path = tmp_path / "A01.pdf"
    path.write_bytes(papers.pdf(order(words)))
    page = read_file(path, ruleset=ruleset)
    assert [(article.title, article.reporters) for article in page.articles] == [("今年整治山塘120座", ("何立",)), ("校园里的气象站", ("韦丽",))]
    assert [page.text.slice(article.body[0]) for article in page.articles] == [POND.partition("）")[2], WEATHER.partition("）")[2]]


def test_pdf_headline_over_three_columns_stays_above_them_and_apart_from_the_article_below(tmp_path, ruleset):
    lines = [POND[at:at + 14] for at in range(0, len(POND), 14)]
    words = [(200, 560, 22, "南宁整治山塘改善灌溉")]
    for number in range(3):
        words += [(40 + 200 * number, 520 - 14 * row, 10, line) for row, line in enumerate(lines[3 * number:3 * number + 3] if number < 2 else lines[6:])]
    words += [(150, 430, 22, "校园里建起气象站"), *papers.column(40, 400, WEATHER[:56], 14), *papers.column(240, 400, WEATHER[56:], 14)]
    path = tmp_path / "A01.pdf"
    path.write_bytes(papers.pdf(drawn_by_rows(words)))
    page = read_file(path, ruleset=ruleset)
    assert [article.title for article in page.articles] == ["南宁整治山塘改善灌溉", "校园里建起气象站"]
    assert page.text.slice(page.articles[0].body[0]) == POND.partition("）")[2]


def test_pdf_without_text_and_damaged_pdf_are_refused(tmp_path):
    path = tmp_path / "a.pdf"
    good = papers.pdf([(40, 500, 10, "大桥昨日通车。")])
    for content, what in ((papers.pdf([]), "without a text layer"), (b"%PDF-1.4\nnothing", "damaged"), (good[:300], "damaged"), (b"\x00\x01", "damaged")):
        path.write_bytes(content)
        with pytest.raises(PageError) as problem:
            open_source(path)
        assert what in problem.value.what and problem.value.hint


def test_a_small_pdf_that_unpacks_to_a_large_one_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("KG_LARGEST", "1")
    path = tmp_path / "a.pdf"
    path.write_bytes(papers.pdf([(40, 500, 10, "大" * 20)] * 60000))
    assert path.stat().st_size < 1 << 20
    with pytest.raises(PageError) as problem:
        open_source(path)
    assert "more than 1 MiB" in problem.value.what


def test_a_stream_in_the_older_packing_of_pdf_is_bounded_too(tmp_path, monkeypatch):
    def lzw(codes):
        bits = "".join(f"{code:0{9 + (code > 510) + (code > 1022) + (code > 2046)}b}" for code in codes)  # the table grows with each, and their width with the table
        return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8), "big")

    monkeypatch.setenv("KG_LARGEST", "1")
    bomb = lzw([256, 65, *range(258, 3000)])  # each code stands for one letter more than the one before
    path = tmp_path / "a.pdf"
    path.write_bytes(papers.whole([b"<< /Length %d /Filter /LZWDecode >>\nstream\n" % len(bomb) + bomb + b"\nendstream", b"<< /Type /Page /Parent 3 0 R /MediaBox [0 0 800 600] /Contents 1 0 R >>",
                                   b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>", b"<< /Type /Catalog /Pages 3 0 R >>"], 4))
    assert path.stat().st_size < 8000
    with pytest.raises(PageError) as problem:
        open_source(path)
    assert "more than 1 MiB" in problem.value.what


def test_each_record_is_a_page_with_its_id_its_title_and_its_date(tmp_path, ruleset):
    path = tmp_path / "may.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    tasks, notes = gather([path])
    assert [name for _, name, _ in tasks] == ["may.jsonl#17", "may.jsonl#18"] and not notes
    pages = [read_source(open_source(piece, name), given, ruleset) for piece, name, given in tasks]
    assert [(page.articles[0].title, page.published.value) for page in pages] == [("漓江沿岸新建步道", "2024-05-06"), ("阳朔县添公交", "2024-05-07")]


def test_columns_may_have_other_names_and_the_file_another_encoding(tmp_path, ruleset):
    path = tmp_path / "june.csv.gz"
    table = io.StringIO()
    csv.writer(table).writerows([["编号", "标题", "日期", "正文"], ["a1", "钦州港扩建", "2023-06-02", "钦州港新建泊位2个，\n年吞吐能力新增300万吨。"]])
    path.write_bytes(gzip.compress(table.getvalue().encode("gb18030")))
    (piece, name, _), = gather([path], columns=Columns.of("id=编号,title=标题,date=日期,text=正文"))[0]
    assert name == "june.csv.gz#a1" and open_source(piece, name).text == "钦州港扩建\n\n钦州港新建泊位2个，\n年吞吐能力新增300万吨。\n"
    tasks, notes = gather([path])
    assert not tasks and "编号, 标题, 日期, 正文" in notes[0].message
    with pytest.raises(UsageError):
        Columns.of("body=正文")


def test_records_that_are_none_are_named_and_the_others_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "x", "text": "大桥通车。"}\n{bad\n[1]\n{"id": "x", "text": "又一页。"}\n{"id": "z", "text": ""}\n{"text": 7.5}\n' + "[" * 100000 + "\n", encoding="utf-8")
    tasks, notes = gather([path])
    assert [name for _, name, _ in tasks] == ["a.jsonl#x", "a.jsonl#x~4"]
    assert [note.source for note in notes] == ["a.jsonl#2", "a.jsonl#3", "a.jsonl#5", "a.jsonl#6", "a.jsonl#7"]

def test_json_that_is_no_page_and_an_empty_column_are_told_apart(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(ROWS, ensure_ascii=False, indent=1), encoding="utf-8")
    with pytest.raises(PageError, match="is JSON, not the text of a page; write its records one on each line, as .jsonl"):
        open_source(tmp_path / "a.json")
    (tmp_path / "b.json").write_text("大桥通车。", encoding="utf-8")
    assert open_source(tmp_path / "b.json").text == "大桥通车。"
    (tmp_path / "c.csv").write_text("id,text\n1,大桥通车。\n2,\n", encoding="utf-8")
    notes = gather([tmp_path / "c.csv"])[1]
    assert [(note.source, note.message.rpartition(": ")[2]) for note in notes] == [("c.csv#2", "has an empty column text; fill it, or leave the record out")]



def test_a_record_is_read_when_its_turn_comes(tmp_path, monkeypatch):
    path = tmp_path / "may.jsonl"
    path.write_text("".join(json.dumps({"id": f"{number}", "text": f"{number}路公交开通。" + "站" * 5000}, ensure_ascii=False) + "\n" for number in range(200)), encoding="utf-8")
    tasks, _ = gather([path])
    assert len(pickle.dumps(tasks)) < 20_000, "who holds the tasks holds no text"
    parse = records.rows_of
    parsed = []
    monkeypatch.setattr(records, "rows_of", lambda *given: parsed.append(given) or parse(*given))
    assert gather([path])[0] == tasks and not parsed, "a file that did not change is parsed once"
    assert [open_source(place, name).text[:7] for place, name, _ in tasks[:2]] == ["0路公交开通。", "1路公交开通。"]
    path.write_text(path.read_text(encoding="utf-8").replace('"id": "1"', '"id": "x"'), encoding="utf-8")
    assert open_source(*tasks[0][:2]).text.startswith("0路")
    with pytest.raises(PageError, match=r"may.jsonl:2: is not the record that was found there"):
        open_source(*tasks[1][:2])
    path.unlink()
    with pytest.raises(PageError, match="cannot be read"):
        open_source(*tasks[0][:2])


def test_a_build_stores_extracted_texts_and_verify_finds_every_quotation_in_them(tmp_path, capsys):
    pages, out = tmp_path / "pages", tmp_path / "out"
    pages.mkdir()
    (pages / "a.html.gz").write_bytes(gzip.compress((WEB / "portal-news.html").read_bytes()))
    (pages / "b.pdf").write_bytes(papers.pdf(papers.column(40, 500, POND, 14)))
    (pages / "c.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    (pages / "d.txt").write_bytes("臺北捷運環狀線昨日動工，市長表示，全線設14座車站，這是我們的一大步。\n".encode("big5"))
    command = ["build", str(pages), "--out", str(out), "--quiet", "--formats", "tables,report,texts,manifest"]
    assert main(command) == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    texts = {page["name"]: out / page["text"] for page in manifest["pages"] if "text" in page}
    assert set(texts) == {"a.html.gz", "b.pdf", "c.jsonl#17", "c.jsonl#18"}
    rows = list(csv.DictReader(io.StringIO((out / "tables" / "claims.csv").read_text(encoding="utf-8-sig"))))
    assert {row["source"] for row in rows} >= set(texts)
    for row in rows:
        if row["source"] in texts:
            text = texts[row["source"]].read_text(encoding="utf-8")
            assert "".join(text[int(row["value_start"]):int(row["value_end"])].split()) == row["value_text"]
    assert main(["verify", str(out), "--pages", str(pages)]) == 0
    report = (out / "report.txt").read_text(encoding="utf-8")
    assert "big5hkscs (UTF-8 breaks at byte 0;" in report and "text by trafilatura" in report
    capsys.readouterr()
    stored = texts["b.pdf"]
    stored.write_text(stored.read_text(encoding="utf-8").replace("120", "190"), encoding="utf-8")
    assert main(["verify", str(out), "--pages", str(pages)]) == 1
    said = capsys.readouterr().out
    assert "is not what is taken out now" in said and "does not have the hash" in said


@pytest.mark.parametrize(("content", "names"), [
    ("大桥昨日通车，全长1200米。\n".encode(), ["standard-input"]),
    (gzip.compress("大桥昨日通车，全长1200米。\n".encode()), ["standard-input"]),
    ((WEB / "bare.html").read_bytes(), ["standard-input"]),
    (papers.pdf([(40, 500, 10, "大桥昨日通车。")]), ["standard-input"]),
    (json.dumps(ROWS[0], ensure_ascii=False).encode(), ["standard-input#17"]),
])
def test_standard_input_is_told_by_its_first_bytes(monkeypatch, content, names):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    tasks, notes = gather(["-"])
    assert [name for _, name, _ in tasks] == names and not notes
    assert all(open_source(piece, name).text.strip() for piece, name, _ in tasks)


def test_gzip_bombs_and_files_beyond_the_limit_are_refused_and_the_limit_can_be_set(tmp_path, monkeypatch):
    bomb = tmp_path / "a.txt.gz"
    bomb.write_bytes(gzip.compress(b"0" * (3 << 20)))
    monkeypatch.setenv("KG_LARGEST", "2")
    for refuse in (lambda: read_bytes(bomb), lambda: unpacked(bomb.read_bytes(), "standard input")):
        with pytest.raises(PageError) as problem:
            refuse()
        assert "larger than 2 MiB" in problem.value.what and "KG_LARGEST" in problem.value.hint
    monkeypatch.setenv("KG_LARGEST", "4")
    assert len(read_bytes(bomb)) == 3 << 20
    monkeypatch.setenv("KG_LARGEST", "many")
    with pytest.raises(UsageError):
        read_bytes(bomb)
    monkeypatch.delenv("KG_LARGEST")
    assert LARGEST == 64 << 20


@pytest.mark.parametrize(("encoding", "text", "evidence"), [
    ("utf-8", "兰州新区昨日启动管廊建设。", "every byte is valid UTF-8"), ("utf-8-sig", "兰州新区昨日启动管廊建设。", "UTF-8 mark"),
    ("utf-16", "兰州新区昨日启动管廊建设。", "UTF-16 mark"), ("utf-16-le", "兰州新区昨日启动管廊建设，投资120万元。\n" * 4, "no mark; every second byte"),
    ("utf-16-be", "兰州新区昨日启动管廊建设，投资120万元。\n" * 4, "no mark; every second byte"),
    ("gb18030", "兰州新区昨日启动管廊建设，这是全市的大事。" * 3, "everyday characters as gb18030"),
    ("big5", "新北市政府昨日宣布，捷運將於明年動工，這是市民的大事。" * 3, "everyday characters as big5hkscs"), ("utf-32", "兰州新区昨日启动。", "UTF-32 mark")])
def test_every_encoding_is_told_with_its_evidence(encoding, text, evidence):
    found = decoded(text.encode(encoding))
    assert found.text == text and evidence in found.evidence


def test_a_packed_page_with_a_wrong_bit_is_damaged_and_not_forbidden(tmp_path):
    packed = bytearray(gzip.compress("大桥昨日通车，全长1200米。\n".encode()))
    packed[-8] ^= 1  # the checksum
    (tmp_path / "a.txt.gz").write_bytes(packed)
    with pytest.raises(PageError, match="damaged gzip.*pack it again"):
        open_source(tmp_path / "a.txt.gz")


def test_a_day_that_no_calendar_has_is_no_date(tmp_path):
    assert iso_date("2025/2/30") is None and iso_date("2024-02-29 08:00") == "2024-02-29"
    (tmp_path / "A01.txt").write_text("大桥昨日通车，全长1200米。\n", encoding="utf-8")
    (tmp_path / "pages.yaml").write_text("A01.txt: 2025-02-30\n", encoding="utf-8")
    with pytest.raises(PageError, match="the date of A01.txt is not"):
        given_dates(tmp_path)
    (tmp_path / "pages.yaml").write_text("A01.txt: 2025-02-28\nA1.txt: 2025-02-28\n", encoding="utf-8")
    tasks, notes = gather([tmp_path])
    assert [given for _, _, given in tasks] == ["2025-02-28"]
    assert [(note.kind, note.source) for note in notes] == [("date", "A1.txt")], "a name that is typed wrong dates nothing, and is told"
