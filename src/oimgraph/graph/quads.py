"""Statements -> quads: direct triples in the document's graph, and beside them the words that each rests on.

Quads are made as lines of N-Quads, since a page has hundreds of them: terms are written, and so checked, once each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.link import Linked
from oimgraph.link.mint import assertion_iri, excerpt_iri
from oimgraph.model import Copy, Span, Statement, Value

Triple = tuple[str, str, str]               # as N-Triples write them


def quads(linked: Linked, confidence: Mapping[str, str], base: str = terms.ID) -> Iterator[ox.Quad]:
    """The document's graph, as objects."""
    lines = Writer(confidence, base).lines(linked)
    return ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS)


class Writer:
    """Writes the graphs of documents. `iris` and `facts` hold what all of them speak of, and say."""

    def __init__(self, confidence: Mapping[str, str], base: str = terms.ID) -> None:
        self._confidence, self._base = confidence, base
        self.iris: dict[str, str] = {}
        self.facts: set[str] = set()

    def lines(self, linked: Linked) -> Iterator[str]:
        """The document's description, and for each statement triple, assertion and (shared) excerpt."""
        document = self._iri(linked.document)
        said = [(document, self._iri(predicate), literal(value)) for predicate, value in _description(linked)]
        spans: dict[Span, str] = {}
        evidence: list[Triple] = []
        trust = _trust(linked.statements, self._confidence)
        for statement in linked.statements:
            if statement.span not in spans:
                spans[statement.span] = _written(excerpt_iri(linked.document, statement.span))
            said.append(self._fact(statement))
            evidence += self._assertion(statement.rule, said[-1], spans[statement.span], trust.get(_words(statement)))
        for span, excerpt in spans.items():
            evidence += self._excerpt(span, excerpt, document, linked)
        self.facts.update(f"{s} {p} {o} .\n" for s, p, o in said)
        for s, p, o in (*said, *evidence):
            yield f"{s} {p} {o} {document} .\n"

    def _fact(self, statement: Statement) -> Triple:
        value = statement.object
        written = literal(value) if isinstance(value, Value) else self._iri(value)
        return self._iri(statement.subject), self._iri(statement.predicate), written

    def _assertion(self, rule: str, fact: Triple, excerpt: str, trust: Decimal | None) -> Iterator[Triple]:
        assertion = f"<{assertion_iri(self._base, *fact, excerpt[1:-1])}>"
        yield assertion, self._iri(terms.TYPE), self._iri(terms.ASSERTION)
        yield assertion, self._iri(terms.SUBJECT), fact[0]
        yield assertion, self._iri(terms.PREDICATE), fact[1]
        yield assertion, self._iri(terms.OBJECT), fact[2]
        yield assertion, self._iri(terms.RULE), literal(Value(rule))
        yield assertion, self._iri(terms.SUPPORTED_BY), excerpt
        if trust is not None:
            yield assertion, self._iri(terms.CONFIDENCE), literal(Value(str(trust), "decimal"))

    def _excerpt(self, span: Span, excerpt: str, document: str, linked: Linked) -> Iterator[Triple]:
        """The quoted words, once for all facts that rest on them."""
        quote = Value(span.of(linked.page.text), language=linked.page.language)
        yield excerpt, self._iri(terms.TYPE), self._iri(terms.EXCERPT)
        yield excerpt, self._iri(terms.HAS_SOURCE), document
        yield excerpt, self._iri(terms.EXACT), literal(quote)
        yield excerpt, self._iri(terms.EXCERPT_START), literal(Value(str(span.start), "nonNegativeInteger"))
        yield excerpt, self._iri(terms.EXCERPT_END), literal(Value(str(span.end), "nonNegativeInteger"))

    def _iri(self, iri: str) -> str:
        written = self.iris.get(iri)
        if written is None:
            written = self.iris[iri] = _written(iri)
        return written


_Words = tuple[str, str, str | Value, Span]


def _words(statement: Statement) -> _Words:
    """What one assertion stands for: a fact and the words it rests on, by whatever rules."""
    return statement.subject, statement.predicate, statement.object, statement.span


def _trust(statements: Iterable[Statement], confidence: Mapping[str, str]) -> dict[_Words, Decimal]:
    """The confidence of each assertion; of several rules that agree, that of the best."""
    found: dict[_Words, Decimal] = {}
    for statement in statements:
        if statement.rule in confidence:
            words, told = _words(statement), Decimal(confidence[statement.rule])
            found[words] = max(found.get(words, told), told)
    return found


def _written(iri: str) -> str:
    """Raises ValueError for what is no IRI."""
    return str(ox.NamedNode(iri))


def _description(linked: Linked) -> Iterator[tuple[str, Value]]:
    page = linked.page
    yield terms.SHA256, Value(page.sha256)
    for copy in (Copy(page.identifier, page.url), *page.copies):
        yield terms.IDENTIFIER, Value(copy.identifier)
        if copy.url:
            yield terms.SOURCE, Value(copy.url, "anyURI")
    if page.published:
        yield terms.DATE, Value(page.published, "date")


def literal(value: Value) -> str:
    """As N-Triples write it. Raises ValueError for half a character."""
    if value.language:
        return str(ox.Literal(value.text, language=value.language))
    return str(ox.Literal(value.text, datatype=_DATATYPE[value.datatype]))


class _Datatypes(dict[str, ox.NamedNode]):
    def __missing__(self, name: str) -> ox.NamedNode:
        self[name] = made = ox.NamedNode(terms.XSD + name)
        return made


_DATATYPE = _Datatypes()
