"""What became of a graph on its way into a store."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """A graph by its name, how many triples it has, and why the store refused it ("" when it took it)."""

    name: str
    triples: int
    failure: str = ""
