"""The graph as programs use it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import oimgraph
from oimgraph.errors import InputError

CASES = Path(__file__).parent / "cases"


def test_a_graph_is_loaded_asked_and_checked() -> None:
    graph = oimgraph.Graph.load(CASES / "validate" / "sound.trig")
    assert len(graph) > 50
    rows = graph.query("agreements")
    assert {row["signatory"].rsplit("/", 1)[-1] for row in rows.dicts()} == {"iom", "unnat"}
    assert {row["page"].rsplit("/", 1)[-1] for row in graph.quotes("agreements").dicts()} == {"one", "two"}
    assert len(graph.construct("CONSTRUCT WHERE { ?a mgo:signatory ?b }")) == 2
    assert graph.findings(language="fr") == []


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
