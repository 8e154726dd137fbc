"""The server: formats, pages of resources, refusals with a reason, what the log keeps to itself, real clients."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper
from typer.testing import CliRunner

from conftest import ROOT
from oimgraph import terms
from oimgraph.cli import app
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load, to_nquads
from oimgraph.query import ask, find, merge, questions
from oimgraph.serve import Limits, serve
from oimgraph.serve.accept import chosen
from oimgraph.serve.limits import BODY, TEXT
from oimgraph.serve.worker import Failed, Reply
from serving import WAIT, Served, running, served, worked

COUNT = "SELECT (COUNT(*) AS ?n) { ?a a mgo:Agreement }"
BUILT = "CONSTRUCT WHERE { ?a mgo:signatory ?b }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
TOGO = "/id/country/TGO"


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(ROOT / "exports") as running_server:
        yield running_server


@pytest.mark.parametrize(("accept", "media"), [
    ("", "a/x"), ("*/*", "a/x"), ("b/y", "b/y"), ("b/*", "b/y"), ("a/x;q=0.1, b/y;q=0.2", "b/y"), ("c/z", ""),
    ("a/x;q=0, */*", "b/y"), ("a/x;q=1, b/y", "a/x"), ("B/Y ; level=1; q=1.0 , a/x;q=0.999", "b/y"), ("a/x;q=0", ""),
    ("text", ""), ("b/y;q=x", "b/y"),
])
def test_the_client_is_given_what_it_likes_best(accept: str, media: str) -> None:
    assert chosen(accept, ["a/x", "b/y"]) == media


@pytest.mark.parametrize(("text", "accept", "media"), [
    (COUNT, "", "application/sparql-results+json"), (COUNT, "application/json", "application/json"),
    (COUNT, "application/sparql-results+xml, text/turtle;q=0.9", "application/sparql-results+xml"),
    (COUNT, "text/csv", "text/csv"), (COUNT, "text/tab-separated-values", "text/tab-separated-values"),
    (COUNT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml"),
    ("ASK {}", "", "application/sparql-results+json"), ("ASK {}", "text/xml", "text/xml"),
    (BUILT, "", "text/turtle"), (BUILT, "application/ld+json", "application/ld+json"),
    (BUILT, "application/rdf+xml", "application/rdf+xml"), (BUILT, "application/n-triples", "application/n-triples"),
    ("DESCRIBE <country/TGO>", "text/turtle", "text/turtle"),
])
def test_answers_come_in_the_formats_of_sparql(server: Served, text: str, accept: str, media: str) -> None:
    got = server.sparql(text, accept)
    assert (got.status, got.media) == (200, media)
    assert "Accept" in got.headers["vary"]
    formats = {"text/turtle": ox.RdfFormat.TURTLE, "application/ld+json": ox.RdfFormat.JSON_LD,
               "application/rdf+xml": ox.RdfFormat.RDF_XML, "application/n-triples": ox.RdfFormat.N_TRIPLES}
    if text == BUILT:
        expected = ask(merge(load(ROOT / "exports")), find(BUILT))
        assert not isinstance(expected, bool)
        assert len(list(ox.parse(got.body, format=formats[media]))) == len(expected)


def test_a_query_may_be_posted(server: Served) -> None:
    form = server.post("/sparql", urlencode({"query": COUNT}).encode(),
                      Content_Type="application/x-www-form-urlencoded; charset=UTF-8")
    straight = server.post("/sparql", COUNT.encode(), Content_Type="application/sparql-query")
    assert form.rows == straight.rows == server.sparql(COUNT).rows
    assert int(form.rows[0]["n"]) > 0


def test_some_graphs_may_be_asked(server: Served) -> None:
    page = f"{terms.ID}document/en-african-union-agreement"
    told = server.sparql("SELECT DISTINCT ?d { ?d a mgo:Document }", **{"default-graph-uri": page})
    assert [row["d"] for row in told.rows] == [page]
    assert server.sparql("SELECT * { ?s ?p ?o }", **{"default-graph-uri": "file:///etc/passwd"}).rows == []


@pytest.mark.parametrize(("status", "path", "options", "reason"), [
    (400, "/sparql?query=SELECT", {}, "not SPARQL"),
    (400, "/sparql?query=%FF", {}, "UTF-8"),
    (400, "/sparql?query=ASK{}&query=ASK{}", {}, "2 queries"),
    (400, "/sparql?update=CLEAR%20ALL", {}, "nothing can be changed"),
    (400, "/sparql?query=ASK{}&default-graph-uri=x%20y", {}, "no name of a graph"),
    (400, "/sparql?query=" + quote("SELECT * { SERVICE <http://127.0.0.1:9/> {?s ?p ?o} }"), {}, "SERVICE"),
    (400, "/sparql?query=" + quote("INSERT DATA { <a> <b> <c> }"), {}, "not SPARQL"),
    (400, "/sparql?query=" + quote("LOAD <http://127.0.0.1:9/>"), {}, "not SPARQL"),
    (400, "/sparql", {"body": "", "Content_Type": "application/x-www-form-urlencoded"}, "0 queries"),
    (400, "/sparql", {"body": "ASK{\xff}", "Content_Type": "application/sparql-query"}, "UTF-8"),
    (404, "/nowhere", {}, "Not Found"),
    (404, "/id/country/x%20y.ttl", {}, "no name"),
    (405, "/sparql", {"method": "DELETE"}, "Not Allowed"),
    (405, "/view", {"body": ""}, "Not Allowed"),
    (406, "/sparql?query=ASK{}", {"Accept": "image/png"}, "format"),
    (406, "/sparql?query=ASK{}", {"Accept": "text/csv"}, "format"),
    (406, "/sparql?query=" + quote(BUILT), {"Accept": "text/csv"}, "format"),
    (406, "/sparql?query=" + quote("SELECT ('\\u0001' AS ?x) {}"), {"Accept": "text/xml"}, "XML"),
    (406, "/sparql", {"Accept": "image/png"}, "format"),
    (406, TOGO, {"Accept": "image/png"}, "format"),
    (413, "/sparql?query=ASK{}" + "%20" * TEXT, {}, "longer than"),
    (413, "/sparql", {"body": " " * (BODY + 1), "Content_Type": "application/sparql-query"}, "longer"),
    (413, "/sparql?query=" + quote("SELECT * { ?s ?p ?o }"), {}, "more than 10000 rows"),
    (413, "/query?query=" + "a" * (TEXT + 1), {}, "longer than"),
    (415, "/sparql", {"body": "ASK{}", "Content_Type": "text/plain"}, "application/sparql-query"),
    (415, "/sparql", {"body": "ASK{}", "Content_Type": "application/sparql-query; charset=latin1"},
     "UTF-8"),
    (415, "/sparql", {"body": "CLEAR ALL", "Content_Type": "application/sparql-update"},
     "nothing can be changed"),
])
def test_what_cannot_be_answered_is_told_why(
    server: Served, status: int, path: str, options: dict[str, str], reason: str,
) -> None:
    body = options.pop("body", None)
    got = server.ask(path, **options) if body is None else server.post(path, body.encode("latin-1"), **options)
    assert got.status == status, got.text
    assert reason in got.text
    assert got.media == "text/plain"


def test_pages_of_other_sites_may_read(server: Served) -> None:
    got = server.ask("/sparql?query=ASK{}", Origin="https://reader.example")
    assert got.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in got.headers
    asked = server.ask("/sparql", "OPTIONS", Origin="https://reader.example", Access_Control_Request_Method="POST",
                       Access_Control_Request_Headers="content-type")
    assert (asked.status, asked.headers["access-control-allow-methods"]) == (200, "GET, POST")
    assert server.ask("/sparql", "OPTIONS", Origin="https://reader.example",
                      Access_Control_Request_Method="DELETE").status == 400


@pytest.mark.parametrize("path", ["/query", "/view", TOGO + ".html", "/sparql?query=SELECT", "/nowhere", "/style.css"])
def test_browsers_are_bound(server: Served, path: str) -> None:
    headers = server.ask(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert ("default-src 'none'" in headers["content-security-policy"]) is (path != "/view")
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize(("accept", "suffix"), [
    ("text/html,*/*;q=0.8", ".html"), ("text/turtle", ".ttl"), ("application/ld+json", ".jsonld"), ("", ".html"),
])
@pytest.mark.parametrize("path", [TOGO, "/scheme/crime/forced-labour", "/scheme/crime", "/id/organization/iom"])
def test_a_thing_leads_to_the_document_about_it(server: Served, path: str, accept: str, suffix: str) -> None:
    got = server.ask(path, **({"Accept": accept} if accept else {}))
    assert (got.status, got.headers["location"]) == (303, path + suffix)
    assert "Accept" in got.headers["vary"]
    document = server.ask(got.headers["location"])
    assert document.status == 200
    assert document.media == {".html": "text/html", ".ttl": "text/turtle", ".jsonld": "application/ld+json"}[suffix]


def test_every_resource_of_the_dataset_can_be_looked_up(server: Served) -> None:
    """A sample: one of each kind, its IRI turned into a path as w3id.org's redirect does."""
    kinds: dict[str, str] = {}
    for quad in load(ROOT / "exports"):
        for term in (quad.subject, quad.object):
            iri = getattr(term, "value", "")
            found = re.fullmatch(r"https://w3id\.org/oimgraph((?:/id|/scheme)/([a-z-]+)/[^#]+)", iri)
            if found and "/graph/" not in found[1]:
                kinds.setdefault(found[2], found[1])
    assert len(kinds) > 15
    for path in kinds.values():
        told = server.ask(path + ".ttl")
        stated = {quad.triple for quad in ox.parse(told.body, format=ox.RdfFormat.TURTLE)}
        linked = {quad.triple for quad in ox.parse(server.ask(path + ".jsonld").body, format=ox.RdfFormat.JSON_LD)}
        subject = ox.NamedNode("https://w3id.org/oimgraph" + path)
        assert stated == linked
        assert subject in {triple.subject for triple in stated}
        assert subject.value in server.ask(path + ".html").text


