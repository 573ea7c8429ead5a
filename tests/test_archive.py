"""Pages as an archive holds them: saved by many programs over many years.  Nothing of them goes without a word."""
from __future__ import annotations

import pytest

from kg.read import open_source

MARKUP = "<html><head><title>修渠</title></head><body><h1>修渠</h1><div>{}</div></body></html>"
PARAGRAPHS = ["桂源市水利局局长周明介绍，今年上半年，全市完成水利投资5亿元，同比增长12.5%。", "副局长李{}青说，全市现有大小水库120座，今年要再加固30座。", "这些水库去年供水3亿立方米，比上年多了一成。"]


@pytest.mark.parametrize("inside", ["", "\u200b", "\ufeff", "\u200e", "\xad", "\u2060", "\ue5e5", "&amp;amp;", "&amp;lt;", '<span style="display: none">转载</span>', "<ruby>青<rt>qīng</rt></ruby>"],
                         ids=lambda inside: ascii(inside))
def test_a_paragraph_of_a_web_page_is_kept_whatever_characters_stand_in_it(tmp_path, inside):
    path = tmp_path / "a.html"
    path.write_text(MARKUP.format("".join(f"<p>{words}</p>" for words in PARAGRAPHS).replace("{}", inside)), encoding="utf-8")
    text = open_source(path).text
    assert "再加固30座" in text and "供水3亿立方米" in text and "转载" not in text


def test_a_line_of_zero_width_spaces_ends_no_article(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(MARKUP.format("".join(f"<p>{words}</p><p>&#8203;</p>" for words in PARAGRAPHS)), encoding="utf-8")
    assert [words[:3] for words in open_source(path).text.split("\n") if words] == ["修渠", "桂源市", "副局长", "这些水"]
