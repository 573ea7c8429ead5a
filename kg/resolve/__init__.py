"""Mentions become entities, roles and relations: page by page, then across pages.

In: `Findings` of pages and a rule set.  Out: `resolve_page` → `PageContext` (pure and picklable, so it can run in any process);
`page_records` → what it tells;
`across` → `Records` with IRIs; `resolve` does both for pages without claims.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.model import Records
from kg.resolve.across import across
from kg.resolve.context import PageContext
from kg.resolve.page import resolve_page
from kg.resolve.repeats import apart, with_repeats
from kg.resolve.told import PageRecords, page_records

if TYPE_CHECKING:
    from kg.extract import Findings
    from kg.rules import RuleSet

__all__ = ["PageContext", "PageRecords", "across", "apart", "page_records", "resolve", "resolve_page", "with_repeats"]


def resolve(findings: Sequence[Findings], ruleset: RuleSet, base: str = "https://example.org/kg/") -> Records:
    """Records of some pages with everything but claims and numbers filled."""
    return across([page_records(resolve_page(found, ruleset)) for found in findings], ruleset, base)
