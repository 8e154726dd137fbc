"""Core SHACL by pyshacl, on a merged graph in memory. Slow to import: only where a dataset is validated."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple
from pyshacl import validate as pyshacl_validate
from pyshacl.errors import ValidationFailure
from rdflib import RDF, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.collection import Collection
from rdflib.term import Node

from oimgraph.errors import DataError, InputError
from oimgraph.validate.breach import Breach
from oimgraph.validate.index import SUBCLASS
from oimgraph.validate.shapes import SH


def run_pyshacl(dataset: Iterable[Quad], shapes: Store) -> list[Breach]:
    """Breaches of the core constraints, over all graphs of the dataset taken as one."""
    data = to_rdflib([*dataset, *shapes.quads_for_pattern(None, SUBCLASS, None)])
    try:
        _, report, _ = pyshacl_validate(data, shacl_graph=to_rdflib(shapes), inplace=True)
    except Exception as error:      # rdflib raises bare ones over a query within the shapes
        raise _inapplicable(error) from error
    if isinstance(report, ValidationFailure):
        raise _inapplicable(report)
    return sorted(_breaches(report))


def _inapplicable(why: Exception) -> InputError:
    return InputError(f"the shapes cannot be applied: {' '.join(str(why).split())}", "check the shapes")


def to_rdflib(quads: Iterable[Quad]) -> Graph:
    """The triples of all graphs as one rdflib graph; lexical forms stay as they are."""
    graph = Graph(bind_namespaces="none")
    for quad in quads:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return RdflibLiteral(term.value, lang=term.language)
        return RdflibLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise DataError("a triple stands where a term is expected", "shapes are checked on RDF 1.1 data")


def _breaches(report: Graph) -> set[Breach]:
    def value(result: Node, name: str) -> str:
        found = report.value(result, URIRef(SH + name))
        if found is None:
            return ""
        return f"_:{found}" if isinstance(found, BNode) else str(found)

    return {
        Breach(value(result, "sourceShape"), value(result, "focusNode"), _path(report, result), value(result, "value"),
               value(result, "sourceConstraintComponent").removeprefix(SH))
        for result in report.subjects(RDF.type, URIRef(SH + "ValidationResult"))
    }


def _path(report: Graph, result: Node) -> str:
    """The path's IRI, or the IRIs of an alternative path joined by "|"."""
    path = report.value(result, URIRef(SH + "resultPath"))
    if not isinstance(path, BNode):
        return "" if path is None else str(path)
    head = report.value(path, URIRef(SH + "alternativePath"))
    return "" if head is None else "|".join(str(step) for step in Collection(report, head))
