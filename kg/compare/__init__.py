"""What two builds gained, lost and changed.

In: the `tables/` folders of two builds, or two `Records`.  Out: `Change` records, grouped by the rule responsible when they are shown
(`kg.compare.shown`).  Rows are compared, not graphs, so any two builds of any two versions can be.
"""
from kg.compare.changes import Change, by_page, by_rule, changes_between, compare
from kg.compare.rows import COMPARED, Rows, rows_of, rows_of_folder
from kg.compare.shown import as_html, as_markdown, as_text

__all__ = ["COMPARED", "Change", "Rows", "as_html", "as_markdown", "as_text", "by_page", "by_rule", "changes_between", "compare", "rows_of", "rows_of_folder"]
