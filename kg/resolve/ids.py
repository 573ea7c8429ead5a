"""IRIs from content: kind, canonical name and what tells namesakes apart; never counters, so two builds agree.

In: type, name, mark.  Out: an IRI such as `https://example.org/kg/org/4f1c…`.
"""
from __future__ import annotations

import hashlib
import unicodedata

_KIND = {"ORG": "org", "PER": "person", "LOC": "place"}


def entity_iri(base: str, type_: str, name: str, mark: str = "") -> str:
    """The IRI of an entity; width of signs and white space do not matter.

    >>> entity_iri("https://example.org/kg/", "ORG", "滨江市水利局") == entity_iri("https://example.org/kg/", "ORG", "滨江市 水利局")
    True
    >>> entity_iri("https://example.org/kg/", "LOC", "朝阳区", "110105").rpartition("/")[0]
    'https://example.org/kg/place'
    """
    content = "\n".join((type_, even(name), mark))
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()[:16]
    return f"{base}{_KIND.get(type_, type_.lower())}/{digest}"


def even(name: str) -> str:
    """A name without regard to width of signs and white space, for comparing.

    >>> even("华为（南通） 研究院") == even("华为(南通)研究院")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split())
