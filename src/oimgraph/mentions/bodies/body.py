"""A named body, as the readers of names hand it on."""

from __future__ import annotations

from dataclasses import dataclass

from oimgraph.model import Entity, Span


@dataclass(frozen=True, slots=True)
class Body:
    """A body that the page names: what it is called (first the fullest form), where, its class and country.

    `span` holds the name itself, `reach` also the acronym and the country beside it: "(PGR) du Mozambique".
    """

    entity: Entity
    span: Span
    reach: Span
    names: tuple[str, ...]
    cls: str
    country: str = ""
    owned: bool = False         # by the state whose possessive stands before it
