"""Whatever claims a page may give, checking, quoting, laying out and drawing them ends in an answer, the same each time."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from marked import rules
from test_check_properties import page

from kg.check import check
from kg.check.quoting import quoted
from kg.export.checks import page as checks_page
from kg.series import connect
from kg.series.picture import svg
from kg.series.points import lines

TIMES = st.sampled_from([None, "2024", "2024-06", "2024-06-30", "2023-01/2023-06", "2024-02-29", "0221", "1942-05-25", "2021/2025", "2024-01", "2000-02-29/2000-03-01", "9999-12"])
UNITS = st.sampled_from(["元", "%", "％", "个百分点", "名", "人", "个", "天", "岁", "年", "户", "亩", "公斤", "倍", "番", "成", "位", "", "批次"])
KINDS = st.sampled_from(["level", "change", "rate", "share", "rank", "multiple"])
WORDS = st.sampled_from(["，其中", "，", "；", "。", "，增长", "，占", "由", "增加到", "，共计", "（", "）", "，合格率为", "，户均", "，比上年的", "中有", "\n", "，年均增长", "，同比"])
METRICS = st.sampled_from(["涉农贷款余额", "合格率", "合格", "户均增收", "亩产", "产量", "总产量", "历史", "享年", "儿子", "弟弟", "", "GDP", "茶园面积", "占总数比例"])
VALUES = st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e15"), allow_nan=False, allow_infinity=False, places=2) | st.integers(min_value=0, max_value=300).map(Decimal)
CLAIM = st.fixed_dictionaries({"value": VALUES, "unit": UNITS, "kind": KINDS, "metric": METRICS, "time": TIMES,
                               "bound": st.sampled_from(["exact", "about", "min", "max"]), "direction": st.sampled_from([None, "up", "down"]),
                               "baseline": st.sampled_from([None, "同比", "较年初", "环比", "较传统产品"]), "modality": st.sampled_from(["actual", "planned", "target"]),
                               "subject_name": st.sampled_from(["东湖县", "东湖县农业农村局", None]), "upper": st.none() | VALUES})


@settings(max_examples=250, deadline=None)
@given(st.lists(st.tuples(WORDS, CLAIM), max_size=9))
def test_any_claims_can_be_checked_quoted_laid_out_and_drawn(pieces):
    parts = [part for word, slots in pieces for part in (word, (f"{slots['value']}{slots['unit']}" or "0", slots))]
    found = page("1912年出生的沈铁山", *parts, "。")
    verdicts = check(found, rules())
    assert verdicts == check(connect(replace(found, links=()), rules()), rules())
    assert {v.verdict for v in verdicts} <= {"agrees", "disagrees", "undecidable"}
    assert all(v.evidence for v in verdicts) and len(set(verdicts)) == len(verdicts)
    text = found.sources[0].text
    for _, sentences in quoted(found, verdicts):
        assert all(text[each.start:each.end] == each.text for each in sentences)
    assert checks_page(replace(found, verdicts=verdicts)).endswith("</html>\n")
    for metric in ("贷款余额", "产量", "合格率"):
        ElementTree.fromstring(svg(lines(found, metric, None, rules())))
