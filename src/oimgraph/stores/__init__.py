"""SPARQL stores: a folder of Oxigraph's own (`embedded`), or a server of SPARQL 1.1 (`client`, `send`, `read`).

Writing is one PUT per graph through the Graph Store Protocol: doing it again changes nothing. Reading is SELECT with
JSON results, each answer compared with a count, because some servers cut long answers without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyoxigraph import Quad

from oimgraph.stores import embedded
from oimgraph.stores.sent import Sent

__all__ = ["Sent", "put"]


def put(quads: Iterable[Quad], where: str) -> Iterator[Sent]:
    """Each graph of a dataset as it is put into a server, or into "oxigraph:DIR", whose content it replaces.

    Raises InputError, StoreError.
    """
    if where.startswith(embedded.PREFIX):
        yield from embedded.write(Path(where.removeprefix(embedded.PREFIX)), quads)
        return
    from oimgraph.stores.client import Client
    from oimgraph.stores.send import send

    with Client(where) as client:
        yield from send(quads, client)
