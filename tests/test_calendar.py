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
from kg.rules import built_in_rules, load
from kg.shipped import rules_home
from kg.text import fold
from kg.timewords import NAMES as WORDS

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


def read(expression: str, published: str | None = None) -> Interval | None:
    """An expression as the built-in rules have it read."""
    return resolve(expression, published, None, almanac_of(built_in_rules()))


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
        found = read(form.replace("{m}", written), "2025-07-22")
        assert found is not None and found.iso == wanted


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_any_day_reads_back_in_every_spelling(day):
    characters = "".join(DIGITS[int(d)] for d in str(day.year))
    for printed in (f"{day.year}年{day.month}月{day.day}日", f"{characters}年{small(day.month)}月{small(day.day)}日",
                    fold(f"{day.year}年{day.month}月{day.day}号"), f"{day.year} 年 {day.month} 月 {day.day} 日", day.isoformat(),
                    f"{day.year}年{day.month}月{day.day}日上午9时30分"):
        found = read(printed)
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
            found = read(begin + dash + end)
            assert found is not None and found.iso == wanted


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789年月日号今去上下半底末初前近来以至—截“”十四五期间季度一二三个世纪代周本当次同", max_size=14), st.sampled_from([None, "2025", "2025-07", "2025-07-22"]))
def test_any_string_is_resolved_or_refused(text, published):
    found = read(text, published)
    if found is not None:
        assert read_moment(found.iso) is not None


def test_assumptions_are_said():
    assert read("7月21日", "2025-07-22").assumed == ("year from the publication date",)
    assert read("2025年7月21日", "2025-07-22").assumed == ()
    assert any("last day" in words for words in read("截至8月末", "2025-10").assumed)


def test_five_year_plans_follow_on_one_another():
    assert [read(plan).iso for plan in ("九五", "十五", "十一五", "十四五", "十五五", "十六五")] == ["1996/2000", "2001/2005", "2006/2010", "2021/2025", "2026/2030", "2031/2035"]
    assert read("九十九五") is None


TABLES = sorted(path.name for path in (rules_home() / "words").iterdir() if path.stem in (*NAMES, *WORDS))


def with_tables(folder, table, old, new):
    """The calendar's tables alone, as a rules folder, one of them changed."""
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
    ("times-told.yaml", "words:", "words:\n  旧年: {year: \"-1\"}", "旧年三季度", "2024-07/2024-09"),
    ("times-told.yaml", "words:", "words:\n  来冬: {year: \"1\", months: 12/14}", "来冬", "2026-12/2027-02"),
    ("seasons-of-the-year.yaml", "words:", "words:\n  伏季休渔期: {days: 05-01/08-16}", "去年伏季休渔期期间", "2024-05-01/2024-08-16"),
    ("seasons-of-the-year.yaml", "words:", "words:\n  雨季: {months: 05/10}", "雨季以来", "2025-05/2025-07"),
    ("seasons-of-the-year.yaml", "words:", "words:\n  年集: {of: 春节, after: -15/24}", "2025年年集", "2025-01-14/2025-02-22"),
    ("parts-of-years.yaml", "words:", "words:\n  岁尾: {is: end}", "去年岁尾", "2024-12-31"),
    ("plans.yaml", "words:", "words:\n  十七五: 2036/2040", "“十七五”期末", "2040"),
    ("years-of-plans.yaml", "words:", "words:\n  起步之年: first", "“十五五”起步之年", "2026"),
    ("parts-of-the-day.yaml", "[凌晨,", "[凌晨, 拂晓,", "7月21日拂晓", "2025-07-21"),
    ("words-round-times.yaml", "words:", "words:\n  瞄准: before", "瞄准2026年底", "2026-12-31"),
    ("words-behind-feasts.yaml", "words:", "words:\n  连休: off", "今年国庆连休", "2025-10-01/2025-10-08"),
    ("words-that-count-from-now.yaml", "words:", "words:\n  下来: ahead", "下来三年", "2026/2028"),
    ("seasons-over-two-years.yaml", "[榨季,", "[榨季, 捕捞季,", "2023—2024年捕捞季", "2023/2024"),
    ("seasons-that-open.yaml", "words:", "words:\n  渔: \"7\"", "开渔以来", "2025"),
])
def test_one_line_teaches_the_calendar_another_word(table, old, new, expression, expected, tmp_path):
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
    ("times-told.yaml", '{year: "-1"}', '{year: last}', "words/times-told.yaml:8: 去年 counts nothing"),
    ("times-told.yaml", '{year: "-1"}', '{year: "-1", from: page}', "words/times-told.yaml:8: 去年 counts nothing"),
    ("seasons-of-the-year.yaml", "{months: 03/05}", "{months: 03/16}", "words/seasons-of-the-year.yaml:6: the season 春天 has no ends"),
    ("seasons-of-the-year.yaml", "{months: 03/05}", "{of: 新年, after: 0/3}", "words/seasons-of-the-year.yaml: the season 春天 is counted from 新年, which is no feast"),
    ("parts-of-years.yaml", "{is: whole}", "{is: all}", "words/parts-of-years.yaml:5: 全年 is no part of a year"),
    ("plans.yaml", "2021/2025", "2021-2025", "words/plans.yaml:18: 十四五 means 2021-2025"),
    ("seasons-that-open.yaml", '"9"', '"19"', "words/seasons-that-open.yaml:8: 冬 means 19"),
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
