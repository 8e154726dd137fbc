"""GraphML, GEXF and CSV: read back by the libraries that people use, without loss, never as a formula."""

from __future__ import annotations

import csv
import io

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given

from conftest import ROOT
from facts import IOM, TEXT, agreement, facts, page, stated, typed
from oimgraph import terms
from oimgraph.export.network import gexf, graphml, network
from oimgraph.export.tables import statements
from oimgraph.graph.dataset import load
from oimgraph.graph.facts import facts as facts_of
from oimgraph.graph.quads import quads
from oimgraph.graph.shared import authority
from oimgraph.link import link
from oimgraph.model import Fact


def built(found: list[Fact]) -> list[ox.Quad]:
    return list(quads(link(page(), found), {}))


def rows(dataset: list[ox.Quad]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(statements(dataset).decode("utf-8-sig"), newline="")))


@given(facts(len(TEXT)))
def test_networkx_reads_every_node_and_edge(found: list[Fact]) -> None:
    dataset = built(found)
    nodes, edges = network(dataset)
    read = nx.parse_graphml(graphml(dataset).decode(), force_multigraph=True)
    assert sorted(read.nodes) == [node.iri for node in nodes]
    assert sorted((s, o, told["label"], told["pages"]) for s, o, told in read.edges(data=True)) == [
        (edge.source, edge.target, edge.label, edge.pages) for edge in edges
    ]
    assert len({key for _, _, key in read.edges(keys=True)}) == len(edges)
    assert {iri: (told.get("year"), told.get("value")) for iri, told in read.nodes(data=True)} == {
        node.iri: (node.year, node.value) for node in nodes
    }
    drawn = nx.read_gexf(io.BytesIO(gexf(dataset)), version="1.3")
    assert sorted(drawn.nodes) == [node.iri for node in nodes]
    assert {iri: told["class"] for iri, told in drawn.nodes(data=True)} == {node.iri: node.cls for node in nodes}
    assert {iri: told.get("year") for iri, told in drawn.nodes(data=True)} == {node.iri: node.year for node in nodes}
    assert drawn.number_of_edges() == len(edges)


@given(facts(len(TEXT)))
def test_each_statement_is_a_row_with_its_quote(found: list[Fact]) -> None:
    dataset = built(found)
    assertions = {quad.subject for quad in dataset if quad.predicate.value == terms.SUPPORTED_BY}
    table = rows(dataset)
    assert len(table) == len(assertions)
    for row in table:
        quote = " ".join(TEXT[int(row["start"]) : int(row["end"])].split())
        assert row["quote"].removeprefix("'") == quote


def test_counts_are_those_of_the_graph() -> None:
    dataset = load(ROOT / "exports")
    nodes, edges = network(dataset)
    store = ox.Store()
    store.extend(ox.Quad(fact.subject, fact.predicate, fact.object) for fact in facts_of(dataset))
    ours = f"""FILTER (STRSTARTS(STR(?s), "{terms.ID}") || STRSTARTS(STR(?s), "{terms.SCHEME}"))"""
    shown = f"SELECT DISTINCT ?s {{ ?s a ?class {ours} }}"
    assert len(nodes) == _rows(store, shown)
    assert len(edges) == _rows(store, f"""SELECT DISTINCT ?s ?p ?o {{ {{ {shown} }} ?s ?p ?o . ?o a ?kind
        FILTER (?p != rdf:type && !STRSTARTS(STR(?o), "{terms.MGO}")) }}""")
    assert len(set(edges)) == len(edges)


def _rows(store: ox.Store, query: str) -> int:
    found = store.query(query, prefixes=terms.PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return len(list(found))


def test_nodes_have_names_and_classes() -> None:
    dataset = built(agreement())
    nodes, edges = network([*dataset, *authority(dataset)])
    names = {node.label: node.cls for node in nodes}
    assert names["International Organization for Migration"] == "mgo:IntergovernmentalOrganization"
    assert "mgo:signatory" in {edge.label for edge in edges}
    assert not any(node.iri.startswith(terms.MGO) for node in nodes)


@pytest.mark.parametrize(("label", "cell"), [
    ("=1+1", "'=1+1"), ("+33 1", "'+33 1"), ("@x", "'@x"), ("-cmd", "'-cmd"), ("-5", "-5"), ("--08-05", "--08-05"),
])
def test_no_cell_is_a_formula(label: str, cell: str) -> None:
    table = rows(built([typed(IOM, "Organization"), stated(IOM, terms.ALT_LABEL, label)]))
    assert cell in {row["object_name"] for row in table}
