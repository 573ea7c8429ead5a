"""Ids of articles and claims become IRIs under the graph's base (reading and binding know no base).

In: ids such as `article/…` and `claim/…`, and evidence that names them.  Out: `https://…/article/…` and `https://…/claim/…`.
"""
from __future__ import annotations

from dataclasses import replace

from kg.model import Evidence


class Roots:
    """Makes ids absolute under one base; evidence that several records share is made once.

    >>> Roots("https://example.org/kg/").iri("claim/1f"), Roots("https://example.org/kg/").iri("urn:x://y")
    ('https://example.org/kg/claim/1f', 'urn:x://y')
    """

    def __init__(self, base: str):
        self._base = base
        self._known: dict[Evidence, Evidence] = {}

    def iri(self, name: str) -> str:
        """An id made absolute; what is absolute or empty stays."""
        return name if not name or "://" in name else self._base + name

    def seen(self, evidence: Evidence) -> Evidence:
        """Evidence whose article is called by its IRI."""
        known = self._known.get(evidence)
        if known is None:
            known = self._known[evidence] = replace(evidence, article=self.iri(evidence.article))
        return known
