"""The files of all shards -> one dataset: their quads, what is known of shared entities, made labels, the run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import count, islice
from pathlib import Path

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.corrections import Corrections, applied, unused
from oimgraph.errors import InputError
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.evidence import row_of
from oimgraph.graph.files import write
from oimgraph.graph.held import Held
from oimgraph.graph.labels import labels
from oimgraph.graph.shared import authority_of, run
from oimgraph.graph.table import NAME, write_table
from oimgraph.report import Report
from oimgraph.shards.identity import candidates, close_matches, versions
from oimgraph.shards.merge import merge
from oimgraph.shards.plan import Settings

_RUN = 50_000                   # quads that are sorted at a time
_OF_CLASS = f"> <{terms.TYPE}> <{terms.MGO}".encode()
_QUADS = 12                     # of a row of evidence: assertion and excerpt, when no other row shares them


def gather(work: Path, keys: Sequence[str], out: Path, report: Report, settings: Settings) -> int:
    """Write the dataset, sorted, and of a lean build the table of evidence beside it. The report takes up what the
    shards tell. Returns how many quads the dataset has when it is loaded, of a lean one at most.

    Raises InputError when a correction has no target.
    """
    base = settings.base
    known: set[str] = set()
    for key in keys:
        told = json.loads((work / f"{key}.json").read_bytes())
        known.update(told["known"])
        report.add(told)
    _check(settings.corrections, report)
    shared = [*authority_of(known, base)]
    decided = applied(settings.corrections, report.corrections)
    extra = [*_lines(work / "authority", shared), *_lines(work / "run", run(base, decided))]
    triples = work / "authority.triples"
    write(triples, _sorted(f"{quad.triple} .\n" for quad in shared))
    with closing(_held([*(work / f"{key}.facts" for key in keys), triples], report)) as facts:
        extra += _lines(work / "labels", labels(facts, base))
        report.candidates = candidates(facts, base)
    matches = close_matches(report.candidates, base) if settings.close_matches else ()
    extra += [*_lines(work / "matches", matches), *_lines(work / "versions", versions(work, keys))]
    resting = _evidence(work, keys, out.with_name(NAME)) if settings.lean else 0
    return merge([*(work / f"{key}.nq" for key in keys), *extra], out) + resting


def _evidence(work: Path, keys: Sequence[str], out: Path) -> int:
    """Write the table; returns the quads that it stands for, at most."""
    merged = work / "all.evidence"
    rows = merge([work / f"{key}.evidence" for key in keys], merged)
    with merged.open("rb") as lines:
        write_table(out, map(row_of, lines))
    return rows * _QUADS


def _check(corrections: Corrections, report: Report) -> None:
    if idle := unused(corrections, report.corrections):
        raise InputError(f"{len(idle)} corrections have no target in these pages; the first: {idle[0]}",
                         "look the IRI up with 'oimgraph why', or take the correction out")


def _held(files: Sequence[Path], report: Report) -> Held:
    """The facts of all documents, and what is known of what they speak of; the report is told how much that is."""
    merged = files[-1].with_name("all.facts")
    merge(files, merged)
    with merged.open("rb") as lines:
        return Held(_counted(lines, report))


def _counted(lines: Iterable[bytes], report: Report) -> Iterator[bytes]:
    """The lines as they come, things of our classes counted: a thing of many pages stands here once."""
    for line in lines:
        _, typed, cls = line.partition(_OF_CLASS)
        if typed:
            report.things[cls.partition(b">")[0].decode()] += 1
        yield line


def _lines(stem: Path, quads: Iterable[ox.Quad]) -> Iterator[Path]:
    """Sorted files of so many quads each, for they may grow with the pages."""
    rest = iter(quads)
    for number in count():
        if not (some := list(islice(rest, _RUN))):
            return
        path = stem.with_suffix(f".{number}.lines")
        write(path, to_nquads(some))
        yield path


def _sorted(lines: Iterable[str]) -> bytes:
    return "".join(sorted(set(lines))).encode()
