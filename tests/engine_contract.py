"""What holds on every engine: tests that `test_flow_engines` and `test_flow_spark` take over, each with an `engine` of its own.

In: an engine.  Out: the same rows for the same plan, whatever the processes, parts and machines.
"""
from __future__ import annotations

import gzip
import hashlib
import random
from functools import partial

import flowing
import pytest

from kg.errors import PageError
from kg.flow.parts import LineParts


def test_words_are_counted_alike(engine):
    counted = engine.rows(flowing.LINES).flat_map(flowing.words).grouped(flowing.first, flowing.whole, flowing.count)
    assert sorted(counted) == flowing.COUNTS


def test_groups_may_be_grouped_again(engine):
    counted = engine.rows(flowing.LINES).flat_map(flowing.words).grouped(flowing.first, flowing.whole, flowing.count)
    by_count = counted.grouped(flowing.second, flowing.whole, flowing.gather_words)
    wanted: dict[int, list[str]] = {}
    for word, count in flowing.COUNTS:
        wanted.setdefault(count, []).append(word)
    assert sorted(by_count) == [(count, tuple(wanted[count])) for count in sorted(wanted)]


def test_rows_are_joined_with_themselves_and_each_group_is_in_order(engine):
    people = engine.rows(flowing.PEOPLE).kept()
    towns = people.flat_map(flowing.place_of_birth)
    pairs = people.flat_map(flowing.place_of_work).plus(towns).grouped(flowing.first, flowing.order_of_join, flowing.pairs)
    wanted = sorted((a, b) for a, _, works in flowing.PEOPLE for b, born, _ in flowing.PEOPLE if works == born)
    assert sorted(pairs) == wanted and len(wanted) > 100


def test_keys_of_three_kinds(engine):
    for kind in ("text", "bytes", "number"):
        counted = engine.rows(range(300)).grouped(partial(flowing.key_of_kind, kind), flowing.itself, flowing.list_of)
        assert sorted(counted) == [tuple(range(rest, 300, 7)) for rest in range(7)]


def test_rows_are_sorted_as_one(engine):
    rows = list(range(1000))
    random.Random(5).shuffle(rows)
    assert list(engine.rows(rows).flat_map(flowing.alone).sorted(flowing.itself)) == list(range(1000))


def test_rows_keep_their_order_through_work(engine):
    made = engine.rows(range(500)).flat_map(flowing.twice)
    wanted = [n for n in range(500) for _ in range(2)]
    assert list(made) == wanted and list(made.kept()) == wanted
    assert sorted(made.plus(engine.rows(iter([7, 1000])))) == sorted([*wanted, 7, 1000])


def test_what_is_kept_is_worked_out_once(engine, tmp_path):
    kept = engine.rows(range(20)).flat_map(partial(flowing.noted, str(tmp_path / "notes"))).kept()
    assert sorted(kept) == sorted(kept.flat_map(flowing.alone)) == list(range(20))
    assert len((tmp_path / "notes").read_text().split()) == 20


def test_a_group_may_stop_early(engine):
    rows = engine.rows(range(1000)).grouped(flowing.tens, flowing.itself, flowing.first_two)
    assert sorted(rows) == [n for tens in range(0, 1000, 100) for n in (tens, tens + 1)]


def test_no_rows_at_all(engine, tmp_path):
    nothing = engine.rows([]).flat_map(flowing.twice)
    assert list(nothing) == list(nothing.kept()) == list(nothing.sorted(flowing.itself)) == []
    assert list(nothing.grouped(flowing.itself_as_key, flowing.itself, flowing.list_of)) == []


def test_a_shared_value_is_at_hand_everywhere(engine):
    table = engine.share({n: f"第{n}版" for n in range(50)})
    assert table()[7] == "第7版"
    assert list(engine.rows(range(50)).flat_map(partial(flowing.looked_up, table))) == [f"第{n}版" for n in range(50)]


def test_parts_are_the_same_bytes_when_written_again(engine, tmp_path):
    rows = engine.rows(range(2000)).grouped(flowing.itself_as_key, flowing.itself, flowing.lines_of)
    digests = []
    for folder in ("one", "two"):
        writer = LineParts(tmp_path / folder, ".nq.gz")
        told = rows.write(writer)
        writer.finish(told)
        assert sum(part.lines for part in told) == 2000 and [part.name for part in told] == sorted(part.name for part in told)
        paths = sorted((tmp_path / folder).iterdir())
        assert [path.name for path in paths] == [part.name for part in told]
        digests.append([hashlib.sha256(path.read_bytes()).hexdigest() for path in paths])
        assert sorted(line for path in paths for line in gzip.open(path, "rt", encoding="utf-8")) == sorted(flowing.line(n) for n in range(2000))
    assert digests[0] == digests[1]


def test_a_letter_reaches_the_driver(engine):
    with pytest.raises(Exception, match="A01.txt: is no page; give one") as caught:
        list(engine.rows(range(40)).flat_map(flowing.refuse_thirteen))
    assert isinstance(caught.value, PageError)
