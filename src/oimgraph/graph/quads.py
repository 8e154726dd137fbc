"""Statements -> quads: direct triples in the document's graph, and beside them the words that each rests on.

Quads are made as lines of N-Quads, since a page has hundreds of them: terms are written, and so checked, once each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.evidence import Triple, lines, rows
from oimgraph.graph.written import literal, written
from oimgraph.link import Linked
from oimgraph.model import Copy, Statement, Value


def quads(linked: Linked, confidence: Mapping[str, str]) -> Iterator[ox.Quad]:
    """The document's graph with its evidence, as objects."""
    own = "".join([*Writer().lines(linked), *lines(rows(linked, confidence))])
    return ox.parse(own, format=ox.RdfFormat.N_QUADS)


class Writer:
    """Writes the facts of documents. `iris` and `facts` hold what all of them speak of, and say."""

    def __init__(self) -> None:
        self.iris: set[str] = set()
        self.facts: set[str] = set()

    def lines(self, linked: Linked) -> Iterator[str]:
        """The document's description and its statements, as quads in its graph."""
        document = self._iri(linked.document)
        said = [(document, self._iri(predicate), literal(value)) for predicate, value in _description(linked)]
        said += map(self._fact, linked.statements)
        for s, p, o in said:
            self.facts.add(f"{s} {p} {o} .\n")
            yield f"{s} {p} {o} {document} .\n"

    def _fact(self, statement: Statement) -> Triple:
        value = statement.object
        told = literal(value) if isinstance(value, Value) else self._iri(value)
        return self._iri(statement.subject), self._iri(statement.predicate), told

    def _iri(self, iri: str) -> str:
        self.iris.add(iri)
        return written(iri)


def _description(linked: Linked) -> Iterator[tuple[str, Value]]:
    page = linked.page
    yield terms.SHA256, Value(page.sha256)
    for copy in (Copy(page.identifier, page.url), *page.copies):
        yield terms.IDENTIFIER, Value(copy.identifier)
        if copy.url:
            yield terms.SOURCE, Value(copy.url, "anyURI")
    if page.published:
        yield terms.DATE, Value(page.published, "date")
