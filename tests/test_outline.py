"""What is told before anything is searched for, or kept from an earlier look, never hides a match."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from test_speed import TEXT  # noqa: E402

from kg.model import Mention, Span  # noqa: E402
from kg.namelike import WEAKEST, most_of  # noqa: E402
from kg.nametables import likely_starts  # noqa: E402
from kg.read import read_text  # noqa: E402
from kg.read.kinds import _match  # noqa: E402
from kg.read.linerules import line_rules  # noqa: E402
from kg.rules import Sheet, built_in_rules, run_level  # noqa: E402
from kg.rules.likeness import Readings  # noqa: E402
from kg.rules.proposals import Company  # noqa: E402
from kg.text import LINE_END, Text, fold  # noqa: E402

PAGE = (Path(__file__).parent.parent / "seeds" / "000_1fd41706459a01a4.txt").read_text(encoding="utf-8")
LINES = [line for line in fold(TEXT + PAGE + "\n图为采茶。\n（记者 王芳 摄）\n责任编辑：李明\n# 一、春耕\n2024年5月6日 星期一\n——记淮河两岸\n下转第3版").split(LINE_END) if line.strip("\u3000")]


@pytest.fixture(scope="module")
def ruleset():
    return built_in_rules()


@pytest.fixture()
def sheet(ruleset):
    page = read_text(PAGE, "page", ruleset=ruleset)
    made = Sheet(page.text, [s.span for s in page.sentences], ruleset, [s.zone for s in page.sentences])
    run_level(ruleset, "words", made)
    return made


@pytest.mark.parametrize("name", ["whole", "heads", "signs", "tails", "parts"])
def test_every_line_rule_that_matches_is_tried(ruleset, name):
    rules = line_rules(ruleset)
    group, found = getattr(rules, name), 0
    for line in LINES:
        first, last = (LINE_END, "\u3000") if name in ("heads", "signs") else ("\u3000", LINE_END) if name == "tails" else (LINE_END, LINE_END)
        window = first + line[-90:] + last if name == "tails" else first + line[:120] + last
        matching = {rule.id for rule in group if rule.rule.patterns and _match(rule, rules, window.encode("utf-8"), window, 1, len(window) - 2)}
        assert matching <= {rule.id for rule in group.tried_on(window)}, line
        found += len(matching)
    assert found


@pytest.fixture()
def company(ruleset):
    return next(Company(rules) for stratum in ruleset.strata("names") for name, rules in stratum.proposed if name == "personal-names")


def every_name(readings: Readings) -> list[Span]:
    """All stretches that read as names however badly."""
    return [Span(start, start + readings.at(start).length) for start in likely_starts(readings.form) if readings.at(start).margin >= WEAKEST]


def test_every_rule_whose_company_stands_there_is_asked_about_a_stretch(sheet, ruleset):
    form, encoded, found = sheet.form, sheet.encoded, 0
    for stratum in ruleset.strata("names"):
        for _name, rules in stratum.proposed:
            company = Company(rules)
            for start, end in every_name(Readings(sheet)):
                asked = {rule.id for rule, _grades, _others in company.between(form[start - 1], form[end])}
                stands = {rule.id for rule in rules if (rule.preceding is None or rule.preceding.ends_at(encoded, start)) and (rule.following is None or rule.following.begins_at(encoded, end))}
                assert stands <= asked
                found += len(asked) < len(rules)
    assert found


def test_names_weighed_again_are_those_weighed_anew(sheet):
    before = Readings(sheet)
    every_name(before)
    sheet.overprint([sheet.mention("Person", Span(start + 2, start + 3), "test") for start in sorted(before.known)[::4]])  # names lose their last character
    again, anew = Readings(sheet, before), Readings(sheet)
    assert every_name(again) == every_name(anew) and again.known == anew.known
    assert sum(before.known[start] != found for start, found in anew.known.items() if start in before.known) > 10


def test_no_name_reads_better_than_its_characters_allow(sheet):
    readings, told = Readings(sheet), 0
    for start in likely_starts(sheet.form):
        name, (two, three) = readings.at(start), most_of[sheet.form[start:start + 3]]
        assert name.kind in ("", "styled") or name.margin <= (two if name.length == 2 else three if name.length == 3 else max(two, three)), sheet.form[start:start + 4]
        told += max(two, three) < WEAKEST
    assert told > 300


def test_a_name_that_is_not_proposed_would_be_refused_by_every_rule(sheet, company):
    every, some = every_name(Readings(sheet)), Readings(sheet).spans(company)
    left_out = set(every).difference(some)
    assert left_out and set(some) <= set(every)
    for start, end in left_out:
        for rule, asked, _others in company.between(sheet.form[start - 1], sheet.form[end]):
            assert any((grade(sheet, Span(start, end)) >= least) is not wanted for grade, least, wanted in asked), rule.id


def test_mentions_printed_in_any_order_leave_what_each_one_printed_alone_leaves(ruleset):
    def sheet() -> Sheet:
        return Sheet(Text.of("滨江市水务局局长李明昨日说"), [(0, 13)], ruleset)

    mentions = [Mention(label, Span(*span), "", "test") for label, span in (("Person", (8, 10)), ("Division", (0, 3)), ("Org", (0, 6)), ("Time", (10, 12)))]
    together, apart = sheet(), sheet()
    together.overprint(mentions)
    for mention in mentions:
        apart.overprint([mention])
    assert together.form == apart.form and together.top == apart.top and len(together.top) == 3
