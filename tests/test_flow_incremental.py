"""The engine that remembers: after any edits the bytes of a clean build, with only what depends on them worked out again."""
from __future__ import annotations

import os
import random
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import partial

import flowing
import pytest
from test_flow_plan import AGAIN, HARBOUR, PAPER, PLAN, RESULT, archive, differing, outputs, own_cache  # noqa: F401  (fixtures)

from kg import pipeline, workplace
from kg.errors import KgError
from kg.export import Settings
from kg.export.report import Summary, lines_of
from kg.flow import incremental, patching, plan, strips
from kg.flow.choosing import engine_called
from kg.flow.incremental import Incremental
from kg.flow.ledger import Ledger, Lost, are_alike, named, packed, spelled, unpacked

FORMATS = ("turtle", "nquads", "tables", "report", "texts", "manifest")
_CITIES = ("北海市", "遵义市", "韶关市", "阜阳市")
_NAMES = ("陈海波", "韦立新", "黄玉", "陆国强")


def built(archive, out, called="incremental", keep=True, profile="full", formats=FORMATS):
    pipeline.build_on(called, out, formats, Settings(profile=profile), [archive], jobs=1, keep=keep)
    return outputs(out)


def some_page(chance: random.Random) -> str:
    """A short page whose people, offices, places, goals and reprints touch those of other pages."""
    city, name, year = chance.choice(_CITIES), chance.choice(_NAMES), chance.choice((2023, 2024))
    office = chance.choice(("教育局", "水务局"))
    words = chance.choice((f"{year}年，{city}港口货物吞吐量{chance.randint(5000, 5003)}万吨，同比增长7.{chance.randint(0, 2)}%。{city}{office}局长{name}到会。",
                           f"{year + 1}年，{city}计划完成港口货物吞吐量{chance.randint(5100, 5102)}万吨。市{office}局长{name}介绍了情况。",
                           f"{city}{office}副局长{name}来到高新区调研。高新区去年完成投资{chance.randint(3, 5)}.0亿元。"))
    return chance.choice((PAPER.format(day=f"{year + 1}年1月{chance.randint(1, 28)}日", title=chance.choice(("港口交出成绩单", "今年目标已定")), words=words), HARBOUR + words + "\n", RESULT, AGAIN, PLAN))


@pytest.mark.parametrize(("seed", "short", "long", "budget"), [(0, 16, 32, 32 << 20), (1, 16, 32, 1), (2, 2, 3, 5000), (3, 1, 1, 20_000)])
def test_after_any_edits_the_bytes_are_those_of_a_clean_build(archive, tmp_path, monkeypatch, seed, short, long, budget):
    monkeypatch.setattr(patching, "SHORT", short)
    monkeypatch.setattr(strips, "SHORT", short)
    monkeypatch.setattr(strips, "LONG", long)
    monkeypatch.setattr(incremental, "_BUDGET", budget)
    chance = random.Random(seed)
    for number in range(6):
        (archive / f"{number}.txt").write_text(some_page(chance), encoding="utf-8")
    built(archive, tmp_path / "out")
    for _ in range(4):
        for _ in range(chance.randint(1, 3)):
            name = archive / f"{chance.randint(0, 7)}.txt"
            if name.exists() and chance.random() < 0.25:
                name.unlink()
            else:
                name.write_text(some_page(chance), encoding="utf-8")
        assert differing(built(archive, tmp_path / "out"), built(archive, tmp_path / "clean", "memory", keep=False)) == []
    assert not list(tmp_path.rglob(".kg-rows-*"))


def test_the_lean_profile_is_alike(archive, tmp_path):
    built(archive, tmp_path / "out", profile="lean")
    (archive / "b.txt").write_text(PLAN.replace("5600万吨", "5800万吨"), encoding="utf-8")
    assert differing(built(archive, tmp_path / "out", profile="lean"), built(archive, tmp_path / "clean", "memory", keep=False, profile="lean")) == []


