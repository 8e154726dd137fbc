"""Where nodes stand: laid out in advance, per component, the components packed side by side.

Springs pull what is linked together and near nodes apart (Fruchterman and Reingold, 1991, with a grid, so that the work
grows with the number of nodes). Plain floats in a fixed order: the same graph gives the same places on any machine.
"""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

Point = list[float]

_SPACE = 130.0              # distance between neighbours, in the view's units
_STEPS = 80
_EFFORT = 50_000            # steps times nodes: large graphs take fewer steps
_READ_WHOLE = 500           # up to so many nodes every label is given its room
_LABEL = (110.0, 64.0)      # room for a node with its label below: width, height
_PUSHES = 120


def positions(nodes: Iterable[str], edges: Iterable[tuple[str, str, str]]) -> dict[str, tuple[int, int]]:
    """A place for each node, in whole units of the view."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(sorted({(s, o) for s, _, o in edges}))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    return _packed([(part, _part(part, {node: sorted(graph[node]) for node in part})) for part in parts], len(graph))


def _packed(parts: Sequence[tuple[list[str], list[Point]]], count: int) -> dict[str, tuple[int, int]]:
    """Components in rows, the largest first."""
    placed: dict[str, tuple[int, int]] = {}
    x = y = row = 0.0
    width = _SPACE * 1.8 * math.sqrt(max(count, 1))
    for part, points in parts:
        left, top = (min(point[axis] for point in points) for axis in (0, 1))
        wide, high = (max(point[axis] for point in points) - low for axis, low in ((0, left), (1, top)))
        if x and x + wide > width:
            x, y, row = 0.0, y + row + _SPACE, 0.0
        for node, point in zip(part, points, strict=True):
            placed[node] = (round(x + point[0] - left), round(y + point[1] - top))
        x, row = x + wide + 1.7 * _SPACE, max(row, high)
    return placed


def _part(part: list[str], neighbours: Mapping[str, list[str]]) -> list[Point]:
    """The places of a component's nodes, in their order."""
    order = _nearest_first(part, neighbours)
    index = {node: number for number, node in enumerate(part)}
    points: list[Point] = [[0.0, 0.0] for _ in part]
    for number, node in enumerate(order):           # a sunflower: even distances without chance
        radius, angle = _SPACE * math.sqrt(number) * 0.7, number * 2.399963
        points[index[node]] = [radius * math.cos(angle), radius * math.sin(angle)]
    links = [(index[a], index[b]) for a in part for b in neighbours[a] if a < b]
    steps = min(_STEPS, max(5, _EFFORT // len(part))) if len(part) > 2 else 0
    for step in range(steps):
        _pull(points, links, _SPACE * (1 - step / steps), reach=_SPACE * (3 if len(part) <= _READ_WHOLE else 1.2))
    for point in points:
        point[0] *= 1.1                             # labels are wide
    for _ in range(_PUSHES if len(part) <= _READ_WHOLE else 0):
        if not _push(points):
            break
    return points


def _nearest_first(part: list[str], neighbours: Mapping[str, list[str]]) -> list[str]:
    """Nodes as a walk from the best connected one meets them."""
    start = max(part, key=lambda node: (len(neighbours[node]), node))
    seen, queue, order = {start}, deque([start]), []
    while queue:
        node = queue.popleft()
        order.append(node)
        for other in neighbours[node]:
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return order


def _pull(points: list[Point], links: Sequence[tuple[int, int]], heat: float, reach: float) -> None:
    """One step of the springs; no node moves further than `heat`, none pushes those further than about `reach`."""
    force: list[Point] = [[-0.02 * x, -0.02 * y] for x, y in points]
    for a, b in _near(points, reach, reach):
        dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
        strength = _SPACE * _SPACE / max(dx * dx + dy * dy, 1.0)
        _add(force, a, b, dx * strength, dy * strength)
    for a, b in links:
        dx, dy = points[b][0] - points[a][0], points[b][1] - points[a][1]
        strength = math.sqrt(dx * dx + dy * dy) / (2 * _SPACE)
        _add(force, a, b, dx * strength, dy * strength)
    for point, (fx, fy) in zip(points, force, strict=True):
        length = math.sqrt(fx * fx + fy * fy)
        scale = min(1.0, heat / length) if length else 0.0
        point[0] += fx * scale
        point[1] += fy * scale


def _add(force: list[Point], a: int, b: int, fx: float, fy: float) -> None:
    force[a][0] += fx
    force[a][1] += fy
    force[b][0] -= fx
    force[b][1] -= fy


def _push(points: list[Point]) -> bool:
    """Push labels that cover each other apart, the shorter way; whether there were any."""
    pushed = False
    for a, b in _near(points, *_LABEL):
        dx, dy = points[a][0] - points[b][0], points[a][1] - points[b][1]
        over_x, over_y = _LABEL[0] - abs(dx), _LABEL[1] - abs(dy)
        if over_x > 0.5 and over_y > 0.5:
            pushed = True
            if over_y < over_x:
                _add(points, a, b, 0.0, math.copysign(over_y / 2, dy))
            else:
                _add(points, a, b, math.copysign(over_x / 2, dx), 0.0)
    return pushed


def _near(points: Sequence[Point], width: float, height: float) -> Iterator[tuple[int, int]]:
    """Pairs of nodes in the same or neighbouring cells of a grid, each once, in a fixed order."""
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (x, y) in enumerate(points):
        cells[math.floor(x / width), math.floor(y / height)].append(number)
    for (column, row), members in list(cells.items()):
        for number, a in enumerate(members):
            for b in members[number + 1 :]:
                yield a, b
        for beside in ((1, 0), (0, 1), (1, 1), (1, -1)):
            for b in cells.get((column + beside[0], row + beside[1]), ()):
                for a in members:
                    yield a, b
