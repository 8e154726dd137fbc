"""The facts of a dataset with as much of their evidence as a reader can use, in the form that it can use.

    none            the facts alone
    assertions      as the dataset holds it: an assertion per fact and place, its excerpt as one node
    rdf12           RDF 1.2: the assertion reifies the triple itself; for readers that know triple terms
    webannotation   a W3C Web Annotation per assertion: the fact as body, the words with their place as target

Each form is made by a CONSTRUCT, graph by graph, and none has blank nodes.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.facts import EVIDENCE, evidence_nodes

MODES = ("none", "assertions", "rdf12", "webannotation")
_SEAL = "urn:x-oimgraph:literal:"

_RDF12 = """
CONSTRUCT { ?e rdf:reifies <<( ?s ?p ?o )>> ; ?q ?v } WHERE {
  ?e a mgo:Assertion ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ?q ?v .
  FILTER (?q NOT IN (rdf:subject, rdf:predicate, rdf:object)) }"""
_BACK = """
CONSTRUCT { ?e rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } WHERE { ?e rdf:reifies <<( ?s ?p ?o )>> }"""
_EXCERPTS = "CONSTRUCT { ?x ?q ?v } WHERE { ?x a mgo:Excerpt ; ?q ?v }"
_ANNOTATION = """
CONSTRUCT {
  ?annotation a oa:Annotation ; oa:motivatedBy oa:describing ; oa:hasBody ?e ; oa:hasTarget ?x .
  ?e a rdf:Statement ; ?q ?v .
  ?x a oa:SpecificResource ; oa:hasSource ?document ; oa:hasSelector ?quote, ?position .
  ?quote a oa:TextQuoteSelector ; oa:exact ?exact .
  ?position a oa:TextPositionSelector ; oa:start ?start ; oa:end ?end
} WHERE {
  ?e a mgo:Assertion ; mgo:supportedBy ?x ; ?q ?v .
  ?x oa:hasSource ?document ; oa:exact ?exact ; oa:start ?start ; oa:end ?end .
  FILTER (?q NOT IN (rdf:type, mgo:supportedBy))
  BIND (IRI(REPLACE(STR(?e), "/assertion/", "/annotation/")) AS ?annotation)
  BIND (IRI(REPLACE(STR(?x), "#char=", "#quote=")) AS ?quote)
  BIND (IRI(REPLACE(STR(?x), "#char=", "#position=")) AS ?position)
}"""
_QUERIES = {"none": (), "rdf12": (_RDF12, _EXCERPTS), "webannotation": (_ANNOTATION,)}


def with_evidence(quads: Iterable[ox.Quad], mode: str) -> list[ox.Quad]:
    """The dataset, sorted, its evidence in one of MODES; every quad stays in its graph. The run is told with it only
    where there is evidence."""
    held = list(quads)
    if mode == "assertions":
        return sorted(set(held), key=str)
    nodes = evidence_nodes(held, EVIDENCE if mode == "none" else {terms.ASSERTION, terms.EXCERPT})
    told = {quad for quad in held if quad.subject not in nodes}
    for query in _QUERIES[mode]:
        told |= _constructed(held, query)
    return sorted(told, key=str)


def from_rdf12(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """The dataset as it was before with_evidence(…, "rdf12")."""
    held = list(quads)
    reifies = terms.RDF + "reifies"
    return sorted({quad for quad in held if quad.predicate.value != reifies} | _constructed(held, _BACK), key=str)


def _constructed(quads: list[ox.Quad], query: str) -> set[ox.Quad]:
    """What the query makes of each graph, in that graph."""
    found: set[ox.Quad] = set()
    ordered = sorted(quads, key=lambda quad: str(quad.graph_name))
    for _, group in groupby(ordered, key=lambda quad: str(quad.graph_name)):
        own = list(group)
        seal = _Seal()
        store = ox.Store()
        store.extend(ox.Quad(q.subject, q.predicate, seal.close(q.object)) for q in own)
        made = store.query(query, prefixes=terms.PREFIXES)
        if not isinstance(made, ox.QueryTriples):
            raise TypeError("a CONSTRUCT makes triples")
        found |= {ox.Quad(t.subject, t.predicate, seal.open(t.object), own[0].graph_name) for t in made}
    return found


class _Seal:
    """Literals as IRIs while they are in a store, which would rewrite 300000.00 as 300000."""

    def __init__(self) -> None:
        self._numbers: dict[ox.Literal, int] = {}
        self._literals: list[ox.Literal] = []

    def close(self, term: object) -> ox.NamedNode | ox.Triple:
        if isinstance(term, ox.Literal):
            if term not in self._numbers:
                self._numbers[term] = len(self._literals)
                self._literals.append(term)
            return ox.NamedNode(f"{_SEAL}{self._numbers[term]}")
        if isinstance(term, ox.Triple):
            return ox.Triple(term.subject, term.predicate, self.close(term.object))
        if isinstance(term, ox.NamedNode):
            return term
        raise DataError(f"{term} has no IRI", "give a dataset that 'oimgraph build' wrote")

    def open(self, term: object) -> ox.NamedNode | ox.Literal | ox.Triple:
        if isinstance(term, ox.Triple):
            return ox.Triple(term.subject, term.predicate, self.open(term.object))
        if isinstance(term, ox.NamedNode):
            return self._literals[int(term.value.removeprefix(_SEAL))] if term.value.startswith(_SEAL) else term
        raise DataError(f"{term} has no IRI", "give a dataset that 'oimgraph build' wrote")
