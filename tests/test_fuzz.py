"""Any text, any YAML, any numeral, any name: an answer or an error of ours, never another exception."""
from __future__ import annotations

import io

import pyoxigraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.calendar import resolve
from kg.errors import KgError, RuleError
from kg.export.terms import Literal, local
from kg.export.turtle import serialize
from kg.numerals import parse_number
from kg.pipeline import analyse
from kg.read import read_text
from kg.read.source import decode
from kg.rules import load
from kg.rules.yamldoor import read_yaml

quick = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
PIECES = ["本报讯", "（记者 李明）", "滨江市水务局", "局长", "今年上半年", "8月4日", "同比增长", "120公里", "8%", "一百二十", "余", "万", "亿元", "，", "。", "、", "：", "“", "”", "《", "》", "（", "）", "\n",
          "\n\n", " ", "　", "■", "#", "**", "<b>", "——", "我市", "该公司", "其中", "分别", "和", "占", "第一", "\ufeff", "\u200b", "\0", "\x1b", "𠀀", "\ud800", "3.5", "1/8", "—", "图为", "简称", "年", "至"]
pages = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30).map("".join))
NUMERALS = "零一二三四五六七八九十百千万亿兆两半几数余多上好个又分之百点来把+-—.,%‰/0123456789１９％廿卅〇壹到至过第 \n"
DATES = "今去明前后上下本同当年月日号季度半周旬末初底中春夏秋冬天一二三四五六七八九十零0123456789第个以来起至到—-“”农历腊正间世纪代时分"
FIELDS = ["about", "level", "rules", "words", "id", "label", "pattern", "patterns", "examples", "ignores", "misses", "text", "finds", "because", "where", "set", "weight", "keep", "before", "after", "unless", "for", "spellings"]
VALUES = st.one_of(st.sampled_from(["names", "values", "Org", "{org:Org}", "[", "(", "<han>{2,999}", "@title", "no", "1:30", "a-b", "", "|", "*a", "&a b", "!!python/object:os.system", "\u202e"]), st.text(max_size=12), st.integers(), st.none())
trees = st.recursive(VALUES, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)), max_leaves=20)


@quick
@given(pages)
def test_any_text_becomes_a_page_and_its_claims_stand_in_it(ruleset, text):
    result = analyse(read_text(text, "page.txt", ruleset=ruleset), ruleset)
    raw = result.context.page.source.text
    for claim in result.claims:
        assert 0 <= claim.value_start < claim.value_end <= len(raw)
        assert claim.value.is_finite()
    for fate in result.numbers:
        assert 0 <= fate.start < fate.end <= len(raw)


@quick
@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused_with_a_reason(content):
    try:
        text, encoding = decode(content)
    except KgError as problem:
        assert str(problem)
    else:
        assert text and encoding


@settings(quick, max_examples=1000)
@given(st.one_of(st.text(NUMERALS, max_size=16), st.text("0123456789万亿九", max_size=90), st.text(max_size=8)))
def test_any_numeral_has_an_exact_value_or_none(text):
    numeral = parse_number(text)
    if numeral is not None:
        assert numeral.low.is_finite() and (numeral.high is None or numeral.high.is_finite())
        assert numeral.bound in ("exact", "about", "min", "max")


@settings(quick, max_examples=1000)
@given(st.text(DATES, max_size=14), st.sampled_from([None, "2025", "2025-07", "2025-07-22", "2024-02-29", "0001", "9999-12-31"]))
def test_any_time_has_an_interval_or_none(text, published):
    found = resolve(text, published)
    assert found is None or found.iso


@quick
@given(st.one_of(trees.map(repr), st.text(max_size=200), st.lists(st.sampled_from([*FIELDS, ":", "- ", "\n", "  ", "\t", "{", "}", "[", "]", "&a ", "*a", "!!", "|", ">", "'", '"', "#", "---", "<<: "]), max_size=40).map("".join)))
def test_any_yaml_text_is_read_or_refused_as_itself(tmp_path, text):
    path = tmp_path / "any.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        read_yaml(path)
    except RuleError as problem:
        assert "any.yaml" in str(problem)


@settings(quick, max_examples=60)
@given(st.fixed_dictionaries({"about": VALUES, "level": st.sampled_from(["names", "values", "claims", "lines", "nothing"]), "rules": st.lists(st.dictionaries(st.sampled_from(FIELDS), trees, max_size=9), max_size=3)}))
def test_any_rule_file_gives_rules_or_errors_with_a_place(tmp_path, document):
    import json

    (tmp_path / "labels.yaml").write_text("about: labels\nlabels:\n  Org: {type: ORG}\n", encoding="utf-8")
    (tmp_path / "any.yaml").write_text(json.dumps(document, ensure_ascii=True), encoding="utf-8")
    try:
        load([tmp_path])
    except RuleError as problem:
        assert "yaml" in str(problem)


@quick
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_name_is_written_to_turtle_and_read_back(name, words):
    base = "https://example.org/kg/"
    subject, output = f"{base}org/{local(name)}", io.BytesIO()
    serialize([(subject, [("schema:name", Literal(words, language="zh")), (f"kg:{local(words)}", Literal(name))])], output, base)
    printable = [text.encode("utf-8", "replace").decode() if any("\ud800" <= ch <= "\udfff" for ch in text) else text for text in (words, name)]
    back = list(pyoxigraph.parse(output.getvalue(), format=pyoxigraph.RdfFormat.TURTLE))
    assert {quad.subject.value for quad in back} == {subject}
    assert sorted(quad.object.value.replace("\ufffd", "?") for quad in back) == sorted(text.replace("\ufffd", "?") for text in printable)
