"""What two builds gained, lost and changed.

In: the `tables/` folders of two builds, or two `Records`.  Out: `Change` records, grouped by the rule responsible when they are shown
(`kg.compare.shown`).  Rows are compared, not graphs, so any two builds of any two versions can be.
"""
from kg.compare.changes import Change, changes_between, compare
from kg.compare.rows import Rows, rows_of, rows_of_folder
from kg.compare.shown import as_html, as_markdown, as_text

__all__ = ["Change", "Rows", "as_html", "as_markdown", "as_text", "changes_between", "compare", "rows_of", "rows_of_folder"]
