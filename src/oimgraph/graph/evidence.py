"""What facts rest on, as rows: a fact, the words of a page, the rule that read it. Rows become quads, or a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from oimgraph import terms
from oimgraph.graph.written import literal, plain, written
from oimgraph.link import Linked
from oimgraph.link.mint import assertion_iri, excerpt_iri
from oimgraph.model import Span, Statement, Value

Triple = tuple[str, str, str]               # as N-Triples write them


class Row(NamedTuple):
    """A fact as one rule read it in one place. IRIs are plain; the object stands as N-Triples write it.

    `start` and `end` are code points of the page's text, `confidence` is "" where the rule was not measured.
    """

    document: str
    start: int
    end: int
    subject: str
    predicate: str
    object: str
    rule: str
    confidence: str
    quote: str
    language: str

    def line(self) -> bytes:
        """A line that sorts rows of one excerpt, and of one assertion, together."""
        return (json.dumps(self, ensure_ascii=False) + "\n").encode()


_PLACE = attrgetter("document", "start", "end")
_FACT = attrgetter("subject", "predicate", "object")


def row_of(line: bytes) -> Row:
    return Row(*json.loads(line))


def rows(linked: Linked, confidence: Mapping[str, str]) -> list[Row]:
    """The evidence of a page, in order."""
    trust = _trust(linked.statements, confidence)
    text, language = linked.page.text, linked.page.language
    return sorted({
        Row(linked.document, s.span.start, s.span.end, s.subject, s.predicate, _object(s.object), s.rule,
            str(trust.get(_words(s), "")), s.span.of(text), language)
        for s in linked.statements
    })


def lines(found: Iterable[Row]) -> Iterator[str]:
    """The quads of rows that are in order, in the graphs of their documents: an excerpt once for all facts that rest on
    it, an assertion once for all rules that agree."""
    for (document, start, end), of_excerpt in groupby(found, _PLACE):
        graph, excerpt = written(document), written(excerpt_iri(document, Span(start, end)))
        same = list(of_excerpt)
        triples = [*_excerpt(excerpt, same[0])]
        for fact, of_fact in groupby(same, _FACT):
            triples += _assertion(fact, excerpt, list(of_fact))
        for s, p, o in triples:
            yield f"{s} {p} {o} {graph} .\n"


def _excerpt(excerpt: str, row: Row) -> Iterator[Triple]:
    yield excerpt, _TYPE, _EXCERPT
    yield excerpt, _HAS_SOURCE, written(row.document)
    yield excerpt, _EXACT, literal(Value(row.quote, language=row.language))
    yield excerpt, _START, literal(Value(str(row.start), "nonNegativeInteger"))
    yield excerpt, _END, literal(Value(str(row.end), "nonNegativeInteger"))


def _assertion(fact: Triple, excerpt: str, same: list[Row]) -> Iterator[Triple]:
    subject, predicate = written(fact[0]), written(fact[1])
    base = same[0].document.rpartition("document/")[0]
    assertion = f"<{assertion_iri(base, subject, predicate, fact[2], excerpt[1:-1])}>"
    yield assertion, _TYPE, _ASSERTION
    yield assertion, _SUBJECT, subject
    yield assertion, _PREDICATE, predicate
    yield assertion, _OBJECT, fact[2]
    yield assertion, _SUPPORTED_BY, excerpt
    for row in same:
        yield assertion, _RULE, plain(row.rule)
    if same[0].confidence:
        yield assertion, _CONFIDENCE, literal(Value(same[0].confidence, "decimal"))


_TYPE, _ASSERTION, _SUBJECT, _PREDICATE, _OBJECT, _SUPPORTED_BY, _RULE, _CONFIDENCE = map(written, (
    terms.TYPE, terms.ASSERTION, terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.SUPPORTED_BY, terms.RULE,
    terms.CONFIDENCE))
_EXCERPT, _HAS_SOURCE, _EXACT, _START, _END = map(written, (
    terms.EXCERPT, terms.HAS_SOURCE, terms.EXACT, terms.EXCERPT_START, terms.EXCERPT_END))


def _object(value: str | Value) -> str:
    return literal(value) if isinstance(value, Value) else written(value)


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
