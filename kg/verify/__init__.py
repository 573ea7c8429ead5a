"""Does an output folder keep its promises?  Re-derived from the files and the pages, not from the program's memory.

In: an output folder, the folders or files of its pages, a rule set.  Out: `Report`: what was checked, and every failure by sort.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.read import Columns
from kg.rules import RuleSet
from kg.verify.derived import check_claims, check_counts, check_rules
from kg.verify.output import Output, Report, open_output
from kg.verify.printed import check_places
from kg.verify.views import check_page, check_turtle

__all__ = ["Output", "Report", "verify"]


def verify(folder: Path, pages: Sequence[Path | str], ruleset: RuleSet, columns: Columns | None = None) -> Report:
    """Hold the outputs in `folder` against their manifest, their pages, each other and the rules.

    `columns` are those that the build was given for record files.  Raises `UsageError` where `folder` holds no outputs at all.
    """
    report = Report()
    output = open_output(folder, pages, report, columns)
    if "manifest" in report.failures:
        return report  # pages, hashes and counts stand there: without it all else seems wrong
    check_places(output, report)
    check_claims(output, ruleset, report)
    check_rules(output, ruleset, report)
    check_counts(output, report)
    check_turtle(output, report)
    check_page(output, report)
    return report
