"""Verbs in the lines of a headline: what tells news, and what only names somebody.

In: the form of a line.  Out: yes or no, by the sorts of words of jieba's dictionary.
"""
from __future__ import annotations

from kg.tokens import cut, tag

_LONG_NAME = 8  # characters; a shorter name may have a verb for a name (前进农场)


def begins_with_verb(below: str) -> bool:
    """True where the first word of a line is a verb, adverbs aside.

    >>> begins_with_verb("拿回五十万元"), begins_with_verb("水位回落")
    (True, False)
    """
    first = next((word for word in cut(below[:8]) if tag(word) != "d"), below[:1])
    return (tag(first) or tag(first[:1]) or "").startswith("v")


def has_verb(words: str) -> bool:
    """True where one of the words is a verb, and not one that names things too (建设, 管理)."""
    return any((tag(word) or "").startswith("v") and tag(word) != "vn" for word in cut(words))


def names_thing(words: str) -> bool:
    """True where the last word is a noun, or one that no dictionary has, and the first is no verb.

    >>> names_thing("城北安置小区"), names_thing("防汛形势平稳"), names_thing("看望环卫工人")
    (True, False, False)
    """
    last = tag(cut(words[-8:])[-1]) or "n"
    return (last.startswith("n") or last == "vn") and not begins_with_verb(words)


def tells_news(words: str) -> bool:
    """True where a long line that ends as names do has a verb, and so names nobody.

    >>> tells_news("三千学子走进新学校"), tells_news("平安县公安局刑警大队"), tells_news("前进农场")
    (True, False, False)
    """
    return len(words) >= _LONG_NAME and has_verb(words)
