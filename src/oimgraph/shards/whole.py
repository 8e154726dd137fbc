"""A dataset that memory holds, as a whole: what is found in it, and the files made of it. Each is a task of its
own, so that workers share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from oimgraph.export.jsonld import jsonld
from oimgraph.export.turtle import turtle
from oimgraph.graph.dataset import load, unchecked
from oimgraph.graph.files import write
from oimgraph.model import Finding
from oimgraph.shards.check import findings_of, write_findings

_KEY = "whole"
_FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Look:
    """A file to make of a dataset, or its findings."""

    folder: Path
    made: str
    pages: int = 0


def looks(folder: Path) -> Iterator[Look]:
    """All there is to do, the longest first."""
    return (Look(folder, made) for made in ("view.html", _FINDINGS, "graph.ttl", "graph.jsonld"))


def look(item: Look, work: Path) -> None:
    """Make the file beside graph.nq, or write the findings into the folder of work. The findings come of quads that are
    looked through for contact data: where any stands, nothing of the build is kept."""
    if item.made == _FINDINGS:
        write_findings(load(item.folder), work, _KEY)
    else:
        write(item.folder / item.made, _FILES[item.made](unchecked(item.folder)))


def findings(work: Path) -> Iterator[Finding]:
    """What look() has found."""
    return findings_of(work, _KEY)


def _view(quads: Iterable[ox.Quad]) -> bytes:
    from oimgraph.view import render  # pyvis and networkx take a second to import

    return render(quads)


_FILES: dict[str, Callable[[Iterable[ox.Quad]], bytes]] = {
    "view.html": _view, "graph.ttl": turtle, "graph.jsonld": jsonld,
}
