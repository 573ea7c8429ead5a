"""Whether one stretch of text goes on in another: what breaks off, and what takes it up.

In: the forms of two stretches.  Out: yes or no.
"""
from __future__ import annotations

import re

from kg.read.lines import ends_sentence
from kg.tokens import frequency

_LONGER_WORD, _STRADDLES = 30, ((1, 2), (2, 1), (2, 2))  # of three and four characters; a word of these lengths is seldom made by chance
_COMMON_WORD = 60  # occurrences in jieba's corpus
_COUNTS = re.compile("[０-９．百千万亿余多个人名家项元吨亩户年月日时分％℃点位次公平立米千台套辆件所座处只头株倍成条层间批届期号岁版种类斤对张艘架户—－～~·：]")
_FIGURES = tuple("０１２３４５６７８９")
CANNOT_END = "，、的和与及对将把被从向以于在往到就并又还更最很比给使让由因"
_CANNOT_BEGIN = re.compile("[的了着过们等及而，。、；：！？”’》）％」』]")


def is_open(form: str) -> bool:
    """True where a paragraph breaks off: no end of sentence, colon or bracket at its end.

    >>> is_open("贷款十"), is_open("贷款到账。")
    (True, False)
    """
    return bool(form) and not ends_sentence(form) and form[-1] not in "：；…—）)】》"


def goes_on(before: str, after: str) -> bool:
    """True where `after` reads as the rest of the sentence that `before` breaks off.

    >>> goes_on("他说：“一天就拿到１０", "万元贷款。”张先生很高兴。")
    True
    """
    return is_open(before) and before[-1] in CANNOT_END or reads_on(before, after)


def reads_on(before: str, after: str) -> bool:
    """True where the words themselves say that `after` is the rest of a sentence: a cut word or figure, a quotation that it closes; a comma alone does not.

    >>> reads_on("全市新建了１０", "万平方米厂房。"), reads_on("市长说，", "图为会场。")
    (True, False)
    """
    if not is_open(before):
        return False
    if _CANNOT_BEGIN.match(after) or _depth(before[-400:]) > 0 and _closes_first(after):
        return True
    return is_cut_figure(before, after) if before[-1] in _FIGURES else is_cut_word(before, after)


def is_cut_figure(before: str, after: str) -> bool:
    """True where `before` ends with a figure and `after` begins with what is counted.

    >>> is_cut_figure("全市新建了１０", "万平方米厂房"), is_cut_figure("新建厂房", "万平方米")
    (True, False)
    """
    return before[-1:] in _FIGURES and bool(_COUNTS.match(after))


def is_cut_word(before: str, after: str) -> bool:
    """True where a common word straddles the end of `before` and the beginning of `after`.

    >>> is_cut_word("建立质量评", "价体系"), is_cut_word("提质增效", "本次会议")
    (True, False)
    """
    word = before[-1:] + after[:1]
    return len(word) == 2 and frequency(word) >= _COMMON_WORD or any(len(before) >= left and len(after) >= right and frequency(before[-left:] + after[:right]) >= _LONGER_WORD for left, right in _STRADDLES)


def _depth(form: str) -> int:
    return sum(form.count(sign) for sign in "“‘「『") - sum(form.count(sign) for sign in "”’」』")


def _closes_first(form: str) -> bool:
    """True where a closing quote comes before any opening one."""
    for ch in form:
        if ch in "“‘「『":
            return False
        if ch in "”’」』":
            return True
    return False
