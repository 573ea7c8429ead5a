"""Every sentence beside a rule, tried: examples, ignores, misses.

In: a `RuleSet`.  Out: `Failure` records; none means that the rules do what their files say.
An example must give exactly its finds from its own rule, and in company with the whole rule set its stretch
must keep the rule's label.  An ignore must give nothing from the rule.  A miss that starts to match is reported.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.model import Mention, Span, record
from kg.rules.lookout import Lookout
from kg.rules.match import find_candidates, run_level
from kg.rules.rule import Rule, Sample
from kg.rules.ruleset import RuleSet
from kg.rules.settling import settle, settle_by_key
from kg.rules.sheet import Sheet
from kg.rules.strata import Stratum
from kg.text import Text

_ORDER = ("words", "names", "values", "relations", "claims")


@record
class Failure:
    """One sentence that did not do what its file says; `finds` is the best of what was found, for `--accept`."""

    rule: str
    where: str
    sort: str  # example, company, ignore, miss
    text: str
    wanted: str
    found: tuple[str, ...]
    finds: dict[str, str] | None = None

    def __str__(self) -> str:
        lines = [f"{self.where}: {self.rule}: {self.sort}: {self.text}", f"    wanted: {self.wanted}"]
        return "\n".join(lines + [f"    found:  {found}" for found in self.found or ("nothing",)])


def sheet_of(text: str, ruleset: RuleSet, zone: str = "body") -> Sheet:
    """A sheet with one sentence for a line of sample text (white space is dropped as reading does)."""
    printed = "\n".join("".join(line.split(" ")) if not _is_latin(line) else line for line in text.split("\n"))
    spans, at = [], 0
    for line in printed.split("\n"):
        for piece in _sentences(line):
            spans.append(Span(at, at + len(piece)))
            at += len(piece)
        at += 1
    return Sheet(Text.of(printed), spans, ruleset, [zone] * len(spans))


def line_sheet(text: str, ruleset: RuleSet) -> Sheet:
    """A sheet of a line that line rules try, its spaces kept; no level has run."""
    return sheet_of(text.replace(" ", "\u3000"), ruleset)


def _is_latin(line: str) -> bool:
    return bool(re.search(r"[A-Za-z] [A-Za-z]", line))


def _sentences(line: str) -> Iterable[str]:
    return re.findall(r"[^。！？]*[。！？]+[”’」』）]*|[^。！？]+", line) or [line]


def every(samples: Iterable[Sample]) -> Iterator[Sample]:
    """All sentences of some samples, those with a blank once a word."""
    for sample in samples:
        yield from sample.each()


def finds_of(rule: Rule, mention: Mention) -> dict[str, str]:
    """What an example writes as `finds` for a mention: its slots, and its attributes by name."""
    finds: dict[str, str] = {}
    for name, part in mention.parts:
        finds[name] = finds[name] + "、" + part.text if name in finds else part.text
    finds |= dict(mention.attributes)
    return finds | {"all": mention.text}


def run_sample(rule: Rule, sample: Sample, ruleset: RuleSet, zone: str = "body") -> tuple[list[Mention], list[Mention]]:
    """(mentions of the rule alone, mentions that stand after its whole level ran)."""
    sheet, stratum = sheet_before(rule, sample, ruleset, rule.zones[0] if rule.zones else zone)
    own = found_alone(rule, sheet)
    return own, standing_after(rule, stratum, sheet, ruleset)


def found_alone(rule: Rule, sheet: Sheet) -> list[Mention]:
    """The mentions of a rule tried alone on a sheet that all before its stratum has overprinted."""
    tries = tuple((rule, pattern) for pattern in rule.patterns)
    proposed = ((rule.proposer, (rule,)),) if rule.proposer else ()
    # A few sentences: an automaton would cost more than it saves.
    candidates = find_candidates(Stratum((rule,), tries, proposed, Lookout.for_all(len(tries))), sheet)
    return (settle_by_key if rule.level in ("relations", "claims") else settle)(candidates)[0]


def standing_after(rule: Rule, stratum: Stratum, sheet: Sheet, ruleset: RuleSet) -> list[Mention]:
    """What stands after the rest of the rule's level ran over a sheet, from the rule's own stratum on; the sheet is overprinted."""
    strata = ruleset.strata(rule.level)
    if rule.level in ("relations", "claims"):
        for later in strata[strata.index(stratum):]:
            sheet.mentions += settle_by_key(find_candidates(later, sheet))[0]
        return sheet.mentions
    for later in strata[strata.index(stratum):]:
        run_level_stratum(ruleset, later, sheet)
    return [*sheet.visible(), *(m for m in sheet.mentions if m.label in ruleset.plain_labels)]


def sheet_before(rule: Rule, sample: Sample, ruleset: RuleSet, zone: str = "body") -> tuple[Sheet, Stratum]:
    """The sample's sheet as the rule sees it, all before the rule's stratum done; and that stratum."""
    sheet = sheet_of(sample.text, ruleset, zone)
    for level in _ORDER[:_ORDER.index(rule.level)]:
        run_level(ruleset, level, sheet)
    for stratum in ruleset.strata(rule.level):
        if any(one is rule for one in stratum.rules):
            return sheet, stratum
        run_level_stratum(ruleset, stratum, sheet)
    raise KeyError(rule.id)


def run_level_stratum(ruleset: RuleSet, stratum, sheet: Sheet) -> None:
    """Run one stratum and overprint its winners."""
    winners, _ = settle(find_candidates(stratum, sheet))
    sheet.overprint(winners)
    sheet.mentions += winners


def test_rule(rule: Rule, ruleset: RuleSet) -> list[Failure]:
    """The failures of one rule's sentences."""
    failures: list[Failure] = []
    for sample in every(rule.examples):
        own, standing = run_sample(rule, sample, ruleset)
        wanted = dict(sample.finds or ())
        shown = tuple(yaml_of(finds_of(rule, m)) for m in own)
        hits = [m for m in own if agrees(wanted, finds_of(rule, m))]
        where = f"{rule.path}:{sample.line}"
        if not hits:
            failures.append(Failure(rule.id, where, "example", sample.text, yaml_of(wanted), shown, finds_of(rule, own[0]) if own else None))
        elif not any(m.label == rule.label and m.span.meets(hits[0].span) and (m.span == hits[0].span or m.rule == rule.id) for m in standing):
            rivals = tuple(f"{m.label} {m.text} ({m.rule})" for m in standing if m.span.meets(hits[0].span))
            failures.append(Failure(rule.id, where, "company", sample.text, f"{rule.label} {hits[0].text}", rivals))
    for sort, samples in (("ignore", rule.ignores), ("miss", rule.misses)):
        for sample in every(samples):
            own = found_alone(rule, sheet_before(rule, sample, ruleset, rule.zones[0] if rule.zones else "body")[0])
            if own:
                hoped = "nothing" if sort == "ignore" else "nothing yet: the gap has closed, make it an example"
                failures.append(Failure(rule.id, f"{rule.path}:{sample.line}", sort, sample.text, hoped, tuple(yaml_of(finds_of(rule, m)) for m in own), finds_of(rule, own[0])))
    return failures


vars(test_rule)["__test__"] = False  # a name for people, not for pytest


def agrees(wanted: dict[str, str], found: dict[str, str]) -> bool:
    """True where what was found holds all that was wanted."""
    return all(found.get(slot) == text for slot, text in wanted.items())


def yaml_of(finds: dict[str, str]) -> str:
    """Finds on one line, ready to paste."""
    return "{" + ", ".join(f"{k}: {v}" for k, v in finds.items()) + "}"

