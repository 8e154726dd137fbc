"""The ways in which a dataset leaves as a file: format -> function from quads to bytes, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyoxigraph as ox

from oimgraph.export.jsonld import jsonld
from oimgraph.export.network import gexf, graphml
from oimgraph.export.nquads import nquads, ntriples, trig
from oimgraph.export.table import csv
from oimgraph.export.turtle import turtle

FORMATS: dict[str, Callable[[Iterable[ox.Quad]], bytes]] = {
    "turtle": turtle,
    "jsonld": jsonld,
    "nquads": nquads,
    "ntriples": ntriples,
    "trig": trig,
    "graphml": graphml,
    "gexf": gexf,
    "csv": csv,
}
