"""Projects as IATI activities: valid against the standard's schema, and nothing that no page states."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from lxml import etree

from conftest import ROOT
from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export import export
from oimgraph.export.iati import iati, left_out
from oimgraph.graph.dataset import load

XML = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">
<xsd:attribute name="lang" type="xsd:language"/></xsd:schema>"""
PROJECT = terms.ID + "project/"


@pytest.fixture(scope="module")
def schema(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The activity schema; its import of the xml: attributes is answered from here, not from the network."""
    folder = tmp_path_factory.mktemp("iati")
    for name in ("iati-activities-schema.xsd", "iati-common.xsd"):
        text = (shared / "suites" / "iati" / name).read_text(encoding="utf-8")
        imported = r'(namespace="http://www.w3.org/XML/1998/namespace"\s+schemaLocation=)"[^"]+"'
        (folder / name).write_text(re.sub(imported, r'\1"xml.xsd"', text), encoding="utf-8")
    (folder / "xml.xsd").write_text(XML, encoding="utf-8")
    return etree.XMLSchema(etree.parse(folder / "iati-activities-schema.xsd"))


@pytest.fixture(scope="module")
def built() -> list[ox.Quad]:
    return load(ROOT / "exports")


def project(key: str, **told: str) -> list[ox.Quad]:
    """A project in a graph of its own, with properties of the ontology by their local names."""
    names = {"start": terms.START, "end": terms.END, "title": terms.TITLE, "number": terms.PROJECT_ID,
             "status": terms.STATUS, "funder": terms.FUNDER, "budget": terms.BUDGET}
    subject, graph = ox.NamedNode(PROJECT + key), ox.NamedNode(terms.ID + "document/one")
    ongoing = ox.NamedNode(terms.SCHEME + "status/ongoing")
    code = ox.Quad(ongoing, ox.NamedNode(terms.SKOS + "notation"), ox.Literal("2"))
    stated = [(terms.TYPE, terms.MGO + "Project"), *((names[name], value) for name, value in told.items())]
    values = [(p, ox.NamedNode(v) if v.startswith("https:") else ox.Literal(v)) for p, v in stated]
    return [code, *(ox.Quad(subject, ox.NamedNode(p), value, graph) for p, value in values)]


WHOLE = {"title": "T", "number": "IB.0001", "status": terms.SCHEME + "status/ongoing", "start": "2019-02"}


def test_the_examples_are_valid_activities(schema: etree.XMLSchema, built: list[ox.Quad]) -> None:
    root = etree.fromstring(iati(built))
    schema.assertValid(root)
    numbers = {one.text for one in root.iterfind(".//iati-identifier")}
    assert "XM-DAC-47066-PX.0340" in numbers
    assert len(root) == len(numbers)
    assert {one.get("code") for one in root.iterfind(".//recipient-country")} >= {"MZ", "MW", "ZW", "VN"}
    assert ("USD", "400000.00") in {(one.get("currency"), one.text) for one in root.iterfind(".//budget/value")}


def test_every_project_is_told_or_named_as_left_out(built: list[ox.Quad], tmp_path: Path) -> None:
    projects = {quad.subject.value for quad in built if isinstance(quad.subject, ox.NamedNode)
                and quad.predicate.value == terms.TYPE and quad.object == ox.NamedNode(terms.MGO + "Project")}
    told = {one.get("linked-data-uri") for one in etree.fromstring(iati(built))}
    assert told | set(left_out(built)) == projects
    assert told.isdisjoint(left_out(built))
    assert len(list(export(built, "iati", tmp_path / "iati.xml"))) == len(left_out(built))


def test_a_month_stands_for_its_first_and_last_day_and_is_kept_as_stated(schema: etree.XMLSchema) -> None:
    root = etree.fromstring(iati(project("a", **WHOLE, end="2020-02")))
    schema.assertValid(root)
    dates = [(date.get("type"), date.get("iso-date"), date.findtext("narrative"))
             for date in root.iterfind(".//activity-date")]
    assert dates == [("2", "2019-02-01", "2019-02"), ("3", "2020-02-29", "2020-02")]
    (accountable,) = root.iterfind(".//participating-org")
    assert {str(name): str(value) for name, value in accountable.attrib.items()} == {
        "role": "2", "ref": "XM-DAC-47066", "crs-channel-code": "47066"}


def test_texts_with_markup_and_control_characters_are_valid(schema: etree.XMLSchema) -> None:
    root = etree.fromstring(iati(project("a", **(WHOLE | {"title": "<a> & \x00 ]]> \x1b"}))))
    schema.assertValid(root)
    assert root.findtext(".//title/narrative") == "<a> &  ]]> "


@pytest.mark.parametrize(("changed", "lacking"), [
    ({"start": "--07-18"}, "a start or an end"),
    ({"status": terms.SCHEME + "status/absent"}, "a status that IATI knows"),
    ({"title": ""}, "a title"),
])
def test_nothing_is_made_up(changed: dict[str, str], lacking: str) -> None:
    told = {name: value for name, value in (WHOLE | changed).items() if value}
    dataset = project("a", **told)
    assert left_out(dataset) == {PROJECT + "a": [lacking]}
    with pytest.raises(InputError, match="no project"):
        iati(dataset)
