"""Each quantity of a page read in its frame: what kind of figure it is, which way it points, what it measures.

In: a page's findings and the rule set.  Out: `Reading`s, still without owner, time and speaker.
"""
from kg.extract.claims.reading import Layout, Reading, is_claimed, layout, read

__all__ = ["Layout", "Reading", "is_claimed", "layout", "read"]
