"""What kind of line a line is: the rules of level `lines`, scored.

In: lines and line rules.  Out: each line's `zone`, the rule that weighed most, all scores; for paragraphs the stretch at their
head or tail that a rule cuts off (a dateline, a photo credit); for the lines of a headline how much each looks like its parts.
"""
from __future__ import annotations

import re

from kg.model import Span, record
from kg.read.linerules import Group, LineRule, LineRules
from kg.read.lines import Line
from kg.text import LINE_END

# Where scores tie, what is more particular wins.
_RANK = {zone: rank for rank, zone in enumerate(("byline", "dateline", "caption", "furniture", "advert", "subtitle", "subhead", "kicker", "body", "title"))}
# 新华社北京 8 月 19 日电: a justified line has set the figures of a dateline apart
_DAY_OF_DATELINE = re.compile("\u3000?(?:[０-９]{4}\u3000?年\u3000?)?(?:[０-９]{1,2}\u3000?月\u3000?)?[０-９]{1,2}\u3000?日\u3000?(?=综合|专?电|讯|消息)")
_HEAD, _TAIL = 120, 90  # characters of a paragraph that a `start` or `end` rule may look at


@record
class Cut:
    """A stretch of a paragraph's form that a rule gives a zone of its own; `names` is its slot."""

    span: Span
    zone: str
    rule: str
    names: Span | None


def score_lines(lines: list[Line], rules: LineRules, only: list[LineRule] | None = None) -> None:
    """Give every line its zone: the sum of scores of the rules (or of `only` these) that hold for it, highest wins."""
    group = rules.whole if only is None else Group(only)
    for line in lines:
        window = LINE_END + line.form + LINE_END
        encoded = window.encode("utf-8")
        line.scores, line.zone, line.rule, line.taken_as = {}, "body", "text", ""
        zones: dict[str, list[tuple[float, str, str]]] = {}
        for rule in group.holding(line, window):
            if not rule.rule.patterns or _match(rule, rules, encoded, window, 1, len(line.form)):
                zones.setdefault(rule.zone, []).append((rule.score, rule.id, rule.taken_as))
        if len(zones) == 1:  # most often
            (line.zone, votes), = zones.items()
            line.scores = {line.zone: sum([score for score, _, _ in votes])}
            _, line.rule, line.taken_as = max(votes)
        elif zones:
            line.scores = {zone: sum([score for score, _, _ in votes]) for zone, votes in zones.items()}
            line.zone = min(line.scores, key=lambda zone: (-line.scores[zone], _RANK[zone]))
            _, line.rule, line.taken_as = max(zones[line.zone])


def may_be(form: str, group: Group, rules: LineRules) -> bool:
    """False where a line with this form cannot have got its zone from a rule of the group: none matches."""
    window = LINE_END + form + LINE_END
    return any(not one.rule.patterns or _match(one, rules, window.encode("utf-8"), window, 1, len(form)) for one in group.tried_on(window))


def parts_of_headline(line: Line, rules: LineRules, only: list[LineRule] | None = None) -> dict[str, float]:
    """How much one line of a headline of several lines looks like its `title`, `subtitle` or `kicker`; Markdown's marks are no part of it."""
    form = line.form.lstrip("＃\u3000") if line.level else line.form
    window = LINE_END + form + LINE_END
    encoded = window.encode("utf-8")
    found: dict[str, float] = {}
    for rule in (rules.parts if only is None else Group(only)).holding(line, window):
        if _match(rule, rules, encoded, window, 1, len(form)):
            found[rule.zone] = found.get(rule.zone, 0.0) + rule.score
    return found


