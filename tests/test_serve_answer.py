"""The answer to a query in the format that the client likes best."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from oimgraph.serve.answer import answer
from oimgraph.serve.limits import Declined, Limits
from oimgraph.serve.protocol import Asked

ROWS, YES, GRAPH = "SELECT ?o { ?s ?p ?o }", "ASK { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"
BELL = "SELECT ('\\u0007' AS ?o) {}"


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o")))
    return made


@pytest.mark.parametrize(("query", "accept", "media", "body"), [
    (ROWS, "", "application/sparql-results+json", b'"o"'),
    (ROWS, "text/csv", "text/csv; charset=utf-8", b"o\r\no\r\n"),
    (YES, "application/xml", "application/xml", b"<boolean>true</boolean>"),
    (YES, "text/csv;q=0.9, application/json;q=0.1", "application/json", b"true"),
    (GRAPH, "", "text/turtle; charset=utf-8", b"<urn:s>"),
    (GRAPH, "text/csv, application/n-triples", "application/n-triples", b'<urn:s> <urn:p> "o" .\n'),
])
def test_the_format_is_the_client_s_choice(store: Store, query: str, accept: str, media: str, body: bytes) -> None:
    made = answer(store, Asked(query), accept, Limits())
    assert made.media == media
    assert body in made.body


@pytest.mark.parametrize(("query", "accept", "hint"), [
    (ROWS, "image/png", "text/csv"), (ROWS, "text/turtle", "text/csv"), (YES, "text/csv", "application/json"),
    (GRAPH, "text/csv", "text/turtle"), (BELL, "application/xml", ""),
])
def test_what_has_no_such_format_is_declined(store: Store, query: str, accept: str, hint: str) -> None:
    with pytest.raises(Declined) as raised:
        answer(store, Asked(query), accept, Limits())
    assert raised.value.status == 406
    assert hint in raised.value.hint
