"""Which engine of this machine, by its name, and what can be written without holding all records; a cluster is reached by `kg.flow.spark.connect`.

In: a name and settings.  Out: an engine.  Every build asks here, so neither writers nor engines are loaded before one is chosen.
"""
from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kg.errors import UsageError
from kg.flow import Ahead, Engine, Moved, Start

ENGINES = ("memory", "incremental", "disk")
FORMATS = ("turtle", "ntriples", "trig", "nquads", "tables", "report", "texts", "manifest")
"""What can be written without holding all records: everything but the page to explore, JSON-LD and RDF/XML."""


def engine_called(name: str, start: Start | None = None, *, folder: Path | None = None, jobs: int = 1, parts: int | None = None, ledger: Path | None = None,
                  ahead: Ahead | None = None, moved: Moved | None = None) -> Engine:
    """The engine called `name`, with `start` to begin each process; `ahead` is told which rows come first, and `moved` how far the work is, where an engine knows.

    `folder` is beside what the disk engine lays rows aside, `jobs` the processes, `parts` into how many parts a grouping falls.  `ledger` is where the incremental
    engine remembers; without one, or while another build works with it, that engine is memory.
    Raises `UsageError` for another name.

    >>> engine_called("memory").name
    'memory'
    """
    if name == "incremental" and ledger is not None:
        from kg.flow.incremental import Incremental
        from kg.flow.ledger import Busy

        with suppress(Busy):
            return Incremental(ledger, start, jobs, ahead)
    if name in ("memory", "incremental"):
        from kg.flow.memory import Memory

        return Memory(start, jobs, ahead)
    if name == "disk":
        from kg.flow.disk import Disk

        return Disk(folder, jobs, parts, start, moved=moved)
    raise UsageError(f"there is no engine {name!r} of one machine", hint=f"there are {', '.join(ENGINES)}")