def test_the_triples_of_a_resource_bring_their_quotes(server: Served) -> None:
    graph = rdflib.Graph().parse(data=server.ask("/id/project/PR.0259.ttl").body, format="turtle")
    project = rdflib.URIRef(terms.ID + "project/PR.0259")
    assertions = set(graph.subjects(rdflib.RDF.subject, project))
    assert assertions
    for assertion in assertions:
        excerpts = list(graph.objects(assertion, rdflib.URIRef(terms.SUPPORTED_BY)))
        assert all(graph.value(excerpt, rdflib.URIRef(terms.EXACT)) for excerpt in excerpts)
        assert excerpts


@pytest.mark.parametrize(("path", "media"), [
    ("/ontology", "text/html"), ("/ontology.ttl", "text/turtle"), ("/ontology.jsonld", "application/ld+json"),
])
def test_the_ontology_is_a_document(server: Served, path: str, media: str) -> None:
    got = server.ask(path)
    assert (got.status, got.media) == (200, media)
    assert got.headers["content-location"].startswith("/ontology.")
    assert "signatory" in got.text
    if media != "text/html":
        whole = set(ox.parse(path=ROOT / "ontology" / "mgo.ttl", format=ox.RdfFormat.TURTLE))
        form = ox.RdfFormat.TURTLE if media == "text/turtle" else ox.RdfFormat.JSON_LD
        assert len(set(ox.parse(got.body, format=form))) == len(whole)
    assert server.ask("/ontology", Accept="text/turtle").media == "text/turtle"


