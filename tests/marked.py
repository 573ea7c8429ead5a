"""Sentences with marked names, figures and times, for tests that need no rule below the claims level.

In: `[临江市|Division]实现产值<12亿元>，{今年}……`.  Out: `Findings` with those mentions and the frames over them.
"""
from __future__ import annotations

import re
from functools import lru_cache

from kg.extract import Findings
from kg.model import Mention, Page, Published, Sentence, Source, Span
from kg.rules import RuleSet, Sheet, load, run_level
from kg.shipped import rules_home
from kg.text import Text

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]|<([^>]+)>|\{([^}]+)\}")
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[”’]?|[^。！？\n]+")


@lru_cache(maxsize=1)
def rules() -> RuleSet:
    """The project's rules."""
    return load([rules_home()])


def findings(marked: str) -> Findings:
    """The findings of a marked text: one line is one paragraph."""
    plain, mentions, at = "", [], 0
    for mark in _MARK.finditer(marked):
        plain += marked[at:mark.start()]
        at = mark.end()
        text = mark[1] or mark[3] or mark[4]
        mentions.append(Mention(mark[2] or ("Quantity" if mark[3] else "Time"), Span(len(plain), len(plain) + len(text)), text, "marked"))
        plain += text
    plain += marked[at:]
    sentences = tuple(Sentence(Span(*found.span()), 0, "body") for found in _SENTENCE.finditer(plain))
    page = Page(Source("marked", plain, "utf-8", "0" * 64), Text.of(plain), (), (), sentences, Published())
    sheet = Sheet(page.text, [s.span for s in sentences], rules())
    sheet.overprint(mentions)
    sheet.mentions += mentions
    run_level(rules(), "claims", sheet)
    return Findings(page, tuple(sorted(sheet.mentions, key=lambda m: (m.span, m.label, m.rule))))
