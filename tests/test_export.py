"""What is written is read back as the same graph, by two libraries, whatever the literals hold."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from facts import NASTY, TEXT, agreement, facts, page
from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.export.jsonld import jsonld, to_jsonld
from oimgraph.export.nquads import nquads, ntriples, trig
from oimgraph.export.turtle import to_turtle, turtle
from oimgraph.graph.facts import facts as facts_of
from oimgraph.graph.quads import quads
from oimgraph.link import link
from oimgraph.model import Fact

FORMATS = [
    pytest.param(to_turtle, ox.RdfFormat.TURTLE, "turtle", id="turtle"),
    pytest.param(to_jsonld, ox.RdfFormat.JSON_LD, "json-ld", id="jsonld"),
]
LINES = [pytest.param(nquads, "nquads", id="nquads"), pytest.param(trig, "trig", id="trig")]
NODES = st.sampled_from([
    terms.ID + "organization/iom", terms.ID + "project/IB.0279", terms.ID + "project/a/budget-usd-3", terms.ID,
    terms.ID + "document/one", terms.ID + "document/one#char=1,2", terms.SCHEME + "crime/migrant-smuggling",
    terms.SCHEME + "status/signed", terms.MGO + "Agreement", "https://example.org/?a=b&c=(d)", "urn:x-a:b",
    "https://example.org/id/é", terms.MGO, "http://www.w3.org/ns/org#a.b", terms.SCHEMA + "true", "mailto:a@b.example",
]).map(ox.NamedNode)
PREDICATES = st.sampled_from([
    terms.TYPE, terms.LABEL, terms.TITLE, terms.SIGNATORY, terms.VALUE, terms.START, terms.STATUS, terms.IDENTIFIER,
    "https://example.org/p", terms.RDF + "value",
]).map(ox.NamedNode)
PLAIN = NASTY.map(ox.Literal)
IN_LANGUAGES = st.builds(lambda text, code: ox.Literal(text, language=code), NASTY, st.sampled_from(["fr", "en"]))
TYPED = st.builds(
    lambda text, kind: ox.Literal(text, datatype=ox.NamedNode(terms.XSD + kind)),
    st.sampled_from(["1", "-3", "007", "300000.00", "1.", "1e5", "2014-08-05", "--08-05", "true", ""]),
    st.sampled_from(["integer", "decimal", "date", "gMonthDay", "gYear", "boolean", "double", "string", "anyURI"]),
)


def _triple(s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal) -> ox.Triple:
    """A class is an IRI."""
    return ox.Triple(s, p, ox.NamedNode(terms.MGO + "Event") if p.value == terms.TYPE and type(o) is ox.Literal else o)


TRIPLES = st.lists(st.builds(_triple, NODES, PREDICATES, NODES | PLAIN | IN_LANGUAGES | TYPED), max_size=12)


@pytest.mark.parametrize(("write", "form", "_"), FORMATS)
@given(triples=TRIPLES)
def test_pyoxigraph_reads_back_the_same_triples(
    write: Callable[[Iterable[ox.Triple]], bytes], form: ox.RdfFormat, _: str, triples: list[ox.Triple]
) -> None:
    assert {quad.triple for quad in ox.parse(write(triples), format=form)} == set(triples)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("write", "_", "form"), FORMATS)
@given(triples=TRIPLES)
def test_rdflib_reads_back_the_same_triples(
    write: Callable[[Iterable[ox.Triple]], bytes], _: ox.RdfFormat, form: str, triples: list[ox.Triple]
) -> None:
    lines = "".join(f"{triple} .\n" for triple in triples)
    assert set(_rdflib(write(triples), form)) == set(_rdflib(lines.encode(), "nt"))


def _rdflib(data: bytes, form: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format=form)


@given(facts(len(TEXT)))
def test_line_formats_and_trig_keep_the_whole_dataset(found: list[Fact]) -> None:
    dataset = list(quads(link(page(), found), {}))
    assert set(ox.parse(nquads(dataset), format=ox.RdfFormat.N_QUADS)) == set(dataset)
    assert set(ox.parse(trig(dataset), format=ox.RdfFormat.TRIG)) == set(dataset)
    back = ox.parse(ntriples(dataset), format=ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in back} == set(facts_of(dataset))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("write", "form"), LINES)
@given(facts(len(TEXT)))
def test_rdflib_reads_back_the_whole_dataset(
    write: Callable[[Iterable[ox.Quad]], bytes], form: str, found: list[Fact]
) -> None:
    dataset = list(quads(link(page(), found), {}))
    assert _held(write(dataset), form) == _held(b"".join(f"{quad} .\n".encode() for quad in dataset), "nquads")
    back = set(_rdflib(ntriples(dataset), "nt"))
    assert back == set(_rdflib(b"".join(f"{triple} .\n".encode() for triple in facts_of(dataset)), "nt"))


def _held(data: bytes, form: str) -> set[tuple[object, ...]]:
    return set(rdflib.Dataset().parse(data=data, format=form).quads())


@pytest.mark.parametrize("write", [turtle, jsonld, nquads, ntriples, trig])
def test_the_order_of_quads_does_not_change_a_byte(write: Callable[[Iterable[ox.Quad]], bytes]) -> None:
    dataset = list(quads(link(page(), agreement()), {}))
    assert write(dataset) == write(reversed(dataset)) == write([*dataset, *dataset])


def test_turtle_is_read_easily() -> None:
    written = turtle(quads(link(page(), agreement()), {})).decode()
    assert "oa:exact" not in written
    assert written.splitlines()[0] == f"@base <{terms.ID}> ."
    assert "# Agreement (1)\n\n<agreement/memorandum-of-understanding-iom-" in written
    assert '    a mgo:GovernmentBody ;\n    rdfs:label "Ministère de la Justice"@fr ;\n' in written
    assert "    mgo:status status:signed .\n" in written
    assert "mgo:signatory <organization/iom>, <organization/mli-ministere-de-la-justice> ;" in written


def test_jsonld_is_read_easily() -> None:
    written = json.loads(jsonld(quads(link(page(), agreement()), {})))
    made = next(resource for resource in written["@graph"] if resource.get("@type") == ["mgo:Agreement"])
    assert made["signatory"] == ["organization/iom", "organization/mli-ministere-de-la-justice"]
    assert made["signedOn"] == ["2014-08-05"]
    assert made["status"] == ["scheme:status/signed"]


def test_jsonld_keeps_an_assertion_without_its_words() -> None:
    assertion, excerpt = (ox.NamedNode(terms.ID + name) for name in ("assertion/a", "document/d#e"))
    triples = {ox.Triple(assertion, ox.NamedNode(terms.TYPE), ox.NamedNode(terms.ASSERTION)),
               ox.Triple(assertion, ox.NamedNode(terms.SUPPORTED_BY), excerpt)}
    assert {quad.triple for quad in ox.parse(to_jsonld(triples), format=ox.RdfFormat.JSON_LD)} == triples


def test_a_graph_with_blank_nodes_is_refused() -> None:
    with pytest.raises(DataError, match="without an IRI"):
        to_turtle([ox.Triple(ox.BlankNode("a"), ox.NamedNode(terms.LABEL), ox.Literal("x"))])
