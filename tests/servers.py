"""Real SPARQL servers for tests, on loopback and in a folder of their own: Oxigraph's and Virtuoso.

In: a folder.  Out: `Oxigraph(folder)`, `Virtuoso(folder)`, each with `start`, `stop`, `kill` (as a power cut would) and its address.
"""
from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from needed import program

INI = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 1000000
[Plugins]
"""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class _Process:
    """A server in a folder; the port stays over a restart."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port, self.process = folder, free_port(), None
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(self.command(), cwd=self.folder, stdout=log, stderr=log, start_new_session=True)
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}{self.query}?query=ASK%7B%7D", timeout=5):
                    return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                assert self.process.poll() is None, (self.folder / "log").read_text(errors="replace")[-2000:]
                time.sleep(0.1)
        raise AssertionError(f"{self.command()[0]} did not start in a minute")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            try:
                self.process.wait(20)
                self.process = None
            except subprocess.TimeoutExpired:
                self.kill()


class Oxigraph(_Process):
    """Oxigraph's own server, with a store on disk."""

    kind, query, credentials = "oxigraph", "/query", {}

    def command(self) -> list[str]:
        return [program("oxigraph", "PyPI: oxigraph"), "serve", "--location", "store", "--bind", f"127.0.0.1:{self.port}"]


class Virtuoso(_Process):
    """Virtuoso 7 with a database of its own; `dba` may write."""

    kind, query, credentials = "virtuoso", "/sparql", {"KG_USER": "dba", "KG_PASSWORD": "dba"}

    def command(self) -> list[str]:
        if not (self.folder / "v.ini").exists():
            (self.folder / "v.ini").write_text(INI.format(sql=free_port(), http=self.port), encoding="utf-8")
        (self.folder / "v.lck").unlink(missing_ok=True)  # a killed one leaves its lock
        return [program("virtuoso-t", "Debian: virtuoso-opensource-7-bin"), "+foreground", "+configfile", "v.ini"]
