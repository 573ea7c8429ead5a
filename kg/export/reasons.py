"""Reasons in Chinese: why a slot was filled so, why two names are one.

In: a reason as the records have it, an English sentence with words of the page in it.  Out: the sentence in Chinese.  `reasons.tsv` is the phrase
book: English with `{}` for what stands there, Chinese with `{1}`, `{2}`; what stands there is looked up again, so that a phrase and where it was found are two entries.
What the book does not have stays as it is: names of rules, which lead to the rule, and reasons that a newer rule gives.
"""
from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

_BOOK = "reasons.tsv"
_TO_TELL = re.compile("[A-Za-z]{2}")


@lru_cache(maxsize=1 << 14)
def reason_in_chinese(reason: str) -> str:
    """A reason as a Chinese reader is told it.

    >>> reason_in_chinese("subject: 该行 in subject position, of a clause before"), reason_in_chinese("kind: rise-by-rate")
    ('主体：主语位置上的“该行”（承前一分句）', '种类：rise-by-rate')
    """
    if not _TO_TELL.search(reason):
        return reason
    exact, patterns = _book()
    if reason in exact:
        return exact[reason]
    for literal, pattern, chinese in patterns:
        found = pattern.fullmatch(reason) if literal in reason else None
        if found:
            return re.sub(r"\{(\d)\}", lambda place: reason_in_chinese(found[int(place[1])]), chinese)  # noqa: B023 (asked at once)
    return reason


@cache
def _book() -> tuple[dict[str, str], list[tuple[str, re.Pattern, str]]]:
    """Phrases without a place, and (words that stand in it, pattern, Chinese) of the others, in the order of the book: the first that fits counts."""
    rows = [line.split("\t") for line in (files("kg.export") / _BOOK).read_text(encoding="utf-8").splitlines()[1:] if not line.startswith("#")]
    patterns = []
    for english, chinese in rows:
        if "{}" in english:
            pieces = english.split("{}")
            patterns.append((max(pieces, key=len), re.compile("(.+?)".join(map(re.escape, pieces))), chinese))
    return {english: chinese for english, chinese in rows if "{}" not in english}, patterns
