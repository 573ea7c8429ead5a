"""RDF terms as plain strings and small records: every format is written from them, for an RDF library needs an object for every term (`bench/rdf.py`).

In: words, numbers and dates of records.  Out: IRIs as `str`, values as `Literal`, and names for nodes made from content.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from kg.export.periods import days_of_period
from kg.export.schema import PREFIXES
from kg.export.tables import plain


class Literal(NamedTuple):
    """A value: its text, and a datatype IRI or a language tag or neither (a plain string)."""

    text: str
    datatype: str = ""
    language: str = ""


class Stated(NamedTuple):
    """A statement that another one is about (an RDF 1.2 triple term): subject, predicate and object are IRIs."""

    subject: str
    predicate: str
    object: str


Object = str | Literal | Stated
Statement = tuple[str, str, Object]
Pairs = list[tuple[str, Object]]
Node = tuple[str, Sequence[tuple[str, Object]]]
"""A subject with its (predicate, object) pairs; predicates are prefixed names (`schema:name`), equal ones stand together."""

BOOLEAN, DECIMAL, INTEGER, DATE = (PREFIXES["xsd"] + name for name in ("boolean", "decimal", "integer", "date"))
_PLACES = 15
_SHORT = Context(prec=_PLACES)
_DATES = {4: PREFIXES["xsd"] + "gYear", 7: PREFIXES["xsd"] + "gYearMonth", 10: DATE}


def as_iri(value: Object) -> str:
    """A value that is an IRI, where nothing else can stand.  Raises `TypeError` for another."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no IRI")
    return value


def those_said(pairs: Iterable[tuple[str, Object | None]]) -> Pairs:
    """The pairs that have a value."""
    return [(name, value) for name, value in pairs if value is not None]


def decimal(value: Decimal | None) -> Literal | None:
    """A number; of a fraction that no decimal holds (三分之一) the digits that every store computes with: Oxigraph compares none of more than 18 places.

    >>> decimal(Decimal(1) / 3).text, decimal(Decimal("1234567890123456.5")).text, decimal(Decimal("1E+20")).text
    ('0.333333333333333', '1234567890123456.5', '100000000000000000000')
    """
    if value is None:
        return None
    return Literal(plain(_SHORT.plus(value) if _places(value) > _PLACES else value), DECIMAL)


def _places(value: Decimal) -> int:
    """How many digits stand behind the point."""
    return max(0, -int(value.as_tuple().exponent))


def integer(value: int) -> Literal:
    return Literal(str(value), INTEGER)


def chinese(text: str | None) -> Literal | None:
    """Words of a page; None stays None, so that an unsaid slot gives no statement."""
    return spoken(text, "zh")


def spoken(text: str | None, language: str) -> Literal | None:
    """Words in a language; none where nothing is said."""
    return Literal(text, "", language) if text else None


def date(value: str | None) -> Literal | None:
    """A date as precise as said: `xsd:gYear`, `xsd:gYearMonth` or `xsd:date`; a plain string where it is no ISO date.

    >>> date("2025-07").datatype.rpartition("#")[2]
    'gYearMonth'
    """
    if not value:
        return None
    if len(value) not in _DATES or "/" in value or days_of_period(value)[0] is None:
        return Literal(value)
    return Literal(value, _DATES[len(value)])


@lru_cache(maxsize=1 << 16)
def local(text: str) -> str:
    """`text` as the last step of an IRI: letters, digits and Chinese stay readable, the rest is percent-encoded.

    Full stops too: a step `.` or `..` would be resolved away, and one at the end would end a Turtle statement.

    >>> local("贷款余额(亿)")
    '贷款余额%28亿%29'
    """
    steps = (ch if ch.isalnum() and (ch < "\x80" or "一" <= ch <= "鿿") or ch in "-_" else quote(ch, errors="replace") for ch in text)
    return "".join(steps).replace(".", "%2E").replace("~", "%7E")


def digest(*parts: object) -> str:
    """Sixteen hex digits that stand for `parts`."""
    return digest_of("\x1f".join(map(str, parts)))


def digest_of(words: str) -> str:
    """Sixteen hex digits that stand for `words`."""
    return sha256(words.encode("utf-8", "replace")).hexdigest()[:16]
