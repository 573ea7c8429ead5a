"""Reaching a Spark master, and carrying letters home from other machines.

In: the address of a master and Spark's settings.  Out: a context that has workers; `KgError`s where something is missing, and those that work raised
elsewhere: Java carries no exceptions of Python, so a letter travels as JSON in the text of an error.
"""
from __future__ import annotations

import gc
import json
import os
import re
import socket
import sys
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg import errors
from kg.errors import KgError, UsageError
from kg.flow import Start
from kg.keeping import code_stamp
from kg.model import record

if TYPE_CHECKING:
    from pyspark import SparkContext

SETTINGS = {
    "spark.ui.enabled": "false",  # a web page that any neighbour in the network may open
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.python.worker.memory": "1g",  # of rows, rules and word lists; beyond it rows are sorted on disk
}
_WARM = 20  # tasks until whatever is looked up again and again has been
_PATIENCE = 60  # seconds for the first worker to start an executor
_LETTER = re.compile(r"kg-letter:([A-Za-z0-9+/]+=*):")
_PYTHON = re.compile(r"^((?!Caused|java\.|org\.)[\w.]*(?:Error|Exception|Exit|Interrupt)\b.*)$", re.MULTILINE)
_MASTER = re.compile(r"local(\[.+\])?|local-cluster\[.+\]|spark://.+|yarn|k8s://.+").fullmatch  # https://spark.apache.org/docs/latest/submitting-applications.html#master-urls
_JAVA = re.compile(r"^: ([\w.]+: .*)$", re.MULTILINE)


def connected(master: str, settings: Mapping[str, str]) -> SparkContext:
    """A context whose master answers and has workers.  Raises `UsageError` where something is missing."""
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.errors import PySparkRuntimeError
    except ImportError as problem:
        raise UsageError("--engine spark needs pyspark", hint='pip install "kg[spark]"') from problem
    _knock(master)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take whatever python3 they find
    conf = SparkConf().setMaster(master).setAppName("kg")
    for name, value in {**SETTINGS, **settings}.items():
        conf.set(name, value)
    try:
        context = SparkContext(conf=conf)
    except PySparkRuntimeError as problem:
        raise UsageError("Spark did not start", hint="it needs Java 17 or later, on the path or where JAVA_HOME says") from problem
    except Exception as problem:
        raise UsageError(f"Spark did not start ({_summary(problem)})", master, "see docs/cluster.md") from problem
    _await_executors(context, master)
    return context


def _knock(master: str) -> None:
    """Spark itself would wait for a minute before it says that nobody is there."""
    if not _MASTER(master):
        raise UsageError("is no address of a Spark master", master, "give spark://HOST:PORT, local[*], yarn or k8s://…")
    if not master.startswith("spark://"):
        return
    for address in master.removeprefix("spark://").split(","):
        host, _, port = address.rpartition(":")
        try:
            socket.create_connection((host, int(port)), timeout=5).close()
            return
        except (OSError, ValueError):
            continue
    raise UsageError("no Spark master answers", master, "start one (see docs/cluster.md), or give local[*]")


def _await_executors(context: SparkContext, master: str) -> None:
    if master.startswith("local"):
        return
    end = time.monotonic() + _PATIENCE
    while context._jsc.sc().getExecutorMemoryStatus().size() < 2:  # the driver itself is one
        if time.monotonic() > end:
            context.stop()
            raise UsageError(f"no worker started an executor within {_PATIENCE} s", master, "are workers up, and is spark.executor.memory within what they offer?")
        time.sleep(0.1)


@record
class Home:
    """What a process elsewhere needs before its first row: the start that the plan asks for, and whose code it must have."""

    start: Start | None
    code: bytes

    @contextmanager
    def begun(self) -> Iterator[None]:
        """Inside it this process has begun, and a letter that is raised finds its way to the driver."""
        try:
            if self not in _begun:
                if code_stamp() != self.code:
                    raise UsageError("this machine has another kg or another Python than the driver", socket.gethostname(), "install the same on all machines, see docs/cluster.md")
                if self.start:
                    self.start[0](*self.start[1])
                _begun.append(self)
            yield
            _set_apart()
        except KgError as problem:
            raise RuntimeError(_sealed(problem)) from problem


_begun: list[Home] = []
_ended: list[None] = []


def _set_apart() -> None:
    """Rules and what they warmed are no garbage: Spark looks for garbage after every task, which with them takes a second."""
    if len(_ended) < _WARM:
        _ended.append(None)
        gc.freeze()


def _sealed(problem: KgError) -> str:
    letter = json.dumps([type(problem).__name__, problem.what, problem.where, problem.hint])
    return f"kg-letter:{b64encode(letter.encode('utf-8', 'surrogatepass')).decode('ascii')}:"


@contextmanager
def letters() -> Iterator[None]:
    """Inside it, what goes wrong on other machines is told as `KgError`: the letter from there, or what can be made out of Java's."""
    try:
        yield
    except Exception as problem:
        found = _LETTER.search(str(problem))
        if found:
            kind, *words = json.loads(b64decode(found[1]).decode("utf-8", "surrogatepass"))
            made: Callable[..., KgError] = getattr(errors, kind, KgError)
            raise made(*words) from problem
        raise KgError(f"work on the cluster failed ({_summary(problem)})", "spark", "what the executors printed tells more") from problem


def _summary(problem: Exception) -> str:
    """The last error of Python in what Java tells, else what Java says itself."""
    told = str(problem).split("Driver stacktrace")[0]
    said = _PYTHON.findall(told)[-1:] or _JAVA.findall(told)[:1] or told.splitlines()[:1] or [type(problem).__name__]
    return said[0][:300]
