"""The writers: the same records as Turtle, tables, a report and a page to explore.

In: `Records` and `Settings`.  Out: files in a folder, one writer module each, all with the signature
`write(records, folder, settings) -> tuple[Path, ...]`.  Only this package may import rdflib and pyoxigraph.
"""
from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from kg.errors import OutputError, UsageError
from kg.export.schema import BASE
from kg.model import Records, record

FORMATS = {"turtle": "turtle", "html": "html", "tables": "tables", "report": "report", "texts": "texts", "manifest": "manifest",
           "trig": "turtle", "ntriples": "turtle", "nquads": "turtle", "rdfxml": "turtle", "jsonld": "jsonld"}
"""Format name → module of this package that writes it."""

PACKED = dict.fromkeys(("turtle", "trig", "ntriples", "nquads", "rdfxml", "jsonld"), ("gz", "zst"))
"""Formats that can be packed: `nquads.gz`, `turtle.zst`."""

DEFAULT_FORMATS = ("turtle", "html", "tables", "report", "texts", "manifest")


@record
class Settings:
    """How to write.

    `base` ends in `/` and is home to own terms; `profile` is `lean` or `full`; `packing` is `gz`, `zst` or nothing;
    `annotated` ties evidence to the statement itself, as RDF 1.2 can (Turtle, TriG, N-Triples and N-Quads).
    """

    base: str = BASE
    profile: str = "lean"
    title: str = ""
    packing: str = ""
    annotated: bool = False


def refuse_unknown(formats: tuple[str, ...]) -> None:
    """Raise `UsageError` for a format that nothing here writes."""
    for name in formats:
        known, _, packing = name.partition(".")
        if known not in FORMATS or packing and packing not in PACKED.get(known, ()):
            raise UsageError(f"unknown format {name!r}", hint="known formats: " + ", ".join(sorted(FORMATS)) + "; those of RDF also with .gz or .zst")


def write_all(records: Records, folder: Path, formats: tuple[str, ...] = DEFAULT_FORMATS,
              settings: Settings = Settings()) -> tuple[Path, ...]:
    """Write every named format into `folder` and return the files written, in order of format.

    Raises `UsageError` for an unknown format and `OutputError` where the folder cannot be written.
    Making a set of outputs appear at once (beside, then renamed) is the caller's business.
    """
    refuse_unknown(formats)
    written: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in sorted(formats, key=lambda name: name == "manifest"):  # it is about the others, so it comes last
            known, _, packing = name.partition(".")
            module = import_module(f"kg.export.{FORMATS[known]}")
            writer = getattr(module, f"write_{known}", None) or module.write
            written.extend(writer(records, folder, replace(settings, packing=packing)))
    except OSError as problem:
        raise OutputError(f"cannot be written ({problem.strerror or problem})", str(problem.filename or folder),
                          "check that the folder exists, is writable and has room") from problem
    return tuple(written)
