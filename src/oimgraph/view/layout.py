"""Where nodes stand: laid out in advance, per component, the components packed side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable

_SPACE = 170.0              # distance between neighbours, in the view's units
_ITERATIONS = 80
_LABEL = (190.0, 46.0)      # room for a node with its label below: width, height
_PUSHES = 120
_MOST = 2_000               # nodes; beyond that labels cannot all be shown anyway


def positions(nodes: Iterable[str], edges: Iterable[tuple[str, str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each node; the same graph gives the same places."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted({(s, o) for s, _, o in edges}))
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    placed: dict[str, tuple[int, int]] = {}
    x = y = row = 0.0
    width = _SPACE * 1.6 * math.sqrt(max(len(graph), 1))
    for part in parts:
        size = _SPACE * math.sqrt(len(part)) * 1.1
        if x and x + size > width:
            x, y, row = 0.0, y + row + _SPACE, 0.0
        members = sorted(part)
        inner = nx.spring_layout(graph.subgraph(members), seed=7, iterations=_ITERATIONS, scale=size / 2, k=0.9)
        spread = _apart([(float(inner[node][0]) * 1.5, float(inner[node][1])) for node in members])
        left, top = min(point[0] for point in spread), min(point[1] for point in spread)
        for node, point in zip(members, spread, strict=True):
            placed[node] = (round(x + point[0] - left), round(y + point[1] - top))
        width_of, height_of = (max(point[axis] for point in spread) - (left, top)[axis] for axis in (0, 1))
        x, row = x + width_of + 1.5 * _SPACE, max(row, height_of)
    return placed


def _apart(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Push nodes away from each other until no label covers another (or the pushes are used up)."""
    import numpy as np

    at = np.array(points)
    room = np.array(_LABEL)
    for _ in range(_PUSHES if 1 < len(points) <= _MOST else 0):
        gap = at[:, None, :] - at[None, :, :]
        overlap = room - np.abs(gap)
        close = (overlap > 0).all(axis=2)
        np.fill_diagonal(close, val=False)
        if not close.any():
            break
        axis = (overlap[..., 1] < overlap[..., 0]).astype(int)      # the shorter way out
        order = np.sign(np.arange(len(at))[:, None] - np.arange(len(at))[None, :])
        for index in (0, 1):
            way = np.where(gap[..., index] == 0, order, np.sign(gap[..., index]))
            at[:, index] += np.where(close & (axis == index), way * overlap[..., index] / 2, 0).sum(axis=1) * 0.5
    return [(float(px), float(py)) for px, py in at]
