"""The whole story: pages are read, their facts extracted and linked, laid down as quads, validated, written."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from oimgraph import sources, terms
from oimgraph.errors import Refusal
from oimgraph.export.jsonld import jsonld
from oimgraph.export.turtle import turtle
from oimgraph.extract import extract, left_open
from oimgraph.graph.authority import names
from oimgraph.graph.dataset import to_nquads
from oimgraph.graph.files import prepare, write
from oimgraph.graph.labels import labels
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority, run
from oimgraph.lexicon import LANGUAGES
from oimgraph.link import Linked, link
from oimgraph.link.documents import documents
from oimgraph.link.mint import check_base
from oimgraph.mentions import read_page
from oimgraph.mentions.gazetteer import Gazetteer
from oimgraph.model import Finding, Page
from oimgraph.report import Report


def build(paths: Sequence[Path], out: Path, base: str = terms.ID) -> Report:
    """Build the graph of all pages below the paths into the folder `out`. Raises InputError for unusable paths."""
    report = Report()
    check_base(base)
    prepare(out)
    with _timed(report, "extract"):
        dataset = sorted_quads(paths, report, base)
    with _timed(report, "validate"):
        report.findings = _findings(dataset)
    with _timed(report, "export"):
        for name, data in _outputs(dataset):
            write(out / name, data)
    write(out / "report.json", report.to_json())
    return report


def sorted_quads(paths: Sequence[Path], report: Report, base: str) -> list[ox.Quad]:
    """All quads of a dataset, self-contained: document graphs, what is known of the shared entities, the run."""
    found: set[ox.Quad] = set()
    for linked in _linked(paths, report, base):
        found.update(quads(linked, confidence(), base))
    found.update(authority(found, base))
    found.update(labels(found, base))
    found.update(run(base))
    return sorted(found, key=str)


def _linked(paths: Sequence[Path], report: Report, base: str) -> Iterator[Linked]:
    """The statements of every page that can be read; what cannot is told in the report."""
    found: list[Page] = []
    for page in sources.pages(paths):
        if isinstance(page, Refusal):
            report.refuse(page)
        else:
            found.append(page)
    for page in documents(found):
        reading = read_page(page, gazetteers())
        facts = extract(reading)
        linked = link(page, facts, base)
        report.accept(linked)
        report.leave_open(page, left_open(reading, facts))
        yield linked


def linked_page(page: Page, base: str = terms.ID) -> Linked:
    """One page's statements."""
    return link(page, extract(read_page(page, gazetteers())), base)


@cache
def gazetteers() -> dict[str, Gazetteer]:
    """The ontology's names, for pages in each language."""
    return {language: Gazetteer(names(), language) for language in LANGUAGES}


def confidence() -> dict[str, str]:
    """Each rule's measured precision; rules that were never measured have none."""
    return {}


def _findings(dataset: list[ox.Quad]) -> list[Finding]:
    from oimgraph.validate import validate  # pyshacl takes a second to import

    return validate(dataset)


def _outputs(dataset: list[ox.Quad]) -> Iterator[tuple[str, bytes]]:
    """The files of a build, by name."""
    from oimgraph.view import render  # pyvis and networkx take a second to import

    yield "graph.nq", to_nquads(dataset)
    yield "view.html", render(dataset)
    yield "graph.ttl", turtle(dataset)
    yield "graph.jsonld", jsonld(dataset)


@contextmanager
def _timed(report: Report, stage: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report.seconds[stage] = time.perf_counter() - start
