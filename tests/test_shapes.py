"""Every shape speaks three languages, passes what is right, and is broken by one case that bears its name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, parse

from oimgraph import terms
from oimgraph.resources import folder
from oimgraph.validate import validate
from oimgraph.validate.reading import subjects, values
from oimgraph.validate.shapes import MGS, SH, read_shapes

CASES = Path(__file__).parent / "cases" / "shapes"
BROKEN = "https://w3id.org/oimgraph/id/broken/"
CLASSES = sorted(path.name.removesuffix(".pass.ttl") for path in CASES.glob("*.pass.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Store:
    return read_shapes()


def case(name: str) -> Store:
    store = Store()
    for file in ("world.ttl", name):
        store.load(path=CASES / file, format=RdfFormat.TURTLE)
    return store


def of_kind(shapes: Store, kind: str) -> list[str]:
    return subjects(shapes, terms.TYPE, kind)


@pytest.mark.parametrize("name", CLASSES)
def test_what_is_right_passes(name: str) -> None:
    assert validate(case(f"{name}.pass.ttl")) == []


@pytest.mark.parametrize("name", CLASSES)
def test_each_broken_resource_breaks_the_shape_that_it_is_named_after(name: str) -> None:
    store = case(f"{name}.fail.ttl")
    resources = {subject for subject in subjects(store, terms.TYPE) if subject.startswith(BROKEN)}
    findings = validate(store)
    assert {finding.focus for finding in findings} == resources
    assert {finding.focus.removeprefix(BROKEN) == finding.shape.removeprefix(MGS) for finding in findings} == {True}


def test_every_property_shape_has_a_case_that_breaks_it(shapes: Store) -> None:
    broken = {
        subject.removeprefix(BROKEN) for name in CLASSES for subject in subjects(case(f"{name}.fail.ttl"), terms.TYPE)
    }
    assert {shape.removeprefix(MGS) for shape in of_kind(shapes, SH + "PropertyShape")} <= broken


@pytest.mark.parametrize("say", ["name", "description", "message"])
def test_shapes_and_checks_speak_three_languages(shapes: Store, say: str) -> None:
    for shape in of_kind(shapes, SH + "PropertyShape") + of_kind(shapes, MGS + "Check"):
        said = [quad.object for quad in shapes.quads_for_pattern(NamedNode(shape), NamedNode(SH + say), None)]
        assert sorted(text.language or "" for text in said if isinstance(text, Literal)) == ["en", "es", "fr"], shape
        assert all(value.strip() for value in values(shapes, shape, SH + say)), shape


def test_every_property_shape_belongs_to_a_class_and_states_its_severity(shapes: Store) -> None:
    owned = {shape for owner in of_kind(shapes, SH + "NodeShape") for shape in values(shapes, owner, SH + "property")}
    for shape in of_kind(shapes, SH + "PropertyShape"):
        assert shape in owned
        assert len(values(shapes, shape, SH + "severity")) == 1, shape


def test_every_class_of_a_shape_has_its_cases(shapes: Store) -> None:
    assert [shape.removeprefix(MGS) for shape in of_kind(shapes, SH + "NodeShape")] == CLASSES


def test_only_what_the_machine_makes_is_closed(shapes: Store) -> None:
    assert set(subjects(shapes, SH + "closed")) == {MGS + name for name in ("Assertion", "Excerpt", "MonetaryAmount")}


def test_shapes_and_queries_speak_of_what_the_ontology_defines(shapes: Store) -> None:
    ontology = {quad.subject for quad in parse(path=folder("ontology") / "mgo.ttl", format=RdfFormat.TURTLE)}
    ours = {term for quad in shapes for term in (quad.subject, quad.object)
            if isinstance(term, NamedNode) and term.value.startswith(terms.MGO)}
    written = "".join(path.read_text(encoding="utf-8") for path in folder("queries").glob("*.rq"))
    asked = {NamedNode(terms.MGO + name) for name in re.findall(r"\bmgo:(\w+)", written)}
    assert (ours | asked) - ontology == set()


def test_the_hierarchy_is_the_ontologys(shapes: Store) -> None:
    above = NamedNode(terms.RDFS + "subClassOf")
    ontology = {quad.triple for quad in parse(path=folder("ontology") / "mgo.ttl", format=RdfFormat.TURTLE)}
    assert {quad.triple for quad in shapes.quads_for_pattern(None, above, None)} <= ontology
