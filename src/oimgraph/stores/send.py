"""A dataset into a server: one PUT per graph, so that a graph stands there once, however often it was sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from oimgraph.errors import DataError, StoreError
from oimgraph.stores.client import Client, Unreachable
from oimgraph.stores.sent import Sent


def by_graph(quads: Iterable[ox.Quad]) -> dict[str, list[str]]:
    """The triples of each graph as N-Triples lines, sorted; documents first, then what they share, the run last.

    A run that stands in the store thus tells that everything else was sent. Raises DataError for blank nodes: each
    PUT would make new ones.
    """
    found: dict[str, set[str]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode):
            raise DataError(f"{quad} stands in no named graph", "load a dataset that 'oimgraph build' wrote")
        if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
            raise DataError(f"{quad} has a blank node", "load a dataset that 'oimgraph build' wrote")
        found.setdefault(quad.graph_name.value, set()).add(f"{quad.triple} .\n")
    return {graph: sorted(found[graph]) for graph in sorted(found, key=_turn)}


def _turn(graph: str) -> tuple[bool, bool, str]:
    return graph.endswith("/graph/run"), "/graph/" in graph, graph


def send(quads: Iterable[ox.Quad], client: Client) -> Iterator[Sent]:
    """Replace each graph of the dataset in the store, telling of each how it went.

    A graph that the server refuses costs nothing of the others. Raises StoreError when the server is gone.
    """
    graphs = by_graph(quads)
    for done, (graph, lines) in enumerate(graphs.items()):
        try:
            client.put(graph, "".join(lines).encode())
        except Unreachable as error:
            raise StoreError(f"{error.what} ({done} of {len(graphs)} graphs were sent)", error.hint) from None
        except StoreError as error:
            yield Sent(graph, len(lines), error.what)
        else:
            yield Sent(graph, len(lines))
