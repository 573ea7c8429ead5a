"""How fast the linked data is written and loaded: this writer, pyoxigraph and rdflib on the same statements.

    python bench/rdf.py [--triples 2000000] [--rdflib 100000]

Makes records of the wanted size from the sample pages, each copy under a page and names of its own, writes them in every format in a
process of its own (so that the peak of memory is that of one format), then loads Turtle into Oxigraph and a part of it into rdflib.
"""
from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FORMATS = ("turtle", "ntriples", "trig", "nquads", "jsonld")


def copies(records, count: int):
    """`count` copies of the records of the sample pages, as if so many other pages had been read."""
    from kg.model import Records

    rows: dict[str, list] = {name: [] for name in ("sources", "articles", "entities", "namings", "roles", "relations", "claims", "verdicts")}
    for number in range(count):
        names = {s.name: f"{number}/{s.name}" for s in records.sources}  # one string for all that speak of it, as in a build

        @cache
        def other(iri: str | None, mark: str = f"copy {number}") -> str | None:
            return iri and iri.rpartition("/")[0] + "/" + sha256(f"{iri} {mark}".encode()).hexdigest()[:16]

        def seen(evidence, names: dict[str, str] = names, other=other):
            return replace(evidence, source=names[evidence.source], article=other(evidence.article))

        rows["sources"] += [replace(s, name=names[s.name], sha256=sha256(f"{s.sha256} {number}".encode()).hexdigest(), text="") for s in records.sources]
        rows["articles"] += [replace(a, id=other(a.id), source=names[a.source]) for a in records.articles]
        rows["entities"] += [replace(e, id=other(e.id), within=other(e.within)) for e in records.entities]
        rows["namings"] += [replace(n, entity=other(n.entity), evidence=seen(n.evidence)) for n in records.namings]
        rows["roles"] += [replace(r, person=other(r.person), org=other(r.org), evidence=seen(r.evidence)) for r in records.roles]
        rows["relations"] += [replace(r, subject=other(r.subject), object=other(r.object), evidence=seen(r.evidence)) for r in records.relations]
        rows["claims"] += [replace(c, id=other(c.id), subject=other(c.subject), speaker=other(c.speaker), evidence=seen(c.evidence)) for c in records.claims]
        rows["verdicts"] += [replace(v, claims=tuple(map(other, v.claims)), evidence=tuple(map(seen, v.evidence))) for v in records.verdicts]
    return Records(**{name: tuple(rows.pop(name)) for name in tuple(rows)}, version=records.version, rules_hash=records.rules_hash)


def peak_of_memory() -> float:
    """The most memory this process has had, in MB.  Not `getrusage`'s: that counts what the parent had before it became this one."""
    return int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def write_one(name: str, count: int, records_file: Path, folder: Path) -> None:
    """Write one format and print the seconds of the processor and the peak of memory before and after."""
    import gc
    import pickle

    from kg.export import write_all

    gc.set_threshold(100_000, 20, 20)  # as the command line sets it
    records = copies(pickle.loads(records_file.read_bytes()), count)
    before = peak_of_memory()
    started, clock = time.process_time(), time.perf_counter()
    path = write_all(records, folder, (name,))[0]
    told = {"processor": time.process_time() - started, "clock": time.perf_counter() - clock, "bytes": path.stat().st_size,
            "before": before, "peak": peak_of_memory()}
    print(json.dumps(told))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, default=2_000_000)
    parser.add_argument("--rdflib", type=int, default=100_000, help="triples that rdflib is given; it needs minutes for more")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        name, count, records_file, folder = options.one
        write_one(name, int(count), Path(records_file), Path(folder))
        return
    import pickle

    import kg
    from kg.export import Settings
    from kg.export.statements import statements

    records = kg.build([ROOT / "seeds"]).records
    each = sum(1 for _ in statements(copies(records, 2), Settings().base)) - sum(1 for _ in statements(copies(records, 1), Settings().base))
    count = -(-options.triples // each)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "records").write_bytes(pickle.dumps(records))
        total = sum(1 for _ in statements(copies(records, count), Settings().base))
        print(f"{total:,} triples, {count * len(records.claims):,} claims")
        for name in FORMATS:
            run = subprocess.run([sys.executable, __file__, "--one", name, str(count), str(folder / "records"), str(folder)], capture_output=True, text=True, check=True)
            told = json.loads(run.stdout)
            print(f"write {name:9} {total / told['processor']:>11,.0f} triples/s {told['processor']:6.1f} s, {told['bytes'] / 1e6:7.1f} MB, "
                  f"peak of memory {told['peak']:.0f} MB ({told['before']:.0f} before writing)", flush=True)
        load(folder, total, copies(records, -(-options.rdflib // each)))


def load(folder: Path, total: int, few) -> None:
    """Time loading: Oxigraph in memory and on disk, rdflib with fewer triples."""
    import pyoxigraph
    import rdflib

    from kg.export.turtle import to_rdflib, write

    def timed(what: str, triples: int, work) -> object:
        started = time.perf_counter()
        made = work()
        seconds = time.perf_counter() - started
        print(f"{what:26} {triples / seconds:>11,.0f} triples/s {seconds:6.1f} s", flush=True)
        return made

    turtle = folder / "graph.ttl"
    timed("pyoxigraph parses", total, lambda: sum(1 for _ in pyoxigraph.parse(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)))
    for where in ("in memory", "on disk"):
        store = pyoxigraph.Store() if where == "in memory" else pyoxigraph.Store(str(folder / "store"))
        timed(f"Oxigraph loads {where}", total, lambda store=store: store.bulk_load(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE))
        assert len(store) == total, (len(store), total)
    (path,) = write(few, folder)
    graph = timed("rdflib parses", sum(1 for _ in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)), lambda: rdflib.Graph().parse(path, format="turtle"))
    timed("rdflib made from records", len(graph), lambda: to_rdflib(few))
    timed("rdflib writes Turtle", len(graph), lambda: graph.serialize(format="turtle"))


if __name__ == "__main__":
    main()
