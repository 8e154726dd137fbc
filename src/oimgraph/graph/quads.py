"""Statements -> quads: direct triples in the document's graph, and beside them the words that each rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.link import Linked
from oimgraph.link.mint import assertion_iri, excerpt_iri
from oimgraph.model import Copy, Span, Statement, Value

Term = ox.NamedNode | ox.Literal


def quads(linked: Linked, confidence: Mapping[str, str], base: str = terms.ID) -> Iterator[ox.Quad]:
    """The document's graph: its description, and for each statement triple, assertion and (shared) excerpt."""
    graph = ox.NamedNode(linked.document)
    for predicate, value in _description(linked):
        yield ox.Quad(graph, ox.NamedNode(predicate), literal(value), graph)
    for statement in linked.statements:
        for s, p, o in _fact(statement, linked, confidence, base):
            yield ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, graph)
    for span in sorted({statement.span for statement in linked.statements}):
        for s, p, o in _excerpt(span, linked):
            yield ox.Quad(ox.NamedNode(s), ox.NamedNode(p), o, graph)


def _description(linked: Linked) -> Iterator[tuple[str, Value]]:
    page = linked.page
    yield terms.SHA256, Value(page.sha256)
    for copy in (Copy(page.identifier, page.url), *page.copies):
        yield terms.IDENTIFIER, Value(copy.identifier)
        if copy.url:
            yield terms.SOURCE, Value(copy.url, "anyURI")
    if page.published:
        yield terms.DATE, Value(page.published, "date")


def _fact(
    statement: Statement, linked: Linked, confidence: Mapping[str, str], base: str
) -> Iterator[tuple[str, str, Term]]:
    subject, predicate, value = ox.NamedNode(statement.subject), ox.NamedNode(statement.predicate), _term(statement)
    excerpt = excerpt_iri(linked.document, statement.span)
    assertion = assertion_iri(base, str(subject), str(predicate), str(value), excerpt)
    yield statement.subject, statement.predicate, value
    yield assertion, terms.TYPE, ox.NamedNode(terms.ASSERTION)
    yield assertion, terms.SUBJECT, subject
    yield assertion, terms.PREDICATE, predicate
    yield assertion, terms.OBJECT, value
    yield assertion, terms.RULE, ox.Literal(statement.rule)
    yield assertion, terms.SUPPORTED_BY, ox.NamedNode(excerpt)
    if statement.rule in confidence:
        yield assertion, terms.CONFIDENCE, literal(Value(confidence[statement.rule], "decimal"))


def _excerpt(span: Span, linked: Linked) -> Iterator[tuple[str, str, Term]]:
    """The quoted words, once for all facts that rest on them."""
    excerpt, quote = excerpt_iri(linked.document, span), Value(span.of(linked.page.text), language=linked.page.language)
    yield excerpt, terms.TYPE, ox.NamedNode(terms.EXCERPT)
    yield excerpt, terms.HAS_SOURCE, ox.NamedNode(linked.document)
    yield excerpt, terms.EXACT, literal(quote)
    yield excerpt, terms.EXCERPT_START, literal(Value(str(span.start), "nonNegativeInteger"))
    yield excerpt, terms.EXCERPT_END, literal(Value(str(span.end), "nonNegativeInteger"))


def _term(statement: Statement) -> Term:
    return literal(statement.object) if isinstance(statement.object, Value) else ox.NamedNode(statement.object)


def literal(value: Value) -> ox.Literal:
    if value.language:
        return ox.Literal(value.text, language=value.language)
    return ox.Literal(value.text, datatype=ox.NamedNode(terms.XSD + value.datatype))
