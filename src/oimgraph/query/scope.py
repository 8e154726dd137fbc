"""The part of a dataset that a question is put to: some of its graphs, and never anything from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store


@dataclass(frozen=True, slots=True)
class Scope:
    """Names of graphs: those merged into the default graph, and those that GRAPH finds. Unknown ones are empty."""

    default: tuple[NamedNode, ...]
    named: tuple[NamedNode, ...]

    def of(self, dataset: Store) -> Store:
        """A store of these graphs alone, the triples of the default graph each once."""
        part = Store()
        part.extend(Quad(*quad.triple) for quad in _graphs(dataset, self.default))
        part.extend(_graphs(dataset, self.named))
        return part


def _graphs(dataset: Store, names: Iterable[NamedNode]) -> Iterable[Quad]:
    return (quad for name in names for quad in dataset.quads_for_pattern(None, None, None, name))
