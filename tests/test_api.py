"""The graph as programs use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import RDF, URIRef

import oimgraph
from conftest import ROOT
from oimgraph.errors import InputError
from oimgraph.export.network import network
from oimgraph.graph.facts import facts
from oimgraph.terms import MGO

CASES = Path(__file__).parent / "cases"


def test_a_graph_is_loaded_asked_and_checked() -> None:
    graph = oimgraph.Graph.load(CASES / "validate" / "sound.trig")
    assert len(graph) > 50
    rows = graph.query("agreements")
    assert {row["signatory"].rsplit("/", 1)[-1] for row in rows.dicts()} == {"iom", "unnat"}
    assert {row["page"].rsplit("/", 1)[-1] for row in graph.quotes("agreements").dicts()} == {"one", "two"}
    assert len(graph.construct("CONSTRUCT WHERE { ?a mgo:signatory ?b }")) == 2
    assert graph.findings(language="fr") == []


def test_rows_become_a_data_frame() -> None:
    graph = oimgraph.Graph.load(ROOT / "exports")
    frame = graph.query("projects").to_pandas()
    assert len(frame) == len(graph.query("projects"))
    assert list(frame.columns) == list(graph.query("projects").columns)
    assert frame["amount"].max() == max(float(row["amount"] or 0) for row in graph.query("projects").dicts())
    assert frame.isna().to_numpy().any()
    empty = graph.query("SELECT ?a { ?a a mgo:Nothing }").to_pandas()
    assert list(empty.columns) == ["a"]
    values = "(1 '2014'^^xsd:gYear 'a'@fr 'x'^^xsd:decimal)"
    table = graph.query(f"SELECT * {{ VALUES (?n ?y ?t ?x) {{ {values} }} }}").to_pandas()
    assert table.iloc[0].to_dict() == {"n": 1, "y": 2014, "t": "a", "x": "x"}


def test_without_pandas_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match=r"oimgraph\[notebook\]"):
        oimgraph.Graph([]).query("SELECT * {}").to_pandas()


def test_rows_become_a_graph_of_rdflib() -> None:
    graph = oimgraph.Graph.load(ROOT / "exports")
    rows = graph.query("agreements", country="TGO")
    made = rows.to_rdflib()
    assert {str(subject) for subject in made.subjects()} <= rows.resources
    agreements = {str(agreement) for agreement in made.subjects(RDF.type, URIRef(MGO + "Agreement"))}
    assert agreements == {row["agreement"] for row in rows.dicts()}
    assert len(graph.to_rdflib()) == len(facts(graph.quads))


def test_rows_become_a_network() -> None:
    graph = oimgraph.Graph.load(ROOT / "exports")
    rows = graph.query("agreements", country="TGO")
    made = rows.to_networkx()
    (agreement,) = {row["agreement"] for row in rows.dicts()}
    signatories = {row["signatory"] for row in rows.dicts()}
    assert {target for _, target, told in made.out_edges(agreement, data=True)
            if told["label"] == "mgo:signatory"} == signatories
    nodes, edges = network(graph.quads)
    whole = graph.to_networkx()
    assert (len(whole), whole.number_of_edges()) == (len(nodes), len(edges))
    assert whole.nodes[agreement]["year"] == 2019


def test_rows_and_graphs_are_asked_for_apart() -> None:
    graph = oimgraph.Graph([])
    with pytest.raises(InputError):
        graph.query("ASK {}")
    with pytest.raises(InputError):
        graph.construct("SELECT * {}")


def test_the_package_stays_light_until_the_graph_is_used() -> None:
    code = "import sys, oimgraph; print([m for m in ('pyoxigraph', 'rdflib') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
    with pytest.raises(AttributeError):
        _ = oimgraph.Nothing
