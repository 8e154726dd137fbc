"""For programs and notebooks: a graph that was built, to ask and to check.

    from oimgraph import Graph
    graph = Graph.load("out")
    for row in graph.query("agreements", country="MOZ").dicts():
        print(row["agreement"], row["signatory"])

pandas, rdflib and networkx are imported when something is turned into theirs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad, Store

from oimgraph import terms
from oimgraph.errors import InputError
from oimgraph.export.network import network
from oimgraph.export.nquads import merged_ntriples
from oimgraph.graph.dataset import load
from oimgraph.graph.facts import facts
from oimgraph.model import Finding
from oimgraph.query import Rows, Triples, ask, find, merge, with_quotes
from oimgraph.query.answers import Term
from oimgraph.validate import validate

if TYPE_CHECKING:
    import rdflib

    from oimgraph.view import Frame

_INTEGERS = {terms.XSD + kind for kind in ("integer", "nonNegativeInteger", "positiveInteger", "gYear")}
_NUMBERS = {terms.XSD + kind for kind in ("decimal", "double", "float")}


@dataclass(frozen=True, slots=True)
class Table(Rows):
    """Rows that know the graph that gave them."""

    graph: Graph = field(repr=False, compare=False)

    @property
    def resources(self) -> frozenset[str]:
        """The IRIs in all cells."""
        return frozenset(cell.value for row in self.rows for cell in row if isinstance(cell, NamedNode))

    def to_pandas(self) -> Any:
        """A DataFrame: numbers and years as numbers, IRIs whole, NA where nothing is bound. Raises InputError."""
        try:
            from pandas import DataFrame
        except ImportError:
            raise InputError("pandas is not installed", "pip install 'oimgraph[notebook]'") from None

        rows = [[_python(cell) for cell in row] for row in self.rows]
        return DataFrame(rows, columns=list(self.columns)).convert_dtypes()

    def to_rdflib(self) -> rdflib.Graph:
        """The facts about all resources that the rows name."""
        return self.graph.to_rdflib(self.resources)

    def to_networkx(self) -> Any:
        """The resources that the rows name, and the facts between them."""
        return self.graph.to_networkx(self.resources)


class Graph:
    """A dataset in memory. What is asked of it never changes it."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self.quads = tuple(quads)

    @classmethod
    def load(cls, path: str | Path) -> Graph:
        """graph.nq, a folder that `oimgraph build` wrote, or a store. Raises InputError."""
        return cls(load(path))

    def __len__(self) -> int:
        return len(self.quads)

    def query(self, question: str, **values: str) -> Table:
        """The rows that answer a shipped query, a file or SPARQL text; values set its parameters. Raises InputError."""
        answer = ask(self._merged, find(question), values)
        if isinstance(answer, Rows):
            return Table(answer.columns, answer.rows, self)
        raise InputError("this query has no rows", "use construct() for a graph, or SELECT")

    def quotes(self, question: str, **values: str) -> Table:
        """As query(), with the words that each row rests on and their page."""
        found = with_quotes(self._merged, self.query(question, **values))
        return Table(found.columns, found.rows, self)

    def construct(self, question: str) -> Triples:
        """The triples of a CONSTRUCT or DESCRIBE. Raises InputError."""
        answer = ask(self._merged, find(question))
        if isinstance(answer, Triples):
            return answer
        raise InputError("this query builds no graph", "use query() for rows, or CONSTRUCT")

    def to_rdflib(self, resources: Collection[str] | None = None) -> rdflib.Graph:
        """The facts, merged over all pages; of these resources alone, where they are given."""
        import rdflib

        told = [fact for fact in self._facts if resources is None or getattr(fact.subject, "value", "") in resources]
        quads = (Quad(fact.subject, fact.predicate, fact.object) for fact in told)
        return rdflib.Graph().parse(data=merged_ntriples(quads), format="nt")

    def to_networkx(self, resources: Collection[str] | None = None) -> Any:
        """A MultiDiGraph: nodes with label, class, year and value, edges with label and the number of pages that state
        them; between these resources alone, where they are given."""
        import networkx as nx

        nodes, edges = self._network
        made = nx.MultiDiGraph()
        for node in nodes:
            if resources is None or node.iri in resources:
                made.add_node(node.iri, label=node.label, cls=node.cls, year=node.year, value=node.value)
        made.add_edges_from((edge.source, edge.target, {"label": edge.label, "pages": edge.pages})
                            for edge in edges if edge.source in made and edge.target in made)
        return made

    def findings(self, shapes: Path | None = None, language: str = "en") -> list[Finding]:
        """Every breach of the shapes, worst first, with message and quote."""
        return validate(self.quads, shapes, language=language)

    def view(self, start: Collection[str] = (), depth: int = 2, language: str = "en") -> Frame:
        """The page to explore, which a notebook shows: all, or what is near these resources. Raises InputError."""
        from oimgraph.view import Frame, render

        return Frame(render(self.quads, language, start, depth))

    @cached_property
    def _merged(self) -> Store:
        return merge(self.quads)

    @cached_property
    def _facts(self) -> Any:
        return facts(self.quads)

    @cached_property
    def _network(self) -> Any:
        return network(self.quads)


def _python(cell: Term | None) -> str | int | float | None:
    if isinstance(cell, Literal) and cell.datatype.value in _INTEGERS | _NUMBERS:
        try:
            return int(cell.value) if cell.datatype.value in _INTEGERS else float(cell.value)
        except ValueError:
            return cell.value
    return None if cell is None else getattr(cell, "value", str(cell))
