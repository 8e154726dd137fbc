"""What the endpoint says of itself: SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from oimgraph import terms
from oimgraph.serve.answer import GRAPHS

_SD = "http://www.w3.org/ns/sparql-service-description#"
_VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_NAMES = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV", "Turtle",
          "N-Triples", "JSON-LD", "RDF_XML")
_RDF = {"turtle": RdfFormat.TURTLE, "ntriples": RdfFormat.N_TRIPLES, "jsonld": RdfFormat.JSON_LD,
        "rdfxml": RdfFormat.RDF_XML}


def description(endpoint: str, triples: int, media: str) -> bytes:
    """In one of the formats for graphs; `triples` is the size of the default graph."""
    prefixes = {"sd": _SD, "void": _VOID, "formats": _FORMATS}
    return serialize(_told(NamedNode(endpoint), triples), format=_RDF[GRAPHS[media]], prefixes=prefixes) or b""


def _told(endpoint: NamedNode, triples: int) -> Iterator[Triple]:
    service, dataset, graph = (NamedNode(f"{endpoint.value}#{name}") for name in ("service", "dataset", "default"))

    def sd(name: str) -> NamedNode:
        return NamedNode(_SD + name)

    kind = NamedNode(terms.TYPE)
    yield Triple(service, kind, sd("Service"))
    yield Triple(service, sd("endpoint"), endpoint)
    yield Triple(service, sd("supportedLanguage"), sd("SPARQL11Query"))
    yield Triple(service, sd("feature"), sd("UnionDefaultGraph"))
    for name in _NAMES:
        yield Triple(service, sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, sd("defaultDataset"), dataset)
    yield Triple(dataset, kind, sd("Dataset"))
    yield Triple(dataset, sd("defaultGraph"), graph)
    yield Triple(graph, kind, sd("Graph"))
    yield Triple(graph, NamedNode(_VOID + "triples"), Literal(triples))
