"""The line formats and TriG, in a fixed order: the diff of two files is the diff of two graphs."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.facts import facts


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The whole dataset with its evidence."""
    return to_nquads(quads)


def ntriples(quads: Iterable[ox.Quad]) -> bytes:
    """The facts alone, merged."""
    return "".join(f"{triple} .\n" for triple in facts(quads)).encode()


def trig(quads: Iterable[ox.Quad]) -> bytes:
    """The whole dataset with its evidence, graph by graph."""
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    written = ox.serialize(ordered, format=ox.RdfFormat.TRIG, prefixes=terms.PREFIXES)
    if written is None:
        raise TypeError("serialize without an output returns bytes")
    return written
