"""oimgraph: pages about migration governance in, a validated knowledge graph out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from oimgraph.api import Graph

__all__ = ["Graph", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`oimgraph.Graph` is imported when it is first asked for: reading pages needs no RDF library."""
    if name == "Graph":
        from oimgraph.api import Graph

        return Graph
    raise AttributeError(f"module 'oimgraph' has no attribute {name!r}")
