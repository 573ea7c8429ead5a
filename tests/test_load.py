"""`kg load` and the servers it speaks to: two real ones, and one that refuses in every way."""
from __future__ import annotations

import json
import subprocess
import threading
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
import samples
from needed import program
from servers import Oxigraph, Virtuoso

from kg.cli import main
from kg.errors import KgError, OutputError, UsageError
from kg.export import Settings, graphstore, turtle
from kg.export.graphstore import Doors, find_doors
from kg.export.http import Server
from kg.export.questions import questions
from kg.export.store import load_file

BOTH = pytest.mark.parametrize("make", [Oxigraph, Virtuoso], ids=["oxigraph", "virtuoso"])


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """Servers by class, started once and stopped in the end."""
    started = {}

    def of(make):
        if make not in started:
            started[make] = make(tmp_path_factory.mktemp(make.kind))
            started[make].start()
        elif started[make].process is None:
            started[make].start()
        return started[make]

    yield of
    for each in started.values():
        each.stop()


@pytest.fixture
def server(make, running, monkeypatch):
    for name, value in make.credentials.items():
        monkeypatch.setenv(name, value)
    return running(make)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> dict[int, Path]:
    """Data sets of 40 articles and, one page removed, of 39."""
    found = {}
    for count in (80, 78):
        folder = tmp_path_factory.mktemp("set")
        turtle.write_trig(samples.many(count), folder)
        found[count] = folder / "graph.trig"
    return found


def state(server) -> dict[str, set[str]]:
    """Every graph of ours on the server, with its triples as that server tells them."""
    def asked(query: str) -> list[dict]:
        form = urllib.parse.urlencode({"query": query}).encode()
        with urllib.request.urlopen(urllib.request.Request(server.url + server.query, form, {"Accept": "application/sparql-results+json"}), timeout=60) as answer:
            return json.load(answer)["results"]["bindings"]

    found: dict[str, set[str]] = {}
    for row in asked('SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "https://example.org/kg/")) }'):
        found.setdefault(row["g"]["value"], set()).add(json.dumps([row["s"], row["p"], row["o"]], sort_keys=True))
    return found


def load(server, path: Path, patience: float = 30, told=lambda done, total: None):
    asked = Server(server.url, patience)
    return graphstore.load(path, asked, find_doors(asked, server.url), told)


