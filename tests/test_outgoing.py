"""Nothing asks the network or reads a file that it was not given, whatever pages, datasets, shapes and servers say.

Each way is tried with an address that nobody may knock on and with a file whose words may be in no output. What is
sent to `oimgraph serve` stands in test_serve_death.py.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest

from canary import Canary, canary
from conftest import ROOT
from oimgraph import terms
from oimgraph.errors import InputError, OimgraphError
from oimgraph.export import FORMATS, export
from oimgraph.graph.dataset import load
from oimgraph.pipeline import build
from oimgraph.publish import publish
from oimgraph.query import Rows, ask, find, merge
from oimgraph.query.render import render
from oimgraph.stores.client import Client
from oimgraph.validate import validate
from oimgraph.validate.linear import Unsupported, run_linear
from oimgraph.validate.shapes import read_shapes

WORD = "Xyzzy_plugh"
TOLD = ("<h1>Réunion à Lomé</h1><article><p>Les autorités du Togo et l’Organisation se sont réunies hier à Lomé pour "
        "parler de la traite des personnes et de la protection des victimes en ville.</p><p>{name}</p></article>")
PAGES = {                   # {http} is the address, {file} that of the file
    "entity": '<!DOCTYPE html [<!ENTITY x SYSTEM "{http}">]><html><body>' + TOLD + "&x;",
    "entity of a file": '<!DOCTYPE html [<!ENTITY x SYSTEM "{file}">]><html><body>' + TOLD + "&x;",
    "parameter entity": '<!DOCTYPE html [<!ENTITY % x SYSTEM "{file}"> %x;]><html><body>' + TOLD + "&x;",
    "doctype": '<!DOCTYPE html SYSTEM "{http}x.dtd"><html><body>' + TOLD,
    "xinclude": '<html xmlns:xi="http://www.w3.org/2001/XInclude"><body>'
                + TOLD + '<xi:include href="{file}" parse="text"/>',
    "style sheet": '<?xml-stylesheet href="{http}"?><html><head><link rel="stylesheet" href="{http}a.css"></head><body>'
                   + TOLD,
    "script": '<html><head><script src="{http}"></script><base href="{http}"></head><body>' + TOLD,
    "picture": "<html><body>" + TOLD + '<img src="{http}"><iframe src="{file}"></iframe><object data="{file}">',
    "refresh": '<html><head><meta http-equiv="refresh" content="0;url={http}"></head><body>' + TOLD,
    "canonical": '<html><head><link rel="canonical" href="{http}page"><link rel="alternate" hreflang="en" '
                 'href="{http}en"></head><body>' + TOLD,
    "remote context": '<html><head><script type="application/ld+json">{{"@context": "{http}", "@import": "{file}"}}'
                      "</script></head><body>" + TOLD,
    "address in the text": "<html><body>" + TOLD + "Voir {http}, {file} ou file:///etc/passwd.",
}
QUERIES = [
    "SELECT * {{ SERVICE <{http}> {{ ?s ?p ?o }} }}", "SELECT * {{ SERVICE SILENT <{http}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{http}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{http}> {{ ?s ?p ?o }}", "SELECT * FROM <{file}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{http}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", "SELECT * {{ GRAPH <{file}> {{ ?s ?p ?o }} }}",
    "LOAD <{http}>", "LOAD SILENT <{file}> INTO GRAPH <urn:x>", "DESCRIBE <{http}>",
    "CONSTRUCT FROM <{file}> WHERE {{ ?s ?p ?o }}",
    "INSERT DATA {{ <urn:a> <urn:b> <urn:c> }}", "BASE <{http}> SELECT * {{ ?s <p> ?o }}",
]
SHAPES = {
    "import": "<urn:o> a owl:Ontology ; owl:imports <{http}>, <{file}> . {shape}",
    "import, by pyshacl": "<urn:o> a owl:Ontology ; owl:imports <{http}>, <{file}> . {shape} "
                          "<urn:p> sh:uniqueLang true .",
    "shapes elsewhere": "<urn:o> sh:shapesGraph <{http}>, <{file}> ; sh:suggestedShapesGraph <{http}> . {shape}",
    "script": "<urn:s> sh:js [ sh:jsFunctionName 'f' ; sh:jsLibrary [ sh:jsLibraryURL '{http}'^^xsd:anyURI ] ] . "
              "{shape}",
    "service in a check": "<urn:c> sh:select 'SELECT ?focus {{ SERVICE <{http}> {{ ?focus ?p ?o }} }}' .",
    "service in a constraint": "<urn:s> sh:sparql [ sh:select 'SELECT $this {{ SERVICE <{http}> {{ $this ?p ?o }} }}'"
                               " ] . {shape}",
    "file in a check": "<urn:c> sh:select 'SELECT ?focus FROM <{file}> {{ ?focus ?p ?o }}' .",
    "prefixes elsewhere": "<urn:s> sh:sparql [ sh:prefixes <{http}> ; sh:select 'SELECT $this {{ $this ?p ?o }}' ] . "
                          "{shape}",
}
SHAPE = ("<urn:s> a sh:NodeShape ; sh:targetClass mgo:Event ; sh:property <urn:p> . "
         "<urn:p> sh:path mgo:partner ; sh:minCount 99 .")
REFUSED = {"service in a check", "service in a constraint"}
PREFIXES = ("@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
            f"@prefix xsd: <{terms.XSD}> . @prefix mgo: <{terms.MGO}> . ")


@dataclass
class Elsewhere:
    """Where nothing may go: an address, and a file of triples that are shapes as well."""

    watched: Canary
    file: Path

    def said(self, text: str, **more: str) -> str:
        return text.format(http=self.watched.address, file=self.file.as_uri(), **more)


@pytest.fixture
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    file = tmp_path_factory.mktemp("elsewhere") / "secret.ttl"
    file.write_text(f"{PREFIXES}<urn:{WORD}> a mgo:Event ; mgo:partner '{WORD}' .", encoding="utf-8")
    with canary() as watched:
        yield Elsewhere(watched, file)
        assert watched.knocks() == 0


def test_whoever_goes_out_is_noticed() -> None:
    """The watch itself: the engine asks whom it is told to."""
    with canary() as watched:
        found = ox.Store().query(f"SELECT * {{ SERVICE <{watched.address}> {{ ?s ?p ?o }} }}")
        assert isinstance(found, ox.QuerySolutions)
        with pytest.raises(OSError, match=r"."):
            list(found)
        assert watched.knocks() > 0


def test_pages(elsewhere: Elsewhere, tmp_path: Path) -> None:
    """Built, and the dataset turned into all that can be made of it."""
    pages = tmp_path / "pages"
    pages.mkdir()
    for number, (name, told) in enumerate(PAGES.items()):
        (pages / f"page-{number}.html").write_text(elsewhere.said(told, name=name), encoding="utf-8")
    row = {"id": "es-row", "url": elsewhere.watched.address, "@context": elsewhere.watched.address,
           "text": (ROOT / "examples" / "es-proyecto-africa-meridional.txt").read_text(encoding="utf-8")}
    (pages / "rows.jsonl").write_text(json.dumps(row), encoding="utf-8")
    report = build([pages], tmp_path / "out")
    assert report.accepted == len(PAGES) + 1
    assert not report.copies
    dataset = load(tmp_path / "out")
    validate(dataset)
    for name in FORMATS:
        list(export(dataset, name, tmp_path / f"export-{name}"))
    publish(dataset, tmp_path / "site", elsewhere.watched.address)
    for path in (path for path in tmp_path.rglob("*") if path.is_file() and pages not in path.parents):
        assert WORD.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("text", QUERIES)
def test_queries(elsewhere: Elsewhere, text: str) -> None:
    dataset = merge(load(ROOT / "exports"))
    try:
        found = ask(dataset, find(elsewhere.said(text)))
    except InputError:
        return
    assert not isinstance(found, Rows) or not found.rows or "BASE" in text
    assert WORD not in render(found, "json")


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(elsewhere: Elsewhere, name: str, tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(PREFIXES + elsewhere.said(SHAPES[name], shape=SHAPE), encoding="utf-8")
    dataset = load(ROOT / "exports")
    if name in REFUSED:
        with pytest.raises(InputError, match=r"SERVICE|cannot be applied"):
            validate(dataset, file)
        return
    found = validate(dataset, file)
    assert WORD not in str(found)
    assert bool(found) is ("{shape}" in SHAPES[name])


def test_the_ways_of_shapes_lead_to_both_engines(elsewhere: Elsewhere, tmp_path: Path) -> None:
    engines = set()
    for name, told in SHAPES.items():
        (tmp_path / "shapes.ttl").write_text(PREFIXES + elsewhere.said(told, shape=SHAPE), encoding="utf-8")
        try:
            run_linear(load(ROOT / "exports"), read_shapes(tmp_path / "shapes.ttl"))
        except Unsupported:
            engines.add("pyshacl")
        else:
            engines.add("fast")
        assert name
    assert engines == {"fast", "pyshacl"}


def test_a_dataset_that_imports(elsewhere: Elsewhere, tmp_path: Path) -> None:
    text = (ROOT / "exports" / "graph.nq").read_text(encoding="utf-8")
    more = "".join(f"<urn:o> <http://www.w3.org/{name}> <{address}> <urn:g> .\n"
                   for name in ("2002/07/owl#imports", "ns/shacl#shapesGraph", "2000/01/rdf-schema#seeAlso")
                   for address in (elsewhere.watched.address, elsewhere.file.as_uri()))
    (tmp_path / "graph.nq").write_text(text + more, encoding="utf-8")
    shapes = tmp_path / "shapes.ttl"
    shapes.write_text(PREFIXES + SHAPE + "<urn:p> sh:uniqueLang true .", encoding="utf-8")
    for rules in (None, shapes):
        assert WORD not in str(validate(load(tmp_path), rules))


@pytest.mark.parametrize(("name", "text"), [
    ("graph.jsonld", '{{"@context": "{http}", "@id": "urn:a", "name": "x"}}'),
    ("graph.jsonld", '{{"@context": {{"@import": "{file}"}}, "@id": "urn:a"}}'),
    ("graph.rdf", f'<!DOCTYPE r [<!ENTITY x SYSTEM "{{file}}">]><rdf:RDF xmlns:rdf="{terms.RDF}">&x;</rdf:RDF>'),
    ("graph.html", '<link rel="alternate" href="{http}">'),
    ("graph.trig", "@prefix : <{http}> . @base <{http}> . <a> :b <c> ."),
    ("graph.nq", "<{http}> <{http}p> <{file}> <{http}g> ."),
])
def test_datasets_in_any_form(elsewhere: Elsewhere, name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(elsewhere.said(text), encoding="utf-8")
    if name.endswith((".trig", ".nq")):
        assert len(load(tmp_path / name)) == 1
        return
    with pytest.raises(InputError, match="no dataset"):
        load(tmp_path / name)


def test_what_is_written_as_jsonld_brings_its_context(tmp_path: Path) -> None:
    """A reader of our files need not fetch anything either."""
    list(export(load(ROOT / "exports"), "jsonld", tmp_path / "graph.jsonld"))
    context = json.loads((tmp_path / "graph.jsonld").read_bytes())["@context"]
    assert isinstance(context, dict)
    assert "@import" not in context


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_store_cannot_send_elsewhere(elsewhere: Elsewhere, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class Sending(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Location", elsewhere.watched.address)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_PUT = do_POST  # noqa: N815 - a name of http.server's

        def log_message(self, *_: object) -> None:
            """Silent."""

    monkeypatch.setenv("HTTP_PROXY", elsewhere.watched.address)     # nor can the environment
    monkeypatch.setenv("ALL_PROXY", elsewhere.watched.address)
    with HTTPServer(("127.0.0.1", 0), Sending) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/store"
        try:
            with pytest.raises(OimgraphError, match=str(status)):
                load(address)
            with Client(address) as client, pytest.raises(OimgraphError, match=str(status)):
                client.put("urn:g", b"")
        finally:
            server.shutdown()
            thread.join()
