"""Each form of the evidence holds all of it, says the facts, and is read back by two libraries as an equal graph."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from rdflib.compare import to_canonical_graph

from facts import TEXT, agreement, facts, page
from oimgraph import terms
from oimgraph.errors import DataError, InputError
from oimgraph.export import RDF, export, rdf
from oimgraph.export.evidence import MODES, from_rdf12, with_evidence
from oimgraph.graph.facts import facts as facts_of
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority, run
from oimgraph.link import link
from oimgraph.model import Fact

OX = {"turtle": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES,
      "nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG}
RDFLIB = {"turtle": "turtle", "jsonld": "json-ld", "ntriples": "nt", "nquads": "nquads", "trig": "trig"}
HELD = [(to, mode) for to in RDF for mode in MODES if (to, mode) != ("jsonld", "rdf12")]


@pytest.fixture(scope="module")
def dataset() -> list[ox.Quad]:
    found = list(quads(link(page(), agreement()), {}))
    return [*found, *authority(found), *run()]


def expected(dataset: list[ox.Quad], to: str, mode: str) -> set[ox.Quad]:
    chosen = with_evidence(dataset, mode)
    return set(chosen) if to in ("nquads", "trig") else {
        ox.Quad(quad.subject, quad.predicate, quad.object) for quad in chosen}


def canonical(found: set[ox.Quad]) -> str:
    """The hash of the canonical form, RDFC-1.0."""
    graph = ox.Dataset(found)
    graph.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return hashlib.sha256("\n".join(sorted(map(str, graph))).encode()).hexdigest()


@pytest.mark.parametrize(("to", "mode"), HELD)
def test_pyoxigraph_reads_back_an_equal_graph(dataset: list[ox.Quad], to: str, mode: str) -> None:
    read = set(ox.parse(rdf(dataset, to, mode), format=OX[to]))
    assert canonical(read) == canonical(expected(dataset, to, mode))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of itself within its parsers
@pytest.mark.parametrize(("to", "mode"), [(to, mode) for to, mode in HELD if mode != "rdf12"])
def test_rdflib_reads_back_an_equal_graph(dataset: list[ox.Quad], to: str, mode: str) -> None:
    read = lines(rdf(dataset, to, mode), RDFLIB[to])
    assert read == lines("".join(f"{quad} .\n" for quad in expected(dataset, to, mode)).encode(), "nquads")
    assert read


def lines(data: bytes, form: str) -> set[tuple[str, tuple[str, ...]]]:
    """Graph by graph the triples as rdflib's own canonical form has them."""
    read = rdflib.Dataset()
    (read if form in ("nquads", "trig") else read.default_graph).parse(data=data, format=form)
    return {(str(graph.identifier), tuple(term.n3() for term in triple))
            for graph in read.graphs() for triple in to_canonical_graph(graph)}


@given(facts(len(TEXT)))
def test_reifiers_lead_back_to_the_assertions(found: list[Fact]) -> None:
    dataset = set(quads(link(page(), found), {}))
    assert set(from_rdf12(with_evidence(dataset, "rdf12"))) == dataset


@given(facts(len(TEXT)))
def test_reifiers_are_written_whatever_the_literals_hold(found: list[Fact]) -> None:
    dataset = set(quads(link(page(), found), {}))
    for to in ("turtle", "trig", "nquads"):
        read = {quad.triple for quad in ox.parse(rdf(dataset, to, "rdf12"), format=OX[to])}
        assert read == {quad.triple for quad in with_evidence(dataset, "rdf12")}


@given(facts(len(TEXT)))
def test_annotations_hold_every_assertion_with_its_words(found: list[Fact]) -> None:
    dataset = list(quads(link(page(), found), {}))
    store = ox.Store()
    store.extend(with_evidence(dataset, "webannotation"))
    rows = store.query("""SELECT ?b ?p ?exact ?start { GRAPH ?g { ?a a oa:Annotation ; oa:hasBody ?b ; oa:hasTarget ?t .
        ?b rdf:predicate ?p . ?t oa:hasSource ?d ; oa:hasSelector ?q, ?w . ?q oa:exact ?exact .
        ?w oa:start ?start ; oa:end ?end } }""", prefixes=terms.PREFIXES)
    assert isinstance(rows, ox.QuerySolutions)
    words = {(row["b"].value, row["exact"].value) for row in rows}
    exact = {str(s): getattr(o, "value", "") for s, p, o, _ in dataset if p.value == terms.EXACT}
    assert words == {(str(s)[1:-1], exact[str(o)]) for s, p, o, _ in dataset if p.value == terms.SUPPORTED_BY}


@pytest.mark.parametrize("mode", MODES)
def test_the_facts_are_the_same_whatever_the_evidence(dataset: list[ox.Quad], mode: str) -> None:
    chosen = with_evidence(dataset, mode)
    assert set(facts_of(dataset)) <= {quad.triple for quad in chosen}
    assert chosen == with_evidence([*reversed(dataset), *dataset], mode)
    assert not any(isinstance(term, ox.BlankNode) for quad in chosen for term in quad)


def test_decimals_keep_their_zeros() -> None:
    graph, sum_, value = (ox.NamedNode(f"urn:{name}") for name in ("graph", "sum", "value"))
    amount = ox.Literal("300000.00", datatype=ox.NamedNode(terms.XSD + "decimal"))
    assertion = ox.NamedNode("urn:x/assertion/1")
    told: list[tuple[str, ox.NamedNode | ox.Literal]] = [
        (terms.TYPE, ox.NamedNode(terms.ASSERTION)), (terms.SUBJECT, sum_), (terms.PREDICATE, value),
        (terms.OBJECT, amount)]
    dataset = [ox.Quad(sum_, value, amount, graph), *(ox.Quad(assertion, ox.NamedNode(p), o, graph) for p, o in told)]
    assert ox.Triple(sum_, value, amount) in [quad.object for quad in with_evidence(dataset, "rdf12")]


def test_evidence_stands_within_the_entity_in_jsonld(dataset: list[ox.Quad]) -> None:
    written = json.loads(rdf(dataset, "jsonld", "assertions"))
    made = next(resource for resource in written["@graph"] if resource.get("@type") == ["mgo:Agreement"])
    signed = next(one for one in made["assertions"] if one["predicate"] == ["mgo:signatory"])
    (excerpt,) = signed["supportedBy"]
    assert excerpt["exact"]["fr"][0] in TEXT
    assert not any(resource.get("@type") in (["mgo:Assertion"], ["mgo:Excerpt"]) for resource in written["@graph"])


def test_an_assertion_about_two_things_or_about_nothing_told_stands_alone() -> None:
    lone = ox.NamedNode("urn:lone")
    told = [(terms.TYPE, terms.ASSERTION), (terms.SUBJECT, "urn:a"), (terms.SUBJECT, "urn:b"),
            (terms.HAS_SOURCE, "urn:d")]
    dataset = [ox.Quad(lone, ox.NamedNode(p), ox.NamedNode(o)) for p, o in told]
    assert set(ox.parse(rdf(dataset, "jsonld", "assertions"), format=ox.RdfFormat.JSON_LD)) == set(dataset)


def test_what_cannot_be_is_refused(dataset: list[ox.Quad], tmp_path: Path) -> None:
    for to, evidence in (("docx", ""), ("csv", "none"), ("jsonld", "rdf12"), ("turtle", "some")):
        with pytest.raises(InputError):
            list(export(dataset, to, tmp_path / "x", evidence))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(DataError):
        with_evidence([ox.Quad(ox.BlankNode("a"), ox.NamedNode("urn:p"), ox.BlankNode("b"))], "rdf12")
