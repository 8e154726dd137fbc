"""Terms as N-Triples write them, each checked once."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.model import Value

_IN_MEMORY = 100_000


@lru_cache(maxsize=_IN_MEMORY)
def written(iri: str) -> str:
    """Raises ValueError for what is no IRI."""
    return str(ox.NamedNode(iri))


@lru_cache(maxsize=1_000)
def plain(text: str) -> str:
    """Words that come again and again, such as a rule's name, as a literal without language."""
    return str(ox.Literal(text))


def literal(value: Value) -> str:
    """Raises ValueError for half a character."""
    if value.language:
        return str(ox.Literal(value.text, language=value.language))
    return str(ox.Literal(value.text, datatype=_datatype(value.datatype)))


@lru_cache(maxsize=100)
def _datatype(name: str) -> ox.NamedNode:
    return ox.NamedNode(terms.XSD + name)
