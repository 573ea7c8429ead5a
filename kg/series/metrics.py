"""What a metric is called: its normal form, and the broader metric that it falls under.

In: metrics as claims print them, the table `rules/metrics.yaml`, and `SeriesWords`.  Out: normal forms and `Metric`s.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from kg.alternatives import longest_first
from kg.bounded import BoundedCache
from kg.errors import RuleError
from kg.model import Claim, Metric
from kg.rules import RuleSet
from kg.rules.yamldoor import place
from kg.series.words import SeriesWords
from kg.text import fold

_DROP = re.compile(r"[“”‘’「」《》〈〉\s]")
_SHORTEST = 2  # characters that a broader metric has at least
_NEW = 4  # and one that is none of the broad ones that the table knows
_KNOWN = 20_000  # metrics whose normal form is remembered

_LISTS = ("heads", "tails", "broad", "apart", "constant-prices", "habits", "within-whole", "outgrown", "complements")
_FIELDS = ("about", "source", "same", *_LISTS)
_HABIT = ("ends", "unit", "least", "most", "sure", "because")
_MAY_SAY = "because_zh"  # the reason in Chinese
_WHERE = "metrics.yaml"


class Names:
    """The naming of metrics by one table; `words` are beside it in the same rule set.

    Raises `RuleError` where the table has a field that nobody reads, or a habit that is not whole.
    """

    def __init__(self, table: Mapping, words: SeriesWords):
        _look_over(table)
        self.words = words
        self._heads = longest_first(table.get("heads", ()))
        self._tails = longest_first(table.get("tails", ()))
        self._same = dict(table.get("same", {}))
        self.broad = frozenset(table.get("broad", ()))
        self._apart = tuple(table.get("apart", ()))
        self._constant_prices = tuple(table.get("constant-prices", ()))
        self.habits = tuple(sorted(table.get("habits", ()), key=lambda habit: -len(habit["ends"])))  # 人均地区生产总值 has a habit of its own
        self.within_whole = tuple(table.get("within-whole", ()))  # ends of shares that no part exceeds
        self.outgrown = tuple(table.get("outgrown", ()))  # what may be more than planned, or than the year before
        self.complements = tuple(tuple(group) for group in table.get("complements", ()))  # words of parts that are a whole together
        self._known = BoundedCache(self._make, _KNOWN)

    @classmethod
    def of(cls, ruleset: RuleSet) -> Names:
        """The naming of metrics by a rule set; one without a table leaves names as printed."""
        return cls(ruleset.tables.get("metrics", {}), SeriesWords.of(ruleset))

    def normal(self, metric: str) -> str:
        """The normal form: half-width digits, no quotation marks, no words that say whose it is or that it was counted.

        >>> from kg.rules import NO_RULES
        >>> Names({"heads": ["全市", "实现"], "tails": ["总数"], "same": {"GDP": "地区生产总值"}}, SeriesWords.of(NO_RULES)).normal("全市实现 GDP")
        '地区生产总值'
        """
        return self._known[metric]

    def is_at_constant_prices(self, metric: str) -> bool:
        """True for an indicator whose growth is reckoned at constant prices while its levels are at those of the year."""
        return self.normal(metric).endswith(self._constant_prices)

    def _make(self, metric: str) -> str:
        text = _DROP.sub("", _narrow(metric))
        for _ in range(2):
            head = next((word for word in self._heads if text.startswith(word) and len(text) > len(word) + 1), "")
            text = text[len(head):].removeprefix("的") if head else text
        tail = next((word for word in self._tails if text.endswith(word) and len(text) > len(word) + 1), "")
        text = text.removesuffix(tail).removesuffix("的")
        return self._same.get(text, text)

    def broader(self, normal: str, known: Set[str]) -> str | None:
        """The longest end of `normal` that is itself a metric, so that the narrower falls under it.

        >>> from kg.rules import NO_RULES
        >>> Names({"broad": ["贷款余额", "余额"]}, SeriesWords.of(NO_RULES)).broader("普惠金融重点领域贷款余额", set())
        '贷款余额'
        """
        for end in self._ends(normal):
            if end in self.broad or end in known:
                other = self._same.get(end, end)
                return other if other != normal else None
        return None

    def _ends(self, normal: str) -> Iterator[str]:
        """The ends of a normal form under which it would fall if they were metrics, the longest first."""
        if "、" in normal or "占" in normal:
            return
        for start in range(1, len(normal) - _SHORTEST + 1):
            end = normal[start:]
            if (len(end) >= _NEW or end in self.broad) and not normal[:start].endswith(self._apart):
                yield end

    def leading_up(self, metric: str) -> dict[str, None]:
        """The metric, and every form that it may lead to: its normal form, the ends of it, and theirs.

        >>> from kg.rules import NO_RULES
        >>> list(Names({"tails": ["总数"]}, SeriesWords.of(NO_RULES)).leading_up("涉农贷款余额总数"))
        ['涉农贷款余额总数', '涉农贷款余额', '农贷款余额', '贷款余额']
        """
        found: dict[str, None] = {}
        queue = [metric]
        for form in queue:
            if form not in found:
                found[form] = None
                normal = self.normal(form)
                queue += [normal, *(other for end in self._ends(normal) for other in (end, self._same.get(end, end)))]
        return found


def metrics(claims: Iterable[Claim], names: Names) -> tuple[Metric, ...]:
    """Every metric of `claims`, and the broader ones above them, in order of name."""
    return metrics_named({claim.metric for claim in claims if claim.metric}, names)


def metrics_named(named: Iterable[str], names: Names) -> tuple[Metric, ...]:
    """The metrics that are printed so, and the broader ones above them, in order of name."""
    printed = sorted(named)
    return metrics_among(printed, {names.normal(name) for name in printed}, names)


def metrics_among(printed: Iterable[str], known: Set[str], names: Names) -> tuple[Metric, ...]:
    """As `metrics_named`, where `known` are the normal forms of all metrics that are printed, also of others."""
    made: dict[str, Metric] = {}
    queue = list(printed)
    while queue:
        name = queue.pop()
        if name in made:
            continue
        normal = names.normal(name)
        broader = names.broader(normal, known)
        made[name] = Metric(name, normal, broader)
        queue += [other for other in (normal, broader) if other and other not in made]
    return tuple(made[name] for name in sorted(made))


def _look_over(table: Mapping) -> None:
    where = place(table, usual=_WHERE)
    for field in table:
        if field not in _FIELDS:
            close = get_close_matches(field, _FIELDS, n=1, cutoff=0.5)
            raise RuleError(f"unknown field {field}", where, f"did you mean {close[0]}?" if close else f"fields are {', '.join(_FIELDS)}")
    for field in _LISTS:
        if field in table and not isinstance(table[field], (list, tuple)):
            raise RuleError(f"{field} is no list", where, f"write {field}: [词, 词]")
    for habit in table.get("habits", ()):
        if not isinstance(habit, Mapping) or sorted(set(habit) - {_MAY_SAY}) != sorted(_HABIT):
            raise RuleError("a habit lacks a field or has one too many", place(table, habit, _WHERE), f"a habit has {', '.join(_HABIT)}, and may have {_MAY_SAY}")
        try:
            ordered = Decimal(habit["least"]) <= Decimal(habit["most"])
        except InvalidOperation:
            ordered = False
        if not ordered or habit["sure"] not in ("yes", "no"):
            raise RuleError(f"the habit of {habit['ends']} has no usable bounds", place(table, habit, _WHERE), 'write least: "0", most: "122" and sure: "yes" or "no"')


def _narrow(text: str) -> str:
    """Full-width digits and Latin letters in their half-width form."""
    return "".join(chr(ord(ch) - 0xFEE0) if "！" <= ch <= "～" and ch not in "，；：？！（）" else ch for ch in fold(text))


def likeness(one: str, other: str, words: SeriesWords) -> float:
    """How much of the shorter metric stands in the longer one, by pairs of characters: 0 to 1.

    >>> from kg.rules import NO_RULES
    >>> words = SeriesWords.of(NO_RULES)
    >>> likeness("贷款余额", "涉农贷款余额", words), likeness("贷款余额", "存款", words)
    (1.0, 0.0)
    """
    if (words.is_denied.search(one) is None) != (words.is_denied.search(other) is None):
        return 0.0  # 合格 and 不合格
    if min(len(one), len(other)) < 3:
        return float(one == other)
    a, b = ({text[i:i + 2] for i in range(len(text) - 1)} for text in (one, other))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
