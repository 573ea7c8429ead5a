"""Pieces of the outputs, each with the place it will have, and how those of one node become text.

In: nodes of `kg.export.statements`, and the files that are wanted.  Out: `Leaf` rows.  Sorted they are the files: leaves of one node (a post that two pages
tell, an article and the links of its claims to other pages) stand together and are made one by `written`.  What a page, and what all pages together add
is made by `kg.flow.leaves_of_pages` and `kg.flow.leaves_across`.
"""
from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from kg.export import Settings
from kg.export.graphs import common_graph
from kg.export.statements import link_pair
from kg.export.syntax import Lines, Turtle
from kg.export.tables import Row as Cells
from kg.export.tables import write_rows
from kg.export.terms import Node, Object
from kg.model import Link

SOFTWARE, SOURCES, ARTICLES, ENTITIES, REASONS, ROLES, RELATIONS, DIRECT, CLAIMS, CHECKS, NAMINGS, EVIDENCE, SELECTORS, METRICS, UNITS, POSTS, PERIODS, RULES = range(18)
"""The sections of a graph, in order (see `kg.export.statements.nodes`)."""

GRAPH_FILES = {"turtle": "graph.ttl", "ntriples": "graph.nt", "trig": "graph.trig", "nquads": "graph.nq"}
IN_GRAPHS = frozenset({"trig", "nquads"})
REPORT = "report.txt"
_LAST = "\U0010ffff"  # the common graph stands behind those of the articles
Pair = tuple[str, Object]
Ordered = tuple[tuple, Pair]  # a pair, and what to order it by


class More(NamedTuple):
    """Part of a node: what stands first, what is put in order behind it (with a key to order by), and what stands last."""

    first: tuple[Pair, ...] = ()
    more: tuple[Ordered, ...] = ()
    last: tuple[Pair, ...] = ()


class Spot(NamedTuple):
    """Where in a block the links of a claim stand, and which these are as far as the page itself knows them."""

    claim: str
    start: int
    end: int
    links: tuple[Ordered, ...]


class Block(NamedTuple):
    """All nodes that only one article can tell, as text.  What comes up beside other pages is put in: links of claims at their spots, checks of the article alone among
    its `checks`, (IRI, where it begins) in order, which end at `end`.
    """

    text: str
    spots: tuple[Spot, ...]
    checks: tuple[tuple[str, int], ...]
    end: int


class Linked(NamedTuple):
    """A claim of an article, and its link to a claim of another page."""

    claim: str
    link: Ordered


class Checked(NamedTuple):
    """A check of one article's figures, by its IRI, as text."""

    check: str
    text: str


class Leaf(NamedTuple):
    """One piece of a file: `graph` is the named graph (empty where a file has none), `name` the node, `order` the place among the leaves of one node."""

    file: str
    graph: str
    section: int
    name: str
    order: tuple
    what: Any  # a text, a `More`, a `Block`, …: as its file has it


def place_of(leaf: Leaf) -> tuple:
    """The place of a leaf among all."""
    return leaf[:5]


class Wanted(NamedTuple):
    """Which files are written, and how."""

    formats: tuple[str, ...]
    settings: Settings
    version: str
    rules_hash: str

    @property
    def graphs(self) -> tuple[str, ...]:
        """The formats of RDF among them."""
        return tuple(name for name in self.formats if name in GRAPH_FILES)

    @property
    def is_full(self) -> bool:
        """True where every mention is told."""
        return self.settings.profile == "full"


@lru_cache(maxsize=16)
def syntax_of(name: str, base: str) -> Turtle | Lines:
    """How a format is written."""
    return Turtle(base) if name in ("turtle", "trig") else Lines(base)


