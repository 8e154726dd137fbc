"""The facts of a dataset without the evidence: what people read and what two builds are compared by."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.errors import DataError

Term = ox.NamedNode | ox.Literal
EVIDENCE = frozenset({terms.ASSERTION, terms.EXCERPT, terms.MGO + "ExtractionRun"})


def facts(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """The triples of all graphs, each once and sorted; assertions, excerpts and the run's description left out."""
    held = list(quads)
    evidence = evidence_nodes(held)
    return sorted({quad.triple for quad in held if quad.subject not in evidence}, key=str)


def evidence_nodes(quads: Iterable[ox.Quad], kinds: Collection[str] = EVIDENCE) -> set[object]:
    """The resources of these classes: assertions, excerpts, the run."""
    return {quad.subject for quad in quads
            if quad.predicate.value == terms.TYPE and getattr(quad.object, "value", "") in kinds}


def by_subject(triples: Iterable[ox.Triple]) -> dict[str, dict[str, list[Term]]]:
    """Subject -> predicate -> objects, in order, each once. Our data has no blank nodes and no quoted triples."""
    found: dict[str, dict[str, list[Term]]] = {}
    for triple in sorted(set(triples), key=str):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode | ox.Literal):
            found.setdefault(triple.subject.value, {}).setdefault(triple.predicate.value, []).append(triple.object)
        else:
            raise DataError(f"{triple} has a term without an IRI", "give a dataset that 'oimgraph build' wrote")
    return found


def classes(description: dict[str, list[Term]]) -> list[str]:
    return sorted(term.value for term in description.get(terms.TYPE, []))