def test_only_what_depends_on_a_changed_page_is_worked_out_again(archive, tmp_path, monkeypatch):
    calls = Counter()

    def counting(name, work):
        def counted(*arguments, **more):
            calls[name] += 1
            return work(*arguments, **more)
        return counted

    for home, name in ((workplace, "analyse"), (plan, "told"), (plan, "page_leaves"), (plan, "entity_leaves")):
        monkeypatch.setattr(home, name, counting(name, getattr(home, name)))
    built(archive, tmp_path / "out")
    first = Counter(calls)
    calls.clear()
    built(archive, tmp_path / "out")
    assert not calls, "nothing has changed"
    (archive / "0.txt").write_text(PAPER.format(day="2024年3月2日", title="春耕开始", words="近日，韶关市农机站检修农机320台。"), encoding="utf-8")
    built(archive, tmp_path / "out")
    assert calls["analyse"] == 1 and calls["told"] == calls["page_leaves"] == 1 and 0 < calls["entity_leaves"] < first["entity_leaves"] / 3


def test_a_page_that_comes_or_goes_leaves_the_others_alone(archive, tmp_path, monkeypatch):
    built(archive, tmp_path / "out")
    again = []
    page_leaves = plan.page_leaves
    monkeypatch.setattr(plan, "page_leaves", lambda records, wanted: again.append(records.sources[0].name) or page_leaves(records, wanted))
    (archive / "0a.txt").write_text(PAPER.format(day="2024年3月2日", title="春耕开始", words="近日，韶关市农机站检修农机320台。"), encoding="utf-8")
    built(archive, tmp_path / "out")
    (archive / "0a.txt").unlink()
    assert differing(built(archive, tmp_path / "out"), built(archive, tmp_path / "clean", "memory", keep=False)) == []
    assert [name for name in again if not name.startswith("0a")][:-12] == [], "the last twelve are of the clean build"


def test_a_build_that_fails_leaves_what_was_remembered(archive, tmp_path, monkeypatch):
    built(archive, tmp_path / "out")
    (archive / "b.txt").write_text(PLAN.replace("5600万吨", "5800万吨"), encoding="utf-8")
    crossed = plan.crossed
    monkeypatch.setattr(plan, "crossed", lambda *rows: (_ for _ in ()).throw(KgError("the power went")))
    with pytest.raises(KgError):
        built(archive, tmp_path / "out")
    monkeypatch.setattr(plan, "crossed", crossed)
    assert differing(built(archive, tmp_path / "out"), built(archive, tmp_path / "clean", "memory", keep=False)) == []