@pytest.mark.parametrize("path", [
    "/id/country/nowhere.html", "/id/country/nowhere.ttl", "/id/.html", "/scheme/x/y.jsonld",
])
def test_what_is_not_known_is_not_found(server: Served, path: str) -> None:
    assert server.ask(path).status == 404


def test_an_endpoint_without_a_query_says_what_it_is(server: Served) -> None:
    """The W3C's tests of the description stand in test_serve_protocol.py."""
    seen = server.ask("/sparql", Accept="text/html,*/*;q=0.8")
    assert (seen.status, seen.headers["location"]) == (303, "/query")
    behind = server.ask("/sparql", Host="graph.example.org", X_Forwarded_Proto="https")
    assert "<https://graph.example.org/sparql>" in behind.text
    assert f"<{server.address}sparql>" in server.ask("/sparql", Host="no > host").text
    assert server.ask("/").headers["location"] == "/query"


def test_pages_speak_the_reader_s_language(server: Served) -> None:
    assert 'lang="fr"' in server.ask("/query", Accept_Language="fr-CH,en;q=0.5").text
    assert 'lang="es"' in server.ask("/query?lang=es", Accept_Language="fr").text
    assert '<html lang="en">' in server.ask("/query?lang=xx", Accept_Language="de").text
    assert "Organisation internationale pour les migrations" in server.ask("/id/organization/iom.html?lang=fr").text


