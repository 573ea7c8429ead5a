"""A build measured against what careful readers marked.

In: the tables of a build, gold files, the pages' texts.  Out: `Report`: precision, recall and F1 with intervals, per class, slot and rule.
"""
from kg.score.gold import GoldPage, read_gold
from kg.score.matching import Outcome, match_page
from kg.score.report import Figure, Report, report

__all__ = ["Figure", "GoldPage", "Outcome", "Report", "match_page", "read_gold", "report"]
