"""Questions put to a store, and their answers as a table, CSV, JSON or Turtle.

In: a `Question`, a pyoxigraph store, parameter values.  Out: `Answer`, and its text in one of `FORMATS`.
"""
from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from unicodedata import combining, east_asian_width

import pyoxigraph

from kg.errors import UsageError
from kg.export.columns import in_chinese, in_words
from kg.export.questions import Question
from kg.export.schema import BASE, expand, prefixes
from kg.export.store import base_of, serialized, solutions
from kg.export.tables import guard
from kg.export.terms import Literal
from kg.hanzi import simplified
from kg.model import record

FORMATS = ("table", "csv", "json", "turtle")
_NAMES_COMPARED = 20_000  # names that are compared by their spelling
_WIDEST = 60  # columns of a terminal that one cell may take
_NOT_SYNTAX = re.compile(r'"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|<[^<>\s{}|^`\\]*>|#.*')
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_SERVICE = re.compile(r"(?<![\w?$:-])SERVICE\b", re.IGNORECASE)
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
Term = str | Literal


@record
class Answer:
    """What a query gave: rows under `columns`, or `triples` (CONSTRUCT, DESCRIBE), or yes or no (`truth`, ASK)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    triples: tuple[pyoxigraph.Triple, ...] | None = None
    truth: bool | None = None
    base: str = BASE


def answer(question: Question, store: pyoxigraph.Store, given: dict[str, str] | None = None) -> Answer:
    """Put `question` to `store`, its parameters bound to `given` values.

    Columns that only repeat a parameter are left out, and rows that are then alike are shown once.  Shipped questions
    speak the default vocabulary; a graph built under another base is asked in its own.
    Raises `UsageError` for a query that is no SPARQL 1.1 query, that would go to the network, or that asks the impossible.
    """
    if asks_elsewhere(question.query):
        raise UsageError("SERVICE would ask another server, and kg uses no network", question.name, "load that data into a file or a store")
    base = base_of(store, BASE)
    query = question.query if base == BASE else question.query.replace(f"<{expand('kg:')}>", f"<{expand('kg:', base)}>")
    bound: dict[pyoxigraph.Variable, pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple] = {pyoxigraph.Variable(name): _as_oxigraph(value) for name, value in question.bind(_as_called(question, store, given or {})).items()}
    try:
        result = store.query(query, substitutions=bound)
        if isinstance(result, pyoxigraph.QueryBoolean):
            return Answer(truth=bool(result), base=base)
        if isinstance(result, pyoxigraph.QueryTriples):
            return Answer(triples=tuple(sorted(set(result), key=str)), base=base)
        names = [variable.value for variable in result.variables]
        parameters = {p.name for p in question.parameters}
        kept = [at for at, name in enumerate(names) if name not in parameters]
        rows = dict.fromkeys(tuple([_from_oxigraph(solution[at]) for at in kept]) for solution in result)
    except SyntaxError as problem:
        where = f"{question.name}:{problem.lineno}" if problem.lineno else question.name
        raise UsageError("is not a SPARQL 1.1 query: " + _first_line(problem.msg), where, "queries only: SELECT, CONSTRUCT, ASK, DESCRIBE") from problem
    except (RuntimeError, OSError, ValueError) as problem:
        raise UsageError("cannot be answered: " + _first_line(problem), question.name, "a parameter must be among the selected variables") from problem
    return Answer(tuple(names[at] for at in kept), tuple(rows), base=base)


def _as_called(question: Question, store: pyoxigraph.Store, given: dict[str, str]) -> dict[str, str]:
    """The given values; a name in traditional characters that nothing has (臺灣) in simplified ones."""
    names = {p.name for p in question.parameters if p.type == "name"}
    return {name: simplified(value) if name in names and not is_name(store, value) else value for name, value in given.items()}


def is_name(store: pyoxigraph.Store, name: str) -> bool:
    """True where something in the graph is called so."""
    word = pyoxigraph.Literal(name, language="zh")
    return any(True for path in ("schema:name", "schema:alternateName") for _ in store.quads_for_pattern(None, pyoxigraph.NamedNode(expand(path)), word))


def names_like(store: pyoxigraph.Store, name: str, most: int = 5) -> tuple[str, ...]:
    """Names in the graph that are near `name`: those that hold it or that it holds, else those that are spelt alike."""
    told, prefix = '?thing schema:name|schema:alternateName ?name FILTER(LANG(?name) = "zh")', f"PREFIX schema: <{expand('schema:')}> "
    near = solutions(store, f"{prefix}SELECT DISTINCT ?name {{ {told} FILTER(CONTAINS(STR(?name), {pyoxigraph.Literal(name)}) || CONTAINS({pyoxigraph.Literal(name)}, STR(?name))) }} "
                       f"ORDER BY ABS(STRLEN(?name) - {len(name)}) ?name LIMIT {most}")
    found = tuple(solution["name"].value for solution in near)
    if found:
        return found
    some = sorted(solution["name"].value for solution in solutions(store, f"{prefix}SELECT DISTINCT ?name {{ {told} }} LIMIT {_NAMES_COMPARED}"))
    return tuple(get_close_matches(name, some, most, 0.5))


def asks_elsewhere(query: str) -> bool:
    """True where a query would have another server asked (SERVICE), also where that word is spelt by code points.

    >>> asks_elsewhere("SELECT * { SERVICE <http://example.com/> { ?s ?p ?o } }"), asks_elsewhere('ASK { ?s ?p "SERVICE" }  # SERVICE')
    (True, False)
    """
    spelt = _CODE_POINT.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), query)
    return any(_SERVICE.search(_NOT_SYNTAX.sub(" ", text)) for text in (query, spelt))


def _first_line(problem: object) -> str:
    return str(problem).split("\n", 1)[0][:200]


def _as_oxigraph(value: Term) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if not isinstance(value, Literal):
        return pyoxigraph.NamedNode(value)
    if value.language:
        return pyoxigraph.Literal(value.text, language=value.language)
    return pyoxigraph.Literal(value.text, datatype=pyoxigraph.NamedNode(value.datatype or _XSD_STRING))


def _from_oxigraph(term) -> Term | None:
    if isinstance(term, pyoxigraph.Literal):
        datatype = "" if term.language or term.datatype.value == _XSD_STRING else term.datatype.value
        return Literal(term.value, datatype, term.language or "")
    return None if term is None else term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)


def as_text(found: Answer, kind: str = "table") -> str:
    """The answer in one of `FORMATS`, ending in a line feed.  Raises `UsageError` where a format cannot hold it."""
    if kind == "turtle":
        if found.triples is None:
            raise UsageError("only CONSTRUCT and DESCRIBE give triples", hint="use --format table, csv or json")
        return serialized(found.triples, pyoxigraph.RdfFormat.TURTLE).decode("utf-8")
    if kind == "json":
        return json.dumps(_as_json(found), ensure_ascii=False, indent=1) + "\n"
    if found.truth is not None:
        return "yes\n" if found.truth else "no\n"
    columns, rows = _grid(found)
    if kind == "csv":
        output = io.StringIO(newline="")
        csv.writer(output).writerows([columns, *([_cell(term) for term in row] for row in rows)])
        return output.getvalue()
    return "\n".join(_table(columns, [[in_words(name, _shown(term, found.base)) for name, term in zip(columns, row, strict=True)] for row in rows])) + "\n"


def _grid(found: Answer) -> tuple[tuple[str, ...], tuple[tuple[Term | None, ...], ...]]:
    if found.triples is None:
        return found.columns, found.rows
    return ("subject", "predicate", "object"), tuple(tuple(map(_from_oxigraph, (t.subject, t.predicate, t.object))) for t in found.triples)


def _as_json(found: Answer) -> dict:
    """SPARQL 1.1 Query Results JSON Format (https://www.w3.org/TR/sparql11-results-json/)."""
    if found.truth is not None:
        return {"head": {}, "boolean": found.truth}
    columns, rows = _grid(found)
    return {"head": {"vars": list(columns)},
            "results": {"bindings": [{name: _json_term(term) for name, term in zip(columns, row) if term is not None} for row in rows]}}


def _json_term(term: Term) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"type": "bnode", "value": term[2:]} if term.startswith("_:") else {"type": "uri", "value": term}
    extra: dict[str, str] = {"xml:lang": term.language} if term.language else {"datatype": term.datatype} if term.datatype else {}
    return {"type": "literal", "value": term.text, **extra}


