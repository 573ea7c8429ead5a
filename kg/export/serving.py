"""A build on loopback: its files, and a read-only SPARQL endpoint with limits of time and size.

In: an output folder, maybe a store.  Out: `Serving`, a server on 127.0.0.1 in front of Oxigraph's own (`oxigraph serve-read-only`), which
nobody else can reach.  It gives files of the folder and nothing outside it, answers only to its own name (so that no web page can have a
browser ask it under another), takes queries only, and lets none ask another server.
"""
from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pyoxigraph

from kg.errors import OutputError, UsageError
from kg.export.answers import asks_elsewhere
from kg.export.place import finish
from kg.export.store import is_store, load_file

_TYPES = {".html": "text/html; charset=utf-8", ".ttl": "text/turtle; charset=utf-8", ".trig": "application/trig", ".nq": "application/n-quads", ".nt": "application/n-triples",
          ".jsonld": "application/ld+json", ".rdf": "application/rdf+xml", ".csv": "text/csv; charset=utf-8", ".json": "application/json", ".txt": "text/plain; charset=utf-8"}
_LONGEST_QUERY = 100_000  # bytes
_AT_ONCE = 8  # queries


class Serving:
    """A running server.  Use it in a `with` block: at its end both servers stop and what was made for them is removed.

    `seconds` bounds a query, `megabytes` an answer.  Raises `UsageError` where there is nothing to serve or the `oxigraph` program is missing.
    """

    def __init__(self, folder: Path, store: Path | None = None, port: int = 0, seconds: int = 30, megabytes: int = 50):
        self.folder, self.seconds, self.most = folder, seconds, megabytes * 1_000_000
        program = shutil.which("oxigraph") or shutil.which("oxigraph", path=str(Path(sys.executable).parent))
        if not program:
            raise UsageError("the oxigraph program is not installed", hint="pip install 'kg[serve]'")
        self._program = program
        if not folder.is_dir():
            raise UsageError("is no folder", str(folder), "build it first: kg build")
        if store is not None and not is_store(store):
            raise UsageError("is not an Oxigraph store", str(store), f"fill one with: kg build --store {store}")
        self._own: tempfile.TemporaryDirectory[str] | None = None
        if store is None:
            self._own = tempfile.TemporaryDirectory(prefix="kg-serve-")
            store = Path(self._own.name)
        self._store = store
        self._child: subprocess.Popen | None = None
        self._restarting = threading.Lock()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)
        try:
            self._front = _Front(("127.0.0.1", port), self)
        except OSError as problem:
            raise UsageError(f"port {port} cannot be had ({problem.strerror})", hint="name another with --port, or 0 for any") from problem
        self.url = f"http://127.0.0.1:{self._front.server_port}"

    def __enter__(self) -> Serving:
        try:
            finish(self.folder)
            if self._own:
                self._fill()
            with socket.socket() as door:
                door.bind(("127.0.0.1", 0))
                self._inner = f"127.0.0.1:{door.getsockname()[1]}"
            self._start()
        except BaseException:
            self.close()
            raise
        threading.Thread(target=self._front.serve_forever, args=(0.1,), daemon=True).start()
        return self

    def __exit__(self, *problem) -> None:
        self._front.shutdown()
        self.close()

    def close(self) -> None:
        """Stop the inner server, give the port back and remove the store that was made for it."""
        self._stop()
        self._front.server_close()
        if self._own:
            self._own.cleanup()

    def _start(self) -> None:
        """The inner server, once it answers."""
        self._child = subprocess.Popen([self._program, "serve-read-only", "--location", str(self._store), "--bind", self._inner, "--timeout-s", str(self.seconds)],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait(self._child)

    def _stop(self) -> None:
        if self._child and self._child.poll() is None:
            self._child.kill()  # it only reads
            self._child.wait()

    def _restart(self, child: subprocess.Popen | None) -> None:
        """End a query that Oxigraph does not end itself: it looks at its clock in few places."""
        with self._restarting:
            if self._child is child:
                self._stop()
                self._start()

    def _fill(self) -> None:
        file = next((path for name in ("graph.trig", "graph.nq", "graph.ttl") for path in [self.folder / name] if path.is_file()), None)
        if file is None:
            raise UsageError("has neither graph.ttl nor graph.trig nor graph.nq", str(self.folder), "build it first: kg build, or name a store with --store")
        store = pyoxigraph.Store(str(self._store / "store"))
        told = load_file(file)
        store.bulk_extend(quad for each in told for quad in (each, pyoxigraph.Quad(each.subject, each.predicate, each.object)))  # the default graph has all
        store.flush()
        del store  # the folder is Oxigraph's now
        self._store = self._store / "store"

    def _wait(self, child: subprocess.Popen) -> None:
        until = time.monotonic() + 30
        while time.monotonic() < until and child.poll() is None:
            try:
                if self._told(b"query=ASK%7B%7D", "application/sparql-results+json")[0] == 200:
                    return
            except OSError:
                pass  # not yet
            time.sleep(0.05)
        raise OutputError("Oxigraph did not start", str(self._store), "is the store open elsewhere, or made by another version?")

    def ask(self, query: str, accept: str) -> tuple[int, str, bytes]:
        """Status, content type and answer; 504 where the query took too long, 507 where the answer is too large, 503 where too many are asked."""
        if not self._turns.acquire(timeout=self.seconds):
            return 503, "text/plain", b"too many queries at once"
        child = self._child
        try:
            return self._told(urlencode({"query": query}).encode(), accept)
        except TimeoutError:
            self._restart(child)
            return 504, "text/plain", b"the query took too long"
        except (OSError, http.client.HTTPException):
            return 503, "text/plain", b"broken off, because another query took too long; ask again"
        finally:
            self._turns.release()

    def _told(self, content: bytes, accept: str) -> tuple[int, str, bytes]:
        """What the inner server answers.  Raises `TimeoutError` where that takes too long, `OSError` where it is away."""
        until = time.monotonic() + self.seconds
        door = http.client.HTTPConnection(self._inner, timeout=self.seconds)
        try:
            door.request("POST", "/query", content, {"Content-Type": "application/x-www-form-urlencoded", "Accept": accept})
            answer, parts, length = door.getresponse(), [], 0
            while part := answer.read1(1 << 16):
                parts.append(part)
                length += len(part)
                if length > self.most:
                    return 507, "text/plain", b"the answer is larger than this server gives; add a LIMIT"
                if time.monotonic() > until:
                    raise TimeoutError
            told = b"".join(parts)
            if told.endswith(_CANCELLED):
                return 504, "text/plain", b"the query took too long"
            return answer.status, answer.headers.get("Content-Type", "text/plain"), told
        finally:
            door.close()


_CANCELLED = b"The SPARQL operation has been cancelled"  # stands at the end of an answer that began well


class _Front(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], serving: Serving):
        super().__init__(address, _Handler)
        self.serving = serving

    def handle_error(self, request, client_address) -> None:
        """A client that went away is no fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """One request: a file of the folder, or a query."""

    server_version, sys_version, timeout = "kg", "", 60
    server: _Front

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_POST(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        status, kind, content = self._found()
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(content))), ("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"),
                            ("Cache-Control", "no-cache")):
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _found(self) -> tuple[int, str, bytes]:
        port = self.server.server_port
        if self.headers.get("Host") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            return 421, "text/plain", b"ask for 127.0.0.1 or localhost"
        try:
            where = urlsplit(self.path)
        except ValueError:
            return 400, "text/plain", b"no address"
        if where.path in ("/sparql", "/query"):
            return self._query(where.query)
        if self.command == "POST":
            return 405, "text/plain", b"queries go to /sparql; nothing can be written here"
        return self._file(where.path)

    def _query(self, asked: str) -> tuple[int, str, bytes]:
        length = self.headers.get("Content-Length") or "0"
        if not length.isdecimal() or int(length) > _LONGEST_QUERY or len(asked) > _LONGEST_QUERY:
            self.close_connection = True
            return 413, "text/plain", b"the query is too long"
        kind = (self.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        sent = self.rfile.read(int(length)).decode("utf-8", "replace")
        query = sent if self.command == "POST" and kind == "application/sparql-query" else "\n".join(parse_qs(sent if self.command == "POST" else asked).get("query", ())[:1])
        if not query.strip():
            return 400, "text/plain", b"no query: GET /sparql?query=..., or POST it as application/sparql-query or a form"
        if asks_elsewhere(query):
            return 403, "text/plain", b"SERVICE would ask another server"
        accept = self.headers.get("Accept") or "application/sparql-results+json, text/turtle;q=0.9"
        return self.server.serving.ask(query, accept)

    def _file(self, path: str) -> tuple[int, str, bytes]:
        root = self.server.serving.folder.resolve()
        steps = [step for step in unquote(path, errors="replace").split("/") if step]
        try:
            wanted = root.joinpath(*(steps or ["graph.html"])).resolve()
            is_ours = wanted.is_relative_to(root) and not any(step.startswith(".") or "\\" in step or "\0" in step for step in steps) and wanted.is_file()
            if not is_ours:
                return 404, "text/plain", b"there is no such file; / is the viewer, /sparql takes queries"
            return 200, _TYPES.get(wanted.suffix, "application/octet-stream"), wanted.read_bytes()
        except (OSError, ValueError):
            return 404, "text/plain", b"there is no such file"

    def log_message(self, *words) -> None:
        """Quiet: what is asked is nobody's business."""