@BOTH
def test_turtle_of_the_five_pages_counts_the_same_everywhere(make, server, sample_output):
    """rdflib, pyoxigraph, the server over HTTP, rapper and serdi."""
    path = sample_output / "graph.ttl"
    graph = Doors(server.kind, server.url + graphstore.KINDS[server.kind][1], "").graph("https://example.com/whole")
    Server(server.url).ask("PUT", graph, path.read_bytes(), "text/turtle")
    query = urllib.parse.urlencode({"query": "SELECT (COUNT(*) AS ?n) { GRAPH <https://example.com/whole> { ?s ?p ?o } }"})
    with urllib.request.urlopen(urllib.request.Request(f"{server.url}{server.query}?{query}", headers={"Accept": "application/sparql-results+json"})) as answer:
        counted = int(json.load(answer)["results"]["bindings"][0]["n"]["value"])
    Server(server.url).ask("DELETE", graph)
    by_rapper = subprocess.run([program("rapper", "Debian: raptor2-utils"), "-q", "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, check=True)
    by_serdi = subprocess.run([program("serdi", "Debian: serdi"), "-i", "turtle", "-o", "ntriples", str(path)], capture_output=True, check=True)
    assert not by_rapper.stderr and not by_serdi.stderr
    counts = {"server": counted, "rdflib": len(rdflib.Graph().parse(path, format="turtle")), "pyoxigraph": len(set(pyoxigraph.parse(path=str(path)))),
              "rapper": len(set(by_rapper.stdout.splitlines())), "serdi": len(set(by_serdi.stdout.splitlines()))}
    assert len(set(counts.values())) == 1 and counted > 5000, counts


@BOTH
def test_loading_twice_without_a_page_and_through_a_fall_ends_as_a_clean_load(make, server, files, tmp_path):
    first = load(server, files[80])
    clean = state(server)
    assert first.graphs == len(clean) == 41 and first.triples == sum(map(len, clean.values()))
    assert load(server, files[80]) == first and state(server) == clean  # twice
    without = load(server, files[78])
    assert without.removed == 1 and set(clean) - set(state(server)) == {f"{samples.BASE}article/{'page-000039'}"}
    less = state(server)
    load(server, files[80])
    assert state(server) == clean

    def falls(done: int, total: int) -> None:
        if done == 20:
            server.kill()

    with pytest.raises(OutputError, match="does not answer"):  # it stays away, and we give up
        load(server, files[78], patience=1, told=falls)
    server.start()
    load(server, files[78])
    assert state(server) == less

    comes_back = threading.Timer(1.5, server.start)

    def falls_and_returns(done: int, total: int) -> None:
        if done == 20:
            server.kill()
            comes_back.start()

    again = load(server, files[80], told=falls_and_returns)  # it returns, and the same load goes on
    comes_back.join()
    assert again.triples == first.triples and state(server) == clean


@BOTH
def test_what_else_stands_on_the_server_is_left_alone(make, server, files):
    other = Doors(server.kind, server.url + graphstore.KINDS[server.kind][1], "").graph("https://example.com/theirs")
    asked = Server(server.url)
    asked.ask("PUT", other, b"<https://example.com/a> <https://example.com/b> \"c\" .\n", "application/n-triples")
    load(server, files[78])
    status, _, content = asked.ask("GET", other, accept="application/n-triples, text/plain")
    assert status == 200 and b"example.com/b" in content
    asked.ask("DELETE", other)


@pytest.mark.parametrize("make", [Oxigraph], ids=["oxigraph"])
def test_hostile_words_arrive_whole(make, server, tmp_path):
    packed = turtle.write_nquads(samples.hostile(), tmp_path, Settings(packing="zst"))[0]
    plain = turtle.write_nquads(samples.hostile(), tmp_path)[0]
    assert load(server, packed).triples == len(set(pyoxigraph.parse(path=str(plain)))) > 100


@pytest.mark.parametrize("make", [Oxigraph], ids=["oxigraph"])
def test_the_command_says_what_stands_there_now(make, server, files, capsys):
    assert main(["load", server.url, "--data", str(files[80])]) == 0
    told = capsys.readouterr().out
    assert told.startswith("41 graphs with") and "(oxigraph), " in told
    assert main(["load", server.url + "/nowhere", "--kind", "fuseki", "--data", str(files[80])]) == 2
    told = capsys.readouterr().err
    assert "nothing at this address" in told and "loading again completes it" in told and len(told.splitlines()) == 1


@pytest.mark.parametrize("make", [Virtuoso], ids=["virtuoso"])
def test_virtuoso_answers_every_shipped_question_with_as_many_rows_as_oxigraph(make, server, sample_graph, tmp_path):
    graphs, = turtle.write_trig(sample_graph.records, tmp_path)
    assert main(["load", server.url, "--data", str(graphs), "--quiet"]) == 0
    held, answered = load_file(graphs), 0
    for question in questions():
        if question.name == "portrait":  # gives triples
            continue
        words = urllib.parse.urlencode({"query": question.query}).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{server.url}/sparql", words, {"Accept": "application/sparql-results+json"}), timeout=60) as answer:
            found = len(json.loads(answer.read())["results"]["bindings"])
        assert found == len(list(held.query(question.query, use_default_graph_as_union=True))), question.name
        answered += found > 0
    assert answered > 10


def test_virtuoso_without_credentials_is_told_apart(running, files, capsys):
    server = running(Virtuoso)
    assert main(["load", server.url, "--data", str(files[80])]) == 2
    assert "set KG_USER and KG_PASSWORD" in capsys.readouterr().err


# --- a server that refuses -----------------------------------------------------------------------


class Refusing(ThreadingHTTPServer):
    """Answers requests with the statuses in `answers`, then with 200; counts them."""

    def __init__(self, *answers: int, headers: dict[str, str] | None = None, content: bytes = b"{}"):
        super().__init__(("127.0.0.1", 0), _Refuser)
        self.answers, self.extra, self.content, self.seen = list(answers), headers or {}, content, []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *problem):
        self.shutdown()
        self.server_close()


class _Refuser(BaseHTTPRequestHandler):
    def answer(self) -> None:
        server = self.server
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server.seen.append((self.command, self.path, self.headers.get("Authorization")))
        status = server.answers.pop(0) if server.answers else 200
        if status == 0:  # hangs up
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in server.extra.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(server.content)))
        self.end_headers()
        self.wfile.write(server.content)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *words) -> None:
        """Quiet."""


@pytest.mark.parametrize("status,words", [
    (400, "malformed"), (401, "KG_USER"), (403, "forbids"), (404, "nothing at this address"), (405, "read-only"), (406, "--sparql"), (409, "another writer"), (411, "length"),
    (413, "too large"), (415, "N-Triples"), (418, "refuses (status 418"), (501, "cannot write graphs"), (507, "no room"), (505, "fails (status 505"), (301, "sends elsewhere"), (307, "sends elsewhere")])
def test_each_kind_of_refusal_has_its_letter_and_is_not_repeated(status, words):
    with Refusing(status, headers={"Location": "http://127.0.0.1:9/other"}, content=b"disk <b>quota</b>\n exceeded") as server:
        with pytest.raises(OutputError) as caught:
            Server(server.url).ask("PUT", server.url + "/store?graph=x", b"", "application/n-triples")
        assert words in str(caught.value) and server.url in str(caught.value) and len(str(caught.value).splitlines()) == 1
        assert len(server.seen) == 1


@pytest.mark.parametrize("answers,pauses", [((503,), [0.5]), ((502, 504, 429), [0.5, 1, 2]), ((0, 0), [0.5, 1]), ((500, 500), [0.5, 1])])
def test_a_server_that_is_busy_or_hangs_up_is_asked_again(answers, pauses):
    slept: list[float] = []
    with Refusing(*answers) as server:
        assert Server(server.url, sleep=slept.append).ask("PUT", server.url, b"x")[0] == 200
        assert len(server.seen) == len(answers) + 1 and slept == pauses


