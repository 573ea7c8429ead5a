"""The names in a byline, with their places.

In: the form of a byline (`本报记者 王一 通讯员 李 青 报道`).  Out: each name with its span; a two-character name
that is letter-spaced counts as one.  Roles, labels, closing words and words that are no names come from rules/lines.yaml.
"""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Span
from kg.namecosts import HOPELESS, name_costs
from kg.namelike import reading
from kg.tokens import tag

if TYPE_CHECKING:
    from kg.read.creditwords import CreditWords

_WORD = re.compile("[一-鿿㐀-䶿〇・Ａ-Ｚａ-ｚ]+")
_LONGEST_NAME = 4  # characters


def names_in(form: str, credits: CreditWords) -> list[tuple[str, Span]]:
    """(name, span in `form`) for every name of a byline; a letter-spaced name is given without its space.

    Names need not begin with a known surname here: after a role, any two to four characters are a name.
    """
    names: list[tuple[str, Span]] = []
    pending: list[Span] = []  # single characters waiting for their partner
    edited = [found.span() for found in credits.edited.finditer(form)]
    for start, end in _words(form, credits):
        if any(first <= start and end <= last for first, last in edited):
            continue
        word = form[start:end]
        is_half = len(word) == 1 and bool(pending) and pending[-1].end + 1 == start and form[end:end + 1] not in ("／", "、")  # 庞　文: no label
        start += 0 if is_half else _role_length(word, credits)
        word = form[start:end]
        tail = next((report for report in credits.reports if word.endswith(report) and _is_no_name(word, report, form[end:], credits)), "") if word.endswith(credits.reports) and not is_half else ""
        if not tail and len(word) == 2 and word.endswith(credits.reports) and pending and pending[-1].end + 1 == start:
            tail = word[1]  # 梅　玫摄
        if tail and tail != word and names and start and form[start - 1] in "／－":
            continue  # 林雅文／台中报导: where the report comes from
        if tail:
            end -= len(tail)
            word = form[start:end]
            if names and len(tail) > 1 and tag(word) == "ns":
                continue  # 记者 王一鸣 上海报道
            if len(word) > 3 and credits.is_name(word[:-2]) and word[:2] not in credits.surnames and tag(word[-2:]) == "ns":
                end -= 2  # 王一鸣上海报道
                word = form[start:end]
        if not word or word in credits.no_names or len(word) > 2 and (word.endswith(credits.stands_for) or "报・" in word or word.startswith(credits.sent_from)):
            pending = []
            continue
        if len(word) == 1:
            if pending and pending[-1].end + 1 == start:
                first = pending.pop()
                if form[first.start] + word in credits.roles:
                    continue  # 记 者 周玉
                names.append((form[first.start] + word, Span(first.start, end)))
            else:
                pending = [Span(start, end)]
            continue
        pending = []
        names += [(piece, span) for piece, span in _split(word, start, credits)]
    return names


def _is_no_name(word: str, report: str, behind: str, credits: CreditWords) -> bool:
    """True where a word that ends with 文 or 摄影 ends with what somebody did, and not with a part of his name."""
    rest = len(word) - len(report)
    if rest < 2:
        return not rest
    if len(report) > 1 or report in credits.took_it:
        return True  # 王岩摄影, 王岩摄
    if behind[:1] in ("／", "、") and behind[1:2] in credits.reports:
        return True  # 王岩文／图
    if len(word) > _LONGEST_NAME:
        whole = reading("", word)
        return whole.length != len(word) or whole.kind not in ("foreign", "minority")  # 格日勒朝克图
    return rest == 2 and not credits.is_name(word)


def _words(form: str, credits: CreditWords) -> list[tuple[int, int]]:
    """The words of a byline; roles and names that run on (记者李小玲通讯员何苗) are parted before each role but the first."""
    words = []
    for found in _WORD.finditer(form):
        start = found.start()
        joined = credits.name_and_role.fullmatch(form, start, found.end())
        if joined and any(role in form[:start] for role in credits.roles) and credits.is_name(joined[1]) and joined[1] not in credits.houses and not joined[1].endswith(credits.stands_for):
            words += [joined.span(1), joined.span(2)]  # 记者 李小玲⏎通讯员 何苗, 记者 王一鸣 李小玲⏎通讯员 何苗
            continue
        inside = [role.start() for role in credits.role_within.finditer(form, start, found.end())]
        if inside and 2 <= inside[0] - start <= 3 and start and form[start - 1] == "、" and form[start:inside[0]] not in credits.houses:
            words.append((start, inside[0]))  # 李小玲、王何苗通讯员林远: behind a name stands a name
            start = inside[0]
        for last, at in zip(inside, inside[1:], strict=False):
            if at - last >= 4:
                words.append((start, at))
                start = at
        words.append((start, found.end()))
    return words


def _role_length(word: str, credits: CreditWords) -> int:
    """How many characters at the head of a word are a role (本报首席记者, 市融媒体中心记者)."""
    best = max((word.rfind(role) + len(role) for role in (*credits.roles, *credits.role_ends) if role in word), default=0)
    if best or not word.startswith(credits.labels):
        return best
    return next((len(label) for label in credits.labels if word.startswith(label) and (len(word) == len(label) or len(label) > 1 and len(word) - len(label) >= 2)), 0)


def _cost(name: str) -> float:
    """What a whole name costs."""
    return min((cost for size, cost, _kind in name_costs(name, 0) if size == len(name)), default=HOPELESS)


def _split(word: str, start: int, credits: CreditWords) -> list[tuple[str, Span]]:
    """One name, or two written together where only a cut into two names begins with surnames twice."""
    if len(word) == 4 and credits.is_name(word[:2]) and credits.is_name(word[2:]) and reading("", word).length != 4 and not all((tag(half) or "nr") != "nr" for half in (word[:2], word[2:])):
        return [(word[:2], Span(start, start + 2)), (word[2:], Span(start + 2, start + 4))]  # 王 芳 李 山, letter-spaced all through
    if len(word) <= 4 or "・" in word or word[0] > "鿿":
        return [(word, Span(start, start + len(word)))] if len(word) >= 2 else []
    cuts = [cut for cut in (3, 2, 4) if 2 <= len(word) - cut <= 4 and credits.surnames and credits.is_name(word[:cut]) and credits.is_name(word[cut:])]
    if cuts:
        cut = min(cuts, key=lambda cut: _cost(word[:cut]) + _cost(word[cut:])) if len(cuts) > 1 else cuts[0]
        return [(word[:cut], Span(start, start + cut)), (word[cut:], Span(start + cut, start + len(word)))]
    whole = reading("", word)
    return [(word, Span(start, start + len(word)))] if whole.kind in ("foreign", "minority") and whole.length == len(word) else []  # 巴哈提别克
