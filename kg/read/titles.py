"""Which line of a headline is its title: signs, weighed.

In: the lines of a headline and the text below it.  Out: for each line a list of `Sign`, with weights and reasons; the line whose sum is the largest.
An editor's eye goes by what the lines say beside the text: a title names who the text begins with, a kicker leads up to it, a subtitle adds to it.  Weights and
words lie in rules/headings.yaml, what single lines look like in the `takes: heading` rules of level `lines`.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.read.headings import HALVES, SHORT, lead_of, said_share, shares_words, subject_of, weigh
from kg.read.signs import HeadingSigns, Sign
from kg.read.twolines import NAME_ALONE
from kg.read.units import Unit, said_in
from kg.read.verbs import begins_with_verb, has_verb

_LARGE_TYPE, _BESIDE = 6, 5  # characters of a line in very large type, and how many more the other line has
_TOO_LONG, _MUCH_LONGER = 26, 1.6
_SHORTEST_TITLE = 4  # characters of a line below another; a shorter one is no title
_LONG, _LONGER = 14, 1.35  # characters of a line above the title, and by how much it is longer
_HARDLY, _SOME, _WELL = 0.1, 0.3, 0.4  # shares of a line's pairs of characters that a text says: a motto's, what is no motto, and a title's
_SHORTEST_QUOTED = 5  # characters of what a text says word for word
_FIRST_UNITS = 12  # of a text in which a headline's words are looked for
_SAME_BEGINNING = 3  # characters
_CLAUSES_WITH_FIGURES = re.compile("[０-９].*，.*[０-９]")
_FROM_TO = re.compile("从.{2,8}到.")  # 从“荒滩”到“花海” is news, no occasion
_MOST_LINES = 24  # of a headline; what is longer is none, and is not weighed line against line


def title_of(plain: Sequence[Unit], body: Sequence[Unit], signs: HeadingSigns) -> list[Unit]:
    """The title among the plain lines of a headline; of two that weigh the same the upper one."""
    if len(plain) < 2:
        return list(plain)
    plain = plain[:_MOST_LINES]
    sums = [weigh(found) for found in title_signs(plain, body, signs)]
    return [plain[max(range(len(plain)), key=lambda at: (sums[at], -at))]]


def title_signs(plain: Sequence[Unit], body: Sequence[Unit], signs: HeadingSigns) -> list[list[Sign]]:
    """For each line of a headline, what speaks for or against it as the title of the text `body`."""
    lines = _Lines(plain, body, signs)
    return [lines.signs_of(at) for at in range(len(plain))]


class _Lines:
    """The lines of a headline, beside each other and beside the text below them; `at` is the number of one of them."""

    def __init__(self, plain: Sequence[Unit], body: Sequence[Unit], signs: HeadingSigns):
        self._units, self._signs, self._lead = plain, signs, lead_of(body)
        self._text = said_in(body[:_FIRST_UNITS])
        self._forms = forms = [unit.form for unit in plain]
        self._sizes = [len(unit.clean.bare) for unit in plain]
        said = [said_share(form, self._text) for form in forms]
        one_is_said = max(said, default=0.0) >= _WELL
        self._unsaid = [at + 1 < len(plain) and share <= _HARDLY and one_is_said for at, share in enumerate(said)]  # the last line may be a title of other words (给鱼儿留条路)
        self._timed = [unit.form.startswith(signs.time) and not _FROM_TO.match(unit.form) and not unit.parts.get("subtitle") for unit in plain]
        self._kickers = self._as_kickers()
        self._subjects = ["" if timed or kicker >= NAME_ALONE else subject_of(form, self._lead) for form, timed, kicker in zip(forms, self._timed, self._kickers, strict=True)]

    def _as_kickers(self) -> list[float]:
        """How much each line looks like a kicker; a few characters that are a whole sentence do not."""
        whole = self._signs.predicates + self._signs.complete
        found = [0.0 if size <= _LARGE_TYPE and unit.form.endswith(whole) else unit.parts.get("kicker", 0.0) for size, unit in zip(self._sizes, self._units, strict=True)]
        for upper, lower in pairwise(range(len(found))):
            if HALVES.fullmatch(self._forms[upper]) and HALVES.fullmatch(self._forms[lower]):
                found[upper] = found[lower] = 0.0  # one motto below another: neither leads up to the other by its looks
        return [*found[:-1], found[-1] if self._sizes[-1] <= _SHORTEST_TITLE else 0.0]  # what leads up to a title stands above it

    def signs_of(self, at: int) -> list[Sign]:
        """What speaks for or against a line as the title."""
        weights = self._signs.title
        names = (*self._by_text(at), *self._by_size(at), *self._by_place(at), *self._by_words(at))
        return [weights[name] for name in names if name in weights] + [sign for sign in self._by_looks(at) if sign.weight]

    def _by_text(self, at: int) -> Iterator[str]:
        """Does the text begin with whom it names, or say what it says?"""
        if self._subjects[at]:
            yield "names-subject" if len(self._subjects[at]) > 2 else "names-subject-shortly"
        if any(len(subject) > 2 for subject in self._subjects[:at]):
            yield "subject-above"
        if any(len(subject) > 2 for subject in self._subjects[at + 1:]):
            yield "subject-below"
        if shares_words(self._forms[at], self._lead):
            yield "shared-words"
        if self._unsaid[at]:
            yield "not-said"
        if at and self._kickers[at] < NAME_ALONE and _stands_in(self._forms[at], self._text):
            yield "word-for-word"

    def _by_size(self, at: int) -> Iterator[str]:
        """Is it set larger than the others, or too long for large type?"""
        size, others = self._sizes[at], self._sizes[:at] + self._sizes[at + 1:]
        if not (self._unsaid[at] or self._units[at].parts.get("subtitle") or self._kickers[at]):
            apart = not at and len(others) > 0 and self._units[1].blank  # the name of a column or of a campaign
            if 3 <= size <= _LARGE_TYPE and others and min(others) >= size + _BESIDE and not apart:
                yield "large-type"
            if not at and 4 <= size <= SHORT and len(others) == 1 and others[0] >= size * _MUCH_LONGER:
                yield "shorter-above"
            if at and size >= _SHORTEST_TITLE and len(others) == 1 and others[0] >= max(_LONG, size * _LONGER) and not self._units[at].parts.get("subtitle") and not self._forms[at].startswith(self._signs.adds):
                yield "shorter-below"
        if size > _TOO_LONG:
            yield "too-long"

    def _by_place(self, at: int) -> Iterator[str]:
        """What stands above and below it, and how does each lead on to the other?"""
        last = len(self._forms) - 1
        if at:
            if self._forms[at].startswith(self._signs.adds):
                yield "adds-to-above"
            if self._timed[at - 1]:
                yield "time-above"
            if self._forms[at][:_SAME_BEGINNING] == self._forms[at - 1][:_SAME_BEGINNING]:
                yield "begins-as-above"
            if at == last:
                yield "last-line"
        if at < last:
            if self._forms[at + 1].startswith(self._signs.adds):
                yield "added-to-below"
            if self._timed[at + 1] and not self._unsaid[at]:
                yield "time-below"
        if last and self._adds_halves(last):
            yield from ["halves-below"] * (at == last) + ["above-halves"] * (at == last - 1)
        if at == 1 and last == 2:
            yield "between-two"
            if said_share(self._forms[at], self._text) >= _SOME:
                yield "said-between-two"
        gaps = [bool(below.blank) for below in self._units[1:]]
        tells_nothing = at and last > 1 and all(gaps) and self._kickers[0] >= NAME_ALONE  # a blank line stands between all of them, the kicker is known
        yield from ["gap-below"] * (0 if tells_nothing else sum(gaps[at:]))

    def _adds_halves(self, at: int) -> bool:
        """True where a line is two halves below one that is whole: details below the news; a kicker leads up to a title of two halves, and so does one behind a blank line where the text begins with whom the halves name."""
        above = at - 1
        if self._units[at].blank and self._subjects[at] and not self._subjects[above]:
            return False
        return "\u3000" in self._forms[at] and "\u3000" not in self._forms[above] and self._kickers[above] < NAME_ALONE and not (self._timed[above] or self._unsaid[above])

    def _lacks_subject(self, at: int) -> bool:
        """True where a line begins with a verb, and another that is no kicker says who did what."""
        others = [form for number, form in enumerate(self._forms) if number != at and self._kickers[number] < NAME_ALONE]
        return bool(others) and begins_with_verb(self._forms[at]) and any(has_verb(form) and not begins_with_verb(form) for form in others)

    def _by_words(self, at: int) -> Iterator[str]:
        """Does it read as a title does?"""
        form, others = self._forms[at], self._sizes[:at] + self._sizes[at + 1:]
        if self._kickers[at] >= NAME_ALONE and "\u3000" not in form:
            yield "name-alone"
        if self._lacks_subject(at):
            yield "lacks-subject"
        if others and "，" in form and not any("，" in other for other in self._forms[:at] + self._forms[at + 1:]) and self._sizes[at] > min(others):
            yield "holds-comma"
        if others and _CLAUSES_WITH_FIGURES.search(form) and self._sizes[at] > max(others):
            yield "clauses-with-figures"

    def _by_looks(self, at: int) -> Iterator[Sign]:
        """What rules of lines say that it and the others look like; of a line right beside it as much as it looks so more than this one."""
        own = self._units[at].parts
        for number in range(at):
            weight = self._kickers[number] - self._kickers[at] * (number == at - 1)
            yield Sign("kicker-above", max(0.0, weight), f"“{self._forms[number]}” above it looks like a kicker")
        for number in range(at + 1, len(self._units)) if not self._unsaid[at] and self._kickers[at] < NAME_ALONE else ():
            weight = self._units[number].parts.get("subtitle", 0.0) - own.get("subtitle", 0.0) * (number == at + 1)
            yield Sign("subtitle-below", max(0.0, weight), f"“{self._forms[number]}” below it looks like a subtitle")
        yield Sign("looks-like-title", own.get("title", 0.0), "it looks like a title")


def _stands_in(line: str, text: str) -> bool:
    """True where each part of a line stands in a text word for word.

    >>> _stands_in("惠及九千人\u3000投资两亿元", "昨日通车，惠及九千人。大桥投资两亿元"), _stands_in("大桥通车", "昨日大桥正式通车")
    (True, False)
    """
    parts = line.split("\u3000")
    return min(map(len, parts)) >= _SHORTEST_QUOTED and all(part in text for part in parts)
