"""Queries on a generated graph: pyoxigraph against rdflib, with equal bindings. Prints the table of docs/benchmarks.md.

    python benchmarks/query.py [TRIPLES]       default: a million; nearly all of the time is rdflib's

Each engine answers in memory, reads every binding, and is timed alone: pyoxigraph three times (the median counts),
rdflib once. Bindings are compared as multisets; numbers by value, since pyoxigraph normalises their lexical form.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pyoxigraph as ox
import rdflib
from query_graph import write
from query_questions import QUESTIONS

from oimgraph import terms

T = TypeVar("T")
Bindings = Counter[tuple[str, ...]]
_NUMBERS = {terms.XSD + name for name in ("integer", "decimal")}


@dataclass(frozen=True, slots=True)
class Measured:
    """One query on both engines; seconds."""

    name: str
    rows: int
    oxigraph: float
    rdflib: float

    @property
    def ratio(self) -> float:
        return self.rdflib / self.oxigraph


def measure(data: Path) -> list[Measured]:
    """Every query's times. Raises ValueError where the engines answer differently."""
    store = ox.Store()
    loaded = _timed(lambda: store.bulk_load(path=str(data), format=ox.RdfFormat.N_TRIPLES))[0]
    graph = rdflib.Graph()
    parsed = _timed(lambda: graph.parse(data, format="nt"))[0]
    print(f"loaded {len(store)} triples: pyoxigraph {loaded:.1f} s, rdflib {parsed:.1f} s", file=sys.stderr)
    _rdflib(rdflib.Graph(), "SELECT ?s { ?s ?p ?o }")  # its first query loads the parser
    found = []
    for name, text in QUESTIONS.items():
        found.append(_compared(name, store, graph, text))
        print(row(found[-1]), file=sys.stderr, flush=True)
    return found


def _compared(name: str, store: ox.Store, graph: rdflib.Graph, text: str) -> Measured:
    quick = [_timed(lambda: _oxigraph(store, text)) for _ in range(3)]
    slow = _timed(lambda: _rdflib(graph, text))
    if quick[0][1] != slow[1]:
        raise ValueError(f"the engines answer differently: {name}")
    seconds = statistics.median(seconds for seconds, _ in quick)
    return Measured(name, sum(slow[1].values()), seconds, slow[0])


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def _oxigraph(store: ox.Store, text: str) -> Bindings:
    found = store.query(text, prefixes=terms.PREFIXES)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("every question is a SELECT")
    names = [variable.value for variable in found.variables]
    return Counter(tuple(_plain(solution[name]) for name in names) for solution in found)


def _plain(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.Literal) and term.datatype.value in _NUMBERS:
        return _number(term.value)
    return str(getattr(term, "value", term))


def _rdflib(graph: rdflib.Graph, text: str) -> Bindings:
    found = graph.query(text, initNs={name: rdflib.Namespace(space) for name, space in terms.PREFIXES.items()})
    return Counter(tuple(_plain_rdflib(row.get(name)) for name in found.vars or []) for row in found.bindings)


def _plain_rdflib(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, rdflib.Literal) and str(term.datatype) in _NUMBERS:
        return _number(str(term))
    return str(term)


def _number(text: str) -> str:
    return str(Decimal(text).normalize())


def row(m: Measured) -> str:
    return f"| {m.name} | {m.rows} | {m.oxigraph * 1000:.1f} | {m.rdflib * 1000:.0f} | {m.ratio:.0f} |"


def table(found: list[Measured]) -> str:
    mean = statistics.geometric_mean(m.ratio for m in found)
    head = ["| query | rows | pyoxigraph ms | rdflib ms | times faster |", "|---|--:|--:|--:|--:|"]
    return "\n".join([*head, *map(row, found), f"| **geometric mean** | | | | **{mean:.0f}** |"])


def main() -> None:
    triples = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "graph.nt"
        write(data, triples)
        print(table(measure(data)))


if __name__ == "__main__":
    main()
