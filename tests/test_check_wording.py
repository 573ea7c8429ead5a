"""Verdicts in words: each saying is told in English and Chinese with the same values, and nothing in kg/check says anything in one language."""
from __future__ import annotations

import ast
import re
from decimal import Decimal
from pathlib import Path

import pytest

from kg.check.wording import EN, KINDS, SAYINGS, WORDS, ZH, chinese, english, in_words, say, sentence
from kg.model import Verdict

CHECK = Path(__file__).resolve().parents[1] / "kg" / "check"
PLACES = re.compile(r"\{(\w+)(?::\w+)?\}")
ALIKE = {"because": "because_zh"}  # a habit of a user's own may have its reason in one language


def calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in sorted(CHECK.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and path.name != "wording.py":
                found.append((path.name, node))
    return found


def words_of(expression: ast.expr) -> list[str]:
    """The constants that an argument may be: one, or those of `a if … else b`."""
    if isinstance(expression, ast.IfExp):
        return words_of(expression.body) + words_of(expression.orelse)
    return [expression.value] if isinstance(expression, ast.Constant) and isinstance(expression.value, str) else []


def test_every_saying_is_given_the_values_that_it_tells():
    told = [(file, name, {k.arg for k in call.keywords}) for file, call in calls() if call.func.id == "say" for name in words_of(call.args[0])]
    assert {name for _, name, _ in told} == set(SAYINGS)
    for file, name, values in told:
        wanted = {place for text in SAYINGS[name] for place in PLACES.findall(text)}
        assert values == wanted, f"{file}: {name}"


@pytest.mark.parametrize("name", SAYINGS)
def test_both_languages_tell_the_same_values(name):
    english_ones, chinese_ones = (sorted(PLACES.findall(text)) for text in SAYINGS[name])
    assert sorted(ALIKE.get(place, place) for place in english_ones) == chinese_ones


@pytest.mark.parametrize("name", SAYINGS)
def test_the_chinese_saying_holds_no_english_word(name):
    assert not re.search("[A-Za-z]{2,}", PLACES.sub("", SAYINGS[name][ZH]))


def test_every_kind_of_check_has_a_name_in_both_languages():
    kinds = {word for _, call in calls() if call.func.id == "Verdict" for word in words_of(call.args[0])} | {"list-count", "editions"}  # these two come from a table of shapes
    assert kinds == set(KINDS)
    assert all(re.search("[一-龥]", zh) and not re.search("[一-龥]", en) for en, zh in (*KINDS.values(), *WORDS.values()))


def test_a_part_without_its_value_is_left_out():
    with_rate, without = (say("from-to", old=Decimal(50), new=Decimal(60), grown=Decimal(10), percent=percent, printed="10亩")[0] for percent in (Decimal(20), None))
    assert sentence(with_rate, EN) == "from 50 to 60 is 10, 20 %, printed 10亩"
    assert sentence(without, EN) == "from 50 to 60 is 10, printed 10亩"
    assert sentence(without, ZH) == "从50到60，相差10，原文为10亩"


def test_brackets_and_braces_of_a_page_stay_as_they_are_printed():
    saying = say("told-twice", metric="[甲]{乙}", first="{metric}", second="[3]项")[0]
    assert sentence(saying, EN) == "[甲]{乙}: {metric} and [3]项"


def test_a_reckoning_of_two_sentences_is_put_together_by_the_sign_of_its_language():
    verdict = Verdict("share", "undecidable", say("share", part=Decimal(72), whole=Decimal(75), ratio=None, unit="%", printed="96%") + say("open-figure"), (), ())
    assert english(verdict) == "72 / 75 = ? %, printed 96%; one of the figures is open to one side"
    assert chinese(verdict) == "72 ÷ 75 = ?%，原文为96%；其中有的数只给出上限或下限"
    assert in_words(verdict, ZH) == "无法判定：占比：" + chinese(verdict)
