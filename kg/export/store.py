"""The graph as an Oxigraph store on disk, and the door to anything that can be asked in SPARQL.

In: `Records` and a folder.  Out: a folder that `oxigraph serve --location` and `open_store` read.  The store is filled
beside its place and renamed, so a build that dies leaves the last one whole; a folder that is no store is never touched.
"""
from __future__ import annotations

import io
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph

from kg.errors import OutputError, UsageError
from kg.export import Settings
from kg.export.packing import bare_suffix, open_to_read
from kg.export.place import finish, occupied
from kg.export.statements import nodes
from kg.export.syntax import Lines
from kg.export.turtle import write_nodes
from kg.model import Records

_MARK = "CURRENT"  # RocksDB, which Oxigraph stands on, keeps this file in every store


def fill_store(records: Records, folder: Path, settings: Settings = Settings()) -> int:
    """Fill an Oxigraph store in `folder`, in place of an older one, and return the number of triples.

    Raises `OutputError` where `folder` holds something else than a store or cannot be written.
    """
    if folder.exists() and not (folder.is_dir() and (is_store(folder) or not any(folder.iterdir()))):
        raise OutputError("is not an Oxigraph store, so it is left alone", str(folder), "name a new or empty folder")
    beside, old = (folder.with_name(f".{folder.name}-{word}") for word in ("writing", "old"))
    with occupied(folder.parent):
        try:
            if is_store(old) and not folder.exists():  # a build died between the two renamings below
                os.replace(old, folder)
            _sweep(beside, old)
            count = _fill(records, beside, settings)
            if folder.exists():
                os.replace(folder, old)
            os.replace(beside, folder)
        except OSError as problem:
            if old.exists() and not folder.exists():
                os.replace(old, folder)
            raise OutputError(f"cannot be written ({problem.strerror or problem})", str(folder),
                              "check that the folder is writable, has room and is not open elsewhere") from problem
        finally:
            _sweep(beside, old)
    return count


def _sweep(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(records: Records, folder: Path, settings: Settings) -> int:
    store = pyoxigraph.Store(str(folder))
    lines = folder / "graph.nt"  # Oxigraph reads lines three times as fast as it takes objects from Python
    with lines.open("wb") as output:
        write_nodes(Lines(settings.base), nodes(records, settings.base, settings.profile == "full", settings.annotated), output)
    store.bulk_load(path=str(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
    lines.unlink()
    store.flush()
    return len(store)


def is_store(folder: Path) -> bool:
    """True where `folder` holds an Oxigraph store."""
    return (folder / _MARK).is_file()


def open_store(folder: Path) -> pyoxigraph.Store:
    """An Oxigraph store on disk, for reading only.  Raises `UsageError` where there is none."""
    if not is_store(folder):
        raise UsageError("is not an Oxigraph store", str(folder), f"fill one with: kg build --store {folder}")
    try:
        return pyoxigraph.Store.read_only(str(folder))
    except OSError as problem:
        raise UsageError(f"cannot be opened ({problem})", str(folder), "fill it anew with: kg build --store") from problem


def load_file(path: Path) -> pyoxigraph.Store:
    """An RDF file (.ttl, .nt, .nq, .trig, .rdf, .jsonld, also .gz and .zst) as a store in memory.  Raises `UsageError` where it cannot be read."""
    if path.is_dir():
        raise UsageError("is a folder", str(path), f"name the file in it, such as {path / 'graph.ttl'}")
    kind = pyoxigraph.RdfFormat.from_extension(bare_suffix(path))
    if kind is None:
        raise UsageError(f"has an ending ({path.suffix or 'none'}) of no RDF format", str(path), "use .ttl, .nt, .nq, .trig, .rdf or .jsonld, plain, .gz or .zst")
    finish(path.parent)
    store = pyoxigraph.Store()
    with open_graph(path, kind, "kg build") as file:
        store.bulk_load(input=file, format=kind)
    return store


@contextmanager
def open_graph(path: Path, kind: pyoxigraph.RdfFormat, made_by: str) -> Iterator[IO[bytes]]:
    """An RDF file for reading.  Where it cannot be read or is no such file, a `UsageError` that names the command it is `made_by`."""
    try:
        with open_to_read(path) as file:
            yield file
    except SyntaxError as problem:
        raise UsageError(f"is no valid {kind.name} ({problem.msg})", f"{path}:{problem.lineno}" if problem.lineno else str(path)) from problem
    except OSError as problem:
        raise UsageError(f"cannot be read ({problem.strerror or problem})", str(path), f"build it first: {made_by}") from problem
    except ValueError as problem:
        raise UsageError(str(problem), str(path), "build it again") from problem


def solutions(store: pyoxigraph.Store, query: str, everywhere: bool = False) -> pyoxigraph.QuerySolutions:
    """What a SELECT query gives, asked of the default graph or of all graphs together.  Raises `TypeError` for another kind of query."""
    found = store.query(query, use_default_graph_as_union=everywhere)
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError(f"{query} is no SELECT")
    return found


def serialized(triples: Iterable[pyoxigraph.Triple], form: pyoxigraph.RdfFormat) -> bytes:
    """Triples as bytes."""
    output = io.BytesIO()
    pyoxigraph.serialize(triples, output, format=form)
    return output.getvalue()


def base_of(store: pyoxigraph.Store, otherwise: str) -> str:
    """The base IRI that a graph was built with, told by its software node; `otherwise` where it has none."""
    kind = pyoxigraph.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    agent = pyoxigraph.NamedNode("http://www.w3.org/ns/prov#SoftwareAgent")
    agents = (quad.subject for quad in store.quads_for_pattern(None, kind, agent))
    found = sorted(each.value for each in agents if isinstance(each, pyoxigraph.NamedNode) and "software/" in each.value)
    return found[0].rpartition("software/")[0] if found else otherwise
