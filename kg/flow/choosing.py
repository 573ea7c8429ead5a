"""Which engine, by its name.

In: a name and settings.  Out: an engine; pyspark is loaded for Spark alone.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import UsageError
from kg.flow import Engine, Start

ENGINES = ("memory", "disk", "spark")


def engine_called(name: str, start: Start | None = None, *, folder: Path | None = None, jobs: int = 1, master: str | None = None, settings: Iterable[str] = (),
                  parts: int | None = None) -> Engine:
    """The engine called `name`, with `start` to begin each process.

    `folder` is beside what the disk engine lays rows aside, `jobs` its processes; `master` and `settings` (`spark.executor.memory=2g`) are Spark's;
    `parts` is into how many parts a grouping falls.  Raises `UsageError` for another name, for settings of another engine, and as `Spark` does.

    >>> engine_called("memory").name
    'memory'
    """
    if name not in ENGINES:
        raise UsageError(f"there is no engine {name!r}", hint=f"there are {', '.join(ENGINES)}")
    if name != "spark" and (master or tuple(settings)):
        raise UsageError("--master and --spark-conf are for --engine spark", hint="add --engine spark")
    if name == "memory":
        from kg.flow.memory import Memory

        return Memory(start)
    if name == "disk":
        from kg.flow.disk import Disk

        return Disk(folder, jobs, parts, start)
    from kg.flow.spark import Spark

    return Spark(master or "local[*]", parts, start, _settings(settings))


def _settings(given: Iterable[str]) -> Mapping[str, str]:
    found = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        if not equals or not name.startswith("spark."):
            raise UsageError(f"--spark-conf {setting} is no setting", hint="write spark.executor.memory=2g")
        found[name] = value
    return found
