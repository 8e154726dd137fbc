"""oimgraph: pages about migration governance in, a validated knowledge graph out."""

__version__ = "0.1.0"
