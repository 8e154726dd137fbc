"""The W3C's tests of the SPARQL 1.1 Protocol and of service descriptions, run as data against the running server."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

from conftest import SHARED
from serving import Answer, Served, served

SUITE = SHARED / "suites" / "sparql-protocol"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
# What would change the data is refused by design: these tests want it done, and here it must be refused.
REFUSED = {
    "update_dataset_default_graph", "update_dataset_default_graphs", "update_dataset_named_graphs",
    "update_dataset_full", "update_post_form", "update_post_direct", "update_base_uri",
}
ROWS = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
GRAPHS = {"application/rdf+xml", "text/turtle", "application/n-triples"}
NAMES = 34                  # tests in the manifest


@dataclass(frozen=True)
class Request:
    """One request of a test, and what its answer must be."""

    method: str
    path: str
    body: bytes | None
    headers: tuple[tuple[str, str], ...]
    statuses: frozenset[int]            # the first digits
    boolean: bool | None
    form: str


def _manifest(part: str) -> Graph:
    return Graph().parse(SUITE / part / "manifest.ttl", publicID=(SUITE / part / "manifest.ttl").as_uri())


def _tests() -> dict[str, list[Request]]:
    if not SUITE.is_dir():
        return {}
    graph = _manifest("protocol")
    (entries,) = graph.objects(None, MF.entries)
    return {str(test).rpartition("#")[2]: [_request(graph, one) for one in _requests(graph, test)]
            for test in Collection(graph, entries)}


def _requests(graph: Graph, test: Node) -> Iterator[Node]:
    for held in graph.objects(graph.value(test, MF.action), HT.requests):
        yield from Collection(graph, held)


def _request(graph: Graph, one: Node) -> Request:
    answer, body = graph.value(one, HT.resp), graph.value(one, HT.body)
    held = graph.value(one, HT.headers)
    headers = tuple((str(graph.value(header, HT.fieldName)), str(graph.value(header, HT.fieldValue)))
                    for header in (Collection(graph, held) if held else ()))
    statuses = frozenset(int(str(status).removesuffix("xx")[-1]) for status in graph.objects(answer, MF.expectedStatus))
    boolean = graph.value(answer, MF.expectedBoolean)
    text = None if body is None else str(graph.value(body, CNT.chars)).encode(
        str(graph.value(body, CNT.characterEncoding)))
    return Request(
        str(graph.value(one, HT.methodName)), str(graph.value(one, HT.absolutePath)), text, headers, statuses,
        None if boolean is None else str(boolean) == "true", str(graph.value(answer, MF.expectedFormat) or ""),
    )


TESTS = _tests()


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the graphs of the suite, and one more of ours, from which oimgraph knows what a dataset is."""
    if not TESTS:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs the suite of the W3C, and it is not in {SUITE}")
        pytest.skip("the W3C's protocol tests are not beside this checkout")
    graph, lines = _manifest("protocol"), []
    for data in graph.objects(None, UT.graphData):
        held = Path(str(graph.value(data, UT.graph)).removeprefix("file://"))
        triple = held.read_text(encoding="utf-8").strip().removesuffix(".")
        lines.append(f"{triple} <{graph.value(data, RDFS.label)}> .\n")
    file = tmp_path_factory.mktemp("protocol") / "graph.nq"
    file.write_text("".join(sorted(set(lines))), encoding="utf-8")
    with served(file) as running:
        yield running


def test_the_suite_is_whole(endpoint: Served) -> None:
    assert endpoint.address
    assert len(TESTS) == NAMES
    assert set(TESTS) >= REFUSED
    assert all(TESTS.values())


@pytest.mark.parametrize("name", TESTS or ["absent"])
def test_protocol(endpoint: Served, name: str) -> None:
    for number, request in enumerate(TESTS[name]):
        got = endpoint.send(request.path, request.method, request.body, dict(request.headers))
        if name in REFUSED:
            if number == 0:
                assert 400 <= got.status < 500
                assert "nothing can be changed" in got.text
            continue
        assert got.status // 100 in request.statuses, got.text
        _check(got, request)


def _check(got: Answer, request: Request) -> None:
    if request.boolean is not None:
        assert json.loads(got.body)["boolean"] is request.boolean
    if request.form == "RDF":
        assert got.media in GRAPHS
    elif request.form == "boolean":
        assert got.media in ROWS - {"text/csv", "text/tab-separated-values"}
    elif request.form == "tabular":
        assert got.media in ROWS


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")     # of rdflib's own JSON-LD reader
@pytest.mark.parametrize("media", [
    "text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples",
])
def test_service_description(endpoint: Served, media: str) -> None:
    """returns-rdf, has-endpoint-triple and conforms-to-schema of the second manifest."""
    got = endpoint.ask("/sparql", Accept=media)
    assert (got.status, got.media) == (200, media)
    told = Graph().parse(data=got.body, format=media)
    (service,) = told.subjects(RDF.type, SD.Service)
    assert str(told.value(service, SD.endpoint)) == f"{endpoint.address}sparql"
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in told
    assert not list(told.objects(service, SD.supportedLanguage))[1:]
    dataset = told.value(service, SD.defaultDataset)
    assert (dataset, RDF.type, SD.Dataset) in told
    assert (told.value(dataset, SD.defaultGraph), RDF.type, SD.Graph) in told
    known = {str(term).rpartition("#")[2] for term in told.predicates() if str(term).startswith(str(SD))}
    assert known <= {"endpoint", "supportedLanguage", "feature", "resultFormat", "defaultDataset", "defaultGraph"}
