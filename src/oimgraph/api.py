"""For programs and notebooks: a graph that was built, to ask and to check.

    from oimgraph import Graph
    graph = Graph.load("out")
    for row in graph.query("agreements", country="MOZ").dicts():
        print(row["agreement"], row["signatory"])
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from pyoxigraph import Quad, Store

from oimgraph.errors import InputError
from oimgraph.graph.dataset import load
from oimgraph.model import Finding
from oimgraph.query import Rows, Triples, ask, find, merge, with_quotes
from oimgraph.validate import validate


class Graph:
    """A dataset in memory. What is asked of it never changes it."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = tuple(quads)

    @classmethod
    def load(cls, path: str | Path) -> Graph:
        """graph.nq, a folder that `oimgraph build` wrote, or a store. Raises InputError, StoreError."""
        return cls(load(path))

    def __len__(self) -> int:
        return len(self.quads)

    def query(self, question: str, **values: str) -> Rows:
        """The rows that answer a shipped query, a file or SPARQL text; values set its parameters. Raises InputError."""
        answer = ask(self._merged, find(question), values)
        if isinstance(answer, Rows):
            return answer
        raise InputError("this query has no rows", "use construct() for a graph, or SELECT")

    def quotes(self, question: str, **values: str) -> Rows:
        """As query(), with the words that each row rests on and their page."""
        return with_quotes(self._merged, self.query(question, **values))

    def construct(self, question: str) -> Triples:
        """The triples of a CONSTRUCT or DESCRIBE. Raises InputError."""
        answer = ask(self._merged, find(question))
        if isinstance(answer, Triples):
            return answer
        raise InputError("this query builds no graph", "use query() for rows, or CONSTRUCT")

    def findings(self, shapes: Path | None = None, language: str = "en") -> list[Finding]:
        """Every breach of the shapes, worst first, with message and quote."""
        return validate(self.quads, shapes, language=language)

    @cached_property
    def _merged(self) -> Store:
        return merge(self.quads)
