"""A dataset as one HTML file that explains itself: no server, no network, every fact with its quote."""

from oimgraph.view.frame import Frame
from oimgraph.view.page import render

__all__ = ["Frame", "render"]
