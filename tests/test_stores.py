"""Stores: two real servers take a dataset graph by graph and give it back whole, also when one is killed meanwhile."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

import servers
from conftest import ROOT
from oimgraph import Graph, terms
from oimgraph.errors import DataError, InputError, StoreError
from oimgraph.graph.dataset import load
from oimgraph.stores import put
from oimgraph.stores.client import PASSWORD, USER, Client, credentials
from oimgraph.stores.send import by_graph, send

NUMBERS = {terms.XSD + name for name in ("decimal", "integer", "nonNegativeInteger")}
EXAMPLES = load(ROOT / "exports")
BASE = "https://example.org/id/"
Fact = tuple[str, str, str, str]


def plain(quad: ox.Quad) -> Fact:
    """A quad as text; numbers by their value, since stores write 300000.00 as 300000 and no type but integer."""
    value = quad.object
    if isinstance(value, ox.Literal) and value.datatype.value in NUMBERS:
        try:
            return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(Decimal(value.value).normalize())
        except InvalidOperation:
            pass
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(value)


def facts(quads: list[ox.Quad]) -> list[Fact]:
    return sorted(map(plain, quads))


def documents(number: int, triples: int = 20) -> list[ox.Quad]:
    """So many document graphs, and the run that ends them."""
    named = ox.NamedNode
    graphs = [named(f"{BASE}document/{n:03}") for n in range(number)]
    return [ox.Quad(named(f"{graph.value}/{n}"), named(terms.LABEL), ox.Literal(f"é {n}", language="fr"), graph)
            for graph in graphs for n in range(triples)] + [
        ox.Quad(named(BASE + "run"), named(terms.LABEL), ox.Literal("run"), named(BASE + "graph/run"))]


@pytest.fixture(scope="module", params=[servers.oxigraph, servers.virtuoso], ids=["oxigraph", "virtuoso"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[servers.Server]:
    started: servers.Server = request.param(tmp_path_factory.mktemp("server"))
    started.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(USER, started.user)
        patch.setenv(PASSWORD, started.user)
        yield started
    started.kill()


def test_what_was_loaded_twice_is_read_once_and_whole(server: servers.Server) -> None:
    for _ in range(2):
        sent = list(put(EXAMPLES, server.store))
        assert [graph.name for graph in sent if graph.failure] == []
        assert sum(graph.triples for graph in sent) == len(EXAMPLES)
        assert sent[-1].name.endswith("/graph/run")
    assert facts(load(server.query)) == facts(EXAMPLES)


def test_a_document_that_changed_is_replaced(server: servers.Server) -> None:
    assert all(not graph.failure for graph in put(documents(3, 5), server.store))
    assert all(not graph.failure for graph in put(documents(2, 2), server.store))
    held = [quad for quad in load(server.query) if str(quad.graph_name).startswith(f"<{BASE}document")]
    assert facts(held) == facts([*documents(2, 2)[:-1], *documents(3, 5)[10:-1]])


@pytest.mark.parametrize("make", [servers.oxigraph, servers.virtuoso], ids=["oxigraph", "virtuoso"])
def test_killed_while_loading(
    make: Callable[[Path], servers.Server], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """kill -9 of the server: what stands there is whole graphs, and loading again completes each of them once."""
    server, given = make(tmp_path), documents(120)
    monkeypatch.setenv(USER, server.user)
    monkeypatch.setenv(PASSWORD, server.user)
    server.start()
    try:
        _load_and_kill(server, given)
        server.start()
        whole = facts(given)
        left = facts(load(server.query))
        broken = {fact[0] for fact in left}
        assert left == [fact for fact in whole if fact[0] in broken], "a graph stands there in part"
        assert 0 < len(left) < len(whole)
        assert f"<{BASE}graph/run>" not in broken
        assert all(not graph.failure for graph in put(given, server.store))
        assert facts(load(server.query)) == whole
    finally:
        server.kill()


def _load_and_kill(server: servers.Server, given: list[ox.Quad]) -> None:
    """Load, and kill the server from aside while a graph is under way; before the last it is dead for sure."""
    killer = threading.Thread(target=server.kill)

    def load_all() -> None:
        with Client(server.store, waits=(0.05,)) as client:
            for done, graph in enumerate(send(given, client)):
                assert not graph.failure
                if done == 40:
                    killer.start()
                if done == 100:
                    killer.join()

    with pytest.raises(StoreError, match=r"of 121 graphs were sent"):
        load_all()
    killer.join(servers.WAIT)


def test_a_wrong_password_and_none_are_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    server = servers.virtuoso(tmp_path)
    server.start()
    try:
        for user in ("", "nobody"):
            monkeypatch.setenv(USER, user)
            monkeypatch.setenv("NETRC", str(tmp_path / "none"))
            with pytest.raises(StoreError, match=r"401.*0 of 4 graphs were sent") as told:
                list(put(documents(3), server.store))
            assert USER in told.value.hint
        monkeypatch.setenv(USER, "dba")
        monkeypatch.setenv(PASSWORD, "dba")
        assert not any(graph.failure for graph in put(documents(1, 1500), server.store))
        with pytest.raises(StoreError, match=r"gives 1000 of 1500 triples") as cut:
            load(server.query)
        assert "ResultSetMaxRows" in cut.value.hint
    finally:
        server.kill()


def test_the_folder_of_oxigraph_is_replaced_as_a_whole(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "store"
    assert sum(graph.triples for graph in put(documents(3), f"oxigraph:{folder}")) == 61
    list(put(EXAMPLES, f"oxigraph:{folder}"))
    assert facts(load(f"oxigraph:{folder}")) == facts(load(folder)) == facts(EXAMPLES)
    assert [path.name for path in folder.parent.iterdir()] == ["store"]


def test_a_bulk_load_that_ends_early_leaves_the_old_store(tmp_path: Path) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield from documents(2)
        raise DataError("no more")

    store = f"oxigraph:{tmp_path / 'store'}"
    list(put(documents(1), store))
    with pytest.raises(DataError):
        list(put(broken(), store))
    assert facts(load(store)) == facts(documents(1))
    list(put(documents(2), store))
    assert facts(load(store)) == facts(documents(2))


def test_no_folder_of_others_is_replaced(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no store of Oxigraph"):
        list(put(documents(1), f"oxigraph:{tmp_path}"))
    with pytest.raises(InputError, match="cannot read the store"):
        load(f"oxigraph:{tmp_path}")


class _Handler(BaseHTTPRequestHandler):
    answers: list[tuple[int, bytes]]
    seen: list[tuple[str, str | None]]

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        type(self).seen.append((self.path, self.headers["Authorization"]))
        status, body = type(self).answers.pop(0)
        self.send_response(status)
        if status == 401:
            self.send_header("WWW-Authenticate", "Basic realm=x")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_PUT  # noqa: N815 - a name of http.server's

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def answering() -> Iterator[Callable[..., tuple[str, type[_Handler]]]]:
    """A server that gives the answers it was told, in turn."""
    running: list[ThreadingHTTPServer] = []

    def start(*answers: tuple[int, bytes]) -> tuple[str, type[_Handler]]:
        handler = type("Handler", (_Handler,), {"answers": list(answers), "seen": []})
        running.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=running[-1].serve_forever, args=(0.01,), daemon=True).start()
        return f"http://127.0.0.1:{running[-1].server_port}/store", handler

    yield start
    for one in running:
        one.shutdown()
        one.server_close()


Answering = Callable[..., tuple[str, type[_Handler]]]


def test_a_busy_server_is_asked_again(answering: Answering) -> None:
    url, handler = answering((503, b""), (502, b""), (204, b""), (503, b""), (503, b""), (503, b"busy"))
    with Client(url, waits=(0.01, 0.01)) as client:
        client.put(BASE, b"")
        with pytest.raises(StoreError, match="503 Service Unavailable: busy"):
            client.put(BASE, b"")
    assert len(handler.seen) == 6


def test_a_refused_graph_costs_nothing_of_the_others(answering: Answering) -> None:
    url, _ = answering((201, b""), (400, b"bad\nTurtle"), (201, b""))
    sent = list(put(documents(2), url))
    assert [graph.failure for graph in sent] == ["", f"{url} answers 400 Bad Request: bad Turtle", ""]


def test_the_password_is_sent_when_it_is_asked_for(answering: Answering, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "secret")
    url, handler = answering((401, b""), (204, b""), (204, b""))
    with Client(url) as client:
        client.put(BASE, b"")
        client.put(BASE, b"")
    assert [sent for _, sent in handler.seen] == [None, "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0"]


def test_netrc_is_read_where_the_environment_is_silent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine store.example login me password secret\n")
    file.chmod(0o600)
    monkeypatch.delenv(USER, raising=False)
    monkeypatch.setenv("NETRC", str(file))
    assert credentials("http://store.example:8890/x") == ("me", "secret")
    assert credentials("http://other.example/x") is None
    file.write_text("what is this")
    with pytest.raises(InputError, match="netrc"):
        credentials("http://store.example/x")


@pytest.mark.parametrize("url", ["ftp://x/", "store", "http://", "http://me:secret@localhost/store"])
def test_addresses_that_are_none_and_passwords_in_them_are_refused(url: str) -> None:
    with pytest.raises(InputError):
        list(put([], url))


def test_an_answer_that_is_no_sparql_is_told(answering: Answering) -> None:
    url, _ = answering((200, b"<html>"))
    with pytest.raises(StoreError, match="SPARQL JSON"):
        load(url)


def test_blank_nodes_and_the_default_graph_are_refused() -> None:
    name = ox.NamedNode(BASE)
    for quad in (ox.Quad(name, name, name), ox.Quad(ox.BlankNode(), name, name, name)):
        with pytest.raises(DataError):
            by_graph([quad])


def test_the_command_loads_and_the_others_read(tmp_path: Path) -> None:
    store = f"oxigraph:{tmp_path / 'store'}"
    assert run("load", ROOT / "exports", store).stderr.endswith(" loaded, 0 refused\n")
    for command in (["why", "organization/iom", "--graph", store], ["query", "projects", "--graph", store]):
        done = run(*command)
        assert done.returncode == 0, done.stderr
        assert done.stdout
    assert len(Graph.load(store).query("projects").rows) == len(Graph.load(ROOT / "exports").query("projects").rows)
    gone = run("load", ROOT / "exports", "http://me:secret@127.0.0.1:9/store")
    assert gone.returncode == 2
    assert "secret" not in gone.stderr


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from oimgraph.cli import main; main()"]
    command = [*program, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=servers.WAIT)
