"""The nouns of the project: small frozen records that every other room passes on.

In: nothing.  Out: `Span`, the records of a page and of what is found on it (`kg.model.pages`), and those of the finished graph (`kg.model.graph`).
Standard library only; no method here reads a file.

Two kinds of offsets never mix:

* *raw* offsets count Unicode code points in the decoded file as it stands on disk
  (byte-order mark dropped).  Everything in `Records` is raw but `Article.body`.
* *page* offsets count characters of `Page.text` (the cleaned text, see `kg.text`).
  `Block`, `Sentence` and `Mention` are in page offsets.

Nothing else has offsets.
"""
from __future__ import annotations

from kg.model.graph import Claim, Entity, Evidence, Link, Metric, Naming, NumberFate, Place, Reason, Records, Relation, Repeat, Role, Saying, TimeExpression, Value, Verdict
from kg.model.pages import Article, Block, Loser, Marked, Mention, Note, Page, Published, Quantity, Sentence, Source, Span, new_span
from kg.model.record import fillable, record

__all__ = ["Article", "Block", "Claim", "Entity", "Evidence", "Link", "Loser", "Marked", "Mention", "Metric", "Naming", "Note", "NumberFate", "Page",
           "Place", "Published", "Quantity", "Reason", "Records", "Relation", "Repeat", "Role", "Saying", "Sentence", "Source", "Span", "TimeExpression",
           "Value", "Verdict", "fillable", "new_span", "record"]
