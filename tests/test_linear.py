"""The fast engine reports what pyshacl reports, to the value; what it does not know, it leaves to pyshacl."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.validate import ORDER, run_shapes, validate
from oimgraph.validate.breach import Breach
from oimgraph.validate.core import run_pyshacl
from oimgraph.validate.linear import Unsupported, run_linear
from oimgraph.validate.shapes import read_shapes

CASES = Path(__file__).parent / "cases" / "shapes"
SHAPES = read_shapes()
GOOD = sorted({quad for path in (CASES / "world.ttl", *CASES.glob("*.pass.ttl"))
               for quad in parse(path=path, format=RdfFormat.TURTLE)}, key=str)
ODD = [
    Literal(""), Literal("x"), Literal("2014", datatype=NamedNode(terms.XSD + "gYear")), Literal("none", language="fr"),
    Literal("2014-02-29", datatype=NamedNode(terms.XSD + "date")),
    Literal("-1", datatype=NamedNode(terms.XSD + "integer")),
    Literal("1.5", datatype=NamedNode(terms.XSD + "decimal")), Literal("x", datatype=NamedNode(terms.XSD + "integer")),
    NamedNode("urn:unknown"),  # no gMonthDay: rdflib finds it smaller than any number, where SHACL says incomparable
    NamedNode("https://w3id.org/oimgraph/scheme/status/signed"), NamedNode("https://w3id.org/oimgraph/id/country/MOZ"),
]
PREFIXES = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mgo: <https://w3id.org/oimgraph/ontology#> . "


@pytest.fixture(autouse=True)
def quiet() -> None:
    """rdflib logs every literal that is not of its datatype, and the cases have them on purpose."""
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)


def test_all_broken_cases_together() -> None:
    store = Store()
    for path in sorted(CASES.glob("*.ttl")):
        store.load(path=path, format=RdfFormat.TURTLE)
    breaches = run_linear(store, SHAPES)
    assert len(breaches) > 150
    assert breaches == run_pyshacl(store, SHAPES)


def test_findings_come_worst_first_and_then_by_shape_and_focus() -> None:
    store = Store()
    for path in sorted(CASES.glob("*.ttl")):
        store.load(path=path, format=RdfFormat.TURTLE)
    told = [(ORDER.index(finding.severity), finding.shape, finding.focus) for finding in validate(store)]
    assert len({severity for severity, _, _ in told}) > 1
    assert told == sorted(told)


# Without shrinking: each example runs pyshacl, and a failure must not hold the suite for minutes.
@settings(max_examples=8, deadline=None, derandomize=True, phases=[Phase.generate], database=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.sampled_from([None, *ODD])), min_size=20, max_size=60))
def test_any_change_to_good_data(changes: list[tuple[int, Literal | NamedNode | None]]) -> None:
    quads = dict(enumerate(GOOD))
    for at, value in changes:
        if value is None:
            quads.pop(at, None)
        elif at in quads:
            quads[len(quads) + at] = Quad(GOOD[at].subject, GOOD[at].predicate, value)
    ours, theirs = (set(engine(quads.values(), SHAPES)) for engine in (run_linear, run_pyshacl))
    assert not [breach for breach in ours ^ theirs if not (breach in ours and _is_incomparable(breach))]


def _is_incomparable(breach: Breach) -> bool:
    """SHACL counts a date beside a number's bound as a breach, since they cannot be compared; rdflib compares them."""
    return breach.component.endswith("clusiveConstraintComponent") and breach.value in {"2014", "2014-02-29"}


def test_a_date_is_no_number_within_bounds() -> None:
    """Where rdflib finds a date smaller than any number, and pyshacl with it, the fast engine keeps to SHACL."""
    (good,) = (quad for quad in GOOD if quad.predicate.value == terms.CONFIDENCE)
    date = Quad(good.subject, good.predicate, Literal("2014-02-28", datatype=NamedNode(terms.XSD + "date")))
    breaches = run_linear([date if quad == good else quad for quad in GOOD], SHAPES)
    assert {b.component for b in breaches if b.path == terms.CONFIDENCE} >= {
        "MinInclusiveConstraintComponent", "MaxInclusiveConstraintComponent", "DatatypeConstraintComponent"}


