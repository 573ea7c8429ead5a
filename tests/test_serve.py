"""`kg serve`: the viewer and SPARQL on loopback, read-only, bounded, and nothing but its folder."""
from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

import pytest
import samples
from needed import program

from kg.cli import main
from kg.errors import UsageError
from kg.export import answers, turtle, write_all
from kg.export.serving import Serving
from kg.export.store import fill_store

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def output(tmp_path_factory) -> Path:
    program("oxigraph", "PyPI: oxigraph")
    folder = tmp_path_factory.mktemp("served") / "output"
    write_all(samples.invented(), folder, ("turtle", "html", "tables"))
    (folder.parent / "secret.txt").write_text("outside", encoding="utf-8")
    (folder / ".hidden").write_text("hidden", encoding="utf-8")
    (folder / "way-out").symlink_to(folder.parent)
    return folder


@pytest.fixture(scope="module")
def served(output):
    with Serving(output, seconds=2, megabytes=1) as serving:
        yield serving


def ask(served: Serving, method: str, path: str, content: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request, its path sent as it is."""
    door = http.client.HTTPConnection("127.0.0.1", int(served.url.rpartition(":")[2]), timeout=30)
    door.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": served.url.removeprefix("http://"), **({"Content-Length": str(len(content))} if content is not None else {}),
                        **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        door.putheader(name, value)
    door.endheaders(content)
    answer = door.getresponse()
    told = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    door.close()
    return told


def query(served: Serving, text: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    return ask(served, "GET", "/sparql?" + urllib.parse.urlencode({"query": text}), **headers)


def test_the_viewer_and_the_files_are_there(served, output):
    status, headers, page = ask(served, "GET", "/")
    assert status == 200 and headers["content-type"].startswith("text/html") and page == (output / "graph.html").read_bytes()
    assert ask(served, "GET", "/graph.ttl")[2] == (output / "graph.ttl").read_bytes()
    assert ask(served, "GET", "/tables/claims.csv")[1]["content-type"].startswith("text/csv")
    status, headers, content = ask(served, "HEAD", "/graph.ttl")
    assert status == 200 and content == b"" and int(headers["content-length"]) == (output / "graph.ttl").stat().st_size


@pytest.mark.parametrize("how", ["get", "form", "body"])
def test_queries_come_in_three_ways(how, served, output):
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    form = urllib.parse.urlencode({"query": text}).encode()
    found = {"get": lambda: query(served, text), "form": lambda: ask(served, "POST", "/sparql", form, Content_Type="application/x-www-form-urlencoded; charset=UTF-8"),
             "body": lambda: ask(served, "POST", "/query", text.encode(), Content_Type="application/sparql-query", Accept="application/sparql-results+json")}[how]()
    assert found[0] == 200
    assert int(json.loads(found[2])["results"]["bindings"][0]["n"]["value"]) == len(turtle.to_rdflib(samples.invented()))


@pytest.mark.parametrize("accept,start", [("text/csv", b"s\r\n"), ("application/sparql-results+xml", b"<?xml"), ("text/tab-separated-values", b"?s\n")])
def test_answers_come_in_the_form_asked_for(accept, start, served):
    status, headers, content = query(served, "SELECT ?s { ?s ?p ?o } LIMIT 1", Accept=accept)
    assert status == 200 and headers["content-type"].startswith(accept) and content.startswith(start)


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//secret.txt/../../secret.txt", "/tables/../../secret.txt", "/way-out/secret.txt", "/.hidden", "/tables",
                                  "/%00", "/..\\secret.txt", "/secret.txt", "/" + "a" * 5000])
def test_nothing_outside_the_folder_is_given(path, served):
    status, _, content = ask(served, "GET", path)
    assert status in (404, 414) and b"outside" not in content and b"hidden" not in content


@pytest.mark.parametrize("method,path,content,kind", [
    ("POST", "/sparql", b"update=DELETE+WHERE+%7B%3Fs+%3Fp+%3Fo%7D", "application/x-www-form-urlencoded"), ("POST", "/sparql", b"DELETE WHERE { ?s ?p ?o }", "application/sparql-query"),
    ("POST", "/update", b"DELETE WHERE { ?s ?p ?o }", "application/sparql-update"), ("POST", "/sparql", b"DELETE WHERE { ?s ?p ?o }", "application/sparql-update"),
    ("PUT", "/store?default", b"<a:a> <a:b> <a:c> .", "text/turtle"), ("DELETE", "/graph.ttl", None, ""), ("POST", "/store?default", b"<a:a> <a:b> <a:c> .", "text/turtle")])
def test_nothing_can_be_written(method, path, content, kind, served, output):
    before = query(served, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[2]
    status, _, _ = ask(served, method, path, content, Content_Type=kind)
    assert status in (400, 405, 501)
    assert query(served, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[2] == before and (output / "graph.ttl").exists()


@pytest.mark.parametrize("text", [
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) + STRLEN(STR(?i)) < 0) }",  # Oxigraph ends this one itself
    "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i), STR(?l))) < 0) } GROUP BY ?a"])
def test_a_query_that_takes_too_long_is_broken_off_and_the_next_is_answered(text, served):
    started = time.monotonic()
    status, _, _ = query(served, text)
    assert status == 504 and time.monotonic() - started < 12
    assert query(served, "ASK {}")[0] == 200


def test_a_server_that_does_not_end_a_query_is_ended(served, monkeypatch):
    child = served._child
    with monkeypatch.context() as patched:
        patched.setattr(served, "_told", lambda content, accept, real=served._told: real(content, accept) if b"ASK" in content else (_ for _ in ()).throw(TimeoutError()))
        assert query(served, "SELECT ?s { ?s ?p ?o }")[0] == 504
    assert child.poll() is not None and served._child is not child
    assert query(served, "ASK {}")[0] == 200


def test_an_answer_that_is_too_large_is_refused(served):
    assert query(served, "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 20000")[0] == 507
    assert ask(served, "POST", "/sparql", b"query=" + b"x" * 200_000, Content_Type="application/x-www-form-urlencoded")[0] == 413
    assert ask(served, "GET", "/sparql?query=" + "x" * 200_000)[0] in (413, 414)


@pytest.mark.parametrize("text", [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SELECT * { service ?x { ?s ?p ?o } }", "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }", "SELECT * { FILTER(1<2).SERVICE?x{ ?s ?p ?o } FILTER(3>2) }", "SELECT * {\n# <\nSERVICE <http://127.0.0.1:9/> {} }"])
def test_no_query_asks_another_server(text, served):
    assert query(served, text)[0] == 403 and answers.asks_elsewhere(text)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "", "127.0.0.1"])
def test_only_its_own_name_is_answered_to(host, served):
    status, _, content = ask(served, "GET", "/graph.ttl", Host=host)
    assert status == 421 and b"@prefix" not in content
    assert "access-control-allow-origin" not in query(served, "ASK {}", Origin="https://evil.example")[1]


def test_a_broken_query_is_told_so(served):
    status, _, content = query(served, "SELECT { nonsense")
    assert status == 400 and content
    assert ask(served, "GET", "/sparql")[0] == 400 and ask(served, "POST", "/sparql", b"")[0] == 400


def test_it_listens_on_loopback_only(served):
    own = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1", "127.0.1.1"}
    for address in sorted(own):
        with pytest.raises(OSError):
            socket.create_connection((address, int(served.url.rpartition(":")[2])), timeout=2)


def test_a_store_is_served_too_and_named_graphs_are_one(tmp_path, output):
    fill_store(samples.invented(), tmp_path / "store")
    with Serving(output, tmp_path / "store") as serving:
        assert json.loads(query(serving, "ASK { ?s ?p ?o }")[2])["boolean"] is True
    write_all(samples.invented(), tmp_path / "trig", ("trig",))
    with Serving(tmp_path / "trig") as serving:
        rows = json.loads(query(serving, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[2])["results"]["bindings"]
        assert int(rows[0]["n"]["value"]) == len(turtle.to_rdflib(samples.invented()))


def test_what_cannot_be_served_is_told(tmp_path, output, capsys, monkeypatch):
    with pytest.raises(UsageError, match="graph.ttl"), Serving(tmp_path):
        pass
    for arguments, words in ((["serve", str(tmp_path / "none")], "no folder"), (["serve", str(output), "--store", str(tmp_path)], "not an Oxigraph store"),
                             (["serve", str(output), "--port", "70000"], "--port"), (["serve", str(output), "--seconds", "0"], "--seconds")):
        assert main(arguments) == 2
        told = capsys.readouterr().err
        assert words in told and len(told.splitlines()) == 1
    with Serving(output) as serving:
        assert main(["serve", str(output), "--port", serving.url.rpartition(":")[2]]) == 2 and "cannot be had" in capsys.readouterr().err
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(UsageError, match="pip install"):
        Serving(output)


def test_the_command_serves_until_it_is_stopped_and_leaves_nothing_behind(output, capsys, tmp_path):
    assert main(["serve", str(output), "--check"]) == 0 and re.fullmatch(r"serves \d+ triples; ready\n", capsys.readouterr().out)
    environment = dict(os.environ, PYTHONPATH=str(ROOT), TMPDIR=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-m", "kg", "serve", str(output), "--port", "0"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline().startswith("viewer  http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    process.stdout.close()
    assert not list(tmp_path.iterdir())


def test_clients_that_never_finish_their_request_keep_nobody_waiting(served):
    import socket

    port = int(served.url.rpartition(":")[2])
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    try:
        for number, client in enumerate(slow):
            client.sendall((b"GET / HTTP/1.1\r\nHost: ", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 1000\r\n\r\nSEL" % port)[number % 2])
        assert ask(served, "GET", "/graph.ttl")[0] == 200
        assert query(served, "ASK { ?s ?p ?o }")[0] == 200
    finally:
        for client in slow:
            client.close()


def test_a_query_or_address_of_a_megabyte_is_refused(served):
    assert ask(served, "GET", "/sparql?query=" + "a" * 60_000)[0] in (400, 413)
    assert ask(served, "POST", "/sparql", b"", Content_Length="99999999999")[0] in (400, 413)