@pytest.mark.parametrize("half", [lambda whole: whole[:len(whole) // 2], lambda whole: b"", lambda whole: b"\xff\xfe\x00" * 99], ids=["half", "nothing", "no text"])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_page_that_was_read_while_somebody_wrote_it_anew_is_read_again(half, is_new, archive, tmp_path, monkeypatch):
    """`cp` over a page: it is emptied and filled again, and in the end has the bytes that it had."""
    page = archive / "0.txt"
    if not is_new:
        built(archive, tmp_path / "out")
        page.write_bytes(page.read_bytes() + "茶园镇有茶园5万亩。\n".encode())
    real = workplace.open_source

    def meanwhile(path, name):
        whole = page.read_bytes()
        if path != page:
            return real(path, name)
        page.write_bytes(half(whole))
        try:
            return real(path, name)
        finally:
            page.write_bytes(whole)

    monkeypatch.setattr(workplace, "open_source", meanwhile)
    built(archive, tmp_path / "out")
    monkeypatch.setattr(workplace, "open_source", real)
    assert differing(built(archive, tmp_path / "out"), built(archive, tmp_path / "clean", "memory", keep=False)) == []


@pytest.mark.parametrize("damage", ["no database", "cut short", "rows taken out"])
def test_a_damaged_ledger_is_begun_anew_in_the_same_build(damage, archive, tmp_path):
    wanted = built(archive, tmp_path / "out")
    (ledger,) = list((tmp_path / "cache").rglob("ledgers/*"))
    if damage == "rows taken out":
        with closing(sqlite3.connect(ledger)) as base:
            for number, in base.execute("SELECT number FROM sheets").fetchall():
                base.execute(f"DELETE FROM sheet{number}")
            base.commit()
    else:
        ledger.write_bytes(b"no database" * 1000 if damage == "no database" else ledger.read_bytes()[:-5000])
    assert differing(built(archive, tmp_path / "out"), wanted) == []
    (ledger,) = list((tmp_path / "cache").rglob("ledgers/*"))
    assert Ledger(ledger).build == 2, "begun anew"


@contextmanager
def damaged(ledger):
    """What is done to a ledger meanwhile is done by a disk: the file's time stays."""
    times = ledger.stat().st_atime, ledger.stat().st_mtime
    yield
    os.utime(ledger, times)


def test_a_ledger_that_another_program_wrote_to_is_not_believed(tmp_path):
    run(tmp_path / "ledger", flowing.LINES[:9])
    (tmp_path / "ledger").write_bytes((tmp_path / "ledger").read_bytes())
    with pytest.raises(KgError, match="damaged"):
        run(tmp_path / "ledger", flowing.LINES[:9])


def test_a_stumble_over_what_is_remembered_is_damage_and_in_a_first_build_it_is_a_fault_of_the_program(tmp_path):
    with pytest.raises(KeyError), Incremental(tmp_path / "ledger"):
        raise KeyError("a row")
    run(tmp_path / "ledger", flowing.LINES[:9])
    with pytest.raises(Lost, match="damaged"), Incremental(tmp_path / "ledger"):
        raise KeyError("a row")
    assert not (tmp_path / "ledger").exists()


def test_damage_inside_a_ledger_is_told_or_does_not_matter(tmp_path):
    lines = flowing.LINES[:60]
    wanted = run(tmp_path / "new", [*lines, "茶园 茶园"])
    told = 0
    for number in range(12):
        ledger = tmp_path / f"ledger{number}"
        run(ledger, lines)
        with damaged(ledger):
            bytes_ = bytearray(ledger.read_bytes())
            for at in range(4096 + number * 97, len(bytes_), 1201):  # behind the page that says what the file is
                bytes_[at] ^= 0xFF
            ledger.write_bytes(bytes_)
        try:
            assert run(ledger, [*lines, "茶园 茶园"]) == wanted
        except KgError as letter:
            assert "damaged" in str(letter) and "build again" in str(letter)
            told += 1
            assert run(ledger, [*lines, "茶园 茶园"]) == wanted
    assert told, "some of the damage is where it matters"


def test_a_ledger_that_cannot_grow_is_a_letter(tmp_path):
    ledger = Ledger(tmp_path / "ledger")
    sheet = ledger.sheet("a")
    ledger._base.execute("PRAGMA max_page_count = 20")
    with pytest.raises(KgError, match="cannot be written.*make room"):
        for number in range(1000):
            sheet.put(spelled(number), random.Random(number).randbytes(1000))
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("pages", [40, 200])
def test_a_cache_that_is_full_costs_what_it_would_have_remembered(pages, archive, tmp_path, monkeypatch):
    real = Ledger._open

    def with_little_room(ledger):
        real(ledger)
        ledger._base.execute(f"PRAGMA max_page_count = {pages}")

    wanted = built(archive, tmp_path / "clean", "memory", keep=False)
    monkeypatch.setattr(Ledger, "_open", with_little_room)
    assert differing(built(archive, tmp_path / "out"), wanted) == []
    assert not list((tmp_path / "cache").rglob("ledgers/*"))


def test_while_another_build_works_with_the_ledger_memory_does_the_work(tmp_path):
    with Incremental(tmp_path / "ledger"):
        assert engine_called("incremental", ledger=tmp_path / "ledger").name == "memory"
    with engine_called("incremental", ledger=tmp_path / "ledger") as later:
        assert later.name == "incremental"


def test_for_each_output_a_ledger_and_no_more_than_four(archive, tmp_path):
    for name in ("0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.txt", "e.txt", "d.txt"):
        (archive / name).unlink()
    for number in range(6):
        built(archive, tmp_path / f"out{number}", formats=("report",))
    assert len(list((tmp_path / "cache").rglob("ledgers/*"))) == 4

# --- files patched ---------------------------------------------------------------------------------

EVERY = ("turtle", "ntriples.gz", "trig", "nquads.zst", "tables", "report", "texts", "manifest")


@pytest.fixture
def whole(monkeypatch):
    """How often files were written whole."""
    from kg.flow import filing

    calls = []
    write_all = filing.write_all
    monkeypatch.setattr(filing, "write_all", lambda *arguments: calls.append(1) or write_all(*arguments))
    return calls


@pytest.mark.parametrize("profile", ["lean", "full"])
def test_every_file_is_patched_to_the_bytes_of_a_clean_build(archive, tmp_path, whole, profile):
    def is_clean():
        return differing(built(archive, tmp_path / "out", profile=profile, formats=EVERY), built(archive, tmp_path / "clean", "memory", keep=False, profile=profile, formats=EVERY)) == []

    assert is_clean() and whole == [1] and len(list((tmp_path / "out").rglob("texts/*"))) == 1
    (archive / "0.txt").write_text(PAPER.format(day="2024年3月2日", title="春耕开始", words="近日，韶关市农机站检修农机320台。"), encoding="utf-8")
    assert is_clean(), "another page"
    (archive / "g.html").unlink()
    (archive / "00.txt").write_text(PAPER.format(day="2024年3月2日", title="渔港扩建", words="近日，北海市渔港泊位增至45个。"), encoding="utf-8")
    assert is_clean(), "one page and its text gone, another come"
    assert is_clean(), "nothing changed"
    for page in sorted(archive.iterdir())[1:]:
        page.unlink()
    assert is_clean(), "all but one gone"
    assert whole == [1]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b""), lambda path: path.write_bytes(path.read_bytes()[:-1] + b"!"),
                                    lambda path: path.write_bytes(path.read_bytes() + b"\n"), lambda path: (path.unlink(), path.mkdir())])
