"""Time expressions as newspapers print them, beside a publication date and the expression before."""
from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.almanac import NAMES, Almanac
from kg.calendar import Interval, read_moment, resolve
from kg.errors import RuleError
from kg.extract.values import almanac_of
from kg.periods import plan_years
from kg.rules import load
from kg.shipped import rules_home
from kg.text import fold

TABLE = Path(__file__).parent / "data" / "times.tsv"
DIGITS = "〇一二三四五六七八九"


def rows():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(None if cell == "-" else cell for cell in line.split("\t"))


def before(value: str | None) -> Interval | None:
    if value is None:
        return None
    return Interval(read_moment(value.partition("/")[0]), read_moment(value))


@pytest.mark.parametrize(("published", "earlier", "expression", "expected"), list(rows()))
def test_expression_has_its_interval(published, earlier, expression, expected, ruleset):
    known = almanac_of(ruleset)
    found = resolve(expression, published, before(earlier), known)
    assert (found and found.iso) == expected
    folded = resolve(fold(expression), published, before(earlier), known)
    assert (folded and folded.iso) == expected, "the matching form must mean the same"


def small(number: int) -> str:
    """Chinese numerals up to 31."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else DIGITS[tens]) + "十") + (DIGITS[ones] if ones else "")


MONTH_FORMS = [  # form, interval of year 2024 and month m
    ("2024年{m}月", "2024-{m:02}"), ("去年{m}月份", "2024-{m:02}"), ("2024年{m}月底", "2024-{m:02}-{last}"),
    ("截至2024年{m}月末", "2024-{m:02}-{last}"), ("去年{m}月上旬", "2024-{m:02}-01/2024-{m:02}-10"),
    ("2024年{m}月下旬", "2024-{m:02}-21/2024-{m:02}-{last}"), ("2024年{m}月以来", "2024-{m:02}/2025-07"),
]


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(("form", "expected"), MONTH_FORMS)
def test_every_month_reads_in_digits_and_characters(form, expected, month):
    wanted = expected.replace("{m:02}", f"{month:02}").replace("{last}", str(monthrange(2024, month)[1]))
    for written in (str(month), small(month)):
        found = resolve(form.replace("{m}", written), "2025-07-22")
        assert found is not None and found.iso == wanted


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_reads_back_in_every_spelling(day):
    characters = "".join(DIGITS[int(d)] for d in str(day.year))
    for printed in (f"{day.year}年{day.month}月{day.day}日", f"{characters}年{small(day.month)}月{small(day.day)}日",
                    fold(f"{day.year}年{day.month}月{day.day}号"), f"{day.year} 年 {day.month} 月 {day.day} 日", day.isoformat(),
                    f"{day.year}年{day.month}月{day.day}日上午9时30分"):
        found = resolve(printed)
        assert found is not None and found.iso == day.isoformat()


@settings(max_examples=150, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_any_range_of_days_keeps_its_ends(first, length):
    last = first + timedelta(days=length)
    wanted = f"{first.isoformat()}/{last.isoformat()}"
    begin = f"{first.year}年{first.month}月{first.day}日"
    ends = [f"{last.year}年{last.month}月{last.day}日"]
    if last.year == first.year:
        ends.append(f"{last.month}月{last.day}日")
        if last.month == first.month:
            ends.append(f"{last.day}日")
    for end in ends:
        for dash in ("至", "—", "－", "到"):
            found = resolve(begin + dash + end)
            assert found is not None and found.iso == wanted


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789年月日号今去上下半底末初前近来以至—截“”十四五期间季度一二三个世纪代周本当次同", max_size=14), st.sampled_from([None, "2025", "2025-07", "2025-07-22"]))
def test_any_string_is_resolved_or_refused(text, published):
    found = resolve(text, published)
    if found is not None:
        assert read_moment(found.iso) is not None


def test_assumptions_are_said():
    assert resolve("7月21日", "2025-07-22").assumed == ("year from the publication date",)
    assert resolve("2025年7月21日", "2025-07-22").assumed == ()
    assert any("last day" in words for words in resolve("截至8月末", "2025-10").assumed)


def test_five_year_plans_follow_on_one_another():
    assert [plan_years(n) for n in (13, 14, 15)] == [((2016,), (2020,)), ((2021,), (2025,)), ((2026,), (2030,))]
    assert plan_years(99) is None


TABLES = ("feasts.yaml", "moving-feasts.tsv", "days-off.tsv", "reigns.yaml", "epochs.yaml")


def with_tables(folder, table, old, new):
    """The almanac's tables alone, as a rules folder, one of them changed."""
    (folder / "words").mkdir()
    for name in TABLES:
        text = (rules_home() / "words" / name).read_text(encoding="utf-8")
        assert name != table or old in text
        (folder / "words" / name).write_text(text.replace(old, new, 1) if name == table else text, encoding="utf-8")
    return load([folder])


