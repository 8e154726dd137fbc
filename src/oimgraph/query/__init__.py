"""Questions to a dataset, in SPARQL: named ones that oimgraph ships, files, or text.

The default graph holds what any page says, each triple once; `GRAPH ?document { … }` tells which page says it.
A parameter keeps the rows in which a selected variable has the value. Binding it beforehand would be wrong for what is
optional: an agreement without a country would answer to every country. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from oimgraph import terms
from oimgraph.errors import InputError, TooMuch
from oimgraph.graph.compact import base_of
from oimgraph.query.answers import Answer, Rows, Triples, plain
from oimgraph.query.library import Question, find, questions
from oimgraph.query.parameters import Condition, Parameter, condition
from oimgraph.query.scope import Scope
from oimgraph.validate.guard import check
from oimgraph.validate.quotes import quote_of

__all__ = [
    "Answer", "Parameter", "Question", "Rows", "Scope", "Triples", "ask", "base", "find", "merge", "questions",
    "with_quotes",
]

_Row = TypeVar("_Row")


def merge(quads: Iterable[Quad]) -> Store:
    """A store to ask: the graphs as they are, and in the default graph the triples of all of them, each once.

    The engine's own union of graphs shows a triple as often as there are pages that state it, and sums would be wrong.
    """
    store = Store()
    for quad in quads:
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    return store


def base(dataset: Store) -> str:
    """What the dataset's own IRIs start with."""
    return base_of(name.value for name in dataset.named_graphs() if isinstance(name, NamedNode))


def ask(
    dataset: Store, question: Question, values: Mapping[str, str] | None = None, *,
    scope: Scope | None = None, most: int | None = None,
) -> Answer:
    """The answer of a merged dataset, or of some of its graphs. IRIs may be written from the base on: <country/MOZ>.

    Raises InputError: no SPARQL, an unknown parameter, a value not understood; TooMuch: more than `most` rows, triples.
    """
    own = base(dataset)
    check(question.text)
    conditions = _conditions(question, values or {}, own)
    try:
        found = (scope.of(dataset) if scope else dataset).query(
            question.text, base_iri=own, prefixes=terms.PREFIXES,
            default_graph=DefaultGraph() if scope else None, named_graphs=list(scope.named) if scope else None,
        )
        answer = _answer(found, most)
    except SyntaxError as error:
        raise InputError(f"the query {question.name} is not SPARQL: {error}") from None
    return _keep(answer, conditions, question.name) if conditions else answer


def with_quotes(dataset: Store, rows: Rows) -> Rows:
    """The same rows with the words that each rests on and their page: those of the fact that links the row's first
    resource to another cell, else those that give the resource its class."""
    return Rows((*rows.columns, "evidence", "page"), tuple((*row, *_evidence(dataset, row)) for row in rows.rows))


def _evidence(dataset: Store, row: tuple[object, ...]) -> tuple[Literal | None, NamedNode | None]:
    resources = [cell.value for cell in row if isinstance(cell, NamedNode)]
    if not resources:
        return None, None
    others = [cell.value for cell in sorted(row, key=_generality) if isinstance(cell, NamedNode | Literal)]
    path, value = _link(dataset, resources[0], others)
    quote = quote_of(dataset, resources[0], path, value)
    return (Literal(quote.text), NamedNode(quote.document)) if quote.document else (None, None)


def _generality(cell: object) -> int:
    """What tells one row from another comes first: resources, then texts and numbers, then concepts."""
    if not isinstance(cell, NamedNode):
        return 1
    return 2 if cell.value.startswith(terms.SCHEME) else 0


def _link(dataset: Store, subject: str, others: list[str]) -> tuple[str, str]:
    """The first fact of the subject whose value stands in the row; ("", "") when there is none."""
    facts = sorted((plain(quad.object), quad.predicate.value)
                   for quad in dataset.quads_for_pattern(NamedNode(subject), None, None))
    for other in others:
        for value, predicate in facts:
            if value == other:
                return predicate, value
    return "", ""


def _conditions(question: Question, values: Mapping[str, str], base: str) -> list[Condition]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            hint = f"it has: {', '.join(known)}" if known else "it has none"
            raise InputError(f"the query {question.name} has no parameter {name}", hint)
    given = {name: parameter.default for name, parameter in known.items() if parameter.default} | dict(values)
    return [condition(known[name], value, base) for name, value in sorted(given.items()) if value]


def _keep(answer: Answer, conditions: list[Condition], name: str) -> Rows:
    """The rows that meet all of them."""
    lacking = {one.column for one in conditions} - set(answer.columns if isinstance(answer, Rows) else ())
    if not isinstance(answer, Rows) or lacking:
        raise InputError(f"the query {name} does not select {', '.join(sorted(lacking))}",
                         "a parameter is a selected variable")
    wanted = [(answer.columns.index(one.column), one) for one in conditions]
    return Rows(answer.columns, tuple(row for row in answer.rows if all(one.holds(row[at]) for at, one in wanted)))


def _answer(found: QuerySolutions | QueryTriples | QueryBoolean, most: int | None) -> Answer:
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(tuple(solution[name] for name in columns) for solution in _few(found, most)))
    if isinstance(found, QueryTriples):
        return Triples(tuple(sorted(set(_few(found, most)), key=str)))
    return bool(found)


def _few(found: Iterator[_Row], most: int | None) -> Iterator[_Row]:
    yield from islice(found, most)
    if most is not None and next(found, None) is not None:
        raise TooMuch(f"the answer has more than {most} rows", "add LIMIT, or ask for less")