def _cell(term: Term | None) -> str:
    """A value for a spreadsheet: numbers stay, words that would start a formula are guarded."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.text if term.datatype else guard(term.text)
    return guard(term)


def _shown(term: Term | None, base: str) -> str:
    """A value for a terminal: IRIs by their prefix, control and bidirectional signs spelled out."""
    if term is None:
        return ""
    if isinstance(term, Literal):
        words = term.text
    else:
        home = max((iri for iri in prefixes(base).values() if term.startswith(iri)), key=len, default="")
        name = next((prefix for prefix, iri in prefixes(base).items() if iri == home), "")
        words = f"{name}:{term[len(home):]}" if home else term
    return "".join(ch if ch.isprintable() else " " if ch.isspace() else ch.encode("unicode_escape").decode("ascii") for ch in words)


def _table(columns: tuple[str, ...], rows: list[list[str]]) -> Iterator[str]:
    chinese = [in_chinese(name) for name in columns]
    widths = [min(_WIDEST, max([_width(name), _width(chinese[at]), *(_width(row[at]) for row in rows)])) for at, name in enumerate(columns)]

    def line(cells) -> str:
        return "  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths)).rstrip()

    yield line(columns)
    if any(chinese):
        yield line(chinese)
    yield "  ".join("-" * width for width in widths)
    for row in rows:
        yield line(row)
    yield f"{len(rows)} row{'' if len(rows) == 1 else 's'}"


def _width(words: str) -> int:
    """Columns of a terminal: a Chinese character takes two."""
    return sum(0 if combining(ch) else 2 if east_asian_width(ch) in "WF" else 1 for ch in words)