@pytest.mark.parametrize(("table", "old", "new", "expression", "expected"), [
    ("days-off.tsv", "\n2026", "\n2031\t01-01/01-03\t-\t-\t05-01/05-05\t-\t-\t-\n2026", "2031年五一假期第二天", "2031-05-02"),
    ("moving-feasts.tsv", "\n2030", "\n2031\t01-23\t06-24\t10-01\t-\t-\n2030", "2031年除夕", "2031-01-22"),
    ("feasts.yaml", "words:", "words:\n  渔灯节: {as: 赶海节}\n  赶海节: {day: \"07-12\"}", "今年渔灯节当天", "2025-07-12"),
    ("reigns.yaml", "words:", "words:\n  建炎: {from: \"1127\", to: \"1130\"}", "宋建炎三年", "1129"),
    ("epochs.yaml", "words:", "words:\n  撤县设市: \"2012-10\"", "撤县设市以来", "2012-10/2025-07"),
])
def test_one_line_teaches_another_year_feast_reign_or_epoch(table, old, new, expression, expected, tmp_path):
    ruleset = with_tables(tmp_path, table, old, new)
    assert resolve(expression, "2025-07-22", None, almanac_of(ruleset)).iso == expected
    assert resolve(expression, "2025-07-22") is None, "only the table knows"


@pytest.mark.parametrize(("table", "old", "new", "letter"), [
    ("days-off.tsv", "05-01/05-05\t06-19", "05-01/05-32\t06-19", "words/days-off.tsv:30: 五一 of 2026 is 05-01/05-32, no two days"),
    ("days-off.tsv", "2026", "公历2026", "words/days-off.tsv:30: 公历2026 is no year"),
    ("days-off.tsv", "清明", "清名", "words/days-off.tsv: the column 清名 is no feast by its first name"),
    ("moving-feasts.tsv", "2003\t02-01", "2003\t2-1", "words/moving-feasts.tsv:22: 春节 of 2003 is 2-1, no day"),
    ("feasts.yaml", "{as: 春节}", "{as: 新年}", "words/feasts.yaml: 新春 is as 新年, which is no feast of this list by its first name"),
    ("feasts.yaml", '"01-01"', '"13-01"', "words/feasts.yaml:4: the feast 元旦 is on no day"),
    ("feasts.yaml", "{term: 4 5.59 4.81}", "{}", "words/feasts.yaml: nothing tells the day of 清明"),
    ("reigns.yaml", 'to: "649"', 'to: "late"', "words/reigns.yaml:4: the reign 贞观 has no first and last year"),
    ("epochs.yaml", '"1949-10"', '"1949-13"', "words/epochs.yaml:4: 新中国成立 has no month"),
])
def test_a_broken_entry_of_the_almanac_gets_a_letter_with_its_place(table, old, new, letter, tmp_path):
    with pytest.raises(RuleError) as problem:
        with_tables(tmp_path, table, old, new)
    assert letter in str(problem.value)


def test_tables_of_the_almanac_agree_with_each_other(ruleset):
    known = almanac_of(ruleset)
    assert set(NAMES) <= set(ruleset.lists)
    for number, year in enumerate(ruleset.lists["days-off"].words):
        for feast, cell in ruleset.lists["days-off"].attributes(number):
            day, off = known.day_of(feast, int(year)), known.days_off(feast, int(year))
            assert off is None or off[0] <= day <= off[1] or feast == "中秋" or cell == "-", (year, feast)
    assert Almanac().names == ()