def test_every_word_of_the_pages_stands_in_each_language() -> None:
    import tomllib

    words = tomllib.loads((ROOT / "src/oimgraph/serve/words.toml").read_text(encoding="utf-8"))
    assert all(set(by_language) == {"en", "fr", "es"} and all(by_language.values()) for by_language in words.values())
    used = set(re.findall(r"words\.(\w+)", "".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "src/oimgraph/serve/templates").iterdir())))
    assert used <= {*words, "none"}
    assert {parameter.name for question in questions() for parameter in question.parameters}.isdisjoint(
        {"question", "query", "quotes", "lang"})


def test_the_csv_of_a_question_is_its_answer(server: Served) -> None:
    got = server.ask("/query.csv?question=agreements&country=TGO&quotes=1")
    assert got.headers["content-disposition"] == 'attachment; filename="agreements.csv"'
    rows = list(csv.DictReader(io.StringIO(got.body.decode("utf-8-sig"))))
    assert len(rows) == len(server.ask("/query?question=agreements&country=TGO").text.split("<tr>")) - 2 > 0
    assert all(row["evidence"] for row in rows)
    assert server.ask("/query.csv?query=ASK{}").status == 400


def test_no_cell_of_a_table_to_keep_is_a_formula(tmp_path: Path) -> None:
    """What SPARQL's own CSV gives is the value itself, for programs."""
    formulas = ['=HYPERLINK("http://127.0.0.1:9/")', "+1+1", "-1+cmd|' /C calc'!A0", "@SUM(1)", "\t=1", "\r=1"]
    name, graph = ox.NamedNode(terms.LABEL), ox.NamedNode(terms.ID + "document/a")
    quads = [ox.Quad(ox.NamedNode(f"{terms.ID}thing/{number}"), name, ox.Literal(text), graph)
             for number, text in enumerate(formulas)]
    (tmp_path / "graph.nq").write_bytes(to_nquads(quads))
    asked = urlencode({"query": "SELECT ?x { ?s rdfs:label ?x }"})
    with served(tmp_path) as own:
        kept = own.ask(f"/query.csv?{asked}").body.decode("utf-8-sig")
        exact = own.ask(f"/sparql?{asked}", Accept="text/csv").text
    cells = [row[0] for row in csv.reader(io.StringIO(kept, newline=""))][1:]
    assert sorted(cells) == sorted("'" + text.strip() for text in formulas)
    assert set(formulas[:4]) <= {
        row[0] for row in csv.reader(io.StringIO(exact, newline=""))}