@pytest.mark.parametrize("name", ["graph.ttl", "tables/claims.csv", "graph.nq.zst"])
def test_a_file_that_somebody_changed_is_not_built_on(archive, tmp_path, whole, damage, name):
    for page in sorted(archive.iterdir())[4:]:
        page.unlink()
    formats = ("turtle", "nquads.zst", "tables", "report")
    wanted = built(archive, tmp_path / "out", formats=formats)
    damage(tmp_path / "out" / name)
    if (tmp_path / "out" / name).is_dir():
        with pytest.raises(KgError, match="a folder stands where a file belongs"):
            built(archive, tmp_path / "out", formats=formats)
        (tmp_path / "out" / name).rmdir()
    assert differing(built(archive, tmp_path / "out", formats=formats), wanted) == []
    assert len(whole) >= 2


def test_only_what_changed_is_put_together_again(archive, tmp_path, monkeypatch):
    made = []
    stretch_of = patching.stretch_of
    monkeypatch.setattr(patching, "stretch_of", lambda file, place, *rest: made.append((file, place)) or stretch_of(file, place, *rest))
    built(archive, tmp_path / "out")
    built(archive, tmp_path / "out")
    assert made == [], "nothing has changed"
    (archive / "0.txt").write_text(PAPER.format(day="2024年3月2日", title="春耕开始", words="近日，韶关市农机站检修农机320台。"), encoding="utf-8")
    built(archive, tmp_path / "out")
    nodes = (tmp_path / "out" / "graph.ttl").read_text(encoding="utf-8").count(" .\n")
    assert 0 < len({place for file, place in made if file == "graph.ttl"}) < nodes / 2


# --- the engine itself ----------------------------------------------------------------------------


def run(ledger, lines, table=None, letters=None):
    """A plan with every kind of stage; answers its rows."""
    with Incremental(ledger) as engine:
        seen = engine.rows(enumerate(lines)).flat_map(partial(flowing.words_of_numbered, letters), stamp=flowing.second).kept()
        counted = seen.flat_map(flowing.with_one).grouped(flowing.first, flowing.whole, flowing.count)
        common = engine.share(frozenset(word for word, count in counted if count > 2), "common words")
        looked = seen.plus(engine.rows(["港口", "书院"])).flat_map(partial(flowing.if_common, common, engine.share(dict(table or {}), "names")))
        return sorted(looked.grouped(flowing.itself_as_key, flowing.itself, flowing.list_of)), sorted(counted), list(counted.sorted(flowing.whole))


def test_any_edits_of_a_small_plan_give_what_a_new_ledger_gives(tmp_path):
    chance = random.Random(4)
    lines, table = flowing.LINES[:40], {"水库": "大水库"}
    for number in range(25):
        assert run(tmp_path / "ledger", lines, table) == run(tmp_path / f"new{number}", lines, table)
        for _ in range(chance.randint(0, 3)):
            lines[chance.randrange(len(lines))] = chance.choice(flowing.LINES)
        if chance.random() < 0.3:
            lines.pop(chance.randrange(len(lines)))
        if chance.random() < 0.3:
            table = {chance.choice("水库 学校 书院".split()): chance.choice(("甲", "乙")) for _ in range(2)}


