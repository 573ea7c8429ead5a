"""Questions in SPARQL: the shipped ones, a user's own, and their parameters.

In: `.rq` files, whose first lines tell what is asked and what may be given:

    # en: Which figures do the pages give for a place?
    # zh: 版面给出了一个地方的哪些数字？
    # param place name: the place, by any of its names · 地名
    # param least number = 10: the smallest value · 最小值

Out: `Question`, and RDF terms for parameter values.  A parameter is a variable of the query that is bound from outside,
never text put into the query; the query selects it, because SPARQL binds only what is selected (SEP-0007).
Types: `name` (a name of an entity: text `@zh`), `part` (plain text, a part of something), `number`, `iri`, and the closed lists (`verdict`, `relation`:
a code, by its name in either language, or a part of one).
"""
from __future__ import annotations

import difflib
import re
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from pathlib import Path

from kg.errors import UsageError
from kg.export.schema import PREFIXES
from kg.export.terms import Literal
from kg.export.vocabularies import VOCABULARIES, code_of
from kg.model import record

_SENTENCE = re.compile(r"#\s*(en|zh):\s*(.+)")
_PARAMETER = re.compile(r"#\s*param\s+(\w+)\s+(\w+)(?:\s*=\s*(.*?))?\s*:\s+(.+)")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
LISTS = ("relation", *(vocabulary.name for vocabulary in VOCABULARIES))
TYPES = ("name", "part", "number", "iri", *LISTS)


@record
class Parameter:
    """Something that may be given: its `type` is one of `TYPES`; without `default` it may be anything."""

    name: str
    type: str
    default: str | None
    about: str


@record
class Question:
    """A query with the sentence it answers, in two languages, and its parameters."""

    name: str
    en: str
    zh: str
    parameters: tuple[Parameter, ...]
    query: str

    def bind(self, given: dict[str, str]) -> dict[str, str | Literal]:
        """Parameter → RDF term for what was given and for defaults: IRIs are `str`, values `Literal`.

        Raises `UsageError` for a parameter that the question has not, or a value that is not of its type.

        >>> parse("q", "# param least number: at least\\nSELECT ?least {}").bind({"least": "1.5"})["least"].text
        '1.5'
        """
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                raise UsageError(f"{self.name} has no parameter {name!r}", hint=_parameters_in_words(self.parameters))
        values = {p.name: given.get(p.name, p.default) for p in self.parameters}
        return {name: term(known[name].type, value, name) for name, value in values.items() if value is not None}


def parse(name: str, text: str) -> Question:
    """A question from the text of an `.rq` file; lines that say nothing of it are left to SPARQL.

    Raises `UsageError` for a parameter of an unknown type.

    >>> question = parse("posts", "# en: Who holds which post?\\n# param person name: who · 人名\\nSELECT ?person {}")
    >>> question.en, question.parameters[0].type
    ('Who holds which post?', 'name')
    """
    told: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), 1):
        if sentence := _SENTENCE.match(line):
            told.setdefault(sentence[1], sentence[2].strip())
        elif found := _PARAMETER.match(line):
            if found[2] not in TYPES:
                raise UsageError(f"parameter {found[1]} has the unknown type {found[2]!r}", f"{name}:{number}", "types: " + ", ".join(TYPES))
            parameters.append(Parameter(found[1], found[2], found[3], found[4].strip()))
    return Question(name, told.get("en", ""), told.get("zh", ""), tuple(parameters), text)


def questions() -> tuple[Question, ...]:
    """The shipped questions, sorted by name."""
    home = files("kg") / "queries"
    return tuple(parse(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
                 for file in sorted(home.iterdir(), key=lambda f: f.name) if file.name.endswith(".rq"))


def question(name: str) -> Question:
    """The shipped question called `name`.  Raises `UsageError` with the nearest name where there is none."""
    known = {each.name: each for each in questions()}
    if name not in known:
        near = difflib.get_close_matches(name, known, 1, 0.4)
        raise UsageError(f"no question is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""), hint="kg ask lists them")
    return known[name]


def read_question(path: Path) -> Question:
    """The question in a file of the user's.  Raises `UsageError` where it cannot be read."""
    try:
        return parse(str(path), path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageError(f"cannot be read ({getattr(problem, 'strerror', None) or problem})", str(path)) from problem


def term(kind: str, value: str, name: str = "") -> str | Literal:
    """`value` as an RDF term of a parameter type; raises `UsageError` where it is none.

    >>> term("name", "梅州市").language, term("number", "-3.50").text, term("relation", "合作").text
    ('zh', '-3.50', 'cooperates_with')
    """
    if kind == "name":
        if not value.strip():
            raise UsageError(f"{name}= is empty", hint="leave it out to ask of all")
        return Literal(value, language="zh")
    if kind == "number":
        try:
            number = Decimal(value)
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite() or abs(number.adjusted()) > 100:
            raise UsageError(f"{name}={value} is not a number", hint="write plain digits, such as 12 or 3.5")
        return Literal(format(number, "f"), PREFIXES["xsd"] + "decimal")
    if kind == "iri":
        if not _IRI.fullmatch(value):
            raise UsageError(f"{name}={value} is not an IRI", hint="copy it from an answer or a table")
        return value
    return Literal(code_of(kind, value) if kind in LISTS else value)


def given_values(words: list[str]) -> dict[str, str]:
    """`PARAM=VALUE` words of a command line as a dict.

    >>> given_values(["place=阳山县", "metric=a=b"])
    {'place': '阳山县', 'metric': 'a=b'}
    """
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.isidentifier():
            raise UsageError(f"{word!r} is not PARAM=VALUE", hint="for example place=阳山县")
        if name in given:
            raise UsageError(f"{name} is given twice")
        given[name] = value
    return given


def _parameters_in_words(parameters: tuple[Parameter, ...]) -> str:
    return "it has " + ", ".join(p.name for p in parameters) if parameters else "it has none"
