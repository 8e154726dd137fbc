"""Facts put together with the words that they rest on, from the rows of assertions and excerpts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.facts import Term

Description = dict[str, list[Term]]
Row = Sequence[str]                 # subject, predicate, object, kind; see `term`


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of a document that state a fact; offsets are code points of its text."""

    document: str
    start: int
    end: int
    text: str
    language: str


Said = list[tuple[str, str, Term, Quote]]       # subject, predicate, object, words


def said(assertions: Iterable[Row], excerpts: Iterable[Row]) -> Said:
    told, quoted = _by_subject(assertions), _by_subject(excerpts)
    found: Said = []
    for row in told.values():
        if {terms.SUBJECT, terms.PREDICATE, terms.OBJECT, terms.SUPPORTED_BY} <= row.keys():
            subject, predicate, value = (row[key][0] for key in (terms.SUBJECT, terms.PREDICATE, terms.OBJECT))
            found += [(subject.value, predicate.value, value, _quote(quoted[excerpt.value]))
                      for excerpt in row[terms.SUPPORTED_BY] if terms.EXACT in quoted.get(excerpt.value, ())]
    return found


def _by_subject(rows: Iterable[Row]) -> dict[str, Description]:
    found: dict[str, Description] = {}
    for subject, predicate, value, kind in rows:
        found.setdefault(subject, {}).setdefault(predicate, []).append(term(value, kind))
    return found


def _quote(told: Description) -> Quote:
    exact = told[terms.EXACT][0]
    language = exact.language or "" if isinstance(exact, ox.Literal) else ""
    start = _offset(told, terms.EXCERPT_START, 0)
    document = next((value.value for value in told.get(terms.HAS_SOURCE, [])), "")
    return Quote(document, start, _offset(told, terms.EXCERPT_END, start + len(exact.value)), exact.value, language)


def _offset(told: Description, edge: str, otherwise: int) -> int:
    """What builds write; of datasets of others, that say no place, a place all the same."""
    return next((int(value.value) for value in told.get(edge, []) if value.value.isdecimal()), otherwise)


def term(value: str, kind: str) -> Term:
    """A value by its kind: "" for an IRI, "@fr" for a text in a language, else the datatype."""
    if not kind:
        return ox.NamedNode(value)
    return ox.Literal(value, language=kind[1:]) if kind[0] == "@" else ox.Literal(value, datatype=ox.NamedNode(kind))


def row_of(quad: ox.Quad) -> tuple[str, str, str, str, str] | None:
    """A quad as a row with its graph; None where a term has no IRI."""
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if not isinstance(subject, ox.NamedNode) or not isinstance(value, ox.NamedNode | ox.Literal):
        return None
    kind = "" if isinstance(value, ox.NamedNode) else f"@{value.language}" if value.language else value.datatype.value
    named = graph.value if isinstance(graph, ox.NamedNode) else ""
    return subject.value, quad.predicate.value, value.value, kind, named


def triple(row: Row) -> ox.Triple:
    return ox.Triple(ox.NamedNode(row[0]), ox.NamedNode(row[1]), term(row[2], row[3]))


def quad(row: Row) -> ox.Quad:
    told = triple(row[:4])
    return ox.Quad(told.subject, told.predicate, told.object, ox.NamedNode(row[4]))
