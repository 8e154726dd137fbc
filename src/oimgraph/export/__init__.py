"""The ways in which a dataset leaves: format -> function from quads to bytes, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from oimgraph.errors import InputError
from oimgraph.export.evidence import MODES, with_evidence
from oimgraph.export.iati import iati, left_out
from oimgraph.export.jsonld import merged_jsonld
from oimgraph.export.network import gexf, graphml
from oimgraph.export.nquads import merged_ntriples, nquads, trig
from oimgraph.export.tables import METADATA, tables
from oimgraph.export.turtle import merged_turtle
from oimgraph.graph.compact import short
from oimgraph.graph.files import write
from oimgraph.graph.folders import write_folder

# RDF: format -> how the evidence is told unless asked otherwise, and what writes the quads that are left
RDF: dict[str, tuple[str, Callable[[Iterable[ox.Quad]], bytes]]] = {
    "turtle": ("none", merged_turtle),
    "jsonld": ("none", merged_jsonld),
    "ntriples": ("none", merged_ntriples),
    "nquads": ("assertions", nquads),
    "trig": ("assertions", trig),
}
FILES: dict[str, Callable[[Iterable[ox.Quad]], bytes]] = {"graphml": graphml, "gexf": gexf, "iati": iati}
FORMATS = (*RDF, *FILES, "csv")


def rdf(quads: Iterable[ox.Quad], to: str, evidence: str = "") -> bytes:
    """The dataset in a format of RDF. Raises InputError when the format cannot hold that evidence."""
    default, serialize = RDF[to]
    mode = evidence or default
    if mode not in MODES:
        raise InputError(f"there is no evidence {mode}", f"choose one of {', '.join(MODES)}")
    if mode == "rdf12" and to == "jsonld":
        raise InputError("JSON-LD has no triple terms", "choose another format, or --evidence assertions")
    return serialize(with_evidence(quads, mode))


def export(quads: Iterable[ox.Quad], to: str, out: Path, evidence: str = "") -> Iterator[str]:
    """Write the dataset to a file (csv: a folder) that is whole or not there; yields what has to be left out.

    Raises InputError for a format, an evidence or a place that cannot be.
    """
    held = list(quads)
    if to not in FORMATS:
        raise InputError(f"there is no format {to}", f"choose one of {', '.join(FORMATS)}")
    if evidence and to not in RDF:
        raise InputError(f"--evidence says nothing to {to}", f"it is for {', '.join(RDF)}")
    if to == "csv":
        write_folder(out, tables(held), METADATA)
        return
    write(out, rdf(held, to, evidence) if to in RDF else FILES[to](held))
    if to == "iati":
        for iri, lacking in left_out(held).items():
            yield f"left out: {short(iri)}: no page states {', '.join(lacking)}"
