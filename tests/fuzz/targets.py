"""What is fuzzed, and what must hold for any input: an answer that keeps its promises, or an error of ours.

In: bytes.  Out: nothing; an exception of any kind but `KgError` is a finding.  Each target is a function of one input.
"""
from __future__ import annotations

import csv
import json
import re
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pyoxigraph
from fuzz.pieces import CHARACTERS, DATES, FIELDS, MARKS, NUMERALS, PATTERN, PRINTED, Choices
from fuzz.records import carried, records_of

from kg import calendar
from kg.check import check
from kg.errors import KgError, RuleError
from kg.export import FORMATS, Settings, write_all
from kg.export.html import ViewerNetwork
from kg.export.schema import BASE
from kg.export.tables import plain
from kg.extract.values import almanac_of, unit_registry
from kg.model import Source
from kg.numerals import parse_number
from kg.pipeline import analyse
from kg.read import Columns, Piece, open_source, read_source, read_text
from kg.read.records import rows_of
from kg.resolve import across
from kg.rules import RuleSet, built_in_rules, load, run_level
from kg.rules.samples import sheet_of
from kg.rules.yamldoor import parse_yaml
from kg.series import connect

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "shift_jis")
SYNTAXES = ("turtle", *(name for name in ("ntriples", "trig", "nquads", "rdfxml", "jsonld") if name in FORMATS))
_FORMATS = {".ttl": pyoxigraph.RdfFormat.TURTLE, ".nt": pyoxigraph.RdfFormat.N_TRIPLES, ".trig": pyoxigraph.RdfFormat.TRIG, ".nq": pyoxigraph.RdfFormat.N_QUADS, ".rdf": pyoxigraph.RdfFormat.RDF_XML,
            ".jsonld": pyoxigraph.RdfFormat.JSON_LD}
_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
_NUMBER = re.compile(r"-[\d.]+")
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@lru_cache(maxsize=1)
def ruleset() -> RuleSet:
    """The built-in rules, loaded once."""
    return built_in_rules()


def warm(name: str) -> None:
    """Load what a target loads once, so that no input pays for it and all of it is watched."""
    ruleset()
    _units()
    for content in (b"", *(bytes([at, 1, at] * 40) for at in range(len(SYNTAXES)))):
        TARGETS[name](content)


def reader(content: bytes) -> None:
    """Bytes decode or are refused; what is read lies in the file, in order, and nothing overlaps."""
    choices = Choices(content)
    if choices.number(3) == 0:
        written = choices.rest()
    else:
        encoding = choices.one(ENCODINGS)
        written = choices.words(PRINTED, CHARACTERS, PRINTED).encode(encoding, "ignore")
        if choices.number(4) == 1:  # a damaged file
            at = choices.number(len(written) + 1)
            written = written[:at] + bytes([choices.number(256)]) + written[at + choices.number(3):]
    ending = choices.one((".txt", ".txt", ".txt", ".txt", ".html", ".pdf", ".md", ".jsonl", ".csv"))
    try:
        if ending in (".jsonl", ".csv"):
            records = [said for _, _, said in rows_of(choices.one(_ROWS)[ending] + written, ending, "page", Columns()) if isinstance(said, bytes)]
            for said in records[:5]:
                _stands(open_source(Piece("page", said, ".record")))
        else:
            _stands(open_source(Piece(f"page{ending}", written, ending)))
    except KgError as problem:
        assert "page" in str(problem)


_ROWS = ({".jsonl": b"", ".csv": b""}, {".jsonl": b'{"id": "a", "title": "\\ud800", "text": "', ".csv": b"id,title,date,text\n"})


def _stands(source: Source) -> None:
    assert source.text.strip() and source.encoding
    page = read_source(source, None, ruleset())
    raw, length = page.source.text, len(page.text)
    last = 0
    for block in page.blocks:
        assert last <= block.span.start <= block.span.end <= length, "blocks overlap"
        last = block.span.end
    for sentence in page.sentences:
        assert 0 <= sentence.span.start < sentence.span.end <= length
        here = page.text.raw(sentence.span)
        assert 0 <= here.start < here.end <= len(raw)
    for article in page.articles:
        assert 0 <= article.start <= article.end <= len(raw)
    assert len({article.id for article in page.articles}) == len(page.articles)


def rules(content: bytes) -> None:
    """YAML, word lists, patterns and whole rule files load or are refused with their file's name; what loads also runs."""
    choices = Choices(content)
    sort = choices.number(5)
    try:
        if sort == 0:
            parse_yaml(choices.rest().decode("utf-8", "replace"), "any.yaml")
        elif sort == 1:
            parse_yaml(choices.words(FIELDS, MARKS, MARKS), "any.yaml")
        else:
            _load_and_run(choices, sort)
    except RuleError as problem:
        assert ".yaml" in str(problem) or ".tsv" in str(problem), str(problem)


