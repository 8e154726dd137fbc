"""The files of all shards -> one dataset: their quads, what is known of shared entities, made labels, the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox

from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.files import write
from oimgraph.graph.held import Held
from oimgraph.graph.labels import labels
from oimgraph.graph.shared import authority_of, run
from oimgraph.report import Report
from oimgraph.shards.merge import merge


def gather(work: Path, keys: Sequence[str], out: Path, report: Report, base: str) -> int:
    """Write the dataset, sorted; returns how many quads it has. The report takes up what the shards tell."""
    known: set[str] = set()
    for key in keys:
        told = json.loads((work / f"{key}.json").read_bytes())
        known.update(told["known"])
        report.add(told)
    shared = [*authority_of(known, base)]
    extra = [_lines(work / "authority.lines", shared), _lines(work / "run.lines", run(base))]
    triples = work / "authority.triples"
    write(triples, _sorted(f"{quad.triple} .\n" for quad in shared))
    extra.append(_lines(work / "labels.lines", _labels([work / f"{key}.facts" for key in keys] + [triples], base)))
    return merge([*(work / f"{key}.nq" for key in keys), *extra], out)


def _labels(files: Sequence[Path], base: str) -> Iterator[ox.Quad]:
    """Labels for what has none, made of the facts of all documents."""
    merged = files[-1].with_name("all.facts")
    merge(files, merged)
    with merged.open("rb") as lines, closing(Held(lines)) as held:
        yield from labels(held, base)


def _lines(path: Path, quads: Iterable[ox.Quad]) -> Path:
    write(path, to_nquads(quads))
    return path


def _sorted(lines: Iterable[str]) -> bytes:
    return "".join(sorted(set(lines))).encode()