@pytest.mark.parametrize("name", ["../../README", "/etc/passwd", "a.rq", str(ROOT / "queries" / "agreements.rq")])
def test_no_name_of_a_question_is_a_file(server: Served, name: str) -> None:
    got = server.ask(f"/query?question={quote(name, safe='')}")
    assert got.status == 200
    assert "SELECT DISTINCT" not in got.text
    assert "root:" not in got.text


def test_a_question_with_a_wrong_value_is_told_so_on_the_page(server: Served) -> None:
    got = server.ask("/query?question=agreements&country=T+G+O")
    assert (got.status, got.media) == (400, "text/html")
    assert "country=T G O is not understood" in got.text
    assert server.ask("/query?question=agreements&nothing=x").status == 400


def test_a_base_of_one_s_own(tmp_path: Path) -> None:
    text = (ROOT / "exports" / "graph.nq").read_text(encoding="utf-8")
    file = tmp_path / "graph.nq"
    file.write_text(text.replace("https://w3id.org/oimgraph/id/", "https://ndalo.example/kb/"), encoding="utf-8")
    with served(file) as own:
        told = own.ask(TOGO + ".ttl").body
        assert ox.NamedNode("https://ndalo.example/kb/country/TGO") in {
            quad.subject for quad in ox.parse(told, format=ox.RdfFormat.TURTLE)}
        assert "/id/agreement/" in own.ask("/query?question=agreements&country=TGO").text


def test_so_many_at_once_and_no_more() -> None:
    with served(ROOT / "exports", "--at-once", "2", "--seconds", str(WAIT)) as small:
        waiting = [_left(small, SLOW) for _ in range(2)]
        _until(lambda: len(running(small.process)) == 2)
        got = small.sparql("ASK {}")
        assert got.status == 429
        assert int(got.headers["retry-after"]) >= 1
        assert "no more can be at once" in got.text
        assert small.ask(TOGO + ".html").status == 200          # pages have workers of their own
        for connection in waiting:                              # who goes away is no longer worked for
            connection.close()
        _until(lambda: not running(small.process))
        assert small.sparql("ASK {}").status == 200
    log = "".join(small.log)
    assert log.count("GET /sparql 499 ") == 2
    assert "Traceback" not in log


def _left(server: Served, text: str) -> socket.socket:
    """A connection on which a query has been sent, and no answer read."""
    host, port = server.address.removeprefix("http://").rstrip("/").split(":")
    connection = socket.create_connection((host, int(port)))
    connection.sendall(f"GET /sparql?{urlencode({'query': text})} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return connection


def _until(holds: object) -> None:
    end = time.monotonic() + WAIT
    while not holds():                  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.02)


def test_the_log_keeps_queries_names_and_addresses_to_itself() -> None:
    with served(ROOT / "exports") as server:
        server.sparql("SELECT ?secretvariable { ?secretvariable a mgo:Person }")
        server.sparql("SELECT ?secretvariable {")
        server.post("/sparql", b"ASK { 'secretword' }", Content_Type="application/sparql-query")
        server.ask("/query?question=agreements&country=SECRETVALUE", User_Agent="secretagent")
        server.ask("/id/person/secretname.html", X_Forwarded_For="192.0.2.77", Referer="https://secret.example/")
        server.ask("/secretpath")
    log = "".join(server.log)
    assert "GET /sparql 200" in log
    assert "GET /id/{key:path} 404" in log
    assert not re.search("secret|192\\.0\\.2|127\\.0\\.0\\.1", log.partition("\n")[2], re.IGNORECASE)


def test_it_listens_on_loopback_unless_told(server: Served) -> None:
    assert server.address.startswith("http://127.0.0.1:")
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    port = int(server.address.rstrip("/").rpartition(":")[2])
    for address in others:
        with pytest.raises(ConnectionRefusedError), socket.create_connection((str(address), port), timeout=WAIT):
            pass