def _load_and_run(choices: Choices, sort: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-", dir=_MEMORY) as name:
        folder = Path(name)
        _put(folder / "labels.yaml", "about: labels\nlabels:\n  Org: {type: ORG}\n  Place: {type: LOC}\ngroups:\n  Any: [Org, Place]\n")
        _put(folder / "words" / "heads.tsv", "# about: heads\n# source: any atlas\n# columns: word kind\n市\tcity\n局\n" if sort != 2 else choices.words(("#", "\t", "\n", "# columns: word a", "# label: Org", "# about: x", "# source: y"), PATTERN))
        if sort == 3:
            _put(folder / "any.yaml", choices.words(FIELDS, MARKS, FIELDS))
        else:
            rule = {"id": "any-rule", "about": "any", "label": "Org", "pattern": choices.words(PATTERN, most=12),
                    "examples": [{"text": "江州市水务局", "finds": {"all": "江州市水务局"}}], "ignores": [{"text": "江州", "because": "no head"}]}
            for _ in range(choices.number(4)):
                rule[choices.one(FIELDS)] = choices.one((choices.words(PATTERN, most=6), [choices.words(PATTERN, most=4)], {choices.one(FIELDS): choices.words(PATTERN, most=4)}, "yes", "", None, "-1"))
            _put(folder / "any.yaml", json.dumps({"about": "any", "level": choices.one(("names", "values", "relations", "claims", "lines", "words", "x")), "rules": [rule]}))
        made = load([folder])
        sheet = sheet_of("江州市水务局甲乙丙（水务）局局局局局局局局局局局局局局局局局局局局局局局局局局局局局局市", made)
        for level in ("words", "names", "values", "relations", "claims"):
            run_level(made, level, sheet)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1)
def _units():
    return unit_registry(ruleset())


def numbers(content: bytes) -> None:
    """Numerals have exact finite values or none; times an interval whose end is not before its beginning; units convert or not."""
    choices = Choices(content)
    sort = choices.number(4)
    if sort == 0:
        published = choices.one((None, "2025", "2025-07", "2025-07-22", "2024-02-29", "0001", "9999-12-31", "x"))
        before = calendar.resolve("1940年6月") if choices.number(2) else None
        found = calendar.resolve(choices.words(DATES, NUMERALS, most=14), published, before, almanac_of(ruleset()))
        if found is not None:
            first, _, last = found.iso.partition("/")
            assert first or last
            assert not last or not first or not first[:1].isdigit() or not last[:1].isdigit() or first[:len(last)] <= last[:len(first)], found.iso
        return
    if sort == 1:
        unit = _units().find(choices.words(("公里", "元", "/", "每", "平方米", "吨"), most=4))
        assert unit.known == (unit.factor is not None)
        return
    text = choices.words(NUMERALS, most=16 if sort == 2 else 90)
    numeral = parse_number(text)
    if numeral is None:
        return
    assert numeral.low.is_finite() and numeral.bound in ("exact", "about", "min", "max")
    assert "e" not in plain(numeral.low).lower()
    if numeral.high is not None:
        assert numeral.high.is_finite() and numeral.low <= numeral.high, (text, numeral)


def turtle(content: bytes) -> None:
    """Any records are written in every RDF syntax, each reads back, all say the same; tables and the viewer's records too."""
    choices = Choices(content)
    other, profile, has_tables = choices.one(SYNTAXES), choices.one(("full", "lean")), choices.number(16) == 1
    records = records_of(choices)
    graphs = {}
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-", dir=_MEMORY) as name:
        for form in dict.fromkeys(("turtle", other)):
            path, = write_all(records, Path(name), (form,), Settings(profile=profile))
            graphs[form] = {(quad.subject.value, quad.predicate.value, _seen(quad.object.value)) for quad in pyoxigraph.parse(path=str(path), format=_FORMATS[path.suffix])}
        if has_tables:
            _tables(write_all(records, Path(name), ("tables", "report")))
    said = {value for _, _, value in graphs["turtle"]}
    assert all(_seen(words) in said for words in carried(records) if words), [words for words in carried(records) if words and _seen(words) not in said]
    missing = {triple for triple in graphs["turtle"] - graphs[other] if not triple[0].startswith("_")} if other != "rdfxml" else set()  # XML cannot hold control characters
    assert not missing, sorted(missing)[:3]
    _carried_by_the_viewer([records.entities[0].name, records.sources[0].text])


def _seen(text: str) -> str:
    return text.encode("utf-8", "replace").decode().replace("\ufffd", "?")


def _tables(paths: tuple[Path, ...]) -> None:
    for path in paths:
        columns = None
        if path.suffix != ".csv":
            path.read_text(encoding="utf-8")
            continue
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                columns = columns or len(row)
                assert len(row) == columns
                assert not any(cell.startswith(RISKY) and not _NUMBER.fullmatch(cell) for cell in row), row


@lru_cache(maxsize=1)
def _template():
    return ViewerNetwork().templateEnv.from_string("{{ words | tojson }}")


def _carried_by_the_viewer(words: list[str]) -> None:
    said = _template().render(words=words)
    assert not set("<>&'") & set(said) and json.loads(said) == words


def page(content: bytes) -> None:
    """Any text becomes a page, records, verdicts, Turtle and tables; every claim stands where it says."""
    choices = Choices(content)
    text = choices.words(PRINTED, NUMERALS, CHARACTERS, PRINTED)
    if not text.strip():
        return
    try:
        result = analyse(read_text(text, "page.txt", choices.one((None, "2025", "2025-07-22")), ruleset=ruleset()), ruleset())
    except KgError:
        return
    raw = result.context.page.source.text
    for claim in result.claims:
        assert 0 <= claim.value_start < claim.value_end <= len(raw) and claim.value.is_finite()
    for fate in result.numbers:
        assert 0 <= fate.start < fate.end <= len(raw)
    records = connect(across([result.records()], ruleset(), BASE), ruleset())
    check(records, ruleset())
    with tempfile.TemporaryDirectory(prefix="kg-fuzz-", dir=_MEMORY) as name:
        path, *tables = write_all(records, Path(name), ("turtle", "tables"))
        assert sum(1 for _ in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)) > 0
        _tables(tuple(tables))


TARGETS: dict[str, Callable[[bytes], None]] = {"reader": reader, "rules": rules, "numbers": numbers, "turtle": turtle, "page": page}
"""Target name → its function."""