@pytest.mark.shared
def test_the_suite_of_the_w3c(shared: Path) -> None:
    compared = 0
    for path in sorted((shared / "suites" / "shacl" / "core").rglob("*.ttl")):
        store = Store()
        store.load(path=path, format=RdfFormat.TURTLE, base_iri="https://suite.example/")
        try:
            breaches = run_linear(store, store)
        except Unsupported:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # rdflib warns of literals that are ill-formed on purpose
            assert breaches == run_pyshacl(store, store), path.name
        compared += bool(breaches)
    assert compared >= 18


@pytest.mark.parametrize(("target", "focus"), [
    ("<urn:s> a sh:NodeShape ; sh:targetClass <urn:Pact>", {"urn:pact", "urn:treaty"}),
    ("<urn:s> a sh:NodeShape ; sh:targetNode <urn:treaty>, <urn:nobody>", {"urn:treaty", "urn:nobody"}),
    ("<urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:signs>", {"urn:iom", "urn:state"}),
    ("<urn:s> a sh:NodeShape ; sh:targetObjectsOf <urn:signs>", {"urn:pact", "urn:treaty"}),
    ("<urn:Treaty> a sh:NodeShape, rdfs:Class", {"urn:treaty"}),
    ("<urn:Pact> a sh:NodeShape, rdfs:Class", {"urn:pact", "urn:treaty"}),
    ("<urn:Treaty> a sh:NodeShape, rdfs:Class ; sh:targetNode <urn:iom>", {"urn:iom", "urn:treaty"}),
    ("<urn:Treaty> a rdfs:Class", {"urn:treaty"}),
])
def test_what_a_shape_looks_at(target: str, focus: set[str]) -> None:
    prefixes = PREFIXES + "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
    shapes, data = Store(), Store()
    shapes.load(f"{prefixes} {target} ; sh:property <urn:p> . <urn:p> sh:path <urn:title> ; sh:minCount 1 . "
                "<urn:Treaty> rdfs:subClassOf <urn:Pact> .".encode(), format=RdfFormat.TURTLE)
    data.load(b"<urn:pact> a <urn:Pact> . <urn:treaty> a <urn:Treaty> . "
              b"<urn:iom> <urn:signs> <urn:pact> . <urn:state> <urn:signs> <urn:treaty> .", format=RdfFormat.TURTLE)
    breaches = run_linear(data, shapes)
    assert {breach.focus for breach in breaches} == focus
    assert breaches == run_pyshacl(data, shapes)


@pytest.mark.parametrize("part", [
    "sh:path [ sh:inversePath mgo:signatory ] ; sh:minCount 1",
    "sh:path mgo:signatory ; sh:not [ sh:class mgo:Fund ]",
    "sh:path mgo:signatory ; sh:minLength 'x'",
    "sh:path mgo:signatory ; sh:pattern '('",
    "sh:path mgo:signatory ; sh:in mgo:Fund",
])
def test_shapes_beyond_the_engine_are_named(part: str) -> None:
    shapes = Store()
    shapes.load(f"{PREFIXES} <urn:s> sh:targetClass mgo:Agreement ; sh:property <urn:p> . <urn:p> {part} .".encode(),
                format=RdfFormat.TURTLE)
    with pytest.raises(Unsupported):
        run_linear(GOOD, shapes)


def test_pyshacl_takes_over(tmp_path: Path) -> None:
    file = tmp_path / "own.ttl"
    file.write_text(PREFIXES + """
        <urn:s> a sh:NodeShape ; sh:targetClass mgo:Project ;
        sh:property [ sh:path mgo:partner ; sh:minCount 9 ; sh:uniqueLang true ] .""", encoding="utf-8")
    store = Store()
    store.extend(GOOD)
    assert {breach.component for breach in run_shapes(store, read_shapes(file))} == {"MinCountConstraintComponent"}
    assert len(validate(GOOD, file)) == 2
    file.write_text(PREFIXES + "<urn:s> a sh:NodeShape ; sh:targetClass mgo:Project ; sh:or 5 .", encoding="utf-8")
    with pytest.raises(InputError):
        validate(GOOD, file)


def test_blank_nodes_are_named_in_findings() -> None:
    data = b"_:b a <https://w3id.org/oimgraph/ontology#Agreement> ."
    findings = validate(parse(data, format=RdfFormat.TURTLE))
    assert findings
    assert {finding.focus[:2] for finding in findings} == {"_:"}