def test_rows_keep_their_order_in_the_next_build_too(tmp_path):
    for _ in range(2):
        with Incremental(tmp_path / "ledger") as engine:
            assert list(engine.rows(range(300)).flat_map(flowing.twice)) == [n for n in range(300) for _ in range(2)]


def test_rows_with_the_same_stamp_are_not_worked_on(tmp_path):
    letters = tmp_path / "letters"
    lines = flowing.LINES[:10]
    run(tmp_path / "ledger", lines, letters=str(letters))
    letters.write_text("")
    run(tmp_path / "ledger", [*lines[:3], "茶园 茶园", *lines[4:]], letters=str(letters))
    assert letters.read_text().split() == ["3"]


def test_a_stage_that_one_build_left_out_is_worked_out_anew(tmp_path):
    def build(rows, with_groups):
        with Incremental(tmp_path / "ledger") as engine:
            kept = engine.rows(rows).flat_map(flowing.alone).kept()
            return sorted(kept.grouped(flowing.tens, flowing.itself, flowing.list_of)) if with_groups else sorted(kept)

    assert build([1, 2, 101], True) == [(1, 2), (101,)]
    assert build([1, 2, 201], False) == [1, 2, 201]
    assert build([1, 2, 3], True) == [(1, 2, 3)]


def test_equal_rows_are_as_many_as_are_given(tmp_path):
    def build(rows):
        with Incremental(tmp_path / "ledger") as engine:
            return sorted(engine.rows(rows).flat_map(flowing.words).grouped(flowing.first, flowing.whole, flowing.count))

    assert build(["港口", "港口", "书院"]) == [("书院", 1), ("港口", 2)]
    assert build(["港口", "书院", "港口", "港口"]) == [("书院", 1), ("港口", 3)]
    assert build(["书院"]) == [("书院", 1)]


def test_equal_is_not_the_same():
    assert not are_alike(packed([Decimal("1.0")]), [Decimal("1.00")], packed([Decimal("1.00")])) and not are_alike(packed((1,)), (True,), packed((True,)))
    word = "".join(["港", "口"])
    assert are_alike(packed(("港口", "港口")), (word, "港口"), packed((word, "港口"))), "whether two words are one object does not matter"


def test_keys_are_spelled_in_their_order():
    numbers = [-5, 0, 3, 255, 256, 1 << 40]
    assert sorted(numbers, key=spelled) == numbers and [named(spelled(key)) for key in (*numbers, "滨江\ud800", b"\0\xff")] == [*numbers, "滨江\ud800", b"\0\xff"]


def test_a_ledger_is_changed_as_a_whole_or_not_at_all(tmp_path):
    first = Ledger(tmp_path / "ledger")
    first.sheet("a").put(b"k", b"one")
    first.keep()
    first.close()
    second = Ledger(tmp_path / "ledger")
    second.sheet("a").put(b"k", b"two")
    second.close()  # as a process that is killed
    third = Ledger(tmp_path / "ledger")
    assert third.sheet("a").get(b"k") == b"one" and third.build == 2
    third.close()


def test_summaries_told_piece_by_piece_say_what_one_says():
    whole, pieces = Summary(), [Summary() for _ in range(7)]
    for number in range(150):
        for summary in (whole, pieces[number // 25]):
            summary.counts["pages"] += 1
            summary.split["claims"][f"kind {number % 3}"] += 1
            summary.add("numbers nobody explains", f"A{number:02}.txt:{number}")
    together = Summary()
    for piece in pieces:
        together.include(unpacked(packed(piece)))
    assert lines_of(together) == lines_of(whole) and any("more" in line for line in lines_of(whole))


def test_a_strip_that_has_grown_too_long_is_cut(tmp_path, archive, monkeypatch):
    for module in (strips, patching):
        monkeypatch.setattr(module, "SHORT", 4)
    monkeypatch.setattr(strips, "LONG", 4)
    lengths = []
    put = strips.Writing._put
    monkeypatch.setattr(strips.Writing, "_put", lambda writing, strip, number: lengths.append(len(strip.places)) or put(writing, strip, number))
    built(archive, tmp_path / "out", formats=("turtle", "report", "manifest"))
    lengths.clear()
    (archive / "z.txt").write_text(PLAN + HARBOUR + RESULT, encoding="utf-8")
    built(archive, tmp_path / "out", formats=("turtle", "report", "manifest"))
    assert max(lengths) == 4