def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="cannot listen"):
        serve([], "127.0.0.1", taken.getsockname()[1], Limits(), print)
    assert CliRunner().invoke(app, ["serve", "exports", "--port", "99999"]).exit_code == 2


def test_ctrl_c_ends_it_well() -> None:
    with served(ROOT / "exports") as server:
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(WAIT) == 0


def test_a_worker_can_compute_and_nothing_else(tmp_path: Path) -> None:
    """What a task does that the server does not expect: each ends in a refusal or a fault, told apart."""
    def run(act: object, seconds: float = WAIT) -> str:
        def task() -> Reply:
            return Reply("text/plain", str(act()).encode())         # type: ignore[operator]

        limits = Limits(seconds=seconds, megabytes=64, answer_megabytes=1)
        try:
            return worked(task, limits).body.decode()
        except Exception as error:  # noqa: BLE001 - what is looked at
            return f"{type(error).__name__} {getattr(error, 'status', '')} {error}"

    file = tmp_path / "file"
    assert run(lambda: 1 + 1) == "2"
    assert "OSError" in run(lambda: file.write_text("x", encoding="utf-8"))
    assert "OSError" in run(lambda: Path("/etc/passwd").read_text(encoding="utf-8"))
    assert "OSError" in run(lambda: socket.create_connection(("127.0.0.1", 9)))
    assert run(lambda: time.sleep(WAIT), seconds=1).startswith("Declined 504")
    assert run(lambda: len(bytearray(200 << 20))).startswith("Declined 503")
    assert run(lambda: os.kill(os.getpid(), signal.SIGSEGV)).startswith("Declined 503")
    assert run(lambda: "x" * (2 << 20)).startswith("Declined 413")
    assert run(lambda: os._exit(1)).startswith(Failed.__name__)
    assert "secret" not in run(lambda: int("secret"))
    assert not file.exists()


def test_sparqlwrapper(server: Served) -> None:
    client = SPARQLWrapper(f"{server.address}sparql")
    client.setReturnFormat(JSON)
    client.setQuery(f"PREFIX mgo: <{terms.MGO}> {COUNT}")
    found = client.query().convert()
    assert isinstance(found, dict)
    assert found["results"]["bindings"][0]["n"]["value"] == server.sparql(COUNT).rows[0]["n"]
    client.setMethod("POST")
    client.setQuery(f"PREFIX mgo: <{terms.MGO}> {BUILT}")
    client.setReturnFormat("turtle")
    built = client.query().convert()
    assert isinstance(built, bytes)
    assert len(rdflib.Graph().parse(data=built, format="turtle")) > 0


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_rdflib_s_store(server: Served, method: str) -> None:
    store = SPARQLStore(f"{server.address}sparql", method=method)
    graph = rdflib.Graph(store)
    mgo = rdflib.Namespace(terms.MGO)
    agreements = set(graph.subjects(rdflib.RDF.type, mgo.Agreement))
    assert len(agreements) == int(server.sparql(COUNT).rows[0]["n"])
    (row,) = graph.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(str(row[0])) > 1000                             # type: ignore[index]


def test_curl(server: Served) -> None:
    if shutil.which("curl") is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs curl, and it is not installed")
        pytest.skip("curl is not installed")

    def curl(*options: str) -> str:
        command = ["curl", "--silent", "--fail", *options]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    endpoint = f"{server.address}sparql"
    assert json.loads(curl("--data-urlencode", "query=ASK {}", endpoint))["boolean"] is True
    assert curl("--get", "--data-urlencode", f"query={COUNT}", "-H", "Accept: text/csv", endpoint).startswith("n\n")
    assert "<country/TGO>" in curl("--location", "-H", "Accept: text/turtle", server.address.rstrip("/") + TOGO)
