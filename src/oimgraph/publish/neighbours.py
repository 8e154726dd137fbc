"""The picture of a resource's neighbours: what points to it on the left, what it points to on the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyoxigraph as ox

from oimgraph import terms
from oimgraph.publish.paths import cut

if TYPE_CHECKING:
    from oimgraph.publish.here import Here, Named
    from oimgraph.publish.resource import Resource

WIDTH, ROW = 640, 44
_SIDE = 7                           # neighbours on each side
_LETTERS = 25                       # of a name
_INWARDS = 212                      # room for names
Near = tuple[str, str, bool]        # resource, property, whether it points here


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A dot with its name; `x` and `y` are the dot's."""

    iri: str
    name: Named
    relation: Named
    colour: str
    x: int
    y: int
    incoming: bool
    on_left: bool

    @property
    def label(self) -> str:
        return cut(self.name.text, _LETTERS)


@dataclass(frozen=True, slots=True)
class Neighbours:
    height: int
    dots: tuple[Neighbour, ...]

    @property
    def middle(self) -> tuple[int, int]:
        return WIDTH // 2, self.height // 2


def neighbours(resource: Resource, here: Here) -> Neighbours | None:
    """None where there are not two. Where all are on one side, both sides share them."""
    before = [(link.subject, link.predicate, True) for link in resource.links]
    behind = [(fact.value.value, fact.predicate, False) for fact in resource.facts
              if isinstance(fact.value, ox.NamedNode) and fact.predicate != terms.TYPE]
    count = _SIDE if before and behind else 2 * _SIDE
    left, right = (_few(side, here, resource.iri, count) for side in (before, behind))
    if not left or not right:
        whole = left + right
        left, right = whole[: len(whole) // 2], whole[len(whole) // 2 :]
    if len(left) + len(right) < 2:
        return None
    height = ROW * max(len(left), len(right), 2)
    return Neighbours(height, (*_column(left, here, height, on_left=True),
                               *_column(right, here, height, on_left=False)))


def _few(side: list[Near], here: Here, iri: str, count: int) -> list[Near]:
    """Those that have a page, each once, relation by relation in turn: no frequent one crowds out the others."""
    seen: set[str] = set()
    by_relation: dict[str, list[Near]] = {}
    for near in side:
        if near[0] in here.site.paths and near[0] != iri and near[0] not in seen:
            seen.add(near[0])
            by_relation.setdefault(near[1], []).append(near)
    order = sorted((n, near) for _, all_near in sorted(by_relation.items()) for n, near in enumerate(all_near[:count]))
    return sorted((near for _, near in order[:count]), key=lambda near: (near[1], near[0]))


def _column(side: list[Near], here: Here, height: int, *, on_left: bool) -> list[Neighbour]:
    gap = height / max(len(side), 1)
    x = _INWARDS if on_left else WIDTH - _INWARDS
    return [Neighbour(iri, here.name(iri), here.name(relation), here.colour(here.site.index.kind(iri)), x,
                      round(gap * (number + 0.5)), incoming, on_left)
            for number, (iri, relation, incoming) in enumerate(side)]