def _match(rule: LineRule, rules: LineRules, encoded: bytes, form: str, start: int, length: int) -> Cut | None:
    """A match of the rule in `form[start:start + length]`, its context one character to either side."""
    for pattern in rule.rule.patterns:
        found = pattern.spans(encoded, start - 1, start + length + 1)
        if not found:
            continue
        low, high = found[1]
        span = Span(low // 3, high // 3)
        filled = [found[group] for name, group, *_ in pattern.slots if name == "names" and found[group][0] >= 0]
        names = Span(min(low for low, _ in filled) // 3, max(high for _, high in filled) // 3) if filled else None  # 文：董某｜图：{names:…}: from the first to the last
        words = []
        if rule.asks_names:
            from kg.read.bylines import names_in

            words = [word for word, _ in names_in(form[names.start:names.end], rules.credits)] if names else []
            if not rules.names_hold(rule, words):
                continue
        return Cut(span, rule.zone, rule.id, names)
    return None


def names_slot(rule: LineRule | None, form: str, rules: LineRules) -> Span | None:
    """Where in a line the slot `names` of its rule stands; None where the rule has none."""
    if rule is None or rule.takes != "line":
        return None
    window = LINE_END + form + LINE_END
    found = _match(rule, rules, window.encode("utf-8"), window, 1, len(form))
    return Span(found.names.start - 1, found.names.end - 1) if found and found.names else None


def cut_head(form: str, rules: LineRules, only: list[LineRule] | None = None) -> list[Cut]:
    """The datelines at the head of a paragraph's form, in order; usually none or one."""
    cuts: list[Cut] = []
    at = 0
    while len(cuts) < 3:
        head = form[at:at + _HEAD]
        day = _DAY_OF_DATELINE.search(head) if "\u3000" in head else None
        gaps = [day.start() + number for number, sign in enumerate(day[0]) if sign == "\u3000"] if day else []
        window = LINE_END + "".join(sign for number, sign in enumerate(head) if number not in gaps) + "\u3000" if gaps else LINE_END + head + "\u3000"
        best = _best(rules.heads if only is None else Group(only), window, rules, start=True)
        if best is None:
            return cuts
        cuts.append(Cut(_printed(best.span, gaps, at), best.zone, best.rule, _printed(best.names, gaps, at) if best.names else None))
        at = cuts[-1].span.end
    return cuts


def _printed(span: Span, gaps: list[int], at: int) -> Span:
    """Where in a paragraph's form a span of its window stands, whose spaces at `gaps` were closed."""
    start, end = span.start - 1, span.end - 2  # of the first and of the last sign
    for gap in gaps:
        start, end = start + (gap <= start), end + (gap <= end)
    return Span(start + at, end + 1 + at)


def signs_at_head(form: str, rules: LineRules) -> dict[str, float]:
    """How strongly the head of a paragraph looks like a `caption`, and like the lead of a report (`body`).

    These rules cut nothing off: the words belong to the text.
    """
    window = LINE_END + form[:_HEAD] + "\u3000"
    encoded = window.encode("utf-8")
    found: dict[str, float] = {}
    for rule in rules.signs.tried_on(window):
        if rule.score > found.get(rule.zone, 0) and _match(rule, rules, encoded, window, 1, len(window) - 2):
            found[rule.zone] = rule.score
    return found


def cut_tail(form: str, rules: LineRules, only: list[LineRule] | None = None) -> list[Cut]:
    """The credits and turn-over notes at the tail of a paragraph's form, in print order; usually none."""
    cuts: list[Cut] = []
    while len(cuts) < 3:
        base = max(0, len(form) - _TAIL)
        best = _best(rules.tails if only is None else Group(only), "，" + form[base:] + LINE_END, rules, start=False)  # no space: a rule that needs one is not tried in vain
        if best is None:
            break
        cuts.insert(0, Cut(Span(best.span.start - 1 + base, best.span.end - 1 + base), best.zone, best.rule,
                           Span(best.names.start - 1 + base, best.names.end - 1 + base) if best.names else None))
        form = form[:cuts[0].span.start].rstrip("\u3000")
    return cuts


def _best(group: Group, window: str, rules: LineRules, start: bool) -> Cut | None:
    rules_tried = group.tried_on(window)
    if not rules_tried:
        return None
    encoded = window.encode("utf-8")
    found: list[tuple[float, int, Cut]] = []
    for rule in rules_tried:
        cut = _match(rule, rules, encoded, window, 1, len(window) - 2)
        if cut:
            found.append((-rule.score, cut.span.start if start else -cut.span.end, cut))
    return min(found, key=lambda hit: hit[:2])[2] if found else None
