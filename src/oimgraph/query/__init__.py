"""Questions to a dataset, in SPARQL: named ones that oimgraph ships, files, or text.

The default graph holds what any page says, each triple once; `GRAPH ?document { … }` tells which page says it.
A parameter keeps the rows in which a selected variable has the value. Binding it beforehand would be wrong for what is
optional: an agreement without a country would answer to every country. Nothing is fetched from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Store

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.query.answers import Answer, Rows, Term, Triples, plain
from oimgraph.query.library import Question, find, questions
from oimgraph.query.parameters import Parameter, bind
from oimgraph.validate.quotes import quote_of

__all__ = ["Answer", "Parameter", "Question", "Rows", "Triples", "ask", "find", "merge", "questions", "with_quotes"]

_NO_KEYWORD = re.compile(r"<[^<>\"{}|^`\\\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*|[?$]\w+|\w*:[\w.-]*")
_DEPTH = 100
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)


def merge(quads: Iterable[Quad]) -> Store:
    """A store to ask: the graphs as they are, and in the default graph the triples of all of them, each once.

    The engine's own union of graphs shows a triple as often as there are pages that state it, and sums would be wrong.
    """
    store = Store()
    for quad in quads:
        store.add(quad)
        store.add(Quad(quad.subject, quad.predicate, quad.object))
    return store


def ask(dataset: Store, question: Question, values: Mapping[str, str] | None = None, base: str = terms.ID) -> Answer:
    """The answer of a merged dataset. Raises InputError: no SPARQL, an unknown parameter, a value not understood."""
    _guard(question.text)
    kept = _terms(question, values or {}, base)
    try:
        answer = _answer(dataset.query(question.text, prefixes=terms.PREFIXES))
    except SyntaxError as error:
        raise InputError(f"the query {question.name} is not SPARQL: {error}") from None
    return _keep(answer, kept, question.name) if kept else answer


def _guard(text: str) -> None:
    """Refuse what would leave the dataset, and nesting so deep that the engine would run out of stack."""
    bare = _NO_KEYWORD.sub(" ", text)
    if _SERVICE.search(bare):
        raise InputError("a query may not call a SERVICE", "load the data of both sides into one dataset")
    steps = (1 if character in "({[" else -1 for character in bare if character in "(){}[]")
    if max(accumulate(steps), default=0) > _DEPTH:
        raise InputError(f"the query is nested more than {_DEPTH} brackets deep", "write it flatter")


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


def _terms(question: Question, values: Mapping[str, str], base: str) -> dict[str, NamedNode | Literal]:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in values:
        if name not in known:
            hint = f"it has: {', '.join(known)}" if known else "it has none"
            raise InputError(f"the query {question.name} has no parameter {name}", hint)
    given = {name: parameter.default for name, parameter in known.items() if parameter.default} | dict(values)
    return {name: bind(known[name], value, base) for name, value in sorted(given.items()) if value}


def _keep(answer: Answer, kept: dict[str, NamedNode | Literal], name: str) -> Rows:
    """The rows that have all these values; literals are compared by their lexical form."""
    if not isinstance(answer, Rows) or not set(kept) <= set(answer.columns):
        raise InputError(f"the query {name} does not select {', '.join(kept)}", "a parameter is a selected variable")
    wanted = [(answer.columns.index(column), _essence(term)) for column, term in kept.items()]
    return Rows(answer.columns, tuple(row for row in answer.rows if all(_essence(row[at]) == e for at, e in wanted)))


def _essence(term: Term | None) -> tuple[bool, str]:
    return isinstance(term, NamedNode), plain(term)


def _answer(found: QuerySolutions | QueryTriples | QueryBoolean) -> Answer:
    if isinstance(found, QuerySolutions):
        columns = tuple(variable.value for variable in found.variables)
        return Rows(columns, tuple(tuple(solution[name] for name in columns) for solution in found))
    if isinstance(found, QueryTriples):
        return Triples(tuple(sorted(set(found), key=str)))
    return bool(found)
