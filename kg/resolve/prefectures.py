"""Which prefecture (某某地区) a page of its own paper means by 全区 and 我区.

In: the page's entities, the names that stand before in the article, the keys of all that the article names.  Out: the key of the prefecture, or None.
"""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.resolve.named import Name, PageEntity
from kg.resolve.references import Pointing


def prefecture_meant(pointing: Pointing, entities: Mapping[str, PageEntity], before: Iterable[Name], told: Collection[str], province: str | None) -> str | None:
    """The only prefecture that the article names, or else the page, where no district stands before; 我区 of an autonomous region is that region."""
    if pointing.said != "区" or province is not None and entities[province].name.endswith("自治区"):
        return None
    known = sorted(key for key, entity in entities.items() if entity.type == "LOC" and entity.subtype == "admin" and entity.name.endswith("地区"))
    if not known or any(name.type == "LOC" and name.form.endswith("区") and pointing.noun.fits(entities[name.entity]) for name in before):
        return None
    found = [key for key in known if key in told] or known
    return found[0] if len(found) == 1 else None
