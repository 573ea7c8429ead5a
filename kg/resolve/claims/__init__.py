"""Readings become claims: whose figure it is, when it holds, whether it is planned, who says so.

In: a page's findings, its context, the rule set.  Out: `Claim`s and the ledger of numbers.
"""
from kg.resolve.claims.binding import bind

__all__ = ["bind"]
