"""`build --evidence table`: a lean graph with a Parquet table beside it says what the full graph says."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given

from conftest import ROOT
from facts import TEXT, facts, page
from oimgraph import terms
from oimgraph.api import Graph
from oimgraph.cli import app
from oimgraph.errors import InputError
from oimgraph.graph import evidence
from oimgraph.graph.dataset import load
from oimgraph.graph.table import NAME, evidence_quads, read_table, write_table
from oimgraph.graph.why import reasons
from oimgraph.link import link
from oimgraph.model import Fact
from oimgraph.pipeline import build
from oimgraph.shards.engines import engine
from oimgraph.shards.plan import Settings

PAGES = sorted((ROOT / "examples").glob("*-m*.txt"))


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("full")
    build(PAGES, out)
    return out


@pytest.fixture(scope="module")
def lean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("lean")
    build(PAGES, out, Settings(lean=True))
    return out


def test_the_graph_holds_no_evidence_and_the_table_all(lean: Path) -> None:
    held = {quad.object for quad in ox.parse(path=str(lean / "graph.nq"), format=ox.RdfFormat.N_QUADS)}
    assert not held & {ox.NamedNode(terms.ASSERTION), ox.NamedNode(terms.EXCERPT)}
    rows = list(read_table(lean / NAME))
    assert rows == sorted(rows, key=evidence.Row.line)
    assert len({row.document for row in rows}) == len(PAGES)


def test_what_is_loaded_is_the_same(full: Path, lean: Path) -> None:
    assert sorted(map(str, load(lean))) == sorted(map(str, load(full)))
    assert sorted(map(str, load(lean / "graph.nq"))) == sorted(map(str, load(full)))


@pytest.mark.parametrize("name", ["view.html", "graph.ttl", "graph.jsonld"])
def test_what_is_made_of_it_is_the_same(full: Path, lean: Path, name: str) -> None:
    assert (lean / name).read_bytes() == (full / name).read_bytes()


def test_reasons_and_quotes_are_the_same(full: Path, lean: Path) -> None:
    assert reasons(load(lean)) == reasons(load(full))
    one, other = (Graph.load(out).quotes("agreements") for out in (lean, full))
    assert one.rows == other.rows
    assert len(one.rows) > 1


def test_other_jobs_and_another_order_give_the_same_bytes(lean: Path, tmp_path: Path) -> None:
    build(PAGES[::-1], tmp_path, Settings(lean=True), engine=engine(2, ""))
    for name in ("graph.nq", NAME):
        assert (tmp_path / name).read_bytes() == (lean / name).read_bytes()


def test_the_next_build_with_evidence_in_the_graph_takes_the_table_away(full: Path, tmp_path: Path) -> None:
    build(PAGES, tmp_path, Settings(lean=True))
    build(PAGES, tmp_path)
    assert not (tmp_path / NAME).exists()
    assert (tmp_path / "graph.nq").read_bytes() == (full / "graph.nq").read_bytes()


def test_the_command(full: Path, tmp_path: Path) -> None:
    app(["build", *map(str, PAGES), "--out", str(tmp_path), "--evidence", "table"], standalone_mode=False)
    assert set(map(str, load(tmp_path))) == set(map(str, load(full)))


@given(facts(len(TEXT)))
def test_rows_are_read_back_as_they_were(found: list[Fact]) -> None:
    rows = evidence.rows(link(page(TEXT, "one"), found), {"test.stated": "0.95"})
    assert [evidence.row_of(row.line()) for row in rows] == rows
    quads = list(evidence_quads(rows))
    assert len(quads) == len(set(quads))


def test_a_table_that_is_none_is_told(lean: Path, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes((lean / "graph.nq").read_bytes())
    (tmp_path / NAME).write_bytes((lean / NAME).read_bytes()[:500])
    with pytest.raises(InputError, match="cannot read"):
        load(tmp_path)


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="pyarrow"):
        write_table(tmp_path / NAME, [])
