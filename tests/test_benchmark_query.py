"""The benchmark of queries measures what it says: the same graph each time, equal bindings, every query answered."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import ROOT


@pytest.fixture(autouse=True)
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "benchmarks"), *sys.path])


def test_the_graph_is_the_same_each_time(tmp_path: Path) -> None:
    from query_graph import write

    for name in ("a", "b"):
        write(tmp_path / name, 5000)
    data = (tmp_path / "a").read_bytes()
    assert data == (tmp_path / "b").read_bytes()
    assert len(set(data.splitlines())) == 5000


def test_both_engines_answer_every_query_alike(tmp_path: Path) -> None:
    from query import measure, table
    from query_graph import write
    from query_questions import QUESTIONS

    write(tmp_path / "graph.nt", 40_000)
    found = measure(tmp_path / "graph.nt")
    assert [one.name for one in found] == list(QUESTIONS)
    assert len(QUESTIONS) >= 8
    assert sum(one.rows > 0 for one in found) >= 9
    assert "geometric mean" in table(found)
