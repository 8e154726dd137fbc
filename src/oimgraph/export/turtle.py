"""Turtle to be read by people: facts only, grouped by class, names first. The same graph gives the same bytes.

Terms are taken as N-Triples write them, which is nearly what Turtle does, and are made shorter once each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError
from oimgraph.graph.compact import base_of, curie, namespace, relative
from oimgraph.graph.facts import facts

_TYPE = f"<{terms.TYPE}>"
_FIRST = (terms.TYPE, terms.LABEL, terms.TITLE, terms.PREF_LABEL, terms.ALT_LABEL)
_WIDTH = 100                # characters of values that stand on one line
_IRI = re.compile(r"<[^<>]*>")
_QUOTED = ("<<( ", " )>>")
_PLAIN = re.compile(rf'"(?:(0|-?[1-9][0-9]*)"\^\^<{terms.XSD}integer>|(-?[0-9]+\.[0-9]+)"\^\^<{terms.XSD}decimal>)')

Described = dict[str, dict[str, list[str]]]


def turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The facts of a dataset, merged over its documents."""
    return to_turtle(facts(quads))


def merged_turtle(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of all graphs."""
    return to_turtle(quad.triple for quad in quads)


def to_turtle(triples: Iterable[ox.Triple]) -> bytes:
    """These triples, subject by subject; after them, one by one, those that speak of a triple (RDF 1.2)."""
    described: Described = {}
    reifying = []
    for line in sorted(map(str, dict.fromkeys(triples))):
        subject, predicate, value = line.split(" ", 2)
        if value.startswith(_QUOTED[0]):
            reifying.append((subject, predicate, value))
        else:
            described.setdefault(subject, {}).setdefault(predicate, []).append(value)
    writer = _Writer(base_of(map(_iri, described)), described)
    body = [line for title, subjects in _sections(described) for line in _section(writer, title, subjects, described)]
    if reifying:
        body += ["", f"# what the assertions state ({len(reifying)})", "", *map(writer.reifying, reifying)]
    return ("\n".join([*writer.head(), *body]) + "\n").encode()


def _iri(term: str) -> str:
    return term[1:-1]


def _ranks(described: Described) -> dict[str, int]:
    """Which of the predicates come before which."""
    used = {predicate for told in described.values() for predicate in told}
    first = {f"<{predicate}>": rank for rank, predicate in enumerate(_FIRST)}
    ordered = sorted(used, key=lambda predicate: (first.get(predicate, len(first)), _iri(predicate)))
    return {predicate: rank for rank, predicate in enumerate(ordered)}


def _sections(described: Described) -> list[tuple[str, list[str]]]:
    """Subjects by the name of their first class; what the vocabulary declares and what has no class come last."""
    found: dict[str, list[str]] = {}
    for subject in sorted(described, key=_iri):
        found.setdefault(min(map(_iri, described[subject].get(_TYPE, ())), default=""), []).append(subject)
    ordered = sorted(found, key=lambda cls: (not cls.startswith(terms.MGO), not cls, cls))
    return [(re.split(r"[#/]", cls)[-1], found[cls]) for cls in ordered]


def _section(writer: _Writer, title: str, subjects: list[str], described: Described) -> Iterator[str]:
    yield ""
    yield f"# {title or 'without a class'} ({len(subjects)})"
    for subject in subjects:
        yield ""
        yield writer.subject(subject, described[subject])


class _Terms(dict[str, str]):
    """Terms of N-Triples -> the same as Turtle; remembers which prefixes were used."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base, self.prefixes = base, set[str]()

    def __missing__(self, term: str) -> str:
        self[term] = made = self._literal(term) if term.startswith('"') else self._resource(term)
        return made

    def _literal(self, term: str) -> str:
        if not term.endswith(">"):
            return term
        if plain := _PLAIN.fullmatch(term):
            return plain[1] or plain[2]
        quoted, _, datatype = term.rpartition("^^")
        return f"{quoted}^^{self[datatype]}"

    def _resource(self, term: str) -> str:
        if not _IRI.fullmatch(term):
            raise DataError(f"{term} is a term without an IRI", "give a dataset that 'oimgraph build' wrote")
        iri = _iri(term)
        if found := curie(iri):
            self.prefixes.add(found[0])
            return ":".join(found)
        return f"<{relative(iri, self.base) or iri}>"


class _Writer:
    def __init__(self, base: str, described: Described) -> None:
        self._terms, self._ranks = _Terms(base), _ranks(described)

    def head(self) -> list[str]:
        prefixes = [f"@prefix {prefix}: <{namespace(prefix)}> ." for prefix in sorted(self._terms.prefixes)]
        return [f"@base <{self._terms.base}> .", *prefixes]

    def subject(self, subject: str, told: dict[str, list[str]]) -> str:
        said = [self._said(predicate, told[predicate]) for predicate in sorted(told, key=self._ranks.__getitem__)]
        return self._terms[subject] + "\n    " + " ;\n    ".join(said) + " ."

    def _said(self, predicate: str, values: list[str]) -> str:
        verb = "a" if predicate == _TYPE else self._terms[predicate]
        if len(values) == 1:
            return f"{verb} {self._terms[values[0]]}"
        written = [self._terms[value] for value in values]
        between = ", " if sum(map(len, written)) < _WIDTH else f",\n{' ' * 8}"
        return f"{verb} {between.join(written)}"

    def reifying(self, line: tuple[str, str, str]) -> str:
        subject, predicate, quoted = line
        stated = quoted.removeprefix(_QUOTED[0]).removesuffix(_QUOTED[1]).split(" ", 2)
        subject, predicate, *stated = [self._terms[term] for term in (subject, predicate, *stated)]
        return f"{subject} {predicate} {_QUOTED[0]}{' '.join(stated)}{_QUOTED[1]} ."