class Nodes:
    """Makes leaves of nodes, in every format that is wanted.  `number` orders them among those of other pages."""

    def __init__(self, wanted: Wanted, number: int = -1):
        self.wanted, self.number, self.base = wanted, number, wanted.settings.base
        self.common = f"{_LAST}{common_graph(self.base)}"

    def text(self, section: int, node: Node, formats: Iterable[str] | None = None) -> Iterator[Leaf]:
        """A node of the common graph to which nothing is added."""
        for name in self.wanted.graphs if formats is None else formats:
            graph = self.common if name in IN_GRAPHS else ""
            yield Leaf(GRAPH_FILES[name], graph, section, node[0], (self.number,), syntax_of(name, self.base).node(node, graph.removeprefix(_LAST)))

    def part(self, section: int, subject: str, more: More, formats: Iterable[str] | None = None) -> Iterator[Leaf]:
        """Part of a node of the common graph to which others may add."""
        for name in self.wanted.graphs if formats is None else formats:
            yield Leaf(GRAPH_FILES[name], self.common if name in IN_GRAPHS else "", section, subject, (self.number,), more)

    def block(self, name: str, article: str, before: Iterable[Node], claims: Iterable[tuple[str, More]], checks: Iterable[Node], after: Iterable[Node]) -> Leaf:
        """All that only `article` can tell, in the format `name`: nodes, its claims, its checks, further nodes."""
        syntax, graph = syntax_of(name, self.base), article if name in IN_GRAPHS else ""
        parts = [syntax.node(node, graph) for node in before]
        spots, at = [], sum(map(len, parts))
        for claim, (first, more, last) in claims:
            head, own = syntax.node((claim, first), graph), tuple(more)
            start = len(head) - len(syntax.ending)
            links = syntax.added((claim, _pairs(own)), graph) if own else ""
            text = f"{head[:start]}{links}{syntax.added((claim, last), graph) if last else ''}{syntax.ending}"
            spots.append(Spot(claim, at + start, at + start + len(links), own))
            parts.append(text)
            at += len(text)
        begun = []
        for node in checks:
            begun.append((node[0], at))
            parts.append(syntax.node(node, graph))
            at += len(parts[-1])
        parts += (syntax.node(node, graph) for node in after)
        return Leaf(GRAPH_FILES[name], graph, ARTICLES, article, (self.number,), Block("".join(parts), tuple(spots), tuple(begun), at))

    def checked(self, node: Node, article: str) -> Iterator[Leaf]:
        """A check of one article that came up beside other pages."""
        for name in self.wanted.graphs:
            graph = article if name in IN_GRAPHS else ""
            yield Leaf(GRAPH_FILES[name], graph, ARTICLES, article, (self.number,), Checked(node[0], syntax_of(name, self.base).node(node, graph)))

    def linked(self, link: Link, article: str) -> Iterator[Leaf]:
        """A link to a claim of another page, for the claim that is linked, which stands in `article`, or in none."""
        pair = ordered(link)
        if not article:
            yield from self.part(CLAIMS, link.claim, More(more=(pair,)))
            return
        for name in self.wanted.graphs:
            yield Leaf(GRAPH_FILES[name], article if name in IN_GRAPHS else "", ARTICLES, article, (self.number,), Linked(link.claim, pair))


def ordered(link: Link) -> Ordered:
    """A link as a pair of the claim that is linked."""
    return (link.kind, link.other), link_pair(link)


def table_rows(rows: Iterable[Cells]) -> str:
    """Rows of a table as they are written."""
    sheet = io.StringIO(newline="")
    write_rows(sheet, rows)
    return sheet.getvalue()


# --- leaves become text ---------------------------------------------------------------------------


def written(name: str, base: str, graph: str, subject: str, leaves: Iterable[Leaf]) -> str:
    """The text of one node from its leaves, in order: one that was finished, parts put together, or an article with links put in."""
    parts: list[More] = []
    linked: list[Linked] = []
    checked: dict[str, str] = {}
    block = None
    for leaf in leaves:
        what = leaf.what
        if isinstance(what, str):
            return what
        if isinstance(what, More):
            parts.append(what)
        elif isinstance(what, Linked):
            linked.append(what)
        elif isinstance(what, Checked):
            checked[what.check] = what.text
        elif block is None:
            block = what
    syntax, where = syntax_of(name, base), graph.removeprefix(_LAST)
    if isinstance(block, Block):
        return _spliced(block, linked, checked, syntax, where) if linked or checked else block.text
    first = next((part for part in parts if part.first), More())
    pairs = [*first.first, *_pairs(each for part in parts for each in part.more), *first.last]
    return syntax.node((subject, pairs), where) if pairs else ""


def _pairs(found: Iterable[Ordered]) -> list[Pair]:
    return list(dict.fromkeys(pair for _, pair in sorted(found, key=itemgetter(0))))


def _spliced(block: Block, linked: Sequence[Linked], checked: dict[str, str], syntax: Turtle | Lines, graph: str) -> str:
    parts: list[str] = []
    done = 0
    for spot in block.spots:
        new = [link for claim, link in linked if claim == spot.claim]
        if new:
            parts += block.text[done:spot.start], syntax.added((spot.claim, _pairs((*spot.links, *new))), graph)
            done = spot.end
    told = dict(block.checks)
    for check, text in sorted(checked.items()):
        if check not in told:
            start = next((start for other, start in block.checks if other > check), block.end)
            parts += block.text[done:start], text
            done = start
    return "".join((*parts, block.text[done:]))
