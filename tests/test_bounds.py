"""Time in proportion to length for whatever a line holds, and an end to it: a page that is too long for one is cut, and says so."""
from __future__ import annotations

import random
import sys
import time

import pytest

import kg
from kg import workplace
from kg.model import Span
from kg.pipeline import analyse
from kg.read import bounds, read_text
from kg.rules.conditions import Prints

PAGE = "本报讯（记者 周文）8月4日，记者从梅州市水务局获悉，今年上半年，梅州市新建供水管线120公里，同比增长8%。\n"
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
CITIES = "韶关 梅州 河源 清远 云浮 阳江 茂名 潮州 揭阳 汕尾".split()


def news(length: int, between: str, stop: str) -> str:
    """Invented news in which every name is a new one: firms, people, villages, projects, quotations, figures."""
    dice, said, size = random.Random(7), [], 0

    def new(count: int) -> str:
        return "".join(dice.choice(HAN) for _ in range(count))

    while size < length:
        city, firm, person = dice.choice(CITIES), new(2), dice.choice(SURNAMES) + new(2)
        said.append(f"{city}{firm}公司投产{between}本报讯（记者 {dice.choice(SURNAMES)}{new(1)}）8月4日，记者从{city}市{firm}食品有限公司获悉，今年上半年，该公司完成产值{dice.randrange(2, 90)}.5亿元，同比增长8%{stop}"
                    f"{firm}食品有限公司董事长{person}说：“我们投资3亿元的{new(3)}产业园项目占地{dice.randrange(100, 900)}亩，带动{new(2)}村300户增收{stop}”据悉，该项目明年建成{stop}"
                    f"{new(2)}县村民{person[0]}先生家种了9亩蔬菜，他说收入5万元{stop}{new(2)}报告会举行，其中我市3项获奖，计划2027年达到20项{stop}{between}")
        size += len(said[-1])
    return "".join(said)[:length]


SHAPES = {
    "news": lambda n: news(n, "\n\n", "。"), "news in one line": lambda n: news(n, "", "。"), "news in one sentence": lambda n: news(n, "", "，"),
    "headings alone": lambda n: "滨江市水务局\n" * (n // 7), "notices": lambda n: "公告\n\n电话12345678\n\n" * (n // 15), "quoted lines": lambda n: "“滨江\n" * (n // 4), "two characters a line": lambda n: "滨江\r" * (n // 3),
    **{name: (lambda unit: lambda n: (unit * (n // len(unit) + 1))[:n])(unit) for name, unit in {  # noqa: B023 (each is made at once)
        "brackets": "（", "brackets of all sorts": "（“《【[{<", "quotes": "“", "nested quotes": "“滨江“水务”", "digits": "0123456789", "one digit": "9", "commas": "，", "figures": "3.5 12 ",
        "Chinese figures": "一二三四五六七八九十百千万亿", "one surname": "王", "surnames": "王李张刘陈", "names": "李明、", "titles": "副局长李明", "firms": "公司", "rates": "增长8%，", "fractions": "百分之",
        "speakers": "李明说：", "bylines": "（记者 李明）", "an endless name": "天地玄黄宇宙洪荒日月盈昃辰宿列张", "places": "南京市鼓楼区", "ranks": "居中部六省第二位，", "spaces": " ", "wide spaces": "滨　江　", "dashes": "—5",
        "dates": "2023年5月1日至", "tags": "<p>滨江</p>", "projects": "滨江污水处理工程，该项目"}.items()},
}


def calls(text: str, ruleset) -> int:
    """How many functions are called to read and analyse a text: the same on every machine, busy or not."""
    counted = 0

    def count(frame, event, argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    page = None
    sys.setprofile(count)
    try:
        page = read_text(text, "page.txt", ruleset=ruleset)
        analyse(page, ruleset)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("name", SHAPES)
def test_four_times_the_text_is_at_most_five_times_the_work(name, ruleset):
    analyse(read_text(PAGE, "page.txt", ruleset=ruleset), ruleset)  # dictionaries and automata are made once
    small, large = calls(SHAPES[name](700), ruleset), calls(SHAPES[name](2800), ruleset)
    assert large <= 5 * small + 1000, f"{large / small:.1f} times the calls for four times the text"


def test_a_name_on_a_long_page_is_looked_for_near_by(ruleset):
    """`seen-again` searched the whole page for each name: what costs no call costs time."""
    once = "".join(HAN)
    prints = Prints(once + "水" * 600_000 + once[:40] + "水" * 600_000)
    started = time.process_time()
    assert not any(prints.stands(Span(at, at + 3), 2) for at in range(0, 300, 3))
    assert prints.stands(Span(len(once), len(once) + 2), 2)
    assert time.process_time() - started < 2


def test_a_page_longer_than_pages_are_is_read_up_to_its_bound_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "LONGEST_PAGE", 2000)
    (tmp_path / "long.txt").write_text(news(5000, "\n\n", "。"), encoding="utf-8")
    (tmp_path / "line.txt").write_text(news(5000, "", "。"), encoding="utf-8")
    (tmp_path / "short.txt").write_text(news(600, "\n\n", "。"), encoding="utf-8")
    graph = kg.build([tmp_path])
    told = {note.source: note.message for note in graph.records.notes if note.kind == "passed over"}
    assert told.keys() == {"long.txt", "line.txt"}
    assert "holds 5,000 characters; those after the first 2,000 were passed over: split it into pages, or set KG_LARGEST" in told["line.txt"]
    assert max(claim.value_end for claim in graph.claims if claim.evidence.source == "line.txt") <= 2000
    graph.write(tmp_path / "out", ["report"])
    assert "passed over (2)" in (tmp_path / "out" / "report.txt").read_text(encoding="utf-8")


def test_who_says_how_large_files_are_has_all_of_them_read_and_kept_results_know_it(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "LONGEST_PAGE", 2000)
    monkeypatch.setattr(workplace, "LONGEST_PAGE", 2000)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "long.txt").write_text(news(5000, "\n\n", "。"), encoding="utf-8")
    cut = kg.build([tmp_path / "long.txt"], keep=True)
    monkeypatch.setenv("KG_LARGEST", "1")
    whole = kg.build([tmp_path / "long.txt"], keep=True)
    assert not [note for note in whole.records.notes if note.kind == "passed over"]
    assert len(whole.claims) > len(cut.claims)
