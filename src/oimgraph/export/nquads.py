"""The line formats and TriG, in a fixed order: the diff of two files is the diff of two graphs."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.facts import facts


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """All quads."""
    return to_nquads(quads)


def ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """The facts alone, merged."""
    return _lines(facts(quads))


def merged_ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """The triples of all graphs."""
    return _lines(quad.triple for quad in quads)


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return "".join(sorted({f"{triple} .\n" for triple in triples})).encode()


def trig(quads: Iterable[ox.Quad]) -> bytes:
    """All quads, graph by graph."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    written = ox.serialize(ordered, format=ox.RdfFormat.TRIG, prefixes=terms.PREFIXES)
    if written is None:
        raise TypeError("serialize without an output returns bytes")
    return written
