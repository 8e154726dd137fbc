"""Turtle to be read by people: facts only, grouped by class, names first. The same graph gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.compact import base_of, curie, namespace, relative
from oimgraph.graph.facts import Term, by_subject, classes, facts

_FIRST = (terms.TYPE, terms.LABEL, terms.TITLE, terms.PREF_LABEL, terms.ALT_LABEL)
_WIDTH = 100                # characters of values that stand on one line
_PLAIN = {"integer": re.compile(r"0|-?[1-9]\d*"), "decimal": re.compile(r"-?\d+\.\d+")}


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The facts of a dataset, merged over its documents."""
    return to_turtle(facts(quads))


def merged_turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of all graphs."""
    return to_turtle(quad.triple for quad in quads)


def to_turtle(triples: Iterable[ox.Triple]) -> bytes:
    """These triples, subject by subject; after them, one by one, those that speak of a triple (RDF 1.2)."""
    held = list(triples)
    reifying = sorted({triple for triple in held if isinstance(triple.object, ox.Triple)}, key=str)
    described = by_subject(triple for triple in held if not isinstance(triple.object, ox.Triple))
    writer = _Writer(base_of([*described]))
    sections = _sections(described)
    body = [line for title, subjects in sections for line in _section(writer, title, subjects, described)]
    if reifying:
        body += ["", f"# what the assertions state ({len(reifying)})", "", *map(writer.reifying, reifying)]
    return ("\n".join([*writer.head(), *body]) + "\n").encode()


Described = dict[str, dict[str, list[Term]]]


def _sections(described: Described) -> list[tuple[str, list[str]]]:
    """Subjects by the name of their first class; what the vocabulary declares and what has no class come last."""
    found: dict[str, list[str]] = {}
    for subject in sorted(described):
        found.setdefault(next(iter(classes(described[subject])), ""), []).append(subject)
    ordered = sorted(found, key=lambda cls: (not cls.startswith(terms.MGO), not cls, cls))
    return [(re.split(r"[#/]", cls)[-1], found[cls]) for cls in ordered]


def _section(writer: _Writer, title: str, subjects: list[str], described: Described) -> Iterator[str]:
    yield ""
    yield f"# {title or 'without a class'} ({len(subjects)})"
    for subject in subjects:
        yield ""
        yield from writer.subject(subject, described[subject])


def _known(parts: object) -> list[Term]:
    """The parts of a triple, which are IRIs and literals throughout our data."""
    held = list(parts) if isinstance(parts, Iterable) else []
    if not all(isinstance(part, ox.NamedNode | ox.Literal) for part in held):
        raise DataError(f"{parts} has a term without an IRI", "give a dataset that 'oimgraph build' wrote")
    return held


class _Writer:
    """Terms as Turtle; remembers which prefixes were used."""

    def __init__(self, base: str) -> None:
        self._base, self._used, self._iris = base, set[str](), dict[str, str]()

    def head(self) -> list[str]:
        prefixes = [f"@prefix {prefix}: <{namespace(prefix)}> ." for prefix in sorted(self._used)]
        return [f"@base <{self._base}> .", *prefixes]

    def subject(self, iri: str, description: dict[str, list[Term]]) -> Iterator[str]:
        yield self.iri(iri)
        predicates = sorted(description, key=lambda p: (_FIRST.index(p) if p in _FIRST else len(_FIRST), p))
        for predicate in predicates:
            verb = "a" if predicate == terms.TYPE else self.iri(predicate)
            values = [self.term(value) for value in description[predicate]]
            between = ", " if sum(map(len, values)) < _WIDTH else f",\n{' ' * 8}"
            yield f"    {verb} {between.join(values)} {'.' if predicate == predicates[-1] else ';'}"

    def reifying(self, triple: ox.Triple) -> str:
        stated = " ".join(map(self.term, _known(triple.object)))
        subject, predicate = map(self.term, _known((triple.subject, triple.predicate)))
        return f"{subject} {predicate} <<( {stated} )>> ."

    def term(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return self.iri(term.value)
        quoted = str(ox.Literal(term.value))
        if term.language:
            return f"{quoted}@{term.language}"
        kind = term.datatype.value.removeprefix(terms.XSD)
        if kind == "string":
            return quoted
        plain = _PLAIN.get(kind)
        return term.value if plain and plain.fullmatch(term.value) else f"{quoted}^^{self.iri(term.datatype.value)}"

    def iri(self, iri: str) -> str:
        found = self._iris.get(iri)
        if found is None:
            found = self._iris[iri] = self._iri(iri)
        return found

    def _iri(self, iri: str) -> str:
        if found := curie(iri):
            self._used.add(found[0])
            return ":".join(found)
        return f"<{relative(iri, self._base) or iri}>"
