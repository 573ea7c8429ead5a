"""What rules found, written beside them: an example gets the finds it gave, a miss that matches now becomes an example.

In: the failures of a rule test.  Out: rule files changed in place, nothing but the sentences that failed.  An ignore that finds something
and an example that finds nothing, or loses to another rule, stay as they are: what is right there only the author can say.
"""
from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path

from kg.errors import OutputError, RuleError
from kg.rules.folders import homes
from kg.rules.pen import add_sentence, drop_sentence, set_finds
from kg.rules.rule import Sample
from kg.rules.ruleset import RuleSet
from kg.rules.samples import Failure
from kg.rules.suggesting import Suggestion


def accept(failures: Sequence[Failure], ruleset: RuleSet, folders: Sequence[Path]) -> int:
    """Write what was found into the files of `folders`; how many failures that settled.  Raises `OutputError` where a file cannot be written."""
    own = {name: folder for name, folder in homes(ruleset.folders).items() if folder in folders}
    settled = 0
    by_file: dict[str, list[tuple[Failure, Sample]]] = {}
    for failure in failures:
        sample = _written(failure, ruleset)
        home = failure.where.partition("/")[0]
        if sample is not None and home in own and failure.finds and failure.sort in ("example", "miss"):
            by_file.setdefault(failure.where.rpartition(":")[0], []).append((failure, sample))
    for shown, several in sorted(by_file.items()):
        home, _, place = shown.partition("/")
        path = own[home] / place
        text = path.read_text(encoding="utf-8")
        for failure, sample in sorted(several, key=lambda pair: -pair[1].line):  # from the bottom, so that lines above stay where they are
            assert failure.finds is not None
            if failure.sort == "example":
                wanted = [name for name, _ in sample.finds or () if name in failure.finds] or ["all"]
                text = set_finds(text, sample.line, {name: failure.finds[name] for name in wanted})
            else:
                text = drop_sentence(text, failure.rule, "misses", sample.line)
                text = add_sentence(text, failure.rule, "examples", sample.text, (), failure.finds)
            settled += 1
        _write(path, text)
    return settled


def accept_suggestions(suggestions: Sequence[Suggestion], ruleset: RuleSet, folders: Sequence[Path]) -> int:
    """Write sentences that notice a change beside their rules in `folders`; how many.

    Passed over are rules of other folders and those that have their sentences in brackets on one line.  Raises `OutputError` where a file cannot be written.
    """
    own = {name: folder for name, folder in homes(ruleset.folders).items() if folder in folders}
    written = 0
    for shown, several in groupby(sorted(suggestions, key=lambda one: one.path), key=lambda one: one.path):
        home, _, place = shown.partition("/")
        if home not in own:
            continue
        text = (own[home] / place).read_text(encoding="utf-8")
        for one in several:
            said, words, finds = one.parts()
            with suppress(RuleError):
                text = add_sentence(text, one.rule, one.key, said, words, dict(finds) if one.key == "examples" else None, one.because)
                written += 1
        _write(own[home] / place, text)
    return written


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror})", str(path), "check its permissions") from problem


def _written(failure: Failure, ruleset: RuleSet) -> Sample | None:
    """The sentence as it is written, where it stands for itself alone and has finds of its own."""
    rule = ruleset.by_id[failure.rule]
    line = int(failure.where.rpartition(":")[2])
    spelt = {item.line for item in rule.raw.get("spellings") or ()}
    samples = rule.examples if failure.sort == "example" else rule.misses
    return next((one for one in samples if one.line == line and not one.words and one.text == failure.text and line not in spelt), None)
