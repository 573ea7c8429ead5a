"""What one page tells, before pages are joined: small, picklable, free of everything that only reading needed.

In: a `PageContext` with its claims, numbers and times.  Out: `PageRecords`, in page keys.  Joining sees nothing else of a page, so this is
what travels between processes and what is kept between builds; sentences, offset maps and mentions stay behind.
"""
from __future__ import annotations

from kg.model import Article, Claim, Naming, Note, NumberFate, Relation, Role, Source, TimeExpression, record
from kg.resolve.context import PageContext
from kg.resolve.named import Home, PageEntity


@record
class PageRecords:
    """One page's records.  `namings`, `roles`, `relations` and `claims` hold page keys where `Records` will hold IRIs."""

    source: Source
    articles: tuple[Article, ...]
    notes: tuple[Note, ...]
    home: Home
    bylines: tuple[str, ...]
    entities: dict[str, PageEntity]
    namings: tuple[Naming, ...]
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...] = ()
    numbers: tuple[NumberFate, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    fired: tuple[tuple[str, int], ...] = ()


def page_records(context: PageContext, claims: tuple[Claim, ...] = (), numbers: tuple[NumberFate, ...] = (),
                 times: tuple[TimeExpression, ...] = (), fired: tuple[tuple[str, int], ...] = ()) -> PageRecords:
    """The records of a resolved page and of what was bound on it."""
    page = context.page
    namings = tuple(Naming(name.entity, context.evidence(name.span, name.mention.rule)) for name in sorted((*context.names, *context.things), key=lambda name: (name.span, name.type)))
    return PageRecords(page.source, page.articles, page.notes, context.home, tuple(mention.text for mention in page.bylines), context.entities,
                       namings, context.roles, context.relations, claims, numbers, times, fired)