def test_retry_after_is_obeyed_and_patience_ends():
    slept: list[float] = []
    with Refusing(*[503] * 50, headers={"Retry-After": "7"}) as server, pytest.raises(OutputError, match="status 503"):
        Server(server.url, patience=30, sleep=slept.append).ask("GET", server.url)
    assert slept == [7, 7, 7, 7]


def test_an_error_of_the_server_is_given_up_after_three():
    with Refusing(*[500] * 9) as server, pytest.raises(OutputError, match="status 500"):
        Server(server.url, sleep=lambda seconds: None).ask("PUT", server.url, b"x")
    assert len(server.seen) == 3


def test_credentials_go_to_the_server_asked_and_nowhere_else(monkeypatch):
    monkeypatch.setenv("KG_USER", "reader")
    monkeypatch.setenv("KG_PASSWORD", "秘密")
    with Refusing() as other, Refusing(401, headers={"WWW-Authenticate": 'Basic realm="x"'}) as server, Refusing(307, headers={"Location": other.url}) as leading:
        assert Server(server.url).ask("GET", server.url)[0] == 200
        assert [a is not None for *_, a in server.seen] == [False, True]
        with pytest.raises(OutputError, match="sends elsewhere"):
            Server(leading.url).ask("GET", leading.url)
        assert not other.seen
    monkeypatch.setenv("KG_TOKEN", "abc")
    with Refusing() as server:
        Server(server.url).ask("GET", server.url)
        assert server.seen[0][2] == "Bearer abc"


@pytest.mark.parametrize("url,words", [("ftp://host/x", "no address"), ("localhost:7878", "no address"), ("http://me:pw@host/", "do not belong in an address")])
def test_addresses_that_are_none_are_refused(url, words):
    with pytest.raises(UsageError, match=words):
        Server(url)


@pytest.mark.parametrize("url,kind,store,query", [
    ("http://h:7878/store", "oxigraph", "http://h:7878/store", "http://h:7878/query"),
    ("http://h:3030/ds/data", "fuseki", "http://h:3030/ds/data", "http://h:3030/ds/query"),
    ("http://h:7200/repositories/news/", "rdf4j", "http://h:7200/repositories/news/rdf-graphs/service", "http://h:7200/repositories/news"),
    ("http://h:8890/sparql-graph-crud-auth", "virtuoso", "http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql")])
def test_doors_are_known_by_the_address(url, kind, store, query):
    assert find_doors(Server("http://127.0.0.1:9"), url) == Doors(kind, store, query)


@pytest.mark.parametrize("headers,kind", [({"Server": "Apache Jena Fuseki (5.1)"}, "fuseki"), ({"Fuseki-Request-Id": "3"}, "fuseki"), ({"X": "GraphDB"}, None)])
def test_doors_are_known_by_how_a_server_introduces_itself(headers, kind):
    with Refusing(404, headers=headers) as server:
        if kind:
            assert find_doors(Server(server.url), server.url + "/ds").kind == kind
        else:
            with pytest.raises(UsageError, match="--kind"):
                find_doors(Server(server.url), server.url + "/ds")
    with pytest.raises(UsageError, match="--sparql"):
        find_doors(Server("http://127.0.0.1:9"), "http://127.0.0.1:9/graphs", "standard")


def test_a_server_that_counts_otherwise_is_not_believed(files):
    answer = b'{"head": {"vars": ["g", "n"]}, "results": {"bindings": []}}'
    with Refusing(content=answer) as server, pytest.raises(OutputError, match="holds 0 triples in the graph"):
        graphstore.load(files[78], Server(server.url), Doors("standard", server.url, server.url))
    with Refusing(content=b"<html>") as server, pytest.raises(OutputError, match="something else than results"):
        graphstore.load(files[78], Server(server.url), Doors("standard", server.url, server.url))


@pytest.mark.parametrize("name,content,words", [
    ("graph.ttl", "", "neither .trig nor .nq"), ("none.trig", None, "build it first"), ("bad.trig", "<a", "no valid"), ("loose.nq", "<http://a/a> <http://a/b> <http://a/c> .\n", "outside named graphs"),
    ("alien.nq", "<http://a/a> <http://a/b> <http://a/c> <http://a/g> .\n", "no named graphs of a build"), ("broken.nq.gz", "no gz", "broken .gz"), ("broken.nq.zst", "no zst", "broken .zst"),
    ("outside.nq", "<http://a/a> <http://a/b> <http://a/c> <http://a/graph/common> .\n<http://a/a> <http://a/b> <http://a/c> <http://b/g> .\n", "outside its base"),
    ("twice.nq", "".join(f"<http://a/a> <http://a/b> <http://a/c> <http://a/{g}> .\n" for g in "xyx"), "in two places")])
def test_a_file_that_is_no_data_set_is_refused_before_anything_is_sent(name, content, words, tmp_path):
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with Refusing() as server:
        with pytest.raises(KgError, match=words):
            graphstore.load(tmp_path / name, Server(server.url), Doors("standard", server.url, server.url))
        assert not server.seen
