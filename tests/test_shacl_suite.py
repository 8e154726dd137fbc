"""The W3C's SHACL test suite, core and SPARQL, each test by the way that `oimgraph validate` takes: what is found is
what the suite expects, and where it is not, the reason is listed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import SHARED
from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.graph.dataset import load
from oimgraph.model import Finding
from oimgraph.validate import validate
from oimgraph.validate.linear import Unsupported, run_linear
from oimgraph.validate.reading import subjects, values
from oimgraph.validate.shapes import SH, read_shapes

SUITE = SHARED / "suites" / "shacl"
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
NAMES = 121                 # tests in the suite
FAST = 20                   # tests that the fast engine answers; pyshacl is handed the others
Result = tuple[str, str, str, str]      # focus node, value, component, severity; blank nodes are all alike

# What pyshacl finds otherwise, which does the work where shapes go beyond the fast engine; and what is not read at all
DIFFERENT = {
    "core/node/node-001": "pyshacl also reports what the shape behind sh:node finds",
    "core/property/node-001": "the data hold an e-mail address, and such a dataset is not loaded",
    "core/property/node-002": "pyshacl also reports what the shape behind sh:node finds",
    "core/property/uniqueLang-002": "pyshacl takes the word 1 for true, where sh:uniqueLang asks for true itself",
    "sparql/node/prefixes-001": "pyshacl does not follow owl:imports to declared prefixes; the shapes are refused",
    "sparql/pre-binding/pre-binding-005": "rdflib does not bind $this within an inner group",
    "sparql/pre-binding/shapesGraph-001": "pyshacl offers no $shapesGraph; the shapes are refused",
}


@dataclass(frozen=True)
class Case:
    """A test: its graphs, and the results that are expected; None where validation must fail."""

    data: Path
    shapes: Path
    results: set[Result] | None


def _store(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=path, format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())
    return store


def _cases() -> dict[str, Case]:
    return {f"{file.parent.relative_to(SUITE)}/{file.stem}": case
            for file in sorted(SUITE.rglob("*.ttl")) for case in _in(file)}


def _in(file: Path) -> list[Case]:
    store = _store(file)

    def one(subject: str, name: str) -> str:
        return next(iter(values(store, subject, name)), "")

    def result(told: str) -> Result:
        focus, value = ("_:" if term.startswith("_:") else term
                        for term in (one(told, SH + "focusNode"), one(told, SH + "value")))
        component, severity = (one(told, SH + name).removeprefix(SH) for name in
                               ("sourceConstraintComponent", "resultSeverity"))
        return focus, value, component, severity

    cases = []
    for test in subjects(store, terms.TYPE, SHT + "Validate"):
        action, report = one(test, MF + "action"), one(test, MF + "result")
        data, shapes = (Path(one(action, SHT + name).removeprefix("file://")) for name in ("dataGraph", "shapesGraph"))
        told = None if report == SHT + "Failure" else {result(each) for each in values(store, report, SH + "result")}
        cases.append(Case(data, shapes, told))
    return cases


CASES = _cases()


def _found(finding: Finding) -> Result:
    focus, value = ("_:" if term.startswith("_:") else term for term in (finding.focus, finding.value))
    return focus, value, finding.component, finding.severity


def _triples(source: Path, to: Path) -> Path:
    """The graph with absolute IRIs, as N-Triples: a dataset as well as a file of shapes."""
    to.write_bytes(b"".join(sorted(f"{quad.triple} .\n".encode() for quad in _store(source))))
    return to


@pytest.mark.filterwarnings("ignore")               # of pyshacl, of shapes that are wrong on purpose
@pytest.mark.parametrize("name", CASES or ["absent"])
def test_what_is_found_is_what_the_suite_expects(name: str, shared: Path, tmp_path: Path) -> None:
    assert shared
    case = CASES[name]
    dataset, shapes = _triples(case.data, tmp_path / "data.nt"), _triples(case.shapes, tmp_path / "shapes.ttl")
    try:
        found = set(map(_found, validate(load(dataset), shapes)))
    except InputError:
        found = None
    assert (found == case.results) is (name not in DIFFERENT)


def test_the_suite_is_whole_and_the_fast_engine_has_its_share(shared: Path, tmp_path: Path) -> None:
    assert shared
    assert len(CASES) == NAMES
    assert CASES.keys() >= DIFFERENT.keys()
    fast = 0
    for case in CASES.values():
        dataset, shapes = _triples(case.data, tmp_path / "data.nt"), _triples(case.shapes, tmp_path / "shapes.ttl")
        try:
            run_linear(ox.parse(path=dataset, format=ox.RdfFormat.N_TRIPLES), read_shapes(shapes))
        except Unsupported:
            continue
        fast += 1
    assert fast >= FAST
